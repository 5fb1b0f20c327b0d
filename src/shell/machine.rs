//! The machine and the account: what the first record of every feed says about where it was written.

use std::path::Path;

use super::environment::Environment;
use super::regular_file;
use crate::journal::PersonId;
use crate::journal::person_id::MAX_PERSON_CHARS;
use crate::run::{Writer, WriterMode};

/// The most characters kept of anything that the machine says about itself.
const MAX_CHARS: usize = 120;

/// The largest user table that is looked through.
const MAX_USERS_BYTES: u64 = 4 * 1024 * 1024;

/// Who the machine says is here, and where here is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// The account's name.
    pub account: String,
    pub uid: u32,
    pub host: String,
    /// The machine id, or empty where it has none.
    pub id: String,
    /// The id of this boot, or empty where it has none.
    pub boot: String,
}

impl Machine {
    /// Asks the machine.
    pub fn read(environment: &Environment) -> Self {
        let uid = rustix::process::getuid().as_raw();
        let from_variable = || environment.get("USER").or_else(|| environment.get("LOGNAME"));
        let account = account_of(uid)
            .or_else(|| from_variable().map(str::to_owned))
            .unwrap_or_else(|| format!("uid{uid}"));
        Self {
            account: short(&account),
            uid,
            host: short(&rustix::system::uname().nodename().to_string_lossy()),
            id: first_line("/etc/machine-id")
                .or_else(|| first_line("/var/lib/dbus/machine-id"))
                .unwrap_or_default(),
            boot: first_line("/proc/sys/kernel/random/boot_id").unwrap_or_default(),
        }
    }

    /// A person's id made from the account's name: what records cannot hold of it is left out.
    pub fn person(&self) -> PersonId {
        let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '@' | '+' | '-');
        let safe: String = self.account.chars().filter(plain).take(MAX_PERSON_CHARS).collect();
        PersonId::new(&safe).unwrap_or_else(|| PersonId::of_uid(self.uid))
    }

    /// What the first record of a feed says.
    pub fn writer(&self, person: &PersonId, display: &str) -> Writer {
        Writer {
            person: person.as_str().to_owned(),
            display: display.to_owned(),
            account: self.account.clone(),
            uid: self.uid,
            host: self.host.clone(),
            machine: self.id.clone(),
            boot: self.boot.clone(),
            program: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            mode: WriterMode::Console,
        }
    }
}

/// The name of an account in the machine's own table.
pub(super) fn account_of(uid: u32) -> Option<String> {
    let bytes = regular_file::read(Path::new("/etc/passwd"), MAX_USERS_BYTES).ok()?;
    let table = String::from_utf8_lossy(&bytes);
    table.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(uid)).then(|| name.to_owned())
    })
}

fn first_line(path: &str) -> Option<String> {
    let bytes = std::fs::read(path).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    text.lines().next().map(|line| short(line.trim())).filter(|line| !line.is_empty())
}

fn short(text: &str) -> String {
    text.chars().take(MAX_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine(account: &str) -> Machine {
        let account = account.to_owned();
        Machine { account, uid: 1000, host: String::new(), id: String::new(), boot: String::new() }
    }

    #[test]
    fn a_person_is_named_so_that_a_record_can_hold_it() {
        assert_eq!(machine("alice").person().as_str(), "alice");
        assert_eq!(machine("DOMAIN\\alice wang").person().as_str(), "DOMAINalicewang");
        assert_eq!(machine("王芳").person().as_str(), "uid1000");
        assert_eq!(machine(&"x".repeat(99)).person().as_str().len(), MAX_PERSON_CHARS);
    }

    #[test]
    fn a_machine_says_who_is_here() {
        let machine = Machine::read(&Environment::default());
        let writer = machine.writer(&machine.person(), "王芳");
        assert!(!writer.account.is_empty() && !writer.person.is_empty());
        assert_eq!(writer.display, "王芳");
        assert_eq!(writer.program, "dutybook");
    }
}

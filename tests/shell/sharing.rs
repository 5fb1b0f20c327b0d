//! A home that several accounts of one machine share.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A home and the settings of somebody who shares it with a group of this process's.
struct Shared {
    folder: tempfile::TempDir,
    group: u32,
}

impl Shared {
    fn new(group: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Everybody comes through here; what is shared is the home below.
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        let this = Self { folder, group };
        for person in ["alice", "bob"] {
            let config = this.path(person).join("dutybook");
            std::fs::create_dir_all(&config).unwrap();
            let text = format!("person = \"{person}\"\ngroup = \"{group}\"\n");
            std::fs::write(config.join("config.toml"), text).unwrap();
        }
        this
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program for a person, through `before` where another account is to run it.
    fn dutybook(&self, person: &str, before: &[&str], arguments: &[&str]) -> Output {
        let program = [env!("CARGO_BIN_EXE_dutybook")];
        let words: Vec<&str> = before.iter().chain(&program).chain(arguments).copied().collect();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).env_clear().env("PATH", std::env::var("PATH").unwrap());
        command.env("DUTYBOOK_HOME", self.path("home")).env("XDG_CONFIG_HOME", self.path(person));
        command.env("LANG", "en_GB.UTF-8").env("TZ", "UTC").env("HOME", "/").current_dir("/");
        command.output().unwrap()
    }

    fn run(&self) -> PathBuf {
        let runs = std::fs::read_dir(self.path("home/runs")).unwrap();
        runs.map(|entry| entry.unwrap().path()).find(|path| path.is_dir()).unwrap()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut all = vec![folder.to_owned()];
    let mut at = 0;
    while at < all.len() {
        if all[at].is_dir() {
            all.extend(std::fs::read_dir(&all[at]).unwrap().map(|entry| entry.unwrap().path()));
        }
        at += 1;
    }
    all
}

#[test]
fn a_shared_home_has_the_modes_that_keep_each_writers_files_their_own() {
    let shared = Shared::new(rustix::process::getgid().as_raw());
    let start = ["start", "data-security-incident", "--title", "Shared", "--detach"];
    let output = shared.dutybook("alice", &[], &start);
    assert!(output.status.success(), "{}", said(&output));
    for path in below(&shared.path("home")) {
        let data = std::fs::metadata(&path).unwrap();
        let mode = data.mode() & 0o7777;
        let is_lock = path.file_name().is_some_and(|name| name == ".lock");
        let expected = if data.is_dir() {
            0o3770
        } else if is_lock {
            0o660
        } else {
            0o640
        };
        assert_eq!(format!("{mode:o}"), format!("{expected:o}"), "{}", path.display());
        assert_eq!(data.gid(), shared.group, "{}", path.display());
    }
    let verified = shared.dutybook("alice", &[], &["verify", "2026"]);
    assert!(verified.status.success(), "{}", said(&verified));
}

#[test]
fn a_home_that_is_not_shared_yet_says_who_has_to_run_what() {
    let shared = Shared::new(rustix::process::getgid().as_raw());
    std::fs::create_dir_all(shared.path("home/runs")).unwrap();
    let output = shared.dutybook("alice", &[], &["start", "data-security-incident", "--detach"]);
    assert!(!output.status.success());
    let said = said(&output);
    assert!(said.contains("chgrp -R") && said.contains("chmod 3770"), "{said}");
    assert_eq!(std::fs::read_dir(shared.path("home/runs")).unwrap().count(), 0);
}

/// Accounts of their own need root, and a tool to become them.
fn can_be_others() -> bool {
    let is_root = rustix::process::geteuid().is_root();
    is_root && Command::new("setpriv").arg("--version").output().is_ok()
}

/// Becomes an account of the group.
fn account<'a>(uid: &'a str, gid: &'a str) -> [&'a str; 7] {
    ["setpriv", "--reuid", uid, "--regid", gid, "--clear-groups", "--"]
}

#[test]
fn two_accounts_write_into_one_run_and_neither_can_touch_what_the_other_wrote() {
    if !can_be_others() {
        let mut say = std::io::stderr();
        std::io::Write::write_all(&mut say, b"skipped: other accounts need root and setpriv\n").unwrap();
        return;
    }
    let shared = Shared::new(43_210);
    let (alice, bob) = (account("43211", "43210"), account("43212", "43210"));
    std::fs::create_dir(shared.path("home")).unwrap();
    std::os::unix::fs::chown(shared.path("home"), Some(43_211), Some(43_210)).unwrap();
    let start = ["start", "data-security-incident", "--title", "Shared", "--detach"];
    let output = shared.dutybook("alice", &alice, &start);
    assert!(output.status.success(), "{}", said(&output));
    let output = shared.dutybook("bob", &bob, &["note", "from another account", "--run", "2026"]);
    assert!(output.status.success(), "{}", said(&output));
    let verified = shared.dutybook("bob", &bob, &["verify", "2026"]);
    assert!(verified.status.success(), "{}", said(&verified));

    let feeds = below(&shared.run().join("journal"));
    let feed_of = |person: &str| {
        let is_of = |path: &&PathBuf| path.file_name().unwrap().to_string_lossy().starts_with(person);
        feeds.iter().find(is_of).unwrap().display().to_string()
    };
    let alices = feed_of("alice-");
    for deed in ["echo x >> \"$0\"", "rm -f \"$0\"", "mv \"$0\" \"$0.gone\""] {
        let tried = Command::new(bob[0]).args(&bob[1..]).args(["sh", "-c", deed, &alices]).output().unwrap();
        assert!(!tried.status.success(), "{deed}");
    }
    // Whoever is no member sees nothing.
    let other = account("43213", "43219");
    assert!(!shared.dutybook("bob", &other, &["log", "2026"]).status.success());

    // A feed under another's name, though everything in it verifies.
    std::os::unix::fs::chown(feed_of("bob-"), Some(43_211), None).unwrap();
    let verified = shared.dutybook("alice", &alice, &["verify", "2026", "--format", "json"]);
    assert_eq!(verified.status.code(), Some(1));
    assert!(said(&verified).contains("\"kind\":\"owner\""), "{}", said(&verified));
}

//! The machine around a home: its clock, the terminal, the locale, and who is at it.

use std::path::Path;
use std::time::Duration;

use super::Check;
use crate::locale::{doctor as words, identity as signing};
use crate::shell::environment::Environment;
use crate::shell::identity::Identity;
use crate::shell::settings::Settings;
use crate::text::SafeText;
use crate::time::{Moment, Now};

/// A file that a time service keeps for as long as it has set the clock.
const SYNCHRONISED: &str = "/run/systemd/timesync/synchronized";
/// Files that other time services write about once an hour, and leave behind when they are stopped.
const WRITTEN_HOURLY: [&str; 2] = ["/var/lib/chrony/drift", "/var/lib/ntp/ntp.drift"];
/// How long such a file tells of a service that runs.
const STILL_RUNS: Duration = Duration::from_hours(24);

/// Accounts that many people share.
const SHARED: [&str; 8] = ["root", "admin", "administrator", "ubuntu", "debian", "ec2-user", "pi", "user"];

/// The least terminal that the console is made for.
const LEAST: (u16, u16) = (40, 10);

pub(super) fn checks(
    settings: &Settings,
    environment: &Environment,
    now: Now,
    last: Option<Moment>,
) -> Vec<Check> {
    let mut checks = vec![clock(settings, now, last)];
    checks.push(terminal(settings, environment));
    checks.push(locale(settings, environment));
    checks.push(person(settings));
    checks.extend(settings.identity.as_ref().map(|identity| key(settings, identity)));
    checks.extend(configured(settings));
    checks
}

fn clock(settings: &Settings, now: Now, last: Option<Moment>) -> Check {
    let (lang, zone) = (settings.lang, &settings.zone);
    let here = zone.full(now.wall);
    // Another machine's clock may be a little ahead.
    let ahead = last.filter(|last| *last > now.wall + chrono::TimeDelta::minutes(2));
    if let Some(last) = ahead {
        let said = words::CLOCK_BEHIND.with(lang, &[&here, &zone.full(last)]);
        return Check::wrong("clock", said, words::CLOCK_BEHIND_TODO.text(lang));
    }
    let is_recent = |path: &str| {
        let written = std::fs::metadata(path).and_then(|data| data.modified()).ok();
        written.and_then(|at| at.elapsed().ok()).is_some_and(|age| age < STILL_RUNS)
    };
    if Path::new(SYNCHRONISED).exists() || WRITTEN_HOURLY.iter().any(|path| is_recent(path)) {
        return Check::well("clock", words::CLOCK_SYNCHRONISED.text(lang));
    }
    let todo = words::CLOCK_UNKNOWN_TODO.with(lang, &[&here]);
    Check::note("clock", words::CLOCK_UNKNOWN.text(lang), Some(todo))
}

fn terminal(settings: &Settings, environment: &Environment) -> Check {
    let lang = settings.lang;
    let out = std::io::stdout();
    if !rustix::termios::isatty(&out) {
        return Check::note("terminal", words::NO_TERMINAL.text(lang), None);
    }
    let Some(kind) = environment.get("TERM").filter(|kind| *kind != "dumb") else {
        return Check::wrong("terminal", words::NO_TERM.text(lang), words::NO_TERM_TODO.text(lang));
    };
    let size = rustix::termios::tcgetwinsize(&out).map_or((0, 0), |size| (size.ws_col, size.ws_row));
    let (columns, rows) = size;
    if columns < LEAST.0 || rows < LEAST.1 {
        let said = words::SMALL_TERMINAL.with(lang, &[&columns, &rows]);
        return Check::note("terminal", said, Some(words::SMALL_TERMINAL_TODO.text(lang)));
    }
    Check::well("terminal", words::TERMINAL.with(lang, &[&kind, &columns, &rows]))
}

fn locale(settings: &Settings, environment: &Environment) -> Check {
    let lang = settings.lang;
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| environment.get(name));
    let name = name.unwrap_or("C");
    if environment.is_utf8() {
        return Check::well("locale", words::LOCALE.with(lang, &[&name]));
    }
    Check::note("locale", words::NO_UTF8.with(lang, &[&name]), Some(words::NO_UTF8_TODO.text(lang)))
}

fn person(settings: &Settings) -> Check {
    let (lang, person) = (settings.lang, settings.person.as_str());
    let is_guessed = settings.display == person;
    if is_guessed && SHARED.contains(&person) {
        let said = words::SHARED_PERSON.with(lang, &[&person]);
        return Check::note("person", said, Some(words::SHARED_PERSON_TODO.text(lang)));
    }
    Check::well("person", words::PERSON.with(lang, &[&person, &settings.display]))
}

fn key(settings: &Settings, identity: &Identity) -> Check {
    let lang = settings.lang;
    match identity.look() {
        Ok(key) => Check::well("key", signing::WELL.with(lang, &[&key])),
        Err(fault) => Check::note("key", fault.say(lang), Some(signing::FAULT_TODO.text(lang))),
    }
}

fn configured(settings: &Settings) -> Vec<Check> {
    let lang = settings.lang;
    if settings.problems.is_empty() {
        return vec![Check::well("settings", words::SETTINGS_WELL.text(lang))];
    }
    let wrong =
        |problem: &SafeText| Check::wrong("settings", problem.clone(), words::SETTINGS_TODO.text(lang));
    settings.problems.iter().map(wrong).collect()
}

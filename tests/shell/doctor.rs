//! What `dutybook doctor` finds in a home.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use dutybook::locale::Lang;
use dutybook::shell::doctor::{Check, State, examine};
use dutybook::shell::{Environment, Settings, clock};

use super::desk::settings;
use crate::faults::BrokenDisk;

const RUN: &str = "runs/2026-001-payroll-leak-7f3k";

fn home() -> tempfile::TempDir {
    let home = crate::journal::golden_home();
    for folder in ["", "runs", RUN, &format!("{RUN}/journal"), &format!("{RUN}/evidence")] {
        allow(&home.path().join(folder), 0o700);
    }
    home
}

fn allow(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn look(settings: &Settings) -> Vec<Check> {
    let environment = Environment::of([("LANG", "C.UTF-8"), ("TERM", "xterm")]);
    examine(settings, &environment, clock::now())
}

/// What is wrong, or worth a note, about one thing.
#[track_caller]
fn told(settings: &Settings, about: &str, state: State) -> Check {
    let checks = look(settings);
    let found = checks.iter().find(|check| check.about == about && check.state == state);
    let found = found.unwrap_or_else(|| panic!("{about} is not {state:?}: {checks:#?}"));
    assert!(found.todo.is_some() || state == State::Well, "{found:?}");
    found.clone()
}

#[test]
fn a_home_that_is_well_has_nothing_wrong_about_it() {
    let home = home();
    let settings = settings(home.path());
    for about in ["home", "permissions", "writing", "runs", "settings", "locale"] {
        told(&settings, about, State::Well);
    }
    let left: Vec<_> =
        std::fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["runs"], "nothing is left behind");
}

#[test]
fn folders_that_others_may_write_are_told_with_what_to_do() {
    let home = home();
    let journal = home.path().join(RUN).join("journal");
    let settings = settings(home.path());
    allow(&journal, 0o777);
    let found = told(&settings, "permissions", State::Wrong);
    assert!(found.said.as_str().contains(journal.to_str().unwrap()), "{found:?}");
    assert!(found.todo.unwrap().as_str().starts_with("chmod go-rwx"));
    allow(&journal, 0o770);
    told(&settings, "permissions", State::Wrong);
    // A group's folder, where nobody removes another's file.
    allow(&journal, 0o3770);
    told(&settings, "permissions", State::Well);
    allow(&journal, 0o755);
    told(&settings, "permissions", State::Note);
}

#[test]
fn a_journal_file_that_others_may_write_is_told_with_what_to_do() {
    let home = home();
    let settings = settings(home.path());
    let feed = home.path().join(RUN).join("journal/wang.qiang-5b21c07e9a4d3f16.jsonl");
    allow(&feed, 0o640);
    told(&settings, "permissions", State::Well);
    for mode in [0o660, 0o602] {
        allow(&feed, mode);
        let found = told(&settings, "permissions", State::Wrong);
        assert!(found.said.as_str().contains("wang.qiang"), "{found:?}");
        assert!(found.todo.unwrap().as_str().contains("chmod go-w"));
    }
}

#[test]
fn what_is_damaged_foreign_or_left_behind_is_told() {
    let home = home();
    let settings = settings(home.path());
    let run = home.path().join(RUN);
    std::fs::write(run.join("journal/notes.txt"), "x").unwrap();
    std::fs::create_dir(home.path().join("runs/.new-7f3k0000000000zz")).unwrap();
    std::os::unix::fs::symlink(&run, home.path().join("runs/2026-002-link-8g4l")).unwrap();
    let checks = look(&settings);
    let said = |text: &str| checks.iter().find(|check| check.said.as_str().contains(text)).unwrap().state;
    assert_eq!(said("notes.txt"), State::Note);
    assert_eq!(said(".new-7f3k0000000000zz"), State::Note);
    assert_eq!(said("2026-002-link-8g4l"), State::Wrong);
    told(&settings, "runs", State::Well);
    let feed = run.join("journal/wang.qiang-5b21c07e9a4d3f16.jsonl");
    let text = std::fs::read_to_string(&feed).unwrap();
    std::fs::write(&feed, text.replacen("mailstore.img", "mailstore.bak", 1)).unwrap();
    assert!(told(&settings, "runs", State::Wrong).said.as_str().contains("line 5"));
}

#[test]
fn a_folder_of_a_run_that_is_a_link_is_told() {
    let (home, elsewhere) = (home(), tempfile::tempdir().unwrap());
    for name in ["drafts", "presence"] {
        let place = home.path().join(RUN).join(name);
        std::os::unix::fs::symlink(elsewhere.path(), &place).unwrap();
        let found = look(&settings(home.path()));
        let found =
            found.iter().find(|check| check.said.as_str().contains(&*place.to_string_lossy())).unwrap();
        assert_eq!(found.state, State::Wrong);
        assert!(found.said.as_str().contains("is a link"), "{found:?}");
    }
}

#[test]
fn a_draft_that_was_left_for_days_is_told() {
    let home = home();
    let settings = settings(home.path());
    let drafts = home.path().join(RUN).join("drafts");
    std::fs::create_dir_all(&drafts).unwrap();
    let draft = drafts.join(format!("{}-00000000000000aa.json", settings.person.as_str()));
    std::fs::write(&draft, "{}").unwrap();
    assert!(look(&settings).iter().all(|check| check.about != "drafts"));
    let file = std::fs::File::options().write(true).open(&draft).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_hours(5 * 24)).unwrap();
    assert!(told(&settings, "drafts", State::Note).said.as_str().contains("5 days"));
}

#[test]
fn a_disk_that_takes_nothing_is_told_before_the_night_comes() {
    let home = home();
    let disk = BrokenDisk::default();
    disk.break_below(home.path());
    let fallback = Some(home.path().join("stick"));
    let settings = Settings { disk: Arc::new(disk), fallback, ..settings(home.path()) };
    assert!(told(&settings, "writing", State::Wrong).said.as_str().contains("the disk is full"));
    told(&settings, "fallback", State::Wrong);
}

#[test]
fn a_clock_behind_the_last_record_is_told() {
    let home = home();
    let settings = Settings { lang: Lang::En, ..settings(home.path()) };
    let mut now = clock::now();
    now.wall = "2020-01-01T00:00:00Z".parse().unwrap();
    let checks = examine(&settings, &Environment::default(), now);
    let clock = checks.iter().find(|check| check.about == "clock").unwrap();
    assert_eq!(clock.state, State::Wrong, "{clock:?}");
}

#[test]
fn the_command_ends_with_one_where_something_is_wrong_and_speaks_to_programs_too() {
    let home = home();
    let doctor = |format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dutybook"));
        command.env_clear().env("DUTYBOOK_HOME", home.path()).env("LANG", "C.UTF-8");
        let folder = home.path().join("no-settings");
        command.env("XDG_CONFIG_HOME", folder).args(["doctor", "--format", format]).output().unwrap()
    };
    let well = doctor("json");
    let json: serde_json::Value = serde_json::from_slice(&well.stdout).unwrap();
    let is_on_tmpfs = json["checks"].as_array().unwrap().iter().any(|check| check["state"] == "wrong");
    assert_eq!(json["well"], !is_on_tmpfs);
    allow(&home.path().join(RUN), 0o777);
    let wrong = doctor("json");
    assert_eq!(wrong.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&wrong.stdout).unwrap();
    assert_eq!(json["well"], false);
    let text = doctor("text");
    assert_eq!(text.status.code(), Some(1));
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("chmod go-rwx"), "{text}");
}

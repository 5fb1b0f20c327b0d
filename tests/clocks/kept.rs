//! What a run keeps of the catalogue, and what is said where it keeps none.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn dutybook(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dutybook"))
        .args(["--lang", "en"])
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .env("TZ", "UTC")
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("DUTYBOOK_HOME", home.join("duty"))
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Opens a run and gives its folder.
fn start(home: &Path, arguments: &[&str]) -> PathBuf {
    let output = dutybook(home, &[&["start", "data-security-incident", "--detach"], arguments].concat());
    assert_eq!(text(&output.stderr), "");
    PathBuf::from(text(&output.stdout).trim())
}

fn clock(shown: &str, id: &str) -> serde_json::Value {
    let state: serde_json::Value = serde_json::from_str(shown).unwrap();
    let clocks = state["clocks"].as_array().unwrap();
    clocks.iter().find(|clock| clock["id"] == id).unwrap().clone()
}

const OWN: &str = r#"
catalogue = 1
[[clock]]
id = "cn.cac.report.other"
title = "Report within three hours"
instrument = "Our own rule"
article = "1"
trigger = "awareness"
limit = "3h"
zone = "+08:00"
nature = "mandatory"
recipient = "The office"
sure = "primary"
"#;

#[test]
fn a_run_goes_on_with_the_catalogue_that_it_was_opened_with() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("config/dutybook/clocks");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("ours.toml"), OWN).unwrap();
    let run = start(home.path(), &["--answer", "aware_at=2026-11-01T00:00:00Z", "--answer", "cii=no"]);
    for (name, shipped) in dutybook::runbook::catalogue::SHIPPED {
        assert_eq!(std::fs::read_to_string(run.join(name)).unwrap(), *shipped);
    }
    assert_eq!(std::fs::read_to_string(run.join("catalogue-1.toml")).unwrap(), OWN);
    std::fs::remove_file(folder.join("ours.toml")).unwrap();
    let shown = dutybook(home.path(), &["show", "1", "--format", "json"]);
    let clock = clock(&text(&shown.stdout), "cn.cac.report.other");
    assert_eq!(
        (clock["title"].as_str(), clock["due"].as_str()),
        (Some("Report within three hours"), Some("2026-11-01T03:00:00Z"))
    );
    // Its digest stands in the first record, so a change of it is found.
    assert!(dutybook(home.path(), &["verify", "1"]).status.success());
    std::fs::write(run.join("catalogue-1.toml"), OWN.replace("3h", "9h")).unwrap();
    let verified = dutybook(home.path(), &["verify", "1"]);
    assert_eq!(verified.status.code(), Some(1));
    assert!(text(&verified.stdout).contains("catalogue-1.toml"), "{}", text(&verified.stdout));
}

#[test]
fn a_run_without_a_catalogue_of_its_own_opens_with_the_shipped_one_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    let run = start(home.path(), &["--answer", "aware_at=2026-11-01T00:00:00Z"]);
    std::fs::remove_file(run.join("catalogue.toml")).unwrap();
    std::fs::remove_file(run.join("holidays.toml")).unwrap();
    let shown = dutybook(home.path(), &["show", "1", "--format", "json"]);
    let clock = clock(&text(&shown.stdout), "cn.cac.report.other");
    assert_eq!(
        (clock["due"].as_str(), clock["sealed"].as_bool()),
        (Some("2026-11-01T04:00:00Z"), Some(false))
    );
}

#[test]
fn catalogues_of_ones_own_are_checked_with_the_runbooks_and_by_name() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("config/dutybook/clocks");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("ours.toml");
    std::fs::write(&file, OWN.replace("+08:00", "Asia/Shangai")).unwrap();
    for arguments in [vec!["check"], vec!["check", file.to_str().unwrap()]] {
        let output = dutybook(home.path(), &arguments);
        let printed = text(&output.stdout);
        assert!(printed.contains("ours.toml:10:8: error: "), "{printed}");
        assert!(printed.contains("did you mean `Asia/Shanghai`?"), "{printed}");
        assert_eq!(output.status.code(), Some(1));
    }
    // What has problems is left out, and the home says so; a run is opened all the same.
    start(home.path(), &[]);
    std::fs::write(&file, OWN).unwrap();
    let output = dutybook(home.path(), &["check"]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(0), "no problems in 3 files\n"));
}

#[test]
fn show_tells_of_every_clock_how_it_stands() {
    let home = tempfile::tempdir().unwrap();
    start(home.path(), &["--answer", "aware_at=2026-11-01T00:00:00Z", "--answer", "grade=general"]);
    let page = text(&dutybook(home.path(), &["show", "1"]).stdout);
    assert!(page.contains("Report the incident to the CAC: not applicable"), "{page}");
    assert!(page.contains("Personal information leaked: remedy and notify: promptly"), "{page}");
    let json = text(&dutybook(home.path(), &["show", "1", "--format", "json"]).stdout);
    let duty = clock(&json, "cn.pipl.57");
    assert_eq!((duty["standing"].as_str(), duty["due"].as_str()), (Some("without-number"), None));
    assert_eq!(duty["undecided"].as_bool(), Some(true));
}

#[test]
fn show_tells_who_has_seen_a_clock_run_out_that_is_overdue_all_the_same() {
    let home = tempfile::tempdir().unwrap();
    start(home.path(), &["--answer", "aware_at=-26h"]);
    let seen = dutybook(home.path(), &["acknowledge", "clock:cn.cac.report.other"]);
    assert!(seen.status.success(), "{}", text(&seen.stderr));
    let page = text(&dutybook(home.path(), &["show", "1"]).stdout);
    let line = page.lines().find(|line| line.contains("Report the incident to the CAC")).unwrap();
    assert!(line.contains(": overdue") && line.contains(" · acknowledged by "), "{line}");
    let json = text(&dutybook(home.path(), &["show", "1", "--format", "json"]).stdout);
    let cac = clock(&json, "cn.cac.report.other");
    assert_eq!(cac["overdue"].as_bool(), Some(true));
    assert!(cac["seen_by"].is_string() && cac["seen_at"].is_string(), "{cac}");
    let other = clock(&json, "cn.cac.report.cii");
    assert!(other["seen_by"].is_null() && other["overdue"].as_bool() == Some(true), "{other}");
}

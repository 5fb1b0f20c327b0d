//! `dutybook verify`, through the binary.

use std::path::Path;
use std::process::{Command, Output};

use super::golden::folder;

fn command(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dutybook"));
    command.env_clear().env("DUTYBOOK_HOME", home).env("TZ", "UTC").arg("verify").args(arguments);
    command
}

fn verify(home: &Path, arguments: &[&str]) -> Output {
    command(home, arguments).output().unwrap()
}

fn lines(output: &[u8]) -> Vec<String> {
    String::from_utf8(output.to_vec()).unwrap().lines().map(str::to_owned).collect()
}

/// A home with the golden run in it.
pub(crate) fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    copy(&folder("run-v1"), &home.path().join("runs/2026-001-payroll-leak-7f3k"));
    home
}

pub(super) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn a_sound_run_is_told_with_its_last_records() {
    let home = home();
    let output = verify(home.path(), &["2026-001", "--lang", "en"]);
    let text = lines(&output.stdout).join("\n");
    insta::assert_snapshot!(text);
    assert_eq!(output.status.code(), Some(0));
    let chinese = lines(&verify(home.path(), &["7f3k", "--lang", "zh"]).stdout).join("\n");
    insta::assert_snapshot!(chinese);
}

#[test]
fn the_last_records_that_are_told_show_whatever_is_cut_off_any_feed() {
    let home = home();
    let told = lines(&verify(home.path(), &["--lang", "en"]).stdout);
    let from = told.iter().position(|line| line.starts_with("the last record")).unwrap();
    let held: Vec<&str> = told[from + 1..].iter().filter_map(|line| line.strip_prefix("  ")).collect();
    let arguments: Vec<&str> = held.iter().flat_map(|head| ["--head", head]).collect();
    assert_eq!(verify(home.path(), &arguments).status.code(), Some(0));
    let json = lines(&verify(home.path(), &["--format", "json"]).stdout).join("\n");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let heads = json["heads"].as_array().unwrap();
    assert!(held.len() < heads.len(), "{told:?}");
    let folder = home.path().join("runs/2026-001-payroll-leak-7f3k/journal");
    for head in heads {
        let (feed, seq) = (head["feed"].as_str().unwrap(), head["seq"].as_u64().unwrap() as usize);
        let files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let file = files.into_iter().find(|path| path.to_str().unwrap().contains(feed)).unwrap();
        let bytes = std::fs::read(&file).unwrap();
        let kept: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').take(seq - 1).collect();
        std::fs::write(&file, kept.concat()).unwrap();
        assert_eq!(verify(home.path(), &arguments).status.code(), Some(1), "{feed}");
        std::fs::write(&file, bytes).unwrap();
    }
}

#[test]
fn the_only_run_needs_no_name_and_where_there_are_more_they_are_named() {
    let home = home();
    let output = verify(home.path(), &["--lang", "en"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(lines(&output.stdout).iter().any(|line| line.starts_with("run 2026-001 ")), "it says which");
    copy(&folder("run-v1"), &home.path().join("runs/2026-002-again-7f3k"));
    let output = verify(home.path(), &["--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    let error = lines(&output.stderr).join("\n");
    assert!(error.contains("2 runs are open; name the one to look at: "), "{error}");
    let none = tempfile::tempdir().unwrap();
    let output = verify(none.path(), &["--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(lines(&output.stderr).join("\n").contains("no run is open"));
}

#[test]
fn a_damaged_run_is_told_with_file_line_and_kind() {
    let home = home();
    let path = "runs/2026-001-payroll-leak-7f3k/journal/wang.qiang-5b21c07e9a4d3f16.jsonl";
    let text = std::fs::read_to_string(home.path().join(path)).unwrap();
    std::fs::write(home.path().join(path), text.replacen("mailstore.img", "mailstore.bak", 1)).unwrap();
    let output = verify(home.path(), &["leak", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    let told = lines(&output.stdout);
    assert_eq!(told[0], "damaged: 1 found");
    assert_eq!(
        told[3],
        "  journal/wang.qiang-5b21c07e9a4d3f16.jsonl, line 5 (from byte 2977): the record's contents were changed: they do not hash to `d` [body-digest]"
    );
    let json = lines(&verify(home.path(), &["leak", "--format", "json", "--lang", "en"]).stdout).join("\n");
    assert!(json.is_ascii());
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["sound"], false);
    assert_eq!(json["title"], "甲公司 11 月工资表外泄");
    assert_eq!(json["findings"][0]["kind"], "body-digest");
    assert_eq!(json["findings"][0]["line"], 5);
    assert_eq!(json["heads"][0]["seq"], 35);
}

#[test]
fn a_run_is_verified_wherever_its_folder_lies() {
    let output = verify(Path::new("/nowhere"), &[folder("run-v1-redacted").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_last_record_held_elsewhere_shows_what_was_cut_off() {
    let home = home();
    let json = lines(&verify(home.path(), &["1", "--format", "json"]).stdout).join("\n");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let head = &json["heads"][0];
    let text = |name: &str| head[name].as_str().unwrap().to_owned();
    let noted = format!("{}:{} {}", text("feed"), head["seq"], text("h"));
    assert_eq!(verify(home.path(), &["1", "--head", &noted]).status.code(), Some(0));
    let path = home.path().join("runs/2026-001-payroll-leak-7f3k/journal/lina-0f3a9c51d2b7e884.jsonl");
    let bytes = std::fs::read(&path).unwrap();
    let whole: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    std::fs::write(&path, whole[..34].concat()).unwrap();
    assert_eq!(verify(home.path(), &["1"]).status.code(), Some(0), "nothing left names it");
    assert_eq!(verify(home.path(), &["1", "--head", &noted]).status.code(), Some(1));
}

#[test]
fn a_run_without_its_journal_is_damaged_and_not_unknown() {
    let home = home();
    let run = home.path().join("runs/2026-001-payroll-leak-7f3k");
    std::fs::remove_dir_all(run.join("journal")).unwrap();
    for name in ["2026-001", run.to_str().unwrap()] {
        let output = verify(home.path(), &[name, "--format", "json"]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("\"no-feed\""));
    }
    std::os::unix::fs::symlink(folder("run-v1").join("journal"), run.join("journal")).unwrap();
    let output = verify(home.path(), &["2026-001"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("[file-type]"), "a link is not followed");
}

#[test]
fn a_folder_right_here_is_a_run_by_its_name() {
    let home = home();
    let output = command(Path::new("/nowhere"), &["2026-001-payroll-leak-7f3k"])
        .current_dir(home.path().join("runs"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_file_of_the_run_that_is_not_read_is_told_of_once_and_as_what_it_is() {
    let home = home();
    let run = home.path().join("runs/2026-001-payroll-leak-7f3k");
    let damage = || -> Vec<(String, String)> {
        let output = verify(home.path(), &["2026-001", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let findings =
            json["findings"].as_array().unwrap().iter().filter(|finding| finding["damage"] == true);
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        findings.map(|finding| (text(&finding["file"]), text(&finding["kind"]))).collect()
    };
    let book = run.join("runbook.toml");
    let told = |kind: &str| vec![("runbook.toml".to_owned(), kind.to_owned())];
    std::fs::write(&book, vec![b'#'; 17 << 20]).unwrap();
    assert_eq!(damage(), told("file-too-long"));
    std::fs::remove_file(&book).unwrap();
    std::fs::create_dir(&book).unwrap();
    assert_eq!(damage(), told("file-type"));
}

#[test]
fn arguments_that_cannot_be_used_end_with_two() {
    let home = home();
    for arguments in [&["nothing"][..], &["/nowhere"], &["1", "--head", "x"], &["1", "--format", "xml"]] {
        let output = verify(home.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}

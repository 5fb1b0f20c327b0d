//! `dutybook check` as a command: what it reads, what it says, how it ends.

use std::path::Path;
use std::process::{Command, Output};

use super::folder;

/// Runs the command with settings of its own, in the folder of bad runbooks.
fn check(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dutybook"))
        .args(["--lang", "en", "check"])
        .args(arguments)
        .current_dir(folder())
        .env_clear()
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn problems_are_printed_and_counted() {
    let home = tempfile::tempdir().unwrap();
    let output = check(home.path(), &["012-no-phase.toml"]);
    let expected = std::fs::read_to_string(folder().join("012-no-phase.expected")).unwrap();
    assert_eq!(text(&output.stdout), format!("{expected}\n1 problem in 1 file\n"));
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(1), ""));
}

#[test]
fn without_a_path_the_runbooks_at_hand_are_checked() {
    let home = tempfile::tempdir().unwrap();
    let output = check(home.path(), &[]);
    assert_eq!(text(&output.stdout), "no problems in 2 files\n");
    assert_eq!(output.status.code(), Some(0));

    let folder = home.path().join("config/dutybook/runbooks");
    std::fs::create_dir_all(&folder).unwrap();
    let overlay =
        "schema = 1\nextends = \"data-security-incident\"\n\n[[contact]]\nid = \"bank\"\nphone = 95588\n";
    std::fs::write(folder.join("ours.toml"), overlay).unwrap();
    std::fs::write(folder.join("notes.txt"), "not a runbook").unwrap();
    let output = check(home.path(), &[]);
    let printed = text(&output.stdout);
    assert!(
        printed.contains("ours.toml:6:9: error: `phone` is a whole number; expected a string"),
        "{printed}"
    );
    assert!(printed.ends_with("\n1 problem in 1 file\n"), "{printed}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_overlay_finds_what_it_changes_among_the_paths_or_at_hand() {
    let home = tempfile::tempdir().unwrap();
    let overlay = home.path().join("ours.toml");
    std::fs::write(&overlay, "schema = 1\nextends = \"data-security-incident\"\nversion = \"2\"\n").unwrap();
    let output = check(home.path(), &[overlay.to_str().unwrap()]);
    assert_eq!(text(&output.stdout), "no problems in 2 files\n");

    std::fs::write(&overlay, "schema = 1\nextends = \"nothing\"\n").unwrap();
    let output = check(home.path(), &[overlay.to_str().unwrap()]);
    assert!(text(&output.stdout).contains("[overlay-needs-base]"));
}

#[test]
fn what_is_no_file_is_refused_by_name() {
    let home = tempfile::tempdir().unwrap();
    let pipe = home.path().join("pipe");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    let output = check(home.path(), &[".", "nothing.toml", "/dev/null", pipe.to_str().unwrap()]);
    let folder = home.path().join("config/dutybook/runbooks");
    let expected = format!(
        ". is a directory; name a file in it, or put runbooks into {} and give no path\n\
         there is no file nothing.toml\n\
         /dev/null is not a regular file\n\
         {} is not a regular file\n",
        folder.display(),
        pipe.display()
    );
    assert_eq!(text(&output.stderr), expected);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""));
}

#[test]
fn one_path_that_cannot_be_read_does_not_hide_the_problems_of_others() {
    let home = tempfile::tempdir().unwrap();
    let output = check(home.path(), &["nothing.toml", "012-no-phase.toml"]);
    assert_eq!(text(&output.stderr), "there is no file nothing.toml\n");
    assert!(text(&output.stdout).ends_with("\n1 problem in 1 file\n"));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn warnings_alone_end_well() {
    let home = tempfile::tempdir().unwrap();
    let output = check(home.path(), &["041-warnings.toml"]);
    assert!(text(&output.stdout).ends_with("\n3 problems in 1 file\nwarnings among them: 3\n"));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn editors_get_one_object_of_printable_ascii() {
    let home = tempfile::tempdir().unwrap();
    let output = check(home.path(), &["--format", "json", "029-missing-translation.toml"]);
    assert_eq!(output.status.code(), Some(1));
    let printed = text(&output.stdout);
    assert!(printed.trim_end().bytes().all(|b| b.is_ascii_graphic() || b == b' '));
    let answer: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(answer["files"], 1);
    assert_eq!(answer["errors"], 4);
    let first = serde_json::json!({
        "file": "029-missing-translation.toml",
        "line": 5, "column": 9, "end_line": 5, "end_column": 22,
        "severity": "error",
        "code": "missing-translation",
        "message": "`title` has no text for `en`",
        "help": "give both `zh` and `en`, or one plain string for all languages",
        "related": null,
    });
    assert_eq!(answer["problems"][0], first);
}

#[test]
fn a_reader_that_goes_away_ends_the_output_quietly() {
    let home = tempfile::tempdir().unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_dutybook"))
        .args(["--lang", "en", "check", "012-no-phase.toml"])
        .current_dir(folder())
        .env_clear()
        .env("HOME", home.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut child = child;
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(1), ""));
}

//! Processes that are started oddly: masks that take every right away, closed streams, homes whose names are no text.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use super::hostile::is_shown_safely;

/// The program through a shell that prepares what only a shell can.
fn through(shell: &str, home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", shell, env!("CARGO_BIN_EXE_dutybook")]).args(arguments).env_clear();
    command.env("DUTYBOOK_HOME", home).env("XDG_CONFIG_HOME", "/nonexistent").env("LANG", "C.UTF-8");
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).stdin(std::process::Stdio::null());
    let output = command.output().unwrap();
    is_shown_safely(&output.stdout);
    is_shown_safely(&output.stderr);
    output
}

const START: [&str; 5] = ["start", "data-security-incident", "--title", "x", "--detach"];

/// Every folder and file below a folder, with its mode.
fn modes(folder: &Path) -> Vec<(bool, u32)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        let data = std::fs::symlink_metadata(&path).unwrap();
        found.push((data.is_dir(), data.permissions().mode() & 0o777));
        if data.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    found
}

#[test]
fn whatever_the_mask_the_owner_alone_reads_and_writes_a_home() {
    for mask in ["0777", "0277", "0077", "0000"] {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        let shell = format!("umask {mask}; exec \"$0\" \"$@\"");
        assert!(through(&shell, &home, &START).status.success(), "{mask}");
        assert!(through(&shell, &home, &["note", "one"]).status.success(), "{mask}");
        for (is_folder, mode) in modes(&home) {
            // A feed that may be taken up by another command bears its mark in the owner's bit for writing.
            let fits = if is_folder { mode == 0o700 } else { mode == 0o600 };
            assert!(fits, "mask {mask}: {mode:o} of a {}", if is_folder { "folder" } else { "file" });
        }
        assert!(through("exec \"$0\" \"$@\"", &home, &["verify", "1"]).status.success(), "{mask}");
    }
}

#[test]
fn a_home_whose_name_is_no_text_is_the_one_that_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join(OsStr::from_bytes(b"h\xff\x1b[2J"));
    assert!(through("exec \"$0\" \"$@\"", &home, &START).status.success());
    assert!(home.join("runs").is_dir());
    let told = through("exec \"$0\" \"$@\"", &home, &["list"]);
    assert!(String::from_utf8(told.stdout).unwrap().contains("2026") || told.status.success());
    assert!(through("exec \"$0\" \"$@\"", &home, &["note", "one"]).status.success());
    assert!(through("exec \"$0\" \"$@\"", &home, &["verify", "1"]).status.success());
}

#[test]
fn closed_streams_end_no_command_with_a_panic_and_lose_no_record() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    through("exec \"$0\" \"$@\"", &home, &START);
    for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full", "2>/dev/full"] {
        let shell = format!("exec \"$0\" \"$@\" {closed}");
        for arguments in [
            &["note", "one"][..],
            &["list"],
            &["log", "1"],
            &["verify", "1"],
            &[],
            &["--plain"],
            &["nonsense"],
        ] {
            let code = through(&shell, &home, arguments).status.code();
            assert!(code.is_some_and(|code| code <= 2), "{arguments:?} {closed}: {code:?}");
        }
    }
    let log = through("exec \"$0\" \"$@\"", &home, &["log", "1", "--format", "jsonl"]);
    let notes = String::from_utf8(log.stdout).unwrap().matches("note.added").count();
    assert_eq!(notes, 6, "each was recorded, whoever could be told");
    assert!(through("exec \"$0\" \"$@\"", &home, &["verify", "1"]).status.success());
}

#[test]
fn without_any_environment_it_says_what_to_set_or_goes_on() {
    for arguments in [&["list"][..], &["doctor"], &["due"], &["--help"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_dutybook"))
            .args(arguments)
            .env_clear()
            .env("HOME", "/nonexistent")
            .output();
        let output = output.unwrap();
        is_shown_safely(&output.stdout);
        is_shown_safely(&output.stderr);
        assert!(output.status.code().is_some_and(|code| code <= 2), "{arguments:?}");
    }
}

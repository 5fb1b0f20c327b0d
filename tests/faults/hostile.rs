//! Text and files that attack: arguments, environment, names and contents of files, journals of others.

use std::ffi::OsString;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::ffi::OsStringExt;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use clap::CommandFactory;
use dutybook::journal::FindingKind;
use dutybook::shell::RunFolder;
use dutybook::text::SafeText;
use proptest::prelude::*;

use crate::console::clean::is_clean;

/// Clears a screen, names a window, turns text round, hides, in one byte and in two, raw and broken.
pub(super) const HOSTILE: &[u8] =
    b"a\x1b[2Jb\x1b]0;owned\x07\x1bPq\x1b\\c\xc2\x9b31m\xe2\x80\xaed\xe2\x81\xa6e\xe2\x80\x8bf\x0eg\xf3\xa0\x81\x81\xe2\x80\xa8h\x7f\x9bi\xff";

/// What is never shown: the same as a terminal test forbids, and every control character but the line's end.
#[track_caller]
pub(super) fn is_shown_safely(output: &[u8]) {
    is_clean(output);
    assert!(!output.contains(&0x1b) && !output.contains(&b'\r'), "{}", String::from_utf8_lossy(output));
}

fn dutybook(home: &Path, arguments: &[OsString]) -> Output {
    let hostile = || OsString::from_vec(HOSTILE.to_vec());
    let mut command = Command::new(env!("CARGO_BIN_EXE_dutybook"));
    command.env_clear().env("DUTYBOOK_HOME", home).env("XDG_CONFIG_HOME", home.join("config"));
    for name in ["TERM", "USER", "LOGNAME", "TZ", "LC_ALL", "LANG", "COLORTERM", "HOME"] {
        command.env(name, hostile());
    }
    command.args(arguments).current_dir(home).stdin(std::process::Stdio::null()).output().unwrap()
}

#[test]
fn no_command_repeats_a_hostile_argument_as_it_is() {
    let home = crate::journal::golden_home();
    let hostile = OsString::from_vec(HOSTILE.to_vec());
    let utf8 = OsString::from(String::from_utf8_lossy(HOSTILE).into_owned());
    let cli = dutybook::cli::Cli::command();
    let mut names: Vec<OsString> = cli.get_subcommands().map(|command| command.get_name().into()).collect();
    names.push(utf8.clone());
    for name in &names {
        for value in [&hostile, &utf8] {
            let long = OsString::from_vec([b"--".as_slice(), value.as_encoded_bytes()].concat());
            for arguments in [
                vec![name.clone(), value.clone()],
                vec![name.clone(), long],
                vec![name.clone(), value.clone(), value.clone()],
                vec!["--zone".into(), value.clone(), name.clone(), value.clone()],
                vec!["-r".into(), value.clone(), name.clone(), "2026-001".into()],
            ] {
                let output = dutybook(home.path(), &arguments);
                is_shown_safely(&output.stdout);
                is_shown_safely(&output.stderr);
                assert_ne!(output.status.code(), Some(101), "{arguments:?}");
                assert!(output.status.code().is_some(), "{arguments:?}");
            }
        }
    }
}

#[test]
fn files_that_are_not_what_they_seem_are_told_in_bounded_time_and_memory() {
    let home = crate::journal::golden_home();
    let run = home.path().join("runs/2026-001-payroll-leak-7f3k");
    let journal = run.join("journal");
    let named = |n: u64| journal.join(format!("mallory-{n:016x}.jsonl"));
    // A line of a gigabyte, in a file that takes no space.
    let mut endless = File::create(named(1)).unwrap();
    endless.write_all(b"{\"v\":1").unwrap();
    endless.seek(SeekFrom::Start((1 << 30) - 1)).unwrap();
    endless.write_all(b"\n").unwrap();
    let too_long = File::create(named(2)).unwrap();
    too_long.set_len((1 << 30) + 1).unwrap();
    std::os::unix::fs::symlink("/dev/zero", named(3)).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", named(4)).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        named(5),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .unwrap();
    std::fs::create_dir(named(6)).unwrap();
    std::fs::write(journal.join("a\x1b[2J.jsonl"), HOSTILE).unwrap();
    std::fs::write(run.join("..\u{202e}"), HOSTILE).unwrap();
    let begun = Instant::now();
    let read = RunFolder::open(&run).unwrap().read().unwrap();
    let kinds = |n: u64| {
        let name = format!("journal/mallory-{n:016x}.jsonl");
        let of = read.findings.iter().filter(|finding| *finding.file == *name);
        of.map(|finding| finding.kind.clone()).collect::<Vec<_>>()
    };
    assert_eq!(kinds(1), [FindingKind::FileTooLong]);
    assert_eq!(kinds(2), [FindingKind::FileTooLong]);
    for odd in 3..=6 {
        assert_eq!(kinds(odd), [FindingKind::FileType], "{odd}");
    }
    // No more is read of it than a line may be long: the rest would take seconds and a gigabyte.
    let endless = read.journal.feeds().iter().find(|feed| feed.name().feed.0 == 1).unwrap();
    assert!(endless.bytes().len() <= 1 << 20);
    assert!(read.journal.facts().count() > 40, "the others' records are there");
    assert!(begun.elapsed() < Duration::from_mins(5), "it ends");
    for name in ["verify", "log", "show", "list", "doctor"] {
        let with_run = [OsString::from(name), OsString::from("2026-001")];
        let arguments = if matches!(name, "list" | "doctor") { &with_run[..1] } else { &with_run[..] };
        let output = dutybook(home.path(), arguments);
        is_shown_safely(&output.stdout);
        is_shown_safely(&output.stderr);
        assert!(output.status.code().is_some_and(|code| code <= 1), "{name}");
    }
}

#[test]
fn ten_thousand_feeds_are_carried_and_one_more_is_told() {
    let home = crate::journal::golden_home();
    let run = home.path().join("runs/2026-001-payroll-leak-7f3k");
    for n in 0..10_000 {
        File::create(run.join("journal").join(format!("x-{n:016x}.jsonl"))).unwrap();
    }
    let read = RunFolder::open(&run).unwrap().read().unwrap();
    assert_eq!(read.journal.feeds().len(), 10_000);
    let passed = read.findings.iter().filter(|finding| finding.kind == FindingKind::FileTooLong).count();
    assert_eq!(passed, 3, "those beyond the limit are told, by their names last");
}

proptest! {
    #[test]
    fn whatever_a_text_holds_what_is_shown_of_it_steers_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let raw = String::from_utf8_lossy(&bytes);
        is_shown_safely(SafeText::line(&raw).as_str().as_bytes());
        for line in SafeText::lines(&raw) {
            is_shown_safely(line.as_str().as_bytes());
        }
    }

    #[test]
    fn every_character_that_there_is_is_shown_safely(c in any::<char>()) {
        let text = SafeText::line(&format!("a{c}{c}{c}{c}{c}{c}b"));
        is_shown_safely(text.as_str().as_bytes());
        prop_assert!(text.as_str().starts_with('a') && text.as_str().ends_with('b'));
    }
}

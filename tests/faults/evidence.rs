//! Files that are no evidence, or too much of it: told in both languages, in bounded time and memory.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use dutybook::app::draft::Drafts;
use dutybook::journal::FeedName;
use dutybook::locale::Lang;
use dutybook::shell::RealDisk;
use dutybook::shell::drafts::DraftsFile;
use dutybook::shell::trouble::meaning;

use super::hostile::is_shown_safely;

/// No more memory than this for any of it, in kilobytes. A debug build without any work takes half.
const MOST_MEMORY_KB: u64 = 400_000;

fn attach(home: &Path, lang: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new("sh");
    // A program that wants more memory than this gets none.
    let shell = format!("ulimit -v {MOST_MEMORY_KB}; exec \"$0\" \"$@\"");
    command.args(["-c", &shell, env!("CARGO_BIN_EXE_dutybook"), "--lang", lang, "attach", "--run", "1"]);
    command.args(arguments).env_clear().env("DUTYBOOK_HOME", home).env("XDG_CONFIG_HOME", home);
    let output = command.stdin(Stdio::null()).output().unwrap();
    is_shown_safely(&output.stdout);
    is_shown_safely(&output.stderr);
    output
}

fn start(home: &Path) {
    let started = Command::new(env!("CARGO_BIN_EXE_dutybook"))
        .args(["start", "data-security-incident", "--title", "x", "--detach"])
        .env_clear()
        .env("DUTYBOOK_HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .output();
    assert!(started.unwrap().status.success());
}

#[test]
fn what_is_no_file_is_no_evidence_and_is_told_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    start(&home);
    let deep = folder.path().join("d/".repeat(300));
    std::fs::create_dir_all(&deep).unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    symlink("/dev/zero", at("endless")).unwrap();
    symlink(at("loop"), at("loop")).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        at("pipe"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .unwrap();
    for (path, zh, en) in [
        (at("d"), "不是普通文件", "no regular file"),
        (deep.to_str().unwrap().to_owned(), "不是普通文件", "no regular file"),
        (at("endless"), "不是普通文件", "no regular file"),
        (at("pipe"), "不是普通文件", "no regular file"),
        ("/dev/null".to_owned(), "不是普通文件", "no regular file"),
        (at("loop"), "读不了", "cannot be read"),
        (at("nothing"), "没有这个文件", "no such file"),
        (at("../../../../../nothing"), "没有这个文件", "no such file"),
    ] {
        for (lang, why) in [("zh", zh), ("en", en)] {
            let output = attach(&home, lang, &[&path]);
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{path}: {said}");
            assert!(said.contains(why), "{path}: {said}");
        }
    }
}

#[test]
fn large_evidence_is_hashed_where_it_is_without_filling_memory_or_disk() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    start(&home);
    let image = folder.path().join("disk.img");
    // A hole takes no space; a copy of it would.
    File::create(&image).unwrap().set_len(150_000_000).unwrap();
    let output = attach(&home, "en", &[image.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let kept = std::fs::read_dir(home.join("runs")).unwrap().flatten().find(|entry| entry.path().is_dir());
    let copies = std::fs::read_dir(kept.unwrap().path().join("evidence")).unwrap().count();
    assert_eq!(copies, 0, "it is hashed in place");
}

#[test]
fn a_stream_without_an_end_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    start(&home);
    let mut child = Command::new(env!("CARGO_BIN_EXE_dutybook"))
        .args(["--lang", "en", "attach", "-", "--name", "endless", "--run", "1"])
        .env_clear()
        .env("DUTYBOOK_HOME", &home)
        .env("XDG_CONFIG_HOME", &home)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let block = vec![b'x'; 1 << 20];
    // It stops reading; no more than a little over its limit was ever taken.
    let taken = (0..1_000).take_while(|_| input.write_all(&block).is_ok()).count();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(taken < 120, "{taken} MB");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("larger"));
    let kept = std::fs::read_dir(home.join("runs")).unwrap().flatten().find(|entry| entry.path().is_dir());
    assert_eq!(std::fs::read_dir(kept.unwrap().path().join("evidence")).unwrap().count(), 0);
}

#[test]
fn nothing_is_written_through_a_link_that_stands_for_a_folder_or_a_lock() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    start(&home);
    let runs = home.join("runs");
    let run = std::fs::read_dir(&runs).unwrap().flatten().find(|entry| entry.path().is_dir()).unwrap().path();
    let elsewhere = folder.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    std::fs::remove_dir(run.join("evidence")).unwrap();
    symlink(&elsewhere, run.join("evidence")).unwrap();
    let log = folder.path().join("log");
    std::fs::write(&log, "x").unwrap();
    let output = attach(&home, "en", &[log.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    for (lang, why) in [("en", "nothing is written through one"), ("zh", "不往链接里写")] {
        let told = attach(&home, lang, &[log.to_str().unwrap()]).stderr;
        assert!(String::from_utf8_lossy(&told).contains(why), "{}", String::from_utf8_lossy(&told));
    }
    std::fs::remove_file(runs.join(".lock")).unwrap();
    symlink(elsewhere.join("lock"), runs.join(".lock")).unwrap();
    let opened = Command::new(env!("CARGO_BIN_EXE_dutybook"))
        .args(["start", "data-security-incident", "--title", "y", "--detach"])
        .env_clear()
        .env("DUTYBOOK_HOME", &home)
        .env("XDG_CONFIG_HOME", &home)
        .output();
    assert_eq!(opened.unwrap().status.code(), Some(1));
    std::fs::create_dir(elsewhere.join("drafts")).unwrap();
    let _ = std::fs::remove_dir_all(run.join("drafts"));
    symlink(elsewhere.join("drafts"), run.join("drafts")).unwrap();
    let own = FeedName::parse("alice-00000000000000aa.jsonl").unwrap();
    std::fs::write(elsewhere.join("drafts/alice-00000000000000bb.json"), r#"{"note:":{"text":"x"}}"#)
        .unwrap();
    let (mut file, found) = DraftsFile::open(&run.join("drafts"), &own, &[]);
    assert!(found.is_empty(), "what lies behind a link is not the run's");
    let error = file.save(&RealDisk, &Drafts::from([("note:".to_owned(), BTreeMap::default())])).unwrap_err();
    assert!(meaning(&error, Lang::Zh).as_str().contains("不往链接里写"), "{error}");
    assert_eq!(std::fs::read_dir(elsewhere.join("drafts")).unwrap().count(), 1);
    assert_eq!(std::fs::read_dir(&elsewhere).unwrap().count(), 1);
}

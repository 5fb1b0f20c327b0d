//! Taking in another machine's feeds: new ones and longer ones, and nothing that differs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use dutybook::journal::Digest;
use dutybook::shell::RunFolder;
use dutybook::shell::bundle::Bundle;
use dutybook::shell::pull::{Outcome, Refused, pull};

use super::builder::{Book, note};
use super::command::home;
use super::golden::folder;

/// Another machine's copy of the golden run.
fn elsewhere() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    let made = Command::new("cp").arg("-r").arg(folder("run-v1")).arg(copy.path().join("run")).status();
    assert!(made.unwrap().success());
    copy
}

fn run_of(copy: &tempfile::TempDir) -> PathBuf {
    copy.path().join("run")
}

fn here(home: &tempfile::TempDir) -> RunFolder {
    let runs = std::fs::read_dir(home.path().join("runs")).unwrap();
    let run = runs.map(|entry| entry.unwrap().path()).find(|path| path.join("journal").is_dir()).unwrap();
    RunFolder::open(&run).unwrap()
}

fn bytes_of(run: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for part in ["journal", "evidence"] {
        for entry in std::fs::read_dir(run.join(part)).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = format!("{part}/{}", path.file_name().unwrap().to_string_lossy());
            all.insert(name, std::fs::read(path).unwrap());
        }
    }
    all
}

fn news(run: &RunFolder, from: &Path, dry_run: bool) -> BTreeMap<String, Outcome> {
    let pulled = pull(run, &RunFolder::open(from).unwrap(), dry_run).unwrap();
    pulled.files.into_iter().filter(|(_, outcome)| *outcome != Outcome::Known).collect()
}

#[test]
fn new_feeds_and_longer_ones_are_taken_in_and_a_dry_run_takes_nothing() {
    let (home, other) = (home(), elsewhere());
    let run = here(&home);
    assert_eq!(news(&run, &run_of(&other), false), BTreeMap::new());
    let mut dora = Book::of_golden("dora", 0xd0);
    dora.write_into(&run_of(&other));
    let name = format!("journal/{}", dora.name);
    let is = |outcome| BTreeMap::from([(name.clone(), outcome)]);
    let before = bytes_of(run.path());
    assert_eq!(news(&run, &run_of(&other), true), is(Outcome::New { records: 1 }));
    assert_eq!(bytes_of(run.path()), before);
    assert_eq!(news(&run, &run_of(&other), false), is(Outcome::New { records: 1 }));
    assert_eq!(news(&run, &run_of(&other), false), BTreeMap::new());

    dora.add(&note("one"), &[]);
    dora.add(&note("two"), &[]);
    // What is half written there is not taken.
    let mut torn = dora.clone();
    torn.bytes.extend_from_slice(b"{\"v\":1");
    torn.write_into(&run_of(&other));
    assert_eq!(news(&run, &run_of(&other), false), is(Outcome::Longer { records: 2 }));
    assert_eq!(bytes_of(run.path())[&name], dora.bytes);
    // The shorter version changes nothing.
    dora.bytes.truncate(dora.bytes.len() / 2);
    dora.write_into(&run_of(&other));
    let before = bytes_of(run.path());
    pull(&run, &RunFolder::open(&run_of(&other)).unwrap(), false).unwrap();
    assert_eq!(bytes_of(run.path()), before);
}

#[test]
fn a_fork_is_told_and_refused() {
    let (home, other) = (home(), elsewhere());
    let run = here(&home);
    let mut dora = Book::of_golden("dora", 0xd0);
    let mut fork = dora.clone();
    dora.add(&note("here"), &[]);
    dora.write_into(run.path());
    fork.add(&note("there"), &[]);
    fork.add(&note("and more"), &[]);
    fork.write_into(&run_of(&other));
    let before = bytes_of(run.path());
    let outcome = news(&run, &run_of(&other), false).into_values().next();
    assert_eq!(outcome, Some(Outcome::Refused(Refused::Forked { seq: 2 })));
    assert_eq!(bytes_of(run.path()), before);
}

#[test]
fn what_is_damaged_of_another_run_or_of_another_procedure_is_refused() {
    let (home, other) = (home(), elsewhere());
    let run = here(&home);
    let before = bytes_of(run.path());
    let mut damaged = Book::of_golden("dora", 0xd0);
    damaged.add(&note("changed later"), &[]);
    let at = damaged.bytes.windows(5).rposition(|bytes| bytes == b"later").unwrap();
    damaged.bytes[at] = b'L';
    damaged.write_into(&run_of(&other));
    let of_another_run = Book::open("emil", 0xe0);
    of_another_run.write_into(&run_of(&other));
    let mut other_procedure = Book::bare("fred", 0xf0);
    other_procedure.run = Book::of_golden("fred", 0xf0).run;
    other_procedure.add(&super::builder::opening("fred", None), &[]);
    other_procedure.write_into(&run_of(&other));
    let refused: Vec<Outcome> = news(&run, &run_of(&other), false).into_values().collect();
    let expected = [Refused::Damaged, Refused::OtherRun, Refused::OtherProcedure].map(Outcome::Refused);
    assert_eq!(refused, expected);
    assert_eq!(bytes_of(run.path()), before);
}

#[test]
fn a_feed_that_is_being_written_here_is_left_to_its_writer() {
    let (home, other) = (home(), elsewhere());
    let run = here(&home);
    let mut dora = Book::of_golden("dora", 0xd0);
    dora.write_into(run.path());
    let file = std::fs::File::open(run.journal().join(dora.name.to_string())).unwrap();
    file.try_lock().unwrap();
    dora.add(&note("more"), &[]);
    dora.write_into(&run_of(&other));
    let outcome = news(&run, &run_of(&other), false).into_values().next();
    assert_eq!(outcome, Some(Outcome::Refused(Refused::Written)));
}

#[test]
fn copies_of_evidence_come_along_if_they_are_what_their_names_say() {
    let (home, other) = (home(), elsewhere());
    let run = here(&home);
    let evidence = run_of(&other).join("evidence");
    std::fs::create_dir_all(&evidence).unwrap();
    let digest = Digest::of(b"a log");
    std::fs::write(evidence.join(format!("{digest}-fw.log")), "a log").unwrap();
    std::fs::write(evidence.join(format!("{digest}-changed.log")), "another log").unwrap();
    let news = news(&run, &run_of(&other), false);
    assert_eq!(news[&format!("evidence/{digest}-fw.log")], Outcome::New { records: 0 });
    let refused = Outcome::Refused(Refused::OtherDigest);
    assert_eq!(news[&format!("evidence/{digest}-changed.log")], refused);
    let copied = std::fs::read(run.evidence().join(format!("{digest}-fw.log"))).unwrap();
    assert_eq!(copied, b"a log");
    assert!(!run.evidence().join(format!("{digest}-changed.log")).exists());
}

#[test]
fn a_tar_as_stock_tools_make_it_is_a_bundle() {
    for format in ["ustar", "gnu", "pax"] {
        let (home, other) = (home(), elsewhere());
        let run = here(&home);
        let mut dora = Book::of_golden("dora", 0xd0);
        dora.add(&note("one"), &[]);
        dora.write_into(&run_of(&other));
        let deep = other.path().join("a-folder-with-a-long-name/".repeat(6));
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::rename(run_of(&other), deep.join("run")).unwrap();
        let tar = other.path().join("run.tar");
        let made = Command::new("tar")
            .arg(format!("--format={format}"))
            .args(["-cf", tar.to_str().unwrap(), "-C", other.path().to_str().unwrap()])
            .arg("a-folder-with-a-long-name")
            .status();
        assert!(made.unwrap().success());
        let bundle = Bundle::open(&tar).unwrap();
        let laid_out = bundle.run().path().to_owned();
        let pulled = pull(&run, bundle.run(), false).unwrap();
        let name = format!("journal/{}", dora.name);
        assert_eq!(pulled.files[&name], Outcome::New { records: 2 }, "{format}");
        assert!(pulled.is_whole());
        drop(bundle);
        assert!(!laid_out.exists());
    }
    let none = elsewhere();
    for bytes in [&b""[..], b"no tar at all", &[0; 4096], &[b'x'; 4096]] {
        let path = none.path().join("none.tar");
        std::fs::write(&path, bytes).unwrap();
        assert!(Bundle::open(&path).is_err());
    }
}

#[test]
fn the_command_tells_what_it_takes_and_ends_with_1_where_something_is_refused() {
    let (home, other) = (home(), elsewhere());
    let run = here(&home);
    let mut dora = Book::of_golden("dora", 0xd0);
    dora.write_into(&run_of(&other));
    let pulls = |more: &[&str], code| {
        let output = Command::new(env!("CARGO_BIN_EXE_dutybook"))
            .env_clear()
            .envs([("DUTYBOOK_HOME", home.path()), ("XDG_CONFIG_HOME", home.path()), ("HOME", home.path())])
            .args(["--lang", "en", "pull"])
            .args([run.path(), &run_of(&other)])
            .args(more)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned();
        assert_eq!(output.status.code(), Some(code), "{said}");
        said
    };
    assert!(pulls(&["--dry-run"], 0).contains("would take in: 1"));
    let said = pulls(&[], 0);
    assert!(said.contains(&dora.name.to_string()) && said.contains("new, 1 record"), "{said}");
    assert!(pulls(&[], 0).starts_with("taken in: 0"));
    let mut fork = dora.clone();
    dora.add(&note("here"), &[]);
    dora.write_into(run.path());
    fork.add(&note("there"), &[]);
    fork.write_into(&run_of(&other));
    assert!(pulls(&[], 1).contains("a fork"));
    std::fs::remove_dir_all(run_of(&other)).unwrap();
    assert!(pulls(&[], 2).contains("cannot read"));
}

#[test]
fn why_nothing_is_taken_in_is_told_in_chinese_alone() {
    let (home, other) = (home(), elsewhere());
    let run = here(&home);
    let at = |name: &str| other.path().join(name);
    let dora = Book::of_golden("dora", 0xd0);
    dora.write_into(&run_of(&other));
    let tar =
        Command::new("tar").arg("-cf").arg(at("whole.tar")).arg("-C").arg(other.path()).arg("run").status();
    assert!(tar.unwrap().success());
    let whole = std::fs::read(at("whole.tar")).unwrap();
    let feed = whole.windows(12).position(|part| part == &dora.name.to_string().as_bytes()[..12]).unwrap();
    std::fs::write(at("cut.tar"), &whole[..feed + 600]).unwrap();
    std::fs::write(at("none.tar"), [b'x'; 4096]).unwrap();
    std::fs::write(at("empty.tar"), [0; 4096]).unwrap();
    std::fs::create_dir(at("folder")).unwrap();
    std::fs::remove_file(run_of(&other).join("journal").join(dora.name.to_string())).unwrap();
    std::fs::create_dir(run_of(&other).join("journal").join(dora.name.to_string())).unwrap();
    for (from, why) in [
        ("gone", "没有这个文件"),
        ("folder", "没有这个文件"),
        ("none.tar", "这不是 tar"),
        ("empty.tar", "里面没有日志"),
        ("cut.tar", "文件到一半就没有了"),
        ("run", "不是普通文件"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_dutybook"))
            .env_clear()
            .envs([("DUTYBOOK_HOME", home.path()), ("XDG_CONFIG_HOME", home.path()), ("HOME", home.path())])
            .args(["--lang", "zh", "pull"])
            .args([run.path(), &at(from)])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned();
        assert!(said.contains(why), "{from}: {said}");
        for english in ["error", "such", "directory", "unexpected", "regular", "holds", "is no"] {
            assert!(!said.contains(english), "{from}: {said}");
        }
    }
}

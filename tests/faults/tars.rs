//! `dutybook pull` from a folder and from a tar, through the program: what is taken, what is refused, and tars that attack.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use dutybook::journal::Digest;

use super::hostile::is_shown_safely;
use crate::journal::builder::{Book, note};

/// A home with the golden run, and another machine's copy of that run.
struct Two {
    home: tempfile::TempDir,
    other: tempfile::TempDir,
}

impl Two {
    fn new() -> Self {
        let (home, other) = (crate::journal::golden_home(), tempfile::tempdir().unwrap());
        let this = Self { home, other };
        let copied = Command::new("cp").arg("-r").arg(this.run()).arg(this.there()).status();
        assert!(copied.unwrap().success());
        this
    }

    fn run(&self) -> PathBuf {
        self.home.path().join("runs/2026-001-payroll-leak-7f3k")
    }

    fn there(&self) -> PathBuf {
        self.other.path().join("run")
    }

    fn tar(&self) -> PathBuf {
        let tar = self.other.path().join("run.tar");
        let made =
            Command::new("tar").arg("-cf").arg(&tar).arg("-C").arg(self.other.path()).arg("run").status();
        assert!(made.unwrap().success());
        tar
    }

    /// Pulls, with a temporary folder that must be empty again afterwards.
    #[track_caller]
    fn pull(&self, from: &Path, code: i32) -> String {
        let temporary = tempfile::tempdir().unwrap();
        let output = dutybook(self.home.path(), temporary.path(), &["pull", "1", from.to_str().unwrap()]);
        let said = String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert_eq!(std::fs::read_dir(temporary.path()).unwrap().count(), 0, "nothing is left laid out");
        said
    }

    /// The run here is sound.
    #[track_caller]
    fn is_sound(&self) {
        let output = dutybook(self.home.path(), self.other.path(), &["verify", "1"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

fn dutybook(home: &Path, temporary: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_dutybook"))
        .env_clear()
        .envs([("DUTYBOOK_HOME", home), ("XDG_CONFIG_HOME", temporary), ("TMPDIR", temporary)])
        .args(["--lang", "en"])
        .args(arguments)
        .output()
        .unwrap();
    is_shown_safely(&output.stdout);
    is_shown_safely(&output.stderr);
    output
}

/// One entry of a tar in the form of 1988, with whatever it says of itself.
fn entry(name: &str, kind: u8, size: u64, target: &str) -> Vec<u8> {
    let mut block = vec![0; 512];
    block[..name.len()].copy_from_slice(name.as_bytes());
    block[100..107].copy_from_slice(b"0000644");
    block[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    block[136..147].copy_from_slice(b"00000000000");
    block[156] = kind;
    block[157..157 + target.len()].copy_from_slice(target.as_bytes());
    block[257..263].copy_from_slice(b"ustar\0");
    block[148..156].fill(b' ');
    let sum: u64 = block.iter().map(|byte| u64::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

fn file(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut all = entry(name, b'0', bytes.len() as u64, "");
    all.extend_from_slice(bytes);
    all.resize(all.len().next_multiple_of(512), 0);
    all
}

#[test]
fn a_folder_and_a_tar_are_taken_in_and_the_run_verifies() {
    for is_tar in [false, true] {
        let two = Two::new();
        let from = |two: &Two| if is_tar { two.tar() } else { two.there() };
        let mut dora = Book::of_golden("dora", 0xd0);
        dora.add(&note("one"), &[]);
        dora.write_into(&two.there());
        let here = two.run().join("journal").join(dora.name.to_string());
        assert!(two.pull(&from(&two), 0).contains("new, 2 records"));
        assert_eq!(std::fs::read(&here).unwrap(), dora.bytes);
        two.is_sound();
        // The shorter version that somebody still has takes nothing away.
        let mut shorter = dora.clone();
        shorter.bytes.truncate(shorter.bytes.len() / 2);
        shorter.write_into(&two.there());
        assert!(two.pull(&from(&two), 0).starts_with("taken in: 0"));
        assert_eq!(std::fs::read(&here).unwrap(), dora.bytes);
        // A longer one goes on where this one ends.
        let mut fork = dora.clone();
        dora.add(&note("two"), &[]);
        dora.write_into(&two.there());
        assert!(two.pull(&from(&two), 0).contains("longer by 1 record"));
        two.is_sound();
        // One that says something else at the same place is refused, and this one stays.
        fork.add(&note("another two"), &[]);
        fork.write_into(&two.there());
        assert!(two.pull(&from(&two), 1).contains("a fork"));
        assert_eq!(std::fs::read(&here).unwrap(), dora.bytes);
        two.is_sound();
    }
}

#[test]
fn a_tar_that_attacks_leads_nowhere_else() {
    let two = Two::new();
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret");
    std::fs::write(&secret, "stays").unwrap();
    let target = secret.to_str().unwrap();
    let mut dora = Book::of_golden("dora", 0xd0);
    dora.add(&note("one"), &[]);
    let feed = dora.name.to_string();
    let digest = Digest::of(b"x");
    let mut tar = Vec::new();
    // Links and devices by the names of feeds and copies, of which the feed itself is written afterwards.
    for kind in [b'1', b'2', b'3', b'4', b'5', b'6', b'7', b'S', b'V'] {
        tar.extend(entry(&format!("run/journal/{feed}"), kind, 0, target));
        tar.extend(entry(&format!("run/evidence/{digest}-x"), kind, 0, target));
        tar.extend(entry("run/journal", kind, 0, target));
    }
    for name in [
        "../../journal/../../../../tmp/owned",
        target,
        "journal/../../owned.jsonl",
        "evidence/..",
        "journal/..",
        "run/journal/a\x1b[2J-0000000000000001.jsonl",
        "run/runbook.toml",
        "run/journal/x\u{202e}.jsonl",
    ] {
        tar.extend(file(name, b"owned"));
    }
    tar.extend(file(&format!("../../../run/journal/{feed}"), b"an earlier version"));
    tar.extend(file(&format!("/somewhere/else/journal/{feed}"), &dora.bytes));
    tar.extend([0; 1024]);
    let path = two.other.path().join("attack.tar");
    std::fs::write(&path, &tar).unwrap();
    let book = std::fs::read(two.run().join("runbook.toml")).unwrap();
    let said = two.pull(&path, 0);
    assert!(said.contains(&feed) && said.starts_with("journal/"), "{said}");
    assert_eq!(std::fs::read(&secret).unwrap(), b"stays");
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 1);
    assert_eq!(std::fs::read(two.run().join("runbook.toml")).unwrap(), book);
    assert_eq!(
        std::fs::read(two.run().join("journal").join(&feed)).unwrap(),
        dora.bytes,
        "the last one counts"
    );
    two.is_sound();
    // Cut anywhere, it is told or taken as far as it is whole; never a panic, and the run stays sound.
    for cut in (0..tar.len()).step_by(2_711) {
        std::fs::write(&path, &tar[..cut]).unwrap();
        let temporary = tempfile::tempdir().unwrap();
        let output = dutybook(two.home.path(), temporary.path(), &["pull", "1", path.to_str().unwrap()]);
        assert!(output.status.code().is_some_and(|code| code <= 2), "cut at {cut}");
    }
    two.is_sound();
}

#[test]
fn a_tar_that_says_it_is_huge_is_refused_before_it_fills_a_disk() {
    let two = Two::new();
    let feed = Book::of_golden("dora", 0xd0).name.to_string();
    let digest = Digest::of(b"x");
    for (name, size) in [
        (format!("run/journal/{feed}"), (1 << 30) + 1),
        (format!("run/evidence/{digest}-bomb"), 8_589_934_591),
        ("run/whatever".to_owned(), 8_589_934_591),
    ] {
        // The bytes are a hole: the file takes no space, and what is laid out would.
        let path = two.other.path().join("bomb.tar");
        let mut bomb = File::create(&path).unwrap();
        for _ in 0..9 {
            bomb.write_all(&entry(&name, b'0', size, "")).unwrap();
            bomb.seek(SeekFrom::Current(i64::try_from(size.next_multiple_of(512)).unwrap())).unwrap();
        }
        bomb.write_all(&[0; 1024]).unwrap();
        if name == "run/whatever" {
            // What is passed over costs time for each byte, so that there is a limit to it too.
            bomb.set_len(1_024).unwrap();
        }
        let said = two.pull(&path, 2);
        assert!(
            said.contains("cannot read") && (said.contains("more than") || said.contains("journal")),
            "{said}"
        );
    }
    two.is_sound();
}

#[test]
fn where_nothing_can_be_laid_out_the_temporary_folder_is_named() {
    let two = Two::new();
    let output =
        dutybook(two.home.path(), Path::new("/dev/null"), &["pull", "1", two.tar().to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("laid out in /dev/null"), "{said}");
}

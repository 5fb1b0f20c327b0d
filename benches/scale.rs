//! What large homes, runs and runbooks cost the program itself, from its start: medians of whole processes.
//!
//! `cargo bench --bench scale` makes them below `target/tmp` once, measures, and prints a table;
//! `cargo bench --bench scale -- make FOLDER` makes them somewhere, for other tools to measure.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)]

#[path = "scale/made.rs"]
mod made;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use dutybook::runbook::builtin::RUNBOOKS;
use made::Size;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const PROGRAM: &str = env!("CARGO_BIN_EXE_dutybook");
const TIMES: usize = 11;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let folder = match words.as_slice() {
        [make, folder] if make == "make" => PathBuf::from(folder),
        _ => PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("scale"),
    };
    make(&folder);
    if words.is_empty() {
        measure(&folder);
    }
}

fn make(folder: &Path) {
    let size = Size { records: 300, feeds: 3, is_closed: false };
    let make_once = |name: &str, make: &dyn Fn(&Path)| {
        let home = folder.join(name);
        if !home.exists() {
            let making = folder.join("making");
            let _ = fs::remove_dir_all(&making);
            make(&making);
            fs::rename(making, home).unwrap();
        }
    };
    make_once("thousand", &|home| made::home(home, 1_000, size));
    make_once("long", &|home| {
        made::run(home, 1, Size { records: 100_000, feeds: 20, ..size }, RUNBOOKS[0].1);
    });
    make_once("crowd", &|home| {
        made::run(home, 1, Size { records: 100_000, feeds: 500, ..size }, RUNBOOKS[0].1);
    });
    make_once("usual", &|home| {
        made::run(home, 1, Size { records: 1_000, feeds: 20, ..size }, RUNBOOKS[0].1);
    });
    make_once("wide", &|home| made::run(home, 1, size, &made::runbook()));
}

fn measure(folder: &Path) {
    println!("run of 1,000 records in 20 feeds");
    let usual = folder.join("usual");
    row("watch 1", "first screen", median(keep, || screen(&usual, &["watch", "1"], "Payroll leak 1")));
    // It draws a sign for each row behind the text.
    if Command::new("vim").arg("--version").stdout(Stdio::null()).status().is_ok() {
        row("vim -u NONE", "first screen", median(keep, || seen("vim", &["-u", "NONE"], &usual, "~")));
    }
    let thousand = folder.join("thousand");
    let forget = || forget_index(&thousand);
    // Something is due, and of a thousand open runs one has to be named.
    let commands: [(&str, &[&str], i32); 3] = [
        ("list --all", &["list", "--all"], 0),
        ("due", &["due"], 1),
        ("note, no run named", &["note", "-"], 2),
    ];
    println!("home of 1,000 runs of 300 records");
    for (name, words, code) in commands {
        row(name, "without an index", median(forget, || command(&thousand, words, code)));
        row(name, "with its index", median(keep, || command(&thousand, words, code)));
    }
    row("home, all runs", "without an index", median(forget, || screen(&thousand, &[], "Payroll leak")));
    row("home, all runs", "with its index", median(keep, || screen(&thousand, &[], "Payroll leak")));
    let long = folder.join("long");
    println!("run of 100,000 records in 20 feeds");
    row("watch 1", "first screen", median(keep, || screen(&long, &["watch", "1"], "Payroll leak 1")));
    row("verify", "", median(keep, || command(&long, &["verify", "1"], 0)));
    row("sha256sum of the same", "", median(keep, || sha256sum(&long)));
    for form in [&["log", "1"][..], &["show", "1"], &["log", "1", "--format", "jsonl"]] {
        row(&form.join(" "), "", median(keep, || command(&long, form, 0)));
    }
    let crowd = folder.join("crowd");
    println!("the same in 500 feeds");
    row("watch 1", "first screen", median(keep, || screen(&crowd, &["watch", "1"], "Payroll leak 1")));
    row("verify", "", median(keep, || command(&crowd, &["verify", "1"], 0)));
    row("sha256sum of the same", "", median(keep, || sha256sum(&crowd)));
    let wide = folder.join("wide");
    println!("runbook of 10,000 steps");
    row("watch 1", "first screen", median(keep, || screen(&wide, &["watch", "1"], "Step s0-")));
}

/// What is to be done before each of several measurements: nothing.
fn keep() {}

fn row(what: &str, how: &str, took: Duration) {
    println!("  {what:<28} {how:<20} {:>8.1} ms", took.as_secs_f64() * 1_000.0);
}

fn forget_index(home: &Path) {
    for entry in fs::read_dir(home).unwrap().flatten() {
        if entry.file_type().unwrap().is_file() {
            fs::remove_file(entry.path()).unwrap();
        }
    }
}

fn median(before: impl Fn(), work: impl Fn() -> Duration) -> Duration {
    let mut took: Vec<Duration> = (0..TIMES)
        .map(|_| {
            before();
            work()
        })
        .collect();
    took.sort_unstable();
    took[TIMES / 2]
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// How long a command takes, which has to end with a code: one that is refused its arguments is quick.
fn command(home: &Path, words: &[&str], code: i32) -> Duration {
    let mut command = Command::new(PROGRAM);
    command.args(words).args(["--lang", "en", "--zone", "+08:00"]);
    command.env("DUTYBOOK_HOME", home).env("XDG_CONFIG_HOME", home.join("no-settings"));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    timed(|| {
        let status = command.status().unwrap();
        assert_eq!(status.code(), Some(code), "{words:?}");
    })
}

fn sha256sum(home: &Path) -> Duration {
    let run = fs::read_dir(home.join("runs")).unwrap().next().unwrap().unwrap().path();
    let feeds = fs::read_dir(run.join("journal")).unwrap().map(|feed| feed.unwrap().path());
    let mut command = Command::new("sha256sum");
    command.args(feeds).stdout(Stdio::null());
    timed(|| assert!(command.status().unwrap().success()))
}

/// How long it takes until a text stands on the screen of 80 columns and 24 rows.
fn screen(home: &Path, words: &[&str], wanted: &str) -> Duration {
    let words: Vec<&str> = words.iter().copied().chain(["--lang", "en", "--zone", "+08:00"]).collect();
    seen(PROGRAM, &words, home, wanted)
}

/// The same of any program.
fn seen(program: &str, words: &[&str], home: &Path, wanted: &str) -> Duration {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(program);
    command.args(words);
    command.env("DUTYBOOK_HOME", home);
    command.env("XDG_CONFIG_HOME", home.join("no-settings"));
    command.env("TERM", "xterm-256color");
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut shown = Vec::new();
    let mut buffer = vec![0; 1 << 16];
    while !shown.windows(wanted.len()).any(|part| part == wanted.as_bytes()) {
        match reader.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(count) => shown.extend_from_slice(&buffer[..count]),
        }
    }
    let took = start.elapsed();
    child.kill().unwrap();
    child.wait().unwrap();
    took
}

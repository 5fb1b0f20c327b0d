//! The commands that write into a run from the shell.

use std::fs::{File, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::{Desk, Told};

/// The feeds of a run that commands wrote.
fn command_feeds(run: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(run.join("journal")).unwrap().map(|entry| entry.unwrap().path());
    let is_of_commands =
        |file: &PathBuf| std::fs::read_to_string(file).unwrap_or_default().contains(r#""mode":"one-shot""#);
    let mut feeds: Vec<PathBuf> = files.filter(is_of_commands).collect();
    feeds.sort();
    feeds
}

fn facts(desk: &Desk) -> Vec<serde_json::Value> {
    let told = desk.run(&["log", "1", "--format", "jsonl"]);
    told.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn refused(told: &Told, code: i32) -> &str {
    assert_eq!((told.code, told.out.as_str()), (code, ""), "{}", told.errors);
    &told.errors
}

#[test]
fn every_command_records_its_event_and_says_so_in_a_line() {
    let desk = Desk::new();
    desk.start("Payroll leak", &[]);
    let file = desk.root.path().join("auth.log");
    std::fs::write(&file, "failed\n").unwrap();
    for (arguments, said) in [
        (&["note", "two", "screens"][..], "note: two screens"),
        (&["step", "start", "contain"], "started Stop the spread"),
        (&["step", "block", "con", "--reason", "no-access"], "blocked: Stop the spread — no access"),
        (&["step", "unblock", "contain", "--reason", "got in"], "unblocked Stop the spread — got in"),
        (&["step", "done", "contain"], "completed Stop the spread"),
        (&["step", "reopen", "contain", "--reason", "it came back"], "reopened Stop the spread"),
        (&["step", "skip", "contain", "--reason", "no-time"], "skipped Stop the spread"),
        (&["ask", "set", "grade=serious"], "answered Grade: Serious"),
        (&["ask", "set", "clients=name=A,accounts=13"], "Affected clients: added A"),
        (&["ask", "clear", "grade", "--reason", "by-mistake"], "Grade"),
        (&["attach", "auth.log", "--source", "fs2"], "took evidence 1: auth.log"),
        (&["call", "Bank", "frozen", "--number", "95588"], "call with Bank: frozen"),
        (&["call", "Vendor", "--missed"], "Vendor"),
        (&["decide", "Pay?", "--choice", "No"], "decision: Pay? → No"),
        (&["question", "Who?"], "open question: Who?"),
        (&["timer", "20", "look"], "timer of 20m: look"),
        (&["undo"], "undid: timer of 20m: look"),
        (&["close", "--reason", "lead-decides"], "closed the run"),
        (&["reopen", "--run", "1", "--reason", "new-information"], "reopened the run"),
    ] {
        let told = desk.run(arguments);
        assert_eq!((told.code, told.errors.as_str()), (0, ""), "{arguments:?}");
        let line = told.out.split_once("-001 Payroll leak: ").map(|(_, line)| line);
        assert!(line.is_some_and(|line| line.contains(said)), "{arguments:?}: {}", told.out);
        assert_eq!(told.out.lines().count(), 1, "{}", told.out);
    }
    assert_eq!(desk.run(&["verify", "1"]).code, 0);
}

#[test]
fn what_is_recorded_is_told_to_programs_by_its_record_and_hash() {
    let desk = Desk::new();
    let run = desk.start("x", &[]);
    let json = desk.run(&["note", "甲\u{202e}", "--at", "-5m", "--format", "json"]).json();
    let feed = std::fs::read_to_string(&command_feeds(&run)[0]).unwrap();
    let last = feed.lines().last().unwrap();
    assert!(last.contains(&format!(r#""h":"{}""#, json["h"].as_str().unwrap())), "{last}");
    assert_eq!(json["event"]["text"], "甲\u{202e}");
    assert!(json["event"]["happened"].is_string());
    assert_eq!(facts(&desk).last().unwrap()["id"], json["id"]);
    let question = desk.run(&["question", "Who?", "--format", "json"]).json();
    let told = desk.run(&["question", "--answers", question["id"].as_str().unwrap(), "The backup job"]);
    assert_eq!(told.code, 0, "{}", told.errors);
    assert!(!desk.run(&["show", "1"]).out.contains("open question"));
}

#[test]
fn standard_input_is_a_note_of_several_lines_or_evidence_under_a_name() {
    let desk = Desk::new();
    let run = desk.start("x", &[]);
    let told = desk.run_with(&["note", "-"], b"one\ntwo\n\n");
    assert_eq!(told.code, 0, "{}", told.errors);
    assert_eq!(facts(&desk).last().unwrap()["event"]["text"], "one\ntwo");
    let long = desk.run_with(&["note", "-"], &b"x".repeat(70_000));
    assert!(refused(&long, 1).contains("more than 65536 bytes"), "{}", long.errors);
    let odd = desk.run_with(&["note", "-"], b"ab\xff");
    assert!(refused(&odd, 2).contains("from byte 2 on"), "{}", odd.errors);
    let empty = desk.run_with(&["note", "-"], b"\n");
    assert_eq!(refused(&empty, 1), "nothing was recorded: there is nothing to record; fill it in first\n");
    let nameless = desk.run_with(&["attach", "-"], b"a");
    assert_eq!(refused(&nameless, 2), "evidence from standard input needs a --name\n");
    let told = desk.run_with(&["attach", "-", "--name", "ss.txt", "--format", "json"], b"tcp\n");
    let json = told.json();
    assert_eq!((&json["event"]["size"], &json["event"]["place"]), (&"4".into(), &"stdin".into()));
    let kept = run.join(format!("evidence/{}-ss.txt", json["event"]["sha256"].as_str().unwrap()));
    assert_eq!(std::fs::read(kept).unwrap(), b"tcp\n");
    assert_eq!(desk.run(&["verify", "1"]).code, 0);
}

#[test]
fn what_the_runbook_demands_needs_a_reason_and_says_which_flag_gives_it() {
    let desk = Desk::new();
    desk.start("x", &[]);
    let before = facts(&desk).len();
    let told = desk.run(&["step", "skip", "contain"]);
    let said = refused(&told, 1);
    assert!(said.contains("a step that must not be skipped") && said.contains("--reason"), "{said}");
    assert!(said.contains("\n  no-time  "), "{said}");
    let told = desk.run(&["close"]);
    assert!(refused(&told, 1).contains("steps are open"), "{}", told.errors);
    assert_eq!(facts(&desk).len(), before, "a refusal leaves no record");
    let told = desk.run(&["step", "start", "contain", "--reason", "because"]);
    assert!(told.code == 0 && told.errors.contains("what --reason says is not recorded"), "{}", told.errors);
}

#[test]
fn where_more_than_one_run_is_open_nothing_is_written_without_a_choice() {
    let desk = Desk::new();
    assert_eq!(refused(&desk.run(&["note", "x"]), 1), "there are no runs yet\n");
    desk.start("Real", &[]);
    desk.start("Exercise", &["--kind", "drill"]);
    let told = desk.run(&["note", "x"]);
    let said = refused(&told, 2);
    assert!(said.starts_with("2 runs are open; say with --run which is meant:\n"), "{said}");
    assert!(said.contains("DRILL  Exercise") && said.contains("Incident  Real"), "{said}");
    let told = desk.run(&["note", "x", "--run", "exercise"]);
    assert!(told.out.starts_with("recorded in DRILL "), "{}", told.out);
    let closed = desk.run(&["close", "--run", "1", "--reason", "no-time"]);
    assert_eq!(closed.code, 0, "{}", closed.errors);
    assert_eq!(desk.run(&["note", "x"]).code, 0, "one is open, so it is meant");
    let told = desk.run(&["note", "x", "--run", "1"]);
    assert!(refused(&told, 1).contains("this run is closed"), "{}", told.errors);
}

#[test]
fn steps_and_asks_are_named_by_id_and_a_title_is_refused_with_the_ids_meant() {
    let desk = Desk::new();
    desk.start("x", &[]);
    for (arguments, said) in [
        (&["step", "done", "contian"][..], "there is no step with the id contian; did you mean contain?\n"),
        (
            &["step", "done", "the spread"],
            "there is no step with the id the spread; there are: contain (Stop the spread)\n",
        ),
        (
            &["step", "done", "停止"],
            "there is no step with the id 停止; there are: contain (Stop the spread)\n",
        ),
        (&["note", "x", "--step", ""], "there is no step with the id ; there are: contain  restore\n"),
        (
            &["ask", "set", "Became=now"],
            "there is no ask with the id Became; there are: aware_at (Became aware at)\n",
        ),
        (&["ask", "set", "grade=serious", "grade=general"], "the ask grade is answered twice\n"),
        (&["ask", "set", "grade"], "write an answer as ASK=VALUE: grade\n"),
        (&["note", "x", "--at", "soon"], "--at soon: not a time; such as 04:12, -20m, yesterday 23:50\n"),
        (&["role", "take", "boss"], "there is no role with the id boss; there are: lead\n"),
        (
            &["phase", "complete", "Respond"],
            "there is no phase with the id Respond; there are: respond (Respond)\n",
        ),
        (&["ask", "change", "clients", "A", "accounts=1"], "the table has no A\n"),
        (&["evidence", "give", "1", "police"], "there is no evidence 1\n"),
        (&["undo", "7"], "a record is named FEED:SEQ, such as 0f3a9c51d2b7e884:12\n"),
        (&["timer", "soon"], "soon: not a length of time; such as 20, 90s, 1h30m\n"),
        (&["question", "--answers", "7", "x"], "a record is named FEED:SEQ, such as 0f3a9c51d2b7e884:12\n"),
    ] {
        assert_eq!(refused(&desk.run(arguments), 2), said, "{arguments:?}");
    }
    let several = desk.run(&["ask", "set", "grade=serious", "loss=much"]);
    assert_eq!(several.code, 2);
    assert!(!desk.run(&["show", "1"]).out.contains("Serious"), "all are recorded, or none");
}

#[test]
fn many_commands_go_on_in_one_feed() {
    let desk = Desk::new();
    let run = desk.start("x", &[]);
    for n in 0..5 {
        assert_eq!(desk.run(&["note", &n.to_string()]).code, 0);
        assert_eq!(desk.run(&["step", "done", "nothing"]).code, 2, "a refusal gives the feed back");
    }
    assert_eq!(command_feeds(&run).len(), 1);
    let told = desk.run(&["verify", "1"]);
    assert_eq!(told.code, 0, "{}", told.out);
    assert!(told.out.contains("feeds: 2"), "{}", told.out);
}

#[test]
fn a_feed_that_is_held_torn_changed_or_not_released_is_left_alone() {
    let desk = Desk::new();
    let run = desk.start("x", &[]);
    let note = || {
        let told = desk.run(&["note", "again"]);
        assert_eq!(told.code, 0, "{}", told.errors);
    };
    note();
    let first = command_feeds(&run).remove(0);
    let held = File::open(&first).unwrap();
    held.lock().unwrap();
    note();
    assert_eq!(command_feeds(&run).len(), 2, "held by a command that runs");
    drop(held);
    for feed in command_feeds(&run) {
        // It is not known whether its writer's last word was acknowledged.
        std::fs::set_permissions(&feed, Permissions::from_mode(0o400)).unwrap();
    }
    note();
    assert_eq!(command_feeds(&run).len(), 3, "not released");
    let fresh = command_feeds(&run);
    let fresh = fresh.iter().find(|feed| writable(feed)).unwrap();
    let mut torn = OpenOptions::new().append(true).open(fresh).unwrap();
    torn.write_all(b"{\"v\":1,\"run\"").unwrap();
    note();
    assert_eq!(command_feeds(&run).len(), 4, "torn");
    let told = desk.run(&["verify", "1"]);
    assert_eq!(told.code, 0, "{}{}", told.out, told.errors);
    let last = command_feeds(&run);
    let last = last.iter().filter(|feed| writable(feed)).find(|feed| *feed != fresh).unwrap();
    let changed = std::fs::read_to_string(last).unwrap().replace("again", "never");
    std::fs::write(last, changed).unwrap();
    note();
    assert_eq!(command_feeds(&run).len(), 5, "changed");
}

fn writable(file: &Path) -> bool {
    std::fs::metadata(file).unwrap().permissions().mode() & 0o200 != 0
}

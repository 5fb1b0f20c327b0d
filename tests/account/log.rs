//! `dutybook log`.

use super::Desk;

#[test]
fn a_kept_run_is_told_the_same_for_all_time() {
    let desk = Desk::new();
    desk.with_golden_run();
    let english = desk.run(&["log", "1"]);
    assert_eq!((english.code, english.errors.as_str()), (0, ""));
    insta::assert_snapshot!("kept_run_in_english", english.out);
    let chinese = desk.run(&["log", "payroll", "--lang", "zh", "--zone", "Asia/Shanghai"]);
    insta::assert_snapshot!("kept_run_in_chinese", chinese.out);
}

#[test]
fn what_is_withheld_is_told_as_withheld() {
    let desk = Desk::new();
    let told = desk.run(&["log", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/run-v1-redacted")]);
    assert_eq!(told.code, 0, "{}", told.errors);
    assert!(told.out.contains("(contents withheld)"), "{}", told.out);
}

#[test]
fn a_drill_says_so_in_every_line() {
    let desk = Desk::new();
    desk.start("演练一", &["--kind", "drill"]);
    let told = desk.run(&["log", "1", "--lang", "zh"]);
    assert!(told.out.lines().all(|line| line.starts_with("演练 DRILL")), "{}", told.out);
}

#[test]
fn an_open_run_ends_with_what_is_open() {
    let desk = Desk::new();
    desk.start("x", &[]);
    let told = desk.run(&["log", "1"]);
    assert!(told.out.ends_with("── still open ──\nsteps not settled: 2\n"), "{}", told.out);
}

#[test]
fn lines_for_programs_hold_the_exact_events() {
    let desk = Desk::new();
    desk.start("甲公司\u{202e}", &["--answer", "grade=较大"]);
    let told = desk.run(&["log", "1", "--format", "jsonl"]);
    assert!(told.out.is_ascii());
    let facts: Vec<serde_json::Value> =
        told.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(facts.len(), 4);
    assert_eq!(facts[1]["event"]["kind"], "run.opened");
    assert_eq!(facts[1]["event"]["title"], "甲公司\u{202e}");
    assert_eq!(facts[2]["event"]["value"]["choice"], "serious");
    assert_eq!(facts[3]["event"]["cause"], "quit");
    assert!(facts[2]["id"].as_str().unwrap().ends_with(":3"));
    assert_eq!(facts[2].get("standing"), None);
}

#[test]
fn hostile_text_does_not_reach_the_terminal() {
    let desk = Desk::new();
    desk.start("a\u{1b}[2Jb", &[]);
    let told = desk.run(&["log", "1"]);
    assert!(told.out.contains("a^[[2Jb") && !told.out.contains('\u{1b}'), "{}", told.out);
}

#[test]
fn a_run_without_its_runbook_is_told_with_ids() {
    let desk = Desk::new();
    let folder = desk.start("x", &["--answer", "grade=serious"]);
    std::fs::write(folder.join("runbook.toml"), "schema = 99").unwrap();
    let told = desk.run(&["log", "1"]);
    assert_eq!(told.code, 0);
    assert!(told.errors.contains("ids stand in for names"), "{}", told.errors);
    assert!(told.out.contains("answered grade: serious"), "{}", told.out);
}

#[test]
fn a_run_that_is_not_there_is_refused_with_what_there_is() {
    let desk = Desk::new();
    let told = desk.run(&["log", "7"]);
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert!(told.errors.starts_with("there is no run 7; there is none in /"), "{}", told.errors);
    desk.with_golden_run();
    desk.start("second", &[]);
    let told = desk.run(&["log", "2026-020"]);
    assert_eq!(told.code, 2);
    assert!(told.errors.contains("did you mean 2026-00"), "{}", told.errors);
    let told = desk.run(&["log", "ransomware"]);
    assert!(told.errors.contains("there are: "), "{}", told.errors);
    assert!(told.errors.contains("2026-001-payroll-leak-7f3k"), "{}", told.errors);
}

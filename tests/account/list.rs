//! `dutybook list`.

use super::Desk;

#[test]
fn a_home_without_runs_says_so_and_is_no_failure() {
    let desk = Desk::new();
    let told = desk.run(&["list"]);
    assert_eq!((told.code, told.out.as_str(), told.errors.as_str()), (0, "", "there are no runs yet\n"));
    let json = desk.run(&["list", "--format", "json"]);
    assert_eq!((json.code, json.out.as_str()), (0, "[]\n"));
}

#[test]
fn runs_stand_in_columns_with_their_titles_last() {
    let desk = Desk::new();
    desk.start("甲公司账套外泄", &[]);
    desk.start("second", &["--kind", "drill"]);
    let told = desk.run(&["list", "--lang", "zh"]);
    let lines: Vec<&str> = told.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", told.out);
    assert!(lines[0].starts_with("编号      类别"), "{}", told.out);
    let of = |title: &str| *lines.iter().find(|line| line.ends_with(title)).unwrap();
    assert!(of("甲公司账套外泄").contains("  事件        "), "{}", told.out);
    assert!(of("甲公司账套外泄").contains("  0/2 "), "{}", told.out);
    assert!(of("second").contains("  演练 DRILL  "), "{}", told.out);
}

#[test]
fn json_is_one_array_in_ascii() {
    let desk = Desk::new();
    desk.start("甲公司", &[]);
    let json = desk.run(&["list", "--format", "json"]).json();
    assert_eq!(json[0]["title"], "甲公司");
    assert_eq!(json[0]["kind"], "incident");
    assert_eq!(json[0]["steps"], 2);
    assert_eq!(json[0]["closed"], serde_json::Value::Null);
}

#[test]
fn a_run_that_cannot_be_read_is_listed_all_the_same() {
    let desk = Desk::new();
    let folder = desk.start("x", &[]);
    std::fs::write(folder.join("runbook.toml"), "schema = 99").unwrap();
    let told = desk.run(&["list"]);
    assert!(told.out.contains("unreadable"), "{}", told.out);
    assert!(told.errors.contains("runbook.toml"), "{}", told.errors);
}

//! `dutybook notice`.

use super::Desk;

const SMALL: &str = include_str!("../notices/small.toml");

/// A run of a runbook with notices; two clients, of whom one is affected.
fn desk() -> Desk {
    let desk = Desk::new();
    std::fs::write(desk.runbook(), SMALL).unwrap();
    desk.start(
        "x",
        &[
            "--answer",
            "clients=name=甲公司,affected=yes",
            "--answer",
            "clients=name=乙公司,affected=no",
            "--answer",
            "grade=serious",
        ],
    );
    desk
}

#[test]
fn without_an_id_the_notices_are_listed_with_who_was_told() {
    let desk = desk();
    let told = desk.run(&["notice", "1", "--lang", "zh"]);
    assert_eq!((told.code, told.errors.as_str()), (0, ""));
    insta::assert_snapshot!(told.out, @r"
    [ ] 报告                                未起草  (report)
    [ ] 致客户                              已告知 0/1  (client)
        [ ] 甲公司                          未起草
        [~] 乙公司                          未起草 · 按条件不适用
    [ ] 声明                                未起草  (press)
    ");
    let json = desk.run(&["notice", "1", "--format", "json"]).json();
    assert_eq!(json[0]["id"], "report");
    assert_eq!(json[0]["recipients"][0]["status"], "open");
    assert_eq!((&json[1]["told"], &json[1]["of"]), (&0.into(), &1.into()));
    assert_eq!(json[1]["recipients"][1]["applies"], "no");
    let state = desk.run(&["show", "1", "--format", "json"]).json();
    assert_eq!(state["notices"], json);
    let log = desk.run(&["log", "1"]);
    assert!(log.out.contains("notice not sent to all: To the client, told 0/1"), "{}", log.out);
}

#[test]
fn with_an_id_the_draft_is_printed_in_the_language_that_is_asked_for() {
    let desk = desk();
    let told = desk.run(&["notice", "1", "report", "--lang", "zh"]);
    assert_eq!(
        (told.code, told.out.as_str()),
        (0, "编号 2026-001\n获知：〔待填〕\n等级：较大\n损失：〔待填〕\n损害：〔待填〕\n")
    );
    let told = desk.run(&["notice", "1", "client", "--row", "甲"]);
    assert_eq!((told.code, told.out.as_str()), (0, "To 甲公司 ([to fill in])\n"));
    assert_eq!(desk.run(&["notice", "1", "client", "--row", "2"]).out, "To 乙公司 ([to fill in])\n");
}

#[test]
fn what_cannot_be_meant_is_said_with_what_there_is() {
    let desk = desk();
    let asked = |arguments: &[&str]| {
        let told = desk.run(&[&["notice", "1"], arguments].concat());
        format!("{} {}", told.code, told.errors.trim())
    };
    assert_eq!(asked(&["reprot"]), "2 the runbook has no notice reprot; did you mean report?");
    assert_eq!(
        asked(&["client"]),
        "2 there is one client for each row; say which with --row; there are: 甲公司  乙公司"
    );
    assert_eq!(asked(&["client", "--row", "公司"]), "2 several rows fit 公司");
    assert_eq!(asked(&["client", "--row", "丙"]), "2 the table has no 丙; there are: 甲公司  乙公司");
    assert_eq!(asked(&["report", "--row", "甲"]), "2 there is only one report; leave out --row");
    assert_eq!(asked(&["report", "--kept"]), "1 no version was kept yet");
    assert_eq!(asked(&["report", "--sent"]), "1 it was not sent yet");
    assert_eq!(desk.run(&["notice", "nothing"]).code, 2);
    assert_eq!(desk.run(&["notice", "1", "--row", "x"]).code, 2);
}

#[test]
fn a_file_is_written_once_and_never_over_another() {
    let desk = desk();
    let told = desk.run(&["notice", "1", "report", "-o", "out.txt"]);
    assert_eq!((told.code, told.out.as_str()), (0, ""));
    assert_eq!(told.errors, "wrote out.txt; gaps to fill in: 3\n");
    let path = desk.root.path().join("out.txt");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.ends_with("Damage: [to fill in]\n"), "{text}");
    std::fs::write(&path, "mine").unwrap();
    let told = desk.run(&["notice", "1", "report", "-o", "out.txt"]);
    assert_eq!(told.code, 2);
    assert!(told.errors.contains("exists already"), "{}", told.errors);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    let told = desk.run(&["notice", "1", "report", "-o", "nowhere/out.txt"]);
    assert_eq!(told.code, 1, "{}", told.errors);
}

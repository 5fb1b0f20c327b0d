//! `dutybook show`.

use super::Desk;

#[test]
fn a_run_shows_its_steps_answers_and_what_is_missing() {
    let desk = Desk::new();
    desk.start(
        "x",
        &["--answer", "loss=1.2万", "--answer", "clients=name=甲公司,accounts=1,200", "--lang", "zh"],
    );
    let told = desk.run(&["show", "1", "--lang", "zh"]);
    assert_eq!((told.code, told.errors.as_str()), (0, ""));
    let page = &told.out[told.out.find("进度").unwrap()..];
    insta::assert_snapshot!(page, @r#"
    进度：0/2
    下一步：停止事件扩散

    ── 应急处置 0/2 · 应急 ──
      [ ] 停止事件扩散                    未开始 · 必做
      [ ] 数据恢复                        未开始 · 待定是否适用

    ── 登记项 ──
      损失：CNY 12000 · tester
      受影响客户：1 行
        户名 甲公司 · 账套数 1200
      应登记而未登记：获知时间、分级
    "#);
}

#[test]
fn without_a_name_the_one_open_run_is_told_and_of_several_one_has_to_be_named() {
    let desk = Desk::new();
    for command in ["show", "log", "handover", "notice"] {
        let told = desk.run(&[command]);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{command}");
        assert!(told.errors.contains("no run is open"), "{}", told.errors);
    }
    desk.start("The first", &[]);
    for command in ["show", "log", "handover", "notice"] {
        assert_eq!(desk.run(&[command]), desk.run(&[command, "1"]), "{command}");
    }
    desk.start("The second", &[]);
    let told = desk.run(&["show"]);
    assert_eq!(told.code, 2);
    assert!(told.errors.contains("The first") && told.errors.contains("The second"), "{}", told.errors);
}

#[test]
fn the_json_form_tells_the_same_to_programs() {
    let desk = Desk::new();
    desk.start("x", &["--answer", "grade=general"]);
    let json = desk.run(&["show", "1", "--format", "json"]).json();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["run"]["runbook"], "small-leak");
    assert_eq!(json["run"]["next"], "contain");
    assert_eq!(json["phases"][0]["steps"][1]["applies"], "no");
    assert_eq!(json["asks"][1]["value"]["choice"], "general");
    assert_eq!(json["asks"][1]["text"], "General");
    assert_eq!(json["asks"][0]["required"], true);
}

#[test]
fn a_run_that_is_not_there_ends_with_two() {
    assert_eq!(Desk::new().run(&["show", "nothing"]).code, 2);
}

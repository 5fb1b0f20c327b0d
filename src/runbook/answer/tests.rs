//! What people type is read exactly, or refused with what is wrong.

use super::*;
use crate::runbook::{Column, Text};
use crate::time::period::PeriodError;

fn both(zh: &str, en: &str) -> Text {
    Text::ByLang { zh: zh.to_owned(), en: en.to_owned() }
}

fn choices() -> Vec<Choice> {
    [
        ("general", "一般", "General"),
        ("serious", "较大", "Serious"),
        ("both", "客户、员工", "Clients, staff"),
        ("clients", "客户", "Clients"),
    ]
    .map(|(id, zh, en)| Choice { id: Id::new(id).unwrap(), label: both(zh, en), help: None })
    .to_vec()
}

fn clients() -> AskKind {
    let column =
        |id: &str, kind| Column { id: Id::new(id).unwrap(), label: Some(both("户名", "Name")), kind };
    let plain = |id: &str, kind| Column { id: Id::new(id).unwrap(), label: None, kind };
    AskKind::Table(vec![
        column("name", AskKind::Text),
        plain("accounts", AskKind::Number { min: Some(0), max: None, unit: None }),
        plain("grade", AskKind::Many(choices())),
    ])
}

/// Answers as the journal writes them, errors as a Chinese reader sees them.
fn read(kind: &AskKind, text: &str) -> String {
    let zone = Zone::from_offset("+08:00").unwrap();
    let now = "2026-11-22T20:12:09.25Z".parse().unwrap();
    if let AskKind::Table(_) = kind {
        return match kind.parse_row(text, now, &zone) {
            Ok(cells) => {
                assert!(kind.takes_cells(&cells), "{text}");
                serde_json::to_string(&cells).unwrap()
            }
            Err(error) => error.say(Lang::Zh).to_string(),
        };
    }
    match kind.parse(text, now, &zone) {
        Ok(answer) => {
            assert!(kind.takes(&answer), "{text}");
            serde_json::to_string(&answer).unwrap()
        }
        Err(error) => error.say(Lang::Zh).to_string(),
    }
}

fn reads(kind: &AskKind, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(read(kind, text), *expected, "{text}");
    }
}

#[test]
fn a_number_reads_with_separators_units_and_chinese_multipliers() {
    let kind = AskKind::Number { min: Some(0), max: None, unit: Some(both("户", "clients")) };
    reads(
        &kind,
        &[
            ("3", r#"{"number":"3"}"#),
            ("１，２００", r#"{"number":"1200"}"#),
            ("1,234,567.50", r#"{"number":"1234567.50"}"#),
            ("1.2万", r#"{"number":"12000"}"#),
            ("3千万", r#"{"number":"30000000"}"#),
            ("1.23456万", r#"{"number":"12345.6"}"#),
            ("13 户", r#"{"number":"13"}"#),
            ("13 clients", r#"{"number":"13"}"#),
            ("007", r#"{"number":"7"}"#),
            (".5", r#"{"number":"0.5"}"#),
            ("-0", r#"{"number":"0"}"#),
            ("1,2", "要一个数，如 3、1,200 或 1.2万"),
            ("12,34", "要一个数，如 3、1,200 或 1.2万"),
            ("1e3", "要一个数，如 3、1,200 或 1.2万"),
            ("5.", "要一个数，如 3、1,200 或 1.2万"),
            ("-1", "至少 0"),
            ("99999999999999999999999999999999999999999", "数字太长"),
            ("", "还没有填写"),
        ],
    );
    let bounded = AskKind::Number { min: Some(1), max: Some(9), unit: None };
    assert_eq!(read(&bounded, "9.5"), "应在 1 到 9 之间");
}

#[test]
fn money_is_in_the_currency_of_its_ask() {
    let kind = AskKind::Money { currency: "CNY".to_owned() };
    let yuan = r#"{"money":{"amount":"12000","currency":"CNY"}}"#;
    reads(
        &kind,
        &[
            ("12,000", yuan),
            ("1.2万元", yuan),
            ("￥12000", yuan),
            ("¥ 12000", yuan),
            ("CNY 12000", yuan),
            ("12000 CNY", yuan),
            ("$5", "币种应为 CNY，写的是 USD"),
            ("EUR 5", "币种应为 CNY，写的是 EUR"),
            ("很多", "要一个数，如 3、1,200 或 1.2万"),
        ],
    );
}

#[test]
fn a_choice_is_its_id_or_its_label_in_either_language() {
    let kind = AskKind::Choice(choices());
    reads(
        &kind,
        &[
            ("serious", r#"{"choice":"serious"}"#),
            ("较大", r#"{"choice":"serious"}"#),
            (" SERIOUS ", r#"{"choice":"serious"}"#),
            ("客户、员工", r#"{"choice":"both"}"#),
            (
                "重大",
                "没有「重大」这个选项；可选：general (一般)、serious (较大)、both (客户、员工)、clients (客户)",
            ),
        ],
    );
}

#[test]
fn several_choices_stand_between_separators_and_a_label_is_taken_whole() {
    let kind = AskKind::Many(choices());
    reads(
        &kind,
        &[
            ("general,serious", r#"{"many":["general","serious"]}"#),
            ("一般、较大、一般", r#"{"many":["general","serious"]}"#),
            ("客户、员工，一般", r#"{"many":["both","general"]}"#),
            ("Clients; Clients, staff", r#"{"many":["clients","both"]}"#),
            ("客户", r#"{"many":["clients"]}"#),
            ("无", r#"{"many":[]}"#),
        ],
    );
    assert!(read(&kind, "一般、供应商").starts_with("没有「供应商」"));
}

#[test]
fn yes_and_no_read_in_both_languages() {
    for yes in ["y", "Yes", "是", "有", "ＹＥＳ"] {
        assert_eq!(read(&AskKind::YesNo, yes), r#"{"yes-no":true}"#, "{yes}");
    }
    for no in ["n", "NO", "否", "没有"] {
        assert_eq!(read(&AskKind::YesNo, no), r#"{"yes-no":false}"#, "{no}");
    }
    assert_eq!(read(&AskKind::YesNo, "maybe"), "请答 是 或 否");
}

#[test]
fn a_time_reads_against_now_in_the_zone() {
    reads(
        &AskKind::Datetime,
        &[
            ("04：00", r#"{"datetime":"2026-11-22T20:00:00Z"}"#),
            ("昨天　23:50", r#"{"datetime":"2026-11-22T15:50:00Z"}"#),
            ("now", r#"{"datetime":"2026-11-22T20:12:09Z"}"#),
        ],
    );
    assert!(read(&AskKind::Datetime, "soon").starts_with("看不懂这个时间"));
}

#[test]
fn a_duration_reads_in_units_and_in_words() {
    reads(
        &AskKind::Duration,
        &[
            ("90s", r#"{"duration":"1m30s"}"#),
            ("15分钟", r#"{"duration":"15m"}"#),
            ("1小时30分", r#"{"duration":"1h30m"}"#),
            ("2 hours", r#"{"duration":"2h"}"#),
            ("3个月", r#"{"duration":"3mo"}"#),
            ("１周", r#"{"duration":"7d"}"#),
            ("1mo", r#"{"duration":"1mo"}"#),
        ],
    );
    let zone = Zone::utc();
    let now = "2026-11-22T20:12:09Z".parse().unwrap();
    for (text, error) in [
        ("15", PeriodError::NoUnit),
        ("soon", PeriodError::NoNumber),
        ("5 fortnights", PeriodError::UnknownUnit),
        ("99999999999周", PeriodError::TooLong),
    ] {
        assert_eq!(AskKind::Duration.parse(text, now, &zone), Err(AnswerError::Period(error)), "{text}");
    }
}

#[test]
fn text_and_persons_are_one_line_and_lines_are_kept() {
    assert_eq!(read(&AskKind::Text, " 甲公司 "), r#"{"text":"甲公司"}"#);
    assert_eq!(read(&AskKind::Person, "王芳"), r#"{"person":"王芳"}"#);
    assert_eq!(read(&AskKind::Text, "a\nb"), "这一项只能写一行");
    assert_eq!(read(&AskKind::Lines, "  a\nb\n"), r#"{"lines":"  a\nb"}"#);
}

#[test]
fn a_row_is_cells_by_column_and_says_which_cell_is_wrong() {
    reads(
        &clients(),
        &[
            ("name=甲公司,accounts=3", r#"{"accounts":{"number":"3"},"name":{"text":"甲公司"}}"#),
            ("户名＝甲公司，accounts=1,200", r#"{"accounts":{"number":"1200"},"name":{"text":"甲公司"}}"#),
            ("grade=一般、较大;name=乙", r#"{"grade":{"many":["general","serious"]},"name":{"text":"乙"}}"#),
            (r#"name="丙, x=1","#, r#"{"name":{"text":"丙, x=1"}}"#),
            ("甲公司", "每一格都要写成 栏=值；可用的栏：name (户名)、accounts、grade"),
            (
                "name=甲,acounts=3",
                "没有「acounts」这一栏；可用的栏：name (户名)、accounts、grade（值里有 = 时用引号括起来）",
            ),
            ("accounts=多", "accounts：要一个数，如 3、1,200 或 1.2万"),
            ("name=甲,户名=乙", "「户名」写了两次"),
        ],
    );
}

#[test]
fn a_table_takes_no_single_value_but_that_it_has_no_rows() {
    let zone = Zone::utc();
    let now = "2026-11-22T20:12:09Z".parse().unwrap();
    assert_eq!(clients().parse("3", now, &zone), Err(AnswerError::IsATable));
    for none in ["none", "None", " 无 ", "没有"] {
        assert_eq!(clients().parse(none, now, &zone), Ok(Answer::NoRows([])), "{none}");
    }
    assert_eq!(serde_json::to_string(&Answer::NoRows([])).unwrap(), r#"{"table":[]}"#);
    assert!(serde_json::from_str::<Answer>(r#"{"table":[{}]}"#).is_err(), "rows are records of their own");
}

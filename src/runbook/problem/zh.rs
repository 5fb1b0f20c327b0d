//! The problems of runbooks in Chinese: what is wrong, and what to do about it.
//!
//! The keys of a file, codes and what stands in backticks are the same in every language. What the TOML parser
//! and the template engine say themselves has no other words than theirs.

mod catalogue;
mod condition;
mod field;
mod rule;

use super::What;

/// What is wrong.
pub(super) fn message(what: &What) -> String {
    match what {
        What::File(problem) => field::file(problem),
        What::Field(problem) => field::field(problem),
        What::Name(problem) => field::name(problem),
        What::Rule(problem) => rule::rule(problem),
        What::Condition(problem) => condition::condition(problem),
        What::Template(problem) => rule::template(problem),
        What::Overlay(problem) => rule::overlay(problem),
        What::Catalogue(problem) => catalogue::catalogue(problem),
    }
}

/// What to do about it.
pub(super) fn help(what: &What) -> Option<String> {
    match what {
        What::File(problem) => field::file_help(problem),
        What::Field(problem) => field::field_help(problem),
        What::Name(problem) => field::name_help(problem),
        What::Rule(problem) => rule::rule_help(problem),
        What::Condition(problem) => condition::condition_help(problem),
        What::Template(problem) => rule::template_help(problem),
        What::Overlay(problem) => rule::overlay_help(problem),
        What::Catalogue(problem) => catalogue::catalogue_help(problem),
    }
}

/// "Did you mean", where a near name was found.
fn meant(near: Option<&String>) -> Option<String> {
    near.map(|near| format!("是不是想写 `{near}`？"))
}

/// A list of names: `` `a`、`b` 或 `c` ``. Long lists are cut.
fn any_of<T: AsRef<str>>(names: &[T]) -> String {
    const MOST: usize = 12;
    let quoted: Vec<String> = names.iter().take(MOST).map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.as_slice() {
        [] => "（没有）".to_owned(),
        [one] => one.clone(),
        [first @ .., last] if names.len() <= MOST => format!("{} 或 {last}", first.join("、")),
        all => format!("{}，另有 {} 个", all.join("、"), names.len() - MOST),
    }
}

/// What a problem found or expected, as the reader of the file names it.
const PHRASES: &[(&str, &str)] = &[
    ("the runbook", "手册"),
    ("the catalogue", "时限目录"),
    ("a zone", "时区"),
    ("a row of the catalogue", "目录条目"),
    ("the table of holidays", "节假日表"),
    ("a year of a calendar", "日历的年份"),
    ("a calendar", "日历"),
    ("a role", "角色"),
    ("a contact", "联系人"),
    ("an ask", "登记项"),
    ("a choice", "选项"),
    ("a column", "列"),
    ("a clock", "时限"),
    ("a cadence", "定时简报"),
    ("a notice", "文书"),
    ("a metric", "指标"),
    ("a commitment", "承诺"),
    ("a phase", "环节"),
    ("a step", "步骤"),
    ("a command", "命令"),
    ("the number 1", "数字 1"),
    ("an id in quotes, such as \"contain\"", "带引号的 id，如 \"contain\""),
    ("an id in quotes", "带引号的 id"),
    ("a list of ids, such as [\"contain\"]", "id 的列表，如 [\"contain\"]"),
    ("a string", "字符串"),
    ("a string or a list of strings", "字符串或字符串列表"),
    ("a text: a string, or { zh = \"…\", en = \"…\" }", "文字：字符串，或 { zh = \"…\", en = \"…\" }"),
    ("a day, such as 2026-11-23", "日期，如 2026-11-23"),
    ("a duration in quotes, such as \"15m\"", "带引号的时长，如 \"15m\""),
    ("true or false", "`true` 或 `false`"),
    ("a whole number", "整数"),
    ("a decimal number", "小数"),
    ("a date or time", "日期或时间"),
    ("a list", "列表"),
    ("a table", "表"),
    ("a word in quotes", "带引号的词"),
    ("a condition in quotes, such as 'grade == \"serious\"'", "带引号的条件，如 'grade == \"serious\"'"),
    ("a moment in quotes, such as \"step:contain\"", "带引号的时刻，如 \"step:contain\""),
    (
        "a moment in quotes, such as \"step:contain\", or a list of them",
        "带引号的时刻，如 \"step:contain\"，或它们的列表",
    ),
    ("a duration such as \"4h\", or \"row.COLUMN\"", "时长，如 \"4h\"，或 \"row.COLUMN\""),
    (
        "`stage:STAGE`, `phase:ID`, `step:ID` or `closed` in quotes",
        "带引号的 `stage:STAGE`、`phase:ID`、`step:ID` 或 `closed`",
    ),
    (
        "an id of the catalogue in quotes, such as \"cn.cac.report.other\"",
        "带引号的时限目录 id，如 \"cn.cac.report.other\"",
    ),
    ("a currency in quotes, such as \"CNY\"", "带引号的币种，如 \"CNY\""),
    ("a table { … }", "表 { … }"),
    ("a list of tables", "表的列表"),
    ("overlays", "个覆盖文件"),
    ("steps", "个步骤"),
    ("a text in quotes", "带引号的文字"),
    ("a number without quotes", "不带引号的数"),
    ("the id of a choice in quotes", "带引号的选项 id"),
    ("a time in quotes, such as \"2026-11-23T04:12:00Z\"", "带引号的时间，如 \"2026-11-23T04:12:00Z\""),
    ("a duration in quotes, such as \"4h\"", "带引号的时长，如 \"4h\""),
    ("`true` or `false`", "`true` 或 `false`"),
    ("nothing", "任何值"),
    ("`&&`, `||`, a comparison or the end", "`&&`、`||`、比较或结尾"),
    ("a value before `in`", "`in` 前面的值"),
    ("an ask, a value or `(`", "登记项、值或 `(`"),
    ("`.` and the name of a column", "`.` 和列名"),
    ("the name of a column", "列名"),
    ("`,` or `]`", "`,` 或 `]`"),
    ("a text", "文字"),
    ("a number", "数"),
];

/// A phrase in Chinese; signs alone stay as they are.
fn phrase(english: &str) -> &str {
    PHRASES.iter().find(|(en, _)| *en == english).map_or(english, |(_, zh)| zh)
}

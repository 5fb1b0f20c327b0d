//! Problems of files, keys, values and names, in Chinese.

use super::{any_of, meant, phrase};
use crate::runbook::problem::{FieldProblem, FileProblem, NameProblem, Thing};
use crate::time::period::PeriodError;

pub(super) fn file(problem: &FileProblem) -> String {
    match problem {
        FileProblem::TooLarge { limit_mib } => format!("文件超过 {limit_mib} MiB，这是手册的上限"),
        FileProblem::NotUtf8 { byte, offset } => {
            format!("第 {offset} 字节 0x{byte:02x} 不是 UTF-8 文字")
        }
        FileProblem::Syntax { message, .. } => syntax(message),
        FileProblem::WrongSchema { found } => format!("不认识 schema {found}；本程序读的是 schema 1"),
        FileProblem::TooMany { what, found, limit } => {
            format!("{found} {}，超过手册的上限 {limit}", phrase(what))
        }
        FileProblem::MoreProblems { hidden } => format!("还有 {hidden} 个问题没有列出"),
    }
}

pub(super) fn file_help(problem: &FileProblem) -> Option<String> {
    let text = match problem {
        FileProblem::TooLarge { .. } => "是不是拿错了文件？",
        FileProblem::NotUtf8 { .. } => "请另存为 UTF-8；不读 GBK 和 UTF-16",
        FileProblem::Syntax { help, .. } => {
            (*help)?;
            "文字要用英文直引号：`\"…\"`，多行用 `\"\"\"…\"\"\"`"
        }
        FileProblem::WrongSchema { .. } => "新版格式的手册要用新版程序打开",
        FileProblem::TooMany { .. } => return None,
        FileProblem::MoreProblems { .. } => "先改好前面的，再检查一次",
    };
    Some(text.to_owned())
}

/// What we say in place of the parser has Chinese words; the rest are the parser's own.
fn syntax(message: &str) -> String {
    match message {
        "there is no value" => "这里没有值".to_owned(),
        "this text has no closing quote on its line" => "这段文字在本行没有收尾的引号".to_owned(),
        other => {
            if let Some(found) = other.strip_suffix(" is no value") {
                format!("{found} 不是值")
            } else if let Some(found) = other.strip_suffix(" stands here for the second time") {
                format!("{found} 在这里第二次出现")
            } else {
                format!("TOML 写法有误：`{other}`")
            }
        }
    }
}

pub(super) fn field(problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::UnknownKey { key, table, .. } => format!("{}里没有 `{key}` 这个键", place(table)),
        FieldProblem::MissingKey { key, table, .. } | FieldProblem::MissingTable { key, table, .. } => {
            format!("{}缺少 `{key}`", place(table))
        }
        FieldProblem::WrongType { key, found, expected } => {
            format!("`{key}` 是{}；应为{}", phrase(found), phrase(expected))
        }
        FieldProblem::BadId { text } => format!("`{text}` 不能作 id"),
        FieldProblem::ReservedId { id } => format!("`{id}` 在条件、时刻和模板里另有含义"),
        FieldProblem::BadDuration { text, why } => format!("`{text}` 不是时长：{}", period(*why)),
        FieldProblem::ZeroDuration { key } => format!("`{key}` 的时长是零"),
        FieldProblem::BadDate { key } => format!("`{key}` 不是日历上的一天"),
        FieldProblem::NotOneOf { key, text, allowed, .. } => {
            format!("`{key}` 不能是 `{text}`；应为 {}", any_of(allowed))
        }
        FieldProblem::OutOfRange { key, min, .. } if *min == i64::MIN => {
            format!("`{key}` 超出 64 位整数")
        }
        FieldProblem::OutOfRange { key, min, max } => format!("`{key}` 应为 {min} 到 {max} 的整数"),
        FieldProblem::Empty { key } => format!("`{key}` 是空的"),
        FieldProblem::MissingLanguage { key, lang } => format!("`{key}` 缺少 `{lang}` 的文字"),
        FieldProblem::TooLong { key, limit } => format!("`{key}` 超过 {limit} 字节"),
        FieldProblem::BadMoment { text } => format!("`{text}` 不是时刻"),
        FieldProblem::BadCatalogueId { text } => format!("`{text}` 不能作时限目录的 id"),
        FieldProblem::BadRequiredBy { text } => format!("`{text}` 没有说明最迟何时要答"),
        FieldProblem::BadCurrency { text } => format!("`{text}` 不是币种"),
    }
}

pub(super) fn field_help(problem: &FieldProblem) -> Option<String> {
    let text = match problem {
        FieldProblem::UnknownKey { near, known, .. } => {
            return meant(near.as_ref()).or_else(|| {
                let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
                Some(format!("这里可用的键：{}", known.join("、")))
            });
        }
        FieldProblem::MissingKey { key, expected, .. } => {
            return Some(format!("补上 `{key} = …`：{}", phrase(expected)));
        }
        FieldProblem::MissingTable { header, .. } => return Some(format!("至少补一个 `{header}`")),
        FieldProblem::WrongType { expected, .. } => {
            if !expected.contains("list of tables") {
                return None;
            }
            "表的列表写作 `[[…]]`，或就地写 `[{ … }]`"
        }
        FieldProblem::BadId { .. } => "id 最多 64 个字符，只用 `a-z`、`0-9`、`-`、`_`，以字母或数字开头",
        FieldProblem::ReservedId { .. } => "给这个登记项换一个 id",
        FieldProblem::BadDuration { .. } => "写成 `90s`、`15m`、`4h`、`7d`、`1mo` 或 `1y`",
        FieldProblem::BadDate { .. } => "写一个日子，不带引号，不带时间，如 `2026-11-23`",
        FieldProblem::NotOneOf { near, .. } => return meant(near.as_ref()),
        FieldProblem::MissingLanguage { .. } => "`zh` 和 `en` 都要写；或写一个字符串，各种语言共用",
        FieldProblem::BadMoment { .. } => {
            "时刻是 `datetime` 类登记项的 id，或 `opened`、`closed`、`step:ID`、`sent:NOTICE`、`met:CLOCK`、`stage:STAGE:ended`"
        }
        FieldProblem::BadCatalogueId { .. } => "形如 `cn.cac.report.other`：只用 `a-z`、`0-9`、`.`、`_`、`-`",
        FieldProblem::BadRequiredBy { .. } => "写 `stage:STAGE`、`phase:ID`、`step:ID` 或 `closed`",
        FieldProblem::BadCurrency { .. } => "写三个字母，如 `CNY`",
        FieldProblem::ZeroDuration { .. }
        | FieldProblem::OutOfRange { .. }
        | FieldProblem::Empty { .. }
        | FieldProblem::TooLong { .. } => return None,
    };
    Some(text.to_owned())
}

pub(super) fn name(problem: &NameProblem) -> String {
    match problem {
        NameProblem::Duplicate { thing, id } => format!("有两个{}用了同一个 id `{id}`", noun(*thing)),
        NameProblem::Unknown { thing, id, .. } => format!("没有 `{id}` 这个{}", noun(*thing)),
        NameProblem::WrongAsk { id, found, expected } => {
            format!("登记项 `{id}` 是 `{found}` 类；应为 `{expected}` 类")
        }
        NameProblem::StepCycle { path } => format!("这些步骤互相等待：{}", circle(path)),
        NameProblem::AskCycle { path } => format!("这些登记项的 `when` 绕成了圈：{}", circle(path)),
        NameProblem::Repeated { key, id } => format!("`{key}` 里 `{id}` 写了两次"),
        NameProblem::Unused { thing, id } => format!("{} `{id}` 没有任何地方用到", noun(*thing)),
    }
}

pub(super) fn name_help(problem: &NameProblem) -> Option<String> {
    match problem {
        NameProblem::Unknown { near, .. } => meant(near.as_ref()),
        NameProblem::StepCycle { .. } => Some("从下一步的 `after` 里去掉其中一个".to_owned()),
        NameProblem::AskCycle { .. } => Some("这样它们谁也不会被问到".to_owned()),
        NameProblem::Duplicate { .. }
        | NameProblem::WrongAsk { .. }
        | NameProblem::Repeated { .. }
        | NameProblem::Unused { .. } => None,
    }
}

/// Why a text is no duration.
pub(super) const fn period(why: PeriodError) -> &'static str {
    match why {
        PeriodError::NoNumber => "时长以数字开头，如 `15m`",
        PeriodError::NoUnit => "数字后面要有单位：`s`、`m`、`h`、`d`、`mo` 或 `y`",
        PeriodError::UnknownUnit => "时长的单位是 `s`、`m`、`h`、`d`、`mo`、`y`",
        PeriodError::TooLong => "时长最多 200 年",
    }
}

/// Where a key stands.
fn place(table: &str) -> String {
    let table = phrase(table);
    if table.starts_with('`') { format!(" {table} ") } else { table.to_owned() }
}

fn circle(path: &[String]) -> String {
    path.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" → ")
}

const fn noun(thing: Thing) -> &'static str {
    match thing {
        Thing::Role => "角色",
        Thing::Contact => "联系人",
        Thing::Ask => "登记项",
        Thing::Clock => "时限",
        Thing::Cadence => "定时简报",
        Thing::Notice => "文书",
        Thing::Metric => "指标",
        Thing::Commitment => "承诺",
        Thing::Phase => "环节",
        Thing::Step => "步骤",
        Thing::Choice => "选项",
        Thing::Column => "列",
    }
}

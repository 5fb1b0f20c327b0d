//! Problems of a condition, in Chinese.

use super::field::period;
use super::{any_of, meant, phrase};
use crate::runbook::problem::ConditionProblem;
use crate::runbook::problem::condition::{twin, word_twin};

pub(super) fn condition(problem: &ConditionProblem) -> String {
    match problem {
        ConditionProblem::Character { found } => format!("`{found}` 在条件里没有含义"),
        ConditionProblem::OpenText {} => "这段文字没有收尾的引号".to_owned(),
        ConditionProblem::Escape {} => "文字里的反斜杠只能在 `\"`、`'` 或 `\\` 前面".to_owned(),
        ConditionProblem::Number { found } => format!("`{found}` 不是数"),
        ConditionProblem::Unexpected { found, expected } if found.is_empty() => {
            format!("条件到此为止；这里应有{}", phrase(expected))
        }
        ConditionProblem::Unexpected { found, expected } => {
            format!("这里不该是 `{found}`；应为{}", phrase(expected))
        }
        ConditionProblem::TooDeep { limit } => format!("括号最多套 {limit} 层"),
        ConditionProblem::TooLong { limit } => format!("条件最多 {limit} 字节"),
        ConditionProblem::Chained {} => "比较不能连写".to_owned(),
        ConditionProblem::UnknownAsk { name, .. } => format!("没有 `{name}` 这个登记项"),
        ConditionProblem::NoRow {} => "这里没有行".to_owned(),
        ConditionProblem::UnknownColumn { name, .. } => format!("这一行没有 `{name}` 列"),
        ConditionProblem::NotYesNo { name, kind } => format!("`{name}` 是 `{kind}` 类，本身没有真假"),
        ConditionProblem::NoTruth {} => "单独一个值没有真假".to_owned(),
        ConditionProblem::NotTruth { name, kind } => {
            format!("`{name}` 是 `{kind}` 类，永远不会是 `true` 或 `false`")
        }
        ConditionProblem::TruthAndValue {} => "真假永远不等于一个值".to_owned(),
        ConditionProblem::NothingAsked {} => "这里比较的都是写死的值，没有用到登记项".to_owned(),
        ConditionProblem::Mismatch { left, left_kind, right, right_kind } => {
            format!("`{left}`（`{left_kind}`）和 `{right}`（`{right_kind}`）永远不会相等")
        }
        ConditionProblem::WrongValue { name, kind, found, expected } => {
            format!("`{name}` 是 `{kind}` 类，永远不等于{}；应为{}", phrase(found), phrase(expected))
        }
        ConditionProblem::NoOrder { sign, kind } => format!("`{sign}` 要能比大小，而 `{kind}` 类不能"),
        ConditionProblem::NotAChoice { value, name, .. } => format!("`{name}` 的选项里没有 `{value}`"),
        ConditionProblem::NotOneValue { name, kind } => format!("`{name}` 是 `{kind}` 类，不是单个值"),
        ConditionProblem::BadDuration { text, why } => format!("`{text}` 不是时长：{}", period(*why)),
        ConditionProblem::BadMoment { text } => format!("`{text}` 不是带日期和时区的时间"),
        ConditionProblem::InNeedsList {} => {
            "`in` 后面要有列表，如 `[\"a\", \"b\"]`，或 `many` 类登记项".to_owned()
        }
        ConditionProblem::NotAnItem { name } => {
            format!("`{name}` 里永远没有它；应为带引号的选项 id")
        }
        ConditionProblem::EmptyList {} => "空列表里什么也没有".to_owned(),
        ConditionProblem::ListOfAsks {} => "列表里写带引号的值或数，不写登记项".to_owned(),
    }
}

pub(super) fn condition_help(problem: &ConditionProblem) -> Option<String> {
    let write = |twin: &str| format!("写 `{twin}`");
    match problem {
        ConditionProblem::Character { found } => twin(*found).map(write),
        ConditionProblem::Unexpected { found, .. } => word_twin(found).map(write),
        ConditionProblem::Chained {} => Some("写 `a < b && b < c`，或加括号".to_owned()),
        ConditionProblem::UnknownAsk { name, near } => {
            meant(near.as_ref()).or_else(|| word_twin(name).map(write))
        }
        ConditionProblem::NoRow {} => Some("`row.COLUMN` 只能用在带 `each` 的时限、步骤或文书里".to_owned()),
        ConditionProblem::UnknownColumn { near, .. } => meant(near.as_ref()),
        ConditionProblem::NotYesNo { name, .. } => {
            Some(format!("要拿它比较，如 `{name} == …`；只有 `yes-no` 类可以单独写"))
        }
        ConditionProblem::TruthAndValue {} => {
            Some("`yes-no` 类登记项单独写；比较前面加 `!` 时要加括号：`!(kind == \"leak\")`".to_owned())
        }
        ConditionProblem::NothingAsked {} => Some("登记项不带引号".to_owned()),
        ConditionProblem::NoOrder { .. } => {
            Some("能比大小的是 `number`、`money`、`datetime`、`duration`".to_owned())
        }
        ConditionProblem::NotAChoice { near, choices, .. } => {
            meant(near.as_ref()).or_else(|| Some(format!("可选：{}", any_of(choices))))
        }
        ConditionProblem::NotOneValue { name, kind } => {
            (*kind == "many").then(|| format!("写 `\"…\" in {name}`"))
        }
        ConditionProblem::BadMoment { .. } => Some("写成 `\"2026-11-23T04:12:00Z\"`".to_owned()),
        ConditionProblem::OpenText {}
        | ConditionProblem::Escape {}
        | ConditionProblem::Number { .. }
        | ConditionProblem::TooDeep { .. }
        | ConditionProblem::TooLong { .. }
        | ConditionProblem::NoTruth {}
        | ConditionProblem::NotTruth { .. }
        | ConditionProblem::Mismatch { .. }
        | ConditionProblem::WrongValue { .. }
        | ConditionProblem::BadDuration { .. }
        | ConditionProblem::InNeedsList {}
        | ConditionProblem::NotAnItem { .. }
        | ConditionProblem::EmptyList {}
        | ConditionProblem::ListOfAsks {} => None,
    }
}

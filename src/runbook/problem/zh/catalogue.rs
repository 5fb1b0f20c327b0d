//! Problems of the catalogue of clocks and of the tables of holidays, in Chinese.

use super::meant;
use crate::runbook::problem::CatalogueProblem;

pub(super) fn catalogue(problem: &CatalogueProblem) -> String {
    match problem {
        CatalogueProblem::NotInCatalogue { id, .. } => format!("时限目录里没有 `{id}`"),
        CatalogueProblem::BadTerm { text } => format!("`{text}` 不是期限"),
        CatalogueProblem::BadTrigger { text, .. } => format!("`{text}` 不是起算事由"),
        CatalogueProblem::UnknownZone { name, .. } => {
            format!("没有编号为 `{name}` 的 `[[zone]]`，它也不是 `+08:00` 这样的时差")
        }
        CatalogueProblem::BadZoneRule { text } => format!("`{text}` 不是时区规则"),
        CatalogueProblem::UnknownCalendar { id, .. } => format!("节假日表里没有日历 `{id}`"),
        CatalogueProblem::BadDay { text } => format!("`{text}` 不是日期，也不是 366 天以内的一段日期"),
        CatalogueProblem::OtherYear { text, year } => format!("`{text}` 不在 {year} 年"),
    }
}

pub(super) fn catalogue_help(problem: &CatalogueProblem) -> Option<String> {
    match problem {
        CatalogueProblem::NotInCatalogue { near, .. } => meant(near.as_ref())
            .or_else(|| Some("自备目录可以加条目；不写 `use` 的时限要写全 `id` 和 `title`".to_owned())),
        CatalogueProblem::BadTerm { .. } => Some(
            "写一个数加一个单位：`4h`、`30d`、`5bd`（工作日）、`1mo`、`1y`；没有数字的义务不写 `limit`"
                .to_owned(),
        ),
        CatalogueProblem::BadTrigger { near, .. } => meant(near.as_ref())
            .or_else(|| Some("从 `docs/clocks.md` 列出的词里选一个，或写 `filed:ID`".to_owned())),
        CatalogueProblem::UnknownZone { near, .. } | CatalogueProblem::UnknownCalendar { near, .. } => {
            meant(near.as_ref())
        }
        CatalogueProblem::BadZoneRule { .. } => {
            Some("写时区规则，例如 `CST-8` 或 `EST5EDT,M3.2.0,M11.1.0`".to_owned())
        }
        CatalogueProblem::BadDay { .. } => Some("写成 `2026-05-09`，或 `2026-10-01..2026-10-07`".to_owned()),
        CatalogueProblem::OtherYear { .. } => None,
    }
}

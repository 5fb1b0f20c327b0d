//! Problems of parts that make no sense together, of templates and of overlays, in Chinese.

use super::{any_of, meant};
use crate::runbook::problem::{OverlayProblem, RuleProblem, TemplateProblem};

pub(super) fn rule(problem: &RuleProblem) -> String {
    match problem {
        RuleProblem::EmptyPhase { id } => format!("环节 `{id}` 没有步骤"),
        RuleProblem::NoChoices { kind } => format!("`{kind}` 类要有 `choices`"),
        RuleProblem::NoColumns {} => "`table` 类要有 `columns`".to_owned(),
        RuleProblem::OnlyFor { key, kinds, found } => {
            format!("`{key}` 属于 {} 类，而这里是 `{found}` 类", any_of(kinds))
        }
        RuleProblem::MinAboveMax { min, max } => {
            format!("`min` 是 {min} 而 `max` 是 {max}：没有可填的数")
        }
        RuleProblem::ClockWithoutTitle {} => "时限要么写 `use`，要么写全 `id` 和 `title`".to_owned(),
        RuleProblem::NothingMeets {} => "没有什么能使这个时限得到履行：缺少 `met_by`".to_owned(),
        RuleProblem::CannotMeet { moment } => format!("`{moment}` 不能用来履行时限"),
        RuleProblem::StartsWhenMet { id } => format!("时限 `{id}` 在履行时才起算"),
        RuleProblem::RowWithoutEach { column } => format!("`row.{column}` 要有行，而这里没有 `each`"),
        RuleProblem::NoSuchColumn { table, column, .. } => format!("台账 `{table}` 没有 `{column}` 这一列"),
        RuleProblem::LimitColumn { column, found } => {
            format!("列 `{column}` 是 `{found}` 类；时限要用 `duration` 类")
        }
        RuleProblem::Needs { key, needs } => format!("没有 `{needs}`，`{key}` 就没有意义"),
        RuleProblem::SameMoment { moment } => format!("指标的起点和终点都是 `{moment}`"),
        RuleProblem::KeptByNothing {} => "`kept_by` 既没有步骤也没有指标".to_owned(),
        RuleProblem::NoPhaseOfStage { stage } => format!("没有环节属于 `{stage}` 阶段"),
        RuleProblem::TableInTable {} => "列里不能再放台账".to_owned(),
    }
}

pub(super) fn rule_help(problem: &RuleProblem) -> Option<String> {
    let text = match problem {
        RuleProblem::EmptyPhase { .. } => "在它下面补一个 `[[phase.step]]`",
        RuleProblem::NoChoices { .. } => "补上 `choices = [{ id = \"…\", label = … }]`",
        RuleProblem::NoColumns {} => "补上 `columns = [{ id = \"…\", kind = \"text\" }]`",
        RuleProblem::ClockWithoutTitle {} => "`use = \"…\"` 从时限目录取名称和时长",
        RuleProblem::NothingMeets {} => "补上 `met_by = \"sent:NOTICE\"` 或 `met_by = \"step:ID\"`",
        RuleProblem::CannotMeet { .. } => "时限由 `sent:NOTICE` 或 `step:ID` 履行",
        RuleProblem::RowWithoutEach { .. } => "补上 `each = \"…\"`，写台账的 id",
        RuleProblem::NoSuchColumn { near, .. } => return meant(near.as_ref()),
        RuleProblem::KeptByNothing {} => "写 `kept_by = { steps = [\"…\"], metric = \"…\" }`",
        RuleProblem::OnlyFor { .. }
        | RuleProblem::MinAboveMax { .. }
        | RuleProblem::StartsWhenMet { .. }
        | RuleProblem::LimitColumn { .. }
        | RuleProblem::Needs { .. }
        | RuleProblem::SameMoment { .. }
        | RuleProblem::NoPhaseOfStage { .. }
        | RuleProblem::TableInTable {} => return None,
    };
    Some(text.to_owned())
}

pub(super) fn template(problem: &TemplateProblem) -> String {
    match problem {
        TemplateProblem::Syntax { message } => format!("模板写法有误：`{message}`"),
        TemplateProblem::UnknownName { name, .. } => format!("模板里的 `{name}` 不是登记项"),
        TemplateProblem::UnknownRunName { name, .. } => format!("模板里案卷没有 `{name}`"),
        TemplateProblem::NoRow {} => "这里没有行".to_owned(),
        TemplateProblem::UnknownColumn { name, .. } => format!("这一行没有 `{name}` 列"),
        TemplateProblem::UnknownFilter { name, known, .. } => {
            format!("没有 `{name}` 这个过滤器；应为 {}", any_of(known))
        }
        TemplateProblem::UnknownTest { name } => format!("没有 `{name}` 这个测试"),
        TemplateProblem::UnknownNotice { name, .. } => format!("没有文书 `{name}`"),
        TemplateProblem::UnknownPart { ask, name, .. } => format!("模板里 `{ask}` 没有 `{name}`"),
        TemplateProblem::Comparison { sign } => format!("模板不作比较，没有 `{sign}`"),
        TemplateProblem::Fails { message } => format!("模板起草不出文书：`{message}`"),
    }
}

pub(super) fn template_help(problem: &TemplateProblem) -> Option<String> {
    match problem {
        TemplateProblem::UnknownName { near, .. } => meant(near.as_ref()).or_else(|| {
            Some("模板可以写登记项的 id、`row.COLUMN`、`run.NAME`、`sent.NOTICE`、`receipt.NOTICE`、`now` 和 `gap`".to_owned())
        }),
        TemplateProblem::UnknownRunName { near, .. } => {
            meant(near.as_ref()).or_else(|| Some("它有 `title`、`number`、`opened` 和 `evidence`".to_owned()))
        }
        TemplateProblem::NoRow {} => Some("给这份文书补上 `each = \"…\"`，写台账的 id".to_owned()),
        TemplateProblem::UnknownColumn { near, .. } | TemplateProblem::UnknownFilter { near, .. } => {
            meant(near.as_ref())
        }
        TemplateProblem::UnknownTest { .. } => Some("登记项有没有答案，写 `{% if ask %}`".to_owned()),
        TemplateProblem::UnknownNotice { near, .. } => {
            meant(near.as_ref()).or_else(|| Some("id 里的 `-` 在这里写成 `_`".to_owned()))
        }
        TemplateProblem::UnknownPart { near, .. } => meant(near.as_ref()).or_else(|| {
            Some("选项这样写，`-` 写成 `_`：`{% if kind.data_leak %}`".to_owned())
        }),
        TemplateProblem::Comparison { .. } => Some(
            "选项写 `{% if ask.option %}`，有没有答案写 `{% if ask %}`，其余的条件写在 `when` 里".to_owned(),
        ),
        TemplateProblem::Syntax { .. } | TemplateProblem::Fails { .. } => None,
    }
}

pub(super) fn overlay(problem: &OverlayProblem) -> String {
    match problem {
        OverlayProblem::NeedsBase { extends } => {
            format!("这个文件是用来改手册 `{extends}` 的，单独不成手册")
        }
        OverlayProblem::BaseExtends { extends } => {
            format!("这个文件是用来改手册 `{extends}` 的，不能再由别的文件来改它")
        }
        OverlayProblem::NoExtends {} => "覆盖文件缺少 `extends`".to_owned(),
        OverlayProblem::OtherRunbook { extends, id } => {
            format!("这个文件改的是手册 `{extends}`，而手册是 `{id}`")
        }
        OverlayProblem::StepElsewhere { step, phase, stands_in } => {
            format!("步骤 `{step}` 在环节 `{stands_in}` 里，不在 `{phase}` 里")
        }
        OverlayProblem::AskElsewhere { ask } => {
            format!("登记项 `{ask}` 已在别处；覆盖文件不移动登记项")
        }
    }
}

pub(super) fn overlay_help(problem: &OverlayProblem) -> Option<String> {
    match problem {
        OverlayProblem::NeedsBase { extends } => Some(format!("把 `{extends}` 的文件也写上")),
        OverlayProblem::BaseExtends { extends } => Some(format!("先写 `{extends}` 的文件，覆盖文件跟在后面")),
        OverlayProblem::NoExtends {} => Some("补上 `extends = \"…\"`，写要改的手册的 id".to_owned()),
        OverlayProblem::StepElsewhere { stands_in, .. } => {
            Some(format!("放到 `id = \"{stands_in}\"` 的 `[[phase]]` 下面；覆盖文件不移动步骤"))
        }
        OverlayProblem::AskElsewhere { .. } => Some("用顶层的 `[[ask]]` 来改它".to_owned()),
        OverlayProblem::OtherRunbook { .. } => None,
    }
}

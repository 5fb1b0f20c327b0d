//! Where each number of the procedure is served: the table of `docs/coverage.md`.

use std::fmt::Write as _;

use dutybook::locale::Lang;
use dutybook::runbook::{Runbook, Stage};

use super::shipped;
use crate::runbook::document::assert_file;

/// The procedure's chapters with the headings of their entries, in order; the commitments come last.
const CHAPTERS: [(&str, &str, &[&str]); 21] = [
    ("1", "数据安全事件概述", &["事件概述", "影响范围", "原因分析"]),
    ("2", "事件调查与取证", &["调查启动", "证据收集", "专家鉴定", "法律咨询"]),
    ("3", "应急响应与处置", &["停止事件扩散", "数据恢复", "系统修复", "信息通报"]),
    ("4", "责任追究与赔偿", &["责任认定", "责任追究", "赔偿方案", "法律诉讼"]),
    ("5", "内部管理与培训", &["制定政策", "技术防护", "员工培训", "演练与评估"]),
    ("6", "外部合作与沟通", &["合作伙伴", "信息共享", "协作处理", "建立信任"]),
    ("7", "事件总结与报告", &["事件总结", "报告撰写", "内部通报", "外部报告"]),
    ("8", "持续改进与优化", &["改进措施", "优化流程", "技术升级", "持续监控"]),
    ("9", "法律法规遵守", &["法律法规", "合规审查", "法律咨询", "风险评估"]),
    ("10", "公众形象维护", &["公众沟通", "媒体应对", "品牌建设", "社会责任"]),
    ("11", "客户关系管理", &["客户沟通", "客户关怀", "客户满意度", "客户关系维护"]),
    ("12", "内部沟通与协作", &["沟通渠道", "协作机制", "跨部门协作", "沟通技巧"]),
    ("13", "风险管理与预防", &["风险识别", "风险评估", "预防措施", "风险监控"]),
    ("14", "技术支持与保障", &["技术支持", "系统保障", "技术升级", "技术培训"]),
    ("15", "心理辅导与支持", &["心理辅导", "支持措施", "心理健康", "心理培训"]),
    ("16", "社会责任与担当", &["社会责任", "担当精神", "公益活动", "社会评价"]),
    ("17", "持续关注与改进", &["持续关注", "改进措施", "优化流程", "持续改进"]),
    ("18", "跨行业交流与合作", &["行业交流", "合作共赢", "行业联盟", "行业标准"]),
    ("19", "持续教育与培训", &["教育培训", "案例分析", "安全文化", "持续学习"]),
    ("20", "未来展望与规划", &["发展规划", "技术创新", "人才培养", "持续发展"]),
    ("S", "服务见解", &["快速响应", "专业调查", "责任追究", "内部管理", "外部合作", "持续改进"]),
];

/// Every number of the procedure with its heading.
pub(super) fn headings() -> Vec<(String, &'static str)> {
    let entries = |(chapter, _, headings): &(&str, &str, &'static [&'static str])| {
        let number = |(n, heading): (usize, &&'static str)| (format!("{chapter}.{}", n + 1), *heading);
        headings.iter().enumerate().map(number).collect::<Vec<_>>()
    };
    CHAPTERS.iter().flat_map(entries).collect()
}

const fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Emergency => "应急 emergency",
        Stage::FollowUp => "后续跟踪 follow-up",
        Stage::Standing => "常态 standing",
    }
}

/// What of a runbook serves a number: id, titles, stage.
fn servants(book: &Runbook, number: &str) -> Vec<String> {
    let of = |source: &String| source == number;
    let steps = book.steps.iter().filter(|step| step.source.iter().any(of)).map(|step| {
        let stage = stage_name(book.phases[step.phase].stage);
        let (zh, en) = (step.title.get(Lang::Zh), step.title.get(Lang::En));
        format!("`{}` {zh} / {en} | `{}` | {stage}", step.id, book.id)
    });
    let kept = book.commitments.iter().filter(|kept| kept.source.as_ref().is_some_and(of)).map(|kept| {
        let steps: Vec<String> = kept.steps.iter().map(|step| format!("`{step}`")).collect();
        let metric = kept.metric.as_ref().map(|metric| format!(" by `{metric}`")).unwrap_or_default();
        let (zh, en) = (kept.title.get(Lang::Zh), kept.title.get(Lang::En));
        format!(
            "{zh} / {en}: kept by {}, measured{metric} | `{}` | 承诺 commitment",
            steps.join(", "),
            book.id
        )
    });
    steps.chain(kept).collect()
}

fn page() -> String {
    let books = shipped();
    let mut page = String::from(
        "# Coverage of the procedure\n\n\
         <!-- Made from the shipped runbooks. `UPDATE_EXPECTED=1 cargo test` writes it anew. -->\n\n\
         Each number of the original procedure with its heading, and what serves it here: 79 entries in twenty\n\
         chapters and six commitments. A number with several lines is served by several steps; steps that serve\n\
         no number are ours.\n",
    );
    for (chapter, title, headings) in CHAPTERS {
        let _ = write!(page, "\n## {chapter} {title}\n\n| No. | Heading | Served by | Runbook | Stage |\n");
        page.push_str("| --- | --- | --- | --- | --- |\n");
        for (n, heading) in headings.iter().enumerate() {
            let number = format!("{chapter}.{}", n + 1);
            for line in books.iter().flat_map(|book| servants(book, &number)) {
                let _ = writeln!(page, "| {number} | {heading} | {line} |");
            }
        }
    }
    page
}

#[test]
fn the_page_of_coverage_is_made_from_the_runbooks() {
    let page = page();
    for (number, _) in headings() {
        assert!(page.contains(&format!("| {number} |")), "{number} is served by nothing");
    }
    assert_eq!(headings().len(), 85);
    assert_file("docs/coverage.md", &page);
}

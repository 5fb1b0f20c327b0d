//! The notices of the built-in runbook hold what the rules ask of them, in both languages.

use dutybook::locale::Lang;
use dutybook::report::notice::{Drafting, gaps};
use dutybook::run::{Run, RunKind};
use dutybook::time::Zone;

use crate::screens::desk::{Desk, built_in};

fn drafted(notice: &str, lang: Lang) -> String {
    let desk = Desk::opened(lang, RunKind::Incident);
    let dutybook::app::Room::Console(console) = &desk.app.room else { panic!("at home") };
    let run: &Run = &console.run;
    let zone = Zone::from_offset("+08:00").unwrap();
    let notice = run.book.notice(notice).unwrap();
    Drafting { run, lang, zone: &zone, now: desk.now.wall }.draft(notice, None).unwrap()
}

/// The heading lines: `三、…`, `3. …` with no full stop at the end.
fn headings(text: &str, lang: Lang) -> Vec<&str> {
    let numerals = "一二三四五六七八九";
    let is_heading = |line: &&str| match lang {
        Lang::Zh => line.chars().nth(1) == Some('、') && line.starts_with(|c| numerals.contains(c)),
        Lang::En => {
            line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(". ") && !line.ends_with('.')
        }
    };
    text.lines().filter(is_heading).collect()
}

#[test]
fn the_report_to_the_regulator_has_the_eight_items_in_their_order() {
    let text = drafted("regulator-report", Lang::Zh);
    let headings = headings(&text, Lang::Zh);
    let items = [
        "基本情况",
        "类型、级别、影响和措施",
        "发展趋势",
        "原因的初步分析",
        "溯源",
        "请求支援",
        "现场",
        "其他",
    ];
    assert_eq!(headings.len(), 8, "{headings:?}");
    for (heading, item) in headings.iter().zip(items) {
        assert!(heading.contains(item), "{heading}: {item}");
    }
    for said in ["地点", "勒索要求（金额、方式、日期）", "攻击者", "攻击路径", "漏洞"]
    {
        assert!(text.contains(said), "{said}");
    }
    assert_eq!(self::headings(&drafted("regulator-report", Lang::En), Lang::En).len(), 8);
}

#[test]
fn items_one_and_two_can_go_first_and_say_that_the_rest_follows() {
    for (lang, rest) in [(Lang::Zh, "第三项至第八项"), (Lang::En, "Items three to eight")] {
        let text = drafted("regulator-first", lang);
        assert_eq!(headings(&text, lang).len(), 2, "{text}");
        assert!(text.contains(rest), "{text}");
        let whole = drafted("regulator-report", lang);
        for line in headings(&text, lang) {
            assert!(whole.contains(line), "{line}");
        }
    }
}

#[test]
fn the_notice_to_individuals_has_the_contents_that_the_law_names() {
    let text = drafted("person-notice", Lang::Zh);
    let headings = headings(&text, Lang::Zh);
    assert_eq!(
        headings,
        [
            "一、信息种类、原因和可能造成的危害",
            "二、我们采取的补救措施和您可以采取的措施",
            "三、我们的联系方式"
        ]
    );
    assert_eq!(drafted("person-notice", Lang::En).matches("\n1. ").count(), 2);
}

#[test]
fn the_closing_report_has_the_six_heads_of_the_rule() {
    let text = drafted("closing-report", Lang::Zh);
    let heads = ["发生原因", "应急处置措施", "造成的危害", "责任追究", "完善整改情况", "教训"];
    let headings = headings(&text, Lang::Zh);
    assert_eq!(headings.len(), heads.len(), "{headings:?}");
    for (heading, head) in headings.iter().zip(heads) {
        assert!(heading.ends_with(head), "{heading}");
    }
}

#[test]
fn a_run_that_knows_nothing_leaves_gaps_and_never_an_empty_place() {
    let book = built_in(0);
    for notice in book.notices.iter().filter(|notice| notice.each.is_none()) {
        for lang in Lang::ALL {
            let text = drafted(notice.id.as_str(), lang);
            assert!(gaps(&text) > 0, "{}", notice.id);
            for line in text.lines() {
                let ends_in_nothing = line.ends_with("：；") || line.contains("：；") || line.contains(": ;");
                assert!(!ends_in_nothing, "{}: {line}", notice.id);
            }
            assert!(!text.contains("\n\n\n"), "{}: {text}", notice.id);
        }
    }
}

//! What a template says from what a run knows.

use dutybook::locale::Lang;
use dutybook::report::notice::{Drafting, changes, gaps, items};
use dutybook::run::{FactId, NoticeStatus};
use dutybook::runbook::Tri;
use dutybook::time::Zone;

use super::story::{SMALL, Story, drafted};

fn draft(story: &Story, notice: &str, row: Option<FactId>, lang: Lang) -> String {
    draft_at(story, notice, row, lang, "+08:00")
}

fn draft_at(story: &Story, notice: &str, row: Option<FactId>, lang: Lang, zone: &str) -> String {
    let run = &story.run;
    let zone = Zone::from_offset(zone).unwrap();
    let notice = run.book.notice(notice).unwrap();
    let row = notice.each.as_ref().zip(row).and_then(|(table, row)| run.row_of(table, row));
    Drafting { run, lang, zone: &zone, now: story.now() }.draft(notice, row).unwrap()
}

/// The small runbook with another template for the report.
fn with_body(body: &str) -> Story {
    let start = SMALL.find("body = { zh = \"\"\"\n编号").unwrap();
    let end = start + SMALL[start..].find("\"\"\" }\n").unwrap() + 6;
    Story::of(&format!("{}body = \"\"\"{body}\"\"\"\n{}", &SMALL[..start], &SMALL[end..]))
}

#[test]
fn what_is_not_known_shows_as_a_gap_in_the_languages_own_mark() {
    let mut story = Story::new();
    let zh = draft(&story, "report", None, Lang::Zh);
    assert_eq!(zh, "编号 2026-007\n获知：〔待填〕\n等级：〔待填〕\n损失：〔待填〕\n损害：〔待填〕");
    let en = draft(&story, "report", None, Lang::En);
    assert_eq!(gaps(&en), 4, "{en}");
    assert!(en.contains("Grade: [to fill in]"), "{en}");
    story.record("alice", r#"{"kind":"ask.answered","ask":"grade","value":{"choice":"serious"}}"#);
    story.record(
        "alice",
        r#"{"kind":"ask.answered","ask":"aware_at","value":{"datetime":"2026-11-22T19:50:00Z"}}"#,
    );
    story.record(
        "alice",
        r#"{"kind":"ask.answered","ask":"loss","value":{"money":{"amount":"-1234567.50","currency":"CNY"}}}"#,
    );
    let zh = draft(&story, "report", None, Lang::Zh);
    assert!(zh.contains("获知：2026年11月23日 03:50\n等级：较大\n损失：-1,234,567.50元"), "{zh}");
    let en = draft(&story, "report", None, Lang::En);
    assert!(
        en.contains("Aware: 23 November 2026 03:50 (UTC+08:00)\nGrade: Serious\nLoss: CNY -1,234,567.50"),
        "{en}"
    );
    let elsewhere = draft_at(&story, "report", None, Lang::Zh, "-05:00");
    assert!(elsewhere.contains("获知：2026年11月22日 14:50（UTC-05:00）"), "{elsewhere}");
}

#[test]
fn a_value_is_data_and_never_a_template_a_line_or_a_command_to_the_terminal() {
    let mut story = Story::new();
    let hostile = r"{{ run.title }}{% for x in clients %}\u001b[2J\u202e\n\n二、伪造的一项：无 {% endfor %}";
    let row = story.client(hostile, None);
    let text = draft(&story, "client", Some(row), Lang::Zh);
    assert!(text.starts_with("致 {{ run.title }}{% for x in clients %}"), "{text}");
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    story.record(
        "alice",
        r#"{"kind":"ask.answered","ask":"damage","value":{"lines":"一\n{{ grade }}\u001b[31m\n三"}}"#,
    );
    let text = draft(&story, "report", None, Lang::Zh);
    assert!(text.ends_with("损害：一\n{{ grade }}^[[31m\n三"), "{text}");
}

#[test]
fn a_template_goes_through_tables_and_asks_for_options() {
    let mut story = with_body(
        "{% if grade.serious %}较大以上{% elif grade %}{{ grade }}{% else %}未定级{% endif %}\n{% for c in clients %}\n- {{ c.name }} {{ c.seen_at | date }} {% if c.affected %}有{% else %}无{% endif %}\n\n{% endfor %}\n共 {{ clients | count }} 户\n{{ clients }}",
    );
    let text = draft(&story, "report", None, Lang::Zh);
    assert_eq!(text, "未定级\n共 〔待填〕 户\n〔待填〕");
    story.client("甲", Some(true));
    story.client("乙", None);
    story.record("alice", r#"{"kind":"ask.answered","ask":"grade","value":{"choice":"general"}}"#);
    let text = draft(&story, "report", None, Lang::Zh);
    assert!(text.starts_with("一般\n- 甲 〔待填〕 有\n"), "{text}");
    assert!(text.contains("- 乙 〔待填〕 无"), "{text}");
    assert!(text.ends_with("共 2 户\n1. 户名：甲；受影响：是\n2. 户名：乙"), "{text}");
}

#[test]
fn a_template_tells_when_another_notice_was_sent_and_under_which_number() {
    let mut story = with_body(
        "首报 {{ sent.press | time }}，编号 {{ receipt.press }}，证据 {{ run.evidence }} 件；{{ gap }}",
    );
    assert_eq!(draft(&story, "report", None, Lang::Zh), "首报 〔待填〕，编号 〔待填〕，证据 0 件；〔待填〕");
    story.record(
        "alice",
        r#"{"kind":"notice.sent","notice":"press","to":"a","how":"b","reference":"京〔2026〕1 号","happened":"2026-11-23T04:00:00Z"}"#,
    );
    let text = draft(&story, "report", None, Lang::Zh);
    assert_eq!(text, "首报 2026年11月23日 12:00，编号 京〔2026〕1 号，证据 0 件；〔待填〕");
}

#[test]
fn a_drills_document_says_that_it_is_one() {
    let story = Story::drill();
    let text = draft(&story, "report", None, Lang::En);
    assert!(text.starts_with("[DRILL — this document must not be sent to anybody]\n\nNumber"), "{text}");
}

#[test]
fn what_changed_since_a_version_was_kept_is_told_with_both_values() {
    let mut story = Story::new();
    story.record("alice", r#"{"kind":"ask.answered","ask":"grade","value":{"choice":"general"}}"#);
    let row = story.client("甲", None);
    story.record("alice", &drafted("report", None, 1, "一"));
    let first = story.record("alice", &drafted("client", Some(row), 1, "致甲"));
    story.record("bob", r#"{"kind":"ask.answered","ask":"grade","value":{"choice":"serious"}}"#);
    story.record(
        "bob",
        &format!(r#"{{"kind":"row.changed","ask":"clients","row":"{row}","cells":{{"contact":{{"person":"李"}}}}}}"#),
    );
    let run = &story.run;
    let zone = Zone::utc();
    let drafting = Drafting { run, lang: Lang::Zh, zone: &zone, now: story.now() };
    let since = run.place(first).unwrap();
    let told = |notice: &str, row| {
        let notice = run.book.notice(notice).unwrap();
        let told = changes(drafting, notice, row, since);
        told.iter().map(|c| format!("{} {} → {}", c.label, c.before, c.now)).collect::<Vec<_>>()
    };
    assert_eq!(told("report", None), ["事件分级 一般 → 较大"]);
    assert_eq!(told("client", Some(&run.rows(&super::story::id("clients"))[0])), ["联系人 〔待填〕 → 李"]);
}

#[test]
fn the_list_shows_what_applies_and_what_is_undecided_and_counts_who_was_told() {
    let mut story = Story::new();
    let [a, _b, _c] =
        [("甲", Some(true)), ("乙", Some(false)), ("丙", None)].map(|(n, is)| story.client(n, is));
    let of = |story: &Story| {
        let told = |item: &dutybook::report::notice::Item<'_>| {
            let (told, all) = item.told_of();
            format!("{} {:?} {told}/{all}", item.notice.id, item.applies)
        };
        items(&story.run).iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(of(&story), ["report True 0/1", "client True 0/2", "press Unknown 0/1"]);
    story.record(
        "alice",
        &format!(r#"{{"kind":"notice.sent","notice":"client","row":"{a}","to":"甲","how":"电话"}}"#),
    );
    story.record("alice", r#"{"kind":"ask.answered","ask":"grade","value":{"choice":"general"}}"#);
    assert_eq!(of(&story), ["report True 0/1", "client True 1/2"]);
    story.record("alice", r#"{"kind":"notice.sent","notice":"press","to":"a","how":"b"}"#);
    assert_eq!(of(&story)[2], "press False 1/1", "what was sent stays in the list");
    assert_eq!(items(&story.run)[1].told[1].applies, Tri::False);
    assert_eq!(items(&story.run)[1].told[0].state.status, NoticeStatus::Sent);
}

//! The state of a run as a page and as JSON, in both languages.

use super::*;
use crate::locale::Lang;
use crate::report::story::{ALICE, BOB, Story, whole};
use crate::run::Run;
use crate::time::Zone;

fn page(run: &Run, lang: Lang) -> String {
    let zone = Zone::from_offset("+08:00").unwrap();
    let account = Account::new(run, lang, &zone);
    let state = State::of(&account, "2026-11-22T21:00:00Z".parse().unwrap());
    let lines = state.page(&account);
    lines.iter().map(|line| line.as_str().trim_end()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_page_shows_steps_answers_and_what_departed_from_the_runbook() {
    let page = page(&whole(), Lang::Zh);
    insta::assert_snapshot!(page[page.find("历时").unwrap()..], @r#"
    历时：30分
    进度：2/3

    ── 应急处置 2/3 · 应急 ──
      [x] 停止事件扩散                    已完成 · 2026-11-23 04:12 · alice · bob 复核（同一账号，不独立） · 证据 1
      [!] 数据恢复                        受阻 · 2026-11-23 04:15 · bob · 等第三方；云备份厂商
      [-] 信息通报                        已跳过 · 2026-11-23 04:17 · alice · 由母公司统一通报

    ── 登记项 ──
      获知时间：2026-11-23 03:50 · alice
      事件分级：较大 · alice
      受影响客户：1 行
        户名 甲公司 · 账套数 13 个

    ── 证据 ──
      1 fw.log  2026-11-23 04:11 · alice · 52133 B
        SHA-256 9f86d081

    ── 偏离 ──
      2026-11-23 04:12  alice  完成 停止事件扩散（逾期，截止 2026-11-23 04:11）
      2026-11-23 04:14  bob  开始 数据恢复 — 理由：情况紧急，来不及（偏离：前面的步骤还没做完）
      2026-11-23 04:17  alice  跳过 信息通报 — 理由：由母公司统一通报（偏离：必做步骤）
      2026-11-23 04:20  alice  结案 — 转入跟踪 — 理由：由负责人决定（偏离：还有步骤没有结论、缺少复核）
    "#);
}

#[test]
fn an_open_run_shows_what_is_next_and_what_runs() {
    let mut story = Story::opened("incident");
    story.then(ALICE, r#"{"kind":"question.raised","text":"who logged in"}"#);
    story.then(BOB, r#"{"kind":"timer.started","title":"look at the backup","runs":7200}"#);
    story.then(ALICE, r#"{"kind":"step.assigned","step":"restore","role":"technician"}"#);
    let page = page(&story.run(), Lang::En);
    insta::assert_snapshot!(page[page.find("elapsed").unwrap()..], @r#"
    elapsed: 58m
    progress: 0/3
    next: Stop the spread

    ── Respond 0/3 · emergency ──
      [ ] Stop the spread                 open
      [ ] Restore data                    open · assigned to Technician
      [ ] Tell those affected             open · must

    ── asks ──
      other asks not answered: 3

    ── open questions ──
      2026-11-23 04:03  alice  who logged in

    ── times ──
      2026-11-23 04:11  deadline: Stop the spread · past
      2026-11-23 06:04  timer: look at the backup
    "#);
}

#[test]
fn the_json_form_is_free_of_language_where_programs_read_it() {
    let run = whole();
    let zone = Zone::utc();
    let state = State::of(&Account::new(&run, Lang::En, &zone), "2026-11-22T21:00:00Z".parse().unwrap());
    let json = serde_json::to_value(&state).unwrap();
    assert_eq!(json["phases"][0]["stage"], "emergency");
    assert_eq!(json["phases"][0]["steps"][0]["status"], "done");
    assert_eq!(json["phases"][0]["steps"][2]["applies"], "yes");
    assert_eq!(json["run"]["elapsed_seconds"], 30 * 60);
    assert_eq!(json["asks"][1]["value"]["choice"], "serious");
    assert_eq!(json["evidence"][0]["sha256"], "9f86d081");
    assert_eq!(json["deviations"][0]["late"], true);
    assert_eq!(json["deviations"][1]["unmet"][0], "order");
}

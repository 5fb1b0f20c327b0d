//! What an account says of each kind of fact, in both languages.

use std::fmt::Write;
use std::sync::Arc;

use super::*;
use crate::report::story::{ALICE, BOB, Story, book, whole};

/// The account as lines: time, person, sentence with marks; details indented.
fn told(run: &Run, lang: Lang) -> String {
    let zone = Zone::from_offset("+08:00").unwrap();
    let mut text = String::new();
    for entry in Account::new(run, lang, &zone).entries() {
        let lines = entry.full();
        let _ = writeln!(text, "{} {} {}", zone.clock(entry.at), entry.person, lines[0]);
        for line in &lines[1..] {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}

#[test]
fn a_story_is_told_in_chinese() {
    insta::assert_snapshot!(told(&whole(), Lang::Zh), @r#"
    04:00 alice 启用个人分册（kuaiji-01，账号 duty，dutybook 0.1.0）
        runbook.toml：ab12
    04:01 bob 启用个人分册（kuaiji-01，账号 duty，dutybook 0.1.0）
        runbook.toml：ab12
    04:02 alice 立案：2026-007 甲公司账套外泄
        类别：事件
        处置手册：data-security-incident，版本 1.0.0
    04:03 alice 登记 获知时间：2026-11-23 03:50
    04:04 alice 开始 停止事件扩散
    04:05 bob 登记 事件分级：一般（后有更正）
    04:06 alice 更正 事件分级：一般 → 较大
    04:07 alice 台账 受影响客户 增加：甲公司
        户名：甲公司
        账套数：3 个
    04:08 bob 台账 受影响客户 更改：甲公司
        账套数：13 个
    04:01 bob 备注：防火墙已拒绝外联 …（停止事件扩散）（后有更正；补记，记录于 04:09:00）
        日志见 NAS
    04:10 bob 更正备注：防火墙 04:01 起拒绝外联
        原文：防火墙已拒绝外联 …
    04:11 alice 收存证据 1：fw.log
        SHA-256：9f86d081
        大小：52133 字节
        位置：/var/log/fw.log
        来源：防火墙
        取得方法：scp
        保管：已复制进案卷
        步骤：停止事件扩散
    04:12 alice 完成 停止事件扩散（逾期，截止 2026-11-23 04:11）
    04:13 bob 复核 停止事件扩散 — 已看日志（同一账号，不独立）
        所复核：alice 2026-11-23 04:12 完成
    04:14 bob 开始 数据恢复 — 理由：情况紧急，来不及（偏离：前面的步骤还没做完）
    04:15 bob 受阻 数据恢复 — 原因：等第三方；云备份厂商
    04:16 alice 决定：先恢复哪个账套 → 甲公司
        选项：甲公司
        选项：全部
        理由：明天报税
        由 王芳 决定
    04:17 alice 跳过 信息通报 — 理由：由母公司统一通报（偏离：必做步骤）
    04:18 bob 致电 网信办 未接通：占线（已撤销）
        号码：12377
    04:19 bob 撤销：致电 网信办 未接通：占线
    04:20 alice 结案 — 转入跟踪 — 理由：由负责人决定（偏离：还有步骤没有结论、缺少复核）
    04:21 bob 备注：备份厂商回电（结案后记录）
    "#);
}

#[test]
fn a_story_is_told_in_english() {
    insta::assert_snapshot!(told(&whole(), Lang::En), @r#"
    04:00 alice opened a feed (on kuaiji-01, account duty, dutybook 0.1.0)
        runbook.toml: ab12
    04:01 bob opened a feed (on kuaiji-01, account duty, dutybook 0.1.0)
        runbook.toml: ab12
    04:02 alice opened 2026-007 甲公司账套外泄
        kind: Incident
        runbook: data-security-incident, version 1.0.0
    04:03 alice answered Became aware at: 2026-11-23 03:50
    04:04 alice started Stop the spread
    04:05 bob answered Grade: General (amended later)
    04:06 alice corrected Grade: General → Serious
    04:07 alice Affected clients: added 甲公司
        Name: 甲公司
        Account sets: 3 sets
    04:08 bob Affected clients: changed 甲公司
        Account sets: 13 sets
    04:01 bob note: 防火墙已拒绝外联 … (Stop the spread) (amended later; recorded at 04:09:00)
        日志见 NAS
    04:10 bob amended a note: 防火墙 04:01 起拒绝外联
        it read: 防火墙已拒绝外联 …
    04:11 alice took evidence 1: fw.log
        SHA-256: 9f86d081
        size: 52133 bytes
        place: /var/log/fw.log
        source: 防火墙
        method: scp
        held: copied into the run
        step: Stop the spread
    04:12 alice completed Stop the spread (late: was due 2026-11-23 04:11)
    04:13 bob confirmed Stop the spread — 已看日志 (by the same account: not independent)
        of the record: completed by alice at 2026-11-23 04:12
    04:14 bob started Restore data — reason: no time: more urgent things first (deviation: steps before it are open)
    04:15 bob blocked: Restore data — waiting for a third party; 云备份厂商
    04:16 alice decision: 先恢复哪个账套 → 甲公司
        option: 甲公司
        option: 全部
        reason: 明天报税
        decided by 王芳
    04:17 alice skipped Tell those affected — reason: 由母公司统一通报 (deviation: a step that must not be skipped)
    04:18 bob call to 网信办, not reached: 占线 (undone)
        number: 12377
    04:19 bob undid: call to 网信办, not reached: 占线
    04:20 alice closed the run — 转入跟踪 — reason: the lead decided so (deviation: steps are open, confirmation by a second person is missing)
    04:21 bob note: 备份厂商回电 (recorded after closing)
    "#);
}

/// One event of each kind, with text that would take over a terminal wherever a text can stand.
fn one_of_each() -> Vec<String> {
    let events = [
        r#"{"kind":"feed.opened","writer":{"person":"a","display":"X","account":"X","uid":0,"host":"X","machine":"X","boot":"X","program":"X","version":"X"},"rules":1,"files":{"X":"X"},"continues":{"feed":"X","valid_bytes":1,"last":"X"}}"#,
        r#"{"kind":"run.opened","run":"drill","number":"X","title":"X","runbook":"b","version":"X"}"#,
        r#"{"kind":"run.titled","title":"X"}"#,
        r#"{"kind":"run.closed","note":"X","deviation":{"unmet":["asks"],"reason":{"preset":"because","text":"X"}}}"#,
        r#"{"kind":"run.reopened","reason":{"text":"X"}}"#,
        r#"{"kind":"console.left","cause":"X"}"#,
        r#"{"kind":"console.returned","last":"000000000000000a:1","away":5401,"cause":"hangup"}"#,
        r#"{"kind":"time.set","by":-3600}"#,
        r#"{"kind":"step.started","step":"nowhere","deviation":{"unmet":[],"reason":{"text":"X"}}}"#,
        r#"{"kind":"step.done","step":"contain","happened":"2026-11-01T00:00:00Z"}"#,
        r#"{"kind":"step.skipped","step":"contain","deviation":{"unmet":[],"reason":{"text":"X"}}}"#,
        r#"{"kind":"step.not-applicable","step":"contain","reason":{"text":"X"}}"#,
        r#"{"kind":"step.blocked","step":"contain","reason":{"text":"X"}}"#,
        r#"{"kind":"step.unblocked","step":"contain","note":"X"}"#,
        r#"{"kind":"step.reopened","step":"contain","reason":{"text":"X"}}"#,
        r#"{"kind":"step.assigned","step":"contain","person":"X","role":"technician"}"#,
        r#"{"kind":"step.added","step":"new","phase":"respond","title":"X","guide":"X"}"#,
        r#"{"kind":"step.signed","step":"contain","done_of":"000000000000000a:10","note":"X"}"#,
        r#"{"kind":"phase.completed","phase":"respond","open":["contain"],"skipped":["nowhere"],"deviation":{"unmet":["open-steps"],"reason":{"text":"X"}}}"#,
        r#"{"kind":"ask.answered","ask":"nobody","value":{"lines":"X"},"amends":"000000000000000a:1"}"#,
        r#"{"kind":"ask.cleared","ask":"grade","reason":{"text":"X"}}"#,
        r#"{"kind":"row.added","ask":"clients","cells":{"name":{"text":"X"},"other":{"text":"X"}}}"#,
        r#"{"kind":"row.changed","ask":"clients","row":"000000000000000a:1","cells":{}}"#,
        r#"{"kind":"row.removed","ask":"clients","row":"000000000000000a:22","reason":{"text":"X"}}"#,
        r#"{"kind":"note.added","text":"X","step":"contain"}"#,
        r#"{"kind":"note.amended","amends":"000000000000000a:25","text":"X"}"#,
        r#"{"kind":"decision.made","question":"X","options":["X"],"choice":"X","reason":"X","decided_by":"X"}"#,
        r#"{"kind":"call.made","whom":"X","number":"X","reached":true,"said":"X"}"#,
        r#"{"kind":"question.raised","text":"X"}"#,
        r#"{"kind":"question.answered","answers":"000000000000000a:29","text":"X"}"#,
        r#"{"kind":"evidence.added","how":"described","name":"X","place":"X","sha256":"X","size":"X","modified":"2026-11-01T00:00:00Z","source":"X","method":"X","finder":"X"}"#,
        r#"{"kind":"evidence.handed","evidence":"000000000000000a:31","to":"X","why":"X"}"#,
        r#"{"kind":"timer.started","title":"X","runs":1200}"#,
        r#"{"kind":"timer.stopped","timer":"000000000000000a:33"}"#,
        r#"{"kind":"alarm.acknowledged","alarm":"due:X"}"#,
        r#"{"kind":"notice.drafted","notice":"nowhere","row":"000000000000000a:22","language":"zh","version":1,"text":"X","sha256":"X"}"#,
        r#"{"kind":"notice.approved","notice":"nowhere","draft_of":"000000000000000a:36","note":"X"}"#,
        r#"{"kind":"notice.sent","notice":"nowhere","draft_of":"000000000000000a:36","to":"X","how":"X","reference":"X","deviation":{"unmet":["approval"],"reason":{"text":"X"}}}"#,
        r#"{"kind":"notice.not-needed","notice":"nowhere","reason":{"text":"X"}}"#,
        r#"{"kind":"timer.snoozed","timer":"000000000000000a:33","by":300}"#,
        r#"{"kind":"role.taken","role":"technician","takes_over":"000000000000000a:1"}"#,
        r#"{"kind":"role.given","role":"technician","person":"X"}"#,
        r#"{"kind":"role.left","role":"technician","note":"X"}"#,
        r#"{"kind":"update.posted","cadence":"status","also":["other"],"changed":"X","next":"X","next_at":"2026-11-23T00:00:00Z"}"#,
        r#"{"kind":"handover.given","to":"X","text":"X","roles":["technician"],"stood":{"settled":1,"steps":2,"running":3,"blocked":4,"past":5,"questions":6}}"#,
        r#"{"kind":"handover.confirmed","handover":"000000000000000a:41","note":"X"}"#,
        r#"{"kind":"conflict.settled","step":"contain","chosen":"000000000000000a:10","note":"X"}"#,
        r#"{"kind":"clock.met","clock":"X","row":"000000000000000a:21","to":"X","reference":"X","evidence":"000000000000000a:30","note":"X"}"#,
        r#"{"kind":"checkpoint","upto":7,"key":"X","statement":"X","signature":"X"}"#,
        r#"{"kind":"fact.undone","undoes":"000000000000000a:25"}"#,
    ];
    events.iter().map(|event| event.replace("\"X\"", r#""\u001b[2J\u202e\n\u0007""#)).collect()
}

#[test]
fn every_kind_of_event_has_a_clean_sentence_in_both_languages() {
    let kinds = include_str!("../../run/event.rs").matches("    #[serde(rename = \"").count();
    let events = one_of_each();
    assert_eq!(events.len(), kinds);
    let mut story = Story::new();
    for event in &events {
        story.then(ALICE, event);
    }
    story.with_body(ALICE, Body::Withheld);
    story.with_body(ALICE, Body::Unknown("X\u{1b}".to_owned()));
    let run = story.run();
    let zone = Zone::utc();
    for lang in Lang::ALL {
        let entries: Vec<Entry> = Account::new(&run, lang, &zone).entries().collect();
        assert_eq!(entries.len(), kinds + 2);
        for (place, entry) in entries.iter().enumerate() {
            assert!(!entry.sentence.as_str().trim().is_empty(), "{:?}", run.facts()[place]);
            assert!(entry.marks.contains(&Mark::Drill));
            for line in entry.full() {
                assert!(!line.as_str().contains(['\u{1b}', '\u{202e}', '\n', '\u{7}']), "{line:?}");
                assert!(!line.as_str().contains("{}"), "{line:?}");
            }
        }
    }
}

#[test]
fn work_done_side_by_side_with_skipping_is_marked_until_it_is_reopened() {
    let mut story = Story::opened("incident");
    story.then(ALICE, r#"{"kind":"step.done","step":"restore"}"#);
    story.then(
        BOB,
        r#"{"kind":"step.skipped","step":"restore","deviation":{"unmet":[],"reason":{"text":"?"}}}"#,
    );
    let marks = |run: &Run, place| Account::new(run, Lang::En, &Zone::utc()).entry(place).unwrap().marks;
    let run = Run::fold(Arc::new(book()), story.facts.clone());
    assert_eq!(marks(&run, 3), [Mark::Conflict]);
    assert_eq!(marks(&run, 4), [Mark::Deviation(vec![]), Mark::Conflict]);
    story.then(ALICE, r#"{"kind":"step.reopened","step":"restore","reason":{"preset":"by-mistake"}}"#);
    let run = story.run();
    assert_eq!(marks(&run, 3), []);
    assert_eq!(marks(&run, 5), [Mark::Deviation(vec![])]);
}

#[test]
fn undoing_what_another_person_built_on_is_told_as_in_vain() {
    let mut story = Story::opened("incident");
    let question = story.then(ALICE, r#"{"kind":"question.raised","text":"谁登录过"}"#);
    story.then(BOB, &format!(r#"{{"kind":"question.answered","answers":"{question}","text":"外包"}}"#));
    story.then(ALICE, &format!(r#"{{"kind":"fact.undone","undoes":"{question}"}}"#));
    let run = story.run();
    let zone = Zone::utc();
    let entry = Account::new(&run, Lang::Zh, &zone).entry(3).unwrap();
    assert_eq!(entry.one_line().as_str(), "待查：谁登录过（撤销无效，他人已据此记录）");
}

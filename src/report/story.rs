//! A small runbook and a small story, for the tests of everything that tells a run.

use std::sync::Arc;

use crate::run::{Body, Fact, FactId, FeedId, Run};
use crate::runbook::{
    Ask, AskKind, Choice, Column, EvidenceRule, Id, Mode, MomentRef, Phase, Role, Runbook, Stage, Step, Text,
};
use crate::time::{Moment, Period};

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn both(zh: &str, en: &str) -> Text {
    Text::ByLang { zh: zh.to_owned(), en: en.to_owned() }
}

fn step(name: &str, zh: &str, en: &str) -> Step {
    Step {
        id: id(name),
        phase: 0,
        source: Vec::new(),
        title: both(zh, en),
        guide: None,
        role: Some(id("technician")),
        must: false,
        target: None,
        due: None,
        due_from: MomentRef::Opened,
        done_at: None,
        after: Vec::new(),
        when: None,
        evidence: EvidenceRule::None,
        known_only: false,
        sign_off: 0,
        contacts: Vec::new(),
        asks: Vec::new(),
        commands: Vec::new(),
        every: None,
        each: None,
    }
}

fn ask(name: &str, zh: &str, en: &str, kind: AskKind) -> Ask {
    Ask {
        id: id(name),
        label: both(zh, en),
        help: None,
        kind,
        required_by: None,
        when: None,
        role: None,
        step: None,
    }
}

pub(super) fn book() -> Runbook {
    let choice = |name: &str, zh: &str, en: &str| Choice { id: id(name), label: both(zh, en), help: None };
    let column =
        |name: &str, zh: &str, en: &str, kind| Column { id: id(name), label: Some(both(zh, en)), kind };
    let number = AskKind::Number { min: None, max: None, unit: Some(both("个", "sets")) };
    Runbook {
        id: id("data-security-incident"),
        version: "1.0.0".to_owned(),
        title: both("数据安全事件", "Data-security incident"),
        summary: None,
        reviewed: "2026-11-23".parse().unwrap(),
        review_every: None,
        programme: None,
        roles: vec![Role { id: id("technician"), title: both("技术员", "Technician"), duty: None }],
        contacts: Vec::new(),
        asks: vec![
            ask("aware_at", "获知时间", "Became aware at", AskKind::Datetime),
            ask(
                "grade",
                "事件分级",
                "Grade",
                AskKind::Choice(vec![
                    choice("general", "一般", "General"),
                    choice("serious", "较大", "Serious"),
                ]),
            ),
            ask(
                "clients",
                "受影响客户",
                "Affected clients",
                AskKind::Table(vec![
                    column("name", "户名", "Name", AskKind::Text),
                    column("accounts", "账套数", "Account sets", number),
                ]),
            ),
        ],
        clocks: Vec::new(),
        cadences: Vec::new(),
        notices: Vec::new(),
        metrics: Vec::new(),
        commitments: Vec::new(),
        phases: vec![Phase {
            id: id("respond"),
            title: both("应急处置", "Respond"),
            stage: Stage::Emergency,
            mode: Mode::ReadDo,
            summary: None,
            pause: None,
            steps: 0..3,
        }],
        steps: vec![
            Step {
                due: Period::parse("9m").ok(), ..step("contain", "停止事件扩散", "Stop the spread")
            },
            step("restore", "数据恢复", "Restore data"),
            Step { must: true, ..step("tell", "信息通报", "Tell those affected") },
        ],
        catalogue: crate::runbook::Catalogue::shipped(),
    }
}

/// Facts of two people on one machine: `a` is the feed of alice, `b` that of bob.
pub(super) struct Story {
    pub(super) facts: Vec<Fact>,
    minute: i64,
}

pub(super) const ALICE: FeedId = FeedId(0xa);
pub(super) const BOB: FeedId = FeedId(0xb);

impl Story {
    pub(super) fn new() -> Self {
        Self { facts: Vec::new(), minute: 0 }
    }

    /// A fact a minute after the last.
    pub(super) fn then(&mut self, feed: FeedId, json: &str) -> FactId {
        let body = Body::Event(serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}")));
        self.with_body(feed, body)
    }

    pub(super) fn with_body(&mut self, feed: FeedId, body: Body) -> FactId {
        let start: Moment = "2026-11-22T20:00:00Z".parse().unwrap();
        let seq = 1 + self.facts.iter().filter(|fact| fact.id.feed == feed).count() as u64;
        let at = start + chrono::TimeDelta::minutes(self.minute);
        let by = if feed == ALICE { "alice" } else { "bob" };
        self.minute += 1;
        let fact = Fact { id: FactId { feed, seq }, at, by: by.into(), body };
        let id = fact.id;
        self.facts.push(fact);
        id
    }

    pub(super) fn opened(kind: &str) -> Self {
        let mut story = Self::new();
        for (feed, person) in [(ALICE, "alice"), (BOB, "bob")] {
            story.then(feed, &format!(
                r#"{{"kind":"feed.opened","writer":{{"person":"{person}","display":"","account":"duty","uid":1000,"host":"kuaiji-01","machine":"m","boot":"b","program":"dutybook","version":"0.1.0"}},"rules":1,"files":{{"runbook.toml":"ab12"}}}}"#
            ));
        }
        story.then(ALICE, &format!(
            r#"{{"kind":"run.opened","run":"{kind}","number":"2026-007","title":"甲公司账套外泄","runbook":"data-security-incident","version":"1.0.0"}}"#
        ));
        story
    }

    /// So many minutes in which nothing is recorded, or by which the clock is set back.
    pub(super) fn wait(&mut self, minutes: i64) {
        self.minute += minutes;
    }

    pub(super) fn run(self) -> Run {
        Run::fold(Arc::new(book()), self.facts)
    }
}

/// A whole small run.
pub(super) fn whole() -> Run {
    let mut story = Story::opened("incident");
    story.then(
        ALICE,
        r#"{"kind":"ask.answered","ask":"aware_at","value":{"datetime":"2026-11-22T19:50:00Z"}}"#,
    );
    story.then(ALICE, r#"{"kind":"step.started","step":"contain"}"#);
    let grade = story.then(BOB, r#"{"kind":"ask.answered","ask":"grade","value":{"choice":"general"}}"#);
    story.then(
        ALICE,
        &format!(
            r#"{{"kind":"ask.answered","ask":"grade","value":{{"choice":"serious"}},"amends":"{grade}"}}"#
        ),
    );
    let row = story.then(
        ALICE,
        r#"{"kind":"row.added","ask":"clients","cells":{"name":{"text":"甲公司"},"accounts":{"number":"3"}}}"#,
    );
    story.then(BOB, &format!(r#"{{"kind":"row.changed","ask":"clients","row":"{row}","cells":{{"accounts":{{"number":"13"}}}}}}"#));
    let note = story.then(BOB, r#"{"kind":"note.added","text":"防火墙已拒绝外联\n日志见 NAS","step":"contain","happened":"2026-11-22T20:01:00Z"}"#);
    story.then(
        BOB,
        &format!(r#"{{"kind":"note.amended","amends":"{note}","text":"防火墙 04:01 起拒绝外联"}}"#),
    );
    story.then(ALICE, r#"{"kind":"evidence.added","step":"contain","how":"copied","name":"fw.log","place":"/var/log/fw.log","sha256":"9f86d081","size":"52133","source":"防火墙","method":"scp"}"#);
    let done = story.then(ALICE, r#"{"kind":"step.done","step":"contain"}"#);
    story.then(
        BOB,
        &format!(r#"{{"kind":"step.signed","step":"contain","done_of":"{done}","note":"已看日志"}}"#),
    );
    story.then(BOB, r#"{"kind":"step.started","step":"restore","deviation":{"unmet":["order"],"reason":{"preset":"no-time"}}}"#);
    story.then(BOB, r#"{"kind":"step.blocked","step":"restore","reason":{"preset":"waiting-third-party","text":"云备份厂商"}}"#);
    story.then(ALICE, r#"{"kind":"decision.made","question":"先恢复哪个账套","options":["甲公司","全部"],"choice":"甲公司","reason":"明天报税","decided_by":"王芳"}"#);
    story.then(ALICE, r#"{"kind":"step.skipped","step":"tell","deviation":{"unmet":["must"],"reason":{"text":"由母公司统一通报"}}}"#);
    let call = story
        .then(BOB, r#"{"kind":"call.made","whom":"网信办","number":"12377","reached":false,"said":"占线"}"#);
    story.then(BOB, &format!(r#"{{"kind":"fact.undone","undoes":"{call}"}}"#));
    story.then(ALICE, r#"{"kind":"run.closed","note":"转入跟踪","deviation":{"unmet":["open-steps","sign-off"],"reason":{"preset":"lead-decides"}}}"#);
    story.then(BOB, r#"{"kind":"note.added","text":"备份厂商回电"}"#);
    story.run()
}

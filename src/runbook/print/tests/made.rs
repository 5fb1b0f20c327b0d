//! Runbooks made by chance: every part, every key, texts with every awkward character.

use super::tape::Tape;
use crate::runbook::ask::*;
use crate::runbook::condition::{Condition, Named, Names, Row};
use crate::runbook::part::*;
use crate::runbook::step::*;
use crate::runbook::{Catalogue, Id, MomentRef, Runbook, Text};

/// What the conditions of a made runbook ask.
struct Fixed {
    kinds: Vec<Ask>,
}

impl Names for Fixed {
    fn ask(&self, id: &str) -> Named<'_> {
        let found = self.kinds.iter().find(|ask| ask.id.as_str() == id);
        found.map_or(Named::Nothing, |ask| Named::Kind(&ask.kind))
    }

    fn row(&self) -> Row<'_> {
        if let AskKind::Table(columns) = &self.kinds[3].kind { Row::Columns(columns) } else { Row::Nothing }
    }

    fn nearest_ask(&self, _: &str) -> Option<String> {
        None
    }
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

impl Tape {
    fn body(&mut self) -> Text {
        const ENDS: [&str; 3] = ["", "{{ at | time }}", "{% if yes %}{{ run.title }}{% endif %}"];
        let body = |tape: &mut Self| tape.line() + tape.one(&ENDS);
        if self.flag() { Text::ByLang { zh: body(self), en: body(self) } } else { Text::Same(body(self)) }
    }

    fn condition(&mut self, fixed: &Fixed, row: bool) -> Condition {
        const PARTS: [&str; 5] =
            ["yes", "kind == \"a\"", "!(kind in [\"b\", 'a'])", "at > \"2026-11-23T00:00:00Z\"", "false"];
        let mut source = self.one(&PARTS).to_owned();
        for _ in 0..self.pick(3) {
            source = format!("({source}) {} {}", self.one(&["&&", "||"]), self.one(&PARTS));
        }
        if row {
            source.push_str(" || row.within > \"4h\"");
        }
        Condition::parse(&source, fixed).unwrap()
    }

    fn choices(&mut self) -> Vec<Choice> {
        let count = 1 + self.pick(3);
        (0..count)
            .map(|n| Choice { id: id(&format!("c{n}")), label: self.text(), help: self.maybe(Self::text) })
            .collect()
    }

    /// Any kind; a column knows no bounds, unit or currency and is no table.
    fn kind(&mut self, column: bool) -> AskKind {
        match self.pick(if column { 10 } else { 11 }) {
            0 => AskKind::Text,
            1 => AskKind::Lines,
            2 if column => AskKind::Number { min: None, max: None, unit: None },
            2 => {
                let min = self.maybe(|tape| i64::from(tape.pick(100)) - 50);
                AskKind::Number {
                    min,
                    max: self.maybe(|tape| i64::from(tape.pick(100)) + 50),
                    unit: self.maybe(Self::text),
                }
            }
            3 => AskKind::Choice(self.choices()),
            4 => AskKind::Many(self.choices()),
            5 => AskKind::YesNo,
            6 => AskKind::Datetime,
            7 => AskKind::Duration,
            8 => AskKind::Person,
            9 if column => AskKind::Money { currency: "CNY".to_owned() },
            9 => AskKind::Money { currency: self.one(&["CNY", "USD"]).to_owned() },
            _ => {
                let count = 1 + self.pick(3);
                AskKind::Table((0..count).map(|n| self.column(&format!("c{n}"))).collect())
            }
        }
    }

    fn column(&mut self, name: &str) -> Column {
        Column { id: id(name), label: self.maybe(Self::text), kind: self.kind(true) }
    }

    fn fixed(&mut self) -> Fixed {
        let label = || Text::Same("l".to_owned());
        let choices = ["a", "b"].map(|c| Choice { id: id(c), label: label(), help: None });
        let column = Column { id: id("within"), label: None, kind: AskKind::Duration };
        let kinds = [
            ("at", AskKind::Datetime),
            ("yes", AskKind::YesNo),
            ("kind", AskKind::Choice(choices.to_vec())),
            ("rows", AskKind::Table(vec![column])),
        ];
        let ask = |(name, kind): (&str, AskKind)| Ask {
            id: id(name),
            label: self.text(),
            help: None,
            kind,
            required_by: None,
            when: None,
            role: None,
            step: None,
        };
        Fixed { kinds: kinds.map(ask).to_vec() }
    }

    fn ask(&mut self, name: &str, step: Option<&Id>, fixed: &Fixed) -> Ask {
        let by = [
            RequiredBy::Closed,
            RequiredBy::Stage(Stage::Emergency),
            RequiredBy::Phase(id("p0")),
            RequiredBy::Step(id("s0-0")),
        ];
        let kind = self.kind(false);
        let role = if kind == AskKind::Person { self.maybe(|_| id("lead")) } else { None };
        Ask {
            id: id(name),
            label: self.text(),
            help: self.maybe(Self::text),
            kind,
            role,
            required_by: self.maybe(|tape| tape.one(&by)),
            when: self.maybe(|tape| tape.condition(fixed, false)),
            step: step.cloned(),
        }
    }

    fn moment(&mut self) -> MomentRef {
        self.one(&[
            MomentRef::Opened,
            MomentRef::Closed,
            MomentRef::Ask(id("at")),
            MomentRef::Step(id("s0-0")),
            MomentRef::Sent(id("n")),
            MomentRef::StageEnded(Stage::Emergency),
        ])
    }

    fn clock(&mut self, number: usize, fixed: &Fixed) -> Clock {
        let row = self.maybe(|_| Catalogue::shipped().rows[number].clone());
        let own = row.is_none() || self.flag();
        let each = self.maybe(|_| id("rows"));
        let limit = match (self.pick(3), &each) {
            (0, _) => None,
            (1, Some(_)) => Some(ClockLimit::Column(id("within"))),
            _ => Some(ClockLimit::Period(self.period())),
        };
        let met_by =
            [vec![MomentRef::Step(id("s0-0"))], vec![MomentRef::Sent(id("n")), MomentRef::Step(id("s0-0"))]];
        let own_id = if own { Some(format!("clock{number}")) } else { None };
        Clock {
            id: own_id.or_else(|| row.as_ref().map(|row| row.id.clone())).unwrap(),
            title: if row.is_none() { Some(self.text()) } else { self.maybe(Self::text) },
            met_by: if row.is_some() && self.flag() { Vec::new() } else { self.one(&met_by) },
            row,
            shown_when: self.maybe(|tape| tape.condition(fixed, each.is_some())),
            from: vec![self.moment()],
            limit,
            when: self.maybe(|tape| tape.condition(fixed, each.is_some())),
            each,
            basis: self.maybe(Self::text),
            recipient: self.maybe(Self::text),
            note: self.maybe(Self::text),
        }
    }

    fn notice(&mut self, name: &str, fixed: &Fixed) -> Notice {
        let each = self.maybe(|_| id("rows"));
        Notice {
            id: id(name),
            kind: self.one(&NoticeKind::ALL),
            title: self.text(),
            approve: self.maybe(|_| id("lead")),
            audience: self.maybe(|tape| tape.one(&Audience::ALL)),
            when: self.maybe(|tape| tape.condition(fixed, each.is_some())),
            each,
            body: self.body(),
        }
    }

    fn step(&mut self, phase: usize, number: usize, asks: Vec<Id>, fixed: &Fixed) -> Step {
        let due = self.maybe(Self::period);
        let each = self.maybe(|_| id("rows"));
        let before = if number > 0 && self.flag() { vec![id(&format!("s{phase}-0"))] } else { Vec::new() };
        let when = self.maybe(|tape| tape.condition(fixed, each.is_some()));
        Step {
            id: id(&format!("s{phase}-{number}")),
            phase,
            source: self.many(2, |tape, _| tape.line()),
            title: self.text(),
            guide: self.maybe(Self::text),
            role: self.maybe(|_| id("lead")),
            must: self.flag(),
            target: self.maybe(Self::period),
            due_from: if due.is_some() { self.moment() } else { MomentRef::Opened },
            due,
            done_at: self.maybe(|_| id("at")),
            after: before,
            known_only: when.is_some() && self.flag(),
            when,
            evidence: self.one(&[EvidenceRule::None, EvidenceRule::Optional, EvidenceRule::Required]),
            sign_off: self.pick(10),
            contacts: self.maybe(|_| id("bank")).into_iter().collect(),
            asks,
            commands: self.many(2, |tape, _| Command { label: tape.text(), run: tape.line() }),
            every: self.maybe(Self::period),
            each,
        }
    }

    fn phases(&mut self, fixed: &Fixed) -> (Vec<Phase>, Vec<Step>, Vec<Ask>) {
        let (mut phases, mut steps, mut asks) = (Vec::new(), Vec::new(), Vec::new());
        for p in 0..=self.pick(3) as usize {
            let start = steps.len();
            for s in 0..=self.pick(3) as usize {
                let step = id(&format!("s{p}-{s}"));
                let own = self.many(2, |tape, n| tape.ask(&format!("a{p}-{s}-{n}"), Some(&step), fixed));
                steps.push(self.step(p, s, own.iter().map(|ask| ask.id.clone()).collect(), fixed));
                asks.extend(own);
            }
            phases.push(Phase {
                id: id(&format!("p{p}")),
                title: self.text(),
                stage: if p == 0 { Stage::Emergency } else { self.one(&Stage::ALL) },
                mode: self.one(&[Mode::ReadDo, Mode::DoConfirm]),
                summary: self.maybe(Self::text),
                pause: self.maybe(Self::text),
                steps: start..steps.len(),
            });
        }
        (phases, steps, asks)
    }

    fn commitment(&mut self, number: usize) -> Commitment {
        let steps = self.maybe(|_| id("s0-0")).into_iter().collect::<Vec<Id>>();
        let metric = if steps.is_empty() { Some(id("m")) } else { self.maybe(|_| id("m")) };
        Commitment {
            id: id(&format!("promise{number}")),
            source: self.maybe(Self::line),
            title: self.text(),
            steps,
            metric,
            broken: self.maybe(Self::text),
        }
    }

    /// A sound runbook.
    pub(super) fn runbook(&mut self) -> Runbook {
        let fixed = self.fixed();
        let (phases, steps, step_asks) = self.phases(&fixed);
        let mut asks = fixed.kinds.clone();
        asks.extend(self.many(4, |tape, n| tape.ask(&format!("ask_{n}"), None, &fixed)));
        asks.extend(step_asks);
        let mut metric = Metric {
            id: id("m"),
            title: self.text(),
            from: self.moment(),
            to: MomentRef::Step(steps.last().unwrap().id.clone()),
            target: self.maybe(Self::period),
        };
        if metric.from == metric.to {
            metric.from = MomentRef::Closed;
        }
        Runbook {
            id: id("made"),
            version: self.line(),
            title: self.text(),
            summary: self.maybe(Self::text),
            reviewed: chrono::NaiveDate::from_ymd_opt(2026, 1 + self.pick(12), 1 + self.pick(28)).unwrap(),
            review_every: self.maybe(Self::period),
            programme: self.maybe(|_| id("programme")),
            roles: vec![Role { id: id("lead"), title: self.text(), duty: self.maybe(Self::text) }],
            contacts: vec![Contact {
                id: id("bank"),
                title: self.text(),
                person: self.maybe(Self::line),
                phone: self.maybe(Self::line),
                mail: self.maybe(Self::line),
                hours: self.maybe(Self::line),
                note: self.maybe(Self::text),
            }],
            asks,
            clocks: self.many(3, |tape, n| tape.clock(n, &fixed)),
            cadences: self.many(2, |tape, n| Cadence {
                id: id(&format!("cadence{n}")),
                title: tape.text(),
                every: tape.period(),
                during: tape.one(&[CadenceSpan::Run, CadenceSpan::Stage(Stage::Emergency)]),
                when: tape.maybe(|tape| tape.condition(&fixed, false)),
            }),
            notices: vec![self.notice("n", &fixed)],
            metrics: vec![metric],
            commitments: self.many(2, Self::commitment),
            phases,
            steps,
            catalogue: Catalogue::shipped(),
        }
    }
}

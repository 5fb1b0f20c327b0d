//! A run that several people write on, at times that a test says.

use std::collections::BTreeMap;
use std::sync::Arc;

use dutybook::run::{
    Body, Event, Fact, FactId, FeedId, Proposer, Refusal, Run, RunKind, Verdict, Writer, WriterMode,
};
use dutybook::runbook::{Answer, Id, Runbook};
use dutybook::time::{Moment, Zone};

const BOOK: &str = r#"
schema = 1
id = "night"
version = "1.0.0"
title = "Night"
reviewed = 2026-11-23

[[role]]
id = "lead"
title = "Lead"

[[role]]
id = "scribe"
title = "Scribe"

[[ask]]
id = "spreads"
kind = "yes-no"
label = "It spreads"

[[cadence]]
id = "status"
title = "Status update"
every = "30m"
during = "emergency"
when = "spreads"

[[cadence]]
id = "shift"
title = "Shift update"
every = "4h"
during = "emergency"
when = "!spreads"

[[cadence]]
id = "meeting"
title = "Case meeting"
every = "7d"
during = "follow-up"

[[phase]]
id = "now"
title = "Now"
stage = "emergency"
mode = "read-do"

[[phase.step]]
id = "stop"
title = "Stop it"
role = "scribe"
guide = "Stop."

[[phase]]
id = "later"
title = "Later"
stage = "follow-up"
mode = "read-do"

[[phase.step]]
id = "learn"
title = "Learn"
guide = "Learn."
"#;

pub(super) struct Tale {
    pub(super) run: Run,
    seq: BTreeMap<String, u64>,
    at: Moment,
}

pub(super) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn feed(person: &str) -> FeedId {
    FeedId(person.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte)))
}

impl Tale {
    /// A run that alice opened at 20:00 UTC, with the feeds of everybody else.
    pub(super) fn of(people: &[(&str, &str)]) -> Self {
        let book = match Runbook::parse("night.toml", BOOK.as_bytes()) {
            Ok((book, _)) => Arc::new(book),
            Err(problems) => panic!("{:?}", problems.lines(dutybook::locale::Lang::En)),
        };
        let at = "2026-11-22T20:00:00Z".parse().unwrap();
        let mut tale = Self { run: Run::new(book), seq: BTreeMap::new(), at };
        for (person, display) in people {
            let writer = Writer {
                person: (*person).to_owned(),
                display: (*display).to_owned(),
                account: (*person).to_owned(),
                uid: 1,
                host: "desk".to_owned(),
                machine: String::new(),
                boot: String::new(),
                program: "dutybook".to_owned(),
                version: "1".to_owned(),
                mode: WriterMode::Console,
            };
            let files = BTreeMap::new();
            tale.record(
                person,
                Event::FeedOpened { writer: Box::new(writer), rules: 1, files, continues: None },
            );
        }
        let opened = Event::RunOpened {
            run: RunKind::Incident,
            number: "2026-001".to_owned(),
            title: "Night".to_owned(),
            runbook: id("night"),
            version: "1.0.0".to_owned(),
        };
        tale.record(people[0].0, opened);
        tale
    }

    pub(super) fn pair() -> Self {
        Self::of(&[("alice", "Alice Chen"), ("bob", "鲍勃")])
    }

    /// Sets the clock: `20:30`, or `+1 02:00` for the next day.
    pub(super) fn at(&mut self, time: &str) -> &mut Self {
        self.at = moment(time);
        self
    }

    /// What is in the journal happened, whether or not it would have been let in.
    pub(super) fn record(&mut self, person: &str, event: Event) -> FactId {
        let seq = self.seq.entry(person.to_owned()).or_insert(0);
        *seq += 1;
        let id = FactId { feed: feed(person), seq: *seq };
        self.run.apply(Fact { id, at: self.at, by: person.into(), body: Body::Event(event) });
        id
    }

    /// What the run lets a person do, done.
    pub(super) fn does(&mut self, person: &str, event: Event) -> FactId {
        match self.run.decide(Proposer { person, now: self.at, pending: &[] }, event) {
            Verdict::Record(event) => self.record(person, event),
            no @ (Verdict::NeedsReason(_) | Verdict::Refused(_)) => panic!("{person} may not: {no:?}"),
        }
    }

    pub(super) fn refuses(&self, person: &str, event: Event) -> Refusal {
        match self.run.decide(Proposer { person, now: self.at, pending: &[] }, event) {
            Verdict::Refused(refusal) => refusal,
            yes @ (Verdict::NeedsReason(_) | Verdict::Record(_)) => panic!("{person} may: {yes:?}"),
        }
    }

    pub(super) fn spreads(&mut self, yes: bool) {
        self.record(
            "alice",
            Event::AskAnswered { ask: id("spreads"), value: Answer::YesNo(yes), amends: None },
        );
    }

    pub(super) fn takes(&mut self, person: &str, role: &str) -> FactId {
        let takes_over = self.held_by(role);
        self.does(person, Event::RoleTaken { role: id(role), takes_over })
    }

    pub(super) fn held_by(&self, role: &str) -> Option<FactId> {
        self.run.holding(role).map(|held| self.run.facts()[held.since].id)
    }

    pub(super) fn holder(&self, role: &str) -> String {
        self.run.holding(role).map_or_else(|| "nobody".to_owned(), |held| held.person)
    }

    /// The cadences that run: id, when due, `?` where it is not known whether they apply.
    pub(super) fn due(&self) -> Vec<String> {
        let beats = self.run.beats(&Zone::utc());
        let told = beats.iter().map(|beat| {
            let sure = if beat.applies == dutybook::runbook::Tri::True { "" } else { "?" };
            let id = &self.run.book.cadences[beat.cadence].id;
            format!("{id}{sure} {}", beat.due.format("%d %H:%M"))
        });
        told.collect()
    }
}

pub(super) fn moment(time: &str) -> Moment {
    let (day, time) = time.strip_prefix("+1 ").map_or((22, time), |time| (23, time));
    format!("2026-11-{day}T{time}:00Z").parse().unwrap()
}

pub(super) fn update(cadence: &str) -> Event {
    Event::UpdatePosted {
        cadence: Some(id(cadence)),
        also: Vec::new(),
        changed: "nothing".to_owned(),
        next: String::new(),
        next_at: None,
    }
}

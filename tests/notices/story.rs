//! A small run that two people write, told in events.

use std::sync::Arc;

use chrono::TimeDelta;
use dutybook::run::{Body, Event, Fact, FactId, FeedId, Proposer, Run, Verdict};
use dutybook::runbook::{Id, Runbook};
use dutybook::time::Moment;

pub(super) const SMALL: &str = include_str!("small.toml");

pub(super) struct Story {
    pub(super) run: Run,
    seq: u64,
}

pub(super) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub(super) fn book(text: &str) -> Arc<Runbook> {
    match Runbook::parse("small.toml", text.as_bytes()) {
        Ok((book, _)) => Arc::new(book),
        Err(problems) => panic!("{:?}", problems.lines(dutybook::locale::Lang::En)),
    }
}

impl Story {
    pub(super) fn new() -> Self {
        Self::of(SMALL)
    }

    pub(super) fn of(runbook: &str) -> Self {
        Self::opened(runbook, "incident")
    }

    pub(super) fn drill() -> Self {
        Self::opened(SMALL, "drill")
    }

    fn opened(runbook: &str, kind: &str) -> Self {
        let mut story = Self { run: Run::new(book(runbook)), seq: 0 };
        let opened = format!(
            r#"{{"kind":"run.opened","run":"{kind}","number":"2026-007","title":"甲","runbook":"small","version":"1.0.0"}}"#
        );
        story.record("alice", &opened);
        story
    }

    /// A minute for each record, from 04:00 UTC.
    pub(super) fn now(&self) -> Moment {
        let minutes = i64::try_from(self.seq).unwrap();
        "2026-11-23T04:00:00Z".parse::<Moment>().unwrap() + TimeDelta::minutes(minutes)
    }

    fn append(&mut self, by: &str, event: Event) -> FactId {
        let at = self.now();
        self.seq += 1;
        let feed = FeedId(if by == "alice" { 0xa } else { 0xb });
        let id = FactId { feed, seq: self.seq };
        self.run.apply(Fact { id, at, by: by.into(), body: Body::Event(event) });
        id
    }

    /// Takes an event into the journal as it is.
    pub(super) fn record(&mut self, by: &str, json: &str) -> FactId {
        self.append(by, serde_json::from_str(json).unwrap())
    }

    /// What becomes of an event that somebody proposes.
    pub(super) fn propose(&self, by: &str, json: &str) -> Verdict {
        let event: Event = serde_json::from_str(json).unwrap();
        self.run.decide(Proposer { person: by, now: self.now(), pending: &[] }, event)
    }

    /// Adds a client, of whom it may be known whether they are affected.
    pub(super) fn client(&mut self, name: &str, affected: Option<bool>) -> FactId {
        let affected = affected.map_or_else(String::new, |is| format!(r#","affected":{{"yes-no":{is}}}"#));
        self.record(
            "alice",
            &format!(
                r#"{{"kind":"row.added","ask":"clients","cells":{{"name":{{"text":"{name}"}}{affected}}}}}"#
            ),
        )
    }
}

/// A version of a notice, as JSON.
pub(super) fn drafted(notice: &str, row: Option<FactId>, version: u32, text: &str) -> String {
    let row = row.map_or_else(String::new, |row| format!(r#""row":"{row}","#));
    format!(
        r#"{{"kind":"notice.drafted","notice":"{notice}",{row}"language":"zh","version":{version},"text":"{text}","sha256":""}}"#
    )
}

//! What the facts say of one notice, or of one row of a notice that has one for each.
//!
//! Computed when it is asked for: a notice has few facts, and an undo needs no other care.

use super::ask_state::Row;
use super::of_row::OfRow;
use super::state::Run;
use super::{Event, FactId};
use crate::locale::Lang;
use crate::runbook::{Id, Notice, Tri};
use crate::time::Moment;

/// How far a notice has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoticeStatus {
    /// No version is kept.
    Open,
    /// A version is kept.
    Drafted,
    /// The last version is approved.
    Approved,
    /// It was sent at least once.
    Sent,
    /// Somebody said that it need not be sent.
    NotNeeded,
}

impl NoticeStatus {
    /// Whether there is nothing left to do.
    pub const fn is_settled(self) -> bool {
        match self {
            Self::Sent | Self::NotNeeded => true,
            Self::Open | Self::Drafted | Self::Approved => false,
        }
    }
}

/// One notice, or one row of it. The lists hold places in the run's order, of facts that stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeState {
    pub status: NoticeStatus,
    /// Its versions.
    pub drafts: Vec<usize>,
    /// Approvals of the last version, by others than its drafter or with a reason.
    pub approvals: Vec<usize>,
    /// Its sendings.
    pub sent: Vec<usize>,
    /// The fact that it need not be sent, where that is the last word.
    pub not_needed: Option<usize>,
}

/// A version of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draft<'a> {
    pub id: FactId,
    pub language: Lang,
    pub version: u32,
    pub text: &'a str,
    pub sha256: &'a str,
    pub by: &'a str,
    pub at: Moment,
}

impl Run {
    /// What happened to a notice, or to one row of it.
    pub fn notice(&self, notice: &Id, row: Option<FactId>) -> NoticeState {
        let places = self.log.notices.get(&(notice.clone(), row)).map_or(&[][..], Vec::as_slice);
        let standing = || places.iter().copied().filter(|place| self.stands(*place));
        let of = |kind: fn(&Event) -> bool| {
            standing().filter(|place| self.facts[*place].event().is_some_and(kind)).collect::<Vec<usize>>()
        };
        let drafts = of(|event| matches!(event, Event::NoticeDrafted { .. }));
        let sent = of(|event| matches!(event, Event::NoticeSent { .. }));
        let approvals = drafts.last().map_or_else(Vec::new, |last| self.approvals_of(places, *last));
        let not_needed = of(|event| matches!(event, Event::NoticeNotNeeded { .. })).last().copied();
        let not_needed = not_needed.filter(|place| drafts.iter().chain(&sent).all(|other| other < place));
        let status = if not_needed.is_some() && sent.is_empty() {
            NoticeStatus::NotNeeded
        } else if !sent.is_empty() {
            NoticeStatus::Sent
        } else if !approvals.is_empty() {
            NoticeStatus::Approved
        } else if !drafts.is_empty() {
            NoticeStatus::Drafted
        } else {
            NoticeStatus::Open
        };
        NoticeState { status, drafts, approvals, sent, not_needed }
    }

    /// Approvals of one version that stand, by others than its drafter or with a reason.
    fn approvals_of(&self, places: &[usize], draft: usize) -> Vec<usize> {
        let id = self.facts[draft].id;
        let approves = |place: &usize| {
            let fact = &self.facts[*place];
            let Some(Event::NoticeApproved { draft_of, deviation, .. }) = fact.event() else { return false };
            let counts = fact.by != self.facts[draft].by || deviation.is_some();
            *draft_of == id && counts && self.stands(*place)
        };
        places.iter().copied().filter(approves).collect()
    }

    /// Whether a version was approved, by another person than its drafter or with a reason.
    pub fn is_approved(&self, notice: &Id, row: Option<FactId>, draft: FactId) -> bool {
        let places = self.log.notices.get(&(notice.clone(), row));
        let draft = self.place(draft).filter(|place| self.stands(*place));
        places.zip(draft).is_some_and(|(places, draft)| !self.approvals_of(places, draft).is_empty())
    }

    /// The version that the fact at a place keeps.
    pub fn draft(&self, place: usize) -> Option<Draft<'_>> {
        let fact = self.facts.get(place)?;
        let Some(Event::NoticeDrafted { language, version, text, sha256, .. }) = fact.event() else {
            return None;
        };
        let (id, by, at) = (fact.id, fact.by.as_ref(), fact.at);
        Some(Draft { id, language: *language, version: *version, text, sha256, by, at })
    }

    /// When a notice, or one row of it, was sent for the first time.
    pub fn sent_at(&self, notice: &Id, row: Option<FactId>) -> Option<Moment> {
        self.notice(notice, row).sent.into_iter().filter_map(|place| self.when(place)).min()
    }

    /// When a notice was sent; where it has a row for each, when the last row that needs it was told, and
    /// nothing while one was not, or while there is no row.
    pub fn all_sent_at(&self, notice: &Id) -> Option<Moment> {
        let known = self.book.notice(notice.as_str())?;
        let Some(table) = &known.each else { return self.sent_at(notice, None) };
        let mut last = None;
        for row in self.rows(table) {
            let needs_it = self.notice_applies(known, Some(row)) != Tri::False
                && self.notice(notice, Some(row.id)).status != NoticeStatus::NotNeeded;
            if needs_it {
                last = last.max(Some(self.sent_at(notice, Some(row.id))?));
            }
        }
        last
    }

    /// Whether a notice is needed, by its condition, for the run or for one of its rows.
    pub fn notice_applies(&self, notice: &Notice, row: Option<&Row>) -> Tri {
        let Some(condition) = &notice.when else { return Tri::True };
        match row {
            Some(row) => condition.evaluate(&OfRow { run: self, row }),
            None => condition.evaluate(self),
        }
    }
}

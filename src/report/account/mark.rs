//! What to know about a fact besides what it says.

use super::Account;
use crate::locale::{Lang, account as words};
use crate::report::{value, words as vocabulary};
use crate::run::{Event, Fact, FactId, Independence, Run, RunKind, Unmet, Writer};
use crate::runbook::Id;
use crate::text::SafeText;

/// What to know about a fact besides what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The runbook's demands that it set aside; none where passing a step over or opening it again is all.
    Deviation(Vec<Unmet>),
    /// Somebody else recorded another thing beside it.
    Conflict,
    /// It was taken back.
    Undone,
    /// Somebody took it back after another person had built on it.
    UndoneInVain,
    /// It happened after the step's deadline: when that was.
    Late(SafeText),
    /// It is a drill's.
    Drill,
    /// A later fact amends or corrects it.
    Amended,
    /// It happened at another time than it was recorded: when that was.
    HappenedEarlier(SafeText),
    /// The run was closed already.
    AfterClosing,
    /// A confirmation: from which account, beside that of the work.
    Signed(Independence),
    /// A handover that the account confirmed that also gave it.
    SameAccount,
}

impl Mark {
    /// The mark in words.
    pub fn say(&self, lang: Lang) -> SafeText {
        match self {
            Self::Deviation(unmet) if unmet.is_empty() => words::MARK_DEVIATION.text(lang),
            Self::Deviation(unmet) => {
                let demands = unmet.iter().map(|unmet| vocabulary::unmet(*unmet).text(lang));
                let demands = value::join(demands, words::LIST_COMMA.get(lang));
                words::MARK_DEVIATION_FROM.with(lang, &[&demands])
            }
            Self::Conflict => words::MARK_CONFLICT.text(lang),
            Self::Undone => words::MARK_UNDONE.text(lang),
            Self::UndoneInVain => words::MARK_UNDONE_IN_VAIN.text(lang),
            Self::Late(due) => words::MARK_LATE.with(lang, &[due]),
            Self::Drill => words::MARK_DRILL.text(lang),
            Self::Amended => words::MARK_AMENDED.text(lang),
            Self::HappenedEarlier(recorded) => words::MARK_EARLIER.with(lang, &[recorded]),
            Self::AfterClosing => words::MARK_AFTER_CLOSING.text(lang),
            Self::SameAccount => words::MARK_SAME_ACCOUNT.text(lang),
            Self::Signed(independence) => vocabulary::independence(*independence).text(lang),
        }
    }
}

impl Account<'_> {
    pub(super) fn marks(&self, place: usize, fact: &Fact) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut mark_if = |is_so: bool, mark: Mark| marks.extend(is_so.then_some(mark));
        let run = self.run;
        mark_if(run.kind() == RunKind::Drill, Mark::Drill);
        mark_if(!run.stands(place), Mark::Undone);
        mark_if(run.undone_in_vain(place), Mark::UndoneInVain);
        let Some(event) = fact.event() else { return marks };
        mark_if(
            is_deviation(event),
            Mark::Deviation(event.deviation().map_or_else(Vec::new, |d| d.unmet.clone())),
        );
        mark_if(conflicts(run, place, event), Mark::Conflict);
        mark_if(run.is_amended(place), Mark::Amended);
        mark_if(is_after_closing(run, place, event), Mark::AfterClosing);
        marks.extend(run.independence(place).map(Mark::Signed));
        if let Event::HandoverConfirmed { handover, .. } = event
            && is_same_account(run, fact.id, *handover)
        {
            marks.push(Mark::SameAccount);
        }
        marks.extend(self.late(place, event).map(Mark::Late));
        let happened = event.happened().filter(|happened| *happened != fact.at);
        marks.extend(happened.map(|happened| {
            let same_day = self.zone.local(happened).date() == self.zone.local(fact.at).date();
            let recorded =
                if same_day { self.zone.clock_seconds(fact.at) } else { self.zone.minute(fact.at) };
            Mark::HappenedEarlier(SafeText::line(&recorded))
        }));
        marks
    }

    /// The deadline that a done step missed.
    fn late(&self, place: usize, event: &Event) -> Option<SafeText> {
        let Event::StepDone { step, row, .. } = event else { return None };
        let state = self.run.step(step.as_str())?;
        // Of a step that is worked row by row, the row that ends it is early or late.
        if row.is_some() && state.decided_by != Some(place) {
            return None;
        }
        let in_book = self.run.in_book(state)?;
        // Each later round of a recurring step has a deadline of its own.
        let first = state.rounds.first().copied();
        if in_book.every.is_some() && first.is_some_and(|first| first != place) {
            return None;
        }
        let due = in_book.due?.after(self.run.moment(&in_book.due_from)?, self.zone)?;
        (self.run.done_when(place)? > due).then(|| self.moment(due))
    }
}

/// Skipping and reopening are deviations whatever the runbook demands.
fn is_deviation(event: &Event) -> bool {
    event.deviation().is_some() || matches!(event, Event::StepReopened { .. })
}

fn conflicts(run: &Run, place: usize, event: &Event) -> bool {
    if !run.stands(place) {
        return false;
    }
    if let Event::StepDone { step, row, .. }
    | Event::StepSkipped { step, row, .. }
    | Event::StepNotApplicable { step, row, .. } = event
    {
        if let Some(row) = row {
            let known = run.step(step.as_str()).and_then(|state| state.row(*row));
            return known.is_some_and(|row| row.conflict)
                && !stands_later(run, place, |later| {
                    is_reopening_of(later, step) && later.step_row().is_none_or(|of| of == *row)
                });
        }
        return run.step(step.as_str()).is_some_and(|state| state.conflict)
            && !stands_later(run, place, |later| is_reopening_of(later, step) && later.step_row().is_none());
    }
    let Event::AskAnswered { ask, .. } = event else { return false };
    let id = run.facts()[place].id;
    let replaces = |later: &Event| {
        matches!(later, Event::AskAnswered { amends: Some(of), .. } if *of == id)
            || matches!(later, Event::AskCleared { ask: cleared, .. } if cleared == ask)
    };
    run.ask(ask.as_str()).is_some_and(|state| state.conflict) && !stands_later(run, place, replaces)
}

fn is_reopening_of(event: &Event, step: &Id) -> bool {
    matches!(event, Event::StepReopened { step: reopened, .. } if reopened == step)
}

fn stands_later(run: &Run, place: usize, is_it: impl Fn(&Event) -> bool) -> bool {
    let later = run.facts().iter().enumerate().skip(place.saturating_add(1));
    later.filter(|(n, _)| run.stands(*n)).filter_map(|(_, fact)| fact.event()).any(is_it)
}

fn is_after_closing(run: &Run, place: usize, event: &Event) -> bool {
    let is_about_it = matches!(event, Event::RunReopened { .. } | Event::FactUndone { .. });
    !event.is_of_the_console() && !is_about_it && run.was_closed_before(place)
}

/// Whether one account of one machine wrote both facts.
fn is_same_account(run: &Run, one: FactId, other: FactId) -> bool {
    let same = |a: &Writer, b: &Writer| {
        a.uid == b.uid && a.account == b.account && a.host == b.host && a.machine == b.machine
    };
    match (run.writer(one.feed), run.writer(other.feed)) {
        (Some(one), Some(other)) => same(one, other),
        (None, _) | (_, None) => false,
    }
}

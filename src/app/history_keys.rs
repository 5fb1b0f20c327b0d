//! Keys in the history: move, filter, search, open a record.

use crossterm::event::KeyEvent;

use super::keymap::{Move, movement, step_cursor};
use super::overlay::{History, HistoryFilter, Overlay, Record, RecordDeed};
use super::{Action, App, Effect};
use crate::locale::app as words;
use crate::report::Account;
use crate::run::{Event, Fact};
use crate::text::SafeText;

impl App {
    pub(super) fn history_key(&mut self, mut history: History, name: &str, key: KeyEvent) -> Vec<Effect> {
        match name {
            "Esc" | "Enter" if history.typing => history.typing = false,
            "Esc" => return Vec::new(),
            "Enter" => {
                let place = history.shown.get(history.cursor).copied();
                self.overlays.push(Overlay::History(history));
                if let Some(record) = place.and_then(|place| self.record(place)) {
                    self.overlays.push(Overlay::Record(record));
                }
                return Vec::new();
            }
            find if !history.typing
                && self.settings.keys.keys(Action::Find).iter().any(|key| key == find) =>
            {
                history.typing = true;
            }
            copy if !history.typing && self.is_copy(copy) => {
                let place = history.shown.get(history.cursor).copied();
                self.overlays.push(Overlay::History(history));
                return place.map_or_else(Vec::new, |place| self.copy_record(place));
            }
            "Tab" | "S-Tab" => {
                let at = HistoryFilter::ALL.iter().position(|filter| *filter == history.filter).unwrap_or(0);
                let by = if name == "Tab" { 1 } else { HistoryFilter::ALL.len() - 1 };
                history.filter = HistoryFilter::ALL[(at + by) % HistoryFilter::ALL.len()];
                self.refilter(&mut history);
            }
            _other => {
                let by = if history.typing { super::keymap::arrow(name) } else { movement(name) };
                match by.filter(|by| !matches!(by, Move::Left | Move::Right)) {
                    Some(by) => history.cursor = step_cursor(history.cursor, history.shown.len(), by),
                    None if history.typing && history.query.input(key) => self.refilter(&mut history),
                    None => {}
                }
            }
        }
        self.overlays.push(Overlay::History(history));
        Vec::new()
    }

    pub(super) fn paste_into_history(&mut self, mut history: History, text: &str) {
        history.typing = true;
        history.query.insert_str(text);
        self.refilter(&mut history);
        self.overlays.push(Overlay::History(history));
    }

    /// Shows what has come in while the history was open. Whoever looks at its end goes on looking there.
    pub(super) fn refresh_history(&mut self) {
        let Some(at) = self.overlays.iter().position(|over| matches!(over, Overlay::History(_))) else {
            return;
        };
        let Overlay::History(open) = &self.overlays[at] else { return };
        let shown = self.history(&open.query.lines().join(" "), open.filter);
        let chosen = open.shown.get(open.cursor).copied();
        let at_end = open.cursor + 1 >= open.shown.len();
        let there = shown.iter().position(|place| Some(*place) == chosen).filter(|_| !at_end);
        let cursor = there.unwrap_or(shown.len().saturating_sub(1));
        if let Overlay::History(open) = &mut self.overlays[at] {
            (open.shown, open.cursor) = (shown, cursor);
        }
    }

    fn refilter(&self, history: &mut History) {
        history.shown = self.history(&history.query.lines().join(" "), history.filter);
        history.cursor = history.shown.len().saturating_sub(1);
    }

    /// Places of the facts that fit, in order. A search looks at the words that are shown.
    pub(super) fn history(&self, text: &str, filter: HistoryFilter) -> Vec<usize> {
        let Some(console) = self.console() else { return Vec::new() };
        let run = &console.run;
        let step = run.steps().get(console.step).map(|step| step.id.clone());
        let text = text.trim().to_lowercase();
        let account = Account::new(run, self.settings.lang, &self.settings.zone);
        let fits = |place: &usize| {
            let fact = &run.facts()[*place];
            let kind = match filter {
                HistoryFilter::Work => !fact.event().is_some_and(Event::is_coming_or_going),
                HistoryFilter::All => true,
                HistoryFilter::Step => fact.event().is_some_and(|event| event.step() == step.as_ref()),
                HistoryFilter::Mine => {
                    fact.by.as_ref() == self.me.person && !fact.event().is_some_and(Event::is_coming_or_going)
                }
                HistoryFilter::Notes
                | HistoryFilter::Decisions
                | HistoryFilter::Calls
                | HistoryFilter::Questions
                | HistoryFilter::Evidence
                | HistoryFilter::Deviations => fact.event().is_some_and(|event| is_of(filter, event)),
            };
            kind && (text.is_empty() || {
                let said = account.entry(*place).map(|entry| entry.full()).unwrap_or_default();
                said.iter().any(|line| line.as_str().to_lowercase().contains(&text))
                    || fact.by.to_lowercase().contains(&text)
            })
        };
        (0..run.facts().len()).filter(fits).collect()
    }

    /// A record in full, with what this person can do with it.
    pub(super) fn record(&self, place: usize) -> Option<Record> {
        let console = self.console()?;
        let run = &console.run;
        let fact = run.facts().get(place)?;
        let lang = self.settings.lang;
        let deeds = deeds(run, fact, &self.me.person, run.stands(place));
        let deeds: Vec<(RecordDeed, SafeText)> =
            deeds.into_iter().map(|(deed, word)| (deed, word.text(lang))).collect();
        Some(Record { fact: fact.id, scroll: 0, deeds, cursor: 0 })
    }
}

fn is_of(filter: HistoryFilter, event: &Event) -> bool {
    match filter {
        HistoryFilter::Notes => matches!(event, Event::NoteAdded { .. } | Event::NoteAmended { .. }),
        HistoryFilter::Decisions => matches!(event, Event::DecisionMade { .. }),
        HistoryFilter::Calls => matches!(event, Event::CallMade { .. }),
        HistoryFilter::Questions => {
            matches!(event, Event::QuestionRaised { .. } | Event::QuestionAnswered { .. })
        }
        HistoryFilter::Evidence => {
            matches!(event, Event::EvidenceAdded(_) | Event::EvidenceHanded { .. })
        }
        HistoryFilter::Deviations => {
            event.deviation().is_some() || matches!(event, Event::StepReopened { .. })
        }
        HistoryFilter::Work | HistoryFilter::All | HistoryFilter::Step | HistoryFilter::Mine => true,
    }
}

fn deeds(
    run: &crate::run::Run,
    fact: &Fact,
    me: &str,
    stands: bool,
) -> Vec<(RecordDeed, crate::locale::Word)> {
    let mut deeds = Vec::new();
    let Some(event) = fact.event().filter(|_| stands && !run.is_closed()) else {
        return deeds;
    };
    let open_question = |event: &Event| {
        matches!(event, Event::QuestionRaised { .. }) && run.question_answer(fact.id).is_none()
    };
    if matches!(event, Event::NoteAdded { .. } | Event::NoteAmended { .. }) {
        deeds.push((RecordDeed::Amend, words::DEED_AMEND));
    } else if open_question(event) {
        deeds.push((RecordDeed::Answer, words::DEED_ANSWER));
    } else if matches!(event, Event::EvidenceAdded(_)) {
        deeds.push((RecordDeed::HandOver, words::DEED_HAND_OVER));
    } else if run.is_timer_running(fact.id) {
        deeds.push((RecordDeed::StopTimer, words::DEED_STOP_TIMER));
    } else if matches!(event, Event::StepDone { .. }) && fact.by.as_ref() != me {
        deeds.push((RecordDeed::Sign, words::DEED_SIGN));
    }
    if run.can_undo(fact, me) {
        deeds.push((RecordDeed::Undo, words::DEED_UNDO));
    }
    if event.step().is_some() {
        deeds.push((RecordDeed::GoToStep, words::DEED_GO));
    }
    deeds
}

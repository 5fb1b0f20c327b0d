//! The sentence of each kind of event.

use super::{Account, first_line};
use crate::locale::{Lang, Word, account as words};
use crate::report::words::preset;
use crate::report::{name, value};
use crate::run::{Deviation, Event, FactId, Reason, Writer};
use crate::runbook::{Answer, Cells, Id};
use crate::text::SafeText;

impl Account<'_> {
    /// What the event of a fact says, on one line: an arm for each kind.
    #[allow(clippy::too_many_lines)] // an arm for each kind
    pub(super) fn sentence_of(&self, id: FactId, event: &Event) -> SafeText {
        let lang = self.lang;
        match event {
            Event::FeedOpened { writer, .. } => self.feed_opened(writer),
            Event::RunOpened { number, title, .. } => words::RUN_OPENED.with(lang, &[number, title]),
            Event::RunTitled { title } => words::RUN_TITLED.with(lang, &[title]),
            Event::RunClosed { note, deviation } => self.closed(note, deviation.as_deref()),
            Event::RunReopened { reason } => self.because(words::RUN_REOPENED.text(lang), reason),
            Event::ConsoleLeft { cause } => self.cause(cause),
            Event::ConsoleReturned { away, cause, .. } => self.returned(*away, cause),
            Event::TimeSet { by } => self.time_set(*by),
            Event::Checkpoint { upto, key, .. } => words::CHECKPOINT.with(lang, &[upto, key]),
            Event::StepStarted { step, deviation, .. } => {
                self.moved(words::STARTED, step, deviation.as_deref())
            }
            Event::StepDone { step, row, deviation, .. } => {
                self.deviating(self.at_or_row(words::DONE, step, *row), deviation.as_deref())
            }
            Event::StepSkipped { step, row, deviation } => {
                self.deviating(self.at_or_row(words::SKIPPED, step, *row), Some(deviation))
            }
            Event::StepNotApplicable { step, row, reason } => {
                self.because(self.at_or_row(words::NOT_APPLICABLE, step, *row), reason)
            }
            Event::StepBlocked { step, reason } => self.blocked(step, reason),
            Event::StepUnblocked { step, note } => self.with_note(self.at(words::UNBLOCKED, step), note),
            Event::StepReopened { step, row, reason } => {
                self.because(self.at_or_row(words::REOPENED, step, *row), reason)
            }
            Event::StepAssigned { step, person, role } => {
                self.assigned(step, person.as_deref(), role.as_ref())
            }
            Event::StepAdded { phase, title, .. } => {
                words::ADDED.with(lang, &[title, &name::phase_of(self.run, phase, lang)])
            }
            Event::PhaseCompleted { phase, open, skipped, deviation } => {
                self.phase_completed(phase, open.len(), skipped.len(), deviation.as_deref())
            }
            Event::StepSigned { step, note, .. } => self.with_note(self.at(words::SIGNED, step), note),
            Event::AskAnswered { ask, value, amends } => self.answered(ask, value, *amends),
            Event::AskCleared { ask, reason } => {
                self.because(words::CLEARED.with(lang, &[&self.ask(ask)]), reason)
            }
            Event::RowAdded { ask, cells } => {
                words::ROW_ADDED.with(lang, &[&self.ask(ask), &self.row_name(ask, cells)])
            }
            Event::RowChanged { ask, row, .. } => self.at_row(words::ROW_CHANGED, ask, *row),
            Event::RowRemoved { ask, row, reason } => {
                self.because(self.at_row(words::ROW_REMOVED, ask, *row), reason)
            }
            Event::NoteAdded { text, step, .. } => self.note(text, step.as_ref()),
            Event::NoteAmended { text, .. } => words::NOTE_AMENDED.with(lang, &[&first_line(text)]),
            Event::DecisionMade { question, choice, .. } => {
                words::DECISION.with(lang, &[&first_line(question), &first_line(choice)])
            }
            Event::CallMade { whom, reached, said, .. } => {
                let word = if *reached { words::CALL } else { words::CALL_MISSED };
                word.with(lang, &[whom, &first_line(said)])
            }
            Event::QuestionRaised { text, .. } => words::QUESTION.with(lang, &[&first_line(text)]),
            Event::QuestionAnswered { answers, text } => self.question_answered(*answers, text),
            Event::EvidenceAdded(evidence) => self.evidence_added(id, &evidence.name),
            Event::EvidenceHanded { evidence, to, why, .. } => self.evidence_handed(*evidence, to, why),
            Event::TimerStarted { title, step, runs } => self.timer(title, step.as_ref(), *runs),
            Event::TimerStopped { timer } => words::TIMER_STOPPED.with(lang, &[&self.timer_of(*timer)]),
            Event::ClockMet { clock, row, to, reference, .. } => self.clock_met(clock, *row, to, reference),
            Event::AlarmAcknowledged { alarm } => self.acknowledged(alarm),
            Event::NoticeDrafted { notice, row, language, version, .. } => {
                let title = self.notice(notice, *row);
                words::NOTICE_DRAFTED.with(lang, &[&title, version, &language_name(*language, lang)])
            }
            Event::NoticeApproved { notice, row, draft_of, note, deviation } => {
                let version = self.draft_version(*draft_of);
                let approved = words::NOTICE_APPROVED.with(lang, &[&self.notice(notice, *row), &version]);
                self.deviating(self.with_note(approved, note), deviation.as_deref())
            }
            Event::NoticeSent { notice, row, to, how, deviation, .. } => {
                let sent = words::NOTICE_SENT.with(lang, &[&self.notice(notice, *row), to, how]);
                self.deviating(sent, deviation.as_deref())
            }
            Event::NoticeNotNeeded { notice, row, reason } => {
                self.because(words::NOTICE_NOT_NEEDED.with(lang, &[&self.notice(notice, *row)]), reason)
            }
            Event::TimerSnoozed { timer, by } => {
                let by = value::span((*by).into(), lang);
                words::TIMER_SNOOZED.with(lang, &[&by, &self.timer_of(*timer)])
            }
            Event::RoleTaken { role, takes_over } => self.role_taken(role, *takes_over),
            Event::RoleGiven { role, person, takes_over } => self.role_given(role, person, *takes_over),
            Event::RoleLeft { role, note, .. } => {
                // A ready reason for clearing the ask that the role answers stands there by its id.
                let note = preset(note).map_or(note.as_str(), |word| word.get(lang));
                self.with_note(words::ROLE_LEFT.with(lang, &[&name::role_of(self.run, role, lang)]), note)
            }
            Event::UpdatePosted { cadence, changed, .. } => self.update(cadence.as_ref(), changed),
            Event::HandoverGiven { to, text, .. } if to.trim().is_empty() => {
                words::HANDED_OVER_OPEN.with(lang, &[&first_line(text)])
            }
            Event::HandoverGiven { to, text, .. } => {
                words::HANDED_OVER.with(lang, &[&self.run.display_of(to), &first_line(text)])
            }
            Event::HandoverConfirmed { handover, note } => {
                let giver = self.run.fact(*handover).map_or("", |fact| &fact.by);
                self.with_note(words::TOOK_OVER.with(lang, &[&self.run.display_of(giver)]), note)
            }
            Event::ConflictSettled { chosen, note, .. } => {
                self.with_note(words::SETTLED.with(lang, &[&self.sentence_at(*chosen)]), note)
            }
            Event::FactUndone { undoes } => words::UNDID.with(lang, &[&self.sentence_at(*undoes)]),
        }
    }

    fn phase_completed(
        &self,
        phase: &Id,
        open: usize,
        skipped: usize,
        deviation: Option<&Deviation>,
    ) -> SafeText {
        let phase = name::phase_of(self.run, phase, self.lang);
        let sentence = match (open, skipped) {
            (0, 0) => words::PHASE_COMPLETED.with(self.lang, &[&phase]),
            (open, skipped) => words::PHASE_COMPLETED_BUT.with(self.lang, &[&phase, &open, &skipped]),
        };
        self.deviating(sentence, deviation)
    }

    fn feed_opened(&self, writer: &Writer) -> SafeText {
        let Writer { host, account, program, version, .. } = writer;
        words::FEED_OPENED.with(self.lang, &[host, account, program, version])
    }

    fn closed(&self, note: &str, deviation: Option<&Deviation>) -> SafeText {
        self.deviating(self.with_note(words::RUN_CLOSED.text(self.lang), note), deviation)
    }

    fn returned(&self, away: u64, cause: &str) -> SafeText {
        if cause == "open-elsewhere" {
            return words::RETURNED_BESIDE.text(self.lang);
        }
        words::RETURNED.with(self.lang, &[&value::span(away, self.lang), &self.cause(cause)])
    }

    /// Why a console let go of the run.
    fn cause(&self, cause: &str) -> SafeText {
        let word = match cause {
            "quit" => words::LEFT_QUIT,
            "hangup" => words::LEFT_HANGUP,
            "terminated" => words::LEFT_TERMINATED,
            "interrupted" => words::LEFT_INTERRUPTED,
            "input-closed" => words::LEFT_INPUT_CLOSED,
            "error" => words::LEFT_ERROR,
            "unknown" => words::CAUSE_UNKNOWN,
            other => return words::LEFT_OTHERWISE.with(self.lang, &[&other]),
        };
        word.text(self.lang)
    }

    fn time_set(&self, by: i64) -> SafeText {
        let word = if by < 0 { words::CLOCK_BACK } else { words::CLOCK_FORWARD };
        word.with(self.lang, &[&value::span(by.unsigned_abs(), self.lang)])
    }

    fn at(&self, word: Word, step: &Id) -> SafeText {
        word.with(self.lang, &[&self.step(step)])
    }

    /// What happened to a step, or to one row of it.
    fn at_or_row(&self, word: Word, step: &Id, row: Option<FactId>) -> SafeText {
        let Some(row) = row else { return self.at(word, step) };
        let table = self.run.step(step.as_str()).and_then(|state| self.run.table_of(state));
        let step = words::NOTICE_FOR.with(self.lang, &[&self.step(step), &self.row_at(table, row)]);
        word.with(self.lang, &[&step])
    }

    fn moved(&self, word: Word, step: &Id, deviation: Option<&Deviation>) -> SafeText {
        self.deviating(self.at(word, step), deviation)
    }

    fn deviating(&self, sentence: SafeText, deviation: Option<&Deviation>) -> SafeText {
        match deviation {
            Some(deviation) => self.because(sentence, &deviation.reason),
            None => sentence,
        }
    }

    fn because(&self, sentence: SafeText, reason: &Reason) -> SafeText {
        if reason.is_empty() {
            return sentence;
        }
        sentence.then(&words::BECAUSE.with(self.lang, &[&self.reason(reason)]))
    }

    fn blocked(&self, step: &Id, reason: &Reason) -> SafeText {
        let blocked = self.at(words::BLOCKED, step);
        if reason.is_empty() {
            return blocked;
        }
        blocked.then(&words::BECAUSE_BLOCKED.with(self.lang, &[&self.reason(reason)]))
    }

    fn with_note(&self, sentence: SafeText, note: &str) -> SafeText {
        if note.trim().is_empty() {
            return sentence;
        }
        sentence.then(&words::WITH_NOTE.with(self.lang, &[&first_line(note)]))
    }

    fn assigned(&self, step: &Id, person: Option<&str>, role: Option<&Id>) -> SafeText {
        let role = role.map(|id| name::role_of(self.run, id, self.lang));
        let to = match (person.map(SafeText::line), role) {
            (Some(person), Some(role)) => words::ASSIGNED_BOTH.with(self.lang, &[&person, &role]),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return self.at(words::UNASSIGNED, step),
        };
        words::ASSIGNED.with(self.lang, &[&self.step(step), &to])
    }

    fn answered(&self, ask: &Id, value: &Answer, amends: Option<FactId>) -> SafeText {
        let label = self.ask(ask);
        let value = self.value_line(ask, value);
        let before = amends.and_then(|id| self.run.fact(id)?.event());
        match before {
            Some(Event::AskAnswered { ask: of, value: before, .. }) if of == ask => {
                words::CORRECTED.with(self.lang, &[&label, &self.value_line(ask, before), &value])
            }
            Some(_) | None => words::ANSWERED.with(self.lang, &[&label, &value]),
        }
    }

    /// A value on one line; the rest of several lines stands below the sentence.
    fn value_line(&self, ask: &Id, value: &Answer) -> SafeText {
        if let Answer::Lines(text) = value {
            return first_line(text);
        }
        let kind = self.run.book.ask(ask.as_str()).map(|ask| &ask.kind);
        value::answer(value, kind, self.lang, self.zone)
    }

    fn at_row(&self, word: Word, ask: &Id, row: FactId) -> SafeText {
        let added = self.run.fact(row).and_then(|fact| fact.event());
        let name = if let Some(Event::RowAdded { cells, .. }) = added {
            self.row_name(ask, cells)
        } else {
            words::A_ROW.text(self.lang)
        };
        word.with(self.lang, &[&self.ask(ask), &name])
    }

    /// A row by its first filled cell.
    fn row_name(&self, ask: &Id, cells: &Cells) -> SafeText {
        let columns = name::columns(self.run.book.ask(ask.as_str()));
        let first = value::cells(cells, columns, self.lang, self.zone).into_iter().next();
        first.map_or_else(|| words::A_ROW.text(self.lang), |(_, value)| value)
    }

    fn note(&self, text: &str, step: Option<&Id>) -> SafeText {
        let text = first_line(text);
        match step {
            // What was written comes first: it is what a short line has to show.
            Some(step) => words::NOTE_AT.with(self.lang, &[&text, &self.step(step)]),
            None => words::NOTE.with(self.lang, &[&text]),
        }
    }

    fn question_answered(&self, question: FactId, text: &str) -> SafeText {
        let fact = self.run.fact(question);
        let asked = fact.map_or_else(|| words::A_FACT.text(self.lang), |fact| self.question(fact));
        words::QUESTION_ANSWERED.with(self.lang, &[&asked, &first_line(text)])
    }

    fn evidence_added(&self, id: FactId, name: &str) -> SafeText {
        words::EVIDENCE.with(self.lang, &[&name::evidence(self.run, id).0, &name])
    }

    fn evidence_handed(&self, evidence: FactId, to: &str, why: &str) -> SafeText {
        let (number, name) = name::evidence(self.run, evidence);
        self.with_note(words::EVIDENCE_HANDED.with(self.lang, &[&number, &name, &to]), why)
    }

    fn timer(&self, title: &str, step: Option<&Id>, runs: u32) -> SafeText {
        let length = value::span(runs.into(), self.lang);
        match self.timer_title(title, step) {
            Some(title) => words::TIMER.with(self.lang, &[&length, &title]),
            None => words::TIMER_PLAIN.with(self.lang, &[&length]),
        }
    }

    /// A timer's own title, else its step's.
    fn timer_title(&self, title: &str, step: Option<&Id>) -> Option<SafeText> {
        let own = Some(SafeText::line(title.trim())).filter(|title| !title.is_empty());
        own.or_else(|| step.map(|step| self.step(step)))
    }

    /// What to call the timer that a fact started: by its title, else by how long it runs.
    pub fn timer_of(&self, id: FactId) -> SafeText {
        match self.run.fact(id).and_then(|fact| fact.event()) {
            Some(Event::TimerStarted { title, step, runs }) => self
                .timer_title(title, step.as_ref())
                .unwrap_or_else(|| value::span((*runs).into(), self.lang)),
            Some(_) | None => words::A_FACT.text(self.lang),
        }
    }

    /// A notice by its title, and the row that it is for.
    fn notice(&self, notice: &Id, row: Option<FactId>) -> SafeText {
        let title = name::notice_of(self.run, notice, self.lang);
        let Some(row) = row else { return title };
        let table = self.run.book.notice(notice.as_str()).and_then(|notice| notice.each.as_ref());
        words::NOTICE_FOR.with(self.lang, &[&title, &self.row_at(table, row)])
    }

    /// What a row is called, as it was added; where it was struck out, too.
    fn row_at(&self, table: Option<&Id>, row: FactId) -> SafeText {
        match (table, self.run.fact(row).and_then(|fact| fact.event())) {
            (Some(table), Some(Event::RowAdded { cells, .. })) => self.row_name(table, cells),
            (Some(_) | None, Some(_) | None) => words::A_ROW.text(self.lang),
        }
    }

    pub(super) fn draft_version(&self, draft: FactId) -> u32 {
        let place = self.run.place(draft);
        place.and_then(|place| self.run.draft(place)).map_or(0, |draft| draft.version)
    }
    fn role_taken(&self, role: &Id, takes_over: Option<FactId>) -> SafeText {
        let title = name::role_of(self.run, role, self.lang);
        match takes_over.and_then(|id| self.holder_by(id)) {
            Some(before) => words::ROLE_TAKEN_OVER.with(self.lang, &[&title, &before]),
            None => words::ROLE_TAKEN.with(self.lang, &[&title]),
        }
    }

    fn role_given(&self, role: &Id, person: &str, takes_over: Option<FactId>) -> SafeText {
        let title = name::role_of(self.run, role, self.lang);
        let person = self.run.display_of(person);
        match takes_over.and_then(|id| self.holder_by(id)) {
            Some(before) => words::ROLE_GIVEN_ON.with(self.lang, &[&title, &before, &person]),
            None => words::ROLE_GIVEN.with(self.lang, &[&title, &person]),
        }
    }

    /// Whom a fact made the holder of a role.
    fn holder_by(&self, id: FactId) -> Option<&str> {
        let fact = self.run.fact(id)?;
        let given = fact.event()?;
        let person =
            if let Event::RoleGiven { person, .. } = given { person.as_str() } else { fact.by.as_ref() };
        Some(self.run.display_of(person))
    }

    fn update(&self, cadence: Option<&Id>, changed: &str) -> SafeText {
        match cadence {
            Some(cadence) => {
                let title = name::cadence_of(self.run, cadence, self.lang);
                words::UPDATE.with(self.lang, &[&title, &first_line(changed)])
            }
            None => words::UPDATE_PLAIN.with(self.lang, &[&first_line(changed)]),
        }
    }
}

/// What a language is called.
fn language_name(language: Lang, lang: Lang) -> &'static str {
    match language {
        Lang::Zh => words::LANGUAGE_ZH.get(lang),
        Lang::En => words::LANGUAGE_EN.get(lang),
    }
}

//! What an event says besides its sentence, a line each.

use super::{Account, first_line};
use crate::locale::{Word, account as words};
use crate::report::{name, value, words as vocabulary};
use crate::run::event::Continues;
use crate::run::{Event, EvidenceHow, EvidenceItem, FactId, Stood};
use crate::runbook::{Answer, Cells, Id};
use crate::text::SafeText;

impl Account<'_> {
    /// The lines below an event's sentence: an arm for each kind.
    #[allow(clippy::too_many_lines)] // an arm for each kind, and each is short
    pub(super) fn details(&self, event: &Event) -> Vec<SafeText> {
        match event {
            Event::FeedOpened { files, continues, .. } => {
                let digests = files.iter().map(|(file, digest)| self.say(words::CELL, &[file, digest]));
                continues.iter().map(|earlier| self.continued(earlier)).chain(digests).collect()
            }
            Event::RunOpened { run, runbook, version, .. } => vec![
                self.say(words::RUN_KIND, &[&vocabulary::kind(*run).get(self.lang)]),
                self.say(words::RUN_BOOK, &[runbook, version]),
            ],
            Event::RunClosed { note: text, .. }
            | Event::StepUnblocked { note: text, .. }
            | Event::NoteAdded { text, .. }
            | Event::EvidenceHanded { why: text, .. }
            | Event::QuestionAnswered { text, .. }
            | Event::AskAnswered { value: Answer::Lines(text), .. } => further_lines(text),
            Event::StepSigned { done_of, note, .. } => {
                self.confirmed(*done_of).into_iter().chain(further_lines(note)).collect()
            }
            Event::PhaseCompleted { open, skipped, .. } => self.left_of_phase(open, skipped),
            Event::StepAdded { guide, .. } => SafeText::lines(guide),
            Event::RowAdded { ask, cells } | Event::RowChanged { ask, cells, .. } => self.cells(ask, cells),
            Event::NoteAmended { amends, text } => {
                further_lines(text).into_iter().chain(self.amended(*amends)).collect()
            }
            Event::DecisionMade { .. } => self.decision(event),
            Event::CallMade { number, said, step, .. } => further_lines(said)
                .into_iter()
                .chain(self.filled(words::NUMBER, number))
                .chain(self.at_step(step.as_ref()))
                .collect(),
            Event::QuestionRaised { text, step } => {
                further_lines(text).into_iter().chain(self.at_step(step.as_ref())).collect()
            }
            Event::EvidenceAdded(_) => self.evidence(event),
            Event::NoticeDrafted { text, sha256, .. } => vec![
                self.say(words::NOTICE_LENGTH, &[&text.chars().count()]),
                self.say(words::EVIDENCE_DIGEST, &[sha256]),
            ],
            Event::NoticeSent { draft_of, reference, .. } => draft_of
                .map(|draft| self.say(words::NOTICE_VERSION, &[&self.draft_version(draft)]))
                .or_else(|| Some(words::NOTICE_NO_VERSION.text(self.lang)))
                .into_iter()
                .chain(self.filled(words::NOTICE_REFERENCE, reference))
                .collect(),
            Event::UpdatePosted { .. } => self.update_details(event),
            Event::HandoverGiven { text, roles, stood, .. } => self.handed_over(text, roles, *stood),
            Event::HandoverConfirmed { note, .. }
            | Event::RoleLeft { note, .. }
            | Event::NoticeApproved { note, .. } => further_lines(note),
            Event::ClockMet { evidence, note, .. } => self.proof(*evidence, note),
            Event::RunTitled { .. }
            | Event::RunReopened { .. }
            | Event::ConsoleLeft { .. }
            | Event::ConsoleReturned { .. }
            | Event::TimeSet { .. }
            | Event::Checkpoint { .. }
            | Event::StepStarted { .. }
            | Event::StepDone { .. }
            | Event::StepSkipped { .. }
            | Event::StepNotApplicable { .. }
            | Event::StepBlocked { .. }
            | Event::StepReopened { .. }
            | Event::StepAssigned { .. }
            | Event::AskAnswered { .. }
            | Event::AskCleared { .. }
            | Event::RowRemoved { .. }
            | Event::TimerStarted { .. }
            | Event::TimerStopped { .. }
            | Event::AlarmAcknowledged { .. }
            | Event::ConflictSettled { .. }
            | Event::NoticeNotNeeded { .. }
            | Event::TimerSnoozed { .. }
            | Event::RoleTaken { .. }
            | Event::RoleGiven { .. }
            | Event::FactUndone { .. } => Vec::new(),
        }
    }

    /// The titles of what was left of a phase.
    fn left_of_phase(&self, open: &[Id], skipped: &[Id]) -> Vec<SafeText> {
        let titled = |(word, ids): (Word, &[Id])| {
            let titles = value::join(ids.iter().map(|id| self.step(id)), words::LIST_COMMA.get(self.lang));
            (!ids.is_empty()).then(|| self.say(word, &[&titles]))
        };
        [(words::LEFT_OPEN, open), (words::LEFT_SKIPPED, skipped)].into_iter().filter_map(titled).collect()
    }

    /// What proves that a clock was met, and a remark.
    fn proof(&self, evidence: Option<FactId>, note: &str) -> Vec<SafeText> {
        let proof = evidence.map(|id| {
            let (number, name) = name::evidence(self.run, id);
            self.say(words::PROVED_BY, &[&number, &name])
        });
        proof.into_iter().chain(SafeText::lines(note.trim())).collect()
    }

    fn say(&self, word: Word, values: &[&dyn std::fmt::Display]) -> SafeText {
        word.with(self.lang, values)
    }

    /// A line for a value that is there.
    fn filled(&self, word: Word, text: &str) -> Option<SafeText> {
        (!text.trim().is_empty()).then(|| self.say(word, &[&text.trim()]))
    }

    fn at_step(&self, step: Option<&Id>) -> Option<SafeText> {
        step.map(|step| self.say(words::AT_STEP, &[&self.step(step)]))
    }

    fn continued(&self, earlier: &Continues) -> SafeText {
        self.say(words::FEED_CONTINUES, &[&earlier.feed, &earlier.valid_bytes])
    }

    fn confirmed(&self, done_of: FactId) -> Option<SafeText> {
        let place = self.run.place(done_of)?;
        let (done, when) = (&self.run.facts()[place], self.run.when(place)?);
        Some(self.say(words::SIGNED_OF, &[&done.by, &self.moment(when)]))
    }

    fn update_details(&self, event: &Event) -> Vec<SafeText> {
        let Event::UpdatePosted { also, changed, next, next_at, .. } = event else { return Vec::new() };
        let also = also.iter().map(|id| name::cadence_of(self.run, id, self.lang));
        further_lines(changed)
            .into_iter()
            .chain(self.filled(words::UPDATE_NEXT, next))
            .chain(next_at.map(|at| self.say(words::UPDATE_NEXT_AT, &[&self.moment(at)])))
            .chain(also.map(|title| self.say(words::UPDATE_ALSO, &[&title])))
            .collect()
    }

    fn handed_over(&self, text: &str, roles: &[Id], stood: Stood) -> Vec<SafeText> {
        let roles = (!roles.is_empty()).then(|| {
            let titles = roles.iter().map(|role| name::role_of(self.run, role, self.lang));
            let titles = value::join(titles, words::LIST_COMMA.get(self.lang));
            self.say(words::HANDED_ROLES, &[&titles])
        });
        let Stood { settled, steps, running, blocked, past, questions } = stood;
        let stood = self.say(words::HANDED_STOOD, &[&settled, &steps, &running, &blocked, &past, &questions]);
        further_lines(text).into_iter().chain(roles).chain([stood]).collect()
    }

    fn cells(&self, ask: &Id, cells: &Cells) -> Vec<SafeText> {
        let columns = name::columns(self.run.book.ask(ask.as_str()));
        let cells = value::cells(cells, columns, self.lang, self.zone);
        cells.iter().map(|(label, value)| self.say(words::CELL, &[label, value])).collect()
    }

    fn amended(&self, amends: FactId) -> Option<SafeText> {
        let event = self.run.fact(amends)?.event()?;
        let (Event::NoteAdded { text, .. } | Event::NoteAmended { text, .. }) = event else { return None };
        Some(self.say(words::WAS, &[&first_line(text)]))
    }

    fn decision(&self, event: &Event) -> Vec<SafeText> {
        let Event::DecisionMade { question, options, choice, reason, decided_by, step, .. } = event else {
            return Vec::new();
        };
        let options = options.iter().map(|option| self.say(words::OPTION, &[option]));
        further_lines(question)
            .into_iter()
            .chain(further_lines(choice))
            .chain(options)
            .chain(self.filled(words::REASON, reason))
            .chain(self.filled(words::DECIDED_BY, decided_by))
            .chain(self.at_step(step.as_ref()))
            .collect()
    }

    fn evidence(&self, event: &Event) -> Vec<SafeText> {
        let Event::EvidenceAdded(evidence) = event else { return Vec::new() };
        let EvidenceItem { step, how, place, sha256, size, modified, source, method, finder, .. } =
            &**evidence;
        let how = match how {
            EvidenceHow::Copied => words::HELD_COPIED,
            EvidenceHow::InPlace => words::HELD_IN_PLACE,
            EvidenceHow::Described => words::HELD_DESCRIBED,
        };
        let lines = [
            sha256.as_deref().and_then(|digest| self.filled(words::EVIDENCE_DIGEST, digest)),
            size.as_deref().and_then(|size| self.filled(words::EVIDENCE_SIZE, size)),
            self.filled(words::EVIDENCE_PLACE, place),
            self.filled(words::EVIDENCE_SOURCE, source),
            self.filled(words::EVIDENCE_METHOD, method),
            self.filled(words::EVIDENCE_FINDER, finder),
            modified.map(|at| self.say(words::EVIDENCE_MODIFIED, &[&self.moment(at)])),
            Some(self.say(words::EVIDENCE_HELD, &[&how.get(self.lang)])),
            self.at_step(step.as_ref()),
        ];
        lines.into_iter().flatten().collect()
    }
}

/// The lines after the first, which stands in the sentence.
fn further_lines(text: &str) -> Vec<SafeText> {
    text.trim().lines().skip(1).map(SafeText::line).collect()
}

//! What a status update can truthfully say without anybody's typing: what was recorded since the last one.

use super::account::Account;
use super::{name, value};
use crate::locale::{Word, shift as words};
use crate::run::{Event, Run, Status};
use crate::text::SafeText;

/// At most so many things are named in one line; the latest are.
const MOST_NAMED: usize = 12;

/// What changed since the last update, a line for each kind of thing; that nothing did, where nothing did.
pub fn changed(account: &Account<'_>) -> Vec<SafeText> {
    let run = account.run;
    let since = run.updates().next_back().and_then(|fact| run.place(fact.id));
    let lines = Changes { account, since: since.map_or(0, |place| place + 1) }.lines();
    if !lines.is_empty() {
        return lines;
    }
    let at = since.map(|place| run.facts()[place].at).or_else(|| run.opened_at());
    let at = at.map(|at| SafeText::line(&account.zone.clock(at))).unwrap_or_default();
    vec![words::NOTHING_NEW.with(account.lang, &[&at])]
}

/// The decisions that were made at or after a place of the run's order, a text each.
pub fn decisions(account: &Account<'_>, since: usize) -> Vec<SafeText> {
    Changes { account, since }.facts(|event| {
        let Event::DecisionMade { question, choice, .. } = event else { return None };
        let line = |text: &str| SafeText::line(text.trim().lines().next().unwrap_or_default());
        Some(words::ARROW.with(account.lang, &[&line(question), &line(choice)]))
    })
}

struct Changes<'a> {
    account: &'a Account<'a>,
    /// The first place that counts.
    since: usize,
}

impl Changes<'_> {
    fn lines(&self) -> Vec<SafeText> {
        let Account { run, lang, .. } = *self.account;
        let mut lines = Vec::new();
        let mut say = |word: Word, named: Vec<SafeText>| {
            let named = &named[named.len().saturating_sub(MOST_NAMED)..];
            if !named.is_empty() {
                let named = value::join(named.iter().cloned(), words::SEMICOLON.get(lang));
                lines.push(word.with(lang, &[&named]));
            }
        };
        say(words::DONE, self.steps(&[Status::Done]));
        say(words::SET_ASIDE, self.steps(&[Status::Skipped, Status::NotApplicable]));
        say(words::BLOCKED, self.steps(&[Status::Blocked]));
        say(words::RUNNING, self.steps(&[Status::Running]));
        say(words::ANSWERED, self.answers());
        say(words::DECIDED, decisions(self.account, self.since));
        say(
            words::FOUND_OUT,
            self.facts(|event| {
                let Event::QuestionAnswered { answers, text } = event else { return None };
                let asked = self.account.question(run.fact(*answers)?);
                let text = SafeText::line(text.trim().lines().next().unwrap_or_default());
                Some(words::ARROW.with(lang, &[&asked, &text]))
            }),
        );
        say(words::QUESTIONS, run.open_questions().map(|fact| self.account.question(fact)).collect());
        say(
            words::EVIDENCE,
            self.facts(|event| {
                let Event::EvidenceAdded(evidence) = event else { return None };
                Some(SafeText::line(&evidence.name))
            }),
        );
        lines
    }

    /// What the facts since then say, of those that stand.
    fn facts(&self, text: impl Fn(&Event) -> Option<SafeText>) -> Vec<SafeText> {
        let run: &Run = self.account.run;
        let places = (self.since..run.facts().len()).filter(|place| run.stands(*place));
        places.filter_map(|place| text(run.facts()[place].event()?)).collect()
    }

    /// The steps that came to where they stand since then.
    fn steps(&self, statuses: &[Status]) -> Vec<SafeText> {
        let run = self.account.run;
        let new = |place: Option<usize>| place.is_some_and(|place| place >= self.since);
        let came = run.steps().iter().filter(|step| statuses.contains(&step.status) && new(step.decided_by));
        came.map(|step| name::step(run, step, self.account.lang)).collect()
    }

    /// The asks that were answered since then, with what counts now.
    fn answers(&self) -> Vec<SafeText> {
        let Account { run, lang, zone, .. } = *self.account;
        let new = run.asks().iter().filter(|ask| ask.decided_by.is_some_and(|place| place >= self.since));
        new.filter_map(|state| {
            let ask = run.book.ask(state.id.as_str())?;
            let answer = value::answer(state.answer.as_ref()?, Some(&ask.kind), lang, zone);
            Some(words::PAIR.with(lang, &[&ask.label.get(lang), &answer]))
        })
        .collect()
    }
}

//! The state as lines for a terminal or a file.

use super::{AskAnswer, Evidence, RowLine, State, StepLine};
use crate::locale::{Lang, Word, measure as measures, notice as notices, page as words};
use crate::report::account::Account;
use crate::report::log::padded;
use crate::report::measure::{self, CommitmentState};
use crate::report::{head, name, notice, value, words as vocabulary};
use crate::run::Status;
use crate::runbook::Tri;
use crate::text::SafeText;
use crate::time::Moment;

/// Columns for a step's title; a longer one pushes what follows.
const TITLE_COLUMNS: usize = 30;

pub(super) fn page(whole: &State, account: &Account<'_>) -> Vec<SafeText> {
    let mut page = Page { account, lines: head::head(account) };
    page.progress(whole);
    for phase in &whole.phases {
        let stage = vocabulary::stage(phase.stage).get(account.lang);
        page.heading(&format!("{} {}/{} · {stage}", phase.title, phase.settled, phase.of));
        for step in &phase.steps {
            page.step(step);
        }
    }
    page.asks(&whole.asks);
    page.section(words::EVIDENCE, &whole.evidence, Page::evidence);
    page.notices();
    page.section(words::QUESTIONS, &whole.questions, |page, question| {
        page.said(&question.text, &question.by, question.at);
    });
    page.section(words::CLOCKS, &whole.clocks, Page::clock);
    let others: Vec<super::Due> =
        whole.alarms.iter().filter(|due| !due.alarm.starts_with("clock:")).cloned().collect();
    page.section(words::ALARMS, &others, Page::alarm);
    page.section(measures::METRICS, &whole.metrics, |page, metric| {
        page.line(&words::LINE.with(page.lang(), &[&metric.title, &metric.text]));
    });
    page.section(measures::COMMITMENTS, &whole.commitments, Page::commitment);
    page.section(words::DEVIATIONS, &whole.deviations, |page, deviation| {
        page.said(&deviation.sentence, &deviation.by, deviation.at);
    });
    page.section(words::CONFLICTS, &whole.conflicts, |page, id| page.line(&id.as_str()));
    page.lines
}

struct Page<'a> {
    account: &'a Account<'a>,
    lines: Vec<SafeText>,
}

impl Page<'_> {
    const fn lang(&self) -> Lang {
        self.account.lang
    }

    fn line(&mut self, text: &dyn std::fmt::Display) {
        self.lines.push(SafeText::line(&format!("  {text}")));
    }

    fn heading(&mut self, text: &dyn std::fmt::Display) {
        self.lines.push(SafeText::default());
        self.lines.push(words::HEADING.with(self.lang(), &[text]));
    }

    /// A heading and what stands under it; nothing where there is nothing.
    fn section<T>(&mut self, title: Word, items: &[T], item: impl Fn(&mut Self, &T)) {
        if !items.is_empty() {
            self.heading(&title.get(self.lang()));
            for one in items {
                item(self, one);
            }
        }
    }

    fn notices(&mut self) {
        let items = notice::items(self.account.run);
        if !items.is_empty() {
            self.heading(&notices::NOTICES.get(self.lang()));
            for line in notice::page(self.account, &items) {
                self.line(&line);
            }
        }
    }

    fn progress(&mut self, state: &State) {
        let lang = self.lang();
        let run = &state.run;
        let mut say = |word: Word, text: &dyn std::fmt::Display| {
            self.lines.push(words::LINE.with(lang, &[&word.get(lang), text]));
        };
        if let Some(elapsed) = run.elapsed_seconds {
            let word = if run.closed.is_some() { words::TOOK } else { words::ELAPSED };
            say(word, &value::minutes(elapsed, lang));
        }
        say(words::PROGRESS, &format!("{}/{}", run.settled, run.steps));
        let steps = state.phases.iter().flat_map(|phase| &phase.steps);
        let next = run.next.as_ref().and_then(|next| steps.clone().into_iter().find(|step| step.id == *next));
        if let Some(step) = next {
            say(words::NEXT, &step.title);
        }
    }

    /// `[x] 停止事件扩散    已完成 04:12 alice`
    fn step(&mut self, step: &StepLine) {
        let lang = self.lang();
        let status = step.status;
        let mut after: Vec<String> = vec![vocabulary::status(status).get(lang).to_owned()];
        after.extend(step.at.map(|at| value::moment(at, self.account.zone).to_string()));
        after.extend(step.by.clone());
        after.extend(step.reason.clone());
        after.extend(step.assigned.as_ref().map(|to| words::ASSIGNED_TO.with(lang, &[to]).to_string()));
        after.extend(step.sign_offs.iter().map(|signed| {
            let how = vocabulary::independence(signed.independence).get(lang);
            words::CONFIRMED_HOW.with(lang, &[&signed.by, &how]).to_string()
        }));
        after.extend((step.evidence > 0).then(|| format!("{} {}", words::EVIDENCE.get(lang), step.evidence)));
        after.extend((step.must && !status.is_settled()).then(|| words::MUST.get(lang).to_owned()));
        after.extend(step.conflict.then(|| words::CONFLICTING.get(lang).to_owned()));
        match step.applies {
            Tri::True => {}
            Tri::False => after.push(self.why_not(step)),
            Tri::Unknown => after.push(words::UNDECIDED.get(lang).to_owned()),
        }
        let settled = step.rows.iter().filter(|row| row.status.is_settled()).count();
        let counts = |row: &&RowLine| row.status.is_settled() || row.applies != Tri::False;
        let all = step.rows.iter().filter(counts).count();
        if all > 0 {
            after.insert(0, format!("{settled}/{all}"));
        }
        let title = padded(&SafeText::line(&step.title), TITLE_COLUMNS, self.account.ambiguous);
        self.line(&format!("{} {title}  {}", glyph(step), after.join(" · ")));
        if settled > 0 {
            for row in step.rows.iter().filter(counts) {
                self.row(row);
            }
        }
    }

    fn why_not(&self, step: &StepLine) -> String {
        let (lang, Account { run, zone, .. }) = (self.lang(), self.account);
        let place = run.step_place(step.id.as_str());
        let why = place.and_then(|place| name::why_not(run, place, lang, zone));
        why.map_or_else(
            || words::DOES_NOT_APPLY.get(lang).to_owned(),
            |why| words::DOES_NOT_APPLY_SINCE.with(lang, &[&why]).to_string(),
        )
    }

    /// A row of a step that somebody has begun to work row by row.
    fn row(&mut self, row: &RowLine) {
        let mut after = vec![vocabulary::status(row.status).get(self.lang()).to_owned()];
        after.extend(row.at.map(|at| value::moment(at, self.account.zone).to_string()));
        after.extend(row.by.clone());
        after.extend(row.reason.clone());
        let title =
            padded(&SafeText::line(&row.name), TITLE_COLUMNS.saturating_sub(4), self.account.ambiguous);
        self.line(&format!("    {} {title}  {}", status_glyph(row.status), after.join(" · ")));
    }

    /// The answers, then what is missing: by name where the runbook wants it, else by number.
    fn asks(&mut self, asks: &[AskAnswer]) {
        let lang = self.lang();
        let (answered, missing): (Vec<&AskAnswer>, Vec<&AskAnswer>) =
            asks.iter().partition(|ask| ask.text.is_some() || !ask.rows.is_empty());
        let (required, others): (Vec<&AskAnswer>, Vec<&AskAnswer>) =
            missing.into_iter().partition(|ask| ask.required);
        if !asks.is_empty() {
            self.heading(&words::ASKS.get(lang));
        }
        for ask in answered {
            self.ask(ask);
        }
        if !required.is_empty() {
            let labels = required.iter().map(|ask| SafeText::line(&ask.label));
            let labels = value::join(labels, words::LIST_COMMA.get(lang));
            self.line(&words::MISSING.with(lang, &[&labels]));
        }
        if !others.is_empty() {
            self.line(&words::UNANSWERED.with(lang, &[&others.len()]));
        }
    }

    fn ask(&mut self, ask: &AskAnswer) {
        let lang = self.lang();
        let text = ask.text.clone().unwrap_or_else(|| words::ROWS.with(lang, &[&ask.rows.len()]).to_string());
        let conflict = ask.conflict.then(|| words::CONFLICTING.get(lang).to_owned());
        let parts = [Some(text), ask.by.clone(), conflict].into_iter().flatten();
        let parts = parts.collect::<Vec<_>>().join(" · ");
        self.line(&words::LINE.with(lang, &[&ask.label, &parts]));
        for row in &ask.row_texts {
            self.line(&format!("  {row}"));
        }
    }

    fn evidence(&mut self, evidence: &Evidence) {
        let holder = evidence.holder.as_ref().map(|to| words::HELD_BY.with(self.lang(), &[to]).to_string());
        let size = evidence.size.as_ref().map(|size| format!("{size} B"));
        let at = value::moment(evidence.at, self.account.zone).to_string();
        let parts = [Some(at), Some(evidence.by.clone()), size, holder].into_iter().flatten();
        let parts = parts.collect::<Vec<_>>().join(" · ");
        self.line(&format!("{} {}  {parts}", evidence.number, evidence.name));
        if let Some(digest) = &evidence.sha256 {
            self.line(&format!("  SHA-256 {digest}"));
        }
    }

    /// A clock with how it stands, when it ends or was met, and on what it rests.
    fn clock(&mut self, clock: &super::ClockLine) {
        let zone = self.account.zone;
        let mut text = words::CLOCK.with(self.lang(), &[&clock.title, &clock.text]).to_string();
        let when = match (clock.met, &clock.last_day, clock.due) {
            (Some(met), _, _) => Some(value::moment(met, zone).to_string()),
            (None, _, _) if clock.standing != "running" => None,
            (None, Some(day), _) => Some(format!("{day} 24:00")),
            (None, None, Some(due)) => Some(value::moment(due, zone).to_string()),
            (None, None, None) => None,
        };
        let late = clock.late.then(|| words::LATE.get(self.lang()).to_owned());
        let seen =
            clock.seen_by.as_ref().zip(clock.seen_at).map(|(by, at)| {
                words::SEEN_BY.with(self.lang(), &[by, &value::moment(at, zone)]).to_string()
            });
        for part in [when, late, seen, Some(clock.basis.clone())].into_iter().flatten() {
            text = format!("{text} · {part}");
        }
        self.line(&text);
    }

    fn alarm(&mut self, due: &super::Due) {
        let lang = self.lang();
        let word = match due.alarm.split_once(':').map_or("", |(kind, _)| kind) {
            "target" => words::TARGET_OF,
            "due" => words::DUE_OF,
            "cadence" => words::CADENCE_OF,
            _ => words::TIMER_OF,
        };
        let at = value::moment(due.at, self.account.zone);
        let past = if due.past { format!(" · {}", words::PAST.get(lang)) } else { String::new() };
        let past = if due.seen { format!("{past} · {}", words::SEEN.get(lang)) } else { past };
        self.line(&format!("{at}  {}{past}", word.with(lang, &[&due.title])));
    }

    /// The promise and how it stands, then what shows it.
    fn commitment(&mut self, promise: &CommitmentState) {
        let lang = self.lang();
        let verdict = measure::commitment_word(promise.verdict).get(lang);
        let source = promise.source.as_ref().map(|source| format!("{source} ")).unwrap_or_default();
        self.line(&words::LINE.with(lang, &[&format!("{source}{}", promise.title), &verdict]));
        for proof in &promise.proofs {
            self.line(&format!("  {}", words::LINE.with(lang, &[&proof.title, &proof.text])));
        }
    }

    fn said(&mut self, text: &str, by: &str, at: Moment) {
        self.line(&format!("{}  {by}  {}", value::moment(at, self.account.zone), text));
    }
}

/// A step's sign in ASCII, since a page goes to mail and paper.
const fn glyph(step: &StepLine) -> &'static str {
    match step.status {
        Status::Open if matches!(step.applies, Tri::False) => "[~]",
        Status::Open
        | Status::Running
        | Status::Done
        | Status::Skipped
        | Status::NotApplicable
        | Status::Blocked => status_glyph(step.status),
    }
}

const fn status_glyph(status: Status) -> &'static str {
    match status {
        Status::Open => "[ ]",
        Status::Running => "[>]",
        Status::Done => "[x]",
        Status::Skipped => "[-]",
        Status::NotApplicable => "[~]",
        Status::Blocked => "[!]",
    }
}

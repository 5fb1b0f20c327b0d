//! The page of a shift that is handed over: where the run stands, on one screen, for who takes it up.

use super::account::Account;
use super::update::decisions;
use super::{due, name, value};
use crate::locale::{Word, shift as words};
use crate::run::{Event, Fact, Status, Stood};
use crate::runbook::Tri;
use crate::text::SafeText;
use crate::time::Moment;

/// How far ahead the page looks: a shift.
const AHEAD: chrono::TimeDelta = chrono::TimeDelta::hours(12);

/// At most so many lines stand under one heading.
const MOST_LINES: usize = 8;

/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub title: SafeText,
    pub lines: Vec<SafeText>,
}

/// The page, a section for each question that somebody asks who comes in.
pub fn page(account: &Account<'_>, now: Moment) -> Vec<Section> {
    let page = Page { account, now };
    let (passed, coming) = page.due();
    let section = |title: Word, lines: Vec<SafeText>| Section { title: title.text(account.lang), lines };
    let few = |title: Word, lines: Vec<SafeText>| section(title, page.few(lines));
    let sections = [
        few(words::SHIFT_STANDS, page.stands()),
        few(words::SHIFT_RUNNING, page.steps(Status::Running)),
        // Of what is due nothing is left out: the next shift answers for it.
        Section { title: page.say(words::SHIFT_PASSED, &[&passed.len()]), lines: passed },
        section(words::SHIFT_DUE, coming),
        few(words::SHIFT_ROLES, page.roles()),
        few(words::SHIFT_BLOCKED, page.steps(Status::Blocked)),
        few(words::SHIFT_QUESTIONS, page.questions()),
        few(words::SHIFT_DECISIONS, page.decisions()),
        few(words::SHIFT_SKIPPED, page.skipped()),
        few(words::SHIFT_EVIDENCE, page.evidence()),
    ];
    sections.into_iter().filter(|section| !section.lines.is_empty()).collect()
}

/// A handover that was given, as it reads for who takes it over.
pub fn given(account: &Account<'_>, fact: &Fact, now: Moment) -> Vec<Section> {
    let Some(Event::HandoverGiven { to, text, roles, stood }) = fact.event() else { return Vec::new() };
    let Account { run, lang, zone, .. } = *account;
    let giver = run.display_of(&fact.by);
    let at = zone.short(fact.at, now);
    let title = if to.trim().is_empty() {
        words::GIVEN_BY.with(lang, &[&giver, &at])
    } else {
        words::GIVEN_BY_TO.with(lang, &[&giver, &run.display_of(to), &at])
    };
    let mut sections = vec![Section { title, lines: SafeText::lines(text) }];
    if !roles.is_empty() {
        let titles = roles.iter().map(|role| name::role_of(run, role, lang)).collect();
        sections.push(Section { title: words::ROLES_PASS.text(lang), lines: titles });
    }
    let Stood { settled, steps, running, blocked, past, questions } = *stood;
    let stood = crate::locale::account::HANDED_STOOD
        .with(lang, &[&settled, &steps, &running, &blocked, &past, &questions]);
    let mut last = vec![stood];
    last.push(match run.confirming(fact.id).map(|place| &run.facts()[place]) {
        Some(by) => words::CONFIRMED_BY.with(lang, &[&run.display_of(&by.by), &zone.short(by.at, now)]),
        None => words::NOT_CONFIRMED.text(lang),
    });
    sections.push(Section { title: words::WHEN_GIVEN.text(lang), lines: last });
    sections
}

/// How the run stands, in numbers, for the journal.
pub fn stood(account: &Account<'_>, now: Moment) -> Stood {
    let run = account.run;
    let parts = (0..run.phases().len()).map(|phase| run.progress(phase));
    let (settled, steps) = parts.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let of = |status: Status| count(run.steps().iter().filter(|step| step.status == status).count());
    Stood {
        settled: count(settled),
        steps: count(steps),
        running: of(Status::Running),
        blocked: of(Status::Blocked),
        past: count(due::due(account, now, chrono::TimeDelta::zero()).len()),
        questions: count(run.open_questions().count()),
    }
}

struct Page<'a> {
    account: &'a Account<'a>,
    now: Moment,
}

impl Page<'_> {
    fn say(&self, word: Word, values: &[&dyn std::fmt::Display]) -> SafeText {
        word.with(self.account.lang, values)
    }

    fn clock(&self, at: Moment) -> SafeText {
        SafeText::line(&self.account.zone.short(at, self.now))
    }

    /// The first lines; the last says how many more there are.
    fn few(&self, mut lines: Vec<SafeText>) -> Vec<SafeText> {
        if lines.len() > MOST_LINES {
            let more = lines.len() - MOST_LINES + 1;
            lines.truncate(MOST_LINES - 1);
            lines.push(self.say(words::AND_MORE, &[&more]));
        }
        lines
    }

    /// How far the run is, since when this shift, and what is next.
    fn stands(&self) -> Vec<SafeText> {
        let run = self.account.run;
        let Stood { settled, steps, .. } = stood(self.account, self.now);
        let mut lines = Vec::new();
        if let Some((from, aware)) = run.elapsed_from() {
            let word = if aware { words::SINCE_AWARE } else { words::SINCE_OPENED };
            let elapsed = value::elapsed(from, self.now, self.account.lang);
            let shift = run.shift_began().unwrap_or(from);
            lines.push(self.say(word, &[&elapsed, &settled, &steps, &self.clock(shift)]));
        }
        if let Some(next) = run.next_step() {
            lines
                .push(self.say(words::NEXT_STEP, &[&name::step(run, &run.steps()[next], self.account.lang)]));
        }
        lines
    }

    /// Steps of a status, each with who is on it and since when, or why it cannot go on.
    fn steps(&self, status: Status) -> Vec<SafeText> {
        let Account { run, lang, .. } = *self.account;
        let of_status = run.steps().iter().filter(|step| step.status == status);
        let lines = of_status.map(|step| {
            let title = name::step(run, step, lang);
            let since = step.decided_by.or(step.started).and_then(|place| run.facts().get(place));
            let Some(fact) = since else { return title };
            let who = SafeText::line(run.display_of(&fact.by));
            let line = self.say(words::STEP_SINCE, &[&title, &who, &self.clock(fact.at)]);
            match fact.event() {
                Some(Event::StepBlocked { reason, .. }) => {
                    self.say(words::BECAUSE, &[&line, &self.account.reason(reason)])
                }
                Some(_) | None => line,
            }
        });
        lines.collect()
    }

    /// What has passed and is not met; and what will be due.
    fn due(&self) -> (Vec<SafeText>, Vec<SafeText>) {
        let lang = self.account.lang;
        let items = due::due(self.account, self.now, AHEAD).into_iter();
        let (passed, coming): (Vec<_>, Vec<_>) =
            items.filter(|item| item.kind() != "handover").partition(|item| item.past);
        let line = |item: &due::DueItem| {
            let mut line = self.say(words::DUE_AT, &[&self.clock(item.at), &item.title]);
            if item.undecided {
                line = line.then(&words::UNDECIDED.text(lang));
            }
            if item.past && item.seen { line.then(&words::SEEN.text(lang)) } else { line }
        };
        (passed.iter().map(line).collect(), coming.iter().map(line).collect())
    }

    fn roles(&self) -> Vec<SafeText> {
        let Account { run, lang, .. } = *self.account;
        let held = run.book.roles.iter().filter_map(|role| {
            let held = run.holding(role.id.as_str())?;
            let since = self.clock(run.facts()[held.since].at);
            let who = run.display_of(&held.person);
            Some(self.say(words::ROLE_HELD, &[&name::role_of(run, &role.id, lang), &who, &since]))
        });
        held.collect()
    }

    fn questions(&self) -> Vec<SafeText> {
        let run = self.account.run;
        let line = |fact: &Fact| {
            let asked = self.account.question(fact);
            self.say(words::STEP_SINCE, &[&asked, &run.display_of(&fact.by), &self.clock(fact.at)])
        };
        run.open_questions().map(line).collect()
    }

    /// What was decided since the shift began.
    fn decisions(&self) -> Vec<SafeText> {
        let run = self.account.run;
        let began = run.shift_began();
        let since = run.facts().partition_point(|fact| began.is_some_and(|began| fact.at < began));
        decisions(self.account, since)
    }

    fn skipped(&self) -> Vec<SafeText> {
        let Account { run, lang, .. } = *self.account;
        let skipped = run.steps().iter().filter(|step| step.status == Status::Skipped);
        let lines = skipped.map(|step| {
            let title = name::step(run, step, lang);
            let event = step.decided_by.and_then(|place| run.facts()[place].event());
            let reason =
                event.and_then(Event::deviation).map(|deviation| self.account.reason(&deviation.reason));
            match reason.filter(|reason| !reason.is_empty()) {
                Some(reason) => self.say(words::BECAUSE, &[&title, &reason]),
                None => title,
            }
        });
        lines.collect()
    }

    /// The evidence in one line, and the steps that still want some.
    fn evidence(&self) -> Vec<SafeText> {
        let run = self.account.run;
        let names = run.evidence().filter_map(|fact| match fact.event() {
            Some(Event::EvidenceAdded(evidence)) => Some(SafeText::line(&evidence.name)),
            Some(_) | None => None,
        });
        let names: Vec<SafeText> = names.collect();
        let mut lines = Vec::new();
        if !names.is_empty() {
            let latest = names[names.len().saturating_sub(MOST_LINES)..].iter().cloned();
            let latest = value::join(latest, words::SEMICOLON.get(self.account.lang));
            lines.push(self.say(words::EVIDENCE_COUNT, &[&names.len(), &latest]));
        }
        let wants = |n: &usize| run.is_open(*n) && run.applies(*n) != Tri::False && run.misses_evidence(*n);
        let missing: Vec<SafeText> = (0..run.steps().len())
            .filter(wants)
            .map(|n| name::step(run, &run.steps()[n], self.account.lang))
            .collect();
        if !missing.is_empty() {
            let (count, mut missing) = (missing.len(), missing);
            missing.truncate(MOST_LINES);
            if count > MOST_LINES {
                missing.push(self.say(words::AND_MORE, &[&(count - MOST_LINES)]));
            }
            let missing = value::join(missing, words::SEMICOLON.get(self.account.lang));
            lines.push(self.say(words::EVIDENCE_MISSING, &[&missing]));
        }
        lines
    }
}

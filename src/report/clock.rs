//! Clocks in words: what they are called, how they stand, and everything about one.
//!
//! What is shown here is no legal advice, and a row that was not read in the official text says so.

mod told;

use crate::locale::{Lang, Word, clock as words};
use crate::report::{name, value};
use crate::run::{ClockStanding, ClockState, Run};
use crate::runbook::catalogue::{Nature, Sure};
use crate::runbook::condition::Condition;
use crate::runbook::{CatalogueRow, Clock};
use crate::text::SafeText;
use crate::time::{Moment, Term};

pub use told::ClockAccount;

/// The ask whose answer a clock most often waits for; one that waits for it is marked 待定级.
const GRADE_ASK: &str = "grade";

/// The clock's own title and, where it is one of a row, the row's name.
pub fn title(run: &Run, clock: usize, row: Option<crate::run::FactId>, lang: Lang) -> SafeText {
    let title = SafeText::line(run.book.clocks[clock].title(lang));
    match row_name(run, clock, row, lang) {
        Some(name) => title.then(&SafeText::word(" · ")).then(&name),
        None => title,
    }
}

/// The same with the row's name before it, for where the end is cut off: of many clocks of one kind it is the name
/// that differs.
pub fn title_row_first(run: &Run, clock: usize, row: Option<crate::run::FactId>, lang: Lang) -> SafeText {
    let title = SafeText::line(run.book.clocks[clock].title(lang));
    match row_name(run, clock, row, lang) {
        Some(name) => name.then(&SafeText::word(" · ")).then(&title),
        None => title,
    }
}

fn row_name(run: &Run, clock: usize, row: Option<crate::run::FactId>, lang: Lang) -> Option<SafeText> {
    let row = run.clock_row(clock, row?)?;
    let each = run.book.clocks[clock].each.as_ref();
    let columns = name::columns(each.and_then(|each| run.book.ask(each.as_str())));
    let cell = columns.iter().find_map(|column| row.cells.get(&column.id))?;
    let kind = columns.first().map(|column| &column.kind);
    Some(value::answer(cell, kind, lang, &crate::time::Zone::utc()))
}

/// How a clock stands, in a word.
pub fn standing(run: &Run, state: &ClockState, now: Moment) -> Word {
    let now = run.clock_now(state, now);
    match state.standing {
        ClockStanding::Met => words::MET,
        ClockStanding::NotApplicable(_) => words::NOT_APPLICABLE,
        ClockStanding::NoRows => words::NO_ROWS,
        ClockStanding::NotStarted => words::NOT_STARTED,
        ClockStanding::LimitMissing => words::LIMIT_MISSING,
        ClockStanding::WithoutNumber => words::PROMPTLY,
        ClockStanding::Running if state.is_overdue(now) => words::OVERDUE,
        ClockStanding::Running if state.is_undecided() => undecided(run, state),
        ClockStanding::Running => words::RUNNING,
    }
}

/// 待定级 where the grade is what it waits for, else 待定.
pub fn undecided(run: &Run, state: &ClockState) -> Word {
    let waits = waits_for(run, state).into_iter().any(|id| id == GRADE_ASK);
    if waits { words::UNGRADED } else { words::UNDECIDED }
}

/// The unanswered asks that decide whether a clock applies.
pub fn waits_for<'a>(run: &'a Run, state: &ClockState) -> Vec<&'a str> {
    let when = run.book.clocks[state.clock].when.as_ref();
    let asks = when.map(Condition::asks).unwrap_or_default();
    asks.into_iter().filter(|id| run.ask(id).is_none_or(|ask| !ask.is_answered())).collect()
}

/// How sure a row of the catalogue is.
pub const fn sure_of_row(row: &CatalogueRow) -> Word {
    match row.sure {
        Sure::Primary => words::SURE_PRIMARY,
        Sure::Secondary => words::SURE_SECONDARY,
    }
}

/// How a row binds.
pub const fn nature(row: &CatalogueRow) -> Word {
    match row.nature {
        Nature::Mandatory => words::MANDATORY,
        Nature::Guidance => words::GUIDANCE,
        Nature::Voluntary => words::VOLUNTARY,
    }
}

/// A limit of law in words.
pub fn term(term: Term, lang: Lang) -> SafeText {
    match term {
        Term::Hours(1) => words::ONE_HOUR.text(lang),
        Term::Hours(number) => words::HOURS.with(lang, &[&number]),
        Term::Days(number) => words::DAYS.with(lang, &[&number]),
        Term::WorkingDays(number) => words::WORKING_DAYS.with(lang, &[&number]),
        Term::Months(1) => words::ONE_MONTH.text(lang),
        Term::Months(number) => words::MONTHS.with(lang, &[&number]),
    }
}

/// What a clock is for: to whom it applies, who is told what, how long, and the basis.
pub fn purpose(clock: &Clock, lang: Lang) -> Vec<SafeText> {
    let line = |text: &crate::runbook::Text| SafeText::line(text.get(lang));
    let labelled = |word: Word, text: SafeText| word.text(lang).then(&words::COLON.text(lang)).then(&text);
    let mut lines = Vec::new();
    if let Some(row) = &clock.row {
        lines.extend(row.applies.as_ref().map(line));
        let limit = row.limit.map_or_else(|| words::NO_NUMBER.text(lang), |limit| term(limit, lang));
        lines.push(labelled(words::LIMIT, limit));
    }
    lines.extend(clock.recipient().map(|text| labelled(words::TO_WHOM, line(text))));
    lines.extend(
        clock
            .row
            .as_ref()
            .and_then(|row| row.content.as_ref())
            .map(|text| labelled(words::CONTENT, line(text))),
    );
    lines.extend(clock.note.as_ref().map(|text| labelled(words::NOTE, line(text))));
    let basis = match &clock.row {
        Some(row) => line(&row.instrument)
            .then(&SafeText::word(" "))
            .then(&line(&row.article))
            .then(&SafeText::word(" · "))
            .then(&sure_of_row(row).text(lang)),
        None => clock.basis.as_ref().map(line).unwrap_or_default(),
    };
    lines.push(labelled(words::BASIS, basis));
    lines
}

/// The title of a notice.
pub fn notice_title(run: &Run, id: &crate::runbook::Id, lang: Lang) -> SafeText {
    let known = run.book.notices.iter().find(|notice| notice.id == *id);
    SafeText::line(known.map_or(id.as_str(), |notice| notice.title.get(lang)))
}

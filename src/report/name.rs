//! What the things of a run are called: steps, asks, roles, choices, evidence.
//!
//! A name that the runbook does not have is shown as the id that the journal holds.

use super::value;
use crate::locale::{Lang, account, clock, console, notice};
use crate::run::{Event, FactId, Row, Run, StepState};
use crate::runbook::condition::Condition;
use crate::runbook::{Ask, AskKind, Choice, Column, Id, Tri};
use crate::text::SafeText;
use crate::time::Zone;

/// The title of a step, from the runbook or from the fact that added it.
pub fn step(run: &Run, state: &StepState, lang: Lang) -> SafeText {
    if let Some(step) = run.in_book(state) {
        return SafeText::line(step.title.get(lang));
    }
    let added = state.added_by.and_then(|place| run.facts()[place].event());
    if let Some(Event::StepAdded { title, .. }) = added {
        SafeText::line(title)
    } else {
        SafeText::line(state.id.as_str())
    }
}

/// The title of the step of an id.
pub fn step_of(run: &Run, id: &Id, lang: Lang) -> SafeText {
    run.step(id.as_str()).map_or_else(|| SafeText::line(id.as_str()), |state| step(run, state, lang))
}

/// The title of a phase.
pub fn phase_of(run: &Run, id: &Id, lang: Lang) -> SafeText {
    let phase = run.phases().iter().find(|phase| phase.id == *id);
    SafeText::line(phase.map_or(id.as_str(), |phase| phase.title.get(lang)))
}

/// The title of a role.
pub fn role_of(run: &Run, id: &Id, lang: Lang) -> SafeText {
    SafeText::line(run.book.role(id.as_str()).map_or(id.as_str(), |role| role.title.get(lang)))
}

/// The title of a notice.
pub fn notice_of(run: &Run, id: &Id, lang: Lang) -> SafeText {
    SafeText::line(run.book.notice(id.as_str()).map_or(id.as_str(), |notice| notice.title.get(lang)))
}
/// The title of a cadence.
pub fn cadence_of(run: &Run, id: &Id, lang: Lang) -> SafeText {
    let known = run.book.cadences.iter().find(|cadence| cadence.id == *id);
    SafeText::line(known.map_or(id.as_str(), |cadence| cadence.title.get(lang)))
}

/// The label of an ask.
pub fn ask_of(run: &Run, id: &Id, lang: Lang) -> SafeText {
    SafeText::line(run.book.ask(id.as_str()).map_or(id.as_str(), |ask| ask.label.get(lang)))
}

/// That a table has no rows on purpose.
pub fn no_rows(run: &Run, table: &Id, lang: Lang) -> SafeText {
    let none = account::NO_ROWS.text(lang);
    ask_of(run, table, lang).then(&clock::COLON.text(lang)).then(&none)
}

/// Why a step does not apply: its table has no rows, or what was answered to the asks that its condition looks at.
pub fn why_not(run: &Run, step: usize, lang: Lang, zone: &Zone) -> Option<SafeText> {
    let state = run.steps().get(step)?;
    if let Some(table) = run.table_of(state).filter(|table| run.is_known_empty(table)) {
        return Some(no_rows(run, table, lang));
    }
    let when = run.in_book(state)?.when.as_ref().filter(|_| run.applies(step) == Tri::False)?;
    Some(answers_of(run, when, lang, zone))
}

/// The answers that a condition looks at.
fn answers_of(run: &Run, when: &Condition, lang: Lang, zone: &Zone) -> SafeText {
    let answers = when.asks().into_iter().filter_map(|id| {
        let answer = run.ask(id)?.answer.as_ref()?;
        let ask = run.book.ask(id)?;
        let answer = value::answer(answer, Some(&ask.kind), lang, zone);
        Some(console::ASK_IS.with(lang, &[&SafeText::line(ask.label.get(lang)), &answer]))
    });
    value::join(answers, clock::COMMA.get(lang))
}

/// The label of a column; its id where the runbook gives none.
pub fn column(column: &Column, lang: Lang) -> SafeText {
    SafeText::line(column.label.as_ref().map_or(column.id.as_str(), |label| label.get(lang)))
}

/// The columns of a table; none for another ask.
pub fn columns(ask: Option<&Ask>) -> &[Column] {
    match ask.map(|ask| &ask.kind) {
        Some(AskKind::Table(columns)) => columns,
        Some(
            AskKind::Text
            | AskKind::Lines
            | AskKind::Number { .. }
            | AskKind::Choice(_)
            | AskKind::Many(_)
            | AskKind::YesNo
            | AskKind::Datetime
            | AskKind::Duration
            | AskKind::Person
            | AskKind::Money { .. },
        )
        | None => &[],
    }
}

/// What the rows of a step are called, of those that are given, in the order of its table.
pub fn rows_of_step(run: &Run, step: &StepState, rows: &[FactId], lang: Lang, zone: &Zone) -> Vec<SafeText> {
    let Some(table) = run.table_of(step) else { return Vec::new() };
    let known = run.rows(table).iter().filter(|known| rows.contains(&known.id));
    known.map(|known| row(run, table, known, lang, zone)).collect()
}

/// The label of a choice.
pub fn choice(choices: &[Choice], id: &Id, lang: Lang) -> SafeText {
    let known = choices.iter().find(|choice| choice.id == *id);
    SafeText::line(known.map_or(id.as_str(), |choice| choice.label.get(lang)))
}

/// What a row of a table is called: its cell `name`, else the first that is filled.
pub fn row(run: &Run, table: &Id, row: &Row, lang: Lang, zone: &Zone) -> SafeText {
    let columns = columns(run.book.ask(table.as_str()));
    let by_name = columns.iter().find(|column| column.id.as_str() == "name");
    let filled = by_name.into_iter().chain(columns).find_map(|column| {
        let cell = row.cells.get(&column.id)?;
        Some(value::answer(cell, Some(&column.kind), lang, zone))
    });
    filled.filter(|name| !name.is_empty()).unwrap_or_else(|| notice::A_ROW.text(lang))
}

/// The number of a piece of evidence, counted from 1 in the order of the run, and its name.
pub fn evidence(run: &Run, id: FactId) -> (usize, SafeText) {
    let number = run.evidence_number(id).unwrap_or(0);
    let name = match run.fact(id).and_then(|fact| fact.event()) {
        Some(Event::EvidenceAdded(evidence)) => SafeText::line(&evidence.name),
        Some(_) | None => SafeText::line(&id.to_string()),
    };
    (number, name)
}

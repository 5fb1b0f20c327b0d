//! A demand of the runbook that something would set aside, in words: which steps are open, who holds the role.

use super::{name, value, words};
use crate::locale::{Lang, console, reason};
use crate::run::{Event, Run, Unmet};
use crate::runbook::Id;
use crate::text::SafeText;

/// What is not met, and what exactly is missing.
pub fn told(run: &Run, event: &Event, unmet: Unmet, lang: Lang) -> SafeText {
    let demand = words::unmet(unmet).text(lang);
    match missing(run, event, unmet, lang) {
        Some(what) => demand.then(&console::COLON.text(lang)).then(&what),
        None => demand,
    }
}

/// The open steps, the unanswered asks, the role and its holder.
fn missing(run: &Run, event: &Event, unmet: Unmet, lang: Lang) -> Option<SafeText> {
    let step = event.step().and_then(|step| run.step_place(step.as_str()));
    let names: Vec<SafeText> = match (unmet, step) {
        (Unmet::Order, Some(step)) => {
            run.open_before(step).map(|n| name::step(run, &run.steps()[n], lang)).collect()
        }
        (Unmet::Asks, Some(step)) => run.asks_due_with(step).map(|id| name::ask_of(run, id, lang)).collect(),
        (Unmet::Asks, None) => run.missing_asks(|_| true).map(|id| name::ask_of(run, id, lang)).collect(),
        (Unmet::OpenSteps, _) => {
            let of_phase = |n: &usize| {
                let Event::PhaseCompleted { phase, .. } = event else { return true };
                run.phases().get(run.steps()[*n].phase).is_some_and(|known| known.id == *phase)
            };
            let open = (0..run.steps().len()).filter(|n| run.is_open(*n)).filter(of_phase).count();
            return Some(console::STEPS_OPEN.with(lang, &[&open]));
        }
        (Unmet::Role, _) => return approver(run, event.notice()?.0, lang),
        (Unmet::SecondPerson, _) => return Some(reason::ASK_A_SECOND_PERSON.text(lang)),
        (Unmet::Order, None)
        | (Unmet::Must | Unmet::Evidence | Unmet::SignOff | Unmet::Applicable | Unmet::Approval, _) => {
            return None;
        }
    };
    (!names.is_empty()).then(|| value::join(names, console::COMMA.get(lang)))
}

/// The role that is to approve a notice, who holds it, and what to do.
fn approver(run: &Run, notice: &Id, lang: Lang) -> Option<SafeText> {
    let role = run.book.notice(notice.as_str())?.approve.as_ref()?;
    let title = name::role_of(run, role, lang);
    Some(match run.holding(role.as_str()) {
        Some(held) => reason::ROLE_HELD_BY.with(lang, &[&title, &run.display_of(&held.person)]),
        None => reason::ROLE_HELD_BY_NOBODY.with(lang, &[&title]),
    })
}

//! What Enter will do at the chosen step.

use super::Console;
use crate::run::Status;
use crate::runbook::Mode;

/// The natural next thing to do with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Natural {
    Start,
    Finish,
    /// A step of a do-confirm phase is confirmed in one go.
    Confirm,
    /// The rows of a step that is worked for each are settled one by one.
    Rows,
    Unblock,
    /// A recurring step begins its next round.
    StartAgain,
    /// Every step of the phase is settled, and it is to be called complete.
    Call,
    /// The step is settled, or the run is closed.
    Nothing,
}

/// What Enter will do now.
pub fn natural(console: &Console) -> Natural {
    let run = &console.run;
    let Some(step) = run.steps().get(console.step) else { return Natural::Nothing };
    let confirms = run.phases().get(step.phase).is_some_and(|phase| phase.mode == Mode::DoConfirm);
    if run.is_closed() {
        return Natural::Nothing;
    }
    let has_rows = step.open_rows().next().is_some();
    match step.status {
        Status::Open if confirms && has_rows => Natural::Rows,
        Status::Running if has_rows => Natural::Rows,
        Status::Open if confirms => Natural::Confirm,
        Status::Open => Natural::Start,
        Status::Running => Natural::Finish,
        Status::Blocked => Natural::Unblock,
        Status::Done if run.recurs(step) => Natural::StartAgain,
        Status::Done | Status::Skipped | Status::NotApplicable if run.wants_call(step.phase) => Natural::Call,
        Status::Done | Status::Skipped | Status::NotApplicable => Natural::Nothing,
    }
}

/// The step to go to after one is settled: the next open one in order, else the first open one; none where the run is
/// closed.
pub fn after(console: &Console, step: usize) -> Option<usize> {
    let run = &console.run;
    if run.is_closed() {
        return None;
    }
    let in_order = (0..run.phases().len()).flat_map(|phase| run.steps_of(phase).iter().copied());
    let mut behind = in_order.skip_while(|n| *n != step).skip(1);
    behind.find(|n| run.is_proposed(*n)).or_else(|| run.next_step())
}

//! What the domain's values are called: one [`Word`] for each, whoever shows it.
//!
//! Nothing here decides anything; a value without a word does not compile.

use crate::locale::{Word, account, common, reason, refusal as refused};
use crate::run::{Event, Independence, Refusal, RunKind, Status, Unmet};
use crate::runbook::{Mode, Stage};

/// Where a step stands.
pub const fn status(status: Status) -> Word {
    match status {
        Status::Open => common::STEP_OPEN,
        Status::Running => common::STEP_RUNNING,
        Status::Done => common::STEP_DONE,
        Status::Skipped => common::STEP_SKIPPED,
        Status::NotApplicable => common::STEP_NOT_APPLICABLE,
        Status::Blocked => common::STEP_BLOCKED,
    }
}

/// How far from the event a phase is worked.
pub const fn stage(stage: Stage) -> Word {
    match stage {
        Stage::Emergency => common::STAGE_EMERGENCY,
        Stage::FollowUp => common::STAGE_FOLLOW_UP,
        Stage::Standing => common::STAGE_STANDING,
    }
}

/// How the steps of a phase are worked.
pub const fn mode(mode: Mode) -> Word {
    match mode {
        Mode::ReadDo => common::MODE_READ_DO,
        Mode::DoConfirm => common::MODE_DO_CONFIRM,
    }
}

/// What a run is.
pub const fn kind(kind: RunKind) -> Word {
    match kind {
        RunKind::Incident => common::KIND_INCIDENT,
        RunKind::Drill => common::KIND_DRILL,
        RunKind::Standing => common::KIND_STANDING,
    }
}

/// A demand of the runbook that was set aside.
pub const fn unmet(unmet: Unmet) -> Word {
    match unmet {
        Unmet::Must => reason::UNMET_MUST,
        Unmet::Order => reason::UNMET_ORDER,
        Unmet::Evidence => reason::UNMET_EVIDENCE,
        Unmet::SignOff => reason::UNMET_SIGN_OFF,
        Unmet::Asks => reason::UNMET_ASKS,
        Unmet::OpenSteps => reason::UNMET_OPEN_STEPS,
        Unmet::Applicable => reason::UNMET_APPLICABLE,
        Unmet::Approval => reason::UNMET_APPROVAL,
        Unmet::Role => reason::UNMET_ROLE,
        Unmet::SecondPerson => reason::UNMET_SECOND_PERSON,
    }
}

/// Why something is not recorded, and what to do instead.
pub const fn refusal(refusal: Refusal) -> Word {
    match refusal {
        Refusal::StillSaving => refused::STILL_SAVING,
        Refusal::RunClosed => refused::RUN_CLOSED,
        Refusal::RunOpen => refused::RUN_OPEN,
        Refusal::NewerVersion => refused::NEWER_VERSION,
        Refusal::NoSuchStep => refused::NO_SUCH_STEP,
        Refusal::NoSuchPhase => refused::NO_SUCH_PHASE,
        Refusal::PhaseCalled => refused::PHASE_CALLED,
        Refusal::StepExists => refused::STEP_EXISTS,
        Refusal::AlreadySettled => refused::ALREADY_SETTLED,
        Refusal::AlreadyRunning => refused::ALREADY_RUNNING,
        Refusal::AlreadyBlocked => refused::ALREADY_BLOCKED,
        Refusal::NotBlocked => refused::NOT_BLOCKED,
        Refusal::NotSettled => refused::NOT_SETTLED,
        Refusal::NotDone => refused::NOT_DONE,
        Refusal::OwnWork => refused::OWN_WORK,
        Refusal::AlreadySigned => refused::ALREADY_SIGNED,
        Refusal::NoSuchAsk => refused::NO_SUCH_ASK,
        Refusal::WrongValue => refused::WRONG_VALUE,
        Refusal::SameAnswer => refused::SAME_ANSWER,
        Refusal::HasRows => refused::HAS_ROWS,
        Refusal::NotAnswered => refused::NOT_ANSWERED,
        Refusal::NoSuchRow => refused::NO_SUCH_ROW,
        Refusal::NoSuchRecord => refused::NO_SUCH_RECORD,
        Refusal::NothingToUndo => refused::NOTHING_TO_UNDO,
        Refusal::NotYours => refused::NOT_YOURS,
        Refusal::ReliedOn => refused::RELIED_ON,
        Refusal::CannotUndo => refused::CANNOT_UNDO,
        Refusal::Empty => refused::EMPTY,
        Refusal::InFuture => refused::IN_FUTURE,
        Refusal::NotRunning => refused::NOT_RUNNING,
        Refusal::NoSuchRole => refused::NO_SUCH_ROLE,
        Refusal::AlreadyHolds => refused::ALREADY_HOLDS,
        Refusal::NobodyHolds => refused::NOBODY_HOLDS,
        Refusal::AlreadyConfirmed => refused::ALREADY_CONFIRMED,
        Refusal::NoConflict => refused::NO_CONFLICT,
        Refusal::NoSuchClock => refused::NO_SUCH_CLOCK,
        Refusal::TooLong => refused::TOO_LONG,
        Refusal::NoSuchNotice => refused::NO_SUCH_NOTICE,
        Refusal::NotTheDraft => refused::NOT_THE_DRAFT,
        Refusal::AlreadyApproved => refused::ALREADY_APPROVED,
        Refusal::SameText => refused::SAME_TEXT,
        Refusal::AlreadyNotNeeded => refused::ALREADY_NOT_NEEDED,
    }
}

/// A reason to choose instead of typing: its id in the journal, and its words.
pub type Preset = (&'static str, Word);

/// Reasons for passing a step over.
const SKIPPING: &[Preset] = &[
    ("no-time", reason::NO_TIME),
    ("unavailable", reason::UNAVAILABLE),
    ("done-otherwise", reason::DONE_OTHERWISE),
    ("lead-decides", reason::LEAD_DECIDES),
    ("unrelated", reason::UNRELATED),
    ("risk-of-harm", reason::RISK_OF_HARM),
];

/// Reasons for beginning a step before its turn, or one that does not apply by its condition.
const STARTING: &[Preset] = &[
    ("cannot-wait", reason::CANNOT_WAIT),
    ("in-parallel", reason::IN_PARALLEL),
    ("to-be-safe", reason::TO_BE_SAFE),
    ("lead-decides", reason::LEAD_DECIDES),
];

/// Reasons for finishing a step that lacks something.
const FINISHING: &[Preset] = &[
    ("follows-later", reason::FOLLOWS_LATER),
    ("no-time", reason::NO_TIME),
    ("unavailable", reason::UNAVAILABLE),
    ("done-otherwise", reason::DONE_OTHERWISE),
    ("lead-decides", reason::LEAD_DECIDES),
];

/// Reasons for going without the approval that a notice needs, or for giving it oneself.
const APPROVING: &[Preset] = &[
    ("no-time", reason::NO_TIME),
    ("unavailable", reason::UNAVAILABLE),
    ("agreed-elsewhere", reason::AGREED_ELSEWHERE),
    ("lead-decides", reason::LEAD_DECIDES),
];

/// Reasons for a step's having nothing to do with the run.
const NOT_APPLICABLE: &[Preset] = &[("unrelated", reason::UNRELATED), ("lead-decides", reason::LEAD_DECIDES)];

/// Reasons for not sending a notice.
const NOT_NEEDED: &[Preset] = &[
    ("not-affected", reason::NOT_AFFECTED),
    ("told-otherwise", reason::TOLD_OTHERWISE),
    ("not-required", reason::NOT_REQUIRED),
    ("lead-decides", reason::LEAD_DECIDES),
];

/// Reasons for a step's not going on.
const BLOCKING: &[Preset] = &[
    ("waiting-third-party", reason::WAITING_THIRD_PARTY),
    ("waiting-person", reason::WAITING_PERSON),
    ("no-access", reason::NO_ACCESS),
    ("missing-tool", reason::MISSING_TOOL),
    ("unavailable", reason::UNAVAILABLE),
];

/// Reasons for taking something back.
const TAKING_BACK: &[Preset] = &[
    ("by-mistake", reason::BY_MISTAKE),
    ("new-information", reason::NEW_INFORMATION),
    ("not-finished", reason::NOT_FINISHED),
    ("turned-out-wrong", reason::TURNED_OUT_WRONG),
];

const ALL: [&[Preset]; 8] =
    [SKIPPING, STARTING, FINISHING, APPROVING, NOT_APPLICABLE, NOT_NEEDED, BLOCKING, TAKING_BACK];

/// How far a confirmation stands from the work.
pub const fn independence(independence: Independence) -> Word {
    match independence {
        Independence::OtherKey => account::MARK_OTHER_KEY,
        Independence::SameKey => account::MARK_SAME_KEY,
        Independence::OtherAccount => account::MARK_OTHER_ACCOUNT,
        Independence::SameAccount => account::MARK_NOT_INDEPENDENT,
        Independence::Unknown => account::MARK_ACCOUNT_UNKNOWN,
    }
}

/// The reasons to choose from for an event; none where its kind gives no reason.
pub const fn presets_for(event: &Event) -> &'static [Preset] {
    match event {
        Event::StepStarted { .. } => STARTING,
        Event::StepDone { .. } => FINISHING,
        Event::StepSkipped { .. } | Event::PhaseCompleted { .. } | Event::RunClosed { .. } => SKIPPING,
        Event::NoticeApproved { .. } | Event::NoticeSent { .. } => APPROVING,
        Event::StepNotApplicable { .. } => NOT_APPLICABLE,
        Event::StepBlocked { .. } => BLOCKING,
        Event::NoticeNotNeeded { .. } => NOT_NEEDED,
        Event::StepReopened { .. }
        | Event::AskCleared { .. }
        | Event::RowRemoved { .. }
        | Event::RunReopened { .. } => TAKING_BACK,
        Event::FeedOpened { .. }
        | Event::RunOpened { .. }
        | Event::RunTitled { .. }
        | Event::ConsoleLeft { .. }
        | Event::ConsoleReturned { .. }
        | Event::TimeSet { .. }
        | Event::StepUnblocked { .. }
        | Event::StepAssigned { .. }
        | Event::StepAdded { .. }
        | Event::StepSigned { .. }
        | Event::AskAnswered { .. }
        | Event::RowAdded { .. }
        | Event::RowChanged { .. }
        | Event::NoteAdded { .. }
        | Event::NoteAmended { .. }
        | Event::DecisionMade { .. }
        | Event::CallMade { .. }
        | Event::QuestionRaised { .. }
        | Event::QuestionAnswered { .. }
        | Event::EvidenceAdded(_)
        | Event::EvidenceHanded { .. }
        | Event::TimerStarted { .. }
        | Event::TimerStopped { .. }
        | Event::AlarmAcknowledged { .. }
        | Event::NoticeDrafted { .. }
        | Event::TimerSnoozed { .. }
        | Event::RoleTaken { .. }
        | Event::RoleGiven { .. }
        | Event::RoleLeft { .. }
        | Event::UpdatePosted { .. }
        | Event::HandoverGiven { .. }
        | Event::HandoverConfirmed { .. }
        | Event::ConflictSettled { .. }
        | Event::ClockMet { .. }
        | Event::Checkpoint { .. }
        | Event::FactUndone { .. } => &[],
    }
}

/// The words of a preset; nothing for an id that this version does not know.
pub fn preset(id: &str) -> Option<Word> {
    ALL.iter().copied().flatten().find(|(known, _)| *known == id).map(|(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runbook::Id;

    #[test]
    fn a_preset_is_an_id_with_one_meaning() {
        for (id, word) in ALL.into_iter().flatten() {
            assert!(Id::new(id).is_some(), "{id}");
            assert_eq!(preset(id), Some(*word), "{id}");
        }
        assert_eq!(preset("because"), None);
    }

    #[test]
    fn presets_are_given_where_a_reason_is() {
        let step = Id::new("contain").unwrap();
        let blocked = Event::StepBlocked { step: step.clone(), reason: crate::run::Reason::default() };
        assert_eq!(presets_for(&blocked).len(), 5);
        let started = Event::StepStarted { step: step.clone(), happened: None, deviation: None };
        let is_offered = |preset: &str| presets_for(&started).iter().any(|(id, _)| *id == preset);
        assert!(
            is_offered("in-parallel") && !is_offered("unrelated"),
            "a reason for skipping starts nothing"
        );
        assert!(presets_for(&Event::StepUnblocked { step, note: String::new() }).is_empty());
    }
}

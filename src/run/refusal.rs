//! Why something is not recorded: only what would be untrue, or say nothing, is refused.

/// A typed refusal. The words for it stand in the locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The same thing is being written at this moment.
    StillSaving,
    /// The run is closed; reopen it first.
    RunClosed,
    /// The run is open already.
    RunOpen,
    /// The run holds facts of a newer version, so this one only reads it.
    NewerVersion,
    /// There is no such step.
    NoSuchStep,
    /// There is no such phase.
    NoSuchPhase,
    /// The phase has been called complete, and nothing has been opened in it since.
    PhaseCalled,
    /// There is such a step already.
    StepExists,
    /// The step is done, skipped or not applicable; reopen it first.
    AlreadySettled,
    /// The step is running already.
    AlreadyRunning,
    /// The step is blocked already.
    AlreadyBlocked,
    /// The step is not blocked.
    NotBlocked,
    /// The step is open, so there is nothing to reopen.
    NotSettled,
    /// Only a step that was done can be confirmed.
    NotDone,
    /// A second person confirms, not the one who did it.
    OwnWork,
    /// This person has confirmed it already.
    AlreadySigned,
    /// There is no such ask.
    NoSuchAsk,
    /// The value does not fit the ask.
    WrongValue,
    /// The same answer stands already.
    SameAnswer,
    /// The table has rows, so it is not empty.
    HasRows,
    /// The ask has no answer to take back.
    NotAnswered,
    /// There is no such record, or it was undone.
    NoSuchRecord,
    /// The step has no such row, or is not worked row by row.
    NoSuchRow,
    /// Nothing of this person's is left to undo.
    NothingToUndo,
    /// Only one's own facts can be undone.
    NotYours,
    /// Another person has built on it; record a correction.
    ReliedOn,
    /// Such a fact cannot be undone.
    CannotUndo,
    /// There is nothing to record.
    Empty,
    /// It lies in the future.
    InFuture,
    /// The timer is not running.
    NotRunning,
    /// The runbook has no such role.
    NoSuchRole,
    /// This person holds the role already.
    AlreadyHolds,
    /// Nobody holds the role.
    NobodyHolds,
    /// Somebody has confirmed it already.
    AlreadyConfirmed,
    /// Nothing was recorded side by side here.
    NoConflict,
    /// There is no such clock.
    NoSuchClock,
    /// The text is longer than a record may be.
    TooLong,
    /// There is no such notice, or it has a row where it needs none, or none where it needs one.
    NoSuchNotice,
    /// The version is not the one that counts.
    NotTheDraft,
    /// This person has approved this version already.
    AlreadyApproved,
    /// The last version reads the same.
    SameText,
    /// It is marked as not needed already.
    AlreadyNotNeeded,
}

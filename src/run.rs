//! A run: facts in order, and the state that follows from them.
//!
//! `decide` may refuse or ask for a reason; `apply` is total, since what is in the journal happened.
//! Nothing but a fact changes a run, and the state is a function of the set of facts alone.

pub mod alarm;
mod apply;
pub mod ask_state;
mod before;
pub mod cadence;
pub mod clock;
mod conflict;
pub mod decide;
pub mod event;
pub mod fact;
pub mod left_behind;
mod lookup;
pub mod measure;
mod moments;
pub mod notice_state;
mod of_role;
pub mod of_row;
pub mod of_rows;
pub mod refusal;
pub mod shift;
pub mod sign_off;
pub mod state;
pub mod step_state;

pub use alarm::{Alarm, AlarmKind};
pub use apply::RULES;
pub use ask_state::{AskState, Row};
pub use cadence::Beat;
pub use clock::{ClockStanding, ClockState, Meeting, Reading, WhyNot};
pub use decide::{Proposer, Verdict};
pub use event::{
    Continues, Deviation, Event, EvidenceHow, EvidenceItem, Reason, RunKind, Stood, Unmet, Writer, WriterMode,
};
pub use fact::{Body, Fact, FactId, FeedId};
pub use left_behind::{Left, LeftBehind};
pub use measure::{CommitmentReading, CommitmentVerdict, MetricReading, MetricVerdict, Proof};
pub use moments::AWARENESS_ASK;
pub use notice_state::{Draft, NoticeState, NoticeStatus};
pub use of_row::OfRow;
pub use of_rows::RowState;
pub use refusal::Refusal;
pub use shift::{Holding, LEAD_ROLE};
pub use sign_off::Independence;
pub use state::Run;
pub use step_state::{Status, StepState};

#[cfg(test)]
mod tests;

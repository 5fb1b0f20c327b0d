//! A moment of a run, named in a runbook: where a clock starts, a due time counts from, a metric ends.

use std::fmt;

use super::{Id, Stage};

/// A named moment. The ids in it resolve in the runbook that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MomentRef {
    /// The run was opened.
    Opened,
    /// The run was closed.
    Closed,
    /// What an ask of kind datetime was answered.
    Ask(Id),
    /// A step was done.
    Step(Id),
    /// A notice was sent.
    Sent(Id),
    /// A clock was met.
    Met(Id),
    /// The last step of a stage was settled.
    StageEnded(Stage),
}

impl fmt::Display for MomentRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opened => f.write_str("opened"),
            Self::Closed => f.write_str("closed"),
            Self::Ask(id) => write!(f, "{id}"),
            Self::Step(id) => write!(f, "step:{id}"),
            Self::Sent(id) => write!(f, "sent:{id}"),
            Self::Met(id) => write!(f, "met:{id}"),
            Self::StageEnded(stage) => write!(f, "stage:{}:ended", stage.code()),
        }
    }
}

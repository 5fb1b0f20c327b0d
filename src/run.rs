//! A run: facts in order, and the state that follows from them.
//!
//! `decide` may refuse or ask for a reason; `apply` is total, since what is in the journal happened.
//! Nothing but a fact changes a run, and the state is a function of the set of facts alone.

pub mod event;
pub mod fact;

pub use event::{Deviation, Event, EvidenceHow, Reason, RunKind, Unmet};
pub use fact::{Body, Fact, FactId, FeedId};

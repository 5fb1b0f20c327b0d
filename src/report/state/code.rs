//! The domain's values as other programs read them in JSON.

use serde::Serializer;

use crate::run::Status;
use crate::runbook::{Stage, Tri};

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands out references
pub(super) fn status<S: Serializer>(status: &Status, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match status {
        Status::Open => "open",
        Status::Running => "running",
        Status::Done => "done",
        Status::Skipped => "skipped",
        Status::NotApplicable => "not-applicable",
        Status::Blocked => "blocked",
    })
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands out references
pub(super) fn applies<S: Serializer>(applies: &Tri, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match applies {
        Tri::True => "yes",
        Tri::False => "no",
        Tri::Unknown => "unknown",
    })
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands out references
pub(super) fn stage<S: Serializer>(stage: &Stage, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(stage.code())
}

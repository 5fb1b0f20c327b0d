//! Problems of ids and of what refers to them.

use super::meant;

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Thing {
    Role,
    Contact,
    Ask,
    Clock,
    Cadence,
    Notice,
    Metric,
    Commitment,
    Phase,
    Step,
    Choice,
    Column,
}

impl Thing {
    /// The design's word for it.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Contact => "contact",
            Self::Ask => "ask",
            Self::Clock => "clock",
            Self::Cadence => "cadence",
            Self::Notice => "notice",
            Self::Metric => "metric",
            Self::Commitment => "commitment",
            Self::Phase => "phase",
            Self::Step => "step",
            Self::Choice => "choice",
            Self::Column => "column",
        }
    }
}

problems! {
    /// A name that is used twice, or that names nothing.
    NameProblem;

    /// An id that is already taken.
    Duplicate { thing: Thing, id: String }
        Error "duplicate-id",
        format!("there are two {}s with the id `{id}`", thing.noun()),
        None;

    /// A reference to nothing.
    Unknown { thing: Thing, id: String, near: Option<String> }
        Error "unknown-reference",
        format!("there is no {} `{id}`", thing.noun()),
        meant(near.as_ref());

    /// A reference to an ask of another kind.
    WrongAsk { id: String, found: &'static str, expected: &'static str }
        Error "wrong-kind-of-ask",
        format!("the ask `{id}` is of kind `{found}`; expected one of kind `{expected}`"),
        None;

    /// Steps that wait for each other.
    StepCycle { path: Vec<String> }
        Error "step-cycle",
        format!("these steps wait for each other: {}", path.join(" → ")),
        Some("take one of them out of the `after` of the next".to_owned());

    /// Asks that are asked only when others are answered, in a circle.
    AskCycle { path: Vec<String> }
        Error "ask-cycle",
        format!("the `when` of these asks goes in a circle: {}", path.join(" → ")),
        Some("none of them would ever be asked".to_owned());

    /// A list that names the same thing twice.
    Repeated { key: &'static str, id: String }
        Warning "repeated",
        format!("`{key}` names `{id}` twice"),
        None;

    /// Something that nothing refers to.
    Unused { thing: Thing, id: String }
        Warning "unused",
        format!("nothing refers to the {} `{id}`", thing.noun()),
        None;
}

//! Which kinds of asks compare with what.

use crate::runbook::ask::{AskKind, Choice};

/// Whether values of a kind are more or less than each other.
pub(super) const fn ordered(kind: &AskKind) -> bool {
    matches!(kind, AskKind::Number { .. } | AskKind::Money { .. } | AskKind::Datetime | AskKind::Duration)
}

/// Whether two asks can ever have the same value.
pub(super) fn comparable(left: &AskKind, right: &AskKind) -> bool {
    match (left, right) {
        (
            AskKind::Text | AskKind::Lines | AskKind::Person,
            AskKind::Text | AskKind::Lines | AskKind::Person,
        )
        | (AskKind::Number { .. }, AskKind::Number { .. })
        | (AskKind::Datetime, AskKind::Datetime)
        | (AskKind::Duration, AskKind::Duration) => true,
        (AskKind::Money { currency: left }, AskKind::Money { currency: right }) => left == right,
        (AskKind::Choice(left), AskKind::Choice(right)) => left.iter().any(|choice| has(right, choice)),
        _ => false,
    }
}

/// Whether a choice is among these.
pub(super) fn has(choices: &[Choice], wanted: &Choice) -> bool {
    choices.iter().any(|choice| choice.id == wanted.id)
}

/// How a value of a kind is written.
pub(super) const fn expected_value(kind: &AskKind) -> &'static str {
    match kind {
        AskKind::Text | AskKind::Lines | AskKind::Person => "a text in quotes",
        AskKind::Number { .. } | AskKind::Money { .. } => "a number without quotes",
        AskKind::Choice(_) | AskKind::Many(_) => "the id of a choice in quotes",
        AskKind::YesNo => "`true` or `false`",
        AskKind::Datetime => "a time in quotes, such as \"2026-11-23T04:12:00Z\"",
        AskKind::Duration => "a duration in quotes, such as \"4h\"",
        AskKind::Table(_) => "nothing",
    }
}

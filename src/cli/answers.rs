//! `ASK=VALUE` as it stands on a command line, and `ASK=COLUMN=VALUE,COLUMN=VALUE` for a row of a table.

use crate::locale::{Lang, cli as words};
use crate::runbook::{Answer, Ask, AskKind, Cells, is_none};
use crate::text::SafeText;
use crate::time::{Moment, Zone};

/// What was said of an ask.
pub(super) enum Said {
    Answer(Answer),
    Row(Cells),
}

/// The name and the value of an answer.
pub(super) fn split(text: &str, lang: Lang) -> Result<(&str, &str), SafeText> {
    let parts = text.split_once(['=', '＝']).map(|(name, value)| (name.trim(), value));
    parts.ok_or_else(|| words::NOT_AN_ANSWER.with(lang, &[&text]))
}

/// Reads the value of an ask.
pub(super) fn read(ask: &Ask, value: &str, now: Moment, zone: &Zone, lang: Lang) -> Result<Said, SafeText> {
    let read = match ask.kind {
        AskKind::Table(_) if is_none(value) => Ok(Said::Answer(Answer::NoRows([]))),
        AskKind::Table(_) => ask.kind.parse_row(value, now, zone).map(Said::Row),
        AskKind::Text
        | AskKind::Lines
        | AskKind::Number { .. }
        | AskKind::Choice(_)
        | AskKind::Many(_)
        | AskKind::YesNo
        | AskKind::Datetime
        | AskKind::Duration
        | AskKind::Person
        | AskKind::Money { .. } => ask.kind.parse(value, now, zone).map(Said::Answer),
    };
    read.map_err(|error| words::BAD_ANSWER.with(lang, &[&ask.id, &ask.label.get(lang), &error.say(lang)]))
}

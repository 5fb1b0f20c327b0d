//! Reading an answer as a tired person types it: `1.2万`, `昨天 23:50`, `较大`, `y`, `15分钟`.
//!
//! What is read is exact or refused; nothing is guessed from a beginning or a likeness. Whether an ask may be
//! answered at all is decided elsewhere.

mod error;
mod number;
mod period;
mod row;

use chrono::SubsecRound;

pub use error::AnswerError;

use super::{Answer, AskKind, Choice, Id};
use crate::locale::Lang;
use crate::time::{Moment, Zone, entry};

/// What people put between the things of a list.
const SEPARATORS: [char; 5] = [',', '，', '、', ';', '；'];

/// What people type to say that none of several applies, or that a table has no rows.
const NONE_OF_THEM: [&str; 4] = ["none", "无", "没有", "都没有"];

impl AskKind {
    /// Reads an answer of this kind. `now` and the zone are needed for times alone. What comes back is a value
    /// that [`AskKind::takes`].
    pub fn parse(&self, text: &str, now: Moment, zone: &Zone) -> Result<Answer, AnswerError> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(AnswerError::Blank);
        }
        let plain = half_width(trimmed);
        match self {
            Self::Text => one_line(trimmed).map(Answer::Text),
            Self::Lines => Ok(Answer::Lines(text.trim_end().to_owned())),
            Self::Number { min, max, unit } => {
                number::number(&plain, unit.as_ref(), *min, *max).map(Answer::Number)
            }
            Self::Choice(choices) => choice(choices, trimmed).map(Answer::Choice),
            Self::Many(choices) => many(choices, trimmed).map(Answer::Many),
            Self::YesNo => yes_no(&plain).map(Answer::YesNo),
            Self::Datetime => entry::moment(&plain, now, zone)
                .map(|moment| Answer::Datetime(moment.trunc_subsecs(0)))
                .ok_or(AnswerError::NotATime),
            Self::Duration => period::period(&plain).map(|period| Answer::Duration(period.to_string())),
            Self::Person => one_line(trimmed).map(Answer::Person),
            Self::Money { currency } => number::money(&plain, currency),
            Self::Table(_) if is_none(&plain) => Ok(Answer::NoRows([])),
            Self::Table(_) => Err(AnswerError::IsATable),
        }
    }
}

/// The same text with full-width digits, letters and signs in their ordinary form, and without the blanks
/// around it.
fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '。' => '.',
        _ => c,
    };
    text.chars().map(narrow).collect::<String>().trim().to_owned()
}

fn one_line(text: &str) -> Result<String, AnswerError> {
    if text.contains(['\n', '\r']) { Err(AnswerError::SeveralLines) } else { Ok(text.to_owned()) }
}

fn yes_no(text: &str) -> Result<bool, AnswerError> {
    match text.to_ascii_lowercase().as_str() {
        "y" | "yes" | "true" | "是" | "是的" | "有" | "对" => Ok(true),
        "n" | "no" | "false" | "否" | "不" | "不是" | "没有" | "无" => Ok(false),
        _ => Err(AnswerError::NotYesOrNo),
    }
}

/// The names under which a choice is known: its id and its label in each language.
fn names(choice: &Choice) -> [&str; 3] {
    [choice.id.as_str(), choice.label.get(Lang::Zh), choice.label.get(Lang::En)]
}

/// Whether it says that there is none.
pub fn is_none(typed: &str) -> bool {
    NONE_OF_THEM.iter().any(|none| same(none, typed))
}

fn same(name: &str, typed: &str) -> bool {
    half_width(name).eq_ignore_ascii_case(&half_width(typed))
}

fn choice(choices: &[Choice], typed: &str) -> Result<Id, AnswerError> {
    let found = choices.iter().find(|choice| names(choice).iter().any(|name| same(name, typed)));
    found.map(|choice| choice.id.clone()).ok_or_else(|| AnswerError::no_such_choice(typed, choices))
}

/// Several choices with separators between them. A label that holds a separator is taken whole.
fn many(choices: &[Choice], text: &str) -> Result<Vec<Id>, AnswerError> {
    let typed = half_width(text);
    if let Ok(only) = choice(choices, &typed) {
        return Ok(vec![only]);
    }
    if is_none(&typed) {
        return Ok(Vec::new());
    }
    let mut chosen = Vec::new();
    let mut rest = typed.as_str();
    while !rest.is_empty() {
        let (id, after) = next_choice(choices, rest)?;
        if !chosen.contains(&id) {
            chosen.push(id);
        }
        rest = after.trim_start_matches(|c: char| SEPARATORS.contains(&c) || c.is_whitespace());
    }
    Ok(chosen)
}

/// The longest choice that a list begins with, and the rest of the list.
fn next_choice<'a>(choices: &[Choice], list: &'a str) -> Result<(Id, &'a str), AnswerError> {
    let ends_there = |rest: &str| rest.trim_start().is_empty() || rest.trim_start().starts_with(SEPARATORS);
    let mut longest: Option<(usize, &Choice)> = None;
    for (choice, name) in choices.iter().flat_map(|choice| names(choice).map(|name| (choice, name))) {
        let name = half_width(name);
        let begins = list.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(&name));
        if begins && ends_there(&list[name.len()..]) && longest.is_none_or(|(most, _)| name.len() > most) {
            longest = Some((name.len(), choice));
        }
    }
    let Some((length, choice)) = longest else {
        let typed = list.split(SEPARATORS).next().unwrap_or(list).trim();
        return Err(AnswerError::no_such_choice(typed, choices));
    };
    Ok((choice.id.clone(), &list[length..]))
}

#[cfg(test)]
mod tests;

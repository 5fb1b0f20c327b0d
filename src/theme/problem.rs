//! What is wrong with a theme file, and where.

use std::fmt;

use crate::locale::theme as words;
use crate::locale::{Lang, Word};
use crate::text::SafeText;

/// One thing that is wrong with a theme file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The theme, by the name it was asked for.
    pub theme: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file is not TOML; the parser's own words.
    Syntax(String),
    /// A key that theme files do not have.
    UnknownKey(Name),
    /// A role that the program does not have.
    UnknownRole(Name),
    /// A colour that is neither a colour nor in the palette.
    UnknownColour(Name),
    /// `inherits` names a theme that is not there.
    UnknownParent(String),
    /// `inherits` leads back to the theme itself.
    Cycle(String),
    /// A value of another type than expected.
    WrongType {
        /// The key.
        key: String,
        /// What it should hold.
        expected: Word,
    },
}

/// A name as typed, and the known one that is most like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As typed.
    pub typed: String,
    /// What may have been meant.
    pub meant: Option<String>,
}

impl Name {
    pub(super) fn new<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Self {
        let limit = (typed.chars().count() / 3).max(1);
        let near = known.map(|name| (edits(typed, name), name)).filter(|(edits, _)| *edits <= limit);
        Self { typed: typed.to_owned(), meant: near.min().map(|(_, name)| name.to_owned()) }
    }

    fn text(&self, word: Word, lang: Lang) -> SafeText {
        let said = word.with(lang, &[&self.typed]);
        match &self.meant {
            Some(meant) => words::DID_YOU_MEAN.with(lang, &[&said, meant]),
            None => said,
        }
    }
}

impl Problem {
    pub(super) fn place(&self) -> (&str, usize, usize) {
        (&self.theme, self.line, self.column)
    }

    /// `dark.toml:3:7: unknown role …`
    pub fn text(&self, lang: Lang) -> SafeText {
        let said = match &self.kind {
            ProblemKind::Syntax(said) => SafeText::line(said),
            ProblemKind::UnknownKey(name) => name.text(words::UNKNOWN_KEY, lang),
            ProblemKind::UnknownRole(name) => name.text(words::UNKNOWN_ROLE, lang),
            ProblemKind::UnknownColour(name) => name.text(words::UNKNOWN_COLOUR, lang),
            ProblemKind::UnknownParent(name) => words::UNKNOWN_PARENT.with(lang, &[name]),
            ProblemKind::Cycle(name) => words::CYCLE.with(lang, &[name]),
            ProblemKind::WrongType { key, expected } => {
                words::WRONG_TYPE.with(lang, &[key, &expected.get(lang)])
            }
        };
        words::PLACE.with(lang, &[&self.theme, &self.line, &self.column, &said])
    }
}

/// Everything that is wrong with a theme; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let gap = if index == 0 { "" } else { "\n" };
            write!(f, "{gap}{}", problem.text(Lang::En))?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// How many letters have to be added, dropped, changed or swapped with their neighbour.
fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    let mut last = None;
    for (i, a) in one.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let changed = row[j] + usize::from(a != *b);
            let mut fewest = changed.min(row[j + 1] + 1).min(next[j] + 1);
            if j > 0 && last == Some(*b) && other[j - 1] == a && !before.is_empty() {
                fewest = fewest.min(before[j - 1] + 1);
            }
            next.push(fewest);
        }
        last = Some(a);
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_count_single_letters_and_swaps() {
        assert_eq!(edits("step.lat", "step.late"), 1);
        assert_eq!(edits("strat", "start"), 1);
        assert_eq!(edits("abc", "abc"), 0);
        assert_eq!(edits("", "abc"), 3);
    }
}

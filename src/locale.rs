//! Words in zh and en.
//!
//! A [`Word`] holds both languages, so a word that lacks one does not compile. The words themselves stand
//! in the modules beside this file, one for each part of the program. Nothing here reads the environment:
//! which language to use comes in as an argument.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::SafeText;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// 简体中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// Every language of the interface.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The language's code, `zh` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// Reads a code as users and locales write it: `zh`, `zh_CN.UTF-8`, `en-GB`, `C`. Nothing for a
    /// language that the interface does not have.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "zh" => Some(Self::Zh),
            "en" | "c" | "posix" => Some(Self::En),
            _ => None,
        }
    }
}

/// The same in both languages of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Both<T> {
    /// 简体中文
    pub zh: T,
    /// English
    pub en: T,
}

impl<T> Both<T> {
    /// What it is in one language.
    pub const fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// One word or phrase of the interface in every language. `{}` stands for a value, and `{s}` for the ending of an
/// English plural: nothing where the value before it is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// 简体中文
    pub zh: &'static str,
    /// English
    pub en: &'static str,
}

impl Word {
    /// The word in one language.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The word as text that may be shown.
    pub fn text(self, lang: Lang) -> SafeText {
        SafeText::word(self.get(lang))
    }

    /// The phrase with its `{}` filled in order.
    pub fn with(self, lang: Lang, values: &[&dyn fmt::Display]) -> SafeText {
        let pattern = self.get(lang);
        if !pattern.contains(PLURAL) {
            return SafeText::fill(pattern, values);
        }
        let mut known = 0usize;
        let parts = pattern.split(PLURAL).enumerate().map(|(n, part)| {
            let counted = known.checked_sub(1).and_then(|last| values.get(last));
            let ending = match counted {
                Some(one) if n > 0 && one.to_string() != "1" => SafeText::word("s"),
                Some(_) | None => SafeText::default(),
            };
            let own = values.get(known..).unwrap_or_default();
            known += part.matches("{}").count();
            ending.then(&SafeText::fill(part, own))
        });
        parts.fold(SafeText::default(), |text, part| text.then(&part))
    }
}

/// Where a phrase has the ending of a plural.
const PLURAL: &str = "{s}";

/// Declares words, and a list of them all for the tests.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $zh:literal, $en:literal;)*) => {
        $($(#[$doc])* #[doc = concat!("```text\n", $zh, "\n", $en, "\n```")]
        pub const $name: $crate::locale::Word = $crate::locale::Word { zh: $zh, en: $en };)*

        #[cfg(test)]
        pub(crate) const ALL: &[(&str, $crate::locale::Word)] = &[$((stringify!($name), $name)),*];
    };
}

pub mod account;
pub mod answer;
pub mod app;
pub mod check;
pub mod cli;
pub mod clock;
pub mod common;
pub mod console;
pub mod doctor;
pub mod fault;
pub mod finding;
pub mod help;
pub mod identity;
pub mod man;
pub mod measure;
pub mod misuse;
pub mod notice;
pub mod page;
pub mod plain;
pub mod reason;
pub mod refusal;
pub mod settings;
pub mod shell;
pub mod shift;
pub mod theme;
pub mod verify;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_takes_the_same_values_in_both_languages() {
        let all = [
            account::ALL,
            answer::ALL,
            app::ALL,
            check::ALL,
            cli::ALL,
            clock::ALL,
            common::ALL,
            console::ALL,
            doctor::ALL,
            fault::ALL,
            finding::ALL,
            identity::ALL,
            notice::ALL,
            man::ALL,
            measure::ALL,
            misuse::ALL,
            page::ALL,
            plain::ALL,
            reason::ALL,
            refusal::ALL,
            settings::ALL,
            shell::ALL,
            shift::ALL,
            theme::ALL,
            verify::ALL,
        ];
        for (name, word) in all.into_iter().flatten() {
            let holes = |text: &str| text.matches("{}").count();
            assert_eq!(holes(word.zh), holes(word.en), "{name}");
            assert!(!word.zh.is_empty() && !word.en.is_empty(), "{name}");
            assert!(!word.zh.contains(PLURAL), "{name}: Chinese has no plural");
            let counts = word.en.split_once(PLURAL).is_none_or(|(before, _)| before.contains("{}"));
            assert!(counts, "{name}: nothing is counted before {PLURAL}");
            assert!(!word.zh.contains(['“', '”']), "{name}: Chinese words are quoted as 「…」");
        }
    }

    #[test]
    fn one_thing_is_not_told_as_several() {
        let word = Word { zh: "{} 个环节 {} 步", en: "{} phase{s}, {} step{s}" };
        assert_eq!(word.with(Lang::En, &[&1, &0]).as_str(), "1 phase, 0 steps");
        assert_eq!(word.with(Lang::En, &[&12, &1]).as_str(), "12 phases, 1 step");
        assert_eq!(word.with(Lang::Zh, &[&1, &2]).as_str(), "1 个环节 2 步");
    }

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(Lang::from_code("zh_CN.UTF-8"), Some(Lang::Zh));
        assert_eq!(Lang::from_code("en-GB"), Some(Lang::En));
        assert_eq!(Lang::from_code("C.UTF-8"), Some(Lang::En));
        assert_eq!(Lang::from_code("fr_FR"), None);
    }
}

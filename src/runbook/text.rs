//! A runbook's own text, in one form for all languages or in each.

use crate::locale::Lang;

/// Text of a runbook. Exact as in the file; it is cleaned on its way to a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// One text, whatever the language.
    Same(String),
    /// A text for each language.
    ByLang {
        /// 简体中文
        zh: String,
        /// English
        en: String,
    },
}

impl Text {
    /// The text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match (self, lang) {
            (Self::Same(text), _) => text,
            (Self::ByLang { zh, .. }, Lang::Zh) => zh,
            (Self::ByLang { en, .. }, Lang::En) => en,
        }
    }
}

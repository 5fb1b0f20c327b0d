//! The language of what is said before the arguments are understood: help, and why they cannot be used.
//!
//! The same rule as everywhere else: the command line, the settings file, the locale. Nothing here fails, and a
//! settings file full of errors keeps nobody from the help.

use clap::ValueEnum;

use crate::locale::Lang;
use crate::shell::{Environment, Overrides, Settings, settings};

/// A language as a flag.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Language {
    Zh,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Self::Zh,
            Language::En => Self::En,
        }
    }
}

/// The language of somebody who typed these arguments.
pub fn of(arguments: impl IntoIterator<Item = String>, environment: &Environment) -> Lang {
    asked_for(arguments).unwrap_or_else(|| {
        let settings = Settings::load(environment, &Overrides::default());
        settings.map_or_else(|_| settings::language(None, environment), |settings| settings.lang)
    })
}

/// The language that `--lang` names, if it stands before `--` and names one.
fn asked_for(arguments: impl IntoIterator<Item = String>) -> Option<Lang> {
    let mut arguments = arguments.into_iter().take_while(|argument| argument != "--");
    while let Some(argument) = arguments.next() {
        let named = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(language) = named.and_then(|name| Language::from_str(&name, false).ok()) {
            return Some(language.into());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &str) -> Option<Lang> {
        asked_for(arguments.split(' ').map(str::to_owned))
    }

    #[test]
    fn the_flag_counts_wherever_it_stands_before_two_dashes() {
        assert_eq!(asked("dutybook --lang zh note --help"), Some(Lang::Zh));
        assert_eq!(asked("dutybook note --help --lang=en"), Some(Lang::En));
        assert_eq!(asked("dutybook note -- --lang zh"), None);
        assert_eq!(asked("dutybook note --language zh"), None);
    }

    #[test]
    fn a_flag_that_names_no_language_does_not_count() {
        assert_eq!(asked("dutybook --lang fr"), None);
        assert_eq!(asked("dutybook --lang"), None);
        assert_eq!(asked("dutybook --lang fr --lang=zh"), Some(Lang::Zh));
    }
}

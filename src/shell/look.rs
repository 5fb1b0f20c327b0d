//! How the screen looks here: the theme that was chosen, in the colours and glyphs that this terminal has.

use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::manners::Manners;
use super::regular_file;
use super::renderer::Ability;
use super::settings::Settings;
use super::spelling::Spelling;
use super::wishes::Wishes;
use crate::locale::{Lang, shell as words};
use crate::text::SafeText;
use crate::theme::{Depth, Glyphs, Theme, built_in_text, by_background};
use crate::view::Look;

/// The most things wrong with a theme that are told at a time.
const MOST_PROBLEMS: usize = 5;

/// The largest theme file that is read.
const MAX_THEME_BYTES: u64 = 256 * 1024;

/// What [`of`] found.
pub struct Found {
    pub look: Look,
    pub ability: Ability,
    pub manners: Manners,
    /// The language that the terminal can show.
    pub lang: Lang,
    /// What is not as it was chosen, and why: a theme that cannot be used, a language that cannot be shown.
    pub problems: Vec<SafeText>,
}

/// The look of this terminal.
pub fn of(settings: &Settings, wishes: Wishes, named: Option<&str>) -> Found {
    of_environment(settings, wishes, named, &Environment::read())
}

fn of_environment(
    settings: &Settings,
    wishes: Wishes,
    named: Option<&str>,
    environment: &Environment,
) -> Found {
    let depth = Depth::chosen(wishes.colour, |name| environment.get(name));
    let manners = Manners::of(environment);
    let mut problems = Vec::new();
    let lang = match (settings.lang, wishes.ascii) {
        (Lang::Zh, Some(true) | None) if !manners.knows_utf8 => {
            let term = environment.get("TERM").unwrap_or_default();
            problems.push(words::NO_CHINESE_HERE.with(Lang::En, &[&term]));
            Lang::En
        }
        (lang, _) => lang,
    };
    let set = settings.theme.as_ref().filter(|_| named.is_none());
    let chosen = named.or(set.map(|set| set.name.as_str()));
    let chosen = chosen.unwrap_or_else(|| by_background(|name| environment.get(name)));
    let theme = theme(chosen, settings).unwrap_or_else(|why| {
        let faults = why.iter().map(|why| words::THEME_UNUSABLE.with(lang, &[&chosen, why]));
        let file = settings.file.display().to_string();
        problems.extend(faults.map(|fault| match set {
            Some(set) => set.say(&fault, &file, lang),
            None => fault,
        }));
        Theme::default()
    });
    let glyphs = match wishes.ascii {
        Some(true) => Glyphs::ASCII,
        Some(false) => Glyphs::UNICODE,
        None => Glyphs::guess(|name| environment.get(name)),
    };
    let plain = glyphs == Glyphs::ASCII;
    let spelling = match (wishes.ascii, manners.knows_utf8, plain) {
        (Some(true) | None, false, _) => Spelling::Ascii,
        (_, _, true) => Spelling::PlainSigns,
        (_, _, false) => Spelling::Whole,
    };
    let ability = Ability { depth, dialect: manners.dialect, synchronised: manners.synchronised, spelling };
    let look = Look::new(&theme, glyphs, depth).with_ambiguous(wishes.ambiguous);
    Found { look, ability, manners, lang, problems }
}

/// A shipped theme by name, or a theme file by path. Fails with what is wrong with it, up to so many things.
fn theme(chosen: &str, settings: &Settings) -> Result<Theme, Vec<String>> {
    if let Some(theme) = Theme::built_in(chosen) {
        return Ok(theme);
    }
    let path = theme_path(chosen, settings);
    let bytes = regular_file::read(&path, MAX_THEME_BYTES).map_err(|error| vec![error.to_string()])?;
    let text = String::from_utf8(bytes).map_err(|error| vec![error.to_string()])?;
    Theme::parse(chosen, &text, &built_in_text).map_err(|problems| {
        let told = problems.0.iter().take(MOST_PROBLEMS);
        told.map(|problem| problem.text(settings.lang).to_string()).collect()
    })
}

fn theme_path(chosen: &str, settings: &Settings) -> PathBuf {
    let own = settings.themes.join(format!("{chosen}.toml"));
    let is_path = chosen.contains('/') || Path::new(chosen).extension().is_some();
    if is_path { super::paths::expand(chosen) } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::config::Named;
    use crate::shell::settings::Overrides;

    fn found(lang: Lang, ascii: Option<bool>, set: &[(&'static str, &str)]) -> Found {
        themed(lang, None, ascii, set)
    }

    fn themed(lang: Lang, named: Option<&str>, ascii: Option<bool>, set: &[(&'static str, &str)]) -> Found {
        let environment = Environment::of(set.iter().map(|(name, value)| (*name, *value)));
        let home = Environment::of([("DUTYBOOK_HOME", "/nowhere")]);
        let overrides = Overrides { lang: Some(lang), zone: Some("+08:00".to_owned()) };
        let settings = Settings { theme: None, ..Settings::load(&home, &overrides).unwrap() };
        of_environment(&settings, Wishes { ascii, ..Wishes::default() }, named, &environment)
    }

    #[test]
    fn chinese_goes_to_an_old_terminal_whose_locale_is_utf8() {
        let found = found(Lang::Zh, None, &[("TERM", "vt100"), ("LANG", "zh_CN.UTF-8")]);
        assert_eq!((found.lang, found.ability.spelling), (Lang::Zh, Spelling::PlainSigns));
        assert!(found.problems.is_empty());
    }

    #[test]
    fn a_terminal_without_chinese_is_told_in_english_and_why() {
        let set = [("TERM", "vt100"), ("LANG", "C")];
        let found = |lang, ascii| self::found(lang, ascii, &set);
        let english = found(Lang::Zh, None);
        assert_eq!((english.lang, english.ability.spelling), (Lang::En, Spelling::Ascii));
        let said: Vec<String> = english.problems.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["in English: TERM=vt100 may not show Chinese; --no-ascii sends it all the same"]);
        assert!(found(Lang::En, None).problems.is_empty());
        let forced = found(Lang::Zh, Some(false));
        assert_eq!((forced.lang, forced.ability.spelling), (Lang::Zh, Spelling::Whole));
        assert!(forced.problems.is_empty());
    }

    #[test]
    fn a_light_background_gets_the_light_theme_where_none_is_chosen() {
        let theme = |set: &[(&'static str, &str)]| found(Lang::En, None, set).look.theme.name().to_owned();
        assert_eq!(theme(&[("TERM", "xterm"), ("COLORFGBG", "0;15")]), "light");
        assert_eq!(theme(&[("TERM", "xterm"), ("COLORFGBG", "15;0")]), "dark");
        assert_eq!(theme(&[("TERM", "xterm")]), "dark");
    }

    #[test]
    fn a_theme_that_is_set_and_is_none_is_told_with_its_place() {
        let home = Environment::of([("DUTYBOOK_HOME", "/nowhere")]);
        let settings = Settings::load(&home, &Overrides::default()).unwrap();
        let theme = Named { name: "darkk".to_owned(), line: 3, column: 9 };
        let settings =
            Settings { lang: Lang::En, theme: Some(theme), file: "/own/config.toml".into(), ..settings };
        let told = |named| of_environment(&settings, Wishes::default(), named, &home).problems;
        let [problem] = &told(None)[..] else { panic!("one problem") };
        assert!(
            problem.as_str().starts_with("/own/config.toml:3:9: theme darkk cannot be used"),
            "{problem}"
        );
        assert!(told(Some("light")).is_empty(), "the command line comes first");
        let [problem] = &told(Some("lightt"))[..] else { panic!("one problem") };
        assert!(problem.as_str().starts_with("theme lightt cannot be used"), "{problem}");
    }

    #[test]
    fn everything_wrong_with_a_theme_is_told_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("calm.toml");
        std::fs::write(&path, "[roles]\nstep = \"gren\"\ncursr = \"red\"\n").unwrap();
        let found = themed(Lang::En, path.to_str(), None, &[]);
        assert_eq!(found.look.theme.name(), "dark");
        let told: Vec<String> = found.problems.iter().map(ToString::to_string).collect();
        assert!(
            matches!(told.as_slice(), [one, other] if one.contains(":2:8") && other.contains(":3:1")),
            "{told:?}"
        );
    }
}

//! How the screen looks here: the theme that was chosen, in the colours and glyphs that this terminal has.

use std::path::{Path, PathBuf};

use super::backend::Ability;
use super::environment::Environment;
use super::manners::Manners;
use super::regular_file;
use super::settings::Settings;
use super::spelling::Spelling;
use super::wishes::Wishes;
use crate::locale::shell as words;
use crate::text::SafeText;
use crate::theme::{Depth, Glyphs, Theme, built_in_text};
use crate::view::Look;

/// The largest theme file that is read.
const MAX_THEME_BYTES: u64 = 256 * 1024;

/// What [`of`] found.
pub struct Found {
    pub look: Look,
    pub ability: Ability,
    pub manners: Manners,
    /// The chosen theme cannot be used, and why; the default stands in.
    pub problem: Option<SafeText>,
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
    let chosen = named.or(settings.theme.as_deref()).unwrap_or("dark");
    let (theme, problem) = match theme(chosen, settings) {
        Ok(theme) => (theme, None),
        Err(why) => (Theme::default(), Some(words::THEME_UNUSABLE.with(settings.lang, &[&chosen, &why]))),
    };
    let glyphs = match wishes.ascii {
        Some(true) => Glyphs::ASCII,
        Some(false) => Glyphs::UNICODE,
        None => Glyphs::guess(|name| environment.get(name)),
    };
    let manners = Manners::of(environment);
    let plain = glyphs == Glyphs::ASCII;
    let spelling = match (wishes.ascii, manners.knows_utf8, plain) {
        (Some(true) | None, false, _) => Spelling::Ascii,
        (_, _, true) => Spelling::PlainSigns,
        (_, _, false) => Spelling::Whole,
    };
    let ability = Ability { depth, dialect: manners.dialect, synchronised: manners.synchronised, spelling };
    let look = Look::new(&theme, glyphs, depth).with_ambiguous(wishes.ambiguous);
    Found { look, ability, manners, problem }
}

/// A shipped theme by name, or a theme file by path.
fn theme(chosen: &str, settings: &Settings) -> Result<Theme, String> {
    if let Some(theme) = Theme::built_in(chosen) {
        return Ok(theme);
    }
    let path = theme_path(chosen, settings);
    let bytes = regular_file::read(&path, MAX_THEME_BYTES).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    Theme::parse(chosen, &text, &built_in_text).map_err(|problems| {
        problems.0.first().map(|problem| problem.text(settings.lang).to_string()).unwrap_or_default()
    })
}

fn theme_path(chosen: &str, settings: &Settings) -> PathBuf {
    let own = settings.themes.join(format!("{chosen}.toml"));
    let is_path = chosen.contains('/') || Path::new(chosen).extension().is_some();
    if is_path { super::paths::expand(chosen) } else { own }
}

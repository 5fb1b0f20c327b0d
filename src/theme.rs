//! Themes: how each [`Role`] looks.
//!
//! A theme file gives colours to roles, may inherit another theme and may name its colours in a palette.
//! Nothing here reads a file or asks the terminal: the texts and the [`Depth`] come in as arguments.

mod colour;
mod depth;
mod file;
mod glyphs;
mod palette;
mod problem;
mod role;

use std::borrow::Cow;
use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

pub use depth::{ColourWish, Depth};
pub use file::Loader;
pub use glyphs::Glyphs;
pub use palette::Palette;
pub use problem::{Name, Problem, ProblemKind, Problems};
pub use role::Role;

use file::{RawStyle, RawTheme, unknown_colour};

/// The themes that the program brings, by name.
pub const BUILT_IN: [(&str, &str); 6] = [
    ("dark", include_str!("../themes/dark.toml")),
    ("light", include_str!("../themes/light.toml")),
    ("high-contrast", include_str!("../themes/high-contrast.toml")),
    ("colour-blind", include_str!("../themes/colour-blind.toml")),
    ("sixteen", include_str!("../themes/sixteen.toml")),
    ("none", include_str!("../themes/none.toml")),
];

/// How one role looks, as far as the theme says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Look {
    /// Complete: both colours are set.
    whole: Style,
    /// Without what comes from `text`.
    own: Style,
}

/// How each role looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    name: String,
    looks: Vec<Look>,
    /// The same where sixteen colours are all there is: what the theme names for them stands in its palette.
    few: Vec<Look>,
}

impl Theme {
    /// Reads a theme file. `loader` gives the text of the theme that it inherits.
    ///
    /// Fails with everything that is wrong with the file and those it inherits.
    pub fn parse(name: &str, text: &str, loader: Loader<'_>) -> Result<Self, Problems> {
        let (raw, mut problems) = file::read(name, text, loader);
        let looks = looks(&raw, &raw.palette, &mut problems);
        if !problems.is_empty() {
            problems.sort_by(|one, other| one.place().cmp(&other.place()));
            return Err(Problems(problems));
        }
        let mut palette = raw.palette.clone();
        palette.extend(raw.sixteen.clone());
        let few = self::looks(&raw, &palette, &mut problems);
        Ok(Self { name: name.to_owned(), looks, few })
    }

    /// One of the themes that the program brings; nothing for another name.
    pub fn built_in(name: &str) -> Option<Self> {
        let text = built_in_text(name)?;
        Self::parse(name, &text, &built_in_text).ok()
    }

    /// The name it was asked for by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How a role looks on the screen's ground. Both colours are set, so that nothing of what was drawn
    /// there before remains.
    pub fn style(&self, role: Role) -> Style {
        self.look(role).whole
    }

    /// How a role looks on the ground of another, as a step's state in the selected row. The ground gives
    /// the background, unless the role brings its own. A ground that sets both colours gives both where the role
    /// has no colour of its own, or one that could not be read there.
    pub fn on(&self, ground: Role, role: Role) -> Style {
        let (under, over) = (self.look(ground), self.look(role));
        if over.own.bg.is_some() {
            return over.whole;
        }
        let mut over = Style { bg: None, ..over.own };
        if let (Some(_), Some(bg)) = (under.own.fg, under.own.bg)
            && !over.fg.is_some_and(|fg| colour::surely_read(fg, bg))
        {
            over.fg = None;
        }
        // Reversed twice would be not reversed at all.
        if under.whole.add_modifier.contains(Modifier::REVERSED) {
            over.sub_modifier.remove(Modifier::REVERSED);
        }
        let mut style = under.whole.patch(over);
        style.sub_modifier = Modifier::empty();
        style
    }

    /// The theme in the colours of a terminal. Where there are none, roles are told apart as in the theme `none`.
    #[must_use]
    pub fn at(&self, depth: Depth) -> Self {
        let without = (depth == Depth::None).then(|| Self::built_in("none")).flatten();
        if let Some(without) = without {
            return Self { name: self.name.clone(), ..without };
        }
        let ground = self.style(Role::Text);
        let mut palette = Palette::of(depth);
        let bring_down = |look: &Look| {
            let mut own = palette.style(look.own, ground);
            let whole = palette.style(look.whole, ground);
            if depth == Depth::None {
                (own.fg, own.bg) = (None, None);
            }
            Look { whole, own }
        };
        let from = if depth == Depth::Sixteen { &self.few } else { &self.looks };
        let mut looks: Vec<Look> = from.iter().map(bring_down).collect();
        // Where both selected rows would look the same, the one without the focus is underlined instead.
        let focused = looks.get(Role::Cursor as usize).map(|look| look.whole);
        if let Some(unfocused) = looks.get_mut(Role::CursorUnfocused as usize)
            && Some(unfocused.whole) == focused
        {
            for style in [&mut unfocused.whole, &mut unfocused.own] {
                style.add_modifier.remove(Modifier::REVERSED);
                style.add_modifier.insert(Modifier::UNDERLINED);
            }
        }
        Self { name: self.name.clone(), few: looks.clone(), looks }
    }

    fn look(&self, role: Role) -> Look {
        self.looks.get(role as usize).copied().unwrap_or_default()
    }
}

impl Default for Theme {
    fn default() -> Self {
        let bare = Look { whole: Style::new().fg(Color::Reset).bg(Color::Reset), own: Style::new() };
        let plain = || {
            let looks = vec![bare; Role::ALL.len()];
            Self { name: "none".to_owned(), few: looks.clone(), looks }
        };
        Self::built_in("dark").unwrap_or_else(plain)
    }
}

/// The text of a theme that the program brings.
pub fn built_in_text(name: &str) -> Option<Cow<'static, str>> {
    BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, text)| Cow::Borrowed(*text))
}

/// The theme for a person who named none: by what the environment says of the terminal's background
/// (`COLORFGBG`, which `variable` gives: the numbers of both colours, the background's last).
pub fn by_background<'v>(variable: impl Fn(&str) -> Option<&'v str>) -> &'static str {
    let background = variable("COLORFGBG").and_then(|colours| colours.rsplit(';').next());
    match background.and_then(|number| number.parse::<u8>().ok()) {
        Some(7 | 9..=15) => "light",
        Some(_) | None => "dark",
    }
}

fn looks(raw: &RawTheme, palette: &BTreeMap<String, Color>, problems: &mut Vec<Problem>) -> Vec<Look> {
    let styles = raw.roles.iter().map(|(role, style)| (role.as_str(), resolve(style, palette, problems)));
    let styles = styles.collect();
    Role::ALL.iter().map(|role| look(*role, &styles)).collect()
}

fn look(role: Role, styles: &BTreeMap<&str, Style>) -> Look {
    let ground = Style::new().fg(Color::Reset).bg(Color::Reset);
    let mut look = Look { whole: ground, own: Style::new() };
    for name in role.lineage() {
        let style = styles.get(name).copied().unwrap_or_default();
        look.whole = look.whole.patch(style);
        if name != "text" {
            look.own = look.own.patch(style);
        }
    }
    // A whole style replaces what was there, so there is nothing that it has to take away.
    look.whole.sub_modifier = Modifier::empty();
    look
}

fn resolve(raw: &RawStyle, palette: &BTreeMap<String, Color>, problems: &mut Vec<Problem>) -> Style {
    let mut colour = |typed: &Option<(String, file::Place)>| {
        let (typed, place) = typed.as_ref()?;
        let found = palette.get(typed).copied().or_else(|| colour::parse(typed));
        if found.is_none() {
            problems.push(place.problem(unknown_colour(typed, palette)));
        }
        found
    };
    let (fg, bg) = (colour(&raw.fg), colour(&raw.bg));
    Style { fg, bg, add_modifier: raw.on, sub_modifier: raw.off, ..Style::new() }
}

#[cfg(test)]
mod tests;

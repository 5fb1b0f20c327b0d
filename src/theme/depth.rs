//! How many colours a terminal has, and what becomes of a colour that it does not have.
//!
//! Which depth to use is a setting or a guess from the environment; it comes in as an argument.

use ratatui::style::Color;

use super::palette::Palette;

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// No colour at all: bold, dim, underline and reversed only.
    None,
    /// The sixteen named colours, which every user sets as they like.
    Sixteen,
    /// The 256 numbered colours, of which only those from 16 up are the same everywhere.
    #[default]
    Indexed,
    /// Every colour.
    True,
}

/// How many colours a person wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourWish {
    /// As many as the environment says that there are.
    #[default]
    Auto,
    /// The same, whatever says that there should be none.
    Always,
    Never,
    Sixteen,
    Indexed,
    True,
}

impl ColourWish {
    /// The words that the settings file and the command line use.
    pub const ALL: [(&'static str, Self); 6] = [
        ("auto", Self::Auto),
        ("always", Self::Always),
        ("never", Self::Never),
        ("16", Self::Sixteen),
        ("256", Self::Indexed),
        ("truecolor", Self::True),
    ];
}

/// Terminals with 256 colours whose name does not say so.
const INDEXED: [&str; 8] =
    ["xterm-kitty", "alacritty", "foot", "wezterm", "xterm-ghostty", "contour", "rxvt-unicode", "iterm"];

impl Depth {
    /// What a person wants, and else what the environment says of the terminal, which `variable` gives:
    /// `NO_COLOR`, then `CLICOLOR_FORCE`, then `CLICOLOR`, then `TERM` and `COLORTERM`.
    pub fn chosen<'v>(wish: ColourWish, variable: impl Fn(&str) -> Option<&'v str>) -> Self {
        let value = |name| variable(name).unwrap_or_default();
        let is_forced = !matches!(value("CLICOLOR_FORCE"), "" | "0");
        let is_off = !value("NO_COLOR").is_empty() || value("CLICOLOR") == "0" && !is_forced;
        match wish {
            ColourWish::Never => Self::None,
            ColourWish::Sixteen => Self::Sixteen,
            ColourWish::Indexed => Self::Indexed,
            ColourWish::True => Self::True,
            ColourWish::Always => Self::of_terminal(variable).max(Self::Sixteen),
            ColourWish::Auto if is_off => Self::None,
            ColourWish::Auto if is_forced => Self::of_terminal(variable).max(Self::Sixteen),
            ColourWish::Auto => Self::of_terminal(variable),
        }
    }

    /// What the terminal has, by its name.
    fn of_terminal<'v>(variable: impl Fn(&str) -> Option<&'v str>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        if matches!(term, "" | "dumb") || term.starts_with("vt") {
            return Self::None;
        }
        // GNU screen hands on its environment, and no true colour.
        if variable("STY").is_some_and(|sty| !sty.is_empty()) {
            return if term.contains("256color") { Self::Indexed } else { Self::Sixteen };
        }
        let colour_term = variable("COLORTERM").unwrap_or_default();
        if matches!(colour_term, "truecolor" | "24bit") || term.ends_with("-direct") {
            return Self::True;
        }
        let is_indexed = term.contains("256color") || INDEXED.iter().any(|known| term.starts_with(known));
        if is_indexed { Self::Indexed } else { Self::Sixteen }
    }

    /// The nearest colour that a terminal of this depth has.
    pub fn colour(self, wanted: Color) -> Color {
        Palette::of(self).colour(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_that_a_terminal_has_is_kept() {
        assert_eq!(Depth::Indexed.colour(Color::Rgb(255, 135, 0)), Color::Indexed(208));
        assert_eq!(Depth::Indexed.colour(Color::Rgb(128, 128, 128)), Color::Indexed(244));
        assert_eq!(Depth::True.colour(Color::Rgb(1, 2, 3)), Color::Rgb(1, 2, 3));
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            assert_eq!(depth.colour(Color::Green), Color::Green);
            assert_eq!(depth.colour(Color::Reset), Color::Reset);
        }
        assert_eq!(Depth::None.colour(Color::Green), Color::Reset);
    }

    #[test]
    fn sixteen_colours_keep_the_hue() {
        let named = |red, green, blue| Depth::Sixteen.colour(Color::Rgb(red, green, blue));
        assert!(matches!(named(0x87, 0xd7, 0x87), Color::Green | Color::LightGreen));
        assert!(matches!(named(0xff, 0x87, 0x87), Color::Red | Color::LightRed));
        assert!(matches!(named(0xff, 0xc0, 0x40), Color::Yellow | Color::LightYellow));
        assert!(matches!(named(0x80, 0xb0, 0xf0), Color::Blue | Color::LightBlue | Color::LightCyan));
        assert_eq!(named(0x80, 0x80, 0x80), Color::DarkGray);
    }

    #[test]
    fn the_environment_tells_how_many_colours_there_are() {
        let guess = |set: &[(&str, &'static str)]| {
            Depth::chosen(ColourWish::Auto, |name| {
                set.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
            })
        };
        assert_eq!(guess(&[("TERM", "xterm-256color")]), Depth::Indexed);
        assert_eq!(guess(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), Depth::True);
        assert_eq!(guess(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]), Depth::None);
        assert_eq!(guess(&[("TERM", "xterm-256color"), ("NO_COLOR", "")]), Depth::Indexed);
        assert_eq!(guess(&[("TERM", "linux")]), Depth::Sixteen);
        assert_eq!(guess(&[("TERM", "xterm-kitty")]), Depth::Indexed);
        assert_eq!(guess(&[]), Depth::None);
        let screen = [("TERM", "screen"), ("COLORTERM", "truecolor"), ("STY", "1.pts")];
        assert_eq!(guess(&screen), Depth::Sixteen);
    }

    #[test]
    fn what_a_person_wants_comes_before_what_the_environment_says() {
        let depth = |wish, set: &[(&str, &'static str)]| {
            Depth::chosen(wish, |name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| *value))
        };
        let (plain, forced) = (("TERM", "vt100"), ("CLICOLOR_FORCE", "1"));
        assert_eq!(depth(ColourWish::Auto, &[plain, forced]), Depth::Sixteen);
        assert_eq!(depth(ColourWish::Auto, &[plain, ("CLICOLOR_FORCE", "0")]), Depth::None);
        assert_eq!(depth(ColourWish::Auto, &[("TERM", "xterm"), ("CLICOLOR", "0")]), Depth::None);
        assert_eq!(depth(ColourWish::Auto, &[("TERM", "xterm"), ("CLICOLOR", "0"), forced]), Depth::Sixteen);
        assert_eq!(depth(ColourWish::Auto, &[("TERM", "xterm"), ("NO_COLOR", "1"), forced]), Depth::None);
        assert_eq!(
            depth(ColourWish::Always, &[("TERM", "xterm-256color"), ("NO_COLOR", "1")]),
            Depth::Indexed
        );
        assert_eq!(depth(ColourWish::Never, &[("TERM", "xterm"), ("COLORTERM", "truecolor")]), Depth::None);
        assert_eq!(depth(ColourWish::True, &[plain]), Depth::True);
    }
}

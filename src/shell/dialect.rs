//! Which control sequences a terminal knows, by its name.
//!
//! The terminal is never asked; its `TERM` says what it is, and what is not known to it is not sent. A name
//! that nobody here has heard of gets what every terminal since the VT100 understands.

use ratatui::style::Modifier;

/// A family of terminals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// What a VT100 knows and no more: no erasing of characters, no columns by number, four attributes.
    Vt100,
    /// GNU screen and tmux: erased places are in the terminal's own colours.
    Screen,
    /// xterm and its many relatives: erased places take the background that is set.
    #[default]
    Xterm,
}

/// Beginnings of the names of terminals that behave as xterm does. Each has `bce` and `ech` in terminfo.
const LIKE_XTERM: [&str; 15] = [
    "xterm",
    "linux",
    "rxvt",
    "putty",
    "alacritty",
    "foot",
    "kitty",
    "konsole",
    "vte",
    "gnome",
    "wezterm",
    "ghostty",
    "contour",
    "iterm",
    "mintty",
];

impl Dialect {
    /// The dialect of a `TERM`.
    pub fn of(term: &str) -> Self {
        if term.starts_with("screen") || term.starts_with("tmux") {
            Self::Screen
        } else if LIKE_XTERM.iter().any(|known| term.starts_with(known)) {
            Self::Xterm
        } else {
            Self::Vt100
        }
    }

    /// Whether characters can be erased by number (ECH).
    pub(super) fn erases_characters(self) -> bool {
        self == Self::Xterm
    }

    /// Whether what is erased takes the background of the pen.
    pub(super) fn erases_in_colour(self) -> bool {
        self == Self::Xterm
    }

    /// Whether the cursor can be sent to a column or a row alone (CHA, VPA).
    pub(super) fn knows_columns(self) -> bool {
        self != Self::Vt100
    }

    /// The attributes that can be shown.
    pub(super) fn modifiers(self) -> Modifier {
        match self {
            Self::Vt100 => Modifier::BOLD
                .union(Modifier::UNDERLINED)
                .union(Modifier::SLOW_BLINK)
                .union(Modifier::REVERSED),
            Self::Screen | Self::Xterm => Modifier::all(),
        }
    }

    /// Whether single attributes can be turned off.
    pub(super) fn turns_off(self) -> bool {
        self != Self::Vt100
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_nobody_knows_gets_what_all_understand() {
        for (term, dialect) in [
            ("xterm-256color", Dialect::Xterm),
            ("xterm-kitty", Dialect::Xterm),
            ("linux", Dialect::Xterm),
            ("tmux-256color", Dialect::Screen),
            ("screen.xterm-256color", Dialect::Screen),
            ("vt100", Dialect::Vt100),
            ("vt220", Dialect::Vt100),
            ("ansi", Dialect::Vt100),
            ("", Dialect::Vt100),
            ("wy50", Dialect::Vt100),
        ] {
            assert_eq!(Dialect::of(term), dialect, "{term}");
        }
    }
}

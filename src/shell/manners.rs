//! What a terminal can be told beyond what is drawn, by its name and that of the program it runs in.
//!
//! It is never asked. What is not on a list here is not sent: a terminal that does not know a sequence may
//! print it.

use super::dialect::Dialect;
use super::environment::Environment;

/// What lies between the program and the terminal, and wants sequences for the terminal wrapped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wrapping {
    #[default]
    None,
    Tmux,
    Screen,
}

/// What a terminal can be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manners {
    pub dialect: Dialect,
    /// Frames as synchronised updates (private mode 2026).
    pub synchronised: bool,
    /// Text beyond ASCII.
    pub knows_utf8: bool,
    /// Operating system commands: titles, the clipboard, notifications.
    pub commands: bool,
    pub wrapping: Wrapping,
}

/// Names of terminals that know synchronised updates.
const SYNCHRONISED: [&str; 6] = ["xterm-kitty", "foot", "alacritty", "contour", "xterm-ghostty", "wezterm"];
/// Programs that do, whatever they call themselves in `TERM`.
const SYNCHRONISED_PROGRAMS: [&str; 6] = ["WezTerm", "iTerm.app", "ghostty", "contour", "mintty", "vscode"];

impl Manners {
    /// What the environment says.
    pub fn of(environment: &Environment) -> Self {
        let term = environment.get("TERM").unwrap_or_default();
        let program = environment.get("TERM_PROGRAM").unwrap_or_default();
        let dialect = Dialect::of(term);
        let is_tmux = term.starts_with("tmux") || environment.get("TMUX").is_some();
        let wrapping = match dialect {
            _ if is_tmux => Wrapping::Tmux,
            Dialect::Screen => Wrapping::Screen,
            Dialect::Xterm | Dialect::Vt100 => Wrapping::None,
        };
        let synchronised = match wrapping {
            Wrapping::None => {
                SYNCHRONISED.iter().any(|known| term.starts_with(known))
                    || dialect == Dialect::Xterm && SYNCHRONISED_PROGRAMS.contains(&program)
            }
            Wrapping::Tmux => program == "tmux" && is_at_least(environment.get("TERM_PROGRAM_VERSION"), 3, 4),
            Wrapping::Screen => false,
        };
        Self {
            dialect,
            synchronised,
            // Many a serial line has the name of an old terminal and a new one at its end: the locale knows better.
            knows_utf8: dialect != Dialect::Vt100 || !is_old(term) || environment.is_utf8(),
            // The Linux console takes the first of them for a change of its colours.
            commands: dialect != Dialect::Vt100 && !term.starts_with("linux"),
            wrapping,
        }
    }
}

/// Terminals from before UTF-8.
fn is_old(term: &str) -> bool {
    term.starts_with("vt") || ["dumb", "ansi"].contains(&term)
}

/// Whether a version such as `3.4a` is at least so new.
fn is_at_least(version: Option<&str>, major: u32, minor: u32) -> bool {
    let Some((first, rest)) = version.and_then(|version| version.split_once('.')) else { return false };
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let number = |text: &str| text.parse::<u32>().unwrap_or(0);
    (number(first), number(&digits)) >= (major, minor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manners(set: &[(&'static str, &str)]) -> Manners {
        Manners::of(&Environment::of(set.iter().map(|(name, value)| (*name, *value))))
    }

    #[test]
    fn a_sequence_is_sent_only_where_it_is_known() {
        let kitty = manners(&[("TERM", "xterm-kitty")]);
        assert!(kitty.synchronised && kitty.commands && kitty.knows_utf8);
        let xterm = manners(&[("TERM", "xterm-256color")]);
        assert!(!xterm.synchronised && xterm.commands);
        assert!(manners(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")]).synchronised);
        let vt100 = manners(&[("TERM", "vt100"), ("TERM_PROGRAM", "WezTerm")]);
        assert!(!vt100.synchronised && !vt100.commands && !vt100.knows_utf8);
        assert!(!manners(&[("TERM", "linux")]).commands);
        assert!(manners(&[("TERM", "vt100"), ("LANG", "zh_CN.UTF-8")]).knows_utf8);
        assert!(!manners(&[("TERM", "vt100"), ("LANG", "zh_CN.GB18030")]).knows_utf8);
    }

    #[test]
    fn what_lies_between_is_known_by_its_name() {
        let tmux = |version| {
            manners(&[
                ("TERM", "screen-256color"),
                ("TMUX", "/tmp/t,1,0"),
                ("TERM_PROGRAM", "tmux"),
                ("TERM_PROGRAM_VERSION", version),
            ])
        };
        assert_eq!(tmux("3.4").wrapping, Wrapping::Tmux);
        assert!(tmux("3.4").synchronised && tmux("3.10a").synchronised && !tmux("3.3a").synchronised);
        // Outside of tmux another program's name counts for nothing.
        assert!(!manners(&[("TERM", "tmux-256color"), ("TERM_PROGRAM", "WezTerm")]).synchronised);
        assert_eq!(manners(&[("TERM", "screen")]).wrapping, Wrapping::Screen);
    }
}

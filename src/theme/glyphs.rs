//! The signs that stand beside words, in Unicode and in ASCII.
//!
//! Both sets say the same, so that nothing is lost on a serial console. The signs of states are one column
//! wide wherever they are drawn: none of them is of East Asian ambiguous width, and none is an emoji.

use unicode_width::UnicodeWidthStr;

/// Declares the signs, their two forms, and a list of them for the tests.
macro_rules! glyphs {
    ($($(#[$doc:meta])* $name:ident = $unicode:literal, $ascii:literal;)*) => {
        /// The signs of one set.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Glyphs {
            $($(#[$doc])* pub $name: &'static str,)*
        }

        impl Glyphs {
            /// Signs for terminals with Unicode fonts.
            pub const UNICODE: Self = Self { $($name: $unicode,)* };

            /// The same in ASCII.
            pub const ASCII: Self = Self { $($name: $ascii,)* };

            fn chosen(
                one: &Self,
                other: &Self,
                choose: impl Fn(&'static str, &'static str) -> &'static str,
            ) -> Self {
                Self { $($name: choose(one.$name, other.$name),)* }
            }

            /// Every sign of the set with its name.
            pub fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name)),*]
            }
        }
    };
}

glyphs! {
    /// A step that nobody has begun.
    open = "☐", "[ ]";
    /// A step that somebody works on.
    running = "►", "[>]";
    /// A step that is done.
    done = "✔", "[x]";
    /// A step that was skipped.
    skipped = "⊘", "[-]";
    /// A step that waits for another.
    blocked = "✖", "[#]";
    /// A step that this run does not need.
    not_applicable = "∅", "[~]";
    /// Past its time, or against the rule.
    late = "‼", "[!]";
    /// The selected row.
    cursor = "▸", ">";
    /// Something is folded away here.
    folded = "▸", "+";
    /// What was folded is open.
    unfolded = "▾", "-";
    /// A deadline.
    deadline = "◷", "@";
    /// Something needs care.
    warning = "⚠", "!";
    /// What was wanted was done.
    ok = "✔", "OK";
    /// Somebody else is here.
    other = "◍", "o";
    /// It must be answered in time.
    must = "*", "*";
    /// Nobody knows yet.
    undecided = "?", "?";
    /// Evidence is attached.
    evidence = "⎘", "&";
    /// Stands between things that are told in a row.
    dot = "·", "-";
    /// A bullet of a list.
    bullet = "•", "*";
    /// Something was left out here.
    ellipsis = "…", "~";
    /// More above.
    more_above = "▴", "^";
    /// More below.
    more_below = "▾", "v";
    /// From one thing to another.
    arrow = "→", "->";
    /// The thumb of a scrollbar.
    thumb = "┃", "#";
    /// A full part of a bar.
    bar_full = "━", "=";
    /// An empty part of a bar.
    bar_empty = "─", "-";
    /// A horizontal line.
    horizontal = "─", "-";
    /// A vertical line.
    vertical = "│", "|";
    /// A corner.
    top_left = "┌", "+";
    /// A corner.
    top_right = "┐", "+";
    /// A corner.
    bottom_left = "└", "+";
    /// A corner.
    bottom_right = "┘", "+";
    /// A line that starts at a vertical one and goes right.
    tee_right = "├", "+";
    /// A line that ends at a vertical one.
    tee_left = "┤", "+";
    /// A line that goes down from a horizontal one.
    tee_down = "┬", "+";
    /// A line that comes from above to a horizontal one.
    tee_up = "┴", "+";
    /// Two lines cross.
    cross = "┼", "+";
}

impl Glyphs {
    /// The set with signs in ASCII in the place of those that some terminals draw two columns wide.
    #[must_use]
    pub fn surely_narrow(self) -> Self {
        let choose = |own: &'static str, ascii: &'static str| {
            if own.width_cjk() == own.width() { own } else { ascii }
        };
        Self::chosen(&self, &Self::ASCII, choose)
    }

    /// Guesses from what the environment says of the terminal and the locale (`TERM`, `LC_ALL`, `LC_CTYPE`,
    /// `LANG`), which `variable` gives. A setting should be able to overrule it.
    pub fn guess<'v>(variable: impl Fn(&str) -> Option<&'v str>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        let has_few_signs = ["", "dumb", "linux", "ansi"].contains(&term) || term.starts_with("vt");
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .find_map(|name| variable(name).filter(|value| !value.is_empty()));
        let locale = locale.unwrap_or_default().to_ascii_lowercase();
        let is_utf8 = locale.contains("utf-8") || locale.contains("utf8");
        if is_utf8 && !has_few_signs { Self::UNICODE } else { Self::ASCII }
    }
}

impl Default for Glyphs {
    fn default() -> Self {
        Self::UNICODE
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const STATES: [&str; 7] = ["open", "running", "done", "skipped", "blocked", "not_applicable", "late"];

    #[test]
    fn every_sign_but_the_arrow_takes_the_same_columns_in_its_set() {
        for (name, sign) in Glyphs::UNICODE.all() {
            assert_eq!(sign.width(), 1, "{name}");
        }
        for (name, sign) in Glyphs::ASCII.all() {
            let columns =
                if STATES.contains(&name) { 3 } else { 1 + usize::from(["arrow", "ok"].contains(&name)) };
            assert_eq!(sign.len(), columns, "{name}");
            assert!(sign.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' '), "{name}");
        }
    }

    #[test]
    fn the_signs_of_states_are_narrow_in_chinese_terminals_too() {
        for (name, sign) in Glyphs::UNICODE.all() {
            if STATES.contains(&name) || ["cursor", "deadline", "warning", "evidence"].contains(&name) {
                assert_eq!(sign.width_cjk(), 1, "{name}");
            }
        }
    }

    #[test]
    fn signs_are_ascii_where_others_may_not_be_seen() {
        let guess = |term: &'static str, locale: &'static str| {
            Glyphs::guess(|name| match name {
                "TERM" => Some(term),
                "LC_ALL" => Some(""),
                "LANG" => Some(locale),
                _ => None,
            })
        };
        assert_eq!(guess("xterm-256color", "zh_CN.UTF-8"), Glyphs::UNICODE);
        assert_eq!(guess("linux", "zh_CN.UTF-8"), Glyphs::ASCII);
        assert_eq!(guess("xterm-256color", "C"), Glyphs::ASCII);
    }

    #[test]
    fn a_set_for_wide_terminals_has_no_sign_that_could_be_wide() {
        for (name, sign) in Glyphs::UNICODE.surely_narrow().all() {
            assert_eq!(sign.width_cjk(), 1 + usize::from(name == "arrow"), "{name}: {sign}");
            assert_eq!(sign.width_cjk(), sign.width(), "{name}: {sign}");
        }
        assert_eq!(Glyphs::ASCII.surely_narrow(), Glyphs::ASCII);
    }

    #[test]
    fn no_two_states_share_a_sign() {
        for set in [Glyphs::UNICODE, Glyphs::ASCII] {
            let signs = set.all().into_iter().filter(|(name, _)| STATES.contains(name));
            assert_eq!(signs.map(|(_, sign)| sign).collect::<BTreeSet<_>>().len(), STATES.len());
        }
    }
}

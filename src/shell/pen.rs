//! What a terminal draws next characters with, and the shortest way to change it.
//!
//! It never assumes what it did not send: a pen that is not known is reset first.

use ratatui::style::{Color, Modifier};

use super::dialect::Dialect;

/// Modifiers that show on a blank too.
const ON_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// Each modifier with the codes that turn it on and off (ECMA-48, SGR).
const CODES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Colours and modifiers of what is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifier: Modifier,
}

impl Pen {
    /// The pen after a reset.
    pub(super) const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    /// Whether a blank drawn with this pen is the same as an erased place.
    pub(super) fn erases(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(ON_BLANKS)
    }

    /// Whether an erased place looks like a blank of this pen, if erasing leaves the pen's background.
    pub(super) fn erases_in_colour(self) -> bool {
        !self.modifier.intersects(ON_BLANKS)
    }

    /// What can be seen of it on a blank.
    pub(super) fn on_blanks(self) -> Self {
        let modifier = self.modifier.intersection(ON_BLANKS);
        let fg = if modifier.is_empty() { Color::Reset } else { self.fg };
        Self { fg, modifier, ..self }
    }

    /// Writes what turns the pen `from` into this one; nothing is known of a pen that is `None`.
    pub(super) fn write(self, from: Option<Self>, dialect: Dialect, out: &mut Vec<u8>) {
        if from == Some(self) {
            return;
        }
        let from = from.filter(|_| dialect.turns_off());
        let mut afresh = Codes::default();
        afresh.push(&[0]);
        self.change(Self::PLAIN, &mut afresh);
        let shortest = match from {
            None => afresh,
            Some(from) => {
                let mut step = Codes::default();
                self.change(from, &mut step);
                if step.bytes() <= afresh.bytes() { step } else { afresh }
            }
        };
        shortest.write(out);
    }

    fn change(self, from: Self, codes: &mut Codes) {
        let gone = from.modifier.difference(self.modifier);
        let mut kept = from.modifier;
        for (modifier, _, off) in CODES {
            if gone.contains(modifier) && kept.contains(modifier) {
                codes.push(&[off]);
                // One code may turn off two: what should stay is turned on again below.
                let same = CODES.iter().filter(|(_, _, other)| *other == off);
                same.for_each(|(also, _, _)| kept.remove(*also));
            }
        }
        for (modifier, on, _) in CODES {
            if self.modifier.contains(modifier) && !kept.contains(modifier) {
                codes.push(&[on]);
            }
        }
        if self.fg != from.fg {
            codes.colour(self.fg, 0);
        }
        if self.bg != from.bg {
            codes.colour(self.bg, 10);
        }
    }
}

/// The numbers of one SGR sequence; at most 9 + 9 modifiers and two colours of five.
#[derive(Default)]
struct Codes(Vec<u8>);

impl Codes {
    fn push(&mut self, codes: &[u8]) {
        self.0.extend_from_slice(codes);
    }

    fn colour(&mut self, colour: Color, ground: u8) {
        match colour {
            Color::Reset => self.push(&[39 + ground]),
            Color::Black => self.push(&[30 + ground]),
            Color::Red => self.push(&[31 + ground]),
            Color::Green => self.push(&[32 + ground]),
            Color::Yellow => self.push(&[33 + ground]),
            Color::Blue => self.push(&[34 + ground]),
            Color::Magenta => self.push(&[35 + ground]),
            Color::Cyan => self.push(&[36 + ground]),
            Color::Gray => self.push(&[37 + ground]),
            Color::DarkGray => self.push(&[90 + ground]),
            Color::LightRed => self.push(&[91 + ground]),
            Color::LightGreen => self.push(&[92 + ground]),
            Color::LightYellow => self.push(&[93 + ground]),
            Color::LightBlue => self.push(&[94 + ground]),
            Color::LightMagenta => self.push(&[95 + ground]),
            Color::LightCyan => self.push(&[96 + ground]),
            Color::White => self.push(&[97 + ground]),
            Color::Indexed(number) => self.push(&[38 + ground, 5, number]),
            Color::Rgb(red, green, blue) => self.push(&[38 + ground, 2, red, green, blue]),
        }
    }

    fn bytes(&self) -> usize {
        let digits = |code: &u8| 1 + usize::from(*code > 9) + usize::from(*code > 99);
        // A reset, which comes first, is written without a number.
        let reset = usize::from(self.0.first() == Some(&0));
        self.0.iter().map(digits).sum::<usize>() + self.0.len() - reset
    }

    fn write(&self, out: &mut Vec<u8>) {
        if self.0.is_empty() {
            return;
        }
        out.extend_from_slice(b"\x1b[");
        for (index, code) in self.0.iter().enumerate() {
            if index > 0 {
                out.push(b';');
            }
            // A reset needs no number.
            if (index, *code) != (0, 0) {
                out.extend_from_slice(code.to_string().as_bytes());
            }
        }
        out.push(b'm');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(from: Option<Pen>, to: Pen) -> String {
        let mut out = Vec::new();
        to.write(from, Dialect::Xterm, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn only_what_changed_is_sent() {
        let green = Pen { fg: Color::Green, ..Pen::PLAIN };
        let bold = Pen { modifier: Modifier::BOLD, ..green };
        assert_eq!(written(Some(Pen::PLAIN), green), "\x1b[32m");
        assert_eq!(written(Some(green), bold), "\x1b[1m");
        assert_eq!(written(Some(bold), green), "\x1b[22m");
        assert_eq!(written(Some(bold), bold), "");
        assert_eq!(written(None, Pen::PLAIN), "\x1b[m");
    }

    #[test]
    fn a_reset_is_sent_where_that_is_shorter() {
        let loud =
            Pen { fg: Color::Red, bg: Color::Rgb(1, 2, 3), modifier: Modifier::BOLD | Modifier::REVERSED };
        assert_eq!(written(Some(loud), Pen::PLAIN), "\x1b[m");
    }

    #[test]
    fn bold_that_goes_leaves_dim() {
        let both = Pen { fg: Color::Rgb(10, 20, 30), modifier: Modifier::BOLD | Modifier::DIM, ..Pen::PLAIN };
        let dim = Pen { modifier: Modifier::DIM, ..both };
        assert_eq!(written(Some(both), dim), "\x1b[22;2m");
    }
}

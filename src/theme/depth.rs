//! How many colours a terminal has, and what becomes of a colour that it does not have.
//!
//! Which depth to use is a setting or a guess from the environment; it comes in as an argument.

use ratatui::style::{Color, Modifier, Style};

use super::colour::{self, NAMED, Oklab};

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

/// Chroma below which a colour counts as grey.
const GREY: f32 = 0.04;

impl Depth {
    /// Guesses from what the environment says of the terminal (`NO_COLOR`, `COLORTERM`, `TERM`), which
    /// `variable` gives. A setting should be able to overrule it.
    pub fn guess<'v>(variable: impl Fn(&str) -> Option<&'v str>) -> Self {
        let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
        let term = variable("TERM").unwrap_or_default();
        if is_set("NO_COLOR") || matches!(term, "" | "dumb" | "vt100" | "vt220") {
            return Self::None;
        }
        let colour_term = variable("COLORTERM").unwrap_or_default();
        if matches!(colour_term, "truecolor" | "24bit") || term.ends_with("-direct") {
            return Self::True;
        }
        if term.contains("256color") { Self::Indexed } else { Self::Sixteen }
    }

    /// The nearest colour that a terminal of this depth has.
    pub fn colour(self, wanted: Color) -> Color {
        match (self, wanted) {
            (Self::None, _) => Color::Reset,
            (Self::Indexed, Color::Rgb(red, green, blue)) => nearest_indexed([red, green, blue]),
            (Self::Sixteen, Color::Rgb(red, green, blue)) => nearest_named([red, green, blue]),
            (Self::True, Color::Rgb(red, green, blue)) => {
                exactly_indexed([red, green, blue]).unwrap_or(wanted)
            }
            (Self::Sixteen, Color::Indexed(number)) => nearest_named(colour::indexed(number)),
            (Self::True | Self::Indexed | Self::Sixteen, had) => had,
        }
    }

    /// A style in the colours of this depth, on a ground. Where backgrounds cannot be told apart safely,
    /// one that differs from the ground's becomes reversed video, so that no selection is ever invisible.
    #[must_use]
    pub fn style(self, wanted: Style, ground: Style) -> Style {
        let mut style = wanted;
        let few = matches!(self, Self::None | Self::Sixteen);
        if few && wanted.bg.is_some() && wanted.bg != ground.bg {
            style = Style { fg: ground.fg, bg: ground.bg, ..style };
            style.add_modifier.insert(Modifier::REVERSED);
            style.sub_modifier.remove(Modifier::REVERSED);
        }
        style.fg = style.fg.map(|fg| self.colour(fg));
        style.bg = style.bg.map(|bg| self.colour(bg));
        style
    }
}

/// The numbered colour that is exactly this one: the same on the screen, and half the bytes on the wire.
fn exactly_indexed(wanted: [u8; 3]) -> Option<Color> {
    (16..=255_u8).find(|number| colour::indexed(*number) == wanted).map(Color::Indexed)
}

fn nearest_indexed(wanted: [u8; 3]) -> Color {
    let wanted = Oklab::of(wanted);
    let distance = |number: &u8| Oklab::of(colour::indexed(*number)).distance(wanted, 1.0);
    let nearest = (16..=255_u8).min_by(|one, other| distance(one).total_cmp(&distance(other)));
    nearest.map_or(Color::Reset, Color::Indexed)
}

/// Hue says more than lightness where sixteen colours are all there is: a pale green is green, not grey.
fn nearest_named(wanted: [u8; 3]) -> Color {
    let wanted = Oklab::of(wanted);
    let is_grey = |lab: Oklab| lab.chroma() < GREY;
    let candidates = NAMED.iter().filter_map(|(_, named)| {
        let lab = Oklab::of(colour::rgb(*named)?);
        (is_grey(lab) == is_grey(wanted)).then(|| {
            // A colour is compared by its hue, at the strength of the wanted one.
            let scale = if is_grey(wanted) { 1.0 } else { wanted.chroma() / lab.chroma() };
            let scaled = Oklab {
                lightness: lab.lightness,
                green_red: lab.green_red * scale,
                blue_yellow: lab.blue_yellow * scale,
            };
            (*named, scaled.distance(wanted, 0.4))
        })
    });
    candidates.min_by(|one, other| one.1.total_cmp(&other.1)).map_or(Color::Reset, |(named, _)| named)
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
            Depth::guess(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| *value))
        };
        assert_eq!(guess(&[("TERM", "xterm-256color")]), Depth::Indexed);
        assert_eq!(guess(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), Depth::True);
        assert_eq!(guess(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]), Depth::None);
        assert_eq!(guess(&[("TERM", "xterm-256color"), ("NO_COLOR", "")]), Depth::Indexed);
        assert_eq!(guess(&[("TERM", "linux")]), Depth::Sixteen);
        assert_eq!(guess(&[]), Depth::None);
    }

    #[test]
    fn a_background_of_its_own_becomes_reversed_where_colours_are_few() {
        let ground = Style::new().fg(Color::Reset).bg(Color::Reset);
        let cursor = Style::new().fg(Color::White).bg(Color::Rgb(0x1f, 0x3a, 0x5f));
        for depth in [Depth::None, Depth::Sixteen] {
            let style = depth.style(cursor, ground);
            assert!(style.add_modifier.contains(Modifier::REVERSED));
            assert_eq!(style.bg, Some(Color::Reset));
        }
        assert!(!Depth::Indexed.style(cursor, ground).add_modifier.contains(Modifier::REVERSED));
    }
}

//! The colours of a terminal, and which of them comes nearest to what a theme wants.
//!
//! A theme has few colours and many roles, so what was found is kept for as long as the theme is brought down.

use ratatui::style::{Color, Modifier, Style};

use super::colour::{self, NAMED, Oklab};
use super::depth::Depth;

/// Chroma below which a colour counts as grey.
const GREY: f32 = 0.04;

/// The most colours that are kept.
const MOST_KEPT: usize = 256;

/// What a terminal of some depth can show.
#[derive(Clone, Debug)]
pub struct Palette {
    depth: Depth,
    /// The numbered colours that look the same everywhere, once they were needed.
    numbered: Vec<(u8, Oklab)>,
    /// What was asked for, and what was found.
    found: Vec<(Color, Color)>,
}

impl Palette {
    /// The palette of a depth.
    pub fn of(depth: Depth) -> Self {
        Self { depth, numbered: Vec::new(), found: Vec::new() }
    }

    /// The nearest colour that there is.
    pub fn colour(&mut self, wanted: Color) -> Color {
        if wanted == Color::Reset {
            return wanted;
        }
        if let Some((_, found)) = self.found.iter().find(|(asked, _)| *asked == wanted) {
            return *found;
        }
        let found = self.nearest(wanted);
        // A theme has a few dozen colours; what makes up more of them is not kept.
        if self.found.len() < MOST_KEPT {
            self.found.push((wanted, found));
        }
        found
    }

    fn nearest(&mut self, wanted: Color) -> Color {
        match (self.depth, wanted) {
            (Depth::None, _) => Color::Reset,
            (Depth::Indexed, Color::Rgb(red, green, blue)) => {
                let wanted = [red, green, blue];
                exactly_indexed(wanted).unwrap_or_else(|| self.nearest_indexed(wanted))
            }
            (Depth::Sixteen, Color::Rgb(red, green, blue)) => nearest_named([red, green, blue]),
            (Depth::True, Color::Rgb(red, green, blue)) => {
                exactly_indexed([red, green, blue]).unwrap_or(wanted)
            }
            (Depth::Sixteen, Color::Indexed(number)) => nearest_named(colour::indexed(number)),
            (Depth::True | Depth::Indexed | Depth::Sixteen, had) => had,
        }
    }

    fn nearest_indexed(&mut self, wanted: [u8; 3]) -> Color {
        if self.numbered.is_empty() {
            let look = |number| (number, Oklab::of(colour::indexed(number)));
            self.numbered = (16..=255).map(look).collect();
        }
        let wanted = Oklab::of(wanted);
        // A dark blue is nearer to a grey than to any blue that there is, and a blue it has to stay.
        let alike = self.numbered.iter().filter(|(_, lab)| is_grey(*lab) == is_grey(wanted));
        let distances = alike.map(|(number, lab)| (*number, lab.distance(wanted, 1.0)));
        let nearest = distances.min_by(|one, other| one.1.total_cmp(&other.1));
        nearest.map_or(Color::Reset, |(number, _)| Color::Indexed(number))
    }

    /// A style in these colours, on a ground. Where backgrounds cannot be told apart safely,
    /// one that differs from the ground's becomes reversed video, so that no selection is ever invisible. A
    /// pair of colours that can be read in the sixteen stays a pair.
    pub(super) fn style(&mut self, wanted: Style, ground: Style) -> Style {
        let mut style = wanted;
        let few = matches!(self.depth, Depth::None | Depth::Sixteen);
        if few && wanted.bg.is_some() && wanted.bg != ground.bg && !self.is_pair(wanted, ground) {
            style = Style { fg: ground.fg, bg: ground.bg, ..style };
            style.add_modifier.insert(Modifier::REVERSED);
            style.sub_modifier.remove(Modifier::REVERSED);
        }
        style.fg = style.fg.map(|fg| self.colour(fg));
        style.bg = style.bg.map(|bg| self.colour(bg));
        style
    }

    /// Whether both colours of a style, brought down, can be read on each other in any usual palette, and are
    /// told apart from a ground that is as it is: that one is black, white or near to them.
    fn is_pair(&mut self, style: Style, ground: Style) -> bool {
        let (Some(fg), Some(bg), Depth::Sixteen) = (style.fg, style.bg, self.depth) else { return false };
        if fg == Color::Reset || bg == Color::Reset {
            return false;
        }
        let is_dark = |colour| matches!(colour, Color::Black);
        let is_bright = |colour| {
            matches!(
                colour,
                Color::Gray
                    | Color::White
                    | Color::Cyan
                    | Color::LightCyan
                    | Color::LightYellow
                    | Color::LightGreen
            )
        };
        let (fg, bg) = (self.colour(fg), self.colour(bg));
        let is_grey = matches!(bg, Color::Black | Color::Gray | Color::White | Color::DarkGray);
        if is_grey && ground.bg == Some(Color::Reset) {
            return false;
        }
        is_dark(fg) && is_bright(bg) || is_bright(fg) && is_dark(bg)
    }
}

fn is_grey(lab: Oklab) -> bool {
    lab.chroma() < GREY
}

/// The numbered colour that is exactly this one: the same on the screen, and half the bytes on the wire.
fn exactly_indexed(wanted: [u8; 3]) -> Option<Color> {
    (16..=255_u8).find(|number| colour::indexed(*number) == wanted).map(Color::Indexed)
}

/// Hue says more than lightness where sixteen colours are all there is: a pale green is green, not grey.
fn nearest_named(wanted: [u8; 3]) -> Color {
    let wanted = Oklab::of(wanted);
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
    fn a_palette_finds_what_it_finds_for_a_colour_alone() {
        for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True] {
            let mut palette = Palette::of(depth);
            for step in 0..3_000_u32 {
                let [_, red, green, blue] = (step * 5_477).to_be_bytes();
                let wanted = Color::Rgb(red, green, blue);
                assert_eq!(palette.colour(wanted), depth.colour(wanted));
                assert_eq!(palette.colour(wanted), depth.colour(wanted));
            }
        }
    }

    #[test]
    fn a_background_of_its_own_becomes_reversed_where_colours_are_few() {
        let ground = Style::new().fg(Color::Reset).bg(Color::Reset);
        let cursor = Style::new().fg(Color::White).bg(Color::Rgb(0x1f, 0x3a, 0x5f));
        for depth in [Depth::None, Depth::Sixteen] {
            let style = Palette::of(depth).style(cursor, ground);
            assert!(style.add_modifier.contains(Modifier::REVERSED));
            assert_eq!(style.bg, Some(Color::Reset));
        }
        assert!(!Palette::of(Depth::Indexed).style(cursor, ground).add_modifier.contains(Modifier::REVERSED));
    }
}

//! Colours as theme files write them, and how they look.
//!
//! Nothing here asks the terminal which colours it has.

use ratatui::style::Color;

/// The sixteen names that terminals know, in the order of their numbers.
pub(super) const NAMED: [(&str, Color); 16] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// How xterm draws its first sixteen colours; others differ, which is why little is built on them.
const XTERM: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// Reads `#rrggbb`, one of the sixteen names, or `default` for the terminal's own.
pub(super) fn parse(text: &str) -> Option<Color> {
    if text == "default" {
        return Some(Color::Reset);
    }
    if let Some(hex) = text.strip_prefix('#') {
        let all_hex = hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u32::from_str_radix(hex, 16).ok().filter(|_| all_hex)?;
        let [_, red, green, blue] = value.to_be_bytes();
        return Some(Color::Rgb(red, green, blue));
    }
    NAMED.iter().find(|(name, _)| *name == text).map(|(_, colour)| *colour)
}

/// The red, green and blue of a colour; nothing for the terminal's own.
pub(crate) fn rgb(colour: Color) -> Option<[u8; 3]> {
    if let Color::Rgb(red, green, blue) = colour {
        return Some([red, green, blue]);
    }
    if let Color::Indexed(number) = colour {
        return Some(indexed(number));
    }
    NAMED.iter().position(|(_, named)| *named == colour).map(|number| XTERM[number])
}

/// The red, green and blue of one of the 256 colours: sixteen named, a cube of 6x6x6, 24 greys.
pub(super) fn indexed(number: u8) -> [u8; 3] {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match number {
        0..=15 => XTERM[usize::from(number)],
        16..=231 => {
            let cube = usize::from(number - 16);
            [STEPS[cube / 36], STEPS[cube / 6 % 6], STEPS[cube % 6]]
        }
        232..=255 => [8 + 10 * (number - 232); 3],
    }
}

/// A colour in Oklab, where equal distances look about equally far apart (Björn Ottosson, 2020).
#[derive(Clone, Copy, Debug)]
pub(super) struct Oklab {
    pub(super) lightness: f32,
    pub(super) green_red: f32,
    pub(super) blue_yellow: f32,
}

impl Oklab {
    pub(super) fn of(colour: [u8; 3]) -> Self {
        let [red, green, blue] = colour.map(linear);
        let long = (0.412_221_46 * red + 0.536_332_55 * green + 0.051_445_995 * blue).cbrt();
        let middle = (0.211_903_5 * red + 0.680_699_5 * green + 0.107_396_96 * blue).cbrt();
        let short = (0.088_302_46 * red + 0.281_718_85 * green + 0.629_978_7 * blue).cbrt();
        Self {
            lightness: 0.210_454_26 * long + 0.793_617_8 * middle - 0.004_072_047 * short,
            green_red: 1.977_998_5 * long - 2.428_592_2 * middle + 0.450_593_7 * short,
            blue_yellow: 0.025_904_037 * long + 0.782_771_77 * middle - 0.808_675_77 * short,
        }
    }

    /// How far the colour is from grey.
    pub(super) fn chroma(self) -> f32 {
        self.green_red.hypot(self.blue_yellow)
    }

    /// The square of how far apart two colours look, lightness counted `lightness_weight` times.
    pub(super) fn distance(self, other: Self, lightness_weight: f32) -> f32 {
        let lightness = (self.lightness - other.lightness) * lightness_weight;
        let green_red = self.green_red - other.green_red;
        let blue_yellow = self.blue_yellow - other.blue_yellow;
        lightness * lightness + green_red * green_red + blue_yellow * blue_yellow
    }
}

/// Whether one colour can be read on the other on every terminal (WCAG 2.2, level AA). Nobody knows what the
/// named colours look like on one, so they are not taken for it.
pub(super) fn surely_read(fg: Color, bg: Color) -> bool {
    let fixed = |colour| rgb(colour).filter(|_| matches!(colour, Color::Rgb(..) | Color::Indexed(16..)));
    matches!((fixed(fg), fixed(bg)), (Some(fg), Some(bg)) if contrast(fg, bg) >= 4.5)
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
pub(crate) fn contrast(one: [u8; 3], other: [u8; 3]) -> f32 {
    let luminance = |colour: [u8; 3]| {
        let [red, green, blue] = colour.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The light that a channel of sRGB stands for, 0 to 1.
fn linear(channel: u8) -> f32 {
    let channel = f32::from(channel) / 255.0;
    if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_hex_digits_a_name_or_default() {
        assert_eq!(parse("#ff8000"), Some(Color::Rgb(255, 128, 0)));
        assert_eq!(parse("bright-cyan"), Some(Color::LightCyan));
        assert_eq!(parse("default"), Some(Color::Reset));
        for wrong in ["#ff80", "#+f8000", "#é8000", "orange", "", "#"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn black_on_white_has_the_greatest_contrast() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
        assert!((contrast([9; 3], [9; 3]) - 1.0).abs() < 0.01);
    }
}

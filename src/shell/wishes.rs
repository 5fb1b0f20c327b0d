//! What a person wants of the terminal, where it is not what the terminal would get by itself.

use super::config::Config;
use crate::text::Ambiguous;
use crate::theme::ColourWish;

/// The settings of the terminal, and what the command line says over them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// How many colours.
    pub colour: ColourWish,
    /// Signs in ASCII or not; by the terminal where nobody says.
    pub ascii: Option<bool>,
    /// Whether the terminal's title tells the run.
    pub title: bool,
    /// Whether a time that passes is told to the desktop too.
    pub notify: bool,
    /// Whether the mouse is listened to: a click chooses, the wheel scrolls.
    pub mouse: bool,
    /// How wide the terminal draws characters of ambiguous width.
    pub ambiguous: Ambiguous,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            colour: ColourWish::Auto,
            ascii: None,
            title: true,
            notify: false,
            mouse: false,
            ambiguous: Ambiguous::Narrow,
        }
    }
}

impl Wishes {
    /// What a settings file says.
    pub fn of(config: &Config) -> Self {
        let own = Self::default();
        Self {
            colour: config.color.unwrap_or(own.colour),
            ascii: config.ascii,
            title: config.title.unwrap_or(own.title),
            notify: config.notify.unwrap_or(own.notify),
            mouse: config.mouse.unwrap_or(own.mouse),
            ambiguous: config.ambiguous.unwrap_or(own.ambiguous),
        }
    }

    /// With what the command line says.
    #[must_use]
    pub fn overruled(self, colour: Option<ColourWish>, ascii: Option<bool>) -> Self {
        Self { colour: colour.unwrap_or(self.colour), ascii: ascii.or(self.ascii), ..self }
    }
}

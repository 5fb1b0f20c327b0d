//! How a text is put on the screen: its look, and how wide this terminal draws what is ambiguous.
//!
//! Both go with every text, so that whoever measures one measures what is drawn. Views get brushes of their scene
//! alone; a plain style is a brush for terminals of the common kind.

use ratatui::style::Style;

use crate::text::Ambiguous;

/// How a text is put on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brush {
    pub style: Style,
    pub ambiguous: Ambiguous,
}

impl From<Style> for Brush {
    fn from(style: Style) -> Self {
        Self { style, ambiguous: Ambiguous::Narrow }
    }
}

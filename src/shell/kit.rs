//! The pens and clusters of a screen, by number, so that its squares are small and two of them quickly compared.
//!
//! A theme has a few dozen pens, and few texts have clusters. There are at most so many: what comes after them is drawn
//! plainer.

use std::collections::HashMap;

use super::dialect::Dialect;
use super::pen::Pen;

/// The most clusters that are known.
const MOST_CLUSTERS: usize = 10_000;

/// A pen's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct PenId(pub(super) u16);

impl PenId {
    /// That of the pen after a reset.
    pub(super) const PLAIN: Self = Self(0);
}

/// A cluster's number: several characters that are one glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ClusterId(pub(super) u16);

/// What squares name by number.
#[derive(Clone, Debug)]
pub(super) struct Kit {
    /// Each with the number of what can be seen of it on a blank.
    pens: Vec<(Pen, PenId)>,
    clusters: Vec<Box<str>>,
    numbers: HashMap<Box<str>, ClusterId>,
    /// What turns the pen of a row, behind that of which nothing is known, into the pen of a column. They are few, and
    /// asked for all the time.
    changes: Vec<Vec<Option<Box<[u8]>>>>,
    dialect: Dialect,
}

impl Kit {
    /// An empty one, for a terminal that knows so much.
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            pens: vec![(Pen::PLAIN, PenId::PLAIN)],
            clusters: Vec::new(),
            numbers: HashMap::new(),
            changes: Vec::new(),
            dialect,
        }
    }

    /// A pen's number; the plain one's where there are too many.
    pub(super) fn number(&mut self, pen: Pen) -> PenId {
        if let Some(known) = self.pens.iter().position(|(known, _)| *known == pen) {
            return PenId(known as u16);
        }
        let Ok(new) = u16::try_from(self.pens.len()) else { return PenId::PLAIN };
        let seen = pen.on_blanks();
        self.pens.push((pen, PenId(new)));
        if seen != pen {
            let ground = self.number(seen);
            self.pens[usize::from(new)].1 = ground;
        }
        PenId(new)
    }

    /// The pen of a number.
    pub(super) fn pen(&self, id: PenId) -> Pen {
        self.pens.get(usize::from(id.0)).map_or(Pen::PLAIN, |(pen, _)| *pen)
    }

    /// What turns one pen into another; nothing is known of a pen that is `None`.
    pub(super) fn change(&mut self, from: Option<PenId>, to: PenId) -> &[u8] {
        let (row, column) = (from.map_or(0, |from| usize::from(from.0) + 1), usize::from(to.0));
        let (before, after) = (from.map(|from| self.pen(from)), self.pen(to));
        if self.changes.len() <= row {
            self.changes.resize_with(row + 1, Vec::new);
        }
        let row = &mut self.changes[row];
        if row.len() <= column {
            row.resize_with(column + 1, || None);
        }
        let dialect = self.dialect;
        row[column].get_or_insert_with(|| {
            let mut bytes = Vec::new();
            after.write(before, dialect, &mut bytes);
            bytes.into()
        })
    }

    /// What can be seen of a pen on a blank.
    pub(super) fn ground(&self, id: PenId) -> PenId {
        self.pens.get(usize::from(id.0)).map_or(PenId::PLAIN, |(_, ground)| *ground)
    }

    /// A cluster's number; nothing where there are too many.
    pub(super) fn cluster(&mut self, text: &str) -> Option<ClusterId> {
        if let Some(known) = self.numbers.get(text) {
            return Some(*known);
        }
        if self.clusters.len() >= MOST_CLUSTERS {
            return None;
        }
        let new = ClusterId(self.clusters.len() as u16);
        self.clusters.push(text.into());
        self.numbers.insert(text.into(), new);
        Some(new)
    }

    /// The characters of a cluster.
    pub(super) fn text(&self, id: ClusterId) -> &str {
        self.clusters.get(usize::from(id.0)).map_or("", |text| text)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier};

    use super::*;

    #[test]
    fn pens_that_look_the_same_on_blanks_have_one_ground() {
        let mut kit = Kit::new(Dialect::Xterm);
        let red = kit.number(Pen { fg: Color::Red, ..Pen::PLAIN });
        let bold = kit.number(Pen { modifier: Modifier::BOLD, ..Pen::PLAIN });
        assert_eq!((kit.ground(red), kit.ground(bold)), (PenId::PLAIN, PenId::PLAIN));
        let lined = |fg| Pen { fg, modifier: Modifier::UNDERLINED, ..Pen::PLAIN };
        let (one, other) = (kit.number(lined(Color::Red)), kit.number(lined(Color::Blue)));
        assert_ne!(kit.ground(one), kit.ground(other));
        assert_eq!(kit.pen(one), lined(Color::Red));
    }

    #[test]
    fn a_change_of_pens_is_as_the_pen_writes_it() {
        let mut kit = Kit::new(Dialect::Xterm);
        let red = kit.number(Pen { fg: Color::Red, ..Pen::PLAIN });
        for _ in 0..2 {
            assert_eq!(kit.change(None, red), b"\x1b[;31m");
            assert_eq!(kit.change(Some(PenId::PLAIN), red), b"\x1b[31m");
            assert_eq!(kit.change(Some(red), PenId::PLAIN), b"\x1b[m");
            assert_eq!(kit.change(Some(red), red), b"");
        }
    }

    #[test]
    fn there_are_no_more_clusters_than_so_many() {
        let mut kit = Kit::new(Dialect::Xterm);
        let known = kit.cluster("e\u{301}");
        assert_eq!(kit.text(known.unwrap()), "e\u{301}");
        for n in 0..MOST_CLUSTERS {
            kit.cluster(&format!("{n}\u{301}"));
        }
        assert_eq!(kit.cluster("a\u{301}"), None);
        assert_eq!(kit.cluster("e\u{301}"), known);
    }
}

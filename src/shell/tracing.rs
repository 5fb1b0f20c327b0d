//! The cells of a painted row as the squares that a terminal can show.
//!
//! Colours are brought down to those that there are, and symbols to those that are known; no control character gets
//! through.

use ratatui::buffer::{Cell, CellDiffOption, CellWidth};
use ratatui::style::{Color, Modifier};

use super::dialect::Dialect;
use super::grid::Square;
use super::kit::{Kit, PenId};
use super::pen::Pen;
use super::spelling::Spelling;
use crate::text::columns_alone;
use crate::theme::{Depth, Palette};

/// What makes squares of cells.
#[derive(Debug)]
pub(super) struct Tracing {
    palette: Palette,
    modifiers: Modifier,
    spelling: Spelling,
    kit: Kit,
    /// The look that was last turned into a pen.
    last_pen: ((Color, Color, Modifier), PenId),
}

impl Tracing {
    /// For a terminal that shows so much.
    pub(super) fn new(depth: Depth, dialect: Dialect, spelling: Spelling) -> Self {
        Self {
            palette: Palette::of(depth),
            modifiers: dialect.modifiers(),
            spelling,
            kit: Kit::new(dialect),
            last_pen: ((Color::Reset, Color::Reset, Modifier::empty()), PenId::PLAIN),
        }
    }

    /// What the squares name by number.
    pub(super) const fn kit(&mut self) -> &mut Kit {
        &mut self.kit
    }

    /// Makes the squares of a row.
    pub(super) fn row(&mut self, cells: &[Cell], row: &mut [Square]) {
        let mut x = 0;
        while let (Some(cell), Some(rest)) = (cells.get(x), row.get_mut(x..)) {
            let pen = self.pen_of(cell);
            // Most cells are ASCII, and that is itself everywhere.
            if let [byte @ b' '..=b'~'] = cell.symbol().as_bytes()
                && cell.diff_option == CellDiffOption::None
            {
                rest[0] = match byte {
                    b' ' => Square::blank(self.kit.ground(pen)),
                    sign => Square::char(char::from(*sign), 1, pen),
                };
                x += 1;
                continue;
            }
            let room = rest.len() as u16;
            let of_cell = columns_of_cell(cell);
            let square = self.square(cell.symbol(), of_cell, room, pen);
            let columns = if square.is_blank() { 1 } else { of_cell.clamp(square.columns(), room.max(1)) };
            let (glyph, blanks) = rest[..usize::from(columns)].split_at_mut(square.columns().into());
            glyph.fill(Square::COVERED);
            glyph[0] = square;
            // What stands for a wide glyph is narrow.
            blanks.fill(Square::blank(self.kit.ground(pen)));
            x += usize::from(columns);
        }
    }

    /// A symbol as a square; a blank where it cannot be shown.
    fn square(&mut self, symbol: &str, columns: u16, room: u16, pen: PenId) -> Square {
        let blank = Square::blank(self.kit.ground(pen));
        let is_shown = || (1..=room).contains(&columns) && !symbol.chars().any(char::is_control);
        let mut chars = symbol.chars();
        match (chars.next(), chars.next()) {
            (None, _) | (Some(' '), None) => blank,
            _ if !is_shown() => blank,
            (Some(first), rest) if rest.is_none() || self.spelling == Spelling::Ascii => {
                let spelled = self.spelling.spell(first);
                Square::char(spelled, if spelled.is_ascii() { 1 } else { columns }, pen)
            }
            (Some(first), _) => match self.kit.cluster(symbol) {
                Some(cluster) => Square::cluster(cluster, columns, pen),
                None => Square::char(first, columns, pen),
            },
        }
    }

    fn pen_of(&mut self, cell: &Cell) -> PenId {
        let look = (cell.fg, cell.bg, cell.modifier);
        if look != self.last_pen.0 {
            let modifier = cell.modifier.intersection(self.modifiers);
            let pen = Pen { fg: self.palette.colour(cell.fg), bg: self.palette.colour(cell.bg), modifier };
            self.last_pen = (look, self.kit.number(pen));
        }
        self.last_pen.1
    }
}

/// The columns that a cell takes.
fn columns_of_cell(cell: &Cell) -> u16 {
    let mut chars = cell.symbol().chars();
    let alone = match (cell.diff_option, chars.next(), chars.next()) {
        (CellDiffOption::None, Some(only), None) => columns_alone(only),
        (_, _, _) => None,
    };
    alone.unwrap_or_else(|| cell.cell_width())
}

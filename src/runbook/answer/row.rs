//! A row of a table on one line: `name=甲公司, accounts=3`.

use super::{AnswerError, SEPARATORS, same};
use crate::locale::Lang;
use crate::runbook::{AskKind, Cells, Column, Text};
use crate::time::{Moment, Zone};

impl AskKind {
    /// Reads a row of this table: cells as `COLUMN=VALUE` with commas between them, columns by id or label. A
    /// piece without `=` belongs to the value before it, so `accounts=1,200` is one cell; a value in double
    /// quotes may hold anything but these.
    pub fn parse_row(&self, text: &str, now: Moment, zone: &Zone) -> Result<Cells, AnswerError> {
        let Self::Table(columns) = self else { return Err(AnswerError::NoColumn { columns: Vec::new() }) };
        if text.trim().is_empty() {
            return Err(AnswerError::Blank);
        }
        let mut cells = Cells::new();
        for (name, value) in split(text, columns)? {
            let column = columns.iter().find(|column| is_named(column, &name));
            let column = column.ok_or_else(|| AnswerError::no_such_column(&name, columns))?;
            let in_cell = |error| AnswerError::InCell(label(column), Box::new(error));
            let answer = column.kind.parse(&value, now, zone).map_err(in_cell)?;
            if cells.insert(column.id.clone(), answer).is_some() {
                return Err(AnswerError::ColumnTwice(label(column)));
            }
        }
        Ok(cells)
    }
}

/// What a column is called: its id where the runbook gives no label.
pub(super) fn label(column: &Column) -> Text {
    column.label.clone().unwrap_or_else(|| Text::Same(column.id.as_str().to_owned()))
}

fn is_named(column: &Column, name: &str) -> bool {
    let label = column.label.as_ref();
    let labels = Lang::ALL.map(|lang| label.map_or("", |label| label.get(lang)));
    same(column.id.as_str(), name) || labels.iter().any(|label| !label.is_empty() && same(label, name))
}

/// The cells as typed: name and value.
fn split(text: &str, columns: &[Column]) -> Result<Vec<(String, String)>, AnswerError> {
    let mut cells: Vec<(String, String)> = Vec::new();
    for piece in pieces(text) {
        match (piece.equals, cells.last_mut()) {
            (Some(at), _) => {
                let (name, value) = piece.text.split_at(at);
                let value = value.trim_start_matches(['=', '＝']);
                cells.push((name.trim().to_owned(), value.trim().to_owned()));
            }
            (None, Some((_, value))) => {
                value.extend(piece.separator);
                value.push_str(&piece.text);
            }
            (None, None) => return Err(AnswerError::no_column(columns)),
        }
    }
    Ok(cells)
}

/// What stands between two separators, without its quotes.
#[derive(Default)]
struct Piece {
    text: String,
    /// The separator before it.
    separator: Option<char>,
    /// Where its first `=` outside quotes stands.
    equals: Option<usize>,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = vec![];
    let mut piece = Piece::default();
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            _ if !quoted && SEPARATORS.contains(&c) => {
                pieces.push(std::mem::take(&mut piece));
                piece.separator = Some(c);
            }
            _ => {
                if !quoted && matches!(c, '=' | '＝') {
                    piece.equals = piece.equals.or(Some(piece.text.len()));
                }
                piece.text.push(c);
            }
        }
    }
    pieces.push(piece);
    let blank = |piece: &Piece| piece.text.trim().is_empty();
    while pieces.len() > 1 && pieces.last().is_some_and(blank) {
        pieces.pop();
    }
    pieces
}

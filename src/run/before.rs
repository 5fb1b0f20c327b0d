//! What a run knew before a fact: asks and rows as they were.

use super::state::Run;
use super::{Event, FactId};
use crate::runbook::{Answer, Id};

impl Run {
    /// The facts about an ask before a place, those that stand.
    fn of_ask_before(&self, ask: &Id, place: usize) -> impl Iterator<Item = (FactId, &Event)> {
        let facts = self.ask(ask.as_str()).map_or(&[][..], |ask| ask.facts.as_slice());
        let counts = move |n: &&usize| **n < place && self.stands(**n);
        facts.iter().filter(counts).filter_map(|n| Some((self.facts[*n].id, self.facts[*n].event()?)))
    }

    /// The answer of an ask as it was before the fact at a place.
    pub fn answer_before(&self, ask: &Id, place: usize) -> Option<Answer> {
        let mut answer = None;
        for (_, event) in self.of_ask_before(ask, place) {
            if let Event::AskAnswered { value, .. } = event {
                answer = Some(value);
            } else if let Event::AskCleared { .. } = event {
                answer = None;
            }
        }
        self.holder_before(ask, place).or_else(|| answer.cloned())
    }

    /// How many rows a table had before the fact at a place.
    pub fn rows_before(&self, table: &Id, place: usize) -> usize {
        let mut rows = 0_usize;
        for (_, event) in self.of_ask_before(table, place) {
            if let Event::RowAdded { .. } = event {
                rows += 1;
            } else if let Event::RowRemoved { .. } = event {
                rows = rows.saturating_sub(1);
            }
        }
        rows
    }

    /// The cell of a row as it was before the fact at a place.
    pub fn cell_before(&self, table: &Id, row: FactId, column: &Id, place: usize) -> Option<&Answer> {
        let mut cell = None;
        for (id, event) in self.of_ask_before(table, place) {
            if let Event::RowAdded { cells, .. } = event {
                cell = if id == row { cells.get(column) } else { cell };
            } else if let Event::RowChanged { row: of, cells, .. } = event
                && *of == row
            {
                cell = cells.get(column).or(cell);
            }
        }
        cell
    }
}

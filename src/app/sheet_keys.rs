//! Keys in the sheet of asks and in a table's rows.

use super::keymap::{movement, step_cursor};
use super::overlay::{Overlay, Sheet};
use super::{App, Effect, FormKind};
use crate::run::{Event, Reason};
use crate::runbook::{Answer, AskKind, Id};

impl App {
    pub(super) fn sheet_key(&mut self, mut sheet: Sheet, name: &str) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let rows = sheet.table.map(|ask| console.run.asks()[ask].rows.len());
        let len = rows.map_or(sheet.asks.len(), |rows| rows + 1);
        match name {
            "Esc" | "Left" | "h" if sheet.table.is_some() => {
                let ask = sheet.table.take();
                sheet.cursor = sheet.asks.iter().position(|n| Some(*n) == ask).unwrap_or(0);
            }
            "Esc" => return Vec::new(),
            "Enter" => return self.sheet_enter(sheet),
            "Delete" | "x" | "Backspace" => return self.sheet_clear(sheet),
            "n" if sheet.table.is_some() => return self.table_none(sheet),
            _other => {
                if let Some(by) = movement(name) {
                    sheet.cursor = step_cursor(sheet.cursor, len, by);
                }
            }
        }
        self.overlays.push(Overlay::Sheet(sheet));
        Vec::new()
    }

    fn sheet_enter(&mut self, mut sheet: Sheet) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let run = &console.run;
        if let Some(ask) = sheet.table {
            let row = run.asks()[ask].rows.get(sheet.cursor).map(|row| row.id);
            let ask = run.asks()[ask].id.clone();
            self.overlays.push(Overlay::Sheet(sheet));
            return self.open_form(FormKind::Row { ask, row });
        }
        let Some(&place) = sheet.asks.get(sheet.cursor) else {
            self.overlays.push(Overlay::Sheet(sheet));
            return Vec::new();
        };
        let ask = run.asks()[place].id.clone();
        if matches!(run.book.asks[place].kind, AskKind::Table(_)) {
            sheet.table = Some(place);
            sheet.cursor = run.asks()[place].rows.len();
            self.overlays.push(Overlay::Sheet(sheet));
            return Vec::new();
        }
        self.overlays.push(Overlay::Sheet(sheet));
        self.open_form(FormKind::Answer { ask, amends: None })
    }

    /// An ask was answered: the next one is chosen, so that a column of asks is filled with Enter alone.
    pub(super) fn sheet_goes_on(&mut self) {
        if let Some(Overlay::Sheet(sheet)) = self.overlays.last_mut()
            && sheet.table.is_none()
        {
            sheet.cursor = step_cursor(sheet.cursor, sheet.asks.len(), super::keymap::Move::Down);
        }
    }

    /// Says that the table has no rows, and goes back to the asks, as from an answer.
    fn table_none(&mut self, mut sheet: Sheet) -> Vec<Effect> {
        let ask = self.console().zip(sheet.table).map(|(console, ask)| console.run.asks()[ask].id.clone());
        let Some(ask) = ask else { return Vec::new() };
        let event = Event::AskAnswered { ask, value: Answer::NoRows([]), amends: None };
        let effects = self.propose(event, super::console::Then::Stay, None);
        if !effects.is_empty() {
            let table = sheet.table.take();
            let place = sheet.asks.iter().position(|n| Some(*n) == table).unwrap_or(0);
            sheet.cursor = step_cursor(place, sheet.asks.len(), super::keymap::Move::Down);
        }
        self.overlays.push(Overlay::Sheet(sheet));
        effects
    }

    /// A row was added: whoever stood where rows are added goes on standing there.
    pub(super) fn row_came(&mut self, ask: &Id) {
        let place = self.console().and_then(|console| console.run.asks().iter().position(|a| a.id == *ask));
        let rows = place.and_then(|place| Some(self.console()?.run.asks()[place].rows.len()));
        for overlay in &mut self.overlays {
            if let Overlay::Sheet(sheet) = overlay
                && sheet.table == place
                && Some(sheet.cursor + 1) == rows
            {
                sheet.cursor += 1;
            }
        }
    }

    fn sheet_clear(&mut self, sheet: Sheet) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let run = &console.run;
        let reason = Reason::default();
        let event = match sheet.table {
            Some(ask) => {
                let state = &run.asks()[ask];
                let ask = state.id.clone();
                match state.rows.get(sheet.cursor).map(|row| row.id) {
                    Some(row) => Some(Event::RowRemoved { ask, row, reason }),
                    None => state.answer.is_some().then_some(Event::AskCleared { ask, reason }),
                }
            }
            None => sheet
                .asks
                .get(sheet.cursor)
                .map(|n| Event::AskCleared { ask: run.asks()[*n].id.clone(), reason }),
        };
        self.overlays.push(Overlay::Sheet(sheet));
        event.map_or_else(Vec::new, |event| self.propose(event, super::console::Then::Stay, None))
    }
}

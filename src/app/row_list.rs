//! The rows of a step that is worked for each of a table: one after the other, or all that are left at once.

use super::console::Then;
use super::keymap::{Move, movement, step_cursor};
use super::overlay::Overlay;
use super::{App, Effect};
use crate::run::{Deviation, Event, FactId, Reason, RowState, Run, StepState};
use crate::runbook::Id;

/// The rows of a step, and what is done to the one that is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowList {
    pub step: Id,
    pub deed: RowDeed,
    /// The chosen row; behind the last stands what is done to all that are left.
    pub cursor: usize,
}

/// What is done to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowDeed {
    Done,
    Skip,
    NotApplicable,
    Reopen,
}

impl RowDeed {
    pub(super) fn event(self, step: Id, row: Option<FactId>) -> Event {
        let reason = Reason::default();
        match self {
            Self::Done => Event::StepDone { step, row, happened: None, deviation: None },
            Self::Skip => Event::StepSkipped { step, row, deviation: Deviation::because(reason) },
            Self::NotApplicable => Event::StepNotApplicable { step, row, reason },
            Self::Reopen => Event::StepReopened { step, row, reason },
        }
    }

    /// Whether it can be done to a row as it stands.
    fn fits(self, row: &RowState) -> bool {
        match self {
            Self::Done | Self::Skip | Self::NotApplicable => row.is_open(),
            Self::Reopen => row.status.is_settled(),
        }
    }
}

impl RowList {
    /// The step, if the run has it.
    pub fn state<'a>(&self, run: &'a Run) -> Option<&'a StepState> {
        run.step(self.step.as_str())
    }

    /// Its rows, in the order of the table.
    pub fn rows<'a>(&self, run: &'a Run) -> &'a [RowState] {
        self.state(run).map_or(&[], |state| &state.rows)
    }

    /// To how many rows it can still be done.
    pub fn left(&self, run: &Run) -> usize {
        self.rows(run).iter().filter(|row| self.deed.fits(row)).count()
    }

    /// Whether there is a line for all that are left.
    pub fn has_all(&self, run: &Run) -> bool {
        self.left(run) > 1
    }

    /// What choosing a row does to it: a row that is settled is opened again.
    pub fn deed_at(&self, run: &Run, n: usize) -> RowDeed {
        let is_settled = self.rows(run).get(n).is_some_and(|row| row.status.is_settled());
        if is_settled { RowDeed::Reopen } else { self.deed }
    }

    fn event_at(&self, run: &Run, n: usize) -> Option<Event> {
        let row = self.rows(run).get(n)?;
        Some(self.deed_at(run, n).event(self.step.clone(), Some(row.row)))
    }

    /// A record for each row that is left; a settled step is opened again by one.
    fn events_of_all(&self, run: &Run) -> Vec<Event> {
        let is_settled = self.state(run).is_some_and(|state| state.status.is_settled());
        if self.deed == RowDeed::Reopen && is_settled {
            return vec![self.deed.event(self.step.clone(), None)];
        }
        let left = self.rows(run).iter().filter(|row| self.deed.fits(row));
        left.map(|row| self.deed.event(self.step.clone(), Some(row.row))).collect()
    }
}

impl App {
    /// Shows the rows of the chosen step, where it has some to which this can be done; whether it has.
    pub(super) fn open_rows(&mut self, deed: RowDeed) -> bool {
        let Some(console) = self.console() else { return false };
        let Some(state) = console.run.steps().get(console.step) else { return false };
        if console.run.is_closed() || console.journal.read_only.is_some() {
            return false;
        }
        let list = RowList { step: state.id.clone(), deed, cursor: 0 };
        let first = state.rows.iter().position(|row| deed.fits(row));
        if let Some(cursor) = first {
            self.overlays.push(Overlay::Rows(RowList { cursor, ..list }));
        }
        first.is_some()
    }

    pub(super) fn rows_key(&mut self, mut list: RowList, name: &str) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let rows = list.rows(&console.run).len();
        let lines = rows + usize::from(list.has_all(&console.run));
        list.cursor = list.cursor.min(lines.saturating_sub(1));
        let digit = name.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < rows);
        let all = (name == "a" && lines > rows).then_some(rows);
        let chosen = digit.or(all).or(matches!(name, "Enter" | "Space").then_some(list.cursor));
        if let Some(n) = chosen {
            list.cursor = n;
            return self.do_to_row(list, n);
        }
        if name == "Esc" {
            return Vec::new();
        }
        if let Some(by) = movement(name).filter(|by| !matches!(by, Move::Left | Move::Right)) {
            list.cursor = step_cursor(list.cursor, lines, by);
        }
        self.overlays.push(Overlay::Rows(list));
        Vec::new()
    }

    fn do_to_row(&mut self, list: RowList, n: usize) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let one = list.event_at(&console.run, n);
        let all = if one.is_some() { Vec::new() } else { list.events_of_all(&console.run) };
        self.overlays.push(Overlay::Rows(list));
        let effects = match one {
            Some(event) => self.propose(event, Then::NextRow, None),
            None => self.propose_together(all, Then::NextRow),
        };
        if !effects.is_empty() {
            self.next_row();
        }
        effects
    }

    /// On to the next row to which the same can be done, if the chosen one is done with.
    fn next_row(&mut self) {
        let Some(console) = self.console() else { return };
        let list = self
            .overlays
            .iter()
            .rev()
            .find_map(|overlay| if let Overlay::Rows(list) = overlay { Some(list) } else { None });
        let Some(list) = list else { return };
        let pending = console.pending.iter().flat_map(|pending| &pending.events);
        let pending: Vec<FactId> = pending.filter_map(Event::step_row).collect();
        let rows = list.rows(&console.run);
        let fits =
            |n: &usize| rows.get(*n).is_some_and(|row| list.deed.fits(row) && !pending.contains(&row.row));
        let from = list.cursor;
        let next = (from..rows.len()).chain(0..from.min(rows.len())).find(fits);
        for overlay in &mut self.overlays {
            if let (Overlay::Rows(list), Some(next)) = (overlay, next) {
                list.cursor = next;
            }
        }
    }

    /// What was done to rows is on disk: on to the next one, or from the step to the next.
    pub(super) fn rows_came(&mut self, events: &[Event]) {
        let Some(step) = events.iter().find_map(Event::step).cloned() else { return };
        let Some(console) = self.console() else { return };
        let Some(place) = console.run.step_place(step.as_str()) else { return };
        let state = &console.run.steps()[place];
        let (is_settled, phase) = (state.status.is_settled(), state.phase);
        if let Some(Overlay::Rows(list)) = self.overlays.last()
            && list.step == step
            && self.console().is_some_and(|console| list.left(&console.run) == 0)
        {
            self.overlays.pop();
        }
        if is_settled {
            if let Some(console) = self.console_mut() {
                console.advance(place);
            }
            self.phase_ends(phase);
        } else {
            self.next_row();
        }
    }
}

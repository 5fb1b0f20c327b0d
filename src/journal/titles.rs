//! What a run is called, by its facts in order: the last title that was not taken back.

use super::PersonId;
use crate::run::{Event, FactId};

/// The titles that a run was given.
#[derive(Clone, Debug, Default)]
pub(super) struct Titles(Vec<Title>);

#[derive(Clone, Debug)]
struct Title {
    id: FactId,
    by: PersonId,
    text: String,
    can_be_undone: bool,
    is_undone: bool,
    /// Whether another person's fact refers to it, so that it stands all the same.
    is_relied_on: bool,
}

impl Titles {
    /// Takes in the next fact.
    pub(super) fn take_in(&mut self, id: FactId, by: &PersonId, event: &Event) {
        if let Event::RunOpened { title, .. } | Event::RunTitled { title } = event {
            self.0.push(Title {
                id,
                by: by.clone(),
                text: title.clone(),
                can_be_undone: matches!(event, Event::RunTitled { .. }),
                is_undone: false,
                is_relied_on: false,
            });
        } else if let Some(named) = event.refers_to()
            && let Some(title) = self.0.iter_mut().find(|title| title.id == named)
        {
            let is_undo = matches!(event, Event::FactUndone { .. });
            title.is_undone |= is_undo && title.can_be_undone && title.by == *by;
            title.is_relied_on |= !is_undo && title.by != *by;
        }
    }

    /// The last that stands.
    pub(super) fn last(self) -> Option<String> {
        let stands = |title: &Title| !title.is_undone || title.is_relied_on;
        self.0.into_iter().rev().find(stands).map(|title| title.text)
    }
}

//! What is drawn on: a buffer and, where somebody points at it, what stands where.
//!
//! What can be pointed at is marked by the code that draws it, so that there is no second layout that could differ
//! from the first. Nothing is kept from frame to frame: where it is asked, everything is drawn once more.

use std::ops::{Deref, DerefMut};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Target;

/// A buffer, and marks of what stands in it.
pub(super) struct Canvas<'b> {
    buffer: &'b mut Buffer,
    /// None where nobody asks.
    marks: Option<Vec<(Rect, Target)>>,
}

impl<'b> Canvas<'b> {
    /// To be seen.
    pub(super) const fn seen(buffer: &'b mut Buffer) -> Self {
        Self { buffer, marks: None }
    }

    /// To be asked what stands where.
    pub(super) const fn pointed(buffer: &'b mut Buffer) -> Self {
        Self { buffer, marks: Some(Vec::new()) }
    }

    /// Says what stands in an area; what is marked later lies over what was marked before.
    pub(super) fn mark(&mut self, area: Rect, target: Target) {
        if let Some(marks) = &mut self.marks {
            marks.push((area, target));
        }
    }

    /// Something is drawn over all of it that has the keys.
    pub(super) fn cover(&mut self) {
        if let Some(marks) = &mut self.marks {
            marks.clear();
        }
    }

    /// What stands there.
    pub(super) fn under(&self, position: Position) -> Option<Target> {
        let marks = self.marks.as_ref()?;
        marks.iter().rev().find(|(area, _)| area.contains(position)).map(|(_, target)| *target)
    }
}

impl Deref for Canvas<'_> {
    type Target = Buffer;

    fn deref(&self) -> &Buffer {
        self.buffer
    }
}

impl DerefMut for Canvas<'_> {
    fn deref_mut(&mut self) -> &mut Buffer {
        self.buffer
    }
}

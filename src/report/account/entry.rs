//! One fact as a reader sees it.

use super::mark::Mark;
use crate::locale::{Lang, account as words};
use crate::report::value::join;
use crate::run::FactId;
use crate::text::SafeText;
use crate::time::Moment;

/// One fact as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: FactId,
    /// When it happened: as the person says, else as it was recorded.
    pub at: Moment,
    /// When it was recorded, where the person says that it happened at another time.
    pub recorded: Option<Moment>,
    /// Who recorded it, as in the journal.
    pub person: SafeText,
    /// What it says.
    pub sentence: SafeText,
    /// What to know about it.
    pub marks: Vec<Mark>,
    /// What it says besides, a line each.
    pub details: Vec<SafeText>,
    pub(super) lang: Lang,
}

impl Entry {
    /// Sentence and marks on one line, for a narrow pane.
    pub fn one_line(&self) -> SafeText {
        let marks: Vec<SafeText> = self.shown_marks().collect();
        if marks.is_empty() {
            return self.sentence.clone();
        }
        let marks = join(marks, words::MARK_COMMA.get(self.lang));
        self.sentence.clone().then(&words::MARKED.with(self.lang, &[&marks]))
    }

    /// The one line and, below it, everything else that the fact says.
    pub fn full(&self) -> Vec<SafeText> {
        std::iter::once(self.one_line()).chain(self.details.iter().cloned()).collect()
    }

    /// The marks in words. That a run is a drill stands at the head of its page or line, not here.
    fn shown_marks(&self) -> impl Iterator<Item = SafeText> {
        self.marks.iter().filter(|mark| **mark != Mark::Drill).map(|mark| mark.say(self.lang))
    }
}

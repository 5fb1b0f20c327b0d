//! Notices: which there are, who has been told, and what changed since.

mod change;
mod draft;
mod line;
mod page;
mod version;

pub use change::{Change, changes};
pub use draft::Drafting;
pub use line::{NoticeLine, Recipient, Sending, lines, sending};
pub use page::{page, state, status};
pub use version::version;

use crate::locale::{Lang, notice as words};
use crate::report::name;
use crate::run::{NoticeState, NoticeStatus, Row, Run};
use crate::runbook::template::gap;
use crate::runbook::{Notice, Tri};
use crate::text::SafeText;
use crate::time::Zone;

/// How many gaps a text has, in either language.
pub fn gaps(text: &str) -> usize {
    Lang::ALL.iter().map(|lang| text.matches(gap(*lang)).count()).sum()
}

/// One notice as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<'a> {
    pub notice: &'a Notice,
    pub applies: Tri,
    /// One state for the notice as a whole, or one for each row that it has or had.
    pub told: Vec<Told<'a>>,
}

/// A notice for one recipient.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<'a> {
    /// None where the notice has no row for each.
    pub row: Option<&'a Row>,
    pub applies: Tri,
    pub state: NoticeState,
}

impl Told<'_> {
    /// Whether somebody still has to be told.
    pub fn is_open(&self) -> bool {
        self.applies != Tri::False && !self.state.status.is_settled()
    }
}

impl Item<'_> {
    /// How many were told, and how many are to be told.
    pub fn told_of(&self) -> (usize, usize) {
        let counts = |told: &&Told<'_>| {
            told.state.status == NoticeStatus::Sent
                || (told.applies != Tri::False && told.state.status != NoticeStatus::NotNeeded)
        };
        let sent = self.told.iter().filter(|told| told.state.status == NoticeStatus::Sent).count();
        (sent, self.told.iter().filter(counts).count())
    }

    /// Whether there is something to do.
    pub fn is_open(&self) -> bool {
        self.applies != Tri::False && self.told.iter().any(Told::is_open)
    }
}

/// Every notice of a run in the runbook's order, except those that do not apply and that nobody began.
pub fn items(run: &Run) -> Vec<Item<'_>> {
    let item = |notice| item(run, notice);
    let shown = |item: &Item<'_>| {
        item.applies != Tri::False || item.told.iter().any(|told| told.state.status != NoticeStatus::Open)
    };
    run.book.notices.iter().map(item).filter(shown).collect()
}

/// One notice with everybody whom it is for.
pub fn item<'a>(run: &'a Run, notice: &'a Notice) -> Item<'a> {
    let told = match &notice.each {
        None => {
            let applies = run.notice_applies(notice, None);
            vec![Told { row: None, applies, state: run.notice(&notice.id, None) }]
        }
        Some(table) => run
            .rows(table)
            .iter()
            .map(|row| Told {
                row: Some(row),
                applies: run.notice_applies(notice, Some(row)),
                state: run.notice(&notice.id, Some(row.id)),
            })
            .collect(),
    };
    let any = |wanted| told.iter().any(|told: &Told<'_>| told.applies == wanted);
    let applies = if told.is_empty() {
        // Nobody is listed yet; whether somebody will be is not known, unless somebody said that there is none.
        let has_none = notice.each.as_ref().is_some_and(|table| run.is_known_empty(table));
        if has_none { Tri::False } else { run.notice_applies(notice, None) }
    } else if any(Tri::True) {
        Tri::True
    } else if any(Tri::Unknown) {
        Tri::Unknown
    } else {
        Tri::False
    };
    Item { notice, applies, told }
}

/// What a row is called: its cell `name`, else its first that is filled.
pub fn row_name(run: &Run, notice: &Notice, row: &Row, lang: Lang, zone: &Zone) -> SafeText {
    match &notice.each {
        Some(table) => name::row(run, table, row, lang, zone),
        None => words::A_ROW.text(lang),
    }
}

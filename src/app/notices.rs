//! The notices of a run: the list, the rows of one that is for each of a table, and what is done to several
//! rows at once.

use crate::locale::{Lang, notice as words};
use crate::report::notice::{Drafting, Item, Told, gaps, item, items, version};
use crate::run::{Event, FactId, NoticeStatus, Reason};
use crate::runbook::{Id, Notice, Tri};
use crate::text::SafeText;

use super::console::Then;
use super::keymap::{Move, movement, step_cursor};
use super::overlay::Overlay;
use super::{App, Effect, FormKind, Tone};

/// The notices of the run, or the rows of one.
#[derive(Clone, Debug, Default)]
pub struct NoticeList {
    pub cursor: usize,
    /// The notice whose rows are shown.
    pub of: Option<Id>,
    /// The chosen row; behind the last stand what can be done to several.
    pub row: usize,
}

/// What is done to several rows at once, and to how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForAll {
    /// Keep a version for each that has none.
    Keep(usize),
    /// Approve the last version of each that another person kept and that has no gap.
    Approve(usize),
    /// Record that all that are ready were sent.
    Send(usize),
}

/// What can be done to several rows of a notice now.
pub fn for_all(app: &App, item: &Item<'_>) -> Vec<ForAll> {
    let count = |fits: &dyn Fn(&App, &Item<'_>, usize) -> bool| {
        (0..item.told.len()).filter(|n| fits(app, item, *n)).count()
    };
    let all = [
        ForAll::Keep(count(&can_keep)),
        ForAll::Approve(count(&can_approve)),
        ForAll::Send(count(&can_send)),
    ];
    let worth = |all: &ForAll| match all {
        ForAll::Keep(count) | ForAll::Approve(count) | ForAll::Send(count) => *count > 1,
    };
    all.into_iter().filter(worth).collect()
}

/// Rows of which it is not known whether they are concerned are left to a person's eye.
fn can_keep(_app: &App, item: &Item<'_>, n: usize) -> bool {
    let told = &item.told[n];
    told.applies == Tri::True && told.state.status == NoticeStatus::Open
}

fn can_approve(app: &App, item: &Item<'_>, n: usize) -> bool {
    let Some(console) = app.console() else { return false };
    let state = &item.told[n].state;
    let draft = state.drafts.last().and_then(|place| console.run.draft(*place));
    item.notice.approve.is_some()
        && state.status == NoticeStatus::Drafted
        && draft.is_some_and(|draft| draft.by != app.me.person && gaps(draft.text) == 0)
}

fn can_send(app: &App, item: &Item<'_>, n: usize) -> bool {
    let Some(console) = app.console() else { return false };
    let state = &item.told[n].state;
    let draft = state.drafts.last().and_then(|place| console.run.draft(*place));
    let ready = state.status == NoticeStatus::Approved
        || (state.status == NoticeStatus::Drafted && item.notice.approve.is_none());
    ready && draft.is_some_and(|draft| gaps(draft.text) == 0)
}

impl App {
    /// Opens the list, at the first notice that has something to do.
    pub(super) fn open_notices(&mut self) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let cursor = items(&console.run).iter().position(Item::is_open).unwrap_or(0);
        self.overlays.push(Overlay::Notices(NoticeList { cursor, ..NoticeList::default() }));
        Vec::new()
    }

    pub(super) fn notices_key(&mut self, list: NoticeList, name: &str) -> Vec<Effect> {
        match list.of.clone() {
            None => self.notice_list_key(list, name),
            Some(of) => self.notice_rows_key(list, &of, name),
        }
    }

    fn notice_list_key(&mut self, mut list: NoticeList, name: &str) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let items = items(&console.run);
        let digit = name.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < items.len());
        if let Some(n) = digit {
            list.cursor = n;
        }
        list.cursor = list.cursor.min(items.len().saturating_sub(1));
        match name {
            "Esc" => return Vec::new(),
            _ if name == "Enter" || digit.is_some() => {
                let Some(item) = items.get(list.cursor) else {
                    self.overlays.push(Overlay::Notices(list));
                    return Vec::new();
                };
                let id = item.notice.id.clone();
                if item.notice.each.is_some() {
                    list.row = item.told.iter().position(Told::is_open).unwrap_or(0);
                    list.of = Some(id);
                    self.overlays.push(Overlay::Notices(list));
                    return Vec::new();
                }
                self.overlays.push(Overlay::Notices(list));
                return self.open_notice(&id, None);
            }
            _other => {
                if let Some(by) = movement(name) {
                    list.cursor = step_cursor(list.cursor, items.len(), by);
                }
            }
        }
        self.overlays.push(Overlay::Notices(list));
        Vec::new()
    }

    fn notice_rows_key(&mut self, mut list: NoticeList, of: &Id, name: &str) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let Some(notice) = console.run.book.notice(of.as_str()) else { return Vec::new() };
        let item = item(&console.run, notice);
        let all = for_all(self, &item);
        let rows: Vec<FactId> = item.told.iter().filter_map(|told| told.row.map(|row| row.id)).collect();
        list.row = list.row.min((rows.len() + all.len()).saturating_sub(1));
        let chosen = rows.get(list.row).copied();
        let deed = all.get(list.row.wrapping_sub(rows.len())).copied().filter(|_| list.row >= rows.len());
        match name {
            "Esc" | "Left" | "h" => {
                list.of = None;
            }
            "Enter" => {
                self.overlays.push(Overlay::Notices(list));
                return match (chosen, deed) {
                    (Some(row), _) => self.open_notice(of, Some(row)),
                    (None, Some(deed)) => self.do_for_all(of, deed),
                    (None, None) => Vec::new(),
                };
            }
            "s" | "x" => {
                self.overlays.push(Overlay::Notices(list));
                let Some(row) = chosen else { return Vec::new() };
                return if name == "s" {
                    self.send_notice(of.clone(), Some(row))
                } else {
                    let reason = Reason::default();
                    let event = Event::NoticeNotNeeded { notice: of.clone(), row: Some(row), reason };
                    self.propose(event, Then::NextNotice, None)
                };
            }
            _other => {
                if let Some(by) = movement(name).filter(|by| !matches!(by, Move::Left | Move::Right)) {
                    list.row = step_cursor(list.row, rows.len() + all.len(), by);
                }
            }
        }
        self.overlays.push(Overlay::Notices(list));
        Vec::new()
    }

    fn do_for_all(&mut self, of: &Id, deed: ForAll) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let Some(notice) = console.run.book.notice(of.as_str()) else { return Vec::new() };
        let item = item(&console.run, notice);
        let places = 0..item.told.len();
        let events: Vec<Event> = match deed {
            ForAll::Keep(_) => places
                .filter(|n| can_keep(self, &item, *n))
                .filter_map(|n| self.fresh_version(notice, item.told[n].row.map(|row| row.id)))
                .collect(),
            ForAll::Approve(_) => places
                .filter(|n| can_approve(self, &item, *n))
                .filter_map(|n| {
                    let told = &item.told[n];
                    let draft_of = console.run.facts().get(*told.state.drafts.last()?)?.id;
                    let row = told.row.map(|row| row.id);
                    Some(Event::NoticeApproved {
                        notice: of.clone(),
                        row,
                        draft_of,
                        note: String::new(),
                        deviation: None,
                    })
                })
                .collect(),
            ForAll::Send(_) => return self.open_form(FormKind::SendNotices { notice: of.clone() }),
        };
        let count = events.len();
        // Whoever does not hold the role gives one reason for all.
        let effects = self.propose_together(events, Then::Stay);
        if !effects.is_empty() {
            let lang = self.settings.lang;
            let word = match deed {
                ForAll::Keep(_) => words::KEPT_ALL,
                ForAll::Approve(_) | ForAll::Send(_) => words::APPROVED_ALL,
            };
            self.say(Tone::Ok, word.with(lang, &[&count]));
        }
        effects
    }

    /// The sendings of all rows that are ready, by one way and at one time.
    pub(super) fn sendings(&self, of: &Id, how: &str, happened: Option<crate::time::Moment>) -> Vec<Event> {
        let Some(console) = self.console() else { return Vec::new() };
        let run = &console.run;
        let Some(notice) = run.book.notice(of.as_str()) else { return Vec::new() };
        let item = item(run, notice);
        let ready = (0..item.told.len()).filter(|n| can_send(self, &item, *n));
        ready
            .filter_map(|n| {
                let told = &item.told[n];
                let draft_of = run.facts().get(*told.state.drafts.last()?)?.id;
                Some(Event::NoticeSent {
                    notice: of.clone(),
                    row: told.row.map(|row| row.id),
                    draft_of: Some(draft_of),
                    to: self.recipient(notice, told.row.map(|row| row.id)),
                    how: how.to_owned(),
                    reference: String::new(),
                    happened,
                    deviation: None,
                })
            })
            .collect()
    }

    /// The next version of a notice, as its template gives it now.
    fn fresh_version(&self, notice: &Notice, row: Option<FactId>) -> Option<Event> {
        let text = self.fresh_draft(notice, row, self.settings.lang).ok()?;
        self.version(notice, row, self.settings.lang, text)
    }

    /// What the template gives now; else why it gives nothing.
    pub(super) fn fresh_draft(
        &self,
        notice: &Notice,
        row: Option<FactId>,
        lang: Lang,
    ) -> Result<String, SafeText> {
        let Some(console) = self.console() else { return Err(SafeText::default()) };
        let run = &console.run;
        let row = notice.each.as_ref().zip(row).and_then(|(table, row)| run.row_of(table, row));
        let drafting = Drafting { run, lang, zone: &self.settings.zone, now: self.now.wall };
        drafting
            .draft(notice, row)
            .map_err(|failed| words::CANNOT_DRAFT.with(self.settings.lang, &[&failed.line, &failed.message]))
    }

    /// The event that keeps a text as the next version.
    pub(super) fn version(
        &self,
        notice: &Notice,
        row: Option<FactId>,
        language: Lang,
        text: String,
    ) -> Option<Event> {
        Some(version(&self.console()?.run, notice, row, language, text))
    }

    /// The row at a place of a notice's table.
    fn row_at(&self, of: &Id, place: usize) -> Option<FactId> {
        let run = &self.console()?.run;
        let table = run.book.notice(of.as_str())?.each.as_ref()?;
        run.rows(table).get(place).map(|row| row.id)
    }

    /// Somebody was told: on to the next who was not.
    pub(super) fn next_notice(&mut self) {
        let (of, row) = if let Some(Overlay::Notice(page)) = self.overlays.last() {
            (page.notice.clone(), page.row)
        } else if let Some(Overlay::Notices(NoticeList { of: Some(of), row, .. })) = self.overlays.last() {
            (of.clone(), self.row_at(of, *row))
        } else {
            return;
        };
        let Some(console) = self.console() else { return };
        let Some(notice) = console.run.book.notice(of.as_str()) else { return };
        let item = item(&console.run, notice);
        let (told, all) = item.told_of();
        let at = item.told.iter().position(|told| told.row.map(|row| row.id) == row).map_or(0, |at| at + 1);
        let after = item.told.iter().skip(at).chain(item.told.iter().take(at));
        let next = after.filter(|told| told.is_open()).find_map(|told| told.row.map(|row| row.id));
        let place = item.told.iter().position(|told| told.row.map(|row| row.id) == next && next.is_some());
        let has_rows = notice.each.is_some();
        if has_rows {
            let word = if next.is_some() { words::TOLD_SO_FAR } else { words::ALL_TOLD };
            self.say(Tone::Ok, word.with(self.settings.lang, &[&told, &all]));
        }
        if matches!(self.overlays.last(), Some(Overlay::Notice(_))) && has_rows {
            self.overlays.pop();
            if let Some(next) = next {
                self.open_notice(&of, Some(next));
            }
        }
        for overlay in &mut self.overlays {
            if let (Overlay::Notices(list), Some(place)) = (overlay, place)
                && list.of.as_ref() == Some(&of)
            {
                list.row = place;
            }
        }
    }
}

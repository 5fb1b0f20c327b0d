//! One notice: its text, edited in place, and what can be done with it.

use crossterm::event::KeyEvent;
use tui_textarea::{CursorMove, TextArea};

use super::keymap::{Move, movement, step_cursor};
use super::notice_deeds::NoticeDeed;
use super::overlay::Overlay;
use super::{App, Effect, FormKind, Tone};
use crate::locale::{Lang, app as app_words, notice as words};
use crate::report::notice::{gaps, row_name};
use crate::run::{Draft, Event, FactId};
use crate::runbook::template::gap;
use crate::runbook::{Id, Notice};
use crate::text::SafeText;

/// One notice on screen.
#[derive(Clone, Debug)]
pub struct NoticePage {
    pub notice: Id,
    pub row: Option<FactId>,
    pub lang: Lang,
    pub text: TextArea<'static>,
    /// What stood in it at first: what the program filled in makes no draft.
    pub initial: String,
    /// Whether keys type into the text.
    pub writing: bool,
    /// The chosen deed.
    pub cursor: usize,
    /// Why the template gave no text.
    pub problem: Option<SafeText>,
}

impl NoticePage {
    /// The text as it stands.
    pub fn written(&self) -> String {
        self.text.lines().join("\n")
    }

    /// Whether somebody typed into it since it was drafted or kept.
    pub fn is_changed(&self) -> bool {
        self.written() != self.initial
    }

    /// How many gaps it has.
    pub fn gaps(&self) -> usize {
        self.text.lines().iter().map(|line| gaps(line)).sum()
    }

    pub(super) fn draft_name(&self) -> String {
        let row = self.row.map(|row| format!(":{row}")).unwrap_or_default();
        format!("notice:{}{row}", self.notice)
    }

    pub(super) fn show(&mut self, text: &str) {
        self.text = TextArea::new(text.lines().map(str::to_owned).collect());
    }

    /// Puts the cursor on the next gap and selects it, so that what is typed takes its place.
    pub(super) fn next_gap(&mut self) -> bool {
        let (row, column) = {
            let at = self.text.cursor();
            (at.0, at.1)
        };
        let marks: Vec<(usize, usize, usize)> = self.marks();
        let after = marks.iter().find(|(line, start, _)| (*line, *start) >= (row, column));
        let Some(&(line, start, end)) = after.or_else(|| marks.first()) else { return false };
        let jump = |column: usize| {
            CursorMove::Jump(
                u16::try_from(line).unwrap_or(u16::MAX),
                u16::try_from(column).unwrap_or(u16::MAX),
            )
        };
        self.text.cancel_selection();
        self.text.move_cursor(jump(start));
        self.text.start_selection();
        self.text.move_cursor(jump(end));
        true
    }

    /// Puts the cursor at the beginning of a line.
    pub(super) fn go_to_line(&mut self, line: usize) {
        self.text.cancel_selection();
        self.text.move_cursor(CursorMove::Jump(u16::try_from(line).unwrap_or(u16::MAX), 0));
    }

    /// The gaps: line, first character, and the one behind.
    fn marks(&self) -> Vec<(usize, usize, usize)> {
        let mut marks = Vec::new();
        for (n, line) in self.text.lines().iter().enumerate() {
            for mark in Lang::ALL.map(gap) {
                for (byte, _) in line.match_indices(mark) {
                    let start = line[..byte].chars().count();
                    marks.push((n, start, start + mark.chars().count()));
                }
            }
        }
        marks.sort_unstable();
        marks
    }
}

impl App {
    /// Opens a notice: what was typed last and not kept, else the last version, else a fresh draft.
    pub(super) fn open_notice(&mut self, notice: &Id, row: Option<FactId>) -> Vec<Effect> {
        let lang = self.settings.lang;
        let Some(console) = self.console() else { return Vec::new() };
        let run = &console.run;
        let Some(known) = run.book.notice(notice.as_str()) else { return Vec::new() };
        let kept = run.notice(notice, row).drafts.last().and_then(|place| run.draft(*place));
        let mut page = NoticePage {
            lang: kept.map_or(lang, |draft| draft.language),
            notice: notice.clone(),
            row,
            text: TextArea::default(),
            initial: String::new(),
            writing: false,
            cursor: 0,
            problem: None,
        };
        let typed = console.drafts.get(&page.draft_name()).cloned();
        if let Some(lang) = typed.as_ref().and_then(|typed| Lang::from_code(typed.get("lang")?)) {
            page.lang = lang;
        }
        self.fill_page(&mut page, known);
        if let Some(text) = typed.as_ref().and_then(|typed| typed.get("text")) {
            page.show(text);
        }
        let was_typed = typed.is_some();
        page.cursor = self.natural_deed(&page);
        if was_typed {
            self.say(Tone::Ok, app_words::DRAFT_BACK.text(lang));
        }
        self.overlays.push(Overlay::Notice(page));
        Vec::new()
    }

    /// The last version in the page's language, else a fresh draft.
    pub(super) fn fill_page(&self, page: &mut NoticePage, notice: &Notice) {
        let kept =
            self.kept(page).filter(|draft| draft.language == page.lang).map(|draft| draft.text.to_owned());
        let text = kept.map_or_else(|| self.fresh_draft(notice, page.row, page.lang), Ok);
        match text {
            Ok(text) => {
                page.show(&text);
                page.problem = None;
            }
            Err(why) => page.problem = Some(why),
        }
        page.initial = page.written();
    }

    /// The last version of a page's notice that was kept.
    fn kept(&self, page: &NoticePage) -> Option<Draft<'_>> {
        let run = &self.console()?.run;
        run.notice(&page.notice, page.row).drafts.last().and_then(|place| run.draft(*place))
    }

    /// Whether the text is the last version that was kept.
    pub fn is_kept(&self, page: &NoticePage) -> bool {
        self.kept(page).is_some_and(|draft| draft.language == page.lang && draft.text == page.written())
    }

    /// What is most likely to be done next: fill the gaps, keep, approve, send.
    pub(super) fn natural_deed(&self, page: &NoticePage) -> usize {
        let Some(console) = self.console() else { return 0 };
        let status = console.run.notice(&page.notice, page.row).status;
        let deed = if status.is_settled() {
            NoticeDeed::Export
        } else if self.is_to_approve(page) {
            NoticeDeed::Approve
        } else if self.is_kept(page) {
            // Nobody sends by Enter alone what somebody else has to approve first; they may read it as a file.
            let draft = console.run.notice(&page.notice, page.row).drafts.last().copied();
            let draft = draft.and_then(|place| Some(console.run.facts().get(place)?.id));
            let waits = console.run.misses_approval(&page.notice, page.row, draft);
            if waits { NoticeDeed::Export } else { NoticeDeed::Send }
        } else if page.gaps() > 0 {
            NoticeDeed::NextGap
        } else {
            NoticeDeed::Keep
        };
        NoticeDeed::ALL.iter().position(|known| *known == deed).unwrap_or(0)
    }

    pub(super) fn notice_key(&mut self, page: NoticePage, name: &str, key: KeyEvent) -> Vec<Effect> {
        if page.writing { self.write_notice(page, name, key) } else { self.notice_deed_key(page, name) }
    }

    /// Typing into the text. What is typed is kept as a draft with every key.
    fn write_notice(&mut self, mut page: NoticePage, name: &str, key: KeyEvent) -> Vec<Effect> {
        match name {
            "Esc" => {
                page.text.cancel_selection();
                page.writing = false;
                page.cursor = self.natural_deed(&page);
            }
            "C-s" => {
                page.writing = false;
                page.text.cancel_selection();
                return self.do_notice_deed(page, NoticeDeed::Keep);
            }
            "Tab" => {
                if !page.next_gap() {
                    self.say(Tone::Ok, words::NO_GAPS.text(self.settings.lang));
                }
            }
            "PageUp" | "PageDown" => scroll(&mut page.text, name == "PageDown", 10),
            "C-u" => {
                page.text.delete_line_by_head();
            }
            _typed => {
                page.text.input(key);
            }
        }
        let effects = self.keep_notice_draft(&page);
        self.overlays.push(Overlay::Notice(page));
        effects
    }

    pub(super) fn paste_into_notice(&mut self, mut page: NoticePage, text: &str) -> Vec<Effect> {
        if page.writing {
            page.text.insert_str(text.replace("\r\n", "\n").replace('\r', "\n"));
        }
        let effects = self.keep_notice_draft(&page);
        self.overlays.push(Overlay::Notice(page));
        effects
    }

    pub(super) fn keep_notice_draft(&mut self, page: &NoticePage) -> Vec<Effect> {
        let name = page.draft_name();
        let text = page.written();
        let changed = page.is_changed();
        let Some(console) = self.console_mut() else { return Vec::new() };
        let values = changed.then(|| {
            [("lang".to_owned(), page.lang.code().to_owned()), ("text".to_owned(), text)]
                .into_iter()
                .collect()
        });
        if console.drafts.get(&name) == values.as_ref() {
            return Vec::new();
        }
        match values {
            Some(values) => console.drafts.insert(name, values),
            None => console.drafts.remove(&name),
        };
        vec![Effect::SaveDrafts(console.kept_drafts())]
    }

    fn notice_deed_key(&mut self, mut page: NoticePage, name: &str) -> Vec<Effect> {
        let count = NoticeDeed::ALL.len();
        let digit = name.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < count);
        if let Some(n) = digit.or((name == "Enter").then_some(page.cursor)) {
            page.cursor = n;
            return self.do_notice_deed(page, NoticeDeed::ALL[n]);
        }
        match (name, movement(name)) {
            ("Esc", _) => return Vec::new(),
            ("Tab", _) => page.cursor = (page.cursor + 1) % count,
            ("S-Tab", _) => page.cursor = (page.cursor + count - 1) % count,
            ("e", _) => return self.do_notice_deed(page, NoticeDeed::Edit),
            (_, Some(Move::Left)) => page.cursor = step_cursor(page.cursor, count, Move::Up),
            (_, Some(Move::Right)) => page.cursor = step_cursor(page.cursor, count, Move::Down),
            (_, Some(Move::Up)) => scroll(&mut page.text, false, 1),
            (_, Some(Move::Down)) => scroll(&mut page.text, true, 1),
            (_, Some(Move::PageUp)) => scroll(&mut page.text, false, 10),
            (_, Some(Move::PageDown)) => scroll(&mut page.text, true, 10),
            (_, Some(Move::First)) => page.text.move_cursor(CursorMove::Top),
            (_, Some(Move::Last)) => page.text.move_cursor(CursorMove::Bottom),
            (_, None) => {}
        }
        self.overlays.push(Overlay::Notice(page));
        Vec::new()
    }

    /// Asks to whom, how and when the last version was sent.
    pub(super) fn send_notice(&mut self, notice: Id, row: Option<FactId>) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let last = console.run.notice(&notice, row).drafts.last().copied();
        let draft_of = last.map(|place| console.run.facts()[place].id);
        self.open_form(FormKind::SendNotice { notice, row, draft_of })
    }

    /// To whom a notice goes, as far as the run says: the row's name and whom to reach there.
    pub(super) fn recipient(&self, notice: &Notice, row: Option<FactId>) -> String {
        let Some(console) = self.console() else { return String::new() };
        let (run, lang, zone) = (&console.run, self.settings.lang, &self.settings.zone);
        let Some(known) = notice.each.as_ref().zip(row).and_then(|(table, row)| run.row_of(table, row))
        else {
            return self.last_sending(notice, |to, _| to).unwrap_or_default();
        };
        let name = row_name(run, notice, known, lang, zone).to_string();
        let contact = known.cells.iter().find(|(id, _)| id.as_str() == "contact");
        match contact.map(|(_, cell)| crate::report::value::answer(cell, None, lang, zone)) {
            Some(contact) if !contact.is_empty() => {
                words::RECIPIENT.with(lang, &[&name, &contact]).to_string()
            }
            Some(_) | None => name,
        }
    }

    /// Where a notice's text could be written: `2026-007-client-notice-甲公司.txt`.
    pub(super) fn export_path(&self, notice: &Id, row: Option<FactId>) -> String {
        let Some(console) = self.console() else { return String::new() };
        let known = console.run.book.notice(notice.as_str());
        let name =
            known.filter(|_| row.is_some()).map(|known| self.recipient(known, row)).unwrap_or_default();
        let harmless = |c: char| if c.is_alphanumeric() { c } else { '-' };
        let name: String = name.chars().take(20).map(harmless).collect();
        let stem = format!("{}-{notice}-{name}", console.run.number());
        format!("{}.txt", stem.trim_end_matches('-'))
    }

    /// How a notice went out the last time, to whomever.
    pub(super) fn last_sending(&self, notice: &Notice, say: fn(String, String) -> String) -> Option<String> {
        let run = &self.console()?.run;
        let sent = run.facts().iter().rev().find_map(|fact| match fact.event() {
            Some(Event::NoticeSent { notice: of, to, how, .. }) if *of == notice.id => Some((to, how)),
            Some(_) | None => None,
        });
        sent.map(|(to, how)| say(to.clone(), how.clone()))
    }
}

fn scroll(text: &mut TextArea<'static>, down: bool, lines: usize) {
    for _ in 0..lines {
        text.move_cursor(if down { CursorMove::Down } else { CursorMove::Up });
    }
}

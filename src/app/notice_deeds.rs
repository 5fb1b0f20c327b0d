//! What can be done with one notice, whether it can be done now, and what comes of it.

use super::console::Then;
use super::draft::Since;
use super::notice_page::NoticePage;
use super::overlay::Overlay;
use super::{App, Effect, FormKind, Tone};
use crate::locale::{Lang, Word, notice as words};
use crate::report::words as names;
use crate::run::{Event, NoticeStatus, Proposer, Reason, Refusal, Verdict};
use crate::text::SafeText;

/// What can be done with a notice. Each keeps its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeDeed {
    Edit,
    Keep,
    Approve,
    Send,
    NextGap,
    Redraft,
    Language,
    Export,
    NotNeeded,
}

impl NoticeDeed {
    /// Every deed, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::Edit,
        Self::Keep,
        Self::Approve,
        Self::Send,
        Self::NextGap,
        Self::Redraft,
        Self::Language,
        Self::Export,
        Self::NotNeeded,
    ];

    /// What it is called.
    pub const fn word(self) -> Word {
        match self {
            Self::Edit => words::DEED_EDIT,
            Self::Keep => words::DEED_KEEP,
            Self::Approve => words::DEED_APPROVE,
            Self::Send => words::DEED_SEND,
            Self::NextGap => words::DEED_NEXT_GAP,
            Self::Redraft => words::DEED_REDRAFT,
            Self::Language => words::DEED_LANGUAGE,
            Self::Export => words::DEED_EXPORT,
            Self::NotNeeded => words::DEED_NOT_NEEDED,
        }
    }
}

impl App {
    /// Whether something can be done with a notice now; else why not.
    pub fn notice_deed(&self, page: &NoticePage, deed: NoticeDeed) -> Result<(), SafeText> {
        let lang = self.settings.lang;
        let Some(console) = self.console() else { return Err(SafeText::default()) };
        let run = &console.run;
        let refused = |refusal: Refusal| Err(names::refusal(refusal).text(lang));
        let (notice, row) = (page.notice.clone(), page.row);
        let changed = || if page.is_changed() { Err(words::KEEP_FIRST.text(lang)) } else { Ok(()) };
        match deed {
            NoticeDeed::Edit if run.is_closed() => refused(Refusal::RunClosed),
            NoticeDeed::NextGap if page.gaps() == 0 => Err(words::NO_GAPS.text(lang)),
            NoticeDeed::Edit | NoticeDeed::NextGap | NoticeDeed::Export => Ok(()),
            NoticeDeed::Redraft | NoticeDeed::Language => changed(),
            NoticeDeed::Keep => {
                let known = run.book.notice(notice.as_str());
                let event = known.and_then(|known| self.version(known, row, page.lang, page.written()));
                event.map_or(Ok(()), |event| self.allows(event))
            }
            NoticeDeed::Approve => {
                changed()?;
                self.approval(page)
                    .map_or_else(|| Err(words::KEEP_FIRST.text(lang)), |event| self.allows(event))
            }
            NoticeDeed::Send | NoticeDeed::NotNeeded => {
                self.allows(Event::NoticeNotNeeded { notice, row, reason: Reason::default() }).or_else(
                    |why| {
                        // Sending is always possible while something can be recorded at all.
                        let again = run.notice(&page.notice, page.row).status == NoticeStatus::NotNeeded;
                        if deed == NoticeDeed::Send && again { Ok(()) } else { Err(why) }
                    },
                )
            }
        }
    }

    /// The event that approves the last version that was kept.
    fn approval(&self, page: &NoticePage) -> Option<Event> {
        let run = &self.console()?.run;
        let (notice, row) = (page.notice.clone(), page.row);
        let draft_of = run.facts().get(*run.notice(&notice, row).drafts.last()?)?.id;
        Some(Event::NoticeApproved { notice, row, draft_of, note: String::new(), deviation: None })
    }

    /// Whether the last version can be approved by this person without a reason.
    pub(super) fn is_to_approve(&self, page: &NoticePage) -> bool {
        let Some(event) = self.approval(page).filter(|_| !page.is_changed()) else { return false };
        matches!(self.verdict(event), Some(Verdict::Record(_)))
    }

    fn verdict(&self, event: Event) -> Option<Verdict> {
        let who = Proposer { person: &self.me.person, now: self.now.wall, pending: &[] };
        Some(self.console()?.run.decide(who, event))
    }

    fn allows(&self, event: Event) -> Result<(), SafeText> {
        let Some(console) = self.console() else { return Err(SafeText::default()) };
        if let Some(why) = &console.journal.read_only {
            return Err(why.clone());
        }
        match self.verdict(event) {
            Some(Verdict::Record(_) | Verdict::NeedsReason(_)) | None => Ok(()),
            Some(Verdict::Refused(refusal)) => Err(names::refusal(refusal).text(self.settings.lang)),
        }
    }

    pub(super) fn do_notice_deed(&mut self, mut page: NoticePage, deed: NoticeDeed) -> Vec<Effect> {
        if let Err(why) = self.notice_deed(&page, deed) {
            self.say(Tone::Refused, why);
            self.overlays.push(Overlay::Notice(page));
            return Vec::new();
        }
        let lang = self.settings.lang;
        let (notice, row) = (page.notice.clone(), page.row);
        match deed {
            NoticeDeed::Edit => page.writing = true,
            NoticeDeed::NextGap => {
                page.writing = true;
                page.next_gap();
            }
            NoticeDeed::Keep => return self.keep_version(page, Then::Stay),
            NoticeDeed::Send if !self.is_kept(&page) && !page.written().trim().is_empty() => {
                return self.keep_version(page, Then::SendNotice);
            }
            NoticeDeed::Send => {
                self.overlays.push(Overlay::Notice(page));
                return self.send_notice(notice, row);
            }
            NoticeDeed::Approve => {
                let event = self.approval(&page);
                self.overlays.push(Overlay::Notice(page));
                return event.map_or_else(Vec::new, |event| self.propose(event, Then::Stay, None));
            }
            NoticeDeed::Redraft => {
                let known =
                    self.console().and_then(|console| console.run.book.notice(notice.as_str()).cloned());
                match known.map(|known| self.fresh_draft(&known, row, page.lang)) {
                    Some(Ok(text)) if text == page.written() => {
                        self.say(Tone::Ok, words::NOTHING_NEW.text(lang));
                    }
                    Some(Ok(text)) => {
                        page.show(&text);
                        self.say(Tone::Ok, words::REDRAFTED.text(lang));
                    }
                    Some(Err(why)) => self.say(Tone::Error, why),
                    None => {}
                }
                page.cursor = self.natural_deed(&page);
            }
            NoticeDeed::Language => {
                page.lang = if page.lang == Lang::Zh { Lang::En } else { Lang::Zh };
                let known =
                    self.console().and_then(|console| console.run.book.notice(notice.as_str()).cloned());
                if let Some(known) = known {
                    self.fill_page(&mut page, &known);
                }
                page.cursor = self.natural_deed(&page);
            }
            NoticeDeed::Export => {
                let text = page.written();
                self.overlays.push(Overlay::Notice(page));
                return self.open_form(FormKind::ExportNotice { notice, row, text });
            }
            NoticeDeed::NotNeeded => {
                self.overlays.push(Overlay::Notice(page));
                let event = Event::NoticeNotNeeded { notice, row, reason: Reason::default() };
                return self.propose(event, Then::NextNotice, None);
            }
        }
        let effects = self.keep_notice_draft(&page);
        self.overlays.push(Overlay::Notice(page));
        effects
    }

    fn keep_version(&mut self, mut page: NoticePage, then: Then) -> Vec<Effect> {
        let known = self.console().and_then(|console| console.run.book.notice(page.notice.as_str()).cloned());
        let event = known.and_then(|known| self.version(&known, page.row, page.lang, page.written()));
        let draft = self.console().map(|console| console.draft(page.draft_name(), Since::Newer));
        page.initial = page.written();
        self.overlays.push(Overlay::Notice(page));
        event.map_or_else(Vec::new, |event| self.propose(event, then, draft))
    }

    /// A notice has come further: what is likely next is chosen.
    pub(super) fn notice_came(&mut self, then: Then) -> Vec<Effect> {
        let Some(Overlay::Notice(page)) = self.overlays.last() else { return Vec::new() };
        let (cursor, notice, row) = (self.natural_deed(page), page.notice.clone(), page.row);
        if let Some(Overlay::Notice(page)) = self.overlays.last_mut() {
            page.cursor = cursor;
        }
        if then == Then::SendNotice { self.send_notice(notice, row) } else { Vec::new() }
    }
}

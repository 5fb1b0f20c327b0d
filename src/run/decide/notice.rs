//! What makes an event about a notice untrue.

use super::super::notice_state::NoticeStatus;
use super::super::refusal::Refusal;
use super::super::state::Run;
use super::super::{Event, FactId};
use super::Proposer;
use super::objection::blank;
use crate::locale::Lang;
use crate::runbook::Id;

impl Run {
    pub(super) fn objection_to_notice(&self, who: Proposer<'_>, event: &Event) -> Option<Refusal> {
        let (notice, row) = event.notice()?;
        if let Some(refusal) = self.at_notice(notice, row) {
            return Some(refusal);
        }
        if let Event::NoticeDrafted { text, language, .. } = event {
            blank(&[text]).or_else(|| self.same_text(notice, row, (*language, text)))
        } else if let Event::NoticeApproved { draft_of, .. } = event {
            self.approving(who, (notice, row), *draft_of)
        } else if let Event::NoticeSent { draft_of, to, how, .. } = event {
            blank(&[to, how]).or_else(|| draft_of.and_then(|draft| self.no_draft(notice, row, draft)))
        } else {
            let known = self.notice(notice, row).status == NoticeStatus::NotNeeded;
            known.then_some(Refusal::AlreadyNotNeeded)
        }
    }

    /// The notice must be the runbook's, and have a row exactly where it has one for each.
    fn at_notice(&self, notice: &Id, row: Option<FactId>) -> Option<Refusal> {
        let known = self.book.notice(notice.as_str());
        let sound = known.is_some_and(|known| match (&known.each, row) {
            (None, None) => true,
            (Some(table), Some(row)) => self.row_of(table, row).is_some(),
            (None, Some(_)) | (Some(_), None) => false,
        });
        (!sound).then_some(Refusal::NoSuchNotice)
    }

    fn same_text(&self, notice: &Id, row: Option<FactId>, says: (Lang, &str)) -> Option<Refusal> {
        let last = self.draft(self.notice(notice, row).drafts.last().copied()?)?;
        (last.language == says.0 && last.text == says.1).then_some(Refusal::SameText)
    }

    /// A version that stands, of this notice and row.
    fn no_draft(&self, notice: &Id, row: Option<FactId>, draft: FactId) -> Option<Refusal> {
        let known = self.notice(notice, row).drafts.iter().any(|n| self.facts[*n].id == draft);
        (!known).then_some(Refusal::NoSuchRecord)
    }

    fn approving(&self, who: Proposer<'_>, of: (&Id, Option<FactId>), draft: FactId) -> Option<Refusal> {
        let state = self.notice(of.0, of.1);
        if state.drafts.last().is_none_or(|n| self.facts[*n].id != draft) {
            return Some(Refusal::NotTheDraft);
        }
        // Who approved with a reason and has taken the role since can do it anew, without one.
        let is_sound = self.unmet_of_approval(who.person, of.0, draft).is_empty();
        let mine = |n: &&usize| self.facts[**n].by.as_ref() == who.person;
        let deviates = |n: &usize| self.facts[*n].event().is_some_and(|event| event.deviation().is_some());
        let mut mine = state.approvals.iter().filter(mine);
        mine.any(|n| !is_sound || !deviates(n)).then_some(Refusal::AlreadyApproved)
    }
}

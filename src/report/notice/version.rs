//! The next version of a notice, as it is kept.

use crate::journal::Digest;
use crate::locale::Lang;
use crate::run::{Event, FactId, Run};
use crate::runbook::Notice;

/// The event that keeps a text as the next version of a notice, or of one of its rows.
pub fn version(run: &Run, notice: &Notice, row: Option<FactId>, language: Lang, text: String) -> Event {
    let last = run.notice(&notice.id, row).drafts.last().and_then(|place| run.draft(*place));
    let version = last.map_or(0, |draft| draft.version).saturating_add(1);
    let sha256 = Digest::of(text.as_bytes()).to_string();
    Event::NoticeDrafted { notice: notice.id.clone(), row, language, version, text, sha256 }
}

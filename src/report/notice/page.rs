//! Notices as lines for a terminal or a file: how far each is, and who was told.

use super::line::sending;
use super::{Item, Told, row_name};
use crate::locale::{Word, notice as words};
use crate::report::log::padded;
use crate::report::{Account, value};
use crate::run::NoticeStatus;
use crate::runbook::Tri;
use crate::text::SafeText;

/// Columns for a title; a longer one pushes what follows.
const TITLE_COLUMNS: usize = 34;

/// A line for each notice, and below it one for each row that it has.
pub fn page(account: &Account<'_>, items: &[Item<'_>]) -> Vec<SafeText> {
    items.iter().flat_map(|item| item_lines(account, item)).collect()
}

fn item_lines(account: &Account<'_>, item: &Item<'_>) -> Vec<SafeText> {
    let lang = account.lang;
    let title = SafeText::line(item.notice.title.get(lang));
    let whole = |sign: &'static str, said: &SafeText| {
        let id = SafeText::line(item.notice.id.as_str());
        let title = padded(&title, TITLE_COLUMNS, account.ambiguous);
        SafeText::fill("{} {}  {}  ({})", &[&sign, &title, said, &id])
    };
    match (&item.notice.each, item.told.as_slice()) {
        (None, [told]) => vec![whole(sign(told), &state(account, told))],
        (None | Some(_), rows) => {
            let (done, of) = item.told_of();
            let all = if rows.is_empty() {
                words::NOBODY_LISTED.text(lang)
            } else {
                words::TOLD_OF.with(lang, &[&done, &of])
            };
            let closed = !rows.is_empty() && !item.is_open();
            let mut lines = vec![whole(if closed { "[x]" } else { "[ ]" }, &all)];
            lines.extend(rows.iter().map(|told| {
                let name = told.row.map_or_else(SafeText::default, |row| {
                    row_name(account.run, item.notice, row, lang, account.zone)
                });
                let name = padded(&name, TITLE_COLUMNS - 4, account.ambiguous);
                SafeText::fill("    {} {}  {}", &[&sign(told), &name, &state(account, told)])
            }));
            lines
        }
    }
}

/// How far a notice is, in words.
pub const fn status(status: NoticeStatus) -> Word {
    match status {
        NoticeStatus::Open => words::STATUS_OPEN,
        NoticeStatus::Drafted => words::STATUS_DRAFTED,
        NoticeStatus::Approved => words::STATUS_APPROVED,
        NoticeStatus::Sent => words::STATUS_SENT,
        NoticeStatus::NotNeeded => words::STATUS_NOT_NEEDED,
    }
}

const fn sign(told: &Told<'_>) -> &'static str {
    match (told.state.status, told.applies) {
        (NoticeStatus::Sent, _) => "[x]",
        (NoticeStatus::NotNeeded, _) => "[-]",
        (NoticeStatus::Open | NoticeStatus::Drafted | NoticeStatus::Approved, Tri::False) => "[~]",
        (NoticeStatus::Drafted | NoticeStatus::Approved, Tri::True | Tri::Unknown) => "[>]",
        (NoticeStatus::Open, Tri::True | Tri::Unknown) => "[ ]",
    }
}

/// The state in a line: what it is, by whom and when, and what is still to come.
pub fn state(account: &Account<'_>, told: &Told<'_>) -> SafeText {
    let Account { run, lang, zone, .. } = *account;
    let state = &told.state;
    let mut parts = vec![status(state.status).text(lang)];
    let sent = state.sent.last().and_then(|place| sending(account, *place));
    if let Some(sent) = sent {
        parts.push(value::moment(sent.at, zone));
        parts.extend([SafeText::line(&sent.to), SafeText::line(&sent.how)]);
        parts.extend(sent.reference.map(|reference| SafeText::line(&reference)));
        if state.sent.len() > 1 {
            parts.push(words::TIMES_SENT.with(lang, &[&state.sent.len()]));
        }
    } else if let Some(place) = state.not_needed {
        parts.push(SafeText::line(&run.facts()[place].by));
    } else if let Some(draft) = state.drafts.last().and_then(|place| run.draft(*place)) {
        parts.push(words::VERSION_BY.with(lang, &[&draft.version, &draft.by]));
        parts.extend(state.approvals.iter().map(|place| {
            let fact = &run.facts()[*place];
            let deviates = fact.event().is_some_and(|event| event.deviation().is_some());
            let word = if deviates { words::APPROVED_BY_BUT } else { words::APPROVED_BY };
            word.with(lang, &[&fact.by])
        }));
    }
    match told.applies {
        Tri::True => {}
        Tri::False => parts.push(words::DOES_NOT_APPLY.text(lang)),
        Tri::Unknown => parts.push(words::UNDECIDED.text(lang)),
    }
    value::join(parts, " · ")
}

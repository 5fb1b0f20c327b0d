//! Notices as programs read them: what applies, how far each is, and who was told. Fields are added, never renamed.

use serde::Serialize;

use super::{Item, Told, items, row_name};
use crate::report::Account;
use crate::run::{Event, FactId, NoticeStatus};
use crate::runbook::value::moment_text;
use crate::runbook::{Id, Tri};
use crate::time::Moment;

/// One notice.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeLine {
    pub id: Id,
    pub title: String,
    /// `report`, `notification`, `circular` or `statement`.
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<&'static str>,
    /// `yes`, `no` or `unknown`.
    pub applies: &'static str,
    /// How many were told, and of how many.
    pub told: usize,
    pub of: usize,
    /// One for each recipient; one alone where the notice has no table.
    pub recipients: Vec<Recipient>,
}

/// A notice for one recipient.
#[derive(Clone, Debug, Serialize)]
pub struct Recipient {
    /// The row of the table, and what it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<FactId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub applies: &'static str,
    /// `open`, `drafted`, `approved`, `sent` or `not-needed`.
    pub status: &'static str,
    /// The last version that was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drafted_by: Option<String>,
    /// Who approved that version.
    pub approved_by: Vec<String>,
    pub sent: Vec<Sending>,
}

/// One sending.
#[derive(Clone, Debug, Serialize)]
pub struct Sending {
    #[serde(with = "moment_text")]
    pub at: Moment,
    pub by: String,
    pub to: String,
    pub how: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The version that was sent; none where no text was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

/// Every notice of a run that applies, or about which something was recorded.
pub fn lines(account: &Account<'_>) -> Vec<NoticeLine> {
    items(account.run).iter().map(|item| line(account, item)).collect()
}

fn line(account: &Account<'_>, item: &Item<'_>) -> NoticeLine {
    let (told, of) = item.told_of();
    NoticeLine {
        id: item.notice.id.clone(),
        title: item.notice.title.get(account.lang).to_owned(),
        kind: item.notice.kind.code(),
        audience: item.notice.audience.map(crate::runbook::Audience::code),
        applies: tri(item.applies),
        told,
        of,
        recipients: item.told.iter().map(|told| recipient(account, item, told)).collect(),
    }
}

fn recipient(account: &Account<'_>, item: &Item<'_>, told: &Told<'_>) -> Recipient {
    let Account { run, lang, zone, .. } = *account;
    let by = |place: usize| run.facts()[place].by.to_string();
    let draft = told.state.drafts.last().and_then(|place| run.draft(*place));
    Recipient {
        row: told.row.map(|row| row.id),
        name: told.row.map(|row| row_name(run, item.notice, row, lang, zone).to_string()),
        applies: tri(told.applies),
        status: status(told.state.status),
        version: draft.map(|draft| draft.version),
        sha256: draft.map(|draft| draft.sha256.to_owned()),
        drafted_by: draft.map(|draft| draft.by.to_owned()),
        approved_by: told.state.approvals.iter().map(|place| by(*place)).collect(),
        sent: told.state.sent.iter().filter_map(|place| sending(account, *place)).collect(),
    }
}

/// The sending that the fact at a place records.
pub fn sending(account: &Account<'_>, place: usize) -> Option<Sending> {
    let run = account.run;
    let fact = &run.facts()[place];
    let Event::NoticeSent { draft_of, to, how, reference, .. } = fact.event()? else { return None };
    let version = draft_of.and_then(|draft| run.draft(run.place(draft)?)).map(|draft| draft.version);
    Some(Sending {
        at: run.when(place)?,
        by: fact.by.to_string(),
        to: to.clone(),
        how: how.clone(),
        reference: Some(reference.clone()).filter(|reference| !reference.is_empty()),
        version,
    })
}

const fn tri(tri: Tri) -> &'static str {
    match tri {
        Tri::True => "yes",
        Tri::False => "no",
        Tri::Unknown => "unknown",
    }
}

const fn status(status: NoticeStatus) -> &'static str {
    match status {
        NoticeStatus::Open => "open",
        NoticeStatus::Drafted => "drafted",
        NoticeStatus::Approved => "approved",
        NoticeStatus::Sent => "sent",
        NoticeStatus::NotNeeded => "not-needed",
    }
}

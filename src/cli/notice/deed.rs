//! What is recorded of a notice from the shell: a version is kept, approved, sent, or none is needed.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::chosen;
use crate::cli::record::{self, Failure, Received, Target, Writing};
use crate::cli::{Language, Out};
use crate::locale::notice as words;
use crate::report::notice::{Drafting, version};
use crate::run::{Event, FactId, Reason};
use crate::runbook::Id;
use crate::shell::{Settings, trouble};

/// What becomes of a notice.
#[derive(Debug, Subcommand)]
pub(super) enum Deed {
    /// Keep a version: what the run's values give now, or a text of your own
    Keep(Keep),
    /// Approve the last version that was kept: a second person does, in the role that the runbook names
    Approve(Approve),
    /// Record that the last version was sent: to whom, how, and under which number
    Sent(Sent),
    /// Record that it needs no sending, with a reason
    NotNeeded(NotNeeded),
}

/// A notice of a run.
#[derive(Debug, Args)]
struct Named {
    /// The notice, by id
    #[arg(value_name = "NOTICE")]
    notice: String,
    /// The row, where there is one for each: its name, a part of it, or its number in the table
    #[arg(long, value_name = "NAME")]
    row: Option<String>,
    #[command(flatten)]
    target: Target,
}

/// A version to keep.
#[derive(Debug, Args)]
pub(super) struct Keep {
    #[command(flatten)]
    named: Named,
    /// A file with the text; - takes it from standard input; default: what the run's values give now
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// The language of the text; default: the interface's
    #[arg(long, value_enum)]
    language: Option<Language>,
}

/// An approval.
#[derive(Debug, Args)]
pub(super) struct Approve {
    #[command(flatten)]
    named: Named,
    /// A remark
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
    /// Why you approve it though you do not hold the role, or drafted it: words, or the id of a ready reason
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

/// A sending.
#[derive(Debug, Args)]
pub(super) struct Sent {
    #[command(flatten)]
    named: Named,
    /// To whom
    #[arg(long, value_name = "WHOM")]
    to: String,
    /// How: courier, mail, portal, telephone
    #[arg(long, value_name = "TEXT")]
    how: String,
    #[command(flatten)]
    received: Received,
    /// Why it was sent without the approval that it needs: words, or the id of a ready reason such as no-time
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// When it was, if earlier: 04:12, -20m, "yesterday 23:50"
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

/// Nothing to send.
#[derive(Debug, Args)]
pub(super) struct NotNeeded {
    #[command(flatten)]
    named: Named,
    /// Why: words, or the id of a ready reason
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

impl Deed {
    /// Records it.
    pub(super) fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let (proposed, reason) = match self {
            Self::Keep(keep) => (keep.propose(settings), None),
            Self::Approve(approve) => (approve.propose(settings), approve.reason.as_deref()),
            Self::Sent(sent) => (sent.propose(settings), sent.reason.as_deref()),
            Self::NotNeeded(not_needed) => (not_needed.propose(settings), not_needed.reason.as_deref()),
        };
        match proposed {
            Ok((writing, event)) => writing.record(vec![event], reason, out),
            Err(failure) => failure.tell(out),
        }
    }
}

type Proposed<'a> = Result<(Writing<'a>, Event), Failure>;

impl Named {
    fn open<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Id, Option<FactId>), Failure> {
        let writing = self.target.open(settings)?;
        let found = chosen(writing.run(), &self.notice, self.row.as_deref(), settings);
        let (notice, row) = found.map_err(|(why, _)| Failure::unusable(why))?;
        let (notice, row) = (notice.id.clone(), row.map(|row| row.id));
        Ok((writing, notice, row))
    }
}

/// The last version that was kept.
fn last_version(writing: &Writing<'_>, notice: &Id, row: Option<FactId>) -> Option<FactId> {
    let run = writing.run();
    run.notice(notice, row).drafts.last().map(|place| run.facts()[*place].id)
}

impl Keep {
    fn propose<'a>(&self, settings: &'a Settings) -> Proposed<'a> {
        let lang = self.language.map_or(settings.lang, Into::into);
        let own = self.from.as_deref().map(|file| text_of(file, settings)).transpose()?;
        let (writing, id, row) = self.named.open(settings)?;
        let run = writing.run();
        let Some(notice) = run.book.notice(id.as_str()) else {
            return Err(Failure::unusable(words::NO_SUCH_NOTICE.with(settings.lang, &[&id])));
        };
        let text = match own {
            Some(text) => text,
            None => {
                let in_table = notice.each.as_ref().zip(row).and_then(|(table, row)| run.row_of(table, row));
                let drafting = Drafting { run, lang, zone: &settings.zone, now: writing.now.wall };
                drafting.draft(notice, in_table).map_err(|failed| {
                    let why = words::CANNOT_DRAFT.with(settings.lang, &[&failed.line, &failed.message]);
                    Failure::refused(why)
                })?
            }
        };
        let event = version(run, notice, row, lang, text);
        Ok((writing, event))
    }
}

/// The text of a file, or of standard input.
fn text_of(file: &Path, settings: &Settings) -> Result<String, Failure> {
    if file == Path::new("-") {
        return record::text(&["-".to_owned()], settings);
    }
    let lang = settings.lang;
    let unreadable = |error: std::io::Error| {
        let why = trouble::reading(&error, lang);
        Failure::unusable(words::CANNOT_READ.with(lang, &[&file.display(), &why]))
    };
    let mut opened = File::open(file).map_err(unreadable)?;
    record::piped(&mut opened, settings)
}

impl Approve {
    fn propose<'a>(&self, settings: &'a Settings) -> Proposed<'a> {
        let (writing, notice, row) = self.named.open(settings)?;
        let unkept = || Failure::refused(words::NOTHING_KEPT.text(settings.lang));
        let draft_of = last_version(&writing, &notice, row).ok_or_else(unkept)?;
        let note = self.note.trim().to_owned();
        Ok((writing, Event::NoticeApproved { notice, row, draft_of, note, deviation: None }))
    }
}

impl Sent {
    fn propose<'a>(&self, settings: &'a Settings) -> Proposed<'a> {
        let (writing, notice, row) = self.named.open(settings)?;
        let said = |text: &str| text.trim().to_owned();
        let event = Event::NoticeSent {
            draft_of: last_version(&writing, &notice, row),
            notice,
            row,
            to: said(&self.to),
            how: said(&self.how),
            reference: self.received.reference(),
            happened: writing.moment(self.at.as_deref())?,
            deviation: None,
        };
        Ok((writing, event))
    }
}

impl NotNeeded {
    fn propose<'a>(&self, settings: &'a Settings) -> Proposed<'a> {
        let (writing, notice, row) = self.named.open(settings)?;
        Ok((writing, Event::NoticeNotNeeded { notice, row, reason: Reason::default() }))
    }
}

//! `dutybook notice`: the notices of a run with who was told, and the text of one; what is recorded of one has commands
//! of its own.

mod deed;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use deed::Deed;

use super::list::Format;
use super::meant::{Meant, meant};
use super::{Out, find};
use crate::journal::ascii;
use crate::locale::notice as words;
use crate::report::Account;
use crate::report::notice::{self, Drafting, gaps, row_name};
use crate::run::{Event, Row, Run};
use crate::runbook::{self, Id};
use crate::shell::{Settings, clock, new_file, trouble};
use crate::text::SafeText;

/// List the notices of a run and who was told, or write one from what the run knows now; or keep, approve or send one
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  dutybook notice
  dutybook notice 2026-001
  dutybook notice 2026-001 incident-report -o report.txt
  dutybook notice keep incident-report --from report.txt
  dutybook notice approve incident-report
  dutybook notice sent incident-report --to 12387 --how portal --reference R-7"
)]
pub struct Notice {
    #[command(subcommand)]
    deed: Option<Deed>,
    /// The run: its number, id or folder, a part of the folder's name, or a path; default: the one that is open
    #[arg(value_name = "RUN")]
    run: Option<String>,
    /// The notice's id; without it, all of them are listed
    id: Option<String>,
    /// The row, where there is one for each: its name, a part of it, or its number in the table
    #[arg(long, value_name = "NAME", requires = "id")]
    row: Option<String>,
    /// The last version that was kept, instead of a fresh draft
    #[arg(long, requires = "id")]
    kept: bool,
    /// The version that was sent last, instead of a fresh draft
    #[arg(long, requires = "id", conflicts_with = "kept")]
    sent: bool,
    /// Write the text into a new file
    #[arg(short, long, value_name = "FILE", requires = "id")]
    output: Option<PathBuf>,
    /// The form of the list
    #[arg(long, value_enum, default_value_t = Format::Text, conflicts_with = "id")]
    format: Format,
}

impl Notice {
    /// Lists the notices, prints one, or records what becomes of one.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        if let Some(deed) = &self.deed {
            return deed.run(settings, out);
        }
        let Some(read) = find::tell(self.run.as_deref(), settings, out) else { return ExitCode::from(2) };
        let Some(id) = &self.id else { return self.list(&read.run, settings, out) };
        let text = chosen(&read.run, id, self.row.as_deref(), settings)
            .and_then(|(notice, row)| self.text(&read.run, notice, row, settings).map_err(|why| (why, 1)));
        match text {
            Ok(text) => self.give(&text, settings, out),
            Err((why, code)) => {
                out.error(&why);
                ExitCode::from(code)
            }
        }
    }

    fn list<O: Write, E: Write>(&self, run: &Run, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let account = Account::new(run, settings.lang, &settings.zone).measured(settings.wishes.ambiguous);
        let items = notice::items(run);
        match self.format {
            Format::Json => {
                out.data(&ascii::escape(
                    &serde_json::to_string(&notice::lines(&account)).unwrap_or_default(),
                ));
            }
            Format::Text if items.is_empty() => out.error(&words::NO_NOTICES.text(settings.lang)),
            Format::Text => out.lines(&notice::page(&account, &items)),
        }
        ExitCode::SUCCESS
    }

    fn text(
        &self,
        run: &Run,
        notice: &runbook::Notice,
        row: Option<&Row>,
        settings: &Settings,
    ) -> Result<String, SafeText> {
        let lang = settings.lang;
        let state = run.notice(&notice.id, row.map(|row| row.id));
        if self.kept || self.sent {
            let sent = state.sent.iter().rev().find_map(|place| match run.facts()[*place].event() {
                Some(Event::NoticeSent { draft_of, .. }) => run.place((*draft_of)?),
                Some(_) | None => None,
            });
            let place = if self.sent { sent } else { state.drafts.last().copied() };
            let nothing = if self.sent { words::NOTHING_SENT } else { words::NOTHING_KEPT };
            let draft = place.and_then(|place| run.draft(place));
            return draft.map(|draft| draft.text.to_owned()).ok_or_else(|| nothing.text(lang));
        }
        let drafting = Drafting { run, lang, zone: &settings.zone, now: clock::now().wall };
        drafting
            .draft(notice, row)
            .map_err(|failed| words::CANNOT_DRAFT.with(lang, &[&failed.line, &failed.message]))
    }

    fn give<O: Write, E: Write>(&self, text: &str, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let Some(path) = &self.output else {
            out.lines(&SafeText::lines(text));
            return ExitCode::SUCCESS;
        };
        match write(path, text, settings) {
            Ok(said) => {
                out.error(&said);
                ExitCode::SUCCESS
            }
            Err((why, code)) => {
                out.error(&why);
                ExitCode::from(code)
            }
        }
    }
}

/// The notice and the row that the arguments name, or why there is none, with the exit code.
fn chosen<'a>(
    run: &'a Run,
    id: &str,
    typed: Option<&str>,
    settings: &Settings,
) -> Result<(&'a runbook::Notice, Option<&'a Row>), (SafeText, u8)> {
    let lang = settings.lang;
    let Some(notice) = run.book.notice(id) else {
        let shown: Vec<String> = run.book.notices.iter().map(|notice| notice.id.to_string()).collect();
        let known = shown.iter().map(String::as_str);
        let refusal = words::NO_SUCH_NOTICE.with(lang, &[&id]);
        return Err((find::or_known(refusal, id, known, &shown, settings), 2));
    };
    match (&notice.each, typed) {
        (None, None) => Ok((notice, None)),
        (None, Some(_)) => Err((words::TAKES_NO_ROW.with(lang, &[&id]), 2)),
        (Some(table), typed) => row(run, notice, table, typed, settings).map(|row| (notice, Some(row))),
    }
}

fn write(path: &Path, text: &str, settings: &Settings) -> Result<SafeText, (SafeText, u8)> {
    let (lang, name) = (settings.lang, path.display());
    match new_file::write(path, &format!("{text}\n")) {
        Ok(()) => Ok(words::WROTE.with(lang, &[&name, &gaps(text)])),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err((words::FILE_EXISTS.with(lang, &[&name]), 2))
        }
        Err(error) => Err((words::CANNOT_WRITE.with(lang, &[&name, &trouble::meaning(&error, lang)]), 1)),
    }
}

/// The row of a table that a name means: whole, else a part that only one has, else its number.
fn row<'a>(
    run: &'a Run,
    notice: &runbook::Notice,
    table: &Id,
    typed: Option<&str>,
    settings: &Settings,
) -> Result<&'a Row, (SafeText, u8)> {
    let lang = settings.lang;
    let rows = run.rows(table);
    let names: Vec<(usize, String)> = rows
        .iter()
        .enumerate()
        .map(|(n, row)| (n + 1, row_name(run, notice, row, lang, &settings.zone).to_string()))
        .collect();
    let shown: Vec<String> = names.iter().map(|(_, name)| name.clone()).collect();
    let Some(typed) = typed else {
        let refusal = words::NEEDS_ROW.with(lang, &[&notice.id]);
        return Err((find::or_known(refusal, "", [], &shown, settings), 2));
    };
    match meant(typed, &names) {
        Meant::One(n) => Ok(&rows[n]),
        Meant::Several => Err((words::SEVERAL_ROWS.with(lang, &[&typed]), 2)),
        Meant::None => {
            let refusal = words::NO_SUCH_ROW.with(lang, &[&typed]);
            let known = shown.iter().map(String::as_str);
            Err((find::or_known(refusal, typed, known, &shown, settings), 2))
        }
    }
}

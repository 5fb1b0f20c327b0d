//! `dutybook handover`: the page of a shift for paper: what was handed over last, and where the run stands. The page
//! changes nothing; giving and confirming are commands of their own.

mod deed;

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use deed::Deed;

use super::{Out, find};
use crate::locale::page as words;
use crate::report::handover::{self, Section};
use crate::report::{Account, head};
use crate::run::RunKind;
use crate::shell::{Settings, clock};
use crate::text::SafeText;

/// Print the handover of a shift: what the last one says, and where the run stands now; or hand over, or take over
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  dutybook handover
  dutybook handover 2026-001
  dutybook handover give \"The bank calls back at 06:00\" --to \"Ms Li\"
  dutybook handover confirm"
)]
pub struct Handover {
    #[command(subcommand)]
    deed: Option<Deed>,
    /// The run: its number, id or folder, a part of the folder's name, or a path; default: the one that is open
    #[arg(value_name = "RUN")]
    run: Option<String>,
}

impl Handover {
    /// Prints the page, or records that a shift passes.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        if let Some(deed) = &self.deed {
            return deed.run(settings, out);
        }
        let Some(read) = find::tell(self.run.as_deref(), settings, out) else { return ExitCode::from(2) };
        let account = Account::new(&read.run, settings.lang, &settings.zone);
        let now = clock::now().wall;
        let mut sections = Vec::new();
        if let Some(last) = read.run.handovers().next_back() {
            sections.extend(handover::given(&account, last, now));
        }
        sections.extend(handover::page(&account, now));
        let drill = read.run.kind() == RunKind::Drill;
        let mark =
            if drill { crate::locale::account::MARK_DRILL.text(settings.lang) } else { SafeText::default() };
        let title = head::head(&account).into_iter().next().unwrap_or_default();
        out.line(&if drill { mark.then(&SafeText::word(" ")).then(&title) } else { title });
        for Section { title, lines } in &sections {
            out.line(&SafeText::default());
            out.line(&words::HEADING.with(settings.lang, &[title]));
            for line in lines {
                out.line(&SafeText::line(&format!("  {line}")));
            }
        }
        ExitCode::SUCCESS
    }
}

//! `dutybook handover give` and `dutybook handover confirm`: a shift passes.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::cli::Out;
use crate::cli::record::{self, Failure, Target, Writing};
use crate::locale::cli as words;
use crate::report::{Account, handover};
use crate::run::Event;
use crate::shell::Settings;

/// What becomes of a shift.
#[derive(Debug, Subcommand)]
pub(super) enum Deed {
    /// Hand the shift of the open run over
    Give(Give),
    /// Say that you have read the handover that waits, and take the shift over
    Confirm(Confirm),
}

/// A shift that is handed over.
#[derive(Debug, Args)]
pub(super) struct Give {
    /// What the next person must know and no journal tells; - takes several lines from standard input
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
    /// To whom; default: to whoever comes
    #[arg(long, value_name = "PERSON", default_value = "", hide_default_value = true)]
    to: String,
    /// A role of yours that passes with it, by id; may be given again; default: all of yours
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<String>,
    /// No role passes with it
    #[arg(long, conflicts_with = "roles")]
    no_roles: bool,
    #[command(flatten)]
    target: Target,
}

/// A shift that is taken over.
#[derive(Debug, Args)]
pub(super) struct Confirm {
    /// A remark
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
    #[command(flatten)]
    target: Target,
}

impl Deed {
    /// Records it.
    pub(super) fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let proposed = match self {
            Self::Give(give) => give.propose(settings),
            Self::Confirm(confirm) => confirm.propose(settings),
        };
        match proposed {
            Ok((writing, event)) => writing.record(vec![event], None, out),
            Err(failure) => failure.tell(out),
        }
    }
}

impl Give {
    fn propose<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Event), Failure> {
        let text = record::text(&self.text, settings)?;
        let writing = self.target.open(settings)?;
        let run = writing.run();
        let mine = run.roles_of(settings.person.as_str());
        let mut roles = Vec::new();
        for typed in &self.roles {
            let role = writing.role(typed)?;
            if !mine.contains(&&role) {
                return Err(Failure::refused(words::NOT_YOUR_ROLE.with(settings.lang, &[&role])));
            }
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        if self.roles.is_empty() && !self.no_roles {
            roles = mine.into_iter().cloned().collect();
        }
        let stood = handover::stood(&Account::new(run, settings.lang, &settings.zone), writing.now.wall);
        let to = run.person_called(self.to.trim()).to_owned();
        Ok((writing, Event::HandoverGiven { to, text, roles, stood }))
    }
}

impl Confirm {
    fn propose<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Event), Failure> {
        let writing = self.target.open(settings)?;
        let given = writing.run().waiting_handover().map(|fact| fact.id);
        let none = || Failure::refused(words::NO_HANDOVER_WAITS.text(settings.lang));
        let handover = given.ok_or_else(none)?;
        Ok((writing, Event::HandoverConfirmed { handover, note: self.note.trim().to_owned() }))
    }
}

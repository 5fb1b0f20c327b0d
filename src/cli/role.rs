//! `dutybook role`: who holds which role of the open run.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Out;
use super::record::{Failure, Target, Writing};
use crate::app::people::held_by;
use crate::run::{Event, Refusal};
use crate::shell::Settings;

/// Take a role of the open run, give it to somebody, or lay it down
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook role take lead
  dutybook role give recorder \"Ms Li\"
  dutybook role drop lead --note \"off until six\"")]
pub struct Role {
    #[command(subcommand)]
    deed: Deed,
    #[command(flatten)]
    target: Target,
}

/// What becomes of a role.
#[derive(Debug, Subcommand)]
enum Deed {
    /// Take it, over from whoever holds it
    Take {
        /// The role, by id or the beginning of it
        #[arg(value_name = "ROLE")]
        role: String,
    },
    /// Give it to a person
    Give {
        /// The role, by id or the beginning of it
        #[arg(value_name = "ROLE")]
        role: String,
        /// To whom
        #[arg(value_name = "PERSON")]
        person: String,
    },
    /// Leave it to nobody
    Drop {
        /// The role, by id or the beginning of it
        #[arg(value_name = "ROLE")]
        role: String,
        /// A word about it
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        note: String,
    },
}

impl Role {
    /// Records it.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let proposed = self.target.open(settings).and_then(|writing| {
            let event = self.deed.event(&writing)?;
            Ok((writing, event))
        });
        match proposed {
            Ok((writing, event)) => writing.record(vec![event], None, out),
            Err(failure) => failure.tell(out),
        }
    }
}

impl Deed {
    fn event(&self, writing: &Writing<'_>) -> Result<Event, Failure> {
        let run = writing.run();
        Ok(match self {
            Self::Take { role } => {
                let role = writing.role(role)?;
                Event::RoleTaken { takes_over: held_by(run, &role), role }
            }
            Self::Give { role, person } => {
                let role = writing.role(role)?;
                let person = person.trim();
                if person.is_empty() {
                    return Err(writing.refuse(Refusal::Empty));
                }
                let takes_over = held_by(run, &role);
                Event::RoleGiven { role, person: run.person_called(person).to_owned(), takes_over }
            }
            Self::Drop { role, note } => {
                let role = writing.role(role)?;
                Event::RoleLeft { takes_over: held_by(run, &role), role, note: note.trim().to_owned() }
            }
        })
    }
}

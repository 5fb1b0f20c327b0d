//! `dutybook step`: what becomes of a step, from the shell.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Out;
use super::record::{Failure, Target, Writing};
use crate::app::added_step_id;
use crate::locale::cli as words;
use crate::run::{Deviation, Event, FactId, Reason, Refusal, Status};
use crate::runbook::Id;
use crate::shell::Settings;

/// Start, finish, skip, block, reopen, sign off or assign a step of the open run, or add one
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook step start contain
  dutybook step done contain --at -10m
  dutybook step done verify-books --row \"Company A\"
  dutybook step skip preserve-volatile --reason no-time
  dutybook step block restore --reason \"waiting for the vendor\"
  dutybook step sign contain --note \"looked at the firewall log\"
  dutybook step assign restore \"Ms Li\"
  dutybook step add \"Call the landlord\" --behind contain")]
pub struct Step {
    #[command(subcommand)]
    becomes: Becomes,
    #[command(flatten)]
    target: Target,
}

/// What becomes of a step.
#[derive(Debug, Subcommand)]
enum Becomes {
    /// Work on it begins
    Start(Worked),
    /// It is done
    Done(DoneOf),
    /// It is passed over, with a reason
    Skip(ExplainedOf),
    /// It has nothing to do with this run, with a reason
    Na(ExplainedOf),
    /// It cannot go on, with a reason
    Block(Explained),
    /// It can go on again
    Unblock(Explained),
    /// It is open again, with a reason
    Reopen(ExplainedOf),
    /// Confirm that it was done: a second person does
    Sign(Signed),
    /// Give it to a person, to a role or to nobody
    Assign(Assigned),
    /// Add one that the runbook does not have
    Add(Added),
}

/// A step, a reason and a time.
#[derive(Debug, Args)]
struct Worked {
    /// The step, by id or the beginning of it
    #[arg(value_name = "STEP")]
    step: String,
    /// Why, where the runbook is not followed: words, or the id of a ready reason such as no-time
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// When it was, if earlier: 04:12, -20m, "yesterday 23:50"
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

/// A step and a reason.
#[derive(Debug, Args)]
struct Explained {
    /// The step, by id or the beginning of it
    #[arg(value_name = "STEP")]
    step: String,
    /// Why: words, or the id of a ready reason such as no-time
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

/// One row of a step that is worked for each.
#[derive(Debug, Args)]
struct OneRow {
    /// One row alone, of a step that is worked for each: its name, a part of it, or its number in the table
    #[arg(long, value_name = "ROW")]
    row: Option<String>,
}

/// A step that is done, or a row of it.
#[derive(Debug, Args)]
struct DoneOf {
    #[command(flatten)]
    worked: Worked,
    #[command(flatten)]
    one: OneRow,
}

/// A step and a reason, or a row of it.
#[derive(Debug, Args)]
struct ExplainedOf {
    #[command(flatten)]
    explained: Explained,
    #[command(flatten)]
    one: OneRow,
}

/// A confirmation.
#[derive(Debug, Args)]
struct Signed {
    /// The step, by id or the beginning of it
    #[arg(value_name = "STEP")]
    step: String,
    /// What was looked at
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
}

/// Who is to do a step.
#[derive(Debug, Args)]
struct Assigned {
    /// The step, by id or the beginning of it
    #[arg(value_name = "STEP")]
    step: String,
    /// To whom
    #[arg(value_name = "PERSON", required_unless_present_any = ["role", "nobody"])]
    person: Option<String>,
    /// To a role of the runbook, by id
    #[arg(long, value_name = "ROLE", conflicts_with = "person")]
    role: Option<String>,
    /// To nobody
    #[arg(long, conflicts_with_all = ["person", "role"])]
    nobody: bool,
}

/// A new step.
#[derive(Debug, Args)]
struct Added {
    /// What it is called
    #[arg(value_name = "TITLE")]
    title: String,
    /// The phase that it belongs to, by id; default: that of the step before it
    #[arg(long, value_name = "PHASE", required_unless_present = "behind")]
    phase: Option<String>,
    /// The step that it stands behind, by id; default: the phase's last
    #[arg(long, value_name = "STEP")]
    behind: Option<String>,
    /// How to do it
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    guide: String,
}

impl Step {
    /// Records it.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let proposed = self.target.open(settings).and_then(|writing| {
            let event = self.becomes.event(&writing)?;
            Ok((writing, event))
        });
        match proposed {
            Ok((writing, event)) => writing.record(vec![event], self.becomes.reason(), out),
            Err(failure) => failure.tell(out),
        }
    }
}

impl Becomes {
    /// The reason that was given. Lifting a block takes a note where the others take a reason.
    fn reason(&self) -> Option<&str> {
        match self {
            Self::Start(said) => said.reason.as_deref(),
            Self::Done(said) => said.worked.reason.as_deref(),
            Self::Block(said) => said.reason.as_deref(),
            Self::Skip(said) | Self::Na(said) | Self::Reopen(said) => said.explained.reason.as_deref(),
            Self::Unblock(_) | Self::Sign(_) | Self::Assign(_) | Self::Add(_) => None,
        }
    }

    fn event(&self, writing: &Writing<'_>) -> Result<Event, Failure> {
        let (reason, deviation) = (Reason::default(), None);
        Ok(match self {
            Self::Start(said) => {
                let (step, happened) = (writing.step(&said.step)?, writing.moment(said.at.as_deref())?);
                Event::StepStarted { step, happened, deviation }
            }
            Self::Done(said) => {
                let happened = writing.moment(said.worked.at.as_deref())?;
                let (step, row) = said.one.of(&said.worked.step, writing)?;
                Event::StepDone { step, row, happened, deviation }
            }
            Self::Skip(said) => {
                let (step, row) = said.row(writing)?;
                Event::StepSkipped { step, row, deviation: Deviation::because(reason) }
            }
            Self::Na(said) => {
                let (step, row) = said.row(writing)?;
                Event::StepNotApplicable { step, row, reason }
            }
            Self::Block(said) => Event::StepBlocked { step: writing.step(&said.step)?, reason },
            Self::Unblock(said) => Event::StepUnblocked {
                step: writing.step(&said.step)?,
                note: said.reason.clone().unwrap_or_default().trim().to_owned(),
            },
            Self::Reopen(said) => {
                let (step, row) = said.row(writing)?;
                Event::StepReopened { step, row, reason }
            }
            Self::Sign(said) => said.event(writing)?,
            Self::Assign(said) => said.event(writing)?,
            Self::Add(said) => said.event(writing)?,
        })
    }
}

impl OneRow {
    /// The step that is meant, and its row where one is.
    fn of(&self, step: &str, writing: &Writing<'_>) -> Result<(Id, Option<FactId>), Failure> {
        let step = writing.step(step)?;
        let Some(typed) = &self.row else { return Ok((step, None)) };
        let run = writing.run();
        let table = run.step(step.as_str()).and_then(|state| run.table_of(state));
        let none = || words::STEP_TAKES_NO_ROW.with(writing.settings.lang, &[&step]);
        let table = table.ok_or_else(|| Failure::unusable(none()))?;
        let row = writing.row(table, typed)?;
        Ok((step, Some(row)))
    }
}

impl ExplainedOf {
    fn row(&self, writing: &Writing<'_>) -> Result<(Id, Option<FactId>), Failure> {
        self.one.of(&self.explained.step, writing)
    }
}

impl Signed {
    fn event(&self, writing: &Writing<'_>) -> Result<Event, Failure> {
        let step = writing.step(&self.step)?;
        let run = writing.run();
        let done = run.step(step.as_str()).filter(|state| state.status == Status::Done);
        let done_of = done.and_then(|state| state.decided_by).map(|place| run.facts()[place].id);
        let done_of = done_of.ok_or_else(|| writing.refuse(Refusal::NotDone))?;
        Ok(Event::StepSigned { step, done_of, note: self.note.trim().to_owned() })
    }
}

impl Assigned {
    fn event(&self, writing: &Writing<'_>) -> Result<Event, Failure> {
        let step = writing.step(&self.step)?;
        let person = self.person.as_deref().map(str::trim).map(str::to_owned);
        if person.as_ref().is_some_and(String::is_empty) {
            return Err(writing.refuse(Refusal::Empty));
        }
        let role = self.role.as_deref().map(|role| writing.role(role)).transpose()?;
        Ok(Event::StepAssigned { step, person, role })
    }
}

impl Added {
    fn event(&self, writing: &Writing<'_>) -> Result<Event, Failure> {
        let run = writing.run();
        let behind = writing.step_if(self.behind.as_deref())?;
        let before = behind.as_ref().and_then(|step| run.step(step.as_str())).map(|state| state.phase);
        let phase = match &self.phase {
            Some(phase) => writing.phase(phase)?,
            None => {
                let phase = before.and_then(|place| run.phases().get(place)).map(|phase| phase.id.clone());
                phase.ok_or_else(|| writing.refuse(Refusal::NoSuchPhase))?
            }
        };
        let step = added_step_id(run, writing.settings.person.as_str());
        let step = step.ok_or_else(|| writing.refuse(Refusal::StepExists))?;
        let said = |text: &str| text.trim().to_owned();
        Ok(Event::StepAdded { step, phase, title: said(&self.title), guide: said(&self.guide), behind })
    }
}

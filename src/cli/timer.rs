//! `dutybook timer`: timers of one's own, in the open run: started, snoozed, stopped.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Out;
use super::name::Choice;
use super::record::{Failure, Target, Writing};
use crate::app::timers::snoozed_by;
use crate::locale::{app as forms, cli as words};
use crate::report::Account;
use crate::run::{AlarmKind, Event, FactId, Refusal};
use crate::shell::Settings;
use crate::time::{Moment, entry};

/// Start a timer in the open run, snooze one or stop one; the console rings when it is over
#[derive(Debug, Args)]
#[command(
    subcommand_negates_reqs = true,
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  dutybook timer 20 \"Look at the backup\"
  dutybook timer 1h30m --step restore
  dutybook timer snooze 10
  dutybook timer stop backup"
)]
pub struct Timer {
    #[command(subcommand)]
    deed: Option<Deed>,
    /// How long: 20 is minutes; 90s, 1h30m
    #[arg(value_name = "LENGTH", required = true)]
    length: Option<String>,
    /// What for
    #[arg(value_name = "TEXT")]
    title: Vec<String>,
    /// The step that it is about, by id
    #[arg(long, value_name = "STEP")]
    step: Option<String>,
    #[command(flatten)]
    target: Target,
}

/// What becomes of a timer.
#[derive(Debug, Subcommand)]
enum Deed {
    /// It rings later
    Snooze {
        /// By how long, or until when: 10 is minutes; 1h, 05:30
        #[arg(value_name = "LENGTH")]
        by: String,
        /// The timer: its number among those that run, or a part of what it is for; default: the only one
        #[arg(value_name = "TIMER")]
        timer: Option<String>,
    },
    /// It rings no more
    Stop {
        /// The timer: its number among those that run, or a part of what it is for; default: the only one
        #[arg(value_name = "TIMER")]
        timer: Option<String>,
    },
}

impl Timer {
    /// Records what becomes of the timer.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.propose(settings) {
            Ok((writing, event)) => writing.record(vec![event], None, out),
            Err(failure) => failure.tell(out),
        }
    }

    fn propose<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Event), Failure> {
        let lang = settings.lang;
        match &self.deed {
            Some(Deed::Snooze { by: typed, timer }) => {
                let writing = self.target.open(settings)?;
                let (timer, end) = running(&writing, timer.as_deref())?;
                let by = snoozed_by(typed, end, writing.now.wall, &settings.zone);
                let not_ahead = || words::NOT_RECORDED.with(lang, &[typed, &forms::NOT_AHEAD.get(lang)]);
                let by = by.ok_or_else(|| Failure::unusable(not_ahead()))?;
                Ok((writing, Event::TimerSnoozed { timer, by }))
            }
            Some(Deed::Stop { timer }) => {
                let writing = self.target.open(settings)?;
                let (timer, _) = running(&writing, timer.as_deref())?;
                Ok((writing, Event::TimerStopped { timer }))
            }
            None => {
                let typed = self.length.as_deref().unwrap_or_default();
                let no_length = || words::NOT_RECORDED.with(lang, &[&typed, &forms::NOT_A_LENGTH.get(lang)]);
                let runs = entry::length(typed).ok_or_else(|| Failure::unusable(no_length()))?;
                let writing = self.target.open(settings)?;
                let step = writing.step_if(self.step.as_deref())?;
                let title = self.title.join(" ").trim().to_owned();
                Ok((writing, Event::TimerStarted { title, step, runs }))
            }
        }
    }
}

/// The timer that is meant, and when it ends: by its name, else the only one that runs.
fn running(writing: &Writing<'_>, typed: Option<&str>) -> Result<(FactId, Moment), Failure> {
    let settings = writing.settings;
    let account = Account::new(writing.run(), settings.lang, &settings.zone);
    let alarms = writing.run().alarms(&settings.zone);
    let timers = alarms.iter().filter_map(|alarm| match alarm.kind {
        AlarmKind::Timer(id) => Some((id, alarm.at, account.alarm_title(alarm.kind))),
        AlarmKind::Target(_) | AlarmKind::Due(_) | AlarmKind::Cadence(_) | AlarmKind::Clock(..) => None,
    });
    let timers: Vec<_> = timers.collect();
    let end = |id: FactId| timers.iter().find(|(of, ..)| *of == id).map(|(id, at, _)| (*id, *at));
    let meant = match (timers.as_slice(), typed) {
        ([], _) => None,
        ([(only, ..)], None) => end(*only),
        (_, typed) => {
            let choices = timers.iter().enumerate();
            let choices =
                choices.map(|(n, (id, _, name))| Choice { id: *id, number: n + 1, name: name.clone() });
            let none = if typed.is_some() { words::NO_SUCH_TIMER } else { words::WHICH_TIMER };
            end(writing.choice(typed.unwrap_or_default(), &choices.collect::<Vec<_>>(), none)?)
        }
    };
    meant.ok_or_else(|| writing.refuse(Refusal::NotRunning))
}

//! `dutybook acknowledge`: somebody has seen that a time of the open run has passed.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::record::{Failure, Target, Writing};
use crate::locale::{app as forms, cli as words};
use crate::run::Event;
use crate::shell::Settings;

/// Acknowledge a time of the open run that has passed
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook acknowledge
  dutybook acknowledge due:contain")]
pub struct Acknowledge {
    /// What has passed, as `dutybook due --format json` names it; default: what passed first
    #[arg(value_name = "ALARM")]
    alarm: Option<String>,
    #[command(flatten)]
    target: Target,
}

impl Acknowledge {
    /// Records it.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.propose(settings) {
            Ok((writing, event)) => writing.record(vec![event], None, out),
            Err(failure) => failure.tell(out),
        }
    }

    fn propose<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Event), Failure> {
        let lang = settings.lang;
        let writing = self.target.open(settings)?;
        let alarms = writing.run().alarms(&settings.zone);
        let named = self.alarm.as_deref().map(|typed| writing.alarm(typed, &alarms)).transpose()?;
        let rings = alarms.iter().filter(|alarm| alarm.is_past(writing.now.wall) && !alarm.is_seen());
        let meant = rings.map(|alarm| alarm.kind).find(|kind| named.is_none_or(|named| named == *kind));
        let none = if named.is_some() { forms::NOT_PASSED } else { forms::NOTHING_RINGS };
        let refusal = || Failure::refused(words::NOTHING_RECORDED.with(lang, &[&none.get(lang)]));
        let alarm = writing.run().alarm_name(meant.ok_or_else(refusal)?);
        Ok((writing, Event::AlarmAcknowledged { alarm }))
    }
}

//! What a run has that a half-typed command can name: roles, phases, clocks, people, what has passed, and so on.

use clap_complete::engine::CompletionCandidate;

use super::{candidate, run};
use crate::cli::settle;
use crate::report::{Account, name};
use crate::run::{Alarm, AlarmKind, Run};
use crate::shell::{Settings, clock};
use crate::text::SafeText;

type Candidates = Vec<CompletionCandidate>;

/// What there is in the run that is meant; nothing where none is.
fn there(list: impl Fn(&Run, &Settings) -> Candidates) -> Candidates {
    run().map(|(run, settings)| list(&run, &settings)).unwrap_or_default()
}

pub(super) fn roles() -> Candidates {
    there(|run, settings| {
        let roles = run.book.roles.iter();
        roles.map(|role| candidate(role.id.as_str(), role.title.get(settings.lang))).collect()
    })
}

pub(super) fn phases() -> Candidates {
    there(|run, settings| {
        let phases = run.phases().iter();
        phases.map(|phase| candidate(phase.id.as_str(), phase.title.get(settings.lang))).collect()
    })
}

pub(super) fn cadences() -> Candidates {
    there(|run, settings| {
        let cadences = run.book.cadences.iter();
        cadences.map(|cadence| candidate(cadence.id.as_str(), cadence.title.get(settings.lang))).collect()
    })
}

pub(super) fn clocks() -> Candidates {
    there(|run, settings| {
        let clocks = run.book.clocks.iter();
        clocks.map(|clock| candidate(&clock.id, clock.title(settings.lang))).collect()
    })
}

pub(super) fn notices() -> Candidates {
    there(|run, settings| {
        let notices = run.book.notices.iter();
        notices.map(|notice| candidate(notice.id.as_str(), notice.title.get(settings.lang))).collect()
    })
}

pub(super) fn people() -> Candidates {
    there(|run, _| {
        let people = run.people().into_iter();
        people.map(|(id, display)| candidate(SafeText::line(id).as_str(), display)).collect()
    })
}

/// Times that have passed and that nobody has acknowledged.
pub(super) fn alarms() -> Candidates {
    there(|run, settings| {
        let now = clock::now().wall;
        let alarms = run.alarms(&settings.zone);
        let account = Account::new(run, settings.lang, &settings.zone);
        let rings = alarms.iter().filter(|alarm| alarm.is_past(now) && !alarm.is_seen());
        let named =
            |alarm: &Alarm| candidate(&run.alarm_name(alarm.kind), account.alarm_title(alarm.kind).as_str());
        rings.map(named).collect()
    })
}

/// The timers that run, by their numbers.
pub(super) fn timers() -> Candidates {
    there(|run, settings| {
        let account = Account::new(run, settings.lang, &settings.zone);
        let alarms = run.alarms(&settings.zone);
        let timers = alarms.iter().filter(|alarm| matches!(alarm.kind, AlarmKind::Timer(_))).enumerate();
        let named = |(n, alarm): (usize, &Alarm)| {
            candidate(&(n + 1).to_string(), account.alarm_title(alarm.kind).as_str())
        };
        timers.map(named).collect()
    })
}

/// The pieces of evidence, by their numbers.
pub(super) fn evidence() -> Candidates {
    there(|run, _| {
        let pieces = run.evidence().map(|fact| name::evidence(run, fact.id));
        pieces.map(|(number, name)| candidate(&number.to_string(), name.as_str())).collect()
    })
}

/// The rows of every table.
pub(super) fn rows() -> Candidates {
    there(|run, settings| {
        let rows = run.asks().iter().flat_map(|ask| ask.rows.iter().map(move |row| (&ask.id, row)));
        rows.map(|(table, row)| {
            let name = name::row(run, table, row, settings.lang, &settings.zone);
            candidate(name.as_str(), name::ask_of(run, table, settings.lang).as_str())
        })
        .collect()
    })
}

/// The records that stand side by side.
pub(super) fn sides() -> Candidates {
    there(|run, settings| {
        let account = Account::new(run, settings.lang, &settings.zone);
        let entry = |side: settle::Side| {
            let entry = account.entry(run.place(side.id)?)?;
            Some(candidate(&side.id.to_string(), entry.sentence.as_str()))
        };
        settle::sides(run).into_iter().filter_map(entry).collect()
    })
}

//! When the screen must next change although nobody types: a function of the state and its `now`.
//!
//! The loop sleeps until then. Where nothing runs that is shown, there is no such moment, and an idle screen
//! writes nothing.

use chrono::NaiveTime;

use super::console::{RESTS_AFTER_MICROS, SAVING_AFTER_MICROS, Whereabouts};
use super::figure::{self, Figure};
use super::{App, Console, Overlay, Room};
use crate::run::Alarm;
use crate::time::{BootTime, Moment, Now};

/// How many times that nobody has seen pass are shown at once at most, so that no more are waited for.
pub const MAX_TIMES_SHOWN: usize = 20;

/// When the screen next reads differently, on the clock that nobody sets.
pub fn changes_at(app: &App) -> Option<BootTime> {
    let (wall, saving) = match &app.room {
        Room::Home(_) => (home_change(app), None),
        Room::Console(console) => (console_change(app, console), saving_shows(app, console)),
    };
    let wall = wall.map(|moment| on_boot_clock(moment, app.now));
    let tells = app.console().and_then(tells_where).filter(|at| *at > app.now.boot);
    [wall, saving, app.held.waits_until(), tells].into_iter().flatten().min()
}

/// When the others are told where the person is, which changes nothing on this screen.
pub(super) fn tells_where(console: &Console) -> Option<BootTime> {
    let Whereabouts { step, since, told } = console.whereabouts;
    let only_looks = console.run.is_closed() || console.journal.read_only.is_some();
    let is_told = told == Some(step) || only_looks;
    (!is_told).then_some(BootTime { micros: since.micros + RESTS_AFTER_MICROS })
}

/// What runs, or has passed and nobody has seen it, the soonest first; behind it the deadlines that somebody
/// has seen pass, since what they are about is still to be done.
pub fn times_running<'a>(app: &App, console: &'a Console) -> Vec<&'a Alarm> {
    let fresh = console.alarms.iter().filter(|alarm| !is_still_over(alarm, app.now.wall));
    let fresh = fresh.filter(|alarm| !(alarm.is_seen() && alarm.is_past(app.now.wall)));
    fresh.chain(console.alarms.iter().filter(|alarm| is_still_over(alarm, app.now.wall))).collect()
}

/// Whether somebody has seen it pass and it is not done all the same.
pub fn is_still_over(alarm: &Alarm, now: Moment) -> bool {
    alarm.is_seen() && alarm.is_past(now) && !alarm.ends_when_seen()
}

fn home_change(app: &App) -> Option<Moment> {
    let open = app.library.runs.iter().filter(|run| run.closed.is_none());
    let lang = app.settings.lang;
    open.clone().next()?;
    let due = open.clone().flat_map(|run| run.due.iter().copied()).filter(|at| *at > app.now.wall);
    let elapsed = open.filter_map(|run| run.opened).map(|at| figure::elapsed(at, app.now.wall, lang).changes);
    elapsed.chain(due).chain(midnight(app)).min()
}

fn console_change(app: &App, console: &Console) -> Option<Moment> {
    if console.run.is_closed() && console.alarms.is_empty() {
        return None;
    }
    let (now, lang) = (app.now.wall, app.settings.lang);
    let elapsed = console.run.elapsed_from().map(|(from, _)| figure::elapsed(from, now, lang));
    let mut changes: Vec<Moment> = elapsed.into_iter().map(|figure| figure.changes).collect();
    changes.extend(midnight(app));
    // The next that passes rings.
    let passed = console.alarms.partition_point(|alarm| alarm.at <= now);
    changes.extend(console.alarms.get(passed).map(|alarm| alarm.at));
    // Coming near changes its colour wherever it stands.
    changes.extend(console.alarms.iter().map(Alarm::near_from).filter(|moment| *moment > now).min());
    // What somebody has seen pass is shown, too; it reads differently no oftener than once a minute.
    let (seen, fresh): (Vec<&Alarm>, Vec<&Alarm>) =
        times_running(app, console).into_iter().partition(|alarm| is_still_over(alarm, now));
    let shown = fresh.into_iter().take(MAX_TIMES_SHOWN).chain(seen);
    changes.extend(shown.map(|alarm| time_figure(alarm, now, lang).changes));
    if app.overlays.iter().any(|overlay| matches!(overlay, Overlay::Deadlines(_) | Overlay::Clock(_))) {
        changes.extend(console.alarms.iter().map(|alarm| time_figure(alarm, now, lang).changes));
    }
    changes.extend(running_figures(app, console).map(|figure| figure.changes));
    changes.into_iter().filter(|moment| *moment > now).min()
}

/// When what was today is shown with its date.
fn midnight(app: &App) -> Option<Moment> {
    let zone = &app.settings.zone;
    let tomorrow = zone.local(app.now.wall).date().succ_opt()?;
    zone.moment(tomorrow.and_time(NaiveTime::MIN)).filter(|moment| *moment > app.now.wall)
}

/// How an alarm is told.
pub fn time_figure(alarm: &Alarm, now: Moment, lang: crate::locale::Lang) -> Figure {
    figure::countdown(alarm.at, now, lang)
}

/// The running timers of the steps of the chosen phase.
fn running_figures(app: &App, console: &Console) -> impl Iterator<Item = Figure> {
    let steps = console.run.steps_of(console.phase()).iter();
    steps.filter_map(|&step| step_figure(app, console, step))
}

/// How long a running step has been worked on, beside its time budget where it has one.
pub fn step_figure(app: &App, console: &Console, step: usize) -> Option<Figure> {
    let run = &console.run;
    let state = run.steps().get(step).filter(|step| step.status == crate::run::Status::Running)?;
    let place = state.started?;
    let stated = run.facts().get(place)?.event().and_then(crate::run::Event::happened);
    let from = stated.unwrap_or_else(|| run.on_present_clock(place));
    // In a closed run nothing runs on.
    let (now, lang) = (run.closed_at().unwrap_or(app.now.wall), app.settings.lang);
    Some(match run.target_at(step, &app.settings.zone) {
        Some(until) => figure::budget(from, until, now, lang),
        None => figure::elapsed(from, now, lang),
    })
}

fn saving_shows(app: &App, console: &Console) -> Option<BootTime> {
    let shows = console.pending.iter().map(|pending| pending.since.micros + SAVING_AFTER_MICROS);
    shows.filter(|micros| *micros > app.now.boot.micros).min().map(|micros| BootTime { micros })
}

fn on_boot_clock(moment: Moment, now: Now) -> BootTime {
    let ahead = (moment - now.wall).num_microseconds().unwrap_or(i64::MAX);
    BootTime { micros: now.boot.micros.saturating_add(u64::try_from(ahead).unwrap_or(0)) }
}

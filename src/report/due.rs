//! What is due in a run: every time that has passed or is near, and a handover that nobody has confirmed.

use chrono::TimeDelta;

use super::account::Account;
use crate::locale::shift as words;
use crate::run::{Alarm, AlarmKind, Event};
use crate::runbook::Tri;
use crate::text::SafeText;
use crate::time::Moment;

/// How long a handover may wait before somebody should have confirmed it.
pub const HANDOVER_WAITS: TimeDelta = TimeDelta::minutes(15);

/// One thing that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueItem {
    /// Its name in the journal, such as `due:contain`.
    pub id: String,
    /// What it belongs to, in words.
    pub title: SafeText,
    pub at: Moment,
    pub past: bool,
    /// Somebody has seen that it passed, and it is still to be done.
    pub seen: bool,
    /// Nobody knows yet whether it applies.
    pub undecided: bool,
}

impl DueItem {
    /// What kind of time it is: the part of its name before the colon.
    pub fn kind(&self) -> &str {
        self.id.split(':').next().unwrap_or_default()
    }
}

/// What has passed, or passes within a span, the soonest first.
pub fn due(account: &Account<'_>, now: Moment, within: TimeDelta) -> Vec<DueItem> {
    let Account { run, zone, .. } = *account;
    let until = now.checked_add_signed(within).unwrap_or(Moment::MAX_UTC);
    let alarms = run.alarms(zone);
    let mut items: Vec<DueItem> = alarms
        .iter()
        .filter(|alarm| alarm.at <= until && !is_over(alarm, now))
        .map(|alarm| DueItem {
            id: run.alarm_name(alarm.kind),
            title: account.alarm_title(alarm.kind),
            at: alarm.at,
            past: alarm.is_past(now),
            seen: alarm.acknowledged,
            undecided: is_undecided(account, alarm),
        })
        .collect();
    items.extend(waiting(account, now).filter(|item| item.at <= until));
    items.sort_by_key(|item| item.at);
    items
}

/// A timer or a time budget that somebody has seen run out is over; all else is still to be done.
fn is_over(alarm: &Alarm, now: Moment) -> bool {
    match alarm.kind {
        AlarmKind::Timer(_) | AlarmKind::Target(_) => alarm.acknowledged && alarm.is_past(now),
        AlarmKind::Due(_) | AlarmKind::Cadence(_) | AlarmKind::Clock(..) => false,
    }
}

fn is_undecided(account: &Account<'_>, alarm: &Alarm) -> bool {
    match alarm.kind {
        AlarmKind::Timer(_) => false,
        AlarmKind::Target(step) | AlarmKind::Due(step) => account.run.applies(step) == Tri::Unknown,
        AlarmKind::Clock(clock, row) => {
            let states = account.run.clocks(account.zone);
            states.iter().any(|state| state.clock == clock && state.row == row && state.is_undecided())
        }
        AlarmKind::Cadence(n) => {
            account.run.beat(n, account.zone).is_some_and(|beat| beat.applies == Tri::Unknown)
        }
    }
}

/// The handover that waits for somebody.
fn waiting(account: &Account<'_>, now: Moment) -> Option<DueItem> {
    let fact = account.run.waiting_handover()?;
    let Some(Event::HandoverGiven { to, .. }) = fact.event() else { return None };
    let giver = account.run.display_of(&fact.by);
    let title = if to.trim().is_empty() {
        words::HANDOVER_FROM.with(account.lang, &[&giver])
    } else {
        words::HANDOVER_FROM_TO.with(account.lang, &[&giver, &account.run.display_of(to)])
    };
    let at = fact.at.checked_add_signed(HANDOVER_WAITS)?;
    let id = format!("handover:{}", fact.id);
    Some(DueItem { id, title, at, past: at <= now, seen: false, undecided: false })
}

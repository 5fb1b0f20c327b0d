//! What is due in a run: every time that has passed or is near, and a handover that nobody has confirmed.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::account::Account;
use super::clock;
use crate::locale::{Both, Lang, Word, clock as clock_words, shift as words};
use crate::run::{Alarm, AlarmKind, ClockState, Event, Run};
use crate::runbook::Tri;
use crate::text::SafeText;
use crate::time::{Moment, Zone};

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

/// One thing that will be due, as far as that is told by the run alone: at any moment and in any language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coming {
    id: String,
    title: Both<SafeText>,
    at: Moment,
    seen: bool,
    undecided: bool,
    /// It is over once it has passed and somebody has seen that.
    ends_when_seen: bool,
}

impl Coming {
    /// From when it is over until it is done; none where it is enough that somebody saw it pass.
    pub fn over_from(&self) -> Option<Moment> {
        (!(self.seen && self.ends_when_seen)).then_some(self.at)
    }
}

/// Everything that will be due in a run, the soonest first.
pub fn coming(run: &Run, zone: &Zone) -> Vec<Coming> {
    let [zh, en] = Lang::ALL.map(|lang| Account::new(run, lang, zone));
    let clocks = run.clocks(zone);
    let mut all: Vec<Coming> = run
        .alarms_beside(&clocks, zone)
        .iter()
        .map(|alarm| Coming {
            id: run.alarm_name(alarm.kind),
            title: Both { zh: zh.alarm_title(alarm.kind), en: en.alarm_title(alarm.kind) },
            at: alarm.at,
            seen: alarm.is_seen(),
            undecided: is_undecided(run, zone, &clocks, alarm),
            ends_when_seen: alarm.ends_when_seen(),
        })
        .collect();
    all.extend(waiting(&zh).zip(waiting(&en)).map(|((id, at, zh), (_, _, en))| Coming {
        id,
        title: Both { zh, en },
        at,
        seen: false,
        undecided: false,
        ends_when_seen: false,
    }));
    all.sort_by_key(|coming| coming.at);
    all
}

/// What of it has passed, or passes within a span.
pub fn due_of(coming: &[Coming], lang: Lang, now: Moment, within: TimeDelta) -> Vec<DueItem> {
    let until = until(now, within);
    let due = coming.iter().filter(|coming| {
        let past = coming.at <= now;
        coming.at <= until && !(past && coming.seen && coming.ends_when_seen)
    });
    due.map(|coming| DueItem {
        id: coming.id.clone(),
        title: coming.title.get(lang).clone(),
        at: coming.at,
        past: coming.at <= now,
        seen: coming.seen,
        undecided: coming.undecided,
    })
    .collect()
}

/// What has passed in a run, or passes within a span, the soonest first.
pub fn due(account: &Account<'_>, now: Moment, within: TimeDelta) -> Vec<DueItem> {
    let Account { run, zone, .. } = *account;
    let until = until(now, within);
    let clocks = run.clocks(zone);
    let alarms = run.alarms_beside(&clocks, zone);
    let is_over = |alarm: &Alarm| alarm.ends_when_seen() && alarm.is_seen() && alarm.is_past(now);
    let mut items: Vec<DueItem> = alarms
        .iter()
        .filter(|alarm| alarm.at <= until && !is_over(alarm))
        .map(|alarm| DueItem {
            id: run.alarm_name(alarm.kind),
            title: account.alarm_title(alarm.kind),
            at: alarm.at,
            past: alarm.is_past(now),
            seen: alarm.is_seen(),
            undecided: is_undecided(run, zone, &clocks, alarm),
        })
        .collect();
    let waiting = waiting(account).filter(|(_, at, _)| *at <= until);
    items.extend(waiting.map(|(id, at, title)| DueItem {
        id,
        title,
        at,
        past: at <= now,
        seen: false,
        undecided: false,
    }));
    items.sort_by_key(|item| item.at);
    items
}

fn until(now: Moment, within: TimeDelta) -> Moment {
    now.checked_add_signed(within).unwrap_or(Moment::MAX_UTC)
}

fn is_undecided(run: &Run, zone: &Zone, clocks: &[ClockState], alarm: &Alarm) -> bool {
    match alarm.kind {
        AlarmKind::Timer(_) => false,
        AlarmKind::Target(step) | AlarmKind::Due(step) => run.applies(step) == Tri::Unknown,
        AlarmKind::Clock(clock, row) => {
            clocks.iter().any(|state| state.clock == clock && state.row == row && state.is_undecided())
        }
        AlarmKind::Cadence(n) => run.beat(n, zone).is_some_and(|beat| beat.applies == Tri::Unknown),
    }
}

/// What is said of a time while nobody knows whether it applies: 待定级 where the grade decides, else 待定.
pub fn undecided(run: &Run, zone: &Zone, alarm: &Alarm) -> Option<Word> {
    let clocks = run.clocks(zone);
    let state = match alarm.kind {
        AlarmKind::Clock(clock, row) => {
            clocks.iter().find(|state| state.clock == clock && state.row == row).cloned()
        }
        AlarmKind::Timer(_) | AlarmKind::Target(_) | AlarmKind::Due(_) | AlarmKind::Cadence(_) => None,
    };
    is_undecided(run, zone, &clocks, alarm)
        .then(|| state.map_or(clock_words::UNDECIDED, |state| clock::undecided(run, &state)))
}

/// The handover that waits for somebody: its name, when it has waited long enough, and what it is.
fn waiting(account: &Account<'_>) -> Option<(String, Moment, SafeText)> {
    let fact = account.run.waiting_handover()?;
    let Some(Event::HandoverGiven { to, .. }) = fact.event() else { return None };
    let giver = account.run.display_of(&fact.by);
    let title = if to.trim().is_empty() {
        words::HANDOVER_FROM.with(account.lang, &[&giver])
    } else {
        words::HANDOVER_FROM_TO.with(account.lang, &[&giver, &account.run.display_of(to)])
    };
    let at = fact.at.checked_add_signed(HANDOVER_WAITS)?;
    Some((format!("handover:{}", fact.id), at, title))
}

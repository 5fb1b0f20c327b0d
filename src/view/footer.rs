//! The last line: what can be done now, the natural next thing first.
//!
//! The keys and words come from the table of actions. It names only what can be done at this moment.

use ratatui::layout::Rect;

use super::answers;
use super::canvas::Canvas;
use super::form_hints;
use super::paint::{self, Line};
use super::said;
use super::scene::Scene;
use crate::app::enabled::{enabled, named, only_looks};
use crate::app::find_all::Found;
use crate::app::home::HomeEntry;
use crate::app::left_list::{LeftList, Purpose};
use crate::app::next::{Natural, natural};
use crate::app::row_list::{RowDeed, RowList};
use crate::app::{
    Action, Console, DeadlineLine, Deadlines, Focus, Home, NoticeDeed, NoticePage, Overlay, Room, Sheet,
};
use crate::locale::{Word, console as words, notice as notices};
use crate::run::{AlarmKind, Status};
use crate::text::SafeText;
use crate::theme::Role;

/// A key, and what it does now.
#[derive(Clone)]
pub(super) struct Hint {
    pub(super) key: SafeText,
    pub(super) label: SafeText,
}

/// What can be done now, as keys and words.
pub(super) fn told(scene: Scene<'_>) -> Vec<(SafeText, SafeText)> {
    hints(scene).into_iter().map(|hint| (hint.key, hint.label)).collect()
}

fn hints(scene: Scene<'_>) -> Vec<Hint> {
    let mut hints = match (scene.app.overlays.last(), &scene.app.room) {
        (Some(overlay), _) => of_overlay(scene, overlay),
        (None, Room::Home(home)) => of_home(scene, home),
        (None, Room::Console(console)) => of_console(scene, console),
    };
    // The settings can leave an action without a key.
    hints.retain(|hint| !hint.key.is_empty());
    hints
}

/// Draws the last line.
pub(super) fn footer(scene: Scene<'_>, buf: &mut Canvas<'_>, area: Rect) {
    let hints = hints(scene);
    let status = said::status(scene, area.width);
    let used = usize::from(paint::put_right(buf, area.right(), area.y, area.width, &status.0));
    let width = usize::from(area.width) - used;
    let line = laid_out(scene, &hints, width);
    paint::put(buf, area.x, area.y, width as u16, &line.0);
}

/// As many hints as fit. The first, which is the natural next thing, and the last two, which lead to all the
/// others, have room before the rest.
fn laid_out(scene: Scene<'_>, hints: &[Hint], width: usize) -> Line {
    let drawn: Vec<Line> = hints.iter().map(|hint| drawn(scene, hint)).collect();
    let last = drawn.len().saturating_sub(1);
    let mut order: Vec<usize> = vec![0, last, last.saturating_sub(1)];
    order.extend(0..drawn.len());
    let mut shown = vec![false; drawn.len()];
    let mut room = width;
    for n in order {
        let Some(hint) = drawn.get(n).filter(|_| !shown[n]) else { continue };
        if hint.width() <= room {
            (shown[n], room) = (true, room - hint.width());
        }
    }
    let shown = drawn.iter().zip(shown).filter(|(_, is_shown)| *is_shown);
    shown.fold(Line::default(), |line, (hint, _)| line.joined(hint))
}

fn drawn(scene: Scene<'_>, hint: &Hint) -> Line {
    scene
        .line(" ", Role::Text)
        .with(hint.key.clone(), scene.style(Role::Key))
        .with(" ", scene.style(Role::KeyLabel))
        .with(hint.label.clone(), scene.style(Role::KeyLabel))
        .with(" ", scene.style(Role::Text))
}

fn of_console(scene: Scene<'_>, console: &Console) -> Vec<Hint> {
    let mut hints = Vec::new();
    if let Some(word) = enter_word(natural(console)).filter(|_| enabled(scene.app, Action::Next).is_ok()) {
        hints.push(hint(scene, "Enter", word));
    }
    if console.zoomed {
        let key = SafeText::line(&scene.app.settings.keys.first(Action::Focus));
        hints.push(Hint { key, label: scene.word(words::LEAVE_ZOOM) });
    }
    if console.focus != Focus::Steps {
        hints.push(of_action(scene, Action::SwitchFocus));
    }
    for action in in_order(scene, console) {
        if enabled(scene.app, action).is_ok() {
            hints.push(of_action(scene, action));
        }
    }
    hints.push(of_action(scene, Action::Palette));
    hints.push(of_action(scene, Action::Help));
    hints
}

/// What Enter does now.
pub(super) const fn enter_word(natural: Natural) -> Option<Word> {
    match natural {
        Natural::Start => Some(words::ENTER_START),
        Natural::Finish => Some(words::ENTER_FINISH),
        Natural::Confirm => Some(words::ENTER_CONFIRM),
        Natural::Rows => Some(words::ENTER_ROWS),
        Natural::Unblock => Some(words::ENTER_UNBLOCK),
        Natural::StartAgain => Some(words::ENTER_START_AGAIN),
        Natural::Call => Some(words::ENTER_CALL),
        Natural::Nothing => None,
    }
}

/// Actions in the order of their use at this moment.
fn in_order(scene: Scene<'_>, console: &Console) -> Vec<Action> {
    let run = &console.run;
    if run.is_closed() {
        return vec![Action::ReopenRun, Action::History, Action::StepSheet, Action::Leave];
    }
    let mut order = Vec::new();
    if scene.times.first().is_some_and(|alarm| alarm.is_past(scene.now()) && !alarm.is_seen()) {
        let is_update = scene.times.first().is_some_and(|alarm| matches!(alarm.kind, AlarmKind::Cadence(_)));
        order.extend(is_update.then_some(Action::Update));
        order.push(Action::Acknowledge);
    }
    if let Some(state) = run.steps().get(console.step) {
        if state.conflict {
            order.push(Action::Settle);
        }
        if state.status.is_settled()
            || run.next_step().is_some_and(|next| run.steps()[next].phase != state.phase)
        {
            order.push(Action::NextOpen);
        }
        if state.status == Status::Done && run.misses_signature(state) {
            order.push(Action::Sign);
        }
        let has_asks = run.in_book(state).is_some_and(|step| !step.asks.is_empty());
        if !state.status.is_settled() && has_asks {
            order.push(Action::Asks);
        }
        if !state.status.is_settled() && run.misses_evidence(console.step) {
            order.push(Action::Evidence);
        }
    }
    for action in [
        // Behind the fold lie the lines that keep people from harm, so the way to them comes early.
        Action::StepSheet,
        Action::Skip,
        Action::Note,
        Action::Evidence,
        Action::Asks,
        Action::Timer,
        Action::Reopen,
        Action::Find,
        Action::History,
    ] {
        if !order.contains(&action) {
            order.push(action);
        }
    }
    if run.next_step().is_none() {
        order.insert(0, Action::CloseRun);
    }
    order
}

fn of_home(scene: Scene<'_>, home: &Home) -> Vec<Hint> {
    let mut hints = Vec::new();
    match home.shown.get(home.cursor) {
        Some(HomeEntry::OpenRun(_)) => hints.push(hint(scene, "Enter", words::ENTER_RETURN)),
        Some(HomeEntry::Runbook(_)) => hints.push(hint(scene, "Enter", words::ENTER_OPEN_RUN)),
        Some(HomeEntry::ClosedRun(_)) => hints.push(hint(scene, "Enter", words::ENTER_OPEN)),
        None => {}
    }
    hints.extend((!home.shown.is_empty()).then(|| move_hint(scene)));
    let clears = if home.query.is_empty() { words::KEY_QUIT } else { words::KEY_CLEAR };
    hints.push(hint(scene, "Esc", clears));
    hints.push(of_action(scene, Action::Help));
    hints
}

#[allow(clippy::too_many_lines)] // an arm for each overlay
pub(super) fn of_overlay(scene: Scene<'_>, overlay: &Overlay) -> Vec<Hint> {
    let back = || hint(scene, "Esc", words::ESC_BACK);
    match overlay {
        Overlay::Form(form) => form_hints::of_form(scene, form),
        Overlay::Reason(_) => vec![
            hint(scene, "Enter", words::ENTER_RECORD),
            hint(scene, "1-9", words::KEY_DIGIT),
            move_hint(scene),
            back(),
        ],
        Overlay::Settle(_) => vec![
            hint(scene, "Enter", words::ENTER_CHOOSE),
            hint(scene, "1-9", words::KEY_DIGIT),
            move_hint(scene),
            back(),
        ],
        Overlay::Sheet(sheet) => of_sheet(scene, sheet),
        Overlay::Palette(finder) if finder.hits.is_empty() => vec![back()],
        Overlay::Palette(finder) => {
            let mut hints = Vec::new();
            let chosen = finder.hits.get(finder.cursor).map(|hit| hit.item);
            if chosen.is_some_and(|action| enabled(scene.app, action).is_ok()) {
                hints.push(hint(scene, "Enter", words::ENTER_DO));
            }
            // Once something is typed, a digit is typed too.
            hints.extend(finder.query.is_empty().then(|| hint(scene, "1-9", words::KEY_DIGIT)));
            hints.extend([move_hint(scene), back()]);
            hints
        }
        Overlay::Find(finder) if finder.hits.is_empty() => vec![back()],
        Overlay::Find(finder) => {
            let opens =
                finder.hits.get(finder.cursor).is_some_and(|hit| matches!(hit.item, Found::Record(_)));
            let enter = if opens { words::ENTER_DETAIL } else { words::ENTER_GO };
            vec![hint(scene, "Enter", enter), move_hint(scene), back()]
        }
        Overlay::History(history) if history.typing => {
            vec![hint(scene, "Enter", words::ENTER_SEARCH), move_hint(scene), back()]
        }
        Overlay::History(history) => {
            let rows = !history.shown.is_empty();
            let mut hints = Vec::new();
            hints.extend(rows.then(|| hint(scene, "Enter", words::ENTER_DETAIL)));
            hints.push(Hint { label: scene.word(words::KEY_SEARCH), ..of_action(scene, Action::Find) });
            hints.push(hint(scene, "Tab", words::KEY_TAB_FILTER));
            hints.extend(rows.then(|| move_hint(scene)));
            hints.push(back());
            hints
        }
        Overlay::Record(record) if !record.deeds.is_empty() => {
            vec![hint(scene, "Enter", words::ENTER_DO), move_hint(scene), back()]
        }
        Overlay::Deadlines(list) => of_deadlines(scene, list),
        Overlay::Clock(sheet) if !sheet.deeds.is_empty() => {
            vec![hint(scene, "Enter", words::ENTER_DO), move_hint(scene), back()]
        }
        Overlay::Copied(_)
        | Overlay::Record(_)
        | Overlay::Help { .. }
        | Overlay::Clock(_)
        | Overlay::ClockHelp { .. }
        | Overlay::StepSheet { .. }
        | Overlay::Measures { .. } => {
            let scroll =
                SafeText::line(&format!("{}{}", scene.glyphs().more_above, scene.glyphs().more_below));
            vec![Hint { key: scroll, label: scene.word(words::KEY_SCROLL) }, back()]
        }
        Overlay::People(_) | Overlay::Timers(_) | Overlay::Handover(_) if only_looks(scene.app) => {
            vec![move_hint(scene), back()]
        }
        Overlay::People(_) | Overlay::Timers(_) | Overlay::Handover(_) => vec![
            hint(scene, "1-9", words::KEY_DIGIT),
            hint(scene, "Enter", words::ENTER_FIRST_DEED),
            move_hint(scene),
            back(),
        ],
        Overlay::Notices(list) => of_notices(scene, list.of.is_some()),
        Overlay::Notice(page) => of_notice(scene, page),
        Overlay::Left(list) => of_left(scene, *list),
        Overlay::Rows(list) => of_rows(scene, list),
        Overlay::Quit => {
            vec![hint(scene, "Enter", words::ENTER_LEAVE), hint(scene, "Esc", words::ESC_STAY)]
        }
    }
}

/// In the asks, or in the rows of one.
fn of_sheet(scene: Scene<'_>, sheet: &Sheet) -> Vec<Hint> {
    let leave = [move_hint(scene), hint(scene, "Esc", words::ESC_BACK)];
    let Some(run) = scene.app.console().map(|console| &console.run) else { return leave.into() };
    let table = sheet.table.and_then(|ask| run.asks().get(ask));
    if only_looks(scene.app) {
        let chosen = sheet.asks.get(sheet.cursor).and_then(|place| run.book.asks.get(*place));
        let opens = table.is_none() && chosen.is_some_and(answers::is_table);
        let enter = opens.then(|| hint(scene, "Enter", words::ENTER_OPEN));
        return enter.into_iter().chain(leave).collect();
    }
    let enter = match table.map(|table| table.rows.len()) {
        None => words::ENTER_FILL,
        Some(rows) if sheet.cursor < rows => words::ENTER_CHANGE_ROW,
        Some(_) => words::ENTER_ADD_ROW,
    };
    let mut hints = vec![hint(scene, "Enter", enter)];
    hints.extend(table.filter(|table| table.rows.is_empty()).map(|table| match &table.answer {
        None => hint(scene, "n", words::KEY_NO_ROWS),
        Some(_) => hint(scene, "x", words::KEY_TAKE_BACK),
    }));
    hints.extend(leave);
    hints
}

fn of_left(scene: Scene<'_>, list: LeftList) -> Vec<Hint> {
    let (enter, esc) = match list.purpose {
        Purpose::Look => (words::ENTER_GO, words::ESC_BACK),
        Purpose::Phase(_) => (words::ENTER_CALL, words::ESC_NOT_YET),
        Purpose::Closing => (words::ENTER_CLOSE, words::ESC_BACK),
    };
    let enter = if list.cursor < list.first_step() { enter } else { words::ENTER_GO };
    let rows = vec![hint(scene, "1-9", words::KEY_DIGIT), move_hint(scene)];
    [vec![hint(scene, "Enter", enter)], rows, vec![hint(scene, "Esc", esc)]].concat()
}

/// In the rows of a step: what becomes of the chosen one, or of all that are left.
fn of_rows(scene: Scene<'_>, list: &RowList) -> Vec<Hint> {
    let Some(console) = scene.app.console() else { return Vec::new() };
    let run = &console.run;
    let is_all = list.cursor >= list.rows(run).len();
    let enter = match list.deed_at(run, list.cursor) {
        RowDeed::Done | RowDeed::Skip | RowDeed::NotApplicable | RowDeed::Reopen if is_all => words::KEY_ALL,
        RowDeed::Done => words::ROW_DONE,
        RowDeed::Skip => words::ROW_SKIP,
        RowDeed::NotApplicable => words::ROW_NOT_APPLICABLE,
        RowDeed::Reopen => words::ROW_REOPEN,
    };
    let mut hints = vec![hint(scene, "Enter", enter), hint(scene, "1-9", words::KEY_DIGIT)];
    if list.has_all(run) && !is_all {
        hints.push(hint(scene, "a", words::KEY_ALL));
    }
    hints.extend([move_hint(scene), hint(scene, "Esc", words::ESC_BACK)]);
    hints
}

fn of_deadlines(scene: Scene<'_>, list: &Deadlines) -> Vec<Hint> {
    let back = hint(scene, "Esc", words::ESC_BACK);
    let Some(console) = scene.app.console() else { return vec![back] };
    let Some(chosen) = console.deadlines().get(list.cursor).map(DeadlineLine::kind) else {
        return vec![back];
    };
    let mut alarms = console.alarms.iter().filter(|alarm| alarm.kind == chosen);
    let rings = alarms.any(|alarm| alarm.is_past(scene.now()) && !alarm.is_seen());
    let mut hints = vec![hint(scene, "Enter", words::ENTER_OPEN)];
    hints.extend(rings.then(|| hint(scene, "m", Action::Acknowledge.declaration().word)));
    hints.extend([move_hint(scene), hint(scene, "?", words::KEY_CLOCK_HELP), back]);
    hints
}

/// In the list of notices, or in the rows of one.
fn of_notices(scene: Scene<'_>, are_rows: bool) -> Vec<Hint> {
    let mut hints = vec![hint(scene, "Enter", words::ENTER_OPEN)];
    if are_rows && !only_looks(scene.app) {
        hints.push(hint(scene, "s", notices::SEND));
        hints.push(hint(scene, "x", notices::DEED_NOT_NEEDED));
    }
    hints.extend([move_hint(scene), hint(scene, "Esc", words::ESC_BACK)]);
    hints
}

/// At one notice: typing into it, or choosing what to do.
fn of_notice(scene: Scene<'_>, page: &NoticePage) -> Vec<Hint> {
    if page.writing {
        return vec![
            hint(scene, "Tab", notices::DEED_NEXT_GAP),
            hint(scene, "Ctrl-S", notices::DEED_KEEP),
            hint(scene, "Esc", notices::STOP_WRITING),
        ];
    }
    let chosen = NoticeDeed::ALL.get(page.cursor).copied().unwrap_or(NoticeDeed::Edit);
    vec![
        Hint { key: SafeText::word("Enter"), label: scene.word(chosen.word()) },
        hint(scene, "1-9", words::KEY_DIGIT),
        move_hint(scene),
        hint(scene, "Esc", words::ESC_BACK),
    ]
}

pub(super) fn move_hint(scene: Scene<'_>) -> Hint {
    let arrows = format!("{}{}", scene.glyphs().more_above, scene.glyphs().more_below);
    Hint { key: SafeText::line(&arrows), label: scene.word(words::KEY_MOVE) }
}

pub(super) fn hint(scene: Scene<'_>, key: &'static str, word: Word) -> Hint {
    Hint { key: SafeText::word(key), label: scene.word(word) }
}

pub(super) fn of_action(scene: Scene<'_>, action: Action) -> Hint {
    let key = scene.app.settings.keys.first(action);
    Hint { key: SafeText::line(&key), label: scene.word(named(scene.app, action).0) }
}

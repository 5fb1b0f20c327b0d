//! Everything that runs: clocks by what is left, then timers and the times of steps; below, the chosen one.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::header::listed_title;
use super::page;
use super::paint::{self, Line, Scroll};
use super::popup;
use super::row::{self, row};
use super::scene::{Ink, Scene};
use super::step_facts::labelled;
use super::window::window;
use crate::app::Target;
use crate::app::{Console, DeadlineLine, Deadlines, is_idle, next_change};
use crate::locale::{Word, clock as clock_words, console as words};
use crate::report::account::Account;
use crate::report::clock::{self, ClockAccount};
use crate::run::{Alarm, ClockStanding, ClockState};
use crate::runbook::Tri;
use crate::text::SafeText;
use crate::theme::Role;

/// Columns of what is left, at the left of a row.
const FIGURE_COLUMNS: usize = 13;

/// On a wide screen, where every word for how a clock stands fits; and on a narrow one.
const WIDE_FIGURE_COLUMNS: usize = 15;
const NARROW_FIGURE_COLUMNS: usize = 12;

/// At most this many rows for the chosen one, and more where the list leaves them blank.
const DETAIL_ROWS: usize = 8;

/// From this many columns on a row says that its start is disputed, and when it is due: what it is about comes first.
const DISPUTED_FROM: u16 = 90;
const DUE_FROM: u16 = 56;

/// From this many columns on it says when it is due beside other marks.
const DUE_BESIDE_FROM: u16 = 72;

/// What stands in the place of a label that was just there.
const SAME: Word = Word { zh: "", en: "" };

/// One row of the list.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Heading(Word),
    Line(usize, DeadlineLine<'a>),
}

/// Draws the list. Nothing is typed in it.
pub(super) fn deadlines(
    scene: Scene<'_>,
    console: &Console,
    list: &Deadlines,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let inside = popup::whole(scene, buf, area, &scene.word(words::DEADLINES));
    let lines = console.deadlines();
    if lines.is_empty() {
        let line =
            scene.line(" ", Role::Text).with(scene.word(words::NOTHING_RUNS), scene.style(Role::TextDim));
        row::lines(buf, inside, &[line]);
        return None;
    }
    let entries = entries(&lines);
    let rows = usize::from(inside.height);
    let chosen = list.cursor.min(lines.len() - 1);
    let detail = match lines[chosen] {
        DeadlineLine::Clock(state) => {
            in_short(scene, console, state, page::columns(inside), rows.saturating_sub(entries.len() + 1))
        }
        DeadlineLine::Alarm(alarm) => of_step_in_short(scene, console, alarm, page::columns(inside)),
    };
    let foot = match detail.len() {
        0 => 0,
        all => {
            (DETAIL_ROWS.min(all) + 1).min(rows / 2).max((all + 1).min(rows.saturating_sub(entries.len())))
        }
    };
    let height = usize::from(inside.height) - foot;
    let at = entries.iter().position(|entry| matches!(entry, Entry::Line(n, _) if *n == chosen));
    let shown = window(entries.len(), height, at.unwrap_or(0));
    let body = Rect { height: height as u16, ..inside };
    for (n, entry) in entries[shown.clone()].iter().enumerate() {
        match *entry {
            Entry::Heading(word) => {
                let line = scene.line(" ", Role::Title).with(scene.word(word), scene.style(Role::Title));
                row(scene, buf, row::nth(body, n), scene.ink(None), &line, &Line::default());
            }
            Entry::Line(place, line) => {
                let ink = scene.ink((place == chosen).then_some(Role::Cursor));
                buf.mark(row::nth(body, n), Target::Entry(place));
                one(scene, console, buf, row::nth(body, n), ink, (place, place == chosen, line));
            }
        }
    }
    let scroll = Scroll { first: shown.start, shown: shown.len(), total: entries.len() };
    paint::scrollbar(
        buf,
        body.right() - 1,
        body.y,
        body.height,
        scroll,
        scene.glyphs(),
        scene.style(Role::BorderFocus),
    );
    if foot > 0 {
        let below = row::below(inside, height);
        paint::horizontal(buf, below.x, below.y, below.width, scene.glyphs(), scene.style(Role::Border));
        let text = row::below(below, 1);
        let text = Rect { x: text.x + 1, width: text.width.saturating_sub(2), ..text };
        row::lines(buf, text, &cut(scene, detail, text));
    }
    None
}

/// As many lines as there is room for; the last one says if there are more.
fn cut(scene: Scene<'_>, mut lines: Vec<Line>, area: Rect) -> Vec<Line> {
    let rows = usize::from(area.height);
    if lines.len() > rows {
        lines.truncate(rows);
        let ellipsis = scene.glyphs().ellipsis;
        if let Some(last) = lines.last_mut() {
            let more = std::mem::take(last).with(ellipsis, scene.style(Role::TextDim));
            *last = paint::fit(&more, area.width.into(), ellipsis);
        }
    }
    lines
}

fn entries<'a>(lines: &[DeadlineLine<'a>]) -> Vec<Entry<'a>> {
    let mut entries = Vec::with_capacity(lines.len() + 3);
    let mut heading = None;
    for (n, line) in lines.iter().enumerate() {
        let word = match line {
            DeadlineLine::Clock(state) if is_idle(state) => words::IDLE,
            DeadlineLine::Clock(_) => words::OF_LAW,
            DeadlineLine::Alarm(_) => words::OF_STEPS,
        };
        if heading != Some(word) {
            entries.push(Entry::Heading(word));
            heading = Some(word);
        }
        entries.push(Entry::Line(n, *line));
    }
    entries
}

fn one(
    scene: Scene<'_>,
    console: &Console,
    buf: &mut Canvas<'_>,
    area: Rect,
    ink: Ink<'_>,
    (place, is_chosen, line): (usize, bool, DeadlineLine<'_>),
) {
    let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
    let number = match (area.width < DUE_FROM, place < 9) {
        (true, _) => SafeText::default(),
        (false, true) => SafeText::line(&format!("{} ", place + 1)),
        (false, false) => SafeText::line("  "),
    };
    let (figure, role, glyph, right) = match line {
        DeadlineLine::Clock(state) => of_clock(scene, console, ink, state, area.width),
        DeadlineLine::Alarm(alarm) => of_alarm(scene, console, ink, alarm),
    };
    let right = right.with("  ", ink.ground());
    let columns = match area.width {
        ..DUE_FROM => NARROW_FIGURE_COLUMNS,
        DUE_FROM..DISPUTED_FROM => FIGURE_COLUMNS,
        DISPUTED_FROM.. => WIDE_FIGURE_COLUMNS,
    };
    let gap = columns.saturating_sub(figure.width(scene.ambiguous())).max(1);
    let gap = SafeText::line(&" ".repeat(gap));
    let title_role = if role == Role::TextDim { Role::TextDim } else { Role::Text };
    let left = Line::new(cursor, ink.of(Role::TextStrong))
        .with(number, ink.of(Role::Key))
        .with(glyph, ink.of(role))
        .with(" ", ink.ground())
        .with(figure, ink.of(role))
        .with(gap, ink.ground());
    let room = usize::from(area.width).saturating_sub(left.width() + right.width() + 1);
    let title = match line {
        DeadlineLine::Clock(state) => {
            clock::title_row_first(&console.run, state.clock, state.row, scene.lang())
        }
        DeadlineLine::Alarm(alarm) => listed_title(scene, &console.run, alarm, room),
    };
    row(scene, buf, area, ink, &left.with(title, ink.of(title_role)), &right);
}

type Drawn = (SafeText, Role, &'static str, Line);

fn of_clock(scene: Scene<'_>, console: &Console, ink: Ink<'_>, state: &ClockState, columns: u16) -> Drawn {
    let run = &console.run;
    let glyphs = scene.glyphs();
    let word = scene.word(clock::standing(run, state, scene.now()));
    let mut right = Line::default();
    let mut mark = |text: SafeText, role: Role| add_mark(scene, ink, &mut right, text, role);
    let is_seen = run.clock_seen(state).is_some() && state.is_overdue(run.clock_now(state, scene.now()));
    if is_seen {
        mark(scene.word(words::SEEN), Role::TextDim);
    }
    if state.is_undecided() {
        mark(scene.word(clock::undecided(run, state)), Role::Warning);
    }
    if state.is_disputed() && state.standing == ClockStanding::Running && columns >= DISPUTED_FROM {
        mark(scene.word(words::DISPUTED), Role::Warning);
    }
    let (figure, role, glyph) = match state.standing {
        ClockStanding::Running => {
            let now = run.clock_now(state, scene.now());
            let due = state.due().unwrap_or(now);
            let due_from = if is_seen || state.is_undecided() { DUE_BESIDE_FROM } else { DUE_FROM };
            if columns >= due_from {
                mark(due_text(scene, state), Role::TextDim);
            }
            let figure = crate::app::figure::countdown(due, now, scene.lang()).text;
            let near = console.alarms.iter().any(|alarm| {
                alarm.kind == crate::run::AlarmKind::Clock(state.clock, state.row)
                    && alarm.is_near(scene.now())
            });
            match (state.is_overdue(now), near) {
                (true, _) => (figure, Role::DeadlinePast, glyphs.late),
                (false, true) => (figure, Role::DeadlineNear, glyphs.deadline),
                (false, false) => (figure, Role::DeadlineFar, glyphs.deadline),
            }
        }
        ClockStanding::WithoutNumber => (word, Role::Text, glyphs.open),
        ClockStanding::LimitMissing => (word, Role::Warning, glyphs.warning),
        ClockStanding::NotStarted | ClockStanding::NoRows => (word, Role::TextDim, glyphs.open),
        ClockStanding::Met => {
            let met = state.met.map(|met| scene.short_time(met.at)).unwrap_or_default();
            if state.was_met_late() {
                mark(scene.word(words::LATE), Role::DeadlinePast);
            }
            mark(met, Role::TextDim);
            (word, Role::StepDone, glyphs.done)
        }
        ClockStanding::NotApplicable(_) => (word, Role::TextDim, glyphs.not_applicable),
    };
    (figure, role, glyph, right)
}

/// What is to be known of a row, at its right; between two such things stands a dot.
fn add_mark(scene: Scene<'_>, ink: Ink<'_>, right: &mut Line, text: SafeText, role: Role) {
    if !right.0.is_empty() {
        right.push(" ", ink.ground());
        right.push(scene.glyphs().dot, ink.of(Role::TextDim));
        right.push(" ", ink.ground());
    }
    right.push(text, ink.of(role));
}

/// The last day with its midnight, or the moment.
fn due_text(scene: Scene<'_>, state: &ClockState) -> SafeText {
    let end = state.leading().and_then(|reading| reading.end.as_ref());
    match end.and_then(|end| end.last_day) {
        Some(day) => SafeText::line(&day.format("%m-%d 24:00").to_string()),
        None => end.map(|end| scene.short_time(end.at)).unwrap_or_default(),
    }
}

fn of_alarm(scene: Scene<'_>, console: &Console, ink: Ink<'_>, alarm: &Alarm) -> Drawn {
    let glyphs = scene.glyphs();
    let (role, glyph) = match (alarm.is_past(scene.now()), alarm.is_near(scene.now())) {
        (true, _) => (Role::DeadlinePast, glyphs.late),
        (false, true) => (Role::DeadlineNear, glyphs.deadline),
        (false, false) => (Role::DeadlineFar, glyphs.deadline),
    };
    let figure = next_change::time_figure(alarm, scene.now(), scene.lang()).text;
    let mut right = Line::default();
    if next_change::is_still_over(alarm, scene.now()) {
        add_mark(scene, ink, &mut right, scene.word(words::SEEN), Role::TextDim);
    }
    if let crate::run::AlarmKind::Cadence(n) = alarm.kind
        && console.run.beat(n, scene.zone()).is_some_and(|beat| beat.applies == Tri::Unknown)
    {
        add_mark(scene, ink, &mut right, scene.word(words::UNDECIDED), Role::Warning);
    }
    add_mark(scene, ink, &mut right, scene.due_time(alarm.at), Role::TextDim);
    (figure, role, glyph, right)
}

/// Who has seen the time of a step pass; the step itself is a key away.
fn of_step_in_short(scene: Scene<'_>, console: &Console, alarm: &Alarm, columns: usize) -> Vec<Line> {
    let seen = alarm.acknowledged.filter(|_| next_change::is_still_over(alarm, scene.now()));
    let Some(fact) = seen.and_then(|place| console.run.facts().get(place)) else { return Vec::new() };
    let (by, at) = (console.run.display_of(&fact.by), scene.zone().minute(fact.at));
    let fact = (clock_words::SEEN, scene.phrase(clock_words::SEEN_STEP_BY, &[&by, &at]));
    labelled_facts(scene, [fact].iter(), columns)
}

/// What a person has to know first about a clock; all there is to know, as far as the list leaves rows for it.
fn in_short(
    scene: Scene<'_>,
    console: &Console,
    state: &ClockState,
    columns: usize,
    blank: usize,
) -> Vec<Line> {
    let account = Account::new(&console.run, scene.lang(), scene.zone());
    let told = ClockAccount::new(account, state);
    let wanted = [
        clock_words::WHY,
        clock_words::MET,
        clock_words::DUE,
        clock_words::SEEN,
        clock_words::STARTS,
        clock_words::LIMIT,
        clock_words::TO_WHOM,
        clock_words::BY_WHOM,
        clock_words::MEETS,
        clock_words::BASIS,
    ];
    let facts = told.facts();
    let short = labelled_facts(scene, facts.iter().filter(|(word, _)| wanted.contains(word)), columns);
    if blank <= short.len() {
        return short;
    }
    labelled_facts(scene, facts.iter(), columns)
}

pub(super) fn labelled_facts<'a>(
    scene: Scene<'_>,
    facts: impl Iterator<Item = &'a (Word, SafeText)>,
    columns: usize,
) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut before = None;
    for (word, text) in facts {
        let line = scene.line(text.clone(), role_of(*word));
        let label = if before == Some(*word) { SAME } else { *word };
        lines.extend(labelled(scene, label, &[line], columns, page::LABEL_COLUMNS));
        before = Some(*word);
    }
    lines
}

fn role_of(word: Word) -> Role {
    if word == clock_words::DUE || word == clock_words::MET {
        Role::TextStrong
    } else if word == clock_words::WHY {
        Role::Warning
    } else {
        Role::Text
    }
}

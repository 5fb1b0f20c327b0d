//! Everything that runs: clocks by what is left, then timers and the times of steps; below, the chosen one.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::header::alarm_title;
use super::page;
use super::paint::{self, Line, Scroll, wrap_line};
use super::popup;
use super::row::{self, row};
use super::scene::{Ink, Scene};
use super::step_facts::labelled;
use super::window::window;
use crate::app::Target;
use crate::app::{ClockSheet, Console, DeadlineLine, Deadlines, next_change};
use crate::locale::{Word, clock as clock_words, console as words};
use crate::report::account::Account;
use crate::report::clock::{self, ClockAccount};
use crate::run::{Alarm, ClockStanding, ClockState};
use crate::text::SafeText;
use crate::theme::Role;

/// Columns of what is left, at the left of a row.
const FIGURE_COLUMNS: usize = 13;

/// And on a narrow screen.
const NARROW_FIGURE_COLUMNS: usize = 12;

/// At most this many rows for the chosen one, and more where the list leaves them blank.
const DETAIL_ROWS: usize = 8;

/// From this many columns on a row says that its start is disputed, and when it is due: what it is about comes first.
const DISPUTED_FROM: u16 = 90;
const DUE_FROM: u16 = 56;

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
    let chosen = list.cursor.min(lines.len() - 1);
    let detail = match lines[chosen] {
        DeadlineLine::Clock(state) => in_short(scene, console, state, page::columns(inside)),
        DeadlineLine::Alarm(_) => Vec::new(),
    };
    let rows = usize::from(inside.height);
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
    let mut entries = Vec::with_capacity(lines.len() + 2);
    let mut heading = None;
    for (n, line) in lines.iter().enumerate() {
        let word = match line {
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
    let (figure, role, glyph, title, right) = match line {
        DeadlineLine::Clock(state) => of_clock(scene, console, ink, state, area.width),
        DeadlineLine::Alarm(alarm) => of_alarm(scene, console, ink, alarm, usize::from(area.width)),
    };
    let columns = if area.width < DUE_FROM { NARROW_FIGURE_COLUMNS } else { FIGURE_COLUMNS };
    let left_over = columns.saturating_sub(figure.width(scene.ambiguous()));
    let gap = SafeText::line(&" ".repeat(left_over.max(1)));
    let title_role = if role == Role::TextDim { Role::TextDim } else { Role::Text };
    let left = Line::new(cursor, ink.of(Role::TextStrong))
        .with(number, ink.of(Role::Key))
        .with(glyph, ink.of(role))
        .with(" ", ink.ground())
        .with(figure, ink.of(role))
        .with(gap, ink.ground())
        .with(title, ink.of(title_role));
    row(scene, buf, area, ink, &left, &right.with("  ", ink.ground()));
}

type Drawn = (SafeText, Role, &'static str, SafeText, Line);

fn of_clock(scene: Scene<'_>, console: &Console, ink: Ink<'_>, state: &ClockState, columns: u16) -> Drawn {
    let run = &console.run;
    let glyphs = scene.glyphs();
    let title = clock::title(run, state.clock, state.row, scene.lang());
    let word = scene.word(clock::standing(run, state, scene.now()));
    let mut right = Line::default();
    let mut mark = |text: SafeText, role: Role| {
        right.push(" ", ink.ground());
        right.push(text, ink.of(role));
    };
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
            if columns >= DUE_FROM {
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
    (figure, role, glyph, title, right)
}

/// The last day with its midnight, or the moment.
fn due_text(scene: Scene<'_>, state: &ClockState) -> SafeText {
    let end = state.leading().and_then(|reading| reading.end.as_ref());
    match end.and_then(|end| end.last_day) {
        Some(day) => SafeText::line(&day.format("%m-%d 24:00").to_string()),
        None => end.map(|end| scene.short_time(end.at)).unwrap_or_default(),
    }
}

fn of_alarm(scene: Scene<'_>, console: &Console, ink: Ink<'_>, alarm: &Alarm, columns: usize) -> Drawn {
    let glyphs = scene.glyphs();
    let (role, glyph) = match (alarm.is_past(scene.now()), alarm.is_near(scene.now())) {
        (true, _) => (Role::DeadlinePast, glyphs.late),
        (false, true) => (Role::DeadlineNear, glyphs.deadline),
        (false, false) => (Role::DeadlineFar, glyphs.deadline),
    };
    let figure = next_change::time_figure(alarm, scene.now(), scene.lang()).text;
    let title = alarm_title(scene, &console.run, alarm, columns);
    (figure, role, glyph, title, Line::new(scene.short_time(alarm.at), ink.of(Role::TextDim)))
}

/// What a person has to know first about a clock.
fn in_short(scene: Scene<'_>, console: &Console, state: &ClockState, columns: usize) -> Vec<Line> {
    let account = Account::new(&console.run, scene.lang(), scene.zone());
    let told = ClockAccount::new(account, state);
    let wanted = [
        clock_words::WHY,
        clock_words::MET,
        clock_words::DUE,
        clock_words::STARTS,
        clock_words::LIMIT,
        clock_words::TO_WHOM,
        clock_words::BY_WHOM,
        clock_words::MEETS,
        clock_words::BASIS,
    ];
    let facts = told.facts();
    let facts = facts.iter().filter(|(word, _)| wanted.contains(word));
    labelled_facts(scene, facts, columns)
}

fn labelled_facts<'a>(
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

/// Draws one clock in full, and what can be done about it.
pub(super) fn clock_sheet(
    scene: Scene<'_>,
    console: &Console,
    sheet: &ClockSheet,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let state = console.clock_of(sheet)?;
    let title = clock::title(&console.run, state.clock, state.row, scene.lang());
    let inside = popup::whole(scene, buf, area, &title);
    let foot = ((sheet.deeds.len() + 1) as u16).min(inside.height / 2);
    let foot = if sheet.deeds.is_empty() { 0 } else { foot };
    let text = Rect { height: inside.height - foot, ..inside };
    let lines = sheet_lines(scene, console, state, page::columns(area));
    let shown = lines.len().min(text.height.into());
    let first = usize::from(sheet.scroll).min(lines.len() - shown);
    let scroll = Scroll { first, shown, total: lines.len() };
    let style = scene.style(Role::BorderFocus);
    paint::scrollbar(buf, text.right() - 1, text.y, text.height, scroll, scene.glyphs(), style);
    let text = Rect { x: text.x + 2, width: text.width.saturating_sub(4), ..text };
    row::lines(buf, text, &lines[first..first + shown]);
    draw_deeds(scene, sheet, buf, row::below(inside, (inside.height - foot).into()));
    None
}

fn sheet_lines(scene: Scene<'_>, console: &Console, state: &ClockState, columns: usize) -> Vec<Line> {
    let account = Account::new(&console.run, scene.lang(), scene.zone());
    let now = console.run.clock_now(state, scene.now());
    let figure = |due| crate::app::figure::countdown(due, now, scene.lang()).text;
    let mut standing = match state.due().filter(|_| state.standing == ClockStanding::Running) {
        // By how much it is over says that it is.
        Some(due) if state.is_overdue(now) => scene.line(figure(due), Role::DeadlinePast),
        Some(due) => scene
            .line(scene.word(clock_words::RUNNING), Role::TextStrong)
            .with(" ", scene.style(Role::Text))
            .with(figure(due), scene.style(Role::TextStrong)),
        None => scene.line(scene.word(clock::standing(&console.run, state, now)), Role::TextStrong),
    };
    if state.is_undecided() {
        let word = scene.word(clock::undecided(&console.run, state));
        standing = standing.with(" ", scene.style(Role::Text)).with(word, scene.style(Role::Warning));
    }
    let mut lines = labelled(scene, clock_words::STATE, &[standing], columns, page::LABEL_COLUMNS);
    let facts = ClockAccount::new(account, state).facts();
    lines.extend(labelled_facts(scene, facts.iter(), columns));
    lines.push(Line::default());
    lines.extend(wrap_line(&scene.line(scene.word(clock_words::NO_ADVICE), Role::TextDim), columns));
    lines
}

fn draw_deeds(scene: Scene<'_>, sheet: &ClockSheet, buf: &mut Canvas<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let title = scene.line(scene.word(words::DEEDS), Role::Title);
    row::rule(scene, buf, row::nth(area, 0), &title, &Line::default());
    let list = row::below(area, 1);
    for (at, n) in window(sheet.deeds.len(), list.height.into(), sheet.cursor).enumerate() {
        let is_chosen = sheet.cursor == n;
        let ink = scene.ink(is_chosen.then_some(Role::Cursor));
        let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
        let line = Line::new(cursor, ink.of(Role::TextStrong))
            .with(SafeText::line(&format!(" {} ", n + 1)), ink.of(Role::Key))
            .with(sheet.deeds[n].1.clone(), ink.of(Role::Text));
        row(scene, buf, row::nth(list, at), ink, &line, &Line::default());
        buf.mark(row::nth(list, at), Target::Entry(n));
    }
}

/// Draws the page that says what each clock is for.
pub(super) fn clock_help(
    scene: Scene<'_>,
    console: &Console,
    scroll: u16,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let columns = page::columns(area);
    let mut lines = Vec::new();
    for word in [clock_words::NO_ADVICE, clock_words::HOW_COUNTED, clock_words::HOW_DISPUTED] {
        lines.extend(wrap_line(&scene.line(scene.word(word), Role::Text), columns));
        lines.push(Line::default());
    }
    for in_book in &console.run.book.clocks {
        if !console.clocks.iter().any(|state| console.run.book.clocks[state.clock].id == in_book.id) {
            continue;
        }
        lines.push(scene.line(SafeText::line(in_book.title(scene.lang())), Role::Heading));
        let texts = clock::purpose(in_book, scene.lang());
        for text in texts {
            let margin = scene.line("  ", Role::Text);
            lines.extend(page::hanging(scene, &margin, &scene.line(text, Role::Text), columns));
        }
    }
    page::page(scene, buf, area, &scene.word(words::CLOCK_HELP), &lines, scroll);
    None
}

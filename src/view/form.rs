//! A form: labels, fields, what is wrong with each beside it, and the button that records.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::field::{self, Drawn, Frame};
use super::paint::{self, Line, wrap_line};
use super::popup;
use super::row;
use super::scene::Scene;
use super::window::{window, window_of};
use crate::app::Target;
use crate::app::form::Choosable;
use crate::app::{Field, Form, Input};
use crate::locale::console as words;
use crate::text::SafeText;
use crate::theme::Role;

/// The widest that labels beside their fields are.
const MOST_LABEL: usize = 20;

/// The most rows of a text of several lines, and of a list of choices.
const MOST_ROWS: usize = 8;

/// The most completions that are shown.
const MOST_COMPLETIONS: usize = 6;

/// The rows of a form, and where the cursor is among them.
struct Rows {
    lines: Vec<Line>,
    /// The row of the button; what is wrong with the form as a whole stands below it.
    button: usize,
    /// The rows of what has the keys.
    focus: Range<usize>,
    /// Column and row.
    cursor: Option<(usize, usize)>,
    /// What stands in which rows.
    places: row::Places,
}

/// How wide labels and fields are.
#[derive(Clone, Copy)]
struct Columns {
    label: usize,
    input: usize,
}

/// Draws a form. Returns where the cursor stands in the field that has the keys.
pub(super) fn form(scene: Scene<'_>, form: &Form, buf: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    let whole = usize::from(popup::columns(area));
    let longest = form.fields.iter().map(|field| field.label.width(scene.ambiguous())).max().unwrap_or(0);
    let label = (longest.min(MOST_LABEL) + 3).min(whole / 2);
    let rows = rows(scene, form, Columns { label, input: whole - label });
    let inside = popup::popup(scene, buf, area, &form.title, rows.lines.len());
    // Where not all of it fits, the fields scroll and the button stays: how to record is never out of sight.
    let (fields, foot) = if rows.lines.len() <= usize::from(inside.height) {
        (rows.lines.len(), 0)
    } else {
        (rows.button - 1, (rows.lines.len() - rows.button).min(usize::from(inside.height / 2)))
    };
    let upper = Rect { height: inside.height - foot as u16, ..inside };
    // Of a field that is taller than the room, the row that is typed into is in sight.
    let typed = rows.cursor.filter(|_| rows.focus.len() > usize::from(upper.height));
    let focus = typed.map_or_else(|| rows.focus.clone(), |(_, at)| at..at + 1);
    // Where the button has the keys, what it records is read from its beginning.
    let focus = if focus.start < fields { focus.start..focus.end.min(fields) } else { 0..1 };
    let shown = window_of(fields, upper.height.into(), focus);
    row::lines(buf, upper, &rows.lines[shown.clone()]);
    row::mark(buf, upper, &shown, &rows.places);
    let (lower, pinned) = (row::below(inside, upper.height.into()), rows.button..rows.button + foot);
    row::lines(buf, lower, &rows.lines[pinned.clone()]);
    row::mark(buf, lower, &pinned, &rows.places);
    let scroll = paint::Scroll { first: shown.start, shown: shown.len(), total: fields };
    let style = scene.style(Role::BorderFocus);
    paint::scrollbar(buf, inside.right() + 1, upper.y, upper.height, scroll, scene.glyphs(), style);
    let (column, at) = rows.cursor.filter(|(_, at)| shown.contains(at))?;
    let x = inside.x.saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
    Some(Position { x: x.min(inside.right().saturating_sub(1)), y: inside.y + (at - shown.start) as u16 })
}

fn rows(scene: Scene<'_>, form: &Form, columns: Columns) -> Rows {
    let mut rows = Rows { lines: Vec::new(), button: 0, focus: 0..1, cursor: None, places: Vec::new() };
    let whole = columns.label + columns.input;
    for help in &form.help {
        rows.lines.extend(wrap_line(&scene.line(help.clone(), Role::TextDim), whole));
    }
    for n in 0..form.fields.len() {
        let first = rows.lines.len();
        let before = rows.places.len();
        let has_keys = form.focus == n;
        add_field(scene, form, n, columns, &mut rows);
        if has_keys && form.is_path_focused() {
            add_completions(scene, form, columns, &mut rows);
        }
        if has_keys {
            rows.focus = first..rows.lines.len();
        }
        // Its choices, if it has any, lie over it.
        rows.places.insert(before, (first..rows.lines.len(), Target::Field(n)));
    }
    rows.lines.push(Line::default());
    rows.button = rows.lines.len();
    let has_keys = form.focus >= form.fields.len();
    if has_keys {
        rows.focus = rows.button..rows.button + 1;
    }
    rows.places.push((rows.button..rows.button + 1, Target::Field(form.fields.len())));
    let role = if has_keys { Role::Cursor } else { Role::TextStrong };
    let cursor = if has_keys { scene.glyphs().cursor } else { " " };
    let style = scene.style(role);
    let button =
        Line::new(cursor, style).with("[ ", style).with(form.button.clone(), style).with(" ]", style);
    rows.lines.push(scene.line(SafeText::line(&" ".repeat(columns.label - 1)), Role::Text).joined(&button));
    if let Some(error) = &form.error {
        rows.lines.extend(wrap_line(&error_line(scene, error), whole));
    }
    rows
}

fn error_line(scene: Scene<'_>, error: &SafeText) -> Line {
    let style = scene.style(Role::Error);
    Line::new(scene.glyphs().late, style).with(" ", style).with(error.clone(), style)
}

fn add_field(scene: Scene<'_>, form: &Form, n: usize, columns: Columns, rows: &mut Rows) {
    let (field, has_keys) = (&form.fields[n], form.focus == n);
    let first = rows.lines.len();
    let (drawn, options) = input(scene, field, has_keys, columns.input);
    let choices = options.enumerate().map(|(row, n)| (first + row..first + row + 1, Target::Choice(n)));
    rows.places.extend(choices);
    let blank = scene.line(SafeText::line(&" ".repeat(columns.label)), Role::Text);
    let mut labels = label(scene, form, n, columns.label);
    labels.resize(labels.len().max(drawn.rows.len()), blank.clone());
    for (n, label) in labels.iter().enumerate() {
        rows.lines.push(drawn.rows.get(n).map_or_else(|| label.clone(), |line| label.clone().joined(line)));
    }
    let types = matches!(field.input, Input::Line(_) | Input::Lines(_));
    if has_keys && types {
        rows.cursor = Some((columns.label + drawn.cursor.0, first + drawn.cursor.1));
    }
    if let Some(error) = &field.error {
        for line in wrap_line(&error_line(scene, error), columns.input) {
            rows.lines.push(blank.clone().joined(&line));
        }
    }
}

/// The name of a field, in as many rows as it takes, each as wide as the column of the names.
fn label(scene: Scene<'_>, form: &Form, n: usize, columns: usize) -> Vec<Line> {
    let (field, has_keys) = (&form.fields[n], form.focus == n);
    let role = if has_keys { Role::TextStrong } else { Role::Text };
    let mut name = scene.line(field.label.clone(), role);
    if form.needs(field) {
        name.push(scene.glyphs().must, scene.style(Role::TextDim));
    }
    let names = wrap_line(&name, columns.saturating_sub(2));
    let set = |(n, name): (usize, &Line)| {
        let cursor = if has_keys && n == 0 { scene.glyphs().cursor } else { " " };
        let line = scene.line(cursor, Role::TextStrong).joined(name);
        let gap = SafeText::line(&" ".repeat(columns.saturating_sub(line.width())));
        line.with(gap, scene.style(Role::Text))
    };
    names.iter().enumerate().map(set).collect()
}

/// The rows of a field, and which of its choices stand in the first of them.
fn input(scene: Scene<'_>, field: &Field, has_keys: bool, columns: usize) -> (Drawn, Range<usize>) {
    let role = match (has_keys, &field.error) {
        (true, _) => Role::InputFocus,
        (false, Some(_)) => Role::InputError,
        (false, None) => Role::Input,
    };
    match &field.input {
        Input::Line(area) => {
            (field::line(scene, area, Frame { columns, rows: 1, role, hint: &field.hint }), 0..0)
        }
        Input::Lines(area) => {
            (field::lines(scene, area, Frame { columns, rows: MOST_ROWS, role, hint: &field.hint }), 0..0)
        }
        Input::Choice { options, cursor, chosen } => {
            let is_chosen = |n: usize| *chosen == Some(n);
            choices(scene, options, has_keys.then_some(*cursor), &is_chosen, columns, role)
        }
        Input::Many { options, cursor, chosen } => {
            let is_chosen = |n: usize| chosen.get(n).copied().unwrap_or(false);
            choices(scene, options, has_keys.then_some(*cursor), &is_chosen, columns, role)
        }
    }
}

/// What is chosen, in a row; all that can be, and what the one under the cursor means, where it has the keys.
fn choices(
    scene: Scene<'_>,
    options: &[Choosable],
    cursor: Option<usize>,
    is_chosen: &dyn Fn(usize) -> bool,
    columns: usize,
    role: Role,
) -> (Drawn, Range<usize>) {
    let Some(cursor) = cursor else {
        let chosen = options.iter().enumerate().filter(|(n, _)| is_chosen(*n));
        let labels = chosen.map(|(_, option)| option.label.clone());
        let text = crate::report::value::join(labels, words::COMMA.get(scene.lang()));
        let line = if text.is_empty() {
            scene.line(scene.word(words::FORM_UNCHOSEN), Role::Placeholder)
        } else {
            scene.line(text, role)
        };
        let rows = vec![paint::fit(&line, columns, scene.glyphs().ellipsis)];
        return (Drawn { rows, cursor: (0, 0) }, 0..0);
    };
    let mut rows = Vec::new();
    let shown = window(options.len(), MOST_ROWS, cursor);
    for (n, option) in options.iter().enumerate().skip(shown.start).take(shown.len()) {
        rows.push(choice(scene, option, n, n == cursor, is_chosen(n), columns));
    }
    if let Some(help) = options.get(cursor).map(|option| &option.help).filter(|help| !help.is_empty()) {
        let help = wrap_line(&scene.line(help.clone(), Role::TextDim), columns.saturating_sub(2));
        rows.extend(help.iter().map(|line| scene.line("  ", Role::Text).joined(line)));
    }
    (Drawn { rows, cursor: (0, 0) }, shown)
}

fn choice(
    scene: Scene<'_>,
    option: &Choosable,
    n: usize,
    has_cursor: bool,
    is_chosen: bool,
    columns: usize,
) -> Line {
    let ink = scene.ink(has_cursor.then_some(Role::Cursor));
    let glyphs = scene.glyphs();
    let mark = if is_chosen { glyphs.done } else { glyphs.open };
    let digit = if n < 9 { format!("{} ", n + 1) } else { "  ".to_owned() };
    let text = ink.of(if is_chosen { Role::TextStrong } else { Role::Text });
    let line = Line::new(SafeText::line(&digit), ink.of(Role::Key))
        .with(mark, ink.of(if is_chosen { Role::Ok } else { Role::TextDim }))
        .with(" ", ink.ground())
        .with(option.label.clone(), text);
    let line = paint::fit(&line, columns, glyphs.ellipsis);
    let gap = SafeText::line(&" ".repeat(columns.saturating_sub(line.width())));
    line.with(gap, ink.ground())
}

fn add_completions(scene: Scene<'_>, form: &Form, columns: Columns, rows: &mut Rows) {
    let blank = scene.line(SafeText::line(&" ".repeat(columns.label)), Role::Text);
    for completion in form.completions.iter().take(MOST_COMPLETIONS) {
        let line = scene.line(completion.clone(), Role::TextDim);
        let line = paint::fit(&line, columns.input, scene.glyphs().ellipsis);
        rows.lines.push(blank.clone().joined(&line));
    }
    let hidden = form.completions.len().saturating_sub(MOST_COMPLETIONS);
    if hidden > 0 {
        let more = scene.line(scene.phrase(words::HOME_MORE_PROBLEMS, &[&hidden]), Role::TextDim);
        rows.lines.push(blank.joined(&more));
    }
}

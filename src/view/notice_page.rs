//! One notice: how far it is, its text with the gaps marked, and what can be done with it.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::field::{self, Frame};
use super::page::readable;
use super::paint::{self, Line, wrap_line};
use super::popup;
use super::row;
use super::scene::Scene;
use crate::app::{Console, NoticeDeed, NoticePage};
use crate::locale::{Lang, notice as words};
use crate::report::notice::{Change, Drafting, changes, item, row_name, state};
use crate::report::value::join;
use crate::report::{Account, name};
use crate::run::NoticeStatus;
use crate::runbook::Notice;
use crate::runbook::template::gap;
use crate::text::SafeText;
use crate::theme::Role;

/// At most so many rows tell what changed.
const MOST_CHANGES: usize = 2;

/// Draws the page. Returns where the cursor stands while the text is being written.
pub(super) fn notice_page(
    scene: Scene<'_>,
    console: &Console,
    page: &NoticePage,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let run = &console.run;
    let notice = run.book.notice(page.notice.as_str())?;
    let mut title = scene.text(&notice.title);
    let known = notice.each.as_ref().zip(page.row).and_then(|(table, row)| run.row_of(table, row));
    if let Some(known) = known {
        let name = row_name(run, notice, known, scene.lang(), scene.zone());
        title = title.then(&SafeText::word(" · ")).then(&name);
    }
    let inside = popup::whole(scene, buf, area, &title);
    let head = head(scene, console, page, notice, usize::from(inside.width).saturating_sub(2));
    // While one writes, a digit is text, and none does anything.
    let foot = if page.writing { Vec::new() } else { deeds(scene, page, usize::from(inside.width)) };
    let foot_rows = (foot.len() + 1).min(usize::from(inside.height) / 2);
    let indented = Rect { x: inside.x + 1, width: inside.width.saturating_sub(1), ..inside };
    let rest = row::lines(buf, indented, &head);
    let text = Rect { height: rest.height.saturating_sub(foot_rows as u16), ..rest };
    let below = row::below(Rect { x: inside.x, width: inside.width, ..rest }, text.height.into());
    row::rule(scene, buf, row::nth(below, 0), &rule_title(scene, page), &Line::default());
    row::lines(buf, row::below(below, 1), &foot);
    body(scene, page, buf, Rect { width: readable(text.width).saturating_sub(1), ..text })
}

fn rule_title(scene: Scene<'_>, page: &NoticePage) -> Line {
    let word = if page.writing { words::WRITING } else { words::WHAT_TO_DO };
    scene.line(scene.word(word), Role::Title)
}

/// How far it is, how many gaps there are, and what has changed since.
fn head(
    scene: Scene<'_>,
    console: &Console,
    page: &NoticePage,
    notice: &Notice,
    columns: usize,
) -> Vec<Line> {
    let run = &console.run;
    let account = Account::new(run, scene.lang(), scene.zone());
    let item = item(run, notice);
    let told = item.told.iter().find(|told| told.row.map(|row| row.id) == page.row);
    let mut line = Line::default();
    if let Some(told) = told {
        line =
            line.joined(&scene.line(state(&account, told), Role::TextDim)).joined(&scene.dot(Role::TextDim));
    }
    let waits = told.is_some_and(|told| told.state.status == NoticeStatus::Drafted);
    if let Some(role) = notice.approve.as_ref().filter(|_| waits) {
        let role = name::role_of(run, role, scene.lang());
        line = line
            .joined(&scene.line(scene.phrase(words::AWAITS_APPROVAL, &[&role]), Role::Warning))
            .joined(&scene.dot(Role::TextDim));
    }
    let gaps = page.gaps();
    line = if gaps == 0 {
        line.joined(&scene.line(scene.word(words::NO_GAPS), Role::Ok))
    } else {
        line.joined(&scene.line(scene.phrase(words::GAPS, &[&gaps]), Role::Warning))
    };
    if page.is_changed() || !scene.app.is_kept(page) {
        line = line
            .joined(&scene.dot(Role::TextDim))
            .joined(&scene.line(scene.word(words::NOT_KEPT), Role::Warning));
    }
    let language = if page.lang == Lang::Zh { words::IN_CHINESE } else { words::IN_ENGLISH };
    line = line.joined(&scene.dot(Role::TextDim)).joined(&scene.line(scene.word(language), Role::TextDim));
    let mut lines = wrap_line(&line, columns);
    if let Some(problem) = &page.problem {
        lines.extend(wrap_line(&scene.line(problem.clone(), Role::Error), columns));
    }
    if let (Some(told), Some(since)) = (told, told.and_then(|told| told.state.drafts.last().copied())) {
        let drafting = Drafting { run, lang: page.lang, zone: scene.zone(), now: scene.now() };
        let changes = changes(drafting, notice, told.row, since);
        if !changes.is_empty() {
            let said = changes.iter().map(|Change { label, before, now }| {
                scene.phrase(
                    words::CHANGE,
                    &[label, &before.fit(24, scene.ambiguous()), &now.fit(24, scene.ambiguous())],
                )
            });
            let said =
                scene.phrase(words::CHANGED_SINCE, &[&join(said, words::CELL_COMMA.get(scene.lang()))]);
            let mut told = wrap_line(&scene.line(said, Role::Warning), columns);
            told.truncate(MOST_CHANGES);
            lines.extend(told);
        }
    }
    lines
}

fn body(scene: Scene<'_>, page: &NoticePage, buf: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    // A text that one only reads is no field, and looks like none.
    let role = if page.writing { Role::InputFocus } else { Role::Text };
    let hint = SafeText::default();
    let frame = Frame { columns: area.width.into(), rows: area.height.into(), role, hint: &hint };
    let drawn = field::lines(scene, &page.text, frame);
    for (at, line) in drawn.rows.iter().enumerate() {
        let place = row::nth(area, at);
        paint::put(buf, place.x, place.y, place.width, &with_gaps(scene, line, role).0);
    }
    let (column, line) = drawn.cursor;
    page.writing.then(|| Position { x: area.x + column as u16, y: area.y + line as u16 })
}

/// A row with its gaps in the colours of what is missing.
fn with_gaps(scene: Scene<'_>, line: &Line, role: Role) -> Line {
    let style = scene.on(role, Role::Warning);
    let mut shown = Line::default();
    for piece in &line.0 {
        let (mut rest, plain) = (piece.text.clone(), piece.brush);
        while let Some((at, mark)) =
            Lang::ALL.iter().filter_map(|lang| Some((rest.as_str().find(gap(*lang))?, gap(*lang)))).min()
        {
            let end = at + mark.len();
            shown = shown.with(rest.part(0..at), plain).with(rest.part(at..end), style);
            rest = rest.part(end..rest.as_str().len());
        }
        shown = shown.with(rest, plain);
    }
    shown
}

/// Every deed with its number, those that cannot be done now dimmed, in as many rows as they need.
fn deeds(scene: Scene<'_>, page: &NoticePage, columns: usize) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for (n, deed) in NoticeDeed::ALL.into_iter().enumerate() {
        let can = scene.app.notice_deed(page, deed).is_ok();
        let ink = scene.ink((page.cursor == n).then_some(Role::Cursor));
        let (key, label) = if can { (Role::Key, Role::Text) } else { (Role::TextDim, Role::TextDim) };
        let drawn = Line::new(" ", ink.ground())
            .with(SafeText::line(&(n + 1).to_string()), ink.of(key))
            .with(" ", ink.ground())
            .with(scene.word(deed.word()), ink.of(label))
            .with(" ", ink.ground());
        let used = lines.last().map_or(0, Line::width);
        if used > 0 && used + drawn.width() > columns {
            lines.push(Line::default());
        }
        if let Some(last) = lines.last_mut() {
            last.0.extend(drawn.0);
        }
    }
    lines
}

//! The list of notices with how far each is, and the rows of one: who was told, when and how, and who not.

use ratatui::layout::{Position, Rect};

use super::Brush;
use super::canvas::Canvas;
use super::paint::{self, Line, Scroll, wrap_line};
use super::popup;
use super::row::{self, row};
use super::scene::Scene;
use super::window::window;
use crate::app::Target;
use crate::app::notices::{ForAll, for_all};
use crate::app::{Console, NoticeList};
use crate::locale::{console, notice as words};
use crate::report::notice::{Item, Told, item, items, row_name, sending, state, status};
use crate::report::{Account, name};
use crate::run::NoticeStatus;
use crate::runbook::{Audience, Id, Notice, Tri};
use crate::text::SafeText;
use crate::theme::Role;

/// Rows for what the chosen notice is.
const HELP_ROWS: usize = 3;

/// Draws the list, or the rows of a notice. Nothing is typed in it.
pub(super) fn notices(
    scene: Scene<'_>,
    console: &Console,
    list: &NoticeList,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    match list.of.as_ref().and_then(|of| console.run.book.notice(of.as_str())) {
        Some(notice) => rows(scene, console, notice, list.row, buf, area),
        None => whole(scene, console, list.cursor, buf, area),
    }
    None
}

fn whole(scene: Scene<'_>, console: &Console, cursor: usize, buf: &mut Canvas<'_>, area: Rect) {
    let inside = popup::list(scene, buf, area, &scene.word(words::NOTICES));
    let items = items(&console.run);
    if items.is_empty() {
        let line =
            scene.line(" ", Role::Text).with(scene.word(words::NO_NOTICES), scene.style(Role::TextDim));
        row::lines(buf, inside, &[line]);
        return;
    }
    let cursor = cursor.min(items.len() - 1);
    let list = Rect { height: inside.height.saturating_sub(HELP_ROWS as u16 + 1), ..inside };
    let shown = window(items.len(), list.height.into(), cursor);
    for (at, n) in shown.clone().enumerate() {
        notice_row(scene, console, &items[n], n, n == cursor, buf, row::nth(list, at));
        buf.mark(row::nth(list, at), Target::Entry(n));
    }
    scrollbar(scene, buf, list, &shown, items.len());
    let below = row::below(inside, list.height.into());
    paint::horizontal(buf, below.x, below.y, below.width, scene.glyphs(), scene.style(Role::Border));
    let columns = usize::from(below.width).saturating_sub(2);
    let help = wrap_line(&scene.line(about(scene, console, &items[cursor]), Role::TextDim), columns);
    let text = row::below(below, 1);
    row::lines(buf, Rect { x: text.x + 1, width: text.width.saturating_sub(1), ..text }, &help);
}

fn notice_row(
    scene: Scene<'_>,
    console: &Console,
    item: &Item<'_>,
    n: usize,
    is_chosen: bool,
    buf: &mut Canvas<'_>,
    area: Rect,
) {
    let ink = scene.ink(is_chosen.then_some(Role::Cursor));
    let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
    let account = Account::new(&console.run, scene.lang(), scene.zone());
    let (told, all) = item.told_of();
    let (glyph, role, said) = match (&item.notice.each, item.told.as_slice()) {
        (None, [one]) => {
            let (glyph, role) = sign(scene, one);
            // Where it is narrow, the notice's name tells more; the rest stands below for the chosen one.
            let said = if area.width < NARROW { state_shortly(scene, one) } else { state(&account, one) };
            (glyph, role, said)
        }
        (None | Some(_), []) => (scene.glyphs().open, Role::TextDim, scene.word(words::NOBODY_LISTED)),
        (None | Some(_), [_, ..]) if item.is_open() => {
            let role = if told == 0 { Role::StepOpen } else { Role::StepRunning };
            let glyph = if told == 0 { scene.glyphs().open } else { scene.glyphs().running };
            (glyph, role, scene.phrase(words::TOLD_OF, &[&told, &all]))
        }
        (None | Some(_), [_, ..]) => {
            (scene.glyphs().done, Role::StepDone, scene.phrase(words::TOLD_OF, &[&told, &all]))
        }
    };
    let number = if n < 9 { format!("{} ", n + 1) } else { "  ".to_owned() };
    let left = Line::new(cursor, ink.of(Role::TextStrong))
        .with(SafeText::line(&number), ink.of(Role::Key))
        .with(glyph, ink.of(role))
        .with(" ", ink.ground())
        .with(scene.text(&item.notice.title), ink.of(Role::Text));
    let right = Line::new(said, ink.of(Role::TextDim)).with("  ", ink.ground());
    row(scene, buf, area, ink, &left, &right);
}

/// Who reads it, who approves it, and what decides whether it is needed.
fn about(scene: Scene<'_>, console: &Console, item: &Item<'_>) -> SafeText {
    let run = &console.run;
    let mut parts = Vec::new();
    parts.extend(item.notice.audience.map(|audience| scene.word(audience_word(audience))));
    parts.extend(
        item.notice
            .approve
            .as_ref()
            .map(|role| scene.phrase(words::APPROVED_BY_ROLE, &[&name::role_of(run, role, scene.lang())])),
    );
    parts.extend(
        item.notice
            .each
            .as_ref()
            .map(|table| scene.phrase(words::ONE_FOR_EACH, &[&name::ask_of(run, table, scene.lang())])),
    );
    if item.applies == Tri::Unknown {
        let asks = item.notice.when.as_ref().map(|when| when.asks()).unwrap_or_default();
        let asks = asks.into_iter().filter(|ask| run.ask(ask).is_none_or(|ask| !ask.is_answered()));
        let asks: Vec<SafeText> =
            asks.filter_map(Id::new).map(|ask| name::ask_of(run, &ask, scene.lang())).collect();
        let asks = crate::report::value::join(asks, console::COMMA.get(scene.lang()));
        parts.push(scene.phrase(words::DEPENDS_ON, &[&asks]));
    }
    crate::report::value::join(parts, " · ")
}

const fn audience_word(audience: Audience) -> crate::locale::Word {
    match audience {
        Audience::Internal => words::AUDIENCE_INTERNAL,
        Audience::Client => words::AUDIENCE_CLIENT,
        Audience::Regulator => words::AUDIENCE_REGULATOR,
        Audience::Legal => words::AUDIENCE_LEGAL,
        Audience::Public => words::AUDIENCE_PUBLIC,
    }
}

fn rows(
    scene: Scene<'_>,
    console: &Console,
    notice: &Notice,
    cursor: usize,
    buf: &mut Canvas<'_>,
    area: Rect,
) {
    let item = item(&console.run, notice);
    let (told, all) = item.told_of();
    let count = SafeText::word(" · ").then(&scene.phrase(words::TOLD_OF, &[&told, &all]));
    let room = popup::title_columns(area).saturating_sub(count.width(scene.ambiguous()));
    let title = scene.text(&notice.title).fit(room, scene.ambiguous()).then(&count);
    let inside = popup::list(scene, buf, area, &title);
    let for_all = for_all(scene.app, &item);
    let count = item.told.len() + for_all.len();
    if count == 0 {
        let line =
            scene.line(" ", Role::Text).with(scene.word(words::LIST_FIRST), scene.style(Role::TextDim));
        row::lines(buf, inside, &wrap_line(&line, inside.width.into()));
        return;
    }
    let widths = Widths::of(scene, usize::from(inside.width));
    let style = scene.style(Role::Heading);
    let heads = [words::COLUMN_NAME, words::COLUMN_STATE, words::COLUMN_SENT, words::COLUMN_HOW];
    let head =
        widths.line(Line::new("    ", style), heads.map(|word| Line::new(scene.word(word), style)), style);
    row(scene, buf, row::nth(inside, 0), scene.ink(None), &head, &Line::default());
    let list = row::below(inside, 1);
    let cursor = cursor.min(count - 1);
    let shown = window(count, list.height.into(), cursor);
    for (at, n) in shown.clone().enumerate() {
        let ink = scene.ink((n == cursor).then_some(Role::Cursor));
        let sign_of_cursor = if n == cursor { scene.glyphs().cursor } else { " " };
        let margin = Line::new(sign_of_cursor, ink.of(Role::TextStrong)).with(" ", ink.ground());
        let line = match item.told.get(n) {
            Some(told) => {
                let (glyph, role) = sign(scene, told);
                let margin = margin.with(glyph, ink.of(role)).with(" ", ink.ground());
                let cells = cells(scene, console, notice, told);
                let roles = [Role::Text, role, Role::EventTime, Role::TextDim];
                let mut cells =
                    cells.into_iter().zip(roles).map(|(text, role)| Line::new(text, ink.of(role)));
                let cells = std::array::from_fn(|_| cells.next().unwrap_or_default());
                widths.line(margin, cells, ink.ground())
            }
            None => margin
                .with("+ ", ink.of(Role::Key))
                .with(deed(scene, for_all[n - item.told.len()]), ink.of(Role::Text)),
        };
        buf.mark(row::nth(list, at), Target::Entry(n));
        row(scene, buf, row::nth(list, at), ink, &line, &Line::default());
    }
    scrollbar(scene, buf, list, &shown, count);
}

fn deed(scene: Scene<'_>, deed: ForAll) -> SafeText {
    match deed {
        ForAll::Keep(count) => scene.phrase(words::FOR_ALL_KEEP, &[&count]),
        ForAll::Approve(count) => scene.phrase(words::FOR_ALL_APPROVE, &[&count]),
        ForAll::Send(count) => scene.phrase(words::FOR_ALL_SEND, &[&count]),
    }
}

/// Name, state, when it was sent, to whom and how.
fn cells(scene: Scene<'_>, console: &Console, notice: &Notice, told: &Told<'_>) -> [SafeText; 4] {
    let run = &console.run;
    let (lang, zone) = (scene.lang(), scene.zone());
    let row = told.row.map(|row| row_name(run, notice, row, lang, zone)).unwrap_or_default();
    let account = Account::new(run, lang, zone);
    let sent = told.state.sent.last().and_then(|place| sending(&account, *place));
    let draft = told.state.drafts.last().and_then(|place| run.draft(*place));
    let how = match (&sent, draft) {
        (Some(sent), _) => {
            let reference = sent.reference.as_deref().map(SafeText::line);
            let parts = [Some(SafeText::line(&sent.to)), Some(SafeText::line(&sent.how)), reference];
            crate::report::value::join(parts.into_iter().flatten(), " · ")
        }
        (None, Some(draft)) => scene.phrase(words::VERSION_BY, &[&draft.version, &draft.by]),
        (None, None) => SafeText::default(),
    };
    let at = sent.map(|sent| scene.short_time(sent.at)).unwrap_or_default();
    [row, state_shortly(scene, told), at, how]
}

/// How far a notice is, in a word.
fn state_shortly(scene: Scene<'_>, told: &Told<'_>) -> SafeText {
    scene.word(match (told.state.status, told.applies) {
        (NoticeStatus::Open, Tri::False) => words::DOES_NOT_APPLY,
        (NoticeStatus::Open, Tri::Unknown) => words::UNDECIDED,
        (status_now, _) => status(status_now),
    })
}

/// How wide the columns are; the last takes what is left, if that is enough to tell anything.
struct Widths {
    columns: [usize; 3],
    has_last: bool,
    ellipsis: &'static str,
}

/// Below this many columns, the list tells how far each notice is in a word.
const NARROW: u16 = 60;

/// The fewest columns that the last one is shown in.
const LEAST_LAST: usize = 12;

impl Widths {
    fn of(scene: Scene<'_>, width: usize) -> Self {
        let (margin, state, sent) = (4, 13, 12);
        let name = (width / 3).clamp(8, 40);
        let has_last = margin + name + state + sent + LEAST_LAST <= width;
        let name = if has_last { name } else { width.saturating_sub(margin + state + sent).max(8) };
        Self { columns: [name, state, sent], has_last, ellipsis: scene.glyphs().ellipsis }
    }

    fn line(&self, margin: Line, cells: [Line; 4], ground: Brush) -> Line {
        let mut line = margin;
        for (n, cell) in cells.into_iter().enumerate() {
            let Some(width) = self.columns.get(n) else {
                return if self.has_last { line.joined(&cell) } else { line };
            };
            let cell = paint::fit(&cell, width.saturating_sub(1), self.ellipsis);
            let gap = SafeText::line(&" ".repeat(width.saturating_sub(cell.width())));
            line = line.joined(&cell).with(gap, ground);
        }
        line
    }
}

/// The glyph and the role of how far a notice is.
fn sign(scene: Scene<'_>, told: &Told<'_>) -> (&'static str, Role) {
    let glyphs = scene.glyphs();
    match (told.state.status, told.applies) {
        (NoticeStatus::Sent, _) => (glyphs.done, Role::StepDone),
        (NoticeStatus::NotNeeded, _) => (glyphs.skipped, Role::StepSkipped),
        (NoticeStatus::Open, Tri::False) => (glyphs.not_applicable, Role::StepNotApplicable),
        (NoticeStatus::Open, Tri::True | Tri::Unknown) => (glyphs.open, Role::StepOpen),
        (NoticeStatus::Drafted | NoticeStatus::Approved, _) => (glyphs.running, Role::StepRunning),
    }
}

fn scrollbar(
    scene: Scene<'_>,
    buf: &mut Canvas<'_>,
    list: Rect,
    shown: &std::ops::Range<usize>,
    total: usize,
) {
    let scroll = Scroll { first: shown.start, shown: shown.len(), total };
    let style = scene.style(Role::BorderFocus);
    paint::scrollbar(buf, list.right() - 1, list.y, list.height, scroll, scene.glyphs(), style);
}

//! The console as a screen.
//!
//! Views are functions of what the console knows; they keep nothing and change nothing. Only what is visible
//! is computed: which part of a list that is follows from the cursor and the height alone.

pub mod markdown;
pub mod paint;
mod rule;
pub mod wrap;

mod answers;
mod body;
mod brush;
mod canvas;
mod clock_sheet;
mod copied;
mod deadlines;
mod detail;
mod field;
mod finder;
mod folded;
mod footer;
mod form;
mod form_hints;
mod grapheme;
mod handover;
mod header;
mod help;
mod history;
mod home;
mod left_list;
mod measures;
mod notice;
mod notice_page;
mod notices;
mod page;
mod people;
mod phases;
mod popup;
mod quit;
mod reason;
mod record;
mod row;
mod row_list;
mod said;
mod scene;
mod settle;
mod sheet;
mod standing;
mod step_facts;
mod step_sheet;
mod steps;
mod strip;
mod tail;
mod timers;
mod times;
mod window;
mod zoom;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use crate::app::{App, Overlay, Room, Target, next_change};
use crate::locale::console as words;
use crate::run::RunKind;
use crate::text::{Ambiguous, SafeText};
use crate::theme::{Depth, Glyphs, Role, Theme};
pub use brush::Brush;
use canvas::Canvas;
pub use page::WIDEST_SCREEN;
use paint::Line;
use scene::Scene;

/// The least size that anything is drawn at.
const LEAST: (u16, u16) = (40, 12);

/// How the screen looks on this terminal.
#[derive(Clone, Debug)]
pub struct Look {
    /// In the colours of `depth`.
    pub theme: Theme,
    pub glyphs: Glyphs,
    pub depth: Depth,
    /// How wide the terminal draws what is ambiguous.
    pub ambiguous: Ambiguous,
}

impl Look {
    /// A theme, brought down to the colours that the terminal has.
    pub fn new(theme: &Theme, glyphs: Glyphs, depth: Depth) -> Self {
        Self { theme: theme.at(depth), glyphs, depth, ambiguous: Ambiguous::Narrow }
    }

    /// The look on a terminal that draws ambiguous characters so; no sign of ours is one where that is wide.
    #[must_use]
    pub fn with_ambiguous(self, ambiguous: Ambiguous) -> Self {
        let glyphs = match ambiguous {
            Ambiguous::Narrow => self.glyphs,
            Ambiguous::Wide => self.glyphs.surely_narrow(),
        };
        Self { glyphs, ambiguous, ..self }
    }

    /// How texts of a role are put on the screen.
    fn style(&self, role: Role) -> Brush {
        Brush { style: self.theme.style(role), ambiguous: self.ambiguous }
    }

    /// The same on the ground of another role.
    fn on(&self, ground: Role, role: Role) -> Brush {
        Brush { style: self.theme.on(ground, role), ambiguous: self.ambiguous }
    }
}

/// What the terminal's title says: where the person is.
pub fn title(app: &App) -> SafeText {
    let program = SafeText::word("dutybook");
    let Room::Console(console) = &app.room else { return program };
    let run = &console.run;
    let drill = match run.kind() {
        RunKind::Drill => SafeText::word("DRILL "),
        RunKind::Incident | RunKind::Standing => SafeText::default(),
    };
    let name = SafeText::line(&format!("{} {} · ", run.number(), run.title()));
    drill.then(&name).then(&program)
}

/// Draws everything. Returns where the terminal's cursor stands where a text is being typed.
pub fn draw(app: &App, look: &Look, buf: &mut Buffer) -> Option<Position> {
    draw_on(app, look, &mut Canvas::seen(buf))
}

/// What stands at a place of a screen of such a size: it is drawn once more, to see.
pub fn under(app: &App, look: &Look, size: Size, place: Position) -> Option<Target> {
    let mut buffer = Buffer::empty(Rect::from((Position::ORIGIN, size)));
    let mut canvas = Canvas::pointed(&mut buffer);
    draw_on(app, look, &mut canvas);
    canvas.under(place)
}

fn draw_on(app: &App, look: &Look, buf: &mut Canvas<'_>) -> Option<Position> {
    let times = match &app.room {
        Room::Home(_) => Vec::new(),
        Room::Console(console) => next_change::times_running(app, console),
    };
    let scene = Scene { app, look, times: &times };
    let area = buf.area;
    paint::fill(buf, area, scene.style(Role::Text));
    if !has_room(area.as_size()) {
        too_small(scene, buf, area);
        return None;
    }
    let first = Rect { height: 1, ..area };
    let last = Rect { y: area.bottom() - 1, height: 1, ..area };
    let body = Rect { y: area.y + 1, height: area.height - 2, ..area };
    header::header(scene, buf, first);
    let position = match app.overlays.last() {
        Some(overlay) => {
            let room = said::above_toast(scene, body);
            if !is_whole_screen(overlay) {
                let page = app.overlays.iter().rev().find(|below| is_whole_screen(below));
                match page {
                    Some(page) => draw_overlay(scene, page, buf, room),
                    None => draw_room(scene, buf, body),
                };
            }
            buf.cover();
            buf.mark(body, Target::Page);
            draw_overlay(scene, overlay, buf, room)
        }
        None => draw_room(scene, buf, body),
    };
    said::toast(scene, buf, body);
    footer::footer(scene, buf, last);
    position
}

/// Whether a screen of such a size shows what a key does. Where there is too little room, only the question whether to
/// leave can be answered.
pub fn shows_what_keys_do(app: &App, size: Size) -> bool {
    has_room(size) || asks_to_leave(app)
}

const fn has_room(size: Size) -> bool {
    size.width >= LEAST.0 && size.height >= LEAST.1
}

fn asks_to_leave(app: &App) -> bool {
    matches!(app.overlays.last(), Some(Overlay::Quit))
}

/// Says that there is too little room, and what goes on all the same, as far as that can be said.
fn too_small(scene: Scene<'_>, buf: &mut Canvas<'_>, area: Rect) {
    let now = format!("{}x{}", area.width, area.height);
    let least = format!("{}x{}", LEAST.0, LEAST.1);
    let said = if asks_to_leave(scene.app) {
        scene.word(words::TOO_SMALL_QUIT)
    } else {
        scene.phrase(words::TOO_SMALL, &[&now, &least])
    };
    let mut lines = paint::wrap_line(&Line::new(said, scene.style(Role::Warning)), area.width.into());
    if let Room::Console(console) = &scene.app.room {
        let run = &console.run;
        lines.push(Line::default());
        if let Some(state) = run.steps().get(console.step) {
            let (glyph, role) = steps::sign(scene, console, console.step);
            let line = Line::new(glyph, scene.style(role)).with(" ", scene.style(Role::Text));
            let title = crate::report::name::step(run, state, scene.lang());
            lines.push(line.with(title, scene.style(Role::TextStrong)));
        }
        lines.extend(scene.times.first().map(|alarm| header::figure_of(scene, alarm)));
    }
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        let line = paint::fit(&line, area.width.into(), scene.glyphs().ellipsis);
        paint::put(buf, area.x, y, area.width, &line.0);
    }
}

/// Draws an overlay by itself, over all of a buffer: for where it is read and not seen.
pub fn draw_alone(app: &App, look: &Look, overlay: &Overlay, buf: &mut Buffer) {
    let buf = &mut Canvas::seen(buf);
    let times = match &app.room {
        Room::Home(_) => Vec::new(),
        Room::Console(console) => next_change::times_running(app, console),
    };
    let scene = Scene { app, look, times: &times };
    let area = buf.area;
    paint::fill(buf, area, scene.style(Role::Text));
    draw_overlay(scene, overlay, buf, area);
}

/// The keys that do something now, each with a word for what it does.
pub fn hints(app: &App, look: &Look) -> Vec<(SafeText, SafeText)> {
    footer::told(Scene { app, look, times: &[] })
}

fn draw_room(scene: Scene<'_>, buf: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    match &scene.app.room {
        Room::Home(home) => home::home(scene, home, buf, area),
        Room::Console(console) => {
            body::body(scene, console, buf, area);
            None
        }
    }
}

/// Whether an overlay leaves nothing of the room to see.
const fn is_whole_screen(overlay: &Overlay) -> bool {
    match overlay {
        Overlay::Sheet(_)
        | Overlay::History(_)
        | Overlay::Record(_)
        | Overlay::Notices(_)
        | Overlay::Notice(_)
        | Overlay::Help { .. }
        | Overlay::StepSheet { .. }
        | Overlay::Measures { .. }
        | Overlay::Deadlines(_)
        | Overlay::Clock(_)
        | Overlay::ClockHelp { .. }
        | Overlay::Handover(_)
        | Overlay::Timers(_)
        | Overlay::People(_)
        | Overlay::Copied(_) => true,
        Overlay::Left(_)
        | Overlay::Rows(_)
        | Overlay::Form(_)
        | Overlay::Reason(_)
        | Overlay::Settle(_)
        | Overlay::Palette(_)
        | Overlay::Find(_)
        | Overlay::Quit => false,
    }
}

#[allow(clippy::too_many_lines)] // an arm for each overlay
fn draw_overlay(scene: Scene<'_>, overlay: &Overlay, buf: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    match (overlay, &scene.app.room) {
        (Overlay::Form(form), _) => form::form(scene, form, buf, area),
        (Overlay::Reason(prompt), _) => reason::reason(scene, prompt, buf, area),
        (Overlay::Palette(finder), _) => finder::palette(scene, finder, buf, area),
        (Overlay::Help { scroll }, _) => help::help(scene, *scroll, buf, area),
        (Overlay::Copied(copied), _) => copied::copied(scene, copied, buf, area),
        (Overlay::Quit, _) => quit::quit(scene, buf, area),
        (Overlay::Settle(settle), Room::Console(console)) => {
            settle::settle(scene, console, settle, buf, area)
        }
        (Overlay::Sheet(sheet), Room::Console(console)) => sheet::sheet(scene, console, sheet, buf, area),
        (Overlay::Find(finder), Room::Console(console)) => finder::find(scene, console, finder, buf, area),
        (Overlay::History(history), Room::Console(console)) => {
            history::history(scene, console, history, buf, area)
        }
        (Overlay::Record(record), Room::Console(console)) => {
            record::record(scene, console, record, buf, area)
        }
        (Overlay::Left(list), Room::Console(console)) => {
            left_list::left_list(scene, console, list, buf, area);
            None
        }
        (Overlay::Rows(list), Room::Console(console)) => {
            row_list::row_list(scene, console, list, buf, area);
            None
        }
        (Overlay::StepSheet { scroll }, Room::Console(console)) => {
            step_sheet::step_sheet(scene, console, *scroll, buf, area)
        }
        (Overlay::Measures { scroll }, Room::Console(console)) => {
            measures::measures(scene, console, *scroll, buf, area)
        }
        (Overlay::Handover(page), Room::Console(console)) => {
            handover::handover(scene, console, page, buf, area)
        }
        (Overlay::Timers(list), Room::Console(console)) => timers::timers(scene, console, list, buf, area),
        (Overlay::People(chosen), Room::Console(console)) => {
            people::people(scene, console, chosen, buf, area)
        }
        (Overlay::Notices(list), Room::Console(console)) => notices::notices(scene, console, list, buf, area),
        (Overlay::Notice(page), Room::Console(console)) => {
            notice_page::notice_page(scene, console, page, buf, area)
        }
        (Overlay::Deadlines(list), Room::Console(console)) => {
            deadlines::deadlines(scene, console, list, buf, area)
        }
        (Overlay::Clock(sheet), Room::Console(console)) => {
            clock_sheet::clock_sheet(scene, console, sheet, buf, area)
        }
        (Overlay::ClockHelp { scroll }, Room::Console(console)) => {
            clock_sheet::clock_help(scene, console, *scroll, buf, area)
        }
        // These are about a run, and there is none on the first screen.
        (
            Overlay::Sheet(_)
            | Overlay::Settle(_)
            | Overlay::Find(_)
            | Overlay::History(_)
            | Overlay::Record(_)
            | Overlay::Notices(_)
            | Overlay::Notice(_)
            | Overlay::StepSheet { .. }
            | Overlay::Measures { .. }
            | Overlay::Handover(_)
            | Overlay::Timers(_)
            | Overlay::People(_)
            | Overlay::Deadlines(_)
            | Overlay::Clock(_)
            | Overlay::ClockHelp { .. }
            | Overlay::Left(_)
            | Overlay::Rows(_),
            Room::Home(_),
        ) => None,
    }
}

//! Whatever is pressed and whatever the size, the screen is whole.

use dutybook::app::Msg;
use dutybook::app::next_change::changes_at;
use dutybook::locale::Lang;
use dutybook::run::{Event, RunKind};
use dutybook::runbook::Answer;
use dutybook::theme::{Depth, Glyphs, Theme};
use dutybook::view::{Look, draw};
use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;

use super::desk::{BOB, Desk, id};

const KEYS: [&str; 46] = [
    "Enter", "Enter", "Enter", "Esc", "Tab", "Up", "Down", "Down", "Left", "Right", "PageDown", "End",
    "Home", "Space", "n", "a", "e", "E", "s", "x", "b", "o", "u", "d", "c", "w", "t", "m", "f", "g", "v",
    "+", ".", "B", "K", "2", "z", "/", "r", "?", ":", "T", "C", "R", "q", "1",
];

#[derive(Clone, Debug)]
enum Deed {
    Key(&'static str),
    Paste(String),
    Wait(i64),
    Comes(String),
    Fail,
}

fn deed() -> impl Strategy<Value = Deed> {
    let wild = "(\\PC|[数据恢复🔥ｶﾞé\u{301}\u{202e}\u{200b}\\x1b\\n\\t·…]){0,40}";
    prop_oneof![
        12 => (0..KEYS.len()).prop_map(|n| Deed::Key(KEYS[n])),
        2 => wild.prop_map(Deed::Paste),
        1 => (0..200_000_i64).prop_map(Deed::Wait),
        1 => wild.prop_map(Deed::Comes),
        1 => Just(Deed::Fail),
    ]
}

fn live(desk: &mut Desk, deeds: &[Deed]) {
    for deed in deeds {
        match deed {
            Deed::Key(name) => {
                desk.keys(name);
            }
            Deed::Paste(text) => desk.tell(Msg::Paste(text.clone())),
            Deed::Wait(seconds) => {
                desk.wait(*seconds).tell(Msg::Redraw);
            }
            Deed::Comes(text) => {
                let text = format!("x{text}");
                let value = Answer::Text(text.clone());
                desk.comes_in(BOB, Event::RunTitled { title: text.clone() });
                desk.comes_in(BOB, Event::NoteAdded { text, step: Some(id("contain")), happened: None });
                desk.comes_in(BOB, Event::AskAnswered { ask: id("lead"), value, amends: None });
            }
            Deed::Fail => {
                let why = dutybook::text::SafeText::line("ENOSPC 数据");
                let pending = desk.app.console().and_then(|console| console.pending.first());
                let ticket = pending.map_or(1, |pending| pending.ticket);
                desk.tell(Msg::AppendFailed { ticket, why });
            }
        }
    }
}

/// What was written from left to right fills each row exactly, and none of it commands a terminal.
fn assert_whole(desk: &Desk, columns: u16, rows: u16, glyphs: &Glyphs) -> Result<(), TestCaseError> {
    let look = Look::new(&Theme::default(), *glyphs, Depth::True);
    let area = Rect::new(0, 0, columns, rows);
    let mut buffer = Buffer::empty(area);
    let position = draw(&desk.app, &look, &mut buffer);
    prop_assert_eq!(buffer.area, area);
    if let Some(position) = position {
        prop_assert!(area.contains(position), "the cursor is at {position} of {area}");
    }
    for y in 0..rows {
        let mut column = 0;
        while column < columns {
            let cell = &buffer[(column, y)];
            prop_assert!(!cell.symbol().chars().any(char::is_control), "{:?}", cell.symbol());
            column += cell.cell_width().max(1);
        }
        prop_assert_eq!(column, columns);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_keys_at_any_size_give_a_whole_screen(
        deeds in prop::collection::vec(deed(), 0..40),
        sizes in prop::collection::vec((1..=200_u16, 1..=60_u16), 2),
        huge in prop::option::weighted(0.1, (1..=500_u16, 1..=200_u16)),
        is_zh in any::<bool>(),
        is_drill in any::<bool>(),
        starts_at_home in any::<bool>(),
    ) {
        let lang = if is_zh { Lang::Zh } else { Lang::En };
        let kind = if is_drill { RunKind::Drill } else { RunKind::Incident };
        let mut desk = if starts_at_home { Desk::home(lang, super::library()) } else { Desk::opened(lang, kind) };
        live(&mut desk, &deeds);
        for (columns, rows) in sizes.into_iter().chain(huge).chain([(80, 24), (40, 12)]) {
            assert_whole(&desk, columns, rows, &Glyphs::UNICODE)?;
            assert_whole(&desk, columns, rows, &Glyphs::ASCII)?;
        }
    }

    #[test]
    fn no_screen_changes_before_it_says(
        deeds in prop::collection::vec(deed(), 0..40),
        is_zh in any::<bool>(),
        fraction in 0..1_000_000_i64,
    ) {
        let lang = if is_zh { Lang::Zh } else { Lang::En };
        let mut desk = Desk::opened(lang, RunKind::Incident);
        live(&mut desk, &deeds);
        for _ in 0..3 {
            let before = drawn(&desk);
            // Where nothing ever changes, a week later shows the same.
            let changes = changes_at(&desk.app).map_or(i64::MAX, |at| {
                i64::try_from(at.micros).unwrap() - i64::try_from(desk.now.boot.micros).unwrap()
            });
            prop_assert!(changes > 0);
            desk.pass(changes.min(7 * 86_400_000_000) - 1);
            prop_assert!(drawn(&desk) == before, "it changed before {changes} us");
            desk.pass(1 + fraction);
        }
    }
}

fn drawn(desk: &Desk) -> Buffer {
    let look = Look::new(&Theme::default(), Glyphs::UNICODE, Depth::True);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 30));
    draw(&desk.app, &look, &mut buffer);
    buffer
}

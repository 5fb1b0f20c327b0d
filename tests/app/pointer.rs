//! The mouse: what is drawn is what is clicked, and a click in a list records nothing.

use dutybook::app::{Console, Focus, Msg, Overlay, Room, Target};
use dutybook::locale::Lang;
use dutybook::run::RunKind;
use dutybook::theme::{Depth, Glyphs, Theme};
use dutybook::view::{Look, under};
use ratatui::layout::{Position, Size};

use crate::screens::desk::{Desk, library};
use crate::screens::layout::rows;

const SIZES: [(u16, u16); 4] = [(45, 14), (80, 24), (120, 40), (200, 60)];

fn console(desk: &Desk) -> &Console {
    match &desk.app.room {
        Room::Console(console) => console,
        Room::Home(_) => panic!("no run is open"),
    }
}

fn at(desk: &Desk, (columns, height): (u16, u16), x: u16, y: u16) -> Option<Target> {
    let look = Look::new(&Theme::default(), Glyphs::UNICODE, Depth::True);
    under(&desk.app, &look, Size::new(columns, height), Position { x, y })
}

/// Every target of a screen that a handful of columns meets, with a place where it stands, top to bottom.
fn targets(desk: &Desk, size: (u16, u16)) -> Vec<(Target, u16, u16)> {
    let mut found: Vec<(Target, u16, u16)> = Vec::new();
    for y in 0..size.1 {
        for x in [3, size.0 / 8, size.0 * 3 / 8, size.0 / 2, size.0 * 5 / 8, size.0 * 7 / 8] {
            if let Some(target) = at(desk, size, x, y)
                && !found.iter().any(|(known, ..)| *known == target)
            {
                found.push((target, x, y));
            }
        }
    }
    found
}

/// Clicks once at every line of a list, and twice at each, and gives what was recorded.
fn click_all(desk: &Desk, open: &str) -> usize {
    let mut recorded = 0;
    let fresh = |desk: &Desk| {
        let mut other = Desk::opened(desk.app.settings.lang, RunKind::Incident);
        other.keys(open);
        other
    };
    let mut probe = fresh(desk);
    let list = targets(&probe, (80, 24));
    assert!(list.iter().any(|(target, ..)| matches!(target, Target::Entry(_))), "{open}: nothing to click");
    for (target, ..) in list {
        probe = fresh(desk);
        let before = console(&probe).run.facts().len();
        for _ in 0..2 {
            probe.wait(2).tell(Msg::Click(target));
        }
        recorded += console(&probe).run.facts().len() - before;
    }
    recorded
}

#[test]
fn a_click_at_a_title_chooses_the_step_that_is_drawn_there() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut desk = Desk::opened(lang, RunKind::Incident);
            for (target, x, y) in targets(&desk, size) {
                let Target::Step(step) = target else { continue };
                if step == console(&desk).step {
                    continue;
                }
                let title = console(&desk).run.step_title(step, lang).to_owned();
                let row = rows(&desk, size.0, size.1).remove(usize::from(y));
                let begin: String = title.chars().take(4).collect();
                assert!(row.contains(&begin), "{size:?}: {begin} is not in {row}");
                let there = at(&desk, size, x, y).unwrap();
                desk.wait(1).tell(Msg::Click(there));
                assert_eq!(console(&desk).step, step);
                assert!(desk.app.overlays.is_empty());
            }
        }
    }
}

#[test]
fn a_click_at_the_chosen_step_opens_its_sheet_and_starts_nothing() {
    let mut desk = Desk::opened(Lang::Zh, RunKind::Incident);
    let step = console(&desk).step;
    let before = console(&desk).run.facts().len();
    desk.wait(1).tell(Msg::Click(Target::Step(step)));
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::StepSheet { .. })));
    assert_eq!(console(&desk).run.facts().len(), before);
}

#[test]
fn no_click_in_a_list_records_anything() {
    let desk = Desk::opened(Lang::En, RunKind::Incident);
    for open in ["s", "P", ":", "a"] {
        assert_eq!(click_all(&desk, open), 0);
    }
}

#[test]
fn what_lies_over_a_room_covers_what_stands_below_it() {
    for size in SIZES {
        let mut desk = Desk::opened(Lang::En, RunKind::Incident);
        desk.keys(":");
        for (target, ..) in targets(&desk, size) {
            assert!(matches!(target, Target::Page | Target::Entry(_)), "{size:?}: {target:?}");
        }
    }
}

#[test]
fn a_click_in_a_form_goes_to_the_field_and_an_answer_is_chosen_where_it_stands() {
    for size in SIZES {
        let mut desk = Desk::opened(Lang::En, RunKind::Incident);
        desk.keys("n");
        let fields: Vec<_> =
            targets(&desk, size).into_iter().filter(|(t, ..)| matches!(t, Target::Field(_))).collect();
        assert!(fields.len() >= 2, "{size:?}: {fields:?}");
        for (target, x, y) in fields {
            let Target::Field(n) = target else { continue };
            let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("no form") };
            if n == form.fields.len() {
                continue;
            }
            let there = at(&desk, size, x, y).unwrap();
            desk.wait(1).tell(Msg::Click(there));
            let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("no form") };
            assert_eq!(form.focus, n, "{size:?}");
        }
    }
}

#[test]
fn a_turn_of_the_wheel_over_a_form_changes_no_answer() {
    let mut desk = Desk::home(Lang::En, library());
    desk.keys("Enter");
    let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("no form") };
    let before: Vec<String> = form.fields.iter().map(|field| field.input.value()).collect();
    for down in [true, true, false, true] {
        desk.tell(Msg::Wheel { target: Target::Field(0), down });
    }
    let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("no form") };
    let after: Vec<String> = form.fields.iter().map(|field| field.input.value()).collect();
    assert_eq!(after, before);
}

#[test]
fn the_wheel_scrolls_what_is_under_it_and_not_what_has_the_keys() {
    let mut desk = Desk::opened(Lang::En, RunKind::Incident);
    desk.tell(Msg::Wheel { target: Target::Guide, down: true });
    assert!(console(&desk).guide_scroll > 0);
    assert_eq!(console(&desk).focus, Focus::Steps);
    let step = console(&desk).step;
    desk.tell(Msg::Wheel { target: Target::Steps, down: true });
    assert_ne!(console(&desk).step, step);
}

#[test]
fn a_click_on_the_first_screen_chooses_a_line_and_a_second_opens_it() {
    let mut desk = Desk::home(Lang::Zh, library());
    let entries: Vec<Target> = targets(&desk, (80, 24))
        .into_iter()
        .map(|(target, ..)| target)
        .filter(|target| matches!(target, Target::Entry(n) if *n > 0))
        .collect();
    let last = *entries.last().unwrap();
    desk.tell(Msg::Click(last));
    assert!(desk.app.overlays.is_empty());
    desk.wait(1).tell(Msg::Click(last));
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Form(_))), "{last:?}");
}

//! Keys that a person has chosen: what is pressed, and what every screen says of it, come from one table.

use crossterm::event::{KeyCode, KeyEvent};
use dutybook::app::{Action, Effect, KeyTable, Msg, Overlay, Room, update};
use dutybook::locale::Lang;
use dutybook::run::{RunKind, StepState};
use dutybook::theme::{Depth, Glyphs, Theme};
use dutybook::view::{Look, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::screens::desk::Desk;

fn screen(desk: &Desk) -> String {
    let look = Look::new(&Theme::default(), Glyphs::UNICODE, Depth::True);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 40));
    draw(&desk.app, &look, &mut buffer);
    let row = |y| (0..100).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..40).map(row).collect::<Vec<_>>().join("\n")
}

fn desk(wishes: &[(Action, &[&str])]) -> Desk {
    let mut desk = Desk::opened(Lang::En, RunKind::Incident);
    let own = |keys: &[&str]| keys.iter().map(ToString::to_string).collect();
    let wishes: Vec<_> = wishes.iter().map(|(action, keys)| (*action, own(keys))).collect();
    let (keys, clashes) = KeyTable::changed(&wishes);
    assert_eq!(clashes, []);
    desk.app.settings.keys = keys;
    desk
}

#[test]
fn a_key_that_was_chosen_does_what_the_old_one_did_and_the_old_one_nothing() {
    let mut desk = desk(&[(Action::Note, &["ö"]), (Action::Help, &["!"])]);
    desk.keys("n");
    assert!(desk.app.overlays.is_empty());
    desk.keys("ö");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Form(_))));
    desk.keys("Esc !");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Help { .. })));
}

#[test]
fn footer_help_and_menu_name_the_key_that_was_chosen() {
    let mut desk = desk(&[(Action::Skip, &["C-k"]), (Action::Help, &["F1"]), (Action::StepSheet, &["V"])]);
    let console = screen(&desk);
    assert!(console.contains("Ctrl-K Skip") && console.contains("F1 Help"), "{console}");
    assert!(console.contains("V Full step") && !console.contains("press Space"), "{console}");
    desk.keys(":");
    let menu = screen(&desk);
    assert!(menu.lines().any(|line| line.contains("Skip") && line.contains("Ctrl-K")), "{menu}");
    desk.keys("Esc");
    desk.app.overlays.push(Overlay::Help { scroll: 0 });
    let help = screen(&desk);
    assert!(help.lines().any(|line| line.contains("Ctrl-K") && line.contains("Skip")), "{help}");
}

#[test]
fn an_action_without_a_key_is_not_in_the_footer_and_stays_in_the_menu() {
    let footer = |desk: &Desk| screen(desk).lines().last().unwrap().to_owned();
    let usual = footer(&desk(&[]));
    assert!(usual.contains("Skip"), "{usual}");
    let mut desk = desk(&[(Action::Skip, &[]), (Action::Help, &[])]);
    let console = footer(&desk);
    assert!(console.contains("Note") && !console.contains("Skip") && !console.contains("Help"), "{console}");
    desk.keys(":");
    assert!(screen(&desk).contains("Skip"));
}

/// The text of the effect that copies, if any does.
fn copied(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| if let Effect::Copy(text) = effect { Some(text.as_str()) } else { None })
}

#[test]
fn a_step_is_copied_command_by_command_and_shown_without_borders() {
    let mut desk = Desk::opened(Lang::En, RunKind::Incident);
    let step = match &desk.app.room {
        Room::Console(console) => {
            let run = &console.run;
            let has_two = |step: &&StepState| run.in_book(step).is_some_and(|step| step.commands.len() > 1);
            run.steps().iter().find(has_two).unwrap().id.to_string()
        }
        Room::Home(_) => panic!("at home"),
    };
    desk.go(&step);
    let press = |desk: &mut Desk, code| update(&mut desk.app, desk.now, Msg::Key(KeyEvent::from(code)));
    let first = press(&mut desk, KeyCode::Char('y'));
    let command = copied(&first).unwrap().to_owned();
    let shown = screen(&desk);
    assert!(shown.lines().any(|line| line.trim_end() == command), "{command}\n{shown}");
    let body = shown.lines().skip(1).collect::<String>();
    assert!(!body.contains('│'), "{shown}");
    let second = press(&mut desk, KeyCode::Right);
    assert_ne!(copied(&second).unwrap(), command);
    let back = press(&mut desk, KeyCode::Char('1'));
    assert_eq!(copied(&back).unwrap(), command);
    assert_eq!(copied(&press(&mut desk, KeyCode::Down)), None);
    press(&mut desk, KeyCode::Esc);
    assert!(desk.app.overlays.is_empty());
}

#[test]
fn the_chosen_record_is_copied_from_the_history() {
    let mut desk = Desk::opened(Lang::En, RunKind::Incident);
    desk.keys("n").types("the bank was called").keys("Tab Tab Enter r");
    let effects = update(&mut desk.app, desk.now, Msg::Key(KeyEvent::from(KeyCode::Char('y'))));
    assert!(copied(&effects).unwrap().contains("the bank was called"));
    desk.keys("Esc");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::History(_))));
}

#[test]
fn full_width_signs_stay_the_keys_that_they_stand_for() {
    let mut desk = desk(&[(Action::Note, &["Z"])]);
    desk.keys("？");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Help { .. })));
    desk.keys("Esc ：");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Palette(_))));
    desk.keys("Esc Ｚ");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Form(_))));
}

#[test]
fn on_the_first_screen_a_letter_is_typed_whatever_it_does_elsewhere() {
    let mut desk = Desk::home(Lang::En, crate::screens::desk::library());
    desk.app.settings.keys = KeyTable::changed(&[(Action::Help, vec!["q".to_owned(), "F1".to_owned()])]).0;
    desk.keys("q");
    let Room::Home(home) = &desk.app.room else { panic!("not at home") };
    assert_eq!(home.query, "q");
    assert!(desk.app.overlays.is_empty());
}

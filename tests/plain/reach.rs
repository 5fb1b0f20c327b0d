//! Wherever one is, it is told what that is, and there is a way on and a way back.

use dutybook::app::action::ACTIONS;
use dutybook::app::{Action, KeyTable, Msg, Overlay, Room, Said};
use dutybook::locale::Lang;
use dutybook::plain::{Heard, Talk};
use dutybook::run::RunKind;
use proptest::prelude::*;

use super::Line;
use crate::screens::desk::Desk;

#[test]
fn every_action_goes_by_its_name_in_each_language_and_by_a_number_that_help_tells() {
    let mut line = Line::opened(Lang::En);
    let help = line.answer("?");
    for row in ACTIONS.iter().filter(|row| {
        !matches!(row.action, Action::Palette | Action::SwitchFocus | Action::Focus | Action::Help)
    }) {
        for name in [row.name, row.word.zh, row.word.en] {
            let heard = Talk::default().hear(&line.desk.app, name);
            assert_eq!(heard, Heard::Said(vec![Said::Act(row.action)]), "{name}");
        }
        let told =
            help.lines().find(|said| said.contains(row.word.en) || said.contains(&format!("({})", row.name)));
        let number =
            told.and_then(|said| said.split(' ').next()).unwrap_or_else(|| panic!("{}: {help}", row.name));
        assert_eq!(Talk::default().hear(&line.desk.app, number), Heard::Said(vec![Said::Act(row.action)]));
    }
}

/// A run led by somebody who has chosen keys.
fn with_keys(wishes: &[(Action, &[&str])]) -> Line {
    let mut line = Line::opened(Lang::En);
    let own = |keys: &[&str]| keys.iter().map(ToString::to_string).collect();
    let wishes: Vec<_> = wishes.iter().map(|(action, keys)| (*action, own(keys))).collect();
    let (keys, clashes) = KeyTable::changed(&wishes);
    assert_eq!(clashes, []);
    line.desk.app.settings.keys = keys;
    line
}

#[test]
fn a_sign_is_the_key_that_was_chosen_and_help_tells_it() {
    let mut line = with_keys(&[
        (Action::Note, &["s"]),
        (Action::Skip, &["C-k"]),
        (Action::Call, &["F2", "ö"]),
        (Action::Decision, &["C-d"]),
        (Action::Timer, &[]),
        (Action::Title, &["+"]),
        (Action::AddStep, &["T"]),
    ]);
    let app = &line.desk.app;
    let heard = |answer: &str| Talk::default().hear(app, answer);
    for (answer, action) in [
        ("s", Action::Note),
        ("note", Action::Note),
        ("ö", Action::Call),
        ("d", Action::Decision),
        ("T", Action::AddStep),
        ("B", Action::LeftBehind),
        ("。", Action::NextOpen),
    ] {
        assert_eq!(heard(answer), Heard::Said(vec![Said::Act(action)]), "{answer}");
    }
    for answer in ["n", "c", "t", "k"] {
        assert!(matches!(heard(answer), Heard::Unclear(_)), "{answer} means nothing any more");
    }
    assert_eq!(heard("+"), Heard::Said(vec![Said::DOWN]), "what leads through the lines stays");
    let help = line.answer("?");
    for told in [
        "Note (note, s): ",
        "Skip (skip): ",
        "Call (call, ö): ",
        "Decision (decision, d): ",
        "Timer (timer): ",
        "Retitle (title): ",
        "Add step (add-step, T): ",
    ] {
        assert!(help.contains(told), "{told}: {help}");
    }
}

#[test]
fn every_sign_that_help_tells_does_what_stands_behind_it() {
    for mut line in [with_keys(&[]), with_keys(&[(Action::Note, &["s"]), (Action::Skip, &["n"])])] {
        let help = line.answer("?");
        let mut told = 0;
        for row in ACTIONS {
            let before = format!("({}, ", row.name);
            let Some((_, after)) = help.split_once(&before) else { continue };
            let sign = after.split(')').next().unwrap();
            let heard = Talk::default().hear(&line.desk.app, sign);
            assert_eq!(heard, Heard::Said(vec![Said::Act(row.action)]), "{sign}");
            told += 1;
        }
        assert!(told > 20, "{help}");
    }
}

const LINES: [&str; 40] = [
    "",
    "",
    "",
    "1",
    "2",
    "3",
    "12",
    "99",
    "<",
    "?",
    ".",
    "+",
    "-",
    "note",
    "asks",
    "find",
    "history",
    "help",
    "step-sheet",
    "menu",
    "skip",
    "block",
    "reopen",
    "undo",
    "decision",
    "call",
    "timer",
    "evidence-elsewhere",
    "assign",
    "add-step",
    "title",
    "close-run",
    "leave",
    "measures",
    "clear 1",
    "older",
    "notes",
    "lead-decides",
    "-20m",
    "tab",
];

fn lines() -> impl Strategy<Value = Vec<String>> {
    let wild = "(\\PC|[数据恢复🔥ｶﾞé\u{301}\u{202e}\u{200b}\\x1b\\x07\\t]){0,30}";
    let line = prop_oneof![
        12 => (0..LINES.len()).prop_map(|n| LINES[n].to_owned()),
        2 => (0..ACTIONS.len()).prop_map(|n| ACTIONS[n].name.to_owned()),
        2 => wild.prop_map(|text: String| text),
    ];
    prop::collection::vec(line, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn from_anywhere_it_is_told_what_is_asked_and_there_is_a_way_back(
        lines in lines(),
        is_zh in any::<bool>(),
        starts_at_home in any::<bool>(),
    ) {
        let lang = if is_zh { Lang::Zh } else { Lang::En };
        let library = crate::screens::desk::library();
        let desk = if starts_at_home { Desk::home(lang, library) } else { Desk::opened(lang, RunKind::Drill) };
        let mut line = Line::at(desk);
        for answer in &lines {
            line.answer(answer);
        }
        for said in &line.said {
            prop_assert!(!said.chars().any(char::is_control), "{said:?}");
            prop_assert!(!said.contains('\u{202e}'), "{said:?}");
        }
        // A longer text is ended first, as anybody can.
        line.answer(".");
        let prompt = line.talk.prompt(&line.desk.app);
        prop_assert!(prompt.is_some_and(|prompt| !prompt.is_empty()));
        prop_assert!(!matches!(line.talk.hear(&line.desk.app, "?"), Heard::Tell(told) if told.is_empty()));
        line.listen();
        for _ in 0..40 {
            if line.desk.app.overlays.is_empty() && matches!(line.desk.app.room, Room::Home(_)) {
                break;
            }
            if matches!(line.desk.app.overlays.last(), Some(Overlay::Quit)) {
                break;
            }
            line.answer("<");
        }
        let is_out = matches!(line.desk.app.room, Room::Home(_)) || matches!(line.desk.app.overlays.last(), Some(Overlay::Quit));
        prop_assert!(is_out, "{:?}", line.desk.app.overlays.last());
        line.desk.tell(Msg::Redraw);
    }
}

#[test]
fn a_list_is_told_whole_and_what_stands_apart_on_a_screen_is_set_apart() {
    let mut line = Line::opened(Lang::En);
    line.desk.keys("a Enter").types("-20m").keys("Enter Esc");
    let told = line.answer("D");
    for whole in [
        "Report an incident of critical infrastructure; not graded yet",
        "not started: Summary report after handling; not graded yet",
    ] {
        assert!(told.contains(whole), "{whole} is not in {told}");
    }
    line.answer("<");
    let told = line.answer("N");
    assert!(told.contains("Incident report: items one and two first; not drafted"), "{told}");
    let told = line.answer("");
    assert!(told.contains("Name: [to fill in]; Credit code: [to fill in]"), "{told}");
    assert!(told.contains("1 Edit; 2 Keep version; 3 Approve"), "{told}");
}

//! Keys as keyboards and input methods really send them.

use std::time::Duration;

use dutybook::locale::{Lang, Word, app as words, console as signs};

use super::place::{PERSON, Place};
use super::screen::{Grid, Launch, Screen};

#[test]
fn a_held_enter_makes_one_transition() {
    let place = Place::with_run(Lang::En);
    let mut screen = Screen::on_run(&place);
    screen.press("Up").send("\r".repeat(40)).shows("├ ► Look round");
    // A key that nothing swallows shows that all before it were taken.
    screen.press("?").shows(&format!("─ {} ─", signs::HELP_TITLE.get(Lang::En)));
    assert_eq!(place.count("step.started"), 1);
    assert_eq!(place.count("step.done"), 0);
}

#[test]
fn an_enter_held_as_keyboards_repeat_makes_one_transition() {
    let place = Place::with_run(Lang::En);
    let mut screen = Screen::on_run(&place);
    // The usual rest of half a second before a held key repeats, then thirty a second.
    screen.press("Up").press("Enter");
    std::thread::sleep(Duration::from_millis(500));
    for _ in 0..30 {
        screen.press("Enter");
        std::thread::sleep(Duration::from_millis(33));
    }
    screen.press("?").shows(&format!("─ {} ─", signs::HELP_TITLE.get(Lang::En)));
    assert_eq!(place.count("step.started"), 1);
    assert_eq!(place.count("step.done"), 0);
}

#[test]
fn a_bouncing_enter_gives_no_reason_by_itself() {
    let lang = Lang::En;
    let place = Place::with_run(lang);
    let mut screen = Screen::on_run(&place);
    screen.press("Down").press("Down").shows("├ ☐ Lock it");
    screen.send("\r".repeat(40)).shows(signs::REASON_UNMET.get(lang));
    screen.press("Up");
    screen.until("the last reason", |grid| grid.has("▸4 "));
    assert_eq!(place.count("step.started"), 0);
    // Pressed on purpose it counts.
    screen.enter("the step", |grid| grid.has("├ ► Lock it"));
    assert_eq!(place.events("step.started")[0]["deviation"]["reason"]["preset"], "lead-decides");
}

#[test]
fn a_bouncing_enter_on_the_first_screen_opens_no_run_and_starts_no_step() {
    let place = Place::fresh(Lang::En);
    let mut screen = Launch::at(&place).start();
    screen.shows("Data-security incident");
    screen.send("\r".repeat(40)).shows(words::OPEN_RUN_HELP.get(Lang::En));
    screen.press("Tab").until("the first field", |grid| grid.cursor.is_some());
    assert!(place.runs().is_empty());
}

#[test]
fn two_steps_are_confirmed_by_two_presses_in_a_row() {
    let place = Place::with_run(Lang::Zh);
    let mut screen = Screen::on_run(&place);
    screen.send("/").shows(signs::FIND_TITLE.get(Lang::Zh));
    screen.send("gsr").until("one step", |grid| grid.has("▸ ☐ 告诉人"));
    screen.press("Enter").shows("├ [ ] 告诉人");
    // As quick as fingers are, and with no other key between.
    for next in ["├ [ ] 歇一歇", "完成 歇一歇"] {
        std::thread::sleep(Duration::from_millis(300));
        screen.press("Enter").shows(next);
    }
    assert_eq!(place.count("step.done"), 2);
}

#[test]
fn full_width_keys_of_an_input_method_are_the_keys_that_they_stand_for() {
    let lang = Lang::Zh;
    let place = Place::with_run(lang);
    let mut screen = Screen::on_run(&place);
    for (key, opens) in [("？", signs::HELP_TITLE), ("：", signs::PALETTE_TITLE), ("／", signs::FIND_TITLE)]
    {
        screen.send(key).shows(&format!("─ {} ─", opens.get(lang)));
        screen.press("Esc").hides(&format!("─ {} ─", opens.get(lang)));
    }
    screen.send("ｎ").shows(words::NOTE_TEXT.get(lang));
    screen.press("Esc").hides(words::NOTE_TEXT.get(lang));
    screen.send("。");
    screen.send("＋").shows(words::STEP_TITLE.get(lang));
}

#[test]
fn escape_opens_the_menu_and_digits_choose_from_it() {
    let lang = Lang::En;
    let place = Place::with_run(lang);
    let mut screen = Screen::on_run(&place);
    let menu = format!("─ {} ─", signs::PALETTE_TITLE.get(lang));
    screen.press("Esc").shows(&menu);
    screen.press("2").shows(words::NOTE_TEXT.get(lang));
    screen.press("Esc").hides(words::NOTE_TEXT.get(lang));
    screen.press("Esc").shows(&menu);
    screen.press("1").shows("├ ► Look round");
}

/// Every action, and something that is on screen once it was chosen.
fn actions(lang: Lang) -> Vec<(&'static str, String)> {
    let word = |word: Word| word.get(lang).to_owned();
    vec![
        ("next", "├ ► ".to_owned()),
        ("note", word(words::NOTE_TEXT)),
        ("asks", word(signs::SHEET_TITLE)),
        ("evidence", word(words::EVIDENCE_PATH_HINT)),
        ("evidence-elsewhere", word(words::EVIDENCE_PLACE)),
        ("skip", word(signs::REASON_SKIP)),
        ("not-applicable", word(signs::REASON_NOT_APPLICABLE)),
        ("block", word(signs::REASON_BLOCK)),
        ("decision", word(words::DECISION_QUESTION)),
        ("call", word(words::CALL_WHOM)),
        ("question", word(words::QUESTION_TEXT)),
        ("timer", word(words::TIMER_RUNS)),
        ("done-earlier", word(words::MOMENT_HINT)),
        ("assign", word(words::ASSIGN_PERSON)),
        ("add-step", word(words::STEP_TITLE)),
        ("step-sheet", word(signs::STATE)),
        ("copy", word(words::COPY_GUIDE)),
        ("find", word(signs::FIND_TITLE)),
        ("history", word(signs::HISTORY_TITLE)),
        ("deadlines", word(signs::NOTHING_RUNS)),
        ("measures", format!("─ {} ─", dutybook::app::Action::Measures.declaration().word.get(lang))),
        ("update", word(words::UPDATE_CHANGED)),
        ("people", word(signs::PEOPLE_TITLE)),
        ("notices", format!("─ {} ─", dutybook::locale::notice::NOTICES.get(lang))),
        ("handover", format!("─ {} ─", word(signs::HANDOVER_TITLE))),
        ("timers", word(signs::NO_TIMERS)),
        ("title", word(words::RUN_TITLE)),
        ("close-run", word(signs::LEFT_CLOSE_ALL_THE_SAME)),
        ("call-phase", word(signs::LEFT_CALL_ALL_THE_SAME)),
        ("focus", word(signs::LEAVE_ZOOM)),
        ("help", word(signs::HELP_TITLE)),
        ("leave", word(signs::HOME_RECONNECT)),
    ]
}

/// The entry of the menu that is chosen.
fn chosen(grid: &Grid) -> String {
    let entry = grid.lines.iter().find_map(|line| line.split_once("│ ▸")).map_or("", |(_, entry)| entry);
    entry.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit()).to_owned()
}

/// Goes down the menu with the arrow alone, until the cursor is on a word.
fn walk_down_to(screen: &mut Screen, word: &str) {
    let is_there = |entry: &str| entry.starts_with(&format!("{word}  "));
    let mut entry = chosen(&screen.until("the menu", |grid| !chosen(grid).is_empty()));
    while !is_there(&entry) {
        let below = screen.press("Down").until(word, |grid| chosen(grid) != entry);
        entry = chosen(&below);
    }
}

#[test]
fn every_action_is_reached_with_arrows_enter_and_escape() {
    use dutybook::app::action::ACTIONS;
    let lang = Lang::En;
    let place = Place::with_run(lang);
    let mut screen = Screen::on_run(&place);
    for (name, opens) in actions(lang) {
        screen.press("Esc").shows(&format!("─ {} ─", signs::PALETTE_TITLE.get(lang)));
        let word = ACTIONS.iter().find(|row| row.name == name).unwrap().word.get(lang);
        // The first is named by what it does now.
        let word = if name == "next" { signs::ENTER_START.get(lang) } else { word };
        walk_down_to(&mut screen, word);
        screen.enter(&format!("what {name} does"), |grid| grid.has(&opens));
        if name != "next" && name != "leave" {
            screen.press("Esc").until("the console", |grid| grid.has("├ ►") && !grid.has("┌─"));
        }
    }
    // Those that need something to be done first are refused with words, or done by others above.
    let rest = [
        "left-behind",
        "reopen",
        "undo",
        "acknowledge",
        "sign",
        "settle",
        "next-open",
        "switch-focus",
        "reopen-run",
    ];
    let declared: Vec<&str> = ACTIONS.iter().map(|row| row.name).filter(|name| *name != "menu").collect();
    let known: Vec<&str> = actions(lang).iter().map(|(name, _)| *name).chain(rest).collect();
    assert!(declared.iter().all(|name| known.contains(name)), "{declared:?}");
    assert!(place.records().iter().all(|record| record.by == PERSON));
}

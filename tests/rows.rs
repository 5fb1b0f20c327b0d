//! Steps that are worked for each row of a table: on screen, in lines, from the shell.

use dutybook::app::{Effect, Msg, Overlay, Room, RowDeed, RowList, update};
use dutybook::locale::Lang;
use dutybook::report::{Account, State};
use dutybook::run::{Event, FactId, Run, RunKind, Status, Unmet};
use dutybook::time::Zone;

use crate::account::Desk as Shell;
use crate::plain::Line;
use crate::screens::check_at;
use crate::screens::desk::{BOB, Desk};
use crate::screens::picture::picture;

/// Worked for each client, behind a step that is open, with evidence if there is some.
const STEP: &str = "client-care";

fn client(name: &str) -> Event {
    let event = format!(r#"{{"kind":"row.added","ask":"clients","cells":{{"name":{{"text":"{name}"}}}}}}"#);
    serde_json::from_str(&event).unwrap()
}

fn event(text: &str) -> Event {
    serde_json::from_str(text).unwrap()
}

/// At the step, with so many clients, as another person lists them.
fn desk(lang: Lang, clients: usize) -> (Desk, Vec<FactId>) {
    let mut desk = Desk::opened(lang, RunKind::Incident);
    let kind = r#"{"kind":"ask.answered","ask":"kind","value":{"choice":"ransomware"}}"#;
    desk.comes_in(BOB, event(kind));
    let names = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑", "寅"];
    let rows = names.iter().take(clients).map(|name| desk.comes_in(BOB, client(&format!("{name}公司"))));
    let rows = rows.collect();
    let started = format!(r#"{{"kind":"step.started","step":"{STEP}"}}"#);
    desk.comes_in(BOB, event(&started));
    desk.go(STEP);
    (desk, rows)
}

fn run(desk: &Desk) -> &Run {
    match &desk.app.room {
        Room::Console(console) => &console.run,
        Room::Home(_) => panic!("at home"),
    }
}

fn list(desk: &Desk) -> Option<&RowList> {
    match desk.app.overlays.last() {
        Some(Overlay::Rows(list)) => Some(list),
        _other => None,
    }
}

fn stands(desk: &Desk) -> (Status, Option<(usize, usize)>) {
    let state = run(desk).step(STEP).unwrap();
    (state.status, state.row_progress())
}

fn done(row: FactId) -> Event {
    event(&format!(r#"{{"kind":"step.done","step":"{STEP}","row":"{row}"}}"#))
}

#[test]
fn enter_opens_the_rows_and_settles_one_after_the_other_until_the_step_is_done() {
    let (mut desk, rows) = desk(Lang::En, 3);
    desk.keys("Enter");
    assert_eq!(list(&desk).map(|list| (list.deed, list.cursor)), Some((RowDeed::Done, 0)));
    desk.keys("Enter");
    assert_eq!(list(&desk).map(|list| list.cursor), Some(1), "on to the next one");
    assert_eq!(stands(&desk), (Status::Running, Some((1, 3))));
    desk.keys("3");
    assert_eq!(list(&desk).map(|list| list.cursor), Some(1), "back to the one that is left");
    desk.keys("Space");
    assert_eq!(stands(&desk), (Status::Done, Some((3, 3))));
    let told: Vec<FactId> = run(&desk).facts().iter().filter_map(|fact| fact.event()?.step_row()).collect();
    assert_eq!(told, [rows[0], rows[2], rows[1]]);
    assert!(desk.app.overlays.is_empty());
    let Room::Console(console) = &desk.app.room else { panic!() };
    assert_ne!(console.run.steps()[console.step].id.as_str(), STEP, "the next step is next");
}

#[test]
fn all_that_are_left_are_recorded_by_one_append() {
    let (mut desk, rows) = desk(Lang::En, 13);
    desk.keys("Enter Enter");
    desk.answers = false;
    desk.wait(1);
    let key = crossterm::event::KeyEvent::from(crossterm::event::KeyCode::Char('a'));
    let effects = update(&mut desk.app, desk.now, Msg::Key(key));
    let [Effect::Append { events, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    let told: Vec<FactId> = events.iter().filter_map(Event::step_row).collect();
    assert_eq!(told, rows[1..]);
    let Room::Console(console) = &desk.app.room else { panic!() };
    let pending = console.pending[0].clone();
    desk.written(&pending);
    assert_eq!(stands(&desk), (Status::Done, Some((13, 13))));
    assert!(desk.app.overlays.is_empty());
}

#[test]
fn one_reason_serves_all_rows_that_are_skipped_at_once() {
    let (mut desk, _) = desk(Lang::En, 3);
    desk.keys("Enter Enter Esc s a");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Reason(_))));
    assert!(picture(&desk.app, 80, 24).contains("Help clients recover (2 rows)"));
    desk.keys("1");
    assert_eq!(stands(&desk), (Status::Done, Some((3, 3))));
    let skipped = run(&desk).facts().iter().filter_map(|fact| fact.event());
    let reasons: Vec<_> = skipped.filter_map(Event::deviation).map(|said| said.reason.clone()).collect();
    assert_eq!(reasons.len(), 2);
    assert!(!reasons[0].is_empty() && reasons[0] == reasons[1]);
}

#[test]
fn the_last_row_asks_for_what_the_step_demands_and_the_others_do_not() {
    let (mut desk, _) = desk(Lang::En, 2);
    let step = "verify-ledgers";
    desk.comes_in(BOB, event(&format!(r#"{{"kind":"step.started","step":"{step}"}}"#)));
    desk.go(step).keys("Enter Enter Enter");
    let Some(Overlay::Reason(prompt)) = desk.app.overlays.last() else { panic!("nothing is asked") };
    assert_eq!(prompt.unmet, [Unmet::Evidence]);
    desk.keys("Esc");
    assert!(list(&desk).is_some(), "the list is still there");
    assert_eq!(run(&desk).step(step).unwrap().row_progress(), Some((1, 2)));
}

#[test]
fn the_key_is_asked_once_for_a_step_that_is_confirmed_with_the_row_that_makes_it_whole() {
    let (mut desk, rows) = desk(Lang::En, 3);
    let step = "verify-ledgers";
    let done = |row: &FactId| Event::StepDone {
        step: crate::screens::desk::id(step),
        row: Some(*row),
        happened: None,
        deviation: None,
    };
    desk.comes_in(BOB, event(&format!(r#"{{"kind":"step.started","step":"{step}"}}"#)));
    desk.go(step).keys("Enter");
    desk.answers = false;
    desk.wait(1);
    let key = crossterm::event::KeyEvent::from(crossterm::event::KeyCode::Enter);
    let effects = update(&mut desk.app, desk.now, Msg::Key(key));
    assert!(matches!(effects.as_slice(), [Effect::Append { to_be_signed: false, .. }, ..]), "{effects:?}");
    let together: Vec<Event> = rows.iter().map(done).collect();
    assert!(together.iter().any(|event| run(&desk).is_to_be_signed(event, &together)));
    desk.comes_in(BOB, done(&rows[1]));
    assert!(!run(&desk).is_to_be_signed(&done(&rows[2]), &[]), "one more is left");
    desk.comes_in(BOB, done(&rows[0]));
    assert!(run(&desk).is_to_be_signed(&done(&rows[2]), &[]));
}

#[test]
fn choosing_a_settled_row_opens_it_again_with_a_reason() {
    let (mut desk, rows) = desk(Lang::En, 2);
    desk.keys("Enter Enter 1");
    assert!(picture(&desk.app, 80, 24).contains("Help clients recover (甲公司)"));
    desk.keys("1");
    assert_eq!(stands(&desk), (Status::Running, Some((0, 2))));
    let last = run(&desk).facts().last().unwrap().event().unwrap().clone();
    assert!(matches!(last, Event::StepReopened { row: Some(row), .. } if row == rows[0]));
}

#[test]
fn a_row_that_comes_later_brings_the_step_back() {
    let (mut desk, rows) = desk(Lang::En, 2);
    for row in rows {
        desk.comes_in(BOB, done(row));
    }
    assert_eq!(stands(&desk), (Status::Done, Some((2, 2))));
    desk.comes_in(BOB, client("丙公司"));
    assert_eq!(stands(&desk), (Status::Running, Some((2, 3))));
    assert_eq!(run(&desk).next_step(), run(&desk).step_place(STEP));
    desk.keys("Enter");
    assert_eq!(list(&desk).map(|list| list.cursor), Some(2));
}

#[test]
fn a_step_whose_table_has_no_rows_is_done_as_a_whole_and_says_so() {
    let (mut desk, _) = desk(Lang::En, 0);
    let screen = picture(&desk.app, 120, 40);
    assert!(screen.contains("No rows in Affected clients yet"), "{screen}");
    desk.keys("Enter");
    assert_eq!(stands(&desk), (Status::Done, None));
}

#[test]
fn what_is_left_of_a_step_names_its_rows() {
    let (mut desk, rows) = desk(Lang::En, 3);
    desk.comes_in(BOB, done(rows[1]));
    desk.keys("C");
    let Some(Overlay::Left(closing)) = desk.app.overlays.last().cloned() else { panic!() };
    let place = run(&desk).step_place(STEP);
    let at = closing.steps(run(&desk)).iter().position(|left| Some(left.step) == place).unwrap();
    for _ in 0..=at {
        desk.keys("Down");
    }
    let screen = picture(&desk.app, 80, 24);
    assert!(screen.contains("1/3"), "{screen}");
    assert!(screen.contains("open rows: 甲公司, 丙公司"), "{screen}");
}

#[test]
fn the_rows_of_a_step_stand_on_its_screen_and_in_a_list() {
    let sizes = [(80, 24), (120, 40)];
    let with_some = |lang| {
        let (mut desk, rows) = desk(lang, 13);
        desk.comes_in(BOB, done(rows[3]));
        desk.keys("Enter Enter Enter s 2 1 Esc");
        desk
    };
    check_at("rows-step", &sizes, with_some);
    check_at("rows-list", &sizes, |lang| {
        let mut desk = with_some(lang);
        desk.keys("Enter");
        desk
    });
}

#[test]
fn more_rows_than_the_screen_has_are_scrolled_to() {
    let (mut desk, _) = desk(Lang::En, 0);
    for n in 1..=40 {
        desk.comes_in(BOB, client(&format!("Client {n}")));
    }
    desk.keys("Enter");
    let screen = picture(&desk.app, 80, 24);
    assert!(screen.contains("1 [ ] Client 1 ") && !screen.contains("Client 40"), "{screen}");
    desk.keys("End");
    let screen = picture(&desk.app, 80, 24);
    assert!(
        screen.contains("40 [ ] Client 40") && screen.contains("Record the 40 that are left"),
        "{screen}"
    );
    desk.keys("Up Enter");
    assert_eq!(stands(&desk), (Status::Running, Some((1, 40))));
    let screen = picture(&desk.app, 80, 24);
    assert!(screen.contains("1 [ ] Client 1 "), "back to the first that is left: {screen}");
}

#[test]
fn the_rows_are_settled_in_lines_by_number_name_or_all_at_once() {
    let (desk, _) = desk(Lang::En, 5);
    let mut line = Line::at(desk);
    let said = line.answer("next");
    assert!(
        said.contains("2 open 乙公司") && said.ends_with("0 of 5, which row, next is 1 甲公司: "),
        "{said}"
    );
    let said = line.answer("");
    assert!(said.contains("an empty line does nothing here"), "{said}");
    assert_eq!(stands(&line.desk), (Status::Running, Some((0, 5))));
    let said = line.answer("1");
    assert!(said.contains("completed Help clients recover (甲公司)"), "{said}");
    assert!(said.ends_with("1 of 5, which row, next is 2 乙公司: "), "{said}");
    line.answers(&["4", "乙公"]);
    assert_eq!(stands(&line.desk), (Status::Running, Some((3, 5))));
    assert!(line.answer("12").contains("12"), "there is no such row");
    line.answers(&["all"]);
    assert_eq!(stands(&line.desk), (Status::Done, Some((5, 5))));
}

#[test]
fn the_account_and_the_state_name_the_row() {
    let (mut desk, rows) = desk(Lang::Zh, 2);
    desk.comes_in(BOB, done(rows[0]));
    let zone = Zone::utc();
    let run = run(&desk);
    let account = Account::new(run, Lang::Zh, &zone);
    let sentence = account.entry(run.facts().len() - 1).unwrap().sentence;
    assert!(sentence.as_str().ends_with("（甲公司）"), "{sentence}");
    let whole = State::of(&account, desk.now.wall);
    let step = whole.phases.iter().flat_map(|phase| &phase.steps).find(|step| step.id.as_str() == STEP);
    let json = serde_json::to_value(step.unwrap()).unwrap();
    assert_eq!(json["rows"][0]["name"], "甲公司");
    assert_eq!((&json["rows"][0]["status"], &json["rows"][1]["status"]), (&"done".into(), &"open".into()));
}

/// A runbook with a step for each client.
fn shell() -> Shell {
    let shell = Shell::new();
    let text = std::fs::read_to_string(shell.runbook()).unwrap();
    let text = text.replace("when = 'grade == \"serious\"'", "each = \"clients\"");
    std::fs::write(shell.runbook(), text).unwrap();
    shell.start("x", &[]);
    for name in ["Acme Ltd", "Acme Inc", "Borg"] {
        assert_eq!(shell.run(&["ask", "set", &format!("clients=name={name}")]).code, 0);
    }
    shell
}

#[test]
fn a_row_is_settled_from_the_shell_by_number_or_name() {
    let shell = shell();
    let told = shell.run(&["step", "done", "restore", "--row", "Borg"]);
    assert!(told.out.contains("completed Restore data (Borg)"), "{}{}", told.out, told.errors);
    let told = shell.run(&["step", "done", "restore", "--row", "1"]);
    assert!(told.out.contains("(Acme Ltd)"), "{}{}", told.out, told.errors);
    let told = shell.run(&["step", "skip", "restore", "--row", "Inc"]);
    assert_eq!(told.code, 1, "a reason is asked for");
    let told = shell.run(&["step", "skip", "restore", "--row", "Inc", "--reason", "no-time"]);
    assert_eq!((told.code, told.errors.as_str()), (0, ""));
    let shown = shell.run(&["show", "1"]).out;
    assert!(shown.contains("3/3") && shown.contains("[-] Acme Inc"), "{shown}");
    let told = shell.run(&["step", "reopen", "restore", "--row", "2", "--reason", "by-mistake"]);
    assert_eq!(told.code, 0);
    assert!(shell.run(&["show", "1"]).out.contains("2/3"));
}

#[test]
fn a_row_that_is_not_there_or_not_one_is_refused_with_what_there_is() {
    let shell = shell();
    let told = shell.run(&["step", "done", "restore", "--row", "Acme"]);
    assert_eq!(told.code, 2);
    assert!(told.errors.contains("1 Acme Ltd") && told.errors.contains("2 Acme Inc"), "{}", told.errors);
    let told = shell.run(&["step", "done", "restore", "--row", "9"]);
    assert_eq!(told.code, 2);
    assert!(told.errors.contains("3 Borg"), "{}", told.errors);
    let told = shell.run(&["step", "done", "contain", "--row", "1"]);
    assert_eq!(told.code, 2);
    assert!(told.errors.contains("contain is not worked row by row"), "{}", told.errors);
}

#[test]
fn a_clock_of_a_row_is_met_once_the_step_is_done_for_that_row() {
    let shell = shell();
    let text = std::fs::read_to_string(shell.runbook()).unwrap();
    let clock = "[[clock]]\nid = \"tell\"\ntitle = \"Tell\"\neach = \"clients\"\nfrom = \"aware_at\"\nlimit = \"1h\"\n\
                 basis = \"A contract\"\nmet_by = \"step:restore\"\n";
    let book = dutybook::runbook::Runbook::parse(
        "x",
        text.replace("[[phase]]", &format!("{clock}\n[[phase]]")).as_bytes(),
    );
    let Ok((book, _)) = book else { panic!("the runbook is wrong") };
    let mut desk = Desk::home(Lang::En, crate::screens::desk::library());
    desk.book = std::sync::Arc::new(book);
    desk.open(RunKind::Incident, "x");
    let rows = ["A", "B"].map(|name| desk.comes_in(BOB, client(name)));
    let at = |desk: &Desk, n: usize| {
        let place = run(desk).clock_place("tell").unwrap();
        run(desk).clock_meeting(place, Some(rows[n])).map(|met| met.at)
    };
    let done = |row: FactId| event(&format!(r#"{{"kind":"step.done","step":"restore","row":"{row}"}}"#));
    desk.comes_in(BOB, done(rows[0]));
    let first = desk.now.wall;
    assert_eq!((at(&desk, 0), at(&desk, 1)), (Some(first), None));
    desk.wait(60).comes_in(BOB, done(rows[1]));
    assert_eq!((at(&desk, 0), at(&desk, 1)), (Some(first), Some(desk.now.wall)), "each at its own time");
}

fn table(desk: &Desk) -> Option<usize> {
    match desk.app.overlays.last() {
        Some(Overlay::Sheet(sheet)) => sheet.table,
        other => panic!("no sheet: {other:?}"),
    }
}

/// In the table of clients.
fn in_table(lang: Lang) -> Desk {
    let (mut desk, _) = desk(lang, 0);
    desk.keys("a");
    let clients = run(&desk).asks().iter().position(|ask| ask.id.as_str() == "clients");
    for overlay in &mut desk.app.overlays {
        let Overlay::Sheet(sheet) = overlay else { continue };
        sheet.cursor = sheet.asks.iter().position(|n| Some(*n) == clients).unwrap();
    }
    desk.keys("Enter");
    desk
}

#[test]
fn that_a_table_has_no_rows_is_answered_with_a_key_and_the_steps_of_its_rows_say_why_they_do_not_apply() {
    let mut desk = in_table(Lang::Zh);
    assert!(picture(&desk.app, 80, 24).contains("n 记为无"));
    desk.keys("n");
    assert_eq!(table(&desk), None, "back among the asks");
    assert!(picture(&desk.app, 80, 24).contains("受影响客户台账"));
    desk.keys("Esc");
    let screen = picture(&desk.app, 120, 40);
    assert!(
        screen.contains("不适用：受影响客户台账：无") || screen.contains("受影响客户台账：无"),
        "{screen}"
    );
    assert_ne!(run(&desk).next_step(), run(&desk).step_place(STEP));
}

#[test]
fn that_a_table_has_no_rows_is_taken_back_or_gives_way_to_a_row() {
    let mut desk = in_table(Lang::En);
    desk.keys("n Up Enter");
    let screen = picture(&desk.app, 80, 24);
    assert!(screen.contains("Answered: none") && screen.contains("x Take back"), "{screen}");
    desk.keys("x 1");
    assert!(picture(&desk.app, 80, 24).contains("n None"));
    desk.keys("n Up Enter");
    desk.comes_in(BOB, client("甲公司"));
    let screen = picture(&desk.app, 80, 24);
    assert!(!screen.contains("Answered: none") && !screen.contains("n None"), "{screen}");
    desk.keys("n");
    assert!(desk.app.toast.as_ref().unwrap().text.as_str().contains("strike them out first"));
}

#[test]
fn none_is_an_answer_in_lines_too() {
    let (desk, _) = desk(Lang::Zh, 0);
    let mut line = Line::at(desk);
    line.answers(&["登记"]);
    let said = line.answer("受影响客户台账");
    assert!(said.contains("一行都没有就答 无"), "{said}");
    let said = line.answer("无");
    assert!(said.contains("受影响客户台账：无"), "{said}");
}

#[test]
fn a_step_that_does_not_apply_shows_with_the_answers_that_say_so() {
    let desk = Shell::new();
    let answers = ["--answer", "clients=none", "--answer", "kind=leak"];
    let told = desk.run(&[&["start", "data-security-incident", "--detach"][..], &answers].concat());
    assert_eq!(told.code, 0, "{}", told.errors);
    for (lang, of_rows, of_condition) in [
        ("en", "does not apply (Affected clients: none)", "does not apply (Kind of incident is Leak)"),
        ("zh", "不适用（受影响客户台账：无）", "不适用（事件类型为"),
    ] {
        let told = desk.run(&["--lang", lang, "show", "1"]).out;
        assert!(told.contains(of_rows) && told.contains(of_condition), "{told}");
    }
}

#[test]
fn none_is_an_answer_of_the_shell_and_ends_what_the_table_asks() {
    let desk = Shell::new();
    desk.start("x", &["--answer", "clients=none"]);
    assert!(desk.run(&["show", "1"]).out.contains("Affected clients: none"));
    let again = desk.run(&["ask", "set", "clients=无"]);
    assert!(again.code == 1 && again.errors.contains("this is the answer already"), "{}", again.errors);
    let both = desk.run(&["ask", "set", "clients=none", "clients=name=A"]);
    assert_eq!(both.code, 2, "{}", both.errors);
    assert_eq!(desk.run(&["ask", "clear", "clients", "--reason", "by-mistake"]).code, 0);
    assert_eq!(desk.run(&["ask", "set", "clients=name=A"]).code, 0);
    let refused = desk.run(&["ask", "set", "clients=none"]);
    assert!(refused.errors.contains("the table has rows"), "{}", refused.errors);
}

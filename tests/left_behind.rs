//! What was passed over comes back: on screen, before a phase is called complete, before the run is closed.

use dutybook::app::left_list::{LeftList, Purpose};
use dutybook::app::{Console, Overlay, Room};
use dutybook::locale::Lang;
use dutybook::run::{Event, EvidenceHow, EvidenceItem, Left, RunKind, Status, Unmet};

use crate::screens::BOB;
use crate::screens::desk::{Desk, id};
use crate::screens::layout::rows;

/// The place of a phase that is confirmed as a whole.
const DO_CONFIRM: usize = 2;

fn desk() -> Desk {
    Desk::opened(Lang::En, RunKind::Incident)
}

fn console(desk: &Desk) -> &Console {
    match &desk.app.room {
        Room::Console(console) => console,
        Room::Home(_) => panic!("at home"),
    }
}

fn last(desk: &Desk) -> Event {
    console(desk).run.facts().last().unwrap().event().unwrap().clone()
}

fn list(desk: &Desk) -> Option<LeftList> {
    match desk.app.overlays.last() {
        Some(Overlay::Left(list)) => Some(*list),
        _other => None,
    }
}

/// The ids of the steps of a phase.
fn steps(desk: &Desk, phase: usize) -> Vec<String> {
    let run = &console(desk).run;
    run.steps_of(phase).iter().map(|n| run.steps()[*n].id.to_string()).collect()
}

/// Skips every step of a phase, for the first reason.
fn skip_all(desk: &mut Desk, phase: usize) {
    for step in steps(desk, phase) {
        desk.go(&step).keys("s 1");
    }
}

fn whys(desk: &Desk) -> Vec<(String, Left)> {
    let console = console(desk);
    let told = console.left_behind.iter();
    told.map(|left| (console.run.steps()[left.step].id.to_string(), left.why)).collect()
}

#[test]
fn a_phase_that_is_confirmed_as_a_whole_ends_with_a_call_that_lists_what_was_skipped() {
    let mut desk = desk();
    skip_all(&mut desk, DO_CONFIRM);
    assert_eq!(list(&desk).map(|list| list.purpose), Some(Purpose::Phase(DO_CONFIRM)));
    desk.keys("Enter");
    let Event::PhaseCompleted { phase, open, skipped, deviation } = last(&desk) else {
        panic!("{:?}", last(&desk))
    };
    assert_eq!(phase, console(&desk).run.phases()[DO_CONFIRM].id);
    assert_eq!(skipped.iter().map(ToString::to_string).collect::<Vec<_>>(), steps(&desk, DO_CONFIRM));
    assert_eq!((open.len(), deviation), (0, None));
    assert!(desk.app.overlays.is_empty());
}

#[test]
fn nobody_has_to_call_and_enter_on_a_settled_step_asks_again() {
    let mut desk = desk();
    skip_all(&mut desk, DO_CONFIRM);
    let before = console(&desk).run.facts().len();
    desk.keys("Esc");
    assert!(desk.app.overlays.is_empty());
    assert_eq!(console(&desk).run.facts().len(), before);
    let first = steps(&desk, DO_CONFIRM).remove(0);
    desk.go(&first).keys("Enter");
    assert_eq!(list(&desk).map(|list| list.purpose), Some(Purpose::Phase(DO_CONFIRM)));
    desk.keys("Enter");
    desk.go(&first).keys("Enter");
    assert_eq!(list(&desk), None, "what was called is not asked for again");
}

#[test]
fn a_phase_with_open_steps_can_be_called_complete_with_a_reason_and_they_stay_in_sight() {
    let mut desk = desk();
    desk.keys("K Enter");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Reason(_))));
    desk.keys("1");
    let Event::PhaseCompleted { open, deviation, .. } = last(&desk) else { panic!("{:?}", last(&desk)) };
    assert_eq!(open.iter().map(ToString::to_string).collect::<Vec<_>>(), steps(&desk, 0));
    assert_eq!(deviation.unwrap().unmet, [Unmet::OpenSteps]);
    let expected: Vec<_> = steps(&desk, 0).into_iter().map(|step| (step, Left::Open)).collect();
    assert_eq!(whys(&desk), expected);
}

#[test]
fn a_call_no_longer_stands_once_a_step_is_opened_again_or_the_call_is_taken_back() {
    let mut desk = desk();
    skip_all(&mut desk, DO_CONFIRM);
    desk.keys("Enter");
    let called = |desk: &Desk| console(desk).run.completed(DO_CONFIRM).is_some();
    assert!(called(&desk));
    let first = steps(&desk, DO_CONFIRM).remove(0);
    desk.go(&first).keys("o 1");
    assert!(!called(&desk));
    desk.keys("u");
    assert!(called(&desk), "the reopening was taken back");
    desk.keys("u");
    assert!(!called(&desk), "the call was taken back");
}

#[test]
fn what_was_passed_over_is_listed_and_enter_takes_it_up_again() {
    let mut desk = desk();
    desk.keys("B");
    assert_eq!(list(&desk), None, "there is nothing to show");
    desk.go("contain").keys("s 1");
    desk.go("name-lead").keys("b 1");
    let told = whys(&desk);
    assert_eq!(told[..2], [("name-lead".to_owned(), Left::Blocked), ("contain".to_owned(), Left::Skipped)]);
    assert!(told[2..].iter().all(|(_, why)| *why == Left::Undecided), "{told:?}");
    desk.go("recognise").keys("B Down Enter");
    assert_eq!(console(&desk).step, console(&desk).run.step_place("contain").unwrap());
    assert!(desk.app.overlays.is_empty());
}

#[test]
fn a_step_that_waits_for_its_condition_is_listed_with_what_decides_it_once_work_goes_on_behind_it() {
    for (lang, decides, passed) in
        [(Lang::Zh, "先登记：事件", "步遗留"), (Lang::En, "fill in: Kind", "left behind")]
    {
        let mut desk = Desk::opened(lang, RunKind::Incident);
        assert_eq!(whys(&desk), []);
        desk.go("name-lead").keys("Enter");
        assert_eq!(whys(&desk).len(), 2, "{:?}", whys(&desk));
        assert!(whys(&desk).iter().all(|(_, why)| *why == Left::Undecided), "{:?}", whys(&desk));
        for (columns, height) in [(40, 12), (45, 14), (60, 20), (80, 24)] {
            let before = rows(&desk, columns, height).join("\n");
            assert!(!before.contains(passed), "nobody went past it by choice: {before}");
            desk.keys("B");
            let shown = rows(&desk, columns, height).join("\n");
            assert!(shown.contains(decides), "{columns}: {shown}");
            desk.keys("Esc");
        }
        let kind = dutybook::runbook::Answer::Choice(id("ransomware"));
        desk.comes_in(BOB, Event::AskAnswered { ask: id("kind"), value: kind, amends: None });
        assert_eq!(whys(&desk), []);
    }
}

#[test]
fn open_steps_are_left_behind_once_work_has_begun_in_a_later_phase() {
    let mut desk = desk();
    let later = steps(&desk, 1).remove(2);
    assert_eq!(whys(&desk), []);
    desk.comes_in(BOB, Event::StepStarted { step: id(&later), happened: None, deviation: None });
    let open = console(&desk).run.steps_of(0).iter().filter(|n| console(&desk).run.is_open(**n)).count();
    assert!(open > 3);
    assert_eq!(whys(&desk).len(), open);
}

#[test]
fn a_step_done_without_its_evidence_is_left_behind_until_there_is_some() {
    let mut desk = desk();
    let run = &console(&desk).run;
    let place = (0..run.steps().len()).find(|n| run.misses_evidence(*n)).unwrap();
    let step = run.steps()[place].id.clone();
    desk.comes_in(BOB, Event::StepDone { step: step.clone(), row: None, happened: None, deviation: None });
    assert!(whys(&desk).contains(&(step.to_string(), Left::Lacking(Unmet::Evidence))), "{:?}", whys(&desk));
    desk.comes_in(
        BOB,
        Event::EvidenceAdded(Box::new(EvidenceItem {
            step: Some(step.clone()),
            how: EvidenceHow::Described,
            name: "photograph".to_owned(),
            place: "the safe".to_owned(),
            sha256: None,
            size: None,
            modified: None,
            source: String::new(),
            method: String::new(),
            finder: String::new(),
            happened: None,
        })),
    );
    assert!(!whys(&desk).iter().any(|(id, _)| *id == step.to_string()), "{:?}", whys(&desk));
}

#[test]
fn closing_the_run_shows_first_what_is_left_behind() {
    let mut desk = desk();
    desk.keys("C");
    assert_eq!(list(&desk).map(|list| list.purpose), Some(Purpose::Closing));
    desk.keys("Enter");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Form(_))));
    desk.keys("Tab Enter 1");
    assert!(console(&desk).run.is_closed());
}

#[test]
fn the_call_comes_below_what_is_being_written() {
    let mut desk = desk();
    let mut all = steps(&desk, DO_CONFIRM);
    let end = all.pop().unwrap();
    for step in all {
        desk.go(&step).keys("s 1");
    }
    desk.answers = false;
    desk.go(&end).keys("s 1 n").types("half a sentence");
    let pending = console(&desk).pending[0].clone();
    desk.written(&pending);
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Form(_))), "{:?}", desk.app.overlays.last());
    assert_eq!(console(&desk).run.step(&end).unwrap().status, Status::Skipped);
    desk.keys("Esc");
    assert_eq!(list(&desk).map(|list| list.purpose), Some(Purpose::Phase(DO_CONFIRM)));
}

//! What others write comes in while somebody works: nothing that is looked at moves.

use dutybook::app::{Followed, Msg, Overlay};
use dutybook::locale::Lang;
use dutybook::run::{Event, Fact, Run, RunKind, Status};
use dutybook::runbook::Answer;

use super::console;
use crate::screens::desk::{BOB, Desk, id};

fn desk() -> Desk {
    Desk::opened(Lang::En, RunKind::Incident)
}

fn note(text: &str) -> Event {
    Event::NoteAdded { text: text.to_owned(), step: None, happened: None }
}

fn added(step: &str) -> Event {
    let (phase, title) = (id("first-15-minutes"), step.to_owned());
    Event::StepAdded { step: id(step), phase, title, guide: String::new(), behind: None }
}

/// The run read anew, with a fact of Bob's among the others at a place.
fn anew(desk: &mut Desk, place: usize, event: Event, seconds_ago: i64) {
    let mut fact = desk.fact(BOB, event);
    fact.at -= chrono::TimeDelta::seconds(seconds_ago);
    let mut facts: Vec<Fact> = console(desk).run.facts().to_vec();
    facts.insert(place, fact);
    let run = Box::new(Run::fold(desk.book.clone(), facts));
    desk.tell(Msg::Followed(Followed::Anew { run, damage: Vec::new(), read_only: None }));
}

#[test]
fn what_came_is_told_until_the_next_key_and_the_cursor_stays() {
    let mut desk = desk();
    desk.keys("Down Down");
    let at = console(&desk).step;
    desk.follows(BOB, note("seen by bob"));
    desk.follows(BOB, Event::StepStarted { step: id("recognise"), happened: None, deviation: None });
    assert_eq!(console(&desk).news.as_ref().unwrap().as_str(), "bob started Recognise what happened");
    assert_eq!(console(&desk).step, at);
    desk.keys("Down");
    assert_eq!(console(&desk).news, None);
}

#[test]
fn a_run_read_anew_leaves_everybody_at_their_own_step() {
    let mut desk = desk();
    let own = desk.fact(crate::screens::desk::ALICE, added("mine"));
    desk.tell(Msg::Followed(Followed::After(vec![own])));
    desk.go("mine");
    // Bob's step was added before, so that every step behind it has another place.
    anew(&mut desk, 2, added("of-bob"), 5);
    let run = &console(&desk).run;
    assert_eq!(run.steps()[console(&desk).step].id.as_str(), "mine");
    assert_eq!(run.step_place("of-bob"), Some(console(&desk).step - 1));
    assert_eq!(console(&desk).journal.late, 0, "what comes at once is not late");
}

#[test]
fn the_record_that_is_looked_at_stays_chosen_when_one_comes_before_it() {
    let mut desk = desk();
    for text in ["one", "two", "three"] {
        desk.follows(BOB, note(text));
    }
    desk.keys("r Up");
    let chosen = |desk: &Desk| {
        let Some(Overlay::History(history)) = desk.app.overlays.last() else { panic!("no history") };
        console(desk).run.facts()[history.shown[history.cursor]].event().unwrap().clone()
    };
    assert_eq!(chosen(&desk), note("two"));
    anew(&mut desk, 2, note("earlier"), 3_600);
    assert_eq!(chosen(&desk), note("two"));
    assert_eq!(console(&desk).journal.late, 1);
}

#[test]
fn an_answer_that_comes_while_another_is_typed_is_not_corrected_unseen() {
    let mut desk = desk();
    desk.go("recognise").keys("a");
    let Some(Overlay::Sheet(sheet)) = desk.app.overlays.last() else { panic!("no sheet") };
    let texts =
        |n: &&usize| matches!(console(&desk).run.book.asks[**n].kind, dutybook::runbook::AskKind::Text);
    let (row, ask) = sheet.asks.iter().enumerate().find(|(_, n)| texts(n)).unwrap();
    let ask = console(&desk).run.asks()[*ask].id.clone();
    for _ in 0..row {
        desk.keys("Down");
    }
    desk.keys("Enter").types("by alice");
    let value = Answer::Text("by bob".to_owned());
    desk.follows(BOB, Event::AskAnswered { ask: ask.clone(), value, amends: None });
    desk.keys("Enter Enter");
    let state = console(&desk).run.ask(ask.as_str()).unwrap();
    assert_eq!(state.answer, Some(Answer::Text("by alice".to_owned())));
    assert!(state.conflict, "both stand, and it shows");
}

#[test]
fn enter_does_not_finish_what_somebody_else_has_just_begun() {
    let mut desk = desk();
    desk.go("recognise").wait(2);
    desk.follows(BOB, Event::StepStarted { step: id("recognise"), happened: None, deviation: None });
    let status = |desk: &Desk| console(desk).run.step("recognise").unwrap().status;
    desk.keys("Enter");
    assert_eq!(status(&desk), Status::Running);
    assert!(desk.app.toast.is_some());
    desk.keys("x Esc Enter");
    assert_eq!(status(&desk), Status::Done);
    desk.follows(BOB, added("of-bob"));
    desk.go("of-bob");
    desk.follows(BOB, Event::StepStarted { step: id("of-bob"), happened: None, deviation: None });
    desk.wait(2).keys("Enter");
    assert_eq!(console(&desk).run.step("of-bob").unwrap().status, Status::Done);
}

#[test]
fn two_outcomes_side_by_side_show_and_are_settled_by_choosing() {
    let mut desk = desk();
    desk.go("recognise").keys("X");
    assert!(desk.app.overlays.is_empty() && desk.app.toast.is_some(), "nothing stands side by side");
    desk.comes_in(BOB, Event::StepDone { step: id("recognise"), row: None, happened: None, deviation: None });
    let reason = dutybook::run::Reason { preset: None, text: "no time".to_owned() };
    let deviation = dutybook::run::Deviation::because(reason);
    let skips = desk.comes_in(BOB, Event::StepSkipped { step: id("recognise"), row: None, deviation });
    desk.keys("Down X");
    let Some(Overlay::Settle(settle)) = desk.app.overlays.last() else { panic!("nothing to choose") };
    assert_eq!(settle.sides.len(), 2);
    desk.keys("2");
    let step = console(&desk).run.step("recognise").unwrap();
    assert_eq!((step.status, step.conflict), (Status::Skipped, false));
    assert!(desk.app.overlays.is_empty());
    let last = console(&desk).run.facts().last().unwrap().event().unwrap().clone();
    let note = String::new();
    assert_eq!(last, Event::ConflictSettled { step: Some(id("recognise")), ask: None, chosen: skips, note });
}

#[test]
fn others_are_told_where_somebody_rests_and_not_what_they_pass() {
    let mut desk = desk();
    desk.wait(5).tell(Msg::Redraw);
    let told = |desk: &Desk| console(desk).whereabouts.told;
    let first = told(&desk).unwrap();
    for _ in 0..3 {
        desk.pass(100_000);
        desk.tell(Msg::Key(crossterm::event::KeyEvent::from(crossterm::event::KeyCode::Down)));
        assert_eq!(told(&desk), Some(first));
    }
    let due = dutybook::app::next_change::changes_at(&desk.app).unwrap();
    assert!(due.micros <= desk.now.boot.micros + 1_000_000);
    desk.wait(1).tell(Msg::Redraw);
    assert_eq!(told(&desk), Some(console(&desk).step));
    assert_ne!(told(&desk), Some(first));
}

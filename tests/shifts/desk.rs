//! The same by keys, at the console's pure boundary.

use dutybook::app::{Overlay, Toast};
use dutybook::locale::Lang;
use dutybook::run::{Event, RunKind};
use dutybook::runbook::Answer;

use crate::screens::desk::{BOB, Desk, id, moment};
use crate::screens::picture::picture;

fn desk() -> Desk {
    Desk::opened(Lang::En, RunKind::Incident)
}

fn run(desk: &Desk) -> &dutybook::run::Run {
    &desk.app.console().unwrap().run
}

fn last(desk: &Desk) -> Event {
    run(desk).facts().last().unwrap().event().unwrap().clone()
}

fn toast(desk: &Desk) -> String {
    desk.app.toast.as_ref().map_or(String::new(), |Toast { text, .. }| text.to_string())
}

fn first_line(desk: &Desk) -> String {
    picture(&desk.app, 80, 24).lines().next().unwrap().to_owned()
}

fn lead_tonight(desk: &Desk) -> Option<Answer> {
    run(desk).ask("lead_name").unwrap().answer.clone()
}

#[test]
fn who_has_the_lead_answers_the_ask_that_is_bound_to_it() {
    let mut desk = desk();
    desk.go("name-lead");
    assert_eq!(lead_tonight(&desk), None);
    desk.keys("P Enter Esc");
    assert_eq!(lead_tonight(&desk), Some(Answer::Person("alice".to_owned())));
    let screen = picture(&desk.app, 120, 40);
    assert!(screen.contains("Lead tonight: alice"), "{screen}");
    let given = Event::RoleGiven { role: id("lead"), person: "Wang".to_owned(), takes_over: None };
    desk.comes_in(BOB, given);
    assert_eq!(lead_tonight(&desk), Some(Answer::Person("Wang".to_owned())));
    let left = Event::RoleLeft { role: id("lead"), takes_over: None, note: String::new() };
    desk.comes_in(BOB, left);
    assert_eq!(lead_tonight(&desk), None);
}

#[test]
fn to_answer_the_ask_of_a_role_gives_the_role_and_to_clear_it_lays_the_role_down() {
    let mut desk = desk();
    desk.go("name-lead");
    desk.keys("a Enter").types("Wang").keys("Enter");
    let given = Event::RoleGiven { role: id("lead"), person: "Wang".to_owned(), takes_over: None };
    assert_eq!(last(&desk), given);
    assert!(first_line(&desk).contains("lead Wang"), "{}", first_line(&desk));
    desk.keys("Up x");
    assert!(matches!(last(&desk), Event::RoleLeft { takes_over: Some(_), .. }));
    assert_eq!(lead_tonight(&desk), None);
    desk.keys("x");
    assert!(toast(&desk).contains("nobody holds this role"), "{}", toast(&desk));
}

#[test]
fn the_lead_is_offered_never_forced_and_always_on_screen() {
    let mut desk = desk();
    assert!(toast(&desk).contains("Nobody has the lead"), "{}", toast(&desk));
    assert!(desk.app.overlays.is_empty());
    assert!(first_line(&desk).contains("no lead"), "{}", first_line(&desk));
    desk.keys("P Enter");
    assert_eq!(last(&desk), Event::RoleTaken { role: id("lead"), takes_over: None });
    assert!(first_line(&desk).contains("lead alice"), "{}", first_line(&desk));
    desk.keys("Esc n");
    assert!(first_line(&desk).contains("lead alice"), "under a form too: {}", first_line(&desk));
}

#[test]
fn a_role_goes_to_a_known_person_by_digit_and_to_anybody_by_name() {
    let mut desk = desk();
    desk.comes_in(BOB, Desk::feed_of("bob", "Bob Wu"));
    desk.keys("P Down 2 1 Tab Tab Enter");
    assert!(matches!(last(&desk), Event::RoleGiven { person, .. } if person == "bob"));
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::People(_))), "the people stay open");
    let known = desk.comes_in(BOB, Event::RoleTaken { role: id("lead"), takes_over: None });
    desk.keys("Up 2").types("王芳").keys("Tab Enter");
    assert_eq!(
        last(&desk),
        Event::RoleGiven { role: id("lead"), person: "王芳".to_owned(), takes_over: Some(known) }
    );
}

#[test]
fn one_enter_posts_an_update_of_what_was_recorded_since_the_last() {
    let mut desk = desk();
    desk.keys("Enter").wait(60).keys("Enter");
    desk.keys("w").types("who logged in?").keys("Tab Enter");
    desk.keys("p Enter");
    let Event::UpdatePosted { cadence, also, changed, next, next_at } = last(&desk) else {
        panic!("{:?}", last(&desk))
    };
    assert_eq!((cadence, also, next_at), (Some(id("status")), vec![id("shift-status")], None));
    assert_eq!(changed, "Done: Recognise what happened\nOpen questions: who logged in?");
    assert!(!next.is_empty());
    assert!(toast(&desk).contains("the next is due at"), "{}", toast(&desk));
    desk.keys("p Enter");
    let Event::UpdatePosted { changed, .. } = last(&desk) else { panic!("{:?}", last(&desk)) };
    assert_eq!(changed, "Open questions: who logged in?", "what is told already is not told again");
}

#[test]
fn an_update_can_promise_when_the_next_one_comes() {
    let mut desk = desk();
    desk.keys("p Tab Tab Tab").types("10m").keys("Tab Enter");
    let Event::UpdatePosted { next_at: Some(at), .. } = last(&desk) else { panic!("{:?}", last(&desk)) };
    assert!((at - moment("2026-11-22T20:22:00Z")).num_seconds() < 60);
    desk.keys("p Tab Tab Tab").types("soon").keys("Tab Enter");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Form(_))), "what is no time is asked again");
}

#[test]
fn a_timer_is_typed_in_one_line_and_snoozed_by_a_digit() {
    let mut desk = desk();
    desk.keys("t").types("20m check the backup").keys("Tab Tab Enter");
    assert!(
        matches!(last(&desk), Event::TimerStarted { title, runs: 1200, .. } if title == "check the backup")
    );
    desk.keys("S 2");
    assert!(matches!(last(&desk), Event::TimerSnoozed { by: 900, .. }));
    desk.keys("4");
    assert!(matches!(last(&desk), Event::TimerStopped { .. }));
    desk.keys("Esc t").types("check the backup").keys("Tab Tab Enter");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Form(_))), "no time, no timer");
}

#[test]
fn a_shift_is_handed_over_and_taken_over_by_keys() {
    let mut desk = desk();
    desk.keys("P Enter Esc H Enter")
        .types("the backup is slow")
        .keys("Tab")
        .types("bob")
        .keys("Tab Tab Enter");
    let Event::HandoverGiven { to, text, roles, stood } = last(&desk) else { panic!("{:?}", last(&desk)) };
    assert_eq!((to.as_str(), text.as_str(), roles), ("bob", "the backup is slow", vec![id("lead")]));
    assert!(stood.steps > 30, "{stood:?}");
    desk.comes_in(BOB, Desk::feed_of("bob", "Bob"));
    let handover = run(&desk).waiting_handover().unwrap().id;
    desk.comes_in(BOB, Event::HandoverConfirmed { handover, note: String::new() });
    assert!(first_line(&desk).contains("lead Bob"), "{}", first_line(&desk));
}

//! Who holds which role follows from the facts alone.

use dutybook::run::{Event, Refusal};

use super::tale::{Tale, id};

#[test]
fn a_role_is_taken_given_on_and_laid_down() {
    let mut tale = Tale::pair();
    assert_eq!(tale.holder("lead"), "nobody");
    tale.takes("alice", "lead");
    assert_eq!(tale.holder("lead"), "alice");
    assert_eq!(
        tale.refuses("alice", Event::RoleTaken { role: id("lead"), takes_over: None }),
        Refusal::AlreadyHolds
    );
    let takes_over = tale.held_by("lead");
    tale.does("alice", Event::RoleGiven { role: id("lead"), person: "鲍勃".to_owned(), takes_over });
    let held = tale.run.holding("lead").unwrap();
    assert_eq!(
        (held.person.as_str(), held.conflict),
        ("bob", false),
        "a name means the person whom it names"
    );
    assert_eq!(tale.run.display_of("bob"), "鲍勃");
    let takes_over = tale.held_by("lead");
    tale.does("bob", Event::RoleLeft { role: id("lead"), takes_over, note: String::new() });
    assert_eq!(tale.holder("lead"), "nobody");
    let left = Event::RoleLeft { role: id("lead"), takes_over: None, note: String::new() };
    assert_eq!(tale.refuses("bob", left), Refusal::NobodyHolds);
    let unknown = Event::RoleTaken { role: id("king"), takes_over: None };
    assert_eq!(tale.refuses("bob", unknown), Refusal::NoSuchRole);
}

#[test]
fn two_who_take_a_role_without_knowing_of_each_other_are_flagged() {
    let mut tale = Tale::pair();
    tale.record("alice", Event::RoleTaken { role: id("lead"), takes_over: None });
    tale.record("bob", Event::RoleTaken { role: id("lead"), takes_over: None });
    let held = tale.run.holding("lead").unwrap();
    assert_eq!((held.person.as_str(), held.conflict), ("bob", true));
    tale.takes("bob", "lead");
    assert!(!tale.run.holding("lead").unwrap().conflict, "to take it knowingly settles it");
}

#[test]
fn laying_down_what_another_has_taken_meanwhile_has_no_effect() {
    let mut tale = Tale::pair();
    let alices = tale.takes("alice", "lead");
    tale.takes("bob", "lead");
    tale.record("alice", Event::RoleLeft { role: id("lead"), takes_over: Some(alices), note: String::new() });
    assert_eq!(tale.holder("lead"), "bob");
}

#[test]
fn taking_a_role_can_be_taken_back_until_another_builds_on_it() {
    let mut tale = Tale::pair();
    let taken = tale.takes("alice", "lead");
    tale.does("alice", Event::FactUndone { undoes: taken });
    assert_eq!(tale.holder("lead"), "nobody");
    let taken = tale.takes("alice", "lead");
    tale.takes("bob", "lead");
    assert_eq!(tale.refuses("alice", Event::FactUndone { undoes: taken }), Refusal::ReliedOn);
}

#[test]
fn an_ask_that_is_bound_to_a_role_is_answered_from_the_shell_by_giving_it() {
    let desk = crate::account::Desk::new();
    let told = desk.run(&[
        "start",
        "data-security-incident",
        "--title",
        "x",
        "--detach",
        "--answer",
        "lead_name=Wang",
    ]);
    assert_eq!(told.code, 0, "{}", told.errors);
    assert!(desk.run(&["show", "1"]).out.contains("Lead tonight: Wang"));
    assert!(desk.run(&["ask", "set", "lead_name=Li"]).out.contains("Li"));
    let again = desk.run(&["role", "give", "lead", "Li"]);
    assert!(again.errors.contains("holds the role already"), "{}", again.errors);
    let cleared = desk.run(&["ask", "clear", "lead_name", "--reason", "off until six"]);
    assert_eq!((cleared.code, cleared.errors.as_str()), (0, ""));
    let log = desk.run(&["log", "1"]).out;
    assert!(log.contains("off until six") && !log.contains("answered Lead tonight"), "{log}");
    assert_eq!(desk.run(&["ask", "set", "lead_name=Li"]).code, 0);
    assert_eq!(desk.run(&["ask", "clear", "lead_name", "--reason", "by-mistake"]).code, 0);
    let log = desk.run(&["log", "1"]).out;
    assert!(log.contains("by mistake") && !log.contains("by-mistake"), "{log}");
}

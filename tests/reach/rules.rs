//! The commands keep the console's rules, and say what they recorded.

use std::path::Path;

use super::kinds::Deed;
use super::shell::{Seat, run_in};
use crate::account::{Desk, Told};
use crate::shell::agent::{FakeAgent, fingerprint};

/// What a command of whoever sits here is refused with.
#[track_caller]
fn refused(seat: &Seat, command: &str, code: i32) -> String {
    let told = seat.run(command, "alice", &seat.0.home());
    assert_eq!((told.code, told.out.as_str()), (code, ""), "{command}: {}", told.errors);
    told.errors
}

#[test]
fn a_sign_off_is_a_second_persons_and_is_told_with_its_grade() {
    let seat = Seat::opened();
    let said = refused(&seat, "step sign contain", 1);
    assert!(said.contains("only a done step can be confirmed"), "{said}");
    seat.plays("step done contain");
    let said = refused(&seat, "step sign contain", 1);
    assert!(said.contains("the one who did it cannot confirm it"), "{said}");
    let said = seat.does("step sign con --note looked", "bob", &seat.0.home());
    assert!(
        said.contains("confirmed Stop the spread — looked (by the same account: not independent)"),
        "{said}"
    );
    let again = seat.run("step sign contain", "bob", &seat.0.home());
    assert!(again.code == 1 && again.errors.contains("you have confirmed this step already"));
}

#[test]
fn a_sign_off_is_signed_by_the_persons_key_and_its_grade_says_so() {
    let desk = Desk::new();
    desk.start("x", &[]);
    let agent = FakeAgent::with(&[7, 9]);
    let run = |person: &str, seed: u8, arguments: &[&str]| {
        let settings = format!("person = \"{person}\"\nidentity = \"{}\"\n", fingerprint(seed));
        std::fs::write(desk.settings().join("config.toml"), settings).unwrap();
        Told::of(&desk.command(arguments).env("SSH_AUTH_SOCK", agent.socket()).output().unwrap())
    };
    assert_eq!(run("alice", 7, &["step", "done", "contain"]).code, 0);
    assert_eq!(run("alice", 7, &["checkpoint"]).code, 0);
    let told = run("bob", 9, &["step", "sign", "contain"]);
    assert_eq!((told.code, told.errors.as_str()), (0, ""));
    assert!(told.out.contains("(by another key)"), "{}", told.out);
    let log = run("bob", 9, &["log", "1", "--format", "jsonl"]).out;
    assert_eq!(log.matches(r#""kind":"checkpoint""#).count(), 2, "each stands for it with a key");
}

#[test]
fn a_step_is_assigned_to_a_person_a_role_or_nobody_and_a_new_one_stands_where_it_is_put() {
    let seat = Seat::opened();
    assert_eq!(seat.run("step assign contain", "alice", &seat.0.home()).code, 2, "to whom is said");
    assert!(seat.plays("step assign contain bob").contains("bob"));
    assert!(seat.plays("step assign contain --role lead").contains("Lead"));
    seat.plays("step assign contain --nobody");
    let event = seat.facts().pop().unwrap()["event"].clone();
    assert_eq!(event, serde_json::json!({"kind": "step.assigned", "step": "contain"}));
    seat.plays("step add Call --behind contain --guide ring-twice");
    seat.plays("step add Write --phase respond");
    seat.plays("step done added-alice-3");
    let added = seat.facts();
    let added: Vec<_> = added.iter().filter(|fact| fact["event"]["kind"] == "step.added").collect();
    assert_eq!(added[0]["event"]["behind"], "contain");
    assert_eq!(
        (&added[1]["event"]["step"], &added[1]["event"]["phase"]),
        (&"added-alice-4".into(), &"respond".into())
    );
}

#[test]
fn a_phase_with_open_steps_is_called_complete_with_a_reason_and_what_is_left_stands_in_the_record() {
    let seat = Seat::opened();
    let said = refused(&seat, "phase complete respond", 1);
    assert!(said.contains("steps are open") && said.contains("--reason"), "{said}");
    seat.plays("step skip contain --reason no-time");
    seat.plays("phase complete respond --reason lead-decides");
    let event = seat.facts().pop().unwrap()["event"].clone();
    assert_eq!((&event["open"][0], &event["skipped"][0]), (&"restore".into(), &"contain".into()));
}

#[test]
fn a_handover_passes_the_givers_roles_once_another_person_confirms_it() {
    let seat = Seat::opened();
    let said = refused(&seat, "handover confirm", 1);
    assert_eq!(said, "no handover waits to be confirmed\n");
    let said = refused(&seat, "handover give mind-the-bank --role lead", 1);
    assert!(said.contains("you do not hold the role lead"), "{said}");
    seat.plays("role take lead");
    let said = refused(&seat, "role take lead", 1);
    assert!(said.contains("this person holds the role already"), "{said}");
    seat.plays("handover give mind-the-bank --to bob");
    seat.does("handover confirm --note read", "bob", &seat.0.home());
    assert!(seat.plays("show 1").contains("bob"));
    let said = refused(&seat, "handover confirm", 1);
    assert_eq!(said, "no handover waits to be confirmed\n");
    assert!(seat.plays("handover 1").contains("mind-the-bank"), "the page is printed as before");
}

#[test]
fn what_stands_side_by_side_is_told_with_its_records_and_one_of_them_is_chosen() {
    let seat = Seat::opened();
    assert!(refused(&seat, "settle", 1).contains("nothing was recorded side by side here"));
    seat.play(Deed::Apart { other: "step skip contain --reason no-time", mine: "step done contain" });
    let said = refused(&seat, "settle", 2);
    assert!(said.starts_with("nothing was recorded: say which of these stands:\n"), "{said}");
    let skipped = said.lines().find(|line| line.contains("skipped Stop the spread")).unwrap();
    assert_eq!(said.lines().count(), 3, "{said}");
    let record = skipped.split_whitespace().next().unwrap();
    seat.plays(&format!("settle {record}"));
    assert!(refused(&seat, "settle", 1).contains("nothing was recorded side by side here"));
}

#[test]
fn a_notice_is_kept_as_a_file_too_and_sending_it_unapproved_needs_a_reason() {
    let seat = Seat::opened();
    assert!(refused(&seat, "notice approve letter", 1).contains("no version was kept yet"));
    std::fs::write(seat.0.root.path().join("own.txt"), "My own letter\n").unwrap();
    seat.plays("notice keep letter --from own.txt --language zh");
    let event = seat.facts().pop().unwrap()["event"].clone();
    assert_eq!((&event["text"], &event["language"]), (&"My own letter".into(), &"zh".into()));
    let kept = evidence(&seat.0.home());
    assert!(kept.len() == 1 && kept[0].ends_with("-letter-1.txt"), "{kept:?}");
    let said = refused(&seat, "notice approve letter", 1);
    assert!(said.contains("the approver drafted it: ask a second person to approve it"), "{said}");
    assert!(said.contains("the role that is asked for: Lead, held by nobody: take the role first"), "{said}");
    let said = refused(&seat, "notice sent letter --to CAC --how portal", 1);
    assert!(said.contains("--reason"), "{said}");
    seat.does("role take lead", "bob", &seat.0.home());
    let said = seat.run("notice approve letter --lang zh", "carol", &seat.0.home()).errors;
    assert!(said.contains("批准人不担任所要求的角色：Lead，现由 bob 担任；请其批准"), "{said}");
    let said = seat.does("notice approve letter --reason unavailable", "carol", &seat.0.home());
    assert!(said.contains("reason: the person or system needed is unavailable"), "{said}");
    assert!(seat.plays("show 1").contains("approved “Letter”"), "it stands among the deviations");
    assert!(seat.plays("notice 1").contains("approved by carol (deviation)"));
    seat.does("notice approve letter", "bob", &seat.0.home());
    seat.plays("notice sent letter --to CAC --how portal --reference R-7 --at -5m");
    assert!(
        seat.plays("notice 1 letter --sent").contains("My own letter"),
        "the texts are printed as before"
    );
}

fn evidence(home: &Path) -> Vec<String> {
    let files = std::fs::read_dir(run_in(home).join("evidence")).unwrap();
    files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn timers_clocks_and_what_has_passed_are_named_and_nothing_is_guessed() {
    let seat = Seat::opened();
    assert!(refused(&seat, "timer stop", 1).contains("this timer is not running"));
    seat.plays("timer 20 backup");
    seat.plays("timer 30 bank");
    let said = refused(&seat, "timer stop", 2);
    assert!(said.contains("several timers are running; say which; there are: 1 "), "{said}");
    seat.plays("timer stop 1");
    seat.plays("timer snooze 10");
    assert!(refused(&seat, "timer snooze soon", 2).contains("not a time to come"));
    assert!(refused(&seat, "acknowledge", 1).contains("There is no deadline to acknowledge"));
    seat.plays("ask set aware_at=-50m clients=name=A");
    seat.plays("acknowledge");
    assert!(refused(&seat, "acknowledge clock:report", 1).contains("has not passed, or was acknowledged"));
    assert!(refused(&seat, "clock met tell", 2).contains("say which with --row"));
    assert!(refused(&seat, "clock met report", 2).contains("say it with --to"));
    seat.plays("clock met tell --row A");
    assert_eq!(seat.facts().pop().unwrap()["event"]["to"], "the client");
}

#[test]
fn an_update_says_what_changed_where_nobody_does() {
    let seat = Seat::opened();
    seat.plays("step done contain");
    seat.plays("update --next-at 20m");
    let event = seat.facts().pop().unwrap()["event"].clone();
    assert_eq!((&event["cadence"], &event["next"]), (&"status".into(), &"Restore".into()));
    assert!(event["changed"].as_str().unwrap().contains("Stop the spread") && event["next_at"].is_string());
    assert!(refused(&seat, "update --for daily", 2).contains("there is no cadence with the id daily"));
    assert!(refused(&seat, "update --next-at soon", 2).starts_with("--next-at soon: not a time to come"));
}

#[test]
fn any_record_of_ones_own_is_taken_back_by_its_name() {
    let seat = Seat::opened();
    seat.plays("note one");
    let first = seat.last();
    seat.plays("note two");
    assert!(seat.plays(&format!("undo {first}")).contains("undid: note: one"));
}

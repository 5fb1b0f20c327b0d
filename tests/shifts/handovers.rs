//! A shift handed over and taken over.

use dutybook::locale::Lang;
use dutybook::report::{Account, handover};
use dutybook::run::{Event, FactId, Refusal, Stood};
use dutybook::time::Zone;

use super::tale::{Tale, id, moment};

fn given(tale: &mut Tale, person: &str, roles: &[&str]) -> FactId {
    let roles = roles.iter().map(|role| id(role)).collect();
    let text = "the backup is slow".to_owned();
    tale.does(person, Event::HandoverGiven { to: "bob".to_owned(), text, roles, stood: Stood::default() })
}

fn confirmed(handover: FactId) -> Event {
    Event::HandoverConfirmed { handover, note: String::new() }
}

#[test]
fn roles_pass_when_the_arriving_person_confirms_and_not_before() {
    let mut tale = Tale::pair();
    tale.takes("alice", "lead");
    tale.takes("alice", "scribe");
    let handover = given(&mut tale, "alice", &["lead"]);
    assert_eq!(tale.holder("lead"), "alice");
    assert_eq!(tale.run.waiting_handover().map(|fact| fact.id), Some(handover));
    tale.at("20:30").does("bob", confirmed(handover));
    assert_eq!((tale.holder("lead").as_str(), tale.holder("scribe").as_str()), ("bob", "alice"));
    assert_eq!(tale.run.waiting_handover(), None);
    assert_eq!(tale.run.shift_began(), Some(moment("20:30")));
    assert_eq!(tale.refuses("alice", confirmed(handover)), Refusal::AlreadyConfirmed);
    assert_eq!(tale.refuses("alice", Event::FactUndone { undoes: handover }), Refusal::ReliedOn);
}

#[test]
fn a_role_that_somebody_took_meanwhile_does_not_pass() {
    let mut tale = Tale::of(&[("alice", ""), ("bob", ""), ("carol", "")]);
    tale.takes("alice", "lead");
    let handover = given(&mut tale, "alice", &["lead"]);
    tale.takes("carol", "lead");
    tale.does("bob", confirmed(handover));
    assert_eq!(tale.holder("lead"), "carol");
}

#[test]
fn one_account_may_give_and_confirm_and_the_record_says_so() {
    let mut tale = Tale::pair();
    let handover = given(&mut tale, "alice", &[]);
    let own = tale.does("alice", confirmed(handover));
    let zone = Zone::utc();
    let account = Account::new(&tale.run, Lang::En, &zone);
    let entry = account.entry(tale.run.place(own).unwrap()).unwrap();
    assert!(entry.one_line().as_str().ends_with("(by the same account as the handover)"), "{entry:?}");
}

#[test]
fn the_page_tells_whoever_comes_in_all_that_runs() {
    let mut tale = Tale::pair();
    tale.spreads(true);
    tale.takes("alice", "lead");
    tale.at("20:10").does("bob", Event::StepStarted { step: id("stop"), happened: None, deviation: None });
    tale.does("alice", Event::QuestionRaised { text: "who?".to_owned(), step: None });
    let decision = Event::DecisionMade {
        question: "pay?".to_owned(),
        options: Vec::new(),
        choice: "no".to_owned(),
        reason: String::new(),
        decided_by: "alice".to_owned(),
        step: None,
        happened: None,
    };
    tale.does("alice", decision);
    let zone = Zone::utc();
    let account = Account::new(&tale.run, Lang::En, &zone);
    let now = moment("20:40");
    let mut told = Vec::new();
    for section in handover::page(&account, now) {
        told.push(section.title.to_string());
        told.extend(section.lines.iter().map(|line| format!("  {line}")));
    }
    let told = told.join("\n");
    insta::assert_snapshot!(told, @r"
    Where we are
      open for 40m · steps 0/2 · this shift since 20:00
      next: Stop it
    Under way
      Stop it (鲍勃, 20:10)
    Passed and not met (1)
      20:30  Status update
    Who has what
      Lead: Alice Chen (since 20:00)
    Open questions
      who? (Alice Chen, 20:10)
    Decided in this shift
      pay? → no
    ");
    let stood = handover::stood(&account, now);
    assert_eq!((stood.steps, stood.running, stood.past, stood.questions), (2, 1, 1, 1));
}

#[test]
fn the_page_leaves_out_nothing_of_what_has_passed_or_is_due() {
    let mut tale = Tale::pair();
    for minutes in 1..=24_u32 {
        let title = format!("timer {minutes}");
        tale.does("alice", Event::TimerStarted { title, step: None, runs: minutes * 60 });
    }
    let zone = Zone::utc();
    for (lang, passed, due) in [
        (Lang::Zh, "已过时限、尚未办结（12）", "12 小时内到期"),
        (Lang::En, "Passed and not met (12)", "Due within 12 hours"),
    ] {
        let page = handover::page(&Account::new(&tale.run, lang, &zone), moment("20:12"));
        let timers = |title: &str| {
            let section = page.iter().find(|section| section.title.as_str() == title);
            let lines = section.map(|section| section.lines.clone()).unwrap_or_default();
            lines.iter().filter(|line| line.as_str().contains("timer ")).count()
        };
        assert_eq!((timers(passed), timers(due)), (12, 12), "{page:#?}");
    }
}

#[test]
fn a_timer_that_is_snoozed_runs_on_from_its_end_or_from_now() {
    let mut tale = Tale::pair();
    let started = Event::TimerStarted { title: "backup".to_owned(), step: None, runs: 600 };
    let timer = tale.does("alice", started);
    let end = |tale: &Tale| tale.run.alarms(&Zone::utc())[0].at;
    tale.at("20:05").does("bob", Event::TimerSnoozed { timer, by: 300 });
    assert_eq!(end(&tale), moment("20:15"), "from its end");
    tale.at("20:20").does("bob", Event::TimerSnoozed { timer, by: 300 });
    assert_eq!(end(&tale), moment("20:25"), "from now, where the end has passed");
    tale.does("alice", Event::TimerStopped { timer });
    assert_eq!(tale.refuses("bob", Event::TimerSnoozed { timer, by: 300 }), Refusal::NotRunning);
}

#[test]
fn a_handover_tells_times_as_short_as_the_rest_of_the_page() {
    let mut tale = Tale::pair();
    let handover = given(&mut tale, "alice", &[]);
    let zone = Zone::utc();
    let account = Account::new(&tale.run, Lang::En, &zone);
    let fact = tale.run.fact(handover).unwrap();
    let title = |now| handover::given(&account, fact, now)[0].title.to_string();
    let today = title(fact.at + chrono::TimeDelta::minutes(5));
    assert!(today.contains(&zone.clock(fact.at)) && !today.contains('-'), "{today}");
    let later = title(fact.at + chrono::TimeDelta::days(2));
    assert!(later.contains(&zone.minute(fact.at)[5..]) && !later.contains(&zone.minute(fact.at)), "{later}");
}

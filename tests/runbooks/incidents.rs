//! Seven incidents played through: which steps apply, so that a change of a condition shows.

use std::fmt::Write as _;
use std::sync::Arc;

use dutybook::locale::Lang;
use dutybook::run::{Body, Event, Fact, FactId, FeedId, Run};
use dutybook::runbook::Tri;
use dutybook::time::{Moment, Zone};

use super::shipped;

/// What the duty officer typed in each of them.
const INCIDENTS: [(&str, &[(&str, &str)]); 7] = [
    (
        "leak",
        &[
            ("noticed_how", "public"),
            ("systems", "ledger, files"),
            ("data_damaged", "no"),
            ("personal_info", "yes"),
            ("persons", "1200"),
            ("capacity", "both"),
            ("insured", "yes"),
            ("report_to", "pi-authority"),
            ("media_attention", "yes"),
        ],
    ),
    (
        "tampering",
        &[
            ("noticed_how", "client"),
            ("systems", "ledger, bank"),
            ("data_damaged", "yes"),
            ("personal_info", "no"),
            ("insured", "no"),
            ("report_to", "none"),
            ("media_attention", "no"),
        ],
    ),
    (
        "intrusion",
        &[
            ("noticed_how", "tax"),
            ("systems", "tax, invoice, certificates, mail"),
            ("data_damaged", "no"),
            ("personal_info", "yes"),
            ("persons", "300"),
            ("capacity", "entrusted"),
            ("insured", "no"),
            ("report_to", "tax-bureau"),
            ("media_attention", "no"),
        ],
    ),
    (
        "ransomware",
        &[
            ("noticed_how", "extortion"),
            ("systems", "ledger, tax, invoice, bank, files, backup, computers"),
            ("data_damaged", "yes"),
            ("personal_info", "yes"),
            ("persons", "4000"),
            ("capacity", "both"),
            ("grade", "serious"),
            ("insured", "yes"),
            ("report_to", "cac, pi-authority"),
            ("media_attention", "yes"),
        ],
    ),
    (
        "device-loss",
        &[
            ("noticed_how", "staff"),
            ("systems", "bank, computers, paper"),
            ("data_damaged", "no"),
            ("personal_info", "yes"),
            ("persons", "60"),
            ("capacity", "entrusted"),
            ("insured", "no"),
            ("report_to", "none"),
            ("media_attention", "no"),
        ],
    ),
    (
        "insider",
        &[
            ("noticed_how", "staff"),
            ("systems", "ledger, chat, files"),
            ("data_damaged", "no"),
            ("personal_info", "yes"),
            ("persons", "500"),
            ("capacity", "both"),
            ("insured", "no"),
            ("report_to", "none"),
            ("media_attention", "no"),
        ],
    ),
    (
        "mis-sent",
        &[
            ("noticed_how", "staff"),
            ("systems", "mail"),
            ("data_damaged", "no"),
            ("personal_info", "yes"),
            ("persons", "12"),
            ("capacity", "entrusted"),
            ("insured", "no"),
            ("report_to", "none"),
            ("media_attention", "no"),
        ],
    ),
];

/// The incident of a kind, after its answers.
fn played(kind: &str, answers: &[(&str, &str)]) -> Run {
    let book = Arc::new(shipped().remove(0));
    let now: Moment = "2026-11-23T20:00:00Z".parse().unwrap();
    let graded = answers.iter().any(|(ask, _)| *ask == "grade");
    let grade = if graded { &[][..] } else { &[("grade", "general")] };
    let first = [("kind", kind), ("cii", "no")];
    let answers = first.iter().chain(grade).chain(answers);
    let facts: Vec<Fact> = answers
        .zip(1..)
        .map(|((ask, text), seq)| {
            let asked = book.asks.iter().find(|known| known.id.as_str() == *ask).unwrap();
            let value = asked.kind.parse(text, now, &Zone::utc()).unwrap();
            let event = Event::AskAnswered { ask: asked.id.clone(), value, amends: None };
            Fact { id: FactId { feed: FeedId(1), seq }, at: now, by: "duty".into(), body: Body::Event(event) }
        })
        .collect();
    Run::fold(book, facts)
}

/// The places of the steps that apply, or may yet.
fn applicable(run: &Run) -> Vec<usize> {
    (0..run.steps().len()).filter(|&n| run.applies(n) != Tri::False).collect()
}

/// The steps that apply, phase by phase.
fn listing(run: &Run, answers: &[(&str, &str)]) -> String {
    let steps = applicable(run);
    let mut list = String::new();
    for (ask, text) in answers {
        let _ = writeln!(list, "{ask} = {text}");
    }
    let _ = writeln!(list, "\n{} of {} steps", steps.len(), run.steps().len());
    for (n, phase) in run.phases().iter().enumerate() {
        let _ = writeln!(list, "\n[{}] {}", phase.stage.code(), phase.title.get(Lang::En));
        for place in run.steps_of(n).iter().filter(|place| steps.contains(place)) {
            let unknown = if run.applies(*place) == Tri::Unknown { " (?)" } else { "" };
            let _ = writeln!(
                list,
                "  {} – {}{unknown}",
                run.steps()[*place].id,
                run.step_title(*place, Lang::En)
            );
        }
    }
    list
}

#[test]
fn each_kind_of_incident_has_the_steps_it_needs() {
    for (kind, answers) in INCIDENTS {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(kind, listing(&played(kind, answers), answers)));
    }
}

#[test]
fn a_mis_sent_mail_is_short_and_ransomware_is_long() {
    let [.., last] = INCIDENTS;
    let ransomware = applicable(&played("ransomware", INCIDENTS[3].1)).len();
    let mis_sent = applicable(&played("mis-sent", last.1)).len();
    assert!(mis_sent * 2 <= ransomware, "{mis_sent} steps for a mis-sent mail, {ransomware} for ransomware");
}

#[test]
fn nothing_known_hides_no_step_and_everything_known_leaves_no_question() {
    let unknown = Run::new(Arc::new(shipped().remove(0)));
    assert_eq!(applicable(&unknown).len(), unknown.steps().len());
    for (kind, answers) in INCIDENTS {
        let run = played(kind, answers);
        let open = (0..run.steps().len()).filter(|&n| run.applies(n) == Tri::Unknown);
        let open: Vec<&str> = open.map(|n| run.steps()[n].id.as_str()).collect();
        assert!(open.is_empty(), "{kind} leaves open whether these apply: {open:?}");
    }
}

#[test]
fn what_was_mis_sent_or_lost_comes_right_after_recognising_it_and_holds_up_nobody_who_does_not_know_the_kind()
{
    let next =
        |kind: Option<&str>| {
            let book = Arc::new(shipped().remove(0));
            let now: Moment = "2026-11-23T20:00:00Z".parse().unwrap();
            let mut events = vec![r#"{"kind":"step.done","step":"recognise"}"#.to_owned()];
            events.extend(kind.map(|kind| {
                format!(r#"{{"kind":"ask.answered","ask":"kind","value":{{"choice":"{kind}"}}}}"#)
            }));
            let facts = events.iter().zip(1..).map(|(event, seq)| Fact {
                id: FactId { feed: FeedId(1), seq },
                at: now,
                by: "duty".into(),
                body: Body::Event(serde_json::from_str(event).unwrap()),
            });
            let run = Run::fold(book, facts.collect::<Vec<Fact>>());
            run.steps()[run.next_step().unwrap()].id.to_string()
        };
    assert_eq!(next(Some("mis-sent")), "recall");
    assert_eq!(next(Some("device-loss")), "lock-lost-device");
    assert_eq!(next(Some("ransomware")), "safe-channel");
    assert_eq!(next(None), "safe-channel");
}

//! The shape of the shipped runbooks: phases that fit a breath, times that are measured, promises that can break.

use dutybook::locale::Lang;
use dutybook::runbook::Stage;

use super::shipped;

#[test]
fn no_phase_has_more_than_nine_steps_and_each_of_the_emergency_ends_in_words_said_aloud() {
    for book in shipped() {
        for phase in &book.phases {
            assert!((1..=9).contains(&phase.steps.len()), "{} has {} steps", phase.id, phase.steps.len());
            assert!(phase.stage != Stage::Emergency || phase.pause.is_some(), "{} has no pause", phase.id);
        }
    }
}

#[test]
fn the_incident_measures_noticing_containing_grading_notifying_recovering_and_closing() {
    let books = shipped();
    for metric in ["notice", "contain", "grade", "notify", "recover", "close"] {
        let id = format!("time-to-{metric}");
        let found = books[0].metrics.iter().find(|metric| metric.id.as_str() == id);
        assert!(found.is_some_and(|metric| metric.target.is_some()), "{id}");
    }
}

#[test]
fn the_incident_asks_for_what_its_report_needs() {
    let books = shipped();
    let needed = [
        "aware_at",
        "noticed_by",
        "noticed_how",
        "began_at",
        "kind",
        "systems",
        "clients",
        "persons",
        "pi",
        "loss",
        "cut_off",
        "cause",
        "grade",
        "graded_at",
        "contained_at",
        "restored_at",
    ];
    for id in needed {
        assert!(books[0].asks.iter().any(|ask| ask.id.as_str() == id), "{id}");
    }
    let grade = books[0].asks.iter().find(|ask| ask.id.as_str() == "grade").unwrap();
    let help = grade.help.as_ref().unwrap();
    assert!(help.get(Lang::Zh).contains("100 万人") && help.get(Lang::En).contains("1m people"));
}

#[test]
fn every_commitment_is_kept_by_steps_and_a_time_and_says_what_breaks_it() {
    let mut sources = Vec::new();
    for book in shipped() {
        for commitment in &book.commitments {
            assert!(!commitment.steps.is_empty() && commitment.broken.is_some(), "{}", commitment.id);
            let metric = book.metrics.iter().find(|metric| Some(&metric.id) == commitment.metric.as_ref());
            assert!(
                metric.is_some_and(|metric| metric.target.is_some()),
                "{} is not measured",
                commitment.id
            );
            sources.push(commitment.source.clone().unwrap());
        }
    }
    sources.sort();
    assert_eq!(sources, ["S.1", "S.2", "S.3", "S.4", "S.5", "S.6"]);
}

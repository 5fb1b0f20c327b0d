//! What a report says of a journal and of what lies beside it.

use dutybook::journal::verify::Surroundings;
use dutybook::journal::{Digest, Journal, Report};
use dutybook::run::Event;

use super::builder::{Book, opening};

fn journal() -> Journal {
    let mut book = Book::bare("alice", 1);
    let Event::FeedOpened { writer, rules, mut files, continues } = opening("alice", None) else { panic!() };
    files.insert("runbook.toml".to_owned(), Digest::of(b"runbook").to_string());
    book.add(&Event::FeedOpened { writer, rules, files, continues }, &[]);
    let evidence = format!(
        r#"{{"kind":"evidence.added","how":"copied","name":"a.log","place":"/var/log","sha256":"{}"}}"#,
        Digest::of(b"evidence")
    );
    book.add(&serde_json::from_str(&evidence).unwrap(), &[]);
    Journal::new(vec![book.feed()], None)
}

fn beside(runbook: &[u8], evidence: &[u8]) -> Surroundings {
    let name = format!("{}-a.log", Digest::of(b"evidence"));
    Surroundings {
        files: [("runbook.toml".to_owned(), Ok(Digest::of(runbook)))].into(),
        evidence: Some([(name, Ok(Digest::of(evidence)))].into()),
        ..Surroundings::default()
    }
}

fn codes(beside: &Surroundings) -> Vec<&'static str> {
    Report::of(&journal(), beside).findings.iter().map(|finding| finding.kind.code()).collect()
}

#[test]
fn the_files_of_a_run_are_checked_against_its_first_records() {
    assert!(codes(&beside(b"runbook", b"evidence")).is_empty());
    assert_eq!(codes(&beside(b"Runbook", b"evidence")), ["file-changed"]);
    assert_eq!(codes(&beside(b"runbook", b"Evidence")), ["evidence-changed"]);
    assert_eq!(codes(&Surroundings::default()), ["file-missing"], "evidence was not looked at");
    let nothing =
        Surroundings { evidence: Some(std::collections::BTreeMap::new()), ..Surroundings::default() };
    assert_eq!(codes(&nothing), ["evidence-missing", "file-missing"]);
}

#[test]
fn a_journal_without_a_feed_is_damaged() {
    let report = Report::of(&Journal::new(Vec::new(), None), &Surroundings::default());
    assert_eq!(report.findings[0].kind.code(), "no-feed");
    assert!(!report.is_sound());
}

#[test]
fn a_summary_tells_what_was_checked_and_how_far_it_goes() {
    let summary = Report::of(&journal(), &Surroundings::default()).summary;
    assert_eq!((summary.feeds, summary.records, summary.heads.len()), (1, 2, 1));
    assert_eq!(summary.heads[0].seq, 2);
    assert_eq!(summary.persons.values().collect::<Vec<_>>(), ["李四"]);
    assert_eq!(summary.first, summary.last);
}

#[test]
fn a_cut_at_the_end_of_a_record_shows_against_a_head_held_elsewhere() {
    let mut book = Book::open("alice", 1);
    book.note("kept", &[]);
    let cut = book.feed();
    let held = book.note("cut off", &[]);
    let codes = |feed, held: dutybook::journal::Head| {
        let beside = Surroundings { held: vec![held], ..Surroundings::default() };
        let findings = Report::of(&Journal::new(vec![feed], None), &beside).findings;
        findings.iter().map(|finding| finding.kind.code()).collect::<Vec<_>>()
    };
    assert!(codes(book.feed(), held).is_empty());
    assert_eq!(codes(cut, held), ["held-head"]);
    assert_eq!(codes(book.feed(), dutybook::journal::Head { seq: 2, ..held }), ["held-head"]);
    for text in [held.to_string(), held.to_string().replace(' ', ":")] {
        assert_eq!(dutybook::journal::Head::parse(&text), Some(held));
    }
    assert_eq!(dutybook::journal::Head::parse("0000000000000001:3"), None);
}

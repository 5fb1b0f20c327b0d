//! What somebody who can write into the folder of a run gains by it: a journal that shows what was done.

use dutybook::journal::verify::Surroundings;
use dutybook::journal::{Digest, Head, Journal, Report};
use dutybook::run::event::Continues;

use super::builder::{Book, check, notes};

fn report(books: &[&Book], beside: &Surroundings) -> Report {
    check(&Journal::new(books.iter().map(|book| book.feed()).collect(), None), beside)
}

fn codes(books: &[&Book]) -> Vec<&'static str> {
    report(books, &Surroundings::default()).findings.iter().map(|finding| finding.kind.code()).collect()
}

fn opened(person: &str, feed: u64, parts: &str) -> Book {
    let mut book = Book::bare(person, feed);
    book.add_text(&format!(r#"{{"kind":"feed.opened",{parts}}}"#), &[]);
    book
}

const WRITER: &str = r#""writer":{"person":"alice","display":"李四","account":"a","uid":1,"host":"h","machine":"m","boot":"b","program":"p","version":"1"},"rules":1"#;

/// A feed of alice's that makes all of another one void.
fn voiding(feed: u64, other: u64) -> Book {
    let last = Digest::ZERO.to_string();
    Book::continuing("alice", feed, Some(Continues { feed: format!("{other:016x}"), valid_bytes: 0, last }))
}

#[test]
fn a_field_that_is_not_known_switches_no_check_of_the_files_off() {
    let files = format!(r#""files":{{"runbook.toml":"{}"}}"#, Digest::of(b"as it was"));
    let beside = Surroundings {
        files: [("runbook.toml".to_owned(), Ok(Digest::of(b"changed")))].into(),
        ..Surroundings::default()
    };
    for more in ["", r#","mood":"new""#, r#","continues":null"#] {
        let book = opened("alice", 1, &format!("{WRITER},{files}{more}").replace("李四", "Li"));
        let report = report(&[&book], &beside);
        assert_eq!(report.findings[0].kind.code(), "file-changed", "{more}");
        assert_eq!(report.summary.persons.values().next().unwrap(), "Li");
    }
}

#[test]
fn a_field_that_is_not_known_brings_no_void_record_back() {
    let mut first = Book::open("alice", 1);
    let last = first.note("kept", &[]);
    let valid_bytes = first.bytes.len();
    first.note("VOID", &[]);
    let inner = format!(r#""feed":"0000000000000001","valid_bytes":{valid_bytes},"last":"{}""#, last.h);
    for continues in [
        format!(r#""continues":{{{inner}}}"#),
        format!(r#""continues":{{{inner},"why":"new"}}"#),
        format!(r#""continues":{{{inner}}},"mood":1"#),
    ] {
        let second = opened("alice", 2, &format!(r#""files":{{}},{continues}"#));
        let journal = Journal::new(vec![first.feed(), second.feed()], None);
        assert_eq!(notes(&journal), ["kept"], "{continues}");
    }
}

#[test]
fn what_a_feed_states_in_another_form_is_damage() {
    for parts in [
        r#""files":{"runbook.toml":5}"#,
        r#""files":7"#,
        r#""rules":1"#,
        r#""files":{},"continues":{"feed":"0000000000000001","valid_bytes":"7"}"#,
        r#""files":{},"continues":[]"#,
        r#""files":{},"writer":{"person":"bob","display":"Bob"}"#,
    ] {
        assert_eq!(codes(&[&opened("alice", 2, parts)])[0], "opening", "{parts}");
    }
}

#[test]
fn the_first_record_opens_the_feed_and_no_other_by_its_kind_alone() {
    let note = r#"{"kind":"note.added","text":"x","mood":"new"}"#;
    for first in [r#"{"kind":"feed.danced"}"#, note] {
        let mut book = Book::bare("alice", 1);
        book.add_text(first, &[]);
        assert_eq!(codes(&[&book]), ["opening", "newer"], "{first}");
    }
    for later in [r#"{"kind":"feed.opened"}"#, r#"{"kind":"feed.opened","files":{},"mood":1}"#] {
        let mut book = Book::open("alice", 1);
        book.add_text(later, &[]);
        assert_eq!(codes(&[&book]), ["opening", "newer"], "{later}");
    }
}

#[test]
fn rules_that_are_not_known_are_told_of_as_newer() {
    let known = format!(r#"{WRITER},"files":{{}}"#).replace("李四", "Li");
    assert!(codes(&[&opened("alice", 1, &known)]).is_empty());
    assert_eq!(codes(&[&opened("alice", 1, &known.replace("\"rules\":1", "\"rules\":2"))]), ["newer"]);
}

#[test]
fn nobody_takes_away_unseen_what_another_person_has_relied_on() {
    let mut alice = Book::open("alice", 1);
    let asked = alice.note("asked", &[]);
    let mut bob = Book::open("bob", 2);
    bob.note("answered", &[asked]);
    let forged = voiding(3, 1);
    assert_eq!(codes(&[&alice, &bob, &forged]), ["seen-void", "void"]);

    let mut carol = Book::open("carol", 4);
    carol.add_text(r#"{"kind":"note.amended","amends":"0000000000000001:2","text":"no"}"#, &[]);
    assert_eq!(codes(&[&alice, &carol, &forged]), ["seen-void", "void"]);

    // The same person's other console may have seen what the disk then did not take.
    let mut second = Book::open("alice", 5);
    second.note("saw it", &[asked]);
    assert_eq!(codes(&[&alice, &second, &forged]), ["void"]);
}

#[test]
fn feeds_that_continue_each_other_in_a_circle_make_nothing_void() {
    let first = voiding(1, 2);
    let second = voiding(2, 3);
    let third = voiding(3, 1);
    assert_eq!(codes(&[&first, &second, &third]), ["continues"; 3]);
    let outside = voiding(4, 3);
    let report = report(&[&first, &second, &third, &outside], &Surroundings::default());
    assert_eq!(report.summary.records, 3, "what leads into a circle is not of it");
}

#[test]
fn a_void_feed_still_says_what_it_continues() {
    let mut first = Book::open("alice", 1);
    first.note("VOID", &[]);
    let second = voiding(2, 1);
    let mut third = voiding(3, 2);
    third.note("again", &[]);
    let journal = Journal::new([&first, &second, &third].map(Book::feed).to_vec(), None);
    assert_eq!(notes(&journal), ["again"]);
}

#[test]
fn a_feed_of_another_run_is_not_continued() {
    let mut other = Book::bare("alice", 1);
    other.run = dutybook::journal::RunId::parse(b"0000000000000000").unwrap();
    other.note("elsewhere", &[]);
    let second = voiding(2, 1);
    let mut third = Book::open("alice", 3);
    third.note("here", &[]);
    assert!(codes(&[&other, &second, &third]).contains(&"continues"));
}

#[test]
fn a_record_missing_within_its_feed_is_told_there_and_one_beyond_its_end_where_it_was_seen() {
    let mut alice = Book::open("alice", 1);
    let heads: Vec<Head> = (0..4).map(|number| alice.note(&number.to_string(), &[])).collect();
    let lines: Vec<&[u8]> = alice.bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let mut bob = Book::open("bob", 2);
    bob.note("saw the second", &[heads[0]]);
    bob.note("saw the last", &[heads[3]]);
    let mut without = alice.clone();
    without.bytes = [lines[0], lines[2], lines[3], lines[4]].concat();
    assert_eq!(codes(&[&without, &bob]), ["seq"]);
    without.bytes = [lines[0], lines[2], lines[3]].concat();
    assert_eq!(codes(&[&without, &bob]), ["seq", "seen-record"]);
}

#[test]
fn a_line_passed_over_for_its_number_is_not_compared_by_its_time() {
    let mut alice = Book::open("alice", 1);
    alice.note("one", &[]);
    let twice = [alice.bytes.clone(), alice.bytes.clone()].concat();
    alice.bytes = twice;
    assert_eq!(codes(&[&alice]), ["seq", "seq"]);
}

#[test]
fn a_circle_is_told_of_though_its_headers_were_changed_too() {
    let (mut alice, mut bob) = (Book::open("alice", 1), Book::open("bob", 2));
    let forged = |feed, seq| Head { feed: dutybook::run::FeedId(feed), seq, h: Digest::ZERO };
    alice.note("a", &[forged(2, 2)]);
    bob.note("b", &[forged(1, 2)]);
    for book in [&mut alice, &mut bob] {
        let text = String::from_utf8(book.bytes.clone()).unwrap();
        let changed = text.replace("\"up\":\"2.000000\"", "\"up\":\"3.000000\"");
        assert_ne!(changed, text);
        book.bytes = changed.into_bytes();
    }
    assert_eq!(codes(&[&alice, &bob]), ["cycle", "header-hash", "header-hash"]);
}

#[test]
fn feeds_without_a_record_are_no_journal() {
    assert_eq!(codes(&[&Book::bare("alice", 1)]), ["no-feed", "empty-feed"]);
}

fn copied(parts: &str) -> Book {
    let mut book = Book::open("alice", 1);
    book.add_text(
        &format!(r#"{{"kind":"evidence.added","how":"copied","name":"a.log","place":"/"{parts}}}"#),
        &[],
    );
    book
}

#[test]
fn a_copy_whose_digest_is_left_out_or_is_none_is_missing() {
    let digest = Digest::of(b"bytes").to_string();
    let name = format!("{digest}-a.log");
    let evidence =
        |read| Surroundings { evidence: Some([(name.clone(), read)].into()), ..Surroundings::default() };
    let told = |parts: &str, read| {
        let report = report(&[&copied(parts)], &evidence(read));
        let findings = report.findings.into_iter().filter(|finding| finding.kind.is_damage());
        findings.map(|finding| (finding.file.to_string(), finding.kind.code())).collect::<Vec<_>>()
    };
    let missing = [("evidence".to_owned(), "evidence-missing")];
    for parts in ["", r#","sha256":"""#, r#","sha256":"XYZ""#, r#","sha256":7"#, r#","mood":1"#] {
        assert_eq!(told(parts, Ok(Digest::of(b"bytes"))), missing, "{parts}");
    }
    let file = format!("evidence/{name}");
    for parts in [format!(r#","sha256":"{digest}""#), format!(r#","sha256":"{digest}","mood":"new""#)] {
        assert_eq!(told(&parts, Ok(Digest::of(b"bytes"))), []);
        assert_eq!(told(&parts, Ok(Digest::of(b"other"))), [(file.clone(), "evidence-changed")]);
        let link = Err(dutybook::journal::FindingKind::FileType);
        assert_eq!(told(&parts, link), [(file.clone(), "file-type")], "one finding, not two");
    }
}

#[test]
fn every_copy_that_bears_a_digest_must_have_it() {
    let digest = Digest::of(b"bytes").to_string();
    let book = copied(&format!(r#","sha256":"{digest}""#));
    let good = || Ok(Digest::of(b"bytes"));
    for (first, second, expected) in [
        (good(), good(), &[][..]),
        (good(), Ok(Digest::ZERO), &["evidence-changed"]),
        (Ok(Digest::ZERO), good(), &["evidence-changed"]),
    ] {
        let evidence = [(format!("{digest}-a"), first), (format!("{digest}-b"), second)].into();
        let beside = Surroundings { evidence: Some(evidence), ..Surroundings::default() };
        let codes: Vec<_> =
            report(&[&book], &beside).findings.iter().map(|finding| finding.kind.code()).collect();
        assert_eq!(codes, expected);
    }
}

#[test]
fn a_run_is_called_by_the_last_title_that_was_not_taken_back() {
    let mut alice = Book::open("alice", 1);
    let opened = r#"{"kind":"run.opened","run":"incident","number":"2026-001","title":"first","runbook":"r","version":"1"}"#;
    alice.add_text(opened, &[]);
    let titled = alice.add_text(r#"{"kind":"run.titled","title":"second"}"#, &[]);
    let title = |books: &[&Book]| report(books, &Surroundings::default()).summary.title.unwrap();
    assert_eq!(title(&[&alice]), "second");
    let undo = r#"{"kind":"fact.undone","undoes":"0000000000000001:3"}"#;
    let (mut bob, mut other) = (Book::open("bob", 2), Book::open("alice", 3));
    bob.add_text(undo, &[titled]);
    assert_eq!(title(&[&alice, &bob]), "second", "nobody takes back what another person said");
    other.add_text(undo, &[titled]);
    assert_eq!(title(&[&alice, &bob, &other]), "first");
    let mut undone = alice.clone();
    undone.add_text(r#"{"kind":"fact.undone","undoes":"0000000000000001:2"}"#, &[]);
    undone.add_text(undo, &[]);
    assert_eq!(title(&[&undone]), "first", "the opening is never taken back");
}

#[test]
fn a_tail_that_no_record_begins_with_is_damage() {
    for (tail, code) in [
        ("{\"v\":0", "form"),
        ("{\"v\":2", "torn-tail"),
        ("{\"v\":01", "form"),
        ("{\"v\":99999999999999999999", "form"),
        ("{\"v\":1", "torn-tail"),
    ] {
        let mut book = Book::open("alice", 1);
        book.bytes.extend(tail.bytes());
        assert_eq!(codes(&[&book]), [code], "{tail}");
    }
}

#[test]
fn what_a_newer_header_has_more_are_fields() {
    for (fields, code) in [
        ("", "newer"),
        (r#","mood":[1,{"a":"b"}]"#, "newer"),
        (r#","mood":1,"tune":"x""#, "newer"),
        ("garbage", "form"),
        (",garbage", "form"),
        (r#","mood""#, "form"),
        (r#","mood":1}"#, "form"),
        (",", "form"),
        (r#","mood": 1"#, "form"),
    ] {
        let mut book = Book::open("alice", 1);
        book.add_newer(fields);
        assert_eq!(codes(&[&book]), [code], "{fields}");
    }
}

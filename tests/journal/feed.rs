//! One feed: changed bytes, cut tails, growth.

use dutybook::journal::{Feed, Finding, FindingKind, Journal, Report};
use proptest::prelude::*;

use super::builder::{Book, notes};

fn book() -> Book {
    let mut book = Book::open("alice", 0xa);
    for text in ["停止扩散", "second", "三 \u{1b}[2J", "fourth"] {
        book.note(text, &[]);
    }
    book
}

/// The line of the first damage that a check of one feed finds.
fn first_damage(book: &Book, bytes: Vec<u8>) -> Option<(u64, FindingKind)> {
    let journal = Journal::new(vec![Feed::read(book.name.clone(), bytes)], Some(book.run));
    let report = Report::of(&journal, &dutybook::journal::verify::Surroundings::default());
    let told = |finding: &Finding| finding.kind.is_damage() && finding.kind != FindingKind::NoFeed;
    let first = report.findings.into_iter().find(told)?;
    Some((first.line.unwrap(), first.kind))
}

fn lines(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

#[test]
fn an_unchanged_feed_has_no_findings() {
    let book = book();
    assert_eq!(first_damage(&book, book.bytes.clone()), None);
    assert!(book.bytes.iter().all(|byte| matches!(byte, b'\n' | 0x20..=0x7e)));
}

#[test]
fn every_changed_byte_is_found_in_its_line() {
    let book = book();
    let mut line = 1;
    for place in 0..book.bytes.len() {
        for flip in [0x01, 0x02, 0x20, 0x80] {
            let mut bytes = book.bytes.clone();
            bytes[place] ^= flip;
            let (found, kind) = first_damage(&book, bytes).unwrap_or_else(|| panic!("{place} ^ {flip}"));
            assert_eq!(found, line, "{place} ^ {flip}: {kind:?}");
        }
        if book.bytes[place] == b'\n' {
            line += 1;
        }
    }
}

#[test]
fn a_change_names_what_it_changed() {
    let book = book();
    let text = String::from_utf8(book.bytes.clone()).unwrap();
    for (from, to, expected) in [
        ("second", "sekond", FindingKind::BodyDigest),
        ("\"seq\":3", "\"seq\":9", FindingKind::HeaderHash),
        ("\"seq\":3", "\"seq\": ", FindingKind::Form),
        ("up\":\"3", "up\":\"7", FindingKind::HeaderHash),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_eq!(first_damage(&book, changed.into_bytes()), Some((3, expected)), "{from} -> {to}");
    }
}

#[test]
fn a_line_taken_out_is_found_where_it_stood() {
    let book = book();
    let lines: Vec<&[u8]> = book.bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let without = |taken: usize| -> Vec<u8> {
        let kept = lines.iter().enumerate().filter(|(index, _)| *index != taken);
        kept.flat_map(|(_, line)| line.to_vec()).collect()
    };
    assert_eq!(first_damage(&book, without(2)), Some((3, FindingKind::Seq { expected: 3, found: 4 })));
    assert_eq!(first_damage(&book, without(0)), Some((1, FindingKind::Seq { expected: 1, found: 2 })));
    let feed = Feed::read(book.name.clone(), without(2));
    assert_eq!(feed.entries().len(), 4, "what is left is still read");
}

#[test]
fn every_cut_recovers_to_the_last_whole_record() {
    let book = book();
    for end in 0..=book.bytes.len() {
        let bytes = book.bytes[..end].to_vec();
        let whole = lines(&bytes);
        let feed = Feed::read(book.name.clone(), bytes.clone());
        assert_eq!(feed.entries().len(), whole);
        assert_eq!(feed.flaws().next(), None, "{end}");
        assert_eq!(feed.bytes(), bytes, "a tail stays where it is");
        assert_eq!(feed.tail().is_some(), end > 0 && book.bytes[end - 1] != b'\n');
        assert_eq!(first_damage(&book, bytes.clone()), None, "{end}");
        let zeros = [bytes, vec![0; 9]].concat();
        assert_eq!(first_damage(&book, zeros), None, "{end} and zeros");
    }
}

#[test]
fn a_feed_grows_to_the_same_as_it_is_read_at_once() {
    let book = book();
    for step in [1, 7, 300, 1000] {
        let mut feed = Feed::read(book.name.clone(), Vec::new());
        for part in book.bytes.chunks(step) {
            feed.extend(part);
        }
        assert_eq!(feed.head(), book.head);
        assert_eq!(feed.flaws().count(), 0);
        assert_eq!(notes(&Journal::new(vec![feed], None)).len(), 4);
    }
}

#[test]
fn a_line_beyond_the_limit_is_passed_over() {
    let mut book = book();
    let whole = book.bytes.len();
    book.bytes.extend(std::iter::repeat_n(b'x', 70_000));
    book.bytes.push(b'\n');
    let feed = book.feed();
    assert_eq!(feed.entries().len(), 5);
    let flaw = feed.flaws().next().unwrap();
    assert_eq!((flaw.line, flaw.offset, &flaw.kind), (6, whole, &FindingKind::LineTooLong));
}

#[test]
fn a_withheld_body_verifies_and_its_text_is_gone() {
    let book = book();
    let text = String::from_utf8(book.bytes.clone()).unwrap();
    let line = text.lines().nth(2).unwrap();
    let x = line.find(",\"x\":").unwrap() + 5;
    let redacted = text.replace(&line[x..line.len() - 1], "null");
    assert!(!redacted.contains("second"));
    let journal = Journal::new(vec![Feed::read(book.name.clone(), redacted.into_bytes())], None);
    let report = Report::of(&journal, &dutybook::journal::verify::Surroundings::default());
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.summary.withheld, 1);
    assert_eq!(notes(&journal).len(), 3);
}

#[test]
fn an_event_of_a_newer_version_verifies_and_is_told_of() {
    let mut book = book();
    book.add_text(r#"{"kind":"step.danced","how":["well"]}"#, &[]);
    let journal = Journal::new(vec![book.feed()], None);
    let report = Report::of(&journal, &dutybook::journal::verify::Surroundings::default());
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.summary.newer, 1);
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        first_damage(&Book::open("alice", 0xa), bytes);
    }

    #[test]
    fn a_changed_stretch_is_found(start in 0usize..2000, noise in proptest::collection::vec(any::<u8>(), 1..40)) {
        let book = book();
        let mut bytes = book.bytes.clone();
        let start = start % bytes.len();
        let end = (start + noise.len()).min(bytes.len());
        bytes[start..end].copy_from_slice(&noise[..end - start]);
        prop_assume!(bytes != book.bytes);
        let changed = bytes.iter().zip(&book.bytes).position(|(a, b)| a != b).unwrap();
        let line = 1 + lines(&book.bytes[..changed]) as u64;
        let found = first_damage(&book, bytes.clone()).map(|(line, _)| line);
        // A change that only shortens the last record to a beginning of itself is a torn tail.
        let is_cut = book.bytes.starts_with(bytes.trim_ascii_end());
        prop_assert!(found == Some(line) || is_cut, "{found:?} {line}");
    }
}

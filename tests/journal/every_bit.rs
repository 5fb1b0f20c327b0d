//! Every single bit and every cut of a journal of fifty records by three people: found, and found where it is.

use dutybook::journal::chain::Flaw;
use dutybook::journal::verify::Surroundings;
use dutybook::journal::{Feed, FindingKind, Head, Journal, Report};
use dutybook::locale::{Lang, verify as words};

use super::builder::{Book, check};

/// Three people who see what the others write, but for the last record of each.
fn books() -> Vec<Book> {
    let mut books: Vec<Book> =
        [("alice", 1), ("bob", 2), ("carol", 3)].map(|(person, feed)| Book::open(person, feed)).into();
    for round in 0..47 {
        let (own, other) = (round % 3, (round + 1) % 3);
        let seen: Vec<Head> =
            if round % 5 == 0 { books[other].head.into_iter().collect() } else { Vec::new() };
        books[own].at(i64::try_from(round).unwrap()).note("n", &seen);
    }
    assert_eq!(books.iter().map(|book| book.head.unwrap().seq).sum::<u64>(), 50);
    books
}

fn lines(book: &Book) -> Vec<std::ops::Range<usize>> {
    let mut start = 0;
    let ends = book.bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    ends.map(|end| std::mem::replace(&mut start, end)..end).collect()
}

fn report(books: &[Book], changed: usize, bytes: &[u8], held: Vec<Head>) -> Report {
    let feed = |(n, book): (usize, &Book)| {
        let bytes = if n == changed { bytes.to_vec() } else { book.bytes.clone() };
        Feed::read(book.name.clone(), bytes)
    };
    let beside = Surroundings { held, ..Surroundings::default() };
    check(&Journal::new(books.iter().enumerate().map(feed).collect(), None), &beside)
}

/// The first thing wrong with a record alone, apart from that the ones before it are not there.
fn first_flaw(book: &Book, line: &[u8]) -> Option<Flaw> {
    let feed = Feed::read(book.name.clone(), line.to_vec());
    let is_about_others = |flaw: &&Flaw| matches!(flaw.kind, FindingKind::Seq { expected: 1, .. });
    let first = feed.flaws().find(|flaw| !is_about_others(flaw)).cloned();
    first.or_else(|| feed.hash_flaws().into_iter().next())
}

#[test]
fn every_changed_bit_is_found_in_its_record() {
    for book in books() {
        for line in lines(&book) {
            let record = &book.bytes[line.clone()];
            assert_eq!(first_flaw(&book, record), None);
            let mut changed = record.to_vec();
            // A record's own bytes first; without its line break it is none, as the cuts below show.
            for at in 0..record.len() - 1 {
                for bit in 0..8 {
                    changed[at] ^= 1 << bit;
                    let flaw = first_flaw(&book, &changed);
                    assert!(flaw.is_some(), "bit {bit} of byte {at} of {line:?} is not found");
                    changed[at] ^= 1 << bit;
                }
            }
        }
    }
}

#[test]
fn a_changed_bit_is_told_with_its_file_and_line_and_as_damage() {
    let books = books();
    for (n, book) in books.iter().enumerate() {
        for (number, line) in lines(book).into_iter().enumerate() {
            // Some places of each record, another one in each, and always the line break.
            let places = (0..3).map(|k| line.start + (number * 37 + k * 191) % line.len());
            for at in places.chain([line.end - 1]) {
                let mut bytes = book.bytes.clone();
                bytes[at] ^= 1 << (at % 8);
                let report = report(&books, n, &bytes, Vec::new());
                let file = format!("journal/{}", book.name);
                let line = number as u64 + 1;
                let told = report.findings.iter().any(|finding| {
                    *finding.file == *file && finding.line == Some(line) && finding.offset.is_some()
                });
                assert!(told, "byte {at} of {file}, line {line}: {:?}", report.findings);
                let is_last = at + 1 == book.bytes.len();
                assert_eq!(report.is_sound(), is_last && report.findings[0].kind.code() == "torn-tail");
            }
        }
    }
}

#[test]
fn every_cut_within_a_record_is_told_with_its_line() {
    for book in books() {
        let mut whole = Feed::read(book.name.clone(), Vec::new());
        for (number, line) in lines(&book).into_iter().enumerate() {
            for cut in line.start + 1..line.end {
                let mut feed = whole.clone();
                feed.extend(&book.bytes[line.start..cut]);
                assert_eq!(feed.entries().len(), number);
                assert_eq!(feed.flaws().count(), 0, "cut at {cut}");
                assert_eq!(
                    feed.tail().map(|tail| (tail.start, tail.bytes)),
                    Some((line.start, cut - line.start))
                );
            }
            whole.extend(&book.bytes[line]);
        }
    }
    let books = books();
    let line = lines(&books[1])[7].clone();
    let report = report(&books, 1, &books[1].bytes[..line.start + 40], Vec::new());
    let torn = report.findings.iter().find(|finding| finding.kind.code() == "torn-tail").unwrap();
    assert_eq!((torn.line, torn.offset), (Some(8), Some(line.start as u64)));
}

#[test]
fn a_cut_between_records_shows_where_somebody_saw_them_or_against_a_record_held_elsewhere() {
    let books = books();
    let (mut seen, mut unseen) = (0, 0);
    for (n, book) in books.iter().enumerate() {
        let ends: Vec<usize> = lines(book).into_iter().map(|line| line.end).collect();
        for end in &ends[..ends.len() - 1] {
            let cut = &book.bytes[..*end];
            let alone = report(&books, n, cut, Vec::new());
            if alone.is_sound() {
                assert_eq!(alone.findings, [], "nothing in the run itself can tell");
                unseen += 1;
            } else {
                assert!(alone.findings.iter().all(|finding| finding.kind.code() == "seen-record"));
                seen += 1;
            }
            let held = report(&books, n, cut, vec![book.head.unwrap()]);
            let finding = held.findings.iter().find(|finding| finding.kind.code() == "held-head").unwrap();
            assert_eq!(*finding.file, *format!("journal/{}", book.name));
            assert!(!held.is_sound());
        }
    }
    assert!(seen > 20 && unseen >= 3, "{seen} seen, {unseen} not");
    for lang in Lang::ALL {
        assert!(words::CUT.get(lang).contains("--head"));
    }
}

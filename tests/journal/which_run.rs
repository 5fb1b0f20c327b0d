//! Which run a journal is of, whatever was done to a record or laid beside the others.

use dutybook::journal::{Feed, Journal, RunId, which_run};

use super::builder::{Book, RUN, notes};

/// A feed of ten notes.
fn book() -> Book {
    let mut book = Book::open("alice", 2);
    for number in 0..10 {
        book.note(&number.to_string(), &[]);
    }
    book
}

/// A feed of another run whose id begins in the same way, which comes first by its name.
fn beside(records: usize) -> Feed {
    let mut other = Book::bare("aaa", 1);
    other.run = RunId::parse(b"7f3k000000000000").unwrap();
    for _ in 0..records {
        other.note("elsewhere", &[]);
    }
    other.feed()
}

fn own() -> Option<RunId> {
    RunId::parse(RUN)
}

#[test]
fn no_changed_byte_takes_the_run_away_from_its_records() {
    let book = book();
    let place = String::from_utf8(book.bytes.clone()).unwrap().find("7f3k").unwrap();
    for offset in 0..16 {
        let mut bytes = book.bytes.clone();
        bytes[place + offset] = if bytes[place + offset] == b'9' { b'8' } else { b'9' };
        let feed = Feed::read(book.name.clone(), bytes);
        let feeds = [feed];
        for short in [None, Some("7f3k"), Some("9f3k"), Some("none")] {
            assert_eq!(which_run(&feeds, short), own(), "{offset} {short:?}");
        }
        let [feed] = feeds;
        assert_eq!(notes(&Journal::new(vec![feed], own())).len(), 10);
    }
}

#[test]
fn a_file_laid_beside_the_others_does_not_take_the_run_away() {
    let feeds = [beside(2), book().feed()];
    for short in [None, Some("7f3k"), Some("none")] {
        assert_eq!(which_run(&feeds, short), own());
    }
    assert_eq!(which_run(&[], Some("7f3k")), None);
}

#[test]
fn the_folder_says_which_of_several_runs_is_meant() {
    let mut other = Book::bare("bob", 9);
    other.run = RunId::parse(b"9999000000000000").unwrap();
    for _ in 0..30 {
        other.note("elsewhere", &[]);
    }
    let feeds = [other.feed(), book().feed()];
    assert_eq!(which_run(&feeds, Some("7f3k")), own());
    assert_eq!(which_run(&feeds, None), Some(other.run));
    assert_eq!(which_run(&[beside(1), beside(1)], None), RunId::parse(b"7f3k000000000000"));
}

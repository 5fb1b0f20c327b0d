//! Several feeds: one order, whatever the files' order; what is void; what was seen and is not there.

use dutybook::journal::verify::Surroundings;
use dutybook::journal::{Digest, Feed, Head, Journal};
use dutybook::run::event::Continues;
use proptest::prelude::*;

use super::builder::{Book, check, notes};

fn kinds(journal: &Journal) -> Vec<(u64, &'static str)> {
    let findings = check(journal, &Surroundings::default()).findings;
    findings.iter().map(|finding| (finding.line.unwrap_or(0), finding.kind.code())).collect()
}

#[test]
fn what_was_seen_comes_first_whatever_the_clocks_say() {
    let (mut alice, mut bob) = (Book::open("alice", 1), Book::open("bob", 2));
    let asked = alice.at(600).note("asked", &[]);
    bob.at(30).note("answered", &[asked]);
    let journal = Journal::new(vec![alice.feed(), bob.feed()], None);
    assert_eq!(notes(&journal), ["asked", "answered"]);
    assert_eq!(kinds(&journal), []);
}

#[test]
fn records_that_do_not_know_of_each_other_go_by_time_feed_and_number() {
    let (mut alice, mut bob) = (Book::open("alice", 1), Book::open("bob", 2));
    alice.at(10).note("a1", &[]);
    alice.at(10).note("a2", &[]);
    bob.at(5).note("b1", &[]);
    bob.at(10).note("b2", &[]);
    alice.at(20).note("a3", &[]);
    let journal = Journal::new(vec![bob.feed(), alice.feed()], None);
    assert_eq!(notes(&journal), ["b1", "a1", "a2", "b2", "a3"]);
}

#[test]
fn bytes_behind_those_that_a_later_feed_continues_are_void() {
    let mut first = Book::open("alice", 1);
    let last = first.note("kept", &[]);
    let valid_bytes = first.bytes.len() as u64;
    first.note("never acknowledged", &[]);
    let continues = |valid_bytes, last: Digest| {
        Some(Continues { feed: "0000000000000001".to_owned(), valid_bytes, last: last.to_string() })
    };
    let mut second = Book::continuing("alice", 2, continues(valid_bytes, last.h));
    second.note("again", &[]);
    let journal = Journal::new(vec![first.feed(), second.feed()], None);
    assert_eq!(notes(&journal), ["kept", "again"]);
    assert_eq!(kinds(&journal), [(3, "void")]);

    let third = Book::continuing("alice", 3, continues(0, Digest::ZERO));
    let journal = Journal::new(vec![first.feed(), second.feed(), third.feed()], None);
    assert_eq!(notes(&journal), ["again"], "the smaller number counts");

    let other = Book::continuing("bob", 4, continues(0, Digest::ZERO));
    let journal = Journal::new(vec![first.feed(), other.feed()], None);
    assert_eq!(notes(&journal), ["kept", "never acknowledged"], "nobody voids another person's feed");
    assert_eq!(kinds(&journal), [(1, "continues")]);

    let wrong = Book::continuing("alice", 5, continues(valid_bytes - 1, last.h));
    assert_eq!(kinds(&Journal::new(vec![first.feed(), wrong.feed()], None)), [(1, "continues")]);
}

#[test]
fn what_was_seen_and_is_not_there_is_damage() {
    let (mut alice, mut bob) = (Book::open("alice", 1), Book::open("bob", 2));
    alice.note("first", &[]);
    let cut = alice.feed();
    let seen = alice.note("second", &[]);
    bob.note("saw it", &[seen]);
    bob.note("saw another", &[Head { seq: 2, ..seen }]);
    assert_eq!(kinds(&Journal::new(vec![bob.feed()], None)), [(2, "seen-feed")]);
    assert_eq!(kinds(&Journal::new(vec![cut, bob.feed()], None)), [(2, "seen-record")]);
    assert_eq!(kinds(&Journal::new(vec![alice.feed(), bob.feed()], None)), [(3, "seen-hash")]);
}

#[test]
fn a_feed_of_another_run_stays_out() {
    let alice = Book::open("alice", 1);
    let mut other = Book::bare("bob", 2);
    other.run = dutybook::journal::RunId::parse(b"0000000000000000").unwrap();
    other.note("elsewhere", &[]);
    let journal = Journal::new(vec![alice.feed(), other.feed()], Some(alice.run));
    assert!(notes(&journal).is_empty());
    assert!(kinds(&journal).contains(&(1, "run")));
}

#[test]
fn two_files_of_one_feed_count_once() {
    let mut alice = Book::open("alice", 1);
    alice.note("one", &[]);
    let twin = Book::open("bob", 1);
    let journal = Journal::new(vec![twin.feed(), alice.feed()], None);
    assert_eq!(notes(&journal), ["one"]);
    assert_eq!(kinds(&journal), [(0, "duplicate-feed")]);
}

#[test]
fn a_forged_cycle_is_cut_and_told_of() {
    let (mut alice, mut bob) = (Book::open("alice", 1), Book::open("bob", 2));
    let forged = |feed, seq| Head { feed: dutybook::run::FeedId(feed), seq, h: Digest::ZERO };
    alice.note("a", &[forged(2, 2)]);
    bob.note("b", &[forged(1, 2)]);
    let journal = Journal::new(vec![alice.feed(), bob.feed()], None);
    assert_eq!(notes(&journal).len(), 2);
    assert!(kinds(&journal).contains(&(2, "cycle")));
}

/// Feeds by three people who take in each other's records at random.
fn random_feeds(steps: &[(u8, u8, bool)]) -> Vec<Book> {
    let mut books = vec![Book::open("alice", 1), Book::open("bob", 2), Book::open("carol", 3)];
    for (number, (who, clock, looks)) in steps.iter().enumerate() {
        let who = usize::from(*who) % books.len();
        let others = books.iter().enumerate().filter(|(index, _)| *index != who);
        let seen: Vec<Head> = others.filter(|_| *looks).filter_map(|(_, book)| book.head).collect();
        books[who].at(i64::from(*clock)).note(&number.to_string(), &seen);
    }
    books
}

proptest! {
    #[test]
    fn the_order_does_not_depend_on_how_files_arrive(
        steps in proptest::collection::vec(any::<(u8, u8, bool)>(), 0..60),
        chunk in 1usize..2000,
    ) {
        let books = random_feeds(&steps);
        let expected = Journal::new(books.iter().map(Book::feed).collect(), None);
        prop_assert_eq!(kinds(&expected), []);
        let ids = |journal: &Journal| -> Vec<_> { journal.facts().map(|fact| fact.id).collect() };
        for turn in 0..3 {
            let mut feeds: Vec<Feed> = books.iter().map(|book| {
                let mut feed = Feed::read(book.name.clone(), Vec::new());
                book.bytes.chunks(chunk).for_each(|part| feed.extend(part));
                feed
            }).collect();
            feeds.rotate_left(turn);
            prop_assert_eq!(ids(&Journal::new(feeds, None)), ids(&expected));
        }
        let numbers: Vec<usize> = notes(&expected).iter().map(|text| text.parse().unwrap()).collect();
        for (place, (who, _, looks)) in steps.iter().enumerate().filter(|(_, step)| step.2) {
            let own = numbers.iter().position(|number| *number == place).unwrap();
            let before = numbers[own..].iter().all(|later| *later >= place);
            prop_assert!(before, "{who} {looks}: all that was written before comes before");
        }
    }
}

#[test]
fn what_a_person_could_not_know_of_when_recording_later_came_in_late() {
    let (mut alice, mut bob, mut carol) =
        (Book::open("alice", 1), Book::open("bob", 2), Book::open("carol", 3));
    let heard = carol.at(5).note("through bob", &[]);
    let told = bob.at(10).note("told alice", &[heard]);
    bob.at(20).note("on his own", &[]);
    alice.at(30).note("knows", &[told]);
    bob.at(40).note("after her last", &[]);
    let person = |name: &str| dutybook::journal::PersonId::new(name).unwrap();
    let journal = Journal::new(vec![bob.feed(), alice.feed(), carol.feed()], None);
    assert_eq!(journal.late_for(&person("alice")), 1);
    let without = Journal::new(vec![alice.feed(), carol.feed()], None);
    assert_eq!(without.late_for(&person("nobody")), 0);
}

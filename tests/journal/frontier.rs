//! Going on with an order as records come: what is taken as it comes stands where a merge of all puts it.

use dutybook::journal::{Feed, FeedName, Frontier, Journal, Reached};
use dutybook::run::{Event, Fact, FactId};
use proptest::prelude::*;

use super::builder::{Book, note};

/// A journal in the making, as somebody sees it who reads only what is new.
struct Follower {
    books: Vec<Book>,
    read: Vec<Reached>,
    frontier: Frontier,
    facts: Vec<Fact>,
}

impl Follower {
    fn of(books: Vec<Book>) -> Self {
        let journal = Journal::new(books.iter().map(Book::feed).collect(), None);
        let read = books.iter().map(|book| book.feed().reached()).collect();
        Self { frontier: Frontier::of(&journal).unwrap(), facts: journal.facts().collect(), read, books }
    }

    /// What is new of some feeds. False where the whole journal has to be merged.
    fn look(&mut self, feeds: &[usize]) -> bool {
        let fresh: Vec<Feed> = feeds.iter().map(|n| self.fresh(*n)).collect();
        let reached: Vec<Reached> = fresh.iter().map(|feed| feed.reached()).collect();
        let Some(facts) = self.frontier.take_in(fresh) else { return false };
        self.facts.extend(facts);
        for (n, reached) in feeds.iter().zip(reached) {
            self.read[*n] = reached;
        }
        true
    }

    fn fresh(&self, n: usize) -> Feed {
        let Book { name, bytes, .. } = &self.books[n];
        let from = self.read[n].bytes as usize;
        Feed::read_on(name.clone(), self.read[n], bytes[from..].to_vec())
    }

    fn is_as_if_merged(&self) {
        let journal = Journal::new(self.books.iter().map(Book::feed).collect(), None);
        let ids = |facts: &[Fact]| -> Vec<FactId> { facts.iter().map(|fact| fact.id).collect() };
        assert_eq!(ids(&self.facts), ids(&journal.facts().collect::<Vec<_>>()));
        assert_eq!(self.facts, journal.facts().collect::<Vec<_>>());
    }
}

fn two() -> (Book, Book) {
    (Book::open("alice", 1), Book::open("bob", 2))
}

#[test]
fn records_behind_all_others_are_taken_as_they_come() {
    let (alice, bob) = two();
    let mut follower = Follower::of(vec![alice, bob]);
    follower.books[1].at(10).note("b1", &[]);
    assert!(follower.look(&[1]));
    let seen = follower.books[1].head.unwrap();
    follower.books[0].at(20).note("a1", &[seen]);
    follower.books[1].at(15).note("b2", &[]);
    assert!(follower.look(&[0, 1]));
    follower.is_as_if_merged();
}

#[test]
fn a_torn_line_is_awaited_and_nothing_of_it_counts() {
    let (alice, bob) = two();
    let mut follower = Follower::of(vec![alice, bob]);
    follower.books[1].at(10).note("b1", &[]);
    follower.books[1].at(11).note("b2", &[]);
    let whole = follower.books[1].bytes.clone();
    for cut in follower.read[1].bytes as usize..=whole.len() {
        follower.books[1].bytes = whole[..cut].to_vec();
        assert!(follower.look(&[1]));
        follower.is_as_if_merged();
    }
    assert_eq!(follower.facts.len(), 4);
}

#[test]
fn what_could_stand_before_something_known_is_left_to_a_merge() {
    let (mut alice, mut bob) = two();
    alice.at(100).note("a1", &[]);
    let mut follower = Follower::of(vec![alice.clone(), bob.clone()]);
    follower.books[1].at(50).note("earlier by its time", &[]);
    assert!(!follower.look(&[1]));

    // Alice has seen what is not here yet: it belongs before hers.
    let seen = bob.at(10).note("b1", &[]);
    alice.at(110).note("answered", &[seen]);
    let mut follower = Follower::of(vec![alice.clone(), Book::open("bob", 2)]);
    follower.books[1] = bob.clone();
    follower.books[1].at(200).note("later", &[]);
    assert!(!follower.look(&[1]));
}

#[test]
fn what_is_not_sound_by_itself_is_left_to_a_merge() {
    let (alice, bob) = two();
    let changed = |change: &dyn Fn(&mut Book)| {
        let mut follower = Follower::of(vec![alice.clone(), bob.clone()]);
        follower.books[1].at(10).note("b1", &[]);
        assert!(follower.look(&[1]));
        follower.books[1].at(11);
        change(&mut follower.books[1]);
        !follower.look(&[1])
    };
    assert!(changed(&|bob| bob.bytes.extend_from_slice(b"no record\n")));
    assert!(changed(&|bob| {
        bob.note("told otherwise", &[]);
        let at = bob.bytes.windows(4).rposition(|bytes| bytes == b"told").unwrap();
        bob.bytes[at] = b'b';
    }));
    assert!(changed(&|bob| {
        // A record of the same number that does not follow the one before.
        let mut other = Book::open("bob", 2);
        other.note("another", &[]);
        let from = other.bytes.len();
        other.at(11).note("forked", &[]);
        bob.bytes.extend_from_slice(&other.bytes[from..]);
    }));
    assert!(changed(&|bob| {
        bob.add(&super::builder::opening("bob", None), &[]);
    }));
    assert!(!changed(&|bob| {
        bob.note("sound", &[]);
    }));
}

#[test]
fn a_feed_of_another_procedure_or_that_leaves_one_behind_is_left_to_a_merge() {
    let (alice, bob) = two();
    let mut follower = Follower::of(vec![alice, bob]);
    let mut other = Book::bare("carol", 3);
    let Event::FeedOpened { writer, rules, mut files, .. } = super::builder::opening("carol", None) else {
        panic!()
    };
    files.insert("runbook.toml".to_owned(), "0".repeat(64));
    other.at(10).add(&Event::FeedOpened { writer, rules, files, continues: None }, &[]);
    follower.books.push(other);
    follower.read.push(Reached::default());
    assert!(!follower.look(&[2]));

    let mut carol = Book::bare("carol", 3);
    carol.at(10).add(&super::builder::opening("carol", None), &[]);
    follower.books[2] = carol;
    assert!(follower.look(&[2]));
    follower.is_as_if_merged();
    let double = FeedName { person: follower.books[1].name.person.clone(), ..follower.books[2].name.clone() };
    follower.books[2].name = double;
    follower.read[2] = Reached::default();
    assert!(!follower.look(&[2]), "another file of the same feed");
}

proptest! {
    #[test]
    fn whatever_comes_in_whatever_order_stands_where_a_merge_puts_it(
        writes in prop::collection::vec((0_usize..3, 0_i64..6, prop::bool::ANY, prop::bool::ANY), 1..40),
    ) {
        let books = ["alice", "bob", "carol"].iter().zip(1..).map(|(who, n)| Book::open(who, n)).collect();
        let mut follower = Follower::of(books);
        let mut clock = 0;
        for (who, by, knows, looks) in writes {
            // Mostly forward, and sometimes a clock that is behind.
            clock += by;
            let at = if by == 0 { clock - 4 } else { clock };
            let heads: Vec<_> = follower.books.iter().filter_map(|book| book.head).collect();
            let others = heads.into_iter().filter(|head| head.feed != follower.books[who].name.feed);
            let seen: Vec<_> = others.filter(|_| knows).collect();
            follower.books[who].at(at).add(&note("x"), &seen);
            if looks {
                if !follower.look(&[0, 1, 2]) {
                    follower = Follower::of(follower.books);
                }
                follower.is_as_if_merged();
            }
        }
    }
}

//! Checkpoints: what holds, and what is found of those that do not.

use dutybook::journal::checkpoint::{Statement, key_of};
use dutybook::journal::verify::Surroundings;
use dutybook::journal::{Digest, FindingKind, Frontier, Journal, Report};
use dutybook::run::{Body, Event};
use ssh_key::{HashAlg, LineEnding};

use super::builder::{Book, check, note};
use super::golden::folder;
use crate::shell::agent::{fingerprint, key};

/// What is to be signed of a feed as far as it has come.
fn statement(book: &Book) -> Statement {
    let head = book.head.unwrap();
    Statement {
        run: book.run,
        feed: book.name.feed,
        by: book.name.person.clone(),
        records: head.seq,
        bytes: book.bytes.len() as u64,
        sha256: Digest::of(&book.bytes),
        h: head.h,
        seen: Vec::new(),
    }
}

fn sign(text: &str, seed: u8, namespace: &str) -> String {
    key(seed).sign(namespace, HashAlg::Sha512, text.as_bytes()).unwrap().to_pem(LineEnding::LF).unwrap()
}

fn signed(statement: &Statement, seed: u8) -> Event {
    let text = statement.to_string();
    let signature = sign(&text, seed, "dutybook");
    Event::Checkpoint { upto: statement.records, key: fingerprint(seed), statement: text, signature }
}

fn findings(books: &[&Book]) -> Vec<FindingKind> {
    let journal = Journal::new(books.iter().map(|book| book.feed()).collect(), None);
    let report = check(&journal, &Surroundings::default());
    report
        .findings
        .into_iter()
        .map(|finding| finding.kind)
        .filter(|kind| !matches!(kind, FindingKind::FileMissing { .. }))
        .collect()
}

fn holds(book: &Book) -> bool {
    let journal = Journal::new(vec![book.feed()], None);
    !journal.facts().any(|fact| matches!(fact.body, Body::Unproven(_)))
}

#[test]
fn a_statement_reads_as_it_is_written_and_in_no_other_way() {
    let mut book = Book::open("alice", 1);
    book.note("x", &[]);
    let mut statement = statement(&book);
    statement.seen = vec![Book::open("bob", 2).head.unwrap(), Book::open("carol", 3).head.unwrap()];
    let text = statement.to_string();
    assert_eq!(Statement::parse(&text), Some(statement));
    for other in [
        text.trim_end().to_owned(),
        format!("{text}\n"),
        text.replace("records 2", "records 02"),
        text.replace("records 2", "records +2"),
        text.replace("checkpoint 1", "checkpoint 2"),
        text.replace('\n', "\r\n"),
        text.replace("by alice", "by a lice"),
        text.replacen("seen ", "seen  ", 1),
        String::new(),
    ] {
        assert_eq!(Statement::parse(&other), None, "{other}");
    }
}

#[test]
fn a_signature_is_of_one_text_one_key_and_this_program() {
    let signature = sign("text\n", 1, "dutybook");
    assert_eq!(key_of("text\n", &signature), Some(fingerprint(1)));
    assert_eq!(key_of("text", &signature), None);
    assert_eq!(key_of("text\n", &sign("text\n", 1, "git")), None);
    assert_eq!(key_of("text\n", &signature.replace("SIGNATURE", "SIGNATUR")), None);
    assert_eq!(key_of("text\n", ""), None);
    // Every letter counts.
    for place in (30..signature.len() - 30).step_by(7) {
        let mut other = signature.clone().into_bytes();
        other[place] = if other[place] == b'A' { b'B' } else { b'A' };
        assert_eq!(key_of("text\n", &String::from_utf8(other).unwrap()), None, "{place}");
    }
}

#[test]
fn what_openssh_signed_is_good() {
    let line = std::fs::read_to_string(folder("events").join("checkpoints.jsonl")).unwrap();
    let Event::Checkpoint { upto, key, statement, signature } = serde_json::from_str(&line).unwrap() else {
        panic!()
    };
    assert_eq!(key_of(&statement, &signature).as_ref(), Some(&key));
    assert_eq!(Statement::parse(&statement).map(|statement| statement.records), Some(upto));
}

#[test]
fn a_checkpoint_that_holds_is_told_with_its_key() {
    let mut book = Book::open("alice", 1);
    book.note("x", &[]);
    let event = signed(&statement(&book), 1);
    // What was recorded while the key was asked stands between.
    book.note("meanwhile", &[]);
    book.add(&event, &[]);
    assert_eq!(findings(&[&book]), []);
    assert!(holds(&book));
    let journal = Journal::new(vec![book.feed()], None);
    let report = Report::of(&journal, &Surroundings::default());
    let [signed] = &report.signed[..] else { panic!("{:?}", report.signed) };
    assert_eq!((signed.upto, signed.id.seq, signed.key.clone()), (2, 4, fingerprint(1)));
    assert_eq!(signed.public.0, "ssh-ed25519");
}

#[test]
fn a_checkpoint_that_does_not_hold_has_no_effect_and_is_damage() {
    let mut book = Book::open("alice", 1);
    book.note("x", &[]);
    let good = statement(&book);
    let Event::Checkpoint { upto, key, statement: text, signature } = signed(&good, 1) else { panic!() };
    let with = |statement: Statement| signed(&statement, 1);
    let other = |name: &str, feed| Book::open(name, feed).name;
    let damaged = [
        // Another text than was signed; another key than signed it; a signature of something else.
        (
            FindingKind::Signature,
            Event::Checkpoint {
                upto,
                key: key.clone(),
                statement: text.replace("alice", "alicf"),
                signature: signature.clone(),
            },
        ),
        (
            FindingKind::Signature,
            Event::Checkpoint {
                upto,
                key: fingerprint(2),
                statement: text.clone(),
                signature: signature.clone(),
            },
        ),
        (
            FindingKind::Signature,
            Event::Checkpoint {
                upto,
                key: key.clone(),
                statement: text.clone(),
                signature: sign(&text, 1, "git"),
            },
        ),
        // A good signature of what is not so.
        (
            FindingKind::Checkpoint,
            Event::Checkpoint {
                upto: 1,
                key: key.clone(),
                statement: text.clone(),
                signature: signature.clone(),
            },
        ),
        (FindingKind::Checkpoint, with(Statement { h: Digest::ZERO, ..good.clone() })),
        (FindingKind::Checkpoint, with(Statement { records: 3, ..good.clone() })),
        (FindingKind::Checkpoint, with(Statement { feed: other("alice", 2).feed, ..good.clone() })),
        (FindingKind::Checkpoint, with(Statement { by: other("bob", 2).person, ..good.clone() })),
    ];
    for (kind, event) in damaged {
        let mut book = book.clone();
        book.add(&event, &[]);
        assert_eq!(findings(&[&book]), [kind], "{event:?}");
        assert!(!holds(&book), "{event:?}");
    }
    // Bytes and what was seen are compared by the check alone.
    let bob = Book::open("bob", 2);
    let mut seen = bob.head.unwrap();
    seen.h = Digest::ZERO;
    for statement in [
        Statement { bytes: good.bytes - 1, ..good.clone() },
        Statement { sha256: Digest::ZERO, ..good.clone() },
        Statement { seen: vec![seen], ..good.clone() },
        Statement { seen: vec![Book::open("carol", 3).head.unwrap()], ..good.clone() },
    ] {
        let mut book = book.clone();
        book.add(&with(statement.clone()), &[]);
        assert_eq!(findings(&[&book, &bob]), [FindingKind::Checkpoint], "{statement:?}");
    }
    let mut book = book.clone();
    book.add(&with(Statement { seen: vec![bob.head.unwrap()], ..good }), &[]);
    assert_eq!(findings(&[&book, &bob]), []);
}

#[test]
fn a_checkpoint_taken_from_another_feed_proves_nothing() {
    let mut alice = Book::open("alice", 1);
    alice.note("x", &[]);
    let event = signed(&statement(&alice), 1);
    let mut mallory = Book::open("alice", 2);
    mallory.note("y", &[]);
    mallory.add(&event, &[]);
    assert_eq!(findings(&[&mallory]), [FindingKind::Checkpoint]);
    assert!(!holds(&mallory));
}

#[test]
fn a_checkpoint_of_what_was_read_before_waits_for_the_whole_feed() {
    let mut book = Book::open("alice", 1);
    book.note("x", &[]);
    let known = book.feed();
    let event = signed(&statement(&book), 1);
    let mut forged = book.clone();
    book.at(10).add(&event, &[]);
    let lie = signed(&Statement { h: Digest::ZERO, ..statement(&forged) }, 1);
    forged.at(10).add(&lie, &[]);
    for grown in [book, forged] {
        let journal = Journal::new(vec![known.clone()], None);
        let mut frontier = Frontier::of(&journal).unwrap();
        let fresh = dutybook::journal::Feed::read_on(
            grown.name.clone(),
            known.reached(),
            grown.bytes[known.bytes().len()..].to_vec(),
        );
        assert!(frontier.take_in(vec![fresh]).is_none(), "it is read anew, where its record can be compared");
    }
    // A note beside it would have been taken as it came.
    let mut plain = Book::open("alice", 1);
    plain.note("x", &[]);
    plain.at(10).add(&note("y"), &[]);
    let fresh = dutybook::journal::Feed::read_on(
        plain.name.clone(),
        known.reached(),
        plain.bytes[known.bytes().len()..].to_vec(),
    );
    assert!(Frontier::of(&Journal::new(vec![known], None)).unwrap().take_in(vec![fresh]).is_some());
}

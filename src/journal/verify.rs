//! The check of a whole journal: every finding with its place, and what was checked.
//!
//! What a check cannot see: records cut off at the end of a feed, with nothing left that names them. That
//! shows only against a [`Head`] held elsewhere, so a report lists them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::body::FEED_OPENED;
use super::feed::Flaw;
use super::finding::Follows;
use super::{Digest, Entry, Feed, Finding, FindingKind, Head, Journal, Opening, PersonId, RunId, Tail};
use crate::run::{Body, Event, EvidenceHow};
use crate::time::Moment;

/// What lies beside the feeds in a run's folder.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The digests of the run's own files, by name.
    pub files: BTreeMap<String, Digest>,
    /// The digests of the copied evidence, by name within `evidence/`; none where it was not looked at.
    pub evidence: Option<BTreeMap<String, Digest>>,
    /// What was found while the files were read.
    pub findings: Vec<Finding>,
    /// Records that were noted down elsewhere.
    pub held: Vec<Head>,
}

/// What was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub run: Option<RunId>,
    pub number: Option<String>,
    pub title: Option<String>,
    pub feeds: usize,
    /// Records that count.
    pub records: usize,
    /// Of them, those whose body was taken out.
    pub withheld: usize,
    /// Of them, those of a newer version.
    pub newer: usize,
    /// Persons and the names that they gave.
    pub persons: BTreeMap<PersonId, String>,
    pub first: Option<Moment>,
    pub last: Option<Moment>,
    /// The last record that counts of each feed.
    pub heads: Vec<Head>,
}

/// The outcome of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub summary: Summary,
    /// Damage first, then by file and line.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Checks a journal and what lies beside it.
    pub fn of(journal: &Journal, beside: &Surroundings) -> Self {
        let bodies: Vec<Bodies> = journal.feeds().iter().map(Bodies::of).collect();
        let mut findings = beside.findings.clone();
        findings.extend_from_slice(journal.findings());
        for (index, feed) in journal.feeds().iter().enumerate() {
            findings.extend(feed_findings(journal, index, feed));
            let valid = journal.valid_end(index).map_or(usize::MAX, |end| end.offset);
            findings.extend(bodies[index].findings(feed, valid));
            findings.extend(file_findings(feed, beside));
        }
        let counting =
            || journal.order().iter().filter_map(|place| bodies[place.feed].0[place.entry].as_ref());
        findings.extend(counting().filter_map(|body| evidence_finding(body, beside)));
        findings.extend(beside.held.iter().filter_map(|head| held_finding(journal, head)));
        if journal.order().is_empty() {
            findings.push(Finding {
                file: "journal".into(),
                line: None,
                offset: None,
                kind: FindingKind::NoFeed,
            });
        }
        Self { summary: Summary::of(journal, counting()), findings: tidy(findings) }
    }

    /// Whether nothing is damaged.
    pub fn is_sound(&self) -> bool {
        !self.findings.iter().any(|finding| finding.kind.is_damage())
    }
}

impl Summary {
    fn of<'a>(journal: &Journal, bodies: impl Iterator<Item = &'a Body>) -> Self {
        let moments = || journal.order().iter().map(|place| journal.entry(*place).1.at);
        let mut summary = Self {
            run: journal.run(),
            feeds: journal.feeds().len(),
            records: journal.order().len(),
            persons: journal.feeds().iter().map(|feed| (feed.name().person.clone(), display(feed))).collect(),
            first: moments().min(),
            last: moments().max(),
            heads: journal.heads(),
            ..Self::default()
        };
        for body in bodies {
            match body {
                Body::Withheld => summary.withheld += 1,
                Body::Unknown(_) => summary.newer += 1,
                Body::Event(event) => summary.name_run(event),
            }
        }
        summary
    }

    fn name_run(&mut self, event: &Event) {
        if let Event::RunOpened { number, title, .. } = event {
            self.number = Some(number.clone());
            self.title = Some(title.clone());
        } else if let Event::RunTitled { title } = event {
            self.title = Some(title.clone());
        }
    }
}

/// What the records of one feed say, each at the place of its entry.
struct Bodies(Vec<Option<Body>>);

impl Bodies {
    fn of(feed: &Feed) -> Self {
        Self(super::parallel::map(feed.entries(), |entry| feed.body(entry)))
    }

    /// Bodies that are none, stand in the wrong place, or cannot be read here.
    fn findings(&self, feed: &Feed, valid: usize) -> Vec<Finding> {
        let file = Finding::file_of(feed.name());
        let mut findings = Vec::new();
        let (mut withheld, mut newer) = (0, 0);
        let counting = feed.entries().iter().zip(&self.0).take_while(|(entry, _)| entry.start < valid);
        for (entry, body) in counting {
            withheld += u64::from(matches!(body, Some(Body::Withheld)));
            newer += u64::from(matches!(body, Some(Body::Unknown(_))));
            let kind = match body {
                None => FindingKind::Form,
                Some(body) if !stands_where_it_should(body, entry, feed) => FindingKind::Opening,
                Some(_) => continue,
            };
            let (line, offset) = (Some(entry.line), Some(entry.start as u64));
            findings.push(Finding { file: Arc::clone(&file), line, offset, kind });
        }
        let counts = [
            (withheld, FindingKind::Withheld { records: withheld }),
            (newer, FindingKind::Newer { records: newer }),
        ];
        let notes = counts.into_iter().filter(|(records, _)| *records > 0);
        findings.extend(notes.map(|(_, kind)| Finding {
            file: Arc::clone(&file),
            line: None,
            offset: None,
            kind,
        }));
        findings
    }
}

/// Whether a record opens its feed in the right form if it is the first, and only then. Its kind alone says so;
/// what is withheld or of a newer form cannot be asked.
fn stands_where_it_should(body: &Body, entry: &Entry, feed: &Feed) -> bool {
    let opens = match body {
        Body::Event(event) => matches!(event, Event::FeedOpened { .. }),
        Body::Unknown(kind) if !entry.is_newer => kind == FEED_OPENED,
        Body::Unknown(_) | Body::Withheld => return true,
    };
    let is_malformed = feed.opening().is_some_and(|opening| opening.is_malformed);
    if entry.seq == 1 { opens && !is_malformed } else { !opens }
}

fn display(feed: &Feed) -> String {
    feed.opening().map(|opening| opening.display.clone()).unwrap_or_default()
}

/// What is wrong in a feed, and what is worth knowing of it.
fn feed_findings(journal: &Journal, index: usize, feed: &Feed) -> Vec<Finding> {
    let file = Finding::file_of(feed.name());
    let flaws = feed.flaws().cloned().chain(feed.hash_flaws());
    let valid = journal.valid_end(index).map(|end| end.offset);
    let mut findings: Vec<Finding> = flaws
        .filter(|flaw| valid.is_none_or(|valid| flaw.offset < valid))
        .map(|Flaw { line, offset, kind }| Finding {
            file: Arc::clone(&file),
            line: Some(line),
            offset: Some(offset as u64),
            kind,
        })
        .collect();
    let mut note = |offset: Option<usize>, kind| {
        let line = offset.map(|offset| feed.line_of(offset));
        findings.push(Finding {
            file: Arc::clone(&file),
            line,
            offset: offset.map(|offset| offset as u64),
            kind,
        });
    };
    if feed.bytes().is_empty() {
        note(None, FindingKind::EmptyFeed);
    }
    match valid {
        Some(valid) if valid < feed.bytes().len() => {
            let records = feed.entries().iter().filter(|entry| entry.start >= valid).count() as u64;
            let bytes = (feed.bytes().len() - valid) as u64;
            note(Some(valid), FindingKind::Void { records, bytes });
        }
        Some(_) => {}
        None => {
            let is_torn = |tail: &Tail| feed.flaws().all(|flaw| flaw.offset < tail.start);
            if let Some(tail) = feed.tail().filter(is_torn) {
                note(Some(tail.start), FindingKind::TornTail { bytes: tail.bytes as u64 });
            }
        }
    }
    findings
}

/// The run's own files against the digests in a feed's first record.
fn file_findings(feed: &Feed, beside: &Surroundings) -> Vec<Finding> {
    let Some(Opening { files, .. }) = feed.opening() else { return Vec::new() };
    let differs = |(name, digest): (&String, &Digest)| {
        let name = name.clone();
        let kind = match beside.files.get(&name) {
            None => FindingKind::FileMissing { name },
            Some(found) if found != digest => FindingKind::FileChanged { name },
            Some(_) => return None,
        };
        Some(Finding { file: Finding::file_of(feed.name()), line: Some(1), offset: None, kind })
    };
    files.iter().filter_map(differs).collect()
}

/// A record that was noted down elsewhere against the one that is there.
fn held_finding(journal: &Journal, head: &Head) -> Option<Finding> {
    let feed = journal.feeds().iter().find(|feed| feed.name().feed == head.feed);
    let entry = feed.and_then(|feed| feed.entry(head.seq));
    if entry.is_some_and(|entry| entry.h == head.h) {
        return None;
    }
    let file = feed.map_or_else(|| "journal".into(), |feed| Finding::file_of(feed.name()));
    let kind = FindingKind::HeldHead { feed: head.feed, seq: head.seq };
    Some(Finding { file, line: entry.map(|entry| entry.line), offset: None, kind })
}

/// A copied piece of evidence against what its record says of it.
fn evidence_finding(body: &Body, beside: &Surroundings) -> Option<Finding> {
    let Body::Event(Event::EvidenceAdded { how: EvidenceHow::Copied, sha256: Some(sha256), name, .. }) = body
    else {
        return None;
    };
    let mut of_digest = beside.evidence.as_ref()?.range(sha256.clone()..);
    let copy = of_digest.next().filter(|(file, _)| file.starts_with(sha256.as_str()));
    let name = name.clone();
    let (file, kind) = match copy {
        None => (format!("evidence/{sha256}-…"), FindingKind::EvidenceMissing { name }),
        Some((file, digest)) if digest.to_string() != *sha256 => {
            (format!("evidence/{file}"), FindingKind::EvidenceChanged { name })
        }
        Some(_) => return None,
    };
    Some(Finding { file: file.into(), line: None, offset: None, kind })
}

/// Damage first, then by file and line; without what only follows from bytes that were changed.
fn tidy(mut findings: Vec<Finding>) -> Vec<Finding> {
    let lines_with = |kind: &FindingKind| -> BTreeSet<(Arc<str>, u64)> {
        let of_kind = findings.iter().filter(|finding| finding.kind == *kind);
        of_kind.filter_map(|finding| Some((Arc::clone(&finding.file), finding.line?))).collect()
    };
    let headers = lines_with(&FindingKind::HeaderHash);
    let bodies = lines_with(&FindingKind::BodyDigest);
    findings.retain(|finding| {
        let Some(line) = finding.line else { return true };
        let is_in =
            |lines: &BTreeSet<(Arc<str>, u64)>, line| lines.contains(&(Arc::clone(&finding.file), line));
        let follows = match finding.kind.follows() {
            Follows::Nothing => false,
            Follows::Header => is_in(&headers, line),
            Follows::HeaderBefore => is_in(&headers, line) || is_in(&headers, line - 1),
            Follows::Body => is_in(&headers, line) || is_in(&bodies, line),
        };
        !follows
    });
    findings.sort_by(|a, b| {
        let damage = |finding: &Finding| !finding.kind.is_damage();
        let place = |finding: &Finding| (finding.line, finding.offset);
        (damage(a), &a.file, place(a)).cmp(&(damage(b), &b.file, place(b)))
    });
    findings.dedup();
    findings
}

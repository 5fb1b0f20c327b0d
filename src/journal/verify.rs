//! The check of a whole journal: every finding with its place, and what was checked.
//!
//! What a check cannot see: records cut off at the end of a feed, with nothing left that names them. That
//! shows only against a [`Head`] held elsewhere, so a report lists them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::chain::Flaw;
use super::checkpoint::{Signed, Statement, Unproven, public_key};
use super::copied::Copied;
use super::finding::Follows;
use super::merge::Place;
use super::weighed::{Weighed, Weight};
use super::{Chain, Digest, Finding, FindingKind, Head, Journal, Opening, Records, Summary, Tail};
use crate::run::{Body, Event};

/// The digests of files by name, or why one was not read.
pub type Beside = BTreeMap<String, Result<Digest, FindingKind>>;

/// What lies beside the feeds in a run's folder.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The digests of the run's own files by name, or why one was not read.
    pub files: Beside,
    /// The same of the copied evidence, by name within `evidence/`; none where it was not looked at.
    pub evidence: Option<Beside>,
    /// What was found while the files were read.
    pub findings: Vec<Finding>,
    /// Records that were noted down elsewhere.
    pub held: Vec<Head>,
    /// Whose files the feeds are, where accounts share the folder.
    pub owners: Option<Owners>,
}

impl Surroundings {
    /// What lies in `evidence/` and was not read, whether or not a record names it.
    fn unread_evidence(&self) -> impl Iterator<Item = Finding> {
        let unread = |(name, read): (&String, &Result<Digest, FindingKind>)| {
            Some(Finding::of_file(&format!("evidence/{name}"), read.as_ref().err()?.clone()))
        };
        self.evidence.iter().flatten().filter_map(unread)
    }
}

/// Whose files the feeds of a shared folder are.
#[derive(Clone, Debug, Default)]
pub struct Owners {
    /// The machine that was asked; of feeds from others nothing can be said.
    pub machine: String,
    /// The accounts' numbers by the names of the files.
    pub of: BTreeMap<String, u32>,
}

impl Owners {
    /// A feed that is another account's file than its first record says.
    fn finding(&self, feed: &Chain) -> Option<Finding> {
        let opening = feed.opening().filter(|opening| opening.machine == self.machine)?;
        let (stated, found) = (opening.uid?, *self.of.get(&feed.name().to_string())?);
        let kind = FindingKind::Owner { stated, found };
        (stated != found).then(|| Finding::of_file(&Finding::file_of(feed.name()), kind))
    }
}

/// The outcome of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub summary: Summary,
    /// For each feed and key, the latest checkpoint that holds.
    pub signed: Vec<Signed>,
    /// Damage first, then by file and line.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Checks a journal and what lies beside it.
    pub fn of(journal: &Journal, beside: &Surroundings) -> Self {
        let weights: Vec<Weight> = journal.feeds().iter().map(Weight::of).collect();
        Self::by(journal, &weights.iter().collect::<Vec<_>>(), beside)
    }

    /// The same of a journal whose feeds were weighed one by one.
    pub fn of_weighed(journal: &Journal<Weighed>, beside: &Surroundings) -> Self {
        let weights: Vec<&Weight> = journal.feeds().iter().map(|feed| &feed.weight).collect();
        Self::by(journal, &weights, beside)
    }

    /// Checks a journal by what its feeds weigh.
    fn by<F: Records>(journal: &Journal<F>, weights: &[&Weight], beside: &Surroundings) -> Self {
        let mut findings = beside.findings.clone();
        findings.extend_from_slice(journal.findings());
        for (index, feed) in journal.feeds().iter().enumerate() {
            findings.extend(feed_findings(journal, index, &weights[index].flaws));
            let valid = journal.valid_end(index).map_or(usize::MAX, |end| end.offset);
            findings.extend(weights[index].bodies.findings(feed, valid));
            findings.extend(file_findings(feed, beside));
            findings.extend(beside.owners.as_ref().and_then(|owners| owners.finding(feed)));
        }
        let counting = || {
            let said = |place: &Place| weights[place.feed].bodies.telling.get(&place.entry);
            journal.order().iter().filter_map(move |place| Some((*place, said(place)?)))
        };
        let checkpoints = Checkpoints::of(journal, weights, counting());
        findings.extend(checkpoints.findings);
        let copied = counting().filter_map(|(place, body)| {
            let newer = || weights[place.feed].newer_copies.get(&place.entry).cloned();
            Copied::of(body).or_else(newer)
        });
        findings.extend(copied.flat_map(|copied| copied.findings(beside)));
        findings.extend(beside.unread_evidence());
        findings.extend(beside.held.iter().filter_map(|head| held_finding(journal, head)));
        if journal.order().is_empty() {
            findings.push(Finding::of_file("journal", FindingKind::NoFeed));
        }
        let summary = Summary::of(journal, counting());
        Self { summary, signed: checkpoints.signed, findings: tidy(findings) }
    }

    /// Whether nothing is damaged.
    pub fn is_sound(&self) -> bool {
        !self.findings.iter().any(|finding| finding.kind.is_damage())
    }
}

/// What is wrong with the chains of a journal and with their order; bodies and other files are not looked at.
pub fn chain_findings(journal: &Journal) -> Vec<Finding> {
    let of_feeds = journal.feeds().iter().enumerate();
    let chains = of_feeds.flat_map(|(index, feed)| feed_findings(journal, index, &feed.hash_flaws()));
    journal.findings().iter().cloned().chain(chains).collect()
}

/// What is wrong in a feed, and what is worth knowing of it.
fn feed_findings<F: Records>(journal: &Journal<F>, index: usize, hash_flaws: &[Flaw]) -> Vec<Finding> {
    let feed = &journal.feeds()[index];
    let file = Finding::file_of(feed.name());
    let flaws = feed.flaws().chain(hash_flaws).cloned();
    let valid = journal.valid_end(index);
    let mut findings: Vec<Finding> = flaws
        .filter(|flaw| valid.is_none_or(|valid| flaw.offset < valid.offset))
        .map(|Flaw { line, offset, kind }| Finding {
            file: Arc::clone(&file),
            line: Some(line),
            offset: Some(offset as u64),
            kind,
        })
        .collect();
    let mut note = |place: Option<(u64, usize)>, kind| {
        let (line, offset) = place.map_or((None, None), |(line, offset)| (Some(line), Some(offset as u64)));
        findings.push(Finding { file: Arc::clone(&file), line, offset, kind });
    };
    if feed.is_empty() {
        note(None, FindingKind::EmptyFeed);
    }
    match valid {
        Some(valid) if valid.offset < feed.len() => {
            let records = feed.entries().iter().filter(|entry| entry.start >= valid.offset).count() as u64;
            let bytes = (feed.len() - valid.offset) as u64;
            let line = feed.entry(valid.seq).map_or(1, |last| last.line + 1);
            note(Some((line, valid.offset)), FindingKind::Void { records, bytes });
        }
        Some(_) => {}
        None => {
            let is_torn = |tail: &Tail| feed.flaws().all(|flaw| flaw.offset < tail.start);
            if let Some(tail) = feed.tail().filter(is_torn) {
                note(
                    Some((feed.line_of_tail(), tail.start)),
                    FindingKind::TornTail { bytes: tail.bytes as u64 },
                );
            }
        }
    }
    findings
}

/// The run's own files against the digests in a feed's first record.
fn file_findings(feed: &Chain, beside: &Surroundings) -> Vec<Finding> {
    let Some(Opening { files, .. }) = feed.opening() else { return Vec::new() };
    let differs = |(name, digest): (&String, &Digest)| {
        let of_feed =
            |kind| Finding { file: Finding::file_of(feed.name()), line: Some(1), offset: None, kind };
        match beside.files.get(name) {
            None => Some(of_feed(FindingKind::FileMissing { name: name.clone() })),
            Some(Ok(found)) if found != digest => {
                Some(of_feed(FindingKind::FileChanged { name: name.clone() }))
            }
            Some(Ok(_)) => None,
            Some(Err(kind)) => Some(Finding::of_file(name, kind.clone())),
        }
    };
    files.iter().filter_map(differs).collect()
}

/// The checkpoints of a journal.
#[derive(Default)]
struct Checkpoints {
    signed: Vec<Signed>,
    findings: Vec<Finding>,
}

impl Checkpoints {
    fn of<'a, F: Records>(
        journal: &Journal<F>,
        weights: &[&Weight],
        counting: impl Iterator<Item = (Place, &'a Body)>,
    ) -> Self {
        let mut this = Self::default();
        for (place, body) in counting {
            let Body::Event(event @ Event::Checkpoint { key, upto, signature, .. }) = body else { continue };
            let (feed, entry) = journal.entry(place);
            let held = feed.bears_out(entry, event).unwrap_or(Err(Unproven::Statement));
            let kind = match held {
                Err(Unproven::Signature) => FindingKind::Signature,
                Ok(statement)
                    if !weights[place.feed].unlike.contains(&place.entry) && saw(journal, &statement) =>
                {
                    let by = feed.name().person.clone();
                    let public = public_key(signature).unwrap_or_default();
                    this.signed.retain(|signed| signed.id.feed != feed.name().feed || signed.key != *key);
                    let (id, upto, key) = (feed.id_of(entry), *upto, key.clone());
                    this.signed.push(Signed { id, by, upto, key, public });
                    continue;
                }
                Ok(_) | Err(Unproven::Statement) => FindingKind::Checkpoint,
            };
            this.findings.push(super::merge::at(journal.feeds(), place, kind));
        }
        this
    }
}

/// Whether what a statement says was seen of the other feeds is there.
fn saw<F: Records>(journal: &Journal<F>, statement: &Statement) -> bool {
    let is_there = |head: &Head| {
        let other = journal.feeds().iter().position(|feed| feed.name().feed == head.feed);
        let Some(other) = other else { return false };
        let void = journal.valid_end(other).is_some_and(|end| end.seq < head.seq);
        match journal.feeds()[other].entry(head.seq) {
            Some(entry) => entry.h == head.h,
            None => void || journal.feeds()[other].tells_of_missing(head.seq),
        }
    };
    statement.seen.iter().all(is_there)
}

/// A record that was noted down elsewhere against the one that is there.
fn held_finding<F: Records>(journal: &Journal<F>, head: &Head) -> Option<Finding> {
    let feed = journal.feeds().iter().find(|feed| feed.name().feed == head.feed);
    let entry = feed.and_then(|feed| feed.entry(head.seq));
    if entry.is_some_and(|entry| entry.h == head.h) {
        return None;
    }
    let file = feed.map_or_else(|| "journal".into(), |feed| Finding::file_of(feed.name()));
    let kind = FindingKind::HeldHead { feed: head.feed, seq: head.seq };
    Some(Finding { file, line: entry.map(|entry| entry.line), offset: None, kind })
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

//! Every operation fails once, with every error, alone and for good.

use std::collections::HashSet;
use std::path::Path;

use dutybook::journal::verify::Surroundings;
use dutybook::journal::{Head, Journal, Report};
use dutybook::run::FactId;

use super::scenario::{self, RUN, Told};
use super::{Fault, How, MemoryDisk};

/// ENOSPC, EIO, EROFS, EDQUOT, EFBIG, EINTR, in numbers of Linux.
const ERRORS: [i32; 6] = [28, 5, 30, 122, 27, 4];

/// Rounds of the scenario, and the operations that they are.
const ROUNDS: u64 = 15;
const OPERATIONS: usize = 200;

fn heads_of(journal: &Journal) -> HashSet<Head> {
    let head = |place: &dutybook::journal::merge::Place| {
        let (feed, entry) = journal.entry(*place);
        Head { feed: feed.name().feed, seq: entry.seq, h: entry.h }
    };
    journal.order().iter().map(head).collect()
}

/// What was acknowledged is there, and what was told as failed is not, as far as anybody can know.
fn holds(journal: &Journal, told: &Told, is_whole: bool, what: &str) {
    let heads = heads_of(journal);
    let ids: HashSet<FactId> = heads.iter().map(Head::id).collect();
    for (head, _) in &told.recorded {
        assert!(heads.contains(head), "{what}: {head:?} was acknowledged and is lost");
    }
    for (id, _) in &told.within {
        assert!(ids.contains(id), "{what}: {id:?} was acknowledged and is lost");
    }
    if is_whole {
        let acknowledged: HashSet<FactId> = told
            .recorded
            .iter()
            .map(|(head, _)| head.id())
            .chain(told.within.iter().map(|(id, _)| *id))
            .collect();
        // The opening of a feed says nothing that anybody did.
        let odd = ids.difference(&acknowledged).find(|id| id.seq > 1);
        assert_eq!(odd, None, "{what}: it was told as failed and counts");
    }
}

fn check(disk: &MemoryDisk, told: &Told, fault: Option<Fault>) {
    let what = format!("{fault:?}");
    let files = disk.files();
    let seen = scenario::journal(&files);
    // Where nothing works any more, nobody could say that the last feed has ended.
    let is_whole = fault.is_none_or(|fault| !fault.for_good);
    holds(&seen, told, is_whole, &what);
    let left = disk.after_power_cut();
    if left != files {
        holds(&scenario::journal(&left), told, is_whole, &what);
    }
    for (name, _) in &told.taken {
        let path = Path::new(RUN).join("evidence").join(name);
        assert_eq!(left.get(&path).map(Vec::as_slice), Some(&b"evidence"[..]), "{what}: {name}");
    }
    if told.made {
        for (name, bytes) in [("runbook.toml", &b"schema = 1\n"[..]), ("overlay-1.toml", b"x\n")] {
            assert_eq!(
                left.get(&Path::new(RUN).join(name)).map(Vec::as_slice),
                Some(bytes),
                "{what}: {name}"
            );
        }
    }
    if fault.is_none_or(|fault| fault.how == How::Errno(5)) {
        let report = Report::of(&seen, &Surroundings::default());
        let damage: Vec<_> = report.findings.iter().filter(|finding| finding.kind.is_damage()).collect();
        assert!(damage.is_empty() || seen.order().is_empty(), "{what}: {damage:?}");
    }
}

#[test]
fn whatever_operation_fails_nothing_acknowledged_is_lost_and_nothing_failed_counts() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("log");
    std::fs::write(&source, "evidence").unwrap();
    let disk = MemoryDisk::default();
    let told = scenario::night(&disk, ROUNDS, &source);
    assert_eq!((told.made, told.failures), (true, 0));
    assert!(disk.count() >= OPERATIONS, "{} operations", disk.count());
    check(&disk, &told, None);
    let mut ways: Vec<How> = ERRORS.into_iter().map(How::Errno).collect();
    ways.extend([How::Short, How::AfterAll]);
    for at in 0..OPERATIONS {
        for how in &ways {
            for for_good in [false, true] {
                let fault = Fault { at, for_good, how: *how };
                let disk = MemoryDisk::failing(&[fault]);
                // Some rounds beyond the failure show how it goes on.
                let rounds = (at as u64 / 11 + 1).min(ROUNDS);
                let told = scenario::night(&disk, rounds, &source);
                // A record that cannot be synced is not named, and evidence goes on after a short write.
                let is_mild = how == &How::Short || disk.operations()[at].starts_with("sync_file");
                assert!(told.failures > 0 || is_mild, "{fault:?}");
                check(&disk, &told, Some(fault));
            }
        }
    }
}

//! The bodies of the fuzz targets over their kept corpus, and over changed copies of it.
//!
//! `DUTYBOOK_FUZZ_RUNS` says how many copies of each, `DUTYBOOK_SEED` which.

mod bodies;

use std::path::{Path, PathBuf};

fn corpus(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{target} has no corpus");
    files
}

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Changes some bytes, takes some out, doubles some.
fn change(bytes: &mut Vec<u8>, state: &mut u64) {
    let mut below = |end: usize| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) as usize % end.max(1)
    };
    for _ in 0..=below(4) {
        let at = below(bytes.len());
        match below(5) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << below(8),
            1 if !bytes.is_empty() => bytes[at] = below(256) as u8,
            2 => bytes.truncate(at),
            3 => {
                let end = (at + below(64)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = below(bytes.len());
                bytes.splice(to..to, piece);
            }
            _ => bytes.insert(at, *b"\x1b\"[]{}\n\0=\xff".get(below(10)).unwrap()),
        }
    }
}

fn run(target: &str) {
    let body = bodies::TARGETS.iter().find(|(name, _)| *name == target).unwrap().1;
    let mut state = setting("DUTYBOOK_SEED", 1);
    let runs = setting("DUTYBOOK_FUZZ_RUNS", 60);
    for file in corpus(target) {
        let bytes = std::fs::read(&file).unwrap();
        body(&bytes);
        for _ in 0..runs {
            let mut changed = bytes.clone();
            change(&mut changed, &mut state);
            let kept = changed.clone();
            let outcome = std::panic::catch_unwind(|| body(&changed));
            assert!(
                outcome.is_ok(),
                "{target}, from {}: {:?}",
                file.display(),
                String::from_utf8_lossy(&kept)
            );
        }
    }
}

#[test]
fn any_runbook_is_read_or_told_of() {
    run("runbooks");
}

#[test]
fn any_condition_is_read_or_told_of() {
    run("conditions");
}

#[test]
fn any_feed_is_read_as_far_as_it_goes() {
    run("records");
}

#[test]
fn any_feeds_make_the_same_run_in_every_order() {
    run("merge");
}

#[test]
fn any_keys_and_sizes_leave_a_whole_screen() {
    run("keys");
}

//! The limits as `docs/limits.md` tells them, and as they are.

use dutybook::journal::{MAX_LINE_BYTES, person_id};
use dutybook::run::decide;
use dutybook::runbook::limits;
use dutybook::shell::{bundle, config, evidence, index, run_folder};
use dutybook::text;

#[test]
fn every_limit_is_told_as_it_is() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/limits.md");
    let page = std::fs::read_to_string(path).unwrap();
    let rows: Vec<(&str, &str)> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split_once(" | "))
        .map(|(what, rest)| (what, rest.split([' ', '|']).next().unwrap()))
        .filter(|(_, limit)| limit.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let limits = [
        MAX_LINE_BYTES as u64,
        run_folder::LONGEST_LINE_READ as u64,
        run_folder::MAX_FEED_BYTES,
        run_folder::MAX_FEEDS as u64,
        run_folder::MAX_OWN_FILE_BYTES,
        decide::MAX_TEXT_BYTES as u64,
        evidence::MAX_COPIED_BYTES,
        bundle::MAX_COPIES as u64,
        index::MAX_INDEX_BYTES,
        person_id::MAX_PERSON_CHARS as u64,
        config::MAX_NAME_CHARS as u64,
        limits::MAX_BYTES as u64,
        limits::MAX_STEPS as u64,
        limits::MAX_LIST as u64,
        limits::MAX_OPTIONS as u64,
        limits::MAX_TEXT_BYTES as u64,
        limits::MAX_CONDITION_BYTES as u64,
        limits::MAX_CONDITION_DEPTH as u64,
        limits::MAX_OVERLAYS as u64,
        limits::MAX_PROBLEMS as u64,
        text::MAX_LINE_CHARS as u64,
    ];
    let told: Vec<u64> = rows.iter().map(|(_, limit)| limit.parse().unwrap()).collect();
    assert_eq!(told, limits, "{rows:#?}");
}

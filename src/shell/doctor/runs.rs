//! The runs of a home: what is damaged, foreign or left behind among them.
//!
//! Every one is read to its end, on all cores. The index of the home would tell sooner, and not the same: it believes that
//! a file is as it was while its size and times are, and whether that is so is what is asked here.

use std::fs;
use std::time::UNIX_EPOCH;

use super::Check;
use crate::journal::{FeedName, FindingKind};
use crate::locale::doctor as words;
use crate::shell::all_runs::on_all_cores;
use crate::shell::disk::refuse_link;
use crate::shell::home::Home;
use crate::shell::presence::PRESENCE;
use crate::shell::reading;
use crate::shell::run_folder::RunFolder;
use crate::shell::run_name::RunName;
use crate::shell::settings::Settings;
use crate::time::{Moment, Now};

/// A draft that nobody has touched for so long is worth a word.
const STALE_DAYS: u64 = 2;

/// The most files that are named one by one.
const MOST_NAMED: usize = 20;

/// What is wrong with the runs, and when the last record of them all was made.
pub(super) fn checks(settings: &Settings, now: Now) -> (Vec<Check>, Option<Moment>) {
    let lang = settings.lang;
    let mut checks = foreign(settings);
    let mut last = None;
    let folders = Home::of(settings).runs().unwrap_or_default();
    let mut readable = 0;
    for mut seen in on_all_cores(&folders, |folder| see(folder, settings, now)) {
        readable += usize::from(seen.is_readable);
        last = last.max(seen.last);
        checks.append(&mut seen.checks);
    }
    if readable == folders.len() {
        checks.push(Check::well("runs", words::RUNS_WELL.with(lang, &[&readable])));
    }
    (checks, last)
}

/// What was seen of one run.
struct Seen {
    checks: Vec<Check>,
    is_readable: bool,
    /// When its last record was made.
    last: Option<Moment>,
}

fn see(folder: &RunFolder, settings: &Settings, now: Now) -> Seen {
    let lang = settings.lang;
    let label = folder.label();
    let mut seen = Seen { checks: links(folder, settings), is_readable: false, last: None };
    match reading::read(folder, lang) {
        Ok(read) => {
            seen.is_readable = true;
            let entry = |place: &crate::journal::merge::Place| read.journal.entry(*place).1.at;
            seen.last = read.journal.order().iter().map(entry).max();
            let todo = words::RUN_DAMAGED_TODO.with(lang, &[&label]);
            for finding in folder.damage(&read.journal, &read.findings).iter().take(MOST_NAMED) {
                let said = words::RUN_DAMAGED.with(lang, &[&label, &finding.say(lang)]);
                seen.checks.push(Check::wrong("runs", said, todo.clone()));
            }
            let stray = read.findings.iter().filter(|finding| finding.kind == FindingKind::StrayFile);
            for finding in stray.take(MOST_NAMED) {
                let path = folder.path().join(&*finding.file);
                let said = words::FOREIGN.with(lang, &[&path.display()]);
                seen.checks.push(Check::note("foreign", said, Some(words::FOREIGN_TODO.text(lang))));
            }
        }
        Err(why) => {
            let said = words::RUN_DAMAGED.with(lang, &[&label, &why]);
            seen.checks.push(Check::wrong("runs", said, words::RUN_UNREADABLE_TODO.text(lang)));
        }
    }
    seen.checks.extend(stale_draft(folder, settings, now));
    seen
}

/// The folders within a run that are links.
fn links(folder: &RunFolder, settings: &Settings) -> Vec<Check> {
    let lang = settings.lang;
    let own = [folder.journal(), folder.evidence(), folder.drafts(), folder.path().join(PRESENCE)];
    let links = own.iter().filter(|path| refuse_link(path).is_err()).map(|path| {
        let said = words::FOLDER_IS_LINK.with(lang, &[&path.display()]);
        Check::wrong("foreign", said, words::FOLDER_IS_LINK_TODO.text(lang))
    });
    links.collect()
}

/// What lies beside the runs and is none.
fn foreign(settings: &Settings) -> Vec<Check> {
    let lang = settings.lang;
    let entries = fs::read_dir(settings.home.join("runs")).into_iter().flatten().flatten();
    let odd = entries.filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let path = entry.path();
        if name == ".lock" || (is_folder && RunName::parse(&name).is_some()) {
            None
        } else if is_folder && name.starts_with(".new-") {
            let said = words::HALF_MADE.with(lang, &[&path.display()]);
            Some(Check::note("foreign", said, Some(words::HALF_MADE_TODO.text(lang))))
        } else if RunName::parse(&name).is_some() {
            // It bears a run's name and is a link or a file: told where permissions are.
            let said = words::IS_LINK.with(lang, &[&path.display()]);
            Some(Check::wrong("foreign", said, words::IS_LINK_TODO.text(lang)))
        } else {
            let said = words::FOREIGN.with(lang, &[&path.display()]);
            Some(Check::note("foreign", said, Some(words::FOREIGN_TODO.text(lang))))
        }
    });
    odd.take(MOST_NAMED).collect()
}

/// This person's draft that no console has open and nobody has touched for days.
fn stale_draft(folder: &RunFolder, settings: &Settings, now: Now) -> Option<Check> {
    let alive = folder.alive();
    let entries = fs::read_dir(folder.drafts()).into_iter().flatten().flatten();
    let ages = entries.filter_map(|entry| {
        let name = entry.file_name().to_str()?.strip_suffix(".json")?.to_owned();
        let feed = FeedName::parse(&format!("{name}.jsonl"))?;
        if feed.person != settings.person || alive.contains(&feed) {
            return None;
        }
        let since = entry.metadata().ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let age = u64::try_from(now.wall.timestamp()).ok()?.saturating_sub(since.as_secs());
        Some(age / 86_400)
    });
    let days = ages.max().filter(|days| *days >= STALE_DAYS)?;
    let lang = settings.lang;
    let said = words::STALE_DRAFT.with(lang, &[&folder.label(), &days]);
    Some(Check::note("drafts", said, Some(words::STALE_DRAFT_TODO.text(lang))))
}

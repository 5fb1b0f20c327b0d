//! A home whose disk fails while a run is open, and the folder that stands in for it.

use std::path::Path;
use std::sync::Arc;

use dutybook::journal::Report;
use dutybook::locale::Lang;
use dutybook::run::Event;
use dutybook::shell::desk::OpenDesk;
use dutybook::shell::{Home, RunFolder, Settings};

use super::desk::{note, notes, now, settings};
use crate::faults::BrokenDisk;

fn at(home: &Path, fallback: Option<&Path>, disk: &BrokenDisk) -> Settings {
    let fallback = fallback.map(Path::to_owned);
    Settings { disk: Arc::new(disk.clone()), fallback, ..settings(home) }
}

fn run(settings: &Settings) -> RunFolder {
    Home::of(settings).find("2026-001").unwrap()
}

fn is_sound(folder: &RunFolder) -> bool {
    let read = folder.read().unwrap();
    let report = Report::of(&read.journal, &folder.surroundings(read.findings));
    report.is_sound()
}

#[test]
fn a_run_goes_on_in_the_fallback_folder_and_both_parts_are_found_again() {
    let home = crate::journal::golden_home();
    let stick = tempfile::tempdir().unwrap();
    let disk = BrokenDisk::default();
    let settings = at(home.path(), Some(stick.path()), &disk);
    let (mut open, ready) = OpenDesk::take_up(&settings, run(&settings), now()).unwrap();
    assert_eq!(ready.warning, None);
    open.append(vec![note("before")], now()).unwrap();

    disk.break_below(home.path());
    let error = open.append(vec![note("told as failed")], now()).unwrap_err();
    for (lang, full) in [(Lang::En, "the disk is full"), (Lang::Zh, "磁盘满了")] {
        let said = open.say(&error, lang).to_string();
        assert!(said.contains(full) && said.contains(stick.path().to_str().unwrap()), "{said}");
    }
    open.append(vec![note("after")], now()).unwrap();
    let found = run(&settings);
    let all = notes(&found);
    assert_eq!(all[all.len() - 2..], ["before", "after"]);
    assert!(is_sound(&found));

    // Without the setting the stick is not looked at, and nothing tells of it.
    let alone = RunFolder::new(found.path().to_owned());
    assert!(notes(&alone).ends_with(&["before".to_owned()]));
    assert!(is_sound(&alone));

    // The next console says where the rest lies, until it is copied in.
    disk.mend();
    drop(open);
    let (_, ready) = OpenDesk::take_up(&settings, run(&settings), now()).unwrap();
    let warning = ready.warning.expect("it says so").to_string();
    assert!(warning.contains(stick.path().to_str().unwrap()), "{warning}");
    for feed in std::fs::read_dir(found.elsewhere().unwrap().join("journal")).unwrap() {
        let feed = feed.unwrap();
        std::fs::copy(feed.path(), found.journal().join(feed.file_name())).unwrap();
    }
    assert!(is_sound(&run(&settings)), "a copy is no second feed");
    assert!(is_sound(&RunFolder::new(found.path().to_owned())));
    let (_, ready) = OpenDesk::take_up(&settings, run(&settings), now()).unwrap();
    assert_eq!(ready.warning, None);
}

#[test]
fn what_lies_in_the_fallback_folder_is_a_run_that_can_be_read_alone() {
    let home = crate::journal::golden_home();
    let stick = tempfile::tempdir().unwrap();
    let disk = BrokenDisk::default();
    let settings = at(home.path(), Some(stick.path()), &disk);
    let (mut open, _) = OpenDesk::take_up(&settings, run(&settings), now()).unwrap();
    disk.break_below(home.path());
    open.append(vec![note("kept")], now()).unwrap();
    let news = open.news(Lang::En).expect("a person is told where it went");
    assert!(news.as_str().contains(stick.path().to_str().unwrap()), "{news}");
    open.append(vec![note("kept too")], now()).unwrap();
    assert_eq!(open.news(Lang::En), None, "and told once");
    let own = run(&settings);
    let apart = RunFolder::open(own.elsewhere().unwrap()).unwrap();
    assert_eq!(apart.own_file("runbook.toml").unwrap(), own.own_file("runbook.toml").unwrap());
    assert_eq!(notes(&apart), ["kept", "kept too"]);
}

#[test]
fn without_a_fallback_it_says_what_failed_and_goes_on_where_the_disk_is_well_again() {
    let home = crate::journal::golden_home();
    let disk = BrokenDisk::default();
    let settings = at(home.path(), None, &disk);
    let (mut open, _) = OpenDesk::take_up(&settings, run(&settings), now()).unwrap();
    open.append(vec![note("before")], now()).unwrap();
    disk.break_below(home.path());
    let error = open.append(vec![note("lost")], now()).unwrap_err();
    let said = open.say(&error, Lang::En).to_string();
    assert!(said.contains("cannot be told"), "it claims nothing that it cannot know: {said}");
    let error = open.append(vec![note("lost")], now()).unwrap_err();
    let said = open.say(&error, Lang::En).to_string();
    assert!(said.contains("Nothing was written"), "{said}");
    disk.mend();
    let facts = open.append(vec![note("after")], now()).unwrap();
    let is_opening = |fact: &dutybook::run::Fact| matches!(fact.event(), Some(Event::FeedOpened { .. }));
    assert!(is_opening(&facts[0]), "the console is told of the new feed");
    let all = notes(&run(&settings));
    assert_eq!(all[all.len() - 2..], ["before", "after"]);
    assert!(is_sound(&run(&settings)));
}

#[test]
fn a_fallback_that_is_not_plugged_in_is_not_made_up_for_by_a_folder_of_its_name() {
    let home = crate::journal::golden_home();
    let missing = home.path().parent().unwrap().join("no-such-stick");
    let disk = BrokenDisk::default();
    let settings = at(home.path(), Some(&missing), &disk);
    let (mut open, _) = OpenDesk::take_up(&settings, run(&settings), now()).unwrap();
    disk.break_below(home.path());
    open.append(vec![note("lost")], now()).unwrap_err();
    open.append(vec![note("lost")], now()).unwrap_err();
    assert!(!missing.exists());
    disk.mend();
    open.append(vec![note("after")], now()).unwrap();
    assert!(notes(&run(&settings)).ends_with(&["after".to_owned()]));
}

#[test]
fn a_console_that_comes_back_to_a_full_disk_can_record_once_there_is_room() {
    let home = crate::journal::golden_home();
    let disk = BrokenDisk::default();
    let settings = at(home.path(), None, &disk);
    let (mut earlier, _) = OpenDesk::take_up(&settings, run(&settings), now()).unwrap();
    earlier.append(vec![note("before")], now()).unwrap();
    drop(earlier);
    disk.break_below(home.path());
    let (mut open, ready) = OpenDesk::take_up(&settings, run(&settings), now()).unwrap();
    assert!(ready.journal.read_only.is_none());
    assert!(ready.journal.failed.unwrap().as_str().contains("the disk is full"));
    disk.mend();
    open.append(vec![note("after")], now()).unwrap();
    assert!(notes(&run(&settings)).ends_with(&["after".to_owned()]));
}

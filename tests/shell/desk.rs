//! Taking up a run again.

use dutybook::locale::Lang;
use dutybook::run::Event;
use dutybook::shell::desk::OpenDesk;
use dutybook::shell::{Environment, Home, Overrides, RunFolder, Settings};
use dutybook::time::{BootTime, Now};

pub(crate) fn settings(home: &std::path::Path) -> Settings {
    let environment = Environment::of([
        ("DUTYBOOK_HOME", home.to_str().unwrap().to_owned()),
        ("TZ", "UTC".to_owned()),
        ("USER", "lina".to_owned()),
    ]);
    Settings::load(&environment, &Overrides { lang: Some(Lang::En), zone: None }).unwrap()
}

pub(super) fn now() -> Now {
    Now { wall: "2026-11-23T06:00:00Z".parse().unwrap(), boot: BootTime { micros: 1 } }
}

pub(super) fn note(text: &str) -> Event {
    Event::NoteAdded { text: text.to_owned(), step: None, happened: None }
}

fn take_up(home: &std::path::Path) -> (OpenDesk, dutybook::app::msg::RunReady) {
    let folder = Home::new(home).find("2026-001").unwrap();
    OpenDesk::take_up(&settings(home), folder, now()).unwrap()
}

pub(super) fn notes(folder: &RunFolder) -> Vec<String> {
    let facts = folder.read().unwrap().journal.facts().collect::<Vec<_>>();
    let text = |fact: &dutybook::run::Fact| match fact.event() {
        Some(Event::NoteAdded { text, .. }) => Some(text.clone()),
        _ => None,
    };
    facts.iter().filter_map(text).collect()
}

#[test]
fn two_consoles_of_one_person_take_nothing_from_each_other() {
    let home = crate::journal::golden_home();
    let (mut first, _) = take_up(home.path());
    first.append(vec![note("before")], now()).unwrap();
    let (mut second, _) = take_up(home.path());
    second.append(vec![note("from the second")], now()).unwrap();
    // Where a filesystem has no locks, or on another machine, the first looks as if it had ended.
    first.append(vec![note("from the first")], now()).unwrap();
    let notes = notes(&first.folder);
    for text in ["before", "from the second", "from the first"] {
        assert!(notes.iter().any(|note| note == text), "{notes:?}");
    }
}

#[test]
fn damage_within_a_feed_is_shown_where_a_run_is_taken_up() {
    let home = crate::journal::golden_home();
    let (_, ready) = take_up(home.path());
    assert_eq!(ready.journal.damage, []);
    let feed = "runs/2026-001-payroll-leak-7f3k/journal/wang.qiang-5b21c07e9a4d3f16.jsonl";
    let path = home.path().join(feed);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("mailstore.img", "mailstore.bak", 1)).unwrap();
    let (_, ready) = take_up(home.path());
    assert_eq!(ready.journal.damage.len(), 1, "{:?}", ready.journal.damage);
    assert!(ready.journal.damage[0].as_str().contains("line 5"), "{:?}", ready.journal.damage);
}

/// Changes the first feed of the golden run, and takes the run up.
fn harmed(change: impl Fn(String) -> String) -> (tempfile::TempDir, dutybook::app::msg::RunReady) {
    let home = crate::journal::golden_home();
    let journal = home.path().join("runs/2026-001-payroll-leak-7f3k/journal");
    let path = journal.join("lina-0f3a9c51d2b7e884.jsonl");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, change(text)).unwrap();
    let feeds = || std::fs::read_dir(&journal).unwrap().count();
    let before = feeds();
    let (_, ready) = take_up(home.path());
    assert_eq!(feeds(), before, "nothing is written to a run that is in doubt");
    (home, ready)
}

#[test]
fn a_run_whose_id_or_headers_were_changed_is_read_and_not_written() {
    let id = "\"run\":\"7f3kq0x9m2ab41zt\"";
    for (from, to) in [(id, "\"run\":\"7f3kq0x9m2ab41zu\""), ("\"seq\":9,", "\"seq\":8,")] {
        let (_home, ready) = harmed(|text| text.replacen(from, to, 1));
        let why = ready.journal.read_only.expect("it is read only");
        assert!(why.as_str().contains("verify"), "{why:?}");
        assert_eq!(ready.run.title(), "甲公司 11 月工资表外泄", "the run is the one that it was");
    }
}

#[test]
fn a_record_that_a_later_feed_leaves_behind_is_never_named_as_seen() {
    // In the golden run a feed ends in a record that its writer's next feed goes on without.
    let home = crate::journal::golden_home();
    let (mut open, _) = take_up(home.path());
    open.append(vec![note("mine")], now()).unwrap();
    let read = open.folder.read().unwrap();
    let report = dutybook::journal::Report::of(&read.journal, &open.folder.surroundings(read.findings));
    assert!(report.is_sound(), "{:?}", report.findings);
}

#[test]
fn what_somebody_new_has_half_written_is_kept_before_they_record_anything() {
    let home = crate::journal::golden_home();
    let newcomer = || {
        let person = dutybook::journal::PersonId::new("newcomer").unwrap();
        let folder = Home::new(home.path()).find("2026-001").unwrap();
        std::fs::create_dir_all(folder.drafts()).unwrap();
        OpenDesk::take_up(&Settings { person, ..settings(home.path()) }, folder, now()).unwrap()
    };
    let values = [("text".to_owned(), "half a sent".to_owned())];
    let drafts = [("note".to_owned(), values.into_iter().collect())];
    let drafts: dutybook::app::draft::Drafts = drafts.into_iter().collect();
    let (mut open, ready) = newcomer();
    assert!(ready.drafts.is_empty());
    open.save_drafts(drafts.clone()).unwrap();
    drop(open);
    let (mut open, ready) = newcomer();
    assert_eq!(ready.drafts, drafts);
    open.save_drafts(dutybook::app::draft::Drafts::new()).unwrap();
    drop(open);
    assert!(newcomer().1.drafts.is_empty(), "what was recorded meanwhile comes back no more");
}

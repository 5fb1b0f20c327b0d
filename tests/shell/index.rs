//! The index of a home saves time and decides nothing: it tells what the files tell, or it is not used.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use dutybook::locale::Lang;
use dutybook::report::due::{coming, due, due_of};
use dutybook::report::{Account, Brief};
use dutybook::run::{Event, Run};
use dutybook::shell::all_runs::{self, Told, Wanted};
use dutybook::shell::index::{self, Index, Kept, Stamp};
use dutybook::shell::one_shot::OneShot;
use dutybook::shell::{Home, RunFolder, Settings, clock, reading};
use dutybook::text::SafeText;
use dutybook::time::Moment;
use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::desk::{note, now, settings};

/// A home with one run, long enough for an index to be worth while.
struct Desk {
    home: TempDir,
    settings: Settings,
}

impl Desk {
    fn new() -> Self {
        let home = crate::journal::golden_home();
        let desk = Self { settings: settings(home.path()), home };
        desk.append(vec![note(&"x".repeat(60_000)); 20]);
        desk
    }

    fn folder(&self) -> RunFolder {
        Home::new(self.home.path()).find("2026-001").unwrap()
    }

    fn append(&self, events: Vec<Event>) {
        OneShot::open(&self.settings, self.folder()).unwrap().append(events, now()).unwrap();
    }

    fn look(&self, wanted: Wanted, now: Moment) -> Told {
        let mut all = all_runs::all(&self.settings, wanted, now).unwrap();
        assert_eq!(all.len(), 1);
        all.pop().unwrap().told.unwrap()
    }

    fn title(&self) -> String {
        self.look(Wanted::NOTHING_KEPT, later()).brief.title.to_string()
    }

    fn index(&self) -> PathBuf {
        index::path(self.home.path())
    }

    /// Leaves an index that shows when it is used.
    fn mark(&self) {
        let told = self.look(Wanted::NOTHING_KEPT, later());
        let brief = Brief { title: SafeText::line("by the index"), ..told.brief };
        let kept = Kept::new(&Stamp::of(&self.folder()).unwrap(), &brief, &told.coming).unwrap();
        let index = Index::new([(self.folder().label(), kept)]);
        index.write(&*self.settings.disk, self.home.path(), &self.settings.zone).unwrap();
        assert_eq!(self.title(), "by the index");
    }

    fn feed(&self) -> PathBuf {
        self.folder().journal().join("lina-0f3a9c51d2b7e884.jsonl")
    }

    fn rewrite_index(&self, change: impl Fn(Vec<u8>) -> Vec<u8>) {
        let bytes = change(fs::read(self.index()).unwrap());
        fs::write(self.index(), bytes).unwrap();
    }
}

/// What becomes of a feed, or of an index.
type Change<'a> = &'a dyn Fn(&Path);
type Rewrite<'a> = &'a dyn Fn(Vec<u8>) -> Vec<u8>;

/// When everything that was written just now has settled.
fn later() -> Moment {
    clock::now().wall + TimeDelta::seconds(10)
}

#[test]
fn a_home_is_told_by_its_index_until_a_file_of_a_run_changes() {
    let replace = |path: &Path, bytes: &[u8]| {
        let other = path.with_extension("other");
        fs::write(&other, bytes).unwrap();
        fs::rename(other, path).unwrap();
    };
    let changes: [(&str, Change<'_>); 7] = [
        ("appended to", &|feed| {
            let mut bytes = fs::read(feed).unwrap();
            bytes.extend_from_slice(b"{");
            fs::write(feed, bytes).unwrap();
        }),
        ("cut", &|feed| {
            let bytes = fs::read(feed).unwrap();
            fs::write(feed, &bytes[..bytes.len() - 1]).unwrap();
        }),
        ("replaced by the same", &|feed| replace(feed, &fs::read(feed).unwrap())),
        ("written in place, with its size and time as before", &|feed| {
            let before = feed.metadata().unwrap().modified().unwrap();
            fs::write(feed, fs::read(feed).unwrap()).unwrap();
            fs::File::options().append(true).open(feed).unwrap().set_modified(before).unwrap();
        }),
        ("gone", &|feed| fs::remove_file(feed).unwrap()),
        ("beside another", &|feed| fs::write(feed.with_file_name("bob-00000000000000aa.jsonl"), "").unwrap()),
        ("of another runbook", &|feed| {
            let book = feed.ancestors().nth(2).unwrap().join("runbook.toml");
            let mut text = fs::read_to_string(&book).unwrap();
            text.push_str("\n# more\n");
            fs::write(&book, text).unwrap();
        }),
    ];
    for (what, change) in changes {
        let desk = Desk::new();
        desk.mark();
        change(&desk.feed());
        assert_ne!(desk.title(), "by the index", "{what}");
    }
}

#[test]
fn an_index_that_is_not_this_programs_own_and_whole_is_not_used() {
    let digest_anew = |text: String| {
        let body = &text[..=text.trim_end().rfind('\n').unwrap()];
        format!("{body}{}\n", dutybook::journal::Digest::of(body.as_bytes())).into_bytes()
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let changes: [(&str, Rewrite<'_>); 6] = [
        ("a changed byte", &|bytes| text(bytes).replacen("by the index", "by the indeX", 1).into_bytes()),
        ("cut off", &|bytes| bytes[..bytes.len() / 2].to_vec()),
        ("empty", &|_| Vec::new()),
        ("no text", &|_| vec![0xff; 100]),
        ("a newer form", &|bytes| digest_anew(text(bytes).replacen("index 1 ", "index 2 ", 1))),
        ("another zone", &|bytes| {
            let text = text(bytes);
            let heading = text.lines().next().unwrap();
            digest_anew(text.replacen(&heading[heading.len() - 64..], &"0".repeat(64), 1))
        }),
    ];
    for (what, change) in changes {
        let desk = Desk::new();
        desk.mark();
        desk.rewrite_index(change);
        assert_ne!(desk.title(), "by the index", "{what}");
    }
    // The way in which the two above are written leaves an index that counts.
    let desk = Desk::new();
    desk.mark();
    desk.rewrite_index(|bytes| digest_anew(text(bytes).replacen("by the index", "by the indeX", 1)));
    assert_eq!(desk.title(), "by the indeX");
}

#[test]
fn an_index_that_is_a_link_or_of_another_account_is_not_used() {
    let desk = Desk::new();
    desk.mark();
    let elsewhere = desk.home.path().join("elsewhere");
    fs::rename(desk.index(), &elsewhere).unwrap();
    symlink(&elsewhere, desk.index()).unwrap();
    assert_ne!(desk.title(), "by the index");
    desk.look(Wanted::BRIEFS, later());
    assert!(desk.index().symlink_metadata().unwrap().is_file(), "the link is replaced, and not followed");
    assert!(fs::read_to_string(&elsewhere).unwrap().contains("by the index"));
    // Only root can give a file away.
    desk.mark();
    if chown(desk.index(), Some(65_534), None).is_ok() {
        assert_ne!(desk.title(), "by the index");
    }
}

#[test]
fn what_lies_in_an_index_steers_no_terminal() {
    let desk = Desk::new();
    desk.mark();
    desk.rewrite_index(|bytes| {
        let text = String::from_utf8(bytes).unwrap().replacen("by the index", r"\u001b[2J", 1);
        let body = &text[..=text.trim_end().rfind('\n').unwrap()];
        format!("{body}{}\n", dutybook::journal::Digest::of(body.as_bytes())).into_bytes()
    });
    assert_eq!(desk.title(), "^[[2J");
}

#[test]
fn an_index_is_written_once_it_is_worth_while_and_its_loss_loses_nothing() {
    let desk = Desk::new();
    let fresh = desk.look(Wanted::COMING, clock::now().wall);
    assert!(!desk.index().exists(), "what changed just now may change again unseen");
    desk.look(Wanted::NOTHING_KEPT, later());
    assert!(!desk.index().exists(), "who only watches writes nothing");
    desk.look(Wanted::BRIEFS, later());
    assert_eq!(desk.index().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let known = Index::read(desk.home.path(), &desk.settings.zone);
    assert!(known.of(&desk.folder().label()).is_some_and(|kept| kept.is_of(&desk.folder())));
    let told = desk.look(Wanted::COMING, later());
    assert_eq!((&told.brief, &told.coming), (&fresh.brief, &fresh.coming));
    fs::remove_file(desk.index()).unwrap();
    let told = desk.look(Wanted::COMING, later());
    assert_eq!((told.brief, told.coming), (fresh.brief, fresh.coming));
    assert!(desk.index().exists());
}

#[test]
fn a_damaged_run_is_read_each_time() {
    let desk = Desk::new();
    desk.look(Wanted::BRIEFS, later());
    let text = fs::read_to_string(desk.feed()).unwrap();
    fs::write(desk.feed(), text.replacen("xxx", "yyy", 1).replacen("lina", "linb", 1)).unwrap();
    for _ in 0..2 {
        assert!(desk.look(Wanted::COMING, later()).damage.is_some());
    }
}

#[test]
fn who_reads_while_others_write_gets_one_of_theirs_whole() {
    let desk = Desk::new();
    let told = desk.look(Wanted::NOTHING_KEPT, later());
    let stamp = Stamp::of(&desk.folder()).unwrap();
    let titled = |n: usize| {
        let brief = Brief { title: SafeText::line(&"z".repeat(n * 1_000)), ..told.brief.clone() };
        Index::new([(desk.folder().label(), Kept::new(&stamp, &brief, &told.coming).unwrap())])
    };
    let all: Vec<Index> = (1..5).map(titled).collect();
    let Settings { disk: writes, zone, .. } = &desk.settings;
    let home = desk.home.path();
    all[0].write(&**writes, home, zone).unwrap();
    std::thread::scope(|scope| {
        for index in &all {
            scope.spawn(move || {
                // Two at a time: one of them writes, and the other leaves it be.
                for _ in 0..50 {
                    let _ = index.write(&**writes, home, zone);
                }
            });
        }
        for _ in 0..200 {
            assert!(all.contains(&Index::read(home, zone)));
        }
    });
}

fn event() -> impl Strategy<Value = Value> {
    let step = prop::sample::select(vec!["contain", "preserve-volatile", "who-leads", "nowhere"]);
    let text = prop::sample::select(vec!["甲公司", "x\ty", "\u{1b}[2J", "a\nb", "q\"\\"]);
    let reason = json!({"text": "x"});
    (0..10_u8, step, text, 1..100_000_u32).prop_map(move |(kind, step, text, number)| match kind {
        0 => json!({"kind": "step.started", "step": step}),
        1 => json!({"kind": "step.done", "step": step}),
        2 => json!({"kind": "step.blocked", "step": step, "reason": reason}),
        3 => json!({"kind": "step.reopened", "step": step, "reason": reason}),
        4 => json!({"kind": "timer.started", "title": text, "runs": number}),
        5 => json!({"kind": "run.titled", "title": text}),
        6 => json!({"kind": "role.given", "role": "lead", "person": text}),
        7 => json!({"kind": "handover.given", "to": text, "text": "x", "stood":
            {"settled": 0, "steps": 0, "running": 0, "blocked": 0, "past": 0, "questions": 0}}),
        8 => json!({"kind": "alarm.acknowledged", "alarm": format!("target:{step}")}),
        _ => json!({"kind": "step.added", "step": format!("s{number}"), "phase": "first-15-minutes", "title": text}),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn what_is_kept_of_a_run_tells_what_the_run_tells(
        events in prop::collection::vec(event(), 1..40), minutes in -60_i64..100_000, within in 0_i64..10_000,
    ) {
        let home = crate::journal::golden_home();
        let settings = settings(home.path());
        let folder = Home::new(home.path()).find("2026-001").unwrap();
        let events = events.into_iter().map(|event| serde_json::from_value(event).unwrap()).collect();
        OneShot::open(&settings, folder.clone()).unwrap().append(events, now()).unwrap();
        let read = reading::read(&folder, Lang::En).unwrap();
        let run = Run::fold(read.book, read.journal.facts());
        let (brief, all) = (Brief::of(&run), coming(&run, &settings.zone));
        let kept = Kept::new(&Stamp::of(&folder).unwrap(), &brief, &all).unwrap();
        prop_assert_eq!(kept.brief(), Some(brief));
        let kept = kept.coming().unwrap();
        let (now, within) = (now().wall + TimeDelta::minutes(minutes), TimeDelta::minutes(within));
        for lang in Lang::ALL {
            let account = Account::new(&run, lang, &settings.zone);
            prop_assert_eq!(due_of(&kept, lang, now, within), due(&account, now, within));
        }
    }
}

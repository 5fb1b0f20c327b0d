//! A home of its own for one test: folders, environment, and what the journal says afterwards.
//!
//! It reads the journal as text, with nothing of the program that wrote it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use dutybook::locale::Lang;
use serde_json::Value;

use super::screen::DEADLINE;

/// The person at every console of these tests.
pub(super) const PERSON: &str = "alice";

/// What the run of the small runbook is called.
pub(super) const TITLE: &str = "甲公司账套外泄";

/// A runbook with one of each thing that the tests press keys at.
pub(crate) const SMALL: &str = include_str!("small.toml");

/// A home folder and what belongs to it.
pub(super) struct Place {
    folder: tempfile::TempDir,
    pub(super) lang: Lang,
}

/// One record of a feed.
#[derive(Clone, Debug)]
pub(super) struct Recorded {
    pub(super) feed: String,
    pub(super) seq: u64,
    pub(super) at: String,
    pub(super) by: String,
    pub(super) event: Value,
}

impl Recorded {
    /// The kind of the event.
    pub(super) fn kind(&self) -> &str {
        self.event["kind"].as_str().unwrap()
    }
}

impl Place {
    /// A fresh machine of somebody who reads this language.
    pub(super) fn fresh(lang: Lang) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("elsewhere")).unwrap();
        Self { folder, lang }
    }

    /// A machine whose settings say who is at it.
    pub(super) fn new(lang: Lang) -> Self {
        let place = Self::fresh(lang);
        place.settings(&format!("person = \"{PERSON}\"\n"));
        place
    }

    /// Writes the settings.
    pub(super) fn settings(&self, text: &str) {
        let folder = self.folder.path().join("config/dutybook");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("config.toml"), text).unwrap();
    }

    /// A machine with an open run of a small runbook.
    pub(super) fn with_run(lang: Lang) -> Self {
        let place = Self::new(lang);
        let book = place.file("small.toml", SMALL);
        place.dutybook(&["start", book.to_str().unwrap(), "--title", TITLE, "--detach"], 0);
        place
    }

    /// Where the program keeps everything.
    pub(super) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// A file that is none of the program's own.
    pub(super) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join("elsewhere").join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The whole environment of the program.
    pub(super) fn environment(&self) -> Vec<(String, String)> {
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        let locale = match self.lang {
            Lang::Zh => "zh_CN.UTF-8",
            Lang::En => "en_GB.UTF-8",
        };
        [
            ("DUTYBOOK_HOME", path("home")),
            ("XDG_CONFIG_HOME", path("config")),
            ("XDG_DATA_HOME", path("data")),
            ("HOME", path("elsewhere")),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("TZ", "Asia/Shanghai".to_owned()),
            ("LANG", locale.to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("USER", PERSON.to_owned()),
            ("LOGNAME", PERSON.to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }

    /// The program without a terminal. Gives what it printed; it must end with `code`.
    pub(super) fn dutybook(&self, arguments: &[&str], code: i32) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_dutybook"))
            .env_clear()
            .envs(self.environment())
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let (out, error) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}\n{error}");
        out
    }

    /// The folders of all runs.
    pub(super) fn runs(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.home().join("runs")).into_iter().flatten().flatten();
        let mut runs: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
        runs.sort();
        runs
    }

    /// The folder of the only run.
    pub(super) fn run(&self) -> PathBuf {
        let runs = self.runs();
        assert_eq!(runs.len(), 1, "{runs:?}");
        runs[0].clone()
    }

    /// The feeds of the only run.
    pub(super) fn feeds(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.run().join("journal")).unwrap();
        let mut feeds: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        feeds.sort();
        feeds
    }

    /// The bytes of the feeds of the only run.
    pub(super) fn bytes(&self) -> Vec<Vec<u8>> {
        self.feeds().iter().map(|feed| std::fs::read(feed).unwrap()).collect()
    }

    /// Every record of the only run, by time.
    pub(super) fn records(&self) -> Vec<Recorded> {
        let mut records: Vec<Recorded> = self.feeds().iter().flat_map(|feed| records_of(feed)).collect();
        records.sort_by(|a, b| (&a.at, &a.feed, a.seq).cmp(&(&b.at, &b.feed, b.seq)));
        records
    }

    /// The events of one kind, by time.
    pub(super) fn events(&self, kind: &str) -> Vec<Value> {
        self.records().into_iter().filter(|record| record.kind() == kind).map(|record| record.event).collect()
    }

    /// The kinds of all events, by time.
    pub(super) fn kinds(&self) -> Vec<String> {
        self.records().iter().map(|record| record.kind().to_owned()).collect()
    }

    /// How often an event of this kind was recorded.
    pub(super) fn count(&self, kind: &str) -> usize {
        self.events(kind).len()
    }

    /// The run's number, as people say it.
    pub(super) fn number(&self) -> String {
        let opened = self.events("run.opened");
        opened[0]["number"].as_str().unwrap().to_owned()
    }

    /// What lies half written beside the journal of the only run.
    pub(super) fn drafts(&self) -> String {
        let entries = std::fs::read_dir(self.run().join("drafts")).into_iter().flatten().flatten();
        let files = entries.map(|entry| entry.path());
        // What is still being written has another ending.
        let whole = files.filter(|path| path.extension().is_some_and(|end| end == "json"));
        whole.map(|path| std::fs::read_to_string(path).unwrap_or_default()).collect()
    }

    /// Waits until something holds on the disk.
    #[track_caller]
    pub(super) fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !holds(self) {
            assert!(Instant::now() < deadline, "never came: {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// `dutybook verify` finds nothing wrong with the only run.
    pub(super) fn is_sound(&self) {
        self.dutybook(&["verify", self.run().to_str().unwrap()], 0);
    }
}

/// The whole records of a feed; what comes after the last line break is no record.
fn records_of(feed: &Path) -> Vec<Recorded> {
    let text = std::fs::read_to_string(feed).unwrap();
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let record = |line: &str| {
        let record: Value = serde_json::from_str(line).unwrap();
        Recorded {
            feed: record["feed"].as_str().unwrap().to_owned(),
            seq: record["seq"].as_u64().unwrap(),
            at: record["at"].as_str().unwrap().to_owned(),
            by: record["by"].as_str().unwrap().to_owned(),
            event: record["x"]["event"].clone(),
        }
    };
    whole.lines().map(record).collect()
}

//! Each command that is named for a kind of event is played, and the event stands in the journal.

use std::path::{Path, PathBuf};

use dutybook::run::Event;
use serde_json::Value;

use super::kinds::{By, Deed, KINDS, wire};
use crate::account::{Desk, Told, copy};

/// A runbook that has something of every sort.
const RUNBOOK: &str = r#"schema = 1
id = "small"
version = "1.0.0"
title = "Small"
reviewed = 2026-11-23

[[role]]
id = "lead"
title = "Lead"

[[ask]]
id = "aware_at"
kind = "datetime"
label = "Became aware at"

[[ask]]
id = "grade"
kind = "choice"
label = "Grade"
choices = [{ id = "general", label = "General" }, { id = "serious", label = "Serious" }]

[[ask]]
id = "clients"
kind = "table"
label = "Clients"
columns = [
  { id = "name", kind = "text", label = "Name" },
  { id = "accounts", kind = "number", label = "Accounts" },
]

[[clock]]
id = "report"
title = "Report"
from = "aware_at"
limit = "10m"
basis = "A law"
met_by = "sent:letter"

[[clock]]
id = "tell"
title = "Tell the client"
each = "clients"
from = "aware_at"
limit = "1h"
basis = "A contract"
recipient = "the client"
met_by = "step:restore"

[[cadence]]
id = "status"
title = "Status update"
every = "30m"
during = "emergency"

[[notice]]
id = "letter"
kind = "report"
title = "Letter"
approve = "lead"
body = "Letter about {{ run.title }}"

[[phase]]
id = "respond"
title = "Respond"
stage = "emergency"
mode = "read-do"

[[phase.step]]
id = "contain"
title = "Stop the spread"
sign_off = 1

[[phase.step]]
id = "restore"
title = "Restore"
"#;

/// The folder of the only run of a home.
pub(super) fn run_in(home: &Path) -> PathBuf {
    let entries = std::fs::read_dir(home.join("runs")).unwrap().map(|entry| entry.unwrap().path());
    entries.into_iter().find(|path| path.is_dir()).unwrap()
}

/// A desk with one run.
pub(super) struct Seat(pub(super) Desk);

impl Seat {
    pub(super) fn new() -> Self {
        let desk = Desk::new();
        std::fs::write(desk.root.path().join("small.toml"), RUNBOOK).unwrap();
        Self(desk)
    }

    pub(super) fn opened() -> Self {
        let seat = Self::new();
        seat.plays("start small.toml --detach");
        seat
    }

    /// Plays a command as somebody in a home.
    pub(super) fn run(&self, command: &str, person: &str, home: &Path) -> Told {
        let settings = self.0.root.path().join(person);
        std::fs::create_dir_all(settings.join("dutybook")).unwrap();
        std::fs::write(settings.join("dutybook/config.toml"), format!("person = \"{person}\"\n")).unwrap();
        let record = if command.contains("RECORD") { self.last() } else { String::new() };
        let words: Vec<String> = command.split(' ').map(|word| word.replace("RECORD", &record)).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut command = self.0.command(&words);
        Told::of(&command.env("DUTYBOOK_HOME", home).env("XDG_CONFIG_HOME", settings).output().unwrap())
    }

    #[track_caller]
    pub(super) fn does(&self, command: &str, person: &str, home: &Path) -> String {
        let told = self.run(command, person, home);
        assert_eq!((told.code, told.errors.as_str()), (0, ""), "{command}");
        told.out
    }

    #[track_caller]
    pub(super) fn plays(&self, command: &str) -> String {
        self.does(command, "alice", &self.0.home())
    }

    #[track_caller]
    pub(super) fn play(&self, deed: Deed) {
        match deed {
            Deed::I(command) => drop(self.plays(command)),
            Deed::Other(command) => drop(self.does(command, "bob", &self.0.home())),
            Deed::Apart { other, mine } => {
                let elsewhere = self.0.root.path().join("elsewhere");
                copy(&self.0.home(), &elsewhere);
                self.does(other, "bob", &elsewhere);
                let run = run_in(&elsewhere);
                let run = run.to_str().unwrap();
                self.plays(&format!("pull 1 {run} --dry-run"));
                self.plays(mine);
                self.plays(&format!("pull 1 {run}"));
            }
        }
    }

    pub(super) fn facts(&self) -> Vec<Value> {
        if !self.0.home().join("runs").exists() {
            return Vec::new();
        }
        let told = self.plays("log 1 --format jsonl");
        told.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub(super) fn last(&self) -> String {
        self.facts().last().unwrap()["id"].as_str().unwrap().to_owned()
    }

    /// How many facts there are of a kind, each of which the table knows.
    fn count(&self, kind: &str) -> usize {
        let events = self.facts();
        let events =
            events.iter().map(|fact| serde_json::from_value::<Event>(fact["event"].clone()).unwrap());
        events.filter(|event| wire(event) == kind).count()
    }
}

#[test]
fn every_kind_that_a_person_records_is_recorded_by_a_command() {
    for (kind, by) in KINDS {
        let (seat, deeds) = match by {
            By::Program(_) => continue,
            By::Opening(deeds) => (Seat::new(), deeds),
            By::Person { shell: deeds, .. } => (Seat::opened(), deeds),
        };
        let (last, before) = deeds.split_last().unwrap();
        for deed in before {
            seat.play(*deed);
        }
        let there = seat.count(kind);
        seat.play(*last);
        assert_eq!(seat.count(kind), there + 1, "{kind}: {last:?}");
        assert_eq!(seat.run("verify 1", "alice", &seat.0.home()).code, 0, "{kind}");
    }
}

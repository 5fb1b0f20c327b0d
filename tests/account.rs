//! The subcommands that tell of runs and open them, through the binary.

mod checkpoint;
mod completions;
mod help;
mod list;
mod log;
mod notice;
mod record;
mod settings;
mod show;
mod start;
mod trouble;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A home and a settings folder of a test's own.
pub(crate) struct Desk {
    pub(crate) root: tempfile::TempDir,
}

/// A small runbook of every kind of ask that the tests need.
const RUNBOOK: &str = r#"schema = 1
id = "small-leak"
version = "1.2.0"
title = { zh = "小型外泄", en = "Small leak" }
reviewed = 2026-11-23

[[role]]
id = "lead"
title = { zh = "负责人", en = "Lead" }

[[ask]]
id = "aware_at"
kind = "datetime"
label = { zh = "获知时间", en = "Became aware at" }
required_by = "stage:emergency"

[[ask]]
id = "grade"
kind = "choice"
label = { zh = "分级", en = "Grade" }
required_by = "closed"
choices = [
  { id = "general", label = { zh = "一般", en = "General" } },
  { id = "serious", label = { zh = "较大", en = "Serious" } },
]

[[ask]]
id = "loss"
kind = "money"
currency = "CNY"
label = { zh = "损失", en = "Loss" }

[[ask]]
id = "clients"
kind = "table"
label = { zh = "受影响客户", en = "Affected clients" }
columns = [
  { id = "name", kind = "text", label = { zh = "户名", en = "Name" } },
  { id = "accounts", kind = "number", label = { zh = "账套数", en = "Account sets" } },
]

[[phase]]
id = "respond"
title = { zh = "应急处置", en = "Respond" }
stage = "emergency"
mode = "read-do"

[[phase.step]]
id = "contain"
title = { zh = "停止事件扩散", en = "Stop the spread" }
role = "lead"
must = true

[[phase.step]]
id = "restore"
title = { zh = "数据恢复", en = "Restore data" }
when = 'grade == "serious"'
"#;

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self { root: tempfile::tempdir().unwrap() };
        std::fs::create_dir_all(desk.settings()).unwrap();
        std::fs::write(desk.runbook(), RUNBOOK).unwrap();
        std::fs::write(desk.settings().join("config.toml"), "person = \"tester\"\n").unwrap();
        desk
    }

    /// The folder of the settings.
    pub(crate) fn settings(&self) -> PathBuf {
        self.root.path().join("config/dutybook")
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.root.path().join("home")
    }

    /// The small runbook's file.
    pub(crate) fn runbook(&self) -> PathBuf {
        self.root.path().join("small-leak.toml")
    }

    /// Runs the program in English and UTC, unless the arguments or the settings say otherwise.
    pub(crate) fn run(&self, arguments: &[&str]) -> Told {
        Told::of(&self.command(arguments).output().unwrap())
    }

    /// The same with something on its standard input.
    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Told {
        let mut command = self.command(arguments);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that has read enough closes its end.
        let _ = child.stdin.take().unwrap().write_all(input);
        Told::of(&child.wait_with_output().unwrap())
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dutybook"));
        command
            .env_clear()
            .env("DUTYBOOK_HOME", self.home())
            .env("XDG_CONFIG_HOME", self.root.path().join("config"))
            .env("HOME", self.root.path())
            .env("LANG", "en_GB.UTF-8")
            .env("TZ", "UTC")
            .current_dir(self.root.path())
            .args(arguments);
        command
    }

    /// Opens a run of the small runbook and gives its folder.
    pub(crate) fn start(&self, title: &str, more: &[&str]) -> PathBuf {
        let mut arguments = vec!["start", "small-leak.toml", "--detach", "--title", title];
        arguments.extend(more);
        let told = self.run(&arguments);
        assert_eq!((told.code, told.errors.as_str()), (0, ""), "{arguments:?}");
        PathBuf::from(told.out.trim_end())
    }

    /// The run that is kept for all time, as the first of this home.
    fn with_golden_run(&self) {
        copy(Path::new("tests/golden/run-v1"), &self.home().join("runs/2026-001-payroll-leak-7f3k"));
    }
}

/// What the program said, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) errors: String,
}

impl Told {
    pub(crate) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code().unwrap(), out: text(&output.stdout), errors: text(&output.stderr) }
    }

    fn json(&self) -> serde_json::Value {
        assert!(self.out.is_ascii(), "{}", self.out);
        serde_json::from_str(&self.out).unwrap()
    }
}

pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

//! Every block of a README is run, from top to bottom, by somebody who has no runs yet.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;

use dutybook::shell::config::{Config, KEYS};

use super::page::{Block, Page, home};

/// What `cargo` is asked for on the pages. It is not run from within itself.
const CARGO: [&str; 2] = ["cargo run --release", "cargo test"];

/// A newcomer: a home folder without runs, and a folder to work in.
struct Newcomer {
    page: Page,
    folder: tempfile::TempDir,
}

impl Newcomer {
    fn new(page: Page) -> Self {
        let folder = home(page);
        std::fs::create_dir(folder.path().join("work")).unwrap();
        Self { page, folder }
    }

    /// Where a path of the page lies.
    fn path(&self, path: &str) -> PathBuf {
        match path.strip_prefix("~/") {
            Some(rest) => self.folder.path().join(rest),
            None => self.folder.path().join("work").join(path),
        }
    }

    /// Runs a script as the page's reader would. Gives whether it succeeded, and all that it printed.
    fn sh(&self, script: &str) -> (bool, String) {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_dutybook"));
        let path = std::env::var("PATH").unwrap();
        let output = Command::new("sh")
            .args(["-euc", &format!("exec 2>&1\n{script}")])
            .current_dir(self.path("."))
            .env_clear()
            .env("PATH", format!("{}:{path}", program.parent().unwrap().display()))
            .env("HOME", self.folder.path())
            .env("LANG", self.page.locale())
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    }

    /// Does what a block says.
    fn does(&self, block: &Block) {
        let place = format!("{}:{}", self.page.name(), block.line);
        match block.kind.as_str() {
            "sh" => {
                let (cargo, rest): (Vec<&str>, Vec<&str>) =
                    block.text.lines().partition(|line| line.starts_with("cargo "));
                assert!(cargo.iter().all(|line| CARGO.contains(line)), "{place}: {cargo:?}");
                let (is_done, said) = self.sh(&rest.join("\n"));
                assert!(is_done, "{place}: {said}");
                assert!(!said.is_empty() || rest.is_empty(), "{place} says nothing");
            }
            "console" => self.page.holds(&block.text, &self.session(&block.text, &place)),
            "toml" => self.writes(block, &place),
            "text" => assert_eq!(block.before, "<!-- screen -->", "{place}: only what a test makes is shown"),
            "crontab" => self.minute(&block.text, &place),
            "ini" => self.unit(block, &place),
            kind => panic!("{place}: a block of kind `{kind}` cannot be run"),
        }
    }

    /// Does what cron would at one minute: a line is five fields and a command.
    fn minute(&self, table: &str, place: &str) {
        for line in table.lines() {
            let (fields, command) = line.split_at(line.match_indices(' ').nth(4).unwrap().0);
            let is_time = |field: &str| field.chars().all(|c| c.is_ascii_digit() || "*/,-".contains(c));
            assert!(fields.split(' ').count() == 5 && fields.split(' ').all(is_time), "{place}: {fields}");
            assert!(!command.contains('%'), "{place}: cron takes % for a line's end");
            self.calls_somebody(command, place);
        }
    }

    /// Does what a systemd unit says; a timer names a service of its own name.
    fn unit(&self, block: &Block, place: &str) {
        let name = block.text.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap();
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &block.text).unwrap();
        if path.extension().is_some_and(|extension| extension == "timer") {
            assert!(path.with_extension("service").exists(), "{place}");
            assert!(block.text.contains("\nOnCalendar=") && block.text.contains("\nWantedBy=timers.target"));
            return;
        }
        let command =
            block.text.lines().find_map(|line| line.strip_prefix("ExecStart=%h/.cargo/bin/")).unwrap();
        assert!(block.text.contains("\nSuccessExitStatus=1"), "{place}: what is due is no failure");
        self.calls_somebody(&command.replace("$$", "$"), place);
    }

    /// A command that looks for what is due calls once for each, however often it is started.
    fn calls_somebody(&self, command: &str, place: &str) {
        let told = self.path("~/due.log");
        let _ = std::fs::remove_dir_all(self.path("~/.local/share/dutybook/told"));
        let _ = std::fs::remove_file(&told);
        let (_, said) = self.sh(command);
        let once = std::fs::read_to_string(&told).unwrap_or_default();
        assert!(said.is_empty() && !once.is_empty(), "{place}: {said} {once}");
        self.sh(command);
        assert_eq!(std::fs::read_to_string(&told).unwrap(), once, "{place}");
    }

    /// The same commands, each with what it printed.
    fn session(&self, text: &str, place: &str) -> String {
        let mut made = String::new();
        for command in text.lines().filter_map(|line| line.strip_prefix("$ ")) {
            let (_, said) = self.sh(command);
            assert!(!said.contains("not found"), "{place}: {said}");
            let _ = write!(made, "$ {command}\n{said}");
        }
        made
    }

    /// Keeps a file that is named in its first line, if it is right.
    fn writes(&self, block: &Block, place: &str) {
        let name = block.text.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap();
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &block.text).unwrap();
        if name.ends_with("/config.toml") {
            let (_, problems) = Config::parse(&block.text);
            assert!(problems.is_empty(), "{place}: {problems:?}");
            for key in KEYS {
                let is_told = [format!("\n{key} = "), format!("\n[{key}]")];
                let is_told = is_told.iter().any(|told| block.text.contains(told));
                assert!(is_told, "{place}: no word of `{key}`");
            }
            // Nobody shares the newcomer's home.
            let alone = block.text.lines().filter(|line| !line.starts_with("group = "));
            std::fs::write(&path, alone.collect::<Vec<_>>().join("\n")).unwrap();
        } else {
            let (is_right, said) = self.sh(&format!("dutybook check '{}'", path.display()));
            assert!(is_right && said.lines().count() == 1, "{place}: {said}");
        }
    }
}

#[test]
fn every_block_runs_in_an_empty_home() {
    for page in Page::ALL {
        let newcomer = Newcomer::new(page);
        let blocks = page.blocks();
        assert!(blocks.len() > 8, "{}: {} blocks", page.name(), blocks.len());
        for block in &blocks {
            newcomer.does(block);
        }
    }
}

#[test]
fn a_page_opens_with_the_two_commands() {
    for page in Page::ALL {
        let first = &page.blocks()[0];
        assert_eq!((first.kind.as_str(), first.text.trim()), ("sh", CARGO.join("\n").as_str()));
    }
}

//! Every command, with every argument and in every form, over a home full of text that attacks.
//!
//! Commands and arguments are asked of the program itself, so that a new one is tried from its first day.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use clap::CommandFactory;

use super::hostile::{HOSTILE, is_shown_safely};
use crate::console::place::SMALL;

/// A home of somebody whose name, runbook, run, records, files and environment all attack.
struct Hostile {
    folder: tempfile::TempDir,
}

impl Hostile {
    fn new() -> Self {
        let this = Self { folder: tempfile::tempdir().unwrap() };
        let (book, settings) = (this.path("book.toml"), this.path("config/dutybook"));
        let text = toml_escaped(&hostile());
        std::fs::create_dir_all(&settings).unwrap();
        std::fs::write(
            settings.join("config.toml"),
            format!("person = \"alice\"\nname = \"{text}\"\ntheme = \"{text}\"\n\"{text}\" = 1\n"),
        )
        .unwrap();
        std::fs::write(this.path("evidence").with_file_name(evidence()), "payload").unwrap();
        let book_text =
            ["小手册", "Small runbook", "看一看", "Look round", "地点", "先做", "四下看看", "Place"]
                .iter()
                .fold(SMALL.to_owned(), |book, word| book.replace(word, &text));
        std::fs::write(&book, format!("{book_text}\n{MORE}").replace("HOSTILE", &text)).unwrap();
        this
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[OsString]) -> Output {
        let raw = || OsString::from_vec(HOSTILE.to_vec());
        let mut command = Command::new(env!("CARGO_BIN_EXE_dutybook"));
        command.env_clear().env("DUTYBOOK_HOME", self.path("home"));
        command.env("XDG_CONFIG_HOME", self.path("config")).env("HOME", self.folder.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        for name in ["TERM", "USER", "LOGNAME", "TZ", "LC_ALL", "LANG", "COLORTERM", "EDITOR", "TMPDIR"] {
            command.env(name, raw());
        }
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null()).output().unwrap()
    }

    /// Runs a command, which must do what it is asked, and holds what it says against what may be said.
    #[track_caller]
    fn does(&self, arguments: &[&str]) -> Output {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        let output = self.run(&arguments);
        is_told_safely(&arguments, &output);
        let said = String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned();
        assert!(output.status.success(), "{arguments:?}\n{said}");
        output
    }
}

/// A notice, a clock, a contact and a role to be hostile in.
const MORE: &str = r#"
[[role]]
id = "lead"
title = "HOSTILE"

[[contact]]
id = "bank"
title = "HOSTILE"
phone = "HOSTILE"
note = "HOSTILE"

[[ask]]
id = "aware_at"
kind = "datetime"
label = "HOSTILE"

[[clock]]
id = "report"
title = "HOSTILE"
from = "aware_at"
limit = "1h"
basis = "HOSTILE"
met_by = "sent:letter"

[[notice]]
id = "letter"
kind = "report"
title = "HOSTILE"
body = "HOSTILE {{ run.title }}"
"#;

fn hostile() -> String {
    let marks = "\u{301}".repeat(40);
    format!("{}{marks}\u{2029}\u{feff}{}", String::from_utf8_lossy(HOSTILE), "长".repeat(800))
}

/// The name of a file: bytes of every kind but the two that none can have.
fn evidence() -> OsString {
    OsString::from_vec(HOSTILE.iter().copied().filter(|byte| *byte != b'/').collect())
}

fn toml_escaped(text: &str) -> String {
    let codes: Vec<String> = text.chars().map(|c| format!("\\U{:08x}", c as u32)).collect();
    codes.concat()
}

#[track_caller]
fn is_told_safely(arguments: &[OsString], output: &Output) {
    is_shown_safely(&output.stdout);
    is_shown_safely(&output.stderr);
    assert!(output.status.code().is_some_and(|code| code <= 2), "{arguments:?}: {:?}", output.status);
}

/// A run in which everything that people say attacks.
fn story() -> Hostile {
    let home = Hostile::new();
    let text = hostile();
    let short = String::from_utf8_lossy(HOSTILE).into_owned();
    let answer = format!("where={short}");
    let file = home.path("evidence").with_file_name(evidence());
    let book = home.path("book.toml").display().to_string();
    home.does(&["start", &book, "--title", &short, "--answer", "aware_at=-50m", "--detach"]);
    home.does(&["note", &text, "--step", "look"]);
    home.does(&["ask", "set", &answer]);
    home.does(&["ask", "clear", "where", "--reason", &short]);
    home.does(&["step", "skip", "shut", "--reason", &short]);
    home.does(&["call", &short, &text, "--number", &short]);
    home.does(&["decide", &short, "--option", &short, "--choice", &short, "--reason", &text, "--by", &short]);
    home.does(&["question", &text]);
    home.does(&["timer", "20", &text]);
    let attached = [
        "attach".into(),
        file.into_os_string(),
        "--source".into(),
        OsString::from(&short),
        "--method".into(),
        OsString::from(&short),
        "--finder".into(),
        OsString::from(&short),
    ];
    let output = home.run(&attached);
    is_told_safely(&attached, &output);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    home
}

/// Every command and command of a command, by its names, with its arguments.
fn leaves(command: &clap::Command, names: &[OsString]) -> Vec<(Vec<OsString>, clap::Command)> {
    let below: Vec<_> = command
        .get_subcommands()
        .flat_map(|sub| leaves(sub, &[names, &[OsString::from(sub.get_name())]].concat()))
        .collect();
    // The console has no name, and waits for somebody.
    let works_alone = !names.is_empty() && !command.is_subcommand_required_set();
    let own = (below.is_empty() || works_alone).then(|| (names.to_vec(), command.clone()));
    own.into_iter().chain(below).collect()
}

/// What an argument's place is filled with where something fitting is wanted.
fn fitting(argument: &clap::Arg, home: &Hostile) -> OsString {
    let first = argument.get_possible_values().first().map(|value| OsString::from(value.get_name()));
    let names = argument.get_value_names().unwrap_or_default();
    let name = names.first().map_or_else(|| argument.get_id().as_str().to_uppercase(), ToString::to_string);
    first.unwrap_or_else(|| match name.as_str() {
        "RUN" | "TIMER" | "EVIDENCE" => "1".into(),
        "STEP" => "look".into(),
        "ASK" => "where".into(),
        "ASK=VALUE" => format!("where={}", String::from_utf8_lossy(HOSTILE)).into(),
        "RUNBOOK" => home.path("book.toml").into_os_string(),
        "LENGTH" | "SPAN" => "20".into(),
        "NOTICE" => "letter".into(),
        "ROLE" => "lead".into(),
        "PHASE" => "first".into(),
        "CLOCK" => "report".into(),
        "DIR" => manual(home).into_os_string(),
        _free => String::from_utf8_lossy(HOSTILE).into_owned().into(),
    })
}

/// A folder for the manual, whose name attacks.
fn manual(home: &Hostile) -> PathBuf {
    let folder = home
        .path("x")
        .with_file_name(OsString::from_vec([&b"manual"[..], evidence().as_encoded_bytes()].concat()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What a command needs, filled in.
fn needed(command: &clap::Command, home: &Hostile) -> Vec<OsString> {
    let mut words = Vec::new();
    // Of several open runs one has to be named. Who watches one waits for somebody.
    let names_run = |argument: &clap::Arg| {
        argument.is_positional() && argument.get_id() == "run" && command.get_name() != "watch"
    };
    for argument in command.get_arguments() {
        if !argument.is_required_set() && !names_run(argument) {
            continue;
        }
        if let Some(long) = argument.get_long() {
            words.push(format!("--{long}").into());
        }
        words.push(fitting(argument, home));
    }
    words
}

#[test]
fn every_command_in_every_form_shows_a_hostile_home_as_text() {
    let home = story();
    let mut worked = BTreeSet::new();
    for (names, command) in leaves(&dutybook::cli::Cli::command(), &[]) {
        // The console itself, and who steps into it, wait for somebody.
        let detached: &[&str] =
            if names.first().is_some_and(|name| name == "start") { &["--detach"] } else { &[] };
        let base = [&names[..], &needed(&command, &home)].concat();
        let base: Vec<OsString> = base.into_iter().chain(detached.iter().map(OsString::from)).collect();
        let mut calls = vec![base.clone()];
        for lang in ["zh", "en"] {
            calls.push([&base[..], &["--lang".into(), lang.into()]].concat());
        }
        for argument in command.get_arguments() {
            let Some(long) = argument.get_long().map(|long| OsString::from(format!("--{long}"))) else {
                continue;
            };
            if ["help", "version", "exec", "lang"]
                .map(OsStr::new)
                .contains(&OsStr::new(&long.to_string_lossy()[2..]))
            {
                continue;
            }
            if !argument.get_action().takes_values() {
                calls.push([&base[..], &[long]].concat());
                continue;
            }
            for value in argument.get_possible_values() {
                calls.push([&base[..], &[long.clone(), value.get_name().into()]].concat());
            }
            for value in [OsString::from_vec(HOSTILE.to_vec()), fitting(argument, &home)] {
                calls.push([&base[..], &[long.clone(), value]].concat());
            }
        }
        for call in calls {
            let output = home.run(&call);
            is_told_safely(&call, &output);
            // What is due ends with 1, and so does what is wrong with a home.
            if output.status.success() || (output.status.code() == Some(1) && !output.stdout.is_empty()) {
                worked.insert(names.iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>().join(" "));
            }
        }
    }
    // Something was shown of a hostile home, and not only refused.
    for name in
        ["list", "due", "show", "log", "handover", "verify", "note", "notice", "check", "start", "man"]
    {
        assert!(worked.contains(name), "`{name}` never worked: {worked:?}");
    }
}

#[test]
fn what_a_shell_is_offered_and_told_is_text() {
    let home = story();
    for shell in ["bash", "zsh", "fish", "", &String::from_utf8_lossy(HOSTILE)] {
        for words in [&["note", "--step", ""][..], &["show", ""], &["ask", "set", ""], &["check", ""], &[""]]
        {
            for index in [Some("1"), Some("2"), Some("3"), Some("x\x1b[2J"), None] {
                let mut command = Command::new(env!("CARGO_BIN_EXE_dutybook"));
                command.env_clear().env("DUTYBOOK_HOME", home.path("home")).env("DUTYBOOK_COMPLETE", shell);
                command.env("XDG_CONFIG_HOME", home.path("config")).env("_CLAP_IFS", "\n");
                command.envs(index.map(|index| ("_CLAP_COMPLETE_INDEX", index)));
                let output = command
                    .arg("--")
                    .arg("dutybook")
                    .args(words)
                    .current_dir(home.folder.path())
                    .stdin(Stdio::null())
                    .output()
                    .unwrap();
                // What is offered and its help stand apart by a tab.
                output.stdout.split(|byte| *byte == b'\t').for_each(is_shown_safely);
                is_shown_safely(&output.stderr);
                assert!(output.status.code().is_some_and(|code| code <= 2), "{:?}", output.status);
            }
        }
    }
}

#[test]
fn a_script_of_lines_is_answered_in_text() {
    let home = story();
    let short = String::from_utf8_lossy(HOSTILE).into_owned();
    for lang in ["zh", "en"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dutybook"));
        command
            .env_clear()
            .env("DUTYBOOK_HOME", home.path("home"))
            .env("XDG_CONFIG_HOME", home.path("config"));
        command.args(["--plain", "--lang", lang]).current_dir(home.folder.path());
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = format!(
            "\n1\n?\nnote\n{short}\n.\n\n{short}\nhistory\n1\n<\npeople\n<\ndeadlines\n<\nnotices\n1\n<\n<\nnext\n<\n<\n"
        );
        // A program that has stopped reads no more.
        let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), lines.as_bytes());
        let output = child.wait_with_output().unwrap();
        is_told_safely(&["--plain".into()], &output);
        assert!(output.stdout.len() > 2_000, "{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn a_folder_of_hostile_names_is_listed_as_text() {
    let home = story();
    let run =
        std::fs::read_dir(home.path("home/runs")).unwrap().flatten().find(|entry| entry.path().is_dir());
    let run = run.unwrap().path();
    let name = |extra: &[u8]| OsString::from_vec([evidence().into_vec().as_slice(), extra].concat());
    for place in ["journal", "evidence", "drafts", "presence", "."] {
        let folder = run.join(place);
        std::fs::create_dir_all(&folder).unwrap();
        for ending in [&b""[..], b".json", b".jsonl", b".toml", b"\n2026-001"] {
            std::fs::write(folder.join(Path::new(&name(ending))), HOSTILE).unwrap();
        }
    }
    for place in
        ["home/runs", "home", "config/dutybook/runbooks", "config/dutybook/themes", "config/dutybook/clocks"]
    {
        let folder = home.path(place);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name(b".toml")), HOSTILE).unwrap();
        std::fs::create_dir_all(folder.join(name(b""))).unwrap();
        let _ = std::fs::write(folder.join("2026-001-\u{202e}x-7f3k"), HOSTILE);
        let _ = std::fs::create_dir(folder.join("2026-002-\u{202e}\x1b[2J-7f3k"));
    }
    for words in [
        &["list"][..],
        &["list", "--all", "--format", "json"],
        &["doctor"],
        &["doctor", "--format", "json"],
        &["verify", "1"],
        &["verify", "1", "--format", "json"],
        &["verify"],
        &["check"],
        &["due"],
        &["show", "2"],
        &["show", "2026"],
        &["log", "1"],
    ] {
        for lang in ["zh", "en"] {
            let words: Vec<OsString> =
                words.iter().map(OsString::from).chain(["--lang".into(), lang.into()]).collect();
            is_told_safely(&words, &home.run(&words));
        }
    }
}

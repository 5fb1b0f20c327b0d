//! `dutybook completions`: what a shell needs to complete commands, runs, the parts of a run, and runbooks.
//!
//! The shell asks the program itself each time, so what it offers is what there is now. Which arguments take what is
//! known by the names of their values, so a new command completes without a word from here.

mod of_run;

use std::ffi::OsStr;
use std::io::Write;
use std::process::ExitCode;

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::engine::{
    ArgValueCandidates, ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};
use clap_complete::env::{CompleteEnv, Shells};

use super::{Cli, Out, find, language, record, translated};
use crate::locale::cli as words;
use crate::report::name;
use crate::run::Run;
use crate::runbook::AskKind;
use crate::shell::{Environment, Home, Overrides, Settings, library, reading};

/// The variable by which a shell asks.
const VARIABLE: &str = "DUTYBOOK_COMPLETE";

/// Print what a shell needs to complete commands, runs, steps, asks and runbooks
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  source <(dutybook completions bash)            # in ~/.bashrc
  dutybook completions zsh > ~/.zfunc/_dutybook  # in a folder of $fpath
  dutybook completions fish > ~/.config/fish/completions/dutybook.fish")]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// A shell that can complete.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
}

impl Completions {
    /// Prints it.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let name = match self.shell {
            Shell::Bash => "bash",
            Shell::Zsh => "zsh",
            Shell::Fish => "fish",
        };
        let mut script = Vec::new();
        let written = Shells::builtins()
            .completer(name)
            .map(|shell| shell.write_registration(VARIABLE, "dutybook", "dutybook", "dutybook", &mut script));
        if let Some(Ok(())) = written {
            out.data(String::from_utf8_lossy(&script).trim_end());
            ExitCode::SUCCESS
        } else {
            out.error(&words::NO_COMPLETIONS.with(settings.lang, &[&name]));
            ExitCode::FAILURE
        }
    }
}

/// Answers a shell that asks: whether one did. Fails where it asks what nobody understands.
pub(super) fn answer_a_shell() -> clap::error::Result<bool> {
    let folder = std::env::current_dir().ok();
    CompleteEnv::with_factory(command).var(VARIABLE).try_complete(std::env::args_os(), folder.as_deref())
}

/// The program's commands in the language of whoever completes, with what their arguments can be.
fn command() -> clap::Command {
    // What is typed so far comes after two dashes.
    let arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    let typed = arguments.skip_while(|argument| argument != "--").skip(1);
    let lang = language::of(typed, &Environment::read());
    translated::translated(with_candidates(Cli::command()), lang)
}

fn with_candidates(command: clap::Command) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = command.mut_args(|argument| match translated::value_name(&argument).as_str() {
        "RUN" => argument.add(ArgValueCandidates::new(runs)),
        "STEP" => argument.add(ArgValueCandidates::new(steps)),
        "ASK" => argument.add(ArgValueCandidates::new(asks)),
        "ASK=VALUE" => argument.add(ArgValueCompleter::new(answers)),
        "ROLE" => argument.add(ArgValueCandidates::new(of_run::roles)),
        "PHASE" => argument.add(ArgValueCandidates::new(of_run::phases)),
        "CADENCE" => argument.add(ArgValueCandidates::new(of_run::cadences)),
        "CLOCK" => argument.add(ArgValueCandidates::new(of_run::clocks)),
        "NOTICE" => argument.add(ArgValueCandidates::new(of_run::notices)),
        "PERSON" => argument.add(ArgValueCandidates::new(of_run::people)),
        "ALARM" => argument.add(ArgValueCandidates::new(of_run::alarms)),
        "TIMER" => argument.add(ArgValueCandidates::new(of_run::timers)),
        "EVIDENCE" => argument.add(ArgValueCandidates::new(of_run::evidence)),
        "ROW" => argument.add(ArgValueCandidates::new(of_run::rows)),
        "SIDE" => argument.add(ArgValueCandidates::new(of_run::sides)),
        "RUNBOOK" => argument.add(ArgValueCandidates::new(runbooks)),
        _free if argument.get_possible_values().is_empty() => argument.add(ArgValueCompleter::new(files)),
        _choice => argument,
    });
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, with_candidates))
}

/// The settings of whoever completes; a wrong one changes nothing here.
fn settings() -> Option<Settings> {
    Settings::load(&Environment::read(), &Overrides::default()).ok()
}

fn candidate(value: &str, help: &str) -> CompletionCandidate {
    CompletionCandidate::new(value).help(Some(crate::text::SafeText::line(help).as_str().to_owned().into()))
}

/// Files by what is typed of their names. One whose name could steer the terminal that it is shown on is left out.
fn files(typed: &OsStr) -> Vec<CompletionCandidate> {
    let is_plain = |file: &CompletionCandidate| {
        let name = file.get_value().to_str();
        name.is_some_and(|name| crate::text::SafeText::line(name).as_str() == name)
    };
    PathCompleter::any().complete(typed).into_iter().filter(is_plain).collect()
}

fn runs() -> Vec<CompletionCandidate> {
    let folders = settings().and_then(|settings| Home::new(&settings.home).runs().ok()).unwrap_or_default();
    let named = folders.iter().rev().filter_map(|folder| Some((folder.name()?.label(), folder.label())));
    named.map(|(number, folder)| candidate(&number, &folder)).collect()
}

fn runbooks() -> Vec<CompletionCandidate> {
    let Some(settings) = settings() else { return Vec::new() };
    let (books, _) = library::covers(&settings, &[]);
    let lang = settings.lang;
    books.iter().map(|book| candidate(book.cover.id.as_str(), book.cover.title.get(lang))).collect()
}

/// The run that the half-typed command names, else the one that is open.
fn run() -> Option<(Run, Settings)> {
    let settings = settings()?;
    let arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    let mut arguments = arguments.skip_while(|argument| argument != "--run").skip(1);
    let folder = match arguments.next() {
        Some(run) => find::find(&run, &settings).ok()?,
        None => Home::new(&settings.home).find(&record::the_open_run(&settings).ok()?).ok()?,
    };
    let read = reading::read(&folder, settings.lang).ok()?;
    Some((Run::fold(read.book.clone(), read.journal.facts()), settings))
}

fn steps() -> Vec<CompletionCandidate> {
    let Some((run, settings)) = run() else { return Vec::new() };
    let step = |state: &crate::run::StepState| {
        candidate(state.id.as_str(), name::step(&run, state, settings.lang).as_str())
    };
    run.steps().iter().map(step).collect()
}

fn asks() -> Vec<CompletionCandidate> {
    let Some((run, settings)) = run() else { return Vec::new() };
    let lang = settings.lang;
    run.book.asks.iter().map(|ask| candidate(ask.id.as_str(), ask.label.get(lang))).collect()
}

/// `ASK=`, and after it the choices that there are.
fn answers(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    let Some((run, settings)) = run() else { return Vec::new() };
    let lang = settings.lang;
    let Some((ask, value)) = typed.split_once('=') else {
        let fit = run.book.asks.iter().filter(|ask| ask.id.as_str().starts_with(typed));
        return fit.map(|ask| candidate(&format!("{}=", ask.id), ask.label.get(lang))).collect();
    };
    let choices = match run.book.ask(ask).map(|ask| &ask.kind) {
        Some(AskKind::Choice(choices) | AskKind::Many(choices)) => choices.as_slice(),
        Some(AskKind::YesNo) => {
            return ["yes", "no"]
                .iter()
                .map(|word| CompletionCandidate::new(format!("{ask}={word}")))
                .collect();
        }
        Some(
            AskKind::Text
            | AskKind::Lines
            | AskKind::Number { .. }
            | AskKind::Datetime
            | AskKind::Duration
            | AskKind::Person
            | AskKind::Money { .. }
            | AskKind::Table(_),
        )
        | None => &[],
    };
    let fit = choices.iter().filter(|choice| choice.id.as_str().starts_with(value));
    fit.map(|choice| candidate(&format!("{ask}={}", choice.id), choice.label.get(lang))).collect()
}

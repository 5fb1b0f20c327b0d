//! The command line: one file for each subcommand, and the console without one.
//!
//! Exit codes: 0 all is well; 1 the answer is no (problems, damage, nothing found); 2 the arguments cannot be
//! used.

// The command line reads the environment for the shell.
#![allow(clippy::disallowed_methods)]

pub mod acknowledge;
mod answers;
pub mod ask;
pub mod attach;
pub mod call;
pub mod check;
pub mod checkpoint;
pub mod clock;
pub mod close;
pub mod completions;
pub mod console;
pub mod decide;
pub mod doctor;
pub mod due;
pub mod evidence;
pub mod find;
pub mod handover;
mod help_page;
pub mod language;
pub mod list;
pub mod log;
pub mod man;
mod meant;
mod misuse;
mod name;
pub mod note;
pub mod notice;
pub mod out;
pub mod phase;
pub mod pull;
pub mod question;
pub mod record;
pub mod role;
pub mod settle;
pub mod show;
pub mod start;
pub mod step;
pub mod timer;
pub mod title;
pub mod translated;
pub mod update;
pub mod verify;
pub mod watch;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use acknowledge::Acknowledge;
pub use ask::Ask;
pub use attach::Attach;
pub use call::Call;
pub use check::Check;
pub use checkpoint::Checkpoint;
pub use clock::Clock;
pub use close::{Close, Reopen, Undo};
pub use completions::Completions;
pub use console::Console;
pub use decide::Decide;
pub use doctor::Doctor;
pub use due::Due;
pub use evidence::Evidence;
pub use handover::Handover;
pub use language::Language;
pub use list::List;
pub use log::Log;
pub use man::Man;
pub use note::Note;
pub use notice::Notice;
pub use out::Out;
pub use phase::Phase;
pub use pull::Pull;
pub use question::Question;
pub use role::Role;
pub use settle::Settle;
pub use show::Show;
pub use start::Start;
pub use step::Step;
pub use timer::Timer;
pub use title::Title;
pub use update::Update;
pub use verify::Verify;
pub use watch::Watch;

use crate::locale::{Lang, fault as words};
use crate::shell::{Environment, Overrides, Settings, panics, settings, signals, trouble};
use crate::text::SafeText;

/// A full-screen runbook console with a journal that a third party can verify. 值班簿:终端里的处置手册与处置日志。
#[derive(Debug, Parser)]
#[command(name = "dutybook", version, about, disable_help_subcommand = true)]
pub struct Cli {
    /// Language of the interface; default: the settings', else the locale's
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Language>,
    /// Time zone for showing times: a name such as Asia/Shanghai or an offset such as +08:00
    #[arg(long, global = true, value_name = "ZONE", allow_hyphen_values = true)]
    pub zone: Option<String>,
    #[command(flatten)]
    pub console: Console,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do other than open the console.
#[derive(Debug, Subcommand)]
pub enum Command {
    Start(Start),
    List(List),
    Due(Due),
    Handover(Handover),
    Show(Show),
    Log(Log),
    Note(Note),
    Step(Step),
    Phase(Phase),
    Ask(Ask),
    Attach(Attach),
    Evidence(Evidence),
    Call(Call),
    Decide(Decide),
    Question(Question),
    Timer(Timer),
    Acknowledge(Acknowledge),
    Clock(Clock),
    Update(Update),
    Role(Role),
    Settle(Settle),
    Title(Title),
    Undo(Undo),
    Close(Close),
    Reopen(Reopen),
    Notice(Notice),
    Check(Check),
    Verify(Verify),
    Checkpoint(Checkpoint),
    Completions(Completions),
    Man(Man),
    Watch(Watch),
    Doctor(Doctor),
    Pull(Pull),
}

/// Reads the arguments and does what they say.
pub fn main() -> ExitCode {
    signals::survive_large_files();
    panics::end_the_program();
    let mut out = Out::standard();
    let code = match completions::answer_a_shell() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => match Cli::try_parse() {
            Ok(cli) => act(&cli, &mut out),
            Err(said) => unparsed(said, &mut out),
        },
        Err(said) => said_by_clap(&said, &mut out),
    };
    match out.finish() {
        Ok(()) => code,
        Err(error) => {
            let lang = settings::language(None, &Environment::read());
            out.error(&words::OUTPUT_FAILED.with(lang, &[&trouble::meaning(&error, lang)]));
            ExitCode::FAILURE
        }
    }
}

/// Help and versions (0), or why the arguments cannot be used (2), in the language of whoever typed them.
fn unparsed<O: Write, E: Write>(said: clap::Error, out: &mut Out<O, E>) -> ExitCode {
    let arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    let lang = language::of(arguments, &Environment::read());
    match lang {
        Lang::Zh => {
            let said = translated::complaint(std::env::args_os(), lang).unwrap_or(said);
            let Some(lines) = misuse::say(&said, lang) else { return said_by_clap(&said, out) };
            out.errors(&lines);
            exit_code(&said)
        }
        Lang::En => said_by_clap(&said, out),
    }
}

/// It repeats what was typed, so it is cleaned.
fn said_by_clap<O: Write, E: Write>(said: &clap::Error, out: &mut Out<O, E>) -> ExitCode {
    let lines = SafeText::lines(&said.render().to_string());
    if said.use_stderr() {
        out.errors(&lines);
    } else {
        out.lines(&lines);
    }
    exit_code(said)
}

fn exit_code(said: &clap::Error) -> ExitCode {
    ExitCode::from(u8::try_from(said.exit_code()).unwrap_or(2))
}

fn act<O: Write, E: Write>(cli: &Cli, out: &mut Out<O, E>) -> ExitCode {
    let environment = Environment::read();
    let overrides = Overrides { lang: cli.lang.map(Into::into), zone: cli.zone.clone() };
    let settings = match Settings::load(&environment, &overrides) {
        Ok(settings) => settings,
        Err(error) => {
            let lang = overrides.lang.unwrap_or_else(|| settings::language(None, &environment));
            out.error(&error.say(lang));
            return ExitCode::from(2);
        }
    };
    // The console shows them itself.
    if cli.command.is_some() {
        out.errors(&settings.problems);
    }
    match &cli.command {
        Some(Command::Start(start)) => start.run(&cli.console, &settings, out),
        Some(Command::List(list)) => list.run(&settings, out),
        Some(Command::Due(due)) => due.run(&settings, out),
        Some(Command::Handover(handover)) => handover.run(&settings, out),
        Some(Command::Show(show)) => show.run(&settings, out),
        Some(Command::Log(log)) => log.run(&settings, out),
        Some(Command::Note(note)) => note.run(&settings, out),
        Some(Command::Step(step)) => step.run(&settings, out),
        Some(Command::Phase(phase)) => phase.run(&settings, out),
        Some(Command::Ask(ask)) => ask.run(&settings, out),
        Some(Command::Attach(attach)) => attach.run(&settings, out),
        Some(Command::Evidence(evidence)) => evidence.run(&settings, out),
        Some(Command::Call(call)) => call.run(&settings, out),
        Some(Command::Decide(decide)) => decide.run(&settings, out),
        Some(Command::Question(question)) => question.run(&settings, out),
        Some(Command::Timer(timer)) => timer.run(&settings, out),
        Some(Command::Acknowledge(acknowledge)) => acknowledge.run(&settings, out),
        Some(Command::Clock(clock)) => clock.run(&settings, out),
        Some(Command::Update(update)) => update.run(&settings, out),
        Some(Command::Role(role)) => role.run(&settings, out),
        Some(Command::Settle(settle)) => settle.run(&settings, out),
        Some(Command::Title(title)) => title.run(&settings, out),
        Some(Command::Undo(undo)) => undo.run(&settings, out),
        Some(Command::Close(close)) => close.run(&settings, out),
        Some(Command::Reopen(reopen)) => reopen.run(&settings, out),
        Some(Command::Notice(notice)) => notice.run(&settings, out),
        Some(Command::Check(check)) => check.run(&settings, out),
        Some(Command::Verify(verify)) => verify.run(&settings, out),
        Some(Command::Checkpoint(checkpoint)) => checkpoint.run(&settings, out),
        Some(Command::Pull(pull)) => pull.run(&settings, out),
        Some(Command::Completions(completions)) => completions.run(&settings, out),
        Some(Command::Man(man)) => man.run(&settings, out),
        Some(Command::Watch(watch)) => watch.run(&cli.console, &settings, out),
        Some(Command::Doctor(doctor)) => doctor.run(&settings, out),
        None => cli.console.run(&settings, out),
    }
}

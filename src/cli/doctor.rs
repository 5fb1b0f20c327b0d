//! `dutybook doctor`: looks a home over and says what to do.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::Out;
use super::verify::Format;
use crate::journal::ascii;
use crate::locale::doctor as words;
use crate::shell::doctor::{self, Check, State};
use crate::shell::{Environment, Settings, clock};
use crate::text::SafeText;

/// Look the home over: permissions, disk, clock, terminal, files; exit code 1 if something is wrong
#[derive(Debug, Args)]
pub struct Doctor {
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Doctor {
    /// Looks, and says what it found.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let checks = doctor::examine(settings, &Environment::read(), clock::now());
        match self.format {
            Format::Text => text(&checks, settings, out),
            Format::Json => out.data(&json(&checks)),
        }
        let is_well = checks.iter().all(|check| check.state != State::Wrong);
        if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

fn text<O: Write, E: Write>(checks: &[Check], settings: &Settings, out: &mut Out<O, E>) {
    let (lang, ambiguous) = (settings.lang, settings.wishes.ambiguous);
    let word = |state: State| match state {
        State::Well => words::WELL,
        State::Note => words::NOTE,
        State::Wrong => words::WRONG,
    };
    let signs = [State::Well, State::Note, State::Wrong].map(|state| word(state).text(lang).width(ambiguous));
    let width = signs.into_iter().max().unwrap_or(0);
    for check in checks {
        let sign = word(check.state).text(lang);
        let padding = " ".repeat(width - sign.width(ambiguous));
        out.line(&SafeText::fill("{}{}  {}", &[&sign, &padding, &check.said]));
        if let Some(todo) = &check.todo {
            let todo = words::TODO.with(lang, &[todo]);
            out.line(&SafeText::fill("{}  {}", &[&" ".repeat(width), &todo]));
        }
    }
    out.line(&SafeText::default());
    let wrong = checks.iter().filter(|check| check.state == State::Wrong).count();
    out.line(&if wrong == 0 { words::ALL_WELL.text(lang) } else { words::SOME_WRONG.with(lang, &[&wrong]) });
}

/// The checks as JSON. Fields are added, never renamed.
#[derive(Serialize)]
struct JsonChecks<'a> {
    well: bool,
    checks: Vec<JsonCheck<'a>>,
}

#[derive(Serialize)]
struct JsonCheck<'a> {
    about: &'a str,
    state: &'a str,
    message: &'a str,
    todo: Option<&'a str>,
}

impl<'a> JsonCheck<'a> {
    fn of(check: &'a Check) -> Self {
        Self {
            about: check.about,
            state: check.state.code(),
            message: check.said.as_str(),
            todo: check.todo.as_ref().map(SafeText::as_str),
        }
    }
}

fn json(checks: &[Check]) -> String {
    let json = JsonChecks {
        well: checks.iter().all(|check| check.state != State::Wrong),
        checks: checks.iter().map(JsonCheck::of).collect(),
    };
    ascii::escape(&serde_json::to_string(&json).unwrap_or_default())
}

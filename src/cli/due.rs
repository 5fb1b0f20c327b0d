//! `dutybook due`: what has passed or passes soon in all open runs, for cron and timers, when nobody watches.
//!
//! Changes no run. With `--exec` it starts the user's own command, and keeps for which deadlines it has.

use std::io::{self, Write};
use std::process::ExitCode;

use chrono::{SecondsFormat, TimeDelta};
use clap::Args;
use serde::Serialize;

use super::Out;
use super::list::Format;
use super::misuse::Unfit;
use crate::journal::ascii;
use crate::locale::{Lang, misuse, shift as words};
use crate::report::due::{self, DueItem};
use crate::report::log::padded;
use crate::report::value;
use crate::run::RunKind;
use crate::shell::all_runs::{self, Glance, Told, Wanted};
use crate::shell::call::{self, CallError};
use crate::shell::told::{self, ToldError};
use crate::shell::trouble;
use crate::shell::{Settings, clock};
use crate::text::SafeText;
use crate::time::{Moment, ahead};

/// The version of the JSON form.
const DUE_SCHEMA: u32 = 1;

/// The most of a runbook's or person's words that one variable holds, in characters.
const MOST_CHARACTERS: usize = 200;

/// Tell what has passed or is due soon in all open runs, for cron and timers; exit code 1 if anything is
#[derive(Debug, Args)]
pub struct Due {
    /// How far to look ahead: 30m, 2h, 1d; 0 for what has passed alone
    #[arg(long, value_name = "SPAN", default_value = "30m", value_parser = span)]
    within: TimeDelta,
    /// Only this kind: due, target, timer, cadence, clock, handover or unreadable; may be given again
    #[arg(long = "only", value_name = "KIND")]
    only: Vec<String>,
    /// Leave drills out
    #[arg(long)]
    no_drills: bool,
    /// Run this command line by /bin/sh once for each deadline that comes near, and once more when it has passed;
    /// it finds `DUTYBOOK_TEXT`, `DUTYBOOK_RUN`, `DUTYBOOK_DUE` and more in its environment
    #[arg(long, value_name = "COMMAND")]
    exec: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The kinds that `--only` takes.
const KINDS: [&str; 7] = ["due", "target", "timer", "cadence", "clock", "handover", "unreadable"];

fn span(text: &str) -> Result<TimeDelta, Unfit> {
    if text.trim() == "0" {
        return Ok(TimeDelta::zero());
    }
    ahead::length(text).ok_or(Unfit(misuse::NEEDS_A_SPAN))
}

/// One thing that is due, with the run that it is due in.
struct Line {
    folder: String,
    number: String,
    title: SafeText,
    kind: Option<RunKind>,
    lead: Option<String>,
    item: DueItem,
}

impl Due {
    /// Tells what is due.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let lang = settings.lang;
        if let Some(kind) = self.only.iter().find(|kind| !KINDS.contains(&kind.as_str())) {
            out.error(&words::NO_SUCH_KIND.with(lang, &[kind, &KINDS.join(" ")]));
            return ExitCode::from(2);
        }
        let now = clock::now().wall;
        let mut lines: Vec<Line> = match all_runs::all(settings, Wanted::COMING, now) {
            Ok(runs) => runs.into_iter().flat_map(|run| self.of_run(run, settings, now)).collect(),
            Err(error) => {
                out.error(
                    &words::CANNOT_LIST
                        .with(lang, &[&settings.home.display(), &trouble::reading(&error, lang)]),
                );
                return ExitCode::from(2);
            }
        };
        lines.sort_by_key(|line| line.item.at);
        match (self.format, &self.exec) {
            (Format::Json, _) => {
                let told = json(&lines, now, self.within);
                out.data(&ascii::escape(&serde_json::to_string(&told).unwrap_or_default()));
            }
            // Whatever is printed, cron sends by mail each time.
            (Format::Text, Some(_)) => {}
            (Format::Text, None) if lines.is_empty() => {
                let within = value::span(self.within.num_seconds().unsigned_abs(), lang);
                out.line(&words::NOTHING_DUE.with(lang, &[&within]));
            }
            (Format::Text, None) => out.lines(&table(&lines, settings, now)),
        }
        if let Some(command) = &self.exec {
            tell(command, &lines, settings, now, out);
        }
        if lines.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn of_run(&self, glance: Glance, settings: &Settings, now: Moment) -> Vec<Line> {
        let folder = &glance.folder;
        let label = folder.label();
        let number = folder.name().map(|name| name.label()).unwrap_or_default();
        let wanted = |kind: &str| self.only.is_empty() || self.only.iter().any(|only| only == kind);
        let unreadable = |problem: SafeText| {
            let id = "unreadable:run".to_owned();
            let title = words::UNREADABLE.with(settings.lang, &[&problem]);
            let item = DueItem { id, title, at: now, past: true, seen: false, undecided: false };
            let title = SafeText::line(&label);
            Line { folder: label.clone(), number: number.clone(), title, kind: None, lead: None, item }
        };
        let Told { brief, coming, damage } = match glance.told {
            Ok(told) => told,
            Err(problem) => return if wanted("unreadable") { vec![unreadable(problem)] } else { Vec::new() },
        };
        let is_closed = brief.closed.is_some();
        let mut lines: Vec<Line> = Vec::new();
        if let Some(finding) = damage.filter(|_| wanted("unreadable") && !is_closed) {
            lines.push(unreadable(finding.say(settings.lang)));
        }
        if is_closed || (self.no_drills && brief.kind == RunKind::Drill) {
            return lines;
        }
        let items = due::due_of(&coming, settings.lang, now, self.within);
        lines.extend(items.into_iter().filter(|item| wanted(item.kind())).map(|item| Line {
            folder: label.clone(),
            number: brief.number.to_string(),
            title: brief.title.clone(),
            kind: Some(brief.kind),
            lead: brief.lead.clone(),
            item,
        }));
        lines
    }
}

impl Line {
    fn is_drill(&self) -> bool {
        self.kind == Some(RunKind::Drill)
    }

    const fn stage(&self) -> &'static str {
        if self.item.past { "passed" } else { "soon" }
    }

    /// What is due and how it stands, in one sentence for a message.
    fn text(&self, settings: &Settings, now: Moment) -> SafeText {
        let lang = settings.lang;
        let run = SafeText::line(&format!("{} {}", self.number, self.title));
        let run = if self.is_drill() { words::DRILL_BEFORE.text(lang).then(&run) } else { run };
        let (seconds, at) = (self.seconds_left(now), settings.zone.minute(self.item.at));
        let span = value::span(seconds.unsigned_abs(), lang);
        let what = self.what(lang);
        if self.item.kind() == "unreadable" {
            return words::RUN_SAYS.with(lang, &[&run, &what]);
        }
        let word = if self.item.past { words::RUN_PASSED } else { words::RUN_SOON };
        word.with(lang, &[&run, &what, &span, &at])
    }

    /// The title, and that nobody knows yet whether it applies.
    fn what(&self, lang: Lang) -> SafeText {
        let kind = match self.item.kind() {
            "due" => words::KIND_DUE,
            "target" => words::KIND_TARGET,
            "timer" => words::KIND_TIMER,
            "cadence" => words::KIND_CADENCE,
            "clock" => words::KIND_CLOCK,
            _other => return self.item.title.clone(),
        };
        let title = kind.with(lang, &[&self.item.title]);
        if self.item.undecided { title.then(&words::UNDECIDED.text(lang)) } else { title }
    }

    fn seconds_left(&self, now: Moment) -> i64 {
        (self.item.at - now).num_seconds()
    }

    /// Names a deadline and its stage among those that were told. One that moved is told anew.
    fn told_as(&self) -> String {
        // What cannot be read has no time of its own.
        let at = if self.item.kind() == "unreadable" { "-".to_owned() } else { utc(self.item.at) };
        format!("{} {} {at} {}", self.folder, self.item.id, self.stage())
    }

    fn variables(&self, settings: &Settings, now: Moment) -> Vec<(&'static str, String)> {
        let short = |text: &SafeText| text.as_str().chars().take(MOST_CHARACTERS).collect::<String>();
        vec![
            ("DUTYBOOK_HOME", settings.home.display().to_string()),
            ("DUTYBOOK_TEXT", self.text(settings, now).to_string()),
            ("DUTYBOOK_RUN", self.folder.clone()),
            ("DUTYBOOK_NUMBER", self.number.clone()),
            ("DUTYBOOK_TITLE", short(&self.title)),
            ("DUTYBOOK_WHAT", short(&self.item.title)),
            ("DUTYBOOK_KIND", self.item.kind().to_owned()),
            ("DUTYBOOK_ID", self.item.id.clone()),
            ("DUTYBOOK_DUE", utc(self.item.at)),
            ("DUTYBOOK_LEFT", self.seconds_left(now).to_string()),
            ("DUTYBOOK_STAGE", self.stage().to_owned()),
            ("DUTYBOOK_DRILL", if self.is_drill() { "1" } else { "0" }.to_owned()),
            ("DUTYBOOK_LEAD", self.lead.clone().unwrap_or_default()),
        ]
    }
}

fn utc(at: Moment) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Calls the command for each line that it was not called for yet.
fn tell<O: Write, E: Write>(
    command: &str,
    lines: &[Line],
    settings: &Settings,
    now: Moment,
    out: &mut Out<O, E>,
) {
    let lang = settings.lang;
    let not_kept = |error: &io::Error| {
        words::TOLD_UNKNOWN.with(lang, &[&settings.home.display(), &trouble::meaning(error, lang)])
    };
    let mut told = match told::Told::open(&settings.home, command) {
        Ok(told) => Some(told),
        Err(ToldError::Busy) => {
            out.error(&words::TOLD_BUSY.text(lang));
            return;
        }
        // Better to call too often than not at all.
        Err(ToldError::Io(error)) => {
            out.error(&not_kept(&error));
            None
        }
    };
    // What somebody has seen pass needs no call; it stays due for whoever asks.
    for line in lines.iter().filter(|line| !line.item.seen) {
        let name = line.told_as();
        if told.as_ref().is_some_and(|told| told.has(&name)) {
            continue;
        }
        match call::call(command, &line.variables(settings, now)) {
            Ok(()) => {
                if let Some(Err(error)) = told.as_mut().map(|told| told.add(name)) {
                    out.error(&not_kept(&error));
                }
            }
            Err(error) => out.error(&said(&error, line, settings, now)),
        }
    }
    let still: std::collections::BTreeSet<String> = lines.iter().map(Line::told_as).collect();
    let soon: std::collections::BTreeSet<String> =
        still.iter().filter_map(|line| Some(format!("{} soon", line.strip_suffix(" passed")?))).collect();
    if let Some(Err(error)) =
        told.as_mut().map(|told| told.keep(|line| still.contains(line) || soon.contains(line)))
    {
        out.error(&not_kept(&error));
    }
}

fn said(error: &CallError, line: &Line, settings: &Settings, now: Moment) -> SafeText {
    let (lang, text) = (settings.lang, line.text(settings, now));
    match error {
        CallError::Start(error) => {
            words::CALL_NOT_STARTED.with(lang, &[&trouble::plainly(error, lang), &text])
        }
        CallError::Failed(Some(code)) => words::CALL_FAILED.with(lang, &[code, &text]),
        CallError::Failed(None) => words::CALL_ENDED.with(lang, &[&text]),
        CallError::TooLong => words::CALL_TOO_LONG.with(lang, &[&call::MAX_WAIT.as_secs(), &text]),
    }
}

/// A line for each thing, in columns: when, how long, which run, what.
fn table(lines: &[Line], settings: &Settings, now: Moment) -> Vec<SafeText> {
    let (lang, ambiguous) = (settings.lang, settings.wishes.ambiguous);
    let cells = |line: &Line| {
        let at = SafeText::line(&settings.zone.minute(line.item.at));
        let span = value::span(line.seconds_left(now).unsigned_abs(), lang);
        let word = if line.item.past { words::OVER_BY } else { words::IN };
        let mark = if line.is_drill() { words::DRILL_BEFORE.text(lang) } else { SafeText::default() };
        let seen = if line.item.seen { words::SEEN.text(lang) } else { SafeText::default() };
        let run = mark
            .then(&SafeText::line(&line.number))
            .then(&SafeText::word(" "))
            .then(&line.title.fit(32, ambiguous));
        [at, word.with(lang, &[&span]), run, line.what(lang).then(&seen)]
    };
    let rows: Vec<[SafeText; 4]> = lines.iter().map(cells).collect();
    let width = |n: usize| rows.iter().map(|row| row[n].width(ambiguous)).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let line = |row: &[SafeText; 4]| {
        let cells = row[..3].iter().zip(widths).map(|(cell, width)| padded(cell, width, ambiguous));
        value::join(cells.chain([row[3].clone()]), "  ")
    };
    rows.iter().map(line).collect()
}

#[derive(Serialize)]
struct Json<'a> {
    schema: u32,
    now: String,
    within_seconds: i64,
    due: Vec<JsonItem<'a>>,
}

/// One thing that is due. Fields are added, never renamed.
#[derive(Serialize)]
struct JsonItem<'a> {
    folder: &'a str,
    number: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    run: Option<RunKind>,
    kind: &'a str,
    id: &'a str,
    what: &'a str,
    due: String,
    left_seconds: i64,
    stage: &'static str,
    seen: bool,
    undecided: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<&'a str>,
}

fn json<'a>(lines: &'a [Line], now: Moment, within: TimeDelta) -> Json<'a> {
    let item = |line: &'a Line| JsonItem {
        folder: &line.folder,
        number: &line.number,
        title: line.title.as_str(),
        run: line.kind,
        kind: line.item.kind(),
        id: &line.item.id,
        what: line.item.title.as_str(),
        due: utc(line.item.at),
        left_seconds: line.seconds_left(now),
        stage: line.stage(),
        seen: line.item.seen,
        undecided: line.item.undecided,
        lead: line.lead.as_deref(),
    };
    let due = lines.iter().map(item).collect();
    Json { schema: DUE_SCHEMA, now: utc(now), within_seconds: within.num_seconds(), due }
}

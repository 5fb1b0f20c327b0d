//! `dutybook verify`: checks a run's journal and what lies beside it, and changes nothing.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{Out, find};
use crate::journal::checkpoint::Signed;
use crate::journal::{Finding, Head, Report, RunId, Summary, ascii};
use crate::locale::Lang;
use crate::locale::{identity as signing, verify as words};
use crate::shell::Settings;
use crate::shell::signers::Signers;
use crate::shell::trouble;
use crate::text::SafeText;
use crate::time::Moment;

/// Check that nothing of a run's journal was changed: exit code 0 if it is sound, 1 if it is damaged
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook verify
  dutybook verify 2026-001
  dutybook verify payroll --head 038055015ffe4d07:5:89ea40a28fcbd25e2a9c81661f40b636f65995c769de3b4d219967da75c7d171")]
pub struct Verify {
    /// The run: its number, id or folder, a part of the folder's name, or a path; default: the only one, or the one that is open
    run: Option<String>,
    /// A record that was noted down elsewhere, as FEED:SEQ H; may be given again
    #[arg(long = "head", value_name = "HEAD")]
    heads: Vec<String>,
    /// A file that says whose the keys are, in the form of OpenSSH's list of allowed signers; default: `signers` in the settings
    #[arg(long, value_name = "FILE")]
    signers: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs: one object
    Json,
}

impl Verify {
    /// Checks the run and says what was found.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let report = self.report(settings);
        match report.and_then(|report| Ok((self.signers(&report, settings, out)?, report))) {
            Ok((signers, report)) => {
                match self.format {
                    Format::Text => text(&report, signers.as_ref(), settings, out),
                    Format::Json => out.data(&json(&report, signers.as_ref(), settings.lang)),
                }
                if report.is_sound() { ExitCode::SUCCESS } else { ExitCode::from(1) }
            }
            Err(problem) => {
                out.error(&problem);
                ExitCode::from(2)
            }
        }
    }

    /// Whose the keys are, where somebody says so. Without a list that only the settings name, a journal is checked
    /// all the same.
    fn signers<O: Write, E: Write>(
        &self,
        report: &Report,
        settings: &Settings,
        out: &mut Out<O, E>,
    ) -> Result<Option<Signers>, SafeText> {
        let Some(file) = self.signers.as_ref().or(settings.signers.as_ref()) else { return Ok(None) };
        match Signers::read(file) {
            Ok(signers) => Ok(Some(signers)),
            Err(error) => {
                let why =
                    signing::BAD_SIGNERS.with(settings.lang, &[&file.display(), &error.say(settings.lang)]);
                if self.signers.is_some() {
                    return Err(why);
                }
                // There may be nothing to look up in it.
                if !report.signed.is_empty() {
                    out.error(&why);
                }
                Ok(None)
            }
        }
    }

    fn report(&self, settings: &Settings) -> Result<Report, SafeText> {
        let lang = settings.lang;
        let read = |text: &String| Head::parse(text).ok_or_else(|| words::NO_HEAD.with(lang, &[text]));
        let held = self.heads.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let folder = find::find_or_only(self.run.as_deref(), settings)?;
        let name = self.run.clone().unwrap_or_else(|| folder.label());
        let unreadable = |error| words::UNREADABLE_RUN.with(lang, &[&name, &trouble::reading(&error, lang)]);
        let read = folder.weigh().map_err(unreadable)?;
        let mut beside = folder.surroundings(read.findings);
        beside.held = held;
        beside.owners = folder.owners(&settings.machine.id);
        Ok(Report::of_weighed(&read.journal, &beside))
    }
}

fn text<O: Write, E: Write>(
    report: &Report,
    signers: Option<&Signers>,
    settings: &Settings,
    out: &mut Out<O, E>,
) {
    let lang = settings.lang;
    let (damage, notes): (Vec<&Finding>, Vec<&Finding>) =
        report.findings.iter().partition(|finding| finding.kind.is_damage());
    out.line(&if damage.is_empty() {
        words::SOUND.text(lang)
    } else {
        words::DAMAGED.with(lang, &[&damage.len()])
    });
    for (title, findings) in [(words::DAMAGE, damage), (words::NOTES, notes)] {
        if !findings.is_empty() {
            out.line(&SafeText::default());
            out.line(&title.text(lang));
            for finding in findings {
                out.line(&indented(&finding.say(lang)));
            }
        }
    }
    out.line(&SafeText::default());
    for line in summary(&report.summary, settings) {
        out.line(&line);
    }
    out.line(&SafeText::default());
    if report.signed.is_empty() {
        out.line(&signing::NOT_SIGNED_AT_ALL.text(lang));
    } else {
        out.line(&signing::SIGNED.text(lang));
    }
    for signed in &report.signed {
        out.line(&indented(&signed_line(signed, signers, lang)));
    }
    out.line(&SafeText::default());
    let Summary { heads, unnamed, .. } = &report.summary;
    // What is named by a damaged journal may be named by nobody who wrote in it.
    let told = if report.is_sound() { unnamed } else { heads };
    out.line(&match heads.len() - told.len() {
        0 => words::HEADS.text(lang),
        named => words::UNNAMED_HEADS.with(lang, &[&named]),
    });
    for head in told {
        out.line(&indented(&SafeText::line(&head.to_string())));
    }
    out.line(&words::CUT.text(lang));
}

fn signed_line(signed: &Signed, signers: Option<&Signers>, lang: Lang) -> SafeText {
    let name = signers.map(|signers| match signers.name(&signed.key) {
        Some(name) => signing::SIGNER.with(lang, &[&name]),
        None => signing::NO_SIGNER.text(lang),
    });
    let feed = format!("{}-{}", signed.by, signed.id.feed);
    let name = name.unwrap_or_default();
    signing::SIGNED_LINE.with(lang, &[&feed, &signed.upto, &signed.public.0, &signed.key, &name])
}

fn indented(text: &SafeText) -> SafeText {
    SafeText::word("  ").then(text)
}

fn summary(summary: &Summary, settings: &Settings) -> Vec<SafeText> {
    let lang = settings.lang;
    let mut lines = Vec::new();
    match (&summary.number, &summary.title, &summary.run) {
        (Some(number), Some(title), _) => lines.push(words::RUN.with(lang, &[number, title])),
        (_, _, Some(run)) => lines.push(words::NO_NAME.with(lang, &[run])),
        (_, _, None) => {}
    }
    lines.push(words::COUNTS.with(lang, &[&summary.feeds, &summary.records, &summary.withheld]));
    if let (Some(first), Some(last)) = (summary.first, summary.last) {
        let (first, last) = (settings.zone.full(first), settings.zone.full(last));
        lines.push(words::SPAN.with(lang, &[&first, &last]));
    }
    let persons = summary.persons.iter().map(|(id, name)| format!("{name} ({id})"));
    let comma = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    lines.push(words::PERSONS.with(lang, &[&persons.collect::<Vec<_>>().join(comma)]));
    lines
}

/// The report as JSON. Fields are added, never renamed.
#[derive(Serialize)]
struct JsonReport<'a> {
    sound: bool,
    run: Option<&'a str>,
    number: Option<&'a str>,
    title: Option<&'a str>,
    feeds: usize,
    records: usize,
    withheld: usize,
    newer: usize,
    persons: Vec<JsonPerson<'a>>,
    first: Option<String>,
    last: Option<String>,
    heads: Vec<JsonHead>,
    signed: Vec<JsonSigned<'a>>,
    findings: Vec<JsonFinding<'a>>,
}

#[derive(Serialize)]
struct JsonPerson<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct JsonHead {
    feed: String,
    seq: u64,
    h: String,
}

#[derive(Serialize)]
struct JsonSigned<'a> {
    feed: String,
    by: &'a str,
    /// The last record of the feed that is signed.
    upto: u64,
    key: &'a str,
    /// The kind of key and the key, as in a public key's file.
    public: [&'a str; 2],
    /// The name by which the list of signers has it.
    signer: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    kind: &'a str,
    damage: bool,
    file: &'a str,
    line: Option<u64>,
    offset: Option<u64>,
    message: String,
}

fn json(report: &Report, signers: Option<&Signers>, lang: Lang) -> String {
    let summary = &report.summary;
    let moment = |moment: Moment| moment.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    let finding = |finding: &Finding| finding.kind.say(lang).to_string();
    let json = JsonReport {
        sound: report.is_sound(),
        run: summary.run.as_ref().map(RunId::as_str),
        number: summary.number.as_deref(),
        title: summary.title.as_deref(),
        feeds: summary.feeds,
        records: summary.records,
        withheld: summary.withheld,
        newer: summary.newer,
        persons: summary.persons.iter().map(|(id, name)| JsonPerson { id: id.as_str(), name }).collect(),
        first: summary.first.map(moment),
        last: summary.last.map(moment),
        heads: summary
            .heads
            .iter()
            .map(|head| JsonHead { feed: head.feed.to_string(), seq: head.seq, h: head.h.to_string() })
            .collect(),
        signed: report
            .signed
            .iter()
            .map(|signed| JsonSigned {
                feed: signed.id.feed.to_string(),
                by: signed.by.as_str(),
                upto: signed.upto,
                key: &signed.key,
                public: [&signed.public.0, &signed.public.1],
                signer: signers.and_then(|signers| signers.name(&signed.key)),
            })
            .collect(),
        findings: report
            .findings
            .iter()
            .map(|found| JsonFinding {
                kind: found.kind.code(),
                damage: found.kind.is_damage(),
                file: &found.file,
                line: found.line,
                offset: found.offset,
                message: finding(found),
            })
            .collect(),
    };
    ascii::escape(&serde_json::to_string(&json).unwrap_or_default())
}

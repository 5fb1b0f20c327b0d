//! What the commands that write into a run share: which run, deciding, appending, and telling what was recorded.

use std::io::{Read, Write};
use std::process::ExitCode;

use chrono::SecondsFormat;
use clap::Args;
use serde::Serialize;

use super::list::Format;
use super::{Out, find};
use crate::app::RunSummary;
use crate::journal::{MAX_LINE_BYTES, ascii};
use crate::locale::{Lang, app as forms, cli as words, identity as signing};
use crate::report::account::Mark;
use crate::report::{Account, demand, value, words as vocabulary};
use crate::run::{Event, FactId, Proposer, Reason, Refusal, Run, RunKind, Verdict};
use crate::runbook::Id;
use crate::shell::all_runs::Wanted;
use crate::shell::identity::Identity;
use crate::shell::one_shot::{OneShot, Recorded};
use crate::shell::{Settings, clock, library, trouble};
use crate::text::SafeText;
use crate::time::{Moment, Now, entry};

/// Which run is written into, and how it is told what was recorded.
#[derive(Clone, Debug, Args)]
pub struct Target {
    /// The run: its number, id or folder, or a part of the folder's name; default: the one that is open
    #[arg(long, value_name = "RUN", global = true)]
    run: Option<String>,
    /// The form of what is told
    #[arg(long, value_enum, default_value_t = Format::Text, global = true)]
    format: Format,
}

/// What shows that somebody received what was sent.
#[derive(Clone, Debug, Args)]
pub(super) struct Received {
    /// The number by which the recipient knows it
    #[arg(
        long,
        value_name = "NUMBER",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    reference: String,
}

impl Received {
    /// The number, without blanks around it.
    pub(super) fn reference(&self) -> String {
        self.reference.trim().to_owned()
    }
}

/// Why a command ends without having recorded anything: what is said, and the exit code.
#[derive(Debug)]
pub struct Failure {
    lines: Vec<SafeText>,
    code: u8,
}

impl Failure {
    /// The arguments cannot be used.
    pub fn unusable(line: SafeText) -> Self {
        Self { lines: vec![line], code: 2 }
    }

    /// The arguments cannot be used, in several lines.
    pub fn lines(lines: Vec<SafeText>) -> Self {
        Self { lines, code: 2 }
    }

    /// The answer is no.
    pub fn refused(line: SafeText) -> Self {
        Self { lines: vec![line], code: 1 }
    }

    /// Says so.
    pub fn tell<O: Write, E: Write>(&self, out: &mut Out<O, E>) -> ExitCode {
        out.errors(&self.lines);
        ExitCode::from(self.code)
    }
}

/// A run that a command writes into.
pub struct Writing<'a> {
    pub settings: &'a Settings,
    pub now: Now,
    one_shot: OneShot,
    format: Format,
}

impl Target {
    /// Opens the run that is meant.
    pub fn open<'a>(&self, settings: &'a Settings) -> Result<Writing<'a>, Failure> {
        let folder = match &self.run {
            Some(run) => find::find(run, settings).map_err(Failure::unusable)?,
            None => find::find(&the_open_run(settings)?, settings).map_err(Failure::refused)?,
        };
        let one_shot = OneShot::open(settings, folder).map_err(Failure::refused)?;
        Ok(Writing { settings, now: clock::now(), one_shot, format: self.format })
    }
}

/// The folder of the one run that is open. A run that cannot be read may be open too.
pub(super) fn the_open_run(settings: &Settings) -> Result<String, Failure> {
    let lang = settings.lang;
    let (runs, problems) = library::runs(settings, Wanted::BRIEFS);
    if !problems.is_empty() {
        return Err(Failure { lines: problems, code: 1 });
    }
    let open: Vec<&RunSummary> = runs.iter().filter(|run| run.closed.is_none()).collect();
    match open.as_slice() {
        [] if runs.is_empty() => Err(Failure::refused(words::NO_RUNS_AT_ALL.text(lang))),
        [] => Err(Failure::refused(words::NO_OPEN_RUNS.text(lang))),
        [run] => Ok(run.folder.clone()),
        several => {
            let mut lines = vec![words::SEVERAL_OPEN.with(lang, &[&several.len()])];
            lines.extend(several.iter().map(|run| {
                let kind = vocabulary::kind(run.kind).get(lang);
                words::OPEN_RUN_LINE.with(lang, &[&run.number, &kind, &run.title])
            }));
            Err(Failure { lines, code: 2 })
        }
    }
}

impl Writing<'_> {
    /// The run as it is.
    pub const fn run(&self) -> &Run {
        &self.one_shot.run
    }

    /// The run's folder.
    pub const fn folder(&self) -> &crate::shell::RunFolder {
        &self.one_shot.folder
    }

    /// Why nothing at all can be recorded in the run, so that no evidence is copied in vain.
    pub fn refuses_all(&self) -> Option<Failure> {
        let text = ".".to_owned();
        self.decide(Event::NoteAdded { text, step: None, happened: None }, None).err()
    }

    const fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// A record that somebody named.
    pub fn record_of(&self, typed: &str) -> Result<FactId, Failure> {
        FactId::parse(typed.trim()).ok_or_else(|| Failure::unusable(words::BAD_RECORD.text(self.lang())))
    }

    /// A time that somebody typed.
    pub fn moment(&self, typed: Option<&str>) -> Result<Option<Moment>, Failure> {
        let Some(typed) = typed else { return Ok(None) };
        let moment = entry::moment(typed, self.now.wall, &self.settings.zone);
        let not_a_time =
            || words::FLAG.with(self.lang(), &[&"--at", &typed, &forms::NOT_A_TIME.get(self.lang())]);
        moment.map(Some).ok_or_else(|| Failure::unusable(not_a_time()))
    }

    /// Records events, all or none, and says what was recorded.
    pub fn record<O: Write, E: Write>(
        mut self,
        events: Vec<Event>,
        reason: Option<&str>,
        out: &mut Out<O, E>,
    ) -> ExitCode {
        let mut decided = Vec::new();
        for event in events {
            match self.decide(event, reason) {
                Ok(event) => decided.push(event),
                Err(failure) => return failure.tell(out),
            }
        }
        // What clears the ask of a role lays the role down, and says why as its note.
        let gives_no_reason = |event: &Event| {
            let notes_it = matches!(event, Event::RoleLeft { .. });
            event.deviation().is_none() && event.reason().is_none() && !notes_it
        };
        if reason.is_some() && decided.iter().any(gives_no_reason) {
            out.error(&words::REASON_NOT_NEEDED.text(self.lang()));
        }
        // How far a confirmation stands from the work hangs on the key too; all else is told before a key is asked.
        let is_graded = decided.iter().any(|event| matches!(event, Event::StepSigned { .. }));
        let is_to_be_signed = decided.iter().any(|event| self.run().is_to_be_signed(event, &decided));
        match self.one_shot.append(decided, self.now) {
            Ok(recorded) => {
                if !is_graded {
                    self.tell_all(&recorded, out);
                }
                let identity = self.settings.identity.as_ref().filter(|_| is_to_be_signed);
                let signed = identity.map(|identity| self.one_shot.sign(identity, clock::now));
                if is_graded {
                    self.tell_all(&recorded, out);
                }
                if let Some(Err(error)) = signed {
                    // It is recorded, and a script that went by the exit code would record it twice.
                    out.error(&signing::NOT_SIGNED.with(self.lang(), &[&error.say(self.lang())]));
                }
                ExitCode::SUCCESS
            }
            Err(error) => {
                out.error(&words::NOTHING_RECORDED.with(self.lang(), &[&error.say(self.lang())]));
                ExitCode::FAILURE
            }
        }
    }

    /// Signs all that is in the run, and says so.
    pub fn sign<O: Write, E: Write>(mut self, identity: &Identity, out: &mut Out<O, E>) -> ExitCode {
        match self.one_shot.sign(identity, clock::now) {
            Ok(recorded) => {
                self.tell(&recorded, out);
                ExitCode::SUCCESS
            }
            Err(error) => {
                out.error(&words::NOTHING_RECORDED.with(self.lang(), &[&error.say(self.lang())]));
                ExitCode::FAILURE
            }
        }
    }

    fn decide(&self, event: Event, reason: Option<&str>) -> Result<Event, Failure> {
        let lang = self.lang();
        let presets = vocabulary::presets_for(&event);
        let event = match reason {
            Some(said) => event.because(reason_of(said, presets)),
            None => event,
        };
        let who = Proposer { person: self.settings.person.as_str(), now: self.now.wall, pending: &[] };
        match self.run().decide(who, event.clone()) {
            Verdict::Record(event) => Ok(event),
            Verdict::Refused(refusal) => Err(self.refuse(refusal)),
            Verdict::NeedsReason(unmet) => {
                let unmet = unmet.iter().map(|unmet| demand::told(self.run(), &event, *unmet, lang));
                Err(Failure { lines: needs_reason(unmet, presets, lang), code: 1 })
            }
        }
    }

    /// A refusal in words: nothing is recorded.
    pub fn refuse(&self, refusal: Refusal) -> Failure {
        let why = vocabulary::refusal(refusal).get(self.lang());
        Failure::refused(words::NOTHING_RECORDED.with(self.lang(), &[&why]))
    }

    fn tell_all<O: Write, E: Write>(&self, recorded: &[Recorded], out: &mut Out<O, E>) {
        for recorded in recorded {
            self.tell(recorded, out);
        }
    }

    fn tell<O: Write, E: Write>(&self, recorded: &Recorded, out: &mut Out<O, E>) {
        let run = self.run();
        let Recorded { fact, head } = recorded;
        match self.format {
            Format::Json => {
                let json = RecordedJson {
                    run: run.number(),
                    folder: &self.one_shot.folder.label(),
                    id: fact.id.to_string(),
                    h: head.h.to_string(),
                    at: fact.at.to_rfc3339_opts(SecondsFormat::Micros, true),
                    by: &fact.by,
                    event: fact.event(),
                };
                out.data(&ascii::escape(&serde_json::to_string(&json).unwrap_or_default()));
            }
            Format::Text => {
                let account = Account::new(run, self.lang(), &self.settings.zone);
                let Some(entry) = run.place(fact.id).and_then(|place| account.entry(place)) else { return };
                let mut name = SafeText::line(run.number()).then(&SafeText::word(" "));
                if run.kind() == RunKind::Drill {
                    name = vocabulary::kind(RunKind::Drill)
                        .text(self.lang())
                        .then(&SafeText::word(" "))
                        .then(&name);
                }
                let name = name.then(&SafeText::line(run.title()));
                let is_graded = entry.marks.iter().any(|mark| matches!(mark, Mark::Signed(_)));
                let said = if is_graded { entry.one_line() } else { entry.sentence };
                out.line(&words::RECORDED.with(self.lang(), &[&name, &said]));
            }
        }
    }
}

/// What was recorded, for programs. Fields are added, never renamed.
#[derive(Serialize)]
struct RecordedJson<'a> {
    run: &'a str,
    folder: &'a str,
    id: String,
    h: String,
    at: String,
    by: &'a str,
    event: Option<&'a Event>,
}

/// A reason as it was typed: the id of a ready one, or words.
fn reason_of(said: &str, presets: &[vocabulary::Preset]) -> Reason {
    let preset = presets.iter().find(|(id, _)| *id == said.trim()).and_then(|(id, _)| Id::new(id));
    let text = if preset.is_some() { String::new() } else { said.trim().to_owned() };
    Reason { preset, text }
}

/// What is unmet, and what to write.
fn needs_reason(
    unmet: impl Iterator<Item = SafeText>,
    presets: &[vocabulary::Preset],
    lang: Lang,
) -> Vec<SafeText> {
    let unmet = value::join(unmet, crate::locale::console::COMMA.get(lang));
    let mut lines = vec![if unmet.is_empty() {
        words::NEEDS_A_REASON.text(lang)
    } else {
        words::NEEDS_A_REASON_FOR.with(lang, &[&unmet])
    }];
    lines.extend(presets.iter().map(|(id, word)| words::READY_REASON.with(lang, &[id, &word.get(lang)])));
    lines
}

/// The text of arguments, or of standard input where they are `-` alone.
pub fn text(arguments: &[String], settings: &Settings) -> Result<String, Failure> {
    match arguments {
        [only] if only == "-" => piped(&mut std::io::stdin().lock(), settings),
        words => Ok(words.join(" ").trim().to_owned()),
    }
}

/// All of a stream as text: more than a record holds is not taken, nor cut.
pub(super) fn piped(input: &mut dyn Read, settings: &Settings) -> Result<String, Failure> {
    let lang = settings.lang;
    let mut bytes = Vec::new();
    let most = MAX_LINE_BYTES as u64;
    input.take(most + 1).read_to_end(&mut bytes).map_err(|error| {
        Failure::refused(words::STDIN_FAILED.with(lang, &[&trouble::reading(&error, lang)]))
    })?;
    if bytes.len() as u64 > most {
        return Err(Failure::refused(words::STDIN_TOO_LONG.with(lang, &[&MAX_LINE_BYTES])));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.trim().to_owned()),
        Err(error) => {
            let place = error.utf8_error().valid_up_to();
            Err(Failure::unusable(words::STDIN_NOT_TEXT.with(lang, &[&place])))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ready_reason_is_named_and_any_other_is_taken_in_words() {
        let presets: &[vocabulary::Preset] = &[("no-time", crate::locale::reason::NO_TIME)];
        assert_eq!(reason_of("no-time", presets).preset, Id::new("no-time"));
        let own = reason_of(" no time at all ", presets);
        assert_eq!((own.preset, own.text.as_str()), (None, "no time at all"));
    }
}

//! `dutybook check`: tells every problem of runbooks and overlays, and changes nothing.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::Out;
use crate::journal::ascii;
use crate::locale::{Lang, check as words};
use crate::runbook::catalogue::SHIPPED;
use crate::runbook::header::FileKind;
use crate::runbook::problem::Severity;
use crate::runbook::{Catalogue, Problems, Runbook, Source};
use crate::shell::runbook_file;
use crate::shell::{RunbookFile, RunbookFileError, Settings, Shelf};
use crate::text::SafeText;

/// Check runbooks and tell every problem at once: exit code 0 if there is none but warnings, else 1
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook check
  dutybook check cash-short.toml")]
pub struct Check {
    /// Runbooks and overlays; without one: the built-in runbooks and those in the settings' folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The form of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For editors: one object
    Json,
}

impl Check {
    /// Checks the files and says what was found.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let (mut asked, errors) = self.asked(settings);
        let at_hand = Shelf::at_hand(&settings.runbooks).0;
        let mut answer = Answer::default();
        // Of one's own catalogues those in the settings' folder are there before a runbook names their rows; those
        // that are named here count in their stead.
        let is_of_clocks = |file: &RunbookFile| file.header.kind != FileKind::Runbook;
        let (named, runbooks): (Vec<RunbookFile>, Vec<RunbookFile>) =
            asked.files.drain(..).partition(is_of_clocks);
        asked.files = runbooks;
        let named_any = !named.is_empty();
        let own = if named_any { named } else { runbook_file::clock_files(&settings.clocks).0 };
        let catalogue = answer.clocks(&own, named_any || self.paths.is_empty());
        for mut set in asked.sets() {
            let lone = set.first().and_then(|file| file.header.extends.as_deref());
            if let Some(base) = lone.and_then(|id| at_hand.find(id)) {
                set.insert(0, base);
            }
            answer.add(&set, &catalogue);
        }
        match self.format {
            // Where nothing was checked, to say that nothing was found would mislead.
            Format::Text if answer.files == 0 => {}
            Format::Text => answer.text(settings.lang, out),
            Format::Json => answer.json(settings.lang, out),
        }
        let folder = settings.runbooks.first().map(PathBuf::as_path);
        for error in &errors {
            out.error(&error.say(settings.lang, folder));
        }
        match (errors.is_empty(), answer.count(Severity::Error)) {
            (false, _) => ExitCode::from(2),
            (true, 0) => ExitCode::SUCCESS,
            (true, _) => ExitCode::from(1),
        }
    }

    /// What is to be checked.
    fn asked(&self, settings: &Settings) -> (Shelf, Vec<RunbookFileError>) {
        if self.paths.is_empty() {
            return Shelf::at_hand(&settings.runbooks);
        }
        let (mut files, mut errors) = (Vec::new(), Vec::new());
        let mut seen: HashSet<&Path> = HashSet::new();
        for path in self.paths.iter().filter(|path| seen.insert(path)) {
            match RunbookFile::read(path) {
                Ok(file) => files.push(file),
                Err(error) => errors.push(error),
            }
        }
        (Shelf { files }, errors)
    }
}

/// What was found in all files.
#[derive(Default)]
struct Answer {
    found: Vec<Problems>,
    files: usize,
}

impl Answer {
    /// Checks catalogues of clocks and tables of holidays over what is shipped, and gives back what is sound of
    /// them. What is not asked for is not told of.
    fn clocks(&mut self, own: &[RunbookFile], is_asked: bool) -> Arc<Catalogue> {
        let mut sources: Vec<Source<'_>> =
            SHIPPED.iter().map(|(name, text)| Source { name, bytes: text.as_bytes() }).collect();
        for file in own {
            sources.push(file.source());
            self.files += usize::from(is_asked);
            if let Err(problems) = Catalogue::parse(&sources) {
                sources.pop();
                self.found.extend(is_asked.then_some(problems));
            }
        }
        if sources.len() == SHIPPED.len() {
            return Catalogue::shipped();
        }
        Catalogue::parse(&sources).map_or_else(|_| Catalogue::shipped(), Arc::new)
    }

    /// Checks a runbook with its overlays.
    fn add(&mut self, set: &[&RunbookFile], catalogue: &Arc<Catalogue>) {
        let sources: Vec<Source<'_>> = set.iter().map(|file| file.source()).collect();
        let Some((base, overlays)) = sources.split_first() else { return };
        self.files += set.len();
        let problems = match Runbook::parse_with_catalogue(*base, overlays, Arc::clone(catalogue)) {
            Ok((_, problems)) | Err(problems) => problems,
        };
        if !problems.is_empty() {
            self.found.push(problems);
        }
    }

    fn count(&self, severity: Severity) -> usize {
        self.found.iter().map(|problems| problems.count(severity)).sum()
    }

    /// How many files have problems.
    fn files_with_problems(&self) -> usize {
        let name =
            |problems: &Problems| -> HashSet<u16> { problems.iter().map(|found| found.at.file).collect() };
        self.found.iter().map(|problems| name(problems).len()).sum()
    }

    fn text<O: Write, E: Write>(&self, lang: Lang, out: &mut Out<O, E>) {
        for problems in &self.found {
            for line in problems.lines(lang) {
                out.line(&line);
            }
            out.line(&SafeText::default());
        }
        let files = |count: usize| match count {
            1 => words::FILE.text(lang),
            _ => words::FILES.with(lang, &[&count]),
        };
        let warnings = self.count(Severity::Warning);
        let all = match self.count(Severity::Error) + warnings {
            0 => return out.line(&words::CLEAN.with(lang, &[&files(self.files)])),
            1 => words::PROBLEM.text(lang),
            count => words::PROBLEMS.with(lang, &[&count]),
        };
        out.line(&words::FOUND.with(lang, &[&all, &files(self.files_with_problems())]));
        if warnings > 0 {
            out.line(&words::WARNINGS.with(lang, &[&warnings]));
        }
    }

    fn json<O: Write, E: Write>(&self, lang: Lang, out: &mut Out<O, E>) {
        let problems: Vec<serde_json::Value> =
            self.found.iter().flat_map(|problems| problems.json(lang)).collect();
        let answer = json!({
            "files": self.files,
            "errors": self.count(Severity::Error),
            "warnings": self.count(Severity::Warning),
            "problems": problems,
        });
        out.data(&ascii::escape(&answer.to_string()));
    }
}

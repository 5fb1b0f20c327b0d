//! From bytes to a runbook: decoded, parsed, read by the schema, overlaid, checked.
//!
//! Reads no files and knows no folders: names and bytes come in as arguments.

use std::sync::Arc;

use toml::de::DeTable;

use super::limits::{MAX_BYTES, MAX_OVERLAYS};
use super::problem::{FileProblem, OverlayProblem, Problem, Problems, Reporter, What};
use super::raw::{Reader, Table, Value, require};
use super::schema::Shape;
use super::source::{Source, SourceText};
use super::span::Span;
use super::{Catalogue, Runbook, check, overlay, schema};

impl Runbook {
    /// Reads a runbook; with it come warnings, if there are any. Fails with every problem of the file.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<(Self, Problems), Problems> {
        Self::parse_with_overlays(Source { name, bytes }, &[])
    }

    /// Reads a runbook and lays files over it that change it, in order. Fails with every problem of all files.
    pub fn parse_with_overlays(
        base: Source<'_>,
        overlays: &[Source<'_>],
    ) -> Result<(Self, Problems), Problems> {
        Self::parse_with_catalogue(base, overlays, Catalogue::shipped())
    }

    /// The same with another catalogue of clocks than the shipped one.
    pub fn parse_with_catalogue(
        base: Source<'_>,
        overlays: &[Source<'_>],
        catalogue: Arc<Catalogue>,
    ) -> Result<(Self, Problems), Problems> {
        let sources: Vec<Source<'_>> =
            std::iter::once(base).chain(overlays.iter().copied().take(MAX_OVERLAYS)).collect();
        let mut reporter = Reporter::default();
        if overlays.len() > MAX_OVERLAYS {
            let (found, limit) = (overlays.len(), MAX_OVERLAYS);
            reporter.report(Span::default(), FileProblem::TooMany { what: "overlays", found, limit });
        }
        let runbook = load(&sources, catalogue, &mut reporter);
        let problems = Problems::new(&sources, reporter.problems);
        match runbook {
            Some(runbook) if !problems.has_errors() => Ok((runbook, problems)),
            Some(_) | None => Err(problems),
        }
    }
}

fn load(sources: &[Source<'_>], catalogue: Arc<Catalogue>, reporter: &mut Reporter) -> Option<Runbook> {
    let mut texts = Vec::with_capacity(sources.len());
    let mut tables = Vec::with_capacity(sources.len());
    for (file, source) in (0..).zip(sources) {
        let text = decode(file, source, reporter);
        texts.push(text.unwrap_or_default());
        tables.push(text.and_then(|text| read(file, text, &schema::RUNBOOK, reporter)));
    }
    let mut tables = tables.into_iter();
    let mut root = tables.next()??;
    if let Some(entry) = root.entry("extends") {
        let extends = texts.first().and_then(|text| text.get(entry.span.bytes())).unwrap_or_default();
        let extends = extends.trim_matches(['"', '\'']).to_owned();
        let alone = tables.len() == 0;
        let problem = if alone {
            OverlayProblem::NeedsBase { extends }
        } else {
            OverlayProblem::BaseExtends { extends }
        };
        reporter.report(entry.span, problem);
        return None;
    }
    let overlays: Option<Vec<Table>> = tables.collect();
    overlay::lay_over(&mut root, overlays?, reporter);
    require(&root, reporter);
    check::check(root, &texts, catalogue, reporter)
}

/// The text of a file, if it is one of a sane size.
pub(super) fn decode<'a>(file: u16, source: &Source<'a>, reporter: &mut Reporter) -> Option<&'a str> {
    if source.bytes.len() > MAX_BYTES {
        let problem = FileProblem::TooLarge { limit_mib: MAX_BYTES / 1024 / 1024 };
        reporter.report(Span::new(file, 0..0), problem);
        return None;
    }
    match std::str::from_utf8(source.bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let offset = error.valid_up_to();
            let byte = source.bytes.get(offset).copied().unwrap_or_default();
            reporter.report(Span::new(file, offset..offset + 1), FileProblem::NotUtf8 { byte, offset });
            None
        }
    }
}

/// The raw table of a file. After a syntax error only what is surely wrong is told: what seems missing may
/// stand where the parser could not read.
pub(super) fn read(file: u16, text: &str, shape: &'static Shape, reporter: &mut Reporter) -> Option<Table> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let table = table.into_inner();
    let before = reporter.problems.len();
    let root = Reader { file, reporter }.table(table, shape, Span::new(file, 0..0));
    let found: Vec<Problem> = reporter.problems.drain(before..).collect();
    let wrong_schema =
        |problem: &Problem| matches!(problem.what, What::File(FileProblem::WrongSchema { .. }));
    if let Some(problem) = found.iter().find(|problem| wrong_schema(problem)) {
        reporter.problems.push(problem.clone());
        return None;
    }
    if errors.is_empty() {
        reporter.problems.extend(found);
        return Some(root);
    }
    let mut broken_lines = Vec::new();
    for error in errors {
        let bytes = error.span().unwrap_or(0..0);
        broken_lines.push(line_around(text, bytes.start));
        let found = text.get(bytes.clone()).unwrap_or_default();
        let problem = FileProblem::syntax(error.message(), found);
        reporter.report(Span::new(file, bytes), problem);
    }
    broken_lines.sort_by_key(|line| line.start);
    reporter.problems.extend(found.into_iter().filter(|problem| {
        let at = problem.at.bytes();
        let line = broken_lines.partition_point(|line| line.end < at.start);
        !at.is_empty() && broken_lines.get(line).is_none_or(|line| line.start > at.end)
    }));
    None
}

/// The bytes of the line that a byte is in.
fn line_around(text: &str, byte: usize) -> std::ops::Range<usize> {
    let byte = text.floor_char_boundary(byte.min(text.len()));
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let end = text[byte..].find('\n').map_or(text.len(), |at| byte + at);
    start..end
}

impl Problems {
    /// Sorts problems into the files that they are about.
    pub(super) fn new(sources: &[Source<'_>], problems: Vec<Problem>) -> Self {
        let shown = |source: &Source<'_>| SourceText::new(source.name, &readable(source.bytes));
        let files = if problems.is_empty() { Vec::new() } else { sources.iter().map(shown).collect() };
        Self::sorted(files, problems)
    }
}

/// The text of a file as far as it is one, and the line in which it stops being one.
fn readable(bytes: &[u8]) -> String {
    if bytes.len() > MAX_BYTES {
        return String::new();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let end = error.valid_up_to();
            let rest = bytes[end..].split(|b| *b == b'\n').next().unwrap_or_default();
            String::from_utf8_lossy(&bytes[..end + rest.len()]).into_owned()
        }
    }
}

/// What `extends` says in a raw table.
pub(super) fn extends(table: &Table) -> Option<(&str, Span)> {
    let entry = table.entry("extends")?;
    if let Value::Id(id) = &entry.value { Some((id.as_str(), entry.span)) } else { None }
}

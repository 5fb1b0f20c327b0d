//! Problems as lines for a screen, and as values for editors.
//!
//! The line of the file is cleaned before it is drawn, piece by piece, so that nothing in a file reaches a
//! terminal raw and the caret still stands where it should. No colour.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

use super::{Problem, Problems, Severity};
use crate::locale::{Lang, check as words};
use crate::runbook::source::SourceText;
use crate::text::{Ambiguous, SafeText};

/// The most columns of a message; what it quotes from a file may be longer.
const MAX_MESSAGE_COLUMNS: usize = 240;

/// A line of so many characters is shown whole.
const SHOWN_WHOLE: usize = 100;

/// Of a longer one, the most characters shown before, in and after what a problem is about.
const SHOWN_BEFORE: usize = 48;
const SHOWN_INSIDE: usize = 80;
const SHOWN_AFTER: usize = 32;

impl Problems {
    /// Every problem as text: `file:line:column: error: …`, the line, a caret, what to do.
    pub fn lines(&self, lang: Lang) -> Vec<SafeText> {
        let mut lines = Vec::new();
        for problem in self {
            if !lines.is_empty() {
                lines.push(SafeText::default());
            }
            lines.extend(self.render(problem, lang));
        }
        lines
    }

    fn render(&self, problem: &Problem, lang: Lang) -> Vec<SafeText> {
        let (name, start, _) = self.place(problem.at);
        let message = SafeText::line(&problem.what.message(lang)).fit(MAX_MESSAGE_COLUMNS, Ambiguous::Narrow);
        let severity = severity(problem.what.severity(), lang);
        let head = SafeText::fill(
            "{}:{}:{}: {}: {} [{}]",
            &[&name, &start.line, &start.column, &severity, &message, &problem.what.code()],
        );
        let help = problem
            .what
            .help(lang)
            .map(|help| SafeText::line(&help).fit(MAX_MESSAGE_COLUMNS, Ambiguous::Narrow));
        let first = problem.also.map(|also| {
            let (name, start, _) = self.place(also);
            words::FIRST_IS_AT.with(lang, &[&name, &start.line, &start.column])
        });
        let mut lines = vec![head];
        // Of a file that is empty or too large there is nothing to show.
        if let Some(file) = self.file(problem.at).filter(|file| !file.text().is_empty()) {
            let rendered = draw(file, problem, lang, help.as_ref(), first.as_ref());
            lines.extend(rendered.lines().map(SafeText::line));
        } else {
            lines.extend(help.map(|help| {
                SafeText::word("  = ").then(&words::HELP.text(lang)).then(&SafeText::word(": ")).then(&help)
            }));
        }
        lines
    }

    /// Every problem as a value, for editors: places count lines and characters from 1, ends are exclusive.
    pub fn json(&self, lang: Lang) -> Vec<Value> {
        self.iter().map(|problem| self.json_of(problem, lang)).collect()
    }

    fn json_of(&self, problem: &Problem, lang: Lang) -> Value {
        let (name, start, end) = self.place(problem.at);
        let clean = |text: String| SafeText::line(&text).as_str().to_owned();
        let related = problem.also.map(|also| {
            let (name, start, _) = self.place(also);
            json!({ "file": clean(name.to_owned()), "line": start.line, "column": start.column })
        });
        json!({
            "file": clean(name.to_owned()),
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
            "severity": problem.what.severity().code(),
            "code": problem.what.code(),
            "message": clean(problem.what.message(lang)),
            "help": problem.what.help(lang).map(clean),
            "related": related,
        })
    }
}

/// How bad it is, in a word.
const fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => words::ERROR.get(lang),
        Severity::Warning => words::WARNING.get(lang),
    }
}

/// The line, the caret, and what follows them.
fn draw(
    file: &SourceText,
    problem: &Problem,
    lang: Lang,
    help: Option<&SafeText>,
    first: Option<&SafeText>,
) -> String {
    let (line, clean, caret) = excerpt(file, problem.at.bytes());
    let level = match problem.what.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let snippet = Snippet::source(clean).line_start(line).annotation(AnnotationKind::Primary.span(caret));
    let mut group = Group::with_level(level).element(snippet);
    if let Some(first) = first {
        group = group.element(Level::NOTE.with_name(words::NOTE.get(lang)).message(first.as_str()));
    }
    if let Some(help) = help {
        group = group.element(Level::HELP.with_name(words::HELP.get(lang)).message(help.as_str()));
    }
    Renderer::plain().term_width(usize::MAX / 2).render(&[group])
}

/// The number of the line, what to show of it, and the bytes of that to point at.
fn excerpt(file: &SourceText, bytes: std::ops::Range<usize>) -> (usize, String, std::ops::Range<usize>) {
    let text = file.text();
    let start = text.floor_char_boundary(bytes.start.min(text.len()));
    let number = file.position(start).line;
    let line = file.line(number);
    let start = start.clamp(line.start, line.end);
    let end = text.ceil_char_boundary(bytes.end.min(text.len())).clamp(start, line.end);
    let part = |range| text.get(range).unwrap_or_default();
    let before = part(line.start..start);
    let before_chars = before.chars().count();
    let whole = part(line.clone()).chars().nth(SHOWN_WHOLE).is_none();
    let (shown_before, shown_inside, shown_after) = if whole {
        (SHOWN_WHOLE, SHOWN_WHOLE, SHOWN_WHOLE)
    } else {
        (SHOWN_BEFORE, SHOWN_INSIDE, SHOWN_AFTER)
    };
    let mut clean = String::new();
    if before_chars > shown_before {
        clean.push('…');
    }
    let tail: String = before.chars().skip(before_chars.saturating_sub(shown_before)).collect();
    clean.push_str(SafeText::line(&tail).as_str());
    let from = clean.len();
    push_cut(&mut clean, part(start..end), shown_inside);
    let to = clean.len();
    push_cut(&mut clean, part(end..line.end), shown_after);
    (number, clean, from..to)
}

fn push_cut(clean: &mut String, text: &str, most: usize) {
    let head: String = text.chars().take(most).collect();
    clean.push_str(SafeText::line(&head).as_str());
    if head.len() < text.len() {
        clean.push('…');
    }
}

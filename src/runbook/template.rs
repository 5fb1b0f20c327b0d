//! The template engine of notices: a text, what is known, and the document that follows.
//!
//! Values are data. What people typed is put in cleaned and is never read as a template, and what is not known
//! shows as a gap. There are no functions, no files and no comparisons; the work that a template may do is
//! limited.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};
use minijinja::{Environment, ErrorKind, UndefinedBehavior};

use super::Id;
use crate::locale::Lang;

/// How much work a template may do: some ten thousand rows with a few values each.
const FUEL: u64 = 500_000;

/// The longest document, in bytes.
const MAX_DOCUMENT_BYTES: usize = 1024 * 1024;

/// What stands where a value is not known.
pub const fn gap(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "〔待填〕",
        Lang::En => "[to fill in]",
    }
}

/// A value as a template finds it.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// Not known: shows as a gap, holds as no, has no rows.
    Gap(Lang),
    /// A text, and whether `{% if … %}` takes it.
    Text { shown: String, holds: bool },
    /// A moment: with its time of day, and without.
    Moment { time: String, date: String },
    /// A choice, or several: `{% if kind.leak %}`.
    Chosen { shown: String, options: BTreeMap<String, bool> },
    /// The rows of a table.
    Rows { shown: String, rows: Vec<Self> },
    /// Things with names: a row, the run.
    Fields { shown: String, fields: BTreeMap<String, Self> },
}

impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gap(lang) => gap(*lang),
            Self::Moment { time, .. } => time,
            Self::Text { shown, .. }
            | Self::Chosen { shown, .. }
            | Self::Rows { shown, .. }
            | Self::Fields { shown, .. } => shown,
        })
    }
}

impl Object for Given {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        match &**self {
            Self::Gap(_) | Self::Rows { .. } => ObjectRepr::Seq,
            Self::Chosen { .. } | Self::Fields { .. } => ObjectRepr::Map,
            Self::Text { .. } | Self::Moment { .. } => ObjectRepr::Plain,
        }
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match &**self {
            // What belongs to something unknown is unknown itself.
            Self::Gap(lang) => key.as_str().map(|_| value(Self::Gap(*lang))),
            Self::Chosen { options, .. } => options.get(key.as_str()?).map(|chosen| Value::from(*chosen)),
            Self::Rows { rows, .. } => rows.get(key.as_usize()?).cloned().map(value),
            Self::Fields { fields, .. } => fields.get(key.as_str()?).cloned().map(value),
            Self::Text { .. } | Self::Moment { .. } => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        match &**self {
            Self::Rows { rows, .. } => Enumerator::Seq(rows.len()),
            Self::Gap(_) => Enumerator::Empty,
            Self::Chosen { .. } | Self::Fields { .. } | Self::Text { .. } | Self::Moment { .. } => {
                Enumerator::NonEnumerable
            }
        }
    }

    fn is_true(self: &Arc<Self>) -> bool {
        match &**self {
            Self::Gap(_) => false,
            Self::Text { holds, .. } => *holds,
            Self::Moment { .. } | Self::Fields { .. } => true,
            Self::Chosen { options, .. } => options.values().any(|chosen| *chosen),
            Self::Rows { rows, .. } => !rows.is_empty(),
        }
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

fn value(given: Given) -> Value {
    Value::from_object(given)
}

/// An id as templates write it after a dot: `client-notice` is `client_notice`.
pub fn attribute(id: &Id) -> String {
    id.as_str().replace('-', "_")
}

/// Why a template gives no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The line of the template, counted from 1.
    pub line: usize,
    /// What the engine says.
    pub message: String,
}

impl Failed {
    pub(super) fn of(error: &minijinja::Error) -> Self {
        let message = if error.kind() == ErrorKind::OutOfFuel {
            "it goes through too much".to_owned()
        } else {
            error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)
        };
        Self { line: error.line().unwrap_or(1), message }
    }
}

/// The filters that templates can use.
pub const FILTERS: [&str; 3] = ["count", "date", "time"];

pub(super) fn environment() -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.add_filter("time", |given: Value| moment(&given, |time, _| time));
    environment.add_filter("date", |given: Value| moment(&given, |_, date| date));
    environment.add_filter("count", count);
    environment
}

fn moment(given: &Value, part: fn(String, String) -> String) -> Result<Value, minijinja::Error> {
    match given.downcast_object_ref::<Given>() {
        Some(Given::Moment { time, date }) => Ok(Value::from(part(time.clone(), date.clone()))),
        Some(Given::Gap(_)) => Ok(given.clone()),
        Some(Given::Text { .. } | Given::Chosen { .. } | Given::Rows { .. } | Given::Fields { .. })
        | None => Err(wrong("the filters time and date take a time")),
    }
}

fn count(given: &Value) -> Result<Value, minijinja::Error> {
    match given.downcast_object_ref::<Given>() {
        Some(Given::Rows { rows, .. }) => Ok(Value::from(rows.len())),
        Some(Given::Chosen { options, .. }) => {
            Ok(Value::from(options.values().filter(|chosen| **chosen).count()))
        }
        Some(Given::Gap(_)) => Ok(given.clone()),
        Some(Given::Text { .. } | Given::Moment { .. } | Given::Fields { .. }) | None => {
            Err(wrong("the filter count takes a table, or an ask of several choices"))
        }
    }
}

fn wrong(message: &'static str) -> minijinja::Error {
    minijinja::Error::new(ErrorKind::InvalidOperation, message)
}

/// Keeps the end of a line that says something before its last `{% … %}`: the engine would take it away with
/// those of lines that hold nothing else. No line moves, so that errors name the right ones.
fn kept_ends(template: &str) -> String {
    let mut kept = String::with_capacity(template.len() + 64);
    for line in template.split_inclusive('\n') {
        let text = line.trim_end();
        let mut rest = text;
        let mut says = false;
        while let Some((before, tag)) = rest.split_once("{%") {
            says |= !before.trim().is_empty();
            rest = tag.split_once("%}").map_or("", |(_, after)| after);
        }
        if text.ends_with("%}") && says && !template.contains("raw %}") {
            kept.push_str(text);
            kept.push_str("{{ '' }}");
            kept.push_str(&line[text.len()..]);
        } else {
            kept.push_str(line);
        }
    }
    kept
}

/// The document that a template gives from what is known.
pub fn render(template: &str, known: &BTreeMap<String, Given>) -> Result<String, Failed> {
    let environment = environment();
    let template = kept_ends(template);
    let template = environment.template_from_str(&template).map_err(|error| Failed::of(&error))?;
    let values: BTreeMap<&str, Value> =
        known.iter().map(|(name, given)| (name.as_str(), value(given.clone()))).collect();
    let mut document = Bounded::default();
    template.render_captured_to(values, &mut document).map_err(|error| {
        if document.is_full {
            Failed { line: 1, message: "the document is too long".to_owned() }
        } else {
            Failed::of(&error)
        }
    })?;
    Ok(String::from_utf8_lossy(&document.bytes).into_owned())
}

/// The names that a template expects from outside: `kind`, `row`, `run`.
pub fn names(template: &str) -> Vec<String> {
    let environment = environment();
    let Ok(template) = environment.template_from_str(template) else { return Vec::new() };
    let mut names: Vec<String> = template.undeclared_variables(false).into_iter().collect();
    names.sort_unstable();
    names
}

/// A document that does not grow without end.
#[derive(Default)]
struct Bounded {
    bytes: Vec<u8>,
    is_full: bool,
}

impl std::io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + bytes.len() > MAX_DOCUMENT_BYTES {
            self.is_full = true;
            return Err(std::io::Error::other("too long"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

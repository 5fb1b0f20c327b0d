//! A theme file as typed: names and attributes with the places where they stand.
//!
//! It reads no disk: the text comes in, and so does the text of the theme that it inherits.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::style::{Color, Modifier};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Name, Problem, ProblemKind};
use super::{Role, colour};
use crate::locale::Word;
use crate::locale::theme as words;

/// Gives the text of a theme by its name.
pub type Loader<'a> = &'a dyn Fn(&str) -> Option<Cow<'static, str>>;

const KEYS: [&str; 4] = ["inherits", "palette", "sixteen", "roles"];
const COLOURS: [&str; 2] = ["fg", "bg"];
const ATTRIBUTES: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("reversed", Modifier::REVERSED),
    ("underline", Modifier::UNDERLINED),
];

/// Where something stands, to be said in a problem.
#[derive(Clone, Debug)]
pub(super) struct Place {
    theme: String,
    line: usize,
    column: usize,
}

impl Place {
    pub(super) fn problem(&self, kind: ProblemKind) -> Problem {
        Problem { theme: self.theme.clone(), line: self.line, column: self.column, kind }
    }
}

/// What a file says of one role; what it leaves out is inherited.
#[derive(Clone, Debug, Default)]
pub(super) struct RawStyle {
    pub(super) fg: Option<(String, Place)>,
    pub(super) bg: Option<(String, Place)>,
    pub(super) on: Modifier,
    pub(super) off: Modifier,
}

/// A theme file, joined with those that it inherits.
#[derive(Clone, Debug, Default)]
pub(super) struct RawTheme {
    pub(super) palette: BTreeMap<String, Color>,
    /// What stands in for colours of the palette where the terminal has sixteen.
    pub(super) sixteen: BTreeMap<String, Color>,
    pub(super) roles: BTreeMap<String, RawStyle>,
}

/// Reads a file and those that it inherits, reporting everything that is wrong.
pub(super) fn read(name: &str, text: &str, loader: Loader<'_>) -> (RawTheme, Vec<Problem>) {
    let mut reader = Reader { name, text, loader, seen: vec![name.to_owned()], problems: Vec::new() };
    let theme = reader.file();
    (theme, reader.problems)
}

struct Reader<'a> {
    name: &'a str,
    text: &'a str,
    loader: Loader<'a>,
    seen: Vec<String>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn file(&mut self) -> RawTheme {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let place = self.place(error.span().unwrap_or(0..0));
            self.problems.push(place.problem(ProblemKind::Syntax(error.message().to_owned())));
        }
        let table = table.get_ref();
        let mut theme = match table.get("inherits") {
            Some(parent) => self.inherits(parent),
            None => RawTheme::default(),
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "inherits" => {}
                "palette" => self.colours("palette", value, &mut theme.palette),
                "sixteen" => self.colours("sixteen", value, &mut theme.sixteen),
                "roles" => {
                    if let Some(roles) = self.table("roles", value) {
                        self.roles(roles, &mut theme);
                    }
                }
                other => self.report(key.span(), ProblemKind::UnknownKey(Name::new(other, KEYS.into_iter()))),
            }
        }
        theme
    }

    fn inherits(&mut self, parent: &Spanned<DeValue<'_>>) -> RawTheme {
        let Some(name) = parent.get_ref().as_str() else {
            self.wrong_type("inherits", parent, words::A_TEXT);
            return RawTheme::default();
        };
        if self.seen.iter().any(|seen| seen == name) {
            self.report(parent.span(), ProblemKind::Cycle(name.to_owned()));
            return RawTheme::default();
        }
        let Some(text) = (self.loader)(name) else {
            self.report(parent.span(), ProblemKind::UnknownParent(name.to_owned()));
            return RawTheme::default();
        };
        let mut seen = self.seen.clone();
        seen.push(name.to_owned());
        let mut reader = Reader { name, text: &text, loader: self.loader, seen, problems: Vec::new() };
        let theme = reader.file();
        self.problems.append(&mut reader.problems);
        theme
    }

    fn colours(&mut self, key: &str, value: &Spanned<DeValue<'_>>, known: &mut BTreeMap<String, Color>) {
        let Some(table) = self.table(key, value) else { return };
        for (key, value) in table {
            let Some(typed) = value.get_ref().as_str() else {
                self.wrong_type(key.get_ref(), value, words::A_TEXT);
                continue;
            };
            match colour::parse(typed) {
                Some(colour) => {
                    known.insert(key.get_ref().to_string(), colour);
                }
                None => self.report(value.span(), unknown_colour(typed, known)),
            }
        }
    }

    fn roles(&mut self, table: &DeTable<'_>, theme: &mut RawTheme) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if !Role::is_name(name) {
                self.report(key.span(), ProblemKind::UnknownRole(Name::new(name, Role::names())));
                continue;
            }
            let style = theme.roles.entry(name.to_owned()).or_default();
            match value.get_ref() {
                DeValue::Table(table) => self.style(name, table, style),
                DeValue::String(_) => self.attribute("fg", value, style),
                DeValue::Integer(_)
                | DeValue::Float(_)
                | DeValue::Boolean(_)
                | DeValue::Datetime(_)
                | DeValue::Array(_) => self.wrong_type(name, value, words::A_STYLE),
            }
        }
    }

    fn style(&mut self, role: &str, table: &DeTable<'_>, style: &mut RawStyle) {
        for (key, value) in table {
            let typed = key.get_ref().as_ref();
            if is_attribute(typed) {
                self.attribute(typed, value, style);
                continue;
            }
            // `step.late` without quotes is a table in a table to TOML.
            let quoted = format!("{role}.{typed}");
            let name = if Role::is_name(&quoted) {
                Name { typed: typed.to_owned(), meant: Some(format!("\"{quoted}\"")) }
            } else {
                let attributes = ATTRIBUTES.iter().map(|(name, _)| *name);
                Name::new(typed, attributes.chain(COLOURS))
            };
            self.report(key.span(), ProblemKind::UnknownKey(name));
        }
    }

    fn attribute(&mut self, key: &str, value: &Spanned<DeValue<'_>>, style: &mut RawStyle) {
        if let Some((_, modifier)) = ATTRIBUTES.iter().find(|(name, _)| *name == key) {
            let Some(on) = value.get_ref().as_bool() else {
                self.wrong_type(key, value, words::A_YES_NO);
                return;
            };
            style.on.set(*modifier, on);
            style.off.set(*modifier, !on);
            return;
        }
        let Some(typed) = value.get_ref().as_str() else {
            self.wrong_type(key, value, words::A_TEXT);
            return;
        };
        let colour = Some((typed.to_owned(), self.place(value.span())));
        if key == "fg" {
            style.fg = colour;
        } else {
            style.bg = colour;
        }
    }

    fn table<'t, 'i>(&mut self, key: &str, value: &'t Spanned<DeValue<'i>>) -> Option<&'t DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(key, value, words::A_TABLE);
        }
        table
    }

    fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: Word) {
        self.report(value.span(), ProblemKind::WrongType { key: key.to_owned(), expected });
    }

    fn report(&mut self, span: Range<usize>, kind: ProblemKind) {
        let problem = self.place(span).problem(kind);
        self.problems.push(problem);
    }

    fn place(&self, span: Range<usize>) -> Place {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        Place { theme: self.name.to_owned(), line, column: before[start..].chars().count() + 1 }
    }
}

/// A colour that nothing knows, with the palette's and the terminal's names to choose from.
pub(super) fn unknown_colour(typed: &str, palette: &BTreeMap<String, Color>) -> ProblemKind {
    let named = colour::NAMED.iter().map(|(name, _)| *name);
    let known = palette.keys().map(String::as_str).chain(named).chain(["default"]);
    ProblemKind::UnknownColour(Name::new(typed, known))
}

fn is_attribute(key: &str) -> bool {
    COLOURS.contains(&key) || ATTRIBUTES.iter().any(|(name, _)| *name == key)
}

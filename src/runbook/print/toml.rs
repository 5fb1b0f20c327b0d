//! Keys and values of TOML, written so that they read back exactly.

use std::fmt::{Display, Write};

use crate::runbook::{Id, Text};

/// A TOML file in the making.
#[derive(Default)]
pub(super) struct Page {
    text: String,
}

impl Page {
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Starts a table of a list.
    pub(super) fn header(&mut self, name: &str) {
        let _ = writeln!(self.text, "\n[[{name}]]");
    }

    /// A value that is TOML already.
    pub(super) fn raw(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.text, "{key} = {value}");
    }

    pub(super) fn string(&mut self, key: &str, value: &str) {
        self.raw(key, &quoted(value));
    }

    /// Something that reads back from the text it shows.
    pub(super) fn shown_if(&mut self, key: &str, value: Option<&impl Display>) {
        if let Some(value) = value {
            self.string(key, &value.to_string());
        }
    }

    pub(super) fn text(&mut self, key: &str, text: &Text) {
        self.raw(key, &text_value(text));
    }

    pub(super) fn text_if(&mut self, key: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    /// A list that is left out where it is empty.
    pub(super) fn list<T: Display>(&mut self, key: &str, items: &[T]) {
        if !items.is_empty() {
            self.raw(key, &list_value(items));
        }
    }

    pub(super) fn ids(&mut self, key: &str, ids: &[Id]) {
        self.list(key, ids);
    }
}

/// A list of strings.
pub(super) fn list_value<T: Display>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(&item.to_string())).collect();
    format!("[{}]", items.join(", "))
}

/// A text in one form or in both languages.
pub(super) fn text_value(text: &Text) -> String {
    match text {
        Text::Same(text) => quoted(text),
        Text::ByLang { zh, en } => format!("{{ zh = {}, en = {} }}", quoted(zh), quoted(en)),
    }
}

/// A string in the quotes that need the fewest escapes.
pub(super) fn quoted(value: &str) -> String {
    let plain = |c: char| !c.is_control() && c != '\'';
    if value.contains('"') && value.chars().all(plain) {
        return format!("'{value}'");
    }
    if value.contains('\n') {
        return format!("\"\"\"\n{}\"\"\"", escaped(value, true));
    }
    format!("\"{}\"", escaped(value, false))
}

fn escaped(value: &str, lines: bool) -> String {
    let mut text = String::with_capacity(value.len() + 8);
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' if lines => text.push('\n'),
            // One or two quotes inside are fine between three; before others and at the end they are not.
            '"' if lines && chars.peek().is_some_and(|next| *next != '"') => text.push('"'),
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            '\r' => text.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(text, "\\u{:04X}", c as u32);
            }
            c => text.push(c),
        }
    }
    text
}

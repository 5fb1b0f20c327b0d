//! A runbook as it was typed: every value of the type that the schema says, with its place in its file.
//!
//! Names are not resolved here and nothing is required yet, so that an overlay can be laid over a runbook
//! value by value.

mod leaf;
mod read;
mod require;

use chrono::NaiveDate;

use super::schema::{Field, Shape};
use super::span::{At, Span};
use super::{ClockLimit, Id, MomentRef, RequiredBy, Text};
use crate::time::Period;

pub(crate) use read::Reader;
pub(crate) use require::require;

/// A table of the file.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) shape: &'static Shape,
    /// Its header, or its braces.
    pub(crate) span: Span,
    pub(crate) entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) field: &'static Field,
    pub(crate) span: Span,
    pub(crate) value: Value,
}

impl Entry {
    /// Whether the value is a list with nothing in it.
    pub(crate) fn is_empty_list(&self) -> bool {
        matches!(&self.value, Value::Ids(ids) if ids.is_empty())
    }
}

/// A value, as the kind of its key says.
#[derive(Debug)]
pub(crate) enum Value {
    /// A value that was refused; what is wrong with it was told.
    Broken,
    Line(String),
    Lines(Vec<String>),
    Text(TextAt),
    Id(Id),
    Ids(Vec<At<Id>>),
    Date(NaiveDate),
    Period(Period),
    Bool(bool),
    Whole(i64),
    /// One of the words of [`super::schema::Kind::OneOf`].
    Word(&'static str),
    Moments(Vec<At<MomentRef>>),
    Limit(ClockLimit),
    RequiredBy(RequiredBy),
    Table(Table),
    Tables(Vec<Table>),
}

/// A text and the places of its languages; the same place where there is one text for both.
#[derive(Debug)]
pub(crate) struct TextAt {
    pub(crate) text: Text,
    pub(crate) zh: Span,
    pub(crate) en: Span,
}

impl Table {
    /// The entry of a key.
    pub(crate) fn entry(&self, name: &str) -> Option<&Entry> {
        debug_assert!(self.shape.field(name).is_some(), "the schema has no `{name}` in {}", self.shape.what);
        self.entries.iter().find(|entry| entry.field.name == name)
    }

    /// Whether a key is there, its value sound or not.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// Where a key's value stands; the table itself where there is none.
    pub(crate) fn place(&self, name: &str) -> Span {
        self.entry(name).map_or(self.span, |entry| entry.span)
    }

    /// Takes a value out.
    pub(crate) fn take(&mut self, name: &str) -> Option<At<Value>> {
        debug_assert!(self.shape.field(name).is_some(), "the schema has no `{name}` in {}", self.shape.what);
        let at = self.entries.iter().position(|entry| entry.field.name == name)?;
        let entry = self.entries.swap_remove(at);
        Some(At { value: entry.value, span: entry.span })
    }

    /// The id of the table, where it has a sound one.
    pub(crate) fn id(&self) -> Option<At<&Id>> {
        let entry = self.entry("id")?;
        if let Value::Id(id) = &entry.value { Some(At { value: id, span: entry.span }) } else { None }
    }

    /// The tables below a key.
    pub(crate) fn tables(&self, name: &str) -> &[Table] {
        if let Some(Entry { value: Value::Tables(tables), .. }) = self.entry(name) { tables } else { &[] }
    }

    /// The same, to change.
    pub(crate) fn tables_mut(&mut self, name: &str) -> Option<&mut Vec<Table>> {
        let entry = self.entries.iter_mut().find(|entry| entry.field.name == name)?;
        if let Value::Tables(tables) = &mut entry.value { Some(tables) } else { None }
    }
}

/// Takes the value of a key out of a table, if it is there and sound, as the type of its variant.
macro_rules! takers {
    ($($name:ident: $variant:ident => $type:ty;)*) => {
        impl Table {
            $(pub(crate) fn $name(&mut self, name: &str) -> Option<At<$type>> {
                let At { value, span } = self.take(name)?;
                if let Value::$variant(value) = value { Some(At { value, span }) } else { None }
            })*
        }
    };
}

takers! {
    take_line: Line => String;
    take_lines: Lines => Vec<String>;
    take_text_at: Text => TextAt;
    take_id: Id => Id;
    take_ids: Ids => Vec<At<Id>>;
    take_date: Date => NaiveDate;
    take_period: Period => Period;
    take_bool: Bool => bool;
    take_whole: Whole => i64;
    take_word: Word => &'static str;
    take_moments: Moments => Vec<At<MomentRef>>;
    take_limit: Limit => ClockLimit;
    take_required_by: RequiredBy => RequiredBy;
    take_table: Table => Table;
    take_tables: Tables => Vec<Table>;
}

impl Table {
    /// A text without its places.
    pub(crate) fn take_text(&mut self, name: &str) -> Option<Text> {
        self.take_text_at(name).map(|at| at.value.text)
    }
}

//! TOML to raw tables, by the schema.

// The enum of TOML's values is not ours to follow.
#![allow(clippy::wildcard_enum_match_arm)]

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, Table, TextAt, Value};
use crate::runbook::limits::{MAX_LIST, MAX_TEXT_BYTES};
use crate::runbook::problem::{FieldProblem, FileProblem, Reporter};
use crate::runbook::schema::{Field, Kind, Shape};
use crate::runbook::span::{At, Span};
use crate::runbook::{Id, Text};

/// Reads the tables of one file.
pub(crate) struct Reader<'r> {
    pub(crate) file: u16,
    pub(crate) reporter: &'r mut Reporter,
}

impl Reader<'_> {
    /// Reads a table and everything below it.
    pub(crate) fn table(&mut self, table: DeTable<'_>, shape: &'static Shape, span: Span) -> Table {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let Some(field) = shape.field(key.get_ref()) else {
                self.unknown_key(key.get_ref(), self.span(key.span()), shape);
                continue;
            };
            let span = self.value_span(&value, key.span());
            let value = self.value(field, value.into_inner(), span).unwrap_or(Value::Broken);
            entries.push(Entry { field, span, value });
        }
        Table { shape, span, entries }
    }

    fn unknown_key(&mut self, key: &str, span: Span, shape: &'static Shape) {
        let near = self.reporter.nearest(key, shape.fields.iter().map(|field| field.name));
        let known = shape.fields.iter().map(|field| field.name).collect();
        let key = key.to_owned();
        self.reporter.report(span, FieldProblem::UnknownKey { key, table: shape.what, near, known });
    }

    pub(super) fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        Span::new(self.file, bytes)
    }

    /// The value's place; the key's where the parser has none for the value.
    fn value_span(&self, value: &Spanned<DeValue<'_>>, key: std::ops::Range<usize>) -> Span {
        let span = value.span();
        self.span(if span.is_empty() { key } else { span })
    }

    fn value(&mut self, field: &'static Field, value: DeValue<'_>, span: Span) -> Option<Value> {
        match field.kind {
            Kind::Table(shape) => match value {
                DeValue::Table(table) => Some(Value::Table(self.table(table, shape, span))),
                other => self.wrong_type(field, &other, span),
            },
            Kind::Tables(shape) => match value {
                DeValue::Array(items) => self.tables(field, shape, items.into_iter().collect(), span),
                other => self.wrong_type(field, &other, span),
            },
            Kind::Text | Kind::Template => self.text(field, value, span).map(Value::Text),
            Kind::Refs | Kind::Moments | Kind::Lines => self.list(field, value, span),
            Kind::Schema
            | Kind::Id
            | Kind::Ref
            | Kind::Line
            | Kind::Date
            | Kind::Duration
            | Kind::Bool
            | Kind::Whole(..)
            | Kind::OneOf(_)
            | Kind::Condition
            | Kind::Moment
            | Kind::Limit
            | Kind::RequiredBy
            | Kind::Catalogue
            | Kind::Currency => self.leaf(field, value, span),
        }
    }

    fn tables(
        &mut self,
        field: &'static Field,
        shape: &'static Shape,
        items: Vec<Spanned<DeValue<'_>>>,
        span: Span,
    ) -> Option<Value> {
        if items.len() > MAX_LIST {
            let (found, limit) = (items.len(), MAX_LIST);
            self.reporter.report(span, FileProblem::TooMany { what: field.name, found, limit });
            return None;
        }
        let mut tables = Vec::with_capacity(items.len());
        for item in items {
            let place = self.value_span(&item, span.bytes());
            match item.into_inner() {
                DeValue::Table(table) => tables.push(self.table(table, shape, place)),
                other => {
                    let _: Option<Table> = self.wrong_type(field, &other, place);
                }
            }
        }
        Some(Value::Tables(tables))
    }

    fn text(&mut self, field: &'static Field, value: DeValue<'_>, span: Span) -> Option<TextAt> {
        match value {
            DeValue::String(text) => {
                let text = self.filled(field, text.into_owned(), span)?;
                Some(TextAt { text: Text::Same(text), zh: span, en: span })
            }
            DeValue::Table(table) => self.text_by_language(field, table, span),
            other => self.wrong_type(field, &other, span),
        }
    }

    fn text_by_language(&mut self, field: &'static Field, table: DeTable<'_>, span: Span) -> Option<TextAt> {
        let (mut zh, mut en) = (None, None);
        let mut complete = true;
        for (key, value) in table {
            let place = self.value_span(&value, key.span());
            let slot = match key.get_ref().as_ref() {
                "zh" => &mut zh,
                "en" => &mut en,
                other => {
                    self.reporter.report(
                        self.span(key.span()),
                        FieldProblem::UnknownKey {
                            key: other.to_owned(),
                            table: "a text",
                            near: None,
                            known: vec!["zh", "en"],
                        },
                    );
                    complete = false;
                    continue;
                }
            };
            let text = match value.into_inner() {
                DeValue::String(text) => self.filled(field, text.into_owned(), place),
                other => self.wrong_type(field, &other, place),
            };
            *slot = Some(text.map(|text| At { value: text, span: place }));
        }
        for (lang, slot) in [("zh", &zh), ("en", &en)] {
            if slot.is_none() {
                self.reporter.report(span, FieldProblem::MissingLanguage { key: field.name, lang });
            }
        }
        let (zh, en) = (zh??, en??);
        let text = Text::ByLang { zh: zh.value, en: en.value };
        complete.then_some(TextAt { text, zh: zh.span, en: en.span })
    }

    /// A text that says something and does not go on for ever.
    pub(super) fn filled(&mut self, field: &'static Field, text: String, span: Span) -> Option<String> {
        if text.trim().is_empty() {
            self.reporter.report(span, FieldProblem::Empty { key: field.name });
            return None;
        }
        if text.len() > MAX_TEXT_BYTES {
            let problem = FieldProblem::TooLong { key: field.name, limit: MAX_TEXT_BYTES };
            self.reporter.report(span, problem);
            return None;
        }
        Some(text)
    }

    fn list(&mut self, field: &'static Field, value: DeValue<'_>, span: Span) -> Option<Value> {
        let single = !matches!(field.kind, Kind::Refs);
        let items = match value {
            DeValue::Array(items) => items.into_iter().collect(),
            text @ DeValue::String(_) if single => vec![Spanned::new(span.bytes(), text)],
            other => return self.wrong_type(field, &other, span),
        };
        if items.is_empty() && single {
            self.reporter.report(span, FieldProblem::Empty { key: field.name });
            return None;
        }
        if items.len() > MAX_LIST {
            let (found, limit) = (items.len(), MAX_LIST);
            self.reporter.report(span, FileProblem::TooMany { what: field.name, found, limit });
            return None;
        }
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            let place = self.value_span(&item, span.bytes());
            let text = self.string(field, item.into_inner(), place);
            texts.push(text.map(|value| At { value, span: place }));
        }
        let texts: Option<Vec<At<String>>> = texts.into_iter().collect();
        let texts = texts?;
        match field.kind {
            Kind::Refs => self.each(texts, Self::id).map(Value::Ids),
            Kind::Moments => self.each(texts, Self::moment).map(Value::Moments),
            _ => Some(Value::Lines(texts.into_iter().map(|text| text.value).collect())),
        }
    }

    /// Reads every text, so that the problems of each are told.
    fn each<T>(
        &mut self,
        texts: Vec<At<String>>,
        read: fn(&mut Self, &str, Span) -> Option<T>,
    ) -> Option<Vec<At<T>>> {
        let read = |text: At<String>| {
            let value = read(self, &text.value, text.span)?;
            Some(At { value, span: text.span })
        };
        let values: Vec<Option<At<T>>> = texts.into_iter().map(read).collect();
        values.into_iter().collect()
    }

    pub(super) fn id(&mut self, text: &str, span: Span) -> Option<Id> {
        let id = Id::new(text);
        if id.is_none() {
            self.reporter.report(span, FieldProblem::BadId { text: text.to_owned() });
        }
        id
    }

    pub(super) fn string(&mut self, field: &'static Field, value: DeValue<'_>, span: Span) -> Option<String> {
        match value {
            DeValue::String(text) => self.filled(field, text.into_owned(), span),
            other => self.wrong_type(field, &other, span),
        }
    }

    pub(super) fn wrong_type<T>(
        &mut self,
        field: &'static Field,
        value: &DeValue<'_>,
        span: Span,
    ) -> Option<T> {
        let found = match value {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a decimal number",
            DeValue::Boolean(_) => "`true` or `false`",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let expected = field.kind.expected();
        self.reporter.report(span, FieldProblem::WrongType { key: field.name, found, expected });
        None
    }
}

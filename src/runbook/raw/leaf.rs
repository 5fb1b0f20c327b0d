//! Values that are one string, number or date.

use chrono::NaiveDate;
use toml::de::{DeInteger, DeValue};
use toml::value::Datetime;

use super::{Reader, Value};
use crate::runbook::problem::{FieldProblem, FileProblem};
use crate::runbook::schema::{Field, Kind};
use crate::runbook::span::{At, Span};
use crate::runbook::{ClockLimit, Id, MomentRef, RequiredBy, Stage};
use crate::time::Period;

/// The only schema there is.
const SCHEMA: i64 = 1;

impl Reader<'_> {
    pub(super) fn leaf(&mut self, field: &'static Field, value: DeValue<'_>, span: Span) -> Option<Value> {
        match (field.kind, value) {
            (Kind::Date, DeValue::Datetime(date)) => self.date(field, date, span),
            (Kind::Bool, DeValue::Boolean(value)) => Some(Value::Bool(value)),
            (Kind::Schema, DeValue::Integer(number)) => self.schema(&number, span),
            (Kind::Whole(min, max), DeValue::Integer(number)) => {
                let number = whole(&number).filter(|number| (min..=max).contains(number));
                if number.is_none() {
                    self.reporter.report(span, FieldProblem::OutOfRange { key: field.name, min, max });
                }
                number.map(Value::Whole)
            }
            (Kind::Date | Kind::Bool | Kind::Schema | Kind::Whole(..), value) => {
                self.wrong_type(field, &value, span)
            }
            (_, value) => {
                let text = self.string(field, value, span)?;
                self.word(field, text, span)
            }
        }
    }

    fn schema(&mut self, number: &DeInteger<'_>, span: Span) -> Option<Value> {
        let found = whole(number).unwrap_or(i64::MAX);
        if found != SCHEMA {
            self.reporter.report(span, FileProblem::WrongSchema { found });
            return None;
        }
        Some(Value::Whole(found))
    }

    fn date(&mut self, field: &'static Field, date: Datetime, span: Span) -> Option<Value> {
        let day = match (date.date, date.time, date.offset) {
            (Some(day), None, None) => {
                NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())
            }
            _ => None,
        };
        if day.is_none() {
            self.reporter.report(span, FieldProblem::BadDate { key: field.name });
        }
        day.map(Value::Date)
    }

    /// Kinds that are written as a string.
    fn word(&mut self, field: &'static Field, text: String, span: Span) -> Option<Value> {
        match field.kind {
            Kind::Id | Kind::Ref => self.id(&text, span).map(Value::Id),
            Kind::Duration => self.period(field, &text, span).map(Value::Period),
            Kind::OneOf(words) => self.one_of(field, words, text, span),
            Kind::Moment => {
                let value = self.moment(&text, span)?;
                Some(Value::Moments(vec![At { value, span }]))
            }
            Kind::Limit => self.limit(field, &text, span).map(Value::Limit),
            Kind::RequiredBy => self.required_by(text, span),
            Kind::Catalogue => {
                let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b);
                if text.bytes().all(allowed) && text.len() <= MAX_CATALOGUE_BYTES {
                    return Some(Value::Line(text));
                }
                self.reporter.report(span, FieldProblem::BadCatalogueId { text });
                None
            }
            Kind::Currency => {
                if text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase()) {
                    return Some(Value::Line(text));
                }
                self.reporter.report(span, FieldProblem::BadCurrency { text });
                None
            }
            // Conditions and plain lines stay as they are; the kinds of other shapes never come here.
            Kind::Condition
            | Kind::Line
            | Kind::Schema
            | Kind::Refs
            | Kind::Lines
            | Kind::Text
            | Kind::Template
            | Kind::Date
            | Kind::Bool
            | Kind::Whole(..)
            | Kind::Moments
            | Kind::Table(_)
            | Kind::Tables(_) => Some(Value::Line(text)),
        }
    }

    fn period(&mut self, field: &'static Field, text: &str, span: Span) -> Option<Period> {
        match Period::parse(text) {
            Ok(period) if period == Period::default() => {
                self.reporter.report(span, FieldProblem::ZeroDuration { key: field.name });
                None
            }
            Ok(period) => Some(period),
            Err(why) => {
                self.reporter.report(span, FieldProblem::BadDuration { text: text.to_owned(), why });
                None
            }
        }
    }

    fn one_of(
        &mut self,
        field: &'static Field,
        words: &'static [&'static str],
        text: String,
        span: Span,
    ) -> Option<Value> {
        if let Some(word) = words.iter().find(|word| **word == text) {
            return Some(Value::Word(word));
        }
        let near = self.reporter.nearest(&text, words.iter().copied());
        let allowed = words.to_vec();
        self.reporter.report(span, FieldProblem::NotOneOf { key: field.name, text, allowed, near });
        None
    }

    pub(super) fn moment(&mut self, text: &str, span: Span) -> Option<MomentRef> {
        let moment = match text.split_once(':') {
            None if text == "opened" => Some(MomentRef::Opened),
            None if text == "closed" => Some(MomentRef::Closed),
            None => Id::new(text).map(MomentRef::Ask),
            Some(("step", id)) => Id::new(id).map(MomentRef::Step),
            Some(("sent", id)) => Id::new(id).map(MomentRef::Sent),
            Some(("met", id)) => Id::new(id).map(MomentRef::Met),
            Some(("stage", rest)) => {
                rest.strip_suffix(":ended").and_then(Stage::from_code).map(MomentRef::StageEnded)
            }
            Some(_) => None,
        };
        if moment.is_none() {
            self.reporter.report(span, FieldProblem::BadMoment { text: text.to_owned() });
        }
        moment
    }

    fn limit(&mut self, field: &'static Field, text: &str, span: Span) -> Option<ClockLimit> {
        match text.strip_prefix("row.") {
            Some(column) => self.id(column, span).map(ClockLimit::Column),
            None => self.period(field, text, span).map(ClockLimit::Period),
        }
    }

    fn required_by(&mut self, text: String, span: Span) -> Option<Value> {
        let by = match text.split_once(':') {
            None if text == "closed" => Some(RequiredBy::Closed),
            Some(("stage", stage)) => Stage::from_code(stage).map(RequiredBy::Stage),
            Some(("phase", id)) => Id::new(id).map(RequiredBy::Phase),
            Some(("step", id)) => Id::new(id).map(RequiredBy::Step),
            Some(_) | None => None,
        };
        if by.is_none() {
            self.reporter.report(span, FieldProblem::BadRequiredBy { text });
        }
        by.map(Value::RequiredBy)
    }
}

/// The most bytes of an id of the catalogue.
const MAX_CATALOGUE_BYTES: usize = 128;

fn whole(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

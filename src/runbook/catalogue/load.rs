//! Files of a catalogue: read by the schema, laid over each other, resolved.
//!
//! Every problem of every file is told at once, as for a runbook.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Catalogue, CatalogueRow, Nature, SHIPPED, Sure, Trigger, Weekend};
use crate::runbook::header::{FileKind, Header};
use crate::runbook::load::{decode, read};
use crate::runbook::problem::{CatalogueProblem, NameProblem, Problems, Reporter, RuleProblem, Thing};
use crate::runbook::raw::{Table, require};
use crate::runbook::schema::{CATALOGUE, HOLIDAYS};
use crate::runbook::span::{At, Span};
use crate::runbook::{Source, Text};
use crate::time::{Counting, Term, WorkingDays, YearOfDays, Zone};

/// The most days of one range of days off.
const MAX_RANGE: usize = 366;

impl Catalogue {
    /// Reads files; a later one is laid over the earlier ones. Fails with every problem of all of them.
    pub fn parse(sources: &[Source<'_>]) -> Result<Self, Problems> {
        let mut reporter = Reporter::default();
        let mut drafts = Drafts::default();
        for (file, source) in (0..).zip(sources) {
            let Some(text) = decode(file, source, &mut reporter) else { continue };
            let kind = Header::of(source.bytes).kind;
            let shape = if kind == FileKind::Holidays { &HOLIDAYS } else { &CATALOGUE };
            let Some(root) = read(file, text, shape, &mut reporter) else { continue };
            require(&root, &mut reporter);
            let own = !SHIPPED.iter().any(|(_, text)| text.as_bytes() == source.bytes);
            drafts.take_in(root, own, &mut reporter);
        }
        let catalogue = drafts.resolve(&mut reporter);
        let has_errors = reporter.has_errors();
        let problems = Problems::new(sources, reporter.problems);
        if has_errors { Err(problems) } else { Ok(catalogue) }
    }
}

/// Rows before their calendars are known.
#[derive(Default)]
struct Drafts {
    rows: Vec<Draft>,
    working_days: BTreeMap<String, WorkingDays>,
    zones: BTreeMap<String, Zone>,
}

struct Draft {
    row: CatalogueRow,
    zone: Option<At<String>>,
    holidays: Option<At<String>>,
    yields_to: Option<At<String>>,
    limit: Span,
    id: Span,
}

impl Drafts {
    fn take_in(&mut self, mut root: Table, own: bool, reporter: &mut Reporter) {
        if std::ptr::eq(root.shape, &raw const HOLIDAYS) {
            for calendar in root.take_tables("calendar").map(|at| at.value).unwrap_or_default() {
                self.calendar(calendar, reporter);
            }
            return;
        }
        for mut zone in root.take_tables("zone").map(|at| at.value).unwrap_or_default() {
            let (Some(id), Some(rule)) = (zone.take_line("id"), zone.take_line("rule")) else { continue };
            match Zone::from_posix(&id.value, &rule.value) {
                Some(zone) => {
                    self.zones.insert(id.value, zone);
                }
                None => reporter.report(rule.span, CatalogueProblem::BadZoneRule { text: rule.value }),
            }
        }
        let before = self.rows.len();
        for table in root.take_tables("clock").map(|at| at.value).unwrap_or_default() {
            let Some(draft) = draft(table, own, reporter) else { continue };
            match self.rows.iter().position(|known| known.row.id == draft.row.id) {
                Some(at) if at >= before => {
                    let id = draft.row.id.clone();
                    let problem = NameProblem::Duplicate { thing: Thing::Clock, id };
                    reporter.report_with(draft.id, self.rows[at].id, problem);
                }
                Some(at) => self.rows[at] = draft,
                None => self.rows.push(draft),
            }
        }
    }

    fn calendar(&mut self, mut table: Table, reporter: &mut Reporter) {
        let Some(id) = table.take_id("id") else { return };
        let id = id.value.to_string();
        let days = self.working_days.entry(id.clone()).or_default();
        days.id = id;
        for mut year in table.take_tables("year").map(|at| at.value).unwrap_or_default() {
            let Some(number) = year.take_whole("year").and_then(|at| i32::try_from(at.value).ok()) else {
                continue;
            };
            let source = year.take_line("source").map(|at| at.value).unwrap_or_default();
            let off = days_of(&mut year, "off", number, reporter);
            let worked = days_of(&mut year, "worked", number, reporter);
            days.years.insert(
                number,
                YearOfDays { source, off: off.into_iter().collect(), worked: worked.into_iter().collect() },
            );
        }
    }

    fn resolve(self, reporter: &mut Reporter) -> Catalogue {
        let working_days: BTreeMap<String, Arc<WorkingDays>> =
            self.working_days.into_iter().map(|(id, days)| (id, Arc::new(days))).collect();
        let ids: Vec<String> = self.rows.iter().map(|draft| draft.row.id.clone()).collect();
        let zones = self.zones;
        let resolve = |Draft { mut row, zone, holidays, yields_to, limit, .. }: Draft| {
            if let Some(At { value: name, span }) = zone {
                row.zone = zones.get(&name).cloned().or_else(|| Zone::from_offset(&name));
                if row.zone.is_none() {
                    let near = reporter.nearest(&name, zones.keys().map(String::as_str));
                    reporter.report(span, CatalogueProblem::UnknownZone { name, near });
                }
            } else if row.limit.is_some() {
                reporter.report(limit, RuleProblem::Needs { key: "limit", needs: "zone" });
            }
            if let Some(At { value: id, span }) = holidays {
                row.working_days = working_days.get(&id).cloned();
                if row.working_days.is_none() {
                    let near = reporter.nearest(&id, working_days.keys().map(String::as_str));
                    reporter.report(span, CatalogueProblem::UnknownCalendar { id, near });
                }
            } else if matches!(row.limit, Some(Term::WorkingDays(_))) {
                reporter.report(limit, RuleProblem::Needs { key: "limit", needs: "holidays" });
            }
            if let Some(At { value: id, span }) = yields_to {
                if !ids.contains(&id) {
                    let near = reporter.nearest(&id, ids.iter().map(String::as_str));
                    reporter.report(span, CatalogueProblem::NotInCatalogue { id: id.clone(), near });
                }
                row.yields_to = Some(id);
            }
            Arc::new(row)
        };
        let rows = self.rows.into_iter().map(resolve).collect();
        Catalogue { rows, working_days, zones, sealed: false }
    }
}

fn draft(mut table: Table, own: bool, reporter: &mut Reporter) -> Option<Draft> {
    let limit_at = table.place("limit");
    let limit = table.take_line("limit").and_then(|At { value, span }| {
        let term = Term::parse(&value);
        if term.is_none() {
            reporter.report(span, CatalogueProblem::BadTerm { text: value });
        }
        term
    });
    let trigger = table.take_line("trigger").and_then(|At { value, span }| {
        let trigger = Trigger::from_code(&value);
        if trigger.is_none() {
            let near = reporter.nearest(&value, Trigger::CODES.iter().copied());
            reporter.report(span, CatalogueProblem::BadTrigger { text: value, near });
        }
        trigger
    });
    let counted = table.take_word("counted").map(|at| at.value);
    let weekend = table.take_word("weekend").and_then(|at| Weekend::from_code(at.value));
    let (zone, holidays) = (table.take_line("zone"), table.take_line("holidays"));
    let yields_to = table.take_line("yields_to");
    let id = table.take_line("id")?;
    let mut text = |key| table.take_text(key);
    let (applies, content, note): (Option<Text>, _, _) = (text("applies"), text("content"), text("note"));
    let row = CatalogueRow {
        title: text("title")?,
        instrument: text("instrument")?,
        article: text("article")?,
        recipient: text("recipient")?,
        effective_from: table.take_date("effective_from").map(|at| at.value),
        effective_until: table.take_date("effective_until").map(|at| at.value),
        applies,
        trigger: trigger?,
        limit,
        counting: if counted == Some("to-the-hour") { Counting::ToTheHour } else { Counting::WholeDays },
        zone: None,
        working_days: None,
        weekend,
        nature: Nature::from_code(table.take_word("nature")?.value)?,
        content,
        note,
        sure: Sure::from_code(table.take_word("sure")?.value)?,
        source: table.take_line("source").map(|at| at.value),
        yields_to: None,
        own,
        id: id.value,
    };
    Some(Draft { row, zone, holidays, yields_to, limit: limit_at, id: id.span })
}

/// Days such as `2026-05-09`, and ranges of days such as `2026-10-01..2026-10-07`, all of one year.
fn days_of(table: &mut Table, key: &'static str, year: i32, reporter: &mut Reporter) -> Vec<NaiveDate> {
    let Some(At { value: texts, span }) = table.take_lines(key) else { return Vec::new() };
    let mut days = Vec::new();
    for text in texts {
        match range(&text) {
            Some(range) if range.iter().all(|day| chrono::Datelike::year(day) == year) => days.extend(range),
            Some(_) => reporter.report(span, CatalogueProblem::OtherYear { text, year }),
            None => reporter.report(span, CatalogueProblem::BadDay { text }),
        }
    }
    days
}

fn range(text: &str) -> Option<Vec<NaiveDate>> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let day = |text: &str| text.trim().parse::<NaiveDate>().ok();
    let (first, last) = (day(first)?, day(last)?);
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).take(MAX_RANGE + 1).collect();
    (1..=MAX_RANGE).contains(&days.len()).then_some(days)
}

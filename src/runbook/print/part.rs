//! Roles, contacts, asks, clocks, cadences, notices, metrics and commitments as TOML.

use super::toml::{Page, list_value, quoted, text_value};
use crate::runbook::ask::{Ask, AskKind, Choice, Column, RequiredBy};
use crate::runbook::part::{Audience, Cadence, Clock, ClockLimit, Commitment, Contact, Metric, Notice, Role};

pub(super) fn role(page: &mut Page, role: &Role) {
    page.header("role");
    page.string("id", role.id.as_str());
    page.text("title", &role.title);
    page.text_if("duty", role.duty.as_ref());
}

pub(super) fn contact(page: &mut Page, contact: &Contact) {
    page.header("contact");
    page.string("id", contact.id.as_str());
    page.text("title", &contact.title);
    page.shown_if("person", contact.person.as_ref());
    page.shown_if("phone", contact.phone.as_ref());
    page.shown_if("mail", contact.mail.as_ref());
    page.shown_if("hours", contact.hours.as_ref());
    page.text_if("note", contact.note.as_ref());
}

pub(super) fn ask(page: &mut Page, header: &str, ask: &Ask) {
    page.header(header);
    page.string("id", ask.id.as_str());
    page.string("kind", ask.kind.code());
    page.text("label", &ask.label);
    page.text_if("help", ask.help.as_ref());
    page.shown_if("required_by", ask.required_by.as_ref().map(required_by).as_ref());
    page.shown_if("when", ask.when.as_ref());
    page.shown_if("role", ask.role.as_ref());
    match &ask.kind {
        AskKind::Number { min, max, unit } => {
            for (key, value) in [("min", min), ("max", max)] {
                if let Some(value) = value {
                    page.raw(key, &value.to_string());
                }
            }
            page.text_if("unit", unit.as_ref());
        }
        AskKind::Choice(choices) | AskKind::Many(choices) => page.raw("choices", &choice_list(choices)),
        AskKind::Money { currency } => page.string("currency", currency),
        AskKind::Table(columns) => page.raw("columns", &column_list(columns)),
        AskKind::Text
        | AskKind::Lines
        | AskKind::YesNo
        | AskKind::Datetime
        | AskKind::Duration
        | AskKind::Person => {}
    }
}

fn required_by(by: &RequiredBy) -> String {
    match by {
        RequiredBy::Stage(stage) => format!("stage:{}", stage.code()),
        RequiredBy::Phase(id) => format!("phase:{id}"),
        RequiredBy::Step(id) => format!("step:{id}"),
        RequiredBy::Closed => "closed".to_owned(),
    }
}

fn choice_list(choices: &[Choice]) -> String {
    let one = |choice: &Choice| {
        let help = choice.help.as_ref().map(|help| format!(", help = {}", text_value(help)));
        let label = text_value(&choice.label);
        format!("  {{ id = \"{}\", label = {label}{} }},\n", choice.id, help.unwrap_or_default())
    };
    format!("[\n{}]", choices.iter().map(one).collect::<String>())
}

fn column_list(columns: &[Column]) -> String {
    let one = |column: &Column| {
        let label = column.label.as_ref().map(|label| format!(", label = {}", text_value(label)));
        let choices = match &column.kind {
            AskKind::Choice(choices) | AskKind::Many(choices) => {
                format!(", choices = {}", choice_list(choices))
            }
            AskKind::Text
            | AskKind::Lines
            | AskKind::Number { .. }
            | AskKind::YesNo
            | AskKind::Datetime
            | AskKind::Duration
            | AskKind::Person
            | AskKind::Money { .. }
            | AskKind::Table(_) => String::new(),
        };
        let kind = column.kind.code();
        let label = label.unwrap_or_default();
        format!("  {{ id = \"{}\", kind = \"{kind}\"{label}{choices} }},\n", column.id)
    };
    format!("[\n{}]", columns.iter().map(one).collect::<String>())
}

pub(super) fn clock(page: &mut Page, clock: &Clock) {
    page.header("clock");
    let used = clock.row.as_ref().map(|row| &row.id);
    page.shown_if("use", used);
    if used != Some(&clock.id) {
        page.string("id", &clock.id);
    }
    page.text_if("title", clock.title.as_ref());
    page.shown_if("each", clock.each.as_ref());
    page.list("from", &clock.from);
    let limit = clock.limit.as_ref().map(|limit| match limit {
        ClockLimit::Period(period) => period.to_string(),
        ClockLimit::Column(column) => format!("row.{column}"),
    });
    page.shown_if("limit", limit.as_ref());
    page.shown_if("when", clock.when.as_ref());
    page.shown_if("shown_when", clock.shown_when.as_ref());
    if !clock.met_by.is_empty() {
        page.list("met_by", &clock.met_by);
    }
    page.text_if("basis", clock.basis.as_ref());
    page.text_if("recipient", clock.recipient.as_ref());
    page.text_if("note", clock.note.as_ref());
}

pub(super) fn cadence(page: &mut Page, cadence: &Cadence) {
    page.header("cadence");
    page.string("id", cadence.id.as_str());
    page.text("title", &cadence.title);
    page.string("every", &cadence.every.to_string());
    page.string("during", cadence.during.code());
    page.shown_if("when", cadence.when.as_ref());
}

pub(super) fn notice(page: &mut Page, notice: &Notice) {
    page.header("notice");
    page.string("id", notice.id.as_str());
    page.string("kind", notice.kind.code());
    page.text("title", &notice.title);
    page.shown_if("each", notice.each.as_ref());
    page.shown_if("approve", notice.approve.as_ref());
    page.shown_if("audience", notice.audience.map(Audience::code).as_ref());
    page.shown_if("when", notice.when.as_ref());
    page.text("body", &notice.body);
}

pub(super) fn metric(page: &mut Page, metric: &Metric) {
    page.header("metric");
    page.string("id", metric.id.as_str());
    page.text("title", &metric.title);
    page.string("from", &metric.from.to_string());
    page.string("to", &metric.to.to_string());
    page.shown_if("target", metric.target.as_ref());
}

pub(super) fn commitment(page: &mut Page, commitment: &Commitment) {
    page.header("commitment");
    page.string("id", commitment.id.as_str());
    page.shown_if("source", commitment.source.as_ref());
    page.text("title", &commitment.title);
    let steps = list_value(&commitment.steps);
    let metric = commitment.metric.as_ref().map(|id| format!(", metric = {}", quoted(id.as_str())));
    page.raw("kept_by", &format!("{{ steps = {steps}{} }}", metric.unwrap_or_default()));
    page.text_if("broken", commitment.broken.as_ref());
}

//! Notices: a form, a reader, and a template that names what the run has.

use super::Check;
use crate::runbook::part::{Audience, Notice, NoticeKind};
use crate::runbook::problem::Thing;
use crate::runbook::raw::Table;

impl Check<'_> {
    pub(super) fn notice(&mut self, mut table: Table) -> Option<Notice> {
        let (each, row) = self.each(&mut table);
        let approve = self.reference(&mut table, "approve", Thing::Role);
        let when = self.when(&mut table, row);
        let body = table.take_text_at("body");
        if let Some(body) = &body {
            self.template(&body.value, row);
        }
        let kind = table.take_word("kind").and_then(|at| NoticeKind::from_code(at.value));
        Some(Notice {
            id: Self::own_id(&mut table)?,
            kind: kind?,
            title: table.take_text("title")?,
            each,
            approve,
            audience: table.take_word("audience").and_then(|at| Audience::from_code(at.value)),
            when,
            body: body?.value.text,
        })
    }
}

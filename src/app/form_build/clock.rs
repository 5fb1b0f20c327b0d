//! The form that records that a clock was met.

use super::{Builder, choosable};
use crate::app::form::{Form, FormKind, Input};
use crate::locale::app as words;
use crate::run::FactId;
use crate::text::SafeText;

impl Builder<'_> {
    pub(super) fn meet_clock(&self, kind: &FormKind, clock: &str, row: Option<FactId>) -> Form {
        let (title, help) = self.app.clock_heading(clock, row);
        let mut to = self.line("to", words::MET_TO).optional();
        to.hint = words::EMPTY_MEANS.with(self.lang, &[&self.app.clock_recipient(clock)]);
        if self.app.clock_recipient(clock).is_empty() {
            to = self.line("to", words::MET_TO);
        }
        let mut fields = vec![
            self.happened(),
            to,
            self.line("reference", words::MET_REFERENCE).optional().hint(words::MET_REFERENCE_HINT, self.app),
        ];
        let run = self.app.console().map(|console| &console.run);
        let mut options = vec![choosable("", words::MET_NO_EVIDENCE.text(self.lang))];
        options.extend(run.into_iter().flat_map(|run| {
            run.evidence().map(|fact| {
                let (number, name) = crate::report::name::evidence(run, fact.id);
                choosable(&fact.id.to_string(), SafeText::line(&format!("{number} {name}")))
            })
        }));
        if options.len() > 1 {
            let input = Input::Choice { options, cursor: 0, chosen: Some(0) };
            fields.push(self.field("evidence", words::MET_EVIDENCE, input).optional());
        }
        fields.push(self.lines("note", words::NOTE).optional());
        let mut form = self.form(kind.clone(), words::MEET_CLOCK, fields);
        form.title = form.title.then(&SafeText::word(" · ")).then(&title);
        form.help = help;
        form
    }
}

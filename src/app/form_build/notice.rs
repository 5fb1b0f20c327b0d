//! The forms by which the sending of notices is recorded.

use super::Builder;
use crate::app::{Form, FormKind};
use crate::locale::notice as notices;
use crate::run::FactId;
use crate::text::SafeText;

impl Builder<'_> {
    /// What the run knows of to whom and how stands in the form; where that is all, Enter records it.
    pub(super) fn send_notice(&self, kind: &FormKind, notice: &str, row: Option<FactId>) -> Option<Form> {
        let notice = self.app.console()?.run.book.notice(notice)?;
        let to = self.app.recipient(notice, row);
        let how = self.app.last_sending(notice, |_, how| how).unwrap_or_default();
        let fields = vec![
            self.filled("to", notices::SENT_TO, &to).hint(notices::SENT_TO_HINT, self.app),
            self.filled("how", notices::SENT_HOW, &how).hint(notices::SENT_HOW_HINT, self.app),
            self.line("reference", notices::SENT_REFERENCE).optional(),
            self.happened(),
        ];
        let ready = if to.is_empty() {
            0
        } else if how.is_empty() {
            1
        } else {
            fields.len()
        };
        let mut form = self.form(kind.clone(), notices::SEND, fields);
        form.focus = ready;
        form.title = form.title.then(&SafeText::word(" · ")).then(&self.safe(&notice.title));
        Some(form)
    }

    pub(super) fn send_notices(&self, kind: &FormKind, notice: &str) -> Option<Form> {
        let notice = self.app.console()?.run.book.notice(notice)?;
        let how = self.app.last_sending(notice, |_, how| how).unwrap_or_default();
        let how = self.filled("how", notices::SENT_HOW, &how).hint(notices::SENT_HOW_HINT, self.app);
        let mut form = self.form(kind.clone(), notices::SEND, vec![how, self.happened()]);
        let count = self.app.sendings(&notice.id, "", None).len();
        form.help = vec![notices::SEND_ALL_HELP.with(self.lang, &[&count])];
        form.title = form.title.then(&SafeText::word(" · ")).then(&self.safe(&notice.title));
        Some(form)
    }
}

//! Whom a step says to call.

use crate::app::App;

impl App {
    /// Whom the chosen step says to call first, and the number where one is filled in.
    pub(in crate::app) fn call_contact(&self) -> Option<(String, String)> {
        let console = self.console()?;
        let run = &console.run;
        let step = run.in_book(run.steps().get(console.step)?)?;
        let contact = run.book.contact(step.contacts.first()?.as_str())?;
        let phone = contact.phone.clone().unwrap_or_default();
        Some((contact.title.get(self.settings.lang).to_owned(), phone))
    }
}

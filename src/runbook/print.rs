//! A runbook as TOML that reads back as the same runbook: for copies that hold their overlays, and for tests.
//!
//! Comments and the order of keys are not kept, since a [`Runbook`] does not know them.

mod part;
mod step;
#[cfg(test)]
mod tests;
mod toml;

use super::Runbook;
use toml::Page;

impl Runbook {
    /// The runbook as a file of its own.
    pub fn to_toml(&self) -> String {
        let mut page = Page::default();
        page.raw("schema", "1");
        page.string("id", self.id.as_str());
        page.string("version", &self.version);
        page.text("title", &self.title);
        page.text_if("summary", self.summary.as_ref());
        page.raw("reviewed", &self.reviewed.to_string());
        page.shown_if("review_every", self.review_every.as_ref());
        page.shown_if("programme", self.programme.as_ref());
        self.roles.iter().for_each(|role| part::role(&mut page, role));
        self.contacts.iter().for_each(|contact| part::contact(&mut page, contact));
        for ask in self.asks.iter().filter(|ask| ask.step.is_none()) {
            part::ask(&mut page, "ask", ask);
        }
        self.clocks.iter().for_each(|clock| part::clock(&mut page, clock));
        self.cadences.iter().for_each(|cadence| part::cadence(&mut page, cadence));
        self.notices.iter().for_each(|notice| part::notice(&mut page, notice));
        self.metrics.iter().for_each(|metric| part::metric(&mut page, metric));
        self.commitments.iter().for_each(|commitment| part::commitment(&mut page, commitment));
        let mut asks = self.asks.iter().filter(|ask| ask.step.is_some()).peekable();
        for phase in &self.phases {
            step::phase(&mut page, phase);
            for step in self.steps.get(phase.steps.clone()).unwrap_or_default() {
                step::step(&mut page, step);
                while let Some(ask) = asks.next_if(|ask| ask.step.as_ref() == Some(&step.id)) {
                    part::ask(&mut page, "phase.step.ask", ask);
                }
            }
        }
        page.finish()
    }
}

//! An open run and the others: what they write, who they are, and where this person is.

use std::collections::BTreeSet;

use super::OpenDesk;
use crate::app::{Followed, Present};
use crate::journal::FeedName;
use crate::locale::{Lang, shell as words};
use crate::run::Run;
use crate::runbook::Id;
use crate::shell::follow::Look;
use crate::shell::presence::{self, Asking, PresenceFile};
use crate::shell::reading;
use crate::shell::watch::{Changes, Watch};

impl OpenDesk {
    /// Begins to watch for what others write; `wake` is called when there is something to look at.
    pub fn watch(&mut self, wake: impl Fn() + Send + Sync + 'static) {
        self.watch = Some(Watch::start(&self.folder, wake));
    }

    /// What may have changed since this was last asked.
    pub fn changes(&self) -> Changes {
        self.watch.as_ref().map(Watch::take).unwrap_or_default()
    }

    /// What others have written since the last look, of what may have changed.
    pub fn look(&mut self, changes: &Changes, lang: Lang) -> Vec<Followed> {
        let files = (!changes.all).then_some(&changes.feeds).filter(|files| !files.is_empty());
        if files.is_none() && !changes.all {
            return Vec::new();
        }
        let mut followed = Vec::new();
        // A folder that cannot be listed now is listed at the next change.
        match self.following.look(files, &self.own()).unwrap_or(Look::Nothing) {
            Look::Nothing => {}
            Look::After(facts) => followed.push(Followed::After(facts)),
            Look::Anew => followed.extend(self.look_anew(lang)),
        }
        followed.extend(self.cut(files, lang));
        if let Some(writer) = &mut self.writer {
            writer.saw(self.following.heads());
        }
        followed
    }

    /// Reads the whole run again.
    fn look_anew(&mut self, lang: Lang) -> Option<Followed> {
        let mut ends = self.failed.clone();
        ends.extend(self.writer.as_ref().map(|writer| (writer.name().clone(), writer.valid_bytes())));
        let read = reading::read_up_to(&self.folder, &ends, lang).ok()?;
        self.following.again(&read.journal);
        let damage = self.folder.damage(&read.journal, &read.findings);
        let is_doubtful = damage.iter().any(|finding| finding.kind.makes_the_run_doubtful());
        Some(Followed::Anew {
            run: Box::new(Run::fold(self.book.clone(), read.journal.facts())),
            damage: damage.iter().map(|finding| finding.say(lang)).collect(),
            read_only: is_doubtful.then(|| words::DOUBTFUL_RUN.text(lang)),
        })
    }

    fn cut(&mut self, files: Option<&BTreeSet<String>>, lang: Lang) -> Vec<Followed> {
        self.following.newly_cut(files).iter().map(|file| Followed::cut(file, lang)).collect()
    }

    /// Who else has the run open. A process that only watches locks nothing to find out.
    pub fn others(&self, only_watches: bool) -> Vec<Present> {
        let asking = if only_watches { Asking::Nothing } else { Asking::Locks };
        presence::others(&self.folder, self.presence.as_ref(), asking)
    }

    /// Tells the others at which step this person is. It is no part of the record, so that a failure is none.
    pub fn say_where(&mut self, step: Option<Id>) {
        if self.presence.is_none() {
            self.presence = PresenceFile::open(&self.folder, &self.desk.person).ok();
        }
        if let Some(presence) = &mut self.presence {
            let _ = presence.say(&self.display, step);
        }
    }

    /// The feeds that this process writes.
    fn own(&self) -> Vec<FeedName> {
        let failed = self.failed.iter().map(|(name, _)| name.clone());
        failed.chain(self.writer.as_ref().map(|writer| writer.name().clone())).collect()
    }
}

//! The person's key is asked, and what it has signed is recorded.

use std::thread;

use super::{Job, Worker};
use crate::app::{Followed, Msg};
use crate::locale::identity as words;
use crate::run::{Event, FeedId};
use crate::shell::clock;
use crate::shell::desk::OpenDesk;
use crate::shell::identity::{self, IdentityFault};

/// What is to be signed, and what is being signed.
#[derive(Default)]
pub(super) struct Signing {
    /// The key was asked and has not answered.
    is_asked: bool,
    /// Meanwhile there was more to sign.
    is_wanted: bool,
    /// Something was recorded since the last signature.
    pub(super) is_owed: bool,
    /// Why nothing was signed, as it was last told.
    told: Option<IdentityFault>,
}

impl Worker {
    /// Has this person's records signed, on a thread of its own: a key may want a hand.
    pub(super) fn sign(&mut self) {
        let Some(identity) = self.settings.identity.clone() else { return };
        let Some(statement) = self.desk.as_ref().and_then(OpenDesk::statement) else { return };
        if self.signing.is_asked {
            self.signing.is_wanted = true;
            return;
        }
        self.signing.is_asked = true;
        let jobs = self.jobs.clone();
        thread::spawn(move || {
            let outcome = identity.checkpoint(&statement, identity::PATIENCE);
            let _ = jobs.send(Job::Signed(statement.feed, Box::new(outcome)));
        });
    }

    /// Records what the key has signed, if the feed is still this process's.
    pub(super) fn signed(&mut self, feed: FeedId, outcome: Result<Event, IdentityFault>) {
        self.signing.is_asked = false;
        let lang = self.settings.lang;
        let Some(desk) = self.desk.as_mut().filter(|desk| desk.writes(feed)) else { return };
        match outcome {
            Ok(event) => match desk.append(vec![event], clock::now()) {
                Ok(facts) => {
                    self.signing.told = None;
                    self.signing.is_owed = self.signing.is_wanted;
                    (self.post)(Msg::Followed(Followed::After(facts)));
                }
                Err(error) => {
                    let why = desk.say(&error, lang);
                    (self.post)(Msg::Notice(words::NOT_SIGNED.with(lang, &[&why])));
                }
            },
            // The same is not told twice.
            Err(fault) if self.signing.told.as_ref() == Some(&fault) => {}
            Err(fault) => {
                (self.post)(Msg::Notice(words::NOT_SIGNED.with(lang, &[&fault.say(lang)])));
                self.signing.told = Some(fault);
            }
        }
        if std::mem::take(&mut self.signing.is_wanted) {
            self.sign();
        }
    }

    /// Signs what was recorded before the run is left, where that needs no hand and no waiting.
    pub(super) fn sign_in_haste(&mut self) {
        if !std::mem::take(&mut self.signing).is_owed {
            return;
        }
        let (Some(identity), Some(desk)) = (&self.settings.identity, &mut self.desk) else { return };
        let Some(statement) = desk.statement().filter(|_| !identity.wants_a_hand()) else { return };
        if let Ok(event) = identity.checkpoint(&statement, identity::HASTE) {
            // Nobody is there any more to be told; without it, the run is as it was.
            let _ = desk.append(vec![event], clock::now());
        }
    }
}

//! Checkpoints: how far a feed had come, signed with a person's own key.
//!
//! The signature is what `ssh-keygen -Y sign` makes, so that `ssh-keygen -Y verify` checks it with no program of
//! ours. A checkpoint that its own record or its signature does not bear out counts without effect, and is damage.

use std::fmt;

use ssh_key::{HashAlg, LineEnding, PublicKey, SshSig};

use super::chain::Chain;
use super::{Digest, Entry, Head, PersonId, RunId};
use crate::run::{Body, Event, FactId, FeedId};

/// What signatures are made for, so that none made for something else is taken for one of these.
pub const NAMESPACE: &str = "dutybook";

const TITLE: &str = "dutybook checkpoint 1";

/// What is signed: how far one feed has come, and what had been taken in of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub run: RunId,
    pub feed: FeedId,
    pub by: PersonId,
    /// Records of the feed up to here, from its first.
    pub records: u64,
    /// Bytes of the file up to the end of the last of them.
    pub bytes: u64,
    /// The digest of these bytes.
    pub sha256: Digest,
    /// The `h` of the last of them.
    pub h: Digest,
    /// How far the others had come, by rising feed id.
    pub seen: Vec<Head>,
}

impl Statement {
    /// Reads a statement: exactly what its `Display` writes, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        if lines.next()? != TITLE {
            return None;
        }
        let mut value = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
        let mut this = Self {
            run: RunId::parse(value("run")?.as_bytes())?,
            feed: FeedId::parse(value("feed")?)?,
            by: PersonId::new(value("by")?)?,
            records: value("records")?.parse().ok()?,
            bytes: value("bytes")?.parse().ok()?,
            sha256: Digest::parse(value("sha256")?.as_bytes())?,
            h: Digest::parse(value("h")?.as_bytes())?,
            seen: Vec::new(),
        };
        for line in lines {
            this.seen.push(Head::parse(line.strip_prefix("seen ")?)?);
        }
        // Whatever else reads the same is no statement: what was signed has one form.
        (this.to_string() == text).then_some(this)
    }
}

impl fmt::Display for Statement {
    /// The text that is signed, to the byte.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { run, feed, by, records, bytes, sha256, h, seen } = self;
        writeln!(f, "{TITLE}\nrun {run}\nfeed {feed}\nby {by}\nrecords {records}\nbytes {bytes}")?;
        writeln!(f, "sha256 {sha256}\nh {h}")?;
        seen.iter().try_for_each(|head| writeln!(f, "seen {head}"))
    }
}

/// What of a checkpoint is not so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unproven {
    /// The signature is none, is not of this statement, or is not by the key that is named.
    Signature,
    /// The statement is none, or states what the records are not.
    Statement,
}

/// The fingerprint of the key that signed a text, such as `SHA256:…`; nothing where the signature is not good.
pub fn key_of(text: &str, signature: &str) -> Option<String> {
    let signature = read(signature)?;
    let key = PublicKey::from(signature.public_key().clone());
    key.verify(NAMESPACE, text.as_bytes(), &signature).ok()?;
    Some(key.fingerprint(HashAlg::Sha256).to_string())
}

/// Reads a signature in the one form in which it is written: the parser looks over lengths that do not matter to it.
fn read(text: &str) -> Option<SshSig> {
    let signature = SshSig::from_pem(text).ok()?;
    (signature.to_pem(LineEnding::LF).ok()? == text).then_some(signature)
}

/// What a key that signed is called, such as `ssh-ed25519`, and the key itself as it stands in files.
pub fn public_key(signature: &str) -> Option<(String, String)> {
    let key = PublicKey::from(read(signature)?.public_key().clone());
    let line = key.to_openssh().ok()?;
    let (kind, rest) = line.split_once(' ')?;
    Some((kind.to_owned(), rest.split(' ').next()?.to_owned()))
}

impl Chain {
    /// Whether what a checkpoint is about is held here; so it is for everything else.
    pub(super) fn can_be_weighed(&self, entry: &Entry, body: &Body) -> bool {
        match body {
            Body::Event(event @ Event::Checkpoint { .. }) => self.bears_out(entry, event).is_some(),
            Body::Event(_) | Body::Withheld | Body::Unknown(_) | Body::Unproven(_) => true,
        }
    }

    /// Whether a checkpoint's record and signature bear it out; nothing where what it is about was read before
    /// and is not held here, and for every other event.
    pub(super) fn bears_out(&self, entry: &Entry, event: &Event) -> Option<Result<Statement, Unproven>> {
        let Event::Checkpoint { upto, key, statement: text, signature } = event else { return None };
        if key_of(text, signature).as_ref() != Some(key) {
            return Some(Err(Unproven::Signature));
        }
        let Some(statement) = Statement::parse(text) else { return Some(Err(Unproven::Statement)) };
        let is_of_record = statement.run == entry.run
            && statement.feed == self.name().feed
            && statement.by == self.name().person
            && statement.records == *upto
            && *upto < entry.seq;
        if !is_of_record {
            return Some(Err(Unproven::Statement));
        }
        match self.entry(*upto) {
            Some(last) if last.h == statement.h => Some(Ok(statement)),
            None if !self.is_from_its_beginning() => None,
            Some(_) | None => Some(Err(Unproven::Statement)),
        }
    }
}

/// A checkpoint that holds, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The checkpoint's own record.
    pub id: FactId,
    pub by: PersonId,
    /// The last record that it covers.
    pub upto: u64,
    /// The key's fingerprint.
    pub key: String,
    /// What kind of key it is, and the key as it stands in files.
    pub public: (String, String),
}

//! The person's own key, by which an account that many share still tells who was there.
//!
//! The settings name a public key; the private one is asked of the SSH agent and is never read here.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ssh_key::public::KeyData;
use ssh_key::{Algorithm, HashAlg, LineEnding, PublicKey, SshSig};

use super::agent::Agent;
use super::regular_file::{self, FileError};
use super::trouble;
use crate::journal::checkpoint::{self, NAMESPACE, Statement};
use crate::locale::{Both, Lang, identity as words};
use crate::run::Event;
use crate::text::SafeText;

/// A public key is one line.
const MOST_KEY_BYTES: u64 = 16 * 1024;

/// How long the agent may take where somebody may have to touch a key or type a passphrase.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// How long it may take where nobody waits for it.
pub const HASTE: Duration = Duration::from_secs(1);

/// The key that the settings name, and the agent that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// A file with a public key, a public key, or a fingerprint.
    wanted: Wanted,
    agent: Option<PathBuf>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Wanted {
    File(PathBuf),
    Key(String),
    Fingerprint(String),
}

/// A text that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedText {
    /// The key's fingerprint.
    pub key: String,
    /// The signature, as `ssh-keygen -Y sign` writes it.
    pub signature: String,
}

/// Why nothing was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentityFault {
    /// The file is not there, or cannot be read.
    Unreadable(PathBuf, Both<SafeText>),
    /// What is named is no public key.
    NoKey(String),
    /// A key of a kind that signatures here are not made with.
    Kind(String),
    /// The environment names no agent.
    NoAgent,
    /// The agent cannot be talked to.
    Silent(Both<SafeText>),
    /// The agent does not hold the key.
    NotThere(String),
    /// It holds the key and gave no signature: its owner said no, or nobody touched it in time.
    Refused(String),
}

impl IdentityFault {
    /// What is wrong and what to do, in words.
    pub fn say(&self, lang: Lang) -> SafeText {
        match self {
            Self::Unreadable(path, why) => words::UNREADABLE.with(lang, &[&path.display(), why.get(lang)]),
            Self::NoKey(text) => words::NO_KEY.with(lang, &[text]),
            Self::Kind(kind) => words::KIND.with(lang, &[kind]),
            Self::NoAgent => words::NO_AGENT.text(lang),
            Self::Silent(why) => words::SILENT.with(lang, &[why.get(lang)]),
            Self::NotThere(key) => words::NOT_THERE.with(lang, &[key]),
            Self::Refused(key) => words::REFUSED.with(lang, &[key]),
        }
    }
}

impl Identity {
    /// The key that a setting names: a fingerprint, a public key, or a file that holds one. `expand` makes a path of
    /// what was typed; `agent` is the socket that the environment names.
    pub fn of(setting: &str, expand: impl Fn(&Path) -> PathBuf, agent: Option<&str>) -> Self {
        let wanted = if setting.starts_with("SHA256:") {
            Wanted::Fingerprint(setting.to_owned())
        } else if setting.starts_with("ssh-") || setting.starts_with("sk-ssh-") {
            Wanted::Key(setting.to_owned())
        } else {
            Wanted::File(expand(Path::new(setting)))
        };
        Self { wanted, agent: agent.map(PathBuf::from) }
    }

    /// The fingerprint of the key, where the agent holds it.
    pub fn look(&self) -> Result<String, IdentityFault> {
        let (_, key) = self.find(HASTE)?;
        Ok(fingerprint(&key))
    }

    /// Whether signing asks somebody to touch the key each time.
    pub fn wants_a_hand(&self) -> bool {
        let kind =
            |key: &KeyData| matches!(key.algorithm(), Algorithm::SkEd25519 | Algorithm::SkEcdsaSha2NistP256);
        match &self.wanted {
            Wanted::Fingerprint(_) => self.find(HASTE).is_ok_and(|(_, key)| kind(&key)),
            Wanted::File(_) | Wanted::Key(_) => self.named().ok().flatten().is_some_and(|key| kind(&key)),
        }
    }

    /// Has a text signed.
    pub fn sign(&self, text: &str, patience: Duration) -> Result<SignedText, IdentityFault> {
        let (mut agent, key) = self.find(patience)?;
        let name = fingerprint(&key);
        let refused = || IdentityFault::Refused(name.clone());
        let bytes =
            SshSig::signed_data(NAMESPACE, HashAlg::Sha512, text.as_bytes()).map_err(|_| refused())?;
        let signature = agent.sign(&key, &bytes).map_err(|_| refused())?;
        let signed = SshSig::new(key, NAMESPACE, HashAlg::Sha512, signature).map_err(|_| refused())?;
        let signature = signed.to_pem(LineEnding::LF).map_err(|_| refused())?;
        // What the agent gave is believed no more than what a file holds.
        match checkpoint::key_of(text, &signature) {
            Some(key) if key == name => Ok(SignedText { key, signature }),
            Some(_) | None => Err(refused()),
        }
    }

    /// Has a statement signed: the event that records it.
    pub fn checkpoint(&self, statement: &Statement, patience: Duration) -> Result<Event, IdentityFault> {
        let text = statement.to_string();
        let SignedText { key, signature } = self.sign(&text, patience)?;
        Ok(Event::Checkpoint { upto: statement.records, key, statement: text, signature })
    }

    /// The agent, and the key in it.
    fn find(&self, patience: Duration) -> Result<(Agent, KeyData), IdentityFault> {
        let named = self.named()?;
        let socket = self.agent.as_ref().ok_or(IdentityFault::NoAgent)?;
        let silent = |error: std::io::Error| {
            let why = |lang| trouble::plainly(&error, lang);
            IdentityFault::Silent(Both { zh: why(Lang::Zh), en: why(Lang::En) })
        };
        let mut agent = Agent::at(socket, patience).map_err(silent)?;
        let held = agent.keys().map_err(silent)?;
        let is_it = |key: &KeyData| match (&named, &self.wanted) {
            (Some(named), _) => key == named,
            (None, Wanted::Fingerprint(wanted)) => fingerprint(key) == *wanted,
            (None, Wanted::File(_) | Wanted::Key(_)) => false,
        };
        let Some(key) = held.into_iter().find(is_it) else {
            return Err(IdentityFault::NotThere(
                named.as_ref().map_or_else(|| self.wanted.text(), fingerprint),
            ));
        };
        known_kind(&key)?;
        Ok((agent, key))
    }

    /// The public key, where the settings name one and not its fingerprint.
    fn named(&self) -> Result<Option<KeyData>, IdentityFault> {
        let text = match &self.wanted {
            Wanted::Fingerprint(_) => return Ok(None),
            Wanted::Key(text) => text.clone(),
            Wanted::File(path) => {
                let unreadable =
                    |error: FileError| IdentityFault::Unreadable(path.clone(), error.say_in_both());
                let real = std::fs::canonicalize(path).map_err(FileError::Io).map_err(unreadable)?;
                let bytes = regular_file::read(&real, MOST_KEY_BYTES).map_err(unreadable)?;
                String::from_utf8_lossy(&bytes).into_owned()
            }
        };
        let key = PublicKey::from_openssh(text.trim());
        let key = KeyData::from(key.map_err(|_| IdentityFault::NoKey(self.wanted.text()))?);
        known_kind(&key)?;
        Ok(Some(key))
    }
}

impl Wanted {
    fn text(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Key(text) | Self::Fingerprint(text) => text.clone(),
        }
    }
}

fn fingerprint(key: &KeyData) -> String {
    key.fingerprint(HashAlg::Sha256).to_string()
}

/// Signatures are made and checked with Ed25519 alone, in software or in hardware.
fn known_kind(key: &KeyData) -> Result<(), IdentityFault> {
    let kind = key.algorithm();
    let is_known = matches!(kind, Algorithm::Ed25519 | Algorithm::SkEd25519);
    if is_known { Ok(()) } else { Err(IdentityFault::Kind(kind.to_string())) }
}

//! Whose the keys are: a file in the form of ssh's `allowed_signers` (`ssh-keygen(1)`, "ALLOWED SIGNERS").
//!
//! Names are told, and nothing is decided by them: `ssh-keygen -Y verify` knows patterns, times and authorities.

use std::collections::BTreeMap;
use std::path::Path;

use ssh_key::{HashAlg, PublicKey};

use super::regular_file::{self, FileError};

/// The largest list that is read.
const MOST_BYTES: u64 = 1024 * 1024;

/// The names by the keys' fingerprints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signers(BTreeMap<String, String>);

impl Signers {
    /// Reads a list.
    pub fn read(file: &Path) -> Result<Self, FileError> {
        let real = std::fs::canonicalize(file).map_err(FileError::Io)?;
        let bytes = regular_file::read(&real, MOST_BYTES)?;
        Ok(Self::parse(&String::from_utf8_lossy(&bytes)))
    }

    /// Takes what it can read of a list: `NAMES [OPTIONS] KIND KEY [REMARK]`, a line each. Keys that vouch for other
    /// keys are nobody's own, and are left out.
    pub fn parse(text: &str) -> Self {
        let mut signers = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            let Some((names, rest)) = line.split_once(char::is_whitespace) else { continue };
            let words: Vec<&str> = rest.split_whitespace().collect();
            let is_key = |word: &&str| {
                word.starts_with("ssh-") || word.starts_with("sk-") || word.starts_with("ecdsa-")
            };
            let Some(at) = words.iter().position(is_key) else { continue };
            if words[..at].iter().any(|option| option.contains("cert-authority")) {
                continue;
            }
            let Some(key) = words.get(at + 1) else { continue };
            if let Ok(key) = PublicKey::from_openssh(&format!("{} {key}", words[at])) {
                let names = names.trim_matches('"').to_owned();
                signers.0.entry(key.fingerprint(HashAlg::Sha256).to_string()).or_insert(names);
            }
        }
        signers
    }

    /// The names that a key goes by, as the list has them.
    pub fn name(&self, fingerprint: &str) -> Option<&str> {
        self.0.get(fingerprint).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_whose_a_key_is_past_its_options_and_remarks() {
        let key = "AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUTyz1HwHReFVvD5obVsALAgJRNarH4TRpNePnAS";
        let signers = Signers::parse(&format!(
            "# our firm\n\nalice@firm,a.li namespaces=\"dutybook,git\" ssh-ed25519 {key} laptop\n\
             * cert-authority ssh-ed25519 {key}\nbroken ssh-ed25519\nbroken ssh-ed25519 AAAA\n"
        ));
        let fingerprint =
            PublicKey::from_openssh(&format!("ssh-ed25519 {key}")).unwrap().fingerprint(HashAlg::Sha256);
        assert_eq!(signers.name(&fingerprint.to_string()), Some("alice@firm,a.li"));
        assert_eq!(signers.0.len(), 1);
    }
}

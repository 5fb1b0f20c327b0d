//! What an SSH agent is asked: which keys it holds, and to sign with one of them.
//!
//! The agent is a socket of this machine, or one that `ssh -A` has brought here. Keys never leave it, and a key in
//! hardware or one that asks before each use works as it does for `ssh`.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use ssh_key::Signature;
use ssh_key::public::KeyData;

/// The protocol's numbers (draft-ietf-sshm-ssh-agent).
const REQUEST_IDENTITIES: u8 = 11;
const IDENTITIES_ANSWER: u8 = 12;
const SIGN_REQUEST: u8 = 13;
const SIGN_RESPONSE: u8 = 14;

/// An answer is a list of keys or a signature; what is longer comes from something else.
const MOST_BYTES: usize = 256 * 1024;

/// A conversation with an agent.
pub(super) struct Agent(UnixStream);

impl Agent {
    /// Begins one. Each answer may take so long.
    pub(super) fn at(socket: &Path, patience: Duration) -> io::Result<Self> {
        let stream = UnixStream::connect(socket)?;
        stream.set_read_timeout(Some(patience))?;
        stream.set_write_timeout(Some(patience))?;
        Ok(Self(stream))
    }

    /// The public keys that it holds, as far as this program knows their kinds.
    pub(super) fn keys(&mut self) -> io::Result<Vec<KeyData>> {
        let answer = self.ask(&[REQUEST_IDENTITIES])?;
        let mut rest = answer.strip_prefix(&[IDENTITIES_ANSWER]).ok_or_else(no_answer)?;
        let count = number(&mut rest)?;
        let mut keys = Vec::new();
        for _ in 0..count {
            let (blob, _comment) = (string(&mut rest)?, string(&mut rest)?);
            keys.extend(ssh_key::PublicKey::from_bytes(blob).ok().map(KeyData::from));
        }
        Ok(keys)
    }

    /// A signature over bytes. An agent that does not have the key, or whose owner says no, answers that it failed.
    pub(super) fn sign(&mut self, key: &KeyData, bytes: &[u8]) -> io::Result<Signature> {
        let blob = ssh_key::PublicKey::from(key.clone()).to_bytes().map_err(io::Error::other)?;
        let mut request = vec![SIGN_REQUEST];
        for part in [blob.as_slice(), bytes] {
            request.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
            request.extend_from_slice(part);
        }
        request.extend_from_slice(&0_u32.to_be_bytes());
        let answer = self.ask(&request)?;
        let mut rest = answer.strip_prefix(&[SIGN_RESPONSE]).ok_or_else(no_answer)?;
        Signature::try_from(string(&mut rest)?).map_err(io::Error::other)
    }

    fn ask(&mut self, request: &[u8]) -> io::Result<Vec<u8>> {
        let Self(stream) = self;
        let mut message = u32::try_from(request.len()).unwrap_or(u32::MAX).to_be_bytes().to_vec();
        message.extend_from_slice(request);
        stream.write_all(&message)?;
        let mut length = [0; 4];
        stream.read_exact(&mut length)?;
        let length = u32::from_be_bytes(length) as usize;
        if length > MOST_BYTES {
            return Err(no_answer());
        }
        let mut answer = vec![0; length];
        stream.read_exact(&mut answer)?;
        Ok(answer)
    }
}

fn no_answer() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

fn number(rest: &mut &[u8]) -> io::Result<u32> {
    let (first, behind) = rest.split_first_chunk::<4>().ok_or_else(no_answer)?;
    *rest = behind;
    Ok(u32::from_be_bytes(*first))
}

fn string<'a>(rest: &mut &'a [u8]) -> io::Result<&'a [u8]> {
    let length = number(rest)? as usize;
    let (text, behind) = rest.split_at_checked(length).ok_or_else(no_answer)?;
    *rest = behind;
    Ok(text)
}

//! A run's folder in one file: a tar, as stock tools make it. Its feeds and evidence are laid out in a folder of
//! their own, which goes when this is dropped.
//!
//! Only what is wanted is read, by names that this program checks: no path of the file leads anywhere else. Nothing is
//! laid out that is larger than this program ever makes it, and no more than half of the disk has room for.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, BufReader, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::evidence::MAX_COPIED_BYTES;
use super::regular_file::{self, FileError};
use super::run_folder::{MAX_FEED_BYTES, MAX_FEEDS, RunFolder};
use super::trouble;
use crate::journal::{Digest, FeedName};
use crate::locale::{Lang, fault as words};
use crate::text::SafeText;

const BLOCK: usize = 512;

/// The most bytes that a tar says its files have.
const MAX_BYTES: u64 = 1 << 36;

/// The most copies of evidence that are laid out.
pub const MAX_COPIES: usize = 10_000;

/// Why a tar is not laid out.
#[derive(Debug)]
pub enum BundleError {
    /// It cannot be opened.
    File(FileError),
    /// It cannot be read on, or what it holds cannot be written.
    Io(io::Error),
    /// The temporary folder takes nothing.
    Folder(PathBuf, io::Error),
    /// Something is wrong with one of its files.
    At(PathBuf, Box<Self>),
    NoTar,
    NoJournal,
    TooLarge {
        size: u64,
        most: u64,
    },
    TooMany {
        most: usize,
    },
    NoRoom,
}

impl From<io::Error> for BundleError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl BundleError {
    /// Why, in a person's language.
    pub fn say(&self, lang: Lang) -> SafeText {
        match self {
            Self::File(error) => error.say(lang),
            Self::Io(error) => trouble::reading(error, lang),
            Self::Folder(folder, error) => {
                words::NOT_LAID_OUT.with(lang, &[&folder.display(), &trouble::meaning(error, lang)])
            }
            Self::At(place, error) => words::AT_PLACE.with(lang, &[&place.display(), &error.say(lang)]),
            Self::NoTar => words::NO_TAR.text(lang),
            Self::NoJournal => words::NO_JOURNAL_IN_TAR.text(lang),
            Self::TooLarge { size, most } => words::TOO_LARGE_IN_TAR.with(lang, &[size, most]),
            Self::TooMany { most } => words::TOO_MANY_IN_TAR.with(lang, &[most]),
            Self::NoRoom => words::NO_ROOM_TO_LAY_OUT.text(lang),
        }
    }
}

/// The feeds and the evidence of a tar.
#[derive(Debug)]
pub struct Bundle {
    folder: PathBuf,
    run: RunFolder,
}

impl Bundle {
    /// Lays out a tar. Fails where it is none, or holds no feed.
    pub fn open(path: &Path) -> Result<Self, BundleError> {
        let file = regular_file::open_through_links(path).map_err(BundleError::File)?;
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(io::Error::from)?;
        let folder = std::env::temp_dir().join(format!("dutybook-{:016x}", u64::from_be_bytes(random)));
        // From here on the folder goes with it.
        let this = Self { run: RunFolder::new(folder.clone()), folder };
        for part in ["journal", "evidence"] {
            super::disk::create_folders(&super::disk::RealDisk, &this.folder.join(part))
                .map_err(|error| BundleError::Folder(this.folder.clone(), error))?;
        }
        let feeds = this.lay_out(&mut BufReader::new(file))?;
        if feeds == 0 { Err(BundleError::NoJournal) } else { Ok(this) }
    }

    /// The run's folder as it was laid out.
    pub const fn run(&self) -> &RunFolder {
        &self.run
    }

    /// Gives how many feeds there were.
    fn lay_out(&self, tar: &mut impl Read) -> Result<usize, BundleError> {
        let (mut left, mut long_name, mut laid) = (MAX_BYTES, None, Laid::within(&self.folder)?);
        while let Some(mut header) = Header::read(tar)? {
            left = left
                .checked_sub(header.size)
                .ok_or(BundleError::TooLarge { size: header.size, most: left })?;
            let mut content = tar.take(header.size);
            if header.kind == b'L' || header.kind == b'x' {
                let mut bytes = Vec::new();
                content.by_ref().take(1 << 16).read_to_end(&mut bytes)?;
                io::copy(&mut content, &mut io::sink())?;
                let name = if header.kind == b'L' { until_nul(&bytes) } else { path_in_pax(&bytes) };
                long_name = name.or(long_name);
            } else {
                header.name = long_name.take().unwrap_or(header.name);
                match place(&header) {
                    Some(place) => {
                        let named = |error| BundleError::At(place.clone(), Box::new(error));
                        laid.admit(&place, header.size).map_err(named)?;
                        let copied = self.copy(&place, &mut content, header.size);
                        copied.map_err(|error| named(error.into()))?;
                    }
                    None => {
                        io::copy(&mut content, &mut io::sink())?;
                    }
                }
            }
            let rest = (BLOCK as u64 - header.size % BLOCK as u64) % BLOCK as u64;
            io::copy(&mut tar.take(rest), &mut io::sink())?;
        }
        Ok(laid.feeds.len())
    }

    /// Writes one file. What a tar holds twice is what it holds last, as for the tools that made it.
    fn copy(&self, place: &Path, content: &mut impl Read, size: u64) -> io::Result<()> {
        let mut options = OpenOptions::new();
        let options = options.write(true).create(true).truncate(true).mode(0o600);
        let mut file = options.open(self.folder.join(place))?;
        let copied = io::copy(content, &mut file)?;
        file.flush()?;
        if copied == size { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}

/// What was laid out so far.
struct Laid {
    feeds: BTreeSet<PathBuf>,
    copies: BTreeSet<PathBuf>,
    /// How many bytes there is still room for.
    room: u64,
}

impl Laid {
    fn within(folder: &Path) -> io::Result<Self> {
        let free = rustix::fs::statvfs(folder)?;
        let room = free.f_bavail.saturating_mul(free.f_frsize) / 2;
        Ok(Self { feeds: BTreeSet::new(), copies: BTreeSet::new(), room })
    }

    /// Whether one more file may be laid out.
    fn admit(&mut self, place: &Path, size: u64) -> Result<(), BundleError> {
        let (known, most, largest) = if place.starts_with("journal") {
            (&mut self.feeds, MAX_FEEDS, MAX_FEED_BYTES)
        } else {
            (&mut self.copies, MAX_COPIES, MAX_COPIED_BYTES)
        };
        known.insert(place.to_owned());
        if size > largest {
            return Err(BundleError::TooLarge { size, most: largest });
        }
        if known.len() > most {
            return Err(BundleError::TooMany { most });
        }
        self.room = self.room.checked_sub(size).ok_or(BundleError::NoRoom)?;
        Ok(())
    }
}

impl Drop for Bundle {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// What a tar says of one of its files.
struct Header {
    name: String,
    size: u64,
    kind: u8,
}

impl Header {
    /// The next header; none at the end.
    fn read(tar: &mut impl Read) -> Result<Option<Self>, BundleError> {
        let mut block = [0; BLOCK];
        if let Err(error) = tar.read_exact(&mut block) {
            return if error.kind() == io::ErrorKind::UnexpectedEof { Ok(None) } else { Err(error.into()) };
        }
        if block.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        let no_tar = || BundleError::NoTar;
        let stated = octal(&block[148..156]).ok_or_else(no_tar)?;
        let is_sum = |(at, byte): (usize, &u8)| if (148..156).contains(&at) { 32 } else { u64::from(*byte) };
        if block.iter().enumerate().map(is_sum).sum::<u64>() != stated {
            return Err(no_tar());
        }
        let name = until_nul(&block[..100]).ok_or_else(no_tar)?;
        let prefix = until_nul(&block[345..500]).unwrap_or_default();
        let is_ustar = &block[257..262] == b"ustar" && !prefix.is_empty();
        let name = if is_ustar { format!("{prefix}/{name}") } else { name };
        Ok(Some(Self { name, size: octal(&block[124..136]).ok_or_else(no_tar)?, kind: block[156] }))
    }
}

/// Where a file belongs: `journal/FEED` or `evidence/COPY`, by the end of its path. Nothing for all others.
fn place(header: &Header) -> Option<PathBuf> {
    let mut parts = header.name.rsplit('/');
    let (file, parent) = (parts.next()?, parts.next()?);
    let is_copy =
        || file.split_once('-').is_some_and(|(digest, _)| Digest::parse(digest.as_bytes()).is_some());
    let is_wanted = match parent {
        "journal" => FeedName::parse(file).is_some(),
        "evidence" => is_copy(),
        _ => false,
    };
    (is_wanted && matches!(header.kind, b'0' | 0)).then(|| Path::new(parent).join(file))
}

fn until_nul(bytes: &[u8]) -> Option<String> {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    String::from_utf8(bytes[..end].to_vec()).ok()
}

/// Octal digits, with spaces or NUL around them; or, as GNU writes what is larger, a binary number.
fn octal(field: &[u8]) -> Option<u64> {
    if let [0x80, rest @ ..] = field {
        return rest.iter().try_fold(0_u64, |sum, byte| sum.checked_mul(256)?.checked_add((*byte).into()));
    }
    let text = std::str::from_utf8(field).ok()?;
    u64::from_str_radix(text.trim_matches([' ', '\0']), 8).ok()
}

/// The path in a pax header: lines of `LENGTH KEY=VALUE`.
fn path_in_pax(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let path = text.lines().find_map(|line| line.split_once(" path=").map(|(_, path)| path.to_owned()));
    path.filter(|path| !path.is_empty())
}

//! What a check of a journal found, and where.
//!
//! A finding holds data; its words stand in `locale::finding`, its code and its meaning in
//! `docs/journal.md`.

use std::sync::Arc;

use super::{FeedName, RunId};
use crate::locale::Both;
use crate::run::FeedId;
use crate::text::SafeText;

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, from the run's folder.
    pub file: Arc<str>,
    /// The line, from 1, where one line is meant.
    pub line: Option<u64>,
    /// Bytes from the start of the file, where a place is meant.
    pub offset: Option<u64>,
    pub kind: FindingKind,
}

/// What is wrong, or worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// The line has not the form of a record; `offset` is the first byte that departs from it.
    Form,
    /// The line is longer than a record may be.
    LineTooLong,
    /// The header does not hash to its `h`.
    HeaderHash,
    /// The body does not hash to the header's `d`.
    BodyDigest,
    /// `prev` is not the `h` of the line before.
    Prev,
    /// The records are not numbered one by one.
    Seq { expected: u64, found: u64 },
    /// The record belongs to another run.
    Run { expected: RunId, found: RunId },
    /// The record belongs to another feed than the file's name says.
    Feed { found: FeedId },
    /// The record is by another person than the file's name says.
    By { found: String },
    /// The boot-time clock runs back.
    Up,
    /// The first record does not open the feed, or a later one does.
    Opening,
    /// Two files hold the same feed.
    DuplicateFeed { other: Arc<str> },
    /// Records of a feed that is not there were seen.
    SeenFeed { feed: FeedId },
    /// A record that is not there was seen.
    SeenRecord { feed: FeedId, seq: u64 },
    /// A record was seen that is not the one that is there.
    SeenHash { feed: FeedId, seq: u64 },
    /// Another person's record was seen or referred to that a later feed leaves behind.
    SeenVoid { feed: FeedId, seq: u64 },
    /// Records that each saw the other first.
    Cycle,
    /// What the feed says of the one that it continues does not fit that one.
    Continues { feed: FeedId },
    /// No file, or none that can be read, such as a link, a pipe or a folder.
    FileType,
    /// The file cannot be read.
    Unreadable { cause: Both<SafeText> },
    /// The file is larger than this program reads.
    FileTooLong,
    /// A file of the run whose digest stands in the feed's first record is not there.
    FileMissing { name: String },
    /// Such a file has other bytes.
    FileChanged { name: String },
    /// A copied piece of evidence is not there.
    EvidenceMissing { name: String },
    /// A copied piece of evidence has other bytes.
    EvidenceChanged { name: String },
    /// A record that was noted down elsewhere is not there, or not so.
    HeldHead { feed: FeedId, seq: u64 },
    /// The signature of a checkpoint is not good.
    Signature,
    /// A checkpoint states what the records are not.
    Checkpoint,
    /// The file is another account's than its first record says.
    Owner { stated: u32, found: u32 },
    /// There is no feed at all.
    NoFeed,

    /// The file ends within a record.
    TornTail { bytes: u64 },
    /// Records after those that count, since a later feed continues an earlier place.
    Void { records: u64, bytes: u64 },
    /// Bodies that were taken out.
    Withheld { records: u64 },
    /// Records of a newer version.
    Newer { records: u64 },
    /// A feed without a record.
    EmptyFeed,
    /// A file whose name is none of a feed's.
    StrayFile,
}

/// The changed bytes of which a finding may be no more than a consequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follows {
    Nothing,
    /// The header of the same line.
    Header,
    /// The header of the same line or of the one before.
    HeaderBefore,
    /// The header or the body of the same line.
    Body,
}

impl FindingKind {
    /// The kind's name in JSON and in the document.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::LineTooLong => "line-too-long",
            Self::HeaderHash => "header-hash",
            Self::BodyDigest => "body-digest",
            Self::Prev => "prev",
            Self::Seq { .. } => "seq",
            Self::Run { .. } => "run",
            Self::Feed { .. } => "feed",
            Self::By { .. } => "by",
            Self::Up => "up",
            Self::Opening => "opening",
            Self::DuplicateFeed { .. } => "duplicate-feed",
            Self::SeenFeed { .. } => "seen-feed",
            Self::SeenRecord { .. } => "seen-record",
            Self::SeenHash { .. } => "seen-hash",
            Self::SeenVoid { .. } => "seen-void",
            Self::Cycle => "cycle",
            Self::Continues { .. } => "continues",
            Self::FileType => "file-type",
            Self::Unreadable { .. } => "unreadable",
            Self::FileTooLong => "file-too-long",
            Self::FileMissing { .. } => "file-missing",
            Self::FileChanged { .. } => "file-changed",
            Self::EvidenceMissing { .. } => "evidence-missing",
            Self::EvidenceChanged { .. } => "evidence-changed",
            Self::HeldHead { .. } => "held-head",
            Self::Signature => "signature",
            Self::Checkpoint => "checkpoint",
            Self::Owner { .. } => "owner",
            Self::NoFeed => "no-feed",
            Self::TornTail { .. } => "torn-tail",
            Self::Void { .. } => "void",
            Self::Withheld { .. } => "withheld",
            Self::Newer { .. } => "newer",
            Self::EmptyFeed => "empty-feed",
            Self::StrayFile => "stray-file",
        }
    }

    /// Whether the journal is damaged. The others are what a crash leaves, or what was done on purpose.
    pub const fn is_damage(&self) -> bool {
        !matches!(
            self,
            Self::TornTail { .. }
                | Self::Void { .. }
                | Self::Withheld { .. }
                | Self::Newer { .. }
                | Self::EmptyFeed
                | Self::StrayFile
        )
    }

    /// Whether it leaves doubt which run the journal is of, or whether it is the one that was shown, so that nothing
    /// should be written to it.
    pub const fn makes_the_run_doubtful(&self) -> bool {
        matches!(self, Self::HeaderHash | Self::Run { .. } | Self::HeldHead { .. })
    }

    pub(super) const fn follows(&self) -> Follows {
        match self {
            Self::Prev | Self::Seq { .. } | Self::Up => Follows::HeaderBefore,
            Self::Run { .. }
            | Self::SeenFeed { .. }
            | Self::SeenRecord { .. }
            | Self::SeenHash { .. }
            | Self::SeenVoid { .. } => Follows::Header,
            Self::Form | Self::Opening | Self::Signature => Follows::Body,
            Self::LineTooLong
            | Self::HeaderHash
            | Self::BodyDigest
            | Self::Feed { .. }
            | Self::By { .. }
            | Self::DuplicateFeed { .. }
            | Self::Cycle
            | Self::Continues { .. }
            | Self::FileType
            | Self::Unreadable { .. }
            | Self::FileTooLong
            | Self::FileMissing { .. }
            | Self::FileChanged { .. }
            | Self::EvidenceMissing { .. }
            | Self::EvidenceChanged { .. }
            | Self::HeldHead { .. }
            | Self::Owner { .. }
            | Self::Checkpoint
            | Self::NoFeed
            | Self::TornTail { .. }
            | Self::Void { .. }
            | Self::Withheld { .. }
            | Self::Newer { .. }
            | Self::EmptyFeed
            | Self::StrayFile => Follows::Nothing,
        }
    }
}

impl Finding {
    /// A finding about a whole file.
    pub fn of_file(file: &str, kind: FindingKind) -> Self {
        Self { file: file.into(), line: None, offset: None, kind }
    }

    /// A feed's file, from the run's folder.
    pub fn file_of(name: &FeedName) -> Arc<str> {
        format!("journal/{name}").into()
    }
}

//! A finding as a sentence.

use super::{Finding, FindingKind};
use crate::locale::{Lang, finding as words};
use crate::text::SafeText;

impl Finding {
    /// Where it is, what it is, and its code.
    pub fn say(&self, lang: Lang) -> SafeText {
        let (file, text, code) = (&self.file, self.kind.say(lang), self.kind.code());
        match (self.line, self.offset) {
            (Some(line), Some(offset)) => words::AT_LINE.with(lang, &[file, &line, &offset, &text, &code]),
            (Some(line), None) => words::AT_LINE_ONLY.with(lang, &[file, &line, &text, &code]),
            (None, Some(_) | None) => words::AT_FILE.with(lang, &[file, &text, &code]),
        }
    }
}

impl FindingKind {
    /// What it is.
    pub fn say(&self, lang: Lang) -> SafeText {
        match self {
            Self::Form => words::FORM.text(lang),
            Self::LineTooLong => words::LINE_TOO_LONG.text(lang),
            Self::HeaderHash => words::HEADER_HASH.text(lang),
            Self::BodyDigest => words::BODY_DIGEST.text(lang),
            Self::Prev => words::PREV.text(lang),
            Self::Seq { expected, found } => words::SEQ.with(lang, &[expected, found]),
            Self::Run { found, .. } => words::RUN.with(lang, &[found]),
            Self::Feed { found } => words::FEED.with(lang, &[found]),
            Self::By { found } => words::BY.with(lang, &[found]),
            Self::Up => words::UP.text(lang),
            Self::Opening => words::OPENING.text(lang),
            Self::DuplicateFeed { other } => words::DUPLICATE_FEED.with(lang, &[other]),
            Self::SeenFeed { feed } => words::SEEN_FEED.with(lang, &[feed]),
            Self::SeenRecord { feed, seq } => words::SEEN_RECORD.with(lang, &[feed, seq]),
            Self::SeenHash { feed, seq } => words::SEEN_HASH.with(lang, &[feed, seq]),
            Self::SeenVoid { feed, seq } => words::SEEN_VOID.with(lang, &[feed, seq]),
            Self::Cycle => words::CYCLE.text(lang),
            Self::Continues { feed } => words::CONTINUES.with(lang, &[feed]),
            Self::FileType => words::FILE_TYPE.text(lang),
            Self::Unreadable { cause } => words::UNREADABLE.with(lang, &[cause.get(lang)]),
            Self::FileTooLong => words::FILE_TOO_LONG.text(lang),
            Self::FileMissing { name } => words::FILE_MISSING.with(lang, &[name]),
            Self::FileChanged { name } => words::FILE_CHANGED.with(lang, &[name]),
            Self::EvidenceMissing { name } => words::EVIDENCE_MISSING.with(lang, &[name]),
            Self::EvidenceChanged { name } => words::EVIDENCE_CHANGED.with(lang, &[name]),
            Self::HeldHead { feed, seq } => words::HELD_HEAD.with(lang, &[feed, seq]),
            Self::Signature => words::SIGNATURE.text(lang),
            Self::Checkpoint => words::CHECKPOINT.text(lang),
            Self::Owner { stated, found } => words::OWNER.with(lang, &[stated, found]),
            Self::NoFeed => words::NO_FEED.text(lang),
            Self::TornTail { bytes } => words::TORN_TAIL.with(lang, &[bytes]),
            Self::Void { records, bytes } => words::VOID.with(lang, &[records, bytes]),
            Self::Withheld { records } => words::WITHHELD.with(lang, &[records]),
            Self::Newer { records } => words::NEWER.with(lang, &[records]),
            Self::EmptyFeed => words::EMPTY_FEED.text(lang),
            Self::StrayFile => words::STRAY_FILE.text(lang),
        }
    }
}

//! What the machine said when it refused, in words.

use std::io;

use rustix::io::Errno;

use crate::locale::{Both, Lang, Word, fault as words};
use crate::text::SafeText;

/// Why something is not read, where the system has nothing to add.
const PLAIN: [(io::ErrorKind, Word); 2] =
    [(io::ErrorKind::NotFound, words::NO_SUCH_FILE), (io::ErrorKind::PermissionDenied, words::MAY_NOT_READ)];

/// The same, where it has.
const READING: [(io::ErrorKind, Word); 4] = [
    (io::ErrorKind::IsADirectory, words::IS_FOLDER),
    (io::ErrorKind::NotADirectory, words::IS_NO_FOLDER),
    (io::ErrorKind::InvalidData, words::NOT_UNDERSTOOD),
    (io::ErrorKind::UnexpectedEof, words::CUT_SHORT),
];

/// What an error of a disk means where something was to be written, and what the system calls it.
pub fn meaning(error: &io::Error, lang: Lang) -> SafeText {
    said(known(error).unwrap_or(words::OTHER), error, lang)
}

/// The same where something was to be read.
pub fn reading(error: &io::Error, lang: Lang) -> SafeText {
    let of = |words: &[(io::ErrorKind, Word)]| {
        words.iter().find(|(kind, _)| *kind == error.kind()).map(|(_, word)| *word)
    };
    match of(&PLAIN) {
        Some(plain) => plain.text(lang),
        None if Errno::from_io_error(error) == Some(Errno::LOOP) => said(words::LINKS_GO_ROUND, error, lang),
        None => said(of(&READING).or_else(|| known(error)).unwrap_or(words::UNREAD), error, lang),
    }
}

/// The same in both languages, for what is kept until somebody is told.
pub fn reading_in_both(error: &io::Error) -> Both<SafeText> {
    Both { zh: reading(error, Lang::Zh), en: reading(error, Lang::En) }
}

/// What an error means that is no disk's: of a program that does not start, of another that does not answer.
pub fn plainly(error: &io::Error, lang: Lang) -> SafeText {
    if let Some((_, plain)) = PLAIN.iter().find(|(kind, _)| *kind == error.kind()) {
        return plain.text(lang);
    }
    match (lang, error.raw_os_error()) {
        (Lang::En, _) => SafeText::line(&error.to_string()),
        (Lang::Zh, Some(number)) => words::SYSTEM_NUMBER.with(lang, &[&number]),
        (Lang::Zh, None) => words::UNNAMED.text(lang),
    }
}

/// The system speaks English; in Chinese its number stands instead, by which the same is found.
fn said(word: Word, error: &io::Error, lang: Lang) -> SafeText {
    match (lang, error.raw_os_error()) {
        (Lang::En, _) => words::WITH_SYSTEM.with(lang, &[&word.get(lang), error]),
        (Lang::Zh, Some(number)) => words::WITH_SYSTEM.with(lang, &[&word.get(lang), &number]),
        (Lang::Zh, None) => word.text(lang),
    }
}

fn known(error: &io::Error) -> Option<Word> {
    Some(match Errno::from_io_error(error) {
        Some(Errno::NOSPC) => words::FULL,
        Some(Errno::DQUOT) => words::QUOTA,
        Some(Errno::IO) => words::BROKEN,
        Some(Errno::ROFS) => words::READ_ONLY_DISK,
        Some(Errno::FBIG) => words::TOO_BIG,
        Some(Errno::ACCESS | Errno::PERM) => words::NO_PERMISSION,
        Some(Errno::NOENT | Errno::NOTDIR | Errno::NODEV | Errno::NXIO) => words::GONE,
        Some(Errno::STALE | Errno::TIMEDOUT | Errno::HOSTDOWN | Errno::HOSTUNREACH | Errno::NOTCONN) => {
            words::NOT_ANSWERING
        }
        Some(Errno::LOOP) => words::IS_LINK,
        Some(Errno::INTR) => words::INTERRUPTED,
        Some(Errno::MFILE | Errno::NFILE) => words::TOO_MANY_FILES,
        None if error.kind() == io::ErrorKind::StorageFull => words::FULL,
        Some(_) | None => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tired_person_reads_says_what_it_means_and_what_the_system_said() {
        let full = io::Error::from(Errno::NOSPC);
        assert_eq!(meaning(&full, Lang::Zh).as_str(), "磁盘满了（系统错误 28）");
        assert_eq!(meaning(&full, Lang::En).as_str(), format!("the disk is full ({full})"));
        let told = [
            Errno::ACCESS,
            Errno::NOENT,
            Errno::ISDIR,
            Errno::NOTDIR,
            Errno::NOSPC,
            Errno::LOOP,
            Errno::IO,
            Errno::NOSYS,
        ];
        let kinds = [io::ErrorKind::UnexpectedEof, io::ErrorKind::InvalidData, io::ErrorKind::StorageFull];
        let errors = told.map(io::Error::from).into_iter().chain(kinds.map(io::Error::from));
        for error in errors {
            for said in [meaning(&error, Lang::Zh), reading(&error, Lang::Zh), plainly(&error, Lang::Zh)] {
                let english = said.as_str().replace("ulimit -f", "");
                assert!(!english.contains(|char: char| char.is_ascii_alphabetic()), "{said}");
            }
        }
        let broken = io::Error::from(Errno::IO);
        assert!(meaning(&broken, Lang::En).as_str().starts_with("the disk reports an error"));
        let odd = io::Error::other("what?");
        assert_eq!(meaning(&odd, Lang::En).as_str(), "the disk did not take it (what?)");
    }
}

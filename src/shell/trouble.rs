//! What the machine said when it refused, in words.

use std::io;

use rustix::io::Errno;

use crate::locale::{Lang, Word, fault as words};
use crate::text::SafeText;

/// What an error of a disk means, and the system's own words for it.
pub fn meaning(error: &io::Error, lang: Lang) -> SafeText {
    words::WITH_SYSTEM.with(lang, &[&word(error).get(lang), error])
}

fn word(error: &io::Error) -> Word {
    match Errno::from_io_error(error) {
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
        Some(_) | None => words::OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tired_person_reads_says_what_it_means_and_what_the_system_said() {
        let full = io::Error::from(Errno::NOSPC);
        assert_eq!(meaning(&full, Lang::Zh).as_str(), format!("磁盘满了（{full}）"));
        let broken = io::Error::from(Errno::IO);
        assert!(meaning(&broken, Lang::En).as_str().starts_with("the disk reports an error"));
        let odd = io::Error::other("what?");
        assert_eq!(meaning(&odd, Lang::En).as_str(), "the disk did not take it (what?)");
    }
}

//! The name of a feed's file: `PERSON-FEED.jsonl`.

use std::fmt;

use super::PersonId;
use crate::run::FeedId;

/// Whose feed a file is, and which.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FeedName {
    pub person: PersonId,
    pub feed: FeedId,
}

impl FeedName {
    /// Reads the name of a file, without folders.
    pub fn parse(file: &str) -> Option<Self> {
        let (person, feed) = file.strip_suffix(".jsonl")?.rsplit_once('-')?;
        Some(Self { person: PersonId::new(person)?, feed: FeedId::parse(feed)? })
    }
}

impl fmt::Display for FeedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}.jsonl", self.person, self.feed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_name_prints_as_it_reads() {
        for name in ["alice-0f3a9c51d2b7e884.jsonl", "li.si+2@corp-a-0000000000000001.jsonl"] {
            assert_eq!(FeedName::parse(name).unwrap().to_string(), name);
        }
        for name in [
            "alice-0f3a9c51d2b7e884",
            "-0f3a9c51d2b7e884.jsonl",
            "alice-0F3A9C51D2B7E884.jsonl",
            "alice-0f3a9c51d2b7e884 (1).jsonl",
            "小李-0f3a9c51d2b7e884.jsonl",
        ] {
            assert_eq!(FeedName::parse(name), None, "{name}");
        }
    }
}

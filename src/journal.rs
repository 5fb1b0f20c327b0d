//! The journal: records as bytes, feeds as chains, and one order for all of them (`docs/journal.md`).
//!
//! What comes in are the bytes of files, what goes out are facts and findings. Nothing here opens a file,
//! repairs one, or decides what a fact means.

pub mod ascii;
mod bodies;
mod body;
pub mod chain;
pub mod checkpoint;
mod continued;
mod copied;
mod cursor;
pub mod digest;
pub mod entry;
pub mod facts;
pub mod feed;
pub mod feed_name;
pub mod finding;
mod finding_text;
pub mod frontier;
pub mod head;
mod late;
pub mod merge;
pub mod opening;
mod parallel;
pub mod person_id;
pub mod record;
mod records;
pub mod run_id;
mod seen;
pub mod summary;
mod titles;
pub mod told;
pub mod verify;
mod weighed;
mod which_run;

pub use chain::{Chain, Reached, Tail};
pub use digest::Digest;
pub use entry::Entry;
pub use facts::Facts;
pub use feed::Feed;
pub use feed_name::FeedName;
pub use finding::{Finding, FindingKind};
pub use frontier::Frontier;
pub use head::Head;
pub use merge::Journal;
pub use opening::Opening;
pub use person_id::PersonId;
pub use record::{Draft, DraftError, Line, MAX_LINE_BYTES, Record, Salt};
pub use records::Records;
pub use run_id::RunId;
pub use summary::Summary;
pub use told::Told;
pub use verify::Report;
pub use weighed::Weighed;
pub use which_run::which_run;

//! Both READMEs, done as they say: every block, the way through a first incident, the picture, the keys.
//!
//! `UPDATE_EXPECTED=1 cargo test readme` writes anew what is made from the program.

mod blocks;
mod page;
mod tables;
mod terminal;
mod themes;
mod walk;

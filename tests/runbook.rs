//! Runbooks: what is refused, and what is written down about them.

pub(crate) mod document;
mod overlay;
mod shipped;
mod torture;

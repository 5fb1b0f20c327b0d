//! Runbooks: what is refused, and what is written down about them.

mod document;
mod overlay;
mod shipped;
mod torture;

//! The journal as bytes: what is found, what is recovered, and in which order.

mod builder;
mod command;
mod document;
mod feed;
mod golden;
mod independent;
mod merge;
mod verify;

pub(crate) use command::home as golden_home;

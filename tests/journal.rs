//! The journal as bytes: what is found, what is recovered, and in which order.

pub(crate) mod builder;
mod checkpoints;
mod command;
mod document;
mod every_bit;
mod feed;
mod frontier;
mod golden;
mod hostile;
mod independent;
mod merge;
mod pull;
mod verify;
mod which_run;

pub(crate) use command::home as golden_home;

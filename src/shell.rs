//! The only code that touches the world: the terminal, the clocks, signals, files.
//!
//! It carries out what the core asks for, and decides nothing about a run.

// The core may not read clocks, disks and the environment; this is the place that may.
#![allow(clippy::disallowed_methods)]

mod agent;
pub mod alarm;
pub mod all_runs;
pub mod bundle;
pub mod call;
pub mod clock;
pub mod config;
pub mod desk;
pub mod dialect;
pub mod disk;
pub mod disk_thread;
pub mod doctor;
pub mod drafts;
pub mod environment;
pub mod event_loop;
pub mod evidence;
mod feed_files;
pub mod filesystem;
mod follow;
mod front;
mod grid;
pub mod home;
pub mod identity;
pub mod index;
pub mod input;
pub mod keys;
mod kit;
pub mod library;
mod lines;
pub mod look;
pub mod machine;
pub mod manners;
mod motion;
pub mod new_file;
pub mod one_shot;
mod osc;
pub mod panics;
pub mod paths;
mod pen;
pub mod presence;
pub mod pull;
pub mod reading;
pub mod regular_file;
pub mod renderer;
pub mod run_folder;
pub mod run_name;
pub mod runbook_file;
mod screen;
mod scribe;
mod scroll;
pub mod settings;
pub mod shared;
pub mod signals;
pub mod signers;
pub mod spelling;
pub mod store;
mod stroke;
pub mod telling;
pub mod terminal;
pub mod told;
mod tracing;
pub mod trouble;
pub mod tty;
pub mod wake;
pub mod watch;
pub mod wishes;
pub mod zoneinfo;

pub use disk::{Disk, DiskFile, RealDisk, new_run_id};
pub use environment::Environment;
pub use home::{FindError, Home, NewRun};
pub use run_folder::{ReadRun, RunFolder};
pub use run_name::RunName;
pub use runbook_file::{RunbookFile, RunbookFileError, Shelf};
pub use settings::{Overrides, Settings, SettingsError};
pub use store::{AppendError, Desk, FeedWriter};

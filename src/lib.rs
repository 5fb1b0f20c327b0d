//! dutybook (值班簿): a full-screen terminal runbook console.

pub mod app;
pub mod cli;
pub mod journal;
pub mod locale;
pub mod report;
pub mod run;
pub mod runbook;
pub mod shell;
pub mod text;
pub mod theme;
pub mod time;
pub mod view;

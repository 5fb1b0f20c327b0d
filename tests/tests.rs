//! The one integration-test binary.
// A helper of a test fails as the test does, and tests touch the world.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

mod account;
mod app;
mod clocks;
mod console;
mod faults;
mod fuzz;
mod invalid;
mod journal;
mod keys;
mod left_behind;
mod notices;
mod plain;
mod reach;
mod readme;
mod rows;
mod runbook;
mod runbooks;
mod screens;
mod shell;
mod shifts;
mod tidy;

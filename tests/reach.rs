//! Whatever a run can hold, a person can record: on the screen, in lines and from the shell.

mod kinds;
mod lines;
mod rules;
mod shell;

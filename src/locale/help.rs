//! The help of the command line in Chinese. In English it is what the commands say of themselves.
//!
//! The words are found by the path of a command (`ask set`; empty for the program itself) and by the name of an
//! argument. What several commands share is written once. Nothing here knows what commands there are: a test holds
//! both against each other.

mod commands;
mod deeds;
mod usage;
mod writing;

pub use usage::{SHARED, SHARED_VALUES, VALUE_NAMES};

/// A name and the words for it.
pub type Named = (&'static str, &'static str);

/// An argument, one of its values, and the words for it.
pub type Value = (&'static str, &'static str, &'static str);

/// What a command says of itself.
#[derive(Clone, Copy, Debug)]
pub struct CommandWords {
    /// The names that lead to it, without the program's.
    pub path: &'static str,
    pub about: &'static str,
    /// Lines of a shell, without heading and indent.
    pub examples: &'static [&'static str],
    /// Its own arguments.
    pub arguments: &'static [Named],
    /// What its own values mean.
    pub values: &'static [Value],
}

/// The words of every command.
pub fn commands() -> impl Iterator<Item = &'static CommandWords> {
    commands::COMMANDS.iter().chain(writing::COMMANDS).chain(deeds::COMMANDS)
}

/// The words of one command.
pub fn command(path: &str) -> Option<&'static CommandWords> {
    commands().find(|words| words.path == path)
}

/// What an argument is.
pub fn argument(path: &str, name: &str) -> Option<&'static str> {
    let own = command(path).and_then(|words| named(words.arguments, name));
    own.or_else(|| named(SHARED, name))
}

/// What a value of an argument means.
pub fn value(path: &str, argument: &str, name: &str) -> Option<&'static str> {
    let find = |values: &'static [Value]| values.iter().find(|value| (value.0, value.1) == (argument, name));
    let own = command(path).and_then(|words| find(words.values));
    own.or_else(|| find(SHARED_VALUES)).map(|value| value.2)
}

/// What stands for a value, such as `RUN`.
pub fn value_name(name: &str) -> Option<&'static str> {
    named(VALUE_NAMES, name)
}

fn named(list: &'static [Named], name: &str) -> Option<&'static str> {
    list.iter().find(|entry| entry.0 == name).map(|entry| entry.1)
}

//! The commands with what they say of themselves in a person's language.
//!
//! In Chinese the values of an argument are known by their names alone, so these commands tell what is there and what
//! is wrong, and nothing is ever read out of what they parse.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, CommandFactory};

use super::{Cli, help_page};
use crate::locale::{Lang, help, misuse as words};

/// The program's commands in a language.
pub fn commands(lang: Lang) -> Command {
    translated(Cli::command(), lang)
}

/// Commands of this program in a language.
pub(super) fn translated(mut command: Command, lang: Lang) -> Command {
    match lang {
        Lang::Zh => {
            // What clap adds, such as `--help`, is there only once it is built.
            command.build();
            in_chinese(command, "")
        }
        Lang::En => command,
    }
}

/// Help, or why the arguments cannot be used, from commands in a language. Nothing where they can be used.
pub(super) fn complaint(
    arguments: impl IntoIterator<Item = std::ffi::OsString>,
    lang: Lang,
) -> Option<clap::Error> {
    let commands = match lang {
        Lang::Zh => help_page::with_pages(commands(lang), help_page::width(), lang),
        Lang::En => commands(lang),
    };
    commands.try_get_matches_from(arguments).err()
}

fn in_chinese(command: Command, path: &str) -> Command {
    let command = match help::command(path) {
        Some(words) => {
            let command = command.about(words.about).long_about(None::<&str>);
            if words.examples.is_empty() { command } else { command.after_help(examples(words.examples)) }
        }
        None => command,
    };
    let command = if command.has_subcommands() {
        command
            .subcommand_help_heading(words::COMMANDS.get(Lang::Zh))
            .subcommand_value_name(words::A_COMMAND.get(Lang::Zh))
    } else {
        command
    };
    command.mut_args(|argument| argument_in_chinese(argument, path)).mut_subcommands(|below| {
        let path = format!("{path} {}", below.get_name());
        in_chinese(below, path.trim_start())
    })
}

fn examples(lines: &[&str]) -> String {
    let heading = words::SECTION.with(Lang::Zh, &[&words::EXAMPLES.get(Lang::Zh)]);
    format!("{heading}\n  {}", lines.join("\n  "))
}

fn argument_in_chinese(argument: Arg, path: &str) -> Arg {
    let id = argument.get_id().as_str().to_owned();
    let argument = match help::argument(path, &id) {
        Some(words) => argument.help(words).long_help(None::<&str>),
        None => argument,
    };
    if !argument.get_action().takes_values() {
        return argument;
    }
    let argument = match help::value_name(&value_name(&argument)) {
        Some(name) => argument.value_name(name),
        None => argument,
    };
    let values = argument.get_possible_values();
    if values.is_empty() {
        return argument;
    }
    let values = values.into_iter().map(|value| value_in_chinese(value, path, &id));
    argument.value_parser(PossibleValuesParser::new(values.collect::<Vec<_>>()))
}

fn value_in_chinese(value: PossibleValue, path: &str, argument: &str) -> PossibleValue {
    match help::value(path, argument, value.get_name()) {
        Some(words) => value.help(words),
        None => value,
    }
}

/// What stands for an argument's value, such as `RUN`.
pub(super) fn value_name(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    names.first().map_or_else(|| argument.get_id().as_str().to_uppercase(), ToString::to_string)
}

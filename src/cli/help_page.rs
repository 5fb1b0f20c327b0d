//! The help of a command where its words are Chinese.
//!
//! clap breaks lines at spaces and counts a wide character as one column, so its pages of Chinese text neither break
//! nor stand in columns. These do. There is one page for `-h` and `--help`.

use clap::{Arg, Command};

use crate::locale::{Lang, misuse as words};
use crate::text::{Ambiguous, SafeText};
use crate::view::wrap::wrap;

/// The widest page; longer lines are hard to read.
const MOST_COLUMNS: usize = 100;

/// The narrowest page that is laid out for.
const FEWEST_COLUMNS: usize = 20;

/// How far what explains a row stands in where it has lines of its own.
const INDENT: usize = 10;

/// How wide a page is: as the terminal, else as `COLUMNS` says, within reason.
pub(super) fn width() -> usize {
    let told = rustix::termios::tcgetwinsize(std::io::stdout()).ok().map(|size| usize::from(size.ws_col));
    let said = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let columns = told.filter(|columns| *columns > 0).or_else(said).unwrap_or(MOST_COLUMNS);
    columns.clamp(FEWEST_COLUMNS, MOST_COLUMNS)
}

/// Commands that show these pages as their help.
pub(super) fn with_pages(mut command: Command, width: usize, lang: Lang) -> Command {
    let page = page(&mut command, width, lang);
    command.override_help(page).mut_subcommands(|below| with_pages(below, width, lang))
}

/// A usage as clap has it, with its few words said in a language: a line for each way to use a command.
pub(super) fn usage(clap: &str, lang: Lang) -> Vec<SafeText> {
    let (english, own) = (words::ANY_OPTIONS.get(Lang::En), words::ANY_OPTIONS.get(lang));
    let ways = clap.trim_start_matches("Usage:").lines().map(str::trim).filter(|way| !way.is_empty());
    ways.map(|way| words::USAGE.with(lang, &[&way.replace(english, own)])).collect()
}

/// The whole help of a built command, a line for each line.
fn page(command: &mut Command, width: usize, lang: Lang) -> String {
    let mut lines = Vec::new();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    lines.extend(wrap(&SafeText::line(&about), width, Ambiguous::Narrow).iter().map(ToString::to_string));
    let usage = usage(&command.render_usage().to_string(), lang);
    lines.push(String::new());
    lines.extend(
        usage.iter().flat_map(|way| wrap(way, width, Ambiguous::Narrow)).map(|line| line.to_string()),
    );
    let (positionals, options): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().filter(|argument| !argument.is_hide_set()).partition(|a| a.is_positional());
    let below = command.get_subcommands().filter(|below| !below.is_hide_set());
    for (heading, rows) in [
        (words::COMMANDS, below.map(Row::of_command).collect::<Vec<_>>()),
        (words::ARGUMENTS, positionals.into_iter().map(|argument| Row::of(argument, lang)).collect()),
        (words::OPTIONS, own_first(options).into_iter().map(|argument| Row::of(argument, lang)).collect()),
    ] {
        if !rows.is_empty() {
            lines.push(String::new());
            lines.push(words::SECTION.with(lang, &[&heading.get(lang)]).to_string());
            lines.extend(laid_out(&rows, width));
        }
    }
    if let Some(examples) = command.get_after_help() {
        lines.push(String::new());
        // They are copied, so no line of them is broken.
        lines.extend(examples.to_string().lines().map(str::to_owned));
    }
    lines.join("\n") + "\n"
}

/// A command's own options before those that every command has.
fn own_first(mut options: Vec<&Arg>) -> Vec<&Arg> {
    let is_of_clap = |option: &Arg| ["help", "version"].contains(&option.get_id().as_str());
    options.sort_by_key(|option| (is_of_clap(option), option.is_global_set()));
    options
}

/// What is typed, and what it is.
struct Row {
    typed: String,
    told: Vec<SafeText>,
}

impl Row {
    fn of_command(command: &Command) -> Self {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        Self { typed: command.get_name().to_owned(), told: vec![SafeText::line(&about)] }
    }

    fn of(argument: &Arg, lang: Lang) -> Self {
        let typed = match argument.get_short() {
            _ if argument.is_positional() => argument.to_string(),
            Some(short) => format!("-{short}, {argument}"),
            None => format!("    {argument}"),
        };
        let mut first = argument.get_help().map(ToString::to_string).unwrap_or_default();
        let (mut values, mut plain) = (Vec::new(), Vec::new());
        if argument.get_action().takes_values() {
            if !argument.get_default_values().is_empty() && !argument.is_hide_default_value_set() {
                let default = argument.get_default_values().iter().map(|value| value.to_string_lossy());
                let default = default.collect::<Vec<_>>().join(words::BETWEEN.get(lang));
                first = format!("{first} {}", words::DEFAULT.with(lang, &[&default]));
            }
            for value in argument.get_possible_values() {
                match value.get_help() {
                    Some(help) => {
                        values.push(words::VALUE_MEANS.with(lang, &[&value.get_name(), help]));
                    }
                    None => plain.push(value.get_name().to_owned()),
                }
            }
        }
        if !plain.is_empty() {
            let plain = plain.join(words::BETWEEN.get(lang));
            first = format!("{first} {}", words::POSSIBLE.with(lang, &[&plain]));
        }
        let told = std::iter::once(SafeText::line(first.trim())).chain(values).collect();
        Self { typed, told }
    }
}

/// Rows in two columns, or one below the other where the page is too narrow for that.
fn laid_out(rows: &[Row], width: usize) -> Vec<String> {
    let typed = |row: &Row| SafeText::line(&row.typed);
    let widest = rows.iter().map(|row| typed(row).width(Ambiguous::Narrow)).max().unwrap_or_default();
    let column = widest + 4;
    let is_wide = column * 2 <= width;
    let indent = if is_wide { column } else { INDENT };
    let mut lines = Vec::new();
    for row in rows {
        let told: Vec<SafeText> =
            row.told.iter().flat_map(|line| wrap(line, width - indent, Ambiguous::Narrow)).collect();
        let mut told = told.iter();
        let first = format!("  {}", typed(row));
        if is_wide {
            let gap = " ".repeat(column - 2 - typed(row).width(Ambiguous::Narrow));
            let text = told.next().map(ToString::to_string).unwrap_or_default();
            lines.push(format!("{first}{gap}{text}").trim_end().to_owned());
        } else {
            lines.push(first);
        }
        lines.extend(told.map(|text| format!("{}{text}", " ".repeat(indent))));
    }
    lines
}

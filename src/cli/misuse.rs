//! Why the arguments cannot be used, in a person's language.
//!
//! The English is clap's, to the letter. What there are no words for is left to clap.

use std::error::Error;
use std::fmt;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::help_page;
use crate::locale::{Lang, Word, misuse as words};
use crate::text::SafeText;

/// Why a value cannot be used, in every language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unfit(pub(super) Word);

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.get(Lang::En))
    }
}

impl Error for Unfit {}

/// What is wrong, what may have been meant, the usage, and where more is told. Nothing for what is no misuse, and
/// for a kind that there are no words for.
pub(super) fn say(error: &clap::Error, lang: Lang) -> Option<Vec<SafeText>> {
    let (what, more) = trouble(error, lang)?;
    let mut lines = vec![words::ERROR.with(lang, &[&what])];
    lines.extend(more);
    let tips = tips(error, lang);
    if !tips.is_empty() {
        lines.push(SafeText::default());
        lines.extend(tips);
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        lines.push(SafeText::default());
        lines.extend(help_page::usage(&usage.to_string(), lang));
    }
    lines.push(SafeText::default());
    lines.push(words::MORE.text(lang));
    Some(lines)
}

/// What is wrong in a line, and the lines that belong to it.
fn trouble(error: &clap::Error, lang: Lang) -> Option<(SafeText, Vec<SafeText>)> {
    let argument = || one(error, ContextKind::InvalidArg);
    let value = || one(error, ContextKind::InvalidValue);
    let command = || one(error, ContextKind::InvalidSubcommand);
    let line = |word: Word, values: &[&dyn fmt::Display]| (word.with(lang, values), Vec::new());
    Some(match error.kind() {
        ErrorKind::UnknownArgument => line(words::UNKNOWN_ARGUMENT, &[&argument()?]),
        ErrorKind::InvalidSubcommand => line(words::UNKNOWN_COMMAND, &[&command()?]),
        ErrorKind::ArgumentConflict => conflict(error, argument()?, lang)?,
        ErrorKind::InvalidValue => {
            let what = match value()? {
                "" => words::NO_VALUE.with(lang, &[&argument()?]),
                value => words::BAD_VALUE.with(lang, &[&value, &argument()?]),
            };
            (what, possible(error, ContextKind::ValidValue, words::POSSIBLE, lang))
        }
        ErrorKind::ValueValidation => {
            let what = words::BAD_VALUE.with(lang, &[&value()?, &argument()?]);
            match error.source() {
                Some(source) => line(words::BECAUSE, &[&what, &because(source, lang)]),
                None => (what, Vec::new()),
            }
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = many(error, ContextKind::InvalidArg)?;
            (words::MISSING.text(lang), missing.iter().map(|name| indented(name)).collect())
        }
        ErrorKind::MissingSubcommand => {
            let what = words::NO_COMMAND.with(lang, &[&command()?]);
            (what, possible(error, ContextKind::ValidSubcommand, words::POSSIBLE_COMMANDS, lang))
        }
        ErrorKind::NoEquals => line(words::NO_EQUALS, &[&argument()?]),
        ErrorKind::InvalidUtf8 => line(words::NOT_UTF8, &[]),
        // No argument here takes a number of values; the rest is no misuse, and clap may find more that can be wrong.
        ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion
        | ErrorKind::Io
        | ErrorKind::Format
        | _ => return None,
    })
}

fn conflict(error: &clap::Error, argument: &str, lang: Lang) -> Option<(SafeText, Vec<SafeText>)> {
    if let Some(others) = many(error, ContextKind::PriorArg) {
        let others = others.iter().map(|name| indented(name)).collect();
        return Some((words::NOT_WITH_THESE.with(lang, &[&argument]), others));
    }
    let what = match one(error, ContextKind::PriorArg)? {
        other if other == argument => words::TWICE.with(lang, &[&argument]),
        other => words::NOT_WITH.with(lang, &[&argument, &other]),
    };
    Some((what, Vec::new()))
}

fn because(source: &(dyn Error + 'static), lang: Lang) -> String {
    let ours = source.downcast_ref::<Unfit>().map(|unfit| unfit.0.get(lang).to_owned());
    ours.unwrap_or_else(|| source.to_string())
}

/// What may have been meant, a line each.
fn tips(error: &clap::Error, lang: Lang) -> Vec<SafeText> {
    let similar = [
        (ContextKind::SuggestedSubcommand, words::SIMILAR_COMMAND, words::SIMILAR_COMMANDS),
        (ContextKind::SuggestedArg, words::SIMILAR_ARGUMENT, words::SIMILAR_ARGUMENT),
        (ContextKind::SuggestedValue, words::SIMILAR_VALUE, words::SIMILAR_VALUE),
    ];
    let similar = similar.into_iter().filter_map(|(kind, single, several)| {
        let names = one(error, kind).map(|name| vec![name.to_owned()]);
        let names = names.or_else(|| many(error, kind).map(<[String]>::to_vec))?;
        let quoted: Vec<String> =
            names.iter().map(|name| words::QUOTED.with(lang, &[name]).to_string()).collect();
        let word = if names.len() == 1 { single } else { several };
        Some(word.with(lang, &[&quoted.join(words::BETWEEN.get(lang))]))
    });
    let said = match error.get(ContextKind::Suggested) {
        Some(ContextValue::StyledStrs(tips)) => tips.as_slice(),
        Some(_) | None => &[],
    };
    let typed = one(error, ContextKind::InvalidArg).unwrap_or_default();
    let said = said.iter().map(|tip| translated(&tip.to_string(), typed, lang));
    similar.chain(said).map(|tip| words::TIP.with(lang, &[&tip])).collect()
}

/// A tip that clap has only as a sentence; one that is not known stays as it is.
fn translated(tip: &str, typed: &str, lang: Lang) -> SafeText {
    if words::AS_VALUE.with(Lang::En, &[&typed, &typed]).as_str() == SafeText::line(tip).as_str() {
        return words::AS_VALUE.with(lang, &[&typed, &typed]);
    }
    if words::NO_DASHES.with(Lang::En, &[&typed]).as_str() == SafeText::line(tip).as_str() {
        return words::NO_DASHES.with(lang, &[&typed]);
    }
    match tip.strip_prefix('\'').and_then(|rest| rest.strip_suffix("' exists")) {
        Some(there) => words::ELSEWHERE.with(lang, &[&there]),
        None => SafeText::line(tip),
    }
}

fn possible(error: &clap::Error, kind: ContextKind, word: Word, lang: Lang) -> Vec<SafeText> {
    let names = many(error, kind).unwrap_or_default();
    if names.is_empty() {
        return Vec::new();
    }
    vec![indented(word.with(lang, &[&names.join(words::BETWEEN.get(lang))]).as_str())]
}

fn indented(text: &str) -> SafeText {
    SafeText::line(&format!("  {text}"))
}

fn one(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    if let ContextValue::String(text) = error.get(kind)? { Some(text) } else { None }
}

fn many(error: &clap::Error, kind: ContextKind) -> Option<&[String]> {
    if let ContextValue::Strings(texts) = error.get(kind)? { Some(texts) } else { None }
}

#[cfg(test)]
mod tests {
    use clap::{Arg, Command, CommandFactory};

    use super::*;

    /// What is wrong with arguments, by clap and by the words here.
    fn said(command: Command, arguments: &str) -> (String, String) {
        let typed = std::iter::once("dutybook").chain(arguments.split(' '));
        let error = command.try_get_matches_from(typed).unwrap_err();
        let mut lines: Vec<String> = say(&error, Lang::En).unwrap().iter().map(ToString::to_string).collect();
        lines.push(String::new());
        (error.render().to_string(), lines.join("\n"))
    }

    #[test]
    fn the_english_is_what_clap_says() {
        for arguments in [
            "--foo",
            "foo",
            "stat",
            "wat",
            "c",
            "note",
            "note --stp",
            "note --note",
            "note x --step",
            "note x --lang fr",
            "note x --run 1 --run 2",
            "step dome x",
            "list extra",
            "list --format=",
            "notice 1 --kept",
            "notice 1 a --kept --sent",
            "due --within soon",
            "--color red",
            "--detach",
            "-- list",
        ] {
            let (clap, ours) = said(crate::cli::Cli::command(), arguments);
            assert_eq!(ours, clap, "{arguments}");
        }
    }

    #[test]
    fn what_no_command_can_get_wrong_yet_has_words_too() {
        let flag = |name: &'static str| Arg::new(name).long(name).num_args(0);
        let commands = Command::new("dutybook")
            .arg(Arg::new("level").long("level").require_equals(true).num_args(1))
            .arg(flag("one").conflicts_with_all(["two", "three"]))
            .args([flag("two"), flag("three")])
            .subcommand_required(true)
            .subcommand(Command::new("begin").arg(flag("quietly")));
        for arguments in ["--level 3", "--one --two --three", "--one", "--quietl begin"] {
            let (clap, ours) = said(commands.clone(), arguments);
            assert_eq!(ours, clap, "{arguments}");
        }
    }
}

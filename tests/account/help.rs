//! The help and the refusals of the command line in Chinese, and when it is Chinese.

use std::collections::BTreeSet;

use clap::{Arg, Command, CommandFactory};
use dutybook::cli::Cli;
use dutybook::locale::help;
use unicode_width::UnicodeWidthStr;

use super::{Desk, Told};

/// Every command, built, with the path of names that leads to it.
fn commands() -> Vec<(String, Command)> {
    let mut root = Cli::command();
    root.build();
    let mut found = vec![(String::new(), root)];
    let mut at = 0;
    while let Some((path, command)) = found.get(at).cloned() {
        let below = command.get_subcommands();
        found
            .extend(below.map(|below| {
                (format!("{path} {}", below.get_name()).trim_start().to_owned(), below.clone())
            }));
        at += 1;
    }
    found
}

/// Names of programs are the same in every language.
fn is_proper_name(argument: &Arg) -> bool {
    argument.get_id() == "shell"
}

fn value_name(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    names.first().map_or_else(|| argument.get_id().as_str().to_uppercase(), ToString::to_string)
}

/// In Chinese, with pages of 80 columns.
fn in_chinese(desk: &Desk, arguments: &[&str]) -> Told {
    let mut command = desk.command(arguments);
    Told::of(&command.env("LANG", "zh_CN.UTF-8").env("COLUMNS", "80").output().unwrap())
}

/// The help of every command, with its path.
fn pages(desk: &Desk) -> Vec<(String, String)> {
    let page = |path: &str| {
        let mut arguments: Vec<&str> = path.split_whitespace().collect();
        arguments.push("--help");
        let told = in_chinese(desk, &arguments);
        assert_eq!((told.code, told.errors.as_str()), (0, ""), "{path}");
        told.out
    };
    commands().into_iter().map(|(path, _)| (path.clone(), page(&path))).collect()
}

#[test]
fn every_command_every_argument_and_every_value_has_chinese_words() {
    let mut missing = Vec::new();
    for (path, command) in commands() {
        if help::command(&path).is_none() {
            missing.push(format!("the command `{path}`"));
        }
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            if help::argument(&path, id).is_none() {
                missing.push(format!("`{id}` of `{path}`"));
            }
            if !argument.get_action().takes_values() {
                continue;
            }
            let name = value_name(argument);
            if help::value_name(&name).is_none() {
                missing.push(format!("`<{name}>` of `{path}`"));
            }
            for value in argument.get_possible_values().iter().filter(|_| !is_proper_name(argument)) {
                if help::value(&path, id, value.get_name()).is_none() {
                    missing.push(format!("`{}` of `{id}` of `{path}`", value.get_name()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "no Chinese words:\n{}", missing.join("\n"));
}

#[test]
fn no_chinese_words_are_there_for_what_no_command_has() {
    let commands = commands();
    let (mut shared, mut shared_values, mut names) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (path, command) in &commands {
        let words = help::command(path).unwrap();
        let arguments: BTreeSet<&str> = command.get_arguments().map(|a| a.get_id().as_str()).collect();
        for (own, _) in words.arguments {
            assert!(arguments.contains(own), "`{path}` has no `{own}`");
        }
        let is_own = |id: &str| words.arguments.iter().any(|(own, _)| *own == id);
        shared.extend(arguments.iter().filter(|id| !is_own(id)).map(|id| (*id).to_owned()));
        let mut values = BTreeSet::new();
        for argument in command.get_arguments().filter(|argument| argument.get_action().takes_values()) {
            names.insert(value_name(argument));
            for value in argument.get_possible_values() {
                values.insert((argument.get_id().as_str().to_owned(), value.get_name().to_owned()));
            }
        }
        for (argument, value, _) in words.values {
            let own = ((*argument).to_owned(), (*value).to_owned());
            assert!(values.remove(&own), "`{path}` has no {own:?}");
        }
        shared_values.extend(values);
    }
    for words in help::commands() {
        assert_eq!(commands.iter().filter(|(path, _)| path == words.path).count(), 1, "`{}`", words.path);
    }
    for (id, _) in help::SHARED {
        assert!(shared.contains(*id), "nobody shares `{id}`");
    }
    for (argument, value, _) in help::SHARED_VALUES {
        assert!(shared_values.contains(&((*argument).to_owned(), (*value).to_owned())), "{argument} {value}");
    }
    for (name, _) in help::VALUE_NAMES {
        assert!(names.contains(*name), "nothing is a `{name}`");
    }
}

/// A line of a shell without what stands in quotes and without its remark.
fn bare(line: &str) -> String {
    let line = line.split(" #").next().unwrap();
    line.split('"').step_by(2).collect::<Vec<_>>().join("\"\"").trim().to_owned()
}

#[test]
fn the_examples_are_the_same_commands_in_both_languages() {
    for (path, command) in commands() {
        let english = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let english: Vec<String> = english.lines().skip(1).map(bare).collect();
        let chinese: Vec<String> =
            help::command(&path).unwrap().examples.iter().map(|line| bare(line)).collect();
        assert_eq!(chinese, english, "{path}");
    }
}

#[test]
fn no_english_sentence_and_no_wide_line_stands_in_the_chinese_help() {
    for (path, page) in pages(&Desk::new()) {
        let told = page.split("示例：").next().unwrap();
        for line in told.lines() {
            assert!(line.width() <= 80, "{path}: {line}");
            let words =
                line.split(' ').map(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase()));
            let in_a_row = words.collect::<Vec<_>>().windows(3).any(|three| three.iter().all(|word| *word));
            assert!(!in_a_row || line.starts_with("用法："), "{path}: {line}");
        }
    }
}

#[test]
fn the_help_of_a_command_is_one_page_in_chinese() {
    let desk = Desk::new();
    let long = in_chinese(&desk, &["start", "--help"]).out;
    insta::assert_snapshot!("help_of_start_in_chinese", long);
    assert_eq!(in_chinese(&desk, &["start", "-h"]).out, long);
    insta::assert_snapshot!("help_of_timer_in_chinese", in_chinese(&desk, &["timer", "--help"]).out);
    insta::assert_snapshot!("help_in_chinese", in_chinese(&desk, &["--help"]).out);
    let asked = in_chinese(&desk, &["ask"]);
    assert_eq!((asked.code, asked.out.as_str()), (2, ""));
    assert_eq!(asked.errors, in_chinese(&desk, &["ask", "--help"]).out);
}

#[test]
fn a_narrow_page_has_what_is_typed_above_what_it_is() {
    let desk = Desk::new();
    let mut command = desk.command(&["due", "-h", "--lang=zh"]);
    let page = Told::of(&command.env("COLUMNS", "40").output().unwrap()).out;
    assert!(page.lines().all(|line| line.width() <= 40), "{page}");
    assert!(page.contains("      --no-drills\n          不看演练\n"), "{page}");
}

#[test]
fn the_help_is_in_the_language_of_everything_else() {
    let desk = Desk::new();
    let is_chinese = |arguments: &[&str]| desk.run(arguments).out.contains("用法：");
    assert!(!is_chinese(&["--help"]), "the locale is English");
    assert!(is_chinese(&["--help", "--lang", "zh"]));
    assert!(is_chinese(&["--lang=zh", "note", "-h"]));
    let file = desk.settings().join("config.toml");
    std::fs::write(&file, "language = \"zh\"\n").unwrap();
    assert!(is_chinese(&["note", "--help"]));
    assert!(!is_chinese(&["note", "--help", "--lang", "en"]));
    std::fs::write(&file, "language = [[[\n\u{1}").unwrap();
    assert!(!is_chinese(&["--help"]), "a broken settings file leaves the locale");
    assert_eq!(in_chinese(&desk, &["--help"]).out.lines().nth(2), Some("用法：dutybook [选项] [命令]"));
    assert_eq!(in_chinese(&desk, &["--version"]).out, desk.run(&["--version"]).out);
}

#[test]
fn what_is_wrong_with_the_arguments_is_said_in_chinese() {
    let desk = Desk::new();
    let said = |arguments: &[&str]| {
        let told = in_chinese(&desk, arguments);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{arguments:?}");
        told.errors
    };
    let all = [
        &["--foo"][..],
        &["stat"],
        &["note"],
        &["note", "--stp", "x"],
        &["note", "--note"],
        &["note", "x", "--step"],
        &["note", "x", "--lang", "fr"],
        &["note", "x", "--run", "1", "--run", "2"],
        &["step", "dome", "contain"],
        &["step", "assign", "contain"],
        &["start", "x", "--kind", "dril"],
        &["list", "extra"],
        &["list", "--format="],
        &["notice", "1", "a", "--kept", "--sent"],
        &["due", "--within", "soon"],
        &["--color", "red"],
        &["--detach"],
        &["--", "list"],
        &["note\x1b[2J"],
    ];
    let told = all
        .map(|arguments| format!("$ dutybook {}\n{}", arguments.join(" ").escape_debug(), said(arguments)));
    insta::assert_snapshot!("refusals_in_chinese", told.join("\n"));
}

#[test]
fn what_is_not_utf_8_is_refused_in_chinese() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    let mut command = desk.command(&["--lang", "zh", "note"]);
    let told = Told::of(&command.arg(std::ffi::OsStr::from_bytes(b"\xff")).output().unwrap());
    assert_eq!(
        (told.code, told.errors.as_str()),
        (
            2,
            "错误：参数里有不是 UTF-8 的字节\n\n用法：dutybook note [选项] <内容>...\n\n加 `--help` 看说明\n"
        )
    );
}

#[test]
fn the_manual_is_in_chinese() {
    let desk = Desk::new();
    let folder = desk.root.path().join("man1");
    std::fs::create_dir(&folder).unwrap();
    assert_eq!(in_chinese(&desk, &["man", folder.to_str().unwrap()]).code, 0);
    for (path, command) in commands() {
        let name = format!("dutybook {path}").trim_end().replace(' ', "-");
        let page = std::fs::read_to_string(folder.join(format!("{name}.1"))).unwrap();
        let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        assert!(headings.starts_with(&["名称", "概要", "说明", "选项与参数"]), "{name}: {headings:?}");
        assert!(headings.iter().all(|heading| !heading.is_ascii()), "{name}: {headings:?}");
        for english in ["Possible values", "default:", "示例："] {
            assert!(!page.contains(english), "{name}: {english}");
        }
        for flag in command.get_arguments().filter_map(|argument| argument.get_long()) {
            assert!(page.contains(&flag.replace('-', "\\-")), "{flag} of {name}");
        }
    }
}

#[test]
fn what_the_shells_complete_is_told_in_chinese() {
    let desk = Desk::new();
    let offered = |locale: &str, words: &[&str]| {
        let mut arguments = vec!["--", "dutybook"];
        arguments.extend(words);
        let mut command = desk.command(&arguments);
        Told::of(&command.env("DUTYBOOK_COMPLETE", "fish").env("LANG", locale).output().unwrap()).out
    };
    assert!(
        offered("zh_CN.UTF-8", &["st"])
            .contains("step\t开始、完成、跳过、标明受阻、重开、复核、交办一个步骤，或加一步\n")
    );
    assert!(offered("zh_CN.UTF-8", &["step", "sk"]).contains("skip\t跳过，要写理由"));
    assert!(offered("en_GB.UTF-8", &["--lang", "zh", "step", "sk"]).contains("skip\t跳过，要写理由"));
    assert!(offered("en_GB.UTF-8", &["step", "sk"]).contains("skip\tIt is passed over, with a reason"));
}

//! What the shells complete, and the manual.

use super::Desk;

/// What the program offers for the last of some words, as fish asks it.
fn offered(desk: &Desk, words: &[&str]) -> Vec<String> {
    let mut arguments = vec!["--", "dutybook"];
    arguments.extend(words);
    let output = desk.command(&arguments).env("DUTYBOOK_COMPLETE", "fish").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let words = text.lines().map(|line| line.split('\t').next().unwrap().to_owned());
    // Flags are offered beside what an argument can be.
    words.filter(|word| !word.starts_with('-')).collect()
}

#[test]
fn runs_steps_asks_answers_and_runbooks_are_completed_from_the_home() {
    let desk = Desk::new();
    assert_eq!(offered(&desk, &["step", "done", ""]), [""; 0], "there is no run yet");
    desk.start("Payroll leak", &[]);
    assert_eq!(offered(&desk, &["step", "done", "con"]), ["contain"]);
    assert_eq!(offered(&desk, &["note", "--step", "r"]), ["restore"]);
    assert_eq!(offered(&desk, &["step", "sign", "con"]), ["contain"]);
    assert_eq!(offered(&desk, &["step", "assign", "contain", "te"]), ["tester"]);
    assert_eq!(offered(&desk, &["role", "take", ""]), ["lead"]);
    assert_eq!(offered(&desk, &["phase", "complete", ""]), ["respond"]);
    assert_eq!(offered(&desk, &["ask", "clear", "gr"]), ["grade"]);
    assert_eq!(offered(&desk, &["ask", "set", "gra"]), ["grade="]);
    assert_eq!(offered(&desk, &["ask", "set", "grade=s"]), ["grade=serious"]);
    let number = offered(&desk, &["show", "20"]).remove(0);
    assert_eq!(desk.run(&["show", &number]).code, 0);
    assert_eq!(offered(&desk, &["note", "--run", "20"]), std::slice::from_ref(&number));
    assert_eq!(offered(&desk, &["start", "data-security-i"]), ["data-security-incident"]);
    assert!(offered(&desk, &["st"]).contains(&"step".to_owned()));
    desk.start("Second", &[]);
    assert_eq!(offered(&desk, &["step", "done", "con"]), [""; 0], "it is not known which run is meant");
    assert_eq!(offered(&desk, &["step", "--run", &number, "done", "con"]), ["contain"]);
    let feeds = std::fs::read_dir(desk.home().join("runs"))
        .unwrap()
        .flat_map(|run| std::fs::read_dir(run.unwrap().path().join("journal")).into_iter().flatten());
    assert_eq!(feeds.count(), 2, "completing writes nothing");
}

#[test]
fn each_shell_gets_a_script_that_asks_the_program() {
    let desk = Desk::new();
    for (shell, sign) in [("bash", "complete "), ("zsh", "#compdef dutybook"), ("fish", "complete ")] {
        let told = desk.run(&["completions", shell]);
        assert_eq!((told.code, told.errors.as_str()), (0, ""));
        assert!(told.out.contains(sign) && told.out.contains("DUTYBOOK_COMPLETE"), "{}", told.out);
    }
    assert_eq!(desk.run(&["completions", "tcsh"]).code, 2);
}

#[test]
fn every_command_has_a_page_of_the_manual_with_all_of_its_flags() {
    use clap::CommandFactory;
    let desk = Desk::new();
    let folder = desk.root.path().join("share/man/man1");
    assert_eq!(desk.run(&["man", folder.to_str().unwrap()]).code, 0);
    let cli = dutybook::cli::Cli::command();
    for command in cli.get_subcommands() {
        let page =
            std::fs::read_to_string(folder.join(format!("dutybook-{}.1", command.get_name()))).unwrap();
        assert!(page.contains(".TH") && page.contains(".SH NAME"), "{page}");
        assert!(!page.chars().any(|c| c.is_control() && c != '\n'), "{page}");
        for flag in command.get_arguments().filter_map(|argument| argument.get_long()) {
            let escaped = flag.replace('-', "\\-");
            assert!(page.contains(&escaped), "{} of {}: {page}", flag, command.get_name());
        }
    }
    assert!(std::fs::read_to_string(folder.join("dutybook.1")).unwrap().contains("dutybook\\-note(1)"));
}

#[test]
fn the_help_of_a_command_shows_examples_of_it() {
    use clap::CommandFactory;
    let commands = dutybook::cli::Cli::command();
    for name in [
        "start",
        "list",
        "show",
        "log",
        "note",
        "step",
        "ask",
        "attach",
        "call",
        "decide",
        "question",
        "timer",
        "undo",
        "close",
        "reopen",
        "check",
        "watch",
        "verify",
        "completions",
        "man",
    ] {
        let command = commands.find_subcommand(name).unwrap();
        let help = command.clone().render_long_help().to_string();
        let shows = help.contains("Example") && help.contains(&format!("dutybook {name}"));
        assert!(shows, "{name}: {help}");
    }
}

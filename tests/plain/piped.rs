//! Lines through the program itself: a script on a pipe, a line that hangs up, a terminal that is dumb.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use dutybook::shell::RunFolder;

/// The program with a home of its own, in English and UTC.
struct Program {
    home: tempfile::TempDir,
}

/// How it ended, and what it said.
struct Told {
    code: Option<i32>,
    out: String,
    errors: String,
}

impl Program {
    fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dutybook"));
        command
            .env_clear()
            .env("DUTYBOOK_HOME", self.home.path().join("home"))
            .env("XDG_CONFIG_HOME", self.home.path().join("config"))
            .env("HOME", self.home.path())
            .env("LANG", "en_GB.UTF-8")
            .env("USER", "alice")
            .env("TZ", "UTC")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn script(&self, arguments: &[&str], lines: &str) -> Told {
        let mut child = self.command(arguments).spawn().unwrap();
        // A program that has stopped reads no more.
        let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Told { code: output.status.code(), out: text(output.stdout), errors: text(output.stderr) }
    }

    /// The journal of the only run, as lines of JSON.
    fn journal(&self) -> String {
        self.script(&["log", "1", "--format", "jsonl"], "").out
    }
}

#[test]
fn a_script_leads_a_run_and_nothing_but_text_comes_out() {
    let program = Program::new();
    let told = program.script(&["--plain"], "\n\n1\nnote\nTwo screens\n.\n\nnext\n<\n<\n\n");
    assert_eq!(told.code, Some(0), "{} {}", told.out, told.errors);
    assert!(told.out.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", told.out);
    for said in
        ["Recorded: started Recognise what happened", "Recorded: note: Two screens (Recognise what happened)"]
    {
        assert!(told.out.contains(said), "{}", told.out);
    }
    let journal = program.journal();
    assert!(journal.contains(r#""kind":"step.done","step":"recognise""#), "{journal}");
    assert!(journal.contains(r#""kind":"console.left","cause":"quit""#), "{journal}");
    assert_eq!(program.script(&["verify", "1"], "").code, Some(0));
}

#[test]
fn a_script_goes_by_the_keys_of_the_settings_file() {
    let program = Program::new();
    let settings = program.home.path().join("config/dutybook");
    std::fs::create_dir_all(&settings).unwrap();
    std::fs::write(settings.join("config.toml"), "[keys]\nnote = [\"!\"]\n").unwrap();
    // A key of a Chinese input method is the one that it stands for.
    let told = program.script(&["start", "data-security-incident"], "！\nTwo screens\n.\n\n");
    assert_eq!(told.code, Some(0), "{} {}", told.out, told.errors);
    assert!(program.journal().contains("note.added"));
    let told = program.script(&[], "\nn\n");
    assert!(told.code == Some(1) && told.errors.contains("not understood: n"), "{}", told.errors);
}

#[test]
fn without_a_terminal_the_lines_lead_and_their_end_is_recorded() {
    let program = Program::new();
    let told = program.script(&["start", "data-security-incident", "--title", "Leak"], "note\nhalf");
    assert_eq!(told.code, Some(1));
    assert!(told.errors.contains("the input ended in the middle"), "{}", told.errors);
    assert!(told.errors.contains("Run ") && told.errors.contains("stays open"), "{}", told.errors);
    let journal = program.journal();
    assert!(journal.contains(r#""kind":"console.left","cause":"input-closed""#), "{journal}");
    assert!(!journal.contains("half"), "{journal}");
    let told = program.script(&[], "\n");
    assert_eq!(told.code, Some(0), "{}", told.errors);
    assert!(told.out.contains("where you were: Incident"), "{}", told.out);
}

#[test]
fn a_script_stops_at_the_first_line_that_is_not_understood_or_is_refused() {
    let program = Program::new();
    let told = program.script(&["start", "data-security-incident"], "nonsense\nnote\nx\n.\n\n");
    assert_eq!(told.code, Some(1), "{}", told.out);
    assert!(told.errors.contains("not understood: nonsense"), "{}", told.errors);
    assert!(!program.journal().contains("note.added"));
    let told = program.script(&[], "\nreopen\nnote\nx\n.\n\n");
    assert_eq!(told.code, Some(1), "{}", told.out);
    assert!(told.errors.contains("this step is not settled"), "{}", told.errors);
    assert!(!program.journal().contains("note.added"));
}

#[test]
fn a_script_stops_at_a_word_that_does_nothing_in_a_list_and_says_which_field_is_wrong() {
    let program = Program::new();
    let told = program.script(&["start", "data-security-incident"], "people\nRecoder\n2\n<\n");
    assert_eq!(told.code, Some(1), "{}", told.out);
    assert!(told.errors.contains("Recoder"), "{}", told.errors);
    assert!(!program.journal().contains("role."), "the line after it is not answered");
    let told = program.script(&[], "no such run\n1\n");
    assert_eq!(told.code, Some(1), "{}", told.out);
    assert!(told.errors.contains("there is no such choice: no such run"), "{}", told.errors);
    let told = program.script(&[], "1\nnote\nx\n.\nsoon\n");
    assert_eq!(told.code, Some(1), "{}", told.out);
    assert!(told.errors.contains("Happened at: "), "{}", told.errors);
}

#[test]
fn what_was_half_written_is_told_and_takes_no_line_for_its_own() {
    let program = Program::new();
    let told = program.script(&["start", "data-security-incident"], "note\nhalf written\n.\n<\n<\n");
    assert_eq!(told.code, Some(0), "{} {}", told.out, told.errors);
    let told = program.script(&[], "1\ndecision\n<\nnote\n-\nwhole\n.\n\n\n");
    assert_eq!(told.code, Some(0), "{} {}", told.out, told.errors);
    assert!(told.out.contains("1 unfinished draft kept"), "{}", told.out);
    let journal = program.journal();
    assert!(journal.contains("whole") && !journal.contains("half written"), "{journal}");
}

#[test]
fn a_line_that_is_ended_from_elsewhere_is_left_cleanly() {
    for (signal, cause, code) in [("TERM", "terminated", 143), ("HUP", "hangup", 129)] {
        let program = Program::new();
        let mut child = program.command(&["start", "data-security-incident"]).spawn().unwrap();
        // Waiting for the program would close its input first.
        let _input = child.stdin.take().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("Step 1 of") {
            line.clear();
            assert_ne!(out.read_line(&mut line).unwrap(), 0, "the step is told");
        }
        let id = child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(code));
        let journal = program.journal();
        assert!(journal.contains(&format!(r#""kind":"console.left","cause":"{cause}""#)), "{journal}");
    }
}

#[test]
fn what_a_script_attaches_is_hashed_before_its_next_line_is_heard() {
    let program = Program::new();
    let file = program.home.path().join("auth.log");
    std::fs::write(&file, vec![b'x'; 3_000_000]).unwrap();
    let path = file.display();
    let told = program.script(
        &["start", "data-security-incident", "--title", "Leak"],
        &format!("evidence\n{path}\nserver 2\n\n\n\nnote\nafter\n.\n\n"),
    );
    assert_eq!(told.code, Some(0), "{} {}", told.out, told.errors);
    let journal = program.journal();
    let (evidence, note) = (journal.find("evidence.added").unwrap(), journal.find("note.added").unwrap());
    assert!(evidence < note, "{journal}");
    let folder = std::fs::read_dir(program.home.path().join("home/runs")).unwrap();
    let run = folder.map(|entry| entry.unwrap().path()).find(|path| !path.ends_with(".lock")).unwrap();
    assert!(RunFolder::open(&run).is_ok());
}

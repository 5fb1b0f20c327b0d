//! What is due when nobody watches, through the program.

use std::path::Path;
use std::process::{Command, Output};

use dutybook::text::Ambiguous;

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn dutybook(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_dutybook"))
            .args(arguments)
            .args(["--lang", "en", "--zone", "+08:00"])
            .env_clear()
            .env("HOME", self.path())
            .env("DUTYBOOK_HOME", self.path().join("home"))
            .env("PATH", std::env::var("PATH").unwrap())
            .output()
            .unwrap()
    }

    /// A run that somebody became aware of so long ago.
    fn run(&self, title: &str, kind: &str, aware: &str) {
        let answer = format!("aware_at={aware}");
        let start = ["start", "data-security-incident", "--detach", "--title", title, "--kind", kind];
        let output = self.dutybook(&[&start[..], &["--answer", &answer]].concat());
        assert!(output.status.success(), "{output:?}");
    }

    /// What a command was called for.
    fn calls(&self) -> String {
        std::fs::read_to_string(self.path().join("calls")).unwrap_or_default()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

const CALL: &str = r#"echo "$DUTYBOOK_STAGE $DUTYBOOK_ID $DUTYBOOK_DRILL $DUTYBOOK_WHAT" >> "$HOME/calls""#;

#[test]
fn the_exit_code_says_whether_anything_is_due() {
    let home = Home::new();
    assert_eq!(home.dutybook(&["due"]).status.code(), Some(0));
    home.run("Payroll leak", "incident", "-2h");
    let output = home.dutybook(&["due", "--within", "0"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("Payroll leak") && said(&output).contains("deadline: "),
        "{}",
        said(&output)
    );
    assert_eq!(home.dutybook(&["due", "--within", "soon"]).status.code(), Some(2));
    assert_eq!(home.dutybook(&["due", "--only", "nothing"]).status.code(), Some(2));
    let cadences = home.dutybook(&["due", "--within", "0", "--only", "cadence"]);
    assert_eq!(cadences.status.code(), Some(0), "no update is due yet");
}

#[test]
fn a_command_is_called_once_for_each_deadline_and_stage() {
    let home = Home::new();
    home.run("Payroll leak", "incident", "-2h");
    home.run("Night drill", "drill", "-2h");
    let first = home.dutybook(&["due", "--within", "0", "--exec", CALL]);
    assert_eq!((first.status.code(), said(&first).as_str()), (Some(1), ""), "cron mails what is printed");
    let calls = home.calls();
    assert!(calls.contains("passed due:contain 0 Stop the spread\n"), "{calls}");
    assert!(calls.contains("passed due:contain 1 Stop the spread\n"), "the drill says so: {calls}");
    home.dutybook(&["due", "--within", "0", "--exec", CALL]);
    assert_eq!(home.calls(), calls);
    home.dutybook(&["due", "--within", "3h", "--exec", CALL]);
    let more = home.calls();
    assert!(more.starts_with(&calls) && more.len() > calls.len(), "{more}");
    assert!(more[calls.len()..].lines().all(|line| line.starts_with("soon ")), "{more}");
    let without = home.dutybook(&["due", "--within", "0", "--no-drills"]);
    assert!(!said(&without).contains("DRILL"), "{}", said(&without));
}

#[test]
fn a_command_that_fails_is_called_again() {
    let home = Home::new();
    home.run("Payroll leak", "incident", "-2h");
    let failing = format!("{CALL}; exit 3");
    let output = home.dutybook(&["due", "--within", "0", "--exec", &failing]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(errors.contains("ended with 3"), "{errors}");
    let once = home.calls().lines().count();
    home.dutybook(&["due", "--within", "0", "--exec", &failing]);
    assert_eq!(home.calls().lines().count(), 2 * once);
}

#[test]
fn a_title_is_told_and_never_read_by_a_shell() {
    let home = Home::new();
    home.run("$(touch \"$HOME/owned\"); `touch $HOME/owned`", "incident", "-2h");
    home.dutybook(&["due", "--within", "0", "--exec", r#"echo "$DUTYBOOK_TEXT" >> "$HOME/calls""#]);
    assert!(home.calls().contains("$(touch \"$HOME/owned\"); `touch $HOME/owned`"), "{}", home.calls());
    assert!(!home.path().join("owned").exists());
}

#[test]
fn a_run_that_cannot_be_read_is_due_itself_and_hides_no_other() {
    let home = Home::new();
    home.run("Payroll leak", "incident", "-2h");
    home.run("Broken", "incident", "-2h");
    let runs = std::fs::read_dir(home.path().join("home/runs")).unwrap();
    let broken = runs.map(|run| run.unwrap().path()).find(|path| path.to_string_lossy().contains("broken"));
    std::fs::write(broken.unwrap().join("runbook.toml"), "schema = 1\n").unwrap();
    let output = home.dutybook(&["due", "--within", "0", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let due = told["due"].as_array().unwrap();
    let kinds = |folder: &str| -> Vec<&str> {
        let of = due.iter().filter(|item| item["folder"].as_str().unwrap().contains(folder));
        of.map(|item| item["kind"].as_str().unwrap()).collect()
    };
    assert_eq!(kinds("broken"), ["unreadable"]);
    assert!(kinds("payroll").contains(&"due"), "{told}");
}

#[test]
fn a_handover_is_printed_as_it_is_shown() {
    let home = Home::new();
    home.run("Payroll leak", "incident", "-2h");
    let output = home.dutybook(&["handover", "payroll"]);
    assert!(output.status.success());
    for part in
        ["Where we are", "Passed and not met (", "  Stop the spread", "Due within 12 hours", "aware for 2h"]
    {
        assert!(said(&output).contains(part), "{part}: {}", said(&output));
    }
    assert_eq!(home.dutybook(&["handover", "nowhere"]).status.code(), Some(2));
}

#[test]
fn columns_stand_below_each_other_where_ambiguous_signs_are_two_columns_wide() {
    let home = Home::new();
    let settings = home.path().join(".config/dutybook");
    std::fs::create_dir_all(&settings).unwrap();
    for (word, ambiguous) in Ambiguous::ALL {
        std::fs::write(settings.join("config.toml"), format!("ambiguous = \"{word}\"\n")).unwrap();
        if ambiguous == Ambiguous::ALL[0].1 {
            home.run("\u{2460}\u{2460}\u{2460}\u{2460}", "incident", "-10h");
            home.run("abcd", "incident", "-10h");
        }
        let told = said(&home.dutybook(&["due"]));
        let behind = |line: &&str| {
            let place = line.find("Report the incident to the CAC")?;
            Some(ambiguous.width(&line[..place]))
        };
        let places: Vec<usize> = told.lines().collect::<Vec<_>>().iter().filter_map(behind).collect();
        assert!(places.len() > 1 && places.windows(2).all(|pair| pair[0] == pair[1]), "{word}: {told}");
    }
}

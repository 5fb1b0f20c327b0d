//! `dutybook start`.

use super::Desk;

#[test]
fn only_the_folder_is_printed_and_the_run_verifies() {
    let desk = Desk::new();
    let folder = desk.start("Payroll leak", &["--answer", "aware_at=2026-11-22 23:50"]);
    assert_eq!(folder.parent().unwrap(), desk.home().join("runs"));
    assert!(folder.file_name().unwrap().to_str().unwrap().contains("-payroll-leak-"), "{folder:?}");
    assert_eq!(std::fs::read(folder.join("runbook.toml")).unwrap(), std::fs::read(desk.runbook()).unwrap());
    assert_eq!(desk.run(&["verify", "1"]).code, 0);
}

#[test]
fn a_built_in_runbook_and_one_of_the_settings_are_known_by_id() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["start", "data-security-incident", "--detach"]).code, 0);
    assert_eq!(desk.run(&["start", "small-leak", "--detach"]).code, 2);
    std::fs::create_dir_all(desk.settings().join("runbooks")).unwrap();
    std::fs::copy(desk.runbook(), desk.settings().join("runbooks/own.toml")).unwrap();
    assert_eq!(desk.run(&["start", "small-leak", "--detach"]).code, 0);
    let told = desk.run(&["start", "small-leak.toml", "--detach"]);
    assert_eq!(told.code, 0, "the file that is named stands: {}", told.errors);
    let told = desk.run(&["start", "smal-leak", "--detach"]);
    assert_eq!(told.errors, "there is no runbook smal-leak; did you mean small-leak?\n");
}

#[test]
fn a_run_is_called_as_its_runbook_where_it_gets_no_title() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["start", "small-leak.toml", "--detach", "--lang", "zh"]).code, 0);
    assert_eq!(desk.run(&["list", "--format", "json"]).json()[0]["title"], "小型外泄");
}

#[test]
fn everything_that_is_wrong_is_told_at_once_and_nothing_is_opened() {
    let desk = Desk::new();
    let answers =
        ["grade=catastrophic", "grad=general", "aware_at", "loss=$5", "clients=甲", "aware_at=soon"];
    let mut arguments = vec!["start", "small-leak.toml", "--detach", "--title", " "];
    arguments.extend(answers.iter().flat_map(|answer| ["--answer", answer]));
    let told = desk.run(&arguments);
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    insta::assert_snapshot!(told.errors, @r#"
    the title must not be empty
    the ask grade (Grade): `catastrophic` is no choice here; choose from general (General), serious (Serious)
    the runbook small-leak has no ask grad; did you mean grade?
    write an answer as ASK=VALUE: aware_at
    the ask loss (Loss): the amount is in CNY, not in USD
    the ask clients (Affected clients): write each cell as column=value; the columns are name (Name), accounts (Account sets)
    the ask aware_at (Became aware at): that is no time; write 04:12, yesterday 23:50, 11-23 04:12 or -20m
    "#);
    assert_eq!(desk.run(&["list", "--all"]).errors, "there are no runs yet\n");
}

#[test]
fn an_ask_is_answered_once_but_a_table_has_many_rows() {
    let desk = Desk::new();
    let twice =
        ["start", "small-leak.toml", "--detach", "--answer", "grade=general", "--answer", "grade=serious"];
    assert_eq!(desk.run(&twice).errors, "the ask grade is answered twice\n");
    desk.start("x", &["--answer", "clients=name=A", "--answer", "clients=name=B"]);
    let json = desk.run(&["show", "1", "--format", "json"]).json();
    assert_eq!(json["asks"][3]["rows"].as_array().unwrap().len(), 2);
}

#[test]
fn a_file_with_problems_opens_nothing() {
    let desk = Desk::new();
    std::fs::write(desk.root.path().join("broken.toml"), "schema = 1\n").unwrap();
    let told = desk.run(&["start", "broken.toml", "--detach"]);
    assert_eq!(told.code, 2);
    assert!(told.errors.contains("broken.toml cannot be used"), "{}", told.errors);
    let told = desk.run(&["start", "nowhere.toml", "--detach"]);
    assert_eq!(told.code, 2);
    assert!(told.errors.contains("nowhere.toml"), "{}", told.errors);
}

#[test]
fn without_a_terminal_the_run_is_led_in_lines() {
    let desk = Desk::new();
    let told = desk.run_with(&["start", "small-leak.toml", "--title", "Till"], b"1\n");
    assert_eq!(told.code, 0, "{}", told.errors);
    assert!(told.out.contains("Recorded: started Stop the spread"), "{}", told.out);
    assert_eq!(told.errors.lines().count(), 1, "that it stays open: {}", told.errors);
}

#[test]
fn what_an_organisation_lays_over_a_runbook_goes_into_the_run_and_is_sealed_with_it() {
    let desk = Desk::new();
    let overlay = "schema = 1\nextends = \"data-security-incident\"\n\n[[phase]]\nid = \"first-15-minutes\"\n\n\
                   [[phase.step]]\nid = \"call-the-landlord\"\ntitle = \"Call the landlord\"\n";
    std::fs::create_dir_all(desk.settings().join("runbooks")).unwrap();
    std::fs::write(desk.settings().join("runbooks/ours.toml"), overlay).unwrap();
    let told = desk.run(&["start", "data-security-incident", "--detach"]);
    let folder = std::path::PathBuf::from(told.out.trim_end());
    assert_eq!(std::fs::read_to_string(folder.join("overlay-1.toml")).unwrap(), overlay);
    assert!(desk.run(&["show", "1"]).out.contains("Call the landlord"), "{}", desk.run(&["show", "1"]).out);
    assert_eq!(desk.run(&["verify", "1"]).code, 0);
    std::fs::write(folder.join("overlay-1.toml"), overlay.replace("landlord", "tenant")).unwrap();
    assert_eq!(desk.run(&["verify", "1"]).code, 1);
}

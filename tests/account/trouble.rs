//! What the system refuses, in Chinese sentences.

use super::Desk;

/// Whether a sentence says something in English besides the names that it is given.
fn speaks_english(said: &str, names: &[&str]) -> bool {
    let bare = names.iter().fold(said.to_owned(), |said, name| said.replace(name, ""));
    bare.contains(|char: char| char.is_ascii_alphabetic())
}

#[test]
fn a_chinese_sentence_names_no_error_in_the_systems_english() {
    let desk = Desk::new();
    desk.start("x", &[]);
    let missing = desk.settings().join("missing").display().to_string();
    let below_a_file = desk.runbook().join("below").display().to_string();
    for path in [&missing, &below_a_file] {
        let told = desk.run(&["verify", "1", "--signers", path, "--lang", "zh"]);
        assert!(told.errors.contains("读不了签名人名单"), "{}", told.errors);
        assert!(!speaks_english(&told.errors, &[path]), "{}", told.errors);
        let settings = format!("person = \"tester\"\nidentity = \"{path}\"\n");
        std::fs::write(desk.settings().join("config.toml"), settings).unwrap();
        let told = desk.run(&["checkpoint", "--lang", "zh"]);
        assert!(told.errors.contains("读不了公钥文件"), "{}", told.errors);
        assert!(!speaks_english(&told.errors, &[path]), "{}", told.errors);
    }
    let told = desk.run(&["check", &below_a_file, "--lang", "zh"]);
    assert!(!speaks_english(&told.errors, &[&below_a_file]), "{}", told.errors);
}

#[test]
fn what_was_told_and_cannot_be_kept_is_said_in_chinese_too() {
    let desk = Desk::new();
    desk.start("x", &[]);
    std::fs::write(desk.home().join("told"), "").unwrap();
    let told = desk.run(&["due", "--exec", "true", "--lang", "zh"]);
    assert!(told.errors.contains("记不下已通知的内容"), "{}", told.errors);
    let home = desk.home().display().to_string();
    assert!(!speaks_english(&told.errors, &[&home]), "{}", told.errors);
}

//! Bad runbooks, and exactly what is said about them.
//!
//! `tests/invalid/NNN-name.toml` is the runbook, `NNN-name.overlay.toml` an overlay of it where there is one,
//! `NNN-name.expected` what the check prints. `UPDATE_EXPECTED=1` writes the expected files anew.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use dutybook::locale::Lang;
use dutybook::runbook::catalogue::SHIPPED;
use dutybook::runbook::header::FileKind;
use dutybook::runbook::problem::What;
use dutybook::runbook::{Catalogue, Header, Problems, Runbook, Source};

mod command;
mod generated;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid")
}

/// The problems of a runbook that has some.
fn problems(base: Source<'_>, overlays: &[Source<'_>]) -> Problems {
    if Header::of(base.bytes).kind != FileKind::Runbook {
        // A catalogue of one's own is laid over what is shipped.
        let shipped = SHIPPED.iter().map(|(name, text)| Source { name, bytes: text.as_bytes() });
        let sources: Vec<Source<'_>> = shipped.chain([base]).collect();
        return Catalogue::parse(&sources).err().unwrap_or_default();
    }
    match Runbook::parse_with_overlays(base, overlays) {
        Ok((_, problems)) | Err(problems) => problems,
    }
}

/// What the check prints.
fn print(problems: &Problems) -> String {
    let lines = problems.lines(dutybook::locale::Lang::En);
    lines.iter().fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "{}", line.as_str().trim_end());
        text
    })
}

/// Compares what is printed with a file beside the runbook.
fn compare(name: &str, printed: &str, failures: &mut Vec<String>) {
    let path = folder().join(format!("{name}.expected"));
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, printed).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected != printed {
        failures.push(format!("== {name}, expected:\n{expected}\n== found:\n{printed}"));
    }
}

/// The names of the bad runbooks, without their ending.
fn names() -> Vec<String> {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = files
        .filter_map(|name| name.to_str()?.strip_suffix(".toml").map(str::to_owned))
        .filter(|name| !name.ends_with(".overlay"))
        .collect();
    names.sort();
    names
}

/// The problems of the bad runbook of a name.
fn problems_of(name: &str) -> Problems {
    let base = std::fs::read(folder().join(format!("{name}.toml"))).unwrap();
    let overlay = std::fs::read(folder().join(format!("{name}.overlay.toml"))).ok();
    let (base_name, overlay_name) = (format!("{name}.toml"), format!("{name}.overlay.toml"));
    let overlays: Vec<Source<'_>> =
        overlay.iter().map(|bytes| Source { name: &overlay_name, bytes }).collect();
    problems(Source { name: &base_name, bytes: &base }, &overlays)
}

/// What is neither in backticks or quotes nor a word of the file's formats.
fn own_words(text: &str) -> String {
    let mut own = String::new();
    for (n, part) in text.split('`').enumerate() {
        if n % 2 == 0 {
            own.push_str(part);
        }
    }
    for known in ["UTF-8", "UTF-16", "GBK", "TOML", "MiB", "schema 1", "schema", "id", "zh = ", "en = ", "0x"]
    {
        own = own.replace(known, "");
    }
    own
}

#[test]
fn every_problem_is_told_in_chinese_too() {
    for name in names() {
        for problem in &problems_of(&name) {
            for text in
                [Some(problem.what.message(Lang::Zh)), problem.what.help(Lang::Zh)].into_iter().flatten()
            {
                let own = own_words(&text);
                assert!(own.chars().any(|c| c > '\u{2e80}'), "{name}: {text}");
                let letters = own.split(|c: char| !c.is_ascii_alphabetic()).map(str::len).max();
                let quoted = text.contains(['"', '\'']);
                assert!(quoted || letters.unwrap_or_default() <= 2, "{name}: {text}");
            }
        }
    }
}

#[test]
fn every_bad_runbook_is_told_all_that_is_wrong_with_it() {
    let mut failures = Vec::new();
    let names = names();
    assert!(names.len() >= 55, "{}", names.len());
    for name in names {
        let problems = problems_of(&name);
        assert!(!problems.is_empty(), "{name} has no problem");
        compare(&name, &print(&problems), &mut failures);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_sort_of_problem_has_an_example() {
    let mut seen = BTreeSet::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "expected") {
            let text = std::fs::read_to_string(path).unwrap();
            seen.extend(What::codes().filter(|code| text.contains(&format!("[{code}]"))));
        }
    }
    let missing: Vec<&str> = What::codes().filter(|code| !seen.contains(code)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn no_two_sorts_of_problems_have_the_same_code() {
    let codes: BTreeSet<&str> = What::codes().collect();
    assert_eq!(codes.len(), What::codes().count());
}

#[test]
fn nothing_of_a_file_reaches_a_terminal_raw() {
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "expected") {
            let text = std::fs::read_to_string(&path).unwrap();
            let raw =
                |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{feff}');
            assert!(!text.contains(raw), "{}", path.display());
        }
    }
}

//! What no compiler sees: the ranks of the modules, headers, lengths, and words that do not belong here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The ranks of the modules: each imports its own and lower ones alone.
const RANKS: &[(u32, &[&str])] = &[
    (1, &["text", "locale", "time"]),
    (2, &["runbook"]),
    (3, &["run"]),
    (5, &["journal"]),
    (6, &["report"]),
    (7, &["app"]),
    (8, &["view", "plain", "theme"]),
    (9, &["shell"]),
    (10, &["cli"]),
];

/// A file holds one noun; past this many lines outside its tests it holds two.
const MAX_LINES: usize = 400;

/// Files that may be longer, and why.
const LONG: &[(&str, &str)] = &[
    ("src/app/action.rs", "one table: every action with its words and keys"),
    ("src/run/event.rs", "one enum: every kind of event with its fields is the wire format, read as a whole"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder that ends so, with its text.
fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    found
}

/// The module that a file belongs to, by its place below `src/`.
fn module(path: &Path) -> String {
    let first = path.components().nth(1).unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn rank(module: &str) -> Option<u32> {
    RANKS.iter().find(|(_, modules)| modules.contains(&module)).map(|(rank, _)| *rank)
}

/// The code of a file before its tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap()
}

fn is_test_file(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "tests.rs" || name == "testing.rs")
}

#[test]
fn a_module_imports_its_own_rank_and_lower_ones_alone() {
    let mut wrong = Vec::new();
    for (path, text) in files("src", ".rs") {
        let Some(own) = rank(&module(&path)) else { continue };
        if is_test_file(&path) {
            continue;
        }
        for (n, line) in code(&text).lines().enumerate() {
            for (at, _) in line.match_indices("crate::") {
                let name: String =
                    line[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if rank(&name).is_some_and(|other| other > own) && !line.trim_start().starts_with("//") {
                    wrong.push(format!("{}:{}: {}", path.display(), n + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the ranks:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_has_a_rank() {
    let modules: BTreeSet<String> = files("src", ".rs").iter().map(|(path, _)| module(path)).collect();
    let unranked: Vec<&String> = modules
        .iter()
        .filter(|name| !["main", "lib"].contains(&name.as_str()) && rank(name).is_none())
        .collect();
    assert!(unranked.is_empty(), "no rank: {unranked:?}");
}

#[test]
fn every_file_says_what_it_is() {
    let all = ["src", "tests", "benches"].into_iter().flat_map(|folder| files(folder, ".rs"));
    let silent: Vec<PathBuf> =
        all.filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "no header: {silent:?}");
}

#[test]
fn no_file_holds_two_nouns() {
    let mut long = BTreeSet::new();
    for (path, text) in files("src", ".rs") {
        let lines = code(&text).lines().count();
        // A file of words is a list, and a file of tests is one too.
        if lines > MAX_LINES && !path.starts_with("src/locale") && !is_test_file(&path) {
            long.insert(path.to_string_lossy().into_owned());
        }
    }
    let known: BTreeSet<String> = LONG.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(long, known, "files of more than {MAX_LINES} lines, and those that may be");
}

#[test]
fn the_name_of_a_test_is_a_sentence() {
    for folder in ["src", "tests"] {
        for (path, text) in files(folder, ".rs") {
            for (_, after) in
                text.match_indices("#[test]\n").map(|(at, found)| text.split_at(at + found.len()))
            {
                let name =
                    after.split("fn ").nth(1).and_then(|rest| rest.split('(').next()).unwrap_or_default();
                assert!(name.matches('_').count() >= 2, "{}: `{name}` states no rule", path.display());
            }
        }
    }
}

/// The words of a module count as tested only where the test of all words knows the module.
#[test]
fn every_word_is_in_the_test_of_words() {
    let locale = fs::read_to_string(root().join("src/locale.rs")).unwrap();
    for (path, text) in files("src/locale", ".rs") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!text.contains("words! {") || locale.contains(&format!("{name}::ALL,")), "locale::{name}");
    }
}

/// The crate's documentation is its map, so it shows every module at its rank.
#[test]
fn the_map_of_the_crate_names_every_module_at_its_rank() {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for (rank, modules) in RANKS {
        for module in *modules {
            let row = map.lines().find(|line| line.contains(&format!("| [`{module}`]")));
            assert!(
                row.is_some_and(|row| row.starts_with(&format!("//! | {rank} |"))),
                "`{module}`: {row:?}"
            );
        }
    }
}

/// Text reaches a terminal through two doors: the buffer's in `view/paint`, the writer's in `cli/out`.
#[test]
fn text_leaves_by_two_doors() {
    let doors = [
        (
            ["set_stringn(", "set_string(", "set_span(", "set_line(", "set_symbol("].as_slice(),
            "src/view/paint",
        ),
        (["println!(", "eprintln!(", "print!(", "eprint!("].as_slice(), "src/cli/out"),
    ];
    for (path, text) in files("src", ".rs") {
        if is_test_file(&path) {
            continue;
        }
        for (calls, door) in &doors {
            for call in calls.iter().filter(|_| !path.to_string_lossy().starts_with(door)) {
                let used = code(&text)
                    .lines()
                    .any(|line| line.contains(call) && !line.trim_start().starts_with("//"));
                assert!(
                    !used || path.starts_with("src/shell/renderer"),
                    "{}: {call} beside {door}",
                    path.display()
                );
            }
        }
    }
}

/// The core reads no clock, disk, environment or network, and says so nowhere with an exception.
#[test]
fn only_the_shell_is_excepted_from_the_lints_that_keep_the_world_out() {
    for (path, text) in files("src", ".rs") {
        let outer = ["shell", "cli", "main"].contains(&module(&path).as_str());
        assert!(outer || !code(&text).contains("disallowed_methods"), "{}", path.display());
    }
}

#[test]
fn nothing_speaks_of_how_it_is_made() {
    // Spelled in halves, so that this file does not find itself.
    let words = [
        ["helper ", "session"],
        ["AI ", "agent"],
        ["Clau", "de"],
        ["Anth", "ropic"],
        ["/work", "/"],
        ["/tmp", "/wt"],
        ["/ro", "ot/"],
        ["/ho", "me/"],
        ["TO", "DO:"],
    ];
    for (folder, ending) in [
        ("src", ".rs"),
        ("tests", ".rs"),
        ("benches", ".rs"),
        ("runbooks", ".toml"),
        ("themes", ".toml"),
        ("docs", ".md"),
        (".ci", ""),
    ] {
        for (path, text) in files(folder, ending) {
            for word in words.map(|halves| halves.concat()) {
                assert!(!text.contains(&word), "{}: {word}", path.display());
            }
        }
    }
    for name in ["README.md", "README.zh.md", "CHANGELOG.md", "Cargo.toml"] {
        let text = fs::read_to_string(root().join(name)).unwrap_or_default();
        for word in words.map(|halves| halves.concat()) {
            assert!(!text.contains(&word), "{name}: {word}");
        }
    }
}

//! Paths as people type them: `~` is the home folder, and half a path has completions.

use std::path::{Path, PathBuf};

/// The most completions that are offered.
const MAX_COMPLETIONS: usize = 50;

/// A typed path, with `~` for the home folder.
pub fn expand(typed: &str) -> PathBuf {
    let typed = typed.trim();
    let home = std::env::var_os("HOME").map(PathBuf::from);
    match (typed.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        (_, _) => PathBuf::from(typed),
    }
}

/// What a half-typed path could become, folders with a `/` behind them.
pub fn completions(typed: &str) -> Vec<String> {
    let (folder, start) = match typed.rfind('/') {
        Some(at) => typed.split_at(at + 1),
        None => ("", typed),
    };
    let look_in = if folder.is_empty() { PathBuf::from(".") } else { expand(folder) };
    let mut paths: Vec<String> = std::fs::read_dir(look_in)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| completion(&entry.path(), folder, start))
        .collect();
    paths.sort();
    paths.truncate(MAX_COMPLETIONS);
    paths
}

fn completion(path: &Path, folder: &str, start: &str) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let hidden = name.starts_with('.') && !start.starts_with('.');
    let end = if path.is_dir() { "/" } else { "" };
    (name.starts_with(start) && !hidden).then(|| format!("{folder}{name}{end}"))
}

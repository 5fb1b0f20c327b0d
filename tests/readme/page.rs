//! A README as text, with its blocks, and the parts of it that are made from the program.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use dutybook::locale::Lang;

/// Only one test at a time writes a page.
static WRITING: Mutex<()> = Mutex::new(());

/// One of the two READMEs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page(pub(super) Lang);

/// A fenced block.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// What stands behind the opening fence.
    pub(super) kind: String,
    /// Where it begins, from 1.
    pub(super) line: usize,
    pub(super) text: String,
    /// The line before the opening fence.
    pub(super) before: String,
}

impl Page {
    pub(super) const ALL: [Self; 2] = [Self(Lang::En), Self(Lang::Zh)];

    /// The file's name in the root of the repository.
    pub(super) const fn name(self) -> &'static str {
        match self.0 {
            Lang::Zh => "README.zh.md",
            Lang::En => "README.md",
        }
    }

    /// The settings of somebody who reads this page.
    pub(super) const fn settings(self) -> &'static str {
        match self.0 {
            Lang::Zh => "person = \"wangfang\"\nname = \"王芳\"\n",
            Lang::En => "person = \"alice\"\n",
        }
    }

    /// The locale of somebody who reads this page.
    pub(super) const fn locale(self) -> &'static str {
        match self.0 {
            Lang::Zh => "zh_CN.UTF-8",
            Lang::En => "en_GB.UTF-8",
        }
    }

    fn path(self) -> PathBuf {
        root().join(self.name())
    }

    pub(super) fn text(self) -> String {
        std::fs::read_to_string(self.path()).unwrap()
    }

    /// Every fenced block, in order.
    pub(super) fn blocks(self) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut is_open = false;
        let mut before = String::new();
        for (n, line) in self.text().lines().enumerate() {
            match (line.strip_prefix("```"), is_open) {
                (Some(kind), false) => {
                    let kind = kind.to_owned();
                    blocks.push(Block { kind, line: n + 1, text: String::new(), before: before.clone() });
                    is_open = true;
                }
                (Some(_), true) => is_open = false,
                (None, true) => {
                    let block = blocks.last_mut().unwrap();
                    block.text.push_str(line);
                    block.text.push('\n');
                }
                (None, false) => line.clone_into(&mut before),
            }
        }
        assert!(!is_open, "{}: the last block does not end", self.name());
        blocks
    }

    /// A part of the page is what the program makes of it, times and random names apart.
    #[track_caller]
    pub(super) fn holds(self, part: &str, made: &str) {
        if masked(part) == masked(made) {
            return;
        }
        let is_written = std::env::var_os("UPDATE_EXPECTED").is_some();
        let name = self.name();
        assert!(
            is_written,
            "{name} says\n{part}\nand the program\n{made}\n(UPDATE_EXPECTED=1 cargo test readme)"
        );
        let _guard = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        let text = self.text();
        assert_eq!(text.matches(part).count(), 1, "{}: not once:\n{part}", self.name());
        std::fs::write(self.path(), text.replacen(part, made, 1)).unwrap();
    }
}

/// A home folder with settings and nothing else.
pub(super) fn home(page: Page) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".config/dutybook");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), page.settings()).unwrap();
    home
}

/// The repository's root.
pub(super) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text with every digit of a time, a date, a length of time or a run's number as `0`, and every random name
/// and digest as `x`.
pub(super) fn masked(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || ":-+./".contains(c);
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        if end == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (word, after) = rest.split_at(end);
        let is_length = after.starts_with(['分', '秒', '时', '天']);
        out.push_str(&masked_word(word, is_length));
        rest = after;
    }
    out
}

fn masked_word(word: &str, is_length: bool) -> String {
    let mut nameless = String::new();
    for part in word.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let name = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_digest = name.len() >= 16 && name.chars().all(|c| c.is_ascii_hexdigit());
        nameless.push_str(&if is_digest {
            part.replace(name, &"x".repeat(name.len()))
        } else {
            part.to_owned()
        });
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let stands_between_digits = |sign: char| {
        nameless
            .match_indices(sign)
            .any(|(at, _)| nameless[..at].ends_with(is_digit) && nameless[at + 1..].starts_with(is_digit))
    };
    let is_time =
        is_length || stands_between_digits(':') || stands_between_digits('-') || is_duration(&nameless);
    if is_time { nameless.replace(is_digit, "0") } else { nameless }
}

/// `3m00s`, `20m`, `1h39m`.
fn is_duration(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.ends_with(['s', 'm', 'h', 'd'])
        && word.chars().all(|c| c.is_ascii_digit() || "smhd".contains(c))
}

#[test]
fn times_and_random_names_are_masked_and_nothing_else() {
    let text =
        "07:04 alice 2m53s 1/6 aware 21m │2026-001 1404d6d9cab85c38:4 ▾1-8/19 steps 2分57秒 cash-short 0.1.0";
    let masked = masked(text);
    assert_eq!(
        masked,
        "00:00 alice 0m00s 1/6 aware 00m │0000-000 xxxxxxxxxxxxxxxx:4 ▾0-0/00 steps 0分00秒 cash-short 0.1.0"
    );
}

//! The name of a run's folder: `2026-007-payroll-leak-7f3k`.

use std::fmt;

use pinyin::ToPinyin;

use crate::journal::RunId;
use crate::runbook::Id;

/// The most characters of the part that comes from the title.
pub const MAX_SLUG_CHARS: usize = 24;

/// Year and number, a few words, and the first characters of the run's id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunName {
    pub year: i32,
    /// From 1 in each year.
    pub number: u32,
    pub slug: String,
    pub short: String,
}

impl RunName {
    /// The name of a new run.
    pub fn new(year: i32, number: u32, title: &str, runbook: &Id, run: &RunId) -> Self {
        let slug = slug(title).unwrap_or_else(|| runbook.as_str().chars().take(MAX_SLUG_CHARS).collect());
        Self { year, number, slug, short: run.short().to_owned() }
    }

    /// Reads the name of a folder.
    pub fn parse(name: &str) -> Option<Self> {
        let (year, rest) = name.split_once('-')?;
        let (number, rest) = rest.split_once('-')?;
        let (slug, short) = rest.rsplit_once('-')?;
        let is_number = |text: &str, least: usize| {
            text.len() >= least && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_plain =
            |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let sound = is_number(year, 4)
            && is_number(number, 3)
            && !slug.is_empty()
            && slug.split(['-', '_']).all(is_plain)
            && short.len() == 4
            && is_plain(short);
        sound.then(|| {
            let (year, number) = (year.parse().ok()?, number.parse().ok()?);
            Some(Self { year, number, slug: slug.to_owned(), short: short.to_owned() })
        })?
    }

    /// `2026-007`
    pub fn label(&self) -> String {
        format!("{:04}-{:03}", self.year, self.number)
    }
}

impl fmt::Display for RunName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.label(), self.slug, self.short)
    }
}

/// The words of a title in ASCII, Chinese in pinyin: as many whole ones as there is room for.
fn slug(title: &str) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_within = false;
    for c in title.chars() {
        if let Some(syllable) = c.to_pinyin() {
            words.push(syllable.plain().replace('ü', "v"));
            is_within = false;
        } else if c.is_ascii_alphanumeric() {
            let c = c.to_ascii_lowercase();
            match words.last_mut().filter(|_| is_within) {
                Some(word) => word.push(c),
                None => words.push(c.to_string()),
            }
            is_within = true;
        } else {
            is_within = false;
        }
    }
    let mut slug = String::new();
    for word in words.iter().filter(|word| word.is_ascii()) {
        if !slug.is_empty() {
            if slug.len() + 1 + word.len() > MAX_SLUG_CHARS {
                break;
            }
            slug.push('-');
        }
        slug.extend(word.chars().take(MAX_SLUG_CHARS));
    }
    (!slug.is_empty()).then_some(slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(title: &str) -> String {
        let run = RunId::parse(b"7f3k000000000000").unwrap();
        let name =
            RunName::new(2026, 7, title, &Id::new("data-security-incident-of-the-firm").unwrap(), &run);
        assert_eq!(RunName::parse(&name.to_string()).as_ref(), Some(&name));
        name.to_string()
    }

    #[test]
    fn a_run_is_named_by_its_title() {
        assert_eq!(name("Payroll leak!"), "2026-007-payroll-leak-7f3k");
        assert_eq!(name("甲公司账套外泄"), "2026-007-jia-gong-si-zhang-tao-7f3k");
        assert_eq!(name("NAS 被加密 2026/11"), "2026-007-nas-bei-jia-mi-2026-11-7f3k");
        assert_eq!(name("../../etc/passwd"), "2026-007-etc-passwd-7f3k");
        assert_eq!(name("🔥"), "2026-007-data-security-incident-o-7f3k");
        assert_eq!(name("Überwachung"), "2026-007-berwachung-7f3k");
        assert_eq!(name(&"x".repeat(80)), format!("2026-007-{}-7f3k", "x".repeat(24)));
    }

    #[test]
    fn other_folders_are_no_runs() {
        for name in
            [".lock", "2026", "2026-007", "2026-007-7f3k", "26-007-a-7f3k", "2026-007-A-7f3k", "a-b-c-d"]
        {
            assert_eq!(RunName::parse(name), None, "{name}");
        }
    }
}

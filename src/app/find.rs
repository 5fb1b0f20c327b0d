//! Finding by a few letters: words in any script, and Chinese by pinyin, whole or by initials.
//!
//! The one function that stands before the fuzzy matcher, so that the matcher can be another one day.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use pinyin::ToPinyin;

/// How well a text fits a query, and which of its characters do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    pub score: i64,
    pub matched: Vec<usize>,
}

/// Searches texts for one query.
pub struct Search {
    matcher: SkimMatcherV2,
    query: String,
}

impl Search {
    /// A search for what was typed.
    pub fn new(query: &str) -> Self {
        Self { matcher: SkimMatcherV2::default().ignore_case(), query: query.trim().to_lowercase() }
    }

    /// Whether everything fits.
    pub fn is_empty(&self) -> bool {
        self.query.is_empty()
    }

    /// How a text fits, the best of: its own characters, its pinyin initials, its whole pinyin.
    pub fn fit(&self, text: &str) -> Option<Fit> {
        if self.query.is_empty() {
            return Some(Fit { score: 0, matched: Vec::new() });
        }
        let plain = self.matcher.fuzzy_indices(text, &self.query);
        let plain = plain.map(|(score, matched)| Fit { score: score + 40, matched });
        if !self.query.is_ascii() || text.is_ascii() {
            return plain;
        }
        plain
            .into_iter()
            .chain(self.by_initials(text))
            .chain(self.by_pinyin(text))
            .max_by_key(|fit| fit.score)
    }

    fn by_initials(&self, text: &str) -> Option<Fit> {
        let initials: String =
            text.chars().map(|c| c.to_pinyin().map_or(c, |p| first_char(p.first_letter(), c))).collect();
        let (score, matched) = self.matcher.fuzzy_indices(&initials, &self.query)?;
        Some(Fit { score: score + 20, matched })
    }

    fn by_pinyin(&self, text: &str) -> Option<Fit> {
        let mut whole = String::new();
        let mut from = Vec::new();
        for (n, c) in text.chars().enumerate() {
            let before = whole.chars().count();
            match c.to_pinyin() {
                Some(pinyin) => whole.push_str(pinyin.plain()),
                None => whole.push(c),
            }
            from.extend(std::iter::repeat_n(n, whole.chars().count() - before));
        }
        let (score, matched) = self.matcher.fuzzy_indices(&whole, &self.query)?;
        let mut matched: Vec<usize> = matched.into_iter().filter_map(|n| from.get(n).copied()).collect();
        matched.dedup();
        Some(Fit { score, matched })
    }
}

fn first_char(text: &str, or: char) -> char {
    text.chars().next().unwrap_or(or)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_found_by_itself_by_initials_and_by_pinyin() {
        for query in ["恢复", "sjhf", "shujuhuifu", "huifu"] {
            assert!(Search::new(query).fit("数据恢复").is_some(), "{query}");
        }
        assert_eq!(Search::new("hf").fit("数据恢复").unwrap().matched, [2, 3]);
        assert!(Search::new("xyz").fit("数据恢复").is_none());
    }

    #[test]
    fn nothing_typed_fits_everything() {
        assert!(Search::new("  ").fit("").is_some());
    }
}

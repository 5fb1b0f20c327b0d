//! Answers that name one of several: by number, by name, or by the beginning of a name that no other has.

use crate::text::SafeText;

/// What came of a look for an answer among options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    One(usize),
    Several,
    None,
}

/// A whole number from 1, as a place from 0; full-width digits count.
pub(super) fn number(answer: &str) -> Option<usize> {
    let plain = |c: char| crate::app::keymap::half_width(c);
    let digits: String = answer.trim().trim_end_matches(['.', '。', ')', '）']).chars().map(plain).collect();
    let sound = !digits.is_empty() && digits.len() < 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| digits.parse::<usize>().ok()).flatten()?.checked_sub(1)
}

/// Which of several an answer names. Each has any number of names.
pub(super) fn named<S: AsRef<str>>(answer: &str, options: &[Vec<S>]) -> Found {
    let sought = answer.trim().to_lowercase();
    let is = |name: &S| name.as_ref().to_lowercase() == sought;
    if let Some(n) = options.iter().position(|names| names.iter().any(is)) {
        return Found::One(n);
    }
    if sought.chars().count() < 2 {
        return Found::None;
    }
    let begins = |name: &S| name.as_ref().to_lowercase().starts_with(&sought);
    let mut fit = options.iter().enumerate().filter(|(_, names)| names.iter().any(begins)).map(|(n, _)| n);
    match (fit.next(), fit.next()) {
        (Some(n), None) => Found::One(n),
        (Some(_), Some(_)) => Found::Several,
        (None, _) => Found::None,
    }
}

/// A line with its number.
pub(super) fn numbered(n: usize, text: &SafeText) -> SafeText {
    SafeText::line(&format!("{} ", n + 1)).then(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_number_a_name_or_its_beginning() {
        let options = [vec!["note", "备注"], vec!["next", "开始"], vec!["title", "改标题"]];
        assert_eq!(named("Note", &options), Found::One(0));
        assert_eq!(named("开始", &options), Found::One(1));
        assert_eq!(named("ti", &options), Found::One(2));
        assert_eq!(named("n", &options), Found::None);
        assert_eq!(named("ne", &options), Found::One(1));
        assert_eq!(named("", &options), Found::None);
        assert_eq!(number("３．"), None);
        assert_eq!((number(" １2. "), number("0"), number("-1"), number("1a")), (Some(11), None, None, None));
    }
}

//! Answers that name one of several: by number, by name, or by a part of a name that no other has.

use crate::locale::{Lang, plain as words};
use crate::report::value;
use crate::text::SafeText;

/// Of those that an answer fits, so many are named.
const MOST_NAMED: usize = 8;

/// What came of a look for an answer among options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    One(usize),
    /// The names that fit.
    Several(Vec<SafeText>),
    None,
}

/// A whole number from 1, as a place from 0; full-width digits count.
pub(super) fn number(answer: &str) -> Option<usize> {
    let plain = |c: char| crate::app::keymap::half_width(c);
    let digits: String = answer.trim().trim_end_matches(['.', '。', ')', '）']).chars().map(plain).collect();
    let sound = !digits.is_empty() && digits.len() < 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| digits.parse::<usize>().ok()).flatten()?.checked_sub(1)
}

/// Which of several an answer names. Each has any number of names. The whole of a name goes before whole words of one, and
/// those before the beginning of a word, which in Chinese may be anywhere.
pub(super) fn named<S: AsRef<str>>(answer: &str, options: &[Vec<S>]) -> Found {
    let sought = answer.trim().to_lowercase();
    let is = |name: &S| name.as_ref().to_lowercase() == sought;
    if let Some(n) = options.iter().position(|names| names.iter().any(is)) {
        return Found::One(n);
    }
    if sought.chars().count() < 2 {
        return Found::None;
    }
    for fits in [has_words, begins_word] {
        let name = |names: &Vec<S>| {
            let mut names = names.iter().map(S::as_ref);
            names.rfind(|name| fits(&name.to_lowercase(), &sought)).map(SafeText::line)
        };
        let fit = options.iter().enumerate().filter_map(|(n, names)| Some((n, name(names)?)));
        let (places, names): (Vec<usize>, Vec<SafeText>) = fit.unzip();
        match places[..] {
            [] => {}
            [only] => return Found::One(only),
            [_, ..] => return Found::Several(names),
        }
    }
    Found::None
}

fn has_words(name: &str, sought: &str) -> bool {
    name.match_indices(sought).any(|(at, part)| {
        let (before, after) = (&name[..at], &name[at + part.len()..]);
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}

fn begins_word(name: &str, sought: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let begins = |at: usize| !(name[..at].ends_with(is_letter) && sought.starts_with(is_letter));
    name.match_indices(sought).any(|(at, _)| begins(at))
}

/// Says which of several an answer fits.
pub(super) fn several(answer: &str, names: &[SafeText], lang: Lang) -> SafeText {
    let more = (names.len() > MOST_NAMED).then(|| SafeText::word("…"));
    let told = names.iter().take(MOST_NAMED).cloned().chain(more);
    words::SEVERAL_FIT.with(lang, &[&answer, &value::join(told, words::BETWEEN.get(lang))])
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
        let options = [
            vec!["clients", "受影响客户台账", "Affected clients"],
            vec!["loss", "客户损失合计", "Clients' loss"],
        ];
        let fit = |names: [&str; 2]| Found::Several(names.map(SafeText::line).to_vec());
        assert_eq!(named("客户", &options), fit(["受影响客户台账", "客户损失合计"]));
        assert_eq!(named("clients", &options), Found::One(0));
        assert_eq!(named("client", &options), fit(["Affected clients", "Clients' loss"]));
        assert_eq!(named("affected", &options), Found::One(0));
        assert_eq!(named("lients", &options), Found::None);
        assert_eq!((number(" １2. "), number("0"), number("-1"), number("1a")), (Some(11), None, None, None));
    }
}

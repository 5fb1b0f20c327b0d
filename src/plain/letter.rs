//! A notice that is being written, line by line: what stands in each, and where the gaps are.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::front::Page;
use super::options;
use super::talk::Heard;
use crate::app::NoticePage;
use crate::app::said::Said;
use crate::locale::{Lang, Word, plain as words};
use crate::text::SafeText;

/// Before a text, it makes a new line of it.
const BELOW: [char; 2] = ['>', '＞'];

const fn press(code: KeyCode, with: KeyModifiers) -> Said {
    Said::Key(KeyEvent::new(code, with))
}

const TAB: Said = press(KeyCode::Tab, KeyModifiers::NONE);
const END: Said = press(KeyCode::End, KeyModifiers::NONE);
const CLEAR_LINE: Said = press(KeyCode::Char('u'), KeyModifiers::CONTROL);

/// The line that is written in, or the gap that is filled.
pub(super) fn page(notice: &NoticePage, lang: Lang) -> Page {
    let lines = notice.text.lines();
    let row = notice.text.cursor().0;
    let line = SafeText::line(&with_gap(notice, lines.get(row).map_or("", String::as_str), lang));
    let line = if line.is_empty() { words::NOTHING.text(lang) } else { line };
    let word = if notice.text.is_selecting() { words::GAP_PROMPT } else { words::LINE_PROMPT };
    let prompt = word.with(lang, &[&(row + 1), &lines.len(), &line]);
    Page { key: "letter".to_owned(), lines: vec![words::HELP_LETTER.text(lang)], prompt, ..Page::default() }
}

/// A line with the gap that is filled named, since there can be several in it.
fn with_gap(notice: &NoticePage, line: &str, lang: Lang) -> String {
    let Some(((_, start), (_, end))) = notice.text.selection_range() else { return line.to_owned() };
    let part = |from: usize, to: usize| line.chars().skip(from).take(to.saturating_sub(from));
    let here = words::HERE.get(lang).chars();
    part(0, start).chain(here).chain(part(end, usize::MAX)).collect()
}

/// What can be said, and the whole text with its numbers.
pub(super) fn help(notice: &NoticePage, lang: Lang) -> Vec<SafeText> {
    let lines = notice.text.lines().iter().enumerate();
    let lines = lines.map(|(n, line)| options::numbered(n, &SafeText::line(line)));
    std::iter::once(words::HELP_LETTER.text(lang)).chain(lines).collect()
}

/// Answers what stands in the line, or in the gap, or which line is next.
pub(super) fn hear(notice: &NoticePage, answer: &str) -> Heard {
    let typed = answer.trim();
    let is = |word: Word| typed == word.zh || typed.eq_ignore_ascii_case(word.en);
    let fills_gap = notice.text.is_selecting();
    // A blank before it makes text of what would have another meaning.
    let is_text = answer.starts_with(' ') && !typed.is_empty();
    let said = if is_text || typed.is_empty() {
        match (fills_gap, typed.is_empty()) {
            (true, true) => vec![TAB],
            (true, false) => vec![Said::Text(typed.to_owned()), TAB],
            (false, true) => vec![Said::DOWN],
            (false, false) => vec![END, CLEAR_LINE, Said::Text(typed.to_owned())],
        }
    } else if is(words::DOWN) {
        vec![Said::DOWN]
    } else if is(words::UP) {
        vec![Said::UP]
    } else if let Some(n) = options::number(typed).filter(|n| !fills_gap && *n < notice.text.lines().len()) {
        vec![Said::PointAt(n)]
    } else if is(words::CLEAR) && !fills_gap {
        vec![END, CLEAR_LINE]
    } else if let Some(below) = typed.strip_prefix(BELOW).filter(|_| !fills_gap) {
        vec![END, Said::Text(format!("\n{}", below.trim()))]
    } else if fills_gap {
        vec![Said::Text(typed.to_owned()), TAB]
    } else {
        vec![END, CLEAR_LINE, Said::Text(typed.to_owned())]
    };
    Heard::Said(said)
}

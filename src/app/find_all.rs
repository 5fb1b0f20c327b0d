//! Finding a text anywhere in a run: in the titles of steps, in guides, in what people recorded.
//!
//! Titles are found by their letters in order too, as the menu is; longer texts only by what stands in them as it
//! was typed, or by the pinyin initials of what does.

use pinyin::ToPinyin;

use super::App;
use super::overlay::Hit;
use crate::locale::Lang;
use crate::run::{Event, EvidenceItem, Fact, Run};
use crate::text::SafeText;

/// The most hits in guides, and in records.
const MOST_HITS: usize = 200;

/// Characters that are shown before what was matched, and from there on.
const BEFORE: usize = 10;
const BEHIND: usize = 120;

/// Where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// In the title of the step of this place.
    Step(usize),
    /// In its guide.
    Guide(usize),
    /// In what was recorded by the fact of this place.
    Record(usize),
}

impl App {
    /// What fits: titles that hold it, guides, records (the latest first), then titles that have its letters.
    pub(super) fn find_all(&self, text: &str) -> Vec<Hit<Found>> {
        let Some(console) = self.console() else { return Vec::new() };
        let run = &console.run;
        let lang = self.settings.lang;
        let titles = self.find_steps(text).into_iter();
        let titles =
            titles.map(|hit| Hit { item: Found::Step(hit.item), text: hit.text, matched: hit.matched });
        let Some(needle) = Needle::new(text) else { return titles.collect() };
        let is_held = |hit: &Hit<Found>| match hit.item {
            Found::Step(step) => {
                Lang::ALL.iter().any(|lang| needle.find(run.step_title(step, *lang)).is_some())
            }
            Found::Guide(_) | Found::Record(_) => false,
        };
        let (mut hits, loose): (Vec<_>, Vec<_>) = titles.partition(is_held);
        let held: Vec<Found> = hits.iter().map(|hit| hit.item).collect();
        let in_order = (0..run.phases().len()).flat_map(|phase| run.steps_of(phase).iter().copied());
        let guides = in_order.filter(|step| !held.contains(&Found::Step(*step))).filter_map(|step| {
            let guide = guide_of(run, step, lang)?;
            guide.lines().find_map(|line| needle.excerpt(Found::Guide(step), plain(line)))
        });
        hits.extend(guides.take(MOST_HITS));
        let records = (0..run.facts().len()).rev().filter(|place| run.stands(*place));
        let records = records.filter_map(|place| {
            let texts = texts_of(run, &run.facts()[place]);
            texts.into_iter().flat_map(str::lines).find_map(|line| needle.excerpt(Found::Record(place), line))
        });
        hits.extend(records.take(MOST_HITS));
        hits.extend(
            loose
                .into_iter()
                .filter(|hit| match hit.item {
                    Found::Step(step) => !hits.iter().any(|known| known.item == Found::Guide(step)),
                    Found::Guide(_) | Found::Record(_) => true,
                })
                .collect::<Vec<_>>(),
        );
        hits
    }
}

/// A line of a guide without the signs that make its list and its bold.
fn plain(line: &str) -> &str {
    line.trim_start_matches(['-', '*', ' ', '#', '>'])
}

fn guide_of(run: &Run, step: usize, lang: Lang) -> Option<&str> {
    let state = run.steps().get(step)?;
    if let Some(in_book) = run.in_book(state) {
        return in_book.guide.as_ref().map(|guide| guide.get(lang));
    }
    match run.facts()[state.added_by?].event() {
        Some(Event::StepAdded { guide, .. }) => Some(guide),
        Some(_) | None => None,
    }
}

/// What a person wrote in a record that is looked up by its words; a note as it reads now.
fn texts_of<'a>(run: &'a Run, fact: &'a Fact) -> Vec<&'a str> {
    let Some(event) = fact.event() else { return Vec::new() };
    if let Event::NoteAdded { .. } = event {
        return run.note_text(fact.id).map(|(text, _)| text).into_iter().collect();
    }
    if let Event::DecisionMade { question, choice, reason, decided_by, .. } = event {
        return vec![question, choice, reason, decided_by];
    }
    if let Event::CallMade { whom, number, said, .. } = event {
        return vec![whom, said, number];
    }
    if let Event::QuestionRaised { text, .. } | Event::QuestionAnswered { text, .. } = event {
        return vec![text];
    }
    if let Event::EvidenceAdded(evidence) = event {
        let EvidenceItem { name, place, source, method, finder, sha256, .. } = &**evidence;
        return vec![name, place, source, method, finder, sha256.as_deref().unwrap_or_default()];
    }
    if let Event::EvidenceHanded { to, why, .. } = event {
        return vec![to, why];
    }
    Vec::new()
}

/// What is looked for in longer texts.
struct Needle {
    letters: Vec<char>,
    /// Whether it can be the initials of Chinese words.
    is_initials: bool,
}

impl Needle {
    fn new(text: &str) -> Option<Self> {
        let letters: Vec<char> = text.trim().chars().map(lower).collect();
        let is_initials = letters.len() > 1 && letters.iter().all(char::is_ascii_alphabetic);
        (!letters.is_empty()).then_some(Self { letters, is_initials })
    }

    /// Where it stands first in a text, in characters.
    fn find(&self, text: &str) -> Option<std::ops::Range<usize>> {
        let length = self.letters.len();
        let mut rest = text.chars();
        for start in 0.. {
            let here = rest.clone();
            rest.next()?;
            let is_here = |same: &dyn Fn(char, char) -> bool| {
                let mut here = here.clone();
                self.letters.iter().all(|letter| here.next().is_some_and(|c| same(c, *letter)))
            };
            if is_here(&|c, letter| lower(c) == letter) || (self.is_initials && is_here(&is_initial)) {
                return Some(start..start + length);
            }
        }
        None
    }

    /// What stands around it in a text.
    fn excerpt(&self, item: Found, text: &str) -> Option<Hit<Found>> {
        let at = self.find(text)?;
        let first = if at.start > BEFORE + 2 { at.start - BEFORE } else { 0 };
        let part = |from: usize, to: usize| {
            SafeText::line(&text.chars().skip(from).take(to - from).collect::<String>())
        };
        let cut = if first > 0 { SafeText::word("…") } else { SafeText::default() };
        let before = cut.then(&part(first, at.start));
        let matched = part(at.start, at.end);
        let from = before.as_str().chars().count();
        let matched_chars = from..from + matched.as_str().chars().count();
        let text = before.then(&matched).then(&part(at.end, at.end + BEHIND));
        Some(Hit { item, text, matched: matched_chars.collect() })
    }
}

fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

fn is_initial(c: char, letter: char) -> bool {
    c.to_pinyin().is_some_and(|pinyin| pinyin.plain().starts_with(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, text: &str) -> Option<String> {
        let hit = Needle::new(query)?.excerpt(Found::Record(0), text)?;
        let marked = |(n, c): (usize, char)| {
            if hit.matched.contains(&n) { c.to_uppercase().next().unwrap() } else { c }
        };
        Some(hit.text.as_str().chars().enumerate().map(marked).collect())
    }

    #[test]
    fn what_was_matched_is_marked_in_what_stands_around_it() {
        assert_eq!(found("VPN", "the old vpn account").as_deref(), Some("the old VPN account"));
        assert_eq!(
            found("vpn", "it came in over the old vpn account").as_deref(),
            Some("…r the old VPN account")
        );
        assert_eq!(found("vpn", "nothing of it"), None);
    }

    #[test]
    fn chinese_is_found_by_itself_and_by_initials_that_stand_together() {
        let at = |query: &str| Needle::new(query).unwrap().find("两台电脑弹出勒索信");
        assert_eq!(at("勒索"), Some(6..8));
        assert_eq!(at("lsx"), Some(6..9));
        assert_eq!(at("ltx"), None);
        assert_eq!(at("dn"), Some(2..4));
    }

    #[test]
    fn what_commands_a_terminal_shifts_no_mark() {
        let hit = Needle::new("rm").unwrap().excerpt(Found::Record(0), "a\u{1b}[31m rm -rf").unwrap();
        let chars: Vec<char> = hit.text.as_str().chars().collect();
        assert_eq!(hit.matched.iter().map(|n| chars[*n]).collect::<String>(), "rm");
    }
}

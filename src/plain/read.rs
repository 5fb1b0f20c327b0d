//! What has no words of its own here: it is read off the screen that it would be, and answered by keys and names.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::drawn;
use super::front::Page;
use super::options::{self, Found};
use super::talk::Heard;
use crate::app::said::Said;
use crate::app::{App, Console, DeadlineLine, Overlay, timers};
use crate::locale::{Lang, Word, console as signs, plain as words};
use crate::report::{clock, name, notice};
use crate::text::SafeText;

/// The page of an overlay.
pub(super) fn page(app: &App, overlay: &Overlay) -> Page {
    let lines = drawn::lines(app, overlay);
    let prompt = prompt(app, overlay, &lines);
    let name = format!("{:?}", std::mem::discriminant(overlay));
    Page { key: format!("other {lines:?}"), name, lines, prompt }
}

/// What is chosen, what an empty line does, and the way to all else.
fn prompt(app: &App, overlay: &Overlay, lines: &[SafeText]) -> SafeText {
    let lang = app.settings.lang;
    if matches!(overlay, Overlay::Quit) {
        return words::QUIT_PROMPT.text(lang);
    }
    let enter = drawn::hints(app).into_iter().find(|(key, _)| key.as_str() == "Enter");
    let how = match enter {
        Some((_, label)) if let Some(n) = recording(overlay) => {
            words::OTHER_PROMPT_NUMBER.with(lang, &[&(n + 1), &first_deed(label, lines, lang)])
        }
        Some((_, label)) => words::OTHER_PROMPT_ENTER.with(lang, &[&first_deed(label, lines, lang)]),
        None => words::OTHER_PROMPT.text(lang),
    };
    let chosen = lines.iter().find_map(|line| line.as_str().strip_prefix(words::CHOSEN.get(lang)));
    match chosen.or_else(|| lines.first().map(SafeText::as_str)) {
        Some(chosen) => words::CHOSEN_AND.with(lang, &[&SafeText::line(chosen), &how]),
        None => how,
    }
}

/// The number of what Enter does, where that records: an empty line does not, since one is soon sent.
fn recording(overlay: &Overlay) -> Option<usize> {
    match overlay {
        Overlay::People(_) | Overlay::Timers(_) => Some(0),
        Overlay::Settle(settle) => Some(settle.cursor),
        Overlay::Notice(page) => Some(page.cursor),
        Overlay::Clock(sheet) => Some(sheet.cursor),
        Overlay::Left(list) => (list.cursor < list.first_step()).then_some(list.cursor),
        Overlay::Form(_)
        | Overlay::Reason(_)
        | Overlay::Sheet(_)
        | Overlay::Palette(_)
        | Overlay::Find(_)
        | Overlay::History(_)
        | Overlay::Record(_)
        | Overlay::Copied(_)
        | Overlay::Deadlines(_)
        | Overlay::Notices(_)
        | Overlay::Rows(_)
        | Overlay::Help { .. }
        | Overlay::ClockHelp { .. }
        | Overlay::StepSheet { .. }
        | Overlay::Measures { .. }
        | Overlay::Handover(_)
        | Overlay::Quit => None,
    }
}

/// Where Enter does the first of what can be done, that is told by its own words.
fn first_deed(label: SafeText, lines: &[SafeText], lang: Lang) -> SafeText {
    let is_first = label.as_str() == signs::ENTER_FIRST_DEED.get(lang);
    let first = lines.iter().rfind(|line| is_first && line.as_str().starts_with("1 "));
    first.map_or(label, |line| SafeText::line(line.as_str().trim_start_matches("1 ")))
}

/// What of a page is new to somebody who heard it as it was before. What is chosen stands in the question.
pub(super) fn news_of(lines: &[SafeText], before: &[SafeText], lang: Lang) -> Vec<SafeText> {
    let mark = words::CHOSEN.get(lang);
    let plain = |line: &SafeText| line.as_str().strip_prefix(mark).unwrap_or(line.as_str()).to_owned();
    let known: Vec<String> = before.iter().map(plain).collect();
    let is_new = |line: &&SafeText| {
        !line.is_empty() && !line.as_str().starts_with(mark) && !known.contains(&plain(line))
    };
    lines.iter().filter(is_new).cloned().collect()
}

/// What can be said: the keys that do something.
pub(super) fn help(app: &App, overlay: &Overlay) -> Vec<SafeText> {
    let lang = app.settings.lang;
    let mut lines = vec![words::HELP_OTHER.text(lang)];
    if !names(app, overlay).is_empty() {
        lines.push(words::HELP_NAMES.text(lang));
    }
    let can_be_said = |key: &str| !key.trim().is_empty() && !key.contains("Ctrl-");
    let hints = drawn::hints(app).into_iter().filter(|(key, _)| can_be_said(key.as_str()));
    lines.extend(hints.map(|(key, label)| words::VALUE.with(lang, &[&key, &label])));
    lines
}

/// Answers by a name of what is listed, which is chosen then, or else by a key.
pub(super) fn hear(app: &App, overlay: &Overlay, answer: &str) -> Heard {
    let lang = app.settings.lang;
    if answer.trim().is_empty() && recording(overlay).is_some() {
        return Heard::Unclear(words::EMPTY_RECORDS_NOTHING.text(lang));
    }
    match options::named(answer, &names(app, overlay)) {
        Found::One(n) => Heard::Said(vec![Said::PointAt(n)]),
        Found::Several(names) => Heard::Unclear(options::several(answer.trim(), &names, lang)),
        Found::None => by_key(answer),
    }
}

/// What the things of a list are called, each in every language; none where there is no list.
fn names(app: &App, overlay: &Overlay) -> Vec<Vec<String>> {
    let Some(console) = app.console() else { return Vec::new() };
    let run = &console.run;
    let both = |of: &dyn Fn(Lang) -> SafeText| Lang::ALL.map(|lang| of(lang).to_string()).to_vec();
    if let Overlay::People(_) = overlay {
        run.book.roles.iter().map(|role| both(&|lang| SafeText::line(role.title.get(lang)))).collect()
    } else if let Overlay::Deadlines(_) = overlay {
        console.deadlines().iter().map(|line| both(&|lang| deadline(app, console, line, lang))).collect()
    } else if let Overlay::Timers(_) = overlay {
        let timers = timers::timers(console);
        timers.iter().map(|(_, alarm)| vec![app.alarm_title(alarm.kind).to_string()]).collect()
    } else if let Overlay::Left(list) = overlay {
        // The row that goes on with what the list stands before has no name.
        let first = std::iter::repeat_n(Vec::new(), list.first_step());
        let steps = list.steps(run);
        let titles = steps.iter().map(|left| both(&|lang| name::step(run, &run.steps()[left.step], lang)));
        first.chain(titles).collect()
    } else if let Overlay::Notices(list) = overlay
        && list.of.is_none()
    {
        let items = notice::items(run);
        items.iter().map(|item| both(&|lang| SafeText::line(item.notice.title.get(lang)))).collect()
    } else {
        Vec::new()
    }
}

fn deadline(app: &App, console: &Console, line: &DeadlineLine<'_>, lang: Lang) -> SafeText {
    match line {
        DeadlineLine::Clock(state) => clock::title(&console.run, state.clock, state.row, lang),
        DeadlineLine::Alarm(alarm) => app.alarm_title(alarm.kind),
    }
}

/// Keys go by their names, digits, or else by text.
fn by_key(answer: &str) -> Heard {
    let typed = answer.trim();
    let press = |code: KeyCode| Said::Key(KeyEvent::new(code, KeyModifiers::NONE));
    let is = |word: Word| typed == word.zh || typed.eq_ignore_ascii_case(word.en);
    let mut chars = typed.chars();
    let (first, second) = (chars.next(), chars.next());
    let said = match (first, second) {
        (None, _) => Said::ENTER,
        (Some(_), _) if is(words::DOWN) => Said::DOWN,
        (Some(_), _) if is(words::UP) => Said::UP,
        (Some(only), None) => press(KeyCode::Char(crate::app::keymap::half_width(only))),
        (Some(_), Some(_)) => match typed.to_ascii_lowercase().as_str() {
            "left" | "←" => press(KeyCode::Left),
            "right" | "→" => press(KeyCode::Right),
            "tab" => press(KeyCode::Tab),
            "space" => press(KeyCode::Char(' ')),
            "del" | "delete" => press(KeyCode::Delete),
            "pgup" => press(KeyCode::PageUp),
            "pgdn" => press(KeyCode::PageDown),
            "esc" => Said::ESCAPE,
            "enter" => Said::ENTER,
            _text => Said::Text(typed.to_owned()),
        },
    };
    Heard::Said(vec![said])
}

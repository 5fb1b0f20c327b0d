//! A form in words: field by field, with what stands in it in brackets.

use super::front::Page;
use super::options::{self, Found, numbered};
use super::talk::Heard;
use crate::app::form::Choosable;
use crate::app::said::{After, Said};
use crate::app::{App, Field, Form, Input};
use crate::locale::{Lang, app as forms, console as signs, plain as words};
use crate::report::value;
use crate::text::SafeText;

/// What separates several choices.
const SEPARATORS: [char; 5] = [',', '，', '、', ';', ' '];

/// The page of a form: the field that is asked now, or the button.
pub(super) fn page(form: &Form, lang: Lang) -> Page {
    let mut lines = Vec::new();
    if form.focus == 0 || form.focus >= form.fields.len() {
        lines.push(title(form, lang));
        lines.extend(form.help.iter().cloned());
    }
    lines.extend(form.error.clone());
    let prompt = if let Some(field) = form.fields.get(form.focus) {
        lines.extend(field.error.clone());
        lines.extend(options_of(field));
        if !field.hint.is_empty() {
            lines.push(field.hint.clone());
        }
        lines.extend(text_of(field));
        ask(form, field, lang)
    } else {
        for (n, field) in form.fields.iter().enumerate() {
            let mut text = text_of(field).into_iter();
            let value = text.next().unwrap_or_else(|| shown(field, lang));
            let value = if value.is_empty() { words::NOTHING.text(lang) } else { value };
            lines.push(numbered(n, &words::VALUE.with(lang, &[&field.label, &value])));
            lines.extend(text);
        }
        words::BUTTON_PROMPT.with(lang, &[&form.button])
    };
    let key = format!("form {} {} {:?}", form.kind.draft_name(), form.focus, lines);
    Page { key, lines, prompt, ..Page::default() }
}

/// What the form is, and what it is about.
fn title(form: &Form, lang: Lang) -> SafeText {
    let parts = form.title.as_str().split(" · ").map(SafeText::line);
    value::join(parts, words::MARK.get(lang))
}

fn ask(form: &Form, field: &Field, lang: Lang) -> SafeText {
    let present = shown(field, lang);
    let word = match (&field.input, present.is_empty(), form.needs(field)) {
        (Input::Lines(_), true, true) => words::ASK_LINES,
        (Input::Lines(_), true, false) => words::ASK_LINES_OPTIONAL,
        (_, true, true) => words::ASK,
        (_, true, false) => words::ASK_OPTIONAL,
        (Input::Lines(_), false, _) => return words::ASK_LINES_FILLED.with(lang, &[&field.label, &present]),
        (_, false, _) => return words::ASK_FILLED.with(lang, &[&field.label, &present]),
    };
    word.with(lang, &[&field.label])
}

/// What stands in a field, in words.
fn shown(field: &Field, lang: Lang) -> SafeText {
    match &field.input {
        Input::Line(_) | Input::Lines(_) => {
            let text = field.input.value();
            let mut lines = text.trim().lines();
            let first = SafeText::line(lines.next().unwrap_or_default());
            if lines.next().is_some() { first.then(&SafeText::word(" ...")) } else { first }
        }
        Input::Choice { options, chosen, .. } => {
            chosen.and_then(|n| options.get(n)).map(|option| option.label.clone()).unwrap_or_default()
        }
        Input::Many { options, chosen, .. } => {
            let chosen = options.iter().zip(chosen).filter(|(_, is)| **is);
            value::join(chosen.map(|(option, _)| option.label.clone()), signs::COMMA.get(lang))
        }
    }
}

/// All of a text of several lines, of which a question holds only the beginning: nobody records what they never heard.
fn text_of(field: &Field) -> Vec<SafeText> {
    match &field.input {
        Input::Lines(_) => {
            let text = field.input.value();
            let lines: Vec<SafeText> = text.trim().lines().map(SafeText::line).collect();
            if lines.len() > 1 { lines } else { Vec::new() }
        }
        Input::Line(_) | Input::Choice { .. } | Input::Many { .. } => Vec::new(),
    }
}

fn options_of(field: &Field) -> Vec<SafeText> {
    match &field.input {
        Input::Line(_) | Input::Lines(_) => Vec::new(),
        Input::Choice { options, .. } | Input::Many { options, .. } => {
            options.iter().enumerate().map(|(n, option)| numbered(n, &option.label)).collect()
        }
    }
}

/// What there is to know about the field that is asked.
pub(super) fn help(form: &Form, lang: Lang) -> Vec<SafeText> {
    let mut lines = vec![title(form, lang)];
    lines.extend(form.help.iter().cloned());
    if let Some(field) = form.fields.get(form.focus) {
        lines.extend([field.label.clone(), field.hint.clone()].into_iter().filter(|text| !text.is_empty()));
        let how = match &field.input {
            Input::Line(_) => words::HELP_LINE,
            Input::Lines(_) => words::HELP_LINES,
            Input::Choice { .. } => words::HELP_CHOICE,
            Input::Many { .. } => words::HELP_MANY,
        };
        lines.push(how.text(lang));
    }
    lines.push(words::HELP_FORM.text(lang));
    lines
}

/// Whether anything was written in the form that would be kept as a draft.
pub(super) fn is_written(app: &App, form: &Form) -> bool {
    app.console().is_some_and(|console| console.drafts.contains_key(&form.kind.draft_name()))
}

/// Whether the field that is asked takes several lines.
pub(super) fn takes_lines(form: &Form) -> bool {
    form.fields.get(form.focus).is_some_and(|field| matches!(field.input, Input::Lines(_)))
}

/// Answers the field that is asked, or the button. What cannot be read is said at once, and asked for again.
pub(super) fn hear(app: &App, form: &Form, answer: &str, to_the_end: bool) -> Heard {
    let lang = app.settings.lang;
    let Some(field) = form.fields.get(form.focus) else { return hear_button(form, answer, lang) };
    // Where one field was wrong, the others have been answered already.
    let after = if field.error.is_some() {
        After::HandIn
    } else if to_the_end {
        After::ToTheEnd
    } else {
        After::GoOn
    };
    let fill = |text: String| match app.wrong_answer(form, &text) {
        Some(why) => Heard::Unclear(words::VALUE.with(lang, &[&field.label, &why])),
        None => Heard::Said(vec![Said::Fill(text, after)]),
    };
    let present = field.input.value();
    if answer.trim().is_empty() {
        let is_missing = form.needs(field) && present.trim().is_empty();
        return if is_missing { Heard::Unclear(forms::FILL_FIRST.text(lang)) } else { fill(present) };
    }
    // What has to be there is asked for again, with nothing in it.
    if answer == "-" && form.needs(field) {
        return Heard::Said(vec![Said::Fill(String::new(), After::GoOn), Said::Field(form.focus)]);
    }
    if answer == "-" {
        return fill(String::new());
    }
    match &field.input {
        Input::Line(_) | Input::Lines(_) => fill(answer.to_owned()),
        Input::Choice { options, .. } => match one_of(answer, options) {
            Found::One(n) => fill(options[n].id.clone()),
            Found::Several(names) => Heard::Unclear(options::several(answer, &names, lang)),
            Found::None => Heard::Unclear(words::NO_SUCH_OPTION.with(lang, &[&answer])),
        },
        Input::Many { options, .. } => {
            let mut ids = Vec::new();
            for part in answer.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty()) {
                match one_of(part, options) {
                    Found::One(n) => ids.push(options[n].id.as_str()),
                    Found::Several(names) => return Heard::Unclear(options::several(part, &names, lang)),
                    Found::None => return Heard::Unclear(words::NO_SUCH_OPTION.with(lang, &[&part])),
                }
            }
            fill(ids.join(","))
        }
    }
}

fn hear_button(form: &Form, answer: &str, lang: Lang) -> Heard {
    if answer.trim().is_empty() {
        return Heard::Said(vec![Said::ENTER]);
    }
    match options::number(answer).filter(|n| *n < form.fields.len()) {
        Some(n) => Heard::Said(vec![Said::Field(n)]),
        None => Heard::Unclear(words::NO_SUCH_OPTION.with(lang, &[&answer])),
    }
}

fn one_of(answer: &str, choices: &[Choosable]) -> Found {
    if let Some(n) = options::number(answer) {
        return if n < choices.len() { Found::One(n) } else { Found::None };
    }
    let names: Vec<Vec<&str>> =
        choices.iter().map(|choice| vec![choice.id.as_str(), choice.label.as_str()]).collect();
    options::named(answer, &names)
}

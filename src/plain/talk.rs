//! The talk itself: what is said, what is asked, and what an answer means.

use super::front::{Front, Page};
use super::news::News;
use super::{console, form, home, letter, list, options, read, rows};
use crate::app::said::{After, Said};
use crate::app::{Action, App, Field, Home, Overlay, Room, Tone};
use crate::locale::{Lang, Word, app as forms, plain as words};
use crate::text::SafeText;

/// A talk with the person at the other end of the line.
#[derive(Debug, Default)]
pub struct Talk {
    news: News,
    /// What was said of what lies in front, and of what that lies over, by how many lie below.
    pages: Vec<Option<Page>>,
    /// The step that was told last: coming back to it needs no second telling.
    step: Option<String>,
    /// Lines of a text that has not ended yet.
    text: Option<Vec<String>>,
    /// Help that was asked for.
    told: Vec<SafeText>,
    /// A key or a word that was answered with where nothing may come of it, and the question that it answered.
    pressed: Option<(String, SafeText)>,
    in_vain: Option<SafeText>,
    /// One field of a form is changed, and then the form is looked at again.
    to_the_end: bool,
    /// It was asked whether what is written shall be thrown away.
    asks_to_discard: bool,
}

/// What a line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// These things, in order.
    Said(Vec<Said>),
    /// It is a part of a longer text.
    More,
    /// To hear again where one is.
    Again,
    /// To hear what can be said.
    Tell(Vec<SafeText>),
    /// It cannot be understood, and why.
    Unclear(SafeText),
}

impl Talk {
    /// Whether everything that was said has happened, so that the next line can be heard.
    pub fn is_settled(app: &App) -> bool {
        match &app.room {
            Room::Home(Home { opening, .. }) => !opening && !app.library.is_partial,
            Room::Console(console) => console.pending.is_empty(),
        }
    }

    /// Whether something is still on its way that nobody needs to wait for.
    pub fn is_busy(app: &App) -> bool {
        app.console().is_some_and(|console| !console.hashing.is_empty())
    }

    /// Why the last answer was refused, where it was: what was asked for was not done.
    pub fn refusal(&self, app: &App) -> Option<SafeText> {
        // What is said on taking a run up warns, and refuses nothing.
        let warns = self.news.is_of_another(app);
        let toast = app.toast.as_ref();
        let refused = toast.filter(|toast| matches!(toast.tone, Tone::Refused | Tone::Error) && !warns);
        let wrong = || match app.overlays.last() {
            Some(Overlay::Form(form)) => form.error.clone().or_else(|| {
                let error = |field: &Field| Some((field.label.clone(), field.error.clone()?));
                let (label, error) = form.fields.iter().find_map(error)?;
                Some(words::VALUE.with(app.settings.lang, &[&label, &error]))
            }),
            Some(_) => None,
            None => match &app.room {
                Room::Home(home) if home.shown.is_empty() && !home.query.is_empty() => {
                    Some(words::NO_SUCH_OPTION.with(app.settings.lang, &[&home.query]))
                }
                Room::Home(_) | Room::Console(_) => None,
            },
        };
        refused.map(|toast| toast.text.clone()).or_else(wrong)
    }

    /// What was said last of a key or a word that does nothing where it was said.
    pub const fn in_vain(&self) -> Option<&SafeText> {
        self.in_vain.as_ref()
    }

    /// Whether a text or a form has been begun and not ended.
    pub fn is_in_the_middle(&self, app: &App) -> bool {
        let asks = matches!(app.overlays.last(), Some(Overlay::Form(_) | Overlay::Reason(_)));
        self.text.is_some() || asks
    }

    /// What there is to say before the next line: what is new, and the page where it is another one.
    pub fn say(&mut self, app: &App) -> Vec<SafeText> {
        let pressed = self.pressed.take();
        let lines = self.say_what_is_new(app);
        // Nothing is new, and the same is asked as before.
        let in_vain = pressed.filter(|(_, asked)| lines.is_empty() && *asked == page(app).prompt);
        self.in_vain = in_vain.map(|(word, _)| words::DOES_NOTHING.with(app.settings.lang, &[&word]));
        if lines.is_empty() { self.in_vain.iter().cloned().collect() } else { lines }
    }

    fn say_what_is_new(&mut self, app: &App) -> Vec<SafeText> {
        let mut lines = self.news.of(app);
        lines.append(&mut self.told);
        if self.text.is_some() {
            return lines;
        }
        if let Front::Console(here) = Front::of(app) {
            let step = console::key(here);
            if self.step.as_ref() != Some(&step) {
                lines.extend(console::lines(app, here));
            }
            self.pages.clear();
            self.step = Some(step);
            return lines;
        }
        // Writing a notice lies over its page.
        let writes = matches!(Front::of(app), Front::Letter(_));
        let (page, over) = (page(app), app.overlays.len() + usize::from(writes));
        // What lay over it is gone; what it lies over was told and stays so.
        self.pages.resize(over + 1, None);
        let before = self.pages.get_mut(over).and_then(|told| told.replace(page.clone()));
        match before {
            Some(before) if before.key == page.key => {}
            Some(before) if !page.name.is_empty() && before.name == page.name => {
                lines.extend(read::news_of(&page.lines, &before.lines, app.settings.lang));
            }
            Some(_) | None => lines.extend(page.lines),
        }
        lines
    }

    /// What there is to say while nobody may be asked yet.
    pub fn say_meanwhile(&mut self, app: &App) -> Option<SafeText> {
        self.news.slowness(app)
    }

    /// Times that have passed since the last word.
    pub fn times(&mut self, app: &App) -> Vec<SafeText> {
        app.console().map(|console| self.news.times(app, console)).unwrap_or_default()
    }

    /// What is asked: nothing in the middle of a longer text.
    pub fn prompt(&self, app: &App) -> Option<SafeText> {
        let prompt = || {
            if self.asks_to_discard {
                words::DISCARD_PROMPT.text(app.settings.lang)
            } else {
                page(app).prompt
            }
        };
        self.text.is_none().then(prompt)
    }

    /// What a line means. A blank before it makes text of what would have another meaning.
    pub fn hear(&mut self, app: &App, line: &str) -> Heard {
        self.news.heard();
        let line = line.trim_end_matches(['\r', '\n']);
        let heard = match self.text.take() {
            Some(text) => self.hear_more(app, text, line),
            None => self.hear_answer(app, line),
        };
        match &heard {
            Heard::Said(_) => self.news.asked(),
            Heard::More => {}
            Heard::Again => {
                self.pages.clear();
                self.step = None;
                self.told = app.console().map(|here| console::standing(app, here)).unwrap_or_default();
            }
            Heard::Tell(lines) => {
                self.told.clone_from(lines);
                // Of what is read off a screen only what changes is told, so here all of it is.
                if matches!(Front::of(app), Front::Other(_)) {
                    self.pages.pop();
                }
            }
            Heard::Unclear(why) => self.told = vec![why.clone()],
        }
        heard
    }

    fn hear_more(&mut self, app: &App, mut text: Vec<String>, line: &str) -> Heard {
        if !text.is_empty()
            && let Front::Form(front) = Front::of(app)
        {
            match line {
                // Back to what was asked, with what was typed so far in brackets.
                "<" | "＜" | "《" => {
                    let fill = Said::Fill(text.join("\n"), After::ToTheEnd);
                    return Heard::Said(vec![fill, Said::Field(front.focus)]);
                }
                "?" | "？" => {
                    self.text = Some(text);
                    return Heard::Tell(form::help(front, app.settings.lang));
                }
                _text => {}
            }
        }
        if line.trim() == "." || line.trim() == "。" {
            let Front::Form(front) = Front::of(app) else { return Heard::Again };
            return form::hear(app, front, &text.join("\n"), std::mem::take(&mut self.to_the_end));
        }
        text.push(line.to_owned());
        self.text = Some(text);
        Heard::More
    }

    fn ask_to_discard(&mut self, is_written: bool, lang: Lang) -> Heard {
        self.asks_to_discard = is_written;
        let nothing = words::NOTHING_TO_DISCARD.text(lang);
        if is_written { Heard::Tell(Vec::new()) } else { Heard::Unclear(nothing) }
    }

    fn hear_whether_to_discard(&mut self, line: &str, lang: Lang) -> Heard {
        let line = line.trim();
        if is(line, forms::YES) || line.eq_ignore_ascii_case("y") {
            return Heard::Said(vec![Said::Discard]);
        }
        if is(line, forms::NO) || line.eq_ignore_ascii_case("n") || is_back(line) {
            return Heard::Tell(Vec::new());
        }
        self.asks_to_discard = true;
        Heard::Unclear(words::YES_OR_NO.text(lang))
    }

    fn hear_answer(&mut self, app: &App, line: &str) -> Heard {
        let (lang, front) = (app.settings.lang, Front::of(app));
        if std::mem::take(&mut self.asks_to_discard) {
            return self.hear_whether_to_discard(line, lang);
        }
        match line {
            "<" | "＜" | "《" => return back(front),
            "?" | "？" => return Heard::Tell(help(app, front)),
            _answer => {}
        }
        match front {
            Front::Home(home) => hear_home(home, line, lang),
            Front::Console(_) => {
                let heard = hear_console(app, line);
                self.pressed =
                    matches!(heard, Heard::Said(_)).then(|| (line.trim().to_owned(), page(app).prompt));
                heard
            }
            Front::Form(front) if is(line, words::DISCARD) => {
                self.ask_to_discard(form::is_written(app, front), lang)
            }
            Front::Letter(notice) if is(line, words::DISCARD) => {
                self.ask_to_discard(notice.is_changed(), lang)
            }
            Front::Form(front) if form::takes_lines(front) && !line.trim().is_empty() && line != "-" => {
                self.hear_more(app, Vec::new(), line)
            }
            Front::Form(front) => {
                let is_button = front.focus >= front.fields.len();
                let to_the_end = !is_button && std::mem::take(&mut self.to_the_end);
                let heard = form::hear(app, front, line, to_the_end);
                let goes_on = matches!(heard, Heard::Said(_));
                // An answer that is not understood is asked for again, and leads where it would have led.
                self.to_the_end =
                    if is_button { goes_on && !line.trim().is_empty() } else { to_the_end && !goes_on };
                heard
            }
            Front::Reason(prompt) => list::hear_reason(prompt, line, lang),
            Front::Sheet(console, sheet) => list::hear_sheet(app, console, sheet, line),
            Front::Palette(finder) => list::hear_finder(finder, line, lang),
            Front::Find(_, finder) => list::hear_finder(finder, line, lang),
            Front::History(_, history) => list::hear_history(history, line, lang),
            Front::Record(_, record) => list::hear_record(record, line, lang),
            Front::Other(Overlay::Rows(list)) => rows::hear(app, list, line),
            Front::Letter(notice) => letter::hear(notice, line),
            Front::Other(overlay) => {
                let typed = line.trim();
                let pressed = if typed.is_empty() { "Enter" } else { typed }.to_owned();
                let heard = read::hear(app, overlay, line);
                // What was named is chosen, also where it was before.
                let names = matches!(&heard, Heard::Said(said) if matches!(said[..], [Said::PointAt(_)]));
                self.pressed = (!names).then(|| (pressed, page(app).prompt));
                heard
            }
        }
    }
}

/// Whether a line is a word, in either language.
fn is(line: &str, word: Word) -> bool {
    line == word.zh || line.eq_ignore_ascii_case(word.en)
}

/// Whether a line goes back.
fn is_back(line: &str) -> bool {
    ["<", "＜", "《"].contains(&line)
}

fn page(app: &App) -> Page {
    let lang = app.settings.lang;
    match Front::of(app) {
        Front::Home(here) => home::page(app, here),
        // A step is told by itself, and only where it is another one.
        Front::Console(here) => Page { prompt: console::prompt(app, here), ..Page::default() },
        Front::Form(front) => form::page(front, lang),
        Front::Reason(prompt) => list::reason(app, prompt),
        Front::Sheet(here, sheet) => list::sheet(app, here, sheet),
        Front::Palette(finder) => list::palette(app, finder),
        Front::Find(here, finder) => list::find(app, here, finder),
        Front::History(here, history) => list::history(app, here, history),
        Front::Record(overlay, record) => list::record(app, overlay, record),
        Front::Other(overlay @ Overlay::Rows(list)) => rows::page(app, overlay, list),
        Front::Letter(notice) => letter::page(notice, lang),
        Front::Other(overlay) => read::page(app, overlay),
    }
}

/// Out of what is in front: from a run to the first screen, from there to the question whether to leave.
fn back(front: Front<'_>) -> Heard {
    Heard::Said(match front {
        Front::Console(_) => vec![Said::Act(Action::Leave)],
        Front::Home(_)
        | Front::Form(_)
        | Front::Reason(_)
        | Front::Sheet(..)
        | Front::Palette(_)
        | Front::Find(..)
        | Front::History(..)
        | Front::Record(..)
        | Front::Letter(_)
        | Front::Other(_) => vec![Said::Back],
    })
}

/// What can be said here.
fn help(app: &App, front: Front<'_>) -> Vec<SafeText> {
    let lang = app.settings.lang;
    let word = match front {
        Front::Console(here) => return console::help(app, here),
        Front::Form(front) => return form::help(front, lang),
        Front::Home(_) => words::HELP_HOME,
        Front::Reason(_) => words::HELP_REASON,
        Front::Sheet(..) => words::HELP_SHEET,
        Front::Palette(_) | Front::Find(..) => words::HELP_FIND,
        Front::History(..) => words::HELP_HISTORY,
        Front::Record(..) => words::HELP_RECORD,
        Front::Other(Overlay::Rows(_)) => words::HELP_ROWS,
        Front::Letter(notice) => return letter::help(notice, lang),
        Front::Other(overlay) => return read::help(app, overlay),
    };
    vec![word.text(lang)]
}

fn hear_home(home: &Home, answer: &str, lang: Lang) -> Heard {
    match options::number(answer) {
        Some(n) if n < home.shown.len() => Heard::Said(vec![Said::Choose(n)]),
        Some(_) => Heard::Unclear(words::NO_SUCH_OPTION.with(lang, &[&answer])),
        None if !answer.trim().is_empty() => Heard::Said(vec![Said::Narrow(answer.trim().to_owned())]),
        None if home.shown.is_empty() => Heard::Said(vec![Said::Narrow(String::new())]),
        None => Heard::Said(vec![Said::Choose(home.cursor)]),
    }
}

fn hear_console(app: &App, answer: &str) -> Heard {
    let (lang, typed) = (app.settings.lang, answer.trim());
    if typed.is_empty() {
        return Heard::Again;
    }
    if is(typed, words::DOWN) {
        return Heard::Said(vec![Said::DOWN]);
    }
    if is(typed, words::UP) {
        return Heard::Said(vec![Said::UP]);
    }
    match console::action(&app.settings.keys, typed) {
        // The screen's help tells keys that no line can hold.
        Ok(Action::Help) => Heard::Tell(help(app, Front::of(app))),
        Ok(action) => Heard::Said(vec![Said::Act(action)]),
        Err(options::Found::Several(names)) => Heard::Unclear(options::several(typed, &names, lang)),
        Err(options::Found::One(_) | options::Found::None) => {
            Heard::Unclear(words::NOT_UNDERSTOOD.with(lang, &[&typed]))
        }
    }
}

//! The settings file, `config.toml`, as it was typed: read strictly, every problem at once.
//!
//! A wrong setting never keeps anybody from working: what is sound of the file counts, and the rest is said.

use std::path::PathBuf;

use toml::de::{DeTable, DeValue};

use crate::app::action::{ACTIONS, Action};
use crate::app::key_name::{self, KeyFault};
use crate::app::key_table::{Clash, KeyTable};
use crate::journal::PersonId;
use crate::locale::{Lang, Word, settings as words};
use crate::runbook::suggest;
use crate::text::{Ambiguous, SafeText};
use crate::theme::ColourWish;

/// The most characters of a person's name.
pub const MAX_NAME_CHARS: usize = 120;

/// What a settings file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The language of the interface.
    pub language: Option<Lang>,
    /// The theme's name.
    pub theme: Option<Named>,
    /// A zone such as `Asia/Shanghai`, or an offset.
    pub timezone: Option<Named>,
    /// The person's id in journals.
    pub person: Option<PersonId>,
    /// The person's name in any script.
    pub name: Option<String>,
    /// More folders with runbooks.
    pub runbooks: Vec<PathBuf>,
    /// Whether the terminal's bell rings when a time passes.
    pub bell: Option<bool>,
    /// How many colours.
    pub color: Option<ColourWish>,
    /// Signs in ASCII, or not.
    pub ascii: Option<bool>,
    /// How wide the terminal draws characters of ambiguous width.
    pub ambiguous: Option<Ambiguous>,
    /// Whether the terminal's title tells the run.
    pub title: Option<bool>,
    /// Whether a time that passes is told to the desktop too.
    pub notify: Option<bool>,
    /// Whether the mouse is listened to.
    pub mouse: Option<bool>,
    /// The keys of actions.
    pub keys: KeyTable,
    /// Where records go when the home's disk fails.
    pub fallback: Option<PathBuf>,
    /// The group that shares the home.
    pub group: Option<String>,
    /// The person's own key: a public key's file, the key, or its fingerprint.
    pub identity: Option<String>,
    /// A file that says whose the keys are, in the form of ssh's `allowed_signers`.
    pub signers: Option<PathBuf>,
}

/// What a setting names, and where: whether there is such a thing shows where it is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// A setting that does not count, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    pub fault: ConfigFault,
}

/// What is wrong with a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigFault {
    /// The file is no TOML, in the parser's words.
    Syntax(String),
    /// A key that does not exist.
    UnknownKey(String),
    /// A value of another type than its key has.
    WrongType { key: &'static str, form: Word },
    /// A language that the interface does not have.
    NoSuchLanguage(String),
    /// An id that cannot stand in a record.
    NoPerson(String),
    /// A name longer than [`MAX_NAME_CHARS`].
    NameTooLong,
    /// None of the words that a setting takes.
    NoChoice { key: &'static str, typed: String, choices: String },
    /// An action that there is not.
    NoSuchAction(String),
    /// A key that cannot be given to an action.
    NoKey { key: String, fault: KeyFault },
    /// A key that another action has.
    Clash(Clash),
}

/// Every key, in the order in which they are documented.
pub const KEYS: [&str; 18] = [
    "language",
    "theme",
    "timezone",
    "person",
    "name",
    "runbooks",
    "bell",
    "color",
    "ascii",
    "ambiguous",
    "title",
    "notify",
    "mouse",
    "keys",
    "fallback",
    "group",
    "identity",
    "signers",
];

impl Config {
    /// Reads a settings file's text: what is sound of it, and what is not.
    pub fn parse(text: &str) -> (Self, Vec<ConfigProblem>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reading = Reading { text, config: Self::default(), problems: Vec::new() };
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            reading.problem(at, ConfigFault::Syntax(error.message().to_owned()));
        }
        for (key, value) in table.get_ref() {
            reading.take(key.get_ref(), key.span().start, value.get_ref(), value.span().start);
        }
        let problems = placed(text, reading.problems);
        (reading.config, problems)
    }
}

struct Reading<'t> {
    text: &'t str,
    config: Config,
    /// With the bytes at which they stand.
    problems: Vec<(usize, ConfigFault)>,
}

/// Says on which line and in which column faults stand, in one pass over the text.
fn placed(text: &str, mut faults: Vec<(usize, ConfigFault)>) -> Vec<ConfigProblem> {
    faults.sort_by_key(|(byte, _)| *byte);
    let (mut line, mut column, mut at) = (1, 1, 0);
    let place = |(byte, fault): (usize, ConfigFault)| {
        let byte = text.floor_char_boundary(byte.min(text.len()));
        for c in text[at..byte].chars() {
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        at = byte;
        ConfigProblem { line, column, fault }
    };
    faults.into_iter().map(place).collect()
}

impl Reading<'_> {
    fn named(&self, name: &str, byte: usize) -> Named {
        let before = &self.text[..self.text.floor_char_boundary(byte)];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        Named { name: name.to_owned(), line, column }
    }

    fn problem(&mut self, byte: usize, fault: ConfigFault) {
        self.problems.push((byte, fault));
    }

    fn take(&mut self, key: &str, key_at: usize, value: &DeValue<'_>, at: usize) {
        let Some(key) = KEYS.into_iter().find(|known| *known == key) else {
            return self.problem(key_at, ConfigFault::UnknownKey(key.to_owned()));
        };
        let form = match (key, value) {
            ("bell", DeValue::Boolean(bell)) => return self.config.bell = Some(*bell),
            ("ascii", DeValue::Boolean(ascii)) => return self.config.ascii = Some(*ascii),
            ("title", DeValue::Boolean(title)) => return self.config.title = Some(*title),
            ("notify", DeValue::Boolean(notify)) => return self.config.notify = Some(*notify),
            ("mouse", DeValue::Boolean(mouse)) => return self.config.mouse = Some(*mouse),
            ("bell" | "ascii" | "title" | "notify" | "mouse", _) => words::FORM_TRUTH,
            ("keys", DeValue::Table(table)) => return self.take_keys(table),
            ("keys", _) => words::FORM_KEYS,
            ("runbooks", DeValue::Array(folders)) => {
                let folders: Vec<&str> = folders.iter().filter_map(|item| item.get_ref().as_str()).collect();
                if value.as_array().is_some_and(|all| all.len() == folders.len()) {
                    self.config.runbooks = folders.into_iter().map(PathBuf::from).collect();
                    return;
                }
                words::FORM_TEXTS
            }
            ("runbooks", _) => words::FORM_TEXTS,
            (_, DeValue::String(text)) => return self.take_text(key, text, at),
            (_, _) => words::FORM_TEXT,
        };
        self.problem(at, ConfigFault::WrongType { key, form });
    }

    /// Keys of actions. All of them are known before any is given, so that two can change with each other.
    fn take_keys(&mut self, table: &DeTable<'_>) {
        let mut wishes = Vec::new();
        let mut places = Vec::new();
        for (name, value) in table {
            let Some(row) = ACTIONS.iter().find(|row| row.name == name.get_ref().as_ref()) else {
                self.problem(name.span().start, ConfigFault::NoSuchAction(name.get_ref().to_string()));
                continue;
            };
            let typed: Option<Vec<(&str, usize)>> = match value.get_ref() {
                DeValue::String(key) => Some(vec![(key.as_ref(), value.span().start)]),
                DeValue::Array(keys) => {
                    keys.iter().map(|key| Some((key.get_ref().as_str()?, key.span().start))).collect()
                }
                DeValue::Integer(_)
                | DeValue::Float(_)
                | DeValue::Boolean(_)
                | DeValue::Datetime(_)
                | DeValue::Table(_) => None,
            };
            let Some(typed) = typed else {
                let form = words::FORM_KEYS;
                self.problem(value.span().start, ConfigFault::WrongType { key: row.name, form });
                continue;
            };
            let is_empty = typed.is_empty();
            let mut keys = Vec::new();
            for (key, at) in typed {
                match key_name::parse(key) {
                    // It is the action's anyway.
                    Err(KeyFault::Fixed) if row.keys.iter().any(|own| own.eq_ignore_ascii_case(key)) => {}
                    Err(fault) => self.problem(at, ConfigFault::NoKey { key: key.to_owned(), fault }),
                    Ok(key) => {
                        places.push((row.action, key.clone(), at));
                        keys.push(key);
                    }
                }
            }
            if is_empty || !keys.is_empty() {
                wishes.push((row.action, keys));
            }
        }
        let (keys, clashes) = KeyTable::changed(&wishes);
        self.config.keys = keys;
        for clash in clashes {
            let is_it =
                |(action, key, _): &&(Action, String, usize)| *action == clash.action && *key == clash.key;
            let at = places.iter().find(is_it).map_or(0, |(_, _, at)| *at);
            self.problem(at, ConfigFault::Clash(clash));
        }
    }

    fn take_text(&mut self, key: &str, text: &str, at: usize) {
        let text = text.trim();
        match key {
            "language" => match Lang::ALL.into_iter().find(|lang| lang.code() == text) {
                Some(lang) => self.config.language = Some(lang),
                None => self.problem(at, ConfigFault::NoSuchLanguage(text.to_owned())),
            },
            "person" => match PersonId::new(text) {
                Some(person) => self.config.person = Some(person),
                None => self.problem(at, ConfigFault::NoPerson(text.to_owned())),
            },
            "name" if text.chars().count() > MAX_NAME_CHARS => self.problem(at, ConfigFault::NameTooLong),
            "name" => self.config.name = Some(text.to_owned()).filter(|name| !name.is_empty()),
            "color" => match one_of(&ColourWish::ALL, text) {
                Ok(colour) => self.config.color = Some(colour),
                Err(choices) => {
                    self.problem(at, ConfigFault::NoChoice { key: "color", typed: text.to_owned(), choices });
                }
            },
            "ambiguous" => match one_of(&Ambiguous::ALL, text) {
                Ok(width) => self.config.ambiguous = Some(width),
                Err(choices) => {
                    self.problem(
                        at,
                        ConfigFault::NoChoice { key: "ambiguous", typed: text.to_owned(), choices },
                    );
                }
            },
            "fallback" => self.config.fallback = Some(PathBuf::from(text)).filter(|_| !text.is_empty()),
            "group" => self.config.group = Some(text.to_owned()).filter(|group| !group.is_empty()),
            "identity" => self.config.identity = Some(text.to_owned()).filter(|key| !key.is_empty()),
            "signers" => self.config.signers = Some(PathBuf::from(text)).filter(|_| !text.is_empty()),
            "theme" => self.config.theme = Some(self.named(text, at)),
            _ => self.config.timezone = Some(self.named(text, at)),
        }
    }
}

/// What a word stands for; else all the words.
fn one_of<T: Copy>(choices: &[(&'static str, T)], typed: &str) -> Result<T, String> {
    let found = choices.iter().find(|(word, _)| *word == typed).map(|(_, choice)| *choice);
    found.ok_or_else(|| choices.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" "))
}

impl Named {
    /// What is wrong with it in a person's language, with its place in the file.
    pub fn say(&self, fault: &SafeText, file: &str, lang: Lang) -> SafeText {
        words::AT.with(lang, &[&file, &self.line, &self.column, fault])
    }
}

impl ConfigProblem {
    /// The problem in a person's language, with its place in the file.
    pub fn say(&self, file: &str, lang: Lang) -> SafeText {
        words::AT.with(lang, &[&file, &self.line, &self.column, &self.fault.say(lang)])
    }
}

impl ConfigFault {
    fn say(&self, lang: Lang) -> SafeText {
        match self {
            Self::Syntax(message) => SafeText::line(message),
            Self::UnknownKey(key) => match suggest::nearest(key, KEYS) {
                Some(meant) => words::DID_YOU_MEAN.with(lang, &[key, &meant]),
                None => words::UNKNOWN_KEY.with(lang, &[key, &KEYS.join(" ")]),
            },
            Self::WrongType { key, form } => words::WRONG_TYPE.with(lang, &[key, &form.get(lang)]),
            Self::NoSuchLanguage(code) => words::NO_SUCH_LANGUAGE.with(lang, &[code]),
            Self::NoPerson(person) => words::NO_PERSON.with(lang, &[person]),
            Self::NoChoice { key, typed, choices } => words::NO_CHOICE.with(lang, &[key, choices, typed]),
            Self::NoSuchAction(name) => match suggest::nearest(name, ACTIONS.iter().map(|row| row.name)) {
                Some(meant) => words::ACTION_MEANT.with(lang, &[name, &meant]),
                None => words::NO_SUCH_ACTION.with(lang, &[name]),
            },
            Self::NoKey { key, fault } => match fault {
                KeyFault::Unknown | KeyFault::Fixed => fault.word().with(lang, &[key]),
                KeyFault::Another(other) => fault.word().with(lang, &[key, other]),
            },
            Self::Clash(clash) => {
                let names = [clash.owner, clash.action].map(|action| action.declaration().name);
                words::KEY_CLASH.with(lang, &[&key_name::shown(&clash.key), &names[0], &names[0], &names[1]])
            }
            Self::NameTooLong => words::NAME_TOO_LONG.with(lang, &[&MAX_NAME_CHARS]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settings_file_says_who_and_how() {
        let (config, problems) = Config::parse(
            "language = \"en\"\ntimezone = \"Asia/Shanghai\"\nperson = \"alice\"\nname = \"王芳\"\n\
             runbooks = [\"/srv/runbooks\"]\nbell = false\ntheme = \"high-contrast\"\n",
        );
        assert_eq!(problems, []);
        assert_eq!(config.language, Some(Lang::En));
        assert_eq!(config.person.unwrap().as_str(), "alice");
        assert_eq!(config.name.as_deref(), Some("王芳"));
        assert_eq!(config.runbooks, [PathBuf::from("/srv/runbooks")]);
        assert_eq!(config.bell, Some(false));
    }

    #[test]
    fn a_file_full_of_errors_is_told_in_one_pass() {
        let text: String = (0..40_000).map(|n| if n % 2 == 0 { "\n键 = 1" } else { "\n[x]" }).collect();
        let text = text.replace("键", "\"键\"");
        let (_, problems) = Config::parse(&text);
        assert!(problems.len() > 10_000);
        assert!(problems.windows(2).all(|two| (two[0].line, two[0].column) <= (two[1].line, two[1].column)));
    }

    #[test]
    fn every_problem_is_told_at_once_and_the_rest_counts() {
        let text =
            "# 设置\nlangauge = \"en\"\nname = \"王芳\"\nperson = \"王芳\"\nbell = \"yes\"\n  colour = 1\n";
        let (config, problems) = Config::parse(text);
        assert_eq!(config.name.as_deref(), Some("王芳"));
        let said: Vec<String> =
            problems.iter().map(|problem| problem.say("config.toml", Lang::En).to_string()).collect();
        assert_eq!(
            said,
            [
                "config.toml:2:1: there is no setting `langauge`; did you mean `language`?",
                "config.toml:4:10: `王芳` is no person's id: letters, digits and . _ : @ + -, at most 32; a name \
                 in any script goes into `name`",
                "config.toml:5:8: `bell` must be true or false",
                "config.toml:6:3: there is no setting `colour`; did you mean `color`?",
            ]
        );
    }

    #[test]
    fn keys_are_given_and_what_cannot_be_is_told_with_its_place() {
        let (config, problems) = Config::parse(
            "[keys]\nnote = [\"Ctrl-n\", \"，\"]\nfinnd = \"f\"\ncall = [\"s\"]\nskip = 3\n\
             history = [\"Enter\", \"F6\"]\ndecision = \"Ctrl-m\"\ntimer = [\"Hyper-t\"]\nnext = [\"Enter\", \"G\"]\n\
             block = [\"F9\", \"\u{fffd}\"]\n",
        );
        let keys = |action| config.keys.keys(action).join(" ");
        assert_eq!(keys(Action::Note), "C-n ,");
        assert_eq!(keys(Action::Call), "c");
        assert_eq!(keys(Action::History), "F6");
        assert_eq!(keys(Action::Decision), "d");
        assert_eq!(keys(Action::Next), "G Enter");
        let said: Vec<String> =
            problems.iter().map(|problem| problem.say("config.toml", Lang::En).to_string()).collect();
        assert_eq!(
            said,
            [
                "config.toml:3:1: there is no action `finnd`; did you mean `find`?",
                "config.toml:4:9: the key s is that of `skip`; give `skip` another one or choose another for `call`",
                "config.toml:5:8: `skip` must be a key or a list of keys, such as [\"n\", \"Ctrl-n\"]",
                "config.toml:6:12: `Enter` means the same everywhere and cannot be given to an action",
                "config.toml:7:12: terminals send the same for `Ctrl-m` as for Enter; choose another key",
                "config.toml:8:10: there is no key `Hyper-t`; write a letter or sign, Ctrl-x, Alt-x, Space, Tab, \
                 Shift-Tab, Backspace, Delete, or F1 to F12",
                "config.toml:10:16: there is no key `\u{fffd}`; write a letter or sign, Ctrl-x, Alt-x, Space, Tab, \
                 Shift-Tab, Backspace, Delete, or F1 to F12",
            ]
        );
    }

    #[test]
    fn what_is_wanted_of_the_terminal_is_read_and_a_wrong_word_is_told_with_the_right_ones() {
        let (config, problems) = Config::parse(
            "color = \"256\"\nascii = true\nambiguous = \"wide\"\ntitle = false\nnotify = true\nmouse = true\n",
        );
        assert_eq!(problems, []);
        let wishes = crate::shell::wishes::Wishes::of(&config);
        assert_eq!(wishes.colour, ColourWish::Indexed);
        assert_eq!(wishes.ambiguous, Ambiguous::Wide);
        assert_eq!(
            (wishes.ascii, wishes.title, wishes.notify, wishes.mouse),
            (Some(true), false, true, true)
        );
        let (_, problems) = Config::parse("color = \"many\"\nambiguous = \"broad\"\nmouse = 1\n");
        let said: Vec<String> =
            problems.iter().map(|problem| problem.say("config.toml", Lang::En).to_string()).collect();
        assert_eq!(
            said,
            [
                "config.toml:1:9: `color` is one of auto always never 16 256 truecolor, not `many`",
                "config.toml:2:13: `ambiguous` is one of narrow wide, not `broad`",
                "config.toml:3:9: `mouse` must be true or false",
            ]
        );
    }

    #[test]
    fn a_broken_line_does_not_hide_the_others() {
        let (config, problems) = Config::parse("language = zh\nbell = true\n");
        assert_eq!(config.bell, Some(true));
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].line, 1);
    }
}

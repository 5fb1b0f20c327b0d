//! The console led in lines: the same app, told in words.

mod incident;
mod piped;
mod reach;
mod read;
mod told;

use dutybook::app::Msg;
use dutybook::locale::Lang;
use dutybook::plain::{Heard, Talk};
use dutybook::run::{Event, RunKind};

use crate::screens::desk::Desk;

/// Somebody at the other end of a line.
pub(crate) struct Line {
    pub(crate) desk: Desk,
    talk: Talk,
    /// Everything that was said, the questions included.
    said: Vec<String>,
}

impl Line {
    pub(crate) fn at(mut desk: Desk) -> Self {
        desk.app.settings.in_lines = true;
        let mut line = Self { desk, talk: Talk::default(), said: Vec::new() };
        line.listen();
        line
    }

    pub(crate) fn opened(lang: Lang) -> Self {
        Self::at(Desk::opened(lang, RunKind::Incident))
    }

    /// Answers, and gives what is said then.
    pub(crate) fn answer(&mut self, answer: &str) -> String {
        match self.talk.hear(&self.desk.app, answer) {
            Heard::Said(said) => {
                for said in said {
                    self.desk.tell(Msg::Said(said));
                }
            }
            Heard::More | Heard::Again | Heard::Tell(_) | Heard::Unclear(_) => {}
        }
        self.listen()
    }

    /// Answers with several lines, each of which is understood.
    #[track_caller]
    pub(crate) fn answers(&mut self, answers: &[&str]) -> String {
        let mut said = String::new();
        for answer in answers {
            said = self.answer(answer);
            assert_eq!(self.talk.refusal(&self.desk.app), None, "{answer}: {said}");
            assert!(!said.starts_with("not understood") && !said.starts_with("there is no"), "{said}");
        }
        said
    }

    pub(crate) fn listen(&mut self) -> String {
        let mut said: Vec<String> =
            self.talk.say(&self.desk.app).iter().map(|line| line.as_str().to_owned()).collect();
        said.extend(self.talk.prompt(&self.desk.app).map(|prompt| prompt.to_string()));
        let text = said.join("\n");
        self.said.extend(said);
        text
    }

    /// The kinds of what was recorded, the opening apart.
    pub(crate) fn kinds(&self) -> Vec<String> {
        let facts = self.desk.app.console().unwrap().run.facts();
        let kind = |event: &Event| serde_json::to_value(event).unwrap()["kind"].as_str().unwrap().to_owned();
        facts.iter().skip(2).map(|fact| kind(fact.event().unwrap())).collect()
    }

    fn last(&self) -> &Event {
        self.desk.app.console().unwrap().run.facts().last().unwrap().event().unwrap()
    }
}

#[test]
fn what_does_nothing_where_one_is_says_so() {
    for (lang, said) in [(Lang::Zh, "在这里不起作用"), (Lang::En, "does nothing here")] {
        let mut line = Line::opened(lang);
        line.answer("notices");
        let told = line.answer("G");
        assert!(told.contains(said) && told.contains('?'), "{told}");
        let told = line.answer("+");
        assert!(!told.contains(said), "it moves: {told}");
        line.answer("<");
        assert!(line.answer("-").contains(said), "there is no step before the first");
        assert!(!line.answer("+").contains(said));
    }
}

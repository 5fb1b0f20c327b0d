//! `dutybook question`: an open question in the open run, or the answer to one.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::record::{self, Failure, Target, Writing};
use crate::locale::cli as words;
use crate::run::{Event, FactId};
use crate::shell::Settings;

/// Write down a question that is still open, or answer one
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook question \"Who logged in at 03:12?\"
  dutybook question --answers 0f3a9c51d2b7e884:12 \"The backup job\"")]
pub struct Question {
    /// The question, or the answer to one; - takes it from standard input
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
    /// The question's record, as `--format json` and `dutybook log --format jsonl` name it: this answers it
    #[arg(long, value_name = "RECORD", conflicts_with = "step")]
    answers: Option<String>,
    /// The step that it is about, by id
    #[arg(long, value_name = "STEP")]
    step: Option<String>,
    #[command(flatten)]
    target: Target,
}

impl Question {
    /// Records the question.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.propose(settings) {
            Ok((writing, event)) => writing.record(vec![event], None, out),
            Err(failure) => failure.tell(out),
        }
    }

    fn propose<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Event), Failure> {
        let text = record::text(&self.text, settings)?;
        let bad_record = || Failure::unusable(words::BAD_RECORD.text(settings.lang));
        let answers =
            self.answers.as_deref().map(|id| FactId::parse(id).ok_or_else(bad_record)).transpose()?;
        let writing = self.target.open(settings)?;
        let event = match answers {
            Some(answers) => Event::QuestionAnswered { answers, text },
            None => Event::QuestionRaised { text, step: writing.step_if(self.step.as_deref())? },
        };
        Ok((writing, event))
    }
}

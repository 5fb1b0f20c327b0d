//! `dutybook pull`: takes in what another machine wrote of a run. It never shortens and never overwrites.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{Out, find};
use crate::locale::{Lang, cli as words};
use crate::shell::bundle::Bundle;
use crate::shell::pull::{Outcome, Pulled, Refused, pull};
use crate::shell::run_folder::MAX_FEEDS;
use crate::shell::trouble;
use crate::shell::{RunFolder, Settings, shared};
use crate::text::SafeText;

/// Take in another machine's records of a run: from its folder, a mounted disk, or a tar of it
#[derive(Debug, Args)]
pub struct Pull {
    /// The run here: its number, id or folder, a part of the folder's name, or a path
    run: String,
    /// The same run elsewhere: its folder, or a .tar of that folder
    from: PathBuf,
    /// Only tell what would be taken in
    #[arg(long)]
    dry_run: bool,
}

impl Pull {
    /// Takes the records in.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.pull(settings) {
            Ok(pulled) => {
                for line in told(&pulled, settings.lang) {
                    out.line(&line);
                }
                out.line(&sum(&pulled, self.dry_run, settings.lang));
                if pulled.is_whole() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
            }
            Err(problem) => {
                out.error(&problem);
                ExitCode::from(2)
            }
        }
    }

    fn pull(&self, settings: &Settings) -> Result<Pulled, SafeText> {
        let lang = settings.lang;
        let into = find::find(&self.run, settings)?;
        if let Some(group) = settings.group.as_ref().filter(|_| !self.dry_run) {
            shared::check(into.path(), group).map_err(|why| why.say(lang))?;
        }
        let unreadable = |why: &SafeText| words::CANNOT_PULL.with(lang, &[&self.from.display(), why]);
        let unread = |error: &std::io::Error| unreadable(&trouble::reading(error, lang));
        let pulled = if self.from.is_dir() {
            pull(&into, &RunFolder::open(&self.from).map_err(|error| unread(&error))?, self.dry_run)
        } else {
            let bundle = Bundle::open(&self.from).map_err(|error| unreadable(&error.say(lang)))?;
            pull(&into, bundle.run(), self.dry_run)
        };
        pulled.map_err(|error| unread(&error))
    }
}

/// A line for each file that is news, or is not taken in.
fn told(pulled: &Pulled, lang: Lang) -> Vec<SafeText> {
    let line = |(file, outcome): (&String, &Outcome)| {
        let said = match outcome {
            Outcome::Known => return None,
            Outcome::New { records: 0 } => words::PULLED_COPY.text(lang),
            Outcome::New { records } => words::PULLED_NEW.with(lang, &[records]),
            Outcome::Longer { records } => words::PULLED_LONGER.with(lang, &[records]),
            Outcome::Refused(why) => words::PULL_REFUSED.with(lang, &[&refused(why, lang)]),
        };
        Some(SafeText::line(file).then(&SafeText::word("  ")).then(&said))
    };
    pulled.files.iter().filter_map(line).collect()
}

fn refused(why: &Refused, lang: Lang) -> SafeText {
    match why {
        Refused::Forked { seq } => words::PULL_FORKED.with(lang, &[seq]),
        Refused::Damaged => words::PULL_DAMAGED.text(lang),
        Refused::OtherRun => words::PULL_OTHER_RUN.text(lang),
        Refused::OtherProcedure => words::PULL_OTHER_PROCEDURE.text(lang),
        Refused::Written => words::PULL_WRITTEN.text(lang),
        Refused::TooMany => words::PULL_TOO_MANY.with(lang, &[&MAX_FEEDS]),
        Refused::OtherDigest => words::PULL_OTHER_DIGEST.text(lang),
        Refused::Io(why) => why.get(lang).clone(),
    }
}

fn sum(pulled: &Pulled, dry_run: bool, lang: Lang) -> SafeText {
    let count = |is: &dyn Fn(&Outcome) -> bool| pulled.files.values().filter(|outcome| is(outcome)).count();
    let news = count(&|outcome| matches!(outcome, Outcome::New { .. } | Outcome::Longer { .. }));
    let known = count(&|outcome| *outcome == Outcome::Known);
    let refused = count(&|outcome| matches!(outcome, Outcome::Refused(_)));
    let word = if dry_run { words::WOULD_PULL } else { words::PULLED };
    word.with(lang, &[&news, &known, &refused])
}

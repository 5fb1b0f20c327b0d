//! Everything in `runbooks/` is a sound runbook, and good to read on a small screen.

use dutybook::locale::Lang;
use dutybook::runbook::{Runbook, Stage, builtin};
use unicode_width::UnicodeWidthStr;

fn shipped() -> Vec<(&'static str, Runbook)> {
    let read = |(name, text): &(&'static str, &str)| match Runbook::parse(name, text.as_bytes()) {
        Ok((runbook, problems)) => {
            assert!(problems.is_empty(), "{:?}", problems.lines(dutybook::locale::Lang::En));
            (*name, runbook)
        }
        Err(problems) => panic!("{:#?}", problems.lines(dutybook::locale::Lang::En)),
    };
    builtin::RUNBOOKS.iter().map(read).collect()
}

#[test]
fn every_file_of_the_folder_is_embedded() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("runbooks");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = names
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    let embedded: Vec<&str> = builtin::RUNBOOKS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, embedded);
}

#[test]
fn every_shipped_runbook_loads_without_a_warning() {
    for (name, runbook) in shipped() {
        assert_eq!(format!("{}.toml", runbook.id), name);
    }
}

#[test]
fn a_programme_that_is_named_is_shipped_and_standing() {
    let shipped = shipped();
    for (name, runbook) in &shipped {
        let Some(programme) = &runbook.programme else { continue };
        let (_, found) = shipped.iter().find(|(_, other)| other.id == *programme).expect(name);
        assert!(found.phases.iter().all(|phase| phase.stage == Stage::Standing), "{name}");
    }
}

#[test]
fn titles_fit_their_pane_and_differ() {
    for (name, runbook) in shipped() {
        for (lang, most) in [(Lang::Zh, 24), (Lang::En, 28)] {
            let mut titles: Vec<&str> = runbook.steps.iter().map(|step| step.title.get(lang)).collect();
            for title in &titles {
                assert!(title.width() <= most, "{name}: {title} is wider than {most}");
            }
            titles.sort_unstable();
            titles.dedup();
            assert_eq!(titles.len(), runbook.steps.len(), "{name} says the same twice in {lang:?}");
        }
    }
}

#[test]
fn every_step_says_how_in_both_languages() {
    for (name, runbook) in shipped() {
        for step in &runbook.steps {
            let guide = step.guide.as_ref().unwrap_or_else(|| panic!("{name}: {} has no guide", step.id));
            assert_ne!(guide.get(Lang::Zh), guide.get(Lang::En), "{name}: {}", step.id);
        }
    }
}

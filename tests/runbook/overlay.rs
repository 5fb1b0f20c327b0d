//! Overlays change a runbook by ids, and take nothing away.

use dutybook::locale::Lang;
use dutybook::runbook::condition::Answers;
use dutybook::runbook::{Answer, AskKind, ClockLimit, Runbook, Source, Tri};

const WHOLE: &str = include_str!("whole.toml");

/// The whole runbook under overlays, which are given without their first two lines.
fn under(overlays: &[&str]) -> Runbook {
    let texts: Vec<String> =
        overlays.iter().map(|text| format!("schema = 1\nextends = \"whole\"\n{text}")).collect();
    let sources: Vec<Source<'_>> =
        texts.iter().map(|text| Source { name: "overlay.toml", bytes: text.as_bytes() }).collect();
    let base = Source { name: "whole.toml", bytes: WHOLE.as_bytes() };
    match Runbook::parse_with_overlays(base, &sources) {
        Ok((runbook, _)) => runbook,
        Err(problems) => panic!("{:#?}", problems.lines(dutybook::locale::Lang::En)),
    }
}

fn steps(runbook: &Runbook, phase: usize) -> Vec<&str> {
    runbook.steps[runbook.phases[phase].steps.clone()].iter().map(|step| step.id.as_str()).collect()
}

fn step(id: &str, rest: &str) -> String {
    format!("[[phase.step]]\nid = \"{id}\"\ntitle = \"{id}\"\n{rest}\n")
}

struct Nothing;

impl Answers for Nothing {
    fn answer(&self, _: &str) -> Option<&Answer> {
        None
    }

    fn cell(&self, _: &str) -> Option<&Answer> {
        None
    }
}

#[test]
fn an_overlay_that_says_nothing_changes_nothing() {
    assert_eq!(under(&[""]), Runbook::parse("whole.toml", WHOLE.as_bytes()).unwrap().0);
}

#[test]
fn a_known_id_is_changed_key_by_key() {
    let runbook = under(&["title = \"Ours\"\n[[contact]]\nid = \"bank\"\nphone = \"021-1\"\n"]);
    let contact = runbook.contact("bank").unwrap();
    assert_eq!(contact.phone.as_deref(), Some("021-1"));
    assert_eq!(contact.person.as_deref(), Some("王芳"));
    assert_eq!(runbook.title.get(Lang::Zh), "Ours");
    assert_eq!(runbook.version, "1.0.0");
}

#[test]
fn a_later_overlay_sees_what_an_earlier_one_did() {
    let runbook = under(&[
        "[[contact]]\nid = \"police\"\ntitle = \"Police\"\nphone = \"110\"\n",
        "[[contact]]\nid = \"police\"\nphone = \"021-110\"\n",
    ]);
    let contact = runbook.contact("police").unwrap();
    assert_eq!((contact.title.get(Lang::En), contact.phone.as_deref()), ("Police", Some("021-110")));
}

#[test]
fn a_new_step_stands_behind_the_last_that_it_comes_after_or_at_the_end() {
    let overlay = [
        "[[phase]]\nid = \"first\"\n".to_owned(),
        step("last", ""),
        step("one", "after = [\"preserve\"]"),
        step("two", "after = [\"preserve\"]"),
        step("three", "after = [\"one\"]"),
        step("four", "after = [\"contain\", \"preserve\"]"),
        "[[phase]]\nid = \"second\"\ntitle = \"Second\"\nstage = \"standing\"\nmode = \"do-confirm\"\n"
            .to_owned(),
        step("five", "after = [\"contain\"]"),
    ];
    let runbook = under(&[&overlay.concat()]);
    assert_eq!(steps(&runbook, 0), ["preserve", "one", "three", "two", "contain", "four", "last"]);
    assert_eq!(steps(&runbook, 1), ["five"]);
    assert!(runbook.steps.iter().all(|step| {
        runbook.phases[step.phase]
            .steps
            .contains(&runbook.steps.iter().position(|other| other.id == step.id).unwrap())
    }));
}

#[test]
fn a_step_is_changed_where_it_stands_and_its_asks_with_it() {
    let overlay = "[[ask]]\nid = \"where\"\nhelp = \"Floor and room.\"\n\n[[phase]]\nid = \"first\"\n\n\
                   [[phase.step]]\nid = \"contain\"\ntarget = \"5m\"\n\n[[phase.step.ask]]\nid = \"by_whom\"\n\
                   kind = \"person\"\nlabel = \"By whom\"\n";
    let runbook = under(&[overlay]);
    let step = runbook.step("contain").unwrap();
    assert_eq!(step.target.unwrap().to_string(), "5m");
    assert_eq!(step.due.unwrap().to_string(), "1h");
    let asks: Vec<&str> = step.asks.iter().map(dutybook::runbook::Id::as_str).collect();
    assert_eq!(asks, ["where", "by_whom"]);
    assert_eq!(runbook.ask("where").unwrap().help.as_ref().unwrap().get(Lang::En), "Floor and room.");
    assert_eq!(runbook.ask("where").unwrap().step.as_ref().unwrap().as_str(), "contain");
}

#[test]
fn lists_that_are_not_of_tables_with_ids_of_their_own_are_replaced() {
    let overlay = "[[ask]]\nid = \"data\"\nchoices = [{ id = \"ledger\", label = \"L\" }, { id = \"seal\", label = \"Seal\" }]\n\
                   \n[[phase]]\nid = \"first\"\n\n[[phase.step]]\nid = \"contain\"\nafter = []\ncommand = []\n";
    let runbook = under(&[overlay]);
    let AskKind::Many(choices) = &runbook.ask("data").unwrap().kind else { panic!("another kind") };
    let ids: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
    assert_eq!(ids, ["ledger", "seal"]);
    let step = runbook.step("contain").unwrap();
    assert!(step.after.is_empty() && step.commands.is_empty());
}

#[test]
fn a_clock_of_the_catalogue_goes_by_its_row_unless_it_has_an_id() {
    let named = under(&["[[clock]]\nid = \"cac\"\nlimit = \"2h\"\n"]);
    assert_eq!(named.clocks.len(), 2);
    assert!(matches!(named.clocks[0].limit, Some(ClockLimit::Period(_))));

    let new = "[[clock]]\nuse = \"cn.csl.27\"\nfrom = \"opened\"\nmet_by = \"step:contain\"\n";
    let by_row = under(&[new, "[[clock]]\nuse = \"cn.csl.27\"\nlimit = \"1h\"\n"]);
    assert_eq!(by_row.clocks.len(), 3);
    assert_eq!(by_row.clocks[2].id, "cn.csl.27");
    assert!(by_row.clocks[2].limit.is_some());
}

#[test]
fn a_step_that_never_applies_stays_and_says_so() {
    let runbook =
        under(&["[[phase]]\nid = \"first\"\n\n[[phase.step]]\nid = \"preserve\"\nwhen = 'false'\n"]);
    let when = runbook.step("preserve").unwrap().when.as_ref().unwrap();
    assert_eq!(when.evaluate(&Nothing), Tri::False);
}

#[test]
fn a_runbook_under_overlays_prints_as_one_file() {
    let runbook = under(&["[[contact]]\nid = \"police\"\ntitle = \"Police\"\n"]);
    let printed = runbook.to_toml();
    assert_eq!(Runbook::parse("printed.toml", printed.as_bytes()).unwrap().0, runbook);
}

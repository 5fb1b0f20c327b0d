//! What conditions mean, and what they refuse.

use std::collections::HashMap;

use super::*;
use crate::runbook::ask::Choice;
use crate::runbook::text::Text;
use crate::runbook::{Answer, Tri};

struct World {
    kinds: Vec<(&'static str, AskKind)>,
    columns: Option<Vec<Column>>,
    answers: HashMap<&'static str, Answer>,
    cells: HashMap<&'static str, Answer>,
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn choices(ids: &[&str]) -> Vec<Choice> {
    let label = || Text::Same("x".to_owned());
    ids.iter().map(|text| Choice { id: id(text), label: label(), help: None }).collect()
}

fn number() -> AskKind {
    AskKind::Number { min: None, max: None, unit: None }
}

fn world() -> World {
    let column = |name: &str, kind| Column { id: id(name), label: None, kind };
    World {
        kinds: vec![
            ("kind", AskKind::Choice(choices(&["leak", "loss", "ransomware"]))),
            ("grade", AskKind::Choice(choices(&["general", "serious"]))),
            ("data", AskKind::Many(choices(&["leak", "ledger", "payroll"]))),
            ("personal_info", AskKind::YesNo),
            ("cii", AskKind::YesNo),
            ("persons", number()),
            ("2nd-count", number()),
            ("ransom", AskKind::Money { currency: "CNY".to_owned() }),
            ("loss_usd", AskKind::Money { currency: "USD".to_owned() }),
            ("aware_at", AskKind::Datetime),
            ("contained_at", AskKind::Datetime),
            ("outage", AskKind::Duration),
            ("place", AskKind::Text),
            ("clients", AskKind::Table(Vec::new())),
        ],
        columns: Some(vec![column("accounts", number()), column("vip", AskKind::YesNo)]),
        answers: HashMap::new(),
        cells: HashMap::new(),
    }
}

impl Names for World {
    fn ask(&self, id: &str) -> Named<'_> {
        match self.kinds.iter().find(|(name, _)| *name == id) {
            Some((_, kind)) => Named::Kind(kind),
            None => Named::Nothing,
        }
    }

    fn row(&self) -> Row<'_> {
        self.columns.as_ref().map_or(Row::Nothing, |columns| Row::Columns(columns))
    }

    fn nearest_ask(&self, typed: &str) -> Option<String> {
        crate::runbook::suggest::nearest(typed, self.kinds.iter().map(|(name, _)| *name))
    }
}

impl Answers for World {
    fn answer(&self, ask: &str) -> Option<&Answer> {
        self.answers.get(ask)
    }

    fn cell(&self, column: &str) -> Option<&Answer> {
        self.cells.get(column)
    }
}

impl World {
    fn with(mut self, ask: &'static str, answer: Answer) -> Self {
        self.answers.insert(ask, answer);
        self
    }

    fn truth(&self, source: &str) -> Tri {
        match Condition::parse(source, self) {
            Ok(condition) => condition.evaluate(self),
            Err(problems) => panic!("{source}: {problems:?}"),
        }
    }

    /// The codes of what is wrong, and what each is about.
    fn wrong<'s>(&self, source: &'s str) -> Vec<(&'static str, &'s str)> {
        let problems = Condition::parse(source, self).expect_err(source);
        problems.iter().map(|(span, problem)| (problem.code(), &source[span.clone()])).collect()
    }
}

fn answered() -> World {
    let at = |text: &str| Answer::Datetime(text.parse().unwrap());
    world()
        .with("kind", Answer::Choice(id("leak")))
        .with("data", Answer::Many(vec![id("ledger"), id("leak")]))
        .with("personal_info", Answer::YesNo(true))
        .with("persons", Answer::Number("12.50".to_owned()))
        .with("2nd-count", Answer::Number("3".to_owned()))
        .with("ransom", Answer::Money { amount: "9007199254740993".to_owned(), currency: "CNY".to_owned() })
        .with("aware_at", at("2026-11-23T04:12:00Z"))
        .with("contained_at", at("2026-11-23T05:12:00Z"))
        .with("outage", Answer::Duration("1h30m".to_owned()))
        .with("place", Answer::Text("office".to_owned()))
}

#[test]
fn every_comparison_follows_the_value_that_was_answered() {
    let world = answered();
    for (source, expected) in [
        ("kind == \"leak\"", true),
        ("\"loss\" != kind", true),
        ("kind in [\"loss\", \"leak\",]", true),
        ("!(kind in ['loss'])", true),
        ("\"ledger\" in data", true),
        ("\"payroll\" in data", false),
        ("kind in data", true),
        ("personal_info", true),
        ("!personal_info", false),
        ("personal_info == false", false),
        ("personal_info != (kind == \"loss\")", true),
        ("persons > 12", true),
        ("12.5 >= persons", true),
        ("13 < persons", false),
        ("persons in [1, 12.5]", true),
        ("2nd-count == 3", true),
        ("ransom > 9007199254740992", true),
        ("aware_at < contained_at", true),
        ("aware_at == \"2026-11-23T12:12:00+08:00\"", true),
        ("outage <= \"90m\"", true),
        ("outage > \"1d\"", false),
        ("place == \"office\"", true),
        ("true", true),
        ("false || persons > -1 && kind == \"leak\"", true),
    ] {
        assert_eq!(world.truth(source), if expected { Tri::True } else { Tri::False }, "{source}");
    }
}

#[test]
fn what_is_not_known_stays_unknown_unless_the_rest_decides() {
    let world = answered();
    for (source, expected) in [
        ("cii", Tri::Unknown),
        ("!cii", Tri::Unknown),
        ("cii && personal_info", Tri::Unknown),
        ("cii && !personal_info", Tri::False),
        ("cii || personal_info", Tri::True),
        ("cii || !personal_info", Tri::Unknown),
        ("cii == personal_info", Tri::Unknown),
        ("grade == \"serious\"", Tri::Unknown),
        ("grade in [\"serious\"]", Tri::Unknown),
        ("row.accounts > 3", Tri::Unknown),
    ] {
        assert_eq!(world.truth(source), expected, "{source}");
    }
    assert_eq!(
        world.with("grade", Answer::Text("serious".to_owned())).truth("grade == \"general\""),
        Tri::False
    );
}

#[test]
fn a_row_answers_for_itself() {
    let mut world = world();
    world.cells.insert("accounts", Answer::Number("4".to_owned()));
    world.cells.insert("vip", Answer::YesNo(true));
    assert_eq!(world.truth("row.vip && row.accounts >= 4"), Tri::True);
    world.columns = None;
    assert_eq!(world.wrong("row.vip"), [("condition-no-row", "row.vip")]);
}

#[test]
fn a_condition_that_cannot_be_meant_says_where_and_why() {
    let world = world();
    for (source, code, about) in [
        (" ", "condition-unexpected", ""),
        ("kind = \"leak\"", "condition-character", "="),
        ("kind == \"leak", "condition-open-text", "\"leak"),
        ("kind == \"le\\ak\"", "condition-escape", "\"le\\"),
        ("kind ==", "condition-unexpected", ""),
        ("(cii", "condition-unexpected", ""),
        ("cii cii", "condition-unexpected", "cii"),
        ("row", "condition-unexpected", ""),
        ("1 < persons < 3", "condition-chained", "<"),
        ("knd == \"leak\"", "condition-unknown-ask", "knd"),
        ("row.acounts > 1", "condition-unknown-column", "row.acounts"),
        ("kind", "condition-not-yes-no", "kind"),
        ("\"leak\"", "condition-no-truth", "\"leak\""),
        ("kind == true", "condition-not-truth", "kind == true"),
        ("!cii == \"x\"", "condition-truth-and-value", "!cii == \"x\""),
        ("1 == 1", "condition-nothing-asked", "1 == 1"),
        ("kind == persons", "condition-mismatch", "kind == persons"),
        ("kind == grade", "condition-mismatch", "kind == grade"),
        ("ransom < loss_usd", "condition-mismatch", "ransom < loss_usd"),
        ("persons == \"3\"", "condition-wrong-value", "\"3\""),
        ("kind < \"leak\"", "condition-no-order", "kind < \"leak\""),
        ("cii < personal_info", "condition-no-order", "cii < personal_info"),
        ("kind in [\"leek\"]", "condition-not-a-choice", "\"leek\""),
        ("data == \"ledger\"", "condition-not-one-value", "data == \"ledger\""),
        ("clients == 1", "condition-not-one-value", "1"),
        ("outage > \"4 hours\"", "condition-bad-duration", "\"4 hours\""),
        ("aware_at > \"2026-11-23\"", "condition-bad-time", "\"2026-11-23\""),
        ("kind in grade", "condition-in-needs-list", "grade"),
        ("persons in data", "condition-not-an-item", "persons"),
        ("kind in []", "condition-empty-list", "[]"),
        ("kind in [grade]", "condition-list-of-asks", "grade"),
    ] {
        assert_eq!(world.wrong(source), [(code, about)], "{source}");
    }
}

#[test]
fn all_wrong_names_and_types_are_told_at_once() {
    let wrong = world().wrong("knd == 1 && (persons == \"x\" || gradee in [1]) && kind");
    let codes: Vec<&str> = wrong.iter().map(|(code, _)| *code).collect();
    assert_eq!(
        codes,
        ["condition-unknown-ask", "condition-wrong-value", "condition-unknown-ask", "condition-not-yes-no"]
    );
}

#[test]
fn nested_brackets_end_before_the_stack_does() {
    let world = world();
    let deep = |n: usize| format!("{}cii{}", "(".repeat(n), ")".repeat(n));
    assert!(Condition::parse(&deep(32), &world).is_ok());
    assert_eq!(world.wrong(&deep(33))[0].0, "condition-too-deep");
    assert_eq!(world.wrong(&format!("{}cii", "!".repeat(4000)))[0].0, "condition-too-deep");
    assert_eq!(world.wrong(&"(".repeat(5000))[0].0, "condition-too-long");
}

#[test]
fn a_condition_names_its_asks_once_and_in_order() {
    let condition = Condition::parse("persons > 1 && (cii || persons < 9) && row.vip", &world()).unwrap();
    assert_eq!(condition.asks(), ["persons", "cii"]);
    assert_eq!(condition.to_string(), "persons > 1 && (cii || persons < 9) && row.vip");
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_of_conditions_panic(
        source in "([a-z_]{1,8}|[ ()!&|=<>,.\"'\\[\\]-]|in|row\\.|true|[0-9.]{1,4}|值|\\\\){0,40}"
    ) {
        if let Err(problems) = Condition::parse(&source, &world()) {
            for (span, problem) in problems {
                assert!(source.get(span).is_some(), "{problem:?}");
                assert!(!problem.message().is_empty());
            }
        }
    }
}

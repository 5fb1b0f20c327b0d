//! The runbooks that are shipped: every number of the procedure is served, and everything is said twice.

mod coverage;
mod guides;
mod incidents;
mod measures;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use dutybook::runbook::{RequiredBy, Runbook, Stage, Text, builtin};

fn shipped() -> Vec<Runbook> {
    let parse = |(name, text): &(&str, &str)| match Runbook::parse(name, text.as_bytes()) {
        Ok((book, _)) => book,
        Err(problems) => panic!("{:?}", problems.lines(dutybook::locale::Lang::En)),
    };
    builtin::RUNBOOKS.iter().map(parse).collect()
}

/// The procedure's own numbers: twenty chapters of four steps, the first of three, and six commitments.
fn numbers() -> BTreeSet<String> {
    let steps = (1..=20)
        .flat_map(|chapter| (1..=if chapter == 1 { 3 } else { 4 }).map(move |n| format!("{chapter}.{n}")));
    steps.chain((1..=6).map(|n| format!("S.{n}"))).collect()
}

#[test]
fn every_number_of_the_procedure_is_served_and_no_other_is_named() {
    let mut served: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for book in shipped() {
        for step in &book.steps {
            for number in &step.source {
                served.entry(number.clone()).or_default().push(format!("{}/{}", book.id, step.id));
            }
        }
        for commitment in &book.commitments {
            let number = commitment.source.clone().unwrap();
            served.entry(number).or_default().push(format!("{}/{}", book.id, commitment.id));
        }
    }
    let numbers = numbers();
    assert_eq!(numbers.len(), 85);
    assert_eq!(served.keys().cloned().collect::<BTreeSet<_>>(), numbers);
}

/// Every text that a person reads, with where it stands.
fn texts(book: &Runbook) -> Vec<(String, &Text)> {
    let mut texts = vec![("title".to_owned(), &book.title)];
    texts.extend(book.summary.iter().map(|text| ("summary".to_owned(), text)));
    for step in &book.steps {
        texts.push((format!("{}.title", step.id), &step.title));
        texts.push((format!("{}.guide", step.id), step.guide.as_ref().unwrap()));
        texts.extend(step.commands.iter().map(|command| (format!("{}.command", step.id), &command.label)));
    }
    for phase in &book.phases {
        texts.push((format!("{}.title", phase.id), &phase.title));
        texts.extend(
            phase.summary.iter().chain(&phase.pause).map(|text| (format!("{}.summary", phase.id), text)),
        );
    }
    for ask in &book.asks {
        texts.push((format!("{}.label", ask.id), &ask.label));
        texts.extend(ask.help.iter().map(|text| (format!("{}.help", ask.id), text)));
    }
    texts.extend(book.roles.iter().map(|role| (format!("{}.title", role.id), &role.title)));
    texts.extend(book.contacts.iter().map(|contact| (format!("{}.title", contact.id), &contact.title)));
    texts.extend(book.notices.iter().map(|notice| (format!("{}.body", notice.id), &notice.body)));
    texts.extend(book.metrics.iter().map(|metric| (format!("{}.title", metric.id), &metric.title)));
    texts.extend(
        book.commitments.iter().map(|commitment| (format!("{}.title", commitment.id), &commitment.title)),
    );
    texts
}

fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_text_exists_in_both_languages() {
    for book in shipped() {
        for (place, text) in texts(&book) {
            let Text::ByLang { zh, en } = text else {
                panic!("{}/{place} has one text for all languages", book.id)
            };
            assert!(has_han(zh), "{}/{place}: {zh}", book.id);
            assert!(!en.trim().is_empty() && zh != en, "{}/{place}: {en}", book.id);
        }
    }
}

#[test]
fn every_step_has_a_role_and_every_step_of_the_procedure_a_time() {
    for book in shipped() {
        for step in &book.steps {
            assert!(step.role.is_some(), "{}/{} has no role", book.id, step.id);
            // A duty without a number in law, such as a supplement to a report, gets no time of our own.
            let timed = step.due.is_some() || step.target.is_some() || step.every.is_some();
            assert!(timed || step.source.is_empty(), "{}/{} has no time", book.id, step.id);
        }
    }
}

#[test]
fn cause_appraisal_and_advice_never_stand_before_containment() {
    let books = shipped();
    let incident = &books[0];
    let place = |number: &str| {
        let serves = |step: &&dutybook::runbook::Step| step.source.iter().any(|source| source == number);
        incident.steps.iter().position(|step| serves(&step)).unwrap()
    };
    for later in ["1.3", "2.3", "2.4", "9.3"] {
        assert!(place("3.1") < place(later), "{later}");
    }
    let first = &incident.phases[0];
    assert_eq!(first.stage, Stage::Emergency);
    assert!(first.steps.contains(&place("3.1")) && first.steps.contains(&place("1.1")));
}

#[test]
fn nothing_is_demanded_before_the_emergency_ends_but_what_decides_the_first_minutes() {
    let books = shipped();
    let required = books[0].asks.iter().filter_map(|ask| Some((&ask.id, ask.required_by.as_ref()?)));
    for (ask, by) in required {
        let late = matches!(by, RequiredBy::Stage(_) | RequiredBy::Closed);
        assert!(late, "{ask} is demanded before the emergency ends: {by:?}");
    }
}

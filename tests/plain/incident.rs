//! A whole incident, recorded by lines alone.

use dutybook::locale::Lang;
use dutybook::run::{Event, EvidenceHow};
use dutybook::runbook::Answer;

use super::Line;

#[test]
fn whatever_a_run_records_is_recorded_by_lines_alone() {
    let mut line = Line::opened(Lang::En);
    for (answers, kind) in [
        (&["1"][..], "step.started"),
        (&["note", "Two screens", "show a note", ".", "-20m"], "note.added"),
        (&["asks", "", "-20m"], "ask.answered"),
        (&["<", "3", "Kind of incident", "leak"], "ask.answered"),
        (&["clear 4", "new information came in"], "ask.cleared"),
        (
            &["<", "evidence-elsewhere", "The laptop", "Safe, second shelf", "", "sealed bag", "", ""],
            "evidence.added",
        ),
        (&["Decision", "Pay?", "yes", "no", ".", "no", "backups are whole", "", ""], "decision.made"),
        (&["call", "Bank", "95588", "1", "Frozen until noon", ".", ""], "call.made"),
        (&["question", "Who logged in?", "."], "question.raised"),
        (&["timer", "20", "look at the backup"], "timer.started"),
        (&["block", "waiting for somebody's answer"], "step.blocked"),
        (&["1", "they answered"], "step.unblocked"),
        (&["assign", "bob", ""], "step.assigned"),
        (&["add-step", "Call the landlord", "Ring twice", "."], "step.added"),
        (&["next"], "step.done"),
        (&["skip", "1"], "step.skipped"),
        (&["not-applicable", "1"], "step.not-applicable"),
        (&["title", "Payroll leak"], "run.titled"),
        (&["undo"], "fact.undone"),
        (&["history", "questions", "1", "answer", "The backup job", "."], "question.answered"),
        (&["<", "close-run", "1", "", "lead-decides wrote this"], "run.closed"),
        (&["reopen-run", "1"], "run.reopened"),
    ] {
        let said = line.answers(answers);
        assert_eq!(line.kinds().last().map(String::as_str), Some(kind), "{answers:?}: {said}");
    }
    let console = line.desk.app.console().unwrap();
    let evidence = console.run.evidence().next().unwrap().event().unwrap();
    let Event::EvidenceAdded(evidence) = evidence else { panic!("{evidence:?}") };
    assert_eq!((evidence.how, evidence.method.as_str()), (EvidenceHow::Described, "sealed bag"));
    let note = console.run.facts().iter().find_map(|fact| match fact.event() {
        Some(Event::NoteAdded { text, happened, .. }) => Some((text.as_str(), happened.is_some())),
        Some(_) | None => None,
    });
    assert_eq!(note, Some(("Two screens\nshow a note", true)));
    assert_eq!(console.run.title(), "Ledgers of Client A leaked");
}

#[test]
fn a_demand_that_is_not_met_is_told_and_asks_for_a_reason() {
    let mut line = Line::opened(Lang::En);
    line.answers(&["find", "spread"]);
    let said = line.answer("1");
    assert!(said.contains("Stop the spread"), "{said}");
    let said = line.answer("skip");
    assert!(said.contains("a step that must not be skipped") && said.contains("1 no time"), "{said}");
    let said = line.answer("");
    assert!(said.starts_with("give a reason") || said.to_lowercase().contains("reason"), "{said}");
    let said = line.answer("the switch is locked away");
    assert!(said.contains("Recorded: skipped Stop the spread"), "{said}");
}

#[test]
fn a_field_that_is_wrong_is_asked_again_at_once_and_only_that_one() {
    let mut line = Line::opened(Lang::En);
    line.answer("timer");
    let said = line.answer("soon");
    assert!(said.contains("How long: not a length of time; such as 20"), "{said}");
    assert!(said.ends_with("How long: "), "the same question: {said}");
    line.answer("20");
    let said = line.answer("look");
    assert!(said.contains("Recorded: timer of 20m: look"), "{said}");
}

#[test]
fn a_cell_that_is_wrong_is_told_before_the_cells_behind_it_are_asked() {
    for (lang, wrong, asked, next) in [
        (Lang::En, "Account sets: a number is needed, such as 3", "Account sets (may be empty): ", "Contact"),
        (Lang::Zh, "账套数：要一个数，如 3", "账套数（可空）：", "联系人"),
    ] {
        let mut line = Line::opened(lang);
        line.answers(&["asks", "clients", "1", "Acme"]);
        let said = line.answer("many");
        assert!(said.contains(wrong) && said.ends_with(asked), "{said}");
        let said = line.answer("3");
        assert!(said.lines().last().unwrap().starts_with(next), "{said}");
    }
    // One cell of several is changed, and is asked again until it can be read; then the form is looked at again.
    let mut line = Line::opened(Lang::En);
    line.answers(&["update", "3"]);
    let said = line.answer("whenever");
    assert!(said.ends_with("Next update (may be empty): "), "{said}");
    let said = line.answer("30m");
    assert!(said.contains("An empty line: Post"), "{said}");
}

#[test]
fn of_a_call_that_reached_somebody_it_is_asked_what_was_said_and_of_another_it_may_be_empty() {
    for (reached, asked) in [("1", "What was said (lines, a"), ("2", "What was said (may be empty; lines, a")]
    {
        let mut line = Line::opened(Lang::En);
        let told = line.answers(&["call", "Bank", "", reached]);
        assert!(told.contains(asked), "{told}");
        let told = line.answer("");
        assert_eq!(told.contains("needed"), reached == "1", "{told}");
    }
}

#[test]
fn less_than_goes_back_by_one_field_and_then_out() {
    let mut line = Line::opened(Lang::En);
    line.answers(&["decision", "Pay?"]);
    let said = line.answer("<");
    assert!(said.contains("[Pay?]"), "{said}");
    let said = line.answer("<");
    assert!(said.contains("Kept as a draft") && line.desk.app.overlays.is_empty(), "{said}");
    let said = line.answer("decision");
    assert!(said.contains("Your unfinished draft is back") && said.contains("[Pay?]"), "{said}");
}

#[test]
fn what_is_half_written_is_thrown_away_by_a_word_that_asks_back() {
    for (lang, word, yes, no, back) in [
        (Lang::En, "discard", "yes", "no", "Your unfinished draft is back; discard throws it away"),
        (Lang::Zh, "丢弃", "是", "否", "已取回上次未写完的草稿；不要就说 丢弃"),
    ] {
        let mut line = Line::opened(lang);
        line.answers(&["decision"]);
        let told = line.answer(word);
        assert!(!told.contains('?') && !told.contains(yes), "there is nothing to throw away: {told}");
        line.answers(&["Pay?", "<", "<"]);
        let told = line.answer("decision");
        assert!(told.contains(back) && told.contains("[Pay?]"), "{told}");
        let told = line.answer(word);
        assert!(told.to_lowercase().contains(yes), "it asks back: {told}");
        assert!(line.answer("Pay?").to_lowercase().contains(yes), "and again");
        assert!(line.answer(no).contains("[Pay?]"), "nothing is lost");
        line.answer(word);
        line.answer(yes);
        assert!(line.desk.app.overlays.is_empty() && line.desk.app.console().unwrap().drafts.is_empty());
        assert!(!line.answer("decision").contains("Pay?"));
        // After a blank it is text.
        let told = line.answer(&format!(" {word}"));
        assert!(!told.to_lowercase().contains(yes), "{told}");
    }
}

#[test]
fn a_blank_before_it_makes_text_of_a_sign() {
    let mut line = Line::opened(Lang::En);
    line.answers(&["question", " ?", "."]);
    assert!(matches!(line.last(), Event::QuestionRaised { text, .. } if text == "?"));
}

#[test]
fn an_ask_of_every_kind_takes_numbers_names_and_what_stands_in_brackets() {
    let mut line = Line::opened(Lang::Zh);
    line.answers(&["登记", "事件类型"]);
    let said = line.answer("没有的");
    assert!(said.contains("没有这一项：没有的"), "{said}");
    let said = line.answer("2");
    assert!(matches!(line.last(), Event::AskAnswered { value: Answer::Choice(_), .. }), "{said}");
    let said = line.answer("4");
    assert!(said.contains("事件类型 ["), "{said}");
    let before = line.kinds().len();
    let said = line.answer("");
    assert!(said.contains("没有变化") && line.kinds().len() == before, "{said}");
}

#[test]
fn what_another_person_records_and_what_passes_is_told_before_the_next_question() {
    let mut line = Line::opened(Lang::En);
    line.answers(&["timer", "1", "look at the backup"]);
    line.desk.comes_in(
        crate::screens::desk::BOB,
        Event::NoteAdded { text: "the bank called back".to_owned(), step: None, happened: None },
    );
    line.desk.wait(120).tell(dutybook::app::Msg::Redraw);
    let said = line.listen();
    assert!(said.contains("bob recorded: note: the bank called back"), "{said}");
    assert!(said.contains("A time has passed: look at the backup"), "{said}");
    let said = line.listen();
    assert!(!said.contains("A time has passed") && !said.contains("recorded"), "once: {said}");
}

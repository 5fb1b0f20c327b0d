//! What is read off the screen: the whole of it once, then what is new in it; things go by their names.

use dutybook::app::Overlay;
use dutybook::locale::Lang;
use dutybook::plain::{Heard, Talk};
use dutybook::run::Event;

use super::Line;

#[test]
fn a_role_goes_by_its_name_and_the_question_tells_whose_it_is_and_what_can_be_done() {
    for (lang, named, asked) in [
        (Lang::En, "recorder", "[Recorder: nobody] 1 Take it; "),
        (Lang::Zh, "记录员", "[记录员：无人] 1 由我担任；"),
    ] {
        let mut line = Line::opened(lang);
        line.answer("people");
        let told = line.answer(named);
        assert!(told.contains(asked), "{told}");
        line.answer("1");
        assert!(
            matches!(line.last(), Event::RoleTaken { role, .. } if role.as_str() == "recorder"),
            "{:?}",
            line.last()
        );
    }
}

#[test]
fn what_was_heard_of_a_list_is_not_told_again_when_another_is_chosen_in_it() {
    let mut line = Line::opened(Lang::En);
    line.answers(&["asks", "1", "-20m", "<"]);
    let whole = line.answer("deadlines");
    let told = line.answer("+");
    assert!(told.contains("[2 time 3h40m: Report the incident to the CAC; not graded yet"), "{told}");
    assert!(
        !told.contains("Notify the insurer") && told.lines().count() * 2 < whole.lines().count(),
        "{told}"
    );
    let told = line.answer("notify the insurer");
    assert!(told.contains("[8 promptly: Notify the insurer; undecided] An empty line: Open; "), "{told}");
    assert!(line.answer("?").contains("Grade the event"), "all of it is told to whoever asks");
    // A name that is chosen already is one all the same.
    let told = line.answer("notify the insurer");
    assert!(!told.contains("does nothing here"), "{told}");
}

#[test]
fn what_leads_out_of_a_page_is_not_said_to_do_nothing() {
    let mut line = Line::opened(Lang::En);
    line.answer("people");
    let told = line.answer("esc");
    assert!(!told.contains("does nothing") && told.starts_with("Recognise what happened"), "{told}");
}

#[test]
fn words_that_stand_beside_signs_say_it_alone() {
    let mut line = Line::opened(Lang::En);
    line.answers(&["asks", "clients", "none", "<"]);
    let told = line.answer("notices");
    assert!(told.contains("\n2 Incident report: all eight items; not drafted"), "{told}");
    line.answer("<");
    let told = line.answer("deadlines");
    assert!(told.contains("not applicable Notify the client by contract"), "{told}");
    line.answer("<");
    let told = line.answer("measures");
    assert!(told.lines().any(|said| said.starts_with("Stop the spread; ")), "{told}");
    line.answer("<");
    let told = line.answer("call-phase");
    assert!(told.contains("\n3 Recall what was mis-sent: undecided"), "{told}");
}

#[test]
fn a_notice_is_written_by_lines_alone_gap_by_gap_and_line_by_line() {
    let mut line = Line::opened(Lang::En);
    line.answers(&["notices", "1"]);
    let told = line.answer("5");
    assert!(
        told.contains("Line 3 of 26, a gap in: To: the provincial cyberspace administration ([this gap])"),
        "{told}"
    );
    let told = line.answer("Beijing");
    assert!(told.contains("Name: [this gap]   Credit code: [to fill in]"), "the next gap: {told}");
    let told = line.answer("");
    assert!(told.contains("Credit code: [this gap]"), "{told}");
    let told = line.answer("<");
    assert!(told.contains("cyberspace administration (Beijing)"), "what was filled in is told: {told}");
    assert!(!told.contains("Credit code"), "and nothing else: {told}");
    line.answer("1");
    assert!(
        line.answer("1").contains("Line 1 of 26 [Report of a cybersecurity incident"),
        "a number is a line"
    );
    assert!(line.answer("First report").contains("[First report]"));
    assert!(line.answer("> By telephone").contains("Line 2 of 27 [By telephone]"));
    assert!(line.answer("-").contains("Line 1 of 27 [First report]"));
    assert!(line.answer(" 2").contains("[2]"), "after a blank a number is text");
    line.answer("clear");
    assert!(line.answer("?").contains("\n3 "), "the text with its numbers");
    line.answers(&["<", "2"]);
    let Event::NoticeDrafted { text, .. } = line.last() else { panic!("{:?}", line.last()) };
    assert!(text.starts_with("\nBy telephone\n") && text.contains("(Beijing)"), "{text}");
}

#[test]
fn what_was_changed_in_a_notice_is_thrown_away_by_a_word_that_asks_back() {
    let mut line = Line::opened(Lang::En);
    line.answers(&["notices", "1", "1"]);
    assert!(line.answer("discard").contains("nothing is written here yet"));
    let before = line.answer("?");
    line.answers(&["1", "First report"]);
    let told = line.answer("discard");
    assert!(told.contains("Throw away all that is written here?"), "{told}");
    assert!(line.answer("no").contains("[First report]"), "nothing is lost");
    line.answer("discard");
    line.answer("yes");
    assert!(line.desk.app.console().unwrap().drafts.is_empty());
    let after = line.answer("?");
    assert!(!after.contains("First report") && after.lines().count() == before.lines().count(), "{after}");
}

#[test]
fn an_empty_line_in_a_list_records_nothing() {
    for lang in [Lang::En, Lang::Zh] {
        let refused = if lang == Lang::En { "does nothing here" } else { "空行在这里不做任何事" };
        let mut line = Line::opened(lang);
        line.answers(&["timer", "20", ""]);
        for page in ["people", "timers", "call-phase", "notices"] {
            let before = line.kinds();
            line.answer(page);
            if page == "notices" {
                line.answer("7");
            }
            let said = line.answer("");
            assert!(said.contains(refused), "{page}: {said}");
            assert_eq!(line.kinds(), before, "{page}");
            while !line.desk.app.overlays.is_empty() {
                line.answer("<");
            }
        }
    }
}

#[test]
fn an_ask_goes_by_any_part_of_its_name_and_several_that_fit_are_named() {
    for (lang, part, names, whole) in [
        (Lang::Zh, "客户", ["受影响客户台账", "客户损失合计"], "损失合计"),
        (Lang::En, "accounts", ["Accounts changed", "Accounts not changed"], "accounts not changed"),
    ] {
        let mut line = Line::opened(lang);
        line.answer("asks");
        let Heard::Unclear(said) = Talk::default().hear(&line.desk.app, part) else {
            panic!("{part} is one")
        };
        assert!(names.iter().all(|name| said.as_str().contains(name)), "{said}");
        line.answer(whole);
        let Some(Overlay::Form(form)) = line.desk.app.overlays.last() else { panic!("no form") };
        assert_eq!(form.title.as_str(), names[1]);
    }
}

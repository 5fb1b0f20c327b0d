//! What keys do to the console, at its pure boundary: messages in, effects and state out.

mod following;
mod pointer;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dutybook::app::{Effect, Msg, Overlay, Room, Toast, update};
use dutybook::locale::Lang;
use dutybook::run::{Event, RunKind, Status};
use dutybook::text::SafeText;

use crate::screens::desk::{Desk, library};

fn desk() -> Desk {
    Desk::opened(Lang::En, RunKind::Incident)
}

fn console(desk: &Desk) -> &dutybook::app::Console {
    match &desk.app.room {
        Room::Console(console) => console,
        Room::Home(_) => panic!("at home"),
    }
}

fn status(desk: &Desk, step: &str) -> Status {
    console(desk).run.step(step).unwrap().status
}

fn last(desk: &Desk) -> Event {
    console(desk).run.facts().last().unwrap().event().unwrap().clone()
}

fn toast(desk: &Desk) -> &str {
    desk.app.toast.as_ref().map_or("", |Toast { text, .. }| text.as_str())
}

/// Presses a key so many times with hardly any time between, as a held key does.
fn hold(desk: &mut Desk, code: KeyCode, times: usize) {
    for _ in 0..times {
        desk.pass(33_000);
        desk.tell(Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }
}

fn hold_enter(desk: &mut Desk, times: usize) {
    hold(desk, KeyCode::Enter, times);
}

fn timers_stopped(desk: &Desk) -> usize {
    let facts = console(desk).run.facts().iter();
    facts.filter(|fact| matches!(fact.event(), Some(Event::TimerStopped { .. }))).count()
}

#[test]
fn a_held_digit_acts_once_on_what_slides_under_it() {
    let mut desk = desk();
    for title in ["5m bank", "6m police", "7m lead"] {
        desk.keys("t").types(title).keys("Tab Tab Enter").wait(1);
    }
    desk.keys("S").wait(1);
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Timers(_))));
    hold(&mut desk, KeyCode::Char('4'), 60);
    assert_eq!(timers_stopped(&desk), 1, "the next timer stands under the cursor now, and nobody chose it");
    desk.wait(1);
    hold(&mut desk, KeyCode::Char('4'), 60);
    assert_eq!(timers_stopped(&desk), 2, "a digit pressed anew acts again");
}

#[test]
fn a_held_digit_takes_a_role_and_does_not_give_it_away() {
    for key in [KeyCode::Char('1'), KeyCode::Enter] {
        let mut desk = desk();
        desk.keys("P").wait(1);
        hold(&mut desk, key, 60);
        assert!(matches!(last(&desk), Event::RoleTaken { .. }), "{:?}", last(&desk));
        assert!(matches!(desk.app.overlays.last(), Some(Overlay::People(_))), "{key:?} opened a form");
    }
}

#[test]
fn a_held_enter_makes_one_transition() {
    let mut desk = desk();
    desk.wait(1);
    hold_enter(&mut desk, 60);
    assert_eq!(status(&desk, "recognise"), Status::Running);
    desk.wait(1);
    hold_enter(&mut desk, 60);
    assert_eq!(status(&desk, "recognise"), Status::Done);
    let begun = console(&desk).run.steps().iter().filter(|step| step.status != Status::Open).count();
    assert_eq!(begun, 1);
}

#[test]
fn enter_goes_on_to_the_next_open_step_once_the_fact_is_recorded() {
    let mut desk = desk();
    desk.answers = false;
    let before = console(&desk).step;
    desk.keys("Enter");
    assert_eq!(status(&desk, "recognise"), Status::Open, "nothing shows as begun that is not on disk");
    assert_eq!(console(&desk).pending.len(), 1);
    desk.keys("Enter");
    assert_eq!(console(&desk).pending.len(), 1, "the same step is not written twice");
    assert_eq!(console(&desk).step, before);
}

#[test]
fn a_failed_append_keeps_what_was_typed() {
    let mut desk = desk();
    desk.answers = false;
    desk.keys("n").types("half the town is offline").keys("Tab Tab Enter");
    let ticket = console(&desk).pending[0].ticket;
    desk.tell(Msg::AppendFailed { ticket, why: SafeText::line("no space left on device") });
    assert!(toast(&desk).contains("no space left"), "{}", toast(&desk));
    assert!(console(&desk).pending.is_empty());
    assert!(console(&desk).journal.failed.is_some());
    desk.answers = true;
    desk.keys("n");
    let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("no form") };
    assert_eq!(form.value("text"), "half the town is offline");
    desk.keys("Tab Tab Enter");
    assert!(matches!(last(&desk), Event::NoteAdded { text, .. } if text == "half the town is offline"));
    assert!(console(&desk).journal.failed.is_none());
    assert!(console(&desk).drafts.is_empty());
}

fn form_value(desk: &Desk, name: &str) -> String {
    let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("no form") };
    form.value(name)
}

fn notes(desk: &Desk) -> Vec<String> {
    let facts = console(desk).run.facts().iter().filter_map(|fact| fact.event());
    let texts =
        facts.filter_map(|event| if let Event::NoteAdded { text, .. } = event { Some(text) } else { None });
    texts.cloned().collect()
}

#[test]
fn what_is_typed_while_a_note_is_saved_is_a_note_of_its_own() {
    let mut desk = desk();
    desk.answers = false;
    desk.keys("n").types("first").keys("Tab Tab Enter n");
    assert_eq!(form_value(&desk, "text"), "", "what is on its way is not written again");
    desk.types("secon");
    let key = KeyEvent::new(KeyCode::Char('d'), KeyModifiers::NONE);
    let effects = update(&mut desk.app, desk.now, Msg::Key(key));
    let [Effect::SaveDrafts(kept)] = &effects[..] else { panic!("{effects:?}") };
    let kept: Vec<_> = kept.values().filter_map(|values| values.get("text")).collect();
    assert_eq!(kept, ["first\nsecond"], "neither is on disk yet");
    let pending = console(&desk).pending[0].clone();
    desk.written(&pending);
    assert_eq!(form_value(&desk, "text"), "second");
    let drafts: Vec<_> = console(&desk).drafts.values().filter_map(|values| values.get("text")).collect();
    assert_eq!(drafts, ["second"]);
    desk.answers = true;
    desk.keys("Tab Tab Enter");
    assert_eq!(notes(&desk), ["first", "second"]);
    assert!(console(&desk).drafts.is_empty());
}

#[test]
fn a_note_that_is_left_while_another_is_saved_comes_back_alone() {
    let mut desk = desk();
    desk.answers = false;
    desk.keys("n").types("first").keys("Tab Tab Enter n").types("second").keys("Esc");
    let pending = console(&desk).pending[0].clone();
    desk.written(&pending);
    desk.keys("n");
    assert_eq!(form_value(&desk, "text"), "second");
}

#[test]
fn a_failed_save_comes_back_before_what_was_typed_since() {
    let mut desk = desk();
    desk.answers = false;
    let failed = |desk: &Desk| {
        let ticket = console(desk).pending[0].ticket;
        Msg::AppendFailed { ticket, why: SafeText::line("no space left on device") }
    };
    desk.keys("n").types("first").keys("Tab Tab Enter n").types("second");
    desk.tell(failed(&desk));
    assert_eq!(form_value(&desk, "text"), "first\nsecond");
    desk.keys("Tab Tab Enter n");
    assert_eq!(form_value(&desk, "text"), "");
    let failed = failed(&desk);
    desk.keys("Esc").tell(failed);
    desk.answers = true;
    desk.keys("n Tab Tab Enter");
    assert_eq!(notes(&desk), ["first\nsecond"]);
}

#[test]
fn a_file_that_is_still_hashed_is_not_offered_again() {
    let mut desk = desk();
    desk.keys("e")
        .types("/tmp/a.log")
        .tell(Msg::Key(KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL)));
    desk.keys("e");
    assert_eq!(form_value(&desk, "path"), "");
    let ticket = console(&desk).hashing[0].ticket;
    desk.tell(Msg::EvidenceFailed { ticket, why: SafeText::line("gone") });
    assert_eq!(form_value(&desk, "path"), "/tmp/a.log");
}

#[test]
fn escape_keeps_a_draft_and_says_so() {
    let mut desk = desk();
    desk.keys("d").types("pay?").keys("Esc");
    assert!(desk.app.overlays.is_empty());
    assert_eq!(console(&desk).drafts.len(), 1);
    assert!(!toast(&desk).is_empty());
}

#[test]
fn every_typed_character_asks_for_the_draft_to_be_kept() {
    let mut desk = desk();
    desk.keys("n");
    let key = KeyEvent::new(KeyCode::Char('x'), KeyModifiers::NONE);
    let effects = update(&mut desk.app, desk.now, Msg::Key(key));
    assert!(matches!(&effects[..], [Effect::SaveDrafts(drafts)] if drafts.len() == 1), "{effects:?}");
}

#[test]
fn a_pasted_line_break_presses_nothing() {
    let mut desk = desk();
    desk.tell(Msg::Paste("s\n1\nq\n".to_owned()));
    assert_eq!(console(&desk).run.facts().len(), 2);
    desk.keys("n");
    desk.tell(Msg::Paste("one\r\ntwo\n".to_owned()));
    let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("no form") };
    assert_eq!(form.value("text").trim_end(), "one\ntwo");
}

#[test]
fn a_reason_is_one_key_where_a_preset_fits() {
    let mut desk = desk();
    desk.keys("s 2");
    let Event::StepSkipped { deviation, .. } = last(&desk) else { panic!("{:?}", last(&desk)) };
    assert_eq!(deviation.reason.preset.unwrap().as_str(), "unavailable");
    assert_ne!(console(&desk).step, console(&desk).run.step_place("recognise").unwrap());
}

#[test]
fn undo_takes_back_one_thing_even_where_the_key_bounces() {
    let mut desk = desk();
    desk.keys("Enter");
    desk.keys("n").types("x").keys("Tab Tab Enter");
    for _ in 0..5 {
        desk.pass(20_000);
        desk.tell(Msg::Key(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::NONE)));
    }
    let undone = console(&desk)
        .run
        .facts()
        .iter()
        .filter(|fact| matches!(fact.event(), Some(Event::FactUndone { .. })));
    assert_eq!(undone.count(), 1);
    assert_eq!(status(&desk, "recognise"), Status::Running);
}

#[test]
fn full_width_keys_of_a_chinese_input_method_work() {
    for (typed, is_right) in [
        ('？', (|overlay| matches!(overlay, Overlay::Help { .. })) as fn(&Overlay) -> bool),
        ('：', |overlay| matches!(overlay, Overlay::Palette(_))),
        ('／', |overlay| matches!(overlay, Overlay::Find(_))),
    ] {
        let mut desk = desk();
        desk.tell(Msg::Key(KeyEvent::new(KeyCode::Char(typed), KeyModifiers::NONE)));
        assert!(desk.app.overlays.last().is_some_and(is_right), "{typed}");
    }
}

#[test]
fn leaving_never_waits_for_the_disk() {
    let mut desk = desk();
    desk.answers = false;
    desk.keys("Enter q");
    assert!(matches!(desk.app.room, Room::Home(_)));
    desk.tell(Msg::AppendFailed { ticket: 1, why: SafeText::line("gone") });
    desk.tell(Msg::Appended { ticket: 1, facts: Vec::new() });
    assert!(matches!(desk.app.room, Room::Home(_)));
}

#[test]
fn a_time_that_passes_rings_once() {
    let mut desk = desk();
    desk.app.settings.bell = true;
    desk.keys("t").types("3s").keys("Enter Tab Enter");
    let rings = |desk: &mut Desk| {
        let effects = update(&mut desk.app, desk.now, Msg::Redraw);
        effects.iter().filter(|effect| **effect == Effect::Bell).count()
    };
    assert_eq!(rings(&mut desk), 0);
    desk.wait(4);
    assert_eq!(rings(&mut desk), 1);
    desk.wait(1);
    assert_eq!(rings(&mut desk), 0);
    desk.keys("m");
    assert!(matches!(last(&desk), Event::AlarmAcknowledged { .. }), "{:?}", last(&desk));
}

#[test]
fn a_correction_names_the_answer_that_it_corrects() {
    let mut desk = desk();
    desk.keys("a Enter").types("04:00").keys("Enter");
    let first = console(&desk).run.facts().last().unwrap().id;
    desk.keys("Up Enter");
    for _ in 0..40 {
        desk.tell(Msg::Key(KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE)));
    }
    desk.types("03:50").keys("Enter");
    let Event::AskAnswered { amends, .. } = last(&desk) else { panic!("{:?}", last(&desk)) };
    assert_eq!(amends, Some(first));
}

#[test]
fn a_form_of_one_field_records_with_one_enter_and_a_longer_one_goes_on_to_its_button() {
    let mut desk = desk();
    desk.keys("a Enter").types("04:00").keys("Enter");
    assert!(matches!(last(&desk), Event::AskAnswered { .. }), "{:?}", last(&desk));
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Sheet(_))));
    desk.keys("Down Down Enter Down Enter");
    let Event::AskAnswered { value, .. } = last(&desk) else { panic!("{:?}", last(&desk)) };
    assert!(matches!(value, dutybook::runbook::Answer::Choice(_)), "{value:?}");
    let facts = console(&desk).run.facts().len();
    desk.keys("Esc d").types("cut the line?").keys("Enter");
    assert_eq!(console(&desk).run.facts().len(), facts);
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Form(_))));
}

#[test]
fn the_focus_on_one_step_moves_on_with_the_work_and_esc_leaves_it() {
    let mut desk = desk();
    desk.keys("z");
    assert!(console(&desk).zoomed);
    let first = console(&desk).step;
    desk.keys("Enter Enter");
    assert_eq!(status(&desk, "recognise"), Status::Done);
    assert!(console(&desk).zoomed && console(&desk).step != first);
    let second = console(&desk).step;
    desk.keys("Left");
    assert_ne!(console(&desk).step, second);
    desk.keys("n").types("x").keys("Esc");
    assert!(console(&desk).zoomed, "a form was left, not the focus");
    desk.keys("Esc");
    assert!(!console(&desk).zoomed && desk.app.overlays.is_empty());
}

fn found(desk: &Desk) -> Vec<(dutybook::app::find_all::Found, String)> {
    let Some(Overlay::Find(finder)) = desk.app.overlays.last() else { panic!("nothing is looked for") };
    let marked = |hit: &dutybook::app::overlay::Hit<_>| {
        let chars = hit.text.as_str().chars().enumerate();
        chars.filter(|(n, _)| hit.matched.contains(n)).map(|(_, c)| c).collect::<String>()
    };
    finder.hits.iter().map(|hit| (hit.item, marked(hit))).collect()
}

#[test]
fn finding_looks_into_titles_guides_and_what_was_recorded_and_marks_what_fits() {
    use dutybook::app::find_all::Found;
    let mut desk = desk();
    desk.keys("n").types("the old VPN account of 王芳").keys("Tab Tab Enter");
    let note = console(&desk).run.facts().len() - 1;
    desk.keys("c")
        .types("the provider")
        .keys("Enter Enter 1 Enter")
        .types("their vpn log is kept")
        .keys("Tab Tab Enter");
    let call = console(&desk).run.facts().len() - 1;
    desk.keys("/").types("vpn");
    let records: Vec<_> =
        found(&desk).into_iter().filter(|(found, _)| matches!(found, Found::Record(_))).collect();
    assert_eq!(records, [(Found::Record(call), "vpn".to_owned()), (Found::Record(note), "VPN".to_owned())]);
    // By pinyin initials too.
    for _ in 0..3 {
        desk.tell(Msg::Key(KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE)));
    }
    desk.types("wf");
    assert!(found(&desk).contains(&(Found::Record(note), "王芳".to_owned())), "{:?}", found(&desk));
    desk.keys("Esc /").types("hibernate");
    let contain = console(&desk).run.step_place("contain").unwrap();
    assert_eq!(found(&desk), [(Found::Guide(contain), "hibernate".to_owned())]);
    desk.keys("Enter");
    assert_eq!(console(&desk).step, contain);
}

#[test]
fn a_record_that_was_found_opens_and_the_others_are_there_on_return() {
    let mut desk = desk();
    desk.keys("n").types("the night cleaner").keys("Tab Tab Enter /").types("cleaner").keys("Enter");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Record(_))));
    desk.keys("Esc");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Find(_))));
}

#[test]
fn the_menu_says_what_undoing_would_take_back() {
    let mut desk = desk();
    desk.keys("n").types("the night cleaner").keys("Tab Tab Enter :").types("Undo");
    let screen = crate::screens::layout::rows(&desk, 100, 30).join("\n");
    assert!(
        screen.contains(
            "Takes back what you recorded at 04:12: note: the night cleaner (Recognise what happened)"
        ),
        "{screen}"
    );
}

#[test]
fn a_half_written_answer_is_kept_too_and_an_untouched_form_is_not() {
    let mut desk = desk();
    desk.keys("c Esc a Down Enter").types("the night cleaner").keys("Esc");
    assert_eq!(console(&desk).drafts.len(), 1, "{:?}", console(&desk).drafts);
    desk.keys("Enter");
    let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("no form") };
    assert_eq!(form.value("value"), "the night cleaner");
}

#[test]
fn a_step_is_given_to_a_person_alone() {
    let mut desk = desk();
    desk.keys("g").types("王工").keys("Enter Enter Enter");
    let Event::StepAssigned { person, role, .. } = last(&desk) else { panic!("{:?}", last(&desk)) };
    assert_eq!((person.as_deref(), role), (Some("王工"), None));
}

#[test]
fn a_call_that_nobody_answered_needs_no_words() {
    let mut desk = desk();
    desk.keys("c").types("the bank").keys("Enter Enter 2 Enter Tab Tab Enter");
    let Event::CallMade { whom, reached, said, .. } = last(&desk) else { panic!("{:?}", last(&desk)) };
    assert_eq!((whom.as_str(), reached, said.as_str()), ("the bank", false, ""));
}

#[test]
fn a_deadline_that_somebody_has_seen_pass_stays_on_screen_and_the_word_can_be_taken_back() {
    let mut desk = desk();
    desk.keys("a Enter").types("now").keys("Enter Esc").wait(30 * 3600);
    let shown = |desk: &Desk| {
        let times = dutybook::app::next_change::times_running(&desk.app, console(desk));
        times.iter().map(|alarm| (alarm.kind, alarm.is_seen())).collect::<Vec<_>>()
    };
    let before = shown(&desk);
    desk.keys("m");
    let after = shown(&desk);
    assert_eq!(after.len(), before.len());
    assert_eq!(after.last(), Some(&(before[0].0, true)), "what was seen goes behind");
    desk.keys("u");
    assert_eq!(shown(&desk), before);
}

#[test]
fn a_number_in_the_menu_means_the_same_from_one_time_to_the_next() {
    let mut desk = desk();
    let order = |desk: &Desk| match desk.app.overlays.last() {
        Some(Overlay::Palette(finder)) => finder.hits.iter().map(|hit| hit.item).collect::<Vec<_>>(),
        _ => panic!("no menu"),
    };
    desk.keys("Esc");
    let before = order(&desk);
    desk.keys("Esc Enter n").types("x").keys("Tab Tab Enter Esc");
    assert_eq!(order(&desk), before);
}

/// The same run as a new process takes it up, with what was half written.
fn taken_up_again(desk: &mut Desk) {
    let console = console(desk);
    let (run, drafts) = (console.run.clone(), console.drafts.clone());
    let ready = dutybook::app::msg::RunReady {
        run,
        folder: "2026-007".to_owned(),
        drafts,
        journal: dutybook::app::console::JournalHealth::default(),
        away: Some((40, SafeText::line("connection lost"))),
        warning: None,
    };
    desk.tell(Msg::RunReady(Box::new(ready)));
}

#[test]
fn coming_back_is_to_the_sentence_that_was_half_written() {
    let mut desk = desk();
    desk.go("contain").keys("n").types("the switch in the serv");
    taken_up_again(&mut desk);
    let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("no form") };
    assert_eq!(form.value("text"), "the switch in the serv");
    assert_eq!(console(&desk).step, console(&desk).run.step_place("contain").unwrap());
    let told = "Back after 40s (connection lost), where you were. Your unfinished draft is back";
    assert_eq!(desk.app.toast.as_ref().map(|toast| toast.text.as_str()), Some(told));
    for (columns, height) in [(40, 12), (80, 24)] {
        let screen = crate::screens::layout::rows(&desk, columns, height).join(" ");
        let words: Vec<&str> = screen.split_whitespace().collect();
        assert!(words.join(" ").contains(told), "{screen}");
    }
}

#[test]
fn coming_back_to_several_drafts_tells_them_and_the_gap() {
    let mut desk = desk();
    desk.keys("n").types("half a note").keys("Esc d").types("half a question").keys("Esc");
    taken_up_again(&mut desk);
    assert!(desk.app.overlays.is_empty());
    let told = "Back after 40s (connection lost), where you were. 2 unfinished drafts kept; \
                open the form again to go on";
    assert_eq!(desk.app.toast.as_ref().map(|toast| toast.text.as_str()), Some(told));
}

#[test]
fn coming_back_is_to_the_step_that_one_was_on() {
    let mut desk = desk();
    desk.go("contain").keys("b 1");
    desk.go("recognise");
    taken_up_again(&mut desk);
    assert!(desk.app.overlays.is_empty());
    assert_eq!(console(&desk).step, console(&desk).run.step_place("contain").unwrap());
}

#[test]
fn a_phase_ends_with_what_is_to_be_said_aloud() {
    let mut desk = desk();
    for _ in 0..console(&desk).run.steps_of(0).len() {
        if console(&desk).phase() == 0 {
            desk.keys("s 1");
        }
    }
    let screen = crate::screens::layout::rows(&desk, 80, 24).join("\n");
    assert!(screen.contains("Call it complete"), "{screen}");
    assert!(screen.contains("Say aloud"), "{screen}");
    assert_eq!(console(&desk).phase(), 1);
    desk.keys("Enter");
    assert!(matches!(last(&desk), Event::PhaseCompleted { .. }), "{:?}", last(&desk));
}

#[test]
fn enter_alone_gives_no_reason() {
    let mut desk = desk();
    desk.keys("s Enter Enter");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Reason(prompt)) if prompt.error.is_some()));
    assert_eq!(status(&desk, "recognise"), Status::Open);
    desk.types("the cleaner did it").keys("Enter");
    assert_eq!(status(&desk, "recognise"), Status::Skipped);
}

#[test]
fn the_runbook_that_was_chosen_is_the_one_that_opens_whatever_its_folder_became_meanwhile() {
    let mut desk = Desk::home(Lang::En, library());
    let chosen = desk.app.library.runbooks[0].cover.id.clone();
    desk.keys("Enter");
    let mut turned = library();
    turned.runbooks.reverse();
    desk.tell(Msg::LibraryRead(turned));
    desk.wait(1);
    let enter = Msg::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
    let effects = update(&mut desk.app, desk.now, enter);
    let [Effect::OpenRun(opening)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(opening.runbook.cover.id, chosen);
}

#[test]
fn what_is_typed_over_a_proposed_title_takes_its_place_and_enter_opens_the_run() {
    for by_paste in [false, true] {
        let mut desk = Desk::home(Lang::Zh, library());
        desk.keys("Enter");
        if by_paste {
            desk.tell(Msg::Paste("甲公司 账套外泄\n".to_owned()));
        } else {
            desk.keys("Space").types("甲公司 账套外泄");
        }
        // What was typed is no proposal any more.
        desk.keys("Down Down").types("x").keys("Up Up");
        let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("the form is open") };
        assert_eq!(form.fields[0].input.value(), "甲公司 账套外泄");
        assert!(form.enter_records());
        desk.wait(1).keys("Enter");
        assert!(desk.app.overlays.is_empty(), "no more keys are needed");
    }
}

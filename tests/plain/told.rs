//! What is told holds what the screen would show, and is told once.

use dutybook::locale::Lang;
use dutybook::run::{Event, RunKind};

use super::Line;
use crate::screens::desk::{BOB, Desk};

#[test]
fn a_time_that_is_not_certain_is_told_as_such_wherever_it_is_told() {
    for (lang, grade, open, target) in [
        (
            Lang::En,
            "Report the incident to the CAC, not graded yet: ",
            "Status update, undecided: ",
            ", target: 3m",
        ),
        (Lang::Zh, "，待定级：还有", "，待定：还有", "，目标用时：还有"),
    ] {
        let mut line = Line::opened(lang);
        line.answers(&["1", "asks", "1", "-20m", "<"]);
        let told = line.answer("");
        for said in [grade, open, target] {
            assert!(told.contains(said), "{said} is not in {told}");
        }
        line.desk.wait(5 * 3_600).tell(dutybook::app::Msg::Redraw);
        let told = line.listen();
        let passed = if lang == Lang::En { "not graded yet, " } else { "，待定级，" };
        assert!(told.contains(passed), "{told}");
    }
}

#[test]
fn a_deadline_that_was_seen_and_not_met_is_told_as_over_all_the_same() {
    for (lang, told) in [
        (Lang::En, "Report the incident to the CAC, not graded yet, seen: passed 22h"),
        (Lang::Zh, "向网信部门报告网络安全事件，待定级，已知悉：已过 22"),
    ] {
        let mut line = Line::opened(lang);
        line.answers(&["1", "asks", "1", "-26h", "<"]);
        let alarm = "clock:cn.cac.report.other".to_owned();
        line.desk.comes_in(BOB, Event::AlarmAcknowledged { alarm });
        let said = line.answer("");
        assert!(said.contains(told), "{said}");
    }
}

#[test]
fn what_was_said_on_coming_back_is_not_said_again_to_a_question() {
    let mut line = Line::at(Desk::opened(Lang::En, RunKind::Incident));
    let note = "Nobody has the lead yet";
    line.desk.app.toast = Some(dutybook::app::Toast {
        text: dutybook::text::SafeText::line(note),
        tone: dutybook::app::Tone::Mind,
    });
    assert!(line.listen().contains(note));
    for question in ["?", "", "no such thing", "?"] {
        let told = line.answer(question);
        assert!(!told.contains(note), "{question}: {told}");
    }
    // What is asked again is refused again.
    assert_eq!(line.answer("reopen"), line.answer("reopen"));
}

#[test]
fn whom_to_call_stands_apart_from_the_number_or_that_there_is_none() {
    for (lang, step, said) in [
        (Lang::En, "safe channel", "Owner or managing director: no number yet"),
        (Lang::Zh, "换一条", "老板或总经理：号码未填"),
    ] {
        let mut line = Line::opened(lang);
        line.answers(&["find", step]);
        let told = line.answer("1");
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn an_open_step_that_does_not_apply_is_not_told_as_one_to_start() {
    for (lang, none, unknown) in [
        (
            Lang::En,
            "Recall what was mis-sent, not applicable. ",
            "Recall what was mis-sent, open, undecided. ",
        ),
        (Lang::Zh, "追回误发的资料（不适用）", "追回误发的资料（未开始，待定）"),
    ] {
        let mut line = Line::opened(lang);
        let told = line.answer("+");
        assert!(told.contains(unknown), "{told}");
        line.answers(&["asks", "kind", "leak", "<"]);
        let told = line.answer("");
        assert!(told.contains(none), "{told}");
    }
}

#[test]
fn a_list_is_told_once_however_many_answers_are_given_in_it() {
    let mut line = Line::opened(Lang::En);
    let told = line.answer("asks");
    assert!(told.contains("1 Became aware at: unknown (required)\n"), "{told}");
    line.answer("1");
    let told = line.answer("-20m");
    assert!(told.starts_with("Recorded: answered Became aware at"), "{told}");
    assert_eq!(told.lines().count(), 2, "what was recorded, and the next question: {told}");
    let told = line.answer("more");
    assert!(told.contains("\n40 ") && !told.contains("\n20 "), "{told}");
    assert!(told.contains("these are 21 to 40; "), "{told}");
}

#[test]
fn a_text_of_several_lines_is_told_whole_before_it_is_recorded() {
    let mut line = Line::opened(Lang::En);
    line.answers(&["1", "asks", "1", "-20m", "<", "next"]);
    let told = line.answer("update");
    let whole = "1 What changed: Done: Recognise what happened\nNow known: Became aware at ";
    assert!(told.contains(whole), "{told}");
}

#[test]
fn in_the_middle_of_a_text_it_is_told_what_can_be_said_and_there_is_a_way_back() {
    let mut line = Line::opened(Lang::En);
    line.answers(&["note", "one", "two"]);
    let told = line.answer("?");
    assert!(told.contains("a single . after them"), "{told}");
    let told = line.answer("<");
    assert!(told.contains("\none\ntwo\n") && told.contains("[one ...]"), "what was typed stays: {told}");
    line.answers(&["three", " <", "."]);
    let told = line.answer("");
    assert!(told.contains("note"), "{told}");
    let text = format!("{:?}", line.last());
    assert!(text.contains(r"three\n <"), "{text}");
}

#[test]
fn help_tells_answers_and_not_keys() {
    let mut line = Line::opened(Lang::En);
    assert_eq!(line.answer("help"), line.answer("?"));
}

#[test]
fn words_stand_where_a_screen_has_signs() {
    for (lang, must, undecided, open) in [
        (
            Lang::En,
            "Kind of incident: unknown (required)",
            "\nundecided Whether it applies is not known yet",
            "State: open",
        ),
        (Lang::Zh, "事件类型：未登记（必填）", "\n待定 是否适用还不知道", "状态：未开始"),
    ] {
        let mut line = Line::opened(lang);
        let told = line.answer("");
        assert!(told.contains(must) && !told.contains("known*"), "{told}");
        let told = line.answer("+");
        assert!(told.contains(undecided), "{told}");
        assert!(line.answer("asks").contains(must), "in the list of asks too");
        line.answer("<");
        // A phase that is done first and confirmed then has boxes.
        let run = &line.desk.app.console().unwrap().run;
        let boxed = |phase: &dutybook::runbook::Phase| phase.mode == dutybook::runbook::Mode::DoConfirm;
        let phase = run.phases().iter().position(boxed).unwrap();
        let step = run.steps().iter().position(|state| state.phase == phase).unwrap();
        let title = run.step_title(step, lang).to_owned();
        line.answers(&["find", &title]);
        let told = line.answer("1");
        assert!(told.contains(open) && !told.contains("[ ]"), "{told}");
    }
}

#[test]
fn what_is_found_is_told_as_it_stands_and_a_few_at_a_time() {
    for (lang, none, more) in [
        (Lang::En, "1 Recall what was mis-sent, not applicable\n", "these are 1 to 8; "),
        (Lang::Zh, "1 追回误发的资料，不适用\n", "以上是第 1 至 8 项"),
    ] {
        let mut line = Line::opened(lang);
        line.answers(&["asks", "kind", "leak", "<"]);
        let told = line.answer("find");
        assert!(told.contains("\n8 ") && !told.contains("\n9 ") && told.contains(more), "{told}");
        let told = line.answer(if lang == Lang::En { "more" } else { "更多" });
        assert!(told.contains("9 ") && told.contains("\n16 "), "{told}");
        let told = line.answer(if lang == Lang::En { "mis-sent" } else { "误发" });
        assert!(told.contains(none), "{told}");
    }
}

#[test]
fn a_step_that_asks_something_tells_how_it_is_answered_and_so_does_help() {
    for (lang, how) in [
        (Lang::En, "To fill in what this step asks, say asks, 3 or a"),
        (Lang::Zh, "要填本步的登记项，说 登记、3 或 a"),
    ] {
        let mut line = Line::opened(lang);
        assert!(line.answer("").contains(how));
        let told = line.answer("?");
        assert_eq!(told.lines().nth(1), Some(how), "{told}");
    }
}

#[test]
fn a_paragraph_is_one_line_however_long_it_is() {
    for (lang, guide, help, notice) in [
        (
            Lang::En,
            "\n1. Hands off: no clicking, deleting, scanning or rebooting. Files changing names, mouse moving by itself? \
             Pull the cable of this machine and of the NAS, Wi-Fi off, leave power on, take out U-keys. Then photograph \
             screen and clock.\n",
            "\nKind of incident: Pick the worst that applies; it can change. While empty, all steps stay open. Needed \
             before “emergency” ends.\n",
            "; 8 To a file; 9 ",
        ),
        (
            Lang::Zh,
            "\n1. 先停手：不点、不删、不杀毒、不重启。文件正在改名或鼠标自己动：立刻拔这台和 NAS 的网线、关 Wi-Fi，\
             电源别动，插着的 U 盾拔下。再用手机把屏幕连同时钟拍下来。\n",
            "\n事件类型：选最要命的一种，随时可改；留空时各步都保持待办。 「应急」结束前要登记。\n",
            "；8 存成文件；9 ",
        ),
    ] {
        let mut line = Line::opened(lang);
        let told = line.answer("");
        assert!(told.contains(guide) && told.contains(help), "{told}");
        let told = line.answers(&["notices", "1"]);
        assert!(told.contains(notice), "{told}");
        // However much somebody writes, it is not broken.
        line.answers(&["<", "<", "note", &"数据恢复 restore ".repeat(200), ".", "", "history", "notes"]);
        let told = line.answer("1");
        assert!(told.lines().any(|line| line.contains(&"数据恢复 restore ".repeat(199))), "{told}");
    }
}

//! What has passed and is not met stays in sight, whether somebody has seen it or not.

use dutybook::app::Action;
use dutybook::locale::Lang;
use dutybook::report::{Account, handover};
use dutybook::run::{Event, RunKind};
use dutybook::runbook::Answer;
use dutybook::text::Ambiguous;
use dutybook::time::Zone;

use crate::screens::desk::{BOB, Desk, id, moment};
use crate::screens::layout::rows;

const CLIENTS: [&str; 5] =
    ["Blue Harbour", "Changan Foods", "Delta Logistics", "Eastgate Dental", "Fortune Tea"];

/// A leak of which the organisation became aware 26 hours ago, with five clients to tell within 24.
fn late(lang: Lang) -> Desk {
    let mut desk = Desk::opened(lang, RunKind::Incident);
    let aware = Answer::Datetime(moment("2026-11-21T18:12:00Z"));
    let answers =
        [("aware_at", aware), ("kind", Answer::Choice(id("leak"))), ("grade", Answer::Choice(id("serious")))];
    for (ask, value) in answers {
        desk.comes_in(BOB, Event::AskAnswered { ask: id(ask), value, amends: None });
    }
    for name in CLIENTS {
        let cells = [
            (id("name"), Answer::Text(name.to_owned())),
            (id("notify_within"), Answer::Duration("24h".to_owned())),
        ];
        desk.comes_in(BOB, Event::RowAdded { ask: id("clients"), cells: cells.into() });
    }
    desk.app.toast = None;
    desk
}

fn acknowledges(desk: &mut Desk, alarms: &[&str]) {
    for alarm in alarms {
        desk.comes_in(BOB, Event::AlarmAcknowledged { alarm: (*alarm).to_owned() });
    }
}

/// The pane below the phases.
fn pane(desk: &Desk, columns: u16, height: u16) -> Vec<String> {
    let title =
        if desk.app.settings.lang == Lang::En { "─ Deadlines ─" } else { "─ 时限与计时 ─" };
    let screen = rows(desk, columns, height);
    let pane = screen.iter().skip_while(|row| !row.contains(title)).skip(1);
    pane.filter_map(|row| Some(row.split_once('│')?.0.to_owned())).collect()
}

#[test]
fn a_deadline_that_was_seen_and_not_met_stays_in_the_pane_and_is_counted_in_the_first_line() {
    for (lang, seen, over) in [(Lang::En, "seen", "over"), (Lang::Zh, "知悉", "超时")] {
        let mut desk = late(lang);
        acknowledges(&mut desk, &["clock:cn.cac.report.cii", "clock:cn.cac.report.other"]);
        for (columns, height) in [(80, 24), (120, 40), (200, 60)] {
            let shown = pane(&desk, columns, height);
            let counts = shown.iter().any(|row| row.contains("‼ 2") && row.contains(seen));
            let last: Vec<&String> =
                shown.iter().filter(|row| !row.trim().is_empty()).rev().take(2).collect();
            let stands = last[0].contains("22") && last[1].contains("25");
            assert!(counts || stands, "{columns}: {shown:#?}");
            // The first one, five clients, two that were seen, and what of the steps is over.
            let first = rows(&desk, columns, height).remove(0);
            let told = first.contains('+') && (first.contains("‼ ") || first.contains(over));
            assert!(told, "{columns}: {first}");
        }
        assert!(rows(&desk, 60, 20)[1].contains("+9‼"), "{:#?}", rows(&desk, 60, 20));
        // Even where nothing is left that nobody has seen.
        let alarms: Vec<String> = {
            let console = desk.app.console().unwrap();
            console.alarms.iter().map(|alarm| console.run.alarm_name(alarm.kind)).collect()
        };
        acknowledges(&mut desk, &alarms.iter().map(String::as_str).collect::<Vec<_>>());
        let first = rows(&desk, 80, 24).remove(0);
        assert!(first.contains("+10‼"), "{first}");
    }
}

#[test]
fn who_has_seen_a_deadline_pass_is_told_wherever_it_is_told() {
    for (lang, mark, told) in [
        (Lang::En, "seen", "acknowledged by bob 2026-11-23 04:12, still not met"),
        (Lang::Zh, "已知悉", "bob 已知悉（2026-11-23 04:12），仍未履行"),
    ] {
        let mut desk = late(lang);
        acknowledges(&mut desk, &["clock:cn.cac.report.cii"]);
        desk.keys("D");
        for (columns, height) in [(60, 20), (80, 24), (120, 40), (200, 60)] {
            let screen = rows(&desk, columns, height);
            let of_list = &screen[3];
            assert!(of_list.contains('‼') && of_list.contains(mark), "{columns}: {of_list}");
            let detail = screen.join("").replace([' ', '┃'], "");
            assert!(detail.contains(&told.replace(' ', "")), "{columns}: {screen:#?}");
        }
        desk.keys("Enter");
        let sheet = rows(&desk, 80, 24).join("\n");
        assert!(sheet.contains(told), "{sheet}");
    }
}

#[test]
fn rows_of_one_clock_are_told_apart_at_every_width() {
    for lang in Lang::ALL {
        let mut desk = late(lang);
        acknowledges(&mut desk, &["clock:cn.cac.report.cii", "clock:cn.cac.report.other"]);
        for (columns, height) in [(80, 24), (120, 40), (200, 60)] {
            let shown = pane(&desk, columns, height);
            let named =
                CLIENTS.iter().filter(|name| shown.iter().any(|row| row.contains(&name[..4]))).count();
            let last = shown.iter().rfind(|row| !row.trim().is_empty()).unwrap();
            let more = last.contains("… ") && last.trim_end().ends_with('D');
            assert!(named == CLIENTS.len() || more, "{columns}: {shown:#?}");
            let cut = |row: &String| row.contains("Notify the") || row.contains("按合同");
            assert!(!shown.iter().any(|row| cut(row) && !row.contains(" · ")), "{columns}: {shown:#?}");
        }
        desk.keys("D");
        for (columns, height) in [(60, 20), (80, 24), (120, 40), (200, 60)] {
            let screen = rows(&desk, columns, height).join("\n");
            assert!(CLIENTS.iter().all(|name| screen.contains(&name[..9])), "{columns}: {screen}");
        }
    }
}

#[test]
fn what_counts_stands_above_what_has_not_started() {
    for (lang, starts, idle) in [(Lang::En, "Status update", "not started"), (Lang::Zh, "处置简报", "未起算")]
    {
        let mut desk = Desk::opened(lang, RunKind::Incident);
        desk.keys("D");
        for (columns, height) in [(60, 20), (80, 24), (120, 40), (200, 60)] {
            let screen = rows(&desk, columns, height);
            let place =
                |part: &str| screen.iter().position(|row| row.contains(part) && !row.contains("│ alice"));
            let (running, idle) = (place(starts).unwrap(), place(idle).unwrap());
            assert!(running < idle, "{columns}: {screen:#?}");
        }
        // What has not started does not run, whatever it waits for.
        desk.keys("End Enter");
        let sheet = rows(&desk, 80, 24).join("\n");
        assert!(sheet.contains(idle) && !sheet.contains("runs until") && !sheet.contains("照走"), "{sheet}");
    }
}

#[test]
fn a_list_that_leaves_rows_blank_fills_them_with_the_chosen_clock() {
    for (lang, parts) in [
        (Lang::En, ["Nature", "In force", "Applies", "Contents", "Note"]),
        (Lang::Zh, ["性质", "施行", "适用", "内容", "注意"]),
    ] {
        let mut desk = late(lang);
        desk.keys("D");
        let screen = rows(&desk, 200, 60).join("\n");
        assert!(parts.iter().all(|part| screen.contains(part)), "{screen}");
        assert!(screen.contains(" · 11-22 03:12"), "{screen}");
    }
}

#[test]
fn the_first_line_says_since_when_time_counts_and_how_grave_it_is() {
    for (lang, grade, since) in [(Lang::En, "Serious", "aware 26"), (Lang::Zh, "较大", "获知后 26")] {
        let mut desk = late(lang);
        desk.keys("P Enter Esc");
        for columns in [80, 100, 120, 200] {
            let first = rows(&desk, columns, 24).remove(0);
            assert!(first.contains(grade) && first.contains(since), "{columns}: {first}");
        }
    }
}

#[test]
fn a_handover_tells_what_has_passed_and_all_that_is_due() {
    let mut desk = late(Lang::En);
    acknowledges(&mut desk, &["clock:cn.cac.report.cii"]);
    for n in 0..9 {
        let title = format!("call {n}");
        desk.comes_in(BOB, Event::TimerStarted { title, step: None, runs: 3600 });
    }
    let zone = Zone::from_offset("+08:00").unwrap();
    let account = Account::new(&desk.app.console().unwrap().run, Lang::En, &zone);
    let sections = handover::page(&account, desk.now.wall);
    let of = |title: &str| sections.iter().find(|section| section.title.as_str() == title).unwrap();
    let passed = of("Passed and not met (10)");
    let cii = "11-22 03:12  Report an incident of critical infrastructure (undecided) (seen)";
    assert!(passed.lines.iter().any(|line| line.as_str() == cii), "{passed:#?}");
    assert_eq!(passed.lines.len(), 10);
    let due = of("Due within 12 hours");
    assert!(due.lines.len() >= 11, "{due:#?}");
    assert!(due.lines.iter().all(|line| !line.as_str().contains("more")), "{due:#?}");
}

#[test]
fn an_acknowledgement_names_the_key_that_undoes_it() {
    for lang in Lang::ALL {
        let mut desk = late(lang);
        desk.keys("m");
        let toast = desk.app.toast.as_ref().unwrap().text.to_string();
        let undo = desk.app.settings.keys.first(Action::Undo);
        assert!(toast.contains(&format!("{undo} ")), "{toast}");
        assert!(dutybook::text::SafeText::line(&toast).width(Ambiguous::Narrow) < 76, "{toast}");
    }
}

#[test]
fn what_runs_has_no_question_mark_and_what_is_left_of_a_target_is_told_as_that() {
    for (lang, word) in [(Lang::En, "target ◷ 3m00s"), (Lang::Zh, "目标剩余 ◷ 3分00秒")] {
        let mut desk = Desk::opened(lang, RunKind::Incident);
        desk.app.toast = None;
        desk.pass(400_000);
        desk.go("safe-channel").keys("Enter");
        desk.app.toast = None;
        for (columns, height) in [(80, 24), (120, 40), (200, 60)] {
            let shown = pane(&desk, columns, height);
            assert!(!shown.iter().any(|row| row.contains('?')), "{shown:#?}");
            assert!(!rows(&desk, columns, height)[0].contains('?'));
        }
        let shown = pane(&desk, 200, 60).join("\n");
        let spaced = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(spaced.contains(word), "{shown}");
        desk.keys("D");
        let listed = rows(&desk, 80, 24).join("\n");
        assert!(listed.contains(if lang == Lang::En { "undecided" } else { "待定" }), "{listed}");
    }
}

#[test]
fn a_step_that_runs_is_told_as_running_wherever_it_stands() {
    for (lang, running, undecided) in [(Lang::En, "running", "undecided"), (Lang::Zh, "进行中", "待定")]
    {
        let mut desk = Desk::opened(lang, RunKind::Incident);
        desk.comes_in(BOB, Event::StepStarted { step: id("recall"), happened: None, deviation: None });
        desk.keys("C");
        let title = desk.app.console().unwrap().run.step_title(1, lang).to_owned();
        let screen = rows(&desk, 120, 40);
        let row = screen.iter().skip(1).find(|row| row.contains(&title)).unwrap();
        assert!(row.contains(running) && !row.contains(undecided), "{row}");
    }
}

#[test]
fn a_step_that_is_confirmed_after_doing_has_its_box_in_its_heading_too() {
    for lang in Lang::ALL {
        let mut desk = Desk::opened(lang, RunKind::Incident);
        desk.go("freeze-bank");
        let boxes =
            |desk: &Desk, columns, height| rows(desk, columns, height).join("\n").matches("[ ] ").count();
        let title = desk.app.console().unwrap().run.step_title(desk.app.console().unwrap().step, lang);
        let both = rows(&desk, 80, 24).iter().filter(|row| row.contains(&format!("[ ] {title}"))).count();
        assert_eq!(both, 2);
        desk.keys("z");
        assert_eq!(boxes(&desk, 80, 24), 1);
    }
}

#[test]
fn what_is_due_in_months_is_told_by_its_day_and_leaves_its_title_whole() {
    for lang in Lang::ALL {
        let mut desk = Desk::home(lang, crate::screens::desk::library());
        desk.book = crate::screens::desk::built_in(1);
        desk.open(RunKind::Standing, "2027");
        let screen = rows(&desk, 80, 24);
        let due: Vec<&String> = screen.iter().filter(|row| row.contains("2027-")).collect();
        assert!(!due.is_empty(), "{screen:#?}");
        assert!(due.iter().all(|row| !row.contains(':')), "{due:#?}");
    }
}

//! Screens as text with the role of every cell, and that no state or size breaks them.

mod ambiguous;
mod any_state;
pub(crate) mod desk;
mod hints;
mod hostile;
pub(crate) mod layout;
pub(crate) mod picture;
mod places;
mod room;
mod wide_terminal;

pub(crate) use desk::BOB;
use desk::{Desk, id, library, moment, summary};
use dutybook::app::Msg;
use dutybook::app::console::JournalHealth;
use dutybook::app::next_change::changes_at;
use dutybook::app::{Overlay, Room};
use dutybook::locale::Lang;
use dutybook::run::{Event, RunKind};
use dutybook::runbook::Answer;
use dutybook::text::SafeText;
use picture::picture;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// Holds a screen in both languages and both sizes against what is expected.
fn check(name: &str, prepare: impl Fn(Lang) -> Desk) {
    check_at(name, &SIZES, prepare);
}

pub(crate) fn check_at(name: &str, sizes: &[(u16, u16)], prepare: impl Fn(Lang) -> Desk) {
    for lang in Lang::ALL {
        let desk = prepare(lang);
        for &(columns, rows) in sizes {
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path("screens");
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            let name = format!("{name}-{}-{columns}x{rows}", lang.code());
            settings.bind(|| insta::assert_snapshot!(name, picture(&desk.app, columns, rows)));
        }
    }
}

/// How often the screen changes by itself in so many seconds.
fn frames(desk: &mut Desk, seconds: i64) -> usize {
    let end = desk.now.boot.micros + seconds.unsigned_abs() * 1_000_000;
    let mut frames = 0;
    while let Some(at) = changes_at(&desk.app).filter(|at| at.micros <= end) {
        desk.pass(i64::try_from(at.micros - desk.now.boot.micros).unwrap());
        frames += 1;
    }
    frames
}

#[test]
fn a_form_that_is_opened_from_a_page_leaves_the_page_in_sight() {
    let mut desk = running(Lang::En, RunKind::Incident);
    desk.go("recognise").keys("a");
    let page = picture(&desk.app, 120, 40);
    let title = page.lines().nth(1).unwrap().split("  ").next().unwrap();
    desk.keys("Enter");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Form(_))));
    let below = picture(&desk.app, 120, 40);
    assert!(below.lines().nth(1).unwrap().starts_with(title), "{below}");
    assert!(page.contains("In doubt, the earlier."), "{page}");
    assert_eq!(below.matches("In doubt, the earlier.").count(), 1, "what an ask means is said once\n{below}");
}

#[test]
fn nothing_is_drawn_where_nothing_runs() {
    assert_eq!(changes_at(&Desk::home(Lang::Zh, library()).app), None);
    let mut closed = running(Lang::Zh, RunKind::Incident);
    closed.keys("C Enter Tab Enter 4");
    assert_eq!(changes_at(&closed.app), None);
}

#[test]
fn an_open_run_is_drawn_once_a_minute_and_a_near_deadline_once_a_second() {
    let mut quiet = Desk::opened(Lang::Zh, RunKind::Incident);
    // Without updates to post, nothing is due within the hour.
    quiet.comes_in(
        BOB,
        Event::AskAnswered { ask: id("kind"), value: Answer::Choice(id("mis-sent")), amends: None },
    );
    assert_eq!(frames(&mut quiet, 3600), 60);
    let mut desk = Desk::opened(Lang::Zh, RunKind::Incident);
    desk.keys("Enter");
    let in_a_minute = frames(&mut desk, 60);
    assert!((60..=64).contains(&in_a_minute), "{in_a_minute} frames");
}

/// A run in which some of the first phase is done and the spread is being stopped.
fn running(lang: Lang, kind: RunKind) -> Desk {
    let mut desk = Desk::opened(lang, kind);
    desk.wait(60).keys("Enter").wait(130).keys("Enter");
    desk.wait(20).keys("Enter").wait(200).keys("Enter");
    desk.comes_in(BOB, Event::StepStarted { step: id("preserve-volatile"), happened: None, deviation: None });
    desk
}

#[test]
fn home_without_runs_offers_the_runbooks() {
    check("home-fresh", |lang| Desk::home(lang, library()));
}

#[test]
fn home_offers_first_what_was_open() {
    check("home-reconnect", |lang| {
        let mut library = library();
        let mut mine = summary("2026-007", "甲公司账套外泄", "2026-11-22T19:30:00Z");
        mine.last_mine = Some(moment("2026-11-22T19:54:00Z"));
        let mut drill = summary("2026-008", "勒索演练", "2026-11-20T01:00:00Z");
        drill.kind = RunKind::Drill;
        let mut closed = summary("2026-006", "U 盘丢失", "2026-10-01T01:00:00Z");
        closed.closed = Some(moment("2026-10-08T01:00:00Z"));
        library.runs = vec![mine, drill, closed];
        library.problems = vec![SafeText::line("runbooks/own.toml:3:1: unknown key `titel`")];
        Desk::home(lang, library)
    });
}

#[test]
fn a_fresh_run_shows_its_first_step() {
    check("console-fresh", |lang| Desk::opened(lang, RunKind::Incident));
}

#[test]
fn a_running_step_shows_its_timer() {
    check("console-running", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.wait(90);
        desk
    });
}

#[test]
fn a_narrow_screen_folds_and_a_wide_one_unfolds() {
    check_at("console-size", &[(30, 10), (40, 12), (45, 14), (60, 20), (200, 60)], |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.wait(90);
        desk
    });
}

#[test]
fn the_guide_grows_while_it_is_read_and_the_phases_show_stages() {
    check("console-guide", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.keys("Right Down Down");
        desk
    });
    check("console-phases", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.keys("Left Down Down");
        desk
    });
}

#[test]
fn a_late_step_and_a_passed_time_are_said_in_words_and_signs() {
    check("console-late", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.keys("Enter").wait(50 * 60).tell(Msg::Redraw);
        desk.go("contain");
        desk
    });
}

#[test]
fn a_blocked_step_says_why() {
    check("console-blocked", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.go("preserve-volatile").keys("b 2");
        desk.go("preserve-volatile");
        desk
    });
}

#[test]
fn what_was_left_behind_is_listed_with_why() {
    check_at("left-behind", &[(45, 14), (80, 24), (200, 60)], |lang| {
        let mut desk = left_behind(lang);
        desk.keys("B Down");
        desk
    });
}

#[test]
fn a_phase_ends_with_what_is_said_aloud_and_what_is_left_behind() {
    check_at("call-phase", &[(45, 14), (80, 24), (200, 60)], |lang| {
        let mut desk = left_behind(lang);
        desk.go("contain").keys("K");
        desk
    });
}

#[test]
fn one_step_can_have_the_whole_screen() {
    check_at("focus", &[(45, 14), (80, 24), (200, 60)], |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.go("contain").keys("z");
        desk
    });
}

/// A run with steps skipped and blocked.
fn left_behind(lang: Lang) -> Desk {
    let mut desk = running(lang, RunKind::Incident);
    desk.go("contain").keys("s 1");
    desk.go("protect-backups").keys("b 2");
    desk
}

#[test]
fn a_drill_says_so_in_the_first_line() {
    check("console-drill", |lang| running(lang, RunKind::Drill));
}

#[test]
fn a_closed_run_can_be_read_and_reopened() {
    check("console-closed", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.keys("C Enter Tab Enter 4 Tab");
        desk
    });
}

/// Three clients, of whom one is told and one has a draft.
fn telling(lang: Lang) -> Desk {
    let mut desk = Desk::opened(lang, RunKind::Incident);
    for (name, contact) in [("甲公司", "王芳"), ("乙商行", "李强"), ("丙事务所", "赵敏")] {
        let cells = format!(r#"{{"name":{{"text":"{name}"}},"contact":{{"text":"{contact}"}}}}"#);
        let row = format!(r#"{{"kind":"row.added","ask":"clients","cells":{cells}}}"#);
        desk.comes_in(BOB, serde_json::from_str(&row).unwrap());
    }
    desk.keys("N 4 Enter 2 Esc s").types("快递\nSF1024\n\n").keys("Enter 1 Down Enter 2 Esc");
    desk
}

#[test]
fn notices_show_how_far_each_is() {
    check("notices", |lang| {
        let mut desk = telling(lang);
        desk.keys("Esc");
        desk
    });
}

#[test]
fn the_rows_of_a_notice_show_who_was_told() {
    check("notice-rows", telling);
}

#[test]
fn a_notice_shows_its_text_with_the_gaps() {
    check("notice", |lang| {
        let mut desk = telling(lang);
        desk.keys("Down Enter");
        desk
    });
}

#[test]
fn a_slow_disk_shows_as_saving() {
    check("console-saving", |lang| {
        let mut desk = Desk::opened(lang, RunKind::Incident);
        desk.answers = false;
        desk.keys("Enter").wait(1);
        desk
    });
}

#[test]
fn a_failed_append_shows_in_words_until_one_succeeds() {
    check("console-failed", |lang| {
        let mut desk = Desk::opened(lang, RunKind::Incident);
        desk.answers = false;
        desk.keys("Enter");
        let ticket = desk.app.console().map_or(0, |console| console.pending[0].ticket);
        desk.tell(Msg::AppendFailed { ticket, why: SafeText::line("ENOSPC: no space left on device") });
        desk.answers = true;
        if let Room::Console(console) = &mut desk.app.room {
            let damage = vec![SafeText::line("alice-0f3a.jsonl:12: chain broken")];
            console.journal = JournalHealth { late: 3, damage, ..console.journal.clone() };
        }
        desk
    });
}

#[test]
fn a_form_takes_several_lines_and_shows_what_is_wrong_beside_the_field() {
    check("form-note", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.keys("n")
            .types("13 个账套受影响，见证据 2。The mail server still answers, so we leave it up.\n第二行");
        desk.keys("Tab").types("soon").keys("Tab Enter");
        desk
    });
}

#[test]
fn a_choice_lists_what_can_be_chosen_and_what_it_means() {
    check("form-choice", |lang| {
        let mut desk = Desk::opened(lang, RunKind::Incident);
        desk.keys("a Down Down Down Enter Down Down");
        desk
    });
}

#[test]
fn opening_a_run_needs_nothing_but_enter() {
    check("form-open", |lang| {
        let mut desk = Desk::home(lang, library());
        desk.keys("Enter");
        desk
    });
}

#[test]
fn a_reason_prompt_says_what_is_not_met() {
    check("reason", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.go("contain").keys("Enter");
        desk
    });
}

#[test]
fn the_sheet_lists_the_asks_of_the_step_first() {
    check("sheet", |lang| {
        let mut desk = Desk::opened(lang, RunKind::Incident);
        desk.keys("a");
        desk
    });
}

#[test]
fn the_menu_lists_every_action() {
    check("palette", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.keys(":");
        desk
    });
}

#[test]
fn finding_marks_what_was_matched() {
    check("find", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.keys("/").types(if lang == Lang::Zh { "备份" } else { "back" });
        desk
    });
}

#[test]
fn finding_shows_what_fits_in_guides_and_records() {
    check_at("find-text", &[(45, 14), (80, 24), (200, 60)], |lang| {
        let mut desk = running(lang, RunKind::Incident);
        let (note, query) = match lang {
            Lang::Zh => ("云备份的登录口令要马上改掉，先从财务的两台电脑开始", "口令"),
            Lang::En => ("Change the passwords of the cloud backup, those of accounting first", "password"),
        };
        desk.keys("n").types(note).keys("Tab Tab Enter /").types(query).keys("Down");
        desk
    });
}

#[test]
fn the_history_shows_the_whole_of_the_chosen_record() {
    check("history", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.keys("n").types("第一行\n第二行").keys("Tab Tab Enter r");
        desk
    });
}

#[test]
fn a_record_shows_what_can_be_done_with_it() {
    check("record", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.keys("n").types("第一行\n第二行").keys("Tab Tab Enter r Enter");
        desk
    });
}

#[test]
fn the_help_shows_first_what_can_be_done() {
    check("help", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.keys("?");
        desk
    });
}

#[test]
fn the_step_sheet_has_everything_about_a_step() {
    check("step-sheet", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.go("contain").keys("Space");
        desk
    });
}

#[test]
fn leaving_says_what_goes_on() {
    check("quit", |lang| {
        let mut desk = running(lang, RunKind::Incident);
        desk.app.overlays.push(dutybook::app::Overlay::Quit);
        desk
    });
}

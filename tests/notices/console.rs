//! Notices in the console: drafted, written, approved, sent, also to forty clients in one night.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dutybook::app::{Effect, Msg, NoticeDeed, Overlay, Room, update};
use dutybook::locale::Lang;
use dutybook::run::{Event, FactId, NoticeStatus, RunKind};

use super::story::id;
use crate::screens::desk::{BOB, Desk};
use crate::screens::picture::picture;

fn desk() -> Desk {
    Desk::opened(Lang::En, RunKind::Incident)
}

fn run(desk: &Desk) -> &dutybook::run::Run {
    match &desk.app.room {
        Room::Console(console) => &console.run,
        Room::Home(_) => panic!("at home"),
    }
}

fn events(desk: &Desk) -> Vec<&Event> {
    run(desk).facts().iter().filter_map(|fact| fact.event()).collect()
}

fn page(desk: &Desk) -> &dutybook::app::NoticePage {
    match desk.app.overlays.last() {
        Some(Overlay::Notice(page)) => page,
        other => panic!("no page: {other:?}"),
    }
}

fn toast(desk: &Desk) -> &str {
    desk.app.toast.as_ref().map_or("", |toast| toast.text.as_str())
}

/// So many clients, as another person lists them.
fn clients(desk: &mut Desk, count: usize) -> Vec<FactId> {
    let row = |n: usize| {
        let cells = format!(r#"{{"name":{{"text":"Client {n}"}},"contact":{{"text":"Ms {n}"}}}}"#);
        format!(r#"{{"kind":"row.added","ask":"clients","cells":{cells}}}"#)
    };
    (1..=count).map(|n| desk.comes_in(BOB, serde_json::from_str(&row(n)).unwrap())).collect()
}

fn states(desk: &Desk, rows: &[FactId]) -> Vec<NoticeStatus> {
    rows.iter().map(|row| run(desk).notice(&id("client-notice"), Some(*row)).status).collect()
}

#[test]
fn a_gap_is_jumped_to_and_replaced_by_what_is_typed() {
    let mut desk = desk();
    desk.keys("N 7");
    let before = page(&desk).gaps();
    assert!(page(&desk).written().starts_with("To all colleagues"), "{}", page(&desk).written());
    desk.keys("5").types("ledger and mail").keys("Tab");
    assert_eq!(page(&desk).gaps(), before - 1);
    assert!(page(&desk).written().contains("these systems rest: ledger and mail."));
    desk.types("x");
    assert_eq!(page(&desk).gaps(), before - 2, "the next gap is chosen whole");
}

#[test]
fn a_version_is_kept_with_its_digest_and_the_next_has_the_next_number() {
    let mut desk = desk();
    desk.keys("N 7 2");
    let Some(Event::NoticeDrafted { version: 1, sha256, text, .. }) = events(&desk).last() else {
        panic!("nothing was kept");
    };
    assert_eq!(*sha256, dutybook::journal::Digest::of(text.as_bytes()).to_string());
    desk.keys("2");
    assert!(toast(&desk).contains("reads like the last version"), "{}", toast(&desk));
    desk.keys("1").types("!").keys("Esc 2");
    assert!(matches!(events(&desk).last(), Some(Event::NoticeDrafted { version: 2, .. })));
}

#[test]
fn what_was_typed_and_not_kept_is_there_again() {
    let mut desk = desk();
    desk.keys("N 7 1").types("Attention! ").keys("Esc Esc Esc");
    assert!(desk.app.overlays.is_empty());
    desk.keys("N 7");
    assert!(page(&desk).written().contains("Attention! "));
    assert!(!toast(&desk).is_empty());
    desk.keys("6");
    assert!(
        page(&desk).written().contains("Attention! "),
        "drafting anew throws away nothing that was typed"
    );
    desk.keys("2 6");
    assert!(!page(&desk).written().contains("Attention! "));
}

#[test]
fn sending_keeps_the_text_first_and_asks_why_it_was_not_approved() {
    let mut desk = desk();
    desk.keys("N 7 4");
    assert!(matches!(events(&desk).last(), Some(Event::NoticeDrafted { .. })));
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Form(_))));
    desk.types("all\nmail\n\n").keys("Enter Enter");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Reason(_))), "{:?}", toast(&desk));
    desk.keys("1");
    let Some(Event::NoticeSent { draft_of: Some(_), to, how, deviation: Some(_), .. }) = events(&desk).last()
    else {
        panic!("{:?}", events(&desk).last());
    };
    assert_eq!((to.as_str(), how.as_str()), ("all", "mail"));
    assert_eq!(run(&desk).notice(&id("staff-circular"), None).status, NoticeStatus::Sent);
    // Enter alone does not record that it was sent once more.
    assert_eq!(NoticeDeed::ALL[page(&desk).cursor], NoticeDeed::Export);
}

#[test]
fn forty_clients_are_drafted_at_once_and_told_with_two_keys_each() {
    let mut desk = desk();
    let rows = clients(&mut desk, 40);
    desk.keys("N 4 End Enter");
    assert!(states(&desk, &rows).iter().all(|status| *status == NoticeStatus::Drafted));
    let drafts: Vec<(FactId, FactId)> = run(&desk)
        .facts()
        .iter()
        .filter_map(|fact| match fact.event() {
            Some(Event::NoticeDrafted { row: Some(row), .. }) => Some((*row, fact.id)),
            Some(_) | None => None,
        })
        .collect();
    for (row, draft_of) in drafts {
        let (notice, note) = (id("client-notice"), String::new());
        desk.comes_in(BOB, Event::NoticeApproved { notice, row: Some(row), draft_of, note, deviation: None });
    }
    desk.keys("Home s").types("courier\n\n\n").keys("Enter");
    assert_eq!(toast(&desk), "told 1/40; here is the next", "{}", picture(&desk.app, 80, 24));
    for n in 2..=40 {
        desk.keys("s Enter");
        let Some(Event::NoticeSent { to, how, .. }) = events(&desk).last() else { panic!("{n}") };
        assert_eq!((to.as_str(), how.as_str()), (format!("Client {n}, Ms {n}").as_str(), "courier"));
    }
    assert_eq!(toast(&desk), "told 40/40; nobody is left to tell");
    assert!(states(&desk, &rows).iter().all(|status| *status == NoticeStatus::Sent));
}

#[test]
fn what_another_drafted_without_a_gap_is_approved_and_recorded_as_sent_together() {
    let mut desk = desk();
    let rows = clients(&mut desk, 3);
    for (n, row) in rows.iter().enumerate() {
        let text = if n == 0 { "To you: [to fill in]" } else { "To you" };
        let json = super::story::drafted("client-notice", Some(*row), 1, text);
        desk.comes_in(BOB, serde_json::from_str(&json).unwrap());
    }
    desk.keys("N 4 End Enter");
    let asked = picture(&desk.app, 100, 30);
    assert!(asked.contains("Incident lead, held by"), "{asked}");
    desk.keys("2");
    let [first, second, third] = states(&desk, &rows)[..] else { panic!("three") };
    assert_eq!(first, NoticeStatus::Drafted, "one with a gap is looked at by itself");
    assert_eq!((second, third), (NoticeStatus::Approved, NoticeStatus::Approved));
    desk.keys("End Enter").types("mail\n\n").keys("Enter");
    assert_eq!(states(&desk, &rows)[1..], [NoticeStatus::Sent, NoticeStatus::Sent]);
    assert_eq!(states(&desk, &rows)[0], NoticeStatus::Drafted);
}

#[test]
fn one_approves_ones_own_draft_with_a_reason_alone() {
    let mut desk = desk();
    desk.keys("N 7 2 3");
    let asked = picture(&desk.app, 100, 30);
    assert!(asked.contains("the approver drafted it: ask a second person to approve it"), "{asked}");
    assert!(
        asked.contains("whoever approves it has agreed") && !asked.contains("nothing to do with"),
        "{asked}"
    );
    assert!(matches!(events(&desk).last(), Some(Event::NoticeDrafted { .. })));
    desk.types("alone tonight").keys("Enter");
    let Some(Event::NoticeApproved { deviation: Some(deviation), .. }) = events(&desk).last() else {
        panic!("not approved");
    };
    assert_eq!(deviation.reason.text, "alone tonight");
    let screen = picture(&desk.app, 100, 30);
    assert!(screen.contains("(deviation)"), "{screen}");
}

#[test]
fn the_holder_of_the_role_approves_what_another_drafted_without_a_word() {
    let mut desk = desk();
    desk.comes_in(BOB, serde_json::from_str(&super::story::drafted("staff-circular", None, 1, "x")).unwrap());
    let me = desk.app.me.person.clone();
    let given = format!(r#"{{"kind":"role.given","role":"lead","person":"{me}"}}"#);
    desk.comes_in(BOB, serde_json::from_str(&given).unwrap());
    desk.keys("N 7 Enter");
    assert!(matches!(events(&desk).last(), Some(Event::NoticeApproved { deviation: None, .. })));
}

#[test]
fn not_needed_wants_a_reason_and_goes_on_to_the_next() {
    let mut desk = desk();
    let rows = clients(&mut desk, 2);
    desk.keys("N 4 x 1");
    assert_eq!(states(&desk, &rows), [NoticeStatus::NotNeeded, NoticeStatus::Open]);
    desk.keys("Enter");
    assert_eq!(page(&desk).row, Some(rows[1]));
}

#[test]
fn a_text_is_copied_out_under_a_name_that_is_offered() {
    let mut desk = desk();
    desk.keys("N 7 8");
    let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
    desk.wait(1);
    let effects = update(&mut desk.app, desk.now, Msg::Key(enter));
    let [Effect::WriteText { path, text }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(path, "2026-007-staff-circular.txt");
    assert!(text.starts_with("To all colleagues"));
    desk.tell(Msg::TextWritten(Err(dutybook::text::SafeText::line("no room"))));
    assert_eq!(toast(&desk), "no room");
}

#[test]
fn what_the_run_has_learned_since_is_told_on_the_page() {
    let mut desk = desk();
    desk.keys("N 7 2");
    let answer = r#"{"kind":"role.given","role":"lead","person":"Wang"}"#;
    desk.comes_in(BOB, serde_json::from_str(answer).unwrap());
    let screen = picture(&desk.app, 100, 30);
    assert!(screen.contains("changed since it was kept: Lead tonight [to fill in] → Wang"), "{screen}");
    desk.keys("6");
    assert!(page(&desk).written().contains("Lead tonight: Wang."));
}

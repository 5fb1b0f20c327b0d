//! Every screen and everything that lies over one, full of text that attacks, shows it as text.

use std::collections::BTreeMap;
use std::sync::Arc;

use dutybook::app::{Effect, Msg, Overlay, Room, RowDeed, RowList, Settle, update};
use dutybook::locale::Lang;
use dutybook::run::{Event, RunKind};
use dutybook::runbook::{Answer, Runbook};
use dutybook::text::SafeText;
use dutybook::theme::{Depth, Glyphs, Theme};
use dutybook::view::{Look, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::{BOB, Desk, id, summary};
use crate::console::clean::is_clean;

/// Names an overlay. A new one does not compile until it has a name here, and fails the test until it was seen.
fn name(overlay: &Overlay) -> &'static str {
    match overlay {
        Overlay::Form(_) => "form",
        Overlay::Reason(_) => "reason",
        Overlay::Sheet(_) => "sheet",
        Overlay::Settle(_) => "settle",
        Overlay::Palette(_) => "palette",
        Overlay::Find(_) => "find",
        Overlay::History(_) => "history",
        Overlay::Record(_) => "record",
        Overlay::Help { .. } => "help",
        Overlay::StepSheet { .. } => "step sheet",
        Overlay::Measures { .. } => "measures",
        Overlay::Handover(_) => "handover",
        Overlay::Timers(_) => "timers",
        Overlay::People(_) => "people",
        Overlay::Notices(_) => "notices",
        Overlay::Notice(_) => "notice",
        Overlay::Copied(_) => "copied",
        Overlay::Left(_) => "left",
        Overlay::Rows(_) => "rows",
        Overlay::Deadlines(_) => "deadlines",
        Overlay::Clock(_) => "clock",
        Overlay::ClockHelp { .. } => "clock help",
        Overlay::Quit => "quit",
    }
}

/// How many names there are above.
const OVERLAYS: usize = 23;

/// Clears a screen, names a window, turns text round, hides, climbs, and breaks lines.
fn hostile() -> String {
    let marks = "\u{301}".repeat(30);
    format!(
        "a\x1b[2Jb\x1b]0;owned\x07\x1bPq\x1b\\c\u{9b}31m\u{202e}d\u{2066}e\u{200b}f\x0eg\u{e0041}\u{2028}h\u{2029}\
         i\x7fj\u{feff}k{marks}\u{85}l\u{ad}m\u{115f}n\u{fff9}o\r\n\tp{}",
        "長".repeat(400)
    )
}

/// The runbook that the night goes by, of which every word for people is another.
fn book(name: &str, text: &str, words: &str) -> Arc<Runbook> {
    let escaped: String =
        words.chars().map(|c| format!("\\u{:04x}", c as u32).replace("\\ue0041", "\\U000e0041")).collect();
    let mut lines = Vec::new();
    for line in text.lines() {
        let word = [
            "title = ",
            "label = ",
            "summary = ",
            "duty = ",
            "note = ",
            "basis = ",
            "recipient = ",
            "help = ",
        ];
        let is_word = word.iter().any(|key| line.starts_with(key));
        let plain = line
            .split_once(" = ")
            .filter(|(_, value)| is_word && value.starts_with(['"', '{']) && value.ends_with(['"', '}']));
        match plain {
            Some((key, _)) => lines.push(format!("{key} = {{ zh = \"{escaped}\", en = \"{escaped}\" }}")),
            None => lines.push(line.to_owned()),
        }
    }
    match Runbook::parse(name, lines.join("\n").as_bytes()) {
        Ok((book, _)) => Arc::new(book),
        Err(problems) => panic!("{:?}", problems.lines(Lang::En)),
    }
}

fn note(text: &str) -> Event {
    Event::NoteAdded { text: text.to_owned(), step: Some(id("contain")), happened: None }
}

/// A night in which all words of files and people are these.
fn night(lang: Lang, words: &str) -> Desk {
    let (file, text) = dutybook::runbook::builtin::RUNBOOKS[0];
    let mut library = super::library();
    library.problems.push(SafeText::line(words));
    library.runs.push(summary(words, words, "2026-11-22T19:00:00Z"));
    let mut desk = Desk::home(lang, library);
    desk.app.me.display = SafeText::line(words);
    desk.book = book(file, text, words);
    desk.open(RunKind::Drill, words);
    let mut bob = Desk::feed_of("bob", words);
    if let Event::FeedOpened { writer, .. } = &mut bob {
        (writer.host, writer.account, writer.version) =
            (words.to_owned(), words.to_owned(), words.to_owned());
    }
    desk.comes_in(BOB, bob);
    desk.comes_in(BOB, Event::RunTitled { title: words.to_owned() });
    desk.comes_in(BOB, note(words));
    desk.comes_in(
        BOB,
        Event::AskAnswered { ask: id("lead"), value: Answer::Text(words.to_owned()), amends: None },
    );
    desk
}

/// What no fitting key leads to on such a night, with a client whose name attacks.
fn out_of_reach(desk: &mut Desk, words: &str) -> [Overlay; 4] {
    let cells = [(id("name"), Answer::Text(words.to_owned()))].into();
    desk.comes_in(BOB, Event::RowAdded { ask: id("clients"), cells });
    let rows = RowList { step: id("client-care"), deed: RowDeed::Done, cursor: 0 };
    let sides = [desk.comes_in(BOB, note(words)), desk.comes_in(BOB, note(words))].to_vec();
    let settle = Settle { step: Some(id("contain")), ask: None, sides, cursor: 0 };
    [Overlay::Settle(settle), Overlay::Rows(rows), Overlay::Quit, Overlay::ClockHelp { scroll: 0 }]
}

fn room(desk: &Desk) -> &'static str {
    match desk.app.room {
        Room::Home(_) => "home",
        Room::Console(_) => "console",
    }
}

/// Draws at some sizes, and holds each character against what may be shown.
fn drawn(desk: &Desk) {
    for (columns, rows) in [(80, 24), (40, 12), (200, 60)] {
        for glyphs in [Glyphs::UNICODE, Glyphs::ASCII] {
            let look = Look::new(&Theme::default(), glyphs, Depth::True);
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
            draw(&desk.app, &look, &mut buffer);
            for cell in &buffer.content {
                is_clean(cell.symbol().as_bytes());
                assert!(cell.symbol().chars().count() < 12, "{:?} climbs", cell.symbol());
                assert!(!cell.symbol().contains(['\r', '\n', '\x08', '\x07', '\x1b']), "{:?}", cell.symbol());
            }
        }
    }
}

/// What the console asks of the world shows nothing of what attacks either.
fn told(effects: &[Effect]) {
    for effect in effects {
        if let Effect::Notify(text) = effect {
            is_clean(text.as_str().as_bytes());
        }
    }
}

/// Goes through every screen of such a night, and shows each overlay a few times.
pub(super) fn tour(words: &str, mut show: impl FnMut(&Desk)) {
    const KEYS: &str = "Enter Enter Esc Tab Up Down Left Right PageDown End Home Space n a e E s x b o u d c w t m f g v \
        + . B K 2 z / r ? : T C R q 1 L P D i I y Y p H M N";
    let names: Vec<&str> = KEYS.split_whitespace().collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rooms = BTreeMap::new();
    let mut chance: u64 = 11;
    let mut below = |end: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) as usize % end
    };
    let mut look = |desk: &Desk| {
        let times = rooms.entry(room(desk)).or_insert(0);
        *times += 1;
        let mut is_new = *times <= 3;
        for overlay in &desk.app.overlays {
            let times = seen.entry(name(overlay)).or_default();
            *times += 1;
            is_new |= *times <= 3;
        }
        if is_new {
            show(desk);
        }
    };
    for lang in Lang::ALL {
        let mut desk = night(lang, words);
        for key in &names {
            look(desk.keys(key));
            desk.app.overlays.clear();
        }
        // What takes more than one fitting key.
        for keys in [
            "r Enter",
            "S",
            "t 2 0 Tab Tab Enter S",
            "H",
            "M",
            "D Enter Esc Down Enter Esc Down Enter Esc Down Enter Esc End Enter",
        ] {
            let mut desk = night(lang, words);
            for key in keys.split_whitespace() {
                look(desk.keys(key));
            }
        }
        for overlay in out_of_reach(&mut desk, words) {
            desk.app.overlays = vec![overlay];
            look(&desk);
        }
    }
    for round in 0..12 {
        let mut desk = night(if round % 2 == 0 { Lang::Zh } else { Lang::En }, words);
        for _ in 0..40 {
            match below(20) {
                0 => desk.tell(Msg::Paste(words.to_owned())),
                1 => desk.tell(Msg::AppendFailed { ticket: 1, why: SafeText::line(words) }),
                2 => {
                    desk.wait(i64::try_from(below(4_000)).unwrap());
                    told(&update(&mut desk.app, desk.now, Msg::Redraw));
                }
                _ => {
                    desk.keys(names[below(names.len())]);
                }
            }
            look(&desk);
        }
    }
    assert_eq!(seen.len(), OVERLAYS, "{seen:?}");
    assert!(rooms.contains_key("console"));
}

#[test]
fn every_screen_full_of_text_that_attacks_shows_text() {
    tour(&hostile(), drawn);
}

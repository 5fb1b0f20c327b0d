//! What each place on the screen tells of itself: what works there, how a step stands, what a table holds.

use dutybook::app::Overlay;
use dutybook::locale::Lang;
use dutybook::run::{Event, RunKind};

use super::desk::{ALICE, BOB, Desk};
use super::layout::rows;

/// The sizes that a place is looked at.
const SIZES: [(u16, u16); 2] = [(80, 24), (45, 14)];

fn incident(lang: Lang) -> Desk {
    Desk::opened(lang, RunKind::Incident)
}

fn event(text: &str) -> Event {
    serde_json::from_str(text).unwrap()
}

fn shown(desk: &Desk, (columns, height): (u16, u16)) -> String {
    rows(desk, columns, height).join("\n")
}

#[test]
fn the_key_of_help_tells_in_every_list_what_works_there() {
    for (keys, zh, en) in [
        ("a", "x 清除", "x Clear"),
        ("r", "/ 搜索", "/ Search"),
        ("r Enter", "y 复制", "y Copy"),
        ("N", "Enter 打开", "Enter Open"),
        ("N Enter", "1-9 直接选", "1-9 Choose at once"),
        ("P", "1-9 直接选", "1-9 Choose at once"),
        ("i", "▴▾ 滚动", "▴▾ Scroll"),
        ("M", "▴▾ 滚动", "▴▾ Scroll"),
    ] {
        for (lang, works) in [(Lang::Zh, zh), (Lang::En, en)] {
            let mut desk = incident(lang);
            desk.keys(keys);
            let depth = desk.app.overlays.len();
            desk.keys("?");
            assert!(matches!(desk.app.overlays.last(), Some(Overlay::Help { .. })), "{keys}");
            let help = shown(&desk, (80, 24));
            assert!(help.contains(works), "{keys}: {help}");
            assert!(!help.contains("环节完成") && !help.contains("Call phase complete"), "{keys}: {help}");
            desk.keys("Esc");
            assert_eq!(desk.app.overlays.len(), depth, "{keys}: back where one was");
        }
    }
}

#[test]
fn where_text_is_typed_the_key_of_help_is_typed_too() {
    let mut desk = incident(Lang::En);
    desk.keys("r / ?");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::History(history)) if history.typing));
    desk.keys("Esc Esc N Enter");
    let numbered = " 1 Edit ";
    assert!(shown(&desk, (80, 24)).contains(numbered));
    desk.keys("1 ?");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Notice(page)) if page.writing));
    assert!(!shown(&desk, (80, 24)).contains(numbered), "digits are typed too");
}

#[test]
fn the_row_that_is_typed_into_is_in_sight_where_the_field_is_taller_than_the_room() {
    let mut desk = incident(Lang::Zh);
    desk.keys("n").types("1\n2\n3\n4\n5\n6\n7\n8\n9abcd");
    let shown = shown(&desk, (40, 12));
    assert!(shown.contains("9abcd"), "{shown}");
}

#[test]
fn an_ask_stays_chosen_until_it_is_answered() {
    let mut desk = incident(Lang::En);
    let cursor = |desk: &Desk| {
        let Some(Overlay::Sheet(sheet)) = desk.app.overlays.first() else { panic!("no sheet") };
        sheet.cursor
    };
    desk.go("recognise").keys("a Down Enter");
    assert_eq!(cursor(&desk), 1, "its help stands below its form");
    desk.types("bob").keys("Enter");
    assert_eq!(cursor(&desk), 2, "a column of asks is filled with Enter alone");
}

#[test]
fn the_journal_beside_the_guide_tells_what_was_done_and_not_who_came_and_went() {
    let mut desk = incident(Lang::En);
    desk.comes_in(BOB, event(r#"{"kind":"note.added","text":"a call"}"#));
    desk.comes_in(BOB, event(r#"{"kind":"console.left","cause":"quit"}"#));
    let shown = shown(&desk, (120, 40));
    let (_, journal) = shown.split_once("├ Journal").unwrap();
    assert!(journal.contains("note: a call") && !journal.contains("left the console"), "{shown}");
}

#[test]
fn what_was_recorded_is_said_until_the_next_key_where_no_journal_is_in_sight() {
    for (size, keys) in [((40, 12), ""), ((45, 14), ""), ((80, 24), "z")] {
        let mut desk = incident(Lang::En);
        desk.keys(keys).keys("n").types("hello").keys("Tab Tab Enter");
        assert!(shown(&desk, size).contains("✔ note: hello"), "{}", shown(&desk, size));
        desk.keys("Down");
        assert!(!shown(&desk, size).contains("note: hello"), "{}", shown(&desk, size));
    }
    let mut desk = incident(Lang::En);
    desk.keys("n").types("hello").keys("Tab Tab Enter");
    assert_eq!(shown(&desk, (80, 24)).matches("note: hello").count(), 1, "the journal has it");
}

#[test]
fn records_of_two_days_stand_in_the_same_columns() {
    let mut desk = incident(Lang::En);
    desk.wait(24 * 3600);
    desk.keys("n").types("later").keys("Tab Tab Enter");
    let shown = shown(&desk, (120, 40));
    let records = shown.lines().skip_while(|line| !line.contains("├ Journal")).skip(1);
    let columns: Vec<usize> = records.filter_map(|line| line.find("alice")).collect();
    assert!(columns.len() >= 2 && columns.iter().all(|column| *column == columns[0]), "{shown}");
}

#[test]
fn a_closed_run_has_no_next_step() {
    for (lang, next, word) in [(Lang::Zh, "下一步", "接下来"), (Lang::En, "next", "Next:")] {
        let mut desk = incident(lang);
        assert!(SIZES.iter().any(|size| shown(&desk, *size).contains(next)));
        desk.keys("z");
        assert!(SIZES.iter().any(|size| shown(&desk, *size).contains(word)));
        desk.comes_in(ALICE, event(r#"{"kind":"run.closed","note":"false alarm"}"#));
        assert!(SIZES.iter().all(|size| !shown(&desk, *size).contains(word)), "{}", shown(&desk, SIZES[0]));
        desk.keys("z");
        assert!(SIZES.iter().all(|size| !shown(&desk, *size).contains(next)), "{}", shown(&desk, SIZES[0]));
    }
}

#[test]
fn no_line_of_a_notice_starts_with_a_closing_sign_or_ends_with_an_opening_one() {
    for keys in ["N Enter", "N Down Enter", "N Down Down Enter"] {
        for columns in 40..=60 {
            let mut desk = incident(Lang::Zh);
            desk.keys(keys);
            for line in rows(&desk, columns, 60) {
                let line = line.trim_matches(|c: char| c == '│' || c.is_whitespace() || c == '█');
                assert!(
                    !line.starts_with(['，', '。', '、', '；', '：', '！', '？', '）', '」', '》']),
                    "{columns}: {line}"
                );
                assert!(!line.ends_with(['（', '「', '《', '“']), "{columns}: {line}");
            }
        }
    }
}

#[test]
fn a_table_cuts_no_contact_while_other_columns_have_room() {
    let mut desk = incident(Lang::Zh);
    let row = r#"{"kind":"row.added","ask":"clients","cells":{"name":{"text":"甲公司"},"accounts":{"number":"2"},"contact":{"text":"王会计 13800001234"}}}"#;
    desk.comes_in(BOB, event(row));
    let asks = &desk.app.console().unwrap().run.book.asks;
    let table = asks.iter().position(|ask| ask.id.as_str() == "clients");
    desk.keys("a");
    if let Some(Overlay::Sheet(sheet)) = desk.app.overlays.last_mut() {
        sheet.table = table;
    }
    let told = shown(&desk, (80, 24));
    assert!(told.contains("王会计 13800001234"), "{told}");
    assert!(told.contains("合同通知时限") || told.contains("合同通"), "{told}");
}

#[test]
fn enter_on_a_settled_step_names_the_key_that_opens_it_again() {
    for (lang, said) in [(Lang::Zh, "按 o 重开步骤"), (Lang::En, "o reopens it")] {
        let mut desk = incident(lang);
        let first = desk.app.console().unwrap().run.steps()[0].id.to_string();
        desk.keys("s 1").go(&first).keys("Enter");
        for size in SIZES {
            assert!(shown(&desk, size).contains(said), "{}", shown(&desk, size));
        }
    }
}

#[test]
fn a_verdict_that_has_no_room_beside_its_title_stands_below_it() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = incident(lang);
        desk.keys("M");
        for (columns, height) in [(80, 200), (60, 200), (45, 200), (40, 200)] {
            let page = rows(&desk, columns, height);
            assert!(page.iter().any(|row| row.contains('☐')), "{page:#?}");
            for pair in page.windows(2).filter(|pair| pair[0].contains('☐')) {
                let depth = |row: &str| row.len() - row.trim_start().len();
                let is_next = pair[1].contains(['☐', '►', '⚠']) || pair[1].trim().is_empty();
                assert!(is_next || depth(&pair[1]) >= 6, "{columns}: {pair:#?}");
            }
        }
    }
}

#[test]
fn the_menu_and_the_page_call_the_measures_by_one_name() {
    for (lang, name) in [(Lang::Zh, "指标与承诺"), (Lang::En, "Measures")] {
        let mut desk = incident(lang);
        desk.keys(":").types(name);
        assert!(shown(&desk, (80, 24)).contains(name));
        desk.keys("Enter");
        assert!(rows(&desk, 80, 24)[1].contains(name), "{:?}", rows(&desk, 80, 24));
    }
}

/// The evidence is collected by alice and confirmed by bob, on another machine or by the same account.
fn signed(lang: Lang, is_same: bool) -> Desk {
    let mut desk = incident(lang);
    let done = desk.comes_in(ALICE, event(r#"{"kind":"step.done","step":"collect-evidence"}"#));
    let mut feed = Desk::feed_of("bob", "bob");
    if let Event::FeedOpened { writer, .. } = &mut feed
        && is_same
    {
        "alice".clone_into(&mut writer.account);
    }
    desk.comes_in(BOB, feed);
    let done = serde_json::to_string(&done).unwrap();
    let signed = format!(r#"{{"kind":"step.signed","step":"collect-evidence","done_of":{done}}}"#);
    desk.comes_in(BOB, event(&signed));
    desk.go("collect-evidence");
    desk
}

#[test]
fn who_confirmed_a_step_is_told_in_its_line_and_above_its_guide() {
    for (lang, who, doubt) in [(Lang::Zh, "bob 复核", "不独立"), (Lang::En, "signed: bob", "not independent")]
    {
        for is_same in [false, true] {
            let desk = signed(lang, is_same);
            let wide = rows(&desk, 100, 30);
            let told: Vec<&String> = wide.iter().filter(|line| line.contains('✔')).collect();
            assert_eq!(told.len(), 2, "its line, and the rule above its guide: {wide:#?}");
            assert!(told.iter().all(|line| line.contains(who)), "{told:#?}");
            assert!(told.iter().all(|line| line.contains(doubt) == is_same), "{told:#?}");
            let usual = rows(&desk, 80, 24);
            let line = usual.iter().find(|line| line.contains("▸✔")).expect("its line");
            assert!(line.contains(who) && line.contains(doubt) == is_same, "{line}");
            let narrow = shown(&desk, (45, 14));
            let told = if is_same { doubt } else { who };
            assert!(lang == Lang::En || narrow.contains(told), "{narrow}");
        }
    }
}

//! Every dialect of a key is the key.

use proptest::prelude::*;

use super::*;

fn events(bytes: &[u8]) -> Vec<Event> {
    let mut decoder = Decoder::default();
    let mut events = decoder.feed(bytes);
    events.extend(decoder.flush());
    events
}

fn keys(bytes: &[u8]) -> String {
    let name = |event: &Event| match event {
        Event::Key(key) => {
            let held = [
                (KeyModifiers::CONTROL, "Ctrl+"),
                (KeyModifiers::ALT, "Alt+"),
                (KeyModifiers::SHIFT, "Shift+"),
            ];
            let held = held.iter().filter(|(modifier, _)| key.modifiers.contains(*modifier));
            format!("{}{:?}", held.map(|(_, name)| *name).collect::<String>(), key.code)
        }
        Event::Paste(text) => format!("Paste({text:?})"),
        Event::FocusGained | Event::FocusLost | Event::Mouse(_) | Event::Resize(_, _) => {
            format!("{event:?}")
        }
    };
    events(bytes).iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn characters_are_themselves() {
    assert_eq!(keys("aZ数？".as_bytes()), "Char('a') Shift+Char('Z') Char('数') Char('？')");
    assert_eq!(keys(b"\r\t\x7f\x08 "), "Enter Tab Backspace Backspace Char(' ')");
    assert_eq!(keys(b"\x03\x00\x1f"), "Ctrl+Char('c') Ctrl+Char(' ') Ctrl+Char('7')");
}

#[test]
fn arrows_come_in_every_dialect() {
    assert_eq!(keys(b"\x1b[A\x1bOB\x1b[1;5C\x1b[1;2D"), "Up Down Ctrl+Right Shift+Left");
    assert_eq!(keys(b"\x1b[H\x1bOF\x1b[1~\x1b[8~"), "Home End Home End");
    assert_eq!(keys(b"\x1b[3~\x1b[5;5~\x1b[6~\x1b[Z"), "Delete Ctrl+PageUp PageDown Shift+BackTab");
    assert_eq!(keys(b"\x1bOP\x1b[[B\x1b[13~\x1b[24~"), "F(1) F(2) F(3) F(12)");
    assert_eq!(keys(b"\x1b[99;5u\x1b[27;5;13~"), "Ctrl+Char('c') Ctrl+Enter");
}

#[test]
fn a_lone_escape_is_a_key_once_nothing_follows() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b"), []);
    assert!(decoder.is_waiting());
    assert_eq!(decoder.feed(b"[A"), [key(KeyCode::Up, KeyModifiers::NONE)]);
    assert_eq!(keys(b"\x1b"), "Esc");
    assert_eq!(keys(b"\x1b\x1b"), "Esc Esc");
    assert_eq!(keys(b"\x1bx\x1b["), "Alt+Char('x') Alt+Char('[')");
}

#[test]
fn a_paste_is_one_event_and_no_keys() {
    assert_eq!(
        keys("\x1b[200~断网\n\x1b[A q\x1b[201~x".as_bytes()),
        "Paste(\"断网\\n\\u{1b}[A q\") Char('x')"
    );
    assert_eq!(keys(b"\x1b[200~lost\x03"), "Paste(\"lost\") Ctrl+Char('c')");
    assert_eq!(keys(b"\x1b[201~x"), "Char('x')");
}

#[test]
fn answers_that_nobody_asked_for_are_no_keys() {
    assert_eq!(keys(b"\x1b[?62;22c\x1b[24;80R\x1b[>0;276;0cx"), "Char('x')");
    assert_eq!(keys(b"\xffa\xc3(\x1b[1\x1b[A"), "Char('a') Char('(') Up");
}

proptest! {
    #[test]
    fn it_does_not_matter_how_bytes_are_cut(
        parts in proptest::collection::vec("\\PC{0,3}|\x1b\\[[A-H]|\x1b\\[[0-9;]{0,4}[~u]|\x1bO[A-S]|\x1b\\[200~\\PC{0,9}\x1b\\[201~", 0..8),
        cut in 0..40_usize,
    ) {
        let bytes = parts.concat().into_bytes();
        let (head, tail) = bytes.split_at(cut.min(bytes.len()));
        let mut decoder = Decoder::default();
        let mut cut = decoder.feed(head);
        cut.extend(decoder.feed(tail));
        cut.extend(decoder.flush());
        prop_assert_eq!(cut, events(&bytes));
    }

    #[test]
    fn any_bytes_are_taken(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut decoder = Decoder::default();
        decoder.feed(&bytes);
        decoder.flush();
        prop_assert!(!decoder.is_waiting());
    }
}

#[test]
fn the_wheel_is_told_from_keys() {
    let mut decoder = Decoder::default();
    let events = decoder.feed(b"\x1b[<64;10;5M\x1b[<0;1;2M\x1b[<0;1;2m\x1b[<99;1M\x1b[<65;3;4Mj");
    let kinds: Vec<String> = events
        .iter()
        .map(|event| match event.as_mouse_event() {
            Some(mouse) => format!("{:?} {} {}", mouse.kind, mouse.column, mouse.row),
            None => format!("{event:?}").chars().take(3).collect(),
        })
        .collect();
    assert_eq!(kinds, ["ScrollUp 9 4", "Down(Left) 0 1", "Up(Left) 0 1", "ScrollDown 2 3", "Key"]);
}

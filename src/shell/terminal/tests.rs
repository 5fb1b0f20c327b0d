//! A terminal is given back as it was.

use ratatui::buffer::Buffer;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::pty::{OpenptFlags, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

use super::*;
use crate::theme::Glyphs;
use crate::view::paint;

/// The two ends of a terminal: ours, and the one that a person sits at.
fn pty() -> (OwnedFd, OwnedFd) {
    let person = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    unlockpt(&person).unwrap();
    let name = ptsname(&person, Vec::new()).unwrap();
    let ours = rustix::fs::open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
    (ours, person)
}

fn enter(ours: &OwnedFd) -> Terminal {
    enter_as(ours, Customs::default())
}

fn enter_as(ours: &OwnedFd, customs: Customs) -> Terminal {
    Terminal::enter_on(ours.try_clone().unwrap(), ours.try_clone().unwrap(), customs).unwrap()
}

/// What has arrived at the person's end.
fn seen(person: &OwnedFd) -> String {
    let mut seen = Vec::new();
    let moment = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };
    while poll(&mut [PollFd::new(person, PollFlags::IN)], Some(&moment)).unwrap() > 0 {
        let mut bytes = [0; 4096];
        match rustix::io::read(person, &mut bytes) {
            Ok(count) if count > 0 => seen.extend_from_slice(&bytes[..count]),
            Ok(_) | Err(_) => break,
        }
    }
    String::from_utf8(seen).unwrap()
}

fn is_raw(ours: &OwnedFd) -> bool {
    !tcgetattr(ours).unwrap().local_modes.contains(LocalModes::ICANON)
}

const OPENED: &str = "\x1b[m\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l\x1b[?2004h";
const CLOSED: &str = "\x1b[m\x1b[?2004l\x1b[?25h\x1b[999;1H\n\x1b[?1049l";

#[test]
fn a_terminal_is_given_back_once() {
    let (ours, person) = pty();
    let terminal = enter(&ours);
    assert!(is_raw(&ours));
    assert_eq!(seen(&person), OPENED);
    terminal.give_back();
    terminal.give_back();
    drop(terminal);
    assert!(!is_raw(&ours));
    assert_eq!(seen(&person), CLOSED);
}

#[test]
fn title_and_mouse_are_given_back_with_the_terminal() {
    let (ours, person) = pty();
    let terminal = enter_as(&ours, Customs { title: true, mouse: true, ..Customs::default() });
    let opened = "\x1b[m\x1b[22;2t\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l\x1b[?2004h\x1b[?1000h\x1b[?1006h";
    assert_eq!(seen(&person), opened);
    terminal.give_back();
    let closed = "\x1b[m\x1b[23;2t\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?25h\x1b[999;1H\n\x1b[?1049l";
    assert_eq!(seen(&person), closed);
}

#[test]
fn a_vt100_is_taken_and_given_back_with_what_it_knows() {
    let (ours, person) = pty();
    let customs = Customs { dialect: Dialect::Vt100, title: true, mouse: true };
    let terminal = enter_as(&ours, customs);
    assert_eq!(seen(&person), "\x1b[m\x1b[2J\x1b[H");
    terminal.give_back();
    assert_eq!(seen(&person), "\x1b[m\x1b[999;1H\n");
}

#[test]
fn a_screen_ends_with_its_terminal() {
    let (ours, person) = pty();
    let size = Winsize { ws_row: 5, ws_col: 30, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&ours, size).unwrap();
    let terminal = enter(&ours);
    let mut screen = terminal.screen(Ability::default());
    let draw = |screen: &mut Screen| {
        let border = |buffer: &mut Buffer| {
            let area = buffer.area;
            paint::border(buffer, area, &Glyphs::ASCII, ratatui::style::Style::new());
            None
        };
        screen.draw(border).map(|()| screen.shown().area.as_size())
    };
    assert_eq!(draw(&mut screen).unwrap(), ratatui::layout::Size { width: 30, height: 5 });
    assert!(seen(&person).contains("+----------------------------+"));
    draw(&mut screen).unwrap();
    assert_eq!(seen(&person), "");
    terminal.take_again(&mut screen).unwrap();
    draw(&mut screen).unwrap();
    assert!(seen(&person).contains("+----------------------------+"));
    terminal.give_back();
    draw(&mut screen).unwrap();
    terminal.take_again(&mut screen).unwrap();
    terminal.give_back();
    assert_eq!(draw(&mut screen).unwrap_err().kind(), io::ErrorKind::NotConnected);
    drop(screen);
    assert!(!is_raw(&ours));
}

#[test]
fn a_terminal_that_hung_up_is_given_back_without_complaint() {
    let (ours, person) = pty();
    let terminal = enter(&ours);
    let mut screen = terminal.screen(Ability::default());
    drop(person);
    let paint = |buffer: &mut Buffer| {
        buffer[(0, 0)].set_symbol("x");
        None
    };
    assert!(screen.draw(paint).is_err());
    drop(screen);
    drop(terminal);
}

#[test]
fn a_line_that_takes_nothing_does_not_hold_up_leaving() {
    let (ours, person) = pty();
    let terminal = enter(&ours);
    // Nobody reads, and nobody waits.
    terminal.tell(&vec![b'x'; 1 << 20]).unwrap();
    assert!(!terminal.tty.has_taken_all().unwrap());
    drop(terminal);
    assert!(!is_raw(&ours));
    drop(person);
}

#[test]
fn what_waits_for_the_line_comes_in_order_and_whole_when_it_goes_on() {
    let (ours, person) = pty();
    let terminal = enter(&ours);
    let inbox = crate::shell::wake::Inbox::<()>::new();
    assert!(!terminal.is_busy(&inbox.sender()).unwrap());
    let long = "what waits, ".repeat(20_000);
    terminal.tell(long.as_bytes()).unwrap();
    terminal.tell(b"the end").unwrap();
    let mut got = String::new();
    while terminal.is_busy(&inbox.sender()).unwrap() {
        got.push_str(&seen(&person));
        assert_eq!(inbox.wait(), [Wake::Given(Given::Writable)]);
    }
    got.push_str(&seen(&person));
    assert!(got == format!("{OPENED}{long}the end"), "{} bytes", got.len());
}

#[test]
fn what_is_no_terminal_is_not_entered() {
    let (reader, writer) = io::pipe().unwrap();
    assert!(Terminal::enter_on(writer.into(), reader.into(), Customs::default()).is_err());
}

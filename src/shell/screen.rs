//! The front that is a screen: keys come in, frames go out.

use std::collections::VecDeque;
use std::io;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Position;

use super::front::{End, Front, Heard};
use super::look::Found;
use super::manners::{Manners, Wrapping};
use super::spelling::Spelling;
use super::terminal::{Customs, Screen, Terminal};
use super::wake::{Given, Sender};
use super::wishes::Wishes;
use super::{input, osc, signals};
use crate::app::{App, Msg};
use crate::locale::Lang;
use crate::text::SafeText;
use crate::view::{self, Look};

/// What came, in its order.
enum Waiting {
    Heard(Heard),
    /// A key or a paste, which counts where what it does can be seen.
    Typed(Msg),
    /// What it means is found once all before it is taken in.
    Mouse(MouseEvent),
}

/// A terminal that is drawn on.
pub(super) struct ScreenFront {
    look: Look,
    terminal: Terminal,
    sender: Sender<Msg>,
    screen: Screen,
    heard: VecDeque<Waiting>,
    /// The bell is to ring with the next frame.
    bell: bool,
    /// What else is to be sent with it.
    besides: Vec<u8>,
    wishes: Wishes,
    manners: Manners,
    spelling: Spelling,
    /// Whether the terminal has a title that can be set and given back.
    titled: bool,
    /// The one that it was given last.
    title: Option<SafeText>,
}

impl ScreenFront {
    /// Takes the terminal. Fails where there is none to draw on.
    pub(super) fn enter(look: Found, wishes: Wishes, sender: &Sender<Msg>) -> io::Result<Self> {
        let manners = look.manners;
        let titled = wishes.title && manners.commands && manners.wrapping != Wrapping::Screen;
        let customs = Customs { dialect: manners.dialect, title: titled, mouse: wishes.mouse };
        let terminal = Terminal::enter(customs)?;
        terminal.give_back_on_panic(sender.clone());
        signals::listen(sender.clone())?;
        input::listen(terminal.input()?, sender.clone())?;
        let screen = terminal.screen(look.ability);
        Ok(Self {
            look: look.look,
            terminal,
            sender: sender.clone(),
            screen,
            heard: VecDeque::new(),
            bell: false,
            besides: Vec::new(),
            wishes,
            manners,
            spelling: look.ability.spelling,
            titled,
            title: None,
        })
    }

    /// What a report of the mouse means, by what stands there now.
    fn pointed(&self, app: &App, mouse: MouseEvent) -> Option<Msg> {
        let size = self.screen.size();
        let under = || view::under(app, &self.look, size, Position { x: mouse.column, y: mouse.row });
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => under().map(Msg::Click),
            MouseEventKind::ScrollUp => under().map(|target| Msg::Wheel { target, down: false }),
            MouseEventKind::ScrollDown => under().map(|target| Msg::Wheel { target, down: true }),
            MouseEventKind::Down(MouseButton::Right | MouseButton::Middle)
            | MouseEventKind::Up(_)
            | MouseEventKind::Drag(_)
            | MouseEventKind::Moved
            | MouseEventKind::ScrollLeft
            | MouseEventKind::ScrollRight => None,
        }
    }

    fn key(&mut self, key: KeyEvent) {
        if key.kind == KeyEventKind::Release {
            return;
        }
        if key.code == KeyCode::Char('z') && key.modifiers.contains(KeyModifiers::CONTROL) {
            let _ = self.terminal.suspend(&mut self.screen);
            self.title = None;
            return;
        }
        // The way out is open at every size.
        let leaves = key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL);
        let msg = Msg::Key(key);
        self.heard.push_back(if leaves { Waiting::Heard(Heard::Msg(msg)) } else { Waiting::Typed(msg) });
    }
}

impl Front for ScreenFront {
    fn take(&mut self, given: Given) {
        match given {
            Given::Event(Event::Key(key)) => self.key(key),
            Given::Event(Event::Paste(text)) => {
                self.heard.push_back(Waiting::Typed(Msg::Paste(text)));
            }
            Given::Event(Event::Mouse(mouse)) => self.heard.push_back(Waiting::Mouse(mouse)),
            Given::Event(Event::FocusGained | Event::FocusLost | Event::Resize(_, _)) => {
                self.heard.push_back(Waiting::Heard(Heard::Msg(Msg::Redraw)));
            }
            Given::Resumed => {
                let _ = self.terminal.take_again(&mut self.screen);
                self.title = None;
            }
            Given::Closed => self.heard.push_back(Waiting::Heard(Heard::End(End::InputClosed))),
            // Nobody sends lines to a screen. What waits for the line is sent before the next frame.
            Given::Line(_) | Given::Writable => {}
        }
    }

    fn hear(&mut self, app: &App) -> Option<Heard> {
        loop {
            match self.heard.pop_front()? {
                Waiting::Heard(heard) => return Some(heard),
                Waiting::Typed(msg) => {
                    if view::shows_what_keys_do(app, self.screen.size()) {
                        return Some(Heard::Msg(msg));
                    }
                }
                Waiting::Mouse(mouse) => {
                    if let Some(msg) = self.pointed(app, mouse) {
                        return Some(Heard::Msg(msg));
                    }
                }
            }
        }
    }

    fn show(&mut self, app: &App) -> io::Result<()> {
        if self.terminal.is_busy(&self.sender)? {
            return Ok(());
        }
        let look = &self.look;
        self.screen.draw(|buffer| view::draw(app, look, buffer))?;
        let title = Some(view::title(app)).filter(|_| self.titled);
        if title != self.title {
            self.besides.extend(title.iter().flat_map(|title| osc::title(title, self.spelling)));
            self.title = title;
        }
        self.terminal.tell(&std::mem::take(&mut self.besides))?;
        if std::mem::take(&mut self.bell) {
            self.terminal.ring()?;
        }
        self.terminal.is_busy(&self.sender)?;
        Ok(())
    }

    fn ring(&mut self) {
        self.bell = true;
    }

    fn notify(&mut self, text: &SafeText) {
        if self.wishes.notify {
            self.besides.extend(osc::notify(text, self.spelling, self.manners));
        }
    }

    fn copy(&mut self, text: &str) {
        self.besides.extend(osc::copy(text, self.manners));
    }

    fn give_back(&mut self) {
        self.terminal.give_back();
    }

    fn takes_words(&self) -> bool {
        self.terminal.is_writable()
    }

    fn last_words(&self, _: &App, _: Lang) -> Vec<SafeText> {
        Vec::new()
    }
}

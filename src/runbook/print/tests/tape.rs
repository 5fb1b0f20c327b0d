//! Chance that a test can repeat.

use crate::runbook::Text;
use crate::time::Period;

/// Chance, as a list of numbers; at its end everything is as small as can be.
pub(super) struct Tape {
    numbers: std::vec::IntoIter<u32>,
}

impl Tape {
    pub(super) fn new(numbers: Vec<u32>) -> Self {
        Self { numbers: numbers.into_iter() }
    }

    pub(super) fn pick(&mut self, below: u32) -> u32 {
        self.numbers.next().unwrap_or(0) % below
    }

    pub(super) fn flag(&mut self) -> bool {
        self.pick(2) == 1
    }

    pub(super) fn one<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.pick(items.len() as u32) as usize].clone()
    }

    pub(super) fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.flag() { Some(make(self)) } else { None }
    }

    pub(super) fn many<T>(&mut self, most: u32, mut make: impl FnMut(&mut Self, usize) -> T) -> Vec<T> {
        let count = self.pick(most + 1) as usize;
        (0..count).map(|number| make(self, number)).collect()
    }

    pub(super) fn line(&mut self) -> String {
        const PIECES: [&str; 16] = [
            "a",
            "数据",
            "\"",
            "'",
            "\\",
            "\n",
            "\r\n",
            "\t",
            "\u{1b}[2J",
            "\"\"\"",
            "'''",
            "é",
            "#",
            "\u{202e}",
            " ",
            "\u{7f}",
        ];
        let pieces = self.many(6, |tape, _| tape.one(&PIECES));
        format!("x{}", pieces.concat())
    }

    pub(super) fn text(&mut self) -> Text {
        if self.flag() { Text::ByLang { zh: self.line(), en: self.line() } } else { Text::Same(self.line()) }
    }

    pub(super) fn period(&mut self) -> Period {
        Period { months: self.pick(30), days: self.pick(40), seconds: self.pick(100_000) + 1 }
    }
}

//! A terminal that draws every character of ambiguous width in two columns.
//!
//! It knows what the program writes and nothing else: anything more is a failure.

use unicode_width::UnicodeWidthChar;

/// The screen of such a terminal.
pub(super) struct WideTerminal {
    columns: usize,
    /// What begins in each cell; nothing in the second column of what is wide.
    cells: Vec<Vec<String>>,
    x: usize,
    y: usize,
    /// The first and the last row of what scrolls.
    region: (usize, usize),
}

impl WideTerminal {
    pub(super) fn new(columns: u16, rows: u16) -> Self {
        let columns = usize::from(columns);
        Self {
            columns,
            cells: vec![vec![" ".to_owned(); columns]; rows.into()],
            x: 0,
            y: 0,
            region: (0, usize::from(rows) - 1),
        }
    }

    /// What stands in a cell: blank, a symbol, or nothing where something wide covers it.
    pub(super) fn cell(&self, x: u16, y: u16) -> &str {
        &self.cells[usize::from(y)][usize::from(x)]
    }

    /// Does what the bytes say.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut chars = text.chars();
        while let Some(char) = chars.next() {
            match char {
                '\x1b' => match chars.next() {
                    Some('[') => self.sequence(&mut chars),
                    Some('M') => self.up(),
                    other => panic!("ESC {other:?}"),
                },
                '\r' => self.x = 0,
                '\n' => self.down(),
                '\x08' => self.x = self.x.min(self.columns - 1).saturating_sub(1),
                _ => self.print(char),
            }
        }
    }

    fn print(&mut self, char: char) {
        assert!(!char.is_control(), "{char:?}");
        let columns = columns(char);
        if columns == 0 {
            let before = self.x.checked_sub(1).expect("a mark stands on something");
            let lead = (0..=before).rev().find(|x| !self.cells[self.y][*x].is_empty()).unwrap();
            self.cells[self.y][lead].push(char);
            return;
        }
        if self.x + columns > self.columns {
            self.x = 0;
            self.down();
        }
        self.free(self.x, columns);
        self.cells[self.y][self.x] = char.to_string();
        self.cells[self.y][self.x + 1..self.x + columns].fill(String::new());
        self.x += columns;
    }

    /// Half a character is none.
    fn free(&mut self, from: usize, columns: usize) {
        let row = &mut self.cells[self.y];
        let mut first = from;
        while row[first].is_empty() {
            first -= 1;
        }
        let mut end = from + columns;
        while row.get(end).is_some_and(String::is_empty) {
            end += 1;
        }
        row[first..end].fill(" ".to_owned());
    }

    fn down(&mut self) {
        if self.y == self.region.1 {
            assert!(self.region != (0, self.cells.len() - 1), "the whole screen scrolls");
            self.cells[self.region.0..=self.region.1].rotate_left(1);
            self.cells[self.y].fill(" ".to_owned());
        } else {
            self.y += 1;
        }
    }

    fn up(&mut self) {
        if self.y == self.region.0 {
            self.cells[self.region.0..=self.region.1].rotate_right(1);
            self.cells[self.y].fill(" ".to_owned());
        } else {
            self.y -= 1;
        }
    }

    fn sequence(&mut self, chars: &mut std::str::Chars<'_>) {
        let mut parameters = String::new();
        let last = chars.find(|char| {
            let is_last = char.is_ascii_alphabetic();
            if !is_last {
                parameters.push(*char);
            }
            is_last
        });
        let mut numbers = parameters.split(';').map(|number| number.parse::<usize>().ok());
        let first = numbers.next().flatten();
        let second = numbers.next().flatten();
        let count = first.unwrap_or(1);
        match last {
            Some('m' | 'h' | 'l') => {}
            Some('H') => (self.y, self.x) = (count - 1, second.unwrap_or(1) - 1),
            Some('G') => self.x = count - 1,
            Some('d') => self.y = count - 1,
            Some('A') => self.y -= count,
            Some('B') => self.y += count,
            Some('C') => self.x = (self.x + count).min(self.columns - 1),
            Some('D') => self.x = self.x.min(self.columns - 1).saturating_sub(count),
            Some('r') => {
                self.region = (count - 1, second.unwrap_or(self.cells.len()) - 1);
                (self.x, self.y) = (0, 0);
            }
            Some('K') => {
                assert_eq!(first, None);
                self.free(self.x, self.columns - self.x);
            }
            Some('X') => self.free(self.x, count),
            Some('J') => self.cells.iter_mut().for_each(|row| row.fill(" ".to_owned())),
            other => panic!("ESC [ {parameters} {other:?}"),
        }
        assert!(self.y < self.cells.len(), "ESC [ {parameters} {last:?} leaves the screen");
    }
}

fn columns(char: char) -> usize {
    match char {
        'Α'..='Ω' | 'α'..='ω' | 'А'..='я' | 'é' => 2,
        other => other.width_cjk().unwrap_or(0),
    }
}

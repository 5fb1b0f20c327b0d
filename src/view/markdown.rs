//! A guide's Markdown as lines of a width.
//!
//! Paragraphs, lists, bold, code, quotations, headings and links (shown as text and address). What else
//! Markdown has is shown as the plain text that it is; nothing is fetched, and no HTML is understood.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use ratatui::buffer::CellWidth;

use super::paint::{Line, Piece, wrap_line};
use super::{Brush, Look};
use crate::text::SafeText;
use crate::theme::{Glyphs, Role};

/// Turns Markdown into lines of at most `columns` columns, with hanging indents.
pub fn markdown(text: &str, columns: usize, look: &Look) -> Vec<Line> {
    let mut writer = Writer {
        look,
        columns,
        lines: Vec::new(),
        current: Line::default(),
        margins: Vec::new(),
        lists: Vec::new(),
        roles: Vec::new(),
        link: None,
        in_code: false,
        wants_gap: false,
    };
    for event in Parser::new(text) {
        writer.event(event);
    }
    writer.end_block();
    writer.lines
}

/// The lines of the first item of a list that begins with a label, among lines that [`markdown`] made.
pub fn item(lines: &[Line], label: &SafeText, glyphs: &Glyphs) -> Option<Range<usize>> {
    let begins =
        |line: &Line| line.text().strip_prefix(glyphs.bullet).map(|text| text.trim_start().to_owned());
    let first =
        lines.iter().position(|line| begins(line).is_some_and(|text| text.starts_with(label.as_str())))?;
    let more = lines[first + 1..].iter().take_while(|line| line.text().starts_with(' ')).count();
    Some(first..first + 1 + more)
}

/// What stands at the left of the lines of a block.
struct Margin {
    /// On the block's first line.
    first: Piece,
    /// On the others.
    rest: Piece,
    is_first: bool,
}

struct Link {
    address: String,
    /// Where its text starts in the current line, in pieces.
    start: usize,
}

struct Writer<'a> {
    look: &'a Look,
    columns: usize,
    lines: Vec<Line>,
    current: Line,
    margins: Vec<Margin>,
    /// The next number of each open list; nothing for bullets.
    lists: Vec<Option<u64>>,
    /// The open roles, the innermost last; the first of them is the ground of the others.
    roles: Vec<Role>,
    link: Option<Link>,
    in_code: bool,
    wants_gap: bool,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => self.code_lines(&text),
            Event::Text(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::InlineHtml(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::Html(text) => {
                for line in text.lines() {
                    self.text(line);
                    self.end_lines();
                }
            }
            Event::Code(text) => {
                self.roles.push(Role::Code);
                self.text(&text);
                self.roles.pop();
            }
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.end_lines(),
            Event::Rule => {
                self.end_block();
                let line = SafeText::line(&self.look.glyphs.horizontal.repeat(self.room()));
                self.current.push(line, self.look.style(Role::Border));
                self.end_block();
            }
            Event::TaskListMarker(is_done) => {
                let sign = if is_done { self.look.glyphs.done } else { self.look.glyphs.open };
                self.current.push(sign, self.style());
                self.current.push(" ", self.style());
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what else Markdown has is shown as plain text")]
    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.gap(),
            Tag::Heading { .. } => {
                self.gap();
                self.roles.push(Role::Heading);
            }
            Tag::BlockQuote(_) => {
                self.gap();
                self.roles.push(Role::Note);
                let bar = SafeText::word(self.look.glyphs.vertical).then(&SafeText::word(" "));
                self.margin(&bar, &bar, Role::Border);
            }
            Tag::CodeBlock(kind) => {
                self.end_block();
                self.in_code = true;
                if matches!(kind, CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) {
                    self.margin(&SafeText::word("  "), &SafeText::word("  "), Role::Text);
                }
            }
            Tag::List(first) => {
                self.end_block();
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::Emphasis | Tag::Strong => self.roles.push(Role::TextStrong),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.link = Some(Link { address: dest_url.into_string(), start: self.current.0.len() });
            }
            _ => {}
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what else Markdown has is shown as plain text")]
    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.end_block();
                // A list under its paragraph stays close to it; what follows at the top level does not.
                self.wants_gap = self.lists.is_empty();
            }
            TagEnd::Heading(_) => {
                self.end_block();
                self.roles.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.roles.pop();
                self.margins.pop();
                self.wants_gap = true;
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.margins.pop();
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
                self.wants_gap = self.lists.is_empty();
            }
            TagEnd::Item => {
                self.end_block();
                self.margins.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong => {
                self.roles.pop();
            }
            TagEnd::Link | TagEnd::Image => self.end_link(),
            _ => {}
        }
    }

    fn item(&mut self) {
        self.end_block();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = SafeText::fill("{}. ", &[number]);
                *number = number.saturating_add(1);
                marker
            }
            Some(None) | None => SafeText::word(self.look.glyphs.bullet).then(&SafeText::word(" ")),
        };
        let indent = SafeText::line(&" ".repeat(marker.width(self.look.ambiguous)));
        self.margin(&marker, &indent, Role::Text);
    }

    fn end_link(&mut self) {
        let Some(link) = self.link.take() else { return };
        let shown: String = self.current.0.iter().skip(link.start).map(|piece| piece.text.as_str()).collect();
        if link.address.trim_start_matches("mailto:") == shown {
            return;
        }
        self.current.push(" (", self.style());
        self.roles.push(Role::Link);
        self.text(&link.address);
        self.roles.pop();
        self.current.push(")", self.style());
    }

    /// No space between Chinese characters where a line of the source ends.
    fn soft_break(&mut self) {
        let last = self.current.0.last().and_then(|piece| piece.text.as_str().chars().next_back());
        let is_wide = last.is_some_and(|last| last.encode_utf8(&mut [0; 4]).cell_width() > 1);
        if !is_wide {
            self.current.push(" ", self.style());
        }
    }

    fn code_lines(&mut self, text: &str) {
        for line in text.lines() {
            self.current.push(SafeText::line(line), self.look.style(Role::Code));
            self.end_lines();
            if line.is_empty() {
                self.emit(&Line::default());
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.current.push(SafeText::line(text), self.style());
    }

    fn style(&self) -> Brush {
        match self.roles.as_slice() {
            [] => self.look.style(Role::Text),
            [only] => self.look.on(Role::Text, *only),
            [ground, .., inner] => self.look.on(*ground, *inner),
        }
    }

    fn margin(&mut self, first: &SafeText, rest: &SafeText, role: Role) {
        let piece = |text: &SafeText| Piece::new(text.clone(), self.look.style(role));
        self.margins.push(Margin { first: piece(first), rest: piece(rest), is_first: true });
    }

    fn room(&self) -> usize {
        let shown = self.margins.iter().take(self.shown_margins());
        self.columns.saturating_sub(shown.map(|margin| margin.rest.width()).sum())
    }

    /// How many margins are shown: where there is little room, the text matters more than its place in a list.
    fn shown_margins(&self) -> usize {
        let mut used = 0;
        let fits = |margin: &&Margin| {
            used += margin.rest.width();
            used <= self.columns / 2
        };
        self.margins.iter().take_while(fits).count()
    }

    /// An empty line before a block that follows another of its level.
    fn gap(&mut self) {
        self.end_lines();
        if self.wants_gap && !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        self.wants_gap = false;
    }

    fn end_block(&mut self) {
        self.end_lines();
        self.wants_gap = false;
    }

    fn end_lines(&mut self) {
        let current = std::mem::take(&mut self.current);
        if current.0.iter().any(|piece| !piece.text.is_empty()) {
            for line in wrap_line(&current, self.room()) {
                self.emit(&line);
            }
        }
    }

    fn emit(&mut self, line: &Line) {
        let shown = self.shown_margins();
        let mut whole = Line::default();
        for (index, margin) in self.margins.iter_mut().enumerate() {
            let piece = if margin.is_first { &margin.first } else { &margin.rest };
            if index < shown {
                whole.0.push(piece.clone());
            }
            margin.is_first = false;
        }
        whole.0.extend(line.0.iter().cloned());
        self.lines.push(whole);
    }
}

#[cfg(test)]
mod tests;

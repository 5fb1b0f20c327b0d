//! What the screen would show of what is in front, as lines of text, with words for signs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{App, Overlay};
use crate::locale::{Lang, common, console as signs, plain as words};
use crate::text::{Ambiguous, SafeText};
use crate::theme::{Depth, Glyphs, Theme};
use crate::view::{self, Look};

/// In a list nothing is cut to make room for what stands at the right of it.
const COLUMNS: u16 = 160;

/// How far in the lines of a page stand.
const MARGIN: usize = 4;

/// More rows than any page has that is not a list; what goes beyond is scrolled to.
const ROWS: u16 = 250;

/// Rows to spare, for pages that keep some for what stands below.
const SPARE_ROWS: u16 = 10;

/// A row that ends before has nothing that was broken off it.
const FULL_FROM: usize = 50;

/// The most that is drawn: of a page of many long paragraphs, the longest are broken.
const MOST_CELLS: usize = 1_000_000;

/// The lines of an overlay. Each is whole: where it is broken is a matter of the terminal.
pub(super) fn lines(app: &App, overlay: &Overlay) -> Vec<SafeText> {
    // Once to see how much there is, and once with room for the longest paragraph.
    let seen = text_of(&drawn(app, overlay, (COLUMNS, ROWS)));
    let rows = u16::try_from(seen.len()).unwrap_or(ROWS).saturating_add(SPARE_ROWS).min(ROWS);
    let columns = longest(&seen).min(MOST_CELLS / usize::from(rows)).max(view::WIDEST_SCREEN.into());
    let columns = u16::try_from(columns).unwrap_or(u16::MAX).saturating_add(COLUMNS);
    let lines = text_of(&drawn(app, overlay, (columns, rows)));
    lines.iter().map(|line| SafeText::line(&told(line, app.settings.lang))).collect()
}

fn drawn(app: &App, overlay: &Overlay, (width, height): (u16, u16)) -> Buffer {
    let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width, height });
    let look = Look::new(&Theme::default(), spoken_in(overlay, app.settings.lang), Depth::None);
    view::draw_alone(app, &look, overlay, &mut buffer);
    buffer
}

/// At least as many columns as the longest paragraph has: rows that are full may be one with the next.
fn longest(rows: &[String]) -> usize {
    let width = |row: &str| SafeText::line(row).width(Ambiguous::Narrow);
    let (mut longest, mut so_far) = (0, 0);
    for row in rows {
        so_far += width(row.trim_start()) + 1;
        longest = longest.max(so_far);
        if width(row) < FULL_FROM {
            so_far = 0;
        }
    }
    longest
}

/// The guide of a step, and what belongs to it.
pub(super) fn step(app: &App) -> Vec<SafeText> {
    lines(app, &Overlay::StepSheet { scroll: 0 })
}

/// What can be done with what is in front: a key, and a word for what it does.
pub(super) fn hints(app: &App) -> Vec<(SafeText, SafeText)> {
    view::hints(app, &look(app.settings.lang))
}

/// Signs of steps stand in other lists too, beside words that say it there.
fn spoken_in(overlay: &Overlay, lang: Lang) -> Glyphs {
    let spoken = spoken(lang);
    if let Overlay::Deadlines(_) = overlay {
        Glyphs { open: "", not_applicable: "", ..spoken }
    } else if let Overlay::Notices(_) = overlay {
        Glyphs { open: "", running: "", not_applicable: "", ..spoken }
    } else if let Overlay::Measures { .. } = overlay {
        Glyphs { open: "", running: "", not_applicable: "", ..spoken }
    } else if let Overlay::Rows(_) = overlay {
        Glyphs { skipped: "", not_applicable: "", ..spoken }
    } else if let Overlay::Left(_) = overlay {
        Glyphs { open: "", running: "", done: "", skipped: "", blocked: "", ..spoken }
    } else {
        spoken
    }
}

fn look(lang: Lang) -> Look {
    Look::new(&Theme::default(), spoken(lang), Depth::None)
}

/// Words for signs. Frames and bars, which say nothing, are blank.
// A sign that is new stands for itself until it gets a word.
#[allow(clippy::needless_update)]
fn spoken(lang: Lang) -> Glyphs {
    Glyphs {
        open: common::STEP_OPEN.get(lang),
        running: common::STEP_RUNNING.get(lang),
        done: common::STEP_DONE.get(lang),
        skipped: common::STEP_SKIPPED.get(lang),
        blocked: common::STEP_BLOCKED.get(lang),
        not_applicable: common::STEP_NOT_APPLICABLE.get(lang),
        late: words::LATE.get(lang),
        cursor: words::CHOSEN.get(lang),
        folded: "",
        unfolded: "",
        deadline: words::IN_TIME.get(lang),
        warning: words::MIND.get(lang),
        evidence: words::EVIDENCE.get(lang),
        must: words::MUST.get(lang),
        undecided: signs::UNDECIDED.get(lang),
        dot: ",",
        bullet: "-",
        ellipsis: "...",
        more_above: " ",
        more_below: " ",
        arrow: words::TO.get(lang),
        thumb: " ",
        bar_full: " ",
        bar_empty: " ",
        horizontal: " ",
        vertical: " ",
        top_left: " ",
        top_right: " ",
        bottom_left: " ",
        bottom_right: " ",
        tee_right: " ",
        tee_left: " ",
        tee_down: " ",
        tee_up: " ",
        cross: " ",
        other: words::OTHER.get(lang),
        ..Glyphs::ASCII
    }
}

/// The rows of a buffer without the blanks around them; of several empty ones in a row, one is left.
fn text_of(buffer: &Buffer) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
        let used = row.iter().rposition(|cell| cell.symbol() != " ").map_or(0, |last| last + 1);
        let mut line = String::new();
        let mut x = 0;
        while x < used {
            let symbol = row[x].symbol();
            line.push_str(symbol);
            x += view::paint::width(symbol, Ambiguous::Narrow).max(1);
        }
        let line = line.trim_end().to_owned();
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// That a row is chosen, and its number where a gap follows, apart from the rest.
fn head(row: &str, lang: Lang) -> (String, &str) {
    let mark = words::CHOSEN.get(lang);
    let (mark, rest) = row.strip_prefix(mark).map_or(("", row), |rest| (mark, rest.trim_start()));
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, after) = rest.split_at(digits);
    if digits > 0 && after.starts_with("  ") {
        (format!("{mark}{number} "), after.trim_start())
    } else {
        (mark.to_owned(), rest)
    }
}

/// A row as it is told: what stands apart on a screen is set apart by signs, and no word is said twice.
fn told(row: &str, lang: Lang) -> String {
    let trimmed = row.trim_start();
    // What is set further in goes on with what stands above it.
    let can_be_label = row.len() - trimmed.len() <= MARGIN;
    let (head, mut rest) = head(trimmed, lang);
    let mut line = String::new();
    while let Some(at) = rest.find("  ") {
        let (before, after) = rest.split_at(at);
        let gap = after.len() - after.trim_start_matches(' ').len();
        line.push_str(before);
        let numbered = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let is_label = can_be_label
            && line == before
            && !before.ends_with(['.', ',', '。', '，'])
            && !before.contains([':', '：']);
        line.push_str(match (is_label, gap) {
            _ if numbered(before) && numbered(&after[gap..]) => words::BETWEEN.get(lang),
            (true, _) => words::AFTER_LABEL.get(lang),
            (false, 2) => " ",
            (false, _) => words::BETWEEN.get(lang),
        });
        rest = &after[gap..];
    }
    line.push_str(rest);
    let states = [
        common::STEP_OPEN,
        common::STEP_RUNNING,
        common::STEP_DONE,
        common::STEP_SKIPPED,
        common::STEP_BLOCKED,
        common::STEP_NOT_APPLICABLE,
    ];
    let mark = words::MARK.get(lang);
    let line = line.replace(" , ", mark).replace(" · ", mark).replace("： ", "：");
    // A step that is open and does not apply is not to be done.
    let [no, open] = [common::STEP_NOT_APPLICABLE, common::STEP_OPEN].map(|word| word.get(lang));
    let line = line.replace(&format!("{no} {open}"), no);
    let line = line.strip_suffix(" ,").map_or(line.clone(), |line| format!("{line},"));
    let line = format!("{head}{line}");
    states
        .iter()
        .map(|word| word.get(lang))
        .fold(line, |line, word| line.replace(&format!("{word} {word}"), word))
}

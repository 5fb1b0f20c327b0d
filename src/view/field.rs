//! A field that text is typed into: what of it is visible, and where the cursor stands.
//!
//! The text is drawn cleaned, so its columns are counted on what is shown, not on what was typed.

use tui_textarea::TextArea;

use super::grapheme::graphemes;
use super::paint::{self, Line};
use super::scene::Scene;
use super::wrap::soft_breaks;
use crate::text::SafeText;
use crate::theme::Role;

/// A field as it is drawn: its rows, all of one width, and the cursor in them.
pub(super) struct Drawn {
    pub(super) rows: Vec<Line>,
    /// Column and row.
    pub(super) cursor: (usize, usize),
}

/// How a field is drawn.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) columns: usize,
    /// The most rows.
    pub(super) rows: usize,
    pub(super) role: Role,
    /// What stands in it while it is empty.
    pub(super) hint: &'a SafeText,
}

/// One line of text, scrolled sideways so that the cursor is in sight.
pub(super) fn line(scene: Scene<'_>, area: &TextArea<'_>, frame: Frame<'_>) -> Drawn {
    let raw = area.lines().first().map_or("", String::as_str);
    let before: String = raw.chars().take(area.cursor().1).collect();
    let (text, at) = (SafeText::line(raw), SafeText::line(&before));
    if text.is_empty() {
        return Drawn { rows: vec![empty(scene, frame)], cursor: (0, 0) };
    }
    if frame.role != Role::InputFocus {
        // Where nothing is typed it is read, from its beginning.
        return Drawn { rows: vec![filled(scene, frame, text)], cursor: (0, 0) };
    }
    let cursor = paint::width(at.as_str(), scene.ambiguous());
    let mut hidden = 0;
    let mut start = 0;
    for grapheme in graphemes(text.as_str(), scene.ambiguous()) {
        if cursor - hidden.min(cursor) < frame.columns.max(1) {
            start = grapheme.start;
            break;
        }
        hidden += usize::from(grapheme.columns);
        start = grapheme.end();
    }
    let visible = text.part(start..text.as_str().len());
    Drawn { rows: vec![filled(scene, frame, visible)], cursor: (cursor.saturating_sub(hidden), 0) }
}

/// Several lines of text, broken where they do not fit, with the cursor's rows in sight. A field of a form is read from its
/// beginning while nothing is typed in it.
pub(super) fn lines(scene: Scene<'_>, area: &TextArea<'_>, frame: Frame<'_>) -> Drawn {
    let cursor = area.cursor();
    if area.is_empty() {
        let blank = Frame { hint: &SafeText::default(), ..frame };
        let mut rows = vec![empty(scene, frame)];
        rows.resize_with(frame.rows.clamp(1, 3), || empty(scene, blank));
        return Drawn { rows, cursor: (0, 0) };
    }
    let mut rows: Vec<SafeText> = Vec::new();
    let mut at = (0, 0);
    for (n, raw) in area.lines().iter().enumerate() {
        let text = SafeText::line(raw);
        let parts = soft_breaks(text.as_str(), frame.columns, scene.ambiguous());
        if n == cursor.0 {
            let before: String = raw.chars().take(cursor.1).collect();
            let byte = SafeText::line(&before).as_str().len();
            let part = parts.iter().rposition(|part| part.start <= byte).unwrap_or(0);
            let before = text.part(parts[part].start..byte);
            let column = paint::width(before.as_str(), scene.ambiguous());
            at = (column.min(frame.columns.saturating_sub(1)), rows.len() + part);
        }
        rows.extend(parts.into_iter().map(|part| text.part(part)));
    }
    let height = rows.len().clamp(3.min(frame.rows), frame.rows.max(1));
    if matches!(frame.role, Role::Input | Role::InputError) {
        at = (0, 0);
        if rows.len() > height {
            rows[height - 1] =
                std::mem::take(&mut rows[height - 1]).then(&SafeText::word(scene.glyphs().ellipsis));
        }
    }
    let shown = super::window::window(rows.len(), height, at.1);
    let first = shown.start;
    let mut drawn: Vec<Line> = rows[shown].iter().map(|row| filled(scene, frame, row.clone())).collect();
    drawn.resize_with(height, || filled(scene, frame, SafeText::default()));
    Drawn { rows: drawn, cursor: (at.0, at.1 - first) }
}

fn empty(scene: Scene<'_>, frame: Frame<'_>) -> Line {
    let hint = whole_clauses(scene, frame.hint, frame.columns);
    let gap = SafeText::line(&" ".repeat(frame.columns.saturating_sub(hint.width(scene.ambiguous()))));
    // On the ground of a focused field a hint would look like something typed.
    Line::new(hint, scene.style(Role::Placeholder)).with(gap, scene.style(frame.role))
}

/// As much of a hint as there is room for, without half a clause; cut where not even its first one fits.
fn whole_clauses(scene: Scene<'_>, hint: &SafeText, columns: usize) -> SafeText {
    let ends = hint.as_str().match_indices([';', '；', ',', '，', '、']).map(|(at, _)| at);
    let mut parts = ends.chain([hint.as_str().len()]).map(|end| hint.part(0..end));
    let fits = parts.rfind(|part| part.width(scene.ambiguous()) <= columns);
    fits.unwrap_or_else(|| hint.fit(columns, scene.ambiguous()))
}

fn filled(scene: Scene<'_>, frame: Frame<'_>, text: SafeText) -> Line {
    // Where it is typed the cursor shows that there is more.
    let ellipsis = if frame.role == Role::InputFocus { "" } else { scene.glyphs().ellipsis };
    let line = paint::fit(&Line::new(text, scene.style(frame.role)), frame.columns, ellipsis);
    let gap = SafeText::line(&" ".repeat(frame.columns.saturating_sub(line.width())));
    line.with(gap, scene.style(frame.role))
}

#[cfg(test)]
mod tests {
    use super::soft_breaks;
    use crate::text::Ambiguous;

    fn broken(text: &str, columns: usize) -> Vec<&str> {
        soft_breaks(text, columns, Ambiguous::Narrow).into_iter().map(|part| &text[part]).collect()
    }

    #[test]
    fn typed_text_is_broken_without_leaving_anything_out() {
        assert_eq!(broken("", 5), [""]);
        assert_eq!(broken("stop the spread", 9), ["stop the ", "spread"]);
        assert_eq!(broken("停止事件扩散", 5), ["停止", "事件", "扩散"]);
        assert_eq!(broken("abcdefgh", 5), ["abcde", "fgh"]);
        assert_eq!(broken("网络abcdef", 6), ["网络", "abcdef"]);
    }

    #[test]
    fn no_line_that_is_typed_starts_with_a_closing_sign_or_ends_with_an_opening_one() {
        assert_eq!(broken("停止扩散，然后", 8), ["停止扩", "散，然后"]);
        assert_eq!(broken("见附件（二）。", 8), ["见附件", "（二）。"]);
        assert_eq!(broken("，，，", 4), ["，，", "，"]);
    }
}

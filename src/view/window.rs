//! Which rows of a list are visible: a function of the cursor and the height.
//!
//! The list moves by pages that overlap, so that most moves change two rows only and the rows before and
//! after the cursor are always in sight.

use std::ops::Range;

/// The rows that are visible where `cursor` of `total` rows is chosen.
pub(super) fn window(total: usize, height: usize, cursor: usize) -> Range<usize> {
    if total <= height {
        return 0..total;
    }
    if height == 0 {
        return 0..0;
    }
    let stride = height.saturating_sub(2).max(1);
    let margin = usize::from(height > 2);
    let page = cursor.saturating_sub(margin) / stride;
    let first = (page * stride).min(total - height);
    first..first + height
}

/// The rows that are visible where a block of several rows is chosen.
pub(super) fn window_of(total: usize, height: usize, chosen: Range<usize>) -> Range<usize> {
    let rows = window(total, height, chosen.start);
    if rows.end >= chosen.end || chosen.len() > height {
        return rows;
    }
    let first = chosen.end.min(total).saturating_sub(height);
    first..first + height
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_and_its_neighbours_are_visible() {
        for total in 0..40 {
            for height in 0..12 {
                for cursor in 0..total {
                    let rows = window(total, height, cursor);
                    assert!(rows.end <= total && rows.len() == height.min(total));
                    if height >= 1 {
                        assert!(rows.contains(&cursor), "{cursor} of {total} in {height}: {rows:?}");
                    }
                    if height >= 3 {
                        assert!(rows.contains(&cursor.saturating_sub(1)));
                        assert!(rows.contains(&(cursor + 1).min(total - 1)));
                    }
                }
            }
        }
    }

    #[test]
    fn a_chosen_block_is_visible_as_a_whole() {
        assert_eq!(window_of(20, 6, 4..6), 0..6);
        assert!(window_of(20, 6, 4..8).contains(&7));
        assert_eq!(window_of(20, 6, 18..20), 14..20);
    }
}

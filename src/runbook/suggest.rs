//! "Did you mean": the known name that is nearest to a mistyped one.

/// The nearest of the names, if one is near enough to be a slip of the hand.
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let typed: Vec<char> = typed.chars().take(MAX_CHARS + 1).collect();
    if typed.len() > MAX_CHARS || typed.len() < 2 {
        return None;
    }
    let allowed = (typed.len() / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        if name.len().abs_diff(typed.len()) > allowed || name.len() > MAX_CHARS {
            continue;
        }
        let distance = distance(&typed, name);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name.to_owned())
}

/// Longer names are never slips of each other.
const MAX_CHARS: usize = 64;

/// Insertions, deletions, replacements and swaps of neighbours; case and `-`/`_` count for nothing.
fn distance(typed: &[char], name: &str) -> usize {
    let plain = |c: char| if c == '-' { '_' } else { c.to_ascii_lowercase() };
    let name: Vec<char> = name.chars().map(plain).collect();
    let mut before = vec![0; name.len() + 1];
    let mut above: Vec<usize> = (0..=name.len()).collect();
    for (i, &t) in typed.iter().enumerate() {
        let t = plain(t);
        let mut row = Vec::with_capacity(name.len() + 1);
        row.push(i + 1);
        for (j, &n) in name.iter().enumerate() {
            let mut least = (above[j] + usize::from(t != n)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && t == name[j - 1] && plain(typed[i - 1]) == n {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[name.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_finds_what_was_meant() {
        let names = ["title", "target", "after", "due", "due_from"];
        assert_eq!(nearest("titel", names).as_deref(), Some("title"));
        assert_eq!(nearest("Due-From", names).as_deref(), Some("due_from"));
        assert_eq!(nearest("trget", names).as_deref(), Some("target"));
        assert_eq!(nearest("colour", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest("z", ["a"]), None);
    }
}

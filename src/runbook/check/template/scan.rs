//! Where names, filters and tests stand in a template that parses.
//!
//! Not a parser: what is valid was decided by the template engine before.

use std::ops::Range;

/// Something named in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    pub(super) sort: Sort,
    /// The name, or names joined by dots.
    pub(super) text: &'t str,
    /// For the variable of a loop: the name it goes through.
    pub(super) of_loop: Option<&'t str>,
    start: usize,
}

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Name,
    Filter,
    Test,
    /// A comparison.
    Sign,
}

impl Piece<'_> {
    /// Whether the piece names this path, or something below it.
    pub(super) fn says(&self, path: &str) -> bool {
        self.text.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    pub(super) fn bytes(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

const KEYWORDS: [&str; 22] = [
    "and",
    "or",
    "not",
    "in",
    "if",
    "else",
    "elif",
    "endif",
    "for",
    "endfor",
    "set",
    "endset",
    "with",
    "endwith",
    "true",
    "false",
    "none",
    "True",
    "False",
    "None",
    "recursive",
    "endfilter",
];

/// Comparisons, the longer ones first.
const SIGNS: [&str; 6] = ["==", "!=", "<=", ">=", "<", ">"];

/// Every piece of a template, in order.
pub(super) fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut scan = Scan { template, pieces: Vec::new(), loops: Vec::new() };
    let mut at = 0;
    while let Some(open) = template[at..].find('{').map(|open| at + open) {
        let close = match template.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at = open + 1;
                continue;
            }
        };
        at = open + 2;
        if close == "#}" {
            at = template[at..].find(close).map_or(template.len(), |end| at + end + 2);
            continue;
        }
        let end = scan.block(at, close);
        let inside = template[at..end].trim_matches(['-', '+']).trim();
        at = end;
        if close == "%}" && inside == "raw" {
            at = template[at..].find("endraw").map_or(template.len(), |end| at + end);
        }
    }
    scan.pieces
}

struct Scan<'t> {
    template: &'t str,
    pieces: Vec<Piece<'t>>,
    /// The loops that are open: their variable, and what they go through.
    loops: Vec<(&'t str, &'t str)>,
}

impl<'t> Scan<'t> {
    /// Reads the inside of one pair of braces; gives the place of the closing ones.
    fn block(&mut self, start: usize, close: &str) -> usize {
        let mut words: Vec<&'t str> = Vec::new();
        let mut at = start;
        let mut piped = false;
        while let Some(c) = self.template[at..].chars().next() {
            let rest = &self.template[at..];
            if rest.starts_with(close) {
                break;
            }
            if c == '"' || c == '\'' {
                at += quoted(rest, c);
                piped = false;
            } else if c.is_ascii_alphabetic() || c == '_' {
                let path = path(rest, piped);
                self.word(path, at, piped, &words);
                words.push(path);
                at += path.len();
                piped = false;
            } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
                let text = &rest[..sign.len()];
                self.pieces.push(Piece { sort: Sort::Sign, text, of_loop: None, start: at });
                at += sign.len();
                piped = false;
            } else {
                piped = c == '|' || (piped && c.is_whitespace());
                at += if c.is_ascii_digit() { digits(rest) } else { c.len_utf8() };
            }
        }
        self.enter_or_leave(&words);
        at
    }

    fn word(&mut self, text: &'t str, start: usize, piped: bool, before: &[&str]) {
        let tested = match before {
            [.., "is"] => text != "not",
            [.., "is", "not"] => true,
            _ => false,
        };
        let sort = match before {
            _ if piped => Sort::Filter,
            ["filter"] => Sort::Filter,
            _ if tested => Sort::Test,
            _ if text == "in" && !matches!(before, ["for", ..] if !before.contains(&"in")) => Sort::Sign,
            [] if matches!(text, "raw" | "endraw" | "filter") => return,
            _ if KEYWORDS.contains(&text) || text == "is" => return,
            _ => Sort::Name,
        };
        let first = text.split('.').next().unwrap_or(text);
        let of_loop = self.loops.iter().rev().find(|(name, _)| *name == first).map(|(_, table)| *table);
        let of_loop = of_loop.filter(|_| sort == Sort::Name);
        self.pieces.push(Piece { sort, text, of_loop, start });
    }

    fn enter_or_leave(&mut self, words: &[&'t str]) {
        match words {
            ["for", name, "in", table, ..] => self.loops.push((name, table)),
            // A loop over pairs: nothing is known of its variables, but it ends like the others.
            ["for", ..] => self.loops.push(("", "")),
            ["endfor", ..] => {
                self.loops.pop();
            }
            _ => {}
        }
    }
}

/// A name and what follows it after dots; a filter has no dots.
fn path(rest: &str, piped: bool) -> &str {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '_' || (c == '.' && !piped);
    let end = rest.find(|c| !inside(c)).unwrap_or(rest.len());
    rest[..end].trim_end_matches('.')
}

fn digits(rest: &str) -> usize {
    rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())
}

/// The bytes of a text in quotes.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if !escaped && c == quote {
            return at + 1;
        }
        escaped = !escaped && c == '\\';
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(template: &str) -> Vec<(Sort, &str, Option<&str>)> {
        pieces(template).into_iter().map(|piece| (piece.sort, piece.text, piece.of_loop)).collect()
    }

    #[test]
    fn names_filters_and_tests_are_told_apart() {
        assert_eq!(
            found(
                "a { b {{ when | time }} {% if not x.y is defined and 3 > \"{{ no }}\" %}{# c #}{% endif %}"
            ),
            [
                (Sort::Name, "when", None),
                (Sort::Filter, "time", None),
                (Sort::Name, "x.y", None),
                (Sort::Test, "defined", None),
                (Sort::Sign, ">", None)
            ]
        );
        assert_eq!(found("{% raw %}{{ x }}{% endraw %}{{ y }}"), [(Sort::Name, "y", None)]);
    }

    #[test]
    fn comparisons_are_found_and_the_in_of_a_loop_is_none() {
        assert_eq!(
            found("{% for c in t if c in u %}{{ a != 'x < y' }}{% endfor %}")
                .into_iter()
                .filter(|(sort, ..)| *sort == Sort::Sign)
                .map(|(_, text, _)| text)
                .collect::<Vec<_>>(),
            ["in", "!="]
        );
    }

    #[test]
    fn the_variable_of_a_loop_knows_its_table() {
        assert_eq!(
            found("{% for c in clients %}{{ c.name }}{% endfor %}{{ c.name }}"),
            [
                (Sort::Name, "c", None),
                (Sort::Name, "clients", None),
                (Sort::Name, "c.name", Some("clients")),
                (Sort::Name, "c.name", None)
            ]
        );
    }
}

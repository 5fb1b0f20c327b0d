//! The runbooks that the program brings along, as they lie in `runbooks/`.
//!
//! They are sound, as the tests say, so their covers are believed without reading the rest.

use super::Cover;

/// File names and exact texts.
pub const RUNBOOKS: &[(&str, &str)] = &[
    ("data-security-incident.toml", include_str!("../../runbooks/data-security-incident.toml")),
    ("data-security-programme.toml", include_str!("../../runbooks/data-security-programme.toml")),
];

/// Those of standing duties alone.
const STANDING: &[&str] = &["data-security-programme.toml"];

/// The cover of a built-in runbook; nothing for any other bytes.
pub fn cover(bytes: &[u8]) -> Option<Cover> {
    let (name, text) = RUNBOOKS.iter().find(|(_, text)| text.as_bytes() == bytes)?;
    Cover::read(text, STANDING.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runbook::Runbook;

    #[test]
    fn every_built_in_runbook_has_no_problem() {
        for (name, text) in RUNBOOKS {
            match Runbook::parse(name, text.as_bytes()) {
                Ok((_, warnings)) => {
                    assert!(warnings.is_empty(), "{:?}", warnings.lines(crate::locale::Lang::En));
                }
                Err(problems) => panic!("{:?}", problems.lines(crate::locale::Lang::En)),
            }
        }
    }

    #[test]
    fn a_built_in_cover_says_what_the_whole_runbook_says() {
        for (name, text) in RUNBOOKS {
            let (book, _) = Runbook::parse(name, text.as_bytes()).unwrap();
            assert_eq!(cover(text.as_bytes()), Some(Cover::of(&book)));
        }
        assert_eq!(cover(b"schema = 1\n"), None);
    }
}

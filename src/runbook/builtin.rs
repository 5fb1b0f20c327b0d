//! The runbooks that the program brings along, as they lie in `runbooks/`.

/// File names and exact texts.
pub const RUNBOOKS: &[(&str, &str)] = &[
    ("data-security-incident.toml", include_str!("../../runbooks/data-security-incident.toml")),
    ("data-security-programme.toml", include_str!("../../runbooks/data-security-programme.toml")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runbook::Runbook;

    #[test]
    fn every_built_in_runbook_has_no_problem() {
        for (name, text) in RUNBOOKS {
            match Runbook::parse(name, text.as_bytes()) {
                Ok((_, warnings)) => assert!(warnings.is_empty(), "{:?}", warnings.lines()),
                Err(problems) => panic!("{:?}", problems.lines()),
            }
        }
    }
}

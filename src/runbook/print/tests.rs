//! What is printed reads back as the same.

mod made;
mod tape;

use proptest::prelude::*;

use super::toml::quoted;
use crate::runbook::{Runbook, builtin};
use tape::Tape;

fn read(text: &str) -> Runbook {
    match Runbook::parse("printed.toml", text.as_bytes()) {
        Ok((runbook, _)) => runbook,
        Err(problems) => {
            let lines: Vec<String> =
                problems.lines(crate::locale::Lang::En).iter().map(ToString::to_string).collect();
            panic!("{}\n{text}", lines.join("\n"))
        }
    }
}

#[test]
fn the_shipped_runbooks_print_as_they_read() {
    for (_, text) in builtin::RUNBOOKS {
        let runbook = read(text);
        assert_eq!(read(&runbook.to_toml()), runbook);
    }
}

proptest! {
    #[test]
    fn every_runbook_prints_as_it_reads(tape in proptest::collection::vec(any::<u32>(), 0..400)) {
        let runbook = Tape::new(tape).runbook();
        prop_assert_eq!(read(&runbook.to_toml()), runbook);
    }

    #[test]
    fn every_string_reads_back(value in "(?s)(.|[\"'\\\\\n\r\t\u{0}\u{7f}\u{1b}\u{85}]){0,24}") {
        let text = format!("x = {}", quoted(&value));
        let table: toml::Table = text.parse().unwrap();
        prop_assert_eq!(table["x"].as_str(), Some(value.as_str()));
    }
}

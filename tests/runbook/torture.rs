//! Whatever a file holds, reading it ends with a runbook or with problems, and nothing raw is printed.

use dutybook::runbook::schema::json_schema;
use dutybook::runbook::{Problems, Runbook, Source};
use proptest::prelude::*;

const WHOLE: &str = include_str!("whole.toml");

/// Reads bytes as a runbook and draws what is said about them.
fn survive(bytes: &[u8], overlay: &[u8]) {
    let base = Source { name: "torture.toml", bytes };
    let overlays = [Source { name: "overlay.toml", bytes: overlay }];
    let read: [Result<(Runbook, Problems), Problems>; 2] =
        [Runbook::parse("torture.toml", bytes), Runbook::parse_with_overlays(base, &overlays)];
    for result in read {
        let problems = match result {
            Ok((runbook, problems)) => {
                let printed = runbook.to_toml();
                assert_eq!(Runbook::parse("printed", printed.as_bytes()).unwrap().0, runbook);
                problems
            }
            Err(problems) => {
                assert!(problems.has_errors());
                problems
            }
        };
        for line in problems.lines(dutybook::locale::Lang::En) {
            assert!(!line.as_str().contains(char::is_control), "{line}");
        }
        assert_eq!(problems.json(dutybook::locale::Lang::En).len(), problems.len());
    }
}

#[test]
fn the_whole_runbook_is_sound_and_has_every_key() {
    let (runbook, problems) = Runbook::parse("whole.toml", WHOLE.as_bytes()).unwrap();
    assert!(problems.is_empty(), "{:?}", problems.lines(dutybook::locale::Lang::En));
    assert_eq!(runbook.steps.len(), 2);
    let schema = json_schema();
    let tables = schema["definitions"].as_object().unwrap().values().chain([&schema]);
    for table in tables {
        for key in table["properties"].as_object().into_iter().flat_map(|keys| keys.keys()) {
            // Only an overlay extends anything.
            let written = [format!("{key} = "), format!("[{key}]]"), format!(".{key}]]")];
            assert!(key == "extends" || written.iter().any(|form| WHOLE.contains(form)), "{key}");
        }
    }
}

/// A change of a text: where, how much of it goes, what comes.
fn change() -> impl Strategy<Value = (usize, usize, String)> {
    let words = prop_oneof![
        Just(String::new()),
        "[\"'\\[\\]{}=,.#\n\r\\\\|%!&() a-z0-9\u{0}\u{1b}值\u{202e}]{1,4}",
        Just("\"\"\"".to_owned()),
        Just("{{".to_owned()),
        Just("\n[[phase]]\n".to_owned()),
        Just("\n[[phase.step]]\n".to_owned()),
        Just("id = \"contain\"\n".to_owned()),
        Just("\\u0000".to_owned()),
    ];
    (0..WHOLE.len(), 0..24_usize, words)
}

fn changed(text: &str, changes: &[(usize, usize, String)]) -> String {
    let mut text = text.to_owned();
    for (at, gone, new) in changes {
        let from = text.floor_char_boundary((*at).min(text.len()));
        let to = text.floor_char_boundary((from + gone).min(text.len())).max(from);
        text.replace_range(from..to, new);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        survive(&bytes, &bytes);
    }

    #[test]
    fn a_changed_runbook_is_survived(changes in proptest::collection::vec(change(), 1..6)) {
        let text = changed(WHOLE, &changes);
        let overlay = text.replacen("schema = 1", "schema = 1\nextends = \"whole\"", 1);
        survive(text.as_bytes(), overlay.as_bytes());
        survive(WHOLE.as_bytes(), overlay.as_bytes());
    }

    #[test]
    fn lines_in_another_order_are_survived(swaps in proptest::collection::vec((0..150_usize, 0..150_usize), 1..8)) {
        let mut lines: Vec<&str> = WHOLE.lines().collect();
        for (left, right) in swaps {
            lines.swap(left % WHOLE.lines().count(), right % WHOLE.lines().count());
        }
        survive(lines.join("\n").as_bytes(), WHOLE.as_bytes());
    }

    #[test]
    fn tokens_in_any_order_are_survived(
        text in "(schema|id|title|phase|step|ask|when|body|zh|en|[\\[\\]{}=,.\"'#\n\r\\\\ ]|\\[\\[phase\\]\\]|1|2026-11-23|true|\"\"\"|值|\u{feff}){0,60}"
    ) {
        survive(text.as_bytes(), text.as_bytes());
    }
}

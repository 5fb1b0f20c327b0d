//! A disk that takes no more.

use dutybook::locale::{Lang, app as words, console as signs};

use super::clean::is_clean;
use super::place::Place;
use super::screen::{Launch, Screen};

/// No file grows beyond 8 blocks, which is 4 KiB here and 8 elsewhere; a write beyond fails.
const SMALL_FILES: &str = "ulimit -f 8; exec \"$0\" \"$@\"";

fn type_note(screen: &mut Screen, lang: Lang, text: &str) {
    screen.send("n").shows(words::NOTE_TEXT.get(lang));
    screen.paste(text).shows(&text[text.len() - 12..]);
    screen.press("C-s").hides(words::HAPPENED_HINT.get(lang));
}

#[test]
fn a_failed_append_is_told_keeps_what_was_typed_and_the_next_one_goes_on_in_a_new_feed() {
    for lang in Lang::ALL {
        let place = Place::with_run(lang);
        let mut screen = Launch::at(&place).through(SMALL_FILES).start();
        screen.shows(signs::HOME_RECONNECT.get(lang));
        screen.enter("the run", |grid| grid.has("├ "));
        let (mut written, failed) = (0, words::NOT_RECORDED.get(lang).replace("{}", ""));
        let told = loop {
            assert!(written < 30, "the disk takes everything");
            let text = format!("{} note-{written:07}", "x".repeat(600));
            type_note(&mut screen, lang, &text);
            let kept = format!("note-{written:07}");
            let grid = screen.until("an end", |grid| {
                grid.has(failed.trim()) || place.events("note.added").len() > written
            });
            if grid.has(failed.trim()) {
                break (grid, kept);
            }
            written += 1;
        };
        assert!(told.0.has(&signs::NOT_SAVED.get(lang)[..9]), "{}", told.0.text());
        assert!(screen.is_red(failed.trim()), "{}", told.0.text());
        assert_eq!(place.count("note.added"), written);
        let (feeds, bytes) = (place.feeds(), place.bytes());
        // What was typed is there again, and goes into a feed that continues the dead one.
        screen.send("n").shows(&told.1);
        screen.press("C-s").hides(words::HAPPENED_HINT.get(lang));
        place.until("the note", |place| place.count("note.added") == written + 1);
        screen.hides(failed.trim());
        screen.hides(&signs::NOT_SAVED.get(lang)[..9]);
        assert_eq!(place.feeds().len(), feeds.len(), "the feed that goes on was made at once");
        let after = place.bytes();
        let grown: Vec<_> = (0..feeds.len()).filter(|feed| after[*feed] != bytes[*feed]).collect();
        assert_eq!(grown.len(), 1, "the dead feed stays as it is");
        assert!(after[grown[0]].starts_with(&bytes[grown[0]]));
        let texts: Vec<String> =
            place.events("note.added").iter().map(|note| note["text"].to_string()).collect();
        assert!(texts.last().unwrap().contains(&told.1));
        let opened = place.events("feed.opened");
        let continues = &opened.last().unwrap()["continues"];
        assert!(continues["valid_bytes"].as_u64().is_some_and(|bytes| bytes > 0), "{continues}");
        is_clean(&screen.raw());
        place.is_sound();
    }
}

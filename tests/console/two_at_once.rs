//! Two consoles on one run at the same time.

use std::collections::BTreeSet;

use dutybook::locale::{Lang, app as words};

use super::place::Place;
use super::screen::Screen;

fn note(screen: &mut Screen, lang: Lang, text: &str) {
    screen.send("n").shows(words::NOTE_TEXT.get(lang));
    screen.send(text).shows(text);
    screen.press("C-s").hides(words::NOTE_TEXT.get(lang));
    screen.shows(text);
}

#[test]
fn two_consoles_of_one_person_write_feeds_of_their_own_into_one_sound_journal() {
    let lang = Lang::Zh;
    let place = Place::with_run(lang);
    let mut one = Screen::on_run(&place);
    let mut other = Screen::on_run(&place);
    // Who opens a second console has not been away.
    let returns = place.events("console.returned");
    assert_eq!(returns.last().unwrap()["cause"], "open-elsewhere");
    one.enter("the start", |grid| grid.has("├ ► 看一看"));
    other.shows("├ ► 看一看");
    for round in 0..5 {
        note(&mut one, lang, &format!("左边第{round}条"));
        note(&mut other, lang, &format!("右边第{round}条"));
    }
    one.enter("the next", |grid| grid.has("├ ☐ 关上门"));
    other.shows("├ ✔ 看一看");
    place.is_sound();

    let records = place.records();
    let of = |side: &str| -> BTreeSet<String> {
        let is_of = |text: &serde_json::Value| text.as_str().is_some_and(|text| text.starts_with(side));
        let notes = records.iter().filter(|record| is_of(&record.event["text"]));
        notes.map(|record| record.feed.clone()).collect()
    };
    assert_eq!((of("左边").len(), of("右边").len()), (1, 1));
    assert!(of("左边").is_disjoint(&of("右边")));
    assert_eq!(place.count("step.done"), 1);
    assert_eq!(place.count("note.added"), 10);
    drop((one, other));

    let mut third = Screen::on_run(&place);
    let journal = third.send("r").shows("右边第4条");
    assert!(journal.has("左边第4条"), "{}", journal.text());
}

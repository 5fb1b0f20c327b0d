//! Somebody who has never seen it.

use dutybook::locale::{Lang, app as words, console as signs};

use super::place::Place;
use super::screen::Launch;

#[test]
fn a_newcomer_opens_the_built_in_runbook_with_enter_alone() {
    for (lang, title, step) in [
        (Lang::Zh, "数据安全事件处置与后续跟踪", "认清出了什么事"),
        (Lang::En, "Data-security incident: response and follow-up", "Recognise what happened"),
    ] {
        let place = Place::fresh(lang);
        let mut screen = Launch::at(&place).start();
        let home = screen.shows(signs::HOME_RUNBOOKS.get(lang));
        assert!(home.line(title).starts_with('▸'), "{}", home.text());
        screen.enter("the form", |grid| grid.has(words::OPEN_RUN_HELP.get(lang)));
        let console = screen.enter("the first step", |grid| {
            grid.has(&format!("├ ☐ {step}")) && grid.has(signs::ENTER_START.get(lang))
        });
        assert!(console.line("Enter").contains(signs::ENTER_START.get(lang)), "{}", console.text());
        assert_eq!(place.kinds(), ["feed.opened", "run.opened"]);
        let opened = &place.events("run.opened")[0];
        assert_eq!(opened["run"], "incident");
        assert!(opened["title"].as_str().unwrap().chars().count() > 6, "{opened}");
        let shipped = dutybook::runbook::builtin::RUNBOOKS[0].1;
        assert_eq!(std::fs::read_to_string(place.run().join("runbook.toml")).unwrap(), shipped);
        place.is_sound();
    }
}

#[test]
fn the_first_screen_filters_by_pinyin_initials_and_by_words() {
    let place = Place::new(Lang::Zh);
    let mut screen = Launch::at(&place).start();
    screen.shows("数据安全常态工作").has("数据安全事件");
    screen.send("ctgz");
    let grid = screen.hides("数据安全事件处置");
    assert!(grid.has("数据安全常态工作"), "{}", grid.text());
    screen.press("Esc").shows("数据安全事件处置");
    screen.send("incident");
    screen.hides("数据安全常态工作");
}

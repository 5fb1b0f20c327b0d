//! The head of a run's page: what it is, by which runbook, when, and who wrote it where.

use super::account::Account;
use super::{value, words as vocabulary};
use crate::locale::{Word, page as words};
use crate::run::{Body, Event, FactId, FeedId, Run, Writer};
use crate::text::SafeText;
use crate::time::Moment;

/// What one process wrote.
#[derive(Clone, Debug)]
pub struct FeedHead<'a> {
    pub feed: FeedId,
    pub writer: &'a Writer,
    /// How many facts it has.
    pub facts: usize,
    pub first: Moment,
    pub last: Moment,
}

/// The feeds of a run, in the order in which they begin.
pub fn feeds(run: &Run) -> Vec<FeedHead<'_>> {
    let mut feeds: Vec<FeedHead<'_>> = Vec::new();
    for fact in run.facts() {
        if let Some(feed) = feeds.iter_mut().find(|feed| feed.feed == fact.id.feed) {
            feed.facts += 1;
            feed.last = fact.at;
        } else if let Some(Event::FeedOpened { writer, .. }) = fact.event() {
            feeds.push(FeedHead { feed: fact.id.feed, writer, facts: 1, first: fact.at, last: fact.at });
        }
    }
    feeds
}

/// The digest of the runbook's bytes, as the run's first feed states it.
pub fn runbook_digest(run: &Run) -> Option<&str> {
    let opened = run.facts().iter().find_map(|fact| match fact.event() {
        Some(Event::FeedOpened { files, .. }) => files.get("runbook.toml"),
        Some(_) | None => None,
    });
    opened.map(String::as_str)
}

/// The lines of the head.
pub fn head(account: &Account<'_>) -> Vec<SafeText> {
    let Account { run, lang, zone, .. } = *account;
    let say = |word: Word, value: &dyn std::fmt::Display| words::LINE.with(lang, &[&word.get(lang), value]);
    let title = if run.title().is_empty() { words::NO_TITLE.get(lang) } else { run.title() };
    let kind = vocabulary::kind(run.kind()).get(lang);
    let book = &run.book;
    let mut lines = vec![
        SafeText::line(&format!("{kind} {} {title}", run.number())),
        say(words::BOOK, &words::BOOK_VERSION.with(lang, &[&book.title.get(lang), &book.id, &book.version])),
    ];
    lines.extend(runbook_digest(run).map(|digest| say(words::BOOK_DIGEST, &digest)));
    lines.extend(run.opened_at().map(|at| say(words::OPENED, &zone.full(at))));
    if let Some((aware, true)) = run.elapsed_from() {
        lines.push(say(words::AWARE, &zone.full(aware)));
    }
    lines.push(match run.closed_at() {
        Some(at) => say(words::CLOSED, &zone.full(at)),
        None => say(words::COLUMN_STATE, &words::STILL_OPEN.get(lang)),
    });
    lines.push(say(words::ZONE, &zone.name()));
    lines.extend(
        persons(run).into_iter().map(|(id, name)| say(words::PERSON, &format!("{id} {name}").trim_end())),
    );
    lines.extend(feeds(run).iter().map(|feed| say(words::FEED, &feed_line(account, feed))));
    lines.push(say(words::FACTS, &run.facts().len()));
    let withheld = run.facts().iter().filter(|fact| fact.body == Body::Withheld).count();
    lines.extend((withheld > 0).then(|| words::FACTS_WITHHELD.with(lang, &[&withheld])));
    lines.extend((run.unknown_facts() > 0).then(|| words::FACTS_NEWER.with(lang, &[&run.unknown_facts()])));
    lines
}

/// Everybody who wrote, with the name that they gave.
pub fn persons(run: &Run) -> Vec<(&str, &str)> {
    let mut persons: Vec<(&str, &str)> = Vec::new();
    for fact in run.facts() {
        let opened = run.fact(FactId { feed: fact.id.feed, seq: 1 }).and_then(|fact| fact.event());
        let name =
            if let Some(Event::FeedOpened { writer, .. }) = opened { writer.display.as_str() } else { "" };
        let name = if name == fact.by.as_ref() { "" } else { name };
        if !persons.contains(&(&fact.by, name)) {
            persons.push((&fact.by, name));
        }
    }
    persons
}

fn feed_line(account: &Account<'_>, feed: &FeedHead<'_>) -> SafeText {
    let Writer { person, account: name, host, program, version, .. } = feed.writer;
    let named = format!("{person}-{}", feed.feed);
    let times = [value::moment(feed.first, account.zone), value::moment(feed.last, account.zone)];
    words::FEED_OF
        .with(account.lang, &[&named, host, name, program, version, &feed.facts, &times[0], &times[1]])
}

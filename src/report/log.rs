//! The account of a run on paper: a head, a heading for each day, a line for each fact, and what is open.
//!
//! Days are those on which the facts were recorded, so that the page keeps the journal's order; when a fact
//! happened stands in its line.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::account::{Account, Entry};
use super::{clock, head, notice, value};
use crate::locale::{Lang, Word, notice as notices, page as words};
use crate::run::{AlarmKind, RunKind};
use crate::runbook::Tri;
use crate::text::{Ambiguous, SafeText};
use crate::time::Moment;

/// How long nothing must have been recorded for the page to say so.
const SILENCE: TimeDelta = TimeDelta::hours(1);

/// How far a clock must read back for the page to say so.
const BACKWARD: TimeDelta = TimeDelta::minutes(1);

/// The widest column for persons, in terminal columns.
const MAX_PERSON_COLUMNS: usize = 16;

/// The lines of the account.
pub fn log(account: &Account<'_>) -> Vec<SafeText> {
    let mut page = Page { account, lines: head::head(account), last: None };
    let entries: Vec<Entry> = account.entries().collect();
    let widest = entries.iter().map(|entry| entry.person.width(account.ambiguous)).max().unwrap_or(0);
    for entry in &entries {
        page.entry(entry, widest.min(MAX_PERSON_COLUMNS));
    }
    if !account.run.is_closed() {
        page.open_ends();
    }
    let drill = account.run.kind() == RunKind::Drill;
    page.lines
        .into_iter()
        .map(|line| if drill { marked_as_drill(&line, account.lang) } else { line })
        .collect()
}

struct Page<'a> {
    account: &'a Account<'a>,
    lines: Vec<SafeText>,
    /// When the last fact was recorded.
    last: Option<Moment>,
}

impl Page<'_> {
    fn entry(&mut self, entry: &Entry, person_columns: usize) {
        let recorded = entry.recorded.unwrap_or(entry.at);
        self.between(recorded);
        let zone = self.account.zone;
        let time = if zone.local(entry.at).date() == zone.local(recorded).date() {
            zone.clock_seconds(entry.at)
        } else {
            zone.minute(entry.at)
        };
        let person = padded(&entry.person, person_columns, self.account.ambiguous);
        let lines = entry.full();
        for (n, line) in lines.iter().enumerate() {
            let before = if n == 0 {
                SafeText::line(&format!("{time}  ")).then(&person).then(&SafeText::word("  "))
            } else {
                SafeText::line(&" ".repeat(10 + person_columns + 2))
            };
            self.lines.push(before.then(line));
        }
        self.last = Some(recorded);
    }

    /// What lies between the last fact and the next: a long silence, a clock that reads back, another day.
    fn between(&mut self, next: Moment) {
        let lang = self.account.lang;
        if let Some(last) = self.last {
            let gap = next - last;
            let seconds = gap.num_seconds().unsigned_abs();
            if gap >= SILENCE {
                self.lines.push(words::SILENCE.with(lang, &[&value::span(seconds, lang)]));
            } else if gap <= -BACKWARD {
                self.lines.push(words::BACKWARD.with(lang, &[&value::span(seconds, lang)]));
            }
        }
        let day = |moment| self.account.zone.local(moment).date();
        if self.last.is_none_or(|last| day(last) != day(next)) {
            self.heading(&day_heading(day(next), lang));
        }
    }

    fn heading(&mut self, text: &SafeText) {
        self.lines.push(SafeText::default());
        self.lines.push(words::HEADING.with(self.account.lang, &[text]));
    }

    /// What an open run still wants.
    fn open_ends(&mut self) {
        let Account { run, lang, zone, .. } = *self.account;
        self.heading(&words::OPEN_ENDS.text(lang));
        let open = (0..run.steps().len()).filter(|n| run.is_open(*n)).count();
        self.lines.push(words::OPEN_STEPS.with(lang, &[&open]));
        for item in notice::items(run).iter().filter(|item| item.applies == Tri::True && item.is_open()) {
            let (told, of) = item.told_of();
            let title = item.notice.title.get(lang);
            self.lines.push(match item.notice.each {
                Some(_) => notices::OPEN_NOTICES.with(lang, &[&title, &told, &of]),
                None => notices::OPEN_NOTICE.with(lang, &[&title]),
            });
        }
        for fact in run.open_questions() {
            let text = self.account.question(fact);
            let at = value::moment(fact.at, zone);
            self.lines.push(words::OPEN_QUESTION.with(lang, &[&text, &fact.by, &at]));
        }
        for alarm in run.alarms(zone) {
            if let AlarmKind::Clock(place, row) = alarm.kind {
                let title = clock::title(run, place, row, lang);
                self.lines.push(words::OPEN_CLOCK.with(lang, &[&title, &value::moment(alarm.at, zone)]));
            }
            if let AlarmKind::Timer(id) = alarm.kind {
                let until = value::moment(alarm.at, zone);
                self.lines.push(words::OPEN_TIMER.with(lang, &[&self.account.timer_of(id), &until]));
            }
        }
    }
}

/// `2026-11-23 周一`
fn day_heading(day: NaiveDate, lang: Lang) -> SafeText {
    SafeText::line(&format!("{day} {}", weekday(day).get(lang)))
}

fn weekday(day: NaiveDate) -> Word {
    match day.weekday() {
        Weekday::Mon => words::MONDAY,
        Weekday::Tue => words::TUESDAY,
        Weekday::Wed => words::WEDNESDAY,
        Weekday::Thu => words::THURSDAY,
        Weekday::Fri => words::FRIDAY,
        Weekday::Sat => words::SATURDAY,
        Weekday::Sun => words::SUNDAY,
    }
}

/// A text with blanks after it up to so many columns.
pub fn padded(text: &SafeText, columns: usize, ambiguous: Ambiguous) -> SafeText {
    let missing = columns.saturating_sub(text.width(ambiguous));
    text.clone().then(&SafeText::line(&" ".repeat(missing)))
}

/// A line of a drill's page says so, since lines are cut out and passed on.
fn marked_as_drill(line: &SafeText, lang: Lang) -> SafeText {
    let mark = super::words::kind(RunKind::Drill).text(lang);
    if line.is_empty() { mark } else { mark.then(&SafeText::word(" ")).then(line) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::story::{ALICE, BOB, Story, whole};
    use crate::run::Run;
    use crate::time::Zone;

    fn page(run: &Run, lang: Lang) -> String {
        let zone = Zone::from_offset("+08:00").unwrap();
        let lines = log(&Account::new(run, lang, &zone));
        lines.iter().map(|line| line.as_str().trim_end()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_closed_run_is_told_from_its_head_to_its_closing() {
        let page = page(&whole(), Lang::Zh);
        insta::assert_snapshot!(page.split("04:03:00").next().unwrap(), @r#"
        事件 2026-007 甲公司账套外泄
        处置手册：数据安全事件（data-security-incident，版本 1.0.0）
        手册摘要 SHA-256：ab12
        立案：2026-11-23 04:02:00 +08:00
        获知：2026-11-23 03:50:00 +08:00
        结案：2026-11-23 04:20:00 +08:00
        时区：+08:00
        人员：alice
        人员：bob
        分册：alice-000000000000000a（kuaiji-01，账号 duty，dutybook 0.1.0）11 条，2026-11-23 04:00 至 2026-11-23 04:20
        分册：bob-000000000000000b（kuaiji-01，账号 duty，dutybook 0.1.0）11 条，2026-11-23 04:01 至 2026-11-23 04:21
        记录：22

        ── 2026-11-23 周一 ──
        04:00:00  alice  启用个人分册（kuaiji-01，账号 duty，dutybook 0.1.0）
                         runbook.toml：ab12
        04:01:00  bob    启用个人分册（kuaiji-01，账号 duty，dutybook 0.1.0）
                         runbook.toml：ab12
        04:02:00  alice  立案：2026-007 甲公司账套外泄
                         类别：事件
                         处置手册：data-security-incident，版本 1.0.0
        "#);
        assert!(page.ends_with("备注：备份厂商回电（结案后记录）"), "{page}");
    }

    #[test]
    fn an_open_drill_says_so_in_every_line_and_ends_with_what_is_open() {
        let mut story = Story::opened("drill");
        story.then(ALICE, r#"{"kind":"question.raised","text":"谁登录过"}"#);
        story.then(BOB, r#"{"kind":"timer.started","title":"看备份","runs":1200}"#);
        story.then(BOB, r#"{"kind":"note.added","text":"一\n二","happened":"2026-11-22T15:30:00Z"}"#);
        story.wait(300);
        story.then(ALICE, r#"{"kind":"time.set","by":-7200}"#);
        story.wait(-120);
        story.then(ALICE, r#"{"kind":"step.started","step":"contain"}"#);
        let page = page(&story.run(), Lang::En);
        insta::assert_snapshot!(page[page.find("04:02:00").unwrap()..], @r#"
        04:02:00 +08:00
        DRILL state: still open
        DRILL time zone: +08:00
        DRILL person: alice
        DRILL person: bob
        DRILL feed: alice-000000000000000a (kuaiji-01, account duty, dutybook 0.1.0), records: 5, 2026-11-23 04:00 to 2026-11-23 07:07
        DRILL feed: bob-000000000000000b (kuaiji-01, account duty, dutybook 0.1.0), records: 3, 2026-11-23 04:01 to 2026-11-23 04:05
        DRILL records: 8
        DRILL
        DRILL ── 2026-11-23 Mon ──
        DRILL 04:00:00  alice  opened a feed (on kuaiji-01, account duty, dutybook 0.1.0)
        DRILL                  runbook.toml: ab12
        DRILL 04:01:00  bob    opened a feed (on kuaiji-01, account duty, dutybook 0.1.0)
        DRILL                  runbook.toml: ab12
        DRILL 04:02:00  alice  opened 2026-007 甲公司账套外泄
        DRILL                  kind: DRILL
        DRILL                  runbook: data-security-incident, version 1.0.0
        DRILL 04:03:00  alice  open question: 谁登录过
        DRILL 04:04:00  bob    timer of 20m: 看备份
        DRILL 2026-11-22 23:30  bob    note: 一 … (recorded at 2026-11-23 04:05)
        DRILL                  二
        DRILL ┄ no records for 5h1m
        DRILL 09:06:00  alice  the clock was set back by 2h
        DRILL ┄ the next record's clock reads 1h59m earlier than the last one's
        DRILL 07:07:00  alice  started Stop the spread
        DRILL
        DRILL ── still open ──
        DRILL steps not settled: 3
        DRILL open question: 谁登录过 (alice, 2026-11-23 04:03)
        DRILL timer: 看备份, until 2026-11-23 02:24
        "#);
        assert!(page.lines().all(|line| line.starts_with("DRILL")), "{page}");
    }
}

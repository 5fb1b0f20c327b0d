//! The first incident, key by key as a README tells it, and the picture of the screen.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use dutybook::locale::Lang;

use super::page::{Page, home};
use super::terminal::Terminal;

/// What stands in `backticks`, or between two other marks.
fn marked<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    text.split(mark).skip(1).step_by(2).collect()
}

/// The rows of the first table: keys, and what then stands on the screen.
fn rows(text: &str) -> Vec<(Vec<&str>, Vec<&str>)> {
    let table = text.lines().skip_while(|line| !line.starts_with("| --- |")).skip(1);
    let rows = table.take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let (keys, seen) = row[1..].split_once(" | ").unwrap();
        (marked(keys, "`"), marked(seen, "**"))
    })
    .collect()
}

#[test]
fn the_first_incident_goes_as_it_is_told() {
    for page in Page::ALL {
        let home = home(page);
        let text = page.text();
        let rows = rows(&text);
        assert!(rows.len() > 8, "{rows:?}");
        let mut terminal = Terminal::start(page, home.path(), &[]);
        terminal.shows("1.0.0");
        for (keys, seen) in &rows {
            assert!(!keys.is_empty() && !seen.is_empty(), "{keys:?} {seen:?}");
            for key in keys {
                terminal.types(key);
            }
            for text in seen {
                terminal.shows(text);
            }
        }
        terminal.types("Esc");
        terminal.types("Enter");
        terminal.ends();
    }
}

/// The flag of a zone in which it is between eleven and noon, so that no time of the picture stands on another day.
fn late_morning() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let hour = i64::try_from(seconds / 3600 % 24).unwrap();
    format!("--zone={:+03}:00", 11 - hour)
}

#[test]
fn the_picture_is_the_screen() {
    for page in Page::ALL {
        let home = home(page);
        let (title, note) = match page.0 {
            Lang::Zh => ("甲公司账套外泄", "两台电脑弹出勒索信，第三台已关机未动"),
            Lang::En => ("Payroll leak", "Two screens show a ransom note, a third is off"),
        };
        let zone = late_morning();
        let opened = Command::new(env!("CARGO_BIN_EXE_dutybook"))
            .args(["start", "data-security-incident", "--detach", "--title", title, &zone])
            .args(["--answer", "aware_at=-20m", "--answer", "kind=ransomware"])
            .env_clear()
            .env("LANG", page.locale())
            .env("HOME", home.path())
            .output()
            .unwrap();
        assert!(opened.status.success(), "{opened:?}");
        let mut terminal = Terminal::start(page, home.path(), &[&zone]);
        terminal.shows(title);
        let (steps, noted) = match page.0 {
            Lang::Zh => (["头 15 分钟", "开始 认清", "完成 认清", "开始 换一条"], "备注："),
            Lang::En => {
                (["First 15 minutes", "started Recognise", "completed Recognise", "started Open"], "note: ")
            }
        };
        for seen in steps {
            terminal.types("Enter");
            terminal.shows(seen);
        }
        terminal.types("n");
        terminal.types(note);
        terminal.types("Ctrl-S");
        terminal.shows(noted);
        let block = page.blocks().into_iter().find(|block| block.before == "<!-- screen -->").unwrap();
        let fenced = |text: &str| format!("<!-- screen -->\n```text\n{}\n```\n", text.trim_end());
        page.holds(&fenced(&block.text), &fenced(&terminal.picture()));
    }
}

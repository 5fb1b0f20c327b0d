//! The end that a panic of any thread makes: it is reported as text, since what it quotes of a file or a person must not
//! steer the terminal that it is shown on, and nothing is unwound.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::fmt;
use std::io::{self, Write};
use std::{panic, process, thread};

use super::wake::{Sender, Wake};
use crate::text::SafeText;

/// What the program exits with.
pub const EXIT_CODE: u8 = 101;

/// From now on a panic of any thread is reported, and ends the program.
pub fn end_the_program() {
    panic::set_hook(Box::new(|info| {
        report(info);
        process::exit(EXIT_CODE.into());
    }));
}

/// From now on a panic of another thread ends the loop of this one, so that what was asked for before is still written.
/// `give_back` is called before the report.
pub fn end_the_loop<T: Send + 'static>(sender: Sender<T>, give_back: impl Fn() + Send + Sync + 'static) {
    let this = thread::current().id();
    panic::set_hook(Box::new(move |info| {
        give_back();
        report(info);
        if thread::current().id() == this {
            process::exit(EXIT_CODE.into());
        }
        sender.send(Wake::Panicked);
        loop {
            thread::park();
        }
    }));
}

fn report(info: &panic::PanicHookInfo<'_>) {
    let backtrace = Backtrace::capture();
    let is_wanted = backtrace.status() == BacktraceStatus::Captured;
    let traced = is_wanted.then_some(&backtrace as &dyn fmt::Display);
    let mut report = String::new();
    for line in lines(info, traced) {
        report.push_str(line.as_str());
        report.push('\n');
    }
    // Nobody could be told of its failure.
    let _ = io::stderr().lock().write_all(report.as_bytes());
}

fn lines(info: &dyn fmt::Display, backtrace: Option<&dyn fmt::Display>) -> Vec<SafeText> {
    let mut text = info.to_string();
    if let Some(backtrace) = backtrace {
        text.push('\n');
        text.push_str(&backtrace.to_string());
    }
    SafeText::lines(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_panic_quotes_is_text() {
        let info =
            "panicked at src/x.rs:1:2:\nbyte index 1 is not a char boundary of `\u{1b}[2J\u{202e}\u{9b}31m`";
        let told: Vec<String> = lines(&info, Some(&"0: main\x07")).iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "panicked at src/x.rs:1:2:",
                "byte index 1 is not a char boundary of `^[[2J<U+202E><U+009B>31m`",
                "0: main^G"
            ]
        );
    }
}

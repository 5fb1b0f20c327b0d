//! The one place where subcommands print.
//!
//! Text goes out as [`SafeText`]; data for other programs as it is, in a form that has no control characters.
//! A reader that has gone away ends the output quietly.

use std::io::{self, Write};

use crate::text::SafeText;

/// Lines to standard output, and errors to standard error.
pub struct Out<O: Write, E: Write> {
    lines: O,
    errors: E,
    /// Why nothing more is printed.
    failure: Option<io::Error>,
}

impl Out<io::BufWriter<io::Stdout>, io::Stderr> {
    /// The process's own output.
    pub fn standard() -> Self {
        Self::new(io::BufWriter::new(io::stdout()), io::stderr())
    }
}

impl<O: Write, E: Write> Out<O, E> {
    /// Output to anything.
    pub const fn new(out: O, errors: E) -> Self {
        Self { lines: out, errors, failure: None }
    }

    /// A line of text.
    pub fn line(&mut self, text: &SafeText) {
        self.data(text.as_str());
    }

    /// Lines of text.
    pub fn lines(&mut self, lines: &[SafeText]) {
        for line in lines {
            self.line(line);
        }
    }

    /// Lines about what went wrong.
    pub fn errors(&mut self, lines: &[SafeText]) {
        for line in lines {
            self.error(line);
        }
    }

    /// A line of data for another program, such as JSON in ASCII or a path.
    pub fn data(&mut self, line: &str) {
        if self.failure.is_none() {
            self.failure = writeln!(self.lines, "{line}").err();
        }
    }

    /// A line about what went wrong.
    pub fn error(&mut self, text: &SafeText) {
        let _ = self.lines.flush();
        let _ = writeln!(self.errors, "{text}");
    }

    /// Sends what is buffered. Fails where not all of it could be printed; a reader that has gone away is none.
    pub fn finish(&mut self) -> io::Result<()> {
        let failure = self.failure.take().or_else(|| self.lines.flush().err());
        failure.filter(|error| error.kind() != io::ErrorKind::BrokenPipe).map_or(Ok(()), Err)
    }
}

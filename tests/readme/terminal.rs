//! The program on a terminal of 80 by 24, as far as a README needs it.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::page::{Page, masked};

const SIZE: PtySize = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };

/// How long a screen may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A deed's key counts once within 350 ms, so that a bouncing one does nothing twice.
const BOUNCE: Duration = Duration::from_millis(400);

/// The running program.
pub(super) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// Starts the console in a home folder.
    pub(super) fn start(page: Page, home: &Path, arguments: &[&str]) -> Self {
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dutybook"));
        command.args(arguments);
        command.env_clear();
        command.env("LANG", page.locale());
        command.env("TERM", "xterm-256color");
        command.env("HOME", home);
        command.cwd(home);
        let child = pair.slave.spawn_command(command).unwrap();
        let screen = Arc::new(Mutex::new(vt100::Parser::new(SIZE.rows, SIZE.cols, 0)));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let drawn = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                drawn.lock().unwrap().process(&bytes[..count]);
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self { child, writer, screen, _master: pair.master }
    }

    /// Presses a key that a README names, or types a text.
    pub(super) fn types(&mut self, token: &str) {
        let bytes = match token {
            "Enter" => "\r",
            "Esc" => "\x1b",
            "Ctrl-S" => "\x13",
            text => text,
        };
        if token == "Enter" {
            std::thread::sleep(BOUNCE);
        }
        self.writer.write_all(bytes.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        if token == "Esc" {
            // Together with what follows at once it would be another key.
            std::thread::sleep(BOUNCE);
        }
    }

    /// Waits until a text stands on the screen, whatever its times are.
    #[track_caller]
    pub(super) fn shows(&self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !masked(&self.picture()).contains(&masked(text)) {
            assert!(Instant::now() < deadline, "`{text}` never came:\n{}", self.picture());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// The screen, without blanks at the ends of lines.
    pub(super) fn picture(&self) -> String {
        let parser = self.screen.lock().unwrap();
        let rows: Vec<String> = parser.screen().rows(0, SIZE.cols).collect();
        let rows: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
        rows.join("\n")
    }

    /// Waits until the program has ended well.
    #[track_caller]
    pub(super) fn ends(mut self) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                assert!(status.success(), "{status:?}");
                return;
            }
            assert!(Instant::now() < deadline, "it does not end:\n{}", self.picture());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

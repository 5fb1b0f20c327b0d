//! The program on a pseudo-terminal, and the screen that it draws there.
//!
//! A test waits for what the screen shows, with a deadline; it never waits for a time to pass.

use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use dutybook::locale::Lang;
use dutybook::locale::refusal::STILL_SAVING;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{Termios, tcgetattr};

use super::place::{Place, TITLE};

/// How long anything may take on a machine that has much else to do.
pub(super) const DEADLINE: Duration = Duration::from_secs(15);

/// The pieces of a frame come closer together than this.
const PIECE: Duration = Duration::from_millis(15);

/// How the program is started.
pub(super) struct Launch<'a> {
    pub(super) place: &'a Place,
    pub(super) columns: u16,
    pub(super) rows: u16,
    pub(super) arguments: Vec<String>,
    /// A shell command that becomes the program, which is `$0` with its arguments `$@`.
    pub(super) through: Option<&'a str>,
    pub(super) also: Vec<(&'a str, String)>,
}

impl<'a> Launch<'a> {
    /// On a terminal of 80 columns and 24 rows.
    pub(super) fn at(place: &'a Place) -> Self {
        Self { place, columns: 80, rows: 24, arguments: Vec::new(), through: None, also: Vec::new() }
    }

    pub(super) fn size(self, columns: u16, rows: u16) -> Self {
        Self { columns, rows, ..self }
    }

    pub(super) fn with(self, arguments: &[&str]) -> Self {
        Self { arguments: arguments.iter().map(ToString::to_string).collect(), ..self }
    }

    pub(super) fn through(self, shell: &'a str) -> Self {
        Self { through: Some(shell), ..self }
    }

    fn command(&self) -> CommandBuilder {
        let program = env!("CARGO_BIN_EXE_dutybook");
        let mut command = match self.through {
            Some(shell) => {
                let mut command = CommandBuilder::new("sh");
                command.args(["-c", shell, program]);
                command
            }
            None => CommandBuilder::new(program),
        };
        command.args(&self.arguments);
        command.env_clear();
        for (name, value) in self.place.environment() {
            command.env(name, value);
        }
        for (name, value) in &self.also {
            command.env(name, value);
        }
        command.cwd(self.place.home().parent().unwrap().join("elsewhere"));
        command
    }

    pub(super) fn start(self) -> Screen {
        let (rows, cols) = (self.rows, self.columns);
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        // Held open, so that its mode can be looked at when the program has ended.
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let slave = rustix::fs::open(pair.master.tty_name().unwrap(), flags, Mode::empty()).unwrap();
        let mode = tcgetattr(&slave).unwrap();
        let child = pair.slave.spawn_command(self.command()).unwrap();
        drop(pair.slave);
        let seen = Arc::new(Seen::new(rows, cols));
        let mut source = pair.master.try_clone_reader().unwrap();
        let into = Arc::clone(&seen);
        let reader = std::thread::spawn(move || into.read_all(&mut source));
        let writer = pair.master.take_writer().unwrap();
        let held = Some(Held { master: pair.master, writer, slave });
        Screen { child, held, seen, reader: Some(reader), mode, last: String::new() }
    }
}

/// The terminal's side of the line.
struct Held {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    slave: OwnedFd,
}

/// A running program and its screen.
pub(super) struct Screen {
    child: Box<dyn Child + Send + Sync>,
    held: Option<Held>,
    seen: Arc<Seen>,
    reader: Option<JoinHandle<()>>,
    /// The terminal's mode before the program had it.
    mode: Termios,
    /// The key that was pressed last.
    last: String,
}

/// What came from the program.
struct Seen {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    parser: vt100::Parser,
    raw: Vec<u8>,
    is_over: bool,
    /// The reader lets go of the line when it next wakes.
    lets_go: bool,
    /// The terminal takes nothing.
    is_stopped: bool,
    /// How many bytes the line takes in a hundredth of a second, where it is slow.
    takes: Option<usize>,
    /// How often its size was changed: what comes may be meant for another one.
    resizes: usize,
}

impl State {
    /// Takes in what the program wrote. A frame for the size before can end this terminal where it meets one that is
    /// smaller; a new one takes its place then, and gets whatever is drawn for the next size.
    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        let (rows, columns) = self.parser.screen().size();
        let taken = catch_unwind(AssertUnwindSafe(|| self.parser.process(bytes)));
        match taken {
            Ok(()) => {}
            Err(_) if self.resizes > 0 => self.parser = vt100::Parser::new(rows, columns, 0),
            Err(cause) => resume_unwind(cause),
        }
    }
}

impl Seen {
    fn new(rows: u16, columns: u16) -> Self {
        let parser = vt100::Parser::new(rows, columns, 0);
        let state = State {
            parser,
            raw: Vec::new(),
            is_over: false,
            lets_go: false,
            is_stopped: false,
            takes: None,
            resizes: 0,
        };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn read_all(&self, source: &mut dyn Read) {
        let mut bytes = [0; 16_384];
        loop {
            let takes = self.lock().takes;
            let most = takes.unwrap_or(bytes.len());
            let count = source.read(&mut bytes[..most]).unwrap_or(0);
            if takes.is_some() {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            let stopped = self.changed.wait_while(self.lock(), |state| state.is_stopped);
            let mut state = stopped.unwrap();
            state.take(&bytes[..count]);
            state.is_over = count == 0 || state.lets_go;
            self.changed.notify_all();
            if state.is_over {
                return;
            }
        }
    }
}

/// A screen at one moment.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub(super) lines: Vec<String>,
    /// Row and column, where the cursor shows.
    pub(super) cursor: Option<(u16, u16)>,
}

impl Grid {
    fn of(screen: &vt100::Screen) -> Self {
        let (_, columns) = screen.size();
        let cursor = (!screen.hide_cursor()).then(|| screen.cursor_position());
        let lines = screen.rows(0, columns).map(|line| line.trim_end().to_owned()).collect();
        Self { lines, cursor }
    }

    /// Whether a line has this text.
    pub(super) fn has(&self, text: &str) -> bool {
        self.lines.iter().any(|line| line.contains(text))
    }

    /// The first line that has this text.
    pub(super) fn line(&self, text: &str) -> &str {
        self.lines.iter().find(|line| line.contains(text)).map_or("", String::as_str)
    }

    /// All of it, to be read.
    pub(super) fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// How a program ended.
pub(super) struct Ended {
    pub(super) status: ExitStatus,
    /// All that it wrote.
    pub(super) raw: Vec<u8>,
    /// What the terminal shows afterwards.
    pub(super) after: Grid,
    /// What it left behind of its own: empty where the terminal was given back.
    pub(super) left_behind: Vec<&'static str>,
}

impl Screen {
    /// The console on the only run, at its next step.
    #[track_caller]
    pub(super) fn on_run(place: &Place) -> Self {
        Self::on_run_of(Launch::at(place))
    }

    /// The same on another terminal.
    pub(super) fn on_run_of(launch: Launch<'_>) -> Self {
        let mut screen = launch.start();
        screen.shows(TITLE);
        screen.enter("the run", |grid| grid.has("├ "));
        screen
    }

    /// The screen now.
    pub(super) fn grid(&self) -> Grid {
        Grid::of(self.seen.lock().parser.screen())
    }

    /// Everything that was written so far.
    pub(super) fn raw(&self) -> Vec<u8> {
        self.seen.lock().raw.clone()
    }

    /// Whether a text stands on the screen in red, or in reverse where there is no colour.
    pub(super) fn is_red(&self, text: &str) -> bool {
        let state = self.seen.lock();
        let screen = state.parser.screen();
        let (rows, columns) = screen.size();
        let row = (0..rows).find(|row| screen.contents_between(*row, 0, *row, columns).contains(text));
        let reddish = |cell: &vt100::Cell| match cell.fgcolor() {
            vt100::Color::Default => false,
            vt100::Color::Idx(n) => [1, 9, 160, 161, 167, 196, 197, 203, 204, 210].contains(&n),
            vt100::Color::Rgb(red, green, blue) => red > green.saturating_add(40) && red > blue,
        };
        row.is_some_and(|row| (0..columns).filter_map(|column| screen.cell(row, column)).any(reddish))
    }

    /// How long the program has run, in the system's ticks.
    pub(super) fn processor_ticks(&self) -> u64 {
        let path = format!("/proc/{}/stat", self.pid().as_raw_nonzero());
        let stat = std::fs::read_to_string(path).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }

    /// The program's process.
    pub(super) fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    /// Waits until a condition holds on the screen, and gives the screen.
    #[track_caller]
    pub(super) fn until(&self, what: &str, holds: impl Fn(&Grid) -> bool) -> Grid {
        let deadline = Instant::now() + DEADLINE;
        let mut state = self.seen.lock();
        loop {
            let grid = Grid::of(state.parser.screen());
            let left = deadline.saturating_duration_since(Instant::now());
            if holds(&grid) {
                // A frame comes in pieces; what holds of half a frame may not hold of the whole one.
                let (later, waited) = self.seen.changed.wait_timeout(state, PIECE).unwrap();
                if waited.timed_out() {
                    return grid;
                }
                state = later;
            } else if left.is_zero() || state.is_over {
                drop(state);
                panic!("never came: {what}\n{}", grid.text());
            } else {
                state = self.seen.changed.wait_timeout(state, left).unwrap().0;
            }
        }
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub(super) fn shows(&self, text: &str) -> Grid {
        self.until(text, |grid| grid.has(text))
    }

    /// Waits until the screen does not show a text any more.
    #[track_caller]
    pub(super) fn hides(&self, text: &str) -> Grid {
        self.until(&format!("no {text}"), |grid| !grid.has(text))
    }

    /// Sends bytes as they are.
    pub(super) fn send(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let held = self.held.as_mut().unwrap();
        held.writer.write_all(bytes.as_ref()).unwrap();
        held.writer.flush().unwrap();
        self
    }

    /// Presses a key by the name that the table of actions uses.
    pub(super) fn press(&mut self, key: &str) -> &mut Self {
        key.clone_into(&mut self.last);
        let bytes = match key {
            "Enter" => "\r",
            "Esc" => "\x1b",
            "Tab" => "\t",
            "S-Tab" => "\x1b[Z",
            "Space" => " ",
            "Backspace" => "\x7f",
            "Delete" => "\x1b[3~",
            "Up" => "\x1b[A",
            "Down" => "\x1b[B",
            "Right" => "\x1b[C",
            "Left" => "\x1b[D",
            "PageUp" => "\x1b[5~",
            "PageDown" => "\x1b[6~",
            "Home" => "\x1b[H",
            "End" => "\x1b[F",
            "C-c" => "\x03",
            "C-g" => "\x07",
            "C-s" => "\x13",
            "C-z" => "\x1a",
            letter => letter,
        };
        self.send(bytes)
    }

    /// Presses Enter, as a press of its own, and waits for what follows. As a person would, presses again where it is
    /// said that what was recorded last is still being saved.
    #[track_caller]
    pub(super) fn enter(&mut self, what: &str, holds: impl Fn(&Grid) -> bool) -> Grid {
        let is_early = |grid: &Grid| Lang::ALL.iter().any(|lang| grid.has(STILL_SAVING.get(*lang)));
        loop {
            if self.last == "Enter" {
                // A key without a meaning tells two presses from one that is held.
                self.press("C-g");
            }
            let grid = self.press("Enter").until(what, |grid| holds(grid) || is_early(grid));
            if holds(&grid) {
                return grid;
            }
            self.press("C-g").until("no word of saving", |grid| !is_early(grid));
        }
    }

    /// Pastes a text, as a terminal does that was asked to mark it.
    pub(super) fn paste(&mut self, text: &str) -> &mut Self {
        self.send(format!("\x1b[200~{text}\x1b[201~"))
    }

    /// Gives the terminal another size.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        // The screen first: what is drawn for the new size must find it.
        // A frame for the size before may still be on its way, and this terminal knows no wide character in one column
        // and no end of a line in the only row.
        let mut seen = self.seen.lock();
        seen.resizes += 1;
        seen.parser.screen_mut().set_size(rows.max(2), columns.max(2));
        drop(seen);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.held.as_ref().unwrap().master.resize(size).unwrap();
        self
    }

    /// The terminal takes nothing more of what the program writes, as a line that stalls, or takes it again.
    pub(super) fn stall(&mut self, is_stopped: bool) -> &mut Self {
        self.seen.lock().is_stopped = is_stopped;
        self.seen.changed.notify_all();
        self
    }

    /// The line takes so many bytes in a hundredth of a second from now on; 10 are 9,600 baud.
    pub(super) fn slow(&mut self, bytes: usize) -> &mut Self {
        self.seen.lock().takes = Some(bytes);
        self
    }

    /// The line takes whatever comes again.
    pub(super) fn fast(&mut self) -> &mut Self {
        self.seen.lock().takes = None;
        self
    }

    /// Sends a signal to the program.
    pub(super) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Closes the terminal, as a dropped line does, and waits for the program to end by itself.
    #[track_caller]
    pub(super) fn hang_up(mut self) -> ExitStatus {
        self.seen.lock().lets_go = true;
        // Whoever reads the line sleeps on it, and is woken by a frame of another size.
        self.resize(97, 31);
        self.reader.take().unwrap().join().unwrap();
        drop(self.held.take());
        self.exit_status()
    }

    /// Waits until the program has ended, and tells what it left behind.
    #[track_caller]
    pub(super) fn ended(mut self) -> Ended {
        let status = self.exit_status();
        let Held { master, writer, slave } = self.held.take().unwrap();
        let mode = tcgetattr(&slave).unwrap();
        drop(slave);
        self.reader.take().unwrap().join().unwrap();
        drop((master, writer));
        let state = self.seen.lock();
        let screen = state.parser.screen();
        let traces = [
            ("the alternate screen", screen.alternate_screen()),
            ("a hidden cursor", screen.hide_cursor()),
            ("marked pastes", screen.bracketed_paste()),
            ("reports of the mouse", screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None),
            ("application keys", screen.application_keypad() || screen.application_cursor()),
            ("attributes", !screen.attributes_formatted().ends_with(b"\x1b[m")),
            ("another mode", !is_same_mode(&mode, &self.mode)),
        ];
        let left_behind = traces.into_iter().filter(|(_, is)| *is).map(|(name, _)| name).collect();
        Ended { status, raw: state.raw.clone(), after: Grid::of(screen), left_behind }
    }

    /// Waits until the program has ended, and gives the last screen that it drew.
    #[track_caller]
    pub(super) fn last_grid(mut self) -> Grid {
        self.exit_status();
        let held = self.held.take().unwrap();
        drop(held.slave);
        self.reader.take().unwrap().join().unwrap();
        Grid::of(self.seen.lock().parser.screen())
    }

    /// Waits until the program has ended, however its line is.
    #[track_caller]
    pub(super) fn exit_status(&mut self) -> ExitStatus {
        let deadline = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "the program does not end\n{}", self.grid().text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

fn is_same_mode(one: &Termios, other: &Termios) -> bool {
    let flags = |mode: &Termios| (mode.input_modes, mode.output_modes, mode.local_modes, mode.control_modes);
    flags(one) == flags(other)
}

//! dutybook (值班簿): a full-screen terminal runbook console.
//!
//! A runbook in TOML leads a person through an incident step by step. What they do becomes facts, the facts
//! become a journal on disk, and everything else is computed from that journal: the screen, the account, the
//! check. `docs/journal.md` and `docs/runbook.md` specify the two formats.
//!
//! # The way of a key
//!
//! ```text
//! key ─► Msg ─► app::update ─► Effect::Append(event) ─► disk thread ─► write, fdatasync
//!                                                                         │
//! screen ◄─ view::draw(&App) ◄─ Run::apply(fact) ◄─ Msg::Appended(fact) ◄─┘
//! ```
//!
//! # The map
//!
//! Modules have ranks. A module imports its own rank and lower ones alone (`tests/tidy.rs`).
//!
//! | rank | module | what lives there |
//! | --- | --- | --- |
//! | 1 | [`text`] | `SafeText`, the one type of text that reaches a terminal or a page |
//! | 1 | [`locale`] | every word of the interface, in Chinese and English at once |
//! | 1 | [`time`] | durations, zones, times as people type them |
//! | 2 | [`runbook`] | a runbook: raw with its spans, then checked, then valid by construction; conditions, answers; the catalogue of clocks that is shipped in `runbooks/clocks/` |
//! | 3 | [`run`] | events and facts, `decide` (may this be recorded?) and `apply` (it happened): a run is a fold |
//! | 5 | [`journal`] | records to the byte, feeds as chains, many feeds in one order, the check of all of it |
//! | 6 | [`report`] | the account of a run and its state, for people and for programs |
//! | 7 | [`app`] | what the console knows, its messages and effects, its actions and their keys |
//! | 8 | [`theme`] | what a piece of the screen means, and how that looks |
//! | 8 | [`view`] | `&App` to a buffer |
//! | 8 | [`plain`] | the same app told in words and answered in lines |
//! | 9 | [`shell`] | the terminal, the clocks, signals, files; the loop, the thread that writes |
//! | 10 | [`cli`] | a file for each subcommand, and `cli::out`, where they print |
//!
//! Start reading at `app::update` for what the console does, at `run::state` for what a run is, at
//! `journal::record` for what is on disk, and at `shell::event_loop` for how it all turns.
//!
//! # Invariants
//!
//! Most of them are about what is not there.
//!
//! - **No state beside the journal.** There is no database. A run is folded from its facts each time it is opened.
//!   Drafts, who is here and what `due --exec` was called for are all that is kept beside it, and no part of the
//!   record. One cache only saves time: the index of a home (`shell/index.rs`) keeps what lists tell of a run while
//!   none of the run's files has changed. It may be deleted at any time, nothing is verified or opened by it, and what
//!   it tells is what the fold would tell.
//! - **No fact is taken back.** Undo, correction and reopening are facts. Nothing edits, cuts or repairs a file
//!   of a journal, not even one with a torn tail.
//! - **Nothing shows as done that is not on disk.** Views draw the run, and only appended facts reach it.
//! - **A failed write is never tried again on the same file.** A new feed continues it.
//! - **`apply` cannot fail.** `decide` may refuse; once something is in the journal, it happened.
//! - **The order in which files arrive does not matter.** State is a function of the set of facts.
//! - **The core is closed.** Outside of [`shell`] and [`cli`] there is no clock, disk, environment, network,
//!   terminal or randomness; `.clippy.toml` forbids the calls. No `Cell`, no statics but constants, no callbacks.
//! - **No network anywhere**, and one process is started in one place: `dutybook due --exec` runs the command line
//!   that its user gave, and tells it by environment variables. A runbook's commands are shown and copied, never run.
//! - **Views keep nothing.** They take `&App`, return nothing but a cursor, and compute only what is visible.
//! - **Timers are not threads.** What is due and when the screen changes next are functions of state and `now`;
//!   the loop sleeps until then, and an idle screen writes nothing.
//! - **No text goes out raw.** Text from files, people or the environment is `SafeText` before it is drawn or
//!   printed, and it leaves by two doors: `view::paint` and `cli::out`. What is stored stays exact.
//! - **The runbook demands, people decide.** `decide` refuses only what would be untrue; all else asks for a
//!   reason and is recorded as a deviation.
//! - **No private key passes through.** Signatures are asked of the SSH agent, on a thread of their own; nothing waits
//!   for one, and a record that is not signed is kept like any other.
//! - **The loop never waits for the terminal.** A frame is written without blocking (`shell/tty.rs`); what a slow or dead
//!   line does not take is kept, keys count meanwhile, and the next frame is drawn from the newest state when it goes on.
//! - **The terminal is never asked anything.** It may be a dead line; an answer may never come.
//! - **No wildcard arm over our own enums**, so a new event, action or effect does not compile until every place
//!   has said what becomes of it.
//! - **No `unsafe`**, no panic on purpose, and errors are enums whose words stand in [`locale`].
//!
//! # Where the code departs from its first layout, and why
//!
//! - **The wire form of events is declared in `run/event.rs`**, by serde's attributes, and not apart from the
//!   domain in [`journal`]. Two lists of the same events would have to agree for ever; one list with a specification
//!   that a test compares it with (`docs/journal.md`), and golden journals that must stay readable, keep the
//!   same promise. The records around the events are written and read by hand, to the byte.
//! - **Other people's feeds are read by the disk thread** (`shell/follow.rs`), woken by `shell/watch.rs`. What comes after
//!   everything known is applied as it comes (`journal/frontier.rs`); where something belongs before, the run is read
//!   and folded anew, so that the fold stays a function of the set of facts.
//! - **One disk thread** carries out the effects in order; the loop itself never touches a file. Only the taking of
//!   evidence and the listing of folders, which may take long and touch no journal, have threads of their own.
//! - **What is held of a feed depends on what it was read for.** A journal merges anything that has a chain
//!   (`journal/records.rs`): feeds with their bytes, feeds that were read for their facts (`journal/told.rs`), and feeds that
//!   were read to be checked (`journal/weighed.rs`). The last two are read in pieces and keep no bytes, so that a console and
//!   `verify` need a part of a long journal's size.
//! - **A panic ends the program** (`shell/panics.rs`): the terminal is given back, the report is cleaned, what was asked for
//!   before is still written, and nothing is unwound. Release builds have no unwinding at all.
//! - **A long run is shown before it is checked** (`shell/desk/taking_up.rs`): its chains and its order are looked at while it
//!   is read, its hashes afterwards, and nothing is recorded in it before that is done. A short one is checked first.
//! - **Events are declared once and read by a way of their own** (`run/event/wire.rs`): what serde derives for objects with a
//!   tag inside copies each of them whole before it reads it.
//! - **The core has one place with threads**, `journal/parallel.rs`: a long journal is hashed on a fixed number of
//!   them, and what comes out is what one would have found.
//! - **Keys are decoded in `shell/keys.rs`**, not by crossterm's reader. On a terminal that hung up that reader
//!   spins, and an escape sequence that a slow link splits becomes an Esc and some letters. Ours tells the loop
//!   that the terminal is gone, and waits a moment before it calls a lone escape a key.
//! - **Frames are drawn by a renderer of our own** (`shell/renderer.rs`), which takes ratatui's buffer: it keeps what the
//!   terminal shows, and writes what differs in the shortest order and words that this terminal understands.
//! - **[`theme`] stands at rank 8**, beside [`view`]: what something means is drawn in roles, and nothing below
//!   drawing asks how it looks.
//! - **One static is computed once**: the shipped catalogue of clocks (`runbook/catalogue.rs`), a function of bytes that
//!   the program holds. A run reads its own copy, sealed beside its runbook.
//! - **A runbook says more than its first form did.** `known_only` keeps a step from being proposed while its condition is
//!   unknown; `done_at` names the ask that tells when a step was really done, so that a late tick is no late act; `yields_to`
//!   and `shown_when` keep deadlines that a closer one covers, or that concern few, out of sight. "Within N days" of a law
//!   is read in whole days that end with the last one (`time/term.rs`, `docs/clocks.md`).
//! - **A command may go on in the feed of the one before** (`shell/one_shot.rs`), if that one let go of it: its owner may write to the
//!   file again only then, so that what a failed write left behind is never built upon.
//! - **A checkpoint is signed by the person's own key** and not by keys of single processes that it vouches for
//!   (`journal/checkpoint.rs`): an agent that signs a hundred times a night needs no second kind of key.
//! - **The command line's English stands with the commands**, in their documentation, where clap reads it; its Chinese in
//!   `locale/help.rs`. A test holds both against each other. Pages of Chinese are laid out by `cli/help_page.rs`, since clap
//!   breaks lines at spaces alone.
//! - **There is no `error.rs`.** An error stands beside what fails, and its words in [`locale`].
//! - **Rank 4 is empty**, and rank 6 has room: scenarios of drills and exchange with other formats belong there.
//!   [`plain`] reads what it has no words for off the screen of [`view`], so that a new overlay can be led in lines
//!   from its first day. The order of facts and the wire form already allow for several people.

pub mod app;
pub mod cli;
pub mod journal;
pub mod locale;
pub mod plain;
pub mod report;
pub mod run;
pub mod runbook;
pub mod shell;
pub mod text;
pub mod theme;
pub mod time;
pub mod view;

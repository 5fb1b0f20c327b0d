//! The thread that reads and writes: it carries out the console's effects, one after the other, so that no
//! key ever waits for a disk.
//!
//! Appends that queued up while the disk was busy are written as one group. A file that is being hashed, and
//! a folder that is being listed, have threads of their own.

mod signing;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use self::signing::Signing;
use super::all_runs::Wanted;
use super::desk::{OpenDesk, TakenUp, Unchecked};
use super::disk::Disk;
use super::identity::IdentityFault;
use super::run_folder::RunFolder;
use super::settings::Settings;
use super::watch::Changes;
use super::{FindError, clock, evidence, library, trouble};
use crate::app::msg::{RunReady, Taken};
use crate::app::{Effect, Msg, Opening, Present};
use crate::locale::{Lang, shell as words};
use crate::run::{Event, EvidenceHow, FeedId};

/// Sends a message to the console.
pub type Post = Arc<dyn Fn(Msg) + Send + Sync>;

/// The console's end of the disk thread.
pub struct DiskThread {
    jobs: Sender<Job>,
    /// The folder of the run on screen, for the threads that hash.
    folder: Arc<Mutex<Option<RunFolder>>>,
    disk: Arc<dyn Disk>,
    post: Post,
    lang: Lang,
}

enum Job {
    Effect(Effect),
    /// Others may have written to the run that is open.
    Look,
    /// The person's key has answered: how far this feed is signed.
    Signed(FeedId, Box<Result<Event, IdentityFault>>),
    /// Says that everything before it is done.
    Answer(Sender<()>),
}

impl DiskThread {
    /// Starts the thread. `named` are runbooks that the command line names.
    pub fn start(settings: Settings, named: Vec<PathBuf>, post: Post) -> Self {
        Self::begin(settings, named, false, post)
    }

    /// Starts a thread that writes and locks nothing in a run.
    pub fn watching(settings: Settings, post: Post) -> Self {
        Self::begin(settings, Vec::new(), true, post)
    }

    fn begin(settings: Settings, named: Vec<PathBuf>, only_watches: bool, post: Post) -> Self {
        let (jobs, queue) = channel();
        let folder = Arc::new(Mutex::new(None));
        let lang = settings.lang;
        let disk = Arc::clone(&settings.disk);
        let worker = Worker {
            settings,
            named,
            only_watches,
            post: post.clone(),
            jobs: jobs.clone(),
            desk: None,
            others: Vec::new(),
            folder: folder.clone(),
            signing: Signing::default(),
            is_all_recorded: true,
        };
        thread::spawn(move || worker.run(&queue));
        Self { jobs, folder, disk, post, lang }
    }

    /// Carries out an effect. Never waits.
    pub fn carry_out(&self, effect: Effect) {
        match effect {
            Effect::TakeEvidence { ticket, path, how } => self.take_evidence(ticket, path, how),
            Effect::CompletePath { typed } => {
                let post = self.post.clone();
                thread::spawn(move || {
                    let paths = super::paths::completions(&typed);
                    post(Msg::Completions { typed, paths });
                });
            }
            Effect::WriteText { path, text } => {
                let (post, lang) = (self.post.clone(), self.lang);
                thread::spawn(move || post(Msg::TextWritten(super::new_file::tell(&path, &text, lang))));
            }
            Effect::OpenRun(_)
            | Effect::ReopenRun { .. }
            | Effect::Append { .. }
            | Effect::SaveDrafts(_)
            | Effect::SayWhere { .. }
            | Effect::LeaveRun { .. }
            | Effect::ReadLibrary => {
                let _ = self.jobs.send(Job::Effect(effect));
            }
            Effect::Bell | Effect::Notify(_) | Effect::Copy(_) | Effect::Quit => {}
        }
    }

    /// Waits until everything that was asked for is done, or so long. False where the disk did not answer.
    pub fn finish(&self, patience: std::time::Duration) -> bool {
        let (answer, done) = channel();
        self.jobs.send(Job::Answer(answer)).is_ok() && done.recv_timeout(patience).is_ok()
    }

    fn take_evidence(&self, ticket: u64, path: String, how: EvidenceHow) {
        let (post, lang) = (self.post.clone(), self.lang);
        let disk = Arc::clone(&self.disk);
        let folder = self.folder.lock().ok().and_then(|folder| folder.clone());
        thread::spawn(move || {
            let Some(folder) = folder else { return };
            let source = super::paths::expand(&path);
            let mut told = 0;
            let mut progress = |done: u64, total: u64| {
                // A few dozen messages a file are enough to see that it moves.
                if done == total || done - told > total / 50 {
                    told = done;
                    post(Msg::EvidenceProgress { ticket, done, total });
                }
            };
            match evidence::take(&*disk, &source, &folder, how, &mut progress) {
                Ok(taken) => {
                    let taken = Taken {
                        how: taken.how,
                        name: taken.name,
                        place: taken.place,
                        sha256: taken.sha256.to_string(),
                        size: taken.size,
                        modified: taken.modified,
                    };
                    post(Msg::EvidenceReady { ticket, taken });
                }
                Err(error) => {
                    let why = error.say(lang);
                    post(Msg::EvidenceFailed { ticket, why });
                }
            }
        });
    }
}

struct Worker {
    settings: Settings,
    named: Vec<PathBuf>,
    /// Nothing is written, and nothing is locked.
    only_watches: bool,
    post: Post,
    jobs: Sender<Job>,
    desk: Option<OpenDesk>,
    /// Who else had the run open when it was last told.
    others: Vec<Present>,
    folder: Arc<Mutex<Option<RunFolder>>>,
    signing: Signing,
    /// Everything that was to be recorded in the run since it was opened is on disk.
    is_all_recorded: bool,
}

impl Worker {
    fn run(mut self, queue: &Receiver<Job>) {
        let mut put_back = None;
        while let Some(job) = put_back.take().or_else(|| queue.recv().ok()) {
            match job {
                Job::Answer(answer) => {
                    let _ = answer.send(());
                }
                Job::Effect(Effect::Append { ticket, events, mut to_be_signed }) => {
                    let mut group = vec![(ticket, events)];
                    while let Ok(next) = queue.try_recv() {
                        match next {
                            Job::Effect(Effect::Append { ticket, events, to_be_signed: also }) => {
                                group.push((ticket, events));
                                to_be_signed |= also;
                            }
                            other @ (Job::Effect(_) | Job::Answer(_) | Job::Look | Job::Signed(..)) => {
                                put_back = Some(other);
                                break;
                            }
                        }
                    }
                    self.append(group, to_be_signed);
                }
                Job::Effect(effect) => self.carry_out(effect),
                Job::Signed(feed, outcome) => self.signed(feed, *outcome),
                Job::Look => {
                    let changes = self.desk.as_ref().map(OpenDesk::changes).unwrap_or_default();
                    self.look(&changes);
                }
            }
        }
    }

    /// Tells the console what others have written, and who is here.
    fn look(&mut self, changes: &Changes) {
        let Some(desk) = &mut self.desk else { return };
        for followed in desk.look(changes, self.settings.lang) {
            (self.post)(Msg::Followed(followed));
        }
        if changes.people || changes.all {
            let others = desk.others(self.only_watches);
            if others != self.others {
                self.others.clone_from(&others);
                (self.post)(Msg::Here(others));
            }
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::OpenRun(opening) => self.open(&opening),
            Effect::ReopenRun { folder } => self.reopen(&folder),
            Effect::SaveDrafts(drafts) => {
                if let Some(desk) = &mut self.desk
                    && let Err(error) = desk.save_drafts(drafts)
                {
                    (self.post)(Msg::Notice(
                        words::DRAFT_NOT_SAVED
                            .with(self.settings.lang, &[&trouble::meaning(&error, self.settings.lang)]),
                    ));
                }
            }
            Effect::SayWhere { step } => {
                if let Some(desk) = &mut self.desk {
                    desk.say_where(step);
                }
            }
            Effect::LeaveRun { cause, drafts } => {
                self.sign_in_haste();
                if let Some(mut desk) = self.desk.take() {
                    // Nobody hears any more that what was handed over is on disk, so its drafts go here.
                    if self.is_all_recorded {
                        let _ = desk.save_drafts(drafts);
                    }
                    desk.leave(cause, clock::now());
                }
                self.show_folder(None);
            }
            Effect::ReadLibrary => {
                let wanted = Wanted { keep: !self.only_watches, ..Wanted::COMING };
                (self.post)(Msg::LibraryRead(library::read(&self.settings, &self.named, wanted)));
            }
            Effect::Append { .. }
            | Effect::TakeEvidence { .. }
            | Effect::CompletePath { .. }
            | Effect::WriteText { .. }
            | Effect::Bell
            | Effect::Notify(_)
            | Effect::Copy(_)
            | Effect::Quit => {}
        }
    }

    fn open(&mut self, opening: &Opening) {
        match OpenDesk::create(&self.settings, opening, clock::now()) {
            Ok((desk, ready)) => self.show(desk, ready, None),
            Err(why) => (self.post)(Msg::RunFailed(why)),
        }
    }

    fn reopen(&mut self, folder: &str) {
        let home = super::home::Home::of(&self.settings);
        let read = match home.find(folder) {
            Ok(folder) if self.only_watches => TakenUp::only_look(&self.settings, folder),
            Ok(folder) => TakenUp::read(&self.settings, folder, clock::now()),
            Err(FindError::Io(error)) => {
                let why = trouble::reading(&error, self.settings.lang);
                Err(words::CANNOT_READ_RUN.with(self.settings.lang, &[&why]))
            }
            Err(error @ (FindError::None | FindError::Several(_))) => {
                Err(words::CANNOT_READ_RUN.with(self.settings.lang, &[&error]))
            }
        };
        match read {
            Ok(TakenUp { desk, mut ready, unchecked }) if unchecked.is_long() => {
                ready.journal.is_being_checked = true;
                self.show(desk, ready, Some(unchecked));
            }
            Ok(read) => {
                let (desk, ready) = read.checked(&self.settings, clock::now());
                self.show(desk, ready, None);
            }
            Err(why) => (self.post)(Msg::RunFailed(why)),
        }
    }

    /// Has a run shown, and then checked where it was not. What is to be recorded in it meanwhile waits in the queue.
    fn show(&mut self, mut desk: OpenDesk, ready: RunReady, unchecked: Option<Unchecked>) {
        self.show_folder(Some(desk.folder.clone()));
        (self.post)(Msg::RunReady(Box::new(ready)));
        if let Some(unchecked) = unchecked {
            let checked = unchecked.check(&mut desk, &self.settings, clock::now());
            (self.post)(Msg::Checked(Box::new(checked)));
        }
        let jobs = self.jobs.clone();
        desk.watch(move || {
            let _ = jobs.send(Job::Look);
        });
        self.desk = Some(desk);
        self.is_all_recorded = true;
        self.others.clear();
        // What was written between the reading and the watching.
        self.look(&Changes::all());
    }

    fn show_folder(&self, run: Option<RunFolder>) {
        if let Ok(mut folder) = self.folder.lock() {
            *folder = run;
        }
    }

    /// Writes a group of appends as one, and tells each what became of it.
    fn append(&mut self, group: Vec<(u64, Vec<Event>)>, to_be_signed: bool) {
        let Some(desk) = &mut self.desk else { return };
        if let Some(why) = desk.refuses() {
            self.is_all_recorded = false;
            for (ticket, _) in group {
                (self.post)(Msg::AppendFailed { ticket, why: why.clone() });
            }
            return;
        }
        let counts: Vec<(u64, usize)> =
            group.iter().map(|(ticket, events)| (*ticket, events.len())).collect();
        let events: Vec<Event> = group.into_iter().flat_map(|(_, events)| events).collect();
        let whole = events.len();
        match desk.append(events, clock::now()) {
            Ok(mut facts) => {
                // What comes before the group is the opening of the feed itself.
                let mut rest = facts.split_off(facts.len() - whole.min(facts.len()));
                if let Some(news) = desk.news(self.settings.lang) {
                    (self.post)(Msg::Notice(news));
                }
                for (ticket, count) in counts {
                    let later = rest.split_off(count.min(rest.len()));
                    facts.append(&mut rest);
                    rest = later;
                    (self.post)(Msg::Appended { ticket, facts: std::mem::take(&mut facts) });
                }
                self.signing.is_owed = true;
                if to_be_signed {
                    self.sign();
                }
            }
            Err(error) => {
                self.is_all_recorded = false;
                let why = desk.say(&error, self.settings.lang);
                // That says where it goes on, too.
                let _ = desk.news(self.settings.lang);
                for (ticket, _) in counts {
                    let why = why.clone();
                    (self.post)(Msg::AppendFailed { ticket, why });
                }
            }
        }
    }
}

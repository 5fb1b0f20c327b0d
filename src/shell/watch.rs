//! Tells when others write into a run's folder, so that nobody has to look.
//!
//! On Linux the kernel tells it. On a network filesystem it knows nothing of other machines, and elsewhere there
//! is nobody to ask: there a thread has the folder looked at every two seconds.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::filesystem;
use super::presence::PRESENCE;
use super::run_folder::RunFolder;

#[cfg(target_os = "linux")]
mod kernel;

/// How long between two looks where nobody tells.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// What may have changed in a run's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Anything.
    pub all: bool,
    /// The files of these feeds.
    pub feeds: BTreeSet<String>,
    /// Who is here.
    pub people: bool,
}

impl Changes {
    /// Everything has to be looked at.
    pub fn all() -> Self {
        Self { all: true, people: true, ..Self::default() }
    }

    fn is_none(&self) -> bool {
        *self == Self::default()
    }

    fn add(&mut self, more: Self) {
        self.all |= more.all;
        self.people |= more.people;
        self.feeds.extend(more.feeds);
    }
}

/// What has changed and was not looked at yet, and how to say that there is something.
struct News {
    changes: Mutex<Changes>,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl News {
    /// Takes note of changes. Wakes once until they are taken.
    fn tell(&self, more: Changes) {
        if more.is_none() {
            return;
        }
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        let is_first = changes.is_none();
        changes.add(more);
        drop(changes);
        if is_first {
            (self.wake)();
        }
    }
}

/// Watches a run's folder for as long as it is held.
pub struct Watch {
    news: Arc<News>,
    _thread: Thread,
}

/// Ends its thread when it is dropped.
enum Thread {
    #[cfg(target_os = "linux")]
    Kernel {
        _watching: kernel::Watching,
    },
    Looking {
        _stop: Sender<()>,
    },
    /// The system gives no thread: what others write is seen when something else happens.
    None,
}

impl Watch {
    /// Begins to watch. `wake` is called when something has changed, and not again until it is taken.
    pub fn start(folder: &RunFolder, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let news = Arc::new(News { changes: Mutex::default(), wake: Box::new(wake) });
        let is_told_of = filesystem::network_kind(folder.path()).is_none();
        let kernel = if is_told_of { by_kernel(folder, &news).ok() } else { None };
        let thread = kernel.unwrap_or_else(|| looking(&news));
        Self { news, _thread: thread }
    }

    /// What has changed since this was last asked.
    pub fn take(&self) -> Changes {
        std::mem::take(&mut *self.news.changes.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(target_os = "linux")]
fn by_kernel(folder: &RunFolder, news: &Arc<News>) -> io::Result<Thread> {
    let folders = Folders {
        run: folder.path().to_owned(),
        journal: folder.journal(),
        people: folder.path().join(PRESENCE),
    };
    Ok(Thread::Kernel { _watching: kernel::Watching::start(folders, Arc::clone(news))? })
}

#[cfg(not(target_os = "linux"))]
fn by_kernel(_folder: &RunFolder, _news: &Arc<News>) -> io::Result<Thread> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The folders that are watched.
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
struct Folders {
    run: PathBuf,
    journal: PathBuf,
    /// It may not be there yet.
    people: PathBuf,
}

fn looking(news: &Arc<News>) -> Thread {
    let (stop, stopped) = channel::<()>();
    let news = Arc::clone(news);
    let builder = std::thread::Builder::new().name("look".to_owned());
    let started = builder.spawn(move || {
        while stopped.recv_timeout(LOOK_EVERY) == Err(RecvTimeoutError::Timeout) {
            news.tell(Changes::all());
        }
    });
    started.map_or(Thread::None, |_| Thread::Looking { _stop: stop })
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Receiver;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    fn watched() -> (tempfile::TempDir, Watch, Receiver<()>) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("journal")).unwrap();
        let (wake, woken) = channel();
        let run = RunFolder::open(folder.path()).unwrap();
        let watch = Watch::start(&run, move || wake.send(()).unwrap_or_default());
        (folder, watch, woken)
    }

    #[test]
    fn a_feed_that_grows_is_told_by_its_name() {
        let (folder, watch, woken) = watched();
        std::fs::write(folder.path().join("journal/bob-00000000000000aa.jsonl"), "x").unwrap();
        let mut told = Changes::default();
        while !(told.feeds.contains("bob-00000000000000aa.jsonl") || told.all) {
            woken.recv_timeout(PATIENCE).unwrap();
            told.add(watch.take());
        }
    }

    #[test]
    fn who_is_here_is_told_even_where_that_folder_came_later() {
        let (folder, watch, woken) = watched();
        std::fs::create_dir(folder.path().join(PRESENCE)).unwrap();
        woken.recv_timeout(PATIENCE).unwrap();
        assert!(watch.take().people);
        std::fs::write(folder.path().join(PRESENCE).join("x"), "x").unwrap();
        woken.recv_timeout(PATIENCE).unwrap();
        assert!(watch.take().people);
    }

    #[test]
    fn where_nobody_tells_everything_is_looked_at_again_and_again() {
        let (wake, woken) = channel();
        let wake = Box::new(move || wake.send(()).unwrap_or_default());
        let news = Arc::new(News { changes: Mutex::default(), wake });
        let thread = looking(&news);
        for _ in 0..2 {
            woken.recv_timeout(PATIENCE).unwrap();
            assert_eq!(std::mem::take(&mut *news.changes.lock().unwrap()), Changes::all());
        }
        drop(thread);
    }

    #[test]
    fn what_is_not_taken_wakes_once() {
        let (wake, woken) = channel();
        let wake = Box::new(move || wake.send(()).unwrap());
        let news = News { changes: Mutex::default(), wake };
        news.tell(Changes::all());
        news.tell(Changes { people: true, ..Changes::default() });
        news.tell(Changes::default());
        assert_eq!(woken.try_iter().count(), 1);
    }
}

//! Linux tells of changes in a folder (inotify). It does not tell of other machines.

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::sync::Arc;

use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use rustix::fs::inotify::{CreateFlags, ReadFlags, Reader, WatchFlags, add_watch, init};
use rustix::io::Errno;

use super::{Changes, Folders, News};

/// What is asked of the folder of the feeds.
const OF_FEEDS: WatchFlags = WatchFlags::MODIFY
    .union(WatchFlags::CREATE)
    .union(WatchFlags::MOVED_TO)
    .union(WatchFlags::DELETE)
    .union(WatchFlags::ONLYDIR);

/// What is asked of the folder of who is here: a file that is closed, as when its process dies, is told too.
const OF_PEOPLE: WatchFlags = OF_FEEDS.union(WatchFlags::CLOSE_WRITE);

/// A closed file is told of before its lock is gone, so that one more look follows after so long.
const LOCK_GOES_WITHIN: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };

/// A thread that waits for the kernel; it ends when this is dropped.
pub(super) struct Watching {
    stop: Arc<OwnedFd>,
}

impl Watching {
    pub(super) fn start(folders: Folders, news: Arc<News>) -> io::Result<Self> {
        let inotify = init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        let journal = add_watch(&inotify, &folders.journal, OF_FEEDS)?;
        let root = WatchFlags::CREATE | WatchFlags::MOVED_TO | WatchFlags::ONLYDIR;
        let root = add_watch(&inotify, &folders.run, root)?;
        let people = add_watch(&inotify, &folders.people, OF_PEOPLE).ok();
        let stop = Arc::new(eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?);
        let thread = Arc::clone(&stop);
        let mut told = Told { inotify, journal, root, people, folders, news, somebody_left: false };
        std::thread::Builder::new().name("watch".to_owned()).spawn(move || told.run(&thread))?;
        Ok(Self { stop })
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = rustix::io::write(&*self.stop, &1_u64.to_ne_bytes());
    }
}

struct Told {
    inotify: OwnedFd,
    journal: i32,
    root: i32,
    people: Option<i32>,
    folders: Folders,
    news: Arc<News>,
    /// A file of somebody who was here was closed.
    somebody_left: bool,
}

impl Told {
    fn run(&mut self, stop: &OwnedFd) {
        loop {
            let mut waits = [PollFd::new(&self.inotify, PollFlags::IN), PollFd::new(stop, PollFlags::IN)];
            let until = self.somebody_left.then_some(&LOCK_GOES_WITHIN);
            match poll(&mut waits, until) {
                Ok(0) => {
                    self.somebody_left = false;
                    self.news.tell(Changes { people: true, ..Changes::default() });
                    continue;
                }
                Ok(_) | Err(Errno::INTR) => {}
                Err(_) => return,
            }
            if !waits[1].revents().is_empty() {
                return;
            }
            let changes = self.read();
            self.news.tell(changes);
        }
    }

    /// Everything that the kernel has to tell now.
    fn read(&mut self) -> Changes {
        let mut buffer = [MaybeUninit::uninit(); 8_192];
        let mut changes = Changes::default();
        let mut people_came = false;
        let mut reader = Reader::new(&self.inotify, &mut buffer);
        loop {
            match reader.next() {
                Ok(event) => {
                    let name = event.file_name().and_then(|name| name.to_str().ok());
                    if event.events().contains(ReadFlags::QUEUE_OVERFLOW) {
                        changes.add(Changes::all());
                    } else if event.wd() == self.journal {
                        changes.feeds.extend(name.map(str::to_owned));
                    } else if event.wd() == self.root {
                        people_came |= name == Some(super::PRESENCE);
                    } else {
                        changes.people = true;
                        self.somebody_left |= event.events().contains(ReadFlags::CLOSE_WRITE);
                    }
                }
                Err(Errno::INTR) => {}
                Err(_) => break,
            }
        }
        if people_came {
            self.people = add_watch(&self.inotify, &self.folders.people, OF_PEOPLE).ok().or(self.people);
            changes.people = true;
        }
        changes
    }
}

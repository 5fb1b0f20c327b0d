//! Reads every run of a home at once, on all cores, and gives what a function makes of each, in their order.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::home::Home;
use super::reading::{self, Reading};
use super::run_folder::RunFolder;
use crate::locale::Lang;
use crate::text::SafeText;

/// Reading gains nothing from more threads than this.
const MOST_THREADS: usize = 8;

/// What a function makes of each run; of one that cannot be read it is told why. Fails where the runs cannot be listed.
pub fn each<T: Send>(
    home: &Home,
    lang: Lang,
    tell: impl Fn(&RunFolder, Result<Reading, SafeText>) -> T + Sync,
) -> io::Result<Vec<T>> {
    let folders = home.runs()?;
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made = Vec::new();
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(folder) = folders.get(n) else { return made };
            made.push((n, tell(folder, reading::read(folder, lang))));
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(folders.len());
    let mut made: Vec<(usize, T)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut made = work();
        for other in others {
            made.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        made
    });
    made.sort_unstable_by_key(|(n, _)| *n);
    Ok(made.into_iter().map(|(_, made)| made).collect())
}

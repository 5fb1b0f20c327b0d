//! The folder itself: whose it is, who may write there, what it lies on, and whether it takes a record.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::Check;
use crate::locale::{Lang, doctor as words};
use crate::shell::disk::{Disk, write_new};
use crate::shell::settings::Settings;
use crate::shell::shared::is_shared;
use crate::shell::{filesystem, trouble};

/// Less free space than this is too little to go on with, and less than this is worth knowing.
const LEAST_SPACE_MB: u64 = 50;
const LITTLE_SPACE_MB: u64 = 500;

/// The most files that are named one by one.
const MOST_FILES: usize = 20;

pub(super) fn checks(settings: &Settings) -> Vec<Check> {
    let (home, lang) = (&settings.home, settings.lang);
    let shown = home.display();
    let mut checks = Vec::new();
    match fs::metadata(home) {
        Ok(found) if found.is_dir() => {
            checks.push(Check::well("home", words::HOME_IS.with(lang, &[&shown])));
            checks.extend(guarded(settings));
            checks.push(writes(&*settings.disk, home, lang));
        }
        Ok(_) => {
            let said = words::HOME_IS_NO_FOLDER.with(lang, &[&shown]);
            checks.push(Check::wrong("home", said, words::HOME_TODO.text(lang)));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            checks.push(Check::note("home", words::HOME_MISSING.with(lang, &[&shown]), None));
        }
        Err(error) => {
            let said = words::HOME_UNREADABLE.with(lang, &[&shown, &trouble::meaning(&error, lang)]);
            checks.push(Check::wrong("home", said, words::HOME_UNREADABLE_TODO.text(lang)));
        }
    }
    // Where there is no home yet, it will lie on what its nearest folder lies on.
    if let Some(ground) = home.ancestors().find(|path| path.is_dir()) {
        checks.push(kind(ground, lang));
        checks.extend(space(ground, lang));
    }
    checks.extend(settings.fallback.iter().map(|fallback| self::fallback(settings, fallback)));
    checks
}

/// The folders of the home, each with what is wrong about who may do what with it.
fn guarded(settings: &Settings) -> Vec<Check> {
    let lang = settings.lang;
    let runs = settings.home.join("runs");
    let mut folders = vec![settings.home.clone(), runs.clone()];
    let entries = fs::read_dir(&runs).into_iter().flatten().flatten();
    for run in entries.map(|entry| entry.path()).filter(|path| !is_hidden(path)) {
        folders.extend(["journal", "evidence", "drafts"].map(|name| run.join(name)));
        folders.push(run);
    }
    folders.sort();
    let mut wrong: Vec<Check> = folders.iter().filter_map(|folder| unguarded(folder, settings)).collect();
    let files = folders.iter().filter(|folder| folder.ends_with("journal")).flat_map(|journal| {
        let files = fs::read_dir(journal).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut files: Vec<_> = files.collect();
        files.sort();
        files
    });
    wrong.extend(files.filter_map(|file| unguarded_file(&file, settings)).take(MOST_FILES));
    if wrong.is_empty() {
        wrong.push(Check::well("permissions", words::OWNED.text(lang)));
    }
    wrong
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn unguarded(folder: &Path, settings: &Settings) -> Option<Check> {
    let lang = settings.lang;
    let found = fs::symlink_metadata(folder).ok()?;
    let shown = folder.display();
    if found.is_symlink() && *folder != settings.home {
        let said = words::IS_LINK.with(lang, &[&shown]);
        return Some(Check::wrong("permissions", said, words::IS_LINK_TODO.text(lang)));
    }
    if !found.is_dir() {
        return None;
    }
    let mode = found.mode() & 0o7777;
    // A folder that a group shares bears the sticky bit, so that nobody removes another's file.
    let is_shared = mode & 0o1000 != 0;
    let own = settings.machine.uid;
    let (shown_mode, chmod) = (format!("{mode:o}"), words::CHMOD_TODO.with(lang, &[&shown]));
    if found.uid() != own && !is_shared {
        let said = words::OTHERS_OWNER.with(lang, &[&shown, &found.uid(), &own]);
        let todo = words::OTHERS_OWNER_TODO.with(lang, &[&format!("uid {}", found.uid())]);
        Some(Check::wrong("permissions", said, todo))
    } else if mode & 0o002 != 0 || (mode & 0o020 != 0 && !is_shared) {
        Some(Check::wrong("permissions", words::OTHERS_WRITE.with(lang, &[&shown, &shown_mode]), chmod))
    } else if mode & 0o007 != 0 || (mode & 0o070 != 0 && !is_shared) {
        Some(Check::note("permissions", words::OTHERS_READ.with(lang, &[&shown, &shown_mode]), Some(chmod)))
    } else {
        None
    }
}

/// A file of a journal that somebody else could write to, or that is somebody else's where nobody shares the home.
fn unguarded_file(file: &Path, settings: &Settings) -> Option<Check> {
    let lang = settings.lang;
    let found = fs::symlink_metadata(file).ok().filter(fs::Metadata::is_file)?;
    let (mode, shown, own) = (found.mode() & 0o7777, file.display(), settings.machine.uid);
    let is_shared = file.parent().is_some_and(is_shared);
    if mode & 0o022 != 0 {
        let said = words::OTHERS_WRITE.with(lang, &[&shown, &format!("{mode:o}")]);
        return Some(Check::wrong("permissions", said, words::CHMOD_FILE_TODO.with(lang, &[&shown])));
    }
    if found.uid() != own && !is_shared {
        let said = words::OTHERS_OWNER.with(lang, &[&shown, &found.uid(), &own]);
        let todo = words::OTHERS_OWNER_TODO.with(lang, &[&format!("uid {}", found.uid())]);
        return Some(Check::wrong("permissions", said, todo));
    }
    None
}

/// Writes a file as a record is written, and removes it.
fn writes(disk: &dyn Disk, home: &Path, lang: Lang) -> Check {
    match try_to_write(disk, home) {
        Ok(()) => Check::well("writing", words::WRITES.text(lang)),
        Err(error) => {
            let said = words::WRITES_NOT.with(lang, &[&trouble::meaning(&error, lang)]);
            Check::wrong("writing", said, words::WRITES_NOT_TODO.text(lang))
        }
    }
}

fn try_to_write(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    let mut random = [0; 8];
    disk.random(&mut random)?;
    let path = folder.join(format!(".doctor-{:016x}", u64::from_be_bytes(random)));
    let written = write_new(disk, &path, &[b'x'; 4096]).and_then(|()| disk.sync_dir(folder));
    if disk.holds(&path) {
        disk.remove(&path)?;
    }
    written
}

fn kind(folder: &Path, lang: Lang) -> Check {
    let kind = filesystem::kind(folder);
    match (filesystem::network_kind(folder), kind) {
        (Some(kind), _) => {
            let said = words::NETWORK.with(lang, &[&kind]);
            Check::note("filesystem", said, Some(words::NETWORK_TODO.text(lang)))
        }
        (None, Some(kind @ ("tmpfs" | "ramfs"))) => {
            Check::wrong("filesystem", words::FLEETING.with(lang, &[&kind]), words::FLEETING_TODO.text(lang))
        }
        (None, kind) => Check::well("filesystem", words::LOCAL.with(lang, &[&kind.unwrap_or("?")])),
    }
}

fn space(folder: &Path, lang: Lang) -> Option<Check> {
    let free = rustix::fs::statvfs(folder).ok()?;
    let megabytes = free.f_bavail.saturating_mul(free.f_frsize) >> 20;
    let todo = words::SPACE_TODO.text(lang);
    Some(if free.f_files > 0 && free.f_favail == 0 {
        Check::wrong("space", words::NO_INODES.text(lang), todo)
    } else if megabytes < LEAST_SPACE_MB {
        Check::wrong("space", words::LITTLE_SPACE.with(lang, &[&megabytes]), todo)
    } else if megabytes < LITTLE_SPACE_MB {
        Check::note("space", words::LITTLE_SPACE.with(lang, &[&megabytes]), Some(todo))
    } else {
        Check::well("space", words::SPACE.with(lang, &[&megabytes]))
    })
}

fn fallback(settings: &Settings, fallback: &Path) -> Check {
    let lang = settings.lang;
    let shown = fallback.display();
    if let Err(error) = try_to_write(&*settings.disk, fallback) {
        let said = words::FALLBACK_BAD.with(lang, &[&shown, &trouble::meaning(&error, lang)]);
        return Check::wrong("fallback", said, words::FALLBACK_BAD_TODO.text(lang));
    }
    let device =
        |path: &Path| path.ancestors().find_map(|path| fs::metadata(path).ok()).map(|found| found.dev());
    if device(fallback) == device(&settings.home) {
        let said = words::FALLBACK_SAME.with(lang, &[&shown]);
        return Check::note("fallback", said, Some(words::FALLBACK_SAME_TODO.text(lang)));
    }
    Check::well("fallback", words::FALLBACK.with(lang, &[&shown]))
}

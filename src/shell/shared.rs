//! A home that the accounts of one machine share by a group: folders 3770, files 0640, each file its writer's own.
//!
//! Only the home itself is made so by a setting; everything below takes it from the folder that it is made in.
//! Nobody else's files are touched: where the modes do not allow what is wanted, it is said who has to do what.

use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};

use super::disk::{RealDisk, create_folders};
use super::machine;
use super::regular_file;
use super::trouble;
use crate::locale::{Lang, shell as words};
use crate::text::SafeText;

/// Set group id, and deletion for owners alone.
const FOLDER_MODE: u32 = 0o3770;
const FILE_MODE: u32 = 0o640;
/// The lock of the runs holds nothing, and everybody opens it.
const LOCK_MODE: u32 = 0o660;

/// What makes a folder one that is shared: new files get its group, and the group may make some.
const SHARED_BITS: u32 = 0o2070;

/// The largest table of groups that is looked through.
const MAX_GROUPS_BYTES: u64 = 4 * 1024 * 1024;

/// Why a home is not shared with a group.
#[derive(Debug)]
pub enum Unshared {
    /// There is no such group.
    NoGroup(String),
    /// The folder is not the group's, or its mode is another.
    Folder { path: PathBuf, group: String, owner: u32 },
    /// The machine says no.
    Io { path: PathBuf, group: String, error: io::Error },
}

impl Unshared {
    /// Who has to do what, in a sentence.
    pub fn say(&self, lang: Lang) -> SafeText {
        match self {
            Self::NoGroup(group) => words::NO_GROUP.with(lang, &[group]),
            Self::Folder { path, group, owner } => {
                let account = machine::account_of(*owner).unwrap_or_else(|| owner.to_string());
                words::NOT_SHARED.with(lang, &[&path.display(), group, &account, &remedy(path, group)])
            }
            Self::Io { path, group, error } => {
                words::CANNOT_SHARE.with(lang, &[&path.display(), group, &trouble::meaning(error, lang)])
            }
        }
    }
}

/// What the owner of a folder types to share it.
fn remedy(path: &Path, group: &str) -> String {
    let path = path.display();
    format!(
        "chgrp -R {group} '{path}' && find '{path}' -type d -exec chmod 3770 {{}} + && find '{path}' -type f -exec chmod 0640 {{}} +"
    )
}

/// Whether what is made in a folder is shared.
pub fn is_shared(folder: &Path) -> bool {
    fs::metadata(folder).is_ok_and(|data| data.mode() & SHARED_BITS == SHARED_BITS)
}

/// Gives a folder that was just made the mode that it has in its parent.
pub(super) fn settle_folder(folder: &Path) -> io::Result<()> {
    if folder.parent().is_some_and(is_shared) {
        fs::set_permissions(folder, Permissions::from_mode(FOLDER_MODE))?;
    }
    Ok(())
}

/// Gives a file that was just made at a path the mode that it has there.
pub(super) fn settle_file(file: &File, path: &Path) -> io::Result<()> {
    settle(file, path, FILE_MODE)
}

/// The same for a file that everybody locks.
pub(super) fn settle_lock(file: &File, path: &Path) -> io::Result<()> {
    let is_own = file.metadata()?.uid() == rustix::process::geteuid().as_raw();
    if is_own { settle(file, path, LOCK_MODE) } else { Ok(()) }
}

fn settle(file: &File, path: &Path, mode: u32) -> io::Result<()> {
    // Whatever the process's mask took away, the owner reads and writes.
    let mode = if path.parent().is_some_and(is_shared) { mode } else { 0o600 };
    if file.metadata()?.mode() & 0o7777 == mode {
        return Ok(());
    }
    file.set_permissions(Permissions::from_mode(mode))
}

/// Makes a home that a group shares, or makes sure that it is one.
pub fn prepare(home: &Path, group: &str) -> Result<(), Unshared> {
    let gid = gid_of(group).ok_or_else(|| Unshared::NoGroup(group.to_owned()))?;
    if is_empty(home) {
        let made = create_folders(&RealDisk, home)
            .and_then(|()| chown(home, None, Some(gid)))
            .and_then(|()| fs::set_permissions(home, Permissions::from_mode(FOLDER_MODE)));
        made.map_err(|error| Unshared::Io { path: home.to_owned(), group: group.to_owned(), error })?;
    }
    let runs = home.join("runs");
    let mut folders = vec![home.to_owned()];
    folders.extend(runs.is_dir().then_some(runs));
    folders.into_iter().try_for_each(|folder| belongs(&folder, group, gid))
}

/// Whether a run can be worked on by everybody in a group.
pub fn check(run: &Path, group: &str) -> Result<(), Unshared> {
    let gid = gid_of(group).ok_or_else(|| Unshared::NoGroup(group.to_owned()))?;
    let journal = run.join("journal");
    belongs(&journal, group, gid).map_err(|why| match why {
        Unshared::Folder { group, owner, .. } => Unshared::Folder { path: run.to_owned(), group, owner },
        other @ (Unshared::NoGroup(_) | Unshared::Io { .. }) => other,
    })
}

fn belongs(folder: &Path, group: &str, gid: u32) -> Result<(), Unshared> {
    let data = fs::metadata(folder).map_err(|error| Unshared::Io {
        path: folder.to_owned(),
        group: group.to_owned(),
        error,
    })?;
    if data.gid() == gid && data.mode() & 0o7777 == FOLDER_MODE {
        return Ok(());
    }
    Err(Unshared::Folder { path: folder.to_owned(), group: group.to_owned(), owner: data.uid() })
}

fn is_empty(home: &Path) -> bool {
    fs::read_dir(home)
        .map_or_else(|error| error.kind() == io::ErrorKind::NotFound, |mut names| names.next().is_none())
}

/// The number of a group, by its name or by that number.
fn gid_of(group: &str) -> Option<u32> {
    if let Ok(gid) = group.parse() {
        return Some(gid);
    }
    let table = regular_file::read(Path::new("/etc/group"), MAX_GROUPS_BYTES).ok()?;
    let table = String::from_utf8_lossy(&table).into_owned();
    table.lines().find_map(|line| {
        let mut fields = line.split(':');
        (fields.next() == Some(group)).then(|| fields.nth(1)?.parse().ok()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o7777
    }

    fn own_group() -> String {
        rustix::process::getgid().as_raw().to_string()
    }

    #[test]
    fn a_group_is_known_by_its_name_or_number() {
        assert_eq!(gid_of("0"), Some(0));
        assert_eq!(gid_of("root"), Some(0));
        assert_eq!(gid_of("there-is-none"), None);
    }

    #[test]
    fn what_is_made_in_a_shared_home_is_shared_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        prepare(&home, &own_group()).unwrap();
        assert_eq!(mode(&home), 0o3770);
        create_folders(&RealDisk, &home.join("runs/one/journal")).unwrap();
        assert_eq!(mode(&home.join("runs/one/journal")), 0o3770);
        let path = home.join("runs/one/journal/x");
        settle_file(&File::create(&path).unwrap(), &path).unwrap();
        assert_eq!(mode(&path), 0o640);
        check(&home.join("runs/one"), &own_group()).unwrap();
        prepare(&home, &own_group()).unwrap();

        create_folders(&RealDisk, &folder.path().join("alone/runs")).unwrap();
        assert_eq!(mode(&folder.path().join("alone/runs")), 0o700);
    }

    #[test]
    fn a_home_that_is_not_shared_tells_who_has_to_do_what() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        create_folders(&RealDisk, &home.join("runs")).unwrap();
        let said = prepare(&home, &own_group()).unwrap_err().say(Lang::En).to_string();
        assert!(said.contains("chgrp -R") && said.contains("chmod 3770"), "{said}");
        assert_eq!(mode(&home), 0o700, "nothing of it is changed");
        let said = prepare(&home, "there-is-none").unwrap_err().say(Lang::En).to_string();
        assert!(said.contains("there-is-none"), "{said}");
    }
}

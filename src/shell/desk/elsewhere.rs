//! Where a run's records may go: its own folder, or the one that stands in for it when the disk fails.

use std::path::Path;

use super::OpenDesk;
use crate::shell::disk::{create_folders, write_new};
use crate::shell::store::{AppendError, Desk};

impl OpenDesk {
    /// Where a feed may be written, the best place first.
    pub(super) fn desks(&self, has_failed: bool) -> Vec<Desk> {
        let mut desks = vec![self.desk.clone()];
        if let Some(elsewhere) = self.folder.elsewhere() {
            let elsewhere = Desk {
                folder: elsewhere.join("journal"),
                also: vec![self.folder.journal()],
                ..self.desk.clone()
            };
            // A disk that has failed is not asked first again.
            desks.insert(usize::from(!has_failed), elsewhere);
        }
        desks
    }

    /// Makes the folder that stands in, with the run's own files, so that it can be read alone.
    pub(super) fn stand_in(&self, desk: &Desk) -> Result<(), AppendError> {
        let (Some(fallback), Some(elsewhere)) = (&self.fallback, self.folder.elsewhere()) else {
            return Ok(());
        };
        if desk.folder == self.desk.folder {
            return Ok(());
        }
        let machine = &*desk.disk;
        // A stick that is not plugged in is not made up for by a folder of its name.
        if !machine.holds(fallback) {
            return Err(AppendError::Create(std::io::ErrorKind::NotFound.into()));
        }
        create_folders(machine, &desk.folder).map_err(AppendError::Create)?;
        for name in desk.files.keys() {
            let path = elsewhere.join(name);
            if !machine.holds(&path)
                && let Ok(bytes) = self.folder.own_file(name)
            {
                let _ = write_new(machine, &path, &bytes);
            }
        }
        Ok(())
    }

    /// The fallback folder's part of the run, where records go there now.
    pub(super) fn elsewhere_now(&self) -> Option<&Path> {
        let writer = self.writer.as_ref().filter(|writer| writer.folder() != self.desk.folder)?;
        self.folder.elsewhere().filter(|_| !writer.is_dead())
    }
}

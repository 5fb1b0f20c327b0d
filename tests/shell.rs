//! What touches the world: the store on a disk that fails, and folders as they really are.

pub(crate) mod agent;
pub(crate) mod desk;
mod doctor;
mod evidence;
mod fallback;
mod home;
mod index;
mod long;
mod run_folder;
mod sharing;
mod store;

//! What touches the world: the store on a disk that fails, and folders as they really are.

mod desk;
mod evidence;
mod failing_disk;
mod home;
mod run_folder;
mod store;

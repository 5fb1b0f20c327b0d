//! What a disk, a clock, a power cut or a text can do to the program, and what must hold all the same.

mod broken_disk;
mod clocks;
mod crash;
mod every_command;
mod evidence;
mod evidence_ticket;
mod hostile;
mod leaving;
mod limits;
mod memory_disk;
mod nth;
mod nth_console;
mod scenario;
mod slow;
mod surroundings;
mod tars;

pub(crate) use broken_disk::BrokenDisk;
pub(crate) use memory_disk::{Fault, How, MemoryDisk};

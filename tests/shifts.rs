//! What keeps a run going through the night: roles, updates, handovers, own timers, what is due.

mod cadences;
mod desk;
mod due;
mod handovers;
mod roles;
mod tale;

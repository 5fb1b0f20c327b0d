//! What keeps a run going through the night: roles, updates, handovers, own timers.

mod cadences;
mod desk;
mod roles;
mod tale;

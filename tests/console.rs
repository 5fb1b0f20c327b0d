//! The console as people meet it: the program itself, through a pseudo-terminal.

pub(crate) mod clean;
mod coming_back;
mod emergency;
mod failing_disk;
mod full_home;
mod hostile;
mod keys;
mod kills;
mod lines;
mod newcomer;
mod night;
pub(crate) mod place;
mod quiet;
mod screen;
mod sizes;
mod slow_line;
mod terminal;
mod together;
mod two_at_once;
mod watching;

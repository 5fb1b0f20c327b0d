//! Clocks of law and contract: when they end, how they stand, and what a run keeps of them.

mod arithmetic;
mod kept;
mod over;
mod panel;
mod standing;

//! Who sits here, and how they want to see things.

use super::KeyTable;
use crate::locale::Lang;
use crate::text::SafeText;
use crate::time::Zone;

/// The person at the console.
#[derive(Clone, Debug)]
pub struct Me {
    /// As in the journal's records.
    pub person: String,
    /// As it is shown.
    pub display: SafeText,
}

/// How the person wants to see things.
#[derive(Clone, Debug)]
pub struct Settings {
    pub lang: Lang,
    pub zone: Zone,
    /// Ring the terminal's bell when a time passes.
    pub bell: bool,
    /// Only look: nothing is recorded, and leaving the run ends the program.
    pub watches: bool,
    /// Everything is told and answered in lines: nothing opens by itself, which would take the next line for its own.
    pub in_lines: bool,
    /// Which keys the actions have.
    pub keys: KeyTable,
}

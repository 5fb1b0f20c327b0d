//! What the environment says, read once.

use std::collections::BTreeMap;

/// The variables that the program looks at. A test puts its own in their place.
#[derive(Clone, Debug, Default)]
pub struct Environment(BTreeMap<String, String>);

const NAMES: [&str; 19] = [
    "DUTYBOOK_HOME",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LANG",
    "TZ",
    "TZDIR",
    "USER",
    "LOGNAME",
    "SSH_AUTH_SOCK",
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "STY",
    "TMUX",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "COLORTERM",
    "TERM",
];

impl Environment {
    /// Reads the process's environment.
    pub fn read() -> Self {
        Self::of(NAMES.iter().filter_map(|name| Some((*name, std::env::var(name).ok()?))))
    }

    /// An environment of these variables. An empty one counts as absent.
    pub fn of<V: Into<String>>(variables: impl IntoIterator<Item = (&'static str, V)>) -> Self {
        let variables = variables.into_iter().map(|(name, value)| (name.to_owned(), value.into()));
        Self(variables.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

//! What the environment says, read once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The variables that the program looks at. A test puts its own in their place.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    /// The home that is named. A path can have bytes that no text has, and another home would be worse than none.
    home: Option<PathBuf>,
}

/// Names the home.
const HOME: &str = "DUTYBOOK_HOME";

const NAMES: [&str; 20] = [
    HOME,
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
    "COLORFGBG",
    "TERM",
];

impl Environment {
    /// Reads the process's environment.
    pub fn read() -> Self {
        let read = Self::of(NAMES.iter().filter_map(|name| Some((*name, std::env::var(name).ok()?))));
        let home = std::env::var_os(HOME).filter(|home| !home.is_empty()).map(PathBuf::from);
        Self { home, ..read }
    }

    /// An environment of these variables. An empty one counts as absent.
    pub fn of<V: Into<String>>(variables: impl IntoIterator<Item = (&'static str, V)>) -> Self {
        let variables = variables.into_iter().map(|(name, value)| (name.to_owned(), value.into()));
        let variables: BTreeMap<String, String> = variables.filter(|(_, value)| !value.is_empty()).collect();
        let home = variables.get(HOME).map(PathBuf::from);
        Self { variables, home }
    }

    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// Whether the locale says that text is UTF-8.
    pub fn is_utf8(&self) -> bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| self.get(name));
        locale.is_some_and(|locale| locale.to_ascii_lowercase().replace('-', "").contains("utf8"))
    }

    /// The home that is named, to the byte.
    pub fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }
}

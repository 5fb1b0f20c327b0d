//! Problems of a file as a whole.

problems! {
    /// A file that cannot be read as a runbook at all.
    FileProblem;

    /// More bytes than the loader takes.
    TooLarge { limit_mib: usize }
        Error "too-large",
        format!("the file is larger than {limit_mib} MiB, the most that a runbook may have"),
        Some("is this the right file?".to_owned());

    /// A byte that is not part of UTF-8.
    NotUtf8 { byte: u8, offset: usize }
        Error "not-utf-8",
        format!("byte 0x{byte:02x} at offset {offset} is not UTF-8 text"),
        Some("save the file as UTF-8; GBK and UTF-16 are not read".to_owned());

    /// What the TOML parser says.
    Syntax { message: String, help: Option<&'static str> }
        Error "syntax",
        message.clone(),
        help.map(str::to_owned);

    /// A schema of another program or time.
    WrongSchema { found: i64 }
        Error "wrong-schema",
        format!("schema {found} is not known; this program reads schema 1"),
        Some("a runbook of a newer schema needs a newer program".to_owned());

    /// More entries than the loader takes.
    TooMany { what: &'static str, found: usize, limit: usize }
        Error "too-many",
        format!("{found} {what} are more than the {limit} that a runbook may have"),
        None;

    /// More problems than anybody reads.
    MoreProblems { hidden: usize }
        Error "more-problems",
        format!("{hidden} more problems are not shown"),
        Some("mend the first ones and check again".to_owned());
}

impl FileProblem {
    /// What the TOML parser says, in better words where it guesses: it takes any bare word for a broken
    /// `true`, `false` or number.
    pub(crate) fn syntax(message: &str, found: &str) -> Self {
        const QUOTES: Option<&str> =
            Some("a text stands in straight quotes: `\"…\"`, or `\"\"\"…\"\"\"` for several lines");
        let own = match message.split(',').next().unwrap_or_default() {
            _ if found.trim().is_empty() && message.starts_with("string values must be quoted") => {
                Some(("there is no value".to_owned(), None))
            }
            "string values must be quoted" | "invalid boolean" => {
                Some((format!("`{found}` is no value"), QUOTES))
            }
            "invalid basic string" | "invalid literal string" => {
                Some(("this text has no closing quote on its line".to_owned(), QUOTES))
            }
            "duplicate key" => Some((format!("`{found}` stands here for the second time"), None)),
            _ => None,
        };
        let (message, help) = own.unwrap_or_else(|| (message.to_owned(), None));
        Self::Syntax { message, help }
    }
}

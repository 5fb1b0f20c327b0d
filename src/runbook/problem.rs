//! Everything that can be wrong with a runbook, as data, with its wording beside it.
//!
//! A problem knows its place in a file; how it looks on a screen is the business of `render`. The words beside
//! the data are English, like the keys of the file; their Chinese stands in `zh`.

/// Declares problems: name, data, severity, code, message, and help where there is a next step.
macro_rules! problems {
    (
        $(#[$doc:meta])* $kind:ident;
        $($(#[$variant_doc:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? }
            $severity:ident $code:literal, $message:expr, $help:expr;)*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum $kind {
            $($(#[$variant_doc])* $name { $($field: $type),* }),*
        }

        impl $kind {
            /// The code of every problem of this kind.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The problem's name in machine-readable output.
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code),* }
            }

            /// How bad it is.
            pub const fn severity(&self) -> $crate::runbook::problem::Severity {
                match self { $(Self::$name { .. } => $crate::runbook::problem::Severity::$severity),* }
            }

            /// What is wrong: lower case, no full stop.
            #[allow(unused_variables)]
            pub fn message(&self) -> String {
                match self { $(Self::$name { $($field),* } => String::from($message)),* }
            }

            /// What to do about it.
            #[allow(unused_variables)]
            pub fn help(&self) -> Option<String> {
                match self { $(Self::$name { $($field),* } => $help),* }
            }
        }
    };
}

mod catalogue;
mod condition;
mod field;
mod file;
mod list;
mod name;
mod overlay;
mod render;
mod reporter;
mod rule;
mod template;
mod zh;

use super::span::Span;

pub use catalogue::CatalogueProblem;
pub use condition::ConditionProblem;
pub use field::FieldProblem;
pub use file::FileProblem;
pub use list::Problems;
pub use name::{NameProblem, Thing};
pub use overlay::OverlayProblem;
pub(crate) use reporter::Reporter;
pub use rule::RuleProblem;
pub use template::TemplateProblem;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The runbook does not load.
    Error,
    /// It loads, and its author should look.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A problem and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub what: What,
    /// Where.
    pub at: Span,
    /// Another place that belongs to it, such as the first use of an id.
    pub also: Option<Span>,
}

/// Groups the problems by what they are about.
macro_rules! what {
    ($($name:ident($problem:ident)),*) => {
        /// What is wrong.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum What {
            $($name($problem)),*
        }

        impl What {
            /// The problem's name in machine-readable output.
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name(problem) => problem.code()),* }
            }

            /// How bad it is.
            pub const fn severity(&self) -> Severity {
                match self { $(Self::$name(problem) => problem.severity()),* }
            }

            /// What is wrong, in words.
            pub fn message(&self, lang: $crate::locale::Lang) -> String {
                match (lang, self) {
                    ($crate::locale::Lang::Zh, what) => zh::message(what),
                    $(($crate::locale::Lang::En, Self::$name(problem)) => problem.message()),*
                }
            }

            /// What to do about it.
            pub fn help(&self, lang: $crate::locale::Lang) -> Option<String> {
                match (lang, self) {
                    ($crate::locale::Lang::Zh, what) => zh::help(what),
                    $(($crate::locale::Lang::En, Self::$name(problem)) => problem.help()),*
                }
            }

            /// Every code there is.
            pub fn codes() -> impl Iterator<Item = &'static str> {
                [$($problem::CODES),*].into_iter().flatten().copied()
            }
        }

        $(impl From<$problem> for What {
            fn from(problem: $problem) -> Self {
                Self::$name(problem)
            }
        })*
    };
}

what!(
    File(FileProblem),
    Field(FieldProblem),
    Name(NameProblem),
    Rule(RuleProblem),
    Condition(ConditionProblem),
    Template(TemplateProblem),
    Overlay(OverlayProblem),
    Catalogue(CatalogueProblem)
);

/// "did you mean", where a near name was found.
fn meant(near: Option<&String>) -> Option<String> {
    near.map(|near| format!("did you mean `{near}`?"))
}

/// A list of names for a message: `` `a`, `b` or `c` ``. Long lists are cut.
pub(crate) fn any_of<T: AsRef<str>>(names: &[T]) -> String {
    const MOST: usize = 12;
    let quoted: Vec<String> = names.iter().take(MOST).map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.as_slice() {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., last] if names.len() <= MOST => format!("{} or {last}", first.join(", ")),
        all => format!("{} and {} more", all.join(", "), names.len() - MOST),
    }
}

/// All the names for a message: `` `a`, `b`, `c` ``.
fn all_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

//! One row of the catalogue: a duty, what it is counted from, how long, and how sure that is.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::runbook::Text;
use crate::time::{Counting, End, Moment, Term, WorkingDays, Zone, term};

/// A deadline of law.
#[derive(Clone, Debug, PartialEq)]
pub struct CatalogueRow {
    /// Its id, such as `cn.cac.report.other`.
    pub id: String,
    pub title: Text,
    pub instrument: Text,
    pub article: Text,
    /// The first day on which it is in force; nothing where that is not known.
    pub effective_from: Option<NaiveDate>,
    /// The last.
    pub effective_until: Option<NaiveDate>,
    /// To whom and what it applies.
    pub applies: Option<Text>,
    pub trigger: Trigger,
    /// How long; nothing where the law gives no number.
    pub limit: Option<Term>,
    pub counting: Counting,
    /// Where the authority sits.
    pub zone: Option<Zone>,
    /// The days on which it works, where they are what is counted.
    pub working_days: Option<Arc<WorkingDays>>,
    pub weekend: Option<Weekend>,
    pub nature: Nature,
    pub recipient: Text,
    /// What has to stand in it.
    pub content: Option<Text>,
    /// What else to know.
    pub note: Option<Text>,
    pub sure: Sure,
    pub source: Option<String>,
    /// The row that takes this one's place where it starts only after this one has ended.
    pub yields_to: Option<String>,
    /// It comes from a file of one's own.
    pub own: bool,
}

impl CatalogueRow {
    /// When a duty ends that starts at a moment. Nothing where it has no number, or beyond the calendar.
    pub fn end(&self, start: Moment) -> Option<End> {
        let (limit, zone) = (self.limit?, self.zone.as_ref()?);
        let start =
            if self.trigger == Trigger::CalendarYearEnd { term::year_end(start, zone)? } else { start };
        let none = WorkingDays::default();
        limit.end(start, zone, self.working_days.as_deref().unwrap_or(&none), self.counting)
    }

    /// Whether it is in force at a moment, by the calendar of the authority.
    pub fn is_in_force(&self, at: Moment) -> bool {
        let day = self.zone.as_ref().map_or_else(|| at.date_naive(), |zone| zone.local(at).date());
        self.effective_from.is_none_or(|from| day >= from)
            && self.effective_until.is_none_or(|until| day <= until)
    }
}

/// Declares an enum whose values stand as words in a file.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant),*
        }

        impl $name {
            /// The word in a file, of each.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The word in a file.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// Reads the word.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// How a duty binds.
    Nature {
        /// It must be done.
        Mandatory = "mandatory",
        /// An authority's guidance says so.
        Guidance = "guidance",
        /// It may be done.
        Voluntary = "voluntary",
    }
}

words! {
    /// How sure a row is.
    Sure {
        /// The official text was read.
        Primary = "primary",
        /// It was read where it is quoted or told of: check with counsel.
        Secondary = "secondary",
    }
}

words! {
    /// What a weekend does to it.
    Weekend {
        /// Nothing.
        RunsThrough = "runs-through",
        /// The text is silent, so nothing.
        NoneStated = "none-stated",
        /// It could put it off; that is not counted.
        ReliefNotModelled = "relief-not-modelled",
        /// Only working days count.
        WorkingDaysOnly = "working-days-only",
    }
}

/// What a duty is counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    Awareness,
    GradedOrAware,
    HandlingClosed,
    ClassifiedMajor,
    DeterminationMaterial,
    DeterminationIncident,
    DeterminationNotifiable,
    PaymentMade,
    ReasonableSuspicion,
    CalendarYearEnd,
    /// The filing of another duty.
    Filed(String),
}

impl Trigger {
    /// The words in a file, but for filings.
    pub const CODES: &'static [&'static str] = &[
        "awareness",
        "graded-or-aware",
        "handling-closed",
        "classified-major",
        "determination-material",
        "determination-incident",
        "determination-notifiable",
        "payment-made",
        "reasonable-suspicion",
        "calendar-year-end",
    ];

    /// Reads a word, or `filed:ID`.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "awareness" => Self::Awareness,
            "graded-or-aware" => Self::GradedOrAware,
            "handling-closed" => Self::HandlingClosed,
            "classified-major" => Self::ClassifiedMajor,
            "determination-material" => Self::DeterminationMaterial,
            "determination-incident" => Self::DeterminationIncident,
            "determination-notifiable" => Self::DeterminationNotifiable,
            "payment-made" => Self::PaymentMade,
            "reasonable-suspicion" => Self::ReasonableSuspicion,
            "calendar-year-end" => Self::CalendarYearEnd,
            filed => Self::Filed(filed.strip_prefix("filed:").filter(|id| !id.is_empty())?.to_owned()),
        })
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Awareness => "awareness",
            Self::GradedOrAware => "graded-or-aware",
            Self::HandlingClosed => "handling-closed",
            Self::ClassifiedMajor => "classified-major",
            Self::DeterminationMaterial => "determination-material",
            Self::DeterminationIncident => "determination-incident",
            Self::DeterminationNotifiable => "determination-notifiable",
            Self::PaymentMade => "payment-made",
            Self::ReasonableSuspicion => "reasonable-suspicion",
            Self::CalendarYearEnd => "calendar-year-end",
            Self::Filed(id) => return write!(f, "filed:{id}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trigger_prints_as_it_reads() {
        for code in Trigger::CODES.iter().copied().chain(["filed:eu.nis2.notification"]) {
            assert_eq!(Trigger::from_code(code).unwrap().to_string(), code);
        }
        assert_eq!(Trigger::from_code("filed:"), None);
        assert_eq!(Trigger::from_code("dawn"), None);
    }
}

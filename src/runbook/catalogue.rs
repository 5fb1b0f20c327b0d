//! The catalogue of clocks: deadlines set by law and by rules of an industry, and the days on which people work.
//!
//! Shipped as `runbooks/clocks/*.toml`; files of one's own are laid over it, row by row and year by year. A
//! run keeps the files that it was opened with beside its runbook. A row without a limit is a duty without a
//! number, and nothing here makes up one.

mod load;
mod row;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::Source;
use crate::time::{WorkingDays, Zone};

pub use row::{CatalogueRow, Nature, Sure, Trigger, Weekend};

/// File names and exact texts of what is shipped.
pub const SHIPPED: &[(&str, &str)] = &[
    ("catalogue.toml", include_str!("../../runbooks/clocks/catalogue.toml")),
    ("holidays.toml", include_str!("../../runbooks/clocks/holidays.toml")),
];

/// What is shipped, read once: it is a constant that needs some computing.
static BUILT_IN: LazyLock<Arc<Catalogue>> = LazyLock::new(|| {
    let sources: Vec<Source<'_>> =
        SHIPPED.iter().map(|(name, text)| Source { name, bytes: text.as_bytes() }).collect();
    // It is sound, as a test says; nothing of it is better than no program.
    Arc::new(Catalogue::parse(&sources).unwrap_or_default())
});

/// Rows, working days and zones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// In the order of the files; a row that took another's place stands in it.
    pub rows: Vec<Arc<CatalogueRow>>,
    /// By the id of their calendar.
    pub working_days: BTreeMap<String, Arc<WorkingDays>>,
    /// By name.
    pub zones: BTreeMap<String, Zone>,
    /// The run keeps it beside its runbook; else it is what the program ships.
    pub sealed: bool,
}

impl Catalogue {
    /// What the program ships.
    pub fn shipped() -> Arc<Self> {
        BUILT_IN.clone()
    }

    /// The row of an id.
    pub fn row(&self, id: &str) -> Option<&Arc<CatalogueRow>> {
        self.rows.iter().find(|row| row.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_catalogue_has_no_problem() {
        let sources: Vec<Source<'_>> =
            SHIPPED.iter().map(|(name, text)| Source { name, bytes: text.as_bytes() }).collect();
        let catalogue = match Catalogue::parse(&sources) {
            Ok(catalogue) => catalogue,
            Err(problems) => panic!("{:?}", problems.lines(crate::locale::Lang::En)),
        };
        assert_eq!(catalogue, *Catalogue::shipped());
        assert_eq!(catalogue.rows.len(), 42);
        assert!(catalogue.working_days["cn"].years.contains_key(&2026));
    }

    #[test]
    fn a_duty_without_a_number_has_no_limit_and_every_limit_has_a_zone() {
        for row in &Catalogue::shipped().rows {
            assert_eq!(row.limit.is_some(), row.zone.is_some(), "{}", row.id);
        }
        for id in ["cn.pipl.57", "cn.dsl.29", "cn.ndsr.incident", "eu.gdpr.34", "hk.pdpo"] {
            assert_eq!(Catalogue::shipped().row(id).unwrap().limit, None, "{id}");
        }
    }

    #[test]
    fn a_file_of_ones_own_adds_rows_and_takes_the_place_of_one_by_its_id() {
        let own = r#"
catalogue = 1
[[clock]]
id = "cn.cac.report.other"
title = "ours"
instrument = "x"
article = "y"
trigger = "awareness"
limit = "3h"
zone = "Asia/Shanghai"
nature = "mandatory"
recipient = "z"
sure = "primary"
[[clock]]
id = "contract.bank"
title = "bank"
instrument = "contract"
article = "7"
trigger = "awareness"
limit = "2bd"
holidays = "cn"
zone = "+08:00"
nature = "mandatory"
recipient = "bank"
sure = "primary"
"#;
        let own_year = "holidays = 1\n[[calendar]]\nid = \"cn\"\n[[calendar.year]]\nyear = 2027\nsource = \"x\"\n\
                        off = [\"2027-01-01..2027-01-03\"]\n";
        let mut sources: Vec<Source<'_>> =
            SHIPPED.iter().map(|(name, text)| Source { name, bytes: text.as_bytes() }).collect();
        sources.push(Source { name: "own.toml", bytes: own.as_bytes() });
        sources.push(Source { name: "2027.toml", bytes: own_year.as_bytes() });
        let catalogue = Catalogue::parse(&sources).unwrap();
        assert_eq!(catalogue.rows.len(), 43);
        let row = catalogue.row("cn.cac.report.other").unwrap();
        assert_eq!((row.limit.unwrap().to_string().as_str(), row.own), ("3h", true));
        assert!(!catalogue.row("cn.cac.report.cii").unwrap().own);
        let days = catalogue.row("contract.bank").unwrap().working_days.clone().unwrap();
        assert_eq!(days.years.keys().copied().collect::<Vec<_>>(), [2024, 2025, 2026, 2027]);
    }
}

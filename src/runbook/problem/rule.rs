//! Problems of parts that are sound each by itself and make no sense together.

use super::{any_of, meant};

problems! {
    /// A part that cannot work.
    RuleProblem;

    /// A phase without steps.
    EmptyPhase { id: String }
        Error "empty-phase",
        format!("the phase `{id}` has no steps"),
        Some("add a `[[phase.step]]` below it".to_owned());

    /// An ask of kind choice or many with nothing to choose.
    NoChoices { kind: &'static str }
        Error "no-choices",
        format!("kind `{kind}` needs `choices`"),
        Some("add `choices = [{ id = \"…\", label = … }]`".to_owned());

    /// A table without columns.
    NoColumns {}
        Error "no-columns",
        "kind `table` needs `columns`",
        Some("add `columns = [{ id = \"…\", kind = \"text\" }]`".to_owned());

    /// A key that another kind of ask has.
    OnlyFor { key: &'static str, kinds: &'static [&'static str], found: &'static str }
        Error "only-for",
        format!("`{key}` belongs to kind {}, and this is kind `{found}`", any_of(kinds)),
        None;

    /// A range that holds nothing.
    MinAboveMax { min: i64, max: i64 }
        Error "min-above-max",
        format!("`min` is {min} and `max` is {max}: no number is allowed"),
        None;

    /// A clock that is neither from the catalogue nor written out.
    ClockWithoutTitle {}
        Error "clock-without-title",
        "a clock needs either `use` or both `id` and `title`",
        Some("`use = \"…\"` takes words and limit from the catalogue of clocks".to_owned());

    /// A clock that runs for ever.
    NothingMeets {}
        Error "nothing-meets",
        "nothing can meet this clock: it has no `met_by`",
        Some("add `met_by = \"sent:NOTICE\"` or `met_by = \"step:ID\"`".to_owned());

    /// A moment that is nobody's doing.
    CannotMeet { moment: String }
        Error "cannot-meet",
        format!("`{moment}` cannot meet a clock"),
        Some("a clock is met by `sent:NOTICE` or `step:ID`".to_owned());

    /// A clock that starts when it is met.
    StartsWhenMet { id: String }
        Error "starts-when-met",
        format!("the clock `{id}` starts when it is met"),
        None;

    /// A column where there is no row.
    RowWithoutEach { column: String }
        Error "row-without-each",
        format!("`row.{column}` needs a row, and there is no `each`"),
        Some("add `each = \"…\"` with the id of a table".to_owned());

    /// A column that the table does not have.
    NoSuchColumn { table: String, column: String, near: Option<String> }
        Error "unknown-column",
        format!("the table `{table}` has no column `{column}`"),
        meant(near.as_ref());

    /// A limit that is no length of time.
    LimitColumn { column: String, found: &'static str }
        Error "limit-column",
        format!("the column `{column}` is of kind `{found}`; a limit is of kind `duration`"),
        None;

    /// A key that means nothing without another.
    Needs { key: &'static str, needs: &'static str }
        Error "needs",
        format!("`{key}` means nothing without `{needs}`"),
        None;

    /// A metric that is always zero.
    SameMoment { moment: String }
        Error "same-moment",
        format!("the metric starts and ends at `{moment}`"),
        None;

    /// A commitment without proof.
    KeptByNothing {}
        Error "kept-by-nothing",
        "`kept_by` names neither steps nor a metric",
        Some("write `kept_by = { steps = [\"…\"], metric = \"…\" }`".to_owned());

    /// A stage that no phase has.
    NoPhaseOfStage { stage: &'static str }
        Error "no-phase-of-stage",
        format!("no phase has the stage `{stage}`"),
        None;

    /// A column that is a table itself.
    TableInTable {}
        Error "table-in-table",
        "a column cannot hold a table",
        None;
}

//! Problems of a condition.

use super::{any_of, meant};
use crate::time::period::PeriodError;

problems! {
    /// Why a condition is refused.
    ConditionProblem;

    /// A character that has no meaning.
    Character { found: char }
        Error "condition-character",
        format!("`{found}` has no meaning in a condition"),
        twin(*found).map(write);

    /// Quotes that are not closed.
    OpenText {}
        Error "condition-open-text",
        "this text has no closing quote",
        None;

    /// A backslash before something else than a quote or backslash.
    Escape {}
        Error "condition-escape",
        "a backslash in a text stands before `\"`, `'` or `\\` only",
        None;

    /// Digits that make no number.
    Number { found: String }
        Error "condition-number",
        format!("`{found}` is no number"),
        None;

    /// Something in the wrong place.
    Unexpected { found: String, expected: &'static str }
        Error "condition-unexpected",
        if found.is_empty() {
            format!("the condition ends where {expected} is expected")
        } else {
            format!("unexpected `{found}`; expected {expected}")
        },
        word_twin(found).map(write);

    /// Brackets in brackets in brackets.
    TooDeep { limit: usize }
        Error "condition-too-deep",
        format!("brackets go at most {limit} deep"),
        None;

    /// A condition that nobody can read.
    TooLong { limit: usize }
        Error "condition-too-long",
        format!("a condition has at most {limit} bytes"),
        None;

    /// `1 < persons < 3`
    Chained {}
        Error "condition-chained",
        "comparisons cannot be chained",
        Some("write `a < b && b < c`, or use brackets".to_owned());

    /// A name that is no ask.
    UnknownAsk { name: String, near: Option<String> }
        Error "condition-unknown-ask",
        format!("there is no ask `{name}`"),
        meant(near.as_ref()).or_else(|| word_twin(name).map(write));

    /// `row` where there is none.
    NoRow {}
        Error "condition-no-row",
        "there is no row here",
        Some("`row.COLUMN` stands in a clock, step or notice with `each`".to_owned());

    /// A column that the row does not have.
    UnknownColumn { name: String, near: Option<String> }
        Error "condition-unknown-column",
        format!("the row has no column `{name}`"),
        meant(near.as_ref());

    /// An ask of another kind that stands for a truth.
    NotYesNo { name: String, kind: &'static str }
        Error "condition-not-yes-no",
        format!("`{name}` is of kind `{kind}` and is neither true nor false"),
        Some(format!("compare it, as in `{name} == …`; only asks of kind `yes-no` stand alone"));

    /// A value that stands for a truth.
    NoTruth {}
        Error "condition-no-truth",
        "a value alone is neither true nor false",
        None;

    /// An ask compared with true or false that is neither.
    NotTruth { name: String, kind: &'static str }
        Error "condition-not-truth",
        format!("`{name}` is of kind `{kind}` and is never `true` or `false`"),
        None;

    /// A truth compared with a value.
    TruthAndValue {}
        Error "condition-truth-and-value",
        "what is true or false never equals a value",
        Some("a yes-no ask stands alone, and `!` before a comparison needs brackets: `!(kind == \"leak\")`".to_owned());

    /// Two values written out.
    NothingAsked {}
        Error "condition-nothing-asked",
        "this compares fixed values and asks nothing",
        Some("an ask stands without quotes".to_owned());

    /// Two asks that never have the same value.
    Mismatch { left: String, left_kind: &'static str, right: String, right_kind: &'static str }
        Error "condition-mismatch",
        format!("`{left}` ({left_kind}) and `{right}` ({right_kind}) never have the same value"),
        None;

    /// A value of another type.
    WrongValue { name: String, kind: &'static str, found: &'static str, expected: &'static str }
        Error "condition-wrong-value",
        format!("`{name}` is of kind `{kind}` and never equals {found}; expected {expected}"),
        None;

    /// More or less than something without order.
    NoOrder { sign: &'static str, kind: &'static str }
        Error "condition-no-order",
        format!("`{sign}` needs an order, and kind `{kind}` has none"),
        Some("`number`, `money`, `datetime` and `duration` have one".to_owned());

    /// An id that is not among the choices.
    NotAChoice { value: String, name: String, near: Option<String>, choices: Vec<String> }
        Error "condition-not-a-choice",
        format!("`{value}` is not among the choices of `{name}`"),
        meant(near.as_ref()).or_else(|| Some(format!("it is {}", any_of(choices))));

    /// An ask that holds several values.
    NotOneValue { name: String, kind: &'static str }
        Error "condition-not-one-value",
        format!("`{name}` is of kind `{kind}` and is not one value"),
        (*kind == "many").then(|| format!("write `\"…\" in {name}`"));

    /// A text that is no duration.
    BadDuration { text: String, why: PeriodError }
        Error "condition-bad-duration",
        format!("`{text}` is no duration: {why}"),
        None;

    /// A text that is no time.
    BadMoment { text: String }
        Error "condition-bad-time",
        format!("`{text}` is no time with a date and an offset"),
        Some("write it as \"2026-11-23T04:12:00Z\"".to_owned());

    /// `in` something that is no list.
    InNeedsList {}
        Error "condition-in-needs-list",
        "`in` needs a list such as `[\"a\", \"b\"]`, or an ask of kind `many`",
        None;

    /// Something that a `many` never holds.
    NotAnItem { name: String }
        Error "condition-not-an-item",
        format!("`{name}` never holds this; expected the id of one of its choices in quotes"),
        None;

    /// `[]`
    EmptyList {}
        Error "condition-empty-list",
        "nothing is in an empty list",
        None;

    /// An ask in a list.
    ListOfAsks {}
        Error "condition-list-of-asks",
        "a list holds values in quotes or numbers, not asks",
        None;
}

/// What a full-width or single sign was meant to be.
pub(super) const fn twin(found: char) -> Option<&'static str> {
    match found {
        '=' | '＝' => Some("=="),
        '&' | '＆' => Some("&&"),
        '|' | '｜' => Some("||"),
        '！' => Some("!"),
        '＜' => Some("<"),
        '＞' => Some(">"),
        '（' => Some("("),
        '）' => Some(")"),
        '，' | '、' => Some(","),
        '“' | '”' | '‘' | '’' | '「' | '」' => Some("\""),
        _ => None,
    }
}

/// What a word of other languages is here.
pub(super) fn word_twin(found: &str) -> Option<&'static str> {
    Some(match found.to_ascii_lowercase().as_str() {
        "and" => "&&",
        "or" => "||",
        "not" => "!",
        "yes" => "true",
        "no" => "false",
        _ => return None,
    })
}

fn write(twin: &str) -> String {
    format!("write `{twin}`")
}

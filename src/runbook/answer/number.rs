//! Numbers and amounts: thousands separators, 千 万 亿, units and currencies.

use super::AnswerError;
use crate::locale::Lang;
use crate::runbook::value::is_decimal;
use crate::runbook::{Answer, AskKind, Text};

/// Chinese multipliers and how many digits they move the point.
const MULTIPLIERS: [(char, usize); 4] = [('百', 2), ('千', 3), ('万', 4), ('亿', 8)];

/// Currencies by what people write for them, before or behind the amount.
const CURRENCIES: [(&str, &str); 9] = [
    ("人民币", "CNY"),
    ("RMB", "CNY"),
    ("元", "CNY"),
    ("¥", "CNY"),
    ("￥", "CNY"),
    ("HK$", "HKD"),
    ("US$", "USD"),
    ("$", "USD"),
    ("€", "EUR"),
];

/// A number in the journal's form, within its bounds.
pub(super) fn number(
    text: &str,
    unit: Option<&Text>,
    min: Option<i64>,
    max: Option<i64>,
) -> Result<String, AnswerError> {
    let bare = unit.map_or(text, |unit| without_unit(text, unit));
    let number = decimal(bare)?;
    let kind = AskKind::Number { min, max, unit: None };
    if kind.takes(&Answer::Number(number.clone())) {
        Ok(number)
    } else {
        Err(AnswerError::OutOfRange { min, max })
    }
}

/// An amount in the ask's currency, which need not be named.
pub(super) fn money(text: &str, currency: &str) -> Result<Answer, AnswerError> {
    let (bare, given) = without_currency(text, currency);
    if let Some(given) = given.filter(|given| given != currency) {
        return Err(AnswerError::OtherCurrency { given, expected: currency.to_owned() });
    }
    Ok(Answer::Money { amount: decimal(bare)?, currency: currency.to_owned() })
}

fn without_unit<'a>(text: &'a str, unit: &Text) -> &'a str {
    let units = [unit.get(Lang::Zh), unit.get(Lang::En)];
    let strip = |unit: &&str| text.strip_suffix(*unit).filter(|_| !unit.is_empty());
    units.iter().find_map(strip).unwrap_or(text).trim_end()
}

/// The amount alone, and the currency that stood before or behind it.
fn without_currency<'a>(text: &'a str, currency: &str) -> (&'a str, Option<String>) {
    let own = (currency, currency);
    for (sign, code) in std::iter::once(own).chain(CURRENCIES) {
        // A sign that several countries use means the ask's own currency where that is one of them.
        let code = if sign == "¥" && currency == "JPY" { "JPY" } else { code };
        if let Some(bare) = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)) {
            return (bare.trim(), Some(code.to_owned()));
        }
    }
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_alphabetic());
    if let Some((head, tail)) = text.split_once(' ') {
        if is_code(head) {
            return (tail.trim(), Some(head.to_ascii_uppercase()));
        } else if is_code(tail) {
            return (head.trim(), Some(tail.to_ascii_uppercase()));
        }
    }
    (text, None)
}

/// A plain decimal from digits with separators and multipliers.
fn decimal(text: &str) -> Result<String, AnswerError> {
    let (digits, shift) = without_multipliers(text);
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits.strip_prefix('+').unwrap_or(digits)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = without_separators(whole).ok_or(AnswerError::NotANumber)?;
    let sound = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let dangling = digits.ends_with('.');
    if !sound(&whole) || !sound(fraction) || dangling || (whole.is_empty() && fraction.is_empty()) {
        return Err(AnswerError::NotANumber);
    }
    let number = shifted(negative, &whole, fraction, shift);
    if is_decimal(&number) { Ok(number) } else { Err(AnswerError::TooPrecise) }
}

/// The text before 万 and its like, and how many digits they move the point: four for `3万`, seven for `3千万`.
fn without_multipliers(text: &str) -> (&str, usize) {
    let mut bare = text.trim_end();
    let mut shift = 0;
    while let Some((sign, digits)) = MULTIPLIERS.iter().find(|(sign, _)| bare.ends_with(*sign)) {
        bare = bare[..bare.len() - sign.len_utf8()].trim_end();
        shift += digits;
    }
    (bare, shift)
}

/// Digits without their thousands separators; nothing where these do not stand three digits apart.
fn without_separators(whole: &str) -> Option<String> {
    let mut groups = whole.split([',', ' ', '_', '\'']);
    let mut digits = groups.next()?.to_owned();
    let lead = digits.len();
    for group in groups {
        if group.len() != 3 || lead == 0 || lead > 3 {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

fn shifted(negative: bool, whole: &str, fraction: &str, shift: usize) -> String {
    let moved = fraction.len().min(shift);
    let zeros = "0".repeat(shift - moved);
    let whole = format!("{whole}{}{zeros}", &fraction[..moved]);
    let fraction = &fraction[moved..];
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let is_zero = whole == "0" && fraction.bytes().all(|b| b == b'0');
    let sign = if negative && !is_zero { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

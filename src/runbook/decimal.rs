//! Decimal numbers of any length, compared exactly.
//!
//! Journals keep numbers and amounts as text so that no reader rounds them; comparing them here does not
//! round either. There is no arithmetic.

use std::cmp::Ordering;

/// A decimal number in its shortest form: no leading zeros, no trailing ones, no negative zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Decimal {
    /// Reads `1200`, `-0.5` and the like: no exponent, no sign but a minus, digits on both sides of a point.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (digits, ""),
        };
        let sound = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !sound(whole) || !sound(fraction) {
            return None;
        }
        let whole = whole.trim_start_matches('0').to_owned();
        let fraction = fraction.trim_end_matches('0').to_owned();
        let zero = whole.is_empty() && fraction.is_empty();
        Some(Self { negative: negative && !zero, whole, fraction })
    }

    fn cmp_size(&self, other: &Self) -> Ordering {
        self.whole
            .len()
            .cmp(&other.whole.len())
            .then_with(|| self.whole.cmp(&other.whole))
            .then_with(|| self.fraction.cmp(&other.fraction))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.cmp_size(other),
            (true, true) => other.cmp_size(self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_by_value_and_not_by_spelling() {
        let sorted =
            ["-10", "-9.5", "-0.05", "0", "0.049", "0.05", "1", "1.5", "9", "10", "9007199254740993"];
        for (i, left) in sorted.iter().enumerate() {
            for (j, right) in sorted.iter().enumerate() {
                let order = Decimal::parse(left).cmp(&Decimal::parse(right));
                assert_eq!(order, i.cmp(&j), "{left} {right}");
            }
        }
        assert_eq!(Decimal::parse("007.50"), Decimal::parse("7.5"));
        assert_eq!(Decimal::parse("-0.0"), Decimal::parse("0"));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", ".", "1.", ".5", "1e3", "+1", "1 000", "１", "0x1", "--1"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}

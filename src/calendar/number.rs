//! Numbers as they stand in Japanese tables: full-width digits, ▲ and △ for minus, thousands commas, a percent sign.

use super::plain;
use crate::language::Text;
use crate::text;

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberProblem {
    /// It is not written as a number.
    Form,
    /// Its commas do not stand at thousands.
    Commas,
    /// It has a fraction, where a whole number is needed.
    Fraction,
    /// It is too large.
    Range,
}

impl NumberProblem {
    /// What is wrong with `written`.
    pub fn message(self, written: &str) -> Text {
        match self {
            NumberProblem::Form => text!(ja: "`{written}` は数として読めない", en: "`{written}` is not a number"),
            NumberProblem::Commas => text!(
                ja: "`{written}` の桁区切りが3桁ごとでない",
                en: "the commas of `{written}` do not stand at thousands"
            ),
            NumberProblem::Fraction => {
                text!(ja: "`{written}` は整数でない", en: "`{written}` is not a whole number")
            }
            NumberProblem::Range => text!(ja: "`{written}` は大きすぎる", en: "`{written}` is too large"),
        }
    }
}

/// Reads a number: 1,234, １２．５, ▲16.7, △3, −3, +5, 96.3％ (the sign is dropped, the number stays as written).
///
/// # Errors
/// It is not a number, or too large.
pub fn parse_number(text: &str) -> Result<f64, NumberProblem> {
    let digits = digits(text)?;
    let number: f64 = digits.parse().map_err(|_| NumberProblem::Form)?;
    if number.is_finite() { Ok(number) } else { Err(NumberProblem::Range) }
}

/// Reads a whole number in the same spellings.
///
/// # Errors
/// It is not a number, has a fraction, or is too large.
pub fn parse_integer(text: &str) -> Result<i64, NumberProblem> {
    let digits = digits(text)?;
    if digits.contains('.') {
        return Err(NumberProblem::Fraction);
    }
    digits.parse().map_err(|_| NumberProblem::Range)
}

/// The number in ASCII: an optional minus, digits, perhaps a point and digits.
fn digits(text: &str) -> Result<String, NumberProblem> {
    let plain = plain(text).ok_or(NumberProblem::Form)?;
    let unsigned = plain.strip_suffix('%').map_or(&*plain, str::trim_end);
    let (sign, number) = match unsigned.chars().next() {
        Some(c @ ('-' | '−' | '‐' | '▲' | '△')) => ("-", unsigned[c.len_utf8()..].trim_start()),
        Some('+') => ("", unsigned[1..].trim_start()),
        _ => ("", unsigned),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if fraction.is_some_and(|fraction| !all_digits(fraction)) {
        return Err(NumberProblem::Form);
    }
    let mut result = sign.to_owned();
    for (index, group) in whole.split(',').enumerate() {
        if !all_digits(group) {
            return Err(NumberProblem::Form);
        }
        let grouped = whole.len() > group.len();
        if grouped && (if index == 0 { group.len() > 3 } else { group.len() != 3 }) {
            return Err(NumberProblem::Commas);
        }
        result.push_str(group);
    }
    if let Some(fraction) = fraction {
        result.push('.');
        result.push_str(fraction);
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_stands_in_tables() {
        for (written, expected) in [
            ("53", 53.0),
            ("１，２３４", 1234.0),
            ("1,234,567.5", 1_234_567.5),
            ("▲16.7", -16.7),
            ("△ 3", -3.0),
            ("−3", -3.0),
            ("－３", -3.0),
            ("-0.5", -0.5),
            ("+5", 5.0),
            ("＋５", 5.0),
            ("96.3％", 96.3),
            ("50 %", 50.0),
            ("007", 7.0),
        ] {
            assert_eq!(parse_number(written), Ok(expected), "{written}");
        }
        assert_eq!(parse_integer("▲１，２３４"), Ok(-1234));
        assert_eq!(parse_integer("-9223372036854775808"), Ok(i64::MIN));
    }

    #[test]
    fn refuses_rubbish() {
        for (written, problem) in [
            ("", NumberProblem::Form),
            ("-", NumberProblem::Form),
            ("約100", NumberProblem::Form),
            ("100人", NumberProblem::Form),
            ("①", NumberProblem::Form),
            ("10²", NumberProblem::Form),
            ("½", NumberProblem::Form),
            ("百", NumberProblem::Form),
            ("++5", NumberProblem::Form),
            ("▲-5", NumberProblem::Form),
            (".5", NumberProblem::Form),
            ("5.", NumberProblem::Form),
            ("1.2.3", NumberProblem::Form),
            ("1e5", NumberProblem::Form),
            ("NaN", NumberProblem::Form),
            ("inf", NumberProblem::Form),
            ("1 000", NumberProblem::Form),
            (",", NumberProblem::Form),
            ("1,23", NumberProblem::Commas),
            ("1234,567", NumberProblem::Commas),
            ("1,,234", NumberProblem::Form),
            ("5%%", NumberProblem::Form),
        ] {
            assert_eq!(parse_number(written), Err(problem), "{written}");
        }
        assert_eq!(parse_integer("1.5"), Err(NumberProblem::Fraction));
        assert_eq!(parse_integer("9223372036854775808"), Err(NumberProblem::Range));
        assert_eq!(parse_number(&"9".repeat(400)), Err(NumberProblem::Range));
    }

    proptest! {
        #[test]
        fn whole_numbers_survive(number: i64) {
            prop_assert_eq!(parse_integer(&number.to_string()), Ok(number));
        }

        #[test]
        fn negative_numbers_survive_their_triangle(number in 0u32..1_000_000) {
            prop_assert_eq!(parse_integer(&format!("▲{number}")), Ok(-i64::from(number)));
        }

        #[test]
        fn nothing_panics(text in "\\PC*") {
            let _ = parse_number(&text);
            let _ = parse_integer(&text);
        }
    }
}

//! Body codes (全国地方公共団体コード): six digits, of which the last checks the others.

/// The code with its check digit, from the first five digits.
pub(super) fn complete(first: &str) -> Option<String> {
    let digits: Option<Vec<u32>> = first.chars().map(|c| c.to_digit(10)).collect();
    let digits = digits.filter(|digits| digits.len() == 5)?;
    let sum: u32 = digits.iter().zip([6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
    Some(format!("{first}{}", (11 - sum % 11) % 10))
}

/// The code that a number of five digits must be, if its leading zero was lost: the check digit proves it.
pub(super) fn with_lost_zero(written: &str) -> Option<String> {
    let code = format!("0{written}");
    (written.len() == 5 && complete(code.get(..5)?)? == code).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_zero_is_put_back_only_where_the_check_digit_proves_it() {
        assert_eq!(with_lost_zero("11002").as_deref(), Some("011002"));
        for other in ["11003", "272230", "27223", "1100", "", "１１００２", "abcde"] {
            assert_eq!(with_lost_zero(other), None, "{other}");
        }
        assert_eq!(complete("27223").as_deref(), Some("272230"));
    }
}

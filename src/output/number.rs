//! Numbers as text. Programs get the shortest form that reads back as the same number (`12`, `0.1`, `1e300`); people
//! get thousands set apart and three decimals at most.

use std::io;

/// Appends an integer.
pub(super) fn integer(out: &mut Vec<u8>, value: i64) -> io::Result<()> {
    Ok(serde_json::to_writer(out, &value)?)
}

/// Appends the shortest form that reads back as the same number; a whole number has no `.0`.
pub(super) fn real(out: &mut Vec<u8>, value: f64) -> io::Result<()> {
    // Below 2^53 every whole number is exact in both types.
    const EXACT_BELOW: f64 = 9_007_199_254_740_992.0;
    if value.abs() < EXACT_BELOW && value.fract() == 0.0 {
        integer(out, value as i64)
    } else if value.is_finite() {
        Ok(serde_json::to_writer(out, &value)?)
    } else {
        out.extend_from_slice(value.to_string().as_bytes());
        Ok(())
    }
}

/// A number for people: at most three decimals, none that are zero.
pub(super) fn rounded(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A count for people, its thousands set apart: `12,345`.
pub(super) fn with_thousands(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 2);
    if value < 0 {
        text.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Money for people, from millionths: with cents where there are any.
pub(super) fn money(millionths: i64) -> String {
    let cents = (millionths.unsigned_abs() + 5_000) / 10_000;
    let units = i64::try_from(cents / 100).unwrap_or(i64::MAX);
    let sign = if millionths < 0 && cents > 0 { "-" } else { "" };
    match cents % 100 {
        0 => format!("{sign}{}", with_thousands(units)),
        rest => format!("{sign}{}.{rest:02}", with_thousands(units)),
    }
}

/// A share as whole per cent; what is there at all, or lacks at all, is not rounded away.
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent > 0.0 && percent < 1.0 {
        "<1 %".to_owned()
    } else if percent > 99.0 && percent < 100.0 {
        ">99 %".to_owned()
    } else {
        format!("{percent:.0} %")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(value: f64) -> String {
        let mut out = Vec::new();
        real(&mut out, value).expect("memory takes all");
        String::from_utf8(out).expect("numbers are ASCII")
    }

    #[test]
    fn numbers_of_ordinary_size_have_no_exponent_and_no_needless_zero() {
        let shown = [12.0, -0.35, 0.1, 1234567.89, 0.001, -0.0, 1e15, 99999999999999.5].map(written);
        assert_eq!(shown, ["12", "-0.35", "0.1", "1234567.89", "0.001", "0", "1000000000000000", "99999999999999.5"]);
    }

    #[test]
    fn people_get_three_decimals_and_thousands() {
        assert_eq!([0.416_666_7, 12.0, 1500.5, -0.000_1, 100.0].map(rounded), ["0.417", "12", "1500.5", "0", "100"]);
        assert_eq!(
            [0, 999, 1000, -12345, 1_000_000].map(with_thousands),
            ["0", "999", "1,000", "-12,345", "1,000,000"]
        );
        assert_eq!(with_thousands(i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn people_get_cents_where_there_are_any_and_per_cent_that_do_not_lie() {
        let shown = [0, 1_950_000_000, 1_234_567_890_000, -500_000, 4_999, -4_999, 999_996_000].map(money);
        assert_eq!(shown, ["0", "1,950", "1,234,567.89", "-0.50", "0", "0", "1,000"]);
        let shown = [0.0, 0.0001, 0.005, 0.5, 0.994, 0.999, 1.0].map(percent);
        assert_eq!(shown, ["0 %", "<1 %", "<1 %", "50 %", ">99 %", ">99 %", "100 %"]);
    }

    proptest! {
        #[test]
        fn every_number_reads_back_as_itself(value in any::<f64>()) {
            let read: f64 = written(value).parse().expect("a number");
            prop_assert!(read == value || (read.is_nan() && value.is_nan()));
        }
    }
}

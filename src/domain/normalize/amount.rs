//! Amounts of money from the ways that files write them.

use super::value::{is_blank, is_edge};

/// Reads an amount in millionths and the currency it names, if any: `1234.5`, `$1,234.50`, `1.234,50 €`, `USD 40000`,
/// `(12.00)`, `12.00-`. More than six decimals are rounded. Returns `None` for what is no amount or too large.
///
/// A sign that stands once before exactly three digits is the hard case. A comma parts thousands (`40,000`). A point
/// is decimal (`1.234`, as programs write it), unless a currency with fewer than three decimals is named
/// (`40.000 VND`, `1.500 €`).
pub fn amount(raw: &str) -> Option<(i64, Option<String>)> {
    let mut text = raw.trim_matches(is_edge);
    let mut negative = false;
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        negative = true;
        text = inner;
    }
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let last = text.rfind(|c: char| c.is_ascii_digit())?;
    let start = if text[..first].ends_with(['.', ',']) { first - 1 } else { first };
    let (before, number, after) = (&text[..start], &text[start..=last], &text[last + 1..]);
    let mut currencies = Vec::new();
    for (rest, is_tail) in [(before, false), (after, true)] {
        let rest = rest.trim_matches(is_blank);
        // German price tags write a dash for the missing cents: `12,-`.
        let rest = if is_tail { rest.strip_prefix(",-").or(rest.strip_prefix(".-")).unwrap_or(rest) } else { rest };
        let word = rest.trim_matches(|c| is_blank(c) || matches!(c, '-' | '−' | '+'));
        let signs = rest.chars().filter(|c| matches!(c, '-' | '−')).count();
        if signs + usize::from(negative) > 1 {
            return None;
        }
        negative |= signs == 1;
        if !word.is_empty() {
            currencies.push(currency(word)?);
        }
    }
    let code = match currencies.as_slice() {
        // `$40 MXN`: the letters say which dollar.
        [one, other] if one == "USD" => Some(other.clone()),
        [one, other] if one == other || other == "USD" => Some(one.clone()),
        [_, _] => return None,
        _ => currencies.pop(),
    };
    let millionths = millionths(number, code.as_deref())?;
    Some((if negative { -millionths } else { millionths }, code))
}

/// The ISO 4217 code for a sign or a three-letter word. A bare `$` is taken for USD, `¥` for JPY.
pub fn currency(word: &str) -> Option<String> {
    const SIGNS: [(&str, &str); 27] = [
        ("$", "USD"),
        ("US$", "USD"),
        ("A$", "AUD"),
        ("AU$", "AUD"),
        ("C$", "CAD"),
        ("CA$", "CAD"),
        ("NZ$", "NZD"),
        ("HK$", "HKD"),
        ("S$", "SGD"),
        ("NT$", "TWD"),
        ("MX$", "MXN"),
        ("R$", "BRL"),
        ("€", "EUR"),
        ("£", "GBP"),
        ("¥", "JPY"),
        ("₱", "PHP"),
        ("₫", "VND"),
        ("đ", "VND"),
        ("₹", "INR"),
        ("Rs.", "INR"),
        ("Rp", "IDR"),
        ("₩", "KRW"),
        ("฿", "THB"),
        ("₽", "RUB"),
        ("₺", "TRY"),
        ("₴", "UAH"),
        ("zł", "PLN"),
    ];
    if let Some((_, code)) = SIGNS.iter().find(|(sign, _)| *sign == word) {
        return Some((*code).to_owned());
    }
    (word.len() == 3 && word.bytes().all(|b| b.is_ascii_alphabetic())).then(|| word.to_ascii_uppercase())
}

/// Digits with either decimal sign and any way of parting thousands.
fn millionths(number: &str, currency: Option<&str>) -> Option<i64> {
    let (whole, fraction) = match decimal_sign(number, currency) {
        Some(position) => (&number[..position], &number[position + 1..]),
        None => (number, ""),
    };
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut value = ungrouped(whole)?;
    for place in 0..6 {
        let digit = fraction.as_bytes().get(place).map_or(0, |b| i64::from(b - b'0'));
        value = value.checked_mul(10)?.checked_add(digit)?;
    }
    let rounds_up = fraction.as_bytes().get(6).is_some_and(|b| *b >= b'5');
    value.checked_add(i64::from(rounds_up))
}

/// Where the decimal sign stands; see [`amount`] for the hard case.
fn decimal_sign(number: &str, currency: Option<&str>) -> Option<usize> {
    const THREE_DECIMALS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
    let last = number.rfind(['.', ','])?;
    let sign = number.as_bytes()[last];
    let (before, after) = (&number[..last], &number[last + 1..]);
    if before.contains(['.', ',']) {
        // With both signs the last is the decimal one; one sign alone, repeated, parts thousands.
        return (!before.as_bytes().contains(&sign)).then_some(last);
    }
    let can_part_thousands = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    let parts_thousands = match sign {
        b',' => !currency.is_some_and(|code| THREE_DECIMALS.contains(&code)),
        _ => currency.is_some_and(|code| !THREE_DECIMALS.contains(&code)),
    };
    (!(can_part_thousands && parts_thousands)).then_some(last)
}

/// A whole number without its thousands separators, which must be of one kind and part groups of three (or, as in
/// India, of two before the last three).
fn ungrouped(whole: &str) -> Option<i64> {
    let separator = whole.chars().find(|c| !c.is_ascii_digit());
    if separator.is_some_and(|c| !is_blank(c) && !matches!(c, '.' | ',' | '\'' | '’')) {
        return None;
    }
    let mut value = 0_i64;
    let mut groups = whole.split(|c| Some(c) == separator).peekable();
    let mut is_first = true;
    while let Some(group) = groups.next() {
        let is_last = groups.peek().is_none();
        let fits = match group.len() {
            3 => true,
            2 => is_first || !is_last && separator == Some(','),
            1 => is_first,
            length => is_first && is_last && length <= 19,
        };
        if !fits || !group.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        for b in group.bytes() {
            value = value.checked_mul(10)?.checked_add(i64::from(b - b'0'))?;
        }
        is_first = false;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_amount_is_read_in_either_notation() {
        for (raw, units, code) in [
            ("1234.5", 1234.5, None),
            ("$1,234.50", 1234.5, Some("USD")),
            ("1.234,50 €", 1234.5, Some("EUR")),
            ("USD 40000", 40000.0, Some("USD")),
            ("40,000.00", 40000.0, None),
            ("40,000", 40000.0, None),
            ("1.234", 1.234, None),
            ("40.000 ₫", 40000.0, Some("VND")),
            ("€1.500", 1500.0, Some("EUR")),
            ("1.500 KWD", 1.5, Some("KWD")),
            ("1234.567", 1234.567, None),
            ("0,500", 0.5, None),
            ("12,5", 12.5, None),
            (".5", 0.5, None),
            ("1.234.567", 1234567.0, None),
            ("12,34,567.25", 1234567.25, None),
            ("1'234.50 CHF", 1234.5, Some("CHF")),
            ("1\u{202f}234,50 EUR", 1234.5, Some("EUR")),
            ("(12.00)", -12.0, None),
            ("($12.00)", -12.0, Some("USD")),
            ("-12", -12.0, None),
            ("$-12", -12.0, Some("USD")),
            ("−₱12.00", -12.0, Some("PHP")),
            ("12.00-", -12.0, None),
            ("12,- €", 12.0, Some("EUR")),
            ("C$40 CAD", 40.0, Some("CAD")),
            ("A$40 USD", 40.0, Some("AUD")),
            ("$40 MXN", 40.0, Some("MXN")),
            ("0.0000005", 0.000001, None),
            ("19.989999999999998", 19.99, None),
        ] {
            let expected = ((units * 1e6_f64).round() as i64, code.map(String::from));
            assert_eq!(amount(raw), Some(expected), "{raw}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for raw in
            ["", "-", "free", "1.2.3", "12.34.567", "1,23,4", "40k", "--5", "(-5)", "1e5", "10 apples", "1 2", "5%"]
        {
            assert_eq!(amount(raw), None, "{raw}");
        }
        assert_eq!(amount("9223372036854.775807").map(|(value, _)| value), Some(i64::MAX));
        assert_eq!(amount("9223372036854.775808"), None);
        assert_eq!(amount("99999999999999999999"), None);
    }

    proptest! {
        #[test]
        fn a_plain_decimal_is_exact(millionths in -(1_i64 << 60)..(1_i64 << 60)) {
            let sign = if millionths < 0 { "-" } else { "" };
            let (units, rest) = (millionths.unsigned_abs() / 1_000_000, millionths.unsigned_abs() % 1_000_000);
            prop_assert_eq!(amount(&format!("{sign}{units}.{rest:06}")), Some((millionths, None)));
            prop_assert_eq!(amount(&format!("{sign}{units},{rest:06} EUR")), Some((millionths, Some("EUR".into()))));
        }

        #[test]
        fn no_text_is_too_odd(raw in "[-$€().,0-9 'A-Za-z\\PC]{0,30}") {
            drop(amount(&raw));
        }
    }
}

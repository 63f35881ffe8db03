//! Plain values: text, identifiers, yes-or-no and amounts of money, each from the ways that files write them.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Text without blanks and invisible marks around it, in Unicode's composed form (NFC).
pub fn text(raw: &str) -> Cow<'_, str> {
    let trimmed = raw.trim_matches(is_edge);
    if trimmed.is_ascii() || is_nfc(trimmed) { Cow::Borrowed(trimmed) } else { Cow::Owned(trimmed.nfc().collect()) }
}

/// An identifier as another system gave it: trimmed, without control characters, composed like [`text`], and with `;`
/// written `%3B`, since several identifiers share a cell. A leading `'` stays: only the reader of a file knows whether
/// it is a guard.
pub fn identifier(raw: &str) -> Cow<'_, str> {
    let clean = if raw.chars().any(char::is_control) {
        let kept: String = raw.chars().filter(|c| !c.is_control()).collect();
        Cow::Owned(text(&kept).into_owned())
    } else {
        text(raw)
    };
    // Looked for after composing: U+037E, the Greek question mark, composes to it.
    if clean.contains(';') { Cow::Owned(clean.replace(';', "%3B")) } else { clean }
}

/// Whether a text says yes or no, in the words that exports use; `None` when it says neither.
pub fn truth(raw: &str) -> Option<bool> {
    let word = raw.trim_matches(is_edge).to_lowercase().replace(['_', '-'], " ");
    match word.trim() {
        "yes" | "y" | "true" | "t" | "1" | "1.0" | "on" | "x" | "✓" | "✔" | "✅" | "☑" | "ok" | "checked"
        | "enabled" | "subscribed" | "opted in" | "opt in" | "optin" | "granted" | "accepted" | "allowed" | "ja"
        | "wahr" | "sí" | "si" | "sì" | "verdadero" | "vero" | "oui" | "vrai" | "sim" | "verdadeiro" | "oo" | "opo"
        | "có" | "да" => Some(true),
        "no" | "n" | "false" | "f" | "0" | "0.0" | "off" | "✗" | "✘" | "❌" | "☐" | "unchecked" | "disabled"
        | "unsubscribed" | "opted out" | "opt out" | "optout" | "never subscribed" | "not subscribed" | "denied"
        | "declined" | "revoked" | "withdrawn" | "nein" | "falsch" | "falso" | "non" | "faux" | "não" | "nao"
        | "nee" | "hindi" | "không" | "нет" => Some(false),
        _ => None,
    }
}

/// Reads a whole number: `30`, `-5`, `1,200`, `30.0`.
pub fn whole_number(raw: &str) -> Option<i64> {
    let (millionths, currency) = amount(raw)?;
    (currency.is_none() && millionths % 1_000_000 == 0).then_some(millionths / 1_000_000)
}

/// Whether a cell says that a person opted out, in a column that asks for that (`is_opt_out`) or for the opposite. Words
/// for the person's state mean the same in either; `None` when it is neither such a word nor yes nor no.
pub fn opts_out(raw: &str, is_opt_out: bool) -> Option<bool> {
    match raw.trim_matches(is_edge).to_lowercase().replace(['-', '_'], " ").as_str() {
        "unsubscribed" | "opted out" | "opt out" | "never subscribed" => Some(true),
        "subscribed" | "opted in" | "opt in" => Some(false),
        _ => truth(raw).map(|says| says == is_opt_out),
    }
}

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

/// Blanks, byte order marks and direction marks, which may stand around any value.
fn is_edge(c: char) -> bool {
    is_blank(c) || c.is_control()
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
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
    fn text_is_trimmed_and_composed() {
        assert_eq!(text("  Ana \u{feff}"), "Ana");
        assert_eq!(text("Jose\u{301}"), "José");
        assert_eq!(text("two\nlines"), "two\nlines");
        assert!(matches!(text(" plain "), Cow::Borrowed("plain")));
    }

    #[test]
    fn an_identifier_can_share_a_cell_with_others() {
        assert_eq!(identifier(" a;b "), "a%3Bb");
        assert_eq!(identifier("a\tb\u{0}c"), "abc");
        assert_eq!(identifier("a\u{37e}b"), "a%3Bb");
        assert_eq!(identifier("'0042"), "'0042");
        assert_eq!(identifier("Jose\u{7}\u{301} 1"), "José 1");
        assert!(matches!(identifier("C-17"), Cow::Borrowed("C-17")));
    }

    #[test]
    fn yes_and_no_are_known_in_many_words() {
        for word in ["yes", "YES ", "True", "1", "on", "x", "subscribed", "ja", "Sí", "SÍ", "✓", "OPTED_IN", "opt-in"]
        {
            assert_eq!(truth(word), Some(true), "{word}");
        }
        for word in ["no", "False", "0", "off", "Unsubscribed", "nein", "opted out", "NEVER_SUBSCRIBED"] {
            assert_eq!(truth(word), Some(false), "{word}");
        }
        for word in ["", "maybe", "2", "n/a", "yess"] {
            assert_eq!(truth(word), None, "{word}");
        }
    }

    #[test]
    fn words_for_consent_have_one_meaning_and_yes_and_no_that_of_their_column() {
        for is_opt_out in [true, false] {
            assert_eq!(opts_out(" Opted-Out", is_opt_out), Some(true));
            assert_eq!(opts_out("SUBSCRIBED", is_opt_out), Some(false));
            assert_eq!(opts_out("yes", is_opt_out), Some(is_opt_out));
            assert_eq!(opts_out("perhaps", is_opt_out), None);
        }
    }

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

    #[test]
    fn a_whole_number_may_have_thousands_and_empty_decimals() {
        for (raw, number) in [("30", 30), ("-5", -5), ("+5", 5), ("1,200", 1200), ("30.0", 30)] {
            assert_eq!(whole_number(raw), Some(number), "{raw}");
        }
        for raw in ["1.5", "many", "", "5 EUR", "0x5"] {
            assert_eq!(whole_number(raw), None, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn text_normalised_twice_is_the_same(raw in "\\PC{0,30}") {
            let once = text(&raw).into_owned();
            prop_assert_eq!(text(&once), once.as_str());
            let once = identifier(&raw).into_owned();
            prop_assert_eq!(identifier(&once), once.as_str());
        }

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
            let _ = truth(&raw);
        }
    }
}

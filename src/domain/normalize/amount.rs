//! Amounts of money from the ways that files write them. Whether `1.234` is a little over one or over a thousand is a
//! matter of the whole column: show every value to an [`AmountColumn`], let it decide, and read the values with the
//! [`AmountReader`] it gives.

use super::value::{is_blank, is_edge};

/// The values that speak for one decimal sign must be this many times those for the other.
const CLEAR_MAJORITY: u64 = 20;
/// So many values on one side settle a column without a look at the others.
const SETTLED: u64 = 20;
/// Currencies with three decimals.
const THREE_DECIMALS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// What stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalSign {
    /// As in `1,234.50`.
    Point,
    /// As in `1.234,50`.
    Comma,
}

/// What the values of one column tell of their decimal sign.
#[derive(Debug, Clone, Copy, Default)]
pub struct AmountColumn {
    points: u64,
    commas: u64,
}

/// Reads the amounts of one column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AmountReader {
    /// The column's decimal sign, if it is known.
    pub sign: Option<DecimalSign>,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The amount in millionths.
    pub millionths: i64,
    /// The currency that it names, as ISO 4217 code.
    pub currency: Option<String>,
    /// Whether it could be read in two ways, and nothing told which.
    pub is_guess: bool,
}

impl AmountColumn {
    /// Takes note of one value.
    pub fn observe(&mut self, raw: &str) {
        let Some(parts) = Parts::of(raw) else { return };
        let sign = match (form(parts.number), parts.currency.as_deref()) {
            (Form::Whole, _) | (Form::Either(_), None) => return,
            (Form::Decimals(sign), _) => sign,
            (Form::Thousands(sign), _) => sign.other(),
            (Form::Either(sign), Some(code)) if has_decimals(sign, Some(code)) => sign,
            (Form::Either(sign), _) => sign.other(),
        };
        match sign {
            DecimalSign::Point => self.points += 1,
            DecimalSign::Comma => self.commas += 1,
        }
    }

    /// Whether the values so far leave nothing to decide.
    pub const fn is_settled(&self) -> bool {
        self.points == 0 && self.commas >= SETTLED || self.commas == 0 && self.points >= SETTLED
    }

    /// The reader for the column. Where its values disagree, each is read by itself.
    pub const fn decide(&self) -> AmountReader {
        let (points, commas) = (self.points, self.commas);
        let sign = if points > commas.saturating_mul(CLEAR_MAJORITY) {
            Some(DecimalSign::Point)
        } else if commas > points.saturating_mul(CLEAR_MAJORITY) {
            Some(DecimalSign::Comma)
        } else {
            None
        };
        AmountReader { sign }
    }
}

impl AmountReader {
    /// Reads an amount and the currency it names, if any: `1234.5`, `$1,234.50`, `1.234,50 €`, `USD 40000`, `(12.00)`,
    /// `12.00-`. More than six decimals are rounded. Returns `None` for what is no amount or too large.
    ///
    /// A sign that stands once before exactly three digits is the hard case. A currency in the cell tells: only few
    /// have three decimals (`40.000 VND`, `1.500 €`). Else the column does. Else a comma parts thousands (`40,000`),
    /// and a point is decimal (`1.234`, as programs write it).
    pub fn read(self, raw: &str) -> Option<Amount> {
        let Parts { number, currency, is_negative } = Parts::of(raw)?;
        let (has_decimals, is_guess) = match (form(number), &currency, self.sign) {
            (Form::Whole | Form::Thousands(_), ..) => (false, false),
            (Form::Decimals(_), ..) => (true, false),
            (Form::Either(sign), None, Some(decimal)) => (sign == decimal, false),
            (Form::Either(sign), code, _) => (has_decimals(sign, code.as_deref()), code.is_none()),
        };
        let millionths = millionths(number, has_decimals)?;
        Some(Amount { millionths: if is_negative { -millionths } else { millionths }, currency, is_guess })
    }
}

impl DecimalSign {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Comma => "comma",
        }
    }

    /// Reads `point` or `comma`.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Point, Self::Comma].into_iter().find(|sign| sign.name() == text)
    }

    const fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }
}

/// Reads an amount in millionths and the currency it names, where no column tells its decimal sign.
pub fn amount(raw: &str) -> Option<(i64, Option<String>)> {
    AmountReader::default().read(raw).map(|amount| (amount.millionths, amount.currency))
}

/// What an amount consists of.
struct Parts<'a> {
    /// From the first digit, or the sign before it, to the last.
    number: &'a str,
    currency: Option<String>,
    is_negative: bool,
}

impl<'a> Parts<'a> {
    fn of(raw: &'a str) -> Option<Self> {
        let mut text = raw.trim_matches(is_edge);
        let mut is_negative = false;
        if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            is_negative = true;
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
            if signs + usize::from(is_negative) > 1 {
                return None;
            }
            is_negative |= signs == 1;
            if !word.is_empty() {
                currencies.push(currency(word)?);
            }
        }
        let currency = match currencies.as_slice() {
            // `$40 MXN`: the letters say which dollar.
            [one, other] if one == "USD" => Some(other.clone()),
            [one, other] if one == other || other == "USD" => Some(one.clone()),
            [_, _] => return None,
            _ => currencies.pop(),
        };
        Some(Self { number, currency, is_negative })
    }
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

/// How points and commas stand in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// There are none.
    Whole,
    /// The last one is this sign before decimals.
    Decimals(DecimalSign),
    /// This one parts thousands, and there are no decimals.
    Thousands(DecimalSign),
    /// This one may do either.
    Either(DecimalSign),
}

fn form(number: &str) -> Form {
    let Some(last) = number.rfind(['.', ',']) else { return Form::Whole };
    let sign = if number.as_bytes()[last] == b'.' { DecimalSign::Point } else { DecimalSign::Comma };
    let (before, after) = (&number[..last], &number[last + 1..]);
    if before.contains(['.', ',']) {
        // With both signs the last is the decimal one; one sign alone, repeated, parts thousands.
        let is_repeated = before.as_bytes().contains(&number.as_bytes()[last]);
        return if is_repeated { Form::Thousands(sign) } else { Form::Decimals(sign) };
    }
    let can_part_thousands = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    if can_part_thousands { Form::Either(sign) } else { Form::Decimals(sign) }
}

/// Whether decimals follow a sign that may do either, by the currency of the cell.
fn has_decimals(sign: DecimalSign, currency: Option<&str>) -> bool {
    match currency {
        Some(code) => THREE_DECIMALS.contains(&code),
        None => sign == DecimalSign::Point,
    }
}

/// Digits with decimals or without, and any way of parting thousands.
fn millionths(number: &str, has_decimals: bool) -> Option<i64> {
    let last = number.rfind(['.', ',']).filter(|_| has_decimals);
    let (whole, fraction) = last.map_or((number, ""), |last| (&number[..last], &number[last + 1..]));
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
    fn other_values_of_a_column_tell_decimals_from_thousands() {
        for (values, raw, units, is_guess) in [
            (&["1.234,50"][..], "1.234", 1234.0, false),
            (&["1.234,50"], "1,234", 1.234, false),
            (&["12,5"], "1.234", 1234.0, false),
            (&["1.234.567"], "1.234", 1234.0, false),
            (&["12.50 €", "7"], "1,234", 1234.0, false),
            (&["12.50"], "1.234", 1.234, false),
            (&["€1.500"], "1,234", 1.234, false),
            (&["12.50"], "40.000 VND", 40000.0, false),
            (&["12,50"], "12.75", 12.75, false),
            (&["7", "950"], "1.234", 1.234, true),
            (&["7", "950"], "1,234", 1234.0, true),
            (&["12,50", "12.50"], "1,234", 1234.0, true),
            (&["perhaps", "1.2.3"], "0,500", 0.5, false),
        ] {
            let mut column = AmountColumn::default();
            values.iter().for_each(|value| column.observe(value));
            let read = column.decide().read(raw).map(|amount| (amount.millionths, amount.is_guess));
            assert_eq!(read, Some(((units * 1e6_f64).round() as i64, is_guess)), "{values:?} {raw}");
        }
    }

    #[test]
    fn a_few_strays_do_not_turn_a_column() {
        let mut column = AmountColumn::default();
        column.observe("12,5");
        (0..20).for_each(|_| column.observe("12.5"));
        assert!(!column.is_settled() && column.decide().sign.is_none());
        column.observe("12.5");
        assert_eq!(column.decide().sign, Some(DecimalSign::Point));
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

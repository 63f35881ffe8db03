//! Phone numbers: E.164 where the country is known or the number says it, else the text as it stood. Reading follows
//! the numbering plans of libphonenumber; a number counts when its length is possible, not only when it is in use.

use rlibphonenumber::{NumberLengthType, PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, Region};

/// Longer texts are no phone number, whatever digits they hold.
const MAX_CHARS: usize = 64;

/// How many digits a number has, with its country code.
const MIN_DIGITS: usize = 7;
const MAX_DIGITS: usize = 15;

/// Calling codes of countries without an area code that begins with 0 or 1 and where nothing but such a digit stands
/// before area codes: a number with another digit behind the code is complete as it is.
const PLAIN_CODES: [&str; 35] = [
    "1", "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
    "51", "53", "56", "58", "60", "62", "63", "64", "65", "66", "82", "84", "90", "91", "92", "98",
];

/// What a phone cell held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// `+639175550101`, or the trimmed text where it could not be read.
    pub number: String,
    /// The digits after `ext.` or `x`, for a number that was read.
    pub extension: Option<String>,
    /// Whether `number` is in E.164.
    pub is_valid: bool,
    /// Whether a spreadsheet has lost digits of it (`4.91512E+11`).
    pub has_lost_digits: bool,
    /// Whether the text said more than the number and its extension: a remark, or letters that stand for digits.
    pub says_more: bool,
}

/// Reads a phone number. A number without `+` or `00` belongs to `country` (ISO 3166 alpha-2, upper case). Returns
/// `None` where there are no digits at all. A number that Excel has broken (`4.91512E+11`) stays text.
pub fn parse(raw: &str, country: Option<&str>) -> Option<Phone> {
    if is_plain(raw) {
        let number = raw.to_owned();
        return Some(Phone { number, extension: None, is_valid: true, has_lost_digits: false, says_more: false });
    }
    let text = without_decimals(strip_notation(raw));
    if !text.chars().any(char::is_numeric) {
        return None;
    }
    let has_lost_digits = is_scientific(text);
    let read = if has_lost_digits || text.chars().nth(MAX_CHARS).is_some() {
        None
    } else {
        let region = country.and_then(|code| Region::from_code(code).ok());
        read_remarked(text, region)
    };
    Some(match read {
        Some(number) => Phone {
            number: number.format_as(PhoneNumberFormat::E164).into_owned(),
            says_more: says_more(text, number.extension.is_some()),
            extension: number.extension.filter(|digits| !digits.is_empty()),
            is_valid: true,
            has_lost_digits: false,
        },
        None => Phone { number: text.to_owned(), extension: None, is_valid: false, has_lost_digits, says_more: false },
    })
}

/// Whether a stored number is in E.164, maybe with an extension behind it (`+12125550123 x5`); else it is text that
/// could not be read.
pub fn is_e164(number: &str) -> bool {
    let Some(rest) = number.strip_prefix('+') else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (MIN_DIGITS..=MAX_DIGITS).contains(&digits) && (digits == rest.len() || rest[digits..].starts_with(" x"))
}

/// The numbers in a cell that may hold several, parted by `;`, `,`, `|`, ` / `, ` ::: ` or line ends. They are not
/// read: each is for [`parse`].
pub fn split(raw: &str) -> impl Iterator<Item = &str> {
    // Nearly every cell holds one number.
    let is_single = !raw.bytes().any(|b| matches!(b, b',' | b';' | b'|' | b'/' | b':' | b'\n' | b'\r'));
    let single = Some(raw.trim()).filter(|text| is_single && !text.is_empty());
    single.into_iter().chain(split_parts(if is_single { "" } else { raw }))
}

fn split_parts(raw: &str) -> impl Iterator<Item = &str> {
    let is_uri = raw.contains(";ext=") || raw.contains(";phone-context=");
    raw.split(move |c| matches!(c, ',' | '|' | '\n' | '\r') || c == ';' && !is_uri)
        .flat_map(|part| part.split(":::"))
        .flat_map(|part| part.split(" / "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// Whether this is a number in E.164 as it stands, as most that other systems export are. `false` settles nothing.
fn is_plain(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else { return false };
    if digits.len() > MAX_DIGITS || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let Some(code) = PLAIN_CODES.iter().find(|code| digits.starts_with(**code)) else { return false };
    let national = &digits[code.len()..];
    let (Ok(country_code), Ok(national_number)) = (code.parse(), national.parse()) else { return false };
    !national.starts_with(['0', '1'])
        && is_possible(&PhoneNumber { country_code, national_number, ..PhoneNumber::default() })
}

/// Reads a number that a remark may follow (`(mobile)`). Letters count as the digits of a vanity number (`1-800-…`)
/// only where what stands before them is no number by itself.
fn read_remarked(text: &str, region: Option<Region>) -> Option<PhoneNumber> {
    let whole = read(text, region);
    match before_letters(text) {
        Some(number) if whole.as_ref().is_none_or(|whole| whole.extension.is_none()) => read(number, region).or(whole),
        _ => whole,
    }
}

fn read(text: &str, region: Option<Region>) -> Option<PhoneNumber> {
    let digits = text.strip_prefix("00").filter(|rest| !rest.starts_with('0'));
    let international = |digits: &str| possible(&format!("+{}", digits.trim_start_matches(['-', ' ', '.'])), None);
    digits.and_then(international).or_else(|| possible(text, region))
}

/// A number that can be dialled from anywhere: one that lacks its area code is not enough.
fn possible(text: &str, region: Option<Region>) -> Option<PhoneNumber> {
    PHONE_NUMBER_UTIL.parse(text, region).ok().filter(is_possible)
}

fn is_possible(number: &PhoneNumber) -> bool {
    matches!(PHONE_NUMBER_UTIL.is_possible_number_with_reason(number), Ok(NumberLengthType::IsPossible))
}

/// Without blanks, the guards of spreadsheets and the prefixes of other systems (`p:`, `tel:`, `whatsapp:`).
fn strip_notation(raw: &str) -> &str {
    let mut text = raw;
    loop {
        text = text.trim_matches(|c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '\'' | '"' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
        });
        let Some((word, rest)) = text.split_once(':') else { return text };
        let is_prefix = ["p", "tel", "phone", "mobile", "whatsapp", "callto", "sms"];
        if !is_prefix.iter().any(|prefix| word.trim().eq_ignore_ascii_case(prefix)) {
            return text;
        }
        text = rest;
    }
}

/// `4.91512E+11`: the digits behind the point of a spreadsheet's number are lost.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim_start_matches(['+', '-']).split_once(['E', 'e']) else { return false };
    let exponent = exponent.trim_start_matches(['+', '-']);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    is_number(mantissa) && is_number(exponent)
}

/// A number that was taken for a decimal one: `639175550101.0`.
fn without_decimals(text: &str) -> &str {
    match text.strip_suffix(".0") {
        Some(whole) if whole.len() > 6 && whole.bytes().all(|b| b.is_ascii_digit()) => whole,
        _ => text,
    }
}

/// Whether there are words besides the one that announces an extension.
fn says_more(text: &str, has_extension: bool) -> bool {
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_alphabetic()) {
        return false;
    }
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let announces = |word: &str| ["x", "ext", "extn", "extension"].iter().any(|known| known.eq_ignore_ascii_case(word));
    words.any(|word| !(has_extension && announces(word)))
}

/// What stands before the first letter after a digit, if there is one.
fn before_letters(text: &str) -> Option<&str> {
    let first_digit = text.find(|c: char| c.is_ascii_digit())?;
    let end = first_digit + text[first_digit..].find(char::is_alphabetic)?;
    Some(&text[..end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(raw: &str, country: Option<&str>) -> String {
        parse(raw, country).filter(|phone| phone.is_valid).map(|phone| phone.number).unwrap_or_default()
    }

    #[test]
    fn a_number_that_names_its_country_needs_none() {
        for raw in [
            "+639175550101",
            "+63 917 555 0101",
            "+63 (0) 917-555-0101",
            "0063 917 555 0101",
            "00639175550101",
            "'+63 917 555 0101",
            "p:+639175550101",
            "tel:+63-917-555-0101",
            "WhatsApp: +63 917 555 0101",
            "\u{202a}+63 917 555 0101\u{202c}",
            "+63 917 555 0101 (mobile)",
            "＋６３ ９１７ ５５５ ０１０１",
        ] {
            assert_eq!(number(raw, None), "+639175550101", "{raw}");
            assert_eq!(number(raw, Some("US")), "+639175550101", "{raw}");
        }
        assert_eq!(number("001-212-555-0123", None), "+12125550123");
        assert_eq!(number("00447700900123", Some("PH")), "+447700900123");
    }

    #[test]
    fn a_national_number_belongs_to_the_country_given() {
        for (raw, country, expected) in [
            ("0917 555 0101", "PH", "+639175550101"),
            ("639175550101", "PH", "+639175550101"),
            ("(212) 555-0123", "US", "+12125550123"),
            ("1-212-555-0123", "US", "+12125550123"),
            ("212.555.0123", "US", "+12125550123"),
            ("011 44 7700 900123", "US", "+447700900123"),
            ("07700 900123", "GB", "+447700900123"),
            ("07700 900123 mobile, evenings", "GB", "+447700900123"),
            ("07700 900123 or 07700 900124", "GB", "+447700900123"),
            ("1-800-555-HELP", "US", "+18005554357"),
        ] {
            assert_eq!(number(raw, Some(country)), expected, "{raw}");
        }
    }

    #[test]
    fn what_cannot_be_read_stays_as_it_stood() {
        for (raw, country) in [
            ("0917 555 0101", None),
            ("555-0123", Some("US")),
            ("12", Some("US")),
            ("4.91512E+11", Some("DE")),
            ("4,91512e+11", None),
            ("+4.91512E+11", None),
            ("+999 123", None),
            ("0917 555 0101", Some("XX")),
            ("0917 555 0101", Some("nowhere")),
        ] {
            let phone = parse(raw, country).expect(raw);
            assert_eq!((phone.number.as_str(), phone.extension, phone.is_valid), (raw, None, false), "{raw}");
            assert_eq!(phone.has_lost_digits, raw.contains(['E', 'e']), "{raw}");
        }
        assert_eq!(parse(&"1".repeat(200), Some("US")).map(|phone| phone.is_valid), Some(false));
        for raw in ["", "  ", "N/A", "-", "p:"] {
            assert_eq!(parse(raw, Some("US")), None, "{raw}");
        }
    }

    #[test]
    fn an_extension_is_kept_apart() {
        for raw in
            ["(212) 555-0123 x123", "212-555-0123 ext. 123", "tel:+1-212-555-0123;ext=123", "001-212-555-0123x123"]
        {
            let phone = parse(raw, Some("US")).expect(raw);
            assert_eq!((phone.number.as_str(), phone.extension.as_deref()), ("+12125550123", Some("123")), "{raw}");
        }
    }

    #[test]
    fn what_a_number_alone_cannot_say_is_noticed() {
        for raw in
            ["1-800-555-HELP", "07700 900123 (mobile)", "07700 900123 or 07700 900124", "212-555-0123 x5 front desk"]
        {
            let phone = parse(raw, Some(if raw.starts_with('0') { "GB" } else { "US" })).expect(raw);
            assert!(phone.is_valid && phone.says_more, "{raw}");
        }
        for raw in [
            "(212) 555-0123",
            "p:+1 212 555 0123",
            "212-555-0123 x5",
            "tel:+1-212-555-0123;ext=5",
            "２１２ ５５５ ０１２３",
        ] {
            assert!(!parse(raw, Some("US")).expect(raw).says_more, "{raw}");
        }
    }

    #[test]
    fn a_number_that_was_taken_for_a_decimal_one_loses_its_decimals() {
        assert_eq!(number("639175550101.0", Some("PH")), "+639175550101");
        assert_eq!(number("2125550123.0", Some("US")), "+12125550123");
    }

    #[test]
    fn a_cell_can_hold_several_numbers() {
        let parts = |cell| split(cell).collect::<Vec<_>>();
        assert_eq!(parts("+12125550123, +12125550124"), ["+12125550123", "+12125550124"]);
        assert_eq!(parts("+12125550123 / +12125550124 ::: 5"), ["+12125550123", "+12125550124", "5"]);
        assert_eq!(parts("tel:+1-212-555-0123;ext=1"), ["tel:+1-212-555-0123;ext=1"]);
        assert_eq!(parts("030/5550123"), ["030/5550123"]);
        assert_eq!(parts(" +12125550123 "), ["+12125550123"]);
        assert!(parts(" ").is_empty());
    }

    proptest! {
        #[test]
        fn a_number_read_twice_is_the_same(raw in "\\PC{0,8}[+0-9 ()/.x-]{0,20}\\PC{0,4}", country in "(PH|US|GB|DE|IT|ZZ)") {
            if let Some(once) = parse(&raw, Some(&country)) {
                let twice = parse(&once.number, Some(&country)).expect("digits stay");
                prop_assert_eq!(&twice.number, &once.number);
                if once.is_valid {
                    prop_assert_eq!(parse(&once.number, None).map(|phone| phone.number), Some(once.number));
                }
            }
        }

        #[test]
        fn a_plain_number_is_what_it_would_be_read_as(code in 0..PLAIN_CODES.len(), national in "[0-9]{4,12}") {
            let raw = format!("+{}{national}", PLAIN_CODES[code]);
            let read = read_remarked(&raw, None).map(|number| number.format_as(PhoneNumberFormat::E164).into_owned());
            prop_assert!(!is_plain(&raw) || read == Some(raw));
        }

        #[test]
        fn no_text_is_too_odd(raw in "(?s).{0,80}") {
            split(&raw).for_each(|part| drop(parse(part, Some("PH"))));
            drop(parse(&raw, None));
        }
    }
}

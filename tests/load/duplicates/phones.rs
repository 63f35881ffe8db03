//! Telephone numbers: digits of the length and with the first digits that a country has, written as people write
//! them. They are drawn at random; the ranges kept for fiction are far too small for a million people.

use crate::countries::Country;
use crate::draw::index;
use crate::random::Random;

/// A telephone number: the digits behind the calling code, and the extension, which may be empty.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Phone {
    pub(crate) digits: String,
    pub(crate) extension: String,
}

impl Phone {
    /// A number of the country's pattern, mobile or fixed.
    pub(crate) fn draw(pattern: &str, random: &mut Random) -> Self {
        let digits = pattern.chars().map(|sign| if sign == '#' { digit(random) } else { sign }).collect();
        Self { digits, extension: String::new() }.with_plausible_area(pattern)
    }

    // An American area code and exchange begin with 2 to 9.
    fn with_plausible_area(mut self, pattern: &str) -> Self {
        if pattern.starts_with("2#########") && pattern.len() == 10 {
            let lifted = |sign: &str| if sign < "2" { "7".to_owned() } else { sign.to_owned() };
            self.digits = format!("{}{}{}", lifted(&self.digits[1..2]), &self.digits[1..3], lifted(&self.digits[3..4]))
                + &self.digits[4..];
        }
        self
    }

    /// The same line with one wrong digit.
    pub(crate) fn mistyped(&self, random: &mut Random) -> Self {
        let place = 1 + index(random, self.digits.len() - 1);
        let wrong = (self.digits.as_bytes()[place] - b'0' + 1 + random.below(9) as u8) % 10;
        let mut phone = self.clone();
        phone.digits.replace_range(place..=place, &wrong.to_string());
        phone
    }

    /// The number in one of the ways people write it.
    pub(crate) fn written(&self, country: &Country, random: &mut Random) -> String {
        let mut text = if country.calling_code == "1" {
            american(&self.digits, random)
        } else {
            international(&self.digits, country, random)
        };
        if !self.extension.is_empty() {
            text.push_str(if random.percent(50) { " x" } else { " ext. " });
            text.push_str(&self.extension);
        }
        text
    }
}

/// Three digits behind a switchboard's number.
pub(crate) fn extension(random: &mut Random) -> String {
    (100 + random.below(900)).to_string()
}

fn digit(random: &mut Random) -> char {
    char::from(b'0' + random.below(10) as u8)
}

fn american(digits: &str, random: &mut Random) -> String {
    let (area, exchange, line) = (&digits[..3], &digits[3..6], &digits[6..]);
    match random.below(100) {
        0..25 => format!("({area}) {exchange}-{line}"),
        25..46 => format!("{area}-{exchange}-{line}"),
        46..61 => format!("+1{digits}"),
        61..73 => digits.to_owned(),
        73..83 => format!("+1 {area} {exchange} {line}"),
        83..93 => format!("{area}.{exchange}.{line}"),
        93..98 => format!("1-{area}-{exchange}-{line}"),
        _ => format!("001 {area} {exchange}{line}"),
    }
}

fn international(digits: &str, country: &Country, random: &mut Random) -> String {
    let (code, trunk) = (country.calling_code, country.trunk);
    let national = format!("{trunk}{digits}");
    match random.below(100) {
        0..25 => format!("+{code} {}", in_groups(digits, 3)),
        25..45 => national,
        45..64 => format!("+{code}{digits}"),
        64..78 => in_groups(&national, 3 + trunk.len()),
        78..85 => format!("00{code}{digits}"),
        85..91 => format!("{}-{}", &national[..4], &national[4..]),
        91..96 => format!("{}/{}", &national[..3], &national[3..]),
        _ if trunk.is_empty() => format!("+{code} {digits}"),
        _ => format!("+{code} ({trunk}){}", in_groups(digits, 3)),
    }
}

/// Groups of three digits; the first group has `first` of them.
fn in_groups(digits: &str, first: usize) -> String {
    let mut text = String::with_capacity(digits.len() + 4);
    for (place, sign) in digits.chars().enumerate() {
        if place >= first && (place - first).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(sign);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::countries::COUNTRIES;
    use crate::random::Stream;

    #[test]
    fn a_number_keeps_its_digits_however_it_is_written() {
        for (item, country) in COUNTRIES.iter().enumerate() {
            let mut random = Random::of(1, Stream::Person, item as u64);
            let phone = Phone::draw(country.mobile, &mut random);
            for _ in 0..200 {
                let text: String = phone.written(country, &mut random).chars().filter(char::is_ascii_digit).collect();
                assert!(text.ends_with(&phone.digits), "{text} {}", phone.digits);
            }
        }
    }

    #[test]
    fn a_mistyped_number_differs_in_one_digit() {
        let mut random = Random::of(1, Stream::Person, 5);
        let phone = Phone::draw("7#########", &mut random);
        let wrong = phone.mistyped(&mut random);
        let differing = phone.digits.chars().zip(wrong.digits.chars()).filter(|(right, wrong)| right != wrong).count();
        assert_eq!(differing, 1);
    }
}

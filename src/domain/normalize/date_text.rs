//! The parts of a date as text: a date part (`2024-03-12`, `12.3.2024`, `Mar 12, 2024`), a clock part (`09:14`,
//! `2:30:05 PM`) and a zone (`Z`, `+02:00`, `UTC`). Which number is the day is not decided here.

use chrono::{Datelike, NaiveDate};

use super::name;

/// Days from 0001-01-01 to 1970-01-01, counting the first as 1.
const EPOCH_DAY: i64 = 719_163;
const DAY_SECONDS: i64 = 86_400;

/// What a clock and a calendar on the wall show, in seconds since 1970-01-01T00:00:00 there, and how far that wall is
/// east of UTC, in seconds, if the text says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) wall: i64,
    pub(super) offset: Option<i64>,
}

/// The time of a clock part, in seconds since midnight, and its offset from UTC in seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Clock {
    second_of_day: i64,
    offset: Option<i64>,
}

/// A date part, as far as the text alone tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Calendar {
    /// Year, month and day are told apart by the text.
    Known { year: u32, month: u32, day: u32 },
    /// Three numbers of at most two digits, but that the last may be a year of four.
    Numbers([u32; 3]),
    /// Zeros only.
    Zero,
}

impl Stamp {
    /// A date (year 1 to 9999) and a time of it.
    pub(super) fn new(year: u32, month: u32, day: u32, clock: Clock) -> Option<Self> {
        let date =
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|_| (1..=9999).contains(&year))?;
        let days = i64::from(date.num_days_from_ce()) - EPOCH_DAY;
        Some(Self { wall: days * DAY_SECONDS + clock.second_of_day, offset: clock.offset })
    }
}

/// Reads `2024-03-12`, alone or with a clock part after `T` or a blank. This is the form of nearly all files, so it
/// does nothing that it need not.
pub(super) fn iso(text: &[u8]) -> Option<Stamp> {
    let (&[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2], rest) = text.split_first_chunk::<10>()? else { return None };
    let year = two_digits(y1, y2)? * 100 + two_digits(y3, y4)?;
    let clock = match rest {
        [] => Clock::default(),
        [b'T' | b't' | b' ', rest @ ..] => clock(rest)?,
        _ => return None,
    };
    Stamp::new(year, two_digits(m1, m2)?, two_digits(d1, d2)?, clock)
}

/// Reads `20240312` and `20240312T091400Z`.
pub(super) fn compact(text: &[u8]) -> Option<Stamp> {
    let (&[y1, y2, y3, y4, m1, m2, d1, d2], rest) = text.split_first_chunk::<8>()?;
    let year = two_digits(y1, y2)? * 100 + two_digits(y3, y4)?;
    let time = match *rest {
        [] => Clock::default(),
        [b'T', h1, h2, n1, n2, s1, s2, ref rest @ ..] => {
            let second = two_digits(h1, h2)? * 3600 + two_digits(n1, n2)? * 60 + two_digits(s1, s2)?;
            Clock { second_of_day: i64::from(second), offset: zone(rest)? }
        }
        _ => return None,
    };
    (time.second_of_day < DAY_SECONDS).then_some(())?;
    Stamp::new(year, two_digits(m1, m2)?, two_digits(d1, d2)?, time)
}

/// Parts a text into its date part and its clock part, which begins before the first colon.
pub(super) fn split_clock(text: &str) -> Option<(&str, Clock)> {
    let Some(colon) = text.find(':') else { return Some((text, Clock::default())) };
    let hour = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let date = text[..hour].trim_end_matches([' ', ',']);
    let date = match date.strip_suffix(['T', 't']) {
        Some(rest) if rest.ends_with(|c: char| c.is_ascii_digit()) => rest,
        _ => date.strip_suffix(" at").map_or(date, |rest| rest.trim_end_matches([' ', ','])),
    };
    Some((date, clock(&text.as_bytes()[hour..])?))
}

/// Reads a date part: three numbers with one kind of separator, or two numbers and the name of a month.
pub(super) fn calendar(text: &str) -> Option<Calendar> {
    let mut numbers = [(0, 0); 3];
    let mut count = 0;
    let mut named_month = None;
    let mut separator = None;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if end > 0 {
            let slot = numbers.get_mut(count).filter(|_| end <= 4)?;
            *slot = (rest[..end].parse().ok()?, end);
            count += 1;
            rest = &rest[end..];
            continue;
        }
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        if end > 0 {
            match month(&rest[..end]) {
                Some(found) if named_month.is_none() => named_month = Some((found, count)),
                _ if is_filler(&rest[..end]) => {}
                _ => return None,
            }
            rest = &rest[end..];
            continue;
        }
        let mark = rest.chars().next()?;
        match mark {
            ' ' => {}
            '/' | '.' | '-' if separator.is_none_or(|other| other == mark) || named_month.is_some() => {
                separator = Some(mark)
            }
            ',' => {}
            _ => return None,
        }
        rest = &rest[mark.len_utf8()..];
    }
    match (named_month, count) {
        (Some((month, place)), 2) => named(month, place, numbers[0], numbers[1]),
        (None, 3) => numeric(numbers, separator?),
        _ => None,
    }
}

/// A year of two digits is the one between 1969 and 2068 (as POSIX reads it).
pub(super) fn full_year(year: u32) -> u32 {
    match year {
        0..=68 => year + 2000,
        69..=99 => year + 1900,
        _ => year,
    }
}

/// Each number comes with the count of its digits.
fn numeric([first, second, third]: [(u32, usize); 3], separator: char) -> Option<Calendar> {
    if first.0 == 0 && second.0 == 0 && third.0 == 0 {
        return Some(Calendar::Zero);
    }
    match (first.1, second.1, third.1) {
        (4, 1..=2, 1..=2) => Some(Calendar::Known { year: first.0, month: second.0, day: third.0 }),
        (1..=2, 1..=2, 1 | 2 | 4) if separator == '.' => {
            let year = if third.1 == 4 { third.0 } else { full_year(third.0) };
            Some(Calendar::Known { year, month: second.0, day: first.0 })
        }
        (1..=2, 1..=2, 2 | 4) => Some(Calendar::Numbers([first.0, second.0, third.0])),
        _ => None,
    }
}

/// `place` is how many numbers stood before the month.
fn named(month: u32, place: usize, first: (u32, usize), second: (u32, usize)) -> Option<Calendar> {
    let (year, day) = if first.1 == 4 { (first, second) } else { (second, first) };
    let is_order = place <= 1 && day.1 <= 2 && matches!(year.1, 2 | 4);
    let year = if year.1 == 4 { year.0 } else { full_year(year.0) };
    is_order.then_some(Calendar::Known { year, month, day: day.0 })
}

/// Weekdays, ordinal endings and the small words of a written date.
fn is_filler(word: &str) -> bool {
    const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.to_lowercase();
    matches!(word.as_str(), "st" | "nd" | "rd" | "th" | "of" | "the" | "de" | "del")
        || word.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(&word))
}

/// The month with this name, or the one whose names alone begin so (three letters at least).
fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january januar enero janvier janeiro gennaio janner",
        "february februar febrero fevrier fevereiro febbraio pebrero",
        "march marz maerz mrz marzo mars marco marso maart",
        "april abril avril aprile",
        "may mai mayo maio maggio mei",
        "june juni junio juin junho giugno hunyo",
        "july juli julio juillet julho luglio hulyo",
        "august agosto aout",
        "september septiembre setiembre septembre setembro settembre setyembre",
        "october oktober octubre octobre outubro ottobre oktubre",
        "november noviembre novembre novembro nobyembre",
        "december dezember diciembre decembre dezembro dicembre disyembre",
    ];
    let word = if word.is_ascii() { word.to_ascii_lowercase() } else { name::fold(word) };
    if word.len() < 3 {
        return None;
    }
    let mut found = (1..).zip(NAMES).filter(|(_, names)| names.split(' ').any(|name| name.starts_with(&word)));
    let (number, _) = found.next()?;
    found.next().is_none().then_some(number)
}

/// Reads `09:14`, `9:14:05.123`, `2:30 PM`, and a zone after it.
fn clock(text: &[u8]) -> Option<Clock> {
    let (hour, rest) = match *text {
        [a, b, b':', ref rest @ ..] => (two_digits(a, b)?, rest),
        [a, b':', ref rest @ ..] => (two_digits(b'0', a)?, rest),
        _ => return None,
    };
    let [m1, m2, rest @ ..] = rest else { return None };
    let minute = two_digits(*m1, *m2)?;
    let (second, rest) = match *rest {
        [b':', s1, s2, ref rest @ ..] => (two_digits(s1, s2)?, without_fraction(rest)),
        _ => (0, rest),
    };
    let (hour, rest) = half_day(hour, rest)?;
    // A leap second is the first second after it; 24:00 is the next midnight.
    let is_time = hour < 24 && minute < 60 && (second < 60 || second == 60 && minute == 59)
        || (hour, minute, second) == (24, 0, 0);
    let second_of_day = i64::from(hour * 3600 + minute * 60 + second);
    if is_time { Some(Clock { second_of_day, offset: zone(rest)? }) } else { None }
}

fn without_fraction(text: &[u8]) -> &[u8] {
    match text {
        [b'.' | b',', b'0'..=b'9', ..] => {
            let digits = text[1..].iter().take_while(|b| b.is_ascii_digit()).count();
            &text[1 + digits..]
        }
        _ => text,
    }
}

/// Turns a 12-hour clock's hour into that of a 24-hour clock, where `AM`, `p.m.` and the like follow.
fn half_day(hour: u32, text: &[u8]) -> Option<(u32, &[u8])> {
    let start = text.trim_ascii_start();
    let after_hour = match start {
        [b'A' | b'a', ..] => 0,
        [b'P' | b'p', ..] => 12,
        _ => return Some((hour, text)),
    };
    let rest = match &start[1..] {
        [b'M' | b'm', rest @ ..] | [b'.', b'M' | b'm', b'.', rest @ ..] => rest,
        [b'.', b' ', b'M' | b'm', b'.', rest @ ..] => rest,
        _ => return None,
    };
    (1..=12).contains(&hour).then_some((hour % 12 + after_hour, rest))
}

/// Reads what follows a time: nothing (`Some(None)`), or an offset from UTC in seconds. A name in brackets after an
/// offset is left out.
fn zone(text: &[u8]) -> Option<Option<i64>> {
    let text = match text {
        [] => return Some(None),
        [b'Z' | b'z'] => return Some(Some(0)),
        _ => text.trim_ascii(),
    };
    let text = text.iter().position(|b| *b == b'(').map_or(text, |bracket| text[..bracket].trim_ascii_end());
    let text = match text {
        [] => return Some(None),
        [b'Z' | b'z'] => return Some(Some(0)),
        [a, b, c, rest @ ..]
            if [*a, *b, *c].eq_ignore_ascii_case(b"UTC") || [*a, *b, *c].eq_ignore_ascii_case(b"GMT") =>
        {
            rest
        }
        _ => text,
    };
    let (sign, digits) = match text {
        [] => return Some(Some(0)),
        [b'+', digits @ ..] => (1, digits),
        [b'-', digits @ ..] => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match *digits {
        [h] => (two_digits(b'0', h)?, 0),
        [h1, h2] => (two_digits(h1, h2)?, 0),
        [h1, h2, m1, m2] | [h1, h2, b':', m1, m2] => (two_digits(h1, h2)?, two_digits(m1, m2)?),
        _ => return None,
    };
    (hours <= 15 && minutes < 60).then_some(Some(sign * i64::from(hours * 3600 + minutes * 60)))
}

fn two_digits(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_several_languages() {
        for (word, number) in [
            ("Mar", 3),
            ("März", 3),
            ("sept", 9),
            ("AGO", 8),
            ("Dez", 12),
            ("dic", 12),
            ("février", 2),
            ("juil", 7),
            ("Hunyo", 6),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        assert_eq!(month("jui"), None, "juin or juillet");
        assert_eq!(month("ma"), None);
        assert_eq!(month("foo"), None);
    }

    #[test]
    fn a_date_part_is_told_from_its_clock() {
        let date = |text| split_clock(text).map(|(date, _)| date);
        assert_eq!(date("16/03/2022, 15:10:17"), Some("16/03/2022"));
        assert_eq!(date("March 12, 2024 at 9:14 AM"), Some("March 12, 2024"));
        assert_eq!(date("2024/03/12T09:14"), Some("2024/03/12"));
        assert_eq!(date("12/03/2024"), Some("12/03/2024"));
        assert_eq!(date("12/03/2024 25:00"), None);
    }

    #[test]
    fn zones_are_read_and_others_refused() {
        for (text, offset) in [
            ("", None),
            ("Z", Some(0)),
            (" UTC", Some(0)),
            ("+02:00", Some(7200)),
            (" +0200", Some(7200)),
            ("-05", Some(-18000)),
            (" GMT+0530 (India)", Some(19800)),
        ] {
            assert_eq!(zone(text.as_bytes()), Some(offset), "{text}");
        }
        for text in ["CET", "+25:00", "+02:60", "x", "+1:2"] {
            assert_eq!(zone(text.as_bytes()), None, "{text}");
        }
    }
}

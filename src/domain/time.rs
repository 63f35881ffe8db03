//! Instants and durations. An [`Instant`] is a whole number of seconds since 1970 in UTC; a [`Span`] is a whole
//! number of seconds. Nothing here asks the clock: `as_of` always comes in from outside.

use std::fmt;
use std::ops::{Add, Sub};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment in UTC, in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

/// A length of time in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(pub i64);

/// One minute.
pub const MINUTE: Span = Span(60);
/// One hour.
pub const HOUR: Span = Span(3_600);
/// One day of 24 hours.
pub const DAY: Span = Span(86_400);

impl Instant {
    /// The first instant of the year 1.
    pub const MIN: Self = Self(-62_135_596_800);
    /// The last instant that can be written with a four-digit year.
    pub const MAX: Self = Self(253_402_300_799);

    /// Reads an instant as rolo writes it (`2026-11-22T10:15:00Z`), a date (`2026-11-22`, its midnight in UTC), or
    /// an ISO 8601 time with an offset. Returns `None` for anything else, also for years outside 0001 to 9999.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let instant = if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            Self(date.and_hms_opt(0, 0, 0)?.and_utc().timestamp())
        } else if let Ok(time) = DateTime::parse_from_rfc3339(text) {
            Self(time.timestamp())
        } else {
            let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")
                .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S"))
                .ok()?;
            Self(time.and_utc().timestamp())
        };
        (Self::MIN..=Self::MAX).contains(&instant).then_some(instant)
    }

    /// The instant as it is printed, in bytes, made without detours for those who print millions; `None` outside the
    /// years 0000 to 9999. The days are counted off in eras of 400 years that begin in March (Howard Hinnant,
    /// "chrono-Compatible Low-Level Date Algorithms").
    pub fn stamp(self) -> Option<[u8; 20]> {
        const DAYS_TO_YEAR_0: i64 = 719_468;
        const DAYS_OF_ERA: i64 = 146_097;
        let (days, second) = (self.0.div_euclid(DAY.0) + DAYS_TO_YEAR_0, self.0.rem_euclid(DAY.0));
        let (era, day) = (days.div_euclid(DAYS_OF_ERA), days.rem_euclid(DAYS_OF_ERA));
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = era * 400 + year + i64::from(month <= 2);
        if !(0..=9_999).contains(&year) {
            return None;
        }
        let mut stamp = *b"0000-00-00T00:00:00Z";
        let pairs = [year / 100, year % 100, month, day, second / 3_600, second / 60 % 60, second % 60];
        for (at, pair) in [0, 2, 5, 8, 11, 14, 17].into_iter().zip(pairs) {
            stamp[at] = b'0' + (pair / 10) as u8;
            stamp[at + 1] = b'0' + (pair % 10) as u8;
        }
        Some(stamp)
    }

    /// The same moment for calendar arithmetic.
    pub fn to_utc(self) -> DateTime<Utc> {
        Utc.timestamp_opt(self.0, 0).single().unwrap_or_default()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_utc().format("%Y-%m-%dT%H:%M:%SZ"))
    }
}

impl Add<Span> for Instant {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Instant {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Sub for Instant {
    type Output = Span;
    fn sub(self, other: Self) -> Span {
        Span(self.0.saturating_sub(other.0))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Span {
    /// Reads `90m`, `48h`, `30d` or `6w`; a bare `0` is allowed. Returns `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text == "0" {
            return Some(Self(0));
        }
        let unit = match text.chars().next_back()? {
            's' => 1,
            'm' => MINUTE.0,
            'h' => HOUR.0,
            'd' => DAY.0,
            'w' => 7 * DAY.0,
            _ => return None,
        };
        let number = text[..text.len() - 1].parse::<u32>().ok()?;
        Some(Self(i64::from(number) * unit))
    }
}

impl fmt::Display for Span {
    /// Writes the span in the largest unit that divides it, as the configuration reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (length, unit) = match self.0 {
            n if n != 0 && n % DAY.0 == 0 => (n / DAY.0, "d"),
            n if n != 0 && n % HOUR.0 == 0 => (n / HOUR.0, "h"),
            n if n % MINUTE.0 == 0 => (n / MINUTE.0, "m"),
            n => (n, "s"),
        };
        write!(f, "{length}{unit}")
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("`{text}` is not a duration; write it like 90m, 48h, 30d or 6w"))
        })
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_read_as_it_is_written() {
        for text in ["2026-11-22T10:15:00Z", "1969-12-31T23:59:59Z", "2039-01-01T00:00:00Z"] {
            assert_eq!(Instant::parse(text).map(|t| t.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Instant::parse("2026-11-22T12:15:00+02:00"), Instant::parse("2026-11-22T10:15:00Z"));
        assert_eq!(Instant::parse("2026-11-22"), Instant::parse("2026-11-22T00:00:00Z"));
        assert_eq!(Instant::parse("tomorrow"), None);
    }

    proptest::proptest! {
        #[test]
        fn a_stamp_is_the_printed_instant(seconds in -62_167_219_200_i64..=Instant::MAX.0) {
            let stamp = Instant(seconds).stamp().expect("a year of four digits");
            let printed = Instant(seconds).to_string();
            proptest::prop_assert_eq!(str::from_utf8(&stamp), Ok(printed.as_str()));
        }
    }

    #[test]
    fn only_years_of_four_digits_have_a_stamp() {
        for seconds in [-62_167_219_201, Instant::MAX.0 + 1, i64::MIN, i64::MAX] {
            assert_eq!(Instant(seconds).stamp(), None, "{seconds}");
        }
        for (seconds, text) in [(951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z")] {
            let stamp = Instant(seconds).stamp().expect("a year of four digits");
            assert_eq!(str::from_utf8(&stamp), Ok(text));
        }
    }

    #[test]
    fn a_span_is_read_as_it_is_written() {
        for text in ["90m", "48h", "30d", "5s"] {
            let span = Span::parse(text).expect(text);
            assert_eq!(Span::parse(&span.to_string()), Some(span));
        }
        assert_eq!(Span::parse("6w"), Some(Span(42 * 86_400)));
        assert_eq!(Span::parse("30"), None);
        assert_eq!(Span::parse("é"), None);
    }
}

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
        (-62_135_596_800..=Self::MAX.0).contains(&instant.0).then_some(instant)
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

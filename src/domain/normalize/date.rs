//! Dates and times as files write them. Whether `03/04/2024` is in March or April is a matter of the whole column:
//! show every value to a [`DateColumn`], let it decide, and read the values with the [`DateReader`] it gives.
//!
//! ISO 8601 and other dates with the year first, `D.M.Y`, dates with the month's name, epoch seconds (10 digits) and
//! milliseconds (13), and Excel's day numbers (`45363.5`) need no decision. Seconds are whole; fractions are dropped.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::date_text::{self, Calendar, Stamp};
use crate::domain::time::Instant;

/// The first second of year 1, and so the earliest instant.
const MIN_SECOND: i64 = -62_135_596_800;
/// The values that speak for one order must be this many times those for the other, which then are faults.
const CLEAR_MAJORITY: u64 = 20;
/// Excel's number of 1970-01-01, and the last of 2099.
const EXCEL_DAYS: std::ops::RangeInclusive<i64> = 25_569..=73_050;

/// How the numbers of a date follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// Year, month, day.
    Ymd,
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

impl DateOrder {
    /// Reads `ymd`, `dmy` or `mdy`, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Ymd, Self::Dmy, Self::Mdy].into_iter().find(|order| order.name().eq_ignore_ascii_case(text.trim()))
    }

    /// The word for it in options and the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ymd => "ymd",
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
        }
    }
}

/// What the values of one column tell about the order of day and month.
#[derive(Debug, Clone, Default)]
pub struct DateColumn {
    day_first: Evidence,
    month_first: Evidence,
    open: Option<String>,
}

/// The values that can be read in one order only.
#[derive(Debug, Clone, Default)]
struct Evidence {
    count: u64,
    example: Option<String>,
}

impl Evidence {
    fn add(&mut self, raw: &str) {
        self.count += 1;
        self.example.get_or_insert_with(|| raw.to_owned());
    }
}

/// A column whose dates can be read in more than one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ambiguous {
    /// No value has a day over 12; here is one of them.
    Undecided(String),
    /// One value can only be day first, another only month first.
    Contradictory(String, String),
}

impl fmt::Display for Ambiguous {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undecided(value) => {
                write!(f, "`{value}` may be day first or month first, and no other value decides")
            }
            Self::Contradictory(day, month) => write!(f, "`{day}` is day first, but `{month}` is month first"),
        }
    }
}

impl std::error::Error for Ambiguous {}

impl DateColumn {
    /// Takes note of one value.
    pub fn observe(&mut self, raw: &str) {
        let raw = raw.trim();
        if raw.as_bytes().get(4) == Some(&b'-') {
            return;
        }
        let plain = plain(raw);
        let calendar = date_text::split_clock(&plain).and_then(|(date, _)| date_text::calendar(date));
        let Some(Calendar::Numbers([first, second, _])) = calendar else { return };
        match (first, second) {
            (13..=31, 1..=12) => self.day_first.add(raw),
            (1..=12, 13..=31) => self.month_first.add(raw),
            (1..=12, 1..=12) if first != second && self.open.is_none() => self.open = Some(raw.to_owned()),
            _ => {}
        }
    }

    /// Whether a value has to do with the order of the column.
    fn shows_order(mut self, raw: &str) -> bool {
        self.observe(raw);
        !self.is_plain()
    }

    /// Whether every value so far was written in a way that leaves nothing to decide.
    pub const fn is_plain(&self) -> bool {
        self.day_first.count == 0 && self.month_first.count == 0 && self.open.is_none()
    }

    /// The reader for the column. A stated order rules; without one, the values must decide: one clear day over 12 is
    /// enough, and strays the other way round are faults when they are fewer than one in twenty.
    pub fn decide(self, stated: Option<DateOrder>) -> Result<DateReader, Ambiguous> {
        if let Some(order) = stated {
            return Ok(DateReader::new(order));
        }
        let (day, month) = (self.day_first.count, self.month_first.count);
        let order = if day >= month.saturating_mul(CLEAR_MAJORITY).max(1) {
            DateOrder::Dmy
        } else if month >= day.saturating_mul(CLEAR_MAJORITY).max(1) {
            DateOrder::Mdy
        } else if let (Some(day), Some(month)) = (self.day_first.example, self.month_first.example) {
            return Err(Ambiguous::Contradictory(day, month));
        } else if let Some(value) = self.open {
            return Err(Ambiguous::Undecided(value));
        } else {
            DateOrder::Dmy
        };
        Ok(DateReader::new(order))
    }
}

/// Reads the dates of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateReader {
    /// The order of dates that do not show it themselves.
    pub order: DateOrder,
    /// Whether the order is not known because only some values were looked at, which did not need one.
    pub is_open: bool,
}

/// What a date cell held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// No date: blank, or zeros as some systems write for none (`0000-00-00`, `0/0/00`).
    Empty,
    /// A moment.
    At(Instant),
    /// Something that is no date, or not in the column's order.
    Bad,
    /// A date whose order the column has still to show.
    Open,
}

impl DateReader {
    /// A reader of dates in a known order.
    pub const fn new(order: DateOrder) -> Self {
        Self { order, is_open: false }
    }

    /// A reader for a column whose first values needed no order.
    pub const fn open() -> Self {
        Self { order: DateOrder::Dmy, is_open: true }
    }

    /// Reads one value. A time without an offset of its own is local time in `zone`; a date is its midnight there. A
    /// local time that the clocks skipped is moved past the gap, one that came twice is the first.
    pub fn read(&self, raw: &str, zone: Tz) -> Read {
        let raw = raw.trim();
        if let Some(stamp) = date_text::iso(raw.as_bytes()) {
            return at(stamp, zone);
        }
        let plain = plain(raw);
        if plain.is_empty() {
            return Read::Empty;
        }
        if plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') && plain.matches('.').count() < 2 {
            return number(&plain, zone);
        }
        if self.is_open && DateColumn::default().shows_order(&plain) {
            return Read::Open;
        }
        self.written(&plain).map_or(Read::Bad, |stamp| stamp.map_or(Read::Empty, |stamp| at(stamp, zone)))
    }

    /// `Some(None)` is a date of zeros.
    fn written(&self, text: &str) -> Option<Option<Stamp>> {
        if let Some(stamp) = date_text::compact(text.as_bytes()) {
            return Some(Some(stamp));
        }
        let (date, clock) = date_text::split_clock(text)?;
        let (year, month, day) = match date_text::calendar(date)? {
            Calendar::Zero => return Some(None),
            Calendar::Known { year, month, day } => (year, month, day),
            Calendar::Numbers([day, month, year]) if self.order == DateOrder::Dmy => {
                (date_text::full_year(year), month, day)
            }
            Calendar::Numbers([month, day, year]) if self.order == DateOrder::Mdy => {
                (date_text::full_year(year), month, day)
            }
            Calendar::Numbers([year, month, day]) => (date_text::full_year(year), month, day),
        };
        Stamp::new(year, month, day, clock).map(Some)
    }
}

/// The text without marks of direction, and with plain blanks; borrowed when it is plain already.
fn plain(raw: &str) -> std::borrow::Cow<'_, str> {
    if raw.is_ascii() {
        return raw.into();
    }
    let visible = raw
        .chars()
        .filter(|c| !matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}'));
    let text: String = visible.map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    text.trim().to_owned().into()
}

/// Zeros, epoch seconds and milliseconds, `20240312`, and Excel's day numbers.
fn number(text: &str, zone: Tz) -> Read {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let Ok(value) = whole.parse::<i64>() else { return Read::Bad };
    match whole.len() {
        _ if value == 0 && fraction.bytes().all(|b| b == b'0') => Read::Empty,
        10 => Read::At(Instant(value)),
        13 => Read::At(Instant(value / 1000)),
        8 if !text.contains('.') => date_text::compact(text.as_bytes()).map_or(Read::Bad, |stamp| at(stamp, zone)),
        5 if EXCEL_DAYS.contains(&value) => {
            let part: f64 = format!("0.{fraction}").parse().unwrap_or(0.0);
            let seconds = (part * 86_400.0).round() as i64;
            at(Stamp { wall: (value - EXCEL_DAYS.start()) * 86_400 + seconds, offset: None }, zone)
        }
        _ => Read::Bad,
    }
}

/// The moment when the wall shows this.
fn at(stamp: Stamp, zone: Tz) -> Read {
    let second = match stamp.offset {
        Some(offset) => stamp.wall - offset,
        None if zone == Tz::UTC => stamp.wall,
        None => match DateTime::from_timestamp(stamp.wall, 0) {
            Some(wall) => stamp.wall - offset_of(wall.naive_utc(), zone),
            None => return Read::Bad,
        },
    };
    if (MIN_SECOND..=Instant::MAX.0).contains(&second) { Read::At(Instant(second)) } else { Read::Bad }
}

/// How far the zone's clocks are east of UTC, in seconds, when they show this time: in an overlap as before it, in a
/// gap too, which moves the time past the gap.
fn offset_of(wall: NaiveDateTime, zone: Tz) -> i64 {
    let offset = match zone.offset_from_local_datetime(&wall).earliest() {
        Some(offset) => offset,
        // No zone is more than 14 hours from UTC, so this moment lies before the gap, by less than a day or so.
        None => zone.offset_from_utc_datetime(&(wall - TimeDelta::hours(15))),
    };
    i64::from(offset.fix().local_minus_utc())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(order: DateOrder, raw: &str, zone: Tz) -> String {
        match DateReader::new(order).read(raw, zone) {
            Read::At(instant) => instant.to_string(),
            other => format!("{other:?}"),
        }
    }

    fn decided(values: &[&str], stated: Option<DateOrder>) -> Result<DateReader, Ambiguous> {
        let mut column = DateColumn::default();
        values.iter().for_each(|value| column.observe(value));
        column.decide(stated)
    }

    #[test]
    fn a_date_that_shows_its_order_is_read_in_any_column() {
        for (raw, expected) in [
            ("2024-03-12", "2024-03-12T00:00:00Z"),
            ("2024-03-12 09:14", "2024-03-12T09:14:00Z"),
            ("2024-03-12T09:14:05Z", "2024-03-12T09:14:05Z"),
            ("2024-03-12T09:14:05.999Z", "2024-03-12T09:14:05Z"),
            ("2024-03-12T09:14:05.000+0000", "2024-03-12T09:14:05Z"),
            ("2024-03-12T09:14:05+02:00", "2024-03-12T07:14:05Z"),
            ("2024-03-12 09:14:05 UTC", "2024-03-12T09:14:05Z"),
            ("2024-03-12 09:14:05 +0200", "2024-03-12T07:14:05Z"),
            ("2024-03-12 9:14 PM", "2024-03-12T21:14:00Z"),
            ("2024-03-12T24:00", "2024-03-13T00:00:00Z"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
            ("20240312", "2024-03-12T00:00:00Z"),
            ("20240312T091405Z", "2024-03-12T09:14:05Z"),
            ("2024/3/12 9:14", "2024-03-12T09:14:00Z"),
            ("2024.03.12", "2024-03-12T00:00:00Z"),
            ("1710234845", "2024-03-12T09:14:05Z"),
            ("1710234845.250", "2024-03-12T09:14:05Z"),
            ("1710234845999", "2024-03-12T09:14:05Z"),
            ("45363", "2024-03-12T00:00:00Z"),
            ("45363.5", "2024-03-12T12:00:00Z"),
            ("12.03.2024", "2024-03-12T00:00:00Z"),
            ("12.3.24, 09:14", "2024-03-12T09:14:00Z"),
            ("15. 4. 2016", "2016-04-15T00:00:00Z"),
            ("12 Mar 2024", "2024-03-12T00:00:00Z"),
            ("Mar 12, 2024", "2024-03-12T00:00:00Z"),
            ("March 12th, 2024 at 9:14 AM", "2024-03-12T09:14:00Z"),
            ("7-Feb-22", "2022-02-07T00:00:00Z"),
            ("12 de marzo de 2024", "2024-03-12T00:00:00Z"),
            ("12. März 2024", "2024-03-12T00:00:00Z"),
            ("Tue, 12 Mar 2024 09:14:05 +0000", "2024-03-12T09:14:05Z"),
            ("Tue Mar 12 2024 09:14:05 GMT+0200 (CEST)", "2024-03-12T07:14:05Z"),
            ("0001-01-01", "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ] {
            for order in [DateOrder::Ymd, DateOrder::Dmy, DateOrder::Mdy] {
                assert_eq!(read(order, raw, Tz::UTC), expected, "{raw} {order:?}");
            }
        }
    }

    #[test]
    fn other_dates_follow_the_order_of_their_column() {
        for (order, raw, expected) in [
            (DateOrder::Mdy, "3/15/2024 2:30 PM", "2024-03-15T14:30:00Z"),
            (DateOrder::Mdy, "12/29/25, 10:30\u{202f}PM", "2025-12-29T22:30:00Z"),
            (DateOrder::Mdy, "1/5/2026", "2026-01-05T00:00:00Z"),
            (DateOrder::Mdy, "1/5/2026 12:00 AM", "2026-01-05T00:00:00Z"),
            (DateOrder::Dmy, "1/5/2026", "2026-05-01T00:00:00Z"),
            (DateOrder::Dmy, "12-04-2022 09:30", "2022-04-12T09:30:00Z"),
            (DateOrder::Dmy, "\u{200e}23/06/2018, 01:55 p.m.", "2018-06-23T13:55:00Z"),
            (DateOrder::Ymd, "24-03-12", "2024-03-12T00:00:00Z"),
            (DateOrder::Dmy, "3/15/2024", "Bad"),
            (DateOrder::Mdy, "15/3/2024", "Bad"),
            (DateOrder::Ymd, "15/3/2024", "Bad"),
        ] {
            assert_eq!(read(order, raw, Tz::UTC), expected, "{raw} {order:?}");
        }
    }

    #[test]
    fn no_date_is_told_from_a_bad_one() {
        for raw in ["", "  ", "0000-00-00", "0000-00-00 00:00:00", "0/0/00", "00.00.0000", "0"] {
            assert_eq!(read(DateOrder::Dmy, raw, Tz::UTC), "Empty", "{raw}");
        }
        for raw in [
            "2023-02-29",
            "31/4/2024",
            "2024-13-01",
            "2024-3",
            "tomorrow",
            "12345",
            "--03-12",
            "0000-01-01",
            "2024-03-12T25:00",
            "2024-03-12T09:60",
            "2024-03-12 CET",
            "13:30 PM",
            "12/03/2024 13:30 PM",
            "1/2/3",
            "1/2/3/4",
            "Mar 2024",
            "12 Foo 2024",
            "12/03-2024",
            "99999999999",
            "0001-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00",
            "4.5.6.7",
            "2024-03-12x",
        ] {
            assert_eq!(read(DateOrder::Dmy, raw, Tz::UTC), "Bad", "{raw}");
        }
    }

    #[test]
    fn one_value_decides_for_the_column() {
        let order = |values: &[&str]| decided(values, None).map(|reader| reader.order);
        assert_eq!(order(&["3/4/2024", "13/4/2024", ""]), Ok(DateOrder::Dmy));
        assert_eq!(order(&["3/4/2024", "4/13/2024 2:30 PM"]), Ok(DateOrder::Mdy));
        assert_eq!(order(&["03-04-2024"]), Err(Ambiguous::Undecided("03-04-2024".into())));
        assert_eq!(order(&["3.4.2024", "2024-03-04", "3/3/2024", "99/99/2024"]), Ok(DateOrder::Dmy));
        assert_eq!(decided(&["3/4/2024"], Some(DateOrder::Mdy)).map(|reader| reader.order), Ok(DateOrder::Mdy));
        let both = order(&["3/4/2024", "13/4/2024", "4/13/2024"]);
        assert_eq!(both, Err(Ambiguous::Contradictory("13/4/2024".into(), "4/13/2024".into())));
        let mostly: Vec<&str> = [&["13/4/2024"; 20][..], &["4/13/2024"]].concat();
        assert_eq!(order(&mostly), Ok(DateOrder::Dmy), "a stray does not stop the batch");
        assert_eq!(DateOrder::parse(" DMY "), Some(DateOrder::Dmy));
        assert_eq!(DateOrder::parse("d/m/y"), None);
    }

    #[test]
    fn local_times_follow_the_clocks_of_their_zone() {
        for (raw, zone, expected) in [
            ("2024-03-12 09:14", Tz::Asia__Manila, "2024-03-12T01:14:00Z"),
            ("2024-03-12", Tz::Asia__Manila, "2024-03-11T16:00:00Z"),
            ("2024-03-12T09:14Z", Tz::Asia__Manila, "2024-03-12T09:14:00Z"),
            ("1710234845", Tz::Asia__Manila, "2024-03-12T09:14:05Z"),
            ("2024-07-12 09:14", Tz::Europe__Berlin, "2024-07-12T07:14:00Z"),
            // Skipped: 02:00 to 03:00 on 31 March.
            ("2024-03-31 02:30", Tz::Europe__Berlin, "2024-03-31T01:30:00Z"),
            // Twice: 02:00 to 03:00 on 27 October.
            ("2024-10-27 02:30", Tz::Europe__Berlin, "2024-10-27T00:30:00Z"),
            // A day that Samoa left out.
            ("2011-12-30 12:00", Tz::Pacific__Apia, "2011-12-30T22:00:00Z"),
        ] {
            assert_eq!(read(DateOrder::Dmy, raw, zone), expected, "{raw} {zone}");
        }
    }

    proptest! {
        #[test]
        fn an_instant_is_read_as_it_is_written(second in MIN_SECOND..=Instant::MAX.0) {
            let reader = DateReader::new(DateOrder::Dmy);
            let written = Instant(second).to_string();
            prop_assert_eq!(reader.read(&written, Tz::Asia__Manila), Read::At(Instant(second)));
            prop_assert_eq!(reader.read(&written.replace('T', " "), Tz::UTC), Read::At(Instant(second)));
        }

        #[test]
        fn no_text_is_too_odd(raw in "[-0-9/.: TZapm]{0,24}", any in "(?s).{0,30}") {
            for text in [&raw, &any] {
                let mut column = DateColumn::default();
                column.observe(text);
                if let Ok(reader) = column.decide(None) {
                    reader.read(text, Tz::Europe__Berlin);
                }
            }
        }
    }
}

//! Calendar months in a time zone, the last of which is that of `as_of`.

use std::fmt;

use chrono::{Datelike, Duration, NaiveDate, TimeZone};
use chrono_tz::Tz;

use crate::domain::time::Instant;

const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

impl Month {
    /// The month that the calendar of a zone shows at an instant.
    fn at(instant: Instant, zone: Tz) -> Self {
        let date = instant.to_utc().with_timezone(&zone);
        Self { year: date.year(), month: date.month() }
    }

    /// The month before.
    fn before(self) -> Self {
        match self.month {
            1 => Self { year: self.year - 1, month: 12 },
            month => Self { month: month - 1, ..self },
        }
    }

    /// The first instant of the month. Where clocks skip midnight, it is the end of the skip.
    fn start(self, zone: Tz) -> Instant {
        let midnight = NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default().and_hms_opt(0, 0, 0);
        let midnight = midnight.unwrap_or_default();
        let shown = |hours| zone.from_local_datetime(&(midnight + Duration::hours(hours))).earliest();
        let start = (0..=25).find_map(shown).map_or_else(|| midnight.and_utc().timestamp(), |time| time.timestamp());
        Instant(start)
    }

    /// Its short name: `Sep`.
    pub fn name(self) -> &'static str {
        // Months are 1 to 12.
        NAMES[(self.month as usize + 11) % 12]
    }
}

impl fmt::Display for Month {
    /// As in `2026-09`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// Months in a row, up to an instant in the last of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Months {
    months: Vec<Month>,
    starts: Vec<i64>,
    as_of: Instant,
}

impl Months {
    /// So many months up to `as_of`.
    pub fn ending(as_of: Instant, zone: Tz, count: usize) -> Self {
        let mut months = vec![Month::at(as_of, zone)];
        while months.len() < count {
            months.push(months[months.len() - 1].before());
        }
        months.reverse();
        let starts = months.iter().map(|month| month.start(zone).0).collect();
        Self { months, starts, as_of }
    }

    /// The months, the first one first.
    pub fn all(&self) -> &[Month] {
        &self.months
    }

    /// Which of them an instant lies in; none if it lies before them or after `as_of`.
    pub fn position(&self, at: i64) -> Option<usize> {
        if at > self.as_of.0 {
            return None;
        }
        self.starts.partition_point(|start| *start <= at).checked_sub(1)
    }

    /// No count yet for each.
    pub fn zeros(&self) -> Vec<u64> {
        vec![0; self.months.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).expect(text)
    }

    #[test]
    fn months_begin_at_midnight_of_the_zone_and_end_with_as_of() {
        let months = Months::ending(at("2026-01-31T17:00:00Z"), chrono_tz::Asia::Manila, 3);
        let names: Vec<String> = months.all().iter().map(ToString::to_string).collect();
        assert_eq!(names, ["2025-12", "2026-01", "2026-02"], "in Manila February has begun");
        let positions = [
            "2025-11-30T15:59:59Z",
            "2025-11-30T16:00:00Z",
            "2026-01-31T15:59:59Z",
            "2026-01-31T16:00:00Z",
            "2026-01-31T17:00:00Z",
            "2026-01-31T17:00:01Z",
        ]
        .map(|text| months.position(at(text).0));
        assert_eq!(positions, [None, Some(0), Some(1), Some(2), Some(2), None]);
    }

    #[test]
    fn a_month_whose_midnight_is_skipped_begins_at_the_end_of_the_skip() {
        // In Asuncion the first of October 2017 began at one o'clock.
        let zone = chrono_tz::America::Asuncion;
        let months = Months::ending(at("2017-10-15"), zone, 1);
        let start = at("2017-10-01T04:00:00Z").0;
        assert_eq!([start - 1, start].map(|at| months.position(at)), [None, Some(0)]);
    }
}

//! Quiet hours: the part of the day in which no follow-up falls due, on the wall clock of one time zone.

use chrono::{DateTime, Days, Duration, LocalResult, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use crate::domain::time::Instant;

/// Quiet hours in a time zone, daylight saving included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// From (included) and until (not included); the second may lie on the next day.
    hours: Option<(NaiveTime, NaiveTime)>,
    zone: Tz,
}

impl QuietHours {
    /// Reads `HH:MM-HH:MM`; empty text, and equal ends, mean that there are none. Returns `None` for anything else.
    pub fn parse(text: &str, zone: Tz) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Self { hours: None, zone });
        }
        let (from, until) = text.split_once('-')?;
        let read = |time: &str| NaiveTime::parse_from_str(time.trim(), "%H:%M").ok();
        Some(Self { hours: Some((read(from)?, read(until)?)).filter(|(from, until)| from != until), zone })
    }

    /// The instant itself if it is not quiet, else the first one after it that is not.
    pub fn moved_out(&self, at: Instant) -> Instant {
        let Some((from, until)) = self.hours else { return at };
        let Some(utc) = DateTime::from_timestamp(at.0, 0).filter(|_| at <= Instant::MAX) else { return at };
        let local = utc.with_timezone(&self.zone).naive_local();
        let time = local.time();
        let over_midnight = from > until;
        let quiet = if over_midnight { time >= from || time < until } else { time >= from && time < until };
        if !quiet {
            return at;
        }
        let days = u64::from(over_midnight && time >= from);
        let end = local.date().checked_add_days(Days::new(days)).map(|date| date.and_time(until));
        end.and_then(|end| self.first_from(end, at)).unwrap_or(at)
    }

    /// The first instant from `at` on at which the wall clock shows `local`, or where it skips that time, the instant
    /// of the skip.
    fn first_from(&self, local: NaiveDateTime, at: Instant) -> Option<Instant> {
        let instant = |time: DateTime<Tz>| Instant(time.timestamp());
        match self.zone.from_local_datetime(&local) {
            LocalResult::Single(time) => Some(instant(time).max(at)),
            LocalResult::Ambiguous(first, second) => {
                Some(if instant(first) >= at { instant(first) } else { instant(second).max(at) })
            }
            LocalResult::None => self.end_of_skip(local).map(|end| end.max(at)),
        }
    }

    /// Clocks are put forward at whole minutes; the longest skip on record is a day.
    fn end_of_skip(&self, local: NaiveDateTime) -> Option<Instant> {
        let shown = |minutes: i64| self.zone.from_local_datetime(&(local + Duration::minutes(minutes))).earliest();
        let after = (1..=25 * 60).find_map(shown)?;
        Some(Instant(after.timestamp()))
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::{America, Asia, Pacific, UTC};

    use super::*;

    fn moved(hours: &str, zone: Tz, at: &str) -> String {
        let quiet = QuietHours::parse(hours, zone).expect("quiet hours are right");
        quiet.moved_out(Instant::parse(at).expect("the instant is right")).to_string()
    }

    #[test]
    fn quiet_hours_over_midnight_end_in_the_morning() {
        let at = |time| moved("21:00-08:00", UTC, time);
        assert_eq!(at("2026-01-05T20:59:59Z"), "2026-01-05T20:59:59Z");
        assert_eq!(at("2026-01-05T21:00:00Z"), "2026-01-06T08:00:00Z");
        assert_eq!(at("2026-01-06T07:59:59Z"), "2026-01-06T08:00:00Z");
        assert_eq!(at("2026-01-06T08:00:00Z"), "2026-01-06T08:00:00Z");
    }

    #[test]
    fn quiet_hours_within_a_day_end_that_day() {
        let at = |time| moved("12:00-13:30", UTC, time);
        assert_eq!(at("2026-01-05T11:59:59Z"), "2026-01-05T11:59:59Z");
        assert_eq!(at("2026-01-05T12:00:00Z"), "2026-01-05T13:30:00Z");
        assert_eq!(at("2026-01-05T13:30:00Z"), "2026-01-05T13:30:00Z");
    }

    #[test]
    fn quiet_hours_are_those_of_the_zone() {
        assert_eq!(moved("21:00-08:00", Asia::Manila, "2026-01-05T13:00:00Z"), "2026-01-06T00:00:00Z");
        assert_eq!(moved("21:00-08:00", Asia::Manila, "2026-01-05T12:59:59Z"), "2026-01-05T12:59:59Z");
    }

    #[test]
    fn the_morning_comes_an_hour_early_or_late_when_clocks_change() {
        let at = |time| moved("21:00-08:00", America::New_York, time);
        assert_eq!(at("2026-03-07T03:00:00Z"), "2026-03-07T13:00:00Z");
        assert_eq!(at("2026-03-08T03:00:00Z"), "2026-03-08T12:00:00Z");
        assert_eq!(at("2026-11-01T02:00:00Z"), "2026-11-01T13:00:00Z");
    }

    #[test]
    fn an_end_that_the_clock_skips_is_the_instant_of_the_skip() {
        assert_eq!(moved("21:00-02:30", America::New_York, "2026-03-08T06:00:00Z"), "2026-03-08T07:00:00Z");
        // Samoa left out the whole of 2011-12-30.
        assert_eq!(moved("21:00-08:00", Pacific::Apia, "2011-12-30T08:00:00Z"), "2011-12-30T10:00:00Z");
    }

    #[test]
    fn an_end_that_the_clock_shows_twice_is_the_next_one() {
        let at = |time| moved("21:00-01:30", America::New_York, time);
        assert_eq!(at("2026-11-01T05:00:00Z"), "2026-11-01T05:30:00Z");
        assert_eq!(at("2026-11-01T06:10:00Z"), "2026-11-01T06:30:00Z");
    }

    #[test]
    fn no_quiet_hours_move_nothing_and_wrong_ones_are_refused() {
        assert_eq!(moved("", UTC, "2026-01-05T23:00:00Z"), "2026-01-05T23:00:00Z");
        assert_eq!(moved("08:00-08:00", UTC, "2026-01-05T08:00:00Z"), "2026-01-05T08:00:00Z");
        assert_eq!(QuietHours::parse("at night", UTC), None);
        assert_eq!(QuietHours::parse("21:00-24:30", UTC), None);
    }

    #[test]
    fn the_ends_of_time_are_left_alone() {
        let quiet = QuietHours::parse("21:00-08:00", UTC).expect("quiet hours are right");
        assert_eq!(quiet.moved_out(Instant(i64::MAX)), Instant(i64::MAX));
        assert_eq!(quiet.moved_out(Instant(i64::MIN)), Instant(i64::MIN));
    }
}

//! How fast, and how many a day.

use std::str::FromStr;
use std::time::Duration;

use chrono::{DateTime, Days, NaiveTime, TimeZone};
use chrono_tz::Tz;

use crate::domain::time::Instant;

/// So many messages in so long: `30/m`, `5/s`, `100/h`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// The time from one message to the next.
    pub interval: Duration,
}

impl FromStr for Rate {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const HOW: &str = "write messages in a second, a minute, an hour or a day, such as 5/s, 30/m, 100/h or 500/d";
        let (count, unit) = text.trim().split_once('/').ok_or(HOW)?;
        let count: u32 = count.trim().parse().map_err(|_| HOW)?;
        let seconds = match unit.trim() {
            "s" => 1,
            "m" => 60,
            "h" => 3_600,
            "d" => 86_400,
            _ => return Err(HOW),
        };
        if count == 0 {
            return Err("with 0 nothing is ever sent");
        }
        Ok(Self { interval: Duration::from_secs(seconds) / count })
    }
}

/// The instants at which the day of `at` begins and ends on the wall clock of a zone.
pub fn day_of(at: Instant, zone: Tz) -> (Instant, Instant) {
    let Some(utc) = DateTime::from_timestamp(at.0, 0) else { return (at, at) };
    let date = utc.with_timezone(&zone).date_naive();
    let begins = |days: u64| {
        let midnight = date.checked_add_days(Days::new(days))?.and_time(NaiveTime::MIN);
        // Where clocks are put forward at midnight, the day begins later.
        let shown = (0..=24)
            .find_map(|hours| zone.from_local_datetime(&(midnight + chrono::Duration::hours(hours))).earliest())?;
        Some(Instant(shown.timestamp()))
    };
    (begins(0).unwrap_or(at), begins(1).unwrap_or(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_a_time_between_messages() {
        let interval = |text: &str| text.parse::<Rate>().map(|rate| rate.interval);
        assert_eq!(interval("30/m"), Ok(Duration::from_secs(2)));
        assert_eq!(interval(" 5 / s "), Ok(Duration::from_millis(200)));
        assert_eq!(interval("100/h"), Ok(Duration::from_secs(36)));
        assert_eq!(interval("1/d"), Ok(Duration::from_secs(86_400)));
        for wrong in ["", "30", "30/x", "-1/s", "x/m", "0.5/s", "0/m"] {
            assert!(interval(wrong).is_err(), "{wrong}");
        }
    }

    fn day(at: &str, zone: Tz) -> (String, String) {
        let (from, until) = day_of(Instant::parse(at).expect("an instant"), zone);
        (from.to_string(), until.to_string())
    }

    #[test]
    fn a_day_is_that_of_the_zone_and_may_be_short_or_long() {
        let pair = |from: &str, until: &str| (from.to_owned(), until.to_owned());
        let manila = chrono_tz::Asia::Manila;
        assert_eq!(day("2026-01-05T15:59:59Z", manila), pair("2026-01-04T16:00:00Z", "2026-01-05T16:00:00Z"));
        assert_eq!(day("2026-01-05T16:00:00Z", manila), pair("2026-01-05T16:00:00Z", "2026-01-06T16:00:00Z"));
        let new_york = chrono_tz::America::New_York;
        assert_eq!(day("2026-03-08T12:00:00Z", new_york), pair("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"));
        let santiago = chrono_tz::America::Santiago;
        // Clocks go from 24:00 to 01:00 there.
        assert_eq!(day("2026-09-06T12:00:00Z", santiago).0, "2026-09-06T04:00:00Z");
    }
}

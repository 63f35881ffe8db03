//! When a promise falls due, from what its sentence says: "tomorrow at 10am", "within 24 hours", "by Friday". Words are
//! meant in the zone of the configuration.
//!
//! - A bare day ends at 23:59:59; a morning at 12:00, an afternoon at 18:00, an evening at 21:00.
//! - "Friday" is the next one after today; "next Friday" is the one of next week; "before Friday" is the day before.
//! - "This week", "next week" and a weekend end on their Sunday, a month on its last day.
//! - "In 3 days" is the end of that day, "in 2 hours" that very moment; of "2-3 days" the later one counts.
//! - "Soon", "in a bit", "asap" and no word at all are the default, and so is a time that is already over.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Weekday};
use chrono_tz::Tz;

use super::fold::Folded;
use super::language::Language;
use super::sentence::Outline;
use super::time_names::Part;
use super::time_words::{TimeWord, read_time_words};
use crate::domain::time::{Instant, Span};

/// When something promised at `at` in these words is due.
pub fn due(text: &str, at: Instant, zone: Tz, default_due: Span, language: Language) -> Instant {
    match named(&Folded::of(text).text, at, zone, language) {
        Named::At(due) => due,
        Named::Nothing | Named::Unusable => at + default_due,
    }
}

/// What words say of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// Nothing, whenever they are said.
    Nothing,
    /// One that is over, or that there is none of.
    Unusable,
    /// This time, which is not before they were said.
    At(Instant),
}

/// The time that a folded text in this language names, said at `at`.
pub fn named(text: &str, at: Instant, zone: Tz, language: Language) -> Named {
    // Far outside the calendar no arithmetic is safe, and no message is dated.
    if !(Instant(-62_000_000_000)..Instant(253_000_000_000)).contains(&at) {
        return Named::Unusable;
    }
    let words = read_time_words(text, &Outline::of(text), language);
    let Some(first) = words.first() else { return Named::Nothing };
    let now = zone.from_utc_datetime(&at.to_utc().naive_utc()).naive_local();
    let found = match first {
        TimeWord::Seconds(seconds) => Some(at + Span(*seconds)),
        _ => resolve(&words, now).and_then(|time| instant_of(time, zone)),
    };
    found.filter(|found| *found >= at).map_or(Named::Unusable, Named::At)
}

/// The local time that words about days and hours name together.
fn resolve(words: &[TimeWord], now: NaiveDateTime) -> Option<NaiveDateTime> {
    let date = words.iter().find_map(|word| date_of(*word, now.date()));
    let part = words.iter().find_map(|word| if let TimeWord::Part(part) = word { Some(*part) } else { None });
    let clock = words.iter().find_map(|word| match word {
        TimeWord::Clock { hour, minute, is_open } => clock_time(*hour, *minute, *is_open, part),
        _ => None,
    });
    let time = clock.or_else(|| part.and_then(end_of_part));
    let end_of_day = NaiveTime::from_hms_opt(23, 59, 59)?;
    let Some(time) = time else {
        return Some(date?.and_time(end_of_day));
    };
    if let Some(date) = date {
        return Some(date.and_time(time));
    }
    // No day named: the next such hour. "In the morning" is tomorrow's unless the day has yet to begin.
    let is_over = match part {
        Some(Part::Morning) if clock.is_none() => now.time() >= NaiveTime::from_hms_opt(6, 0, 0)?,
        _ => time <= now.time(),
    };
    Some(now.date().checked_add_days(Days::new(u64::from(is_over)))?.and_time(time))
}

fn date_of(word: TimeWord, today: NaiveDate) -> Option<NaiveDate> {
    let monday = today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday())))?;
    let in_week = |weeks: u64, day: Weekday| monday.checked_add_days(Days::new(weeks * 7 + day_number(day)));
    match word {
        TimeWord::InDays(days) => today.checked_add_days(Days::new(days)),
        TimeWord::InWorkingDays(days) => working_days_on(today, days),
        TimeWord::InMonths(months) => today.checked_add_months(Months::new(months)),
        TimeWord::Weekday(day) => next_weekday(today, day),
        TimeWord::WeekdayNextWeek(day) => in_week(1, day),
        TimeWord::BeforeWeekday(day) => next_weekday(today, day)?.pred_opt(),
        TimeWord::Weekend(weeks) | TimeWord::EndOfWeek(weeks) => in_week(weeks, Weekday::Sun),
        TimeWord::EndOfMonth(months) => today.with_day(1)?.checked_add_months(Months::new(months + 1))?.pred_opt(),
        TimeWord::DayOfMonth(day) => {
            let this = today.with_day(day).filter(|date| *date >= today);
            this.or_else(|| (1..=12).find_map(|n| today.with_day(1)?.checked_add_months(Months::new(n))?.with_day(day)))
        }
        TimeWord::Date { year: Some(year), month, day } => NaiveDate::from_ymd_opt(year, month, day),
        TimeWord::Date { year: None, month, day } => {
            // Eight years always hold a 29 February.
            (0..=8).filter_map(|n| NaiveDate::from_ymd_opt(today.year() + n, month, day)).find(|date| *date >= today)
        }
        TimeWord::Seconds(_) | TimeWord::Part(_) | TimeWord::Clock { .. } => None,
    }
}

fn day_number(day: Weekday) -> u64 {
    u64::from(day.num_days_from_monday())
}

/// The first such weekday after today.
fn next_weekday(today: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    let ahead = (day_number(day) + 6 - day_number(today.weekday())) % 7 + 1;
    today.checked_add_days(Days::new(ahead))
}

fn working_days_on(today: NaiveDate, days: u64) -> Option<NaiveDate> {
    let is_working_day = |date: &NaiveDate| date.weekday().num_days_from_monday() < 5;
    let steps = usize::try_from(days).ok()?;
    match steps.checked_sub(1) {
        None => Some(today),
        Some(index) => today.iter_days().skip(1).filter(is_working_day).nth(index),
    }
}

/// The time on the clock. An open hour ("at 5", "5:30") is the one of the part of the day, else one between 8 and 19.
fn clock_time(hour: u32, minute: u32, is_open: bool, part: Option<Part>) -> Option<NaiveTime> {
    let hour = match part {
        _ if !is_open => hour,
        Some(Part::Morning) => hour % 12,
        Some(Part::Afternoon | Part::Evening | Part::Night) if hour < 12 => hour + 12,
        None if (1..8).contains(&hour) => hour + 12,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn end_of_part(part: Part) -> Option<NaiveTime> {
    match part {
        Part::Morning => NaiveTime::from_hms_opt(12, 0, 0),
        Part::Afternoon | Part::Business => NaiveTime::from_hms_opt(18, 0, 0),
        Part::Evening => NaiveTime::from_hms_opt(21, 0, 0),
        Part::Night | Part::Day => NaiveTime::from_hms_opt(23, 59, 59),
    }
}

/// The instant of a local time. Of a time that the clock shows twice it is the second, of one that it skips the first
/// after the gap.
fn instant_of(local: NaiveDateTime, zone: Tz) -> Option<Instant> {
    let steps = 0..=4 * 25;
    steps
        .filter_map(|quarter| local.checked_add_signed(TimeDelta::minutes(15 * quarter)))
        .find_map(|time| zone.from_local_datetime(&time).latest())
        .map(|time| Instant(time.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::DAY;

    fn check(base: &str, zone: Tz, table: &[(&str, &str)]) {
        check_in(Language::English, base, zone, table);
    }

    fn check_in(language: Language, base: &str, zone: Tz, table: &[(&str, &str)]) {
        let at = Instant::parse(base).expect(base);
        for (text, expected) in table {
            let found = due(text, at, zone, DAY, language);
            let local = zone.from_utc_datetime(&found.to_utc().naive_utc()).format("%a %Y-%m-%d %H:%M:%S").to_string();
            assert_eq!(&local, expected, "{text}");
        }
    }

    #[test]
    fn due_times_are_read_from_the_words() {
        // Wednesday, 17:30 in Manila.
        check(
            "2026-03-04T09:30:00Z",
            chrono_tz::Asia::Manila,
            &[
                ("I'll get back to you", "Thu 2026-03-05 17:30:00"),
                ("I'll get back to you tomorrow.", "Thu 2026-03-05 23:59:59"),
                ("tomorrow at 10am", "Thu 2026-03-05 10:00:00"),
                ("at 10 a.m. tomorrow", "Thu 2026-03-05 10:00:00"),
                ("tomorrow morning", "Thu 2026-03-05 12:00:00"),
                ("the day after tomorrow", "Fri 2026-03-06 23:59:59"),
                ("today", "Wed 2026-03-04 23:59:59"),
                ("within the day", "Wed 2026-03-04 23:59:59"),
                ("tonight", "Wed 2026-03-04 23:59:59"),
                ("tonight at 8", "Wed 2026-03-04 20:00:00"),
                ("this afternoon", "Wed 2026-03-04 18:00:00"),
                ("this morning", "Thu 2026-03-05 17:30:00"),
                ("in the morning", "Thu 2026-03-05 12:00:00"),
                ("by end of day", "Wed 2026-03-04 23:59:59"),
                ("by EOD tomorrow", "Thu 2026-03-05 23:59:59"),
                ("by close of business", "Wed 2026-03-04 18:00:00"),
                ("by Friday", "Fri 2026-03-06 23:59:59"),
                ("before Friday", "Thu 2026-03-05 23:59:59"),
                ("on Fri", "Fri 2026-03-06 23:59:59"),
                ("on Wednesday", "Wed 2026-03-11 23:59:59"),
                ("Monday morning", "Mon 2026-03-09 12:00:00"),
                ("Monday at 6pm", "Mon 2026-03-09 18:00:00"),
                ("Tuesday at 5:30", "Tue 2026-03-10 17:30:00"),
                ("at 8 in the morning Thursday", "Thu 2026-03-05 08:00:00"),
                ("next Friday", "Fri 2026-03-13 23:59:59"),
                ("Monday next week", "Mon 2026-03-09 23:59:59"),
                ("next week", "Sun 2026-03-15 23:59:59"),
                ("this week", "Sun 2026-03-08 23:59:59"),
                ("by the end of the week", "Sun 2026-03-08 23:59:59"),
                ("this weekend", "Sun 2026-03-08 23:59:59"),
                ("next weekend", "Sun 2026-03-15 23:59:59"),
                ("by the end of the month", "Tue 2026-03-31 23:59:59"),
                ("next month", "Thu 2026-04-30 23:59:59"),
                ("in 2 hours", "Wed 2026-03-04 19:30:00"),
                ("within 24 hours", "Thu 2026-03-05 17:30:00"),
                ("within 24-48 hours", "Fri 2026-03-06 17:30:00"),
                ("within 24hrs", "Thu 2026-03-05 17:30:00"),
                ("in half an hour", "Wed 2026-03-04 18:00:00"),
                ("within the hour", "Wed 2026-03-04 18:30:00"),
                ("in the next 30 minutes", "Wed 2026-03-04 18:00:00"),
                ("give me 5 minutes", "Wed 2026-03-04 17:35:00"),
                ("in an hour or two", "Wed 2026-03-04 19:30:00"),
                ("in a couple of hours", "Wed 2026-03-04 19:30:00"),
                ("two hours from now", "Wed 2026-03-04 19:30:00"),
                ("in a few days", "Sat 2026-03-07 23:59:59"),
                ("in 2-3 business days", "Mon 2026-03-09 23:59:59"),
                ("in two weeks", "Wed 2026-03-18 23:59:59"),
                ("by 5pm", "Thu 2026-03-05 17:00:00"),
                ("by 7 pm", "Wed 2026-03-04 19:00:00"),
                ("before 18:45", "Wed 2026-03-04 18:45:00"),
                ("by noon", "Thu 2026-03-05 12:00:00"),
                ("on 5 March", "Thu 2026-03-05 23:59:59"),
                ("March 5th", "Thu 2026-03-05 23:59:59"),
                ("on the 6th of March at 9am", "Fri 2026-03-06 09:00:00"),
                ("by Mar 3", "Wed 2027-03-03 23:59:59"),
                ("on 29 February", "Tue 2028-02-29 23:59:59"),
                ("on 12 April 2027", "Mon 2027-04-12 23:59:59"),
                ("on 2026-03-10", "Tue 2026-03-10 23:59:59"),
                ("on the 14th", "Sat 2026-03-14 23:59:59"),
                ("on the 3rd", "Fri 2026-04-03 23:59:59"),
            ],
        );
    }

    #[test]
    fn due_times_are_read_from_tagalog() {
        // Wednesday, 17:30 in Manila.
        let table = [
            ("balikan ko kayo", "Thu 2026-03-05 17:30:00"),
            ("tawagan ko kayo bukas", "Thu 2026-03-05 23:59:59"),
            ("bukas ng umaga po", "Thu 2026-03-05 12:00:00"),
            ("bukas morning", "Thu 2026-03-05 12:00:00"),
            ("bukas ng 10am", "Thu 2026-03-05 10:00:00"),
            ("mamaya po", "Wed 2026-03-04 23:59:59"),
            ("mamayang gabi", "Wed 2026-03-04 23:59:59"),
            ("mamayang hapon", "Wed 2026-03-04 18:00:00"),
            ("maya-maya lang po", "Thu 2026-03-05 17:30:00"),
            ("saglit lang po", "Thu 2026-03-05 17:30:00"),
            ("isang minuto lang", "Thu 2026-03-05 17:30:00"),
            ("ngayong araw po", "Wed 2026-03-04 23:59:59"),
            ("within the day", "Wed 2026-03-04 23:59:59"),
            ("sa Lunes", "Mon 2026-03-09 23:59:59"),
            ("sa Biyernes ng hapon", "Fri 2026-03-06 18:00:00"),
            ("sa Linggo", "Sun 2026-03-08 23:59:59"),
            ("bago mag-Biyernes", "Thu 2026-03-05 23:59:59"),
            ("ngayong linggo", "Sun 2026-03-08 23:59:59"),
            ("sa susunod na linggo", "Sun 2026-03-15 23:59:59"),
            ("sa susunod na Martes", "Tue 2026-03-10 23:59:59"),
            ("next week po", "Sun 2026-03-15 23:59:59"),
            ("sa isang araw", "Fri 2026-03-06 23:59:59"),
            ("makalawa", "Fri 2026-03-06 23:59:59"),
            ("in 2 hours po", "Wed 2026-03-04 19:30:00"),
            ("2 oras po", "Wed 2026-03-04 19:30:00"),
            ("sa loob ng dalawang oras", "Wed 2026-03-04 19:30:00"),
            ("mga 30 mins lang po", "Wed 2026-03-04 18:00:00"),
            ("sa loob ng 2-3 araw", "Sat 2026-03-07 23:59:59"),
            ("sa loob ng tatlong working days", "Mon 2026-03-09 23:59:59"),
            ("kalahating oras", "Wed 2026-03-04 18:00:00"),
            ("alas-3 ng hapon bukas", "Thu 2026-03-05 15:00:00"),
            ("bukas ng alas dos", "Thu 2026-03-05 14:00:00"),
            ("mamayang alas-8 ng gabi", "Wed 2026-03-04 20:00:00"),
            ("bukas 12 ng tanghali", "Thu 2026-03-05 12:00:00"),
            ("sa ika-5 ng Marso", "Thu 2026-03-05 23:59:59"),
            ("sa Marso 10", "Tue 2026-03-10 23:59:59"),
            ("sa 3/25", "Wed 2026-03-25 23:59:59"),
            ("sa katapusan ng buwan", "Tue 2026-03-31 23:59:59"),
            ("noong Lunes", "Thu 2026-03-05 17:30:00"),
        ];
        check_in(Language::Tagalog, "2026-03-04T09:30:00Z", chrono_tz::Asia::Manila, &table);
    }

    #[test]
    fn due_times_are_read_from_vietnamese() {
        // Wednesday, 10:30 in Ho Chi Minh City.
        let table = [
            ("em báo lại ạ", "Thu 2026-03-05 10:30:00"),
            ("ngày mai em gọi", "Thu 2026-03-05 23:59:59"),
            ("mai em gửi", "Thu 2026-03-05 23:59:59"),
            ("sáng mai", "Thu 2026-03-05 12:00:00"),
            ("sang mai em goi", "Thu 2026-03-05 12:00:00"),
            ("9h sáng mai", "Thu 2026-03-05 09:00:00"),
            ("chiều nay em gửi", "Wed 2026-03-04 18:00:00"),
            ("chieu nay", "Wed 2026-03-04 18:00:00"),
            ("tối nay", "Wed 2026-03-04 23:59:59"),
            ("chiều em báo", "Wed 2026-03-04 18:00:00"),
            ("trong hôm nay", "Wed 2026-03-04 23:59:59"),
            ("trong ngày ạ", "Wed 2026-03-04 23:59:59"),
            ("cuối ngày", "Wed 2026-03-04 23:59:59"),
            ("thứ hai", "Mon 2026-03-09 23:59:59"),
            ("thứ 2 tuần sau", "Mon 2026-03-09 23:59:59"),
            ("sáng thứ 6", "Fri 2026-03-06 12:00:00"),
            ("t7 em giao", "Sat 2026-03-07 23:59:59"),
            ("chủ nhật", "Sun 2026-03-08 23:59:59"),
            ("cn nhé", "Sun 2026-03-08 23:59:59"),
            ("trước thứ 6", "Thu 2026-03-05 23:59:59"),
            ("tuần sau", "Sun 2026-03-15 23:59:59"),
            ("tuan sau", "Sun 2026-03-15 23:59:59"),
            ("trong tuần này", "Sun 2026-03-08 23:59:59"),
            ("cuối tuần", "Sun 2026-03-08 23:59:59"),
            ("đầu tuần sau", "Mon 2026-03-09 23:59:59"),
            ("cuối tháng", "Tue 2026-03-31 23:59:59"),
            ("lát nữa em gọi", "Thu 2026-03-05 10:30:00"),
            ("trong 30 phút", "Wed 2026-03-04 11:00:00"),
            ("15p nữa", "Wed 2026-03-04 10:45:00"),
            ("nửa tiếng nữa", "Wed 2026-03-04 11:00:00"),
            ("2 tiếng nữa", "Wed 2026-03-04 12:30:00"),
            ("trong vòng 24h", "Thu 2026-03-05 10:30:00"),
            ("2-3 ngày nữa", "Sat 2026-03-07 23:59:59"),
            ("trong 3 ngày làm việc", "Mon 2026-03-09 23:59:59"),
            ("lúc 15h", "Wed 2026-03-04 15:00:00"),
            ("15h30", "Wed 2026-03-04 15:30:00"),
            ("3 giờ chiều", "Wed 2026-03-04 15:00:00"),
            ("3 giờ rưỡi chiều mai", "Thu 2026-03-05 15:30:00"),
            ("8h tối nay", "Wed 2026-03-04 20:00:00"),
            ("trước 5h chiều", "Wed 2026-03-04 17:00:00"),
            ("ngày 25", "Wed 2026-03-25 23:59:59"),
            ("25/9", "Fri 2026-09-25 23:59:59"),
            ("ngày 25 tháng 9", "Fri 2026-09-25 23:59:59"),
            ("ngày mốt", "Fri 2026-03-06 23:59:59"),
            ("hôm qua em gửi", "Thu 2026-03-05 10:30:00"),
            ("chị Mai ơi", "Thu 2026-03-05 10:30:00"),
            ("lâu nay", "Thu 2026-03-05 10:30:00"),
        ];
        check_in(Language::Vietnamese, "2026-03-04T03:30:00Z", chrono_tz::Asia::Ho_Chi_Minh, &table);
    }

    #[test]
    fn words_that_name_no_time_leave_the_default() {
        let default = "Thu 2026-03-05 17:30:00";
        let texts = [
            "shortly",
            "soon",
            "asap",
            "in a bit",
            "in a moment",
            "in a minute",
            "the agenda for tomorrow",
            "the notes for your Friday class",
            "order 15550",
            "tomorrow's menu",
            "the note from last Friday",
            "5 copies",
            "at 5 places",
            "we may send 3",
            "we sat in the sun",
            "31 April",
            "at 25:70",
            "yesterday",
            "since Monday",
            "in 99999999999 days",
            "in 4000000 months",
        ];
        let table: Vec<(&str, &str)> = texts.iter().map(|text| (*text, default)).collect();
        check("2026-03-04T09:30:00Z", chrono_tz::Asia::Manila, &table);
    }

    #[test]
    fn on_a_friday_friday_is_next_week_unless_today_is_said() {
        let table = [("by Friday", "Fri 2026-03-13 23:59:59"), ("today, Friday", "Fri 2026-03-06 23:59:59")];
        check("2026-03-06T01:00:00Z", chrono_tz::Asia::Manila, &table);
    }

    #[test]
    fn the_hour_that_is_skipped_gives_way_and_the_one_that_comes_twice_is_the_second() {
        let spring = Instant::parse("2026-03-28T09:00:00Z").expect("an instant");
        let found = due("tomorrow at 2:30am", spring, chrono_tz::Europe::Berlin, DAY, Language::English);
        assert_eq!(found.to_string(), "2026-03-29T01:00:00Z");
        assert_eq!(
            due("tomorrow", spring, chrono_tz::Europe::Berlin, DAY, Language::English).to_string(),
            "2026-03-29T21:59:59Z"
        );
        assert_eq!(
            due("within 24 hours", spring, chrono_tz::Europe::Berlin, DAY, Language::English).to_string(),
            "2026-03-29T09:00:00Z"
        );
        let autumn = Instant::parse("2026-10-24T09:00:00Z").expect("an instant");
        let found = due("tomorrow at 2:30am", autumn, chrono_tz::Europe::Berlin, DAY, Language::English);
        assert_eq!(found.to_string(), "2026-10-25T01:30:00Z");
    }
}

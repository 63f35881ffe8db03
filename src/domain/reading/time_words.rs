//! Finding the words of a text that name a time, before they are put on a calendar: "in 2 hours", "Friday", "10am".
//! What is found first counts, together with what completes it close by ("at 10am", then "tomorrow").

use chrono::Weekday;

use super::language::Language;
use super::sentence::Outline;
use super::time_names::{Part, day_of_month, is_tomorrow, month_number, number, part_of_day, weekday};

mod tagalog;
mod vietnamese;

/// How many other words may stand between two that name one time together.
const FARTHEST: usize = 3;
/// Lengths beyond this are no promise.
const LONGEST: u64 = 10_000;

/// Words that name a time, or part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeWord {
    /// So many seconds from now.
    Seconds(i64),
    /// So many days from today.
    InDays(u64),
    /// So many days from today, Saturdays and Sundays apart.
    InWorkingDays(u64),
    /// So many months from today.
    InMonths(u32),
    /// The next such day.
    Weekday(Weekday),
    /// That day of next week.
    WeekdayNextWeek(Weekday),
    /// The day before the next such day.
    BeforeWeekday(Weekday),
    /// The Sunday of the week so many weeks on.
    Weekend(u64),
    /// The last day of the week so many weeks on.
    EndOfWeek(u64),
    /// The last day of the month so many months on.
    EndOfMonth(u32),
    /// The next day of this number in a month.
    DayOfMonth(u32),
    /// A date; without a year it is the next such.
    Date {
        /// The year, if it is named.
        year: Option<i32>,
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
    },
    /// A part of a day.
    Part(Part),
    /// A time on the clock.
    Clock {
        /// 0 to 23.
        hour: u32,
        /// 0 to 59.
        minute: u32,
        /// Whether it may as well be twelve hours later.
        is_open: bool,
    },
}

/// The words that name the first time in a text of this language. English words are read in each.
pub fn read_time_words(text: &str, outline: &Outline, language: Language) -> Vec<TimeWord> {
    let reader = Words { text, outline, language };
    let mut found: Vec<TimeWord> = Vec::new();
    let mut last_end = 0;
    let mut at = 0;
    while at < outline.words.len() {
        if !found.is_empty() && at > last_end + FARTHEST {
            break;
        }
        let Some((word, length)) = reader.time_word(at) else {
            at += 1;
            continue;
        };
        found.push(word);
        if matches!(found[0], TimeWord::Seconds(_)) {
            break;
        }
        at += length;
        last_end = at;
    }
    merge_next_week(&mut found);
    found
}

/// "Monday next week" is one day, not two.
fn merge_next_week(found: &mut Vec<TimeWord>) {
    let day = found.iter().position(|word| matches!(word, TimeWord::Weekday(_)));
    let week = found.iter().position(|word| *word == TimeWord::EndOfWeek(1));
    // "Tuần này" behind a day says no more than the day.
    found.retain(|word| day.is_none() || *word != TimeWord::EndOfWeek(0));
    if let (Some(day), Some(week)) = (day, week)
        && let TimeWord::Weekday(weekday) = found[day]
    {
        found[day] = TimeWord::WeekdayNextWeek(weekday);
        found.remove(week);
    }
}

struct Words<'a> {
    text: &'a str,
    outline: &'a Outline,
    language: Language,
}

type Found = Option<(TimeWord, usize)>;

impl<'a> Words<'a> {
    fn word(&self, i: usize) -> &'a str {
        self.outline.word(self.text, i)
    }

    fn before(&self, i: usize) -> &'a str {
        i.checked_sub(1).map_or("", |i| self.word(i))
    }

    fn byte_before(&self, i: usize) -> Option<u8> {
        self.text.as_bytes()[..self.outline.words.get(i)?.start].last().copied()
    }

    /// Whether nothing but a slash stands between this word and the next.
    fn is_slashed(&self, i: usize) -> bool {
        let words = &self.outline.words;
        let between = words.get(i).zip(words.get(i + 1)).map(|(word, next)| &self.text[word.end..next.start]);
        between == Some("/")
    }

    /// What the words from `i` on name, and how many they are.
    fn time_word(&self, i: usize) -> Found {
        match self.language {
            Language::Vietnamese => vietnamese::time_word(self, i).or_else(|| self.english(i)),
            Language::English | Language::Tagalog => tagalog::time_word(self, i).or_else(|| self.english(i)),
        }
    }

    fn english(&self, i: usize) -> Found {
        self.length(i)
            .or_else(|| self.period(i))
            .or_else(|| self.date(i))
            .or_else(|| self.day(i))
            .or_else(|| self.clock(i))
            .or_else(|| self.part(i))
    }

    /// "in 2 hours", "within 24-48 hours", "give me 5 minutes", "two days from now".
    fn length(&self, i: usize) -> Found {
        let is_led = matches!(self.word(i), "in" | "within" | "after" | "under" | "me" | "gimme" | "next" | "coming");
        let mut at = i + usize::from(is_led);
        while is_led
            && [
                "the",
                "next",
                "about",
                "around",
                "maximum",
                "max",
                "up",
                "to",
                "at",
                "most",
                "less",
                "than",
                "approximately",
                "coming",
                "another",
                "like",
                "just",
            ]
            .contains(&self.word(at))
        {
            at += 1;
        }
        if self.word(i) == "within" && self.word(at) == "hour" {
            return Some((TimeWord::Seconds(3_600), at + 1 - i));
        }
        let (amount, after) = self.quantity(at)?;
        let is_working = matches!(self.word(after.unit), "business" | "working" | "work");
        let unit_at = after.unit + usize::from(is_working);
        let unit = after.glued_unit.unwrap_or(self.word(unit_at));
        let end = if after.glued_unit.is_some() { after.unit } else { unit_at + 1 };
        let from_now = (self.word(end), self.word(end + 1)) == ("from", "now");
        // "A minute" and "a second" are ways to say soon.
        if !(is_led || from_now) || (after.is_article && matches!(unit, "minute" | "min" | "sec" | "second")) {
            return None;
        }
        // "An hour or two".
        let amount = if (self.word(end), self.word(end + 1)) == ("or", "two") { Halves(4) } else { amount };
        Some((length_of(amount, unit, is_working)?, end - i))
    }

    /// A number of units; of a range, the larger one.
    fn quantity(&self, at: usize) -> Option<(Halves, AfterQuantity<'a>)> {
        let mut after = AfterQuantity { unit: at + 1, glued_unit: None, is_article: false };
        let word = self.word(at);
        if word == "half" {
            after.unit += usize::from(matches!(self.word(at + 1), "a" | "an"));
            return Some((Halves(1), after));
        }
        if matches!(word, "a" | "an") {
            match self.word(at + 1) {
                "few" => after.unit += 1,
                "couple" => after.unit += 1 + usize::from(self.word(at + 2) == "of"),
                "half" => return None,
                _ => after.is_article = true,
            }
            let count = match self.word(at + 1) {
                "few" => 3,
                "couple" => 2,
                _ => 1,
            };
            return Some((Halves(count * 2), after));
        }
        let (count, glued) = number(word)?;
        if !glued.is_empty() {
            after.glued_unit = Some(glued);
            return Some((Halves(count * 2), after));
        }
        let joined = usize::from(matches!(self.word(after.unit), "to" | "or" | "and"));
        if let Some((larger, glued)) = number(self.word(after.unit + joined))
            && larger > count
        {
            after.unit += joined + 1;
            after.glued_unit = (!glued.is_empty()).then_some(glued);
            return Some((Halves(larger * 2), after));
        }
        Some((Halves(count * 2), after))
    }

    /// "end of day", "next week", "this weekend", "within the day".
    fn period(&self, i: usize) -> Found {
        let (word, next, third) = (self.word(i), self.word(i + 1), self.word(i + 2));
        let of = |from: usize| from + usize::from(matches!(self.word(from), "the" | "this" | "today" | "today's"));
        match (word, next) {
            ("eod", _) => Some((TimeWord::Part(Part::Day), 1)),
            ("cob", _) => Some((TimeWord::Part(Part::Business), 1)),
            ("eow", _) => Some((TimeWord::EndOfWeek(0), 1)),
            ("eom", _) => Some((TimeWord::EndOfMonth(0), 1)),
            ("close" | "end", "of") => match self.word(of(i + 2)) {
                "day" | "today" => Some((TimeWord::Part(Part::Day), of(i + 2) + 1 - i)),
                "business" => Some((TimeWord::Part(Part::Business), of(i + 2) + 1 - i)),
                "week" => Some((TimeWord::EndOfWeek(0), of(i + 2) + 1 - i)),
                "month" => Some((TimeWord::EndOfMonth(0), of(i + 2) + 1 - i)),
                _ if third == "today" => Some((TimeWord::Part(Part::Day), 3)),
                _ => None,
            },
            ("within", "today") => Some((TimeWord::InDays(0), 2)),
            ("within", "the" | "this") if third == "day" => Some((TimeWord::InDays(0), 3)),
            ("within", "the" | "this") if third == "week" => Some((TimeWord::EndOfWeek(0), 3)),
            ("this" | "coming" | "later", "week") => Some((TimeWord::EndOfWeek(0), 2)),
            ("next", "week") => Some((TimeWord::EndOfWeek(1), 2)),
            ("this", "month") => Some((TimeWord::EndOfMonth(0), 2)),
            ("next", "month") => Some((TimeWord::EndOfMonth(1), 2)),
            ("weekend", _) if !self.is_past_or_topic(i) => {
                Some((TimeWord::Weekend(u64::from(self.before(i) == "next")), 1))
            }
            _ => None,
        }
    }

    /// "5 March", "March 5th, 2027", "the 5th", "2026-03-05".
    fn date(&self, i: usize) -> Found {
        if self.is_past_or_topic(i) {
            return None;
        }
        if let Some(found) = self.iso_date(i) {
            return Some(found);
        }
        let (word, next) = (self.word(i), self.word(i + 1));
        if let Some(day) = day_of_month(word) {
            let of = usize::from(next == "of");
            if let Some(month) = month_number(self.word(i + 1 + of)) {
                let (year, length) = self.year(i + 2 + of);
                return Some((TimeWord::Date { year, month, day }, 2 + of + length));
            }
            let is_ordinal = word.ends_with(|c: char| c.is_ascii_alphabetic());
            return (is_ordinal && self.before(i) == "the").then_some((TimeWord::DayOfMonth(day), 1));
        }
        let month = month_number(word)?;
        let the = usize::from(next == "the");
        let day = day_of_month(self.word(i + 1 + the))?;
        let (year, length) = self.year(i + 2 + the);
        Some((TimeWord::Date { year, month, day }, 2 + the + length))
    }

    fn year(&self, i: usize) -> (Option<i32>, usize) {
        let year = self.word(i).parse().ok().filter(|year| (2000..2100).contains(year));
        (year, usize::from(year.is_some()))
    }

    fn iso_date(&self, i: usize) -> Found {
        let (first, last) = (self.outline.words.get(i)?, self.outline.words.get(i + 2)?);
        let date = self.text.get(first.start..last.end)?;
        let is_shaped = date.len() == 10 && date.bytes().enumerate().all(|(at, b)| (b == b'-') == (at == 4 || at == 7));
        let (year, month, day) = (self.word(i), self.word(i + 1), self.word(i + 2));
        let word =
            TimeWord::Date { year: Some(year.parse().ok()?), month: month.parse().ok()?, day: day.parse().ok()? };
        is_shaped.then_some((word, 3))
    }

    /// "today", "day after tomorrow", "Friday", "next Monday", "tonight".
    fn day(&self, i: usize) -> Found {
        let word = self.word(i);
        if word == "day" && self.word(i + 1) == "after" && is_tomorrow(self.word(i + 2)) {
            return Some((TimeWord::InDays(2), 3));
        }
        if self.is_past_or_topic(i) {
            return None;
        }
        match word {
            "today" => return Some((TimeWord::InDays(0), 1)),
            "this" if part_of_day(self.word(i + 1)).is_some() => {
                return Some((TimeWord::InDays(0), 1));
            }
            "tonight" | "tonite" => return Some((TimeWord::Part(Part::Night), 1)),
            _ if is_tomorrow(word) => return Some((TimeWord::InDays(1), 1)),
            _ => {}
        }
        let (weekday, is_short) = weekday(word)?;
        let before = self.before(i);
        let is_meant = !is_short
            || matches!(before, "on" | "by" | "this" | "next" | "before" | "until" | "till")
            || part_of_day(self.word(i + 1)).is_some()
            || self.word(i + 1) == "at";
        let found = match before {
            "next" => TimeWord::WeekdayNextWeek(weekday),
            "before" => TimeWord::BeforeWeekday(weekday),
            _ => TimeWord::Weekday(weekday),
        };
        is_meant.then_some((found, 1))
    }

    /// "10am", "10:30 am", "17:00", "5 p.m.", "by 5", "noon".
    fn clock(&self, i: usize) -> Found {
        let word = self.word(i);
        match word {
            "noon" | "midday" => {
                return Some((TimeWord::Clock { hour: 12, minute: 0, is_open: false }, 1));
            }
            "midnight" => return Some((TimeWord::Part(Part::Day), 1)),
            _ => {}
        }
        let digits_end = word.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(word.len());
        let (digits, glued) = word.split_at(digits_end);
        let (hour, minute) =
            digits.split_once([':', '.']).map_or((digits, None), |(hour, minute)| (hour, Some(minute)));
        let is_padded = hour.len() == 2 && hour.starts_with('0');
        let is_short = hour.len() <= 2 && minute.is_none_or(|minute| minute.len() == 2);
        let (hour, minute_number) = (hour.parse::<u32>().ok()?, minute.map_or(Some(0), |m| m.parse().ok())?);
        if !is_short || hour > 23 || minute_number > 59 {
            return None;
        }
        let (half, length) = self.half_of_day(i + 1, glued);
        if let Some(is_afternoon) = half {
            let hour = if hour > 12 { hour } else { hour % 12 + if is_afternoon { 12 } else { 0 } };
            return Some((TimeWord::Clock { hour, minute: minute_number, is_open: false }, 1 + length));
        }
        let is_clock = glued.is_empty() && (digits.contains(':') || (minute.is_none() && self.is_bare_hour(i)));
        let is_open = hour <= 12 && !is_padded && hour > 0;
        is_clock.then_some((TimeWord::Clock { hour, minute: minute_number, is_open }, 1))
    }

    /// Whether "am" or "pm" is part of the word or follows it: is it the afternoon, and how many words it takes.
    fn half_of_day(&self, next: usize, glued: &str) -> (Option<bool>, usize) {
        match glued {
            "am" => return (Some(false), 0),
            "pm" => return (Some(true), 0),
            "" => {}
            _ => return (None, 0),
        }
        match (self.word(next), self.word(next + 1)) {
            ("am", _) => (Some(false), 1),
            ("pm", _) => (Some(true), 1),
            ("a", "m") => (Some(false), 2),
            ("p", "m") => (Some(true), 2),
            _ => (None, 0),
        }
    }

    /// Whether a number is an hour by what stands around it: "by 5", "at 10 tomorrow", "5 o'clock".
    fn is_bare_hour(&self, i: usize) -> bool {
        let next = self.word(i + 1);
        if next == "o'clock" || next == "oclock" {
            return true;
        }
        let ends = i + 1 >= self.outline.words.len() || !self.outline.same_clause(i, i + 1);
        let goes_on = matches!(next, "today" | "tonight" | "on" | "this" | "in" | "sharp" | "and" | "at" | "or")
            || is_tomorrow(next)
            || weekday(next).is_some();
        matches!(self.before(i), "at" | "by" | "before" | "around" | "until" | "till") && (ends || goes_on)
    }

    /// "morning" after a day, "this", "the" or a clock time.
    fn part(&self, i: usize) -> Found {
        let part = part_of_day(self.word(i))?;
        let before = self.before(i);
        let is_meant = matches!(before, "the" | "this" | "by" | "at" | "today" | "tonight")
            || is_tomorrow(before)
            || weekday(before).is_some();
        is_meant.then_some((TimeWord::Part(part), 1))
    }

    /// Whether what starts here is in the past or only what something is about: "last Friday", "the plan for Monday".
    fn is_past_or_topic(&self, i: usize) -> bool {
        let back = usize::from(matches!(self.before(i), "the" | "this" | "next" | "your" | "our" | "a"));
        let before = i.checked_sub(back).map_or("", |i| self.before(i));
        matches!(before, "last" | "since" | "from" | "past" | "every" | "for" | "of" | "previous")
    }
}

/// Twice a number, so that half an hour is whole.
#[derive(Clone, Copy)]
struct Halves(u64);

struct AfterQuantity<'a> {
    /// The word after the number.
    unit: usize,
    /// The unit, if it is part of the number's word ("24h").
    glued_unit: Option<&'a str>,
    is_article: bool,
}

fn length_of(Halves(halves): Halves, unit: &str, is_working: bool) -> Option<TimeWord> {
    if halves > 2 * LONGEST {
        return None;
    }
    let seconds = |unit: u64| i64::try_from(halves * unit / 2).ok().map(TimeWord::Seconds);
    let days = halves.div_ceil(2);
    match unit {
        "second" | "seconds" | "sec" | "secs" => seconds(1),
        "minute" | "minutes" | "min" | "mins" => seconds(60),
        "hour" | "hours" | "hr" | "hrs" | "h" => seconds(3_600),
        "day" | "days" if is_working => Some(TimeWord::InWorkingDays(days)),
        "day" | "days" | "d" => Some(TimeWord::InDays(days)),
        "week" | "weeks" | "wk" | "wks" => Some(TimeWord::InDays((halves * 7).div_ceil(2))),
        "month" | "months" => u32::try_from(days).ok().map(TimeWord::InMonths),
        _ => None,
    }
}

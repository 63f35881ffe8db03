//! The stamp that a line of a WhatsApp chat begins with: `[16/03/2022, 15:10:17] ` (iOS) or `12/29/25, 10:30 PM - `
//! (Android), in the habits of many countries. Which number of the date is the day is decided over the whole file.

use chrono::NaiveDate;

use crate::domain::normalize::date::{Ambiguous, DateOrder};

/// Dates that speak for one order must be this many times those for the other, which then are faults.
const CLEAR_MAJORITY: u64 = 20;

/// The stamp of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp<'t> {
    /// Whether it stands in brackets, as on iOS.
    pub is_bracketed: bool,
    /// The numbers of the date with how many digits each has.
    date: [(u32, usize); 3],
    separator: char,
    /// Seconds since midnight.
    second_of_day: u32,
    /// The stamp as it is written, without brackets.
    pub raw: &'t str,
    /// What follows it.
    pub rest: &'t str,
}

/// Marks of direction and the like, which are not seen.
pub const fn is_mark(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Where a line is being read.
#[derive(Clone, Copy)]
struct Cursor<'t> {
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    /// Leaves out blanks of all kinds and marks.
    fn blanks(&mut self) -> &mut Self {
        self.rest = self.rest.trim_start_matches(|c: char| c.is_whitespace() || is_mark(c));
        self
    }

    fn one_of(&mut self, wanted: &[char]) -> Option<char> {
        let c = self.rest.chars().next().filter(|c| wanted.contains(c))?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    /// A number of at most four digits of any script, with how many there are.
    fn number(&mut self) -> Option<(u32, usize)> {
        let (mut value, mut count) = (0, 0);
        while let Some(c) = self.rest.chars().next()
            && let Some(digit) = digit(c)
        {
            value = value * 10 + digit;
            count += 1;
            if count > 4 {
                return None;
            }
            self.rest = &self.rest[c.len_utf8()..];
        }
        (count > 0).then_some((value, count))
    }

    /// A word such as `PM`, `p. m.` or `下午`; empty when there is none.
    fn word(&mut self) -> String {
        let end = self.rest.find(|c: char| !(c.is_alphabetic() || is_letter_mark(c) || is_blank_or_dot(c)));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        let letters: String = word.chars().filter(|c| !is_blank_or_dot(*c)).flat_map(char::to_lowercase).collect();
        if !letters.is_empty() {
            self.rest = rest;
        }
        letters
    }
}

fn is_blank_or_dot(c: char) -> bool {
    c == '.' || c.is_whitespace() || is_mark(c)
}

/// Vowel signs and the like that belong to a word though they are no letters of their own, and Hebrew's quote.
const fn is_letter_mark(c: char) -> bool {
    matches!(c, '\u{5f3}' | '\u{5f4}' | '\u{900}'..='\u{963}' | '\u{e30}'..='\u{e4e}')
}

/// The value of a digit, also of those of Arabic, Persian and Hindi.
fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        _ => return None,
    };
    Some(c as u32 - zero as u32)
}

/// The half of the day that a word means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    First,
    Second,
    /// A word that only joins date and time.
    Neither,
}

fn half(word: &str) -> Option<Half> {
    Some(match word {
        "am"
        | "vorm"
        | "fm"
        | "ap"
        | "öö"
        | "πμ"
        | "sa"
        | "pg"
        | "de"
        | "pd"
        | "ص"
        | "قظ"
        | "पूर्वाह्न"
        | "ก่อนเที่ยง"
        | "오전"
        | "午前"
        | "上午"
        | "凌晨"
        | "清晨"
        | "早上"
        | "לפנה״צ" => Half::First,
        "pm"
        | "nachm"
        | "em"
        | "ip"
        | "ös"
        | "μμ"
        | "ch"
        | "ptg"
        | "du"
        | "md"
        | "م"
        | "بظ"
        | "अपराह्न"
        | "หลังเที่ยง"
        | "오후"
        | "午後"
        | "下午"
        | "中午"
        | "傍晚"
        | "晚上"
        | "אחה״צ" => Half::Second,
        "" | "at" | "à" | "um" | "kl" | "klo" | "às" | "alle" | "las" | "lúc" => Half::Neither,
        _ => return None,
    })
}

/// Reads the stamp that a line begins with.
pub fn read(line: &str) -> Option<Stamp<'_>> {
    let mut cursor = Cursor { rest: line };
    let is_bracketed = cursor.blanks().one_of(&['[']).is_some();
    let start = cursor.blanks().rest;
    let first = cursor.number()?;
    let separator = cursor.blanks().one_of(&['/', '.', '-'])?;
    let second = cursor.blanks().number()?;
    cursor.blanks().one_of(&[separator])?;
    let third = cursor.blanks().number()?;
    cursor.one_of(&['.']);
    cursor.blanks().one_of(&[',', '،']);
    let before = half(&cursor.word())?;
    let hour = cursor.blanks().number()?.0;
    cursor.one_of(&[':', '.'])?;
    let minute = cursor.number()?.0;
    let mut has_seconds = false;
    let mut second_of_minute = 0;
    if cursor.one_of(&[':', '.']).is_some() {
        match cursor.number() {
            Some((seconds, 2)) => (second_of_minute, has_seconds) = (seconds, true),
            // The colon of `15:10: Name`.
            _ => return None,
        }
    }
    let after = half(&cursor.word())?;
    let raw = start[..start.len() - cursor.rest.len()].trim_end();
    if is_bracketed {
        cursor.blanks().one_of(&[']'])?;
    } else {
        cursor.blanks();
        let is_dash = cursor.one_of(&['-', '–']).is_some();
        if !(is_dash || has_seconds && cursor.one_of(&[':']).is_some()) {
            return None;
        }
        // `10:30 - Name`; a lone dash ends the stamp of an empty message.
        if !(cursor.rest.is_empty() || cursor.rest.starts_with(|c: char| c.is_whitespace() || is_mark(c))) {
            return None;
        }
    }
    let halves = if before == Half::Neither { after } else { before };
    let second_of_day = second_of_day(hour, minute, second_of_minute, halves)?;
    let rest = cursor.rest.trim_start_matches(|c: char| c.is_whitespace());
    Some(Stamp { is_bracketed, date: [first, second, third], separator, second_of_day, raw, rest })
}

fn second_of_day(hour: u32, minute: u32, second: u32, half: Half) -> Option<u32> {
    let hour = match half {
        Half::Neither => hour,
        // `0:30 PM` is met as well as `12:30 PM`, and so is `15:30 PM`.
        Half::First => hour % 12,
        Half::Second => hour % 12 + 12,
    };
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

impl Stamp<'_> {
    /// Whether the date begins with its year beyond doubt.
    const fn is_year_first(&self) -> bool {
        self.date[0].1 > 2 || self.date[0].0 > 31
    }

    /// The date as year, month, day in this order, if there is such a day.
    fn date(&self, order: DateOrder) -> Option<NaiveDate> {
        let [a, b, c] = self.date.map(|(number, _)| number);
        let (year, month, day) = match order {
            _ if self.is_year_first() => (a, b, c),
            DateOrder::Ymd => (a, b, c),
            DateOrder::Dmy => (c, b, a),
            DateOrder::Mdy => (c, a, b),
        };
        // WhatsApp is younger than this century.
        let year = if year < 100 { year + 2000 } else { year };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }

    /// The time on the wall in ISO form; `None` when there is no such day.
    pub fn iso(&self, order: DateOrder) -> Option<String> {
        let (hour, minute, second) = (self.second_of_day / 3600, self.second_of_day / 60 % 60, self.second_of_day % 60);
        Some(format!("{}T{hour:02}:{minute:02}:{second:02}", self.date(order)?))
    }
}

/// What the stamps of one file tell about the order of their dates.
#[derive(Debug, Default)]
pub struct DateEvidence {
    day_first: u64,
    month_first: u64,
    year_first: u64,
    day_example: String,
    month_example: String,
    open_example: String,
    /// Dates that may be of a two-digit year first: `22-01-15`.
    can_be_year_first: bool,
    backwards: [Backwards; 3],
}

/// How often dates go back by more than a day when they are read in one order.
#[derive(Debug, Default, Clone, Copy)]
struct Backwards {
    last: Option<NaiveDate>,
    count: u64,
}

const ORDERS: [DateOrder; 3] = [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd];

impl DateEvidence {
    /// Takes note of one stamp.
    pub fn observe(&mut self, stamp: &Stamp<'_>) {
        if stamp.is_year_first() {
            self.year_first += 1;
            return;
        }
        let example = |place: &mut String| {
            if place.is_empty() {
                stamp.raw.clone_into(place);
            }
        };
        match (stamp.date[0].0, stamp.date[1].0) {
            (13..=31, 1..=12) => {
                self.day_first += 1;
                example(&mut self.day_example);
            }
            (1..=12, 13..=31) => {
                self.month_first += 1;
                example(&mut self.month_example);
            }
            (1..=12, 1..=12) if stamp.date[0].0 != stamp.date[1].0 => example(&mut self.open_example),
            _ => {}
        }
        self.can_be_year_first |= stamp.separator == '-' && stamp.date[2].1 <= 2;
        for (order, backwards) in ORDERS.iter().zip(&mut self.backwards) {
            let date = stamp.date(*order);
            if let (Some(last), Some(date)) = (backwards.last, date) {
                backwards.count += u64::from((last - date).num_days() > 1);
            }
            // A day that there is not speaks against an order as well.
            backwards.count += u64::from(date.is_none());
            backwards.last = date.or(backwards.last);
        }
    }

    /// The order: stated, else shown by a number over 12, else the one in which the stamps do not go backwards.
    pub fn decide(self, stated: Option<DateOrder>) -> Result<DateOrder, Ambiguous> {
        let [dmy, mdy, ymd] = self.backwards.map(|backwards| backwards.count);
        if let Some(order) = stated {
            return Ok(order);
        }
        if self.can_be_year_first && (self.year_first > 0 || ymd == 0 && dmy > 0 && mdy > 0) {
            return Ok(DateOrder::Ymd);
        }
        if self.day_first >= self.month_first.saturating_mul(CLEAR_MAJORITY).max(1) {
            Ok(DateOrder::Dmy)
        } else if self.month_first >= self.day_first.saturating_mul(CLEAR_MAJORITY).max(1) {
            Ok(DateOrder::Mdy)
        } else if self.day_first > 0 {
            Err(Ambiguous::Contradictory(self.day_example, self.month_example))
        } else if self.open_example.is_empty() || mdy >= dmy.saturating_mul(CLEAR_MAJORITY).max(1) {
            Ok(DateOrder::Dmy)
        } else if dmy >= mdy.saturating_mul(CLEAR_MAJORITY).max(1) {
            Ok(DateOrder::Mdy)
        } else {
            Err(Ambiguous::Undecided(self.open_example))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn iso(line: &str, order: DateOrder) -> Option<(String, &str)> {
        let stamp = read(line)?;
        Some((stamp.iso(order).unwrap_or_default(), stamp.rest))
    }

    #[test]
    fn stamps_of_many_countries_are_read() {
        for (line, order, time) in [
            ("[16/03/2022, 15:10:17] Ana: hi", DateOrder::Dmy, "2022-03-16T15:10:17"),
            ("\u{200e}[16/03/22, 15:10:17] Ana: hi", DateOrder::Dmy, "2022-03-16T15:10:17"),
            ("[2022-03-16 15:10:17] Ana: hi", DateOrder::Dmy, "2022-03-16T15:10:17"),
            ("[2022/3/16 下午3:10:17] Ana: hi", DateOrder::Mdy, "2022-03-16T15:10:17"),
            ("[3/16/22, 3:10:17\u{202f}PM] Ana: hi", DateOrder::Mdy, "2022-03-16T15:10:17"),
            ("[16.03.22, 15:10:17] Ana: hi", DateOrder::Dmy, "2022-03-16T15:10:17"),
            ("12/29/25, 10:30\u{202f}PM - Ana: hi", DateOrder::Mdy, "2025-12-29T22:30:00"),
            ("12/29/25, 12:30 AM - Ana: hi", DateOrder::Mdy, "2025-12-29T00:30:00"),
            ("23/06/2018, 01:55 p.m. - Ana: hi", DateOrder::Dmy, "2018-06-23T13:55:00"),
            ("23/06/2018, 1:55 p. m. - Ana: hi", DateOrder::Dmy, "2018-06-23T13:55:00"),
            ("15.04.2016, 15:04 - Ana: hi", DateOrder::Dmy, "2016-04-15T15:04:00"),
            ("15-04-16 15.04 - Ana: hi", DateOrder::Dmy, "2016-04-15T15:04:00"),
            ("2016. 4. 15. 오후 3:04 - Ana: hi", DateOrder::Dmy, "2016-04-15T15:04:00"),
            ("16-04-15 15:04 - Ana: hi", DateOrder::Ymd, "2016-04-15T15:04:00"),
            ("15/04/2016 3:04 CH - Ana: hi", DateOrder::Dmy, "2016-04-15T15:04:00"),
            ("15/04/2016 à 15:04 - Ana: hi", DateOrder::Dmy, "2016-04-15T15:04:00"),
            ("١٥/٠٤/٢٠١٦، ٣:٠٤ م - Ana: hi", DateOrder::Dmy, "2016-04-15T15:04:00"),
            ("15/04/2016, 15:04:05: Ana: hi", DateOrder::Dmy, "2016-04-15T15:04:05"),
        ] {
            assert_eq!(iso(line, order), Some((time.to_owned(), "Ana: hi")), "{line}");
        }
    }

    #[test]
    fn other_lines_have_no_stamp() {
        for line in [
            "",
            "hello",
            "12/29/25 is the day",
            "12/29/25, 10:30 was fine",
            "at 10:30 - see you",
            "1.2.3 - 4",
            "[12/29/25]",
            "12/29/25, 25:30 - Ana: hi",
            "12/29/25, 10:30 -Ana: hi",
            "12/29/25, 10:30: Ana: hi",
            "99999/1/1, 10:30 - Ana: hi",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    fn decided(dates: &[&str]) -> Result<DateOrder, Ambiguous> {
        let mut evidence = DateEvidence::default();
        for date in dates {
            let line = format!("{date}, 10:30 - Ana: hi");
            evidence.observe(&read(&line).unwrap_or_else(|| panic!("{line}")));
        }
        evidence.decide(None)
    }

    #[test]
    fn a_number_over_12_decides_and_else_the_order_in_which_stamps_do_not_go_back() {
        assert_eq!(decided(&["03/04/22", "13/04/22"]), Ok(DateOrder::Dmy));
        assert_eq!(decided(&["03/04/22", "04/13/22"]), Ok(DateOrder::Mdy));
        assert_eq!(decided(&["01/02/22", "05/02/22", "02/03/22"]), Ok(DateOrder::Dmy));
        assert_eq!(decided(&["01/02/22", "01/05/22", "02/03/22"]), Ok(DateOrder::Mdy));
        assert_eq!(decided(&["03/03/22"]), Ok(DateOrder::Dmy));
        assert_eq!(decided(&["22-01-15", "22-02-10", "22-03-05"]), Ok(DateOrder::Ymd));
        assert_eq!(decided(&["15-01-22", "10-02-22", "05-03-22"]), Ok(DateOrder::Dmy));
        assert_eq!(decided(&["03/04/22"]), Err(Ambiguous::Undecided("03/04/22, 10:30".into())));
        assert!(matches!(decided(&["13/04/22", "04/13/22"]), Err(Ambiguous::Contradictory(..))));
    }

    proptest! {
        #[test]
        fn no_line_is_a_panic(line in "\\PC{0,40}", near in "[0-9/.:, \\[\\]APM\u{202f}-]{0,30}") {
            for text in [line, near] {
                if let Some(stamp) = read(&text) {
                    let mut evidence = DateEvidence::default();
                    evidence.observe(&stamp);
                    drop(evidence.decide(None).map(|order| stamp.iso(order)));
                }
            }
        }
    }
}

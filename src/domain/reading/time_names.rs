//! The names of numbers, days, months and parts of a day.

use chrono::Weekday;

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Until noon.
    Morning,
    /// Until six.
    Afternoon,
    /// Until nine.
    Evening,
    /// Until midnight.
    Night,
    /// Until offices close.
    Business,
    /// Until midnight, of the day itself ("end of day").
    Day,
}

/// A whole number in digits or words, and what is glued to its digits.
pub fn number(word: &str) -> Option<(u64, &str)> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if let Some(index) = WORDS.iter().position(|name| *name == word) {
        return Some((index as u64 + 1, ""));
    }
    match word {
        "few" => return Some((3, "")),
        "couple" => return Some((2, "")),
        _ => {}
    }
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    // More digits than this are beyond the longest length anyway.
    let number = word[..end].parse().ok().filter(|_| end <= 6)?;
    Some((number, &word[end..]))
}

/// Whether the word is "tomorrow", also as people misspell it.
pub fn is_tomorrow(word: &str) -> bool {
    matches!(word, "tomorrow" | "tomorow" | "tommorow" | "tommorrow" | "tmrw" | "tmr" | "tmw" | "2moro" | "tomoz")
}

/// A weekday, and whether its name is a short one that may be another word.
pub fn weekday(word: &str) -> Option<(Weekday, bool)> {
    let found = match word {
        "monday" => (Weekday::Mon, false),
        "tuesday" => (Weekday::Tue, false),
        "wednesday" => (Weekday::Wed, false),
        "thursday" => (Weekday::Thu, false),
        "friday" => (Weekday::Fri, false),
        "saturday" => (Weekday::Sat, false),
        "sunday" => (Weekday::Sun, false),
        "mon" => (Weekday::Mon, true),
        "tue" | "tues" => (Weekday::Tue, true),
        "wed" => (Weekday::Wed, true),
        "thu" | "thur" | "thurs" => (Weekday::Thu, true),
        "fri" => (Weekday::Fri, true),
        "sat" => (Weekday::Sat, true),
        "sun" => (Weekday::Sun, true),
        _ => return None,
    };
    Some(found)
}

/// 1 to 12.
pub fn month_number(word: &str) -> Option<u32> {
    let number = match word {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sep" | "sept" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    };
    Some(number)
}

/// 1 to 31, with or without its ending: "5", "5th".
pub fn day_of_month(word: &str) -> Option<u32> {
    let digits = word.strip_suffix("st").or_else(|| word.strip_suffix("nd")).or_else(|| word.strip_suffix("rd"));
    let digits = digits.or_else(|| word.strip_suffix("th")).unwrap_or(word);
    let day = digits.parse().ok().filter(|_| digits.len() <= 2)?;
    (1..=31).contains(&day).then_some(day)
}

/// The part of the day of this name.
pub fn part_of_day(word: &str) -> Option<Part> {
    match word {
        "morning" => Some(Part::Morning),
        "afternoon" => Some(Part::Afternoon),
        "evening" => Some(Part::Evening),
        "night" => Some(Part::Night),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read() {
        assert_eq!(number("twelve"), Some((12, "")));
        assert_eq!(number("24hrs"), Some((24, "hrs")));
        assert_eq!(number("1234567"), None);
        assert_eq!(number("soon"), None);
        assert_eq!(day_of_month("22nd"), Some(22));
        assert_eq!(day_of_month("32"), None);
        assert_eq!(weekday("sat"), Some((Weekday::Sat, true)));
        assert_eq!(month_number("sept"), Some(9));
    }
}

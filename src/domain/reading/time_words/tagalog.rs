//! Tagalog words for times: "bukas ng umaga", "mamaya", "sa Lunes", "alas-3 ng hapon", "2 oras".

use chrono::Weekday;

use super::{Found, Halves, TimeWord, Words, length_of};
use crate::domain::reading::time_names::{Part, day_of_month, number, part_of_day};

/// What the words from `i` on name, and how many they are.
pub(super) fn time_word(words: &Words, i: usize) -> Found {
    clock(words, i)
        .or_else(|| length(words, i))
        .or_else(|| period(words, i))
        .or_else(|| date(words, i))
        .or_else(|| day(words, i))
        .or_else(|| part(words, i))
}

/// "2 oras", "dalawang araw", "30 mins lang".
fn length(words: &Words, i: usize) -> Found {
    let (word, before) = (words.word(i), words.before(i));
    if (word, words.word(i + 1)) == ("kalahating", "oras") {
        return Some((TimeWord::Seconds(1_800), 2));
    }
    let (mut count, glued) = tagalog_number(word).map(|count| (count, "")).or_else(|| number(word))?;
    let mut at = i + 1;
    let joined = usize::from(matches!(words.word(at), "to" | "or" | "hanggang" | "o"));
    let larger =
        number(words.word(at + joined)).map(|(count, _)| count).or_else(|| tagalog_number(words.word(at + joined)));
    if let Some(larger) = larger.filter(|larger| glued.is_empty() && *larger > count) {
        count = larger;
        at += joined + 1;
    }
    at += usize::from(glued.is_empty() && matches!(words.word(at), "na" | "pang"));
    let is_working = matches!(words.word(at), "working" | "business");
    at += usize::from(is_working);
    let unit = if glued.is_empty() { words.word(at) } else { glued };
    let after = if glued.is_empty() { words.word(at + 1) } else { words.word(at) };
    let end = if glued.is_empty() { at + 1 } else { at };
    // English units without "in" are times only as Tagalog uses them.
    let is_loose = matches!(before, "mga" | "ng" | "nang" | "after" | "loob" | "hanggang" | "max" | "next")
        || matches!(after, "po" | "lang" | "lng" | "max" | "from" | "sir" | "maam" | "ma'am" | "mula");
    let unit = match unit {
        "oras" | "oras'" => "hour",
        "minuto" | "minutong" => "minute",
        "araw" => "day",
        "linggo" => "week",
        "buwan" => "month",
        _ if is_loose => unit,
        _ => return None,
    };
    // "Isang minuto" is soon, and "sa isang araw" is no day long.
    let is_now = count == 1 && (unit == "minute" || (unit == "day" && before == "sa"));
    if is_now || matches!(before, "bukas" | "bago" | "nakaraang" | "kada" | "every") {
        return None;
    }
    Some((length_of(Halves(count * 2), unit, is_working)?, end - i))
}

fn tagalog_number(word: &str) -> Option<u64> {
    let found = match word {
        "isa" | "isang" => 1,
        "dalawa" | "dalawang" => 2,
        "tatlo" | "tatlong" | "ilang" => 3,
        "apat" => 4,
        "lima" | "limang" => 5,
        "anim" => 6,
        "pito" | "pitong" => 7,
        "walo" | "walong" => 8,
        "siyam" => 9,
        "sampu" | "sampung" => 10,
        "kinse" => 15,
        "bente" => 20,
        "trenta" => 30,
        _ => return None,
    };
    Some(found)
}

/// "ngayong linggo", "sa susunod na linggo", "katapusan ng buwan".
fn period(words: &Words, i: usize) -> Found {
    let (word, next, third) = (words.word(i), words.word(i + 1), words.word(i + 2));
    match (word, next, third) {
        ("ngayong" | "itong" | "this", "linggo", _) => Some((TimeWord::EndOfWeek(0), 2)),
        ("ngayong" | "itong", "buwan", _) => Some((TimeWord::EndOfMonth(0), 2)),
        ("ngayong" | "itong", "weekend", _) => Some((TimeWord::Weekend(0), 2)),
        ("susunod", "na", "linggo") | ("sunod", "na", "linggo") => Some((TimeWord::EndOfWeek(1), 3)),
        ("susunod" | "sunod", "na", "buwan") => Some((TimeWord::EndOfMonth(1), 3)),
        ("susunod" | "sunod", "na", "araw") => Some((TimeWord::InDays(1), 3)),
        ("susunod" | "sunod", "na", day) => Some((TimeWord::WeekdayNextWeek(weekday(day)?), 3)),
        ("loob", "ng", "linggo") => Some((TimeWord::EndOfWeek(0), 3)),
        ("loob", "ng", "araw") => Some((TimeWord::InDays(0), 3)),
        ("katapusan", "ng", "linggo") => Some((TimeWord::EndOfWeek(0), 3)),
        ("katapusan" | "katapusang", _, _) => Some((TimeWord::EndOfMonth(0), 1)),
        ("isang" | "makalawang", "araw", _) if words.before(i) == "sa" => Some((TimeWord::InDays(2), 2)),
        _ => None,
    }
}

/// "ika-5 ng Marso", "Marso 5", "sa a-15", "sa 25", "9/25".
fn date(words: &Words, i: usize) -> Found {
    let (word, next) = (words.word(i), words.word(i + 1));
    if let Some(month) = month_number(word) {
        return Some((TimeWord::Date { year: None, month, day: day_of_month(next)? }, 2));
    }
    let day = day_of_month(word)?;
    if let (Some(second), true) = (day_of_month(next), words.is_slashed(i)) {
        return Some((TimeWord::Date { year: None, month: Some(day).filter(|month| *month <= 12)?, day: second }, 2));
    }
    if next == "ng"
        && let Some(month) = month_number(words.word(i + 2))
    {
        return Some((TimeWord::Date { year: None, month, day }, 3));
    }
    let is_day = matches!(words.before(i), "ika" | "a") && words.byte_before(i) == Some(b'-');
    is_day.then_some((TimeWord::DayOfMonth(day), 1))
}

fn month_number(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "enero",
        "pebrero",
        "marso",
        "abril",
        "mayo",
        "hunyo",
        "hulyo",
        "agosto",
        "setyembre",
        "oktubre",
        "nobyembre",
        "disyembre",
    ];
    MONTHS.iter().position(|month| *month == word).map(|index| index as u32 + 1)
}

/// "bukas", "mamaya", "ngayon", "sa Lunes", "makalawa".
fn day(words: &Words, i: usize) -> Found {
    let (word, before) = (words.word(i), words.before(i));
    let found = match word {
        "bukas" | "bkas" | "bukás" | "kinabukasan" => TimeWord::InDays(1),
        // "Mamaya-maya" is soon.
        "mamaya" | "mmya" | "mamya" | "maya" if words.word(i + 1) != "maya" && before != "maya" && word != "maya" => {
            TimeWord::InDays(0)
        }
        "mamayang" | "ngayong" | "ngayon" | "ngaun" | "ngyn" => TimeWord::InDays(0),
        "makalawa" => TimeWord::InDays(2),
        _ => {
            let weekday = weekday(word).filter(|_| word != "linggo" || before == "sa" || before == "ngayong")?;
            match before {
                "bago" | "mag" if words.before(i.wrapping_sub(1)) == "bago" || before == "bago" => {
                    TimeWord::BeforeWeekday(weekday)
                }
                "noong" | "nung" | "nakaraang" | "last" | "tuwing" | "every" => return None,
                _ => TimeWord::Weekday(weekday),
            }
        }
    };
    let is_topic = matches!(before, "hanggang" | "para" | "tuwing");
    let takes_day = word == "ngayong" && words.word(i + 1) == "araw";
    (!is_topic).then_some((found, 1 + usize::from(takes_day)))
}

fn weekday(word: &str) -> Option<Weekday> {
    let found = match word {
        "lunes" => Weekday::Mon,
        "martes" => Weekday::Tue,
        "miyerkules" | "myerkules" | "miyerkoles" | "merkules" => Weekday::Wed,
        "huwebes" | "hwebes" | "webes" => Weekday::Thu,
        "biyernes" | "byernes" | "bernes" => Weekday::Fri,
        "sabado" => Weekday::Sat,
        "linggo" => Weekday::Sun,
        _ => return None,
    };
    Some(found)
}

/// "alas-3 ng hapon", "ala-una", "alas dos", "10 ng umaga".
fn clock(words: &Words, i: usize) -> Found {
    let is_led = matches!(words.word(i), "alas" | "ala");
    let at = i + usize::from(is_led);
    let (digits, minute) = words.word(at).split_once(':').unwrap_or((words.word(at), "0"));
    let hour = digits.parse().ok().or_else(|| is_led.then(|| spanish_number(digits)).flatten())?;
    let minute = minute.parse().ok().filter(|minute| *minute < 60)?;
    let part = if matches!(words.word(at + 1), "ng" | "nang" | "sa") { words.word(at + 2) } else { "" };
    let (hour, is_open) = match part {
        "umaga" => (hour % 12, false),
        "hapon" | "gabi" if hour < 12 => (hour + 12, false),
        "hapon" | "gabi" => (hour, false),
        "tanghali" => (if hour < 10 { hour + 12 } else { hour }, false),
        _ if is_led => (hour, hour <= 12),
        _ => return None,
    };
    let length = at + 1 - i + if is_open || part.is_empty() { 0 } else { 2 };
    (hour < 24).then_some((TimeWord::Clock { hour, minute, is_open }, length))
}

fn spanish_number(word: &str) -> Option<u32> {
    const NUMBERS: [&str; 12] =
        ["una", "dos", "tres", "kwatro", "singko", "sais", "syete", "otso", "nuwebe", "diyes", "onse", "dose"];
    let usual = NUMBERS.iter().position(|number| *number == word).map(|index| index as u32 + 1);
    usual.or_else(|| {
        Some(match word {
            "kuwatro" | "cuatro" => 4,
            "cinco" => 5,
            "seis" => 6,
            "siete" | "syeti" => 7,
            "ocho" => 8,
            "nueve" | "nwebe" => 9,
            "dyes" | "diez" => 10,
            _ => return None,
        })
    })
}

/// "umaga", "hapon", "gabi" where a day or "ng" leads to it.
fn part(words: &Words, i: usize) -> Found {
    let part = match words.word(i) {
        "umaga" | "tanghali" => Part::Morning,
        "hapon" => Part::Afternoon,
        "gabi" => Part::Night,
        word => {
            return part_of_day(word)
                .filter(|_| matches!(words.before(i), "bukas" | "mamaya"))
                .map(|part| (TimeWord::Part(part), 1));
        }
    };
    let is_meant =
        matches!(words.before(i), "ng" | "nang" | "mamayang" | "ngayong" | "bukas" | "sa" | "this" | "bukang");
    is_meant.then_some((TimeWord::Part(part), 1))
}

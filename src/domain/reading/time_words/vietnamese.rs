//! Vietnamese words for times, with and without marks: "sáng mai", "thứ 2 tuần sau", "15h", "30p nữa", "25/9".

use chrono::Weekday;

use super::{Found, Halves, TimeWord, Words, length_of};
use crate::domain::reading::time_names::{Part, day_of_month, number};

/// What the words from `i` on name, and how many they are.
pub(super) fn time_word(words: &Words, i: usize) -> Found {
    if matches!(words.before(i), "hôm" | "hom") && matches!(words.word(i), "qua" | "trước" | "kia") {
        return None;
    }
    length(words, i)
        .or_else(|| period(words, i))
        .or_else(|| date(words, i))
        .or_else(|| clock(words, i))
        .or_else(|| day(words, i))
        .or_else(|| part(words, i))
}

/// "30 phút nữa", "trong 2 tiếng", "2-3 ngày", "15p nữa", "nửa tiếng".
fn length(words: &Words, i: usize) -> Found {
    let mut at = i;
    let is_led = matches!(
        words.word(at),
        "trong" | "sau" | "khoảng" | "tầm" | "chờ" | "đợi" | "khoang" | "tam" | "thêm" | "mất"
    );
    at += usize::from(is_led);
    while is_led
        && matches!(
            words.word(at),
            "vòng"
                | "vong"
                | "khoảng"
                | "tầm"
                | "tối"
                | "đa"
                | "chị"
                | "anh"
                | "em"
                | "mình"
                | "bạn"
                | "a"
                | "c"
                | "e"
        )
    {
        at += 1;
    }
    let (mut count, mut glued) = vietnamese_number(words.word(at))
        .map(|halves| (halves, ""))
        .or_else(|| number(words.word(at)).map(|(count, glued)| (count * 2, glued)))?;
    at += 1;
    let joined = usize::from(matches!(words.word(at), "đến" | "den" | "tới" | "hoặc"));
    if glued.is_empty()
        && let Some((larger, unit)) = number(words.word(at + joined)).filter(|(larger, _)| larger * 2 > count)
    {
        (count, glued) = (larger * 2, unit);
        at += joined + 1;
    }
    let unit = if glued.is_empty() { words.word(at) } else { glued };
    at += usize::from(glued.is_empty());
    let is_working = words.word(at) == "làm" || words.word(at) == "lam";
    at += if is_working { 2 } else { 0 };
    let is_later = matches!(words.word(at), "nữa" | "nua" | "sau" | "tới");
    let unit = match unit {
        "phút" | "phut" | "p" | "ph" => "minute",
        "tiếng" | "tieng" => "hour",
        "giờ" | "gio" | "h" | "g" if is_later || is_led => "hour",
        "ngày" | "ngay" => "day",
        "tuần" | "tuan" => "week",
        "tháng" | "thang" if is_later || is_led => "month",
        _ => return None,
    };
    // "Một phút" is soon, and "2 ngày" alone may be how long something lasts.
    let is_soon = count == 2 && unit == "minute";
    let is_meant = is_led || is_later || matches!(unit, "minute" | "hour") || is_working;
    (is_meant && !is_soon).then_some(())?;
    Some((length_of(Halves(count), unit, is_working)?, at + usize::from(is_later) - i))
}

/// Twice the number that the word stands for.
fn vietnamese_number(word: &str) -> Option<u64> {
    let found = match word {
        "nửa" | "nua" => 1,
        "một" | "mot" => 2,
        "hai" => 4,
        "ba" | "vài" | "vai" | "mấy" => 6,
        "bốn" | "bon" => 8,
        "năm" => 10,
        "sáu" => 12,
        "bảy" => 14,
        "tám" => 16,
        "chín" => 18,
        "mười" | "muoi" => 20,
        _ => return None,
    };
    Some(found)
}

/// "tuần sau", "cuối tuần", "trong ngày", "cuối tháng".
fn period(words: &Words, i: usize) -> Found {
    let is_next = |word: &str| matches!(word, "sau" | "tới" | "toi");
    let is_this = |word: &str| matches!(word, "này" | "nay");
    let (word, next, third) = (words.word(i), words.word(i + 1), words.word(i + 2));
    let found = match (word, next) {
        ("cuối" | "cuoi", "tuần" | "tuan") => {
            (TimeWord::Weekend(u64::from(is_next(third))), 2 + usize::from(is_next(third) || is_this(third)))
        }
        ("cuối" | "cuoi", "ngày" | "ngay" | "buổi") => (TimeWord::InDays(0), 2),
        ("cuối" | "cuoi", "tháng" | "thang") => {
            (TimeWord::EndOfMonth(u32::from(is_next(third))), 2 + usize::from(is_next(third) || is_this(third)))
        }
        ("đầu" | "dau", "tuần" | "tuan") if is_next(third) => (TimeWord::WeekdayNextWeek(Weekday::Mon), 3),
        ("đầu" | "dau", "tuần" | "tuan") => (TimeWord::Weekday(Weekday::Mon), 2),
        ("tuần" | "tuan", next) if is_next(next) => (TimeWord::EndOfWeek(1), 2),
        ("tuần" | "tuan", next) if is_this(next) => (TimeWord::EndOfWeek(0), 2),
        ("tháng" | "thang", next) if is_next(next) => (TimeWord::EndOfMonth(1), 2),
        ("tháng" | "thang", next) if is_this(next) => (TimeWord::EndOfMonth(0), 2),
        ("trong", "ngày" | "ngay") if third != "mai" => {
            (TimeWord::InDays(0), 2 + usize::from(is_this(third) || matches!(third, "hôm" | "hom")))
        }
        _ => return None,
    };
    Some(found)
}

/// "ngày 25", "25/9", "ngày 25 tháng 9", "mùng 5".
fn date(words: &Words, i: usize) -> Found {
    let led = matches!(words.before(i), "ngày" | "ngay" | "mùng" | "mồng" | "hôm" | "sáng" | "chiều" | "tối" | "trưa");
    let (word, next) = (words.word(i), words.word(i + 1));
    let day = day_of_month(word).filter(|_| word.len() <= 2)?;
    let year = |at: usize| words.word(at).parse().ok().filter(|year| (2000..2100).contains(year));
    if let Some(month) = next.parse().ok().filter(|month| (1..=12).contains(month) && words.is_slashed(i)) {
        let year = if words.is_slashed(i + 1) { year(i + 2) } else { None };
        return Some((TimeWord::Date { year, month, day }, 2 + usize::from(year.is_some())));
    }
    if matches!(next, "tháng" | "thang")
        && let Some(month) = words.word(i + 2).parse().ok().filter(|month| (1..=12).contains(month))
    {
        return Some((TimeWord::Date { year: None, month, day }, 3));
    }
    let is_day = led && !words.is_slashed(i) && !matches!(next, "giờ" | "gio" | "h" | "phút");
    is_day.then_some((TimeWord::DayOfMonth(day), 1))
}

/// "15h", "15h30", "3 giờ chiều", "lúc 3h chiều", "8 giờ rưỡi tối".
fn clock(words: &Words, i: usize) -> Found {
    let word = words.word(i);
    let digits = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let (hour, rest) = word.split_at(digits);
    let hour: u32 = hour.parse().ok().filter(|hour| *hour < 24)?;
    let mut at = i + 1;
    let mut minutes = match rest.strip_prefix(['h', 'g']) {
        Some(minutes) => minutes,
        None if rest.is_empty() && matches!(words.word(at), "giờ" | "gio" | "h") => {
            at += 1;
            ""
        }
        _ => return None,
    };
    if minutes.is_empty() && (words.word(at) == "rưỡi" || words.word(at) == "ruoi") {
        at += 1;
        minutes = "30";
    } else if minutes.is_empty() && words.word(at).len() == 2 && words.word(at).parse::<u32>().is_ok_and(|n| n < 60) {
        minutes = words.word(at);
        at += 1;
    }
    let minutes = minutes.trim_end_matches(['p', '\'']);
    let minute = if minutes.is_empty() { 0 } else { minutes.parse().ok().filter(|minute| *minute < 60)? };
    let (hour, is_open, length) = match words.word(at) {
        "sáng" | "sang" => (hour % 12, false, 1),
        "chiều" | "chieu" | "tối" | "toi" if hour < 12 => (hour + 12, false, 1),
        "trưa" | "trua" => (if hour < 10 { hour + 12 } else { hour }, false, 1),
        _ => (hour, hour <= 12 && hour > 0, 0),
    };
    Some((TimeWord::Clock { hour, minute, is_open }, at + length - i))
}

/// "mai", "hôm nay", "chiều nay", "ngày kia", "thứ hai", "t2", "chủ nhật", "cn".
fn day(words: &Words, i: usize) -> Found {
    let (word, next, before) = (words.word(i), words.word(i + 1), words.before(i));
    if matches!(before, "hôm" | "hom" | "ngày" | "ngay") && matches!(word, "qua") {
        return None;
    }
    let found = match word {
        "mai"
            if !matches!(
                before,
                "chị" | "chi" | "anh" | "em" | "bạn" | "cô" | "c" | "a" | "hoa" | "khuyến" | "khuyen" | "tên"
            ) =>
        {
            (TimeWord::InDays(1), 1)
        }
        "nay"
            if !matches!(
                before,
                "lâu"
                    | "đến"
                    | "tới"
                    | "xưa"
                    | "trước"
                    | "từ"
                    | "giờ"
                    | "cái"
                    | "lau"
                    | "cai"
                    | "san"
                    | "den"
                    | "gio"
            ) =>
        {
            (TimeWord::InDays(0), 1)
        }
        "hnay" | "hqua" => return (word == "hnay").then_some((TimeWord::InDays(0), 1)),
        "mốt" | "kia" | "mot" if matches!(before, "ngày" | "ngay" | "sáng" | "chiều" | "tối" | "trưa" | "hôm") => {
            (TimeWord::InDays(2), 1)
        }
        _ => {
            let (weekday, length) = weekday(word, next)?;
            let later = words.word(i + length);
            let led = i.checked_sub(1).map_or("", |i| {
                if matches!(words.word(i), "sáng" | "chiều" | "tối" | "trưa") {
                    words.before(i)
                } else {
                    words.word(i)
                }
            });
            match (led, later) {
                ("trước" | "truoc", _) => (TimeWord::BeforeWeekday(weekday), length),
                (_, "tuần" | "tuan") if matches!(words.word(i + length + 1), "sau" | "tới" | "toi") => {
                    (TimeWord::WeekdayNextWeek(weekday), length + 2)
                }
                (_, "tới" | "toi" | "này" | "nay") => (TimeWord::Weekday(weekday), length + 1),
                (_, "rồi" | "trước" | "vừa") => return None,
                _ => (TimeWord::Weekday(weekday), length),
            }
        }
    };
    let is_topic = matches!(before, "từ" | "của" | "cho") && word != "nay";
    (!is_topic).then_some(found)
}

fn weekday(word: &str, next: &str) -> Option<(Weekday, usize)> {
    let number = |name: &str| {
        Some(match name {
            "2" | "hai" => Weekday::Mon,
            "3" | "ba" => Weekday::Tue,
            "4" | "tư" | "tu" => Weekday::Wed,
            "5" | "năm" | "nam" => Weekday::Thu,
            "6" | "sáu" | "sau" => Weekday::Fri,
            "7" | "bảy" | "bay" | "bẩy" => Weekday::Sat,
            _ => return None,
        })
    };
    match word {
        "thứ" | "thu" => number(next).map(|weekday| (weekday, 2)),
        "chủ" | "chu" if matches!(next, "nhật" | "nhat") => Some((Weekday::Sun, 2)),
        "cn" => Some((Weekday::Sun, 1)),
        _ => number(word.strip_prefix('t')?).filter(|_| word.len() == 2).map(|weekday| (weekday, 1)),
    }
}

/// "sáng", "chiều", "tối" where a day stands beside it, or where nobody but the speaker follows: "chiều em gửi".
fn part(words: &Words, i: usize) -> Found {
    let part = match words.word(i) {
        "sáng" | "sang" => Part::Morning,
        "trưa" | "trua" => Part::Morning,
        "chiều" | "chieu" => Part::Afternoon,
        "tối" | "toi" if words.word(i + 1) == "nay" => Part::Night,
        "tối" | "toi" => Part::Evening,
        "đêm" | "khuya" => Part::Night,
        _ => return None,
    };
    let next = words.word(i + 1);
    let has_marks = !words.word(i).is_ascii();
    let is_day = matches!(
        next,
        "mai"
            | "nay"
            | "mốt"
            | "kia"
            | "thứ"
            | "thu"
            | "t2"
            | "t3"
            | "t4"
            | "t5"
            | "t6"
            | "t7"
            | "cn"
            | "chủ"
            | "chu"
            | "hôm"
            | "ngày"
            | "cùng"
    );
    let is_alone = has_marks && matches!(next, "" | "em" | "mình" | "bên" | "shop" | "e" | "tụi" | "bọn")
        || words.before(i) == "buổi";
    let is_limit = words.before(i) == "trước" && has_marks;
    (is_day || is_alone || is_limit).then_some((TimeWord::Part(part), 1))
}

//! The little words of Vietnamese, with and without its marks and as they are cut short in chat. Many look like words of
//! Tagalog ("ko", "ba", "di"), so they count only around Vietnamese phrases.

use std::ops::Range;

use crate::domain::reading::context::Place;

/// Particles and words for "I" and "you" that may stand inside any phrase. Only those that are no words of English or
/// Tagalog.
pub const FILLERS: &str = "ạ nhé nhá nha nhe nhoa nghen ơi oi vậy vay thế với luôn lun em anh chị chi mình minh bạn \
    tôi tui tớ shop bên đi thì là cũng đã";

/// A negation reaches this many syllables forward.
pub const NEGATION_REACH: usize = 4;

/// Whether the word negates what follows it, of which `next` is the first. Before a "you" or at the end it asks: "còn
/// không em?".
pub fn negates(word: &str, next: &str) -> bool {
    let is_not_only = matches!(next, "những" | "chỉ" | "sao" | "vấn" | "biết" | "bít" | "bt" | "biet" | "thì" | "");
    match word {
        "chưa" | "chua" | "đừng" | "chẳng" | "chả" | "khỏi" => true,
        _ => is_not(word) && !is_person(next) && !is_particle(next) && !is_not_only,
    }
}

/// Whether the word says "not", or asks at the end of a question.
pub fn is_not(word: &str) -> bool {
    matches!(
        word,
        "không"
            | "khong"
            | "ko"
            | "k"
            | "kh"
            | "kg"
            | "kô"
            | "khum"
            | "hông"
            | "hong"
            | "hok"
            | "hem"
            | "hăm"
            | "hơm"
            | "hôg"
            | "hổng"
            | "kím"
            | "kgông"
            | "khg"
            | "0"
    )
}

fn is_person(word: &str) -> bool {
    matches!(
        word,
        "em" | "anh"
            | "chị"
            | "chi"
            | "mình"
            | "minh"
            | "bạn"
            | "shop"
            | "ad"
            | "admin"
            | "e"
            | "a"
            | "c"
            | "b"
            | "bác"
            | "cô"
            | "chú"
            | "sếp"
    )
}

/// Whether the word only colours a sentence at its end.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "ạ" | "a"
            | "ah"
            | "à"
            | "nhỉ"
            | "nhể"
            | "vậy"
            | "vay"
            | "v"
            | "z"
            | "zậy"
            | "thế"
            | "ơi"
            | "oi"
            | "nhé"
            | "nha"
            | "nhe"
            | "ta"
            | "hả"
            | "ha"
            | "hen"
            | "luôn"
            | "nữa"
    )
}

/// Whether the word opens a condition.
pub fn is_condition(word: &str) -> bool {
    matches!(word, "nếu" | "neu" | "lỡ" | "giả")
}

/// Whether the words make a wish or a guess of their sentence.
pub fn is_hedge(word: &str, next: &str) -> bool {
    matches!((word, next), ("hy" | "hi", "vọng" | "vong") | ("đáng" | "lẽ", "lẽ" | "ra") | ("giá" | "ước", "mà" | "gì"))
}

/// Whether the word is the visitor, as our side speaks to them.
pub fn is_you(word: &str) -> bool {
    matches!(
        word,
        "anh"
            | "chị"
            | "chi"
            | "bạn"
            | "ban"
            | "khách"
            | "khach"
            | "quý"
            | "a"
            | "c"
            | "b"
            | "ac"
            | "bác"
            | "cô"
            | "chú"
    )
}

/// Whether the words at `i` tell of what somebody else said: "nó bảo", "chị ấy nói là".
pub fn is_reported(place: &Place, i: usize) -> bool {
    let is_speech = matches!(place.word(i), "bảo" | "kêu" | "hứa" | "dặn")
        || matches!((place.word(i), place.word(i + 1)), ("nói" | "noi", "là" | "la" | "sẽ"));
    let by_me = |back| matches!(place.word_before(i, back), "em" | "mình" | "tôi" | "tui" | "e" | "minh");
    is_speech && !matches!(place.word_before(i, 1), "") && !by_me(1) && !by_me(2)
}

/// Whether the words of a sentence ask, as its last ones or a question word tell. "Khi nào" says "whenever" as well.
pub fn asks(place: &Place, words: Range<usize>) -> bool {
    let word = |i: usize| place.word(i);
    let has_question_word = words.clone().any(|i| {
        matches!(
            (word(i), word(i + 1)),
            ("bao" | "bn", "nhiêu" | "nhieu" | "nhiu" | "lâu" | "lau" | "giờ" | "gio")
                | ("mấy" | "may", "giờ" | "gio" | "tiền" | "h")
                | ("chỗ" | "ngày", "nào" | "nao")
                | ("thế" | "như", "nào" | "nao")
                | ("ở" | "o", "đâu" | "dau")
                | ("làm" | "lam" | "tại" | "vì", "sao")
                | ("sao", "lại" | "lai" | "mà")
                | ("ntn" | "bn" | "bnh", _)
        )
    });
    let is_tail = |i: &usize| is_particle(word(*i)) || is_person(word(*i));
    let last = words.clone().rev().find(|i| !is_tail(i));
    has_question_word
        || last.is_some_and(|i| {
            (is_not(word(i)) && i > words.start)
                || matches!(
                    word(i),
                    "chưa"
                        | "chua"
                        | "hả"
                        | "nhỉ"
                        | "sao"
                        | "đâu"
                        | "nào"
                        | "gì"
                        | "ji"
                        | "nhiêu"
                        | "nhiu"
                        | "nhieu"
                        | "mấy"
                )
        })
}

/// Whether the word opens a clause.
pub fn opens_clause(word: &str) -> bool {
    matches!(word, "nhưng" | "nhưg" | "vì" | "tại" | "nếu" | "neu" | "nên" | "mà")
}

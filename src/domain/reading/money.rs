//! Numbers, amounts and prices in a folded text. A number is anything with a digit or a word such as "thousand"; an
//! amount is a number that can be money (no time, date or count); a price is a number beside a currency.

use super::context::Place;

/// Whether the word is a number: with a digit, or a number word.
pub fn is_number(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit()) || is_number_word(word)
}

/// Whether the word at `i` can be an amount of money: not a time, a year, an ordinal, a percentage or a count of
/// things. A currency beside it settles the matter.
pub fn is_amount(place: &Place, i: usize) -> bool {
    let word = place.word(i);
    if is_number_word(word) || price_at(place, i).is_some() {
        return true;
    }
    let Some(parts) = split(word) else {
        return false;
    };
    let next = place.word(i + 1);
    parts.prefix.is_empty()
        && (matches!(parts.suffix, "" | "k" | "m" | "mil" | "mn") || is_million(parts.suffix))
        && !parts.digits.contains(':')
        && !is_year(parts.digits)
        && !(parts.digits.starts_with('0') && parts.digits.len() > 1 && !parts.digits.contains('.'))
        && !matches!(place.byte_before(i), Some(b'+' | b'#'))
        && place.byte_after(i) != Some(b'%')
        && !is_counted(next)
}

/// The byte range of the price whose number is the word at `i`, its currency included.
pub fn price_at(place: &Place, i: usize) -> Option<(usize, usize)> {
    let parts = split(place.word(i))?;
    let word = place.outline.words.get(i)?;
    let (text, limits) = (place.text, place.sentence);
    if let Some(start) = symbol_before(text, word.start, limits.start) {
        return Some((start, word.end));
    }
    if let Some(end) = symbol_after(text, word.end, limits.end) {
        return Some((word.start, end));
    }
    let glued_p = parts.prefix == "p" && parts.digits.bytes().filter(u8::is_ascii_digit).count() >= 3;
    let is_thousand = parts.suffix == "k" && is_vietnamese_unit(place.word(i + 1));
    let is_glued = is_code(parts.suffix) || is_currency_word(parts.suffix) || is_million(parts.suffix) || is_thousand;
    if is_code(parts.prefix) || glued_p || is_glued {
        return Some((word.start, word.end));
    }
    let beside = |a: usize, b: usize| text.get(a..b) == Some(" ");
    if let Some(before) = i.checked_sub(1).filter(|&b| is_code(place.word(b))).map(|b| place.outline.words[b])
        && beside(before.end, word.start)
    {
        return Some((before.start, word.end));
    }
    let skip = usize::from(matches!(place.word(i + 1), "k" | "thousand" | "million" | "hundred"));
    let after = i + 1 + skip;
    let named = place.word(after);
    let found = (is_code(named) || is_currency_word(named)) && place.outline.same_clause(i, after);
    found.then(|| (word.start, place.outline.words[after].end))
}

/// A word such as `usd1,200.50k`: letters, digits with their marks, letters.
struct Parts<'a> {
    prefix: &'a str,
    digits: &'a str,
    suffix: &'a str,
}

fn split(word: &str) -> Option<Parts<'_>> {
    let is_digit = |c: char| c.is_ascii_digit();
    let start = word.find(is_digit)?;
    let is_mark = |c: char| is_digit(c) || matches!(c, '.' | ',' | ':');
    let end = word[start..].find(|c| !is_mark(c)).map_or(word.len(), |length| start + length);
    Some(Parts { prefix: &word[..start], digits: &word[start..end], suffix: &word[end..] })
}

fn is_number_word(word: &str) -> bool {
    [
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "grand",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
    ]
    .contains(&word)
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse::<u16>().is_ok_and(|year| (1990..2050).contains(&year))
}

/// What a number counts when it is not money.
const COUNTED: &str = "am pm minute minutes min mins hour hours hrs day days week weeks month months year years people persons \
    person pax guests users seats percent times pcs pieces units items rooms nights january february march april \
    may june july august september october november december o'clock oras araw minuto tao piraso ng giờ gio phút \
    phut ngày ngay tuần tháng tuổi người nguoi cái cai bộ màu size working";

fn is_counted(word: &str) -> bool {
    !word.is_empty() && COUNTED.split(' ').any(|counted| counted == word)
}

/// "tr" of "15tr", "3tr5": million đồng.
fn is_million(suffix: &str) -> bool {
    suffix.strip_prefix("tr").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
}

/// What a price in thousand đồng is for, or how it is said politely: "45k một ly", "200k ạ".
fn is_vietnamese_unit(word: &str) -> bool {
    [
        "một", "mot", "mỗi", "cái", "bộ", "chiếc", "ly", "hộp", "đôi", "suất", "phần", "người", "buổi", "đêm", "tháng",
        "kg", "ký", "ạ", "nha", "nhé", "nhe", "thôi", "chị", "anh", "mình", "bạn", "nguoi", "bo", "cai", "đã", "chưa",
    ]
    .contains(&word)
}

fn is_currency_symbol(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '€' | '฿' | '\u{20a0}'..='\u{20cf}')
}

fn symbol_before(text: &str, at: usize, limit: usize) -> Option<usize> {
    let before = text.get(limit..at)?;
    let trimmed = before.strip_suffix(' ').unwrap_or(before);
    let symbol = trimmed.chars().next_back().filter(|c| is_currency_symbol(*c))?;
    Some(limit + trimmed.len() - symbol.len_utf8())
}

fn symbol_after(text: &str, at: usize, limit: usize) -> Option<usize> {
    let after = text.get(at..limit)?;
    let trimmed = after.strip_prefix(' ').unwrap_or(after);
    let symbol = trimmed.chars().next().filter(|c| is_currency_symbol(*c))?;
    // "5 $10 vouchers": the symbol belongs to the number behind it.
    let rest = &trimmed[symbol.len_utf8()..];
    let taken = rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    (!taken).then_some(at + (after.len() - trimmed.len()) + symbol.len_utf8())
}

fn is_code(word: &str) -> bool {
    [
        "usd", "eur", "gbp", "php", "vnd", "sgd", "myr", "idr", "thb", "inr", "aud", "cad", "nzd", "jpy", "krw", "cny",
        "rmb", "hkd", "twd", "chf", "sek", "nok", "dkk", "pln", "czk", "huf", "aed", "sar", "zar", "brl", "mxn", "rs",
        "rm", "đ", "vnđ",
    ]
    .contains(&word)
}

fn is_currency_word(word: &str) -> bool {
    [
        "dollar", "dollars", "bucks", "euro", "euros", "peso", "pesos", "pounds", "quid", "dong", "đồng", "rupee",
        "rupees", "rupiah", "yen", "yuan", "baht", "ringgit", "francs", "piso", "nghìn", "ngàn", "nghin", "ngan",
        "triệu", "trieu", "củ",
    ]
    .contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reading::fold::Folded;
    use crate::domain::reading::sentence::Outline;

    fn prices(raw: &str) -> Vec<String> {
        let text = Folded::of(raw).text;
        let outline = Outline::of(&text);
        let mut prices = Vec::new();
        for sentence in &outline.sentences {
            let place = Place { text: &text, outline: &outline, sentence };
            let found = sentence.words.clone().filter_map(|i| price_at(&place, i));
            prices.extend(found.map(|(start, end)| text[start..end].to_string()));
        }
        prices
    }

    #[test]
    fn a_price_is_a_number_beside_a_currency() {
        let table = [
            ("It is $49.", "$49"),
            ("only US$ 1,200.50 today", "$ 1,200.50"),
            ("PHP 1,200 each", "php 1,200"),
            ("49 USD", "49 usd"),
            ("₱500 po", "₱500"),
            ("P1,500 all in", "p1,500"),
            ("php500", "php500"),
            ("49,99 €", "49,99 €"),
            ("5 thousand pesos", "5 thousand pesos"),
            ("giá 200.000đ", "200.000đ"),
            ("it costs 20 dollars", "20 dollars"),
            ("dạ 45k một ly", "45k"),
            ("3tr5 nhé", "3tr5"),
            ("tổng 2 triệu", "2 triệu"),
        ];
        for (text, price) in table {
            assert_eq!(prices(text), [price], "{text}");
        }
    }

    #[test]
    fn a_bare_number_is_no_price() {
        for text in
            ["order 15550", "at 5pm", "page p2", "10% discount", "call 555 0100", "no $ at all", "49. USD is fine"]
        {
            assert!(prices(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_amount_is_no_time_year_or_count() {
        let amount = |text: &str| {
            let outline = Outline::of(text);
            let place = Place { text, outline: &outline, sentence: &outline.sentences[0] };
            place.sentence.words.clone().any(|i| is_amount(&place, i))
        };
        for text in ["10k", "10,000", "$2026", "500", "fifty", "2000 php", "1.5m", "0.5m"] {
            assert!(amount(text), "{text}");
        }
        for text in ["5pm", "10:30", "2026", "10%", "3 days", "5 people", "5th", "#12", "+63", "0917", "soon"] {
            assert!(!amount(text), "{text}");
        }
    }
}

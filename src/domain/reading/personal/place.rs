//! Postal addresses that something is to be sent to, or where the writer lives.

use super::lists::{ADDRESS_ENDS, ADDRESS_WORDS};
use super::scan::{Opening, Scan};
use super::{Field, How, Statement, Trigger};

/// Most words of an address.
const MOST_WORDS: usize = 24;
/// Fewest words of an address.
const FEWEST_WORDS: usize = 3;

/// Finds them.
pub(super) fn find(scan: &Scan, found: &mut Vec<Statement>) {
    for opening in scan.of(&[Trigger::Address]).filter(|opening| scan.stands(opening)) {
        found.extend(address_after(scan, opening));
    }
}

fn address_after(scan: &Scan, opening: &Opening) -> Option<Statement> {
    let mut first = opening.words.end;
    while matches!(
        scan.word(first),
        "is" | "ay"
            | "po"
            | "là"
            | "la"
            | "at"
            | "sa"
            | "ở"
            | "o"
            | "của"
            | "cua"
            | "em"
            | "mình"
            | "minh"
            | "tôi"
            | "toi"
            | "nhận"
            | "hàng"
            | "số"
            | "so"
    ) && !(matches!(scan.word(first), "số" | "so"))
    {
        first += 1;
    }
    let start = scan.outline.words.get(first)?.start;
    let joined = scan.text.get(opening.end..start)?;
    if joined.contains(['?', '!', '.', '\n', ';'])
        || scan.is_of_others(opening.words.end..(first + 4).min(scan.word_count()))
    {
        return None;
    }
    let end = end_of(scan, first);
    let words = first..end;
    let span = start..scan.outline.words.get(end.checked_sub(1)?)?.end;
    let is_question =
        scan.text[span.end..].trim_start_matches([' ', '.']).starts_with('?') || is_asked(scan, opening, end);
    let has_digit = scan.text[span.clone()].bytes().any(|b| b.is_ascii_digit());
    let marks = words.clone().filter(|i| ADDRESS_WORDS.has(scan.word(*i))).count();
    let capitals = words.clone().filter(|i| scan.is_capital(*i)).count();
    // A street with its number; or a number and a name; or two words such as `Barangay` and `Street` without any number.
    let begins_with_number = scan.word(first).starts_with(|c: char| c.is_ascii_digit());
    let is_address = has_digit && marks >= 1
        || begins_with_number && capitals >= 2 && scan.text[span.clone()].contains(',')
        || marks >= 2;
    let is_denied = scan.is_denied(opening.words.end..first + 1);
    if !is_address || is_question || is_denied || words.len() < FEWEST_WORDS {
        return None;
    }
    let value = scan.raw_slice(span.start, span.end).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(scan.statement(Field::Address, value, span, How::Said))
}

/// The word behind the last one of an address that begins at `first`: it ends with its line, at a full stop that is not
/// that of an abbreviation, and before words that go on with something else.
fn end_of(scan: &Scan, first: usize) -> usize {
    let mut end = first;
    while end < scan.word_count() && end - first < MOST_WORDS {
        let word = scan.word(end);
        let is_part = ADDRESS_WORDS.has(word)
            || scan.is_capital(end) && !matches!(word, "i" | "please" | "thanks" | "my" | "can" | "we");
        if end > first && ADDRESS_ENDS.has(word) && !is_part {
            break;
        }
        end += 1;
        let gap = scan.gap(end - 1);
        let is_stop =
            gap.contains(['?', '!', ';', '\n', '"', ')']) || gap.contains('.') && !is_abbreviation(scan, end - 1);
        if is_stop {
            break;
        }
    }
    end
}

fn is_abbreviation(scan: &Scan, word: usize) -> bool {
    let text = scan.word(word);
    matches!(
        text,
        "st" | "ave"
            | "rd"
            | "blk"
            | "brgy"
            | "bgy"
            | "no"
            | "apt"
            | "bldg"
            | "dr"
            | "ln"
            | "sta"
            | "sto"
            | "blvd"
            | "subd"
            | "flr"
            | "p"
            | "tp"
            | "q"
    ) && (scan.gap(word).contains(',')
        || scan.is_capital(word + 1)
        || scan.word(word + 1).starts_with(|c: char| c.is_ascii_digit()))
}

/// "Do you deliver to", "how much to ship to": asks about a place in general.
fn is_asked(scan: &Scan, opening: &Opening, end: usize) -> bool {
    let sentence = scan.sentence(scan.outline.words[end - 1].start);
    sentence.has_question_mark
        && sentence.words.contains(&opening.words.start)
        && !is_late(scan, end, sentence.words.end)
        || scan.is_asked(opening) && !is_late(scan, end, sentence.words.end)
}

/// Whether the question is another clause behind the address: "my address is ..., how much is shipping?"
fn is_late(scan: &Scan, end: usize, sentence_end: usize) -> bool {
    end < sentence_end && matches!(scan.word(end), "how" | "can" | "could" | "when" | "will" | "and" | "magkano")
}

//! What visitors are called.

use std::ops::Range;

use super::lists::{COMPANY_ENDS, GIVEN, NAME_ENDS, NOT_NAMES, OTHERS, PARTICLES, PLACES, TITLES, is_given_name};
use super::scan::{Opening, Scan};
use super::{Field, How, Statement, Trigger, firm};
use crate::domain::normalize::name;

/// Most words of a person's name.
const MOST_NAME_WORDS: usize = 5;
/// Most words of a name that is not written with capitals.
const MOST_SMALL_WORDS: usize = 3;

/// Finds names, and companies behind them.
pub(super) fn find(scan: &Scan, found: &mut Vec<Statement>) {
    for opening in scan.of(&[Trigger::Name, Trigger::MaybeName]).filter(|opening| scan.stands(opening)) {
        if let Some(name) = named(scan, opening) {
            found.extend(name_statement(scan, name.clone(), How::Said));
            found.extend(firm::behind_name(scan, name.end));
        }
    }
    for opening in scan.of(&[Trigger::JobBefore]).filter(|opening| scan.word(opening.words.start) == "here") {
        found.extend(named_here(scan, opening).and_then(|name| name_statement(scan, name, How::Said)));
    }
    found.extend(signed(scan).and_then(|name| name_statement(scan, name, How::Signed)));
}

/// A name in a clean spelling.
pub(super) fn name_statement(scan: &Scan, words: Range<usize>, how: How) -> Option<Statement> {
    let span = scan.outline.words.get(words.start)?.start..scan.outline.words.get(words.end.checked_sub(1)?)?.end;
    let written = name::clean(scan.raw_slice(span.start, span.end));
    let has_capital = words.clone().any(|i| scan.is_capital(i));
    let value = if has_capital && !scan.is_shouted { written } else { with_capitals(&written) };
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 2 && !name::is_placeholder(&value)).then(|| scan.statement(Field::Name, value, span, how))
}

fn with_capitals(name: &str) -> String {
    let mut at_start = true;
    name.chars()
        .flat_map(|c| {
            let is_first = std::mem::replace(&mut at_start, matches!(c, ' ' | '-' | '\''));
            let letters: Vec<char> = if is_first { c.to_uppercase().collect() } else { c.to_lowercase().collect() };
            letters
        })
        .collect()
}

/// The name behind a phrase.
fn named(scan: &Scan, opening: &Opening) -> Option<Range<usize>> {
    let is_sure = opening.trigger == Trigger::Name;
    let mut first = opening.words.end;
    while is_sure
        && matches!(scan.word(first), "is" | "ay" | "po" | "ho" | "là" | "la" | "nga" | "pala" | "si" | "just")
    {
        first += 1;
    }
    let joined = scan.text.get(opening.end..scan.outline.words.get(first)?.start)?;
    if joined.contains(['?', '!', '.', '\n', ',', '(']) || is_sure && scan.is_asked_of_name(opening) {
        return None;
    }
    let name = name_words(scan, first, is_sure && (!scan.is_capital(first) || scan.is_shouted))?;
    if is_sure {
        return (!scan.is_taken_back(scan.outline.words[name.end - 1].end)).then_some(name);
    }
    (!scan.is_shouted && is_plausible(scan, opening, &name)).then_some(name)
}

impl Scan<'_> {
    /// "is my name Ana on the list?", "what if my name is".
    fn is_asked_of_name(&self, opening: &Opening) -> bool {
        let before = opening.words.start.checked_sub(1).map_or("", |i| self.word(i));
        matches!(before, "is" | "was" | "if" | "why" | "where" | "what" | "says" | "say" | "that")
    }
}

/// The words of a name from `first` on. `is_small` is for one that need not be written with capitals.
fn name_words(scan: &Scan, first: usize, is_small: bool) -> Option<Range<usize>> {
    let most = if is_small && !scan.is_shouted { MOST_SMALL_WORDS } else { MOST_NAME_WORDS };
    let mut end = first;
    while end < scan.word_count() && end - first < most {
        let (word, written) = (scan.word(end), scan.written(end));
        if end > first && !joins_name(scan, end - 1) {
            break;
        }
        let is_particle = PARTICLES.has(word) && end > first && (is_small || scan.is_capital(end + 1));
        let is_name = (is_small || scan.is_capital(end))
            && written.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'))
            && (!NOT_NAMES.has(word) || GIVEN.has(word) && end == first && !is_small);
        if written.ends_with("'s") || written.ends_with("’s") || word.ends_with("n't") {
            return None;
        }
        if !(is_name || is_particle) || is_small && NAME_ENDS.has(word) && !(end == first && is_given_name(word)) {
            break;
        }
        end += 1;
    }
    while end > first && PARTICLES.has(scan.word(end - 1)) && scan.word(end - 1) != "y" {
        end -= 1;
    }
    (end > first).then_some(first..end)
}

/// Whether the word and the next one can belong to one name: a blank is between them, a hyphen, or the point behind an
/// initial.
fn joins_name(scan: &Scan, word: usize) -> bool {
    match scan.gap(word) {
        " " | "-" => true,
        ". " => scan.word(word).chars().count() == 1 || matches!(scan.word(word), "ma" | "jr" | "sr" | "dr"),
        _ => false,
    }
}

/// Whether what stands behind "I'm" or "this is" with capitals is a name: a known first name, two words, or one word
/// after which the sentence goes on as one with a name does.
fn is_plausible(scan: &Scan, opening: &Opening, name: &Range<usize>) -> bool {
    let (first, next) = (scan.word(name.start), scan.word(name.end));
    let opener = scan.word(opening.words.start);
    let at_end = scan.ends_clause(name.end - 1);
    let is_known = is_given_name(first);
    let goes_on_as_title = !at_end && scan.is_capital(name.end) && !matches!(next, "i" | "from" | "i'm");
    if goes_on_as_title && name.len() == 1 || PLACES.has(first) && !GIVEN.has(first) {
        return false;
    }
    let before = opening.words.start.checked_sub(1).map_or("", |i| scan.word(i));
    if opener != "this" && OTHERS.has(before) {
        return false;
    }
    if opener == "call" {
        return is_known && (at_end || matches!(next, "po" | "please"));
    }
    if name.len() > 1 {
        let is_clean = !name.clone().any(|i| TITLES.has(scan.word(i)) || COMPANY_ENDS.has(scan.word(i)));
        return is_clean && (is_known || opener != "this" || at_end || matches!(next, "from" | "with" | "here" | "of"));
    }
    let goes_on = matches!(next, "from" | "here" | "of" | "with" | "bên" | "ở" | "speaking" | "again" | "po");
    match opener {
        "this" | "hi" => is_known && (at_end || goes_on) || goes_on && matches!(next, "from" | "here" | "speaking"),
        _ if is_known => at_end || goes_on || matches!(next, "and" | "ạ" | "i" | "nhé" | "interested" | "looking"),
        _ => matches!(next, "from" | "here") && !looks_like_quality(first),
    }
}

/// "Fil-ipino", "Brit-ish", "Thank-ful": what somebody is, not what they are called.
fn looks_like_quality(word: &str) -> bool {
    ["ish", "ese", "ful", "ous", "able", "ing", "ed", "ive", "less", "ly", "ian", "ic", "ist", "er"]
        .iter()
        .any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending))
}

/// "Ana here", "Ana Cruz here" at the beginning of a sentence.
fn named_here(scan: &Scan, opening: &Opening) -> Option<Range<usize>> {
    let sentence = scan.sentence(opening.start);
    let mut first = sentence.words.start;
    while matches!(scan.word(first), "hi" | "hello" | "hey" | "good" | "morning" | "afternoon" | "evening" | "it's") {
        first += 1;
    }
    let name = first..opening.words.start;
    let is_name = !scan.is_shouted
        && (1..=3).contains(&name.len())
        && scan.ends_clause(opening.words.start)
        && (!sentence.has_question_mark || scan.is_asked_later(opening))
        && name_words(scan, first, false) == Some(name.clone());
    (is_name && is_given_name(scan.word(first))).then_some(name)
}

/// A name on the last line under a line that takes leave.
fn signed(scan: &Scan) -> Option<Range<usize>> {
    let last_line = scan.text.trim_end().rfind('\n')? + 1;
    let name = scan.outline.words_in(last_line, scan.text.len());
    let line = scan.text[last_line..].trim();
    let is_dashed = line.starts_with(['-', '–', '—', '~']);
    let before = scan.text[..last_line].trim_end().trim_end_matches([',', '.', '!', ' ', '-']);
    let takes_leave = scan.of(&[Trigger::SignOff]).any(|opening| opening.end == before.len());
    let is_clean = line.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '-' | '–' | '—' | '~'));
    let is_name = (takes_leave || is_dashed)
        && is_clean
        && !scan.is_shouted
        && (1..=4).contains(&name.len())
        && name_words(scan, name.start, false) == Some(name.clone())
        && (name.len() > 1 || is_given_name(scan.word(name.start)));
    is_name.then_some(name)
}

/// The name among the words around an answer ("Ana Cruz, ana@example.com"): two or three words with capitals in a row,
/// or a known first name.
pub(super) fn name_in_list(scan: &Scan, rest: &[usize]) -> Option<Range<usize>> {
    let first = *rest.iter().find(|i| scan.is_capital(**i) && !NOT_NAMES.has(scan.word(**i)))?;
    let name = name_words(scan, first, false).filter(|_| !scan.is_shouted)?;
    let begins = first == 0 || scan.ends_clause(first - 1);
    let is_long = (2..=4).contains(&name.len()) || is_given_name(scan.word(first));
    let is_plain = !name.clone().any(|i| COMPANY_ENDS.has(scan.word(i)) || PLACES.has(scan.word(i)));
    (begins && is_long && is_plain && name.clone().all(|i| rest.contains(&i))).then_some(name)
}

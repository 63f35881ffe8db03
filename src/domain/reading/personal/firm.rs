//! The companies that visitors work for.

use super::lists::{COMPANY_ENDS, NOT_NAMES, PLACES, is_given_name};
use super::scan::{Opening, Scan};
use super::{Field, How, Statement, Trigger};
use crate::domain::normalize::name;

/// Most words of a company's name.
const MOST_WORDS: usize = 5;

/// Finds those that stand behind words for it.
pub(super) fn find(scan: &Scan, found: &mut Vec<Statement>) {
    for opening in scan.of(&[Trigger::Company]).filter(|opening| scan.stands(opening) && !scan.is_asked(opening)) {
        found.extend(company_after(scan, opening));
    }
}

/// "from Acme" behind a name.
pub(super) fn behind_name(scan: &Scan, at: usize) -> Option<Statement> {
    let joined = scan.gap(at.checked_sub(1)?);
    let is_near = matches!(joined, " " | ", " | " - " | " (");
    let mut first = at;
    if matches!(scan.word(first), "here" | "po") {
        first += 1;
    }
    let opens = matches!(scan.word(first), "from" | "of" | "with" | "bên" | "ben" | "at") && is_near;
    if !opens {
        return None;
    }
    company(scan, first + 1, false)
}

fn company_after(scan: &Scan, opening: &Opening) -> Option<Statement> {
    let mut first = opening.words.end;
    while matches!(scan.word(first), "is" | "ay" | "po" | "là" | "la" | "called" | "công" | "ty" | "cong") {
        first += 1;
    }
    let joined = scan.text.get(opening.end..scan.outline.words.get(first)?.start)?;
    if joined.contains(['?', '!', '.', '\n', ',', '(']) || scan.is_of_others(opening.words.end..first) {
        return None;
    }
    // "I own Apple products", "I'm with Ben": what is called so need not be a firm.
    let is_loose = ["own", "run", "with", "represent", "behalf", "from"].contains(&scan.word(opening.words.end - 1))
        || scan.word(opening.words.end - 1) == "of";
    company(scan, first, is_loose)
}

/// A company's name that begins at a word. `is_loose` says that what stands there need not be one.
fn company(scan: &Scan, first: usize, is_loose: bool) -> Option<Statement> {
    let mut first = first;
    let is_article =
        |i: usize| scan.word(i) == "the" && scan.is_capital(i + 1) || matches!(scan.word(i), "công" | "cong");
    if is_article(first) {
        first += 1;
    }
    while matches!(scan.word(first), "ty" | "tnhh") && !scan.is_capital(first) {
        first += 1;
    }
    if scan.is_shouted || !scan.is_capital(first) {
        return None;
    }
    let end = end_of(scan, first);
    let is_short = end == first + 1;
    let has_form = (first..end).any(|i| COMPANY_ENDS.has(scan.word(i)));
    let is_person = is_given_name(scan.word(first)) && end <= first + 2 && !has_form;
    let is_place = PLACES.has(scan.word(first)) && !has_form;
    if end == first || is_place || is_short && NOT_NAMES.has(scan.word(first)) {
        return None;
    }
    let goes_on = !scan.ends_clause(end - 1)
        && !matches!(scan.word(end), "in" | "and" | "here" | "located" | "based" | "which" | "po" | "a");
    if is_loose && (is_person || goes_on) {
        return None;
    }
    let span = scan.outline.words[first].start..scan.outline.words[end - 1].end;
    let value = name::clean(scan.raw_slice(span.start, span.end));
    (value.chars().count() >= 2).then(|| scan.statement(Field::Company, value, span, How::Said))
}

/// The word behind the last one with a capital; numbers and "of" before a word such as "Studios" belong to it.
fn end_of(scan: &Scan, first: usize) -> usize {
    let mut end = first;
    while end < scan.word_count() && end - first < MOST_WORDS {
        let word = scan.word(end);
        if end > first && !matches!(scan.gap(end - 1), " " | " & " | "-" | "&") {
            break;
        }
        let is_number = end > first && word.bytes().all(|b| b.is_ascii_digit());
        let is_link = end > first && matches!(word, "of" | "and") && COMPANY_ENDS.has(scan.word(end + 1));
        let goes_on = matches!(word, "i" | "i'm" | "we" | "can" | "do" | "and" | "please" | "po");
        if !is_link && (goes_on || !(is_number || scan.is_capital(end))) {
            break;
        }
        end += 1;
    }
    end
}

/// "at Acme" behind a job title.
pub(super) fn behind_title(scan: &Scan, at: usize) -> Option<Statement> {
    let opens = scan.gap(at.checked_sub(1)?) == " "
        && matches!(scan.word(at), "at" | "of" | "for" | "with" | "from" | "bên" | "ben" | "ở" | "tại" | "tai");
    if !opens {
        return None;
    }
    company(scan, at + 1, matches!(scan.word(at), "of" | "for"))
}

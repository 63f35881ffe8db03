//! What visitors work as.

use std::ops::Range;

use super::lists::{SEEKING, THINGS, TITLE_OPENERS, TITLES};
use super::scan::{Opening, Scan};
use super::{Field, How, Statement, Trigger, firm};

/// Most words before the last one of a job title.
const MOST_OPENERS: usize = 2;

/// Finds job titles, and companies behind them.
pub(super) fn find(scan: &Scan, found: &mut Vec<Statement>) {
    for opening in scan.of(&[Trigger::Job, Trigger::JobBefore]).filter(|opening| scan.stands(opening)) {
        let is_asked = scan.sentence(opening.start).has_question_mark && !scan.is_asked_later(opening);
        if let Some((title, end)) = job_at(scan, opening).filter(|_| !is_asked) {
            found.push(title);
            found.extend(firm::behind_title(scan, end));
        }
    }
}

/// The job title behind a phrase, or before one that follows it, and the word behind it.
fn job_at(scan: &Scan, opening: &Opening) -> Option<(Statement, usize)> {
    let title = match opening.trigger {
        Trigger::JobBefore => title_before(scan, opening)?,
        _ => title_after(scan, opening)?,
    };
    let next = scan.word(title.end);
    let gap = scan.gap(title.end - 1);
    let is_owner = scan.word(title.end - 1) == "owner";
    let owns_thing =
        is_owner && matches!(next, "of" | "ng") && (title.end + 1..title.end + 5).any(|i| THINGS.has(scan.word(i)));
    let is_half = gap.starts_with(['-', '/', '\''])
        || gap == " "
            && (TITLES.has(next)
                || matches!(
                    next,
                    "position" | "job" | "role" | "fee" | "discount" | "applicant" | "vacancy" | "account" | "login"
                ));
    if owns_thing || is_half || is_applying(scan, opening) {
        return None;
    }
    let span = scan.outline.words[title.start].start..scan.outline.words[title.end - 1].end;
    let written = scan.raw_slice(span.start, span.end);
    let value = if scan.is_shouted { written.to_lowercase() } else { written.to_owned() };
    Some((scan.statement(Field::JobTitle, value, span, How::Said), title.end))
}

fn title_after(scan: &Scan, opening: &Opening) -> Option<Range<usize>> {
    let phrase = &scan.text[opening.start..opening.end];
    let mut first = opening.words.end;
    while matches!(scan.word(first), "po" | "also" | "actually" | "just" | "isang" | "yung" | "ang") {
        first += 1;
    }
    let joined = scan.text.get(opening.end..scan.outline.words.get(first)?.start)?;
    if joined.contains(['?', '!', '.', '\n', ',']) {
        return None;
    }
    let title = (0..=MOST_OPENERS)
        .take_while(|openers| (first..first + openers).all(|i| TITLE_OPENERS.has(scan.word(i)) && scan.gap(i) == " "))
        .find_map(|openers| title_words(scan, first + openers).map(|end| first..end))?;
    // "As a nurse" says it of the writer only where the writer is spoken of, and not where somebody is sought.
    let sentence = scan.sentence(opening.start);
    let is_bare = phrase.starts_with("as ");
    let speaks_of_self =
        || sentence.words.clone().any(|i| matches!(scan.word(i), "i" | "i'm" | "i've" | "my" | "me" | "we"));
    (!is_bare || speaks_of_self()).then_some(title)
}

/// Where a title that begins at this word ends.
fn title_words(scan: &Scan, first: usize) -> Option<usize> {
    (1..=TITLES.most_words()).rev().map(|count| first + count).filter(|end| *end <= scan.word_count()).find(|end| {
        let span = scan.outline.words[first].start..scan.outline.words[end - 1].end;
        TITLES.has(&scan.text[span])
    })
}

/// "manager po ako", "owner ako ng", "owner here": the title stands before the phrase, at the beginning of its clause.
fn title_before(scan: &Scan, opening: &Opening) -> Option<Range<usize>> {
    let last = opening.words.start.checked_sub(1)?;
    let clause = scan.outline.clause_start(opening.words.start);
    let first = (clause..=last).find(|first| title_words(scan, *first) == Some(last + 1))?;
    let is_here = scan.word(opening.words.start) == "here";
    let openers = clause..first;
    let are_openers = openers.clone().all(|i| {
        TITLE_OPENERS.has(scan.word(i)) || !is_here && matches!(scan.word(i), "hi" | "hello" | "good" | "po" | "kasi")
    });
    let start = openers.clone().find(|i| TITLE_OPENERS.has(scan.word(*i))).unwrap_or(first);
    let ends = !is_here || scan.ends_clause(opening.words.start);
    (are_openers && openers.len() <= MOST_OPENERS && ends).then_some(start..last + 1)
}

/// Whether the sentence is about a job that somebody is to get.
fn is_applying(scan: &Scan, opening: &Opening) -> bool {
    let words = scan.sentence(opening.start).words.clone();
    let phrase = &scan.text[opening.start..opening.end];
    let seeks = |word: &str| SEEKING.has(word);
    let is_wide =
        phrase.starts_with("as ") || phrase.contains("work as") || phrase.contains("làm") || phrase.contains("lam");
    let looks =
        |word: &str| is_wide && matches!(word, "looking" | "job" | "need" | "position") && !phrase.contains(word);
    words.clone().any(|i| seeks(scan.word(i)) && is_wide || looks(scan.word(i)))
        || (words.start..opening.words.start).any(|i| seeks(scan.word(i)))
}

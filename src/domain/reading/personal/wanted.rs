//! What visitors are after: the product words behind phrases of need, of buying, and of asking for a price or what is in
//! stock. "Looking for a wedding cake" needs a wedding cake.
//!
//! The noun phrase is found by a rule without a grammar: behind the phrase, articles, quantities and words of politeness
//! are passed over; the words after them belong to it up to the first that goes on with something else (a preposition,
//! a verb, a time, the end of the clause). Up to four words are taken, so what is longer is left out rather than cut; so
//! is what begins with a pronoun or is no product ("a quote", "help", "more information").

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::lists::section;
use super::scan::{Opening, Scan};
use super::{Field, How, Statement, Trigger};

/// Most words of a noun phrase.
const MOST_WORDS: usize = 4;
/// Words that are passed over at most.
const MOST_PASSED: usize = 4;

const WORDS: &str = include_str!("wanted.txt");

static PASSED: LazyLock<FxHashSet<&str>> = LazyLock::new(|| list("passed"));
static ENDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| list("ends"));
static NO_PRODUCTS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| list("no_products"));
static PRONOUNS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| list("pronouns"));

fn list(name: &str) -> FxHashSet<&'static str> {
    section(WORDS, name).flat_map(|line| line.split(' ')).filter(|word| !word.is_empty()).collect()
}

/// Finds them.
pub(super) fn find(scan: &Scan, found: &mut Vec<Statement>) {
    for opening in scan.of(&[Trigger::Need, Trigger::Interest]).filter(|opening| scan.stands(opening)) {
        let field = if opening.trigger == Trigger::Need { Field::Need } else { Field::Interest };
        // "Are you looking for", "do I need": asked rather than said.
        let before = opening.words.start.checked_sub(1).map_or("", |i| scan.word(i));
        let is_theirs = field == Field::Need
            && matches!(
                before,
                "you" | "they" | "he" | "she" | "do" | "did" | "should" | "would" | "will" | "if" | "when"
            );
        if is_theirs {
            continue;
        }
        if let Some(words) = noun_phrase(scan, opening) {
            let span = scan.outline.words[words.start].start..scan.outline.words[words.end - 1].end;
            let value = scan.text[span.clone()].to_owned();
            found.push(scan.statement(field, value, span, How::Said));
        }
    }
    // "I want to order" opens at "want to order" as well: of what begins alike only the longest is told.
    let all = found.clone();
    found.retain(|one| {
        !matches!(one.field, Field::Need | Field::Interest)
            || !all.iter().any(|other| {
                matches!(other.field, Field::Need | Field::Interest) && other.end == one.end && other.start > one.start
            })
    });
}

fn noun_phrase(scan: &Scan, opening: &Opening) -> Option<Range<usize>> {
    let mut first = opening.words.end;
    let is_open = |at: usize| at == opening.words.end || scan.gap(at - 1) == " ";
    if scan
        .text
        .get(opening.end..)
        .is_some_and(|rest| rest.trim_start_matches(' ').starts_with([',', '.', '?', '!', ':', '\n', '(', ';']))
    {
        return None;
    }
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    while first < scan.word_count()
        && first - opening.words.end < MOST_PASSED
        && is_open(first)
        && (PASSED.contains(scan.word(first)) || is_number(scan.word(first)))
    {
        first += 1;
    }
    if first >= scan.word_count() || !is_open(first) || PRONOUNS.contains(scan.word(first)) {
        return None;
    }
    let mut end = first;
    while end < scan.word_count() && (end == first || matches!(scan.gap(end - 1), " " | "-" | "'")) {
        let word = scan.word(end);
        // "Up" ends "a desk up to 100", not a "tune-up".
        let is_joined = end > first && scan.gap(end - 1) == "-";
        if ENDS.contains(word) && !is_joined || end > first && is_number(word) && !scan.ends_clause(end) {
            break;
        }
        end += 1;
        if end - first > MOST_WORDS {
            return None;
        }
    }
    // A small word at the end belongs to what follows.
    while end > first && is_small(scan.word(end - 1)) {
        end -= 1;
    }
    if scan.gap(end.saturating_sub(1)).starts_with("' ") {
        // "The kids' bikes": the product comes behind whose it is.
        return None;
    }
    if matches!(scan.word(end), "one" | "ones") && scan.gap(end - 1) == " " {
        // "The blue one": the product was named elsewhere.
        return None;
    }
    while end > first + 1 && scan.word(end - 1).len() > 4 && scan.word(end - 1).ends_with("ed") {
        end -= 1;
    }
    let last = scan.word(end.checked_sub(1).filter(|last| *last >= first)?);
    let is_product = !NO_PRODUCTS.contains(last)
        && !(first..end).any(|i| PRONOUNS.contains(scan.word(i)))
        && !scan.word(first).ends_with("'s")
        && (first..end).any(|i| scan.word(i).chars().filter(|c| c.is_alphabetic()).count() >= 3);
    is_product.then_some(first..end)
}

/// Articles, prepositions and words of politeness that no product ends with.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "a" | "the" | "for" | "of" | "is" | "are" | "them" | "please" | "also" | "just" | "only" | "available"
    ) || matches!(word, "na" | "ng" | "ang" | "mga" | "yung" | "po" | "ba" | "ho" | "nga" | "lang" | "mua")
}

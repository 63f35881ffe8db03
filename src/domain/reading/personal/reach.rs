//! E-mail addresses, phone numbers and websites that are the writer's own.

use std::ops::Range;

use super::lists::{COUNTED, POLITE};
use super::scan::{Opening, Scan};
use super::{FEWEST_DIGITS, Field, How, Statement, Trigger, calling};
use crate::domain::normalize::{company, email};

/// How many words may stand between a phrase and what it opens.
const REACH: usize = 6;
/// Most digits of a phone number with its country code.
const MOST_DIGITS: usize = 15;
/// Words of a message whose address or number is taken for an answer.
const MOST_WORDS_AROUND: usize = 6;

/// An address, number or link where it stands in the folded text.
#[derive(Debug, Clone)]
struct Item {
    field: Field,
    span: Range<usize>,
    /// Whether it can be a phone number by its looks alone.
    is_plain: bool,
}

/// Finds them.
pub(super) fn find(scan: &Scan, found: &mut Vec<Statement>) {
    let items = items(scan);
    for item in &items {
        if is_own(scan, item) {
            found.extend(statement(scan, item, How::Said));
        }
    }
    answers(scan, &items, found);
}

/// An address or number right behind the writer's own name: "my name is Ana Cruz, ana@example.com".
pub(super) fn find_behind_names(scan: &Scan, found: &mut Vec<Statement>) {
    let names: Vec<usize> = found.iter().filter(|one| one.field == Field::Name).map(|one| one.end).collect();
    for item in items(scan).iter().filter(|item| item.field != Field::Website && item.is_plain) {
        let Some(one) = statement(scan, item, How::Said) else { continue };
        let is_behind = |end: &usize| {
            scan.raw.get(*end..one.start).is_some_and(|gap| matches!(gap, ", " | " - " | " (" | "\n" | " " | ",\n"))
        };
        if names.iter().any(is_behind) && !is_role(scan, item) {
            found.push(one);
        }
    }
}

fn statement(scan: &Scan, item: &Item, how: How) -> Option<Statement> {
    let written = scan.raw_slice(item.span.start, item.span.end);
    let value = match item.field {
        Field::Email => email::parse(written).ok().filter(|address| !email::is_placeholder(address))?,
        _ => written.to_owned(),
    };
    Some(scan.statement(item.field, value, item.span.clone(), how))
}

/// All that looks like an address, a number or a link, in the order of the text.
fn items(scan: &Scan) -> Vec<Item> {
    let text = scan.text;
    let mut items = Vec::new();
    let mut start = 0;
    for chunk in text.split([' ', '\n']) {
        let end = start + chunk.len();
        let edge = |c: char| !c.is_alphanumeric() && !matches!(c, '+' | '_');
        let bare = chunk.trim_start_matches(edge).trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
        let at = start + (chunk.len() - chunk.trim_start_matches(edge).len());
        // A label that was written together with it: "email:ana@example.com".
        let label = if bare.contains('@') { bare.rfind(':').map_or(0, |colon| colon + 1) } else { 0 };
        let (bare, at) = (&bare[label..], at + label);
        let span = at..at + bare.len();
        if bare.contains('@') {
            if !bare.starts_with('@') && email::parse(bare).is_ok() {
                items.push(Item { field: Field::Email, span, is_plain: true });
            }
        } else if is_link(bare) {
            items.push(Item { field: Field::Website, span, is_plain: true });
        }
        start = end + 1;
    }
    phones(text, &mut items);
    items.sort_by_key(|item| item.span.start);
    items
}

fn is_link(text: &str) -> bool {
    let Some((_, ending)) = text.split('/').find(|part| part.contains('.')).and_then(|host| host.rsplit_once('.'))
    else {
        return false;
    };
    let is_named = text.starts_with("http") || text.starts_with("www.") || text.matches('.').count() >= 1;
    is_named
        && (2..=12).contains(&ending.len())
        && ending.bytes().all(|b| b.is_ascii_lowercase())
        && company::domain_of(text).is_some()
}

/// Runs of digits with the marks that stand in phone numbers.
fn phones(text: &str, items: &mut Vec<Item>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let before = at.checked_sub(1).map_or(b' ', |i| bytes[i]);
        let begins = (bytes[at].is_ascii_digit() || matches!(bytes[at], b'+' | b'('))
            && !(before.is_ascii_alphanumeric()
                || before >= 0x80
                || matches!(before, b'.' | b'$' | b'@' | b'/' | b'_'));
        if !begins {
            at += 1;
            continue;
        }
        let mut end = at;
        while end < bytes.len() && (bytes[end].is_ascii_digit() || is_phone_mark(bytes, end)) {
            end += 1;
        }
        let run = text[at..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        let goes_on = bytes.get(at + run.len()).is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0x80 || *b == b'@');
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let is_counted = text[..at].ends_with('#') && !text[..at].trim_end_matches('#').ends_with("cp");
        if !goes_on && !is_counted && (FEWEST_DIGITS as usize..=MOST_DIGITS).contains(&digits) && !is_date(run) {
            items.push(Item { field: Field::Phone, span: at..at + run.len(), is_plain: is_phone(run, digits) });
        }
        at = end.max(at + 1);
    }
}

/// Blanks and marks count only between digits, so that a number ends where its sentence does.
fn is_phone_mark(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'+' | b'(' => true,
        b' ' | b'-' | b'.' | b')' | b'/' => {
            bytes.get(at + 1).is_some_and(|next| next.is_ascii_digit() || matches!(next, b'(' | b'-' | b' '))
                && !(bytes[at] == b' ' && bytes.get(at + 1) == Some(&b' '))
        }
        _ => false,
    }
}

/// The lengths of the groups of digits, and whether the marks between them are all points.
fn groups(run: &str) -> Vec<usize> {
    run.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|length| *length > 0).collect()
}

fn is_date(run: &str) -> bool {
    let groups = groups(run);
    let is_day = |length: usize| length == 1 || length == 2;
    matches!(groups.as_slice(), [4, a, b, ..] if is_day(*a) && is_day(*b))
        || matches!(groups.as_slice(), [a, b, 4, ..] if is_day(*a) && is_day(*b) && !run.starts_with('+'))
}

/// Whether a run of digits is written as a phone number is: with a country code, a leading zero, or in groups.
fn is_phone(run: &str, digits: usize) -> bool {
    let is_grouped = matches!(groups(run).as_slice(), [3, 3, 4] | [1, 3, 3, 4] | [10]) && !run.starts_with(['7', '8'])
        || run.starts_with('(');
    let is_amount =
        run.contains('.') && !run.starts_with(['0', '+']) && groups(run).iter().skip(1).all(|length| *length == 3);
    !is_amount
        && (run.starts_with('+')
            || run.starts_with('0') && (9..=14).contains(&digits)
            || is_grouped && digits >= 10 && !is_plain_run(run))
}

fn is_plain_run(run: &str) -> bool {
    run.bytes().all(|b| b.is_ascii_digit())
}

/// Whether words before it say that it is the writer's.
fn is_own(scan: &Scan, item: &Item) -> bool {
    let triggers: &[Trigger] = match item.field {
        Field::Email => &[Trigger::Email, Trigger::Reach, Trigger::SendTo],
        Field::Phone => &[Trigger::Phone, Trigger::Reach],
        _ => &[Trigger::Website],
    };
    let first = scan.outline.words_in(item.span.start, item.span.end).start;
    let opens = |opening: &&Opening| opens(scan, opening, item, first);
    scan.of(triggers).any(|opening| opens(&opening)) && !scan.is_taken_back(item.span.end)
}

fn opens(scan: &Scan, opening: &Opening, item: &Item, first: usize) -> bool {
    let between = opening.words.end..first;
    if opening.end > item.span.start || between.len() > REACH {
        return false;
    }
    let joined = &scan.text[opening.end..item.span.start];
    let is_near = !joined.contains(['?', '!', '\n', ';'])
        && (scan.sentence(opening.start).start == scan.sentence(item.span.start).start
            || joined.trim_end().ends_with(':'));
    is_near
        && scan.stands(opening)
        && !scan.is_of_others(between.clone())
        && !scan.is_denied(between.clone())
        && !(item.field == Field::Phone && is_of_thing(scan, opening, between))
        && match opening.trigger {
            Trigger::SendTo => !is_to_send(scan, opening) && !is_role(scan, item),
            Trigger::Reach => !is_role(scan, item) || opening.words.clone().any(|i| scan.word(i) == "me"),
            _ => true,
        }
}

/// "my order number", "number ng order ko", "the number of my booking": of a thing, not of a person.
fn is_of_thing(scan: &Scan, opening: &Opening, mut between: Range<usize>) -> bool {
    let before = opening.words.start.checked_sub(1).filter(|i| scan.gap(*i) == " ").map_or("", |i| scan.word(i));
    COUNTED.has(before) || between.any(|i| COUNTED.has(scan.word(i)))
}

/// Whether it is the writer who sends: "should I send it to".
fn is_to_send(scan: &Scan, opening: &Opening) -> bool {
    let sentence = scan.sentence(opening.start);
    (sentence.words.start..opening.words.start)
        .any(|i| matches!(scan.word(i), "i" | "we" | "i'll" | "we'll" | "ko" | "kami" | "where" | "to"))
}

fn is_role(scan: &Scan, item: &Item) -> bool {
    item.field == Field::Email && email::is_role(&scan.text[item.span.clone()])
}

/// Addresses and numbers that are all that the message says, with polite words and maybe a name around them.
fn answers(scan: &Scan, items: &[Item], found: &mut Vec<Statement>) {
    let reached = |item: &&Item| matches!(item.field, Field::Email | Field::Phone);
    let (emails, phones) =
        [Field::Email, Field::Phone].map(|field| items.iter().filter(|item| item.field == field).count()).into();
    if emails + phones == 0 || emails > 1 || phones > 1 || scan.text.contains('?') {
        return;
    }
    let is_plain = items.iter().filter(reached).all(|item| item.is_plain && !is_role(scan, item));
    let within = |i: usize| {
        let start = scan.outline.words[i].start;
        items.iter().filter(reached).any(|item| item.span.contains(&start))
    };
    let mut rest: Vec<usize> = (0..scan.word_count()).filter(|i| !within(*i)).collect();
    let name = calling::name_in_list(scan, &rest);
    rest.retain(|i| !POLITE.has(scan.word(*i)) && !name.as_ref().is_some_and(|name| name.contains(i)));
    let is_foreign = rest.iter().any(|_| true);
    if !is_plain || is_foreign || scan.is_of_others(0..scan.word_count()) {
        return;
    }
    let around = scan.word_count() - (0..scan.word_count()).filter(|i| within(*i)).count();
    if around > MOST_WORDS_AROUND + name.as_ref().map_or(0, |name| name.len()) {
        return;
    }
    found.extend(items.iter().filter(reached).filter_map(|item| statement(scan, item, How::Answered)));
    found.extend(name.and_then(|name| calling::name_statement(scan, name, How::Answered)));
}

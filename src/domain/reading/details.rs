//! What stands beside a cue: the amount that a budget names, the time that somebody needs something by, and who they say
//! they are. Made for a sentence that a person reads, in the writer's own words; where there is no telling, nothing is.

use std::ops::Range;

use super::context::Place;
use super::fold::Folded;
use super::money::{is_amount, is_number, price_at};
use super::sentence::Outline;

/// Words that a time goes on for behind "by" or "within".
const TIME_WORDS: usize = 4;
/// Words that an object goes on for behind "i own a".
const OBJECT_WORDS: usize = 2;

/// The amount of money in the text that stands nearest to the byte range of a cue: `$10k`.
pub fn amount<'t>(raw: &'t str, cue: &Range<usize>) -> Option<&'t str> {
    let folded = Folded::of(raw);
    let text = folded.text.as_str();
    let outline = Outline::of(text);
    let mut nearest: Option<(usize, Range<usize>)> = None;
    for sentence in &outline.sentences {
        let place = Place { text, outline: &outline, sentence };
        for i in sentence.words.clone().filter(|i| is_amount(&place, *i)) {
            let (start, end) = price_at(&place, i).unwrap_or_else(|| number_at(&place, i));
            let (start, end) = folded.raw_range(start, end);
            let distance = cue.start.saturating_sub(end).max(start.saturating_sub(cue.end));
            if nearest.as_ref().is_none_or(|(least, _)| distance < *least) {
                nearest = Some((distance, start..end));
            }
        }
    }
    raw.get(nearest?.1)
}

/// The bytes of a number of several words: "10 thousand".
fn number_at(place: &Place<'_>, i: usize) -> (usize, usize) {
    let last = (i + 1..).take_while(|&next| is_number(place.word(next))).last().unwrap_or(i);
    (place.outline.words[i].start, place.outline.words[last].end)
}

/// The words of the cue's sentence that say by when: `by next Friday`, `within a week`, `asap`.
pub fn deadline<'t>(raw: &'t str, cue: &Range<usize>) -> Option<&'t str> {
    let sentence = Words::around(raw, cue);
    let begins = |word: &str| matches!(word, "by" | "before" | "within" | "until");
    // Of "need it by Friday" the cue ends with "by"; of "by Friday" it begins with it.
    let inside = sentence.cue.clone().find(|&i| begins(sentence.word(i)));
    let behind = (sentence.cue.end..sentence.all.end).find(|&i| begins(sentence.word(i)));
    if let Some(first) = inside.or(behind) {
        let goes_on = |i: &usize| sentence.is_same_clause(first, *i) && !ends_time(sentence.word(*i));
        let last = (first + 1..sentence.all.end).take_while(goes_on).take(TIME_WORDS).last()?;
        return sentence.raw(first, last);
    }
    let names_time = |word: &str| {
        matches!(word, "asap" | "today" | "tonight" | "tomorrow" | "immediately" | "now" | "urgently" | "soonest")
    };
    let named = |range: Range<usize>| range.into_iter().find(|&i| names_time(sentence.word(i)));
    let found = named(sentence.cue.clone()).or_else(|| named(sentence.all.clone()))?;
    sentence.raw(found, found)
}

/// Words that a time does not go on with.
fn ends_time(word: &str) -> bool {
    matches!(word, "please" | "pls" | "if" | "or" | "and" | "so" | "because" | "for" | "is" | "as" | "can" | "would")
}

/// Who the writer says they are, as said of them: `is the owner`, `owns a salon`.
pub fn role(raw: &str, cue: &Range<usize>) -> Option<String> {
    let sentence = Words::around(raw, cue);
    let first = sentence.cue.start;
    let is_open = |word: &str| matches!(word, "a" | "an" | "the" | "my" | "our" | "of" | "at" | "own");
    let mut last = sentence.cue.end.checked_sub(1)?;
    while is_open(sentence.word(last)) && last + 1 < sentence.all.end && last < sentence.cue.end + OBJECT_WORDS {
        last += 1;
    }
    if is_open(sentence.word(last)) {
        return None;
    }
    let from = |word: usize| sentence.raw(word, last).filter(|_| word <= last);
    match (sentence.word(first), sentence.word(first + 1)) {
        ("i'm", _) => Some(format!("is {}", from(first + 1)?)),
        ("i", "am") => Some(format!("is {}", from(first + 2)?)),
        ("i", "own" | "run" | "manage" | "decide" | "handle" | "make") => {
            let (verb, rest) = (sentence.word(first + 1), from(first + 2));
            Some(rest.map_or_else(|| format!("{verb}s"), |rest| format!("{verb}s {rest}")))
        }
        (
            "owner" | "co-owner" | "founder" | "co-founder" | "ceo" | "cto" | "cfo" | "coo" | "head" | "director",
            "of",
        ) => Some(format!("is {}", from(first)?)),
        _ => None,
    }
}

/// The words of the sentence around a cue, and which of them are the cue's.
struct Words<'t> {
    raw: &'t str,
    folded: Folded,
    outline: Outline,
    /// The words of the sentence.
    all: Range<usize>,
    /// Those of the cue.
    cue: Range<usize>,
}

impl<'t> Words<'t> {
    fn around(raw: &'t str, cue: &Range<usize>) -> Self {
        let folded = Folded::of(raw);
        let outline = Outline::of(&folded.text);
        let in_raw = |i: usize| folded.raw_range(outline.words[i].start, outline.words[i].end);
        let first = (0..outline.words.len()).find(|&i| in_raw(i).1 > cue.start).unwrap_or(outline.words.len());
        let count = (first..outline.words.len()).take_while(|&i| in_raw(i).0 < cue.end).count();
        let start = outline.words.get(first).map_or(0, |word| word.start);
        let all = outline.sentences[outline.sentence_at(start)].words.clone();
        Self { raw, all, cue: first..first + count, folded, outline }
    }

    fn word(&self, i: usize) -> &str {
        if self.all.contains(&i) { self.outline.word(&self.folded.text, i) } else { "" }
    }

    fn is_same_clause(&self, a: usize, b: usize) -> bool {
        self.outline.same_clause(a, b)
    }

    /// The raw text from one word to another, both included.
    fn raw(&self, first: usize, last: usize) -> Option<&'t str> {
        let (start, end) = (self.outline.words.get(first)?.start, self.outline.words.get(last)?.end);
        if start >= end {
            return None;
        }
        let (start, end) = self.folded.raw_range(start, end);
        self.raw.get(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, cue: &str) -> Range<usize> {
        let start = text.to_lowercase().find(cue).expect(cue);
        start..start + cue.len()
    }

    #[test]
    fn the_amount_nearest_to_the_cue_is_told_as_it_was_written() {
        for (text, cue, told) in [
            ("Our budget is $10k for 40 people", "our budget", Some("$10k")),
            ("The $20 one is nice. My budget is around 5 thousand pesos", "my budget", Some("5 thousand pesos")),
            ("can spend up to PHP 12,500 po", "can spend", Some("PHP 12,500")),
            ("ngân sách của mình 200.000đ, budget is that", "budget is", Some("200.000đ")),
            ("budget of ten or so for the 5pm show", "budget of", None),
        ] {
            assert_eq!(amount(text, &span(text, cue)), told, "{text}");
        }
    }

    #[test]
    fn the_words_that_say_by_when_are_told_as_they_were_written() {
        for (text, cue, told) in [
            ("We need it by next Friday, can you?", "need it by", Some("by next Friday")),
            ("Must be done by Monday please", "by monday", Some("by Monday")),
            ("Could you come within a week? We are 4", "within a week", Some("within a week")),
            ("I need this ASAP!!", "asap", Some("ASAP")),
            ("It is leaking everywhere", "leaking everywhere", None),
            ("need it by", "need it by", None),
        ] {
            assert_eq!(deadline(text, &span(text, cue)), told, "{text}");
        }
    }

    #[test]
    fn who_they_are_is_said_of_them() {
        for (text, cue, told) in [
            ("Hi, I'm the owner of two shops", "i'm the owner", Some("is the owner")),
            ("I am the CEO", "i am the ceo", Some("is the CEO")),
            ("I own a salon in Cebu", "i own a", Some("owns a salon")),
            ("CEO of Acme here", "ceo of", Some("is CEO of Acme")),
            ("business owner", "business owner", None),
            ("i own a", "i own a", None),
        ] {
            assert_eq!(role(text, &span(text, cue)).as_deref(), told, "{text}");
        }
    }

    #[test]
    fn no_text_and_no_place_in_it_breaks_anything() {
        for text in ["", " ", "ĐẶT BÀN by ngày mai", "by", "i own a ﷽", "10k"] {
            for start in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                for end in (start..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                    let _ = (amount(text, &(start..end)), deadline(text, &(start..end)), role(text, &(start..end)));
                }
            }
        }
    }
}

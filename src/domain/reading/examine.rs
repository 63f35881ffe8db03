//! One pass over one message: from phrase hits to the evidence that stands. Buffers are kept between messages, and a
//! message without a hit costs no more than the scan.

use std::ops::Range;

use super::context::Place;
use super::due::{self, Named};
use super::fold::Folded;
use super::function_words::is_subject;
use super::matcher::{Hit, Matcher};
use super::money::{is_amount, is_number, price_at};
use super::pack::{Need, Term, Use};
use super::sentence::{Outline, Sentence};
use super::{Evidence, Reader, promise};
use crate::domain::cue::{Cue, Sender};
use crate::domain::time::Instant;

/// How many words away a number may stand from a phrase that needs one.
const NUMBER_REACH: usize = 5;

/// What is needed while a message is looked at.
#[derive(Default)]
pub struct Scratch {
    folded: Folded,
    hits: Vec<Hit>,
    outline: Outline,
    /// The evidence that stands, by the folded text.
    pub found: Vec<Found>,
}

/// A piece of evidence by its place in the folded text.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// What it is evidence of.
    pub cue: Cue,
    start: usize,
    end: usize,
    /// The phrase of the matcher, and the pack it comes from; none if a rule found it.
    phrase: Option<(usize, usize)>,
}

impl Reader {
    /// Leaves what the text is evidence of in `scratch` and returns the keywords in it.
    pub fn examine(&self, sender: Sender, text: &str, scratch: &mut Scratch) -> u64 {
        let Scratch { folded, hits, outline, found } = scratch;
        found.clear();
        folded.fold(text);
        let text = folded.text.as_str();
        let matcher = self.matcher(sender);
        matcher.scan(text, hits);
        let mut keywords = 0;
        let mut has_evidence = sender.is_ours() && text.bytes().any(|b| b == b'?' || b.is_ascii_digit());
        for meaning in hits.iter().flat_map(|hit| matcher.uses(hit.phrase)) {
            match meaning {
                Use::Keyword(bit) => keywords |= 1 << bit,
                Use::Evidence(_) | Use::Commissive => has_evidence = true,
                Use::Unless(_) => {}
            }
        }
        if has_evidence {
            outline.split(text);
            cancel(matcher, hits, outline);
            weigh_hits(matcher, text, hits, outline, found);
            if sender.is_ours() {
                outline.sentences.iter().for_each(|sentence| {
                    let place = Place { text, outline, sentence };
                    found.extend(question_in(&place));
                    found.extend(prices_in(&place));
                });
            }
        }
        keywords
    }

    fn matcher(&self, sender: Sender) -> &Matcher {
        if sender.is_ours() { &self.ours } else { &self.visitor }
    }

    /// The earliest time that a promise in the text names. Words behind the promise in its sentence come before those
    /// ahead of it: "we got it today and I'll call you tomorrow"; and of those ahead, a clause with a subject of its own
    /// tells of something else: "it left us on Friday; let me check".
    pub fn earliest_due(&self, at: Instant, scratch: &Scratch) -> Named {
        let (text, outline) = (&scratch.folded.text, &scratch.outline);
        let mut earliest = Named::Nothing;
        for found in scratch.found.iter().filter(|found| found.cue == Cue::Promise) {
            let sentence = &outline.sentences[outline.sentence_at(found.start)];
            let behind = due::named(&text[found.start..sentence.end.max(found.end)], at, self.time_zone);
            let named = match behind {
                Named::At(_) => behind,
                _ => match due::named(&text[words_ahead(text, outline, sentence, found.start)], at, self.time_zone) {
                    Named::Nothing => behind,
                    ahead => ahead,
                },
            };
            earliest = match (earliest, named) {
                (Named::At(one), Named::At(other)) => Named::At(one.min(other)),
                (Named::At(_), _) | (_, Named::Nothing) => earliest,
                _ => named,
            };
        }
        earliest
    }

    /// What was found, in the raw text.
    pub fn tell(&self, scratch: &mut Scratch) -> Vec<Evidence> {
        let Scratch { folded, found, .. } = scratch;
        found.sort_by_key(|f| (f.start, std::cmp::Reverse(f.end), f.cue, f.phrase.is_none()));
        let mut told_to = [0; Cue::ALL.len()];
        let mut evidence = Vec::new();
        for Found { cue, start, end, phrase } in found.iter().copied() {
            // In this order a span lies inside an earlier one exactly if it does not reach beyond it.
            if end <= told_to[cue as usize] {
                continue;
            }
            told_to[cue as usize] = end;
            let matcher = if cue.is_ours() { &self.ours } else { &self.visitor };
            let (phrase, pack) = match phrase {
                Some((phrase, pack)) => (matcher.phrase(phrase), pack),
                None => (&folded.text[start..end], 0),
            };
            let (phrase, pack) = (phrase.to_string(), self.pack_names[pack].to_string());
            let (start, end) = folded.raw_range(start, end);
            evidence.push(Evidence { cue, start, end, phrase, pack });
        }
        evidence
    }
}

/// The words of a promise's sentence before it, back to the first clause that has a subject of its own.
fn words_ahead(text: &str, outline: &Outline, sentence: &Sentence, promise: usize) -> Range<usize> {
    let first_in_clause = |word: usize| outline.clause_start(word).max(sentence.words.start);
    let mut first = first_in_clause(outline.words_in(promise, promise + 1).start);
    while first > sentence.words.start {
        let clause = first_in_clause(first - 1);
        if (clause..first).any(|word| is_subject(outline.word(text, word))) {
            break;
        }
        first = clause;
    }
    outline.words.get(first).map_or(promise, |word| word.start.min(promise))..promise
}

/// Marks the cues that an `unless` phrase takes out of its sentence.
fn cancel(matcher: &Matcher, hits: &[Hit], outline: &mut Outline) {
    for hit in hits {
        for meaning in matcher.uses(hit.phrase) {
            if let Use::Unless(cue) = meaning {
                let sentence = outline.sentence_at(hit.start);
                outline.sentences[sentence].cancelled.insert(*cue);
            }
        }
    }
}

fn weigh_hits(matcher: &Matcher, text: &str, hits: &[Hit], outline: &Outline, found: &mut Vec<Found>) {
    for hit in hits {
        let sentence = &outline.sentences[outline.sentence_at(hit.start)];
        let place = Place { text, outline, sentence };
        let words = outline.words_in(hit.start, hit.end);
        for meaning in matcher.uses(hit.phrase) {
            match meaning {
                Use::Evidence(term) if counts(&place, &words, term) => {
                    let phrase = Some((hit.phrase, term.pack));
                    found.push(Found { cue: term.cue, start: hit.start, end: hit.end, phrase });
                }
                Use::Commissive => found.extend(promise_by_rule(&place, &words)),
                _ => {}
            }
        }
    }
}

/// Whether a phrase is evidence where it stands.
fn counts(place: &Place, words: &Range<usize>, term: &Term) -> bool {
    let has_what_it_needs = match term.need {
        Need::Nothing => true,
        Need::Question => place.sentence.is_question,
        Need::Number => has_number(place, words, term.cue),
    };
    has_what_it_needs
        && !(term.cancellable && place.sentence.cancelled.contains(term.cue))
        && !(term.negatable && place.is_negated(words))
        && !(term.conditional && is_hypothetical(place, words, term.cue))
}

fn is_hypothetical(place: &Place, words: &Range<usize>, cue: Cue) -> bool {
    if cue == Cue::Promise { !promise::stands(place, words) } else { place.is_hypothetical(words) }
}

/// Whether a number stands close by; near the words of a budget it has to be an amount of money.
fn has_number(place: &Place, words: &Range<usize>, cue: Cue) -> bool {
    let sentence = &place.sentence.words;
    let first = words.start.saturating_sub(NUMBER_REACH).max(sentence.start);
    let after = (words.end + NUMBER_REACH).min(sentence.end);
    (first..after).filter(|i| !words.contains(i)).any(|i| match cue {
        Cue::Budget => is_amount(place, i),
        _ => is_number(place.word(i)),
    })
}

fn promise_by_rule(place: &Place, opener: &Range<usize>) -> Option<Found> {
    let words = promise::promise_at(place, opener)?;
    let term =
        Term { cue: Cue::Promise, pack: 0, need: Need::Nothing, negatable: true, conditional: true, cancellable: true };
    let (start, end) = (place.outline.words[words.start].start, place.outline.words[words.end - 1].end);
    counts(place, &words, &term).then_some(Found { cue: Cue::Promise, start, end, phrase: None })
}

/// The sentence itself, if it asks the visitor something. "Anything else?" and a lone "ok?" ask nothing.
fn question_in(place: &Place) -> Option<Found> {
    let Sentence { start, end, ref words, has_question_mark, cancelled, .. } = *place.sentence;
    if !has_question_mark || words.is_empty() || cancelled.contains(Cue::Question) {
        return None;
    }
    let is_closing =
        words.clone().any(|i| matches!(place.word(i), "anything" | "something") && place.word(i + 1) == "else");
    let is_tag =
        words.len() == 1 && matches!(place.word(words.start), "ok" | "okay" | "right" | "alright" | "deal" | "yes");
    if is_closing || is_tag {
        return None;
    }
    let sentence = &place.text[start..end];
    let start = start + (sentence.len() - sentence.trim_start().len());
    Some(Found { cue: Cue::Question, start, end: start + sentence.trim().len(), phrase: None })
}

/// The prices that the sentence names.
fn prices_in<'a>(place: &'a Place) -> impl Iterator<Item = Found> + 'a {
    let is_cancelled = place.sentence.cancelled.contains(Cue::Quote);
    let words = if is_cancelled { 0..0 } else { place.sentence.words.clone() };
    words.filter_map(|i| price_at(place, i)).map(|(start, end)| Found { cue: Cue::Quote, start, end, phrase: None })
}

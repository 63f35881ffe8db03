//! One pass over one message: from phrase hits to the evidence that stands. Buffers are kept between messages, and a
//! message without a hit costs no more than the scan.

use std::ops::Range;

use super::context::Place;
use super::due::{self, Named};
use super::fold::Folded;
use super::function_words::is_subject;
use super::language::Language;
use super::learned::Buffers;
use super::learned::features::Clues;
use super::matcher::{Hit, Matcher};
use super::money::{is_amount, is_number, price_at};
use super::pack::{Need, Term, Use};
use super::personal::{self, Statement};
use super::sentence::{Outline, Sentence};
use super::time_words::read_time_words;
use super::{Evidence, Reader, learned, promise};
use crate::domain::cue::{Cue, CueSet, Sender};
use crate::domain::leaning::Leaning;
use crate::domain::time::Instant;

/// How many words away a number may stand from a phrase that needs one.
const NUMBER_REACH: usize = 5;

/// What is needed while a message is looked at.
#[derive(Default)]
pub struct Scratch {
    folded: Folded,
    hits: Vec<Hit>,
    outline: Outline,
    /// Whether the outline is that of this text; most need none.
    is_outlined: bool,
    learned: Buffers,
    /// The evidence that stands, by the folded text.
    pub found: Vec<Found>,
    /// What the visitor says of themselves and is after, by the raw text.
    pub said: Vec<Statement>,
    /// What the words say of the class of the conversation.
    pub leaning: Leaning,
}

/// A piece of evidence by its place in the folded text.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// What it is evidence of.
    pub cue: Cue,
    start: usize,
    end: usize,
    source: Source,
    language: Language,
}

/// What found a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// This phrase of the matcher, out of this pack.
    Phrase {
        number: usize,
        pack: usize,
    },
    Rule,
    Learned,
}

impl Reader {
    /// Leaves what the text is evidence of in `scratch` and returns the keywords in it.
    pub fn examine(&self, sender: Sender, text: &str, scratch: &mut Scratch) -> u64 {
        let keywords = self.examine_by_rule(sender, text, scratch);
        self.weigh_words(sender, scratch);
        keywords
    }

    /// Settles by all words of the text which cues it has, where that was learnt: takes away what phrases and rules found
    /// if the words speak against it, and adds what the words speak for.
    fn weigh_words(&self, sender: Sender, scratch: &mut Scratch) {
        let Scratch { folded, hits, outline, is_outlined, learned, found, leaning, .. } = scratch;
        let model = &self.learned[usize::from(sender.is_ours())];
        let text = folded.text.as_str();
        let clues = clues(self.matcher(sender), hits, found);
        let judgement = model.judge(text, sender, clues, learned);
        let cues = judgement.cues;
        found.retain(|found| cues.contains(found.cue) || !model.cues().contains(found.cue) || self.is_users(*found));
        let missing = cues.without(clues.stands);
        // Around a promise it is looked for when it is due.
        if missing.contains(Cue::Promise) && !*is_outlined {
            outline.split(text);
        }
        found.extend(missing.iter().map(|cue| {
            let Range { start, end } = model.ground(cue, text, sender, clues, learned).unwrap_or(0..text.len());
            Found { cue, start, end, source: Source::Learned, language: Language::of_text(text) }
        }));
        let mut cues = CueSet::EMPTY;
        found.iter().for_each(|found| cues.insert(found.cue));
        // What a bot says was made up before anybody wrote.
        *leaning = if sender == Sender::Bot { Leaning::NONE } else { model.leaning(&judgement, cues) };
    }

    /// The same by phrases and rules alone.
    fn examine_by_rule(&self, sender: Sender, text: &str, scratch: &mut Scratch) -> u64 {
        let Scratch { folded, hits, outline, is_outlined, found, said, .. } = scratch;
        let raw = text;
        found.clear();
        said.clear();
        folded.fold(raw);
        let text = folded.text.as_str();
        let matcher = self.matcher(sender);
        matcher.scan(text, hits);
        let mut keywords = 0;
        let mut may_say = sender == Sender::Visitor && personal::may_answer(text);
        let mut has_evidence = sender.is_ours() && text.bytes().any(|b| b == b'?' || b.is_ascii_digit());
        for meaning in hits.iter().flat_map(|hit| matcher.uses(hit.phrase)) {
            match meaning {
                Use::Keyword(bit) => keywords |= 1 << bit,
                Use::Evidence(_) | Use::Commissive => has_evidence = true,
                Use::Personal(_) => may_say = true,
                Use::Unless(_) => {}
            }
        }
        *is_outlined = has_evidence || may_say;
        if *is_outlined {
            outline.split(text);
        }
        if may_say {
            *said = personal::find(raw, folded, outline, hits, matcher);
        }
        if has_evidence {
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

    /// Whether one of the user's own phrases found it, which are taken at their word.
    fn is_users(&self, found: Found) -> bool {
        matches!(found.source, Source::Phrase { pack, .. } if pack + 1 == self.pack_names.len())
    }

    /// What the phrases and rules alone say of a message, with its folded text: what the weights are learnt from.
    pub fn clues(&self, sender: Sender, text: &str) -> (Clues, String) {
        let mut scratch = Scratch::default();
        self.examine_by_rule(sender, text, &mut scratch);
        (clues(self.matcher(sender), &scratch.hits, &scratch.found), scratch.folded.text)
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
            let named_in = |span: Range<usize>| due::named(&text[span], at, self.time_zone, found.language);
            let behind = named_in(found.start..sentence.end.max(found.end));
            // What stands in the promise's own clause comes before what the clauses ahead of that say.
            let clause = outline.clause_start(outline.words_in(found.start, found.start + 1).start);
            let own = outline.words[clause].start.clamp(sentence.start, found.start)..found.start;
            let ahead = || {
                let of_own = named_in(own.clone());
                if of_own == Named::Nothing {
                    named_in(words_ahead(text, outline, sentence, found.start))
                } else {
                    of_own
                }
            };
            let named = match behind {
                Named::At(_) => behind,
                _ => Some(ahead()).filter(|ahead| *ahead != Named::Nothing).unwrap_or(behind),
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
        found.sort_by_key(|f| (f.start, std::cmp::Reverse(f.end), f.cue, !matches!(f.source, Source::Phrase { .. })));
        let mut told_to = [0; Cue::ALL.len()];
        let mut evidence = Vec::new();
        for Found { cue, start, end, source, .. } in found.iter().copied() {
            // In this order a span lies inside an earlier one exactly if it does not reach beyond it.
            if end <= told_to[cue as usize] {
                continue;
            }
            told_to[cue as usize] = end;
            let matcher = if cue.is_ours() { &self.ours } else { &self.visitor };
            let words = &folded.text[start..end];
            let (phrase, pack) = match source {
                Source::Phrase { number, pack } => (matcher.phrase(number), self.pack_names[pack]),
                Source::Rule => (words, self.pack_names[0]),
                Source::Learned => (words, learned::PACK),
            };
            let (phrase, pack) = (phrase.to_string(), pack.to_string());
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

/// The cues of what was found and of what only looked like it.
fn clues(matcher: &Matcher, hits: &[Hit], found: &[Found]) -> Clues {
    let (mut stands, mut mentioned) = (CueSet::EMPTY, CueSet::EMPTY);
    found.iter().for_each(|found| stands.insert(found.cue));
    for meaning in hits.iter().flat_map(|hit| matcher.uses(hit.phrase)) {
        match meaning {
            Use::Evidence(term) => mentioned.insert(term.cue),
            Use::Commissive => mentioned.insert(Cue::Promise),
            _ => {}
        }
    }
    Clues { stands, mentioned: mentioned.without(stands) }
}

fn weigh_hits(matcher: &Matcher, text: &str, hits: &[Hit], outline: &Outline, found: &mut Vec<Found>) {
    for hit in hits {
        let sentence = &outline.sentences[outline.sentence_at(hit.start)];
        let place = Place { text, outline, sentence };
        let words = outline.words_in(hit.start, hit.end);
        for meaning in matcher.uses(hit.phrase) {
            match meaning {
                Use::Evidence(term) if counts(&place, &words, term) => {
                    let source = Source::Phrase { number: hit.phrase, pack: term.pack };
                    let (start, end, language) = (hit.start, hit.end, term.language);
                    found.push(Found { cue: term.cue, start, end, source, language });
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
        Need::Question => place.is_asked(term.language),
        Need::Number => has_number(place, words, term.cue),
        Need::Time => {
            let sentence = &place.text[place.sentence.start..place.sentence.end];
            !read_time_words(sentence, &Outline::of(sentence), term.language).is_empty()
        }
    };
    has_what_it_needs
        && !(term.cancellable && place.sentence.cancelled.contains(term.cue))
        && !(term.negatable && place.is_negated(words, term.language))
        && !(term.conditional && is_hypothetical(place, words, term))
}

fn is_hypothetical(place: &Place, words: &Range<usize>, term: &Term) -> bool {
    match term.cue {
        Cue::Promise => !promise::stands(place, words, term.language),
        _ => place.is_hypothetical(words, term.language),
    }
}

/// Whether a number stands close by; where money is meant it has to be an amount.
fn has_number(place: &Place, words: &Range<usize>, cue: Cue) -> bool {
    let sentence = &place.sentence.words;
    let first = words.start.saturating_sub(NUMBER_REACH).max(sentence.start);
    let after = (words.end + NUMBER_REACH).min(sentence.end);
    (first..after).filter(|i| !words.contains(i)).any(|i| match cue {
        Cue::Budget | Cue::Quote => is_amount(place, i),
        _ => is_number(place.word(i)),
    })
}

fn found_by_rule(cue: Cue, start: usize, end: usize) -> Found {
    Found { cue, start, end, source: Source::Rule, language: Language::English }
}

fn promise_by_rule(place: &Place, opener: &Range<usize>) -> Option<Found> {
    let words = promise::promise_at(place, opener)?;
    let term = Term {
        cue: Cue::Promise,
        pack: 0,
        language: Language::English,
        need: Need::Nothing,
        negatable: true,
        conditional: true,
        cancellable: true,
    };
    let (start, end) = (place.outline.words[words.start].start, place.outline.words[words.end - 1].end);
    counts(place, &words, &term).then_some(found_by_rule(Cue::Promise, start, end))
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
    Some(found_by_rule(Cue::Question, start, start + sentence.trim().len()))
}

/// The prices that the sentence names.
fn prices_in<'a>(place: &'a Place) -> impl Iterator<Item = Found> + 'a {
    let is_cancelled = place.sentence.cancelled.contains(Cue::Quote);
    let words = if is_cancelled { 0..0 } else { place.sentence.words.clone() };
    words.filter_map(|i| price_at(place, i)).map(|(start, end)| found_by_rule(Cue::Quote, start, end))
}

//! One sentence and its sum: phrases first, then the valence of each word as its neighbours leave it, then "but", the
//! question and the marks at the end.

use super::Tally;
use super::lexicon::{Entry, Lexicon, Role};

/// A longer sentence is cut here; few sentences have half as many words.
const WORDS_MAX: usize = 64;
/// Negations and boosters reach this many words.
const REACH: usize = 3;

// The paper's constants.
const BOOST: f32 = 0.293;
const BOOST_DECAY: [f32; REACH] = [1.0, 0.95, 0.9];
const STRESS: f32 = 0.733;
const NEGATION: f32 = -0.74;
const NEVER_SO: f32 = 1.25;
const BEFORE_BUT: f32 = 0.5;
const AFTER_BUT: f32 = 1.5;
const EXCLAMATION: f32 = 0.292;
const QUESTION: f32 = 0.18;
const QUESTIONS_MANY: f32 = 0.96;
/// A fault that the writer asks about ("is it broken?") is half a complaint.
const ASKED_FAULT: f32 = 0.5;

/// A word as it stands in a sentence.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    /// What is known about it.
    pub(super) entry: Entry,
    /// In capitals.
    pub(super) is_stressed: bool,
    /// Followed by a comma or the like: nothing reaches across it.
    pub(super) ends_clause: bool,
    /// An emoji or emoticon: the writer's own mood, which no neighbour changes.
    pub(super) is_face: bool,
}

/// The words of one sentence and how it ended. Reused from sentence to sentence, so that nothing is allocated.
#[derive(Debug)]
pub(super) struct Sentence {
    words: [Word; WORDS_MAX],
    length: usize,
    has_stressed: bool,
    /// "!" at the end.
    pub(super) exclamations: u8,
    /// "?" at the end.
    pub(super) questions: u8,
}

/// What a sentence adds to its message.
pub(super) struct Scored {
    /// Its sum.
    pub(super) tally: Tally,
    /// It began with "but": the sentence before counts less.
    pub(super) takes_back: bool,
}

impl Sentence {
    /// An empty sentence.
    pub(super) fn new() -> Self {
        Self { words: [Word::default(); WORDS_MAX], length: 0, has_stressed: false, exclamations: 0, questions: 0 }
    }

    /// Empties it for the next.
    pub(super) fn clear(&mut self) {
        (self.length, self.has_stressed, self.exclamations, self.questions) = (0, false, 0, 0);
    }

    /// Adds a word; there must be room.
    pub(super) fn push(&mut self, word: Word) {
        if let Some(place) = self.words.get_mut(self.length) {
            *place = word;
            self.length += 1;
            self.has_stressed |= word.is_stressed;
        }
    }

    /// Whether no word fits in any more.
    pub(super) fn is_full(&self) -> bool {
        self.length == WORDS_MAX
    }

    /// The latest word.
    pub(super) fn last_mut(&mut self) -> Option<&mut Word> {
        self.words[..self.length].last_mut()
    }

    /// The sum of the sentence. Takes its "!" from what the message has left of them.
    pub(super) fn score(&mut self, lexicon: &Lexicon, marks_left: &mut u8) -> Scored {
        self.fold_phrases(lexicon);
        let takes_back = self.words().first().is_some_and(|word| word.entry.role == Role::Turns);
        if self.words().iter().all(|word| word.entry.valence == 0) {
            return Scored { tally: Tally::default(), takes_back };
        }
        self.fold_boosters();
        let turn = self.words().iter().position(|word| word.entry.role == Role::Turns);
        let question = if self.questions > 0 { self.opener() } else { None };
        let mut tally = Tally::default();
        for (at, word) in self.words().iter().enumerate().filter(|(_, word)| word.entry.valence != 0) {
            let asked = question.filter(|&(opener, _)| at > opener && !word.is_face).map(|(_, role)| role);
            let weight = turn.map_or(1.0, |turn| if at < turn { BEFORE_BUT } else { AFTER_BUT });
            let plain = self.valence(at, false);
            let stressed = if self.has_stressed { self.valence(at, true) } else { plain };
            tally += Tally { plain: as_asked(plain, asked), stressed: as_asked(stressed, asked) } * weight;
        }
        let marks = self.exclamations.min(*marks_left);
        if tally.plain != 0.0 {
            *marks_left -= marks;
            let emphasis = f32::from(marks) * EXCLAMATION + self.question_emphasis();
            tally += Tally { plain: emphasis * sign(tally.plain), stressed: emphasis * sign(tally.stressed) };
        }
        Scored { tally, takes_back }
    }

    fn words(&self) -> &[Word] {
        &self.words[..self.length]
    }

    /// Puts the meaning of each phrase on its first word and takes the meaning from the others.
    fn fold_phrases(&mut self, lexicon: &Lexicon) {
        let mut at = 0;
        while at < self.length {
            if !self.words[at].entry.starts_phrase {
                at += 1;
                continue;
            }
            let entries = self.words()[at..].iter().map(|word| word.entry);
            let Some((length, entry)) = lexicon.phrase_at(entries) else {
                at += 1;
                continue;
            };
            let ends_clause = self.words[at + length - 1].ends_clause;
            for word in &mut self.words[at..at + length] {
                (word.entry, word.ends_clause) = (Entry::default(), false);
            }
            self.words[at].entry = entry;
            at += length;
            self.words[at - 1].ends_clause = ends_clause;
        }
    }

    /// A booster with a valence of its own ("incredible", "super") only boosts where a word with a valence follows.
    fn fold_boosters(&mut self) {
        for at in 1..self.length {
            let follower = self.words[at].entry.valence;
            let word = &mut self.words[at - 1];
            if word.entry.boost != 0 && follower != 0 && !word.ends_clause && !self.words[at].is_face {
                self.words[at - 1].entry.valence = 0;
            }
        }
    }

    /// Where the question begins, and how it is opened.
    fn opener(&self) -> Option<(usize, Role)> {
        let words = self.words();
        words.iter().enumerate().find_map(|(at, word)| {
            let is_first = at == 0 || words[at - 1].ends_clause;
            let opens = match word.entry.role {
                Role::Asks | Role::Presumes => true,
                Role::AsksFirst => is_first || words.get(at + 1).is_some_and(|next| next.entry.is_subject),
                _ => false,
            };
            opens.then_some((at, word.entry.role))
        })
    }

    /// The valence of the word `at` as the words around it leave it.
    fn valence(&self, at: usize, with_stress: bool) -> f32 {
        let word = self.words[at];
        let mut valence = f32::from(word.entry.valence) / 100.0;
        if with_stress && word.is_stressed {
            valence += STRESS * sign(valence);
        }
        if word.is_face {
            return valence;
        }
        if !word.ends_clause && self.words().get(at + 1).is_some_and(|next| next.entry.boosts_back) {
            valence += BOOST * sign(valence);
        }
        let before = self.words[..at].iter().rev().zip(BOOST_DECAY).take_while(|(word, _)| !word.ends_clause);
        for (distance, (neighbour, decay)) in before.enumerate().filter(|(_, (word, _))| word.entry.valence == 0) {
            let between = &self.words[at - distance..at];
            valence += boost_of(neighbour, with_stress) * decay * sign(valence);
            valence *= negation_of(neighbour.entry.role, between);
        }
        valence
    }

    fn question_emphasis(&self) -> f32 {
        match self.questions {
            0 | 1 => 0.0,
            few @ 2..=3 => f32::from(few) * QUESTION,
            _ => QUESTIONS_MANY,
        }
    }
}

/// How much a word strengthens the one it stands before.
fn boost_of(word: &Word, with_stress: bool) -> f32 {
    match word.entry.boost {
        0 => 0.0,
        boost => f32::from(boost) * BOOST + if with_stress && word.is_stressed { STRESS } else { 0.0 },
    }
}

/// The factor of a word before, with the words `between` it and the one it may negate.
fn negation_of(role: Role, between: &[Word]) -> f32 {
    match role {
        Role::Negates => NEGATION,
        Role::Never if between.iter().any(|word| word.entry.role == Role::Degree) => NEVER_SO,
        Role::Never => NEGATION,
        Role::NegatesNext if between.iter().all(|word| word.entry.boost != 0) => NEGATION,
        _ => 1.0,
    }
}

/// What a valence counts inside a question opened in this way, if any.
fn as_asked(valence: f32, opener: Option<Role>) -> f32 {
    match opener {
        Some(_) if valence > 0.0 => 0.0,
        Some(Role::Asks | Role::AsksFirst) => valence * ASKED_FAULT,
        _ => valence,
    }
}

fn sign(number: f32) -> f32 {
    if number > 0.0 {
        1.0
    } else if number < 0.0 {
        -1.0
    } else {
        0.0
    }
}

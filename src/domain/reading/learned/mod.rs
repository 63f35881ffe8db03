//! The learned part of the reader: linear models over the words of a message and what the phrases say of it, one for each
//! cue, and one for each class that a conversation may have. Phrases find what somebody thought of; words in other orders,
//! other spellings and the company they keep tell as much.
//!
//! The weights are learnt from the hand-written messages of `fixtures/gold` by `tests/load/learn` (support vector
//! machines), and are lists to be read: `visitor.tsv` of what visitors write, `ours.tsv` of what we write, a feature a line
//! (`features`) with its weights for cues (`need=37`) and for classes (`>spam=-12`). A message has a cue if the weights of
//! its features, each for its [`share`], come to more than the cue's threshold. For classes they add
//! up from message to message ([`Leaning`]), and the conversation is of the class with the largest sum ([`class_of`]).

use std::ops::Range;
use std::sync::OnceLock;

use crate::domain::cue::{Cue, CueSet, Sender};
use crate::domain::deciding::Class;
use crate::domain::leaning::{Leaning, OUTCOMES};

pub mod features;
pub mod tokens;
pub mod weights;

use features::Clues;
use tokens::Token;
use weights::{CLASSES, TARGETS, Weights, name_of_class, target};

/// The lists of weights, which readings go by.
pub const WEIGHTS: [&str; 2] = [include_str!("visitor.tsv"), include_str!("ours.tsv")];

/// What speaks for each class before anything is said, in hundredths.
pub const PRIORS: &str = include_str!("classes.tsv");

/// The name of the pack of what was found by its words.
pub const PACK: &str = "learned";

/// Weights are written in hundredths, so that sums of them are exact.
pub const ONE: f32 = 100.0;

/// The length of a message of many features, each of which counts the same.
const LENGTH: f32 = 3.0;
/// A message of few features is shorter, as if it had so many more that say nothing.
const SILENT: f32 = 10.0;

/// What each feature of a message with so many counts for cues.
pub fn share(features: usize) -> f32 {
    LENGTH / (features as f32 + SILENT).sqrt()
}

/// What every feature of a message counts where classes are learnt, before division by the root of the number of messages
/// in the conversation; and what a weight of a leaning stands for.
pub const CLASS_LENGTH: f32 = 0.45;
/// See [`CLASS_LENGTH`].
pub const LEANING_STEP: f32 = 0.15;

/// What a word must weigh, in hundredths, to be shown as one that speaks for a cue.
const WORTH: f32 = 10.0;

/// A linear model for the cues of one side.
#[derive(Debug)]
pub struct Model(Weights);

/// What the words of a message come to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Judgement {
    /// The cues that it is evidence of.
    pub cues: CueSet,
    /// For each class and none, in hundredths.
    classes: [i16; OUTCOMES],
}

/// What is needed while a message is judged. Kept between messages so that its buffers are reused.
#[derive(Debug, Default)]
pub struct Buffers {
    tokens: Vec<Token>,
    /// What each token has of the weights.
    shares: Vec<f32>,
}

impl Model {
    /// The models for visitors' messages and for ours.
    pub fn built_in() -> &'static [Self; 2] {
        static MODELS: OnceLock<[Model; 2]> = OnceLock::new();
        MODELS.get_or_init(|| WEIGHTS.map(Self::read))
    }

    /// The model of a list of weights.
    pub fn read(list: &str) -> Self {
        Self(Weights::read(list))
    }

    /// The cues that were learnt. Of all others the model says nothing.
    pub const fn cues(&self) -> CueSet {
        self.0.cues
    }

    /// What the folded text of a message is evidence of.
    pub fn judge(&self, text: &str, sender: Sender, clues: Clues, buffers: &mut Buffers) -> Judgement {
        let mut sums = [0_i16; TARGETS];
        let mut count = 0;
        features::each(text, sender, clues, &mut buffers.tokens, |feature| {
            count += 1;
            if let Some(row) = self.0.of(feature.hash) {
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum = sum.saturating_add(*weight));
            }
        });
        let share = share(count);
        let mut judgement = Judgement::default();
        for cue in self.cues().iter() {
            if f32::from(sums[target(cue)]) * share > self.0.thresholds[target(cue)] {
                judgement.cues.insert(cue);
            }
        }
        judgement.classes.copy_from_slice(&sums[CLASSES]);
        judgement
    }

    /// What a message that was judged so says of the class of its conversation, now that all its cues are known.
    pub fn leaning(&self, judgement: &Judgement, cues: CueSet) -> Leaning {
        let mut sums = judgement.classes;
        for row in cues.iter().filter_map(|cue| self.0.of(features::found(cue))) {
            sums.iter_mut().zip(&row[CLASSES]).for_each(|(sum, weight)| *sum = sum.saturating_add(*weight));
        }
        Leaning::of(sums.map(|sum| (f32::from(sum) * (CLASS_LENGTH / LEANING_STEP / ONE)).round() as i32))
    }

    /// The words in the folded text of a message that speak for a cue the most: those in a row whose weights, each
    /// feature's shared among its words, add up to the most.
    pub fn ground(
        &self,
        cue: Cue,
        text: &str,
        sender: Sender,
        clues: Clues,
        buffers: &mut Buffers,
    ) -> Option<Range<usize>> {
        let Buffers { tokens, shares } = buffers;
        shares.clear();
        features::each(text, sender, clues, tokens, |feature| {
            let weight = self.0.of(feature.hash).map_or(0, |row| row[target(cue)]);
            if let Some(words) = feature.words().filter(|_| weight != 0) {
                shares.resize(shares.len().max(words.end), -WORTH);
                let share = f32::from(weight) / words.len() as f32;
                shares[words].iter_mut().for_each(|sum| *sum += share);
            }
        });
        let words = heaviest(&shares[..shares.len().min(tokens.len())])?;
        Some(tokens[words.start].start..tokens[words.end - 1].end)
    }
}

/// The stretch of numbers with the largest sum; none if no number is positive (Kadane's algorithm).
fn heaviest(numbers: &[f32]) -> Option<Range<usize>> {
    let (mut heaviest, mut most) = (None, 0.0);
    let (mut start, mut sum) = (0, 0.0);
    for (at, number) in numbers.iter().enumerate() {
        if sum <= 0.0 {
            (start, sum) = (at, 0.0);
        }
        sum += number;
        if sum > most {
            (heaviest, most) = (Some(start..at + 1), sum);
        }
    }
    heaviest
}

/// The cues of visitors who wrote for a reason: with one of them a conversation is of some class.
pub const TELLING: CueSet = CueSet::of(&[
    Cue::PricingQuestion,
    Cue::AvailabilityQuestion,
    Cue::Comparison,
    Cue::PurchaseIntent,
    Cue::BookingAttempt,
    Cue::Negotiation,
    Cue::Budget,
    Cue::Need,
    Cue::Frustration,
    Cue::Complaint,
    Cue::SupportRequest,
    Cue::JobSeeking,
    Cue::VendorPitch,
    Cue::Partnership,
    Cue::Spam,
]);

/// What speaks for each class of a conversation with so many messages, whose leanings add up to this, and behind them what
/// speaks for none. What speaks for a class beforehand counts for more with more messages, as chance does in a sum; what
/// is said counts as a sum.
pub fn class_weights(sums: [i32; OUTCOMES], messages: usize) -> [f32; OUTCOMES] {
    static PRIOR: OnceLock<[f32; OUTCOMES]> = OnceLock::new();
    let prior = PRIOR.get_or_init(|| {
        let mut prior = [0.0; OUTCOMES];
        for (name, weight) in PRIORS.lines().filter_map(|line| line.split_once('\t')) {
            if let Some(at) = (0..OUTCOMES).find(|at| name_of_class(*at) == name) {
                prior[at] = weight.parse::<f32>().unwrap_or_default() / ONE;
            }
        }
        prior
    });
    let root = (messages as f32).sqrt();
    std::array::from_fn(|at| sums[at] as f32 * LEANING_STEP + prior[at] * root)
}

/// The class of a conversation with so many messages, whose leanings add up to this, and whose visitor has these cues.
pub fn class_of(sums: [i32; OUTCOMES], messages: usize, cues: CueSet) -> Option<Class> {
    let weights = class_weights(sums, messages);
    let outcomes = if has_class(cues) { Class::ALL.len() } else { OUTCOMES };
    let best = (0..outcomes).reduce(|best, at| if weights[at] > weights[best] { at } else { best })?;
    Class::ALL.get(best).copied().filter(|_| messages > 0)
}

/// Whether a conversation has a class whatever its words weigh, since its visitor has one of the cues that tell.
pub const fn has_class(cues: CueSet) -> bool {
    cues.intersects(TELLING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_stretch_is_found() {
        assert_eq!(heaviest(&[-1.0, 2.0, -1.0, 3.0, -5.0, 3.5]), Some(1..4));
        assert_eq!(heaviest(&[1.0]), Some(0..1));
        assert_eq!((heaviest(&[-1.0, 0.0]), heaviest(&[])), (None, None));
    }

    #[test]
    fn the_words_that_weigh_most_are_shown() {
        let model = Model::read("head\n*\tneed=-10\ndesk\tneed=90\na desk\tneed=50\nplease\tneed=5\nhi\tneed=-40\n");
        let mut buffers = Buffers::default();
        let text = "hi, after a desk please";
        let judgement = model.judge(text, Sender::Visitor, Clues::default(), &mut buffers);
        assert_eq!(judgement.cues, CueSet::of(&[Cue::Need]));
        let ground =
            |text: &str, buffers: &mut _| model.ground(Cue::Need, text, Sender::Visitor, Clues::default(), buffers);
        assert_eq!(ground(text, &mut buffers).map(|span| &text[span]), Some("a desk"));
        assert_eq!(ground("hi", &mut buffers), None);
    }

    #[test]
    fn a_conversation_is_of_some_class_if_its_cues_say_so() {
        let none = std::array::from_fn(|at| i32::from(at == OUTCOMES - 1) * 100);
        assert_eq!(class_of(none, 3, CueSet::of(&[Cue::Gratitude])), None);
        assert!(class_of(none, 3, CueSet::of(&[Cue::PricingQuestion])).is_some());
        assert_eq!(class_of([0; OUTCOMES], 0, CueSet::EMPTY), None);
        assert_eq!(class_of([0; OUTCOMES], 9, CueSet::EMPTY), None, "where nothing is said");
    }
}

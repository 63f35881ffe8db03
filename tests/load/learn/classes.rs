//! Learning the classes of conversations: one machine for each class and one for none, over all that was written in a
//! conversation and the cues that were found in it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rayon::prelude::*;
use rolo::domain::cue::{Cue, CueSet, Sender};
use rolo::domain::deciding::Class;
use rolo::domain::leaning::OUTCOMES;
use rolo::domain::reading::learned::weights::name_of_class;
use rolo::domain::reading::learned::{Buffers, CLASS_LENGTH, Model, TELLING};

use super::data::{Conversation, Example, Gold, Message, part};
use super::machine::{Row, learn as learn_weights};
use super::tally::Tally;
use super::{LISTS, List, hundredths, numbered};

/// Weights that are smaller say little, and are left out.
const LEAST_WEIGHT: f64 = 0.04;
/// How precise spam has to be: what is called so is hardly looked at again. A little more than .98, which is to hold for
/// messages to come.
const SPAM_PRECISION: f64 = 0.99;

/// How much a message that is no part of a conversation counts beside a whole conversation, alone and in company.
const ALONE: f64 = 0.1;

/// What is learnt from: the messages of a conversation, or one alone, whose class its cues tell.
struct Talk<'g> {
    class: usize,
    features: Vec<String>,
    is_whole: bool,
    /// Whether a cue says that there is some class.
    is_told: bool,
    /// Written by people, not by bots.
    messages: usize,
    /// What it is told from others by, and its file.
    text: &'g str,
    file: usize,
}

/// Adds the weights for classes to the lists, and gives what speaks for each class before anything is said, and how well
/// conversations are classed.
pub fn learn(gold: &Gold, lists: &mut [List; 2], parts: Option<usize>) -> (String, String) {
    let models = [0, 1].map(|side| Model::read(&lists[side].text()));
    let mut talks: Vec<Talk> = gold.conversations.iter().map(|talk| Talk::of(talk, &models)).collect();
    let alone: Vec<(&Example, usize)> = gold.messages.iter().filter_map(|e| Some((e, class_told(e)?))).collect();
    let company = Company::of(&alone, gold);
    for (at, (example, class)) in alone.iter().enumerate() {
        talks.push(Talk::alone(example, *class, &[], &models));
        talks.push(Talk::alone(example, *class, &company.at(at), &models));
    }
    let (names, numbers) = numbered(talks.iter().flat_map(|talk| &talk.features));
    let mut counts = [0.0; OUTCOMES];
    talks.iter().for_each(|talk| counts[talk.class] += talk.counts());
    let all: f64 = counts.iter().sum();
    let row = |talk: &Talk| {
        let known: Vec<u32> = talk.features.iter().filter_map(|name| numbers.get(name.as_str()).copied()).collect();
        // Each class counts the same, however often people write for that reason.
        let weight = talk.counts() * all / (OUTCOMES as f64 * counts[talk.class]);
        Row { weight, ..Row::new(&known, f64::from(CLASS_LENGTH) / (talk.messages as f64).sqrt()) }
    };
    let rows: Vec<Row> = talks.iter().map(row).collect();
    let learnt: Vec<(Vec<f64>, Vec<f64>)> =
        (0..OUTCOMES).into_par_iter().map(|class| one(class, &talks, &rows, names.len(), parts)).collect();
    let score = |at: usize, class: usize| {
        let is_excluded = talks[at].is_told && class == OUTCOMES - 1;
        if is_excluded { f64::MIN } else { learnt[class].1[at] }
    };
    let scores: Vec<[f64; OUTCOMES]> =
        (0..talks.len()).map(|at| std::array::from_fn(|class| score(at, class))).collect();
    let are: Vec<usize> = talks.iter().map(|talk| talk.class).collect();
    let (whole, alone) = (0..talks.len()).partition::<Vec<_>, _>(|at| talks[*at].is_whole);
    let of = |some: &[usize]| -> (Vec<_>, Vec<_>) { some.iter().map(|at| (scores[*at], are[*at])).unzip() };
    let ((scores, are), (alone_scores, alone_are)) = (of(&whole), of(&alone));
    let handicap = handicap(&scores, &are);
    let mut before = String::new();
    for (class, (weights, _)) in learnt.iter().enumerate() {
        let (of_all, of_features) = weights.split_last().expect("every conversation has a weight");
        for (name, weight) in names.iter().zip(of_features) {
            let (side, name) = name.split_once(' ').expect("a feature has a side");
            let side = usize::from(side == LISTS[1].0);
            lists[side].add(name, &name_of_class(class), *weight);
        }
        let of_all = of_all - if class == spam() { handicap } else { 0.0 };
        let _ = writeln!(before, "{}\t{}", name_of_class(class), hundredths(of_all));
    }
    let table = |what, scores: &[_], are: &[_]| table(what, scores, are, handicap);
    (before, table("conversations", &scores, &are) + &table("messages alone", &alone_scores, &alone_are))
}

/// The weights of a class, and how much the words that did not take part in learning speak for it in each conversation.
fn one(class: usize, talks: &[Talk], rows: &[Row], features: usize, parts: Option<usize>) -> (Vec<f64>, Vec<f64>) {
    let rows: Vec<Row> =
        rows.iter().zip(talks).map(|(row, talk)| Row { is_one: talk.class == class, ..row.clone() }).collect();
    let part_of = |talk: &Talk| parts.map_or(talk.file, |parts| part(talk.text, parts));
    let mut scores = vec![0.0; rows.len()];
    for held_out in talks.iter().map(part_of).collect::<BTreeSet<_>>() {
        let is_held_out = |at: usize| part_of(&talks[at]) == held_out;
        let others: Vec<&Row> = (0..rows.len()).filter(|at| !is_held_out(*at)).map(|at| &rows[at]).collect();
        let weights = trimmed(learn_weights(&others, features));
        (0..rows.len()).filter(|at| is_held_out(*at)).for_each(|at| scores[at] = rows[at].score(&weights));
    }
    (trimmed(learn_weights(&rows.iter().collect::<Vec<_>>(), features)), scores)
}

fn trimmed(mut weights: Vec<f64>) -> Vec<f64> {
    let features = weights.len() - 1;
    weights[..features].iter_mut().filter(|weight| weight.abs() < LEAST_WEIGHT).for_each(|weight| *weight = 0.0);
    weights
}

impl<'g> Talk<'g> {
    fn of(talk: &'g Conversation, models: &[Model; 2]) -> Self {
        let features = talk.messages.iter().flat_map(|message| features(message, models)).collect();
        let class = talk.class.map_or(OUTCOMES - 1, place);
        let is_told = talk.messages.iter().any(|message| is_told(message, models));
        Self {
            class,
            features,
            is_whole: true,
            is_told,
            messages: talk.messages.iter().filter(|m| m.sender != Sender::Bot).count(),
            text: &talk.messages[0].text,
            file: talk.file,
        }
    }

    /// A visitor's message that tells why it was written, alone or with others that do not matter.
    fn alone(example: &'g Example, class: usize, company: &[&Message], models: &[Model; 2]) -> Self {
        let messages: Vec<&Message> = [&example.message].into_iter().chain(company.iter().copied()).collect();
        Self {
            class,
            features: messages.iter().flat_map(|message| features(message, models)).collect(),
            is_whole: false,
            is_told: messages.iter().any(|message| is_told(message, models)),
            messages: messages.len(),
            text: &example.message.text,
            file: example.file,
        }
    }

    fn counts(&self) -> f64 {
        if self.is_whole { 1.0 } else { ALONE }
    }
}

/// What may be said in any conversation: answers of ours, and visitors' messages that tell nothing.
struct Company<'g> {
    ours: Vec<&'g Message>,
    visitors: Vec<&'g Message>,
}

impl<'g> Company<'g> {
    fn of(alone: &[(&'g Example, usize)], gold: &'g Gold) -> Self {
        let ours = gold.messages.iter().map(|example| &example.message);
        let visitors = alone.iter().filter(|(_, class)| *class == OUTCOMES - 1).map(|(example, _)| &example.message);
        Self { ours: ours.filter(|message| message.sender == Sender::Agent).collect(), visitors: visitors.collect() }
    }

    /// One of each, others for each number.
    fn at(&self, number: usize) -> [&'g Message; 2] {
        // A prime, so that neighbours in a file do not stay neighbours.
        let spread = number * 7919;
        [self.ours[spread % self.ours.len()], self.visitors[spread % self.visitors.len()]]
    }
}

/// The class that the cues of a visitor's message tell; none if they do not.
fn class_told(example: &Example) -> Option<usize> {
    let Example { message, cues, only: None, .. } = example else { return None };
    if message.sender != Sender::Visitor {
        return None;
    }
    let mut reasons = REASONS.iter().filter(|(_, of)| cues.intersects(*of)).map(|(class, _)| place(*class));
    match (reasons.next(), reasons.next()) {
        (None, _) if cues.without(REASONLESS) == CueSet::EMPTY => Some(OUTCOMES - 1),
        (Some(class), None) => Some(class),
        _ => None,
    }
}

/// The cues that tell why a message was written that stands alone.
const REASONS: [(Class, CueSet); 6] = [
    (
        Class::PotentialNewBusiness,
        CueSet::of(&[
            Cue::PricingQuestion,
            Cue::AvailabilityQuestion,
            Cue::Comparison,
            Cue::PurchaseIntent,
            Cue::BookingAttempt,
            Cue::Negotiation,
            Cue::Budget,
            Cue::Need,
        ]),
    ),
    (Class::ExistingCustomerSupport, CueSet::of(&[Cue::SupportRequest, Cue::Complaint, Cue::Frustration])),
    (Class::EmploymentInquiry, CueSet::of(&[Cue::JobSeeking])),
    (Class::VendorInquiry, CueSet::of(&[Cue::VendorPitch])),
    (Class::PartnershipInquiry, CueSet::of(&[Cue::Partnership])),
    (Class::Spam, CueSet::of(&[Cue::Spam])),
];
/// The cues that tell nothing of it.
const REASONLESS: CueSet = CueSet::of(&[Cue::Gratitude, Cue::Goodbye]);

/// The features of a message, each with the list that it is in before it; none of a bot's.
fn features(message: &Message, models: &[Model; 2]) -> Vec<String> {
    if message.sender == Sender::Bot {
        return Vec::new();
    }
    let side = usize::from(message.sender.is_ours());
    let of_list = |name: &str| format!("{} {name}", LISTS[side].0);
    let cues = cues(message, &models[side], &mut Buffers::default());
    let found = cues.iter().map(|cue| of_list(&format!("+{}", cue.name())));
    message.features.iter().map(|name| of_list(name)).chain(found).collect()
}

fn is_told(message: &Message, models: &[Model; 2]) -> bool {
    message.sender == Sender::Visitor && cues(message, &models[0], &mut Buffers::default()).intersects(TELLING)
}

/// The cues that a message is found to have.
fn cues(message: &Message, model: &Model, buffers: &mut Buffers) -> CueSet {
    let Message { sender, clues, text, .. } = message;
    let judged = model.judge(text, *sender, *clues, buffers).cues;
    CueSet(judged.0 | clues.stands.without(model.cues()).0)
}

fn place(class: Class) -> usize {
    Class::ALL.iter().position(|one| *one == class).expect("it is one of all classes")
}

fn spam() -> usize {
    place(Class::Spam)
}

/// The class that most speaks for, if spam has so much less.
fn decided(scores: &[f64; OUTCOMES], handicap: f64) -> usize {
    let total = |class: usize| scores[class] - if class == spam() { handicap } else { 0.0 };
    (0..OUTCOMES).max_by(|one, other| total(*one).total_cmp(&total(*other))).expect("there are classes")
}

fn tally(scores: &[[f64; OUTCOMES]], are: &[usize], handicap: f64, class: usize) -> Tally {
    let mut tally = Tally::default();
    scores.iter().zip(are).for_each(|(scores, is)| tally.count(*is == class, decided(scores, handicap) == class));
    tally
}

/// The least that spam has to be ahead by to be as precise as it should.
fn handicap(scores: &[[f64; OUTCOMES]], are: &[usize]) -> f64 {
    let steps = (0..100).map(|step| f64::from(step) / 50.0);
    let precise = |handicap: &f64| tally(scores, are, *handicap, spam()).precision() >= SPAM_PRECISION;
    steps.into_iter().find(precise).unwrap_or(0.0)
}

fn table(what: &str, scores: &[[f64; OUTCOMES]], are: &[usize], handicap: f64) -> String {
    let mut table = format!("classes: {} {what}\n{:28}       prec rec F1\n", are.len(), "");
    let mut sum = 0.0;
    for class in 0..OUTCOMES {
        let tally = tally(scores, are, handicap, class);
        sum += tally.f(1.0);
        let _ = writeln!(table, "{:28} {:>4}  {}", name_of_class(class), tally.found + tally.missed, tally.cells());
    }
    let _ = writeln!(table, "macro-F1 {:.3}, spam {handicap} behind", sum / OUTCOMES as f64);
    table
}

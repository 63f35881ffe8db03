//! Learning cues: one machine for each, over the messages.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rayon::prelude::*;
use rolo::domain::cue::Cue;
use rolo::domain::reading::learned::share;
use rolo::domain::reading::learned::weights::EVERY_MESSAGE;

use super::data::{Example, Gold, part};
use super::machine::{Row, learn as learn_weights};
use super::tally::Tally;
use super::{List, numbered};

/// Weights that are smaller say little, and are left out.
const LEAST_WEIGHT: f64 = 0.05;
/// How much recall counts beside precision where a threshold is chosen.
const BETA: f64 = 0.7;

/// What was learnt of a cue.
struct Learnt {
    cue: Cue,
    by_rule: Tally,
    /// Of words that did not take part in learning, at the best threshold.
    by_words: Tally,
    threshold: f64,
    /// By feature; the last is every message's.
    weights: Vec<f64>,
}

/// The list of weights for the cues of one side, and how well they find them.
pub fn learn(gold: &Gold, is_ours: bool, parts: Option<usize>) -> (List, String) {
    let examples: Vec<&Example> =
        gold.messages.iter().filter(|example| example.message.sender.is_ours() == is_ours).collect();
    let (names, numbers) = numbered(examples.iter().flat_map(|example| &example.message.features));
    let row = |example: &&Example| {
        let features = &example.message.features;
        let known: Vec<u32> = features.iter().filter_map(|name| numbers.get(name.as_str()).copied()).collect();
        // Those that are too rare to be learnt count for the length, as they do where messages are read.
        Row::new(&known, f64::from(share(features.len())))
    };
    let rows: Vec<Row> = examples.iter().map(row).collect();
    let cues: Vec<Cue> = Cue::ALL.iter().copied().filter(|cue| cue.is_ours() == is_ours).collect();
    let learnt: Vec<Learnt> =
        cues.par_iter().map(|cue| Learnt::of(*cue, &examples, &rows, names.len(), parts)).collect();
    let mut list = List::default();
    for learnt in learnt.iter().filter(|learnt| learnt.is_of_use()) {
        let (of_all, of_features) = learnt.weights.split_last().expect("every message has a weight");
        list.add(EVERY_MESSAGE, learnt.cue.name(), of_all - learnt.threshold);
        names.iter().zip(of_features).for_each(|(name, weight)| list.add(name, learnt.cue.name(), *weight));
    }
    (list, table(examples.len(), &learnt))
}

impl Learnt {
    fn of(cue: Cue, examples: &[&Example], rows: &[Row], features: usize, parts: Option<usize>) -> Self {
        let known = examples.iter().zip(rows).filter_map(|(example, row)| Some((*example, row, example.has(cue)?)));
        let known: Vec<(&Example, Row)> =
            known.map(|(example, row, is_one)| (example, Row { is_one, ..row.clone() })).collect();
        let part_of = |example: &Example| parts.map_or(example.file, |parts| part(&example.message.text, parts));
        let mut judged = Vec::with_capacity(known.len());
        for held_out in known.iter().map(|(example, _)| part_of(example)).collect::<BTreeSet<_>>() {
            let (these, others): (Vec<_>, Vec<_>) = known.iter().partition(|(example, _)| part_of(example) == held_out);
            let others: Vec<&Row> = others.into_iter().map(|(_, row)| row).collect();
            let weights = trimmed(learn_weights(&others, features));
            judged.extend(these.into_iter().map(|(_, row)| (row.score(&weights), row.is_one)));
        }
        let mut by_rule = Tally::default();
        known.iter().for_each(|(example, row)| by_rule.count(row.is_one, example.message.clues.stands.contains(cue)));
        let (threshold, by_words) = best(judged);
        let all: Vec<&Row> = known.iter().map(|(_, row)| row).collect();
        Self { cue, by_rule, by_words, threshold, weights: trimmed(learn_weights(&all, features)) }
    }

    fn is_of_use(&self) -> bool {
        self.by_words.f(BETA) > self.by_rule.f(BETA)
    }
}

fn trimmed(mut weights: Vec<f64>) -> Vec<f64> {
    let features = weights.len() - 1;
    weights[..features].iter_mut().filter(|weight| weight.abs() < LEAST_WEIGHT).for_each(|weight| *weight = 0.0);
    weights
}

/// The threshold that serves best, and how well.
fn best(mut judged: Vec<(f64, bool)>) -> (f64, Tally) {
    judged.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut tally = Tally { missed: judged.iter().filter(|(_, has)| *has).count(), ..Tally::default() };
    let mut best = (f64::MAX, tally);
    for (at, (score, has)) in judged.iter().enumerate() {
        tally.found += usize::from(*has);
        tally.missed -= usize::from(*has);
        tally.false_alarms += usize::from(!has);
        let next = judged.get(at + 1).map_or(score - 1.0, |(next, _)| *next);
        if next < *score && tally.f(BETA) > best.1.f(BETA) {
            best = (score.midpoint(next), tally);
        }
    }
    best
}

fn table(count: usize, learnt: &[Learnt]) -> String {
    let mut table = format!("{count} messages\n{:28}  phrases prec rec F1   words prec rec F1\n", "");
    let mut row = |name: &str, by_rule: Tally, by_words: Tally, note: &str| {
        let count = by_rule.found + by_rule.missed;
        let _ = writeln!(table, "{name:22} {count:>6}     {}      {}{note}", by_rule.cells(), by_words.cells());
    };
    let (mut by_rule, mut by_words) = (Tally::default(), Tally::default());
    for learnt in learnt {
        let note = if learnt.is_of_use() { "" } else { "  phrases stay" };
        row(learnt.cue.name(), learnt.by_rule, learnt.by_words, note);
        by_rule.add(learnt.by_rule);
        by_words.add(if learnt.is_of_use() { learnt.by_words } else { learnt.by_rule });
    }
    row("all", by_rule, by_words, "");
    table
}

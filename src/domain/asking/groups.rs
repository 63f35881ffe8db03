//! Questions by wording. Equal wordings are counted as they come, in bounded memory: past a number of wordings those that
//! came least often are dropped (lossy counting after Manku and Motwani, 2002), which is said. At the end those are put
//! together that share three of four words (Jaccard), each with the most frequent one that it is close enough to. Two
//! such wordings share one of their rarest words, so only these are compared (prefix filtering after Chaudhuri, Ganti and
//! Kaushik, 2006).

use rustc_hash::FxHashMap;

use super::{Answer, Wording};
use crate::domain::time::Instant;

/// Wordings that are kept apart at most, at about 300 bytes each.
const MOST_WORDINGS: usize = 200_000;

/// A question that found no answer.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// As it was written.
    pub text: &'a str,
    /// When.
    pub at: Instant,
    /// Where.
    pub conversation_id: i64,
    /// What came of it.
    pub answer: Answer,
}

/// Questions of about one wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The commonest wording, as it was written.
    pub text: String,
    /// How often it was asked.
    pub count: u64,
    /// When it was asked last.
    pub last_at: Instant,
    /// Whether nobody answered at least once.
    pub is_unanswered: bool,
    /// Whether a bot did not know at least once.
    pub is_unknown: bool,
    /// Where it was asked, by id.
    pub conversations: Vec<i64>,
}

/// Questions as they come.
#[derive(Debug)]
pub struct Groups {
    by_wording: FxHashMap<Wording, Group>,
    most: usize,
    dropped: u64,
}

#[derive(Debug)]
struct Group {
    question: Question,
    /// How far the text is ahead of others (majority vote after Boyer and Moore).
    votes: u64,
}

impl Default for Groups {
    fn default() -> Self {
        Self { by_wording: FxHashMap::default(), most: MOST_WORDINGS, dropped: 0 }
    }
}

impl Groups {
    /// Takes a question; one that says nothing is none.
    pub fn take(&mut self, asked: &Asked<'_>) {
        let Some(wording) = Wording::of(asked.text) else { return };
        let Asked { text, at, conversation_id, answer } = *asked;
        let group = self.by_wording.entry(wording).or_insert_with(|| Group {
            question: Question {
                text: text.to_owned(),
                count: 0,
                last_at: at,
                is_unanswered: false,
                is_unknown: false,
                conversations: Vec::new(),
            },
            votes: 0,
        });
        group.vote(text);
        let question = &mut group.question;
        question.count += 1;
        question.last_at = question.last_at.max(at);
        question.is_unanswered |= answer == Answer::None;
        question.is_unknown |= answer == Answer::CannotAnswer;
        if question.conversations.last() != Some(&conversation_id) {
            question.conversations.push(conversation_id);
        }
        if self.by_wording.len() > self.most {
            self.drop_rare();
        }
    }

    /// How many questions were dropped, since there were too many wordings.
    pub const fn dropped(&self) -> u64 {
        self.dropped
    }

    /// Drops the least frequent wordings until half of the room is free.
    fn drop_rare(&mut self) {
        let mut most = 1;
        while self.by_wording.len() > self.most / 2 {
            let dropped = &mut self.dropped;
            self.by_wording.retain(|_, group| {
                let stays = group.question.count > most;
                *dropped += if stays { 0 } else { group.question.count };
                stays
            });
            most += 1;
        }
    }

    /// The questions, the most frequent first, then the latest.
    pub fn finish(self) -> Vec<Question> {
        let mut wordings: Vec<(Wording, Question)> =
            self.by_wording.into_iter().map(|(wording, group)| (wording, group.question)).collect();
        wordings.sort_unstable_by(|a, b| (b.1.count, b.1.last_at, &a.0).cmp(&(a.1.count, a.1.last_at, &b.0)));
        let mut questions = put_together(wordings);
        questions.sort_by(|a, b| (b.count, b.last_at, &a.text).cmp(&(a.count, a.last_at, &b.text)));
        questions
    }
}

impl Group {
    fn vote(&mut self, text: &str) {
        if self.question.text == text {
            self.votes += 1;
        } else if self.votes == 0 {
            self.question.text = text.to_owned();
            self.votes = 1;
        } else {
            self.votes -= 1;
        }
    }
}

/// Adds each wording to the closest one before it that is close enough, else it stands for itself.
fn put_together(wordings: Vec<(Wording, Question)>) -> Vec<Question> {
    let sets = by_rarity(&wordings);
    let mut leaders: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    let mut leader_of: Vec<usize> = Vec::with_capacity(sets.len());
    for (i, set) in sets.iter().enumerate() {
        let prefix = &set[..set.len() - needed(set.len()) + 1];
        let mut candidates: Vec<usize> =
            prefix.iter().filter_map(|word| leaders.get(word)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let close = candidates.into_iter().filter(|other| is_close(set, &sets[*other]));
        let leader = close.max_by_key(|other| (closeness(set, &sets[*other]), std::cmp::Reverse(*other)));
        if leader.is_none() {
            prefix.iter().for_each(|word| leaders.entry(*word).or_default().push(i));
        }
        leader_of.push(leader.unwrap_or(i));
    }
    let mut questions: Vec<Option<Question>> = Vec::with_capacity(sets.len());
    for (i, (_, question)) in wordings.into_iter().enumerate() {
        match questions.get_mut(leader_of[i]) {
            Some(Some(leader)) => {
                leader.add(question);
                questions.push(None);
            }
            _ => questions.push(Some(question)),
        }
    }
    questions.into_iter().flatten().map(Question::in_order).collect()
}

impl Question {
    fn add(&mut self, other: Self) {
        self.count += other.count;
        self.last_at = self.last_at.max(other.last_at);
        self.is_unanswered |= other.is_unanswered;
        self.is_unknown |= other.is_unknown;
        self.conversations.extend(other.conversations);
    }

    fn in_order(mut self) -> Self {
        self.conversations.sort_unstable();
        self.conversations.dedup();
        self
    }
}

/// The words of each wording as numbers, the rarer word the lower, in order.
fn by_rarity(wordings: &[(Wording, Question)]) -> Vec<Vec<u32>> {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for word in wordings.iter().flat_map(|(wording, _)| wording.words()) {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<(u32, &str)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
    words.sort_unstable();
    let numbers: FxHashMap<&str, u32> = words.iter().zip(0..).map(|((_, word), number)| (*word, number)).collect();
    let set = |(wording, _): &(Wording, Question)| {
        let mut set: Vec<u32> = wording.words().map(|word| numbers[word]).collect();
        set.sort_unstable();
        set
    };
    wordings.iter().map(set).collect()
}

/// How many words of a set of this size another one shares at least that is close to it.
const fn needed(size: usize) -> usize {
    (size * 3).div_ceil(4)
}

/// Whether three of four words of either are words of both.
fn is_close(a: &[u32], b: &[u32]) -> bool {
    let shared = shared(a, b);
    4 * shared >= 3 * (a.len() + b.len() - shared)
}

/// The share of the words of either that both have, in millionths.
fn closeness(a: &[u32], b: &[u32]) -> usize {
    let shared = shared(a, b);
    shared * 1_000_000 / (a.len() + b.len() - shared)
}

fn shared(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|word| b.binary_search(word).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asked(text: &str, at: i64, conversation_id: i64) -> Asked<'_> {
        Asked { text, at: Instant(at), conversation_id, answer: Answer::None }
    }

    fn of(texts: &[&str]) -> Vec<(String, u64)> {
        let mut groups = Groups::default();
        texts.iter().zip(1..).for_each(|(text, i)| groups.take(&asked(text, i, i)));
        groups.finish().into_iter().map(|question| (question.text, question.count)).collect()
    }

    #[test]
    fn near_wordings_are_one_question_in_the_commonest_wording() {
        let texts = [
            "do you ship to Canada?",
            "How much is the blue folding bike?",
            "hi, how much is the blue folding bike",
            "How much is the blue folding bike?",
            "How much is the blue bike?",
            "How much is the red folding bike?",
            "Do you ship to Canada",
        ];
        assert_eq!(
            of(&texts),
            [
                ("How much is the blue folding bike?".to_owned(), 4),
                ("do you ship to Canada?".to_owned(), 2),
                ("How much is the red folding bike?".to_owned(), 1)
            ]
        );
    }

    #[test]
    fn a_question_tells_where_and_when_it_was_asked() {
        let mut groups = Groups::default();
        groups.take(&asked("do you ship?", 5, 9));
        groups.take(&Asked { answer: Answer::CannotAnswer, ..asked("Do you ship", 3, 4) });
        let [question] = groups.finish().try_into().expect("one question");
        assert_eq!((question.last_at, question.conversations), (Instant(5), vec![4, 9]));
        assert!(question.is_unanswered && question.is_unknown);
    }

    #[test]
    fn past_its_room_what_came_least_is_dropped_and_counted() {
        let mut groups = Groups { most: 8, ..Groups::default() };
        for i in 0..100 {
            groups.take(&asked("do you ship?", i, i));
            groups.take(&asked(&format!("is a{i}b there or open?"), i, i));
        }
        assert!(groups.dropped() > 80 && groups.by_wording.len() <= 8);
        assert_eq!(groups.finish()[0].count, 100);
    }

    proptest! {
        #[test]
        fn looking_at_rare_words_alone_misses_no_close_wording(
            sets in prop::collection::vec(prop::collection::btree_set("[a-f]{1}x", 1..6), 1..30),
        ) {
            let mut groups = Groups::default();
            let texts: Vec<String> =
                sets.iter().map(|set| set.iter().cloned().collect::<Vec<_>>().join(" ") + "?").collect();
            texts.iter().zip(1..).for_each(|(text, i)| groups.take(&asked(text, i, i)));
            let mut wordings: Vec<(Wording, Question)> =
                groups.by_wording.into_iter().map(|(wording, group)| (wording, group.question)).collect();
            wordings.sort_unstable_by(|a, b| (b.1.count, &a.0).cmp(&(a.1.count, &b.0)));
            let sets = by_rarity(&wordings);
            let mut leaders: Vec<usize> = Vec::new();
            for i in 0..sets.len() {
                if !leaders.iter().any(|other| is_close(&sets[i], &sets[*other])) {
                    leaders.push(i);
                }
            }
            prop_assert_eq!(put_together(wordings).len(), leaders.len());
        }
    }
}

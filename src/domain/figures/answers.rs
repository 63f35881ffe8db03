//! How long visitors wait for an answer. A wait begins with the first message of a visitor since our side last wrote,
//! and ends with our next one. Waits for an agent and for a bot are told apart: a bot's answer ends only the wait for a
//! bot, but whoever it answered does not count as waiting for an agent any more.

use crate::domain::cue::{Cue, CueSet, Sender};
use crate::domain::time::{DAY, HOUR};

/// What asks for no answer if there is nothing else in a message.
const FAREWELL: CueSet = CueSet::of(&[Cue::Gratitude, Cue::Goodbye]);

/// A message as far as waiting goes.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// When, in seconds since 1970.
    pub at: i64,
    /// By whom.
    pub sender: Sender,
    /// What was found in it.
    pub cues: CueSet,
}

/// A wait that is over, or that still goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Who answered, or was waited for: [`Sender::Agent`] or [`Sender::Bot`].
    pub by: Sender,
    /// When it began.
    pub since: i64,
    /// How many seconds it took; `None` if it goes on.
    pub seconds: Option<i64>,
}

/// Walks the messages of one conversation in the order of time.
#[derive(Debug, Default)]
pub struct Waiting {
    agent: Option<ForAgent>,
    bot_since: Option<i64>,
}

#[derive(Debug, Clone, Copy)]
struct ForAgent {
    since: i64,
    /// Whether somebody may expect an answer: not after thanks or goodbyes, nor after a bot's answer.
    is_open: bool,
}

impl Waiting {
    /// The next message; gives the wait that it ends.
    pub fn hear(&mut self, line: Line) -> Option<Wait> {
        match line.sender {
            Sender::Visitor => {
                let is_farewell = line.cues != CueSet::EMPTY && line.cues.0 & !FAREWELL.0 == 0;
                let waits = self.agent.is_some_and(|wait| wait.is_open || is_farewell);
                if !waits {
                    self.agent = Some(ForAgent { since: line.at, is_open: !is_farewell });
                }
                self.bot_since.get_or_insert(line.at);
                None
            }
            Sender::Agent => {
                self.bot_since = None;
                self.agent.take().map(|wait| over(Sender::Agent, wait.since, line.at))
            }
            Sender::Bot => {
                if let Some(wait) = &mut self.agent {
                    wait.is_open = false;
                }
                self.bot_since.take().map(|since| over(Sender::Bot, since, line.at))
            }
            Sender::System => None,
        }
    }

    /// The end of the conversation; gives the wait for an agent that goes on.
    pub fn end(&mut self) -> Option<Wait> {
        self.bot_since = None;
        let wait = self.agent.take().filter(|wait| wait.is_open)?;
        Some(Wait { by: Sender::Agent, since: wait.since, seconds: None })
    }
}

fn over(by: Sender, since: i64, until: i64) -> Wait {
    Wait { by, since, seconds: Some(until.saturating_sub(since).max(0)) }
}

/// Waits of some time, as they are gathered: in seconds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waits {
    answered: Vec<i64>,
    /// Of those that go on, how long they did.
    going_on: Vec<i64>,
}

/// How fast answers came.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Speed {
    /// How many waits were answered.
    pub answered: usize,
    /// How many go on.
    pub waiting: usize,
    /// Seconds within which half of the answers came.
    pub median: Option<i64>,
    /// Seconds within which nine of ten came.
    pub p90: Option<i64>,
    /// The share of waits answered within an hour. One that began less than an hour ago does not count yet.
    pub within_hour: Option<f64>,
    /// The same within a day.
    pub within_day: Option<f64>,
}

impl Waits {
    /// Adds a wait, as of an instant.
    pub fn add(&mut self, wait: Wait, as_of: i64) {
        match wait.seconds {
            Some(seconds) => self.answered.push(seconds),
            None => self.going_on.push(as_of.saturating_sub(wait.since)),
        }
    }

    /// Adds those of another time.
    pub fn extend(&mut self, other: &Self) {
        self.answered.extend_from_slice(&other.answered);
        self.going_on.extend_from_slice(&other.going_on);
    }

    /// How fast answers came.
    pub fn speed(&mut self) -> Speed {
        self.answered.sort_unstable();
        Speed {
            answered: self.answered.len(),
            waiting: self.going_on.len(),
            median: self.at_most(50),
            p90: self.at_most(90),
            within_hour: self.share_within(HOUR.0),
            within_day: self.share_within(DAY.0),
        }
    }

    /// The least time within which so many per cent of the answers came (the nearest rank).
    fn at_most(&self, percent: usize) -> Option<i64> {
        let rank = (self.answered.len() * percent).div_ceil(100);
        self.answered.get(rank.checked_sub(1)?).copied()
    }

    fn share_within(&self, seconds: i64) -> Option<f64> {
        let in_time = self.answered.partition_point(|it| *it <= seconds);
        let known = self.answered.len() + self.going_on.iter().filter(|it| **it > seconds).count();
        (known > 0).then(|| in_time as f64 / known as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Sender::{Agent, Bot, System, Visitor};

    const THANKS: CueSet = CueSet::of(&[Cue::Gratitude]);

    fn waits(lines: &[(i64, Sender, CueSet)]) -> Vec<(Sender, i64, Option<i64>)> {
        let mut waiting = Waiting::default();
        let mut waits: Vec<Wait> =
            lines.iter().filter_map(|&(at, sender, cues)| waiting.hear(Line { at, sender, cues })).collect();
        waits.extend(waiting.end());
        waits.into_iter().map(|wait| (wait.by, wait.since, wait.seconds)).collect()
    }

    fn plain(lines: &[(i64, Sender)]) -> Vec<(Sender, i64, Option<i64>)> {
        let lines: Vec<_> = lines.iter().map(|(at, sender)| (*at, *sender, CueSet::EMPTY)).collect();
        waits(&lines)
    }

    #[test]
    fn a_wait_goes_from_the_first_question_to_the_next_answer() {
        let lines = [(10, Visitor), (20, Visitor), (25, System), (30, Agent), (40, Agent), (50, Visitor)];
        assert_eq!(plain(&lines), [(Agent, 10, Some(20)), (Agent, 50, None)]);
        assert_eq!(plain(&[(5, Agent), (6, Bot)]), []);
    }

    #[test]
    fn a_bot_answers_for_itself_and_an_agent_after_it_still_counts() {
        let lines = [(10, Visitor), (11, Bot), (40, Agent), (50, Visitor), (51, Bot)];
        assert_eq!(plain(&lines), [(Bot, 10, Some(1)), (Agent, 10, Some(30)), (Bot, 50, Some(1))]);
        assert_eq!(plain(&[(10, Visitor), (11, Bot), (30, Visitor)]), [(Bot, 10, Some(1)), (Agent, 30, None)]);
    }

    #[test]
    fn nobody_waits_after_thanks_but_an_answer_to_them_counts() {
        assert_eq!(waits(&[(10, Visitor, THANKS)]), []);
        let answered = [(10, Visitor, THANKS), (15, Agent, CueSet::EMPTY)];
        assert_eq!(waits(&answered), [(Agent, 10, Some(5))]);
        let asked = [(10, Visitor, THANKS), (90, Visitor, CueSet::EMPTY), (95, Visitor, THANKS)];
        assert_eq!(waits(&asked), [(Agent, 90, None)]);
    }

    #[test]
    fn half_and_nine_tenths_are_taken_at_the_nearest_rank() {
        let mut waits = Waits::default();
        assert_eq!(waits.speed(), Speed::default());
        for seconds in [7_200, 60, 120, 90_000] {
            waits.add(Wait { by: Agent, since: 0, seconds: Some(seconds) }, 100_000);
        }
        let speed = waits.speed();
        assert_eq!((speed.answered, speed.median, speed.p90), (4, Some(120), Some(90_000)));
        assert_eq!((speed.within_hour, speed.within_day), (Some(0.5), Some(0.75)));
    }

    #[test]
    fn a_wait_that_goes_on_counts_against_us_once_its_time_is_over() {
        let mut waits = Waits::default();
        waits.add(Wait { by: Agent, since: 0, seconds: Some(60) }, 7_200);
        for since in [0, 7_000] {
            waits.add(Wait { by: Agent, since, seconds: None }, 7_200);
        }
        let speed = waits.speed();
        assert_eq!((speed.waiting, speed.within_hour, speed.within_day), (2, Some(0.5), Some(1.0)));
    }
}

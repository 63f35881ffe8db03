//! Tasks: work that automation finds for a person, when the bot ran out of answers.

use super::evidence::existing;
use super::facts::{ContactFacts, ConversationFacts, MessageFact};
use super::rules::Rules;
use crate::domain::cue::{Cue, Sender};
use crate::domain::time::Instant;

/// A task that was given for a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    /// The conversation that it was about.
    pub conversation_id: Option<i64>,
    /// Whether it is open.
    pub is_open: bool,
    /// When it changed last; of a closed one, when that was done.
    pub updated_at: Instant,
}

/// What a task is given for: the message in which the bot ran out of answers once too often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct TaskCause {
    pub conversation_id: i64,
    pub message_id: i64,
    pub at: Instant,
    /// How often it did.
    pub times: u32,
}

/// Whether any conversation may be cause for a task; asked of everybody, so it only skims.
pub fn may_need_task(facts: &ContactFacts, rules: &Rules) -> bool {
    let times = times(rules);
    facts
        .conversations
        .iter()
        .any(|conversation| conversation.messages.iter().filter(|message| is_lost(message)).count() >= times as usize)
}

/// The first cause for a task that holds at `as_of`. While a task is open there is none, and in a conversation that had one
/// the bot has to run out of answers anew after that task was done.
pub fn task_cause(facts: &ContactFacts, tasks: &[Task], rules: &Rules, as_of: Instant) -> Option<TaskCause> {
    if tasks.iter().any(|task| task.is_open) {
        return None;
    }
    let of = |conversation: &ConversationFacts| {
        let done = tasks.iter().filter(|task| task.conversation_id == Some(conversation.id));
        let since = done.map(|task| task.updated_at).max();
        let (messages, _) = existing(&conversation.messages, as_of, |message| message.at);
        let mut lost = messages.iter().filter(|it| is_lost(it) && since.is_none_or(|since| it.at > since));
        let message = lost.nth(times(rules) as usize - 1)?;
        let (conversation_id, message_id) = (conversation.id, message.id);
        Some(TaskCause { conversation_id, message_id, at: message.at, times: times(rules) })
    };
    facts.conversations.iter().filter_map(of).min_by_key(|cause| (cause.at, cause.conversation_id))
}

fn is_lost(message: &MessageFact) -> bool {
    message.sender == Sender::Bot && message.cues.contains(Cue::CannotAnswer)
}

/// As often as raises an alert; once where none is raised.
fn times(rules: &Rules) -> u32 {
    rules.alerts.cannot_answer.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::testing::{agent, at_day, bot, contact, contact_with, conversation, rules};

    fn lost(day: i64) -> MessageFact {
        bot(at_day(day), &[Cue::CannotAnswer])
    }

    fn cause(facts: &ContactFacts, tasks: &[Task], times: u32, day: i64) -> Option<i64> {
        let mut rules = rules();
        rules.alerts.cannot_answer = times;
        let found = task_cause(facts, tasks, &rules, at_day(day)).map(|cause| cause.message_id);
        assert!(found.is_none() || may_need_task(facts, &rules));
        found
    }

    #[test]
    fn the_bot_has_to_run_out_of_answers_as_often_as_raises_an_alert() {
        let facts = contact_with(vec![lost(0), agent(at_day(0), &[Cue::CannotAnswer]), lost(1), lost(2)]);
        assert_eq!((cause(&facts, &[], 3, 1), cause(&facts, &[], 3, 2)), (None, Some(104)));
        assert_eq!((cause(&facts, &[], 1, 2), cause(&facts, &[], 0, 2)), (Some(101), Some(101)));
        assert_eq!(cause(&facts, &[], 4, 9), None);
    }

    #[test]
    fn one_task_is_open_and_a_conversation_that_had_one_needs_a_new_cause() {
        let mut facts = contact();
        facts.conversations = vec![conversation(1, vec![lost(0), lost(3)]), conversation(2, vec![lost(2)])];
        let task = |is_open, day| Task { conversation_id: Some(1), is_open, updated_at: at_day(day) };
        assert_eq!(cause(&facts, &[], 1, 3), Some(101));
        assert_eq!(cause(&facts, &[task(true, 0)], 1, 3), None);
        assert_eq!(cause(&facts, &[task(false, 1)], 1, 3), Some(201));
        assert_eq!(cause(&facts, &[task(false, 5)], 1, 9), Some(201));
        let both = [task(false, 1), Task { conversation_id: Some(2), ..task(false, 2) }];
        assert_eq!((cause(&facts, &both, 1, 2), cause(&facts, &both, 1, 3)), (None, Some(102)));
    }
}

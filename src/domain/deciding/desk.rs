//! Follow-ups as people look at them: what is best done about one, when its kind may open again, and how far off it is in
//! words.

use super::queue::FollowupState;
use super::rules::FollowupRules;
use super::words::{FollowupKind, Intent};
use crate::domain::time::{DAY, HOUR, Instant, MINUTE, Span};

/// What is best done, by why there is a follow-up and how far its contact is from buying.
pub const fn recommended(kind: FollowupKind, intent: Option<Intent>) -> &'static str {
    match (kind, intent) {
        (FollowupKind::Promise, Some(Intent::ReadyToBuy)) => "keep the promise and close",
        (FollowupKind::Promise, _) => "keep the promise",
        (FollowupKind::Scheduled, _) => "do as planned",
        (FollowupKind::Task, _) => "answer what the bot could not",
        (_, Some(Intent::ReadyToBuy)) => "call today and close",
        (FollowupKind::HotLead, Some(Intent::Comparing)) => "call, answer and compare",
        (_, Some(Intent::Comparing)) => "answer and compare",
        (FollowupKind::HotLead, _) => "call and ask what they need",
        (_, _) => "ask what they need",
    }
}

/// Whether the kind of a follow-up that ended may open again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// For the same cause, from this instant on, as the attempt of this number.
    From(Instant, u32),
    /// Only for another cause: it was tried often enough.
    NotForThis,
}

/// When the kind of a follow-up that nobody answered, or that was dropped, may open again. `None` where that is no
/// question: it is still open, ended otherwise, or its kind does not open by itself.
pub fn again(
    kind: FollowupKind,
    state: FollowupState,
    attempts: u32,
    ended_at: Instant,
    rules: &FollowupRules,
) -> Option<Again> {
    let ended = matches!(state, FollowupState::NoReply | FollowupState::Dismissed);
    if !ended || matches!(kind, FollowupKind::Scheduled | FollowupKind::Task) {
        return None;
    }
    let is_over = attempts >= rules.max_attempts;
    Some(if is_over { Again::NotForThis } else { Again::From(ended_at + rules.retry_after, attempts + 1) })
}

/// A length of time in words that are short: `40m`, `7h`, `12d`.
pub fn age(span: Span) -> String {
    let seconds = span.0.max(0);
    match seconds {
        _ if seconds < HOUR.0 => format!("{}m", seconds / MINUTE.0),
        _ if seconds < 2 * DAY.0 => format!("{}h", seconds / HOUR.0),
        _ => format!("{}d", seconds / DAY.0),
    }
}

/// How far off a due time is: `in 5h`, `now`, `3d late`.
pub fn due_in(due_at: Instant, as_of: Instant) -> String {
    match due_at - as_of {
        Span(left) if left > 0 => format!("in {}", age(Span(left))),
        Span(left) if left > -MINUTE.0 => "now".to_owned(),
        Span(left) => format!("{} late", age(Span(-left))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn what_is_recommended_goes_by_intent_unless_the_kind_says_it() {
        let said = |kind, intent| recommended(kind, intent);
        assert_eq!(said(FollowupKind::Ghosted, Some(Intent::ReadyToBuy)), "call today and close");
        assert_eq!(said(FollowupKind::Undecided, Some(Intent::Comparing)), "answer and compare");
        assert_eq!(said(FollowupKind::Disengaged, Some(Intent::Browsing)), "ask what they need");
        assert_eq!(said(FollowupKind::Custom, None), "ask what they need");
        assert_eq!(said(FollowupKind::Promise, None), "keep the promise");
        assert_eq!(said(FollowupKind::Scheduled, Some(Intent::ReadyToBuy)), "do as planned");
    }

    #[test]
    fn a_kind_opens_again_until_it_was_tried_often_enough() {
        let rules = testing::rules().followups;
        let again = |kind, state, attempts| again(kind, state, attempts, Instant(0), &rules);
        let (ghosted, dismissed) = (FollowupKind::Ghosted, FollowupState::Dismissed);
        assert_eq!(again(ghosted, dismissed, 1), Some(Again::From(Instant(3 * DAY.0), 2)));
        assert_eq!(again(ghosted, dismissed, 3), Some(Again::NotForThis));
        assert_eq!(again(ghosted, FollowupState::Pending, 1), None);
        assert_eq!(again(FollowupKind::Scheduled, dismissed, 1), None);
    }

    #[test]
    fn times_are_told_shortly() {
        let due = |seconds| due_in(Instant(0), Instant(seconds));
        assert_eq!([due(-HOUR.0 * 5), due(0), due(59), due(60)], ["in 5h", "now", "now", "1m late"]);
        assert_eq!([due(2 * DAY.0 - 1), due(3 * DAY.0)], ["47h late", "3d late"]);
    }
}

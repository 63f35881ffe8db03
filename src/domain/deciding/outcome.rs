//! What became of a follow-up that was sent: whether the contact bought, wrote, or did neither in time.

use super::queue::FollowupState;
use crate::domain::time::{Instant, Span};

/// What happened after a follow-up was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// When it was sent.
    pub sent_at: Instant,
    /// The first message of the visitor after that.
    pub message: Option<Instant>,
    /// The first conversion from then on.
    pub conversion: Option<Instant>,
}

/// The state that a sent follow-up has come to at `as_of`, and when it came to it. Only what lies less than
/// `no_reply_after` behind the sending counts, so that it makes no difference how often somebody looks.
pub fn outcome(since: Since, as_of: Instant, no_reply_after: Span) -> (FollowupState, Option<Instant>) {
    let end = since.sent_at + no_reply_after;
    let counts = |at: &Instant| *at <= as_of && *at < end;
    if let Some(at) = since.conversion.filter(counts) {
        return (FollowupState::Converted, Some(at));
    }
    match since.message.filter(counts) {
        Some(at) => (FollowupState::Replied, Some(at)),
        None if as_of >= end => (FollowupState::NoReply, Some(end)),
        None => (FollowupState::Sent, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{DAY, HOUR};

    const SENT: Instant = Instant(1_700_000_000);
    const LIMIT: Span = Span(14 * DAY.0);

    fn state(message: Option<Span>, conversion: Option<Span>, as_of: Span) -> (FollowupState, Option<Span>) {
        let after = |span: Option<Span>| span.map(|span| SENT + span);
        let since = Since { sent_at: SENT, message: after(message), conversion: after(conversion) };
        let (state, at) = outcome(since, SENT + as_of, LIMIT);
        (state, at.map(|at| at - SENT))
    }

    #[test]
    fn a_conversion_counts_more_than_a_reply_and_a_reply_may_still_become_one() {
        let (reply, sale) = (Some(HOUR), Some(DAY));
        assert_eq!(state(reply, sale, HOUR), (FollowupState::Replied, reply));
        assert_eq!(state(reply, sale, DAY), (FollowupState::Converted, sale));
        assert_eq!(state(None, sale, DAY), (FollowupState::Converted, sale));
    }

    #[test]
    fn what_comes_too_late_is_no_outcome_and_silence_is_one_when_time_is_over() {
        let last = Span(LIMIT.0 - 1);
        assert_eq!(state(None, None, last), (FollowupState::Sent, None));
        assert_eq!(state(Some(LIMIT), Some(LIMIT), LIMIT), (FollowupState::NoReply, Some(LIMIT)));
        assert_eq!(state(Some(last), Some(LIMIT), Span(2 * LIMIT.0)), (FollowupState::Replied, Some(last)));
        assert_eq!(state(Some(DAY), None, HOUR), (FollowupState::Sent, None), "it is still to come");
    }
}

//! The queue of follow-ups: what becomes of a contact's rows when its causes are known. Rows are opened, kept or
//! closed; at most one row of a kind is open.

use super::followup::Proposal;
use super::rules::FollowupRules;
use super::words::FollowupKind;
use crate::domain::time::Instant;

macro_rules! states {
    ($($variant:ident $name:literal $doc:literal),+ $(,)?) => {
        /// The state of a follow-up.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FollowupState { $(#[doc = $doc] $variant),+ }

        impl FollowupState {
            /// The word that is stored and shown.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The state of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

states! {
    Pending "pending" "Waits for a person.",
    Approved "approved" "May be sent.",
    Sent "sent" "Was handed over.",
    Replied "replied" "The visitor wrote after it.",
    Converted "converted" "A conversion came after it.",
    NoReply "no_reply" "Nothing came after it.",
    Dismissed "dismissed" "A person dropped it.",
    Resolved "resolved" "Its cause went away before it was sent.",
    Unconfirmed "unconfirmed" "Was handed over, and nobody knows how that ended.",
    Failed "failed" "Was refused three times.",
    Expired "expired" "Its cause is too old.",
}

impl FollowupState {
    /// Whether a row in this state is open: work for a person or a sender.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Approved | Self::Unconfirmed)
    }
}

/// A row of the queue as far as the scan looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct QueueRow {
    pub id: i64,
    pub kind: FollowupKind,
    pub state: FollowupState,
    pub conversation_id: Option<i64>,
    pub message_id: Option<i64>,
    pub cause_at: Instant,
    pub due_at: Instant,
    pub attempts: u32,
    pub updated_at: Instant,
    /// Whether a person said when it is due.
    pub due_held: bool,
}

/// What the scan does to a contact's queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A new row.
    Open {
        /// Why.
        proposal: Proposal,
        /// Whether it waits for a person.
        state: FollowupState,
        /// Which attempt it is, from 1 up.
        attempts: u32,
    },
    /// An open row whose cause is another by now.
    Change {
        /// The row.
        id: i64,
        /// Why.
        proposal: Proposal,
    },
    /// A row that waits for a person, of a kind that needs none by now.
    Approve {
        /// The row.
        id: i64,
    },
    /// An open row whose cause went away (`Resolved`) or grew too old (`Expired`).
    Close {
        /// The row.
        id: i64,
        /// Its kind.
        kind: FollowupKind,
        /// How it ends.
        state: FollowupState,
    },
}

/// Kinds whose causes the scan looks for; the others are opened by a person, by automation or by triggers.
const SCANNED: [FollowupKind; 5] = [
    FollowupKind::Promise,
    FollowupKind::Ghosted,
    FollowupKind::Undecided,
    FollowupKind::Disengaged,
    FollowupKind::HotLead,
];

/// The steps that bring a contact's rows, by id, in line with its causes, and the next instant at which a kind may
/// open again. `ran_out` says whether a row's cause grew too old rather than went away.
pub fn steps(
    rows: &[QueueRow],
    proposals: &[Proposal],
    rules: &FollowupRules,
    as_of: Instant,
    ran_out: impl Fn(&QueueRow) -> bool,
) -> (Vec<Step>, Option<Instant>) {
    let mut steps = Vec::new();
    let mut again_at: Option<Instant> = None;
    for kind in SCANNED {
        let of_kind: Vec<&QueueRow> = rows.iter().filter(|row| row.kind == kind).collect();
        let proposal = proposals.iter().find(|proposal| proposal.kind == kind);
        let (of_kind, again) = steps_of_kind(kind.name(), &of_kind, proposal, rules, as_of, &ran_out);
        steps.extend(of_kind);
        again_at = again_at.into_iter().chain(again).min();
    }
    (steps, again_at)
}

/// The same for the rows of one kind, which is called `name`.
pub fn steps_of_kind(
    name: &str,
    rows: &[&QueueRow],
    proposal: Option<&Proposal>,
    rules: &FollowupRules,
    as_of: Instant,
    ran_out: impl Fn(&QueueRow) -> bool,
) -> (Vec<Step>, Option<Instant>) {
    let Some(proposal) = proposal else {
        let waits = |row: &&&QueueRow| matches!(row.state, FollowupState::Pending | FollowupState::Approved);
        let close = |row: &&QueueRow| {
            let state = if ran_out(row) { FollowupState::Expired } else { FollowupState::Resolved };
            Step::Close { id: row.id, kind: row.kind, state }
        };
        return (rows.iter().filter(waits).map(close).collect(), None);
    };
    let is_approved = rules.auto_approve.iter().any(|kind| kind == name);
    if let Some(open) = rows.iter().find(|row| row.state.is_open()) {
        let is_same = open.cause_at == proposal.cause_at
            && (open.due_held || open.due_at == proposal.due_at)
            && open.message_id == proposal.message_id
            && open.conversation_id == proposal.conversation_id;
        let is_other = !is_same && open.state != FollowupState::Unconfirmed;
        let change = is_other.then_some(Step::Change { id: open.id, proposal: *proposal });
        let approve = (is_approved && open.state == FollowupState::Pending).then_some(Step::Approve { id: open.id });
        return (change.into_iter().chain(approve).collect(), None);
    }
    match may_open(rows.last().copied(), proposal, rules, as_of) {
        Open::Now { attempts } => {
            let state = if is_approved { FollowupState::Approved } else { FollowupState::Pending };
            (vec![Step::Open { proposal: *proposal, state, attempts }], None)
        }
        Open::At(at) => (Vec::new(), Some(at)),
        Open::Never => (Vec::new(), None),
    }
}

enum Open {
    Now { attempts: u32 },
    At(Instant),
    Never,
}

/// Whether a cause opens a row when the last one of its kind is closed.
fn may_open(last: Option<&QueueRow>, proposal: &Proposal, rules: &FollowupRules, as_of: Instant) -> Open {
    let Some(last) = last else { return Open::Now { attempts: 1 } };
    // A cause that arose after the last row ended is a matter of its own.
    if proposal.cause_at > last.updated_at {
        return Open::Now { attempts: 1 };
    }
    match last.state {
        FollowupState::NoReply | FollowupState::Dismissed if last.attempts >= rules.max_attempts => Open::Never,
        FollowupState::NoReply | FollowupState::Dismissed => {
            let at = last.updated_at + rules.retry_after;
            if at <= as_of { Open::Now { attempts: last.attempts + 1 } } else { Open::At(at) }
        }
        // It came back, or a second cause of the kind was behind the first.
        FollowupState::Resolved => Open::Now { attempts: last.attempts },
        FollowupState::Expired if proposal.cause_at > last.cause_at => Open::Now { attempts: 1 },
        FollowupState::Replied | FollowupState::Converted if proposal.cause_at > last.cause_at => {
            Open::Now { attempts: 1 }
        }
        _ => Open::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::super::followup::Cause;
    use super::super::testing;
    use super::*;
    use crate::domain::time::{DAY, HOUR, Span};

    const T: Instant = Instant(1_700_000_000);

    fn proposal(cause_at: Instant) -> Proposal {
        Proposal {
            kind: FollowupKind::Promise,
            conversation_id: Some(1),
            message_id: Some(2),
            reason: Cause::Promise { named: false },
            cause_at,
            due_at: cause_at + DAY,
        }
    }

    fn row(state: FollowupState, attempts: u32, updated_at: Instant) -> QueueRow {
        QueueRow {
            id: 7,
            kind: FollowupKind::Promise,
            state,
            conversation_id: Some(1),
            message_id: Some(2),
            cause_at: T,
            due_at: T + DAY,
            attempts,
            updated_at,
            due_held: false,
        }
    }

    fn run(rows: &[QueueRow], proposals: &[Proposal], as_of: Instant) -> (Vec<Step>, Option<Instant>) {
        steps(rows, proposals, &testing::rules().followups, as_of, |_| false)
    }

    #[test]
    fn a_cause_opens_one_row_and_scanning_again_does_nothing() {
        let (steps, _) = run(&[], &[proposal(T)], T);
        assert!(matches!(steps[..], [Step::Open { attempts: 1, state: FollowupState::Pending, .. }]));
        assert_eq!(run(&[row(FollowupState::Pending, 1, T)], &[proposal(T)], T + DAY), (Vec::new(), None));
    }

    #[test]
    fn a_due_time_that_a_person_set_stays() {
        let open = QueueRow { due_at: T + HOUR, ..row(FollowupState::Pending, 1, T) };
        assert!(matches!(run(&[open], &[proposal(T)], T).0[..], [Step::Change { id: 7, .. }]));
        assert!(run(&[QueueRow { due_held: true, ..open }], &[proposal(T)], T).0.is_empty());
    }

    #[test]
    fn what_was_answered_opens_again_only_for_a_cause_that_came_back() {
        for state in [FollowupState::Replied, FollowupState::Converted] {
            let answered = row(state, 1, T + DAY);
            assert!(run(&[answered], &[proposal(T)], T + DAY + DAY).0.is_empty());
            let back = run(&[answered], &[proposal(T + DAY + HOUR)], T + DAY + DAY).0;
            assert!(matches!(back[..], [Step::Open { attempts: 1, .. }]));
        }
    }

    #[test]
    fn a_cause_that_went_away_resolves_what_waits_but_not_what_was_handed_over() {
        let closed = |state| run(&[row(state, 1, T)], &[], T).0.len();
        assert_eq!((closed(FollowupState::Approved), closed(FollowupState::Unconfirmed)), (1, 0));
    }

    #[test]
    fn a_kind_that_needs_no_person_any_more_waits_for_none() {
        let mut rules = testing::rules().followups;
        rules.auto_approve = vec!["promise".to_owned()];
        let run = |row| steps(&[row], &[proposal(T)], &rules, T, |_| false).0;
        assert_eq!(run(row(FollowupState::Pending, 1, T)), [Step::Approve { id: 7 }]);
        assert_eq!(run(row(FollowupState::Approved, 1, T)), []);
    }

    #[test]
    fn a_dismissed_kind_opens_again_after_three_days_and_three_times_in_all() {
        let dismissed = |attempts| row(FollowupState::Dismissed, attempts, T + HOUR);
        let opens_at = T + HOUR + Span(3 * DAY.0);
        assert_eq!(run(&[dismissed(1)], &[proposal(T)], opens_at - Span(1)).1, Some(opens_at));
        assert!(matches!(run(&[dismissed(1)], &[proposal(T)], opens_at).0[..], [Step::Open { attempts: 2, .. }]));
        assert!(run(&[dismissed(3)], &[proposal(T)], opens_at).0.is_empty());
    }
}

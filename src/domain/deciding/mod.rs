//! The decisions: what rolo derives of a contact. Everything here is a pure function of facts, rules and `as_of`.
//!
//! [`facts`] says what may be looked at and [`rules`] what goes by it. [`evidence`] folds a contact's facts up to
//! `as_of` once; [`classify()`] walks the decision lists of [`lists`] over that evidence; [`score()`], [`followup`] and
//! [`alert`] go on from there. Each decision says until when it holds with no new data (`valid_until`), and each can
//! explain itself from the same lines by which it was made.

pub mod alert;
pub mod classify;
pub mod clause;
mod completeness;
pub mod conversation;
pub mod desk;
pub mod evidence;
pub mod facts;
pub mod followup;
pub mod forecast;
mod horizon;
pub mod inferring;
mod letters;
pub mod lists;
pub mod money;
pub mod outcome;
pub mod pipeline;
pub mod preset;
pub mod queue;
pub mod quiet;
pub mod reasoning;
pub mod rules;
pub mod score;
pub mod sentiment;
pub mod signal;
pub mod summary;
pub mod task;
pub mod words;

#[cfg(test)]
mod properties;
#[cfg(test)]
pub(crate) mod testing;

pub use alert::{AlertCause, alerts_from_cues, alerts_of_contact};
pub use classify::{Decision, Reason, classify, explain};
pub use completeness::missing;
pub use conversation::{
    ClassReason, ConversationDecision, conversation_matches, decide_conversation, explain_class, score_conversation,
};
pub use followup::{Cause, Proposal, propose, propose_by_trigger};
pub use money::Currency;
pub use pipeline::{DealState, DealStep};
pub use queue::{FollowupState, QueueRow, Step};
pub use quiet::QuietHours;
pub use reasoning::{Told, reasoning};
pub use score::{ScoreLine, ScoreLineKind, Scoring, band, score};
pub use sentiment::{conversation_level, sentiment_level};
pub use words::{AlertState, Band, Class, Empty, FollowupKind, Grade, Intent, SentimentLevel, Stage, Status, Subject};

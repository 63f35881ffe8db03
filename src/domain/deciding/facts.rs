//! What decisions may look at. Facts are plain rows in a fixed order; those dated after `as_of` are still in here, and
//! it is the decisions that leave them out, because the first of them is an instant at which a decision can change.

use super::inferring::Inferred;
use crate::domain::cue::{CueSet, Sender};
use crate::domain::leaning::Leaning;
use crate::domain::time::Instant;

/// One contact with all that is known about it.
#[derive(Debug, Clone, Default)]
pub struct ContactFacts {
    /// The contact's id.
    pub id: i64,
    /// What the contact's own columns say.
    pub fields: Fields,
    /// Latest activity that an import named.
    pub last_active: Option<Instant>,
    /// Values set by hand.
    pub pins: Pins,
    /// Points given by an import or a person: when and how many.
    pub points: Vec<(Instant, i32)>,
    /// The contact's conversations by id.
    pub conversations: Vec<ConversationFacts>,
    /// The contact's events by time, then id.
    pub events: Vec<EventFact>,
    /// The contact's deals by id.
    pub deals: Vec<DealFact>,
    /// When the cause of each open or taken alert of kind `frustration` was written.
    pub frustration_alerts: Vec<Instant>,
    /// What was inferred from what the visitor said; `fields` hold it already. Only where texts were looked at.
    pub inferred: Inferred,
}

/// The contact's own columns, as the view `contacts` names them. Empty text = not known.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Fields {
    pub is_customer: bool,
    pub do_not_contact: bool,
    pub name: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub phone: String,
    pub company: String,
    pub job_title: String,
    pub address: String,
    pub city: String,
    pub country: String,
    pub website: String,
    pub branch: String,
    pub source: String,
    /// Joined with `;`.
    pub channels: String,
    /// Joined with `;`.
    pub tags: String,
    /// Joined with `;`.
    pub interests: String,
    /// Joined with `;`.
    pub traits: String,
    /// Joined with `;`.
    pub needs: String,
}

/// Values that a person set by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Pins {
    pub status: Option<super::Status>,
    pub stage: Option<super::Stage>,
    pub intent: Option<super::Intent>,
}

/// Whether a conversation goes on. The numbers are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ConversationState {
    #[default]
    Open = 0,
    Closed = 1,
    Archived = 2,
}

impl ConversationState {
    /// All states in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Open, Self::Closed, Self::Archived];

    /// The word used in filters and views.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Archived => "archived",
        }
    }

    /// The state with this stored number.
    pub const fn from_code(code: i64) -> Self {
        match code {
            1 => Self::Closed,
            2 => Self::Archived,
            _ => Self::Open,
        }
    }
}

/// One conversation.
#[derive(Debug, Clone, Default)]
pub struct ConversationFacts {
    /// The conversation's id.
    pub id: i64,
    /// Whether it goes on.
    pub state: ConversationState,
    /// Its messages by time, then id.
    pub messages: Vec<MessageFact>,
}

/// What is known of one message without its text.
#[derive(Debug, Clone, Copy)]
pub struct MessageFact {
    /// The message's id.
    pub id: i64,
    /// When it was sent.
    pub at: Instant,
    /// Who wrote it.
    pub sender: Sender,
    /// The cues found in it.
    pub cues: CueSet,
    /// Bit i is set when the i-th keyword of the rules stands in it.
    pub keywords: u64,
    /// In ten-thousandths, -10000 to 10000.
    pub sentiment: Option<i16>,
    /// When a promise in it falls due; only with the cue `promise`.
    pub due: Option<Instant>,
    /// What its words say of the class of the conversation.
    pub leaning: Leaning,
}

/// One event.
#[derive(Debug, Clone)]
pub struct EventFact {
    /// What happened.
    pub kind: String,
    /// When.
    pub at: Instant,
    /// In millionths of a unit of the currency.
    pub amount: Option<i64>,
    /// The currency's code, or empty.
    pub currency: String,
}

/// One deal, other than those that an event won: that event is their conversion.
#[derive(Debug, Clone)]
pub struct DealFact {
    /// When it was won; `None` while it is open or when it was lost.
    pub won_at: Option<Instant>,
    /// In millionths of a unit of the currency.
    pub amount: Option<i64>,
    /// The currency's code, or empty.
    pub currency: String,
}

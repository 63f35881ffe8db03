//! A row of a file of deals, and the words that other CRMs have for how a deal stands.

use serde_json::Value;

use super::error::missing;
use super::{Draft, Person, Row, RowError, boxed, keep};
use crate::domain::contact::Column;
use crate::domain::deciding::DealState;
use crate::domain::identity::{can_find, identities};
use crate::domain::normalize::value;
use crate::domain::time::Instant;

/// One row of a file of deals.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct DealRow {
    pub person: Person,
    /// Whether the row names anybody by whom a contact can be found.
    pub names_somebody: bool,
    pub deal_id: Option<Box<str>>,
    pub title: Box<str>,
    pub stage: Option<Box<str>>,
    pub amount: Option<i64>,
    pub currency: Option<Box<str>>,
    pub state: Option<DealState>,
    pub expected_close: Option<Instant>,
    pub created_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub past_stages: Option<Box<str>>,
    pub lost_reason: Option<Box<str>>,
    pub reopened_at: Option<Instant>,
    pub won_event: Option<Box<str>>,
    pub won_event_at: Option<Instant>,
    pub company: Option<Box<str>>,
    /// `scope:value` of the company.
    pub company_id: Option<Box<str>>,
    pub metadata: Option<Box<str>>,
}

impl DealState {
    /// The state that a word of another CRM means.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match letters(text).as_str() {
            "open" | "new" | "active" | "pending" | "inprogress" | "ongoing" | "working" | "1" => Self::Open,
            "won" | "closedwon" | "win" | "success" | "successful" | "completed" | "signed" => Self::Won,
            "lost" | "closedlost" | "lose" | "dead" | "abandoned" | "cancelled" | "canceled" | "deleted"
            | "disqualified" | "rejected" => Self::Lost,
            _ => return None,
        })
    }

    /// The state that the name of a stage tells: `closedwon`, `Closed Lost`, `8 - Won`.
    pub fn of_stage(stage: &str) -> Option<Self> {
        let is = |word: &str| stage.split(|c: char| !c.is_alphanumeric()).any(|part| part.eq_ignore_ascii_case(word));
        match letters(stage).as_str() {
            "closedwon" => Some(Self::Won),
            "closedlost" => Some(Self::Lost),
            _ if is("won") => Some(Self::Won),
            _ if is("lost") => Some(Self::Lost),
            _ => None,
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

pub(super) fn finish(draft: Draft<'_>) -> Result<Row, RowError> {
    let Draft { mut person, mut metadata, event, record, .. } = draft;
    let incoming = &mut person.incoming;
    let title = boxed(record.title).ok_or_else(|| missing("title", "a deal needs a title"))?;
    let by_flags = match (record.is_won, record.is_closed) {
        (Some(true), _) => Some(DealState::Won),
        (Some(false), Some(true)) => Some(DealState::Lost),
        (_, Some(false)) => Some(DealState::Open),
        _ => None,
    };
    let state = record.deal_state.or(by_flags).or_else(|| DealState::of_stage(record.stage));
    let is_closed = matches!(state, Some(DealState::Won | DealState::Lost));
    let close_date = |wanted: bool| if is_closed == wanted { record.close_date } else { None };
    let names_somebody =
        person.rolo_id.is_some() || identities(&incoming.texts).any(|(kind, value)| can_find(kind, value));
    if !names_somebody {
        keep(&mut metadata, "contact", incoming.text(Column::Name));
        keep(&mut metadata, "contact_phone", incoming.text(Column::Phones));
    }
    let scope = &person.scope;
    Ok(Row::Deal(DealRow {
        names_somebody,
        deal_id: record.id.map(|id| value::identifier(id).into()),
        title,
        stage: boxed(record.stage),
        amount: event.amount,
        currency: event.currency.map(Into::into),
        state,
        expected_close: record.expected_close.or_else(|| close_date(false)),
        closed_at: record.closed_at.or_else(|| close_date(true)),
        past_stages: boxed(record.past_stages),
        lost_reason: boxed(record.lost_reason),
        reopened_at: record.reopened_at,
        won_event: boxed(record.won_event),
        won_event_at: record.won_event_at,
        // The row tells when the deal was created and with which company, not the contact.
        created_at: incoming.created_at.take(),
        company: incoming.company.take(),
        company_id: record.company_id.map(|id| format!("{scope}:{}", value::identifier(id)).into()),
        metadata: (!metadata.is_empty()).then(|| Value::Object(metadata).to_string().into()),
        person,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_in_the_words_of_other_crms() {
        for (text, state) in [
            ("Open", DealState::Open),
            ("In Progress", DealState::Open),
            ("closedwon", DealState::Won),
            ("Closed Won", DealState::Won),
            ("LOST", DealState::Lost),
            ("Closed-Lost", DealState::Lost),
        ] {
            assert_eq!(DealState::parse(text), Some(state), "{text}");
        }
        assert_eq!(DealState::parse("perhaps"), None);
    }

    #[test]
    fn a_stage_tells_the_state_only_where_it_says_so() {
        assert_eq!(DealState::of_stage("closedwon"), Some(DealState::Won));
        assert_eq!(DealState::of_stage("8 - Won"), Some(DealState::Won));
        assert_eq!(DealState::of_stage("Closed Lost"), Some(DealState::Lost));
        assert_eq!(DealState::of_stage("Wonderful"), None);
        assert_eq!(DealState::of_stage("Negotiation"), None);
    }
}

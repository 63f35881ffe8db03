//! Cells of companies, deals, notes, conversations and deliveries: the fields that only these have, and those that
//! mean something else in them than in a row about a person.

use super::error::{Code, Fault};
use super::word::word;
use super::{Draft, RowReader, contact, keep};
use crate::domain::contact::Column;
use crate::domain::deciding::DealState;
use crate::domain::normalize::{email, name, value};
use crate::domain::time::Instant;
use crate::input::field::{Field, FileKind};

/// The fields of such a row while its record is read.
#[derive(Default)]
pub(super) struct RecordDraft<'a> {
    /// The row's own id: of a deal or a company.
    pub id: Option<&'a str>,
    /// The id of a deal's company.
    pub company_id: Option<&'a str>,
    pub title: &'a str,
    pub stage: &'a str,
    pub deal_state: Option<DealState>,
    pub is_won: Option<bool>,
    pub is_closed: Option<bool>,
    pub expected_close: Option<Instant>,
    pub closed_at: Option<Instant>,
    /// When the deal is expected to close or did, whichever its state says.
    pub close_date: Option<Instant>,
    pub past_stages: &'a str,
    pub lost_reason: &'a str,
    pub reopened_at: Option<Instant>,
    pub won_event: &'a str,
    pub won_event_at: Option<Instant>,
    pub industry: &'a str,
    pub other_names: &'a str,
    pub author: &'a str,
    pub broadcast: &'a str,
    pub delivery_state: String,
    pub summary: &'a str,
}

/// Both parts of `Ana Cruz (ana@example.com)`, as HubSpot names the contacts of deals and notes.
fn name_and_mailbox(text: &str) -> Option<(&str, &str)> {
    let (name, address) = text.trim().strip_suffix(')')?.rsplit_once('(')?;
    email::parse(address).is_ok().then_some((name.trim(), address))
}

impl RowReader {
    /// Takes a cell of a field that means something of its own in this kind of file; `None` when it does not.
    pub(super) fn take_record<'a>(
        &self,
        draft: &mut Draft<'a>,
        field: Field,
        column: usize,
        text: &'a str,
    ) -> Option<Result<(), Fault>> {
        let record = &mut draft.record;
        match (field, self.header.kind) {
            (Field::Title, _) => record.title = text,
            (Field::Stage, FileKind::Deals) => record.stage = text,
            (Field::PastStages, _) => record.past_stages = text,
            (Field::LostReason, _) => record.lost_reason = text,
            (Field::WonEvent, _) => record.won_event = text,
            (Field::Industry, _) => record.industry = text,
            (Field::OtherNames, _) => record.other_names = text,
            (Field::Author, _) => record.author = text,
            (Field::Broadcast, _) => record.broadcast = text,
            (Field::Summary, _) => record.summary = text,
            (Field::DealId, _) | (Field::CompanyId, FileKind::Companies) => record.id = Some(text),
            (Field::CompanyId, _) => record.company_id = Some(self.first_id(&mut draft.metadata, column, text)),
            (Field::ContactId, FileKind::Deals | FileKind::Notes) => {
                let id = self.first_id(&mut draft.metadata, column, text);
                draft.ids.push(id);
            }
            (Field::Name, FileKind::Deals | FileKind::Notes) => {
                let (name, address) = name_and_mailbox(text.split(';').next()?)?;
                self.first_id(&mut draft.metadata, column, text);
                draft.person.incoming.set(Column::Name, &name::clean(name));
                return Some(contact::take_emails(draft, address));
            }
            (Field::State, FileKind::Deliveries) => record.delivery_state = word(text),
            (Field::RowKey, _) => draft.person.row_key = text.parse().ok(),
            (Field::ThreadKey, _) => draft.person.thread_key = text.parse().ok(),
            _ => return self.take_deal_cell(draft, field, column, text),
        }
        Some(Ok(()))
    }

    /// Fields of a deal whose cells are read.
    fn take_deal_cell(
        &self,
        draft: &mut Draft<'_>,
        field: Field,
        column: usize,
        text: &str,
    ) -> Option<Result<(), Fault>> {
        let record = &mut draft.record;
        let truth =
            || value::truth(text).ok_or_else(|| Code::BadChoice.says(format!("`{text}` is neither yes nor no")));
        let taken = match field {
            Field::State => DealState::parse(text)
                .ok_or_else(|| Code::BadChoice.says(format!("`{text}` is not open, won or lost")))
                .map(|state| record.deal_state = Some(state)),
            Field::IsWon => truth().map(|is_won| record.is_won = Some(is_won)),
            Field::IsClosed => truth().map(|is_closed| record.is_closed = Some(is_closed)),
            Field::ExpectedClose => self.instant(column, text).map(|at| record.expected_close = at),
            // Of several such columns (won on, lost on) only one is filled.
            Field::ClosedAt => self.instant(column, text).map(|at| record.closed_at = record.closed_at.or(at)),
            Field::ReopenedAt => self.instant(column, text).map(|at| record.reopened_at = at),
            Field::WonEventAt => self.instant(column, text).map(|at| record.won_event_at = at),
            Field::CloseDate => self.instant(column, text).map(|at| record.close_date = at),
            _ => return None,
        };
        Some(taken)
    }

    /// The first of several ids in a cell; all of them stay as metadata.
    fn first_id<'a>(
        &self,
        metadata: &mut serde_json::Map<String, serde_json::Value>,
        column: usize,
        text: &'a str,
    ) -> &'a str {
        match text.split_once(';') {
            Some((first, _)) => {
                keep(metadata, &self.header.names[column], text);
                first.trim()
            }
            None => text,
        }
    }
}

//! Deals of an import: each is known again by its id in its system, else by what does not change of it (title, contact,
//! company, time of creation). A deal whose contact is not known creates it, as an event does. A won deal is a
//! conversion, so its contact is counted and decided anew.

use rusqlite::types::Value;

use super::{Fate, Records, What, at, instant, integer, meet, text};
use crate::commands::import::people::People;
use crate::domain::contact::OnMatch;
use crate::domain::time::Instant;
use crate::error::Result;
use crate::input::row::DealRow;
use crate::store::journal::Columns;
use crate::store::{counts, deal, log, record};

/// A deal of the present file.
#[derive(Debug)]
pub(super) struct Deal {
    key: i64,
    scope: Option<Box<str>>,
    external_id: Option<Box<str>>,
    company: Option<Box<str>>,
    company_id: Option<Box<str>>,
}

impl Records<'_> {
    /// Takes a deal.
    pub fn take_deal(&mut self, people: &mut People<'_>, mut row: DealRow) -> Result<()> {
        let key = self.deal_key(&row);
        let scope = row.deal_id.as_ref().map(|_| row.person.scope.clone());
        let owner_in = |columns: &Columns| columns[at(columns, "contact_id")].1 != Value::Null;
        let is_owned = self.by_key.get(&key).is_some_and(|place| owner_in(&self.pending[*place].incoming))
            || deal::by_key(self.conn, key)?.is_some_and(|(_, columns)| owner_in(&columns));
        let mut incoming = columns(&row);
        // What the row says of its contact was taken in with the deal.
        if !is_owned
            && row.names_somebody
            && let Some((contact_id, _)) = people.place(&mut row.person, false)?
        {
            let contact = at(&incoming, "contact_id");
            incoming[contact].1 = Value::Integer(contact_id);
        }
        let DealRow { deal_id: external_id, company, company_id, .. } = row;
        let (later_company, later_company_id) = (company.clone(), company_id.clone());
        let place = self.note(key, incoming, || What::Deal(Deal { key, scope, external_id, company, company_id }));
        if let What::Deal(deal) = &mut self.pending[place].what {
            deal.company = later_company.or(deal.company.take());
            deal.company_id = later_company_id.or(deal.company_id.take());
        }
        Ok(())
    }

    fn deal_key(&mut self, row: &DealRow) -> i64 {
        let scope = row.person.scope.as_bytes();
        match (row.person.row_key, &row.deal_id) {
            (Some(key), None) => key,
            (_, Some(id)) => self.hasher.parts("deal", &[scope, id.as_bytes()]),
            (None, None) => {
                let owner: Vec<u8> = row.person.keys.iter().flat_map(|key| key.hash.to_le_bytes()).collect();
                let created_at = row.created_at.map_or(i64::MIN, |at| at.0).to_le_bytes();
                let company = row.company.as_deref().unwrap_or("");
                let parts: [&[u8]; 4] = [&owner, row.title.as_bytes(), company.as_bytes(), &created_at];
                let content = self.hasher.parts("deal content", &parts);
                self.occurrences.key(&self.hasher, content)
            }
        }
    }

    pub(super) fn write_deal(&mut self, people: &mut People<'_>, deal: Deal, mut incoming: Columns) -> Result<Fate> {
        let stored = deal::by_key(self.conn, deal.key)?;
        let contact = at(&incoming, "contact_id");
        if let Value::Integer(id) = incoming[contact].1 {
            incoming[contact].1 = Value::Integer(people.present(id));
        }
        if stored.is_none() || self.settings.on_match != OnMatch::Skip {
            self.take_company_of(&deal, &mut incoming)?;
        }
        let fate = match stored {
            None => {
                self.insert_deal(&deal, &mut incoming)?;
                Fate::Created
            }
            Some((id, old)) => {
                if old[contact].1 != Value::Null {
                    incoming[contact].1 = old[contact].1.clone();
                }
                forget_stale_news(&old, &mut incoming);
                let mut new = meet(&old, &incoming, self.settings.on_match);
                let closed_at = at(&new, "closed_at");
                if incoming[closed_at].1 == Value::Null && says_open(&new) {
                    new[closed_at].1 = Value::Null;
                }
                self.close(&mut new, self.now());
                self.keep_held(id, &old, &mut new)?;
                deal::keep_left_stage(&old, &mut new);
                incoming[contact].1 = new[contact].1.clone();
                let fate = self.rewrite("deal", id, &old, new.clone())?;
                self.log(id, &old, &new)?;
                fate
            }
        };
        if fate != Fate::Unchanged
            && let Value::Integer(id) = incoming[contact].1
        {
            people.touch(id);
        }
        let (amount, currency) = (&incoming[at(&incoming, "amount")].1, &incoming[at(&incoming, "currency")].1);
        if fate != Fate::Unchanged
            && let (Value::Integer(_), Value::Text(code)) = (amount, currency)
        {
            counts::note_currency(self.conn, code)?;
        }
        Ok(fate)
    }

    /// The company of a deal; an id that is not known is kept as metadata.
    fn take_company_of(&mut self, deal: &Deal, incoming: &mut Columns) -> Result<()> {
        let found = self.company_of(deal.company_id.as_deref(), deal.company.as_deref())?;
        let company = at(incoming, "company_id");
        incoming[company].1 = integer(found);
        if let (None, Some(id)) = (found, &deal.company_id) {
            let metadata = at(incoming, "metadata");
            let unknown = serde_json::json!({ "company_id": &**id }).to_string();
            super::fold(incoming, vec_with(incoming, metadata, Value::Text(unknown)));
        }
        Ok(())
    }

    fn insert_deal(&mut self, deal: &Deal, columns: &mut Columns) -> Result<()> {
        let (created_at, state) = (at(columns, "created_at"), at(columns, "state"));
        let closed_at = if columns[created_at].1 == Value::Null { self.now() } else { columns[created_at].1.clone() };
        if columns[state].1 == Value::Null {
            columns[state].1 = Value::Text("open".to_owned());
        }
        self.close(columns, closed_at);
        if columns[created_at].1 == Value::Null {
            columns[created_at].1 = self.now();
        }
        let updated_at = at(columns, "updated_at");
        columns[updated_at].1 = self.now();
        let mut row = vec![
            ("id", Value::Integer(self.next_deal)),
            ("key", Value::Integer(deal.key)),
            ("scope", text(deal.scope.as_deref())),
            ("external_id", text(deal.external_id.as_deref())),
        ];
        row.extend(columns.iter().cloned());
        record::insert(self.conn, "deal", &row)?;
        self.next_deal += 1;
        Ok(())
    }

    /// A closed deal was closed at some time: where no row says when, at the last time that is known. An open one never
    /// was; what a row says of it all the same stays as metadata.
    fn close(&self, columns: &mut Columns, known: Value) {
        let closed_at = at(columns, "closed_at");
        if !says_open(columns) {
            if columns[closed_at].1 == Value::Null {
                columns[closed_at].1 = known;
            }
        } else if let Value::Integer(time) = std::mem::replace(&mut columns[closed_at].1, Value::Null) {
            let metadata = at(columns, "metadata");
            let said = serde_json::json!({ "closed_at": Instant(time).to_string() }).to_string();
            super::fold(columns, vec_with(columns, metadata, Value::Text(said)));
        }
        if columns[at(columns, "state")].1 != Value::Text("won".to_owned()) {
            for name in ["won_event", "won_event_at"] {
                let place = at(columns, name);
                columns[place].1 = Value::Null;
            }
        }
    }

    /// What a person set stays, whatever the file says.
    fn keep_held(&mut self, id: i64, old: &Columns, new: &mut Columns) -> Result<()> {
        let held = deal::held(self.conn, id)?;
        for field in held.split(';') {
            let mut is_kept = false;
            for name in deal::columns_of(field) {
                let place = at(new, name);
                is_kept |= new[place] != old[place];
                new[place] = old[place].clone();
            }
            self.held += u64::from(is_kept);
        }
        Ok(())
    }

    fn log(&self, id: i64, old: &Columns, new: &Columns) -> Result<()> {
        let contact_id = match new[at(new, "contact_id")].1 {
            Value::Integer(id) => Some(id),
            _ => None,
        };
        let (kind, author) = ("changed", &log::author(self.conn, self.journal.id)?);
        let (at, journal_id) = (self.settings.now, Some(self.journal.id));
        let line = log::Entry { at, contact_id, kind, field: "", old: "", new: "", author, journal_id };
        deal::log_changes(self.conn, id, old, new, &line)
    }
}

fn says_open(columns: &Columns) -> bool {
    columns[at(columns, "state")].1 == Value::Text("open".to_owned())
}

/// A system that does not know of the event that won a deal may go on saying that it is open.
fn forget_stale_news(old: &Columns, incoming: &mut Columns) {
    if says_open(incoming) && old[at(old, "won_event")].1 != Value::Null {
        for name in ["state", "closed_at"] {
            let place = at(incoming, name);
            incoming[place].1 = Value::Null;
        }
    }
}

/// Columns that say nothing but one value.
fn vec_with(columns: &Columns, place: usize, value: Value) -> Columns {
    let mut only: Columns = columns.iter().map(|(name, _)| (*name, Value::Null)).collect();
    only[place].1 = value;
    only
}

fn columns(row: &DealRow) -> Columns {
    vec![
        ("title", text(Some(&row.title))),
        ("stage", text(row.stage.as_deref())),
        ("amount", integer(row.amount)),
        ("currency", text(row.currency.as_deref())),
        ("state", text(row.state.map(|state| state.name()))),
        ("expected_close", instant(row.expected_close)),
        ("created_at", instant(row.created_at)),
        ("closed_at", instant(row.closed_at)),
        ("contact_id", Value::Null),
        ("company_id", Value::Null),
        ("metadata", text(row.metadata.as_deref())),
        ("updated_at", Value::Null),
        ("past_stages", text(row.past_stages.as_deref())),
        ("lost_reason", text(row.lost_reason.as_deref())),
        ("reopened_at", instant(row.reopened_at)),
        ("won_event", text(row.won_event.as_deref())),
        ("won_event_at", instant(row.won_event.as_ref().and(row.won_event_at.or(row.closed_at)))),
    ]
}

//! Companies that follow from mailboxes (`companies_from_email_domain`): at the end of a file each of its contacts that
//! has none gets the company whose website its mailbox's domain is, created under the domain's name when there is
//! none. Mailboxes that anybody can have say nothing.

use rusqlite::types::Value;
use rustc_hash::FxHashMap;

use super::People;
use crate::domain::contact::{Column, Contact, OnMatch};
use crate::domain::normalize::{company, email};
use crate::error::Result;
use crate::store::{company as stored, contact};

impl People<'_> {
    /// Links contacts of this file that have no company.
    pub(super) fn link_companies_by_domain(&mut self) -> Result<()> {
        let mut by_domain: FxHashMap<String, i64> = FxHashMap::default();
        for known in stored::all(self.conn)? {
            let own = company::domain_of(&known.name);
            if let Some(domain) = known.website.as_deref().and_then(company::domain_of).or(own) {
                by_domain.entry(domain).or_insert(known.id);
            }
        }
        for id in self.own_ids() {
            let Some(found) = contact::get(self.conn, id)? else { continue };
            let Some(domain) = domain_of(&found).filter(|_| found.company_id.is_none()) else { continue };
            if self.any_held && contact::held(self.conn, id)?.contains(&("company".to_owned(), String::new())) {
                continue;
            }
            let company_id = match by_domain.get(&domain) {
                Some(company_id) => *company_id,
                None => {
                    let company_id = stored::create_by_domain(self.conn, &domain, self.settings.now)?;
                    self.journal.inserted(self.conn, "company", company_id)?;
                    by_domain.insert(domain, company_id);
                    company_id
                }
            };
            self.journal.set(self.conn, "contact", id, "company_id", Value::Integer(company_id))?;
        }
        Ok(())
    }

    /// The contacts that this file created or changed, by id; with `skip` existing ones are left alone.
    fn own_ids(&self) -> Vec<i64> {
        let older = self.touched.iter().filter(|_| self.settings.on_match != OnMatch::Skip);
        older.chain(self.first_new_id..self.next_id).collect()
    }
}

/// The domain of the first mailbox that says something about a company.
fn domain_of(contact: &Contact) -> Option<String> {
    let mailboxes = contact.items(Column::Emails).filter(|address| !email::is_placeholder(address));
    mailboxes.map(email::domain).find_map(company::domain_of)
}

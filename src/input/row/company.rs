//! A row of a file of companies.

use serde_json::Value;

use super::error::missing;
use super::{Draft, Row, RowError, boxed, keep};
use crate::domain::contact::Column;
use crate::domain::normalize::{company, list, value};
use crate::domain::time::Instant;

/// One row of a file of companies.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct CompanyRow {
    /// `None` where the row only names a website.
    pub name: Option<Box<str>>,
    /// The domain of the website, unless it is one where many companies have a page.
    pub domain: Option<String>,
    pub website: Option<Box<str>>,
    pub industry: Option<Box<str>>,
    pub phone: Option<Box<str>>,
    pub address: Option<Box<str>>,
    pub city: Option<Box<str>>,
    pub country: Option<Box<str>>,
    pub created_at: Option<Instant>,
    /// `scope:value`, joined with `;`.
    pub external_ids: Option<Box<str>>,
    /// Joined with `;`.
    pub other_names: Option<Box<str>>,
    pub metadata: Option<Box<str>>,
}

pub(super) fn finish(draft: Draft<'_>) -> Result<Row, RowError> {
    let Draft { mut person, mut metadata, record, .. } = draft;
    if let Some(id) = record.id {
        let id = format!("{}:{}", person.scope, value::identifier(id));
        person.incoming.add(Column::ExternalIds, &id);
    }
    let mut incoming = person.incoming;
    let created_at = incoming.created_at;
    let mut take = |column: Column| incoming.texts.take(column);
    // A company has one phone.
    let phones = take(Column::Phones).unwrap_or_default();
    let (phone, others) = phones.split_once(';').unwrap_or((&phones, ""));
    keep(&mut metadata, "phone", others);
    let (name, website) = (take(Column::Name), take(Column::Website));
    // In rolo's own export companies are told apart by name, whatever their websites.
    let is_told_apart = person.rolo_id.is_some() && name.is_some();
    let row = CompanyRow {
        domain: website.as_deref().filter(|_| !is_told_apart).and_then(company::domain_of),
        name,
        website,
        industry: boxed(record.industry),
        phone: boxed(phone),
        address: take(Column::Address),
        city: take(Column::City),
        country: take(Column::Country),
        other_names: boxed(&list::split_stored(record.other_names).join(";")),
        external_ids: take(Column::ExternalIds),
        metadata: (!metadata.is_empty()).then(|| Value::Object(metadata).to_string().into()),
        created_at,
    };
    if row.name.is_none() && row.domain.is_none() {
        return Err(missing("name", "a company needs a name or a website"));
    }
    Ok(Row::Company(row))
}

impl CompanyRow {
    /// What a deal says of its company.
    pub fn named(name: &str, external_id: Option<&str>) -> Self {
        Self {
            name: Some(name.into()),
            domain: None,
            website: None,
            industry: None,
            phone: None,
            address: None,
            city: None,
            country: None,
            created_at: None,
            external_ids: external_id.map(Into::into),
            other_names: None,
            metadata: None,
        }
    }
}

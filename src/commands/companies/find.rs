//! Finding the company that a COMPANY argument means: an id, a name, or a website or its domain.

use rusqlite::Connection;

use crate::commands::company_names::CompanyNames;
use crate::domain::normalize::company::domain_of;
use crate::error::{Error, Result};
use crate::store::company::{self, Known};

const HOW_TO_NAME: &str = "name a company by its id, its name or its website; `rolo companies list` shows them";
/// So many of the companies that may be meant are listed.
const CANDIDATES_MAX: usize = 8;

/// The id of the company that a text means.
pub(in crate::commands) fn find(conn: &Connection, text: &str) -> Result<i64> {
    let text = text.trim();
    let all = company::all(conn)?;
    let by_id = text.parse::<i64>().ok().filter(|id| all.iter().any(|known| known.id == *id));
    if let Some(id) = by_id.or(CompanyNames::of(&all).find(text)) {
        return Ok(id);
    }
    match of_website(&all, text).as_slice() {
        [one] => Ok(one.id),
        [] => {
            let alike = company::alike(conn, text)?;
            let alike: Vec<&Known> = all.iter().filter(|known| alike.contains(&known.id)).collect();
            let message = match alike.as_slice() {
                [] => format!("no company is known as `{text}`"),
                alike => format!("no company is known as `{text}`; alike are:\n{}", listed(alike)),
            };
            Err(Error::failed(message).hint(HOW_TO_NAME).into())
        }
        several => {
            let message = format!("several companies have the website `{text}`:\n{}", listed(several));
            Err(Error::failed(message).hint("name one by its id").into())
        }
    }
}

/// The companies that have this website, or one of its domain.
pub(super) fn of_website<'k>(all: &'k [Known], website: &str) -> Vec<&'k Known> {
    let domain = domain_of(website);
    let has = |known: &&Known| {
        let own = known.website.as_deref();
        own == Some(website) || domain.is_some() && own.and_then(domain_of) == domain
    };
    all.iter().filter(has).collect()
}

fn listed(companies: &[&Known]) -> String {
    let mut lines: Vec<String> = companies
        .iter()
        .take(CANDIDATES_MAX)
        .map(|known| {
            let website = known.website.as_deref().map_or(String::new(), |website| format!("  {website}"));
            format!("{}  {}{website}", known.id, known.name)
        })
        .collect();
    if companies.len() > lines.len() {
        lines.push(format!("and {} more", companies.len() - lines.len()));
    }
    lines.join("\n")
}

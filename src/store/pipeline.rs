//! Deals as the commands that show them read them.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use serde::Serialize;
use serde_json::Map;

use super::card::json;
use super::filter::{self, Condition};
use crate::domain::deciding::forecast::{ClosedDeal, OpenDeal};
use crate::domain::segment::Filter;
use crate::domain::time::Instant;
use crate::error::Result;

/// Which deals are meant.
#[derive(Debug, Clone, Default)]
pub struct DealFilter {
    /// In one of these states; none = in any.
    pub states: Vec<String>,
    /// In one of these stages; none = in any.
    pub stages: Vec<String>,
    /// Only stale ones.
    pub is_stale: bool,
    /// With this company.
    pub company_id: Option<i64>,
    /// Of these contacts; of all and of nobody where it is empty.
    pub owner: Filter,
}

/// The condition over the view `deals` that a filter makes.
pub fn condition(conn: &Connection, filter: &DealFilter) -> Result<Condition> {
    let mut condition = Condition::default();
    condition.one_of("state", &filter.states);
    condition.one_of("stage COLLATE NOCASE", &filter.stages);
    if filter.is_stale {
        condition.and("stale", []);
    }
    if let Some(id) = filter.company_id {
        condition.and("company_id = ?", [Value::Integer(id)]);
    }
    if !filter.owner.is_empty() {
        let owner = filter::condition(conn, &filter.owner)?;
        condition.and(&format!("contact_id IN (SELECT id FROM contacts WHERE {})", owner.sql), owner.values);
    }
    if condition.sql.is_empty() {
        condition.sql.push('1');
    }
    Ok(condition)
}

/// The stages in which deals stand or stood, in alphabetical order.
pub fn stages(conn: &Connection) -> Result<Vec<String>> {
    let mut find =
        conn.prepare("SELECT DISTINCT stage FROM deal WHERE stage IS NOT NULL ORDER BY stage COLLATE NOCASE")?;
    let stages = find.query_map([], |row| row.get(0))?;
    Ok(stages.collect::<Result<_, _>>()?)
}

/// Whether there is a deal of this id.
pub fn exists(conn: &Connection, id: i64) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM deal WHERE id = ?1)")?.query_row([id], |row| row.get(0))?)
}

/// A deal in a list for people.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Listed {
    pub id: i64,
    pub title: String,
    pub contact_id: Option<i64>,
    pub company: Option<String>,
    pub stage: Option<String>,
    pub state: String,
    /// In millionths.
    pub amount: Option<i64>,
    pub currency: String,
    pub created_at: Instant,
    /// When it or its contact last did anything.
    pub active_at: Instant,
    pub closed_at: Option<Instant>,
    pub stale: bool,
}

/// The deals of a condition over the view, ordered by a column of it.
pub fn listed(conn: &Connection, condition: &Condition, order: &str, limit: Option<u32>) -> Result<Vec<Listed>> {
    let limit = limit.map_or(String::new(), |limit| format!(" LIMIT {limit}"));
    let sql = format!(
        "SELECT d.id, d.title, d.contact_id, d.stage, d.state, d.amount, d.currency, d.created_at, d.closed_at,
             (SELECT name FROM company WHERE company.id = d.company_id) AS company,
             max(d.created_at, d.updated_at, coalesce(n.last_active, c.last_active, d.updated_at)) AS active_at,
             d.state = 'open' AND coalesce(s.is_stale, 0) AS stale
         FROM (SELECT id, row_number() OVER (ORDER BY {order}, id) AS place FROM deals WHERE {}
               ORDER BY place{limit}) AS chosen
         JOIN deal AS d ON d.id = chosen.id
         LEFT JOIN deal_state AS s ON s.deal_id = d.id
         LEFT JOIN contact AS c ON c.id = d.contact_id
         LEFT JOIN contact_count AS n ON n.contact_id = d.contact_id
         ORDER BY place",
        condition.sql
    );
    let mut find = conn.prepare(&sql)?;
    let rows = find.query_map(params_from_iter(&condition.values), |row| {
        Ok(Listed {
            id: row.get("id")?,
            title: row.get("title")?,
            contact_id: row.get("contact_id")?,
            company: row.get("company")?,
            stage: row.get("stage")?,
            state: row.get("state")?,
            amount: row.get("amount")?,
            currency: row.get::<_, Option<String>>("currency")?.unwrap_or_default(),
            created_at: Instant(row.get("created_at")?),
            active_at: Instant(row.get("active_at")?),
            closed_at: row.get::<_, Option<i64>>("closed_at")?.map(Instant),
            stale: row.get("stale")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A deal with whose it is and what happened to it.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the keys")]
pub struct DealCard {
    /// The columns of the view `deals`.
    pub deal: Map<String, serde_json::Value>,
    pub contact: Option<String>,
    pub company: Option<String>,
    /// What won it, where that was an event.
    pub won_by: Option<String>,
    /// Fields that imports leave alone.
    pub held: Vec<String>,
    pub metadata: serde_json::Value,
    pub history: Vec<Step>,
}

/// A line of the log about a deal.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct Step {
    pub at: String,
    pub kind: String,
    pub field: String,
    pub old: Option<String>,
    pub new: Option<String>,
    pub author: String,
}

/// The card of a deal, without the name of its contact; `None` when there is none.
pub fn card(conn: &Connection, id: i64) -> Result<Option<DealCard>> {
    let mut find = conn.prepare("SELECT * FROM deals WHERE id = ?1")?;
    let names: Vec<String> = find.column_names().map(str::to_owned).collect();
    let read = |row: &Row<'_>| {
        names.iter().enumerate().map(|(i, name)| Ok((name.clone(), json(name, row.get_ref(i)?)))).collect()
    };
    let Some(deal) = find.query_row([id], read).optional()? else { return Ok(None) };
    let more = conn.query_row(
        "SELECT (SELECT name FROM company WHERE company.id = company_id), held, metadata,
             won_event || ' at ' || strftime('%Y-%m-%dT%H:%M:%SZ', won_event_at, 'unixepoch')
         FROM deal WHERE id = ?1",
        [id],
        |row| {
            let held: Option<String> = row.get(1)?;
            let held = held.unwrap_or_default().split(';').filter(|it| !it.is_empty()).map(str::to_owned).collect();
            let metadata: Option<String> = row.get(2)?;
            Ok((row.get(0)?, held, metadata, row.get(3)?))
        },
    )?;
    let (company, held, metadata, won_by) = more;
    let metadata = metadata.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    Ok(Some(DealCard { deal, contact: None, company, won_by, held, metadata, history: history(conn, id)? }))
}

/// What the log tells of a deal, the oldest first; what was undone is told as well.
fn history(conn: &Connection, id: i64) -> Result<Vec<Step>> {
    // The first two conditions are those of the index.
    let mut find = conn.prepare(
        "WITH own AS (
             SELECT id, journal_id FROM log WHERE field >= 'deal ' AND field < 'deal!'
                 AND (field = 'deal ' || ?1 OR field >= 'deal ' || ?1 || ' ' AND field < 'deal ' || ?1 || '!'))
         SELECT at, kind, field, old, new, author FROM log
         WHERE id IN (SELECT id FROM own)
             OR kind = 'undone' AND journal_id IN (SELECT journal_id FROM own WHERE journal_id IS NOT NULL)
         ORDER BY id",
    )?;
    let steps = find.query_map([id], |row| {
        let field: Option<String> = row.get(2)?;
        let field = field.unwrap_or_default();
        let field = field.strip_prefix(&format!("deal {id}")).unwrap_or(&field).trim_start().to_owned();
        Ok(Step {
            at: Instant(row.get(0)?).to_string(),
            kind: row.get(1)?,
            field,
            old: row.get(3)?,
            new: row.get(4)?,
            author: row.get(5)?,
        })
    })?;
    Ok(steps.collect::<Result<_, _>>()?)
}

/// The open deals of a condition, for a forecast.
pub fn open_deals(conn: &Connection, condition: &Condition, as_of: Instant) -> Result<Vec<OpenDeal>> {
    let sql = format!(
        "SELECT stage, amount, currency FROM deal
         WHERE state = 'open' AND created_at <= {} AND id IN (SELECT id FROM deals WHERE {}) ORDER BY id",
        as_of.0, condition.sql
    );
    let mut find = conn.prepare(&sql)?;
    let deals = find.query_map(params_from_iter(&condition.values), |row| {
        let text = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(column)?.unwrap_or_default());
        Ok(OpenDeal { stage: text(0)?, amount: row.get(1)?, currency: text(2)? })
    })?;
    Ok(deals.collect::<Result<_, _>>()?)
}

/// All deals that were closed by `as_of`.
pub fn closed_deals(conn: &Connection, as_of: Instant) -> Result<Vec<ClosedDeal>> {
    let mut find = conn.prepare(
        "SELECT coalesce(past_stages, ''), coalesce(stage, ''), state = 'won' FROM deal
         WHERE state <> 'open' AND closed_at <= ?1 ORDER BY id",
    )?;
    let deals = find.query_map([as_of.0], |row| {
        let (past, stage): (String, String) = (row.get(0)?, row.get(1)?);
        let past = past.split(';').map(str::to_owned);
        let stages = past.chain([stage]).filter(|stage| !stage.is_empty()).collect();
        Ok(ClosedDeal { stages, is_won: row.get(2)? })
    })?;
    Ok(deals.collect::<Result<_, _>>()?)
}

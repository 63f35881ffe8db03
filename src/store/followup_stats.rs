//! What became of follow-ups, counted by kind.

use rusqlite::Connection;

use crate::domain::time::Instant;
use crate::error::Result;

/// What is told of a kind: its name, counts, then rates.
pub const COLUMNS: [&str; 15] = [
    "kind",
    "opened",
    "open",
    "overdue",
    "approved",
    "sent",
    "replied",
    "converted",
    "no_reply",
    "dismissed",
    "resolved",
    "failed",
    "reply_rate",
    "conversion_rate",
    "median_hours_to_reply",
];

/// The follow-ups of one kind.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names are the columns")]
pub struct OfKind {
    pub kind: String,
    /// In the order of [`COLUMNS`], from `opened` to `failed`. Sent are all that were, whatever came of them; resolved are
    /// also those that expired.
    pub counts: [i64; 11],
    /// Of those whose outcome is known, those that replied or converted.
    pub reply_rate: Option<f64>,
    /// Of those whose outcome is known, those that converted.
    pub conversion_rate: Option<f64>,
    /// Of those that were replied to.
    pub median_hours_to_reply: Option<f64>,
}

/// The figures of each kind of which one was opened by `as_of`, and since a moment, if that is given; by name.
pub fn of(conn: &Connection, since: Option<Instant>, as_of: Instant) -> Result<Vec<OfKind>> {
    let mut statement = conn.prepare(
        "SELECT kind, count(*),
             total(state IN ('pending', 'approved', 'unconfirmed')),
             total(state IN ('pending', 'approved', 'unconfirmed') AND due_at < ?2),
             total(state = 'approved'), total(state IN ('sent', 'replied', 'converted', 'no_reply')),
             total(state = 'replied'), total(state = 'converted'), total(state = 'no_reply'),
             total(state = 'dismissed'), total(state IN ('resolved', 'expired')), total(state = 'failed')
         FROM followup WHERE created_at >= ?1 AND created_at <= ?2 GROUP BY kind ORDER BY kind",
    )?;
    let since = since.map_or(i64::MIN, |since| since.0);
    let mut rows = statement.query((since, as_of.0))?;
    let mut kinds = Vec::new();
    while let Some(row) = rows.next()? {
        let mut counts = [row.get::<_, i64>(1)?; 11];
        for (i, count) in counts.iter_mut().enumerate().skip(1) {
            #[allow(clippy::cast_possible_truncation, reason = "a count")]
            {
                *count = row.get::<_, f64>(i + 1)? as i64;
            }
        }
        let kind: String = row.get(0)?;
        let [.., replied, converted, no_reply, _, _, _] = counts;
        let known = replied + converted + no_reply;
        #[allow(clippy::cast_precision_loss, reason = "counts are small")]
        let rate = |part: i64| (known > 0).then(|| (part as f64 / known as f64 * 1_000.0).round() / 1_000.0);
        let (reply_rate, conversion_rate) = (rate(replied + converted), rate(converted));
        let median_hours_to_reply = median_hours(conn, &kind, since, as_of)?;
        kinds.push(OfKind { kind, counts, reply_rate, conversion_rate, median_hours_to_reply });
    }
    Ok(kinds)
}

/// The middle one of the times to a reply; of an even number the mean of the middle two.
fn median_hours(conn: &Connection, kind: &str, since: i64, as_of: Instant) -> Result<Option<f64>> {
    let mut statement = conn.prepare_cached(
        "WITH took AS (
             SELECT (outcome_at - sent_at) / 3600.0 AS hours, row_number() OVER (ORDER BY outcome_at - sent_at) AS place,
                 count(*) OVER () AS n
             FROM followup
             WHERE kind = ?1 AND state = 'replied' AND created_at >= ?2 AND created_at <= ?3)
         SELECT round(avg(hours), 1) FROM took WHERE place IN ((n + 1) / 2, (n + 2) / 2)",
    )?;
    Ok(statement.query_row((kind, since, as_of.0), |row| row.get(0))?)
}

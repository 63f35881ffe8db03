//! `rolo dedupe review`: the doubtful pairs side by side, in a file or on the terminal.

use std::io::{BufRead, IsTerminal, Write};

use rusqlite::Connection;

use super::plan::{Asked, Plan, Scope, percent, strongest};
use super::verdict::{Verdict, decide, report};
use crate::cli::dedupe::DedupeReviewArgs;
use crate::commands::{Context, Outcome};
use crate::domain::contact::{Column, Contact};
use crate::domain::matching::Reason;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::output::file;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::output::text::printable;
use crate::store::{company, contact};

/// A value of a contact.
enum Value {
    Text(Column),
    Company,
    Time(fn(&Contact) -> Option<Instant>),
}

/// The values that stand side by side.
const VALUES: [(&str, Value); 20] = [
    ("name", Value::Text(Column::Name)),
    ("email", Value::Text(Column::Emails)),
    ("phone", Value::Text(Column::Phones)),
    ("company", Value::Company),
    ("job_title", Value::Text(Column::JobTitle)),
    ("address", Value::Text(Column::Address)),
    ("city", Value::Text(Column::City)),
    ("country", Value::Text(Column::Country)),
    ("website", Value::Text(Column::Website)),
    ("branch", Value::Text(Column::Branch)),
    ("source", Value::Text(Column::Source)),
    ("channels", Value::Text(Column::Channels)),
    ("tags", Value::Text(Column::Tags)),
    ("user_id", Value::Text(Column::UserId)),
    ("external_ids", Value::Text(Column::ExternalIds)),
    ("visitor_ids", Value::Text(Column::VisitorIds)),
    ("metadata", Value::Text(Column::Metadata)),
    ("first_seen", Value::Time(|contact| contact.first_seen)),
    ("last_active", Value::Time(|contact| contact.last_active)),
    ("created_at", Value::Time(|contact| contact.created_at)),
];

/// One pair as it is shown.
struct Doubt {
    a: i64,
    b: i64,
    confidence: String,
    reasons: Vec<String>,
    /// The values of both, in the order of [`VALUES`].
    values_a: Vec<String>,
    values_b: Vec<String>,
}

impl Doubt {
    /// Each value of both, by its name.
    fn values(&self) -> impl Iterator<Item = (&'static str, &str, &str)> {
        let sides = self.values_a.iter().zip(&self.values_b);
        VALUES.iter().zip(sides).map(|((name, _), (a, b))| (*name, a.as_str(), b.as_str()))
    }
}

/// Runs `rolo dedupe review`.
pub(super) fn run(args: &DedupeReviewArgs, context: &Context) -> Result<Outcome> {
    if let Some(path) = &args.output {
        context.check_output("--output", path, &[])?;
    }
    let doubts = context.open_to_read()?.read(|conn| doubts(conn, args.limit, context))?;
    let is_asked = args.output.is_none() && context.ui.stdout_is_terminal() && std::io::stdin().is_terminal();
    if is_asked {
        return ask(&doubts, context);
    }
    match &args.output {
        Some(path) => {
            file::replace(path, |out| write(&doubts, out))?;
            let (path, what) = (path.display(), if doubts.len() == 1 { "pair" } else { "pairs" });
            let then = format!("write same or different into the column verdict, then `rolo dedupe apply {path}`");
            context.ui.note(&format!("{} {what} to review in {path}: {then}", doubts.len()));
        }
        None => write(&doubts, &mut context.ui.out())?,
    }
    Ok(Outcome::Done)
}

/// The pairs that wait for a person, the likeliest first.
fn doubts(conn: &Connection, limit: Option<usize>, context: &Context) -> Result<Vec<Doubt>> {
    let asked = Asked { scope: Scope::Everybody, minds_undone: true, scored: None };
    let plan = Plan::make(conn, asked, context)?;
    let place = |id: i64| plan.ids.binary_search(&id).map(|record| record as u32);
    let pairs = plan.review.iter().take(limit.unwrap_or(usize::MAX));
    let pairs = pairs.filter_map(|(a, b, likely)| Some((*a, *b, *likely, place(*a).ok()?, place(*b).ok()?)));
    pairs
        .map(|(a, b, likely, record_a, record_b)| {
            let explanation = plan.matcher.explain(record_a, record_b);
            Ok(Doubt {
                a,
                b,
                confidence: format!("Match {} %", percent(likely)),
                reasons: strongest(&explanation).iter().map(Reason::text).collect(),
                values_a: values(conn, a)?,
                values_b: values(conn, b)?,
            })
        })
        .collect()
}

/// The values of a contact, in the order of [`VALUES`].
fn values(conn: &Connection, id: i64) -> Result<Vec<String>> {
    let contact = contact::get(conn, id)?.ok_or_else(|| Error::fault(format!("contact {id} is not there")))?;
    let company = contact.company_id.map(|id| company::name(conn, id)).transpose()?.flatten().unwrap_or_default();
    let text = |value: &Value| match value {
        Value::Text(column) => contact.text(*column).to_owned(),
        Value::Company => company.clone(),
        Value::Time(of) => of(&contact).map(|at| at.to_string()).unwrap_or_default(),
    };
    Ok(VALUES.iter().map(|(_, value)| text(value)).collect())
}

/// One row a pair, with both sides of each value next to each other.
fn write(doubts: &[Doubt], out: &mut dyn Write) -> Result<()> {
    let mut columns: Vec<String> =
        ["pair_id", "verdict", "confidence", "reason_1", "reason_2", "reason_3", "id_l", "id_r"]
            .map(str::to_owned)
            .into();
    columns.extend(VALUES.iter().flat_map(|(name, _)| [format!("{name}_l"), format!("{name}_r")]));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut rows = RowWriter::new(out, Format::Csv, &columns, Default::default())?;
    for doubt in doubts {
        let id = format!("{}-{}", doubt.a, doubt.b);
        let reason = |i: usize| Cell::Text(doubt.reasons.get(i).map_or("", String::as_str));
        let mut cells = vec![Cell::Text(&id), Cell::Text(""), Cell::Text(&doubt.confidence)];
        cells.extend([reason(0), reason(1), reason(2), Cell::Integer(doubt.a), Cell::Integer(doubt.b)]);
        cells.extend(doubt.values().flat_map(|(_, a, b)| [Cell::Text(a), Cell::Text(b)]));
        rows.row(&cells)?;
    }
    Ok(rows.finish()?)
}

/// Asks pair by pair, and does at the end what was answered.
fn ask(doubts: &[Doubt], context: &Context) -> Result<Outcome> {
    let mut verdicts = Vec::new();
    let mut lines = std::io::stdin().lock().lines();
    'pairs: for (i, doubt) in doubts.iter().enumerate() {
        show(doubt, i + 1, doubts.len(), context)?;
        loop {
            write!(context.ui.out(), "same (s), different (d), later (enter), quit (q)? ")?;
            context.ui.out().flush()?;
            let Some(answer) = lines.next().transpose()? else { break 'pairs };
            let is_same = match answer.trim().to_lowercase().as_str() {
                "s" | "same" => true,
                "d" | "different" => false,
                "" | "l" | "later" => continue 'pairs,
                "q" | "quit" => break 'pairs,
                _ => continue,
            };
            verdicts.push(Verdict { a: doubt.a, b: doubt.b, is_same, line: None });
            continue 'pairs;
        }
    }
    if doubts.is_empty() {
        context.ui.note("no pair waits for you");
        return Ok(Outcome::Done);
    }
    let done = context.open()?.write(false, |conn| decide(conn, &verdicts, context))?;
    report(done, None, context)
}

fn show(doubt: &Doubt, number: usize, of: usize, context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    writeln!(out, "\n{number} of {of}: {} ({})", doubt.confidence, doubt.reasons.join(", "))?;
    let (left, right) = (doubt.a.to_string(), doubt.b.to_string());
    let mut rows = RowWriter::new(&mut out, Format::Table, &["", &left, &right], context.ui.look())?;
    for (name, a, b) in doubt.values().filter(|(_, a, b)| !(a.is_empty() && b.is_empty())) {
        rows.row(&[Cell::Text(name), Cell::Text(&printable(a)), Cell::Text(&printable(b))])?;
    }
    Ok(rows.finish()?)
}

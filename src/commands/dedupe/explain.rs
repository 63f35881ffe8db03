//! `rolo dedupe --explain A B`: what speaks for and against two contacts being one person, from the prior to the
//! probability, as a waterfall.

use rusqlite::Connection;
use serde_json::json;

use super::everybody::Everybody;
use super::plan::kept_model;
use super::refuse_ids;
use crate::commands::{Context, Outcome, find_contact};
use crate::domain::contact::{Column, Contact};
use crate::domain::matching::{Explanation, Field, Matcher};
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::json as output_json;
use crate::output::rows::{Cell, RowWriter};
use crate::store::{company, contact};

/// Bits that one block of a bar stands for.
const BITS_A_BLOCK: f32 = 1.0;
/// The longest bar, in blocks.
const LONGEST: usize = 30;

/// Runs `rolo dedupe --explain`.
pub(super) fn run(pair: &[String], format: Option<Format>, context: &Context) -> Result<Outcome> {
    refuse_ids(format)?;
    let mut store = context.open_to_read()?;
    let [a, b] = pair else { return Err(Error::usage("name two contacts").into()) };
    let (a, b) = (find_contact(store.conn(), a)?, find_contact(store.conn(), b)?);
    if a == b {
        return Err(Error::failed(format!("both are contact {a}")).hint("name two contacts").into());
    }
    store.read(|conn| explain(conn, (a, b), format, context))?;
    Ok(Outcome::Done)
}

fn explain(conn: &Connection, (a, b): (i64, i64), format: Option<Format>, context: &Context) -> Result<()> {
    let people = Everybody::load(conn, context)?;
    let (record_a, record_b) = (people.record_of(a)?, people.record_of(b)?);
    let kept = kept_model(conn)?;
    let matcher = context.threads()?.install(|| Matcher::new(people.people(), kept));
    let explanation = matcher.explain(record_a, record_b);
    let load = |id| -> Result<Contact> {
        contact::get(conn, id)?.ok_or_else(|| Error::fault(format!("contact {id} is not there")).into())
    };
    let sides = Sides { a: load(a)?, b: load(b)?, companies: Default::default() };
    let sides = sides.with_companies(|id| company::name(conn, id))?;
    match format {
        Some(Format::Json | Format::Jsonl) => print_json(&explanation, &sides, context),
        format => print_table(&explanation, &sides, format, context),
    }
}

/// The two contacts.
struct Sides {
    a: Contact,
    b: Contact,
    companies: [String; 2],
}

impl Sides {
    fn with_companies(mut self, name: impl Fn(i64) -> Result<Option<String>>) -> Result<Self> {
        for (text, contact) in self.companies.iter_mut().zip([&self.a, &self.b]) {
            *text = contact.company_id.map(&name).transpose()?.flatten().unwrap_or_default();
        }
        Ok(self)
    }

    /// The values that were compared.
    fn values(&self, field: Field) -> [String; 2] {
        let of = |column: Column| [self.a.text(column).to_owned(), self.b.text(column).to_owned()];
        match field {
            Field::FirstName => of(Column::FirstName),
            Field::LastName => of(Column::LastName),
            Field::Email => of(Column::Emails),
            Field::Phone => of(Column::Phones),
            Field::Work => self.companies.clone(),
            Field::Place => {
                let place = |contact: &Contact| {
                    let parts = [Column::City, Column::Country].map(|column| contact.text(column));
                    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
                };
                [place(&self.a), place(&self.b)]
            }
            Field::Title => of(Column::JobTitle),
            Field::Street => of(Column::Address),
            Field::Birth | Field::Number => [String::new(), String::new()],
        }
    }
}

fn print_json(explanation: &Explanation, sides: &Sides, context: &Context) -> Result<()> {
    let reasons: Vec<_> = explanation
        .reasons
        .iter()
        .map(|reason| {
            let [a, b] = sides.values(reason.field);
            json!({ "field": reason.field.name(), "level": reason.level, "a": a, "b": b, "bits": rounded(reason.bits) })
        })
        .collect();
    let object = json!({
        "a": sides.a.id, "b": sides.b.id, "prior_bits": rounded(explanation.prior), "comparisons": reasons,
        "bits": rounded(explanation.bits), "probability": explanation.probability,
        "user_ids_differ": explanation.contradicts, "merges_by_itself": explanation.is_safe,
    });
    Ok(output_json::line(&mut context.ui.out(), &object)?)
}

/// Hundredths of a bit are enough.
fn rounded(bits: f32) -> f64 {
    (f64::from(bits) * 100.0).round() / 100.0
}

fn print_table(explanation: &Explanation, sides: &Sides, format: Option<Format>, context: &Context) -> Result<()> {
    let format = Format::or_default(format, context.ui.stdout_is_terminal());
    let (name_a, name_b) = (sides.a.id.to_string(), sides.b.id.to_string());
    let mut columns = vec!["compared", "level", name_a.as_str(), name_b.as_str(), "bits", "sum"];
    if format == Format::Table {
        columns.push("");
    }
    let mut out = context.ui.out();
    let mut rows = RowWriter::new(&mut out, format, &columns, context.ui.look())?;
    let mut sum = 0.0;
    let mut line = |what: &str, level: &str, [a, b]: [String; 2], bits: f32| {
        sum += bits;
        let (bits_text, sum_text, bar) = (format!("{bits:+.1}"), format!("{sum:.1}"), bar(bits));
        let cells = [what, level, &a, &b, &bits_text, &sum_text, &bar].map(Cell::Text);
        rows.row(&cells[..columns.len()])
    };
    line("any two contacts", "", Default::default(), explanation.prior)?;
    for reason in &explanation.reasons {
        line(reason.field.name(), reason.level, sides.values(reason.field), reason.bits)?;
    }
    rows.finish()?;
    drop(out);
    context.ui.note(&verdict(explanation));
    Ok(())
}

fn bar(bits: f32) -> String {
    let blocks = ((bits.abs() / BITS_A_BLOCK).round() as usize).min(LONGEST);
    let block = if bits < 0.0 { '░' } else { '█' };
    std::iter::repeat_n(block, blocks).collect()
}

fn verdict(explanation: &Explanation) -> String {
    let percent = f64::from(explanation.probability) * 100.0;
    let sum = format!("{:.1} bits: match {percent:.1} %", explanation.bits);
    let what = match (explanation.contradicts, explanation.is_safe) {
        (true, _) => return "two user_ids: they are never merged, whatever else is alike".to_owned(),
        (false, true) => "sure enough to be merged without asking",
        (false, false) if explanation.probability >= 0.5 => "goes to review",
        (false, false) => "left alone",
    };
    format!("{sum}, {what}")
}

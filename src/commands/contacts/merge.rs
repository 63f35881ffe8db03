//! `rolo contacts merge`: one contact of two, because a person says so.

use rusqlite::Connection;

use crate::cli::contacts::MergeArgs;
use crate::commands::{Context, Outcome, author, find_contact};
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::store::bulk::Table;
use crate::store::journal::Journal;
use crate::store::merge::{self, Cause};
use crate::store::{contact, counts, dirty, inferred, journal, log, setting};

/// A person is sure.
const CONFIDENCE: u8 = 100;

/// A column with its values of both and of what becomes of them.
type Compared = (&'static str, [String; 3]);

/// Runs `rolo contacts merge`.
pub(super) fn run(args: &MergeArgs, context: &Context) -> Result<Outcome> {
    let author = author(&args.author);
    let mut store = context.open()?;
    let (keep, other, compared) = store.write(args.dry_run, |conn| {
        let (keep, other) = (find_contact(conn, &args.keep)?, find_contact(conn, &args.other)?);
        if keep == other {
            return Err(Error::failed(format!("both are contact {keep}")).hint("name two contacts").into());
        }
        let (mine, others) = (shown(conn, keep)?, shown(conn, other)?);
        merge_two(conn, keep, other, &author, context)?;
        let compared = mine.into_iter().zip(others).zip(shown(conn, keep)?);
        let compared = compared.map(|(((name, a), (_, b)), (_, c))| (name, [a, b, c])).collect::<Vec<Compared>>();
        Ok((keep, other, compared))
    })?;
    print(&compared, keep, other, context)?;
    context.ui.note(&format!("contact {other} is part of contact {keep} now; `rolo undo` makes two of them again"));
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

fn merge_two(conn: &Connection, keep: i64, other: i64, author: &str, context: &Context) -> Result<()> {
    let hasher = setting::hasher(conn)?;
    let journal = Journal::open(conn, "merge", author, context.as_of)?;
    let cause = Cause { reason: "by hand", confidence: CONFIDENCE, now: context.as_of, moved_later: &[] };
    merge::merge(conn, journal, &hasher, keep, other, cause)?;
    log::changes_of(conn, journal.id)?;
    Table::Message.move_rows(conn, other, keep)?;
    journal::join(conn, journal.id)?;
    counts::refresh(conn, &[keep], &counts::Money { rules: &context.config.rules })?;
    dirty::mark(conn, keep, dirty::ALL_PASSES)?;
    inferred::mark_concerned(conn, &[keep])?;
    inferred::refresh(conn, &[keep])
}

/// What is looked at before and after.
fn shown(conn: &Connection, id: i64) -> Result<Vec<(&'static str, String)>> {
    let contact =
        contact::get(conn, id)?.ok_or_else(|| Error::fault(format!("contact {id} is not there to be merged")))?;
    let hidden = ["row_keys", "opt_out_seen", "updated_at"];
    let columns = contact::columns(&contact).into_iter().filter(|(name, _)| !hidden.contains(name));
    let field = |name| if name == "company_id" { "company" } else { name };
    columns.map(|(name, value)| Ok((field(name), contact::value_text(conn, name, &value)?))).collect()
}

/// Both and what becomes of them, field by field, where anything is known.
fn print(compared: &[Compared], keep: i64, other: i64, context: &Context) -> Result<()> {
    let (keep, other) = (keep.to_string(), other.to_string());
    let mut out = context.ui.out();
    let columns = ["field", keep.as_str(), other.as_str(), "merged"];
    let mut writer = RowWriter::new(&mut out, Format::Table, &columns, context.ui.look())?;
    for (name, texts) in compared.iter().filter(|(_, texts)| texts.iter().any(|text| !text.is_empty())) {
        let [mine, others, merged] = texts.each_ref().map(|text| Cell::Text(text));
        writer.row(&[Cell::Text(name), mine, others, merged])?;
    }
    Ok(writer.finish()?)
}

//! `rolo deals add`.

use std::io::Write as _;

use rusqlite::types::Value;

use super::fields::{read_amount, read_currency};
use super::{Changing, find_company, stage_of, write};
use crate::cli::deals::AddArgs;
use crate::commands::{Context, Outcome, find_contact};
use crate::error::Result;
use crate::store::contact;

/// Runs `rolo deals add`.
pub(super) fn run(args: &AddArgs, context: &Context) -> Result<Outcome> {
    let (amount, named) = match &args.amount {
        Some(text) => read_amount(text).map(|(amount, currency)| (Some(amount), currency))?,
        None => (None, None),
    };
    let rules = &context.config.rules;
    let default = Some(rules.money.currency.clone()).filter(|code| amount.is_some() && !code.is_empty());
    let currency = args.currency.as_deref().map(read_currency).transpose()?.or(named).or(default);
    let changing = Changing { command: "deals add", author: &args.author, dry_run: args.dry_run };
    let id = write(&changing, context, |conn, editor| {
        let contact_id = find_contact(conn, &args.contact)?;
        let company_id = match &args.company {
            Some(company) => Some(find_company(conn, company)?),
            None => contact::company_id(conn, contact_id)?,
        };
        let stage = match &args.stage {
            Some(stage) => Some(stage_of(conn, stage, context)?),
            None => rules.deals.stages.first().cloned(),
        };
        let text = |text: Option<String>| text.map_or(Value::Null, Value::Text);
        let integer = |number: Option<i64>| number.map_or(Value::Null, Value::Integer);
        let id = editor.add(&vec![
            ("title", Value::Text(args.title.clone())),
            ("stage", text(stage)),
            ("amount", integer(amount)),
            ("currency", text(currency)),
            ("expected_close", integer(args.expected_close.map(|at| at.0))),
            ("contact_id", Value::Integer(contact_id)),
            ("company_id", integer(company_id)),
        ])?;
        Ok((id, args.title.clone()))
    })?;
    let mut out = context.ui.out();
    writeln!(out, "{id}")?;
    out.flush()?;
    Ok(Outcome::Done)
}

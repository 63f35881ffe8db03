//! `rolo deals set` and `release`.

use super::fields::{self, FIELDS};
use super::{Changing, check_all, told, write};
use crate::cli::deals::{ReleaseArgs, SetArgs};
use crate::commands::numbered::DEAL;
use crate::commands::{Context, Outcome};
use crate::domain::suggest;
use crate::error::{Error, Result};

/// Runs `rolo deals set`.
pub(super) fn run(args: &SetArgs, context: &Context) -> Result<Outcome> {
    // Numbers and `-` hold no `=`, so the values end where the first of them stands.
    let (values, targets): (Vec<&String>, Vec<&String>) = args.words.iter().partition(|word| word.contains('='));
    let targets: Vec<String> = targets.into_iter().cloned().collect();
    let values: Vec<&str> = values.into_iter().map(String::as_str).collect();
    if targets.is_empty() || values.is_empty() {
        return Err(Error::usage("what is set and of which deals is needed")
            .hint("such as: rolo deals set amount=1200 currency=EUR 7")
            .into());
    }
    let ids = DEAL.ids(&targets)?;
    let changing = Changing { command: "deals set", author: &args.author, dry_run: args.dry_run };
    let said = write(&changing, context, |conn, editor| {
        check_all(conn, &ids)?;
        let changes = fields::read(conn, &values, context)?;
        let mut changed = 0;
        for id in &ids {
            let columns: Vec<_> = changes.iter().map(|change| (change.column, change.value.clone())).collect();
            changed += usize::from(editor.change(*id, &columns)?);
            editor.hold(*id, &changes.iter().map(|change| change.field).collect::<Vec<_>>())?;
        }
        Ok((told(changed, &ids, "changed"), values.join(" ")))
    })?;
    context.ui.note(&said);
    Ok(Outcome::Done)
}

/// Runs `rolo deals release`.
pub(super) fn release(args: &ReleaseArgs, context: &Context) -> Result<Outcome> {
    let field = match args.field.as_str() {
        "all" => None,
        name => Some(held_field(name)?),
    };
    let ids = DEAL.ids(&args.ids)?;
    let changing = Changing { command: "deals release", author: &args.author, dry_run: args.dry_run };
    let said = write(&changing, context, |conn, editor| {
        check_all(conn, &ids)?;
        let mut released = Vec::new();
        for id in &ids {
            for field in editor.release(*id, field)? {
                if !released.contains(&field) {
                    released.push(field);
                }
            }
        }
        let said = match released.is_empty() {
            true => "nothing was held".to_owned(),
            false => format!("released: {}", released.join(", ")),
        };
        Ok((said, args.field.clone()))
    })?;
    context.ui.note(&said);
    Ok(Outcome::Done)
}

fn held_field(name: &str) -> Result<&'static str> {
    let known = || FIELDS.into_iter().chain(["state"]);
    if let Some(field) = known().find(|field| *field == name) {
        return Ok(field);
    }
    let hint = match suggest::nearest(name, known(), |_, _, _| None) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("fields are {} and state; all stands for every one", FIELDS.join(", ")),
    };
    Err(Error::usage(format!("there is no field `{name}` of a deal to release")).hint(hint).into())
}

//! `rolo contacts release` and `unpin`: what a person decided is left to imports and to `classify` again.

use super::{Change, change};
use crate::cli::contacts::{ReleaseArgs, UnpinArgs};
use crate::commands::contacts::assignment;
use crate::commands::{Context, Outcome};
use crate::error::Result;
use crate::store::contact;

/// Runs `rolo contacts release`.
pub(super) fn release(args: &ReleaseArgs, context: &Context) -> Result<Outcome> {
    let fields = assignment::held_fields(&args.field)?;
    let what = Change { command: "contacts release", summary: &args.field, author: &args.author, target: &args.target };
    change(&what, &args.targets, context, |editor, id| {
        for (field, item) in contact::held(editor.conn, id)? {
            if fields.as_ref().is_none_or(|fields| fields.matches(&field, &item))
                && editor.release(id, &field, &item)?
            {
                let what = if item.is_empty() { field.clone() } else { format!("{field}: {item}") };
                editor.log(id, "released", &field, &what, "")?;
            }
        }
        Ok(())
    })
}

/// Runs `rolo contacts unpin`.
pub(super) fn unpin(args: &UnpinArgs, context: &Context) -> Result<Outcome> {
    let what = Change { command: "contacts unpin", summary: &args.field, author: &args.author, target: &args.target };
    let all = ["status", "stage", "intent"];
    let fields: &[&str] = if args.field == "all" { &all } else { &[args.field.as_str()] };
    change(&what, &args.targets, context, |editor, id| {
        fields.iter().try_for_each(|field| editor.unpin(id, field).map(|_| ()))
    })
}

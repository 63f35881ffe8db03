//! `rolo companies link`: the primary company of contacts.

use super::find::find;
use crate::cli::companies::LinkArgs;
use crate::commands::contacts::{Change, change, write_edits};
use crate::commands::{Context, Outcome};
use crate::domain::editing::Edit;
use crate::error::Result;
use crate::store::company;

/// Runs `rolo companies link`.
pub(super) fn run(args: &LinkArgs, context: &Context) -> Result<Outcome> {
    let store = context.open_to_read()?;
    let id = find(store.conn(), &args.company)?;
    let name = company::name(store.conn(), id)?.unwrap_or_default();
    drop(store);
    let what = Change { command: "companies link", summary: &name, author: &args.author, target: &args.target };
    let edits = [Edit::Company(Some(id))];
    change(&what, &args.contacts, context, |editor, contact| write_edits(editor, contact, &edits))
}

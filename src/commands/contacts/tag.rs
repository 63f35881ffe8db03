//! `rolo contacts tag` and `untag`.

use super::{Change, change};
use crate::cli::contacts::TagArgs;
use crate::commands::{Context, Outcome};
use crate::domain::contact::Column;
use crate::domain::editing::Edit;
use crate::domain::normalize::list;
use crate::error::{Error, Result};

/// Runs `rolo contacts tag`.
pub(super) fn tag(args: &TagArgs, context: &Context) -> Result<Outcome> {
    let tags = tags(&args.tags)?;
    edit(args, "contacts tag", Edit::Add(Column::Tags, tags), context)
}

/// Runs `rolo contacts untag`.
pub(super) fn untag(args: &TagArgs, context: &Context) -> Result<Outcome> {
    let tags = tags(&args.tags)?;
    edit(args, "contacts untag", Edit::Remove(Column::Tags, tags), context)
}

fn edit(args: &TagArgs, command: &str, edit: Edit, context: &Context) -> Result<Outcome> {
    let what = Change { command, summary: &args.tags, author: &args.author, target: &args.target };
    let edits = [edit];
    change(&what, &args.targets, context, |editor, id| super::write_edits(editor, id, &edits))
}

fn tags(text: &str) -> Result<String> {
    let tags = list::split_stored(text).join(";");
    if tags.is_empty() {
        return Err(Error::usage("the tag is blank").hint("write a word such as vip").into());
    }
    Ok(tags)
}

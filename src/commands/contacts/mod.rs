//! `rolo contacts`: looking at contacts and changing them by hand. Every change is one entry of the journal, whatever
//! number of contacts it reaches.

mod add;
mod assignment;
mod delete;
mod dossier;
mod list;
mod merge;
mod notes;
mod release;
mod set;
mod show;
mod tag;
mod timeline;

pub(super) use set::write_edits;

use super::target::Targets;
use super::{Context, Outcome, author};
use crate::cli::author::AuthorArgs;
use crate::cli::contacts::{ContactsArgs, ContactsCommand};
use crate::cli::target::TargetArgs;
use crate::error::Result;
use crate::output::ui;
use crate::store::edit::Editor;

/// Runs `rolo contacts`.
pub fn run(args: &ContactsArgs, context: &Context) -> Result<Outcome> {
    match &args.command {
        ContactsCommand::List(args) => list::run(args, context),
        ContactsCommand::Show(args) => show::run(args, context),
        ContactsCommand::Dossier(args) => dossier::run(args, context),
        ContactsCommand::Timeline(args) => timeline::run(args, context),
        ContactsCommand::Add(args) => add::run(args, context),
        ContactsCommand::Set(args) => set::run(args, context),
        ContactsCommand::Release(args) => release::release(args, context),
        ContactsCommand::Unpin(args) => release::unpin(args, context),
        ContactsCommand::Tag(args) => tag::tag(args, context),
        ContactsCommand::Untag(args) => tag::untag(args, context),
        ContactsCommand::Note(args) => notes::note(args, context),
        ContactsCommand::Points(args) => notes::points(args, context),
        ContactsCommand::Merge(args) => merge::run(args, context),
        ContactsCommand::Delete(args) => delete::delete(args, context),
        ContactsCommand::Unblock(args) => delete::unblock(args, context),
    }
}

/// What a command does by hand, in the words of the journal and of its summary.
pub(super) struct Change<'a> {
    /// As the journal calls it.
    pub(super) command: &'a str,
    /// What is done, in short.
    pub(super) summary: &'a str,
    pub(super) author: &'a AuthorArgs,
    pub(super) target: &'a TargetArgs,
}

/// Changes the contacts that are meant, one by one, in one transaction and as one entry of the journal. `words` are those
/// that stand where targets do.
pub(super) fn change(
    change: &Change<'_>,
    words: &[String],
    context: &Context,
    mut one: impl FnMut(&mut Editor<'_>, i64) -> Result<()>,
) -> Result<Outcome> {
    let targets = Targets::read(words, change.target)?;
    let author = author(change.author);
    let mut store = context.open()?;
    let path = store.path().to_owned();
    let (reached, changed) = store.write(change.target.dry_run, |conn| {
        let ids = targets.ids(conn, &path, change.target, context)?;
        let mut editor = Editor::open(conn, change.command, &author, context.as_of)?;
        for id in &ids {
            one(&mut editor, *id)?;
        }
        Ok((ids.len(), editor.close(change.summary)?))
    })?;
    let count = |n: u64| ui::count(n.cast_signed());
    let contacts = if reached == 1 { "contact" } else { "contacts" };
    context.ui.note(&format!("{} of {} {contacts} changed", count(changed), count(reached as u64)));
    context.note_dry_run(change.target.dry_run);
    Ok(Outcome::Done)
}

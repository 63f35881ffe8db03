//! `rolo contacts delete` and `unblock`: forgetting people for good, and letting imports bring them back after all.

use rusqlite::Connection;

use crate::cli::contacts::{DeleteArgs, UnblockArgs};
use crate::commands::target::Targets;
use crate::commands::{Context, Outcome, author};
use crate::error::{Error, Result};
use crate::output::ui;
use crate::store::erase::{self, Finished, Gone, Wish};
use crate::store::{contact, counts, erased, setting};

/// So many identities that could not be blocked are named.
const SHARED_TOLD: usize = 8;

/// Runs `rolo contacts delete`.
pub(super) fn delete(args: &DeleteArgs, context: &Context) -> Result<Outcome> {
    let targets = Targets::read(&args.targets, &args.target)?;
    let author = author(&args.author);
    let mut store = context.open()?;
    let path = store.path().to_owned();
    store.begin_erasing()?;
    let gone = store.write(args.target.dry_run, |conn| {
        let ids = targets.ids(conn, &path, &args.target, context)?;
        confirm(conn, &ids, args)?;
        let wish = Wish {
            author: &author,
            now: context.as_of,
            keeps_conversations: args.keep_conversations,
            blocks: args.block,
            money: &counts::Money { rules: &context.config.rules },
        };
        erase::erase(conn, &ids, &wish)
    })?;
    tell(&gone, args, context);
    if args.target.dry_run || gone.counts.is_empty() {
        context.note_dry_run(args.target.dry_run);
        return Ok(Outcome::Done);
    }
    context.warn_of_copies();
    match store.finish_erasure(context.wait)? {
        Finished::Before | Finished::Now => {
            context.ui.note("files of rejected rows, exports and backups may hold more of them: delete these yourself");
            Ok(Outcome::Done)
        }
        Finished::NotYet(why) => {
            context.ui.warn(&format!(
                "they are deleted, but the file {} still holds some of it, since {why}; the next command that finds it \
                 free writes it anew",
                path.display()
            ));
            Ok(Outcome::Remaining)
        }
    }
}

/// What is gone for good is not deleted without a word, not even one that is named.
fn confirm(conn: &Connection, ids: &[i64], args: &DeleteArgs) -> Result<()> {
    if args.target.yes || args.target.dry_run || ids.is_empty() {
        return Ok(());
    }
    let who = match ids {
        [id] => format!("contact {id}, {}", contact::described(conn, *id)?),
        several => erase::people_in_words(several.len()),
    };
    Err(Error::usage(format!("this would delete {who} for good, and nothing was changed"))
        .hint("add --yes to go on, or --dry-run to see what would go")
        .into())
}

/// Tells what goes, and what an import could bring back.
fn tell(gone: &Gone, args: &DeleteArgs, context: &Context) {
    let counts: Vec<String> =
        gone.counts.iter().map(|(what, count)| format!("{what} {}", ui::count(count.cast_signed()))).collect();
    if counts.is_empty() {
        return context.ui.note("no contact is meant, and nothing is deleted");
    }
    context.ui.note(&format!("deleted for good, with no undo: {}", counts.join(", ")));
    if !args.block {
        return context
            .ui
            .warn("an import would bring them back where a file still names them; --block rejects such rows");
    }
    context.ui.note(&format!(
        "blocked for imports: {} identities; `rolo contacts unblock IDENTITY` lifts that",
        ui::count(gone.blocked.cast_signed())
    ));
    for (identity, other) in gone.shared.iter().take(SHARED_TOLD) {
        context.ui.warn(&format!("{identity} is not blocked, since contact {other} has it as well"));
    }
    if gone.shared.len() > SHARED_TOLD {
        context.ui.warn(&format!("{} more are not blocked, for the same reason", gone.shared.len() - SHARED_TOLD));
    }
    if gone.unnamed > 0 {
        let people = if gone.unnamed == 1 { "1 contact has" } else { &format!("{} contacts have", gone.unnamed) };
        context.ui.warn(&format!("{people} no identity of its own to be blocked by"));
    }
}

/// Runs `rolo contacts unblock`.
pub(super) fn unblock(args: &UnblockArgs, context: &Context) -> Result<Outcome> {
    let author = author(&args.author);
    let mut store = context.open()?;
    let people = store.write(args.dry_run, |conn| {
        let mut people = Vec::new();
        for text in &args.identities {
            people.extend(blocked(conn, text)?);
        }
        people.sort_unstable();
        people.dedup();
        for id in &people {
            erase::unblock(conn, *id, &author, context.as_of)?;
        }
        Ok(people.len())
    })?;
    let count = if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
    context.ui.note(&format!("imports may bring {count} back now"));
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// The ids that the people had whom a text names and whom imports may not bring back.
fn blocked(conn: &Connection, text: &str) -> Result<Vec<i64>> {
    let text = text.trim();
    let mut people = Vec::new();
    if let Ok(id) = text.parse::<i64>()
        && erased::is_blocked(conn, id)?
    {
        people.push(id);
    }
    let hasher = setting::hasher(conn)?;
    for (kind, value) in contact::identities_of(text) {
        people.extend(erased::holder(conn, hasher.identity(kind, &value))?);
    }
    if people.is_empty() {
        return Err(Error::failed(format!("nobody is blocked as `{text}`"))
            .hint(
                "name an identity that the person had, such as ana@example.com or user_id:42, or the contact's old id",
            )
            .into());
    }
    Ok(people)
}

//! `rolo conversations link`, `unlink`, `retry` and `release`: whose conversations are, by a person's word or by the
//! identity that they came by.

use rusqlite::Connection;

use super::{Context, Outcome, find_contact};
use crate::cli::author::AuthorArgs;
use crate::cli::conversations::{ChangeArgs, LinkArgs, RetryArgs};
use crate::commands::author;
use crate::commands::numbered::CONVERSATION;
use crate::error::{Error, Result};
use crate::store::journal::{self, Journal};
use crate::store::link::{self, Hand, Link, Linked};
use crate::store::{Store, contact, counts, inferred};

/// One command that changes conversations.
#[derive(Debug, Clone, Copy)]
pub struct Changing<'a> {
    /// The command, as the journal names it.
    pub command: &'static str,
    /// Who changes them.
    pub author: &'a AuthorArgs,
    /// Whether nothing is to be written.
    pub dry_run: bool,
}

/// Makes changes in one transaction and one entry of the journal. `run` notes the contacts whose conversations come or
/// go, and gives what it did with a line for the journal.
pub fn write<T>(
    store: &mut Store,
    changing: &Changing<'_>,
    context: &Context,
    run: impl FnOnce(&Connection, Hand<'_>, &mut Vec<i64>) -> Result<(T, String)>,
) -> Result<T> {
    let author = author(changing.author);
    store.write(changing.dry_run, |conn| {
        let first_entry = journal::next_id(conn)?;
        let journal = Journal::open(conn, changing.command, &author, context.as_of)?;
        let mut touched = Vec::new();
        let (done, summary) = run(conn, Hand { journal, author: &author, now: context.as_of }, &mut touched)?;
        touched.sort_unstable();
        touched.dedup();
        if !touched.is_empty() {
            counts::refresh(conn, &touched, &counts::Money { rules: &context.config.rules })?;
            inferred::refresh(conn, &touched)?;
        }
        journal.close(conn, &summary)?;
        journal::join(conn, first_entry)?;
        Ok(done)
    })
}

/// The conversation of this id.
pub fn find(conn: &Connection, id: i64) -> Result<Linked> {
    link::find(conn, id)?.ok_or_else(|| CONVERSATION.not_there(id))
}

/// Gives a conversation to a contact.
pub fn link(args: &LinkArgs, context: &Context) -> Result<Outcome> {
    let id = CONVERSATION.id(&args.conversation)?;
    let mut store = context.open()?;
    let contact_id = find_contact(store.conn(), &args.contact)?;
    let changing = Changing { command: "conversations link", author: &args.author, dry_run: args.dry_run };
    let notes = write(&mut store, &changing, context, |conn, hand, touched| {
        let conversation = find(conn, id)?;
        let mut notes = Vec::new();
        if conversation.contact_id != Some(contact_id) {
            notes.extend(kept_opt_out(conn, &conversation)?);
        }
        touched.extend(conversation.contact_id.into_iter().chain([contact_id]));
        let is_changed = link::link(conn, &conversation, &Link::Hand(contact_id), hand)?;
        let said = told(conn, &conversation, contact_id, is_changed)?;
        notes.insert(0, said.clone());
        Ok((notes, said))
    })?;
    notes.iter().for_each(|note| context.ui.note(note));
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// What became of a conversation, in words.
fn told(conn: &Connection, conversation: &Linked, contact_id: i64, is_changed: bool) -> Result<String> {
    let id = conversation.id;
    let now = called(conn, contact_id)?;
    Ok(match conversation.contact_id {
        Some(before) if before != contact_id => {
            format!("conversation {id} is linked to {now}, no longer to {}", called(conn, before)?)
        }
        Some(_) if is_changed => format!("conversation {id} was linked to {now}, and stays so"),
        Some(_) => format!("conversation {id} is linked to {now} already"),
        None => format!("conversation {id} is linked to {now}"),
    })
}

fn called(conn: &Connection, contact_id: i64) -> Result<String> {
    Ok(format!("{} ({contact_id})", contact::label(conn, contact_id)?))
}

/// An opt-out is not lifted by taking away the conversation in which it was said.
fn kept_opt_out(conn: &Connection, conversation: &Linked) -> Result<Option<String>> {
    let Some(contact_id) = conversation.contact_id else { return Ok(None) };
    if !link::keeps_opt_out(conn, conversation)? {
        return Ok(None);
    }
    let called = called(conn, contact_id)?;
    Ok(Some(format!(
        "{called} stays opted out, which was said in conversation {}; lift it by hand if that was somebody else",
        conversation.id
    )))
}

/// Takes conversations away from their contacts.
pub fn unlink(args: &ChangeArgs, context: &Context) -> Result<Outcome> {
    let ids = CONVERSATION.ids(&args.ids)?;
    let changing = Changing { command: "conversations unlink", author: &args.author, dry_run: args.dry_run };
    let notes = write(&mut context.open()?, &changing, context, |conn, hand, touched| {
        let (mut notes, mut changed) = (Vec::new(), 0);
        for id in &ids {
            let conversation = find(conn, *id)?;
            notes.extend(kept_opt_out(conn, &conversation)?);
            touched.extend(conversation.contact_id);
            changed += usize::from(link::link(conn, &conversation, &Link::Nobody, hand)?);
        }
        let said = format!("{changed} of {} conversations unlinked", ids.len());
        notes.insert(0, said.clone());
        Ok((notes, said))
    })?;
    notes.iter().for_each(|note| context.ui.note(note));
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Matches conversations again that are nobody's.
pub fn retry(args: &RetryArgs, context: &Context) -> Result<Outcome> {
    let named = if args.ids.is_empty() { None } else { Some(CONVERSATION.ids(&args.ids)?) };
    let changing = Changing { command: "conversations retry", author: &args.author, dry_run: args.dry_run };
    let said = write(&mut context.open()?, &changing, context, |conn, hand, touched| {
        let ids = match &named {
            Some(ids) => ids.clone(),
            None => link::unmatched(conn)?,
        };
        let (mut linked, mut failed) = (0, 0);
        for id in &ids {
            let conversation = find(conn, *id)?;
            refuse_if_linked(&conversation)?;
            let found = link::matched(conn, &conversation)?;
            match found {
                Link::Match(contact_id, _) => {
                    linked += 1;
                    touched.push(contact_id);
                }
                Link::Error(_) => failed += 1,
                _ => {}
            }
            link::link(conn, &conversation, &found, hand)?;
        }
        let pending = ids.len() - linked - failed;
        let said = format!("{linked} of {} conversations linked, {failed} in error, {pending} pending", ids.len());
        Ok((said.clone(), said))
    })?;
    context.ui.note(&said);
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

fn refuse_if_linked(conversation: &Linked) -> Result<()> {
    let Linked { id, contact_id: Some(contact_id), .. } = conversation else { return Ok(()) };
    Err(Error::failed(format!("conversation {id} is linked to contact {contact_id}"))
        .hint(format!("`rolo conversations unlink {id}` takes it away first"))
        .into())
}

/// Lets imports decide again what a person had set of conversations.
pub fn release(args: &ChangeArgs, context: &Context) -> Result<Outcome> {
    let ids = CONVERSATION.ids(&args.ids)?;
    let changing = Changing { command: "conversations release", author: &args.author, dry_run: args.dry_run };
    let said = write(&mut context.open()?, &changing, context, |conn, hand, _| {
        let mut changed = 0;
        for id in &ids {
            changed += usize::from(link::release(conn, &find(conn, *id)?, hand.journal)?);
        }
        let said = format!("{changed} of {} conversations released", ids.len());
        Ok((said.clone(), said))
    })?;
    context.ui.note(&said);
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

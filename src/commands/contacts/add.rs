//! `rolo contacts add`: a contact that no file brought.

use std::io::Write;

use rusqlite::Connection;

use super::assignment::{Assignments, check_traits};
use super::set::{Companies, warn_of_phones};
use crate::cli::contacts::AddArgs;
use crate::commands::{Context, Outcome, author};
use crate::domain::contact::{Column, Contact};
use crate::domain::editing::{self, Edit};
use crate::domain::identity::identities;
use crate::error::{Error, Result};
use crate::store::edit::Editor;
use crate::store::{contact, erased, identity, setting};

/// Where contacts come from that are added by hand, unless they are said to come from elsewhere.
const SOURCE: &str = "manual";

/// Runs `rolo contacts add`.
pub(super) fn run(args: &AddArgs, context: &Context) -> Result<Outcome> {
    let read = Assignments::read(&args.values, true, context)?;
    warn_of_phones(&read, context);
    let author = author(&args.author);
    let mut store = context.open_or_create(args.dry_run)?;
    let id = store.write(args.dry_run, |conn| {
        let mut editor = Editor::open(conn, "contacts add", &author, context.as_of)?;
        let id = setting::next_id(conn, "contact")?;
        let mut companies = Companies::default();
        let mut edits = read.edits.clone();
        if let Some(name) = &read.company {
            edits.push(Edit::Company(companies.id(&editor, name)?));
        }
        let new = made(&read, &edits, id, context)?;
        check_identities(conn, &Contact::default(), &new, args.yes)?;
        editor.create(&new)?;
        setting::keep_next_id(conn, "contact", id + 1)?;
        editor.hold(id, &editing::apply(&edits, &mut new.clone()))?;
        for (field, word) in &read.pins {
            if let Some(word) = word {
                editor.pin(id, field, word)?;
            }
        }
        let what = contact::label(conn, id)?;
        editor.close(&what)?;
        Ok(id)
    })?;
    writeln!(context.ui.out(), "{id}")?;
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// The contact that is added.
fn made(read: &Assignments, edits: &[Edit], id: i64, context: &Context) -> Result<Contact> {
    let now = Some(context.as_of);
    let mut new = Contact { id, created_at: now, updated_at: now, ..Contact::default() };
    new.texts.set(Column::Source, SOURCE);
    for (column, text) in read.naming.texts.iter() {
        new.texts.set(column, text);
    }
    editing::apply(edits, &mut new);
    if identities(&new.texts).next().is_none() && new.text(Column::Name).is_empty() {
        return Err(Error::usage("a contact needs a name, an address, a number or another identity")
            .hint("such as: rolo contacts add name='Ana Reyes' email=ana@example.com")
            .into());
    }
    check_traits(new.text(Column::Traits), "the contact")?;
    Ok(new)
}

/// Refuses identities that come to a contact and that another one holds: of unique ones always, of addresses and numbers
/// unless `is_shared` says that both have them.
pub(super) fn check_identities(conn: &Connection, old: &Contact, new: &Contact, is_shared: bool) -> Result<()> {
    let hasher = setting::hasher(conn)?;
    for (kind, value) in identities(&new.texts) {
        let key = hasher.identity(kind, value);
        if erased::holder(conn, key)?.is_some() {
            let text = format!("{} {value} is that of somebody who was deleted for good and blocked", kind.name());
            let hint = format!("if they want to be known again: rolo contacts unblock {}:{value}", kind.name());
            return Err(Error::failed(text).hint(hint).into());
        }
        let holders = identity::holders(conn, key)?;
        let Some(holder) = holders.iter().find(|holder| **holder != old.id) else { continue };
        let is_old = old.items(kind.column()).any(|item| item == value);
        if is_old || kind.is_shared() && is_shared {
            continue;
        }
        let error = Error::failed(format!(
            "{} {value} belongs to contact {holder}, {}",
            kind.name(),
            contact::described(conn, *holder)?
        ));
        let hint = if kind.is_shared() {
            format!("change that contact: rolo contacts set … {holder}; or add --yes if both have it")
        } else {
            format!("change that contact: rolo contacts set … {holder}")
        };
        return Err(error.hint(hint).into());
    }
    Ok(())
}

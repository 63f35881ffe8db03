//! `rolo contacts set`: fields as a person wants them.

use std::collections::HashMap;

use rusqlite::Connection;

use super::add::check_identities;
use super::assignment::{self, Assignments, check_traits};
use super::{Change, change};
use crate::cli::contacts::SetArgs;
use crate::commands::company_names::CompanyNames;
use crate::commands::{Context, Outcome};
use crate::domain::contact::{Column, Contact};
use crate::domain::editing::{self, Edit};
use crate::domain::normalize::name;
use crate::error::{Error, Result};
use crate::store::edit::Editor;
use crate::store::{company, contact};

/// Runs `rolo contacts set`.
pub(super) fn run(args: &SetArgs, context: &Context) -> Result<Outcome> {
    let (words, targets) = assignment::part(&args.words);
    let [first, ..] = words else {
        return Err(Error::usage(format!("`{}` is no FIELD=VALUE", args.words.join(" ")))
            .hint("fields come first, such as: rolo contacts set city=Leeds ana@example.com")
            .into());
    };
    let read = Assignments::read(words, false, context)?;
    warn_of_phones(&read, context);
    let summary = if words.len() == 1 { first.clone() } else { format!("{first} and {} more", words.len() - 1) };
    let what = Change { command: "contacts set", summary: &summary, author: &args.author, target: &args.target };
    let mut companies = Companies::default();
    let is_checked = !args.target.yes && read.edits.iter().any(gives_address);
    let mut is_first = true;
    change(&what, targets, context, |editor, id| {
        if is_checked {
            refuse_shared(editor.conn, id, &read.edits, is_first)?;
        }
        is_first = false;
        let mut edits = read.edits.clone();
        if let Some(name) = &read.company {
            edits.push(Edit::Company(companies.id(editor, name)?));
        }
        write_edits(editor, id, &edits)?;
        for (field, word) in &read.pins {
            match word {
                Some(word) => editor.pin(id, field, word)?,
                None => editor.unpin(id, field)?,
            };
        }
        Ok(())
    })
}

/// Whether an edit gives a contact an address or number.
fn gives_address(edit: &Edit) -> bool {
    match edit {
        Edit::Main(..) => true,
        Edit::Text(column, text) | Edit::Add(column, text) => {
            matches!(column, Column::Emails | Column::Phones) && !text.is_empty()
        }
        _ => false,
    }
}

/// Refuses addresses and numbers that another contact holds, or that several would get.
fn refuse_shared(conn: &Connection, id: i64, edits: &[Edit], is_first: bool) -> Result<()> {
    if !is_first {
        return Err(Error::usage("several contacts would get the same address or number, and nothing was changed")
            .hint("add --yes if all of them have it")
            .into());
    }
    let old = contact::get(conn, id)?.unwrap_or_default();
    let mut new = old.clone();
    editing::apply(edits, &mut new);
    check_identities(conn, &old, &new, false)
}

pub(super) fn warn_of_phones(read: &Assignments, context: &Context) {
    for phone in &read.phones_as_text {
        context.ui.warn(&format!("`{phone}` is no number of a known country; it is kept as it is written"));
    }
}

/// Writes edits into a contact and holds what they set and removed.
pub(in crate::commands) fn write_edits(editor: &mut Editor<'_>, id: i64, edits: &[Edit]) -> Result<()> {
    let Some(old) = contact::get(editor.conn, id)? else {
        return Err(Error::failed(format!("there is no contact {id}")).into());
    };
    let mut new = old.clone();
    start_from_inferred(editor.conn, edits, &mut new)?;
    let holds = editing::apply(edits, &mut new);
    let is_of_traits = |edit: &Edit| matches!(edit, Edit::Text(Column::Traits, _) | Edit::Add(Column::Traits, _));
    if edits.iter().any(is_of_traits) {
        check_traits(new.text(Column::Traits), &format!("contact {id}"))?;
    }
    editor.write(&old, new)?;
    editor.hold(id, &holds)
}

/// A list that grows or shrinks by hand starts from what is shown, where that is inferred.
fn start_from_inferred(conn: &Connection, edits: &[Edit], contact: &mut Contact) -> Result<()> {
    for column in [Column::Interests, Column::Traits, Column::Needs] {
        let grows = |edit: &Edit| matches!(edit, Edit::Add(c, _) | Edit::Remove(c, _) if *c == column);
        if edits.iter().any(grows) && !contact.texts.has(column) {
            let shown = contact::shown_list(conn, contact.id, column.name())?;
            if !shown.is_empty() {
                contact.texts.set(column, &shown);
            }
        }
    }
    Ok(())
}

/// Companies by the names that a command gives, each looked up once and created when it is new.
#[derive(Debug, Default)]
pub(super) struct Companies(HashMap<String, i64>);

impl Companies {
    /// The company of a name; none for a blank.
    pub(super) fn id(&mut self, editor: &Editor<'_>, called: &str) -> Result<Option<i64>> {
        if called.is_empty() {
            return Ok(None);
        }
        if let Some(id) = self.0.get(called) {
            return Ok(Some(*id));
        }
        let id = match CompanyNames::load(editor.conn)?.find(called) {
            Some(id) => id,
            None => {
                let id = company::create(editor.conn, called, &name::fold(called), editor.now)?;
                editor.journal.inserted(editor.conn, "company", id)?;
                id
            }
        };
        self.0.insert(called.to_owned(), id);
        Ok(Some(id))
    }
}

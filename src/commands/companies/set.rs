//! `rolo companies add`, `set` and `release`.

use std::io::Write;

use rusqlite::Connection;

use super::fields::{self, Change, METADATA};
use super::find::{find, of_website};
use crate::cli::companies::{AddArgs, ReleaseArgs, SetArgs};
use crate::commands::company_names::CompanyNames;
use crate::commands::{Context, Outcome, author};
use crate::domain::normalize::company::domain_of;
use crate::error::{Error, Result};
use crate::store::company;
use crate::store::company_edit::CompanyEditor;

/// Runs `rolo companies add`.
pub(super) fn add(args: &AddArgs, context: &Context) -> Result<Outcome> {
    let changes = fields::read(&args.values, context)?;
    let website = changes.iter().find_map(|change| match change {
        Change::Text("website", website) => website.as_deref(),
        _ => None,
    });
    let name = changes.iter().find_map(|change| match change {
        Change::Name(name) => Some(name.clone()),
        _ => None,
    });
    let name = name.or_else(|| website.and_then(domain_of)).ok_or_else(|| {
        Error::usage("a company needs a name or a website of its own")
            .hint("such as: rolo companies add name='Acme, Inc.' website=acme.example.com")
    })?;
    let author = author(&args.author);
    let mut store = context.open()?;
    let id = store.write(args.dry_run, |conn| {
        check_name(conn, &name, None)?;
        let all = company::all(conn)?;
        if let Some((website, known)) = website.and_then(|website| Some((website, *of_website(&all, website).first()?)))
        {
            return Err(Error::failed(format!(
                "the website {website} is that of company {}, {}",
                known.id, known.name
            ))
            .hint(format!("change that company: rolo companies set … {}", known.id))
            .into());
        }
        let mut editor = CompanyEditor::add(conn, &name, &author, context.as_of)?;
        write(&mut editor, &changes)?;
        editor.close(&name)
    })?;
    writeln!(context.ui.out(), "{id}")?;
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Runs `rolo companies set`.
pub(super) fn set(args: &SetArgs, context: &Context) -> Result<Outcome> {
    let Some((company, words)) = args.words.split_last().filter(|(_, words)| !words.is_empty()) else {
        return Err(Error::usage("a company and what is set of it are needed").into());
    };
    let changes = fields::read(words, context)?;
    let summary =
        if words.len() == 1 { words[0].clone() } else { format!("{} and {} more", words[0], words.len() - 1) };
    let author = author(&args.author);
    let mut store = context.open()?;
    let is_changed = store.write(args.dry_run, |conn| {
        let id = find(conn, company)?;
        for change in &changes {
            if let Change::Name(name) = change {
                check_name(conn, name, Some(id))?;
            }
        }
        let mut editor = CompanyEditor::open(conn, "companies set", id, &author, context.as_of)?;
        write(&mut editor, &changes)?;
        let is_changed = editor.is_changed;
        editor.close(&summary)?;
        Ok(is_changed)
    })?;
    context.ui.note(if is_changed { "the company is changed" } else { "the company is as it was" });
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Runs `rolo companies release`.
pub(super) fn release(args: &ReleaseArgs, context: &Context) -> Result<Outcome> {
    let field = match args.field.as_str() {
        "all" => None,
        name if name.starts_with(METADATA) => Some(name.to_owned()),
        name => Some(fields::field(name)?.to_owned()),
    };
    let author = author(&args.author);
    let mut store = context.open()?;
    let released = store.write(args.dry_run, |conn| {
        let id = find(conn, &args.company)?;
        let mut editor = CompanyEditor::open(conn, "companies release", id, &author, context.as_of)?;
        let released = editor.release(field.as_deref())?;
        editor.close(&args.field)?;
        Ok(released)
    })?;
    let said =
        if released.is_empty() { "nothing was held".to_owned() } else { format!("released: {}", released.join(", ")) };
    context.ui.note(&said);
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Refuses a name that means another company already.
fn check_name(conn: &Connection, name: &str, own: Option<i64>) -> Result<()> {
    match CompanyNames::load(conn)?.find(name) {
        Some(id) if Some(id) != own => {
            let known = company::name(conn, id)?.unwrap_or_default();
            Err(Error::failed(format!("`{name}` means company {id}, {known}"))
                .hint(format!("choose another name, or change that company: rolo companies set … {id}"))
                .into())
        }
        _ => Ok(()),
    }
}

fn write(editor: &mut CompanyEditor<'_>, changes: &[Change]) -> Result<()> {
    for change in changes {
        match change {
            Change::Name(name) => editor.rename(name)?,
            Change::Text(column, text) => editor.set(column, text.as_deref())?,
            Change::Metadata(key, text) => editor.set_metadata(key, text.as_deref())?,
        }
        editor.hold(&change.field())?;
    }
    Ok(())
}

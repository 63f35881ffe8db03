//! Finding the contacts that a command is about: a CONTACT argument is an id or an identity; TARGETs are several of
//! them, `-` for those on standard input, or filters in their place.

use std::io::Read;
use std::path::Path;

use rusqlite::Connection;

use super::Context;
use crate::cli::target::TargetArgs;
use crate::domain::segment::Filter;
use crate::error::{Error, Result};
use crate::output::ui;
use crate::store::filter as stored_filter;
use crate::store::{contact, setting};

const HOW_TO_NAME: &str = "name a contact by its id or an identity: 12, ana@example.com, +63 917 555 0101, user_id:42";
/// So many of the contacts that may be meant are listed.
const CANDIDATES_MAX: u32 = 8;

/// The contacts that a command line names, before they are looked up.
#[derive(Debug)]
pub enum Targets {
    /// By ids and identities.
    Named(Vec<String>),
    /// By filters.
    Chosen(Box<Filter>),
}

impl Targets {
    /// Takes the words that stand where targets do, and reads those on standard input; without a word the filters count.
    pub fn read(words: &[String], args: &TargetArgs) -> Result<Self> {
        let filter = args.filter.filter();
        match (words.is_empty(), filter.is_empty()) {
            (true, true) => Err(Error::usage("it is not said which contacts").hint(HOW_TO_CHOOSE).into()),
            (true, false) => Ok(Self::Chosen(Box::new(filter))),
            (false, true) => Ok(Self::Named(named(words)?)),
            (false, false) => {
                Err(Error::usage("contacts are either named or chosen by filters, not both").hint(HOW_TO_CHOOSE).into())
            }
        }
    }

    /// The ids of the contacts, in order. `path` is where the database of `conn` is. Filters that reach more than one
    /// contact need `--yes`, unless nothing is written anyway.
    pub fn ids(&self, conn: &Connection, path: &Path, args: &TargetArgs, context: &Context) -> Result<Vec<i64>> {
        match self {
            Self::Named(words) => {
                let mut ids = words.iter().map(|word| find_contact(conn, word)).collect::<Result<Vec<_>>>()?;
                ids.sort_unstable();
                ids.dedup();
                Ok(ids)
            }
            Self::Chosen(filter) => {
                // A connection of its own, which can only read. It finds what `conn` found when it began to write.
                let mut reader = context.reader_of(path)?;
                reader.guard(context.as_of)?;
                let ids = stored_filter::ids(reader.conn(), filter)?;
                if ids.len() > 1 && !args.yes && !args.dry_run {
                    let count = ui::count(i64::try_from(ids.len()).unwrap_or(i64::MAX));
                    return Err(Error::usage(format!("the filters reach {count} contacts, and nothing was changed"))
                        .hint("add --yes to go on, or --dry-run to see what would change")
                        .into());
                }
                Ok(ids)
            }
        }
    }
}

const HOW_TO_CHOOSE: &str =
    "name contacts by id or identity, give - for ids on standard input, or use filters such as --tag or --where";

/// The words, with the lines of standard input where `-` stands: an id or identity a line, or several ids.
pub fn named(words: &[String]) -> Result<Vec<String>> {
    let mut named = Vec::new();
    for word in words {
        if word != "-" {
            named.push(word.clone());
            continue;
        }
        let mut input = String::new();
        std::io::stdin().read_to_string(&mut input)?;
        for line in input.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty()) {
            let are_ids = line.split_whitespace().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
            if are_ids {
                named.extend(line.split_whitespace().map(str::to_owned));
            } else {
                named.push(line.to_owned());
            }
        }
    }
    Ok(named)
}

/// The id of the contact that a CONTACT argument means: an id, or an identity (`ana@example.com`, `+63 917 555 0101`,
/// `user_id:42`).
pub fn find_contact(conn: &Connection, text: &str) -> Result<i64> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::usage("a blank names no contact").hint(HOW_TO_NAME).into());
    }
    // With a sign in front digits are a phone number.
    if text.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(id) = text.parse::<i64>()
    {
        let found = contact::resolve(conn, id)?;
        return found.ok_or_else(|| Error::failed(format!("there is no contact {id}")).hint(HOW_TO_NAME).into());
    }
    let ids = contact::holders_of(conn, &setting::hasher(conn)?, text)?;
    match ids.as_slice() {
        [id] => Ok(*id),
        [] => Err(unknown(conn, text)?.into()),
        several => {
            let listed = listed(conn, several)?;
            Err(Error::failed(format!("several contacts hold `{text}`:\n{listed}")).hint("name one by its id").into())
        }
    }
}

/// The error for a contact that is not there, with those whose name, address or number is like it.
fn unknown(conn: &Connection, text: &str) -> Result<Error> {
    let alike = contact::alike(conn, text, CANDIDATES_MAX)?;
    let error = Error::failed(match alike.as_slice() {
        [] => format!("no contact is known as `{text}`"),
        alike => format!("no contact is known as `{text}`; alike are:\n{}", listed(conn, alike)?),
    });
    Ok(error.hint(HOW_TO_NAME))
}

/// A line for each of the first contacts: id, name and what it is known by.
fn listed(conn: &Connection, ids: &[i64]) -> Result<String> {
    let mut lines = Vec::new();
    for id in ids.iter().take(CANDIDATES_MAX as usize) {
        lines.push(format!("{id}  {}", contact::described(conn, *id)?));
    }
    if ids.len() > lines.len() {
        lines.push(format!("and {} more", ids.len() - lines.len()));
    }
    Ok(lines.join("\n"))
}

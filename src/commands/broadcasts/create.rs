//! `rolo broadcasts create`: what is to be said, to whom and when is written down; nothing is sent.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rusqlite::Connection;

use crate::cli::broadcasts::CreateArgs;
use crate::commands::{Context, Outcome, author};
use crate::domain::broadcast::BroadcastState;
use crate::domain::suggest;
use crate::domain::template::Template;
use crate::error::{Error, Result};
use crate::store::broadcast::{self, Draft};
use crate::store::journal::{self, Journal};
use crate::store::{clockless, filter, log};

/// The longest name, in characters.
const NAME_MAX: usize = 100;

/// Runs `rolo broadcasts create`.
pub(super) fn run(args: &CreateArgs, context: &Context) -> Result<Outcome> {
    check_name(&args.name)?;
    let filter = args.filter.filter();
    if filter.is_empty() {
        return Err(Error::usage(format!("it is not said who gets the broadcast `{}`", args.name))
            .hint("add filters, such as --segment regulars or --grade A; --segment all is everybody")
            .into());
    }
    let text = text(args, context)?;
    Template::parse(&text)?;
    let media = args.media.iter().map(|path| medium(path)).collect::<Result<Vec<_>>>()?;
    let author = author(&args.author);
    let draft = Draft {
        name: &args.name,
        filter: &filter,
        channel: &args.via.to_lowercase(),
        subject: args.subject.as_deref(),
        text: &text,
        media: &media,
        scheduled_at: args.at,
    };
    let mut store = context.open()?;
    let path = store.path().to_owned();
    store.write(args.dry_run, |conn| {
        // A connection of its own, which can only read.
        let mut reader = context.reader_of(&path)?;
        reader.guard(context.as_of)?;
        filter::condition(reader.conn(), &filter)?;
        if let Some(condition) = &filter.condition {
            clockless::check(reader.conn(), condition)?;
        }
        let journal = Journal::open(conn, "broadcasts create", &author, context.as_of)?;
        let kind = put(conn, journal, &draft, args.replace, context)?;
        let field = format!("broadcast {}", args.name);
        let entry = log::Entry {
            at: context.as_of,
            contact_id: None,
            kind,
            field: &field,
            old: "",
            new: &filter.options(),
            author: &author,
            journal_id: Some(journal.id),
        };
        log::add(conn, &entry)?;
        journal::join(conn, journal.id)?;
        journal.close(conn, &args.name)
    })?;
    context.ui.note(&format!("broadcast {} written; `rolo broadcasts preview {0}` shows who gets it", args.name));
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Writes the broadcast; says whether it is a new one.
fn put(
    conn: &Connection,
    journal: Journal,
    draft: &Draft<'_>,
    replace: bool,
    context: &Context,
) -> Result<&'static str> {
    let Some(old) = broadcast::find(conn, draft.name)? else {
        broadcast::create(conn, journal, draft, context.as_of)?;
        return Ok("created");
    };
    if old.state != BroadcastState::Draft || old.begun_at.is_some() {
        return Err(Error::failed(format!("the broadcast `{}` was begun already", draft.name))
            .hint("give the new one another name: nobody gets one broadcast twice")
            .into());
    }
    if !replace {
        return Err(Error::failed(format!("there is a broadcast `{}` already", draft.name))
            .hint("add --replace to write it anew, or choose another name")
            .into());
    }
    broadcast::replace(conn, journal, old.id, draft)?;
    Ok("changed")
}

fn check_name(name: &str) -> Result<()> {
    let is_right = !name.trim().is_empty() && name.trim() == name && !name.chars().any(char::is_control);
    if is_right && !name.starts_with('-') && name.chars().count() <= NAME_MAX {
        return Ok(());
    }
    Err(Error::usage(format!("`{name}` is no name for a broadcast"))
        .hint(format!("a name has 1 to {NAME_MAX} characters, none before which a blank stands"))
        .into())
}

/// The template: that of a name in the configuration, the text as given, or standard input.
fn text(args: &CreateArgs, context: &Context) -> Result<String> {
    let text = match (&args.template, &args.text) {
        (Some(name), _) => {
            let templates = &context.config.templates;
            let found = templates.get(name).cloned();
            found.ok_or_else(|| unknown_template(name, templates.keys().map(String::as_str)))?
        }
        (None, Some(text)) if text == "-" => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).context("cannot read the text from standard input")?;
            text
        }
        (None, text) => text.clone().unwrap_or_default(),
    };
    if text.trim().is_empty() {
        return Err(Error::usage("the text is empty").hint("say it with --text, or --template NAME").into());
    }
    Ok(text)
}

/// The error for a name that is not in `[templates]`.
fn unknown_template<'k>(name: &str, known: impl Iterator<Item = &'k str> + Clone) -> Error {
    let hint = match suggest::nearest(name, known.clone(), |_, _, _| None) {
        Some(near) => format!("did you mean {near}?"),
        None if known.clone().next().is_none() => "add it to [templates] in rolo.toml, or use --text".to_owned(),
        None => format!("known are {}", known.collect::<Vec<_>>().join(", ")),
    };
    Error::usage(format!("there is no template `{name}`")).hint(hint)
}

/// What goes with a message: an address on the web as it stands, a file by its full path, since it is sent from
/// elsewhere.
fn medium(path: &Path) -> Result<String> {
    let text = path.to_string_lossy();
    if text.starts_with("https://") || text.starts_with("http://") {
        return Ok(text.into_owned());
    }
    let full: PathBuf =
        path.canonicalize().map_err(anyhow::Error::new).context(format!("cannot read the file {}", path.display()))?;
    if !full.is_file() {
        return Err(Error::failed(format!("{} is no file", path.display())).into());
    }
    Ok(full.to_string_lossy().into_owned())
}

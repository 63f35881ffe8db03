//! `rolo followups schedule` and `edit`: what a person writes, and when it is due.

use std::io::Read;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::change::find;
use super::texts::{Topic, by_name};
use crate::cli::followups::{EditArgs, ScheduleArgs};
use crate::commands::numbered::FOLLOWUP;
use crate::commands::{Context, Outcome, author, find_contact};
use crate::domain::deciding::FollowupState;
use crate::error::{Error, Result};
use crate::store::followup_edit::{self as edit, Followup, Scheduled};
use crate::store::journal::{self, Journal};
use crate::store::link::Hand;
use crate::store::{contact, followup, reach};

/// Runs `rolo followups schedule`.
pub(super) fn run(args: &ScheduleArgs, context: &Context) -> Result<Outcome> {
    check_channel(args.channel.as_deref(), context)?;
    let written = args.text.as_deref().map(text).transpose()?;
    let template = args.template.as_deref().map(|name| by_name(name, context)).transpose()?;
    let author = author(&args.author);
    let (one, name, opted_out) = context.open()?.write(args.dry_run, |conn| {
        let contact_id = find_contact(conn, &args.contact)?;
        let name = contact::label(conn, contact_id)?;
        if let Some(other) = edit::open_of(conn, contact_id, "scheduled")? {
            return Err(Error::failed(format!("follow-up {other} is scheduled for {name} already"))
                .hint(format!("change it with `rolo followups edit {other}`, or dismiss it first"))
                .into());
        }
        let channel = match &args.channel {
            Some(channel) => Some(channel.to_lowercase()),
            None => followup::channel(conn, contact_id, None)?,
        };
        let reason = args.note.as_deref().unwrap_or_default();
        let (kind, due_at, channel) = ("scheduled", args.at, channel.as_deref());
        let topic = Topic { contact_id, kind, reason, due_at, channel, message_id: None };
        let filled = template.as_ref().map(|template| template.fill(conn, &topic)).transpose()?;
        let text = filled.map(|filled| filled.text).or(written);
        let journal = Journal::open(conn, "followups schedule", &author, context.as_of)?;
        let hand = Hand { journal, author: &author, now: context.as_of };
        let note = args.note.as_deref();
        let scheduled = Scheduled { contact_id, due_at, channel, text: text.as_deref(), note };
        let one = edit::schedule(conn, &scheduled, hand)?;
        journal::join(conn, journal.id)?;
        journal.close(conn, &name)?;
        Ok((one, name, reach::of(conn, contact_id)?.do_not_contact))
    })?;
    let what = if one.state == FollowupState::Approved { "approved" } else { "a reminder without a text" };
    context.ui.note(&format!("follow-up {} for {name} is due at {}: {what}", one.id, one.due_at));
    if one.due_at < context.as_of {
        context.ui.warn(&format!("{} is in the past, so it is overdue from the start", one.due_at));
    }
    if opted_out {
        context.ui.warn(&format!("{name} does not want to be contacted, so it is never sent"));
    } else if one.text.is_some() && one.channel.is_none() {
        context
            .ui
            .warn(&format!("no channel of {name} is known: `rolo followups edit {} --channel C` says it", one.id));
    }
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Runs `rolo followups edit`.
pub(super) fn change(args: &EditArgs, context: &Context) -> Result<Outcome> {
    let id = FOLLOWUP.id(&args.id)?;
    if args.text.is_none() && args.channel.is_none() && args.note.is_none() && args.at.is_none() {
        return Err(Error::usage("it is not said what changes").hint("say --text, --at, --channel or --note").into());
    }
    check_channel(args.channel.as_deref(), context)?;
    let text = args.text.as_deref().map(text).transpose()?;
    let author = author(&args.author);
    let is_changed = context.open()?.write(args.dry_run, |conn| {
        let one = find(conn, id)?;
        if !matches!(one.state, FollowupState::Pending | FollowupState::Approved | FollowupState::Failed) {
            return Err(Error::failed(format!(
                "follow-up {id} is {}, so it can no longer be edited",
                one.state.name()
            ))
            .hint("`rolo followups list` shows those that can")
            .into());
        }
        let journal = Journal::open(conn, "followups edit", &author, context.as_of)?;
        let hand = Hand { journal, author: &author, now: context.as_of };
        let is_changed = edit_one(conn, &one, args, text.as_deref(), hand)?;
        journal::join(conn, journal.id)?;
        journal.close(conn, &format!("follow-up {id}"))?;
        Ok(is_changed)
    })?;
    context.ui.note(&format!("follow-up {id} {}", if is_changed { "is changed" } else { "is so already" }));
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

fn edit_one(conn: &Connection, one: &Followup, args: &EditArgs, text: Option<&str>, hand: Hand<'_>) -> Result<bool> {
    let words = |text: &str| Value::Text(text.to_owned());
    let mut is_changed = false;
    if let Some(text) = text {
        let columns = vec![("text", words(text)), ("is_edited", Value::Integer(1))];
        if edit::set(conn, one.id, columns, hand)? {
            edit::told(conn, one, "text", one.text.as_deref().unwrap_or_default(), text, hand)?;
            is_changed = true;
        }
    }
    if let Some(at) = args.at {
        let columns = vec![("due_at", Value::Integer(at.0)), ("due_held", Value::Integer(1))];
        if edit::set(conn, one.id, columns, hand)? {
            edit::told(conn, one, "due", &one.due_at.to_string(), &at.to_string(), hand)?;
            is_changed = true;
        }
    }
    if let Some(channel) = args.channel.as_deref().map(str::to_lowercase) {
        let columns = vec![("channel", words(&channel)), ("channel_held", Value::Integer(1))];
        if edit::set(conn, one.id, columns, hand)? {
            edit::told(conn, one, "channel", one.channel.as_deref().unwrap_or_default(), &channel, hand)?;
            is_changed = true;
        }
    }
    if let Some(note) = &args.note
        && edit::set(conn, one.id, vec![("note", words(note))], hand)?
    {
        edit::told(conn, one, "note", "", note, hand)?;
        is_changed = true;
    }
    Ok(is_changed)
}

/// A text as given, or standard input for `-`.
fn text(given: &str) -> Result<String> {
    let mut text = given.to_owned();
    if given == "-" {
        text.clear();
        std::io::stdin().read_to_string(&mut text)?;
    }
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::usage("the text is empty")
            .hint("say it with --text TEXT, or --text - for standard input")
            .into());
    }
    if text.contains("{{") || text.contains("{%") {
        return Err(Error::usage("the text goes out as it stands, and {{ … }} in it would, too")
            .hint("write the words themselves, or use a template: --template NAME, [followups.templates]")
            .into());
    }
    Ok(text.to_owned())
}

/// A channel must be one that may be used.
fn check_channel(channel: Option<&str>, context: &Context) -> Result<()> {
    let allowed = &context.config.rules.followups.channels;
    let Some(channel) = channel else { return Ok(()) };
    if allowed.is_empty() || allowed.iter().any(|one| one.eq_ignore_ascii_case(channel)) {
        return Ok(());
    }
    Err(Error::usage(format!("the channel `{channel}` may not be used for follow-ups"))
        .hint(format!("[followups] channels in rolo.toml allows {}", allowed.join(", ")))
        .into())
}

//! `rolo followups preview`: what would be said to whom, without writing anything.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};

use rusqlite::Connection;
use serde::Serialize;

use super::texts::{Text, Texts, Topic, by_name};
use crate::cli::followups::PreviewArgs;
use crate::commands::{Context, Outcome, find_contact};
use crate::domain::deciding::rules::Trigger;
use crate::error::{Error, Result};
use crate::output::colour::Style;
use crate::output::format::Format;
use crate::output::json;
use crate::output::text::printable;
use crate::output::ui::Ui;
use crate::store::followup::{self, Example};
use crate::store::{contact, filter};

/// A text as it would be suggested.
#[derive(Debug, Serialize)]
struct Sample {
    contact_id: i64,
    contact: String,
    kind: String,
    channel: Option<String>,
    text: String,
    /// Fields that the text uses and that are empty.
    empty: Vec<&'static str>,
}

/// Runs `rolo followups preview`.
pub(super) fn run(args: &PreviewArgs, context: &Context) -> Result<Outcome> {
    if !matches!(args.format, None | Some(Format::Json)) {
        return Err(Error::usage("a preview is text or, with --format json, one JSON array").into());
    }
    let own = own_text(args, context)?;
    let texts = Texts::of(&context.config)?;
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let conn = store.conn();
    let mut samples = Vec::new();
    for kind in kinds(args, own.is_some(), &texts, context)? {
        let Some(text) = own.as_ref().or_else(|| texts.of_kind(&kind)) else {
            return Err(Error::usage(format!("there is no template for {kind}"))
                .hint(format!("write one: [followups.templates] {kind} = \"…\" in rolo.toml"))
                .into());
        };
        for contact_id in contacts(conn, args, own.is_none().then_some(kind.as_str()))? {
            samples.push(sample(conn, text, &kind, contact_id, context)?);
        }
    }
    let mut out = context.ui.out();
    if args.format == Some(Format::Json) {
        json::line(&mut out, &samples)?;
    } else if samples.is_empty() {
        context.ui.note("the texts are right, and there is nobody to try them on");
    } else {
        out.write_all(page(&samples, &context.ui).as_bytes())?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// The text that is tried instead of those of the kinds.
fn own_text(args: &PreviewArgs, context: &Context) -> Result<Option<Text>> {
    Ok(match (&args.template, &args.text) {
        (Some(name), _) => Some(by_name(name, context)?),
        (None, Some(text)) if text == "-" => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            Some(Text::new("the text".to_owned(), &text)?)
        }
        (None, Some(text)) => Some(Text::new("the text".to_owned(), text)?),
        (None, None) => None,
    })
}

/// The kinds that are tried: as asked for, else all that have a template.
fn kinds(args: &PreviewArgs, has_own: bool, texts: &Texts, context: &Context) -> Result<Vec<String>> {
    let Some(kind) = &args.kind else {
        return Ok(if has_own { vec!["scheduled".to_owned()] } else { texts.kinds().map(str::to_owned).collect() });
    };
    let triggers = &context.config.rules.followups.triggers;
    if kind.starts_with("custom:") && !triggers.iter().any(|trigger| trigger.kind() == *kind) {
        let known: Vec<String> = triggers.iter().map(Trigger::kind).collect();
        let hint = match known.is_empty() {
            true => "add a [[followups.trigger]] of that name to rolo.toml".to_owned(),
            false => format!("triggers are {}", known.join(", ")),
        };
        return Err(Error::usage(format!("no trigger makes {kind}")).hint(hint).into());
    }
    Ok(vec![kind.clone()])
}

/// On whom a text is tried: those who are named or filtered; else those for whom a follow-up of the kind is open; else
/// the first contacts.
fn contacts(conn: &Connection, args: &PreviewArgs, kind: Option<&str>) -> Result<Vec<i64>> {
    if !args.contacts.is_empty() {
        return args.contacts.iter().map(|word| find_contact(conn, word)).collect();
    }
    let filter = args.filter.filter();
    if filter.is_empty()
        && let Some(kind) = kind
    {
        let open = followup::contacts_of_kind(conn, kind, args.limit)?;
        if !open.is_empty() {
            return Ok(open);
        }
    }
    let mut ids = filter::ids(conn, &filter)?;
    ids.truncate(args.limit);
    Ok(ids)
}

fn sample(conn: &Connection, text: &Text, kind: &str, contact_id: i64, context: &Context) -> Result<Sample> {
    let triggers = &context.config.rules.followups.triggers;
    let own = triggers.iter().find(|trigger| trigger.kind() == kind).map(|trigger| trigger.channel.to_lowercase());
    let open = followup::example(conn, contact_id, kind)?;
    let channel = match own.filter(|channel| !channel.is_empty()) {
        Some(channel) => Some(channel),
        None => followup::channel(conn, contact_id, open.as_ref().and_then(|open| open.conversation_id))?,
    };
    let Example { reason, due_at, message_id, .. } = open.unwrap_or_else(|| Example::at(context.as_of));
    let topic = Topic { contact_id, kind, reason: &reason, due_at, channel: channel.as_deref(), message_id };
    let filled = text.fill(conn, &topic)?;
    Ok(Sample {
        contact_id,
        contact: contact::label(conn, contact_id)?,
        kind: kind.to_owned(),
        text: filled.text,
        empty: filled.empty,
        channel,
    })
}

fn page(samples: &[Sample], ui: &Ui) -> String {
    let mut page = String::new();
    for sample in samples {
        let channel = sample.channel.as_deref().unwrap_or("no channel");
        let title = format!("{} ({}), {} by {channel}", sample.contact, sample.contact_id, sample.kind);
        let gap = if page.is_empty() { "" } else { "\n" };
        let _ = writeln!(page, "{gap}{}", ui.paint(Style::Bold, &printable(&title)));
        for line in sample.text.lines() {
            let _ = writeln!(page, "  {}", printable(line));
        }
        if !sample.empty.is_empty() {
            let _ = writeln!(page, "  {}", ui.paint(Style::Dim, &format!("(empty: {})", sample.empty.join(", "))));
        }
    }
    page
}

//! `rolo broadcasts preview`: who would get a broadcast now, who would not and why, and a few messages as they would go
//! out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use rusqlite::Connection;
use serde::Serialize;

use super::BroadcastState;
use super::audience::{Meant, values};
use crate::cli::broadcasts::PreviewArgs;
use crate::commands::{Context, Outcome};
use crate::domain::template::Template;
use crate::error::{Error, Result};
use crate::output::colour::Style;
use crate::output::format::Format;
use crate::output::json;
use crate::output::text::printable;
use crate::output::ui::{self, Ui};
use crate::store::broadcast::{self, Broadcast};

/// So many messages a dry run shows.
const SAMPLES: usize = 3;

/// What would be sent.
#[derive(Debug, Serialize)]
struct Preview {
    name: String,
    channel: String,
    /// Contacts that would get it.
    count: usize,
    left_out: BTreeMap<&'static str, usize>,
    samples: Vec<Sample>,
    #[serde(skip)]
    told: Vec<(&'static str, usize)>,
}

/// A message as it would go out.
#[derive(Debug, Serialize)]
struct Sample {
    contact_id: i64,
    name: Option<String>,
    to: String,
    subject: Option<String>,
    text: String,
    /// Fields that the text uses and that are empty.
    empty: Vec<&'static str>,
}

/// Runs `rolo broadcasts preview`.
pub(super) fn run(args: &PreviewArgs, context: &Context) -> Result<Outcome> {
    if !matches!(args.format, None | Some(Format::Json)) {
        return Err(Error::usage("a preview is text or, with --format json, one JSON object").into());
    }
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let preview = store.read(|conn| {
        let one = broadcast::known(conn, &args.name)?;
        preview(conn, &one, args.samples)
    })?;
    let mut out = context.ui.out();
    if args.format == Some(Format::Json) {
        json::line(&mut out, &preview)?;
    } else {
        out.write_all(page(&preview, &context.ui).as_bytes())?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// Shows what sending would do to one of which nothing was sent.
pub(super) fn dry_run(one: &Broadcast, format: Option<Format>, context: &Context) -> Result<Outcome> {
    let name = one.name.clone();
    let outcome = run(&PreviewArgs { name, samples: SAMPLES, format }, context)?;
    context.ui.note("dry run: nothing was handed over");
    Ok(outcome)
}

fn preview(conn: &Connection, one: &Broadcast, samples: usize) -> Result<Preview> {
    let channel = one.channel.clone().ok_or_else(|| elsewhere(&one.name))?;
    let meant = match (one.begun_at, one.state) {
        (None, BroadcastState::Draft) => Meant::found(conn, one)?,
        _ => Meant::fixed(conn, one)?,
    };
    let template = Template::parse(&one.text)?;
    let mut shown = Vec::new();
    for (contact_id, reach, to) in meant.sample(conn, samples, &channel)? {
        let values = values(conn, contact_id, &template, one)?;
        let rendered = template.render(&values)?;
        let (subject, text) = crate::domain::sending::split_subject(&rendered);
        let is_empty = |column: &&'static str| {
            values.get(*column).is_none_or(|value| value.is_null() || value.as_str().is_some_and(str::is_empty))
        };
        shown.push(Sample {
            contact_id,
            name: reach.name.clone(),
            to,
            subject: subject.map(|subject| subject.trim().to_owned()).or_else(|| one.subject.clone()),
            text: text.trim().to_owned(),
            empty: template.columns().iter().copied().filter(is_empty).collect(),
        });
    }
    Ok(Preview {
        name: one.name.clone(),
        channel,
        count: meant.contact_ids.len(),
        left_out: meant.left_out.iter().map(|(why, count)| (why.name(), *count)).collect(),
        told: meant.left_out.iter().map(|(why, count)| (why.told(), *count)).collect(),
        samples: shown,
    })
}

/// The error for a broadcast that another system sent.
pub(super) fn elsewhere(name: &str) -> Error {
    Error::failed(format!("the broadcast `{name}` was sent by another system"))
        .hint("rolo knows of it from deliveries that were imported; it has neither its text nor its audience")
}

fn page(preview: &Preview, ui: &Ui) -> String {
    let number = |count: usize| ui::count(i64::try_from(count).unwrap_or(i64::MAX));
    let contacts = if preview.count == 1 { "contact gets" } else { "contacts get" };
    let mut page = format!("{} {contacts} {} by {}\n", number(preview.count), preview.name, preview.channel);
    for (why, count) in &preview.told {
        let _ = writeln!(page, "{} left out: {why}", number(*count));
    }
    for sample in &preview.samples {
        let name = sample.name.as_deref().unwrap_or("(no name)");
        let title = format!("{name} <{}>", sample.to);
        let _ = writeln!(page, "\n{}", ui.paint(Style::Bold, &printable(&title)));
        if let Some(subject) = &sample.subject {
            let _ = writeln!(page, "  Subject: {}", printable(subject));
        }
        for line in sample.text.lines() {
            let _ = writeln!(page, "  {}", printable(line));
        }
        if !sample.empty.is_empty() {
            let _ = writeln!(page, "  {}", ui.paint(Style::Dim, &format!("(empty: {})", sample.empty.join(", "))));
        }
    }
    page
}

//! `rolo contacts timeline`: what happened to a contact, like a story: a heading for each day, a line for each thing.

use std::io::Write;

use crate::cli::contacts::TimelineArgs;
use crate::commands::{Context, Outcome, find_contact};
use crate::error::Result;
use crate::output::colour::Style;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};
use crate::output::text::printable;
use crate::store::timeline::Happening;
use crate::store::{activity, contact, timeline};

const COLUMNS: [&str; 5] = ["at", "kind", "what", "detail", "author"];

/// Runs `rolo contacts timeline`.
pub fn run(args: &TimelineArgs, context: &Context) -> Result<Outcome> {
    let store = context.open_to_read()?;
    let id = find_contact(store.conn(), &args.contact)?;
    let parts = activity::parts(store.conn(), id)?;
    let story = timeline::of(store.conn(), id, &parts, context.as_of)?;
    match Format::or_default(args.format, context.ui.stdout_is_terminal()) {
        Format::Table => {
            let title =
                format!("{} ({id}): {}", contact::label(store.conn(), id)?, contact::standing(store.conn(), id)?);
            tell(&title, &story, context)?;
        }
        format => write_rows(&story, format, context)?,
    }
    Ok(Outcome::Done)
}

fn write_rows(story: &[Happening], format: Format, context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    let mut writer = RowWriter::new(&mut out, format, &COLUMNS, context.ui.look())?;
    for one in story {
        let at = one.at.to_string();
        let (detail, author) = (one.detail.as_deref(), one.author.as_deref());
        writer.row(&[
            Cell::Text(&at),
            Cell::Text(&one.kind),
            Cell::Text(&one.what),
            detail.map_or(Cell::Empty, Cell::Text),
            author.map_or(Cell::Empty, Cell::Text),
        ])?;
    }
    Ok(writer.finish()?)
}

/// The story for people.
fn tell(title: &str, story: &[Happening], context: &Context) -> Result<()> {
    let mut out = context.ui.out();
    let paint = |style, text: &str| context.ui.paint(style, &printable(text)).into_owned();
    writeln!(out, "{}", paint(Style::Bold, &fitted(title, 0, context.ui.look().width)))?;
    let width = story.iter().map(|one| one.kind.len()).max().unwrap_or(0);
    let mut day = String::new();
    for one in story {
        let at = one.at.to_utc();
        let date = at.format("%Y-%m-%d, %A").to_string();
        if date != day {
            writeln!(out, "\n{}", paint(Style::Cyan, &date))?;
            day = date;
        }
        let start = format!("  {}  {:width$}  ", at.format("%H:%M"), one.kind);
        let told = told(one, start.chars().count(), context.ui.look().width);
        writeln!(out, "{}{}", printable(&start), told)?;
    }
    Ok(out.flush()?)
}

/// What happened in one line that fits beside its beginning.
fn told(one: &Happening, start: usize, width: Option<u16>) -> String {
    // The kind stands before it.
    let what = one.what.strip_prefix(&one.kind).unwrap_or(&one.what).trim_start();
    let parts: Vec<&str> = [what].into_iter().chain(one.detail.as_deref()).filter(|part| !part.is_empty()).collect();
    let mut text = parts.join(": ");
    if let Some(author) = one.author.as_ref().filter(|author| !matches!(author.as_str(), "classify" | "score")) {
        text = format!("{text} (by {author})");
    }
    fitted(&text, start, width)
}

/// A text made printable, and cut to what is left of a line.
fn fitted(text: &str, start: usize, width: Option<u16>) -> String {
    let text = printable(text);
    match width.map(|width| usize::from(width).saturating_sub(start)) {
        Some(room) if room > 8 && text.chars().count() > room => {
            let cut: String = text.chars().take(room - 1).collect();
            format!("{}…", cut.trim_end())
        }
        _ => text.into_owned(),
    }
}

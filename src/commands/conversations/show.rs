//! `rolo conversations show`: what was said, for people as a transcript, for programs as `export` writes it.

use rusqlite::Row;

use super::export::{present_reader, write_transcripts};
use super::transcript::{Message, Talk, Transcript};
use super::{Context, Outcome, find_contact};
use crate::cli::conversations::ShowArgs;
use crate::commands::numbered::CONVERSATION;
use crate::domain::reading::Reader;
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::store::filter::Condition;
use crate::store::report::{self, Selection};
use crate::store::transcript::{self, Said};
use crate::store::{Store, contact, conversation, link};

/// Runs `rolo conversations show`.
pub fn run(args: &ShowArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let ids = match &args.contact {
        Some(text) => of_contact(&store, text, context)?,
        None => CONVERSATION.ids(&args.ids)?,
    };
    for id in &ids {
        link::find(store.conn(), *id)?.ok_or_else(|| CONVERSATION.not_there(*id))?;
    }
    match args.format {
        None => {
            let text = Talks::default().text(&store, &ids, context)?;
            // What takes the place of this process leaves nothing of it open.
            drop(store);
            context.ui.page(&text, !args.no_pager)?;
        }
        Some(format @ (Format::Json | Format::Jsonl)) => write_objects(&store, &ids, format, context)?,
        Some(_) => {
            return Err(Error::usage("a transcript is text or, with --format, json or jsonl")
                .hint("`rolo conversations list` prints rows")
                .into());
        }
    }
    Ok(Outcome::Done)
}

fn of_contact(store: &Store, text: &str, context: &Context) -> Result<Vec<i64>> {
    let contact_id = find_contact(store.conn(), text)?;
    let ids = conversation::of_contact(store.conn(), contact_id)?;
    if ids.is_empty() {
        let name = contact::label(store.conn(), contact_id)?;
        context.ui.note(&format!("{name} ({contact_id}) has no conversations"));
    }
    Ok(ids)
}

/// Rows of the view, by id.
fn selection<'a>(columns: &'a [String], Condition { sql, values }: &'a Condition) -> Selection<'a> {
    Selection { view: "conversations", columns, condition: sql, values, sort: None, limit: None }
}

fn write_objects(store: &Store, ids: &[i64], format: Format, context: &Context) -> Result<()> {
    let columns = report::columns(store.conn(), "conversations")?;
    let reader = present_reader(store, context)?;
    write_transcripts(
        store,
        &selection(&columns, &conversation::of_ids(ids)?),
        &reader,
        format,
        &mut context.ui.out(),
    )?;
    Ok(())
}

/// A conversation with all that was said in it, as one object.
pub(in crate::commands) fn object(store: &Store, id: i64, context: &Context) -> Result<serde_json::Value> {
    let columns = report::columns(store.conn(), "conversations")?;
    let reader = present_reader(store, context)?;
    let mut line = Vec::new();
    write_transcripts(store, &selection(&columns, &conversation::of_ids(&[id])?), &reader, Format::Jsonl, &mut line)?;
    Ok(serde_json::from_slice(&line)?)
}

/// What is shown of conversations.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::commands) struct Talks {
    /// The message that is marked.
    marked: Option<i64>,
    /// So many messages before and after it, or the last ones where none is marked; else all.
    around: Option<usize>,
}

impl Talks {
    /// What was said around a message.
    pub(in crate::commands) const fn around(marked: Option<i64>, around: usize) -> Self {
        Self { marked, around: Some(around) }
    }

    /// The transcript of some conversations.
    pub(in crate::commands) fn text(self, store: &Store, ids: &[i64], context: &Context) -> Result<String> {
        let reader = match present_reader(store, context) {
            Ok(reader) => Some(reader),
            Err(error) => {
                context.ui.warn(&format!("the words of cues are not shown: {error}; run `rolo classify`"));
                None
            }
        };
        let columns = report::columns(store.conn(), "conversations")?;
        let mut talks = Vec::new();
        report::for_each(store.conn(), &selection(&columns, &conversation::of_ids(ids)?), |row| {
            talks.push(self.talk(store, row, reader.as_ref())?);
            Ok(())
        })?;
        let look = context.ui.look();
        let width = look.width.map(usize::from);
        let rules = &context.config.rules.sentiment;
        Ok(Transcript { rules, zone: context.zone(), width, colour: look.colour }.text(talks))
    }

    fn talk(self, store: &Store, row: &Row<'_>, reader: Option<&Reader>) -> Result<Talk> {
        let text = |name| -> Result<String> { Ok(row.get::<_, Option<String>>(name)?.unwrap_or_default()) };
        let (id, contact_id): (i64, Option<i64>) = (row.get("id")?, row.get("contact_id")?);
        let mut talk = Talk {
            id,
            contact: contact_id.map(|id| contact::label(store.conn(), id).map(|name| (name, id))).transpose()?,
            channel: text("channel")?,
            agent: text("agent")?,
            state: text("state")?,
            link_state: text("link_state")?,
            link_error: conversation::link_error(store.conn(), id)?.unwrap_or_default(),
            match_confidence: row.get("match_confidence")?,
            class: text("class")?,
            sentiment: row.get("sentiment")?,
            sentiment_level: text("sentiment_level")?,
            score: row.get("score")?,
            band: text("band")?,
            summary: text("summary")?,
            ..Talk::default()
        };
        transcript::for_each(store.conn(), contact_id, id, |said| {
            talk.messages.push(Message { is_marked: self.marked == Some(said.id), ..message(said, reader) });
            Ok(())
        })?;
        talk.left_out = self.left_out(&talk.messages);
        Ok(talk)
    }

    /// How many messages are left out at the beginning and at the end.
    fn left_out(self, messages: &[Message]) -> (usize, usize) {
        let Some(around) = self.around else { return (0, 0) };
        match messages.iter().position(|message| message.is_marked) {
            Some(at) => (at.saturating_sub(around), messages.len().saturating_sub(at + around + 1)),
            None => (messages.len().saturating_sub(2 * around + 1), 0),
        }
    }
}

fn message(said: &Said<'_>, reader: Option<&Reader>) -> Message {
    let evidence = reader.map(|reader| reader.evidence(said.sender, said.at, said.text)).unwrap_or_default();
    let spans = |cue| evidence.iter().filter(move |found| found.cue == cue).map(|found| (found.start, found.end));
    Message {
        id: said.id,
        sender: said.sender,
        at: said.at,
        text: said.text.to_owned(),
        sentiment: said.sentiment,
        cues: said.cues.iter().map(|cue| (cue, spans(cue).collect())).collect(),
        due: said.due,
        is_marked: false,
    }
}

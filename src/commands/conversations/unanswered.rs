//! `rolo conversations list --unanswered`: what visitors asked and nobody answered, or the bot with "I don't know", by
//! wording.

use rustc_hash::FxHashSet;

use super::{Context, Outcome, condition};
use crate::cli::conversations::ListArgs;
use crate::domain::asking::{Asked, Groups, Question, questions, unanswered};
use crate::error::Result;
use crate::output::format::Format;
use crate::output::progress::Progress;
use crate::output::rows::{Cell, RowWriter};
use crate::output::ui::count;
use crate::store::{Store, texts, transcript};

const COLUMNS: [&str; 5] = ["question", "count", "last_at", "answer", "conversations"];

/// Numbers of conversations that a table for people names.
const MOST_NAMED: usize = 3;

/// Runs `rolo conversations list --unanswered`.
pub fn run(args: &ListArgs, context: &Context) -> Result<Outcome> {
    let mut store = context.open_to_read()?;
    store.guard(context.as_of)?;
    let mut questions = find(&store, args, context)?;
    questions.truncate(args.limit.map_or(usize::MAX, |limit| limit as usize));
    let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
    let mut out = context.ui.out();
    if format == Format::Ids {
        let mut writer = RowWriter::new(&mut out, format, &["id"], context.ui.look())?;
        let mut seen = FxHashSet::default();
        for id in questions.iter().flat_map(|question| &question.conversations).filter(|id| seen.insert(**id)) {
            writer.row(&[Cell::Integer(*id)])?;
        }
        writer.finish()?;
        return Ok(Outcome::Done);
    }
    let mut writer = RowWriter::new(&mut out, format, &COLUMNS, context.ui.look())?;
    for question in &questions {
        let last_at = question.last_at.to_string();
        let conversations = named(&question.conversations, format);
        writer.row(&[
            Cell::Text(&question.text),
            Cell::Integer(question.count.cast_signed()),
            Cell::Text(&last_at),
            Cell::Text(answer(question)),
            Cell::Text(&conversations),
        ])?;
    }
    writer.finish()?;
    Ok(Outcome::Done)
}

/// Looks for questions conversation by conversation; texts are only read where nobody answered.
fn find(store: &Store, args: &ListArgs, context: &Context) -> Result<Vec<Question>> {
    let conn = store.conn();
    let condition = condition(store, &args.filter)?;
    let mut groups = Groups::default();
    let progress = Progress::count(&context.ui, "reading conversations", None);
    transcript::turns(conn, &condition, context.as_of, |conversation_id, turns| {
        progress.inc(1);
        for (turn, answer) in unanswered(turns) {
            let Some(text) = texts::text(conn, turn.id)? else { continue };
            for question in questions(&text, turn.cues) {
                groups.take(&Asked { text: question, at: turn.at, conversation_id, answer });
            }
        }
        Ok(())
    })?;
    progress.finish();
    if groups.dropped() > 0 {
        let dropped = count(groups.dropped().cast_signed());
        context
            .ui
            .note(&format!("{dropped} questions of rare wordings are left out: there are too many different ones"));
    }
    Ok(groups.finish())
}

const fn answer(question: &Question) -> &'static str {
    match (question.is_unanswered, question.is_unknown) {
        (true, true) => "none;cannot_answer",
        (_, true) => "cannot_answer",
        _ => "none",
    }
}

/// The numbers of conversations: for people the first of them.
fn named(ids: &[i64], format: Format) -> String {
    let most = if format == Format::Table { MOST_NAMED } else { usize::MAX };
    let mut text = ids.iter().take(most).map(ToString::to_string).collect::<Vec<_>>().join(";");
    if ids.len() > most {
        text.push_str(";…");
    }
    text
}

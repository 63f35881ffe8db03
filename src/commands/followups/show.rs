//! `rolo followups show`: a follow-up with what to do, its evidence and what was done about it.

use serde_json::{Value, json};

use super::known;
use crate::cli::followups::ShowArgs;
use crate::commands::conversations::show::{self, Talks};
use crate::commands::numbered::FOLLOWUP;
use crate::commands::{Context, Outcome};
use crate::domain::deciding::desk::{Again, again, age, due_in, recommended};
use crate::error::{Error, Result};
use crate::output::colour::Style;
use crate::output::format::Format;
use crate::output::json;
use crate::output::text::printable;
use crate::store::desk::{self, Deed, Followup};
use crate::store::{Store, contact};

/// A follow-up with all that belongs to it.
struct Sheet {
    one: Followup,
    /// Id, name, address and number.
    contact: String,
    opted_out: bool,
    action: &'static str,
    again: Option<Again>,
    history: Vec<Deed>,
    /// The conversation that says most, and the message in it that is the cause or waits for an answer.
    conversation_id: Option<i64>,
    message_id: Option<i64>,
}

/// Runs `rolo followups show`.
pub(super) fn run(args: &ShowArgs, context: &Context) -> Result<Outcome> {
    let id = FOLLOWUP.id(&args.id)?;
    let store = context.open_to_read()?;
    let sheet = Sheet::of(&store, known(store.conn(), id)?, context)?;
    match args.format {
        None => {
            let mut text = sheet.text(context);
            if let Some(id) = sheet.conversation_id {
                text.push('\n');
                text += &Talks::around(sheet.message_id, args.around).text(&store, &[id], context)?;
            }
            // What takes the place of this process leaves nothing of it open.
            drop(store);
            context.ui.page(&text, !args.no_pager)?;
        }
        Some(Format::Json) => json::line(&mut context.ui.out(), &sheet.object(&store, context)?)?,
        Some(_) => {
            return Err(Error::usage("a follow-up is text or, with --format json, one JSON object")
                .hint("`rolo followups list` prints rows")
                .into());
        }
    }
    Ok(Outcome::Done)
}

impl Sheet {
    fn of(store: &Store, one: Followup, context: &Context) -> Result<Self> {
        let conn = store.conn();
        let latest =
            || Ok::<_, anyhow::Error>(desk::latest_conversation(conn, one.contact_id, context.as_of)?.map(|it| it.0));
        let conversation_id = one.conversation_id.map_or_else(latest, |id| Ok(Some(id)))?;
        let message_id = match (one.message_id, conversation_id) {
            (Some(id), _) => Some(id),
            (None, Some(id)) => desk::last_of_visitor(conn, one.contact_id, id, context.as_of)?,
            (None, None) => None,
        };
        let rules = &context.config.rules.followups;
        Ok(Self {
            contact: format!("{} {}", one.contact_id, contact::described(conn, one.contact_id)?),
            opted_out: desk::opted_out(conn, one.contact_id)?,
            action: recommended(one.kind(), desk::intent(conn, one.contact_id)?),
            again: again(one.kind(), one.state, one.attempts, one.updated_at, rules),
            history: desk::history(conn, &one)?,
            conversation_id,
            message_id,
            one,
        })
    }

    /// Line by line.
    fn text(&self, context: &Context) -> String {
        let one = &self.one;
        let title = format!("follow-up {}, {}, {}", one.id, one.kind, one.state.name());
        let mut text = format!("{}\n", context.ui.paint(Style::Bold, &printable(&title)));
        let when = |at| format!("{at} ({} ago)", age(context.as_of - at));
        let contact = if self.opted_out { ", not to be contacted: never sent" } else { "" };
        let open = one.state.is_open();
        let attempts = match one.attempts {
            0 | 1 => String::new(),
            attempts => format!("{attempts} of {}", context.config.rules.followups.max_attempts),
        };
        let lines = [
            ("contact", format!("{}{contact}", self.contact)),
            ("do", if open { self.action.to_owned() } else { String::new() }),
            ("why", one.reason.clone()),
            ("since", when(one.cause_at)),
            (
                "due",
                if open {
                    format!("{} ({})", one.due_at, due_in(one.due_at, context.as_of))
                } else {
                    one.due_at.to_string()
                },
            ),
            ("channel", one.channel.clone().unwrap_or_default()),
            ("attempt", attempts),
            ("sent", one.sent_at.map(when).unwrap_or_default()),
            ("outcome", one.outcome_at.map(|at| format!("{} {at}", one.state.name())).unwrap_or_default()),
            ("again", self.again.map(told_again).unwrap_or_default()),
            ("refused", one.error.as_ref().map(|why| refusal(one.refusals, why)).unwrap_or_default()),
            ("note", one.note.clone().unwrap_or_default()),
        ];
        for (label, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
            put(&mut text, label, value, context);
        }
        for (i, line) in one.text.as_deref().unwrap_or_default().lines().enumerate() {
            put(&mut text, if i == 0 { "text" } else { "" }, line, context);
        }
        for (i, deed) in self.history.iter().enumerate() {
            put(&mut text, if i == 0 { "history" } else { "" }, &told(deed), context);
        }
        text
    }

    /// The row of the view and what belongs to it.
    fn object(&self, store: &Store, context: &Context) -> Result<Value> {
        let one = &self.one;
        let conversation = self.conversation_id.map(|id| show::object(store, id, context)).transpose()?;
        let (may_open_at, may_open_again) = match self.again {
            Some(Again::From(at, _)) => (Some(at), Some(true)),
            Some(Again::NotForThis) => (None, Some(false)),
            None => (None, None),
        };
        Ok(json!({
            "id": one.id,
            "contact_id": one.contact_id,
            "conversation_id": one.conversation_id,
            "message_id": one.message_id,
            "kind": one.kind,
            "reason": one.reason,
            "since": one.cause_at,
            "due_at": one.due_at,
            "state": one.state.name(),
            "channel": one.channel,
            "text": one.text,
            "is_edited": one.is_edited,
            "note": one.note,
            "attempts": one.attempts,
            "refusals": one.refusals,
            "error": one.error,
            "created_at": one.created_at,
            "updated_at": one.updated_at,
            "sent_at": one.sent_at,
            "outcome_at": one.outcome_at,
            "action": self.action,
            "do_not_contact": self.opted_out,
            "may_open_again": may_open_again,
            "may_open_at": may_open_at,
            "history": self.history,
            "evidence_message_id": self.message_id,
            "conversation": conversation,
        }))
    }
}

fn put(text: &mut String, label: &str, value: &str, context: &Context) {
    let label = format!("{label:8}");
    *text += &format!("  {}  {}\n", context.ui.paint(Style::Dim, &label), printable(value));
}

fn told_again(again: Again) -> String {
    match again {
        Again::From(at, attempt) => format!("may open from {at} on, as attempt {attempt}"),
        Again::NotForThis => "only for another cause: it was tried often enough".to_owned(),
    }
}

fn refusal(refusals: u32, why: &str) -> String {
    match refusals {
        0 => why.to_owned(),
        1 => format!("once: {why}"),
        times => format!("{times} times, at last: {why}"),
    }
}

fn told(deed: &Deed) -> String {
    let what = match (deed.what.as_str(), deed.old.as_str()) {
        ("", "") => deed.new.clone(),
        ("", old) => format!("{old} → {}", deed.new),
        (what, _) => format!("{what}: {}", deed.new),
    };
    let undone = if deed.is_undone { " (taken back)" } else { "" };
    format!("{}  {what} by {}{undone}", deed.at, deed.author)
}

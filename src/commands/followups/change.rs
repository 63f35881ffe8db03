//! `rolo followups approve`, `dismiss`, `confirm` and `done`: what a person decides of the queue.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::cli::followups::ChangeArgs;
use crate::commands::numbered::FOLLOWUP;
use crate::commands::{Context, Outcome, author};
use crate::domain::deciding::FollowupState;
use crate::error::{Error, Result};
use crate::output::ui;
use crate::store::followup;
use crate::store::followup_edit::{self as edit, Followup};
use crate::store::journal::{self, Journal};
use crate::store::link::Hand;

/// What a person says of follow-ups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They may be sent.
    Approve,
    /// They are dropped.
    Dismiss,
    /// What was handed over did arrive.
    Confirm,
    /// A person saw to it otherwise, such as by a call.
    Done,
}

impl Verdict {
    const fn command(self) -> &'static str {
        match self {
            Self::Approve => "followups approve",
            Self::Dismiss => "followups dismiss",
            Self::Confirm => "followups confirm",
            Self::Done => "followups done",
        }
    }

    const fn state(self) -> FollowupState {
        match self {
            Self::Approve => FollowupState::Approved,
            Self::Dismiss => FollowupState::Dismissed,
            Self::Confirm | Self::Done => FollowupState::Sent,
        }
    }

    /// Whether it can be said of a follow-up in a state.
    const fn fits(self, state: FollowupState) -> bool {
        match self {
            Self::Approve => {
                matches!(state, FollowupState::Pending | FollowupState::Unconfirmed | FollowupState::Failed)
            }
            Self::Dismiss | Self::Done => state.is_open() || matches!(state, FollowupState::Failed),
            Self::Confirm => matches!(state, FollowupState::Unconfirmed),
        }
    }
}

/// Says the same of several follow-ups, in one transaction and one entry of the journal.
pub(super) fn run(args: &ChangeArgs, verdict: Verdict, context: &Context) -> Result<Outcome> {
    if !args.ids.is_empty() && !args.filter.filter().is_empty() {
        return Err(Error::usage("follow-ups are either named or chosen by filters, not both").into());
    }
    let named = FOLLOWUP.ids(&args.ids)?;
    let author = author(&args.author);
    let mut store = context.open()?;
    let path = store.path().to_owned();
    let (said, warnings) = store.write(args.dry_run, |conn| {
        let ids = if args.ids.is_empty() { chosen(&path, args, context)? } else { named };
        let journal = Journal::open(conn, verdict.command(), &author, context.as_of)?;
        let hand = Hand { journal, author: &author, now: context.as_of };
        let (mut changed, mut warnings) = (0, Vec::new());
        for id in &ids {
            let one = find(conn, *id)?;
            if one.state != verdict.state() {
                warnings.extend(change(conn, &one, verdict, hand)?);
                changed += 1;
            }
        }
        let said = format!("{changed} of {} follow-ups {}", ids.len(), verdict.state().name());
        journal::join(conn, journal.id)?;
        journal.close(conn, &said)?;
        Ok((said, warnings))
    })?;
    warnings.iter().for_each(|warning| context.ui.warn(warning));
    context.ui.note(&said);
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// Changes one; gives what there is to be said of it.
fn change(conn: &Connection, one: &Followup, verdict: Verdict, hand: Hand<'_>) -> Result<Option<String>> {
    let (id, state) = (one.id, verdict.state());
    if !verdict.fits(one.state) {
        return Err(Error::failed(format!(
            "follow-up {id} is {}, so it cannot become {}",
            one.state.name(),
            state.name()
        ))
        .hint("nothing was changed; `rolo followups list --all` shows the state of each")
        .into());
    }
    if one.state == FollowupState::Failed
        && let Some(other) = edit::open_of(conn, one.contact_id, &one.kind)?
    {
        return Err(Error::failed(format!(
            "follow-up {other} of the same contact and kind is open, so {id} cannot be"
        ))
        .hint(format!("nothing was changed; go on with {other}, or dismiss it first"))
        .into());
    }
    let again = || vec![("sent_at", Value::Null), ("refusals", Value::Integer(0)), ("error", Value::Null)];
    let columns = match verdict {
        Verdict::Approve => again(),
        Verdict::Dismiss => Vec::new(),
        Verdict::Confirm => vec![("error", Value::Null)],
        Verdict::Done => vec![("sent_at", Value::Integer(hand.now.0)), ("error", Value::Null)],
    };
    edit::put(conn, one, state, columns, hand)?;
    Ok(match (verdict, one.state) {
        (Verdict::Approve, FollowupState::Unconfirmed) => {
            Some(format!("follow-up {id} was handed over before, and will be sent again"))
        }
        (Verdict::Approve, FollowupState::Failed) => {
            Some(format!("follow-up {id} was refused before, and is tried again"))
        }
        (Verdict::Approve, _) if one.text.is_none() => Some(format!(
            "follow-up {id} has no text, so there is nothing to send: `rolo followups edit {id} --text …`"
        )),
        _ => None,
    })
}

/// The follow-up of this number, which has to be there.
pub(super) fn find(conn: &Connection, id: i64) -> Result<Followup> {
    edit::find(conn, id)?.ok_or_else(|| FOLLOWUP.not_there(id))
}

/// The open ones that filters choose. Several need --yes, unless nothing is written anyway.
fn chosen(path: &Path, args: &ChangeArgs, context: &Context) -> Result<Vec<i64>> {
    let filter = args.filter.filter();
    if filter.is_empty() && args.kind.is_empty() && !args.due {
        return Err(Error::usage("it is not said which follow-ups")
            .hint("name their numbers, give - for numbers on standard input, or choose with --kind, --due or filters")
            .into());
    }
    // A connection of its own, which can only read.
    let mut reader = context.reader_of(path)?;
    reader.guard(context.as_of)?;
    let due = args.due.then_some(context.as_of);
    let condition = followup::condition(reader.conn(), &filter, false, due, &args.kind)?;
    let ids = followup::ids(reader.conn(), &condition)?;
    if ids.len() > 1 && !args.yes && !args.dry_run {
        let count = ui::count(i64::try_from(ids.len()).unwrap_or(i64::MAX));
        return Err(Error::usage(format!("that reaches {count} follow-ups, and nothing was changed"))
            .hint("add --yes to go on, or --dry-run to see what would change")
            .into());
    }
    Ok(ids)
}

//! `rolo alerts send`: a command of the user's for each alert, once: a chat or a pager. An alert is marked `unconfirmed`
//! before the command is given it, and what became of it is kept after, each on the disk before it goes on.

use std::time::Duration;

use super::list::{check_kinds, print};
use super::{Context, Outcome};
use crate::cli::alerts::SendArgs;
use crate::commands::author;
use crate::commands::send::{Exec, Fate, Stop, TIMEOUT};
use crate::error::{Error, Result};
use crate::output::format::Format;
use crate::output::progress::Progress;
use crate::output::summary::Summary;
use crate::store::Store;
use crate::store::alert::queue::{self, Which};
use crate::store::alert::sending::{self, Became};
use crate::store::filter::Condition;

/// So many unconfirmed alerts are named.
const NAMED_MAX: usize = 10;

/// How it went.
#[derive(Debug, Default)]
struct Sent {
    sent: i64,
    refused: i64,
    unconfirmed: i64,
}

/// Runs `rolo alerts send`.
pub(super) fn run(args: &SendArgs, context: &Context) -> Result<Outcome> {
    let timeout = args.timeout.map_or(TIMEOUT, |seconds| Duration::from_secs(seconds.get().into()));
    let exec = args.exec.as_deref().map(|command| Exec::new(command, timeout)).transpose()?;
    let mut store = if args.dry_run { context.open_to_read()? } else { context.open()? };
    let waiting = waiting(&store, args, context)?;
    if args.dry_run {
        store.guard(context.as_of)?;
        let format = Format::or_default(args.format, context.ui.stdout_is_terminal());
        let count = print(&store, &waiting, format, args.limit.map(u32::from), context)?;
        context.ui.summary(&Summary::new("alerts send").count("would be sent", count.cast_signed()));
        context.ui.note("dry run: nothing was handed over");
        return Ok(Outcome::Done);
    }
    let Some(mut exec) = exec else {
        return Err(Error::usage("it is not said how the alerts are handed over")
            .hint("add --exec COMMAND; --dry-run shows what would be handed over")
            .into());
    };
    let reader = guarded(&store, context)?;
    let mut ids = sending::ids(reader.conn(), &waiting)?;
    drop(reader);
    ids.truncate(args.limit.map_or(usize::MAX, |limit| limit.get() as usize));
    if !args.unconfirmed {
        warn_of_unconfirmed(&store, context)?;
    }
    hand_over(&mut store, &ids, &mut exec, args, context)
}

/// The alerts that wait to be handed over, as a condition over their view.
fn waiting(store: &Store, args: &SendArgs, context: &Context) -> Result<Condition> {
    check_kinds(store, &args.kind, context)?;
    let reader = guarded(store, context)?;
    let which = Which { states: vec!["open".to_owned()], kinds: args.kind.clone(), ..Which::default() };
    let mut condition = queue::condition(reader.conn(), &args.filter.filter(), &which)?;
    condition.sql = format!("({}) AND {}", condition.sql, sending::waits(args.unconfirmed));
    Ok(condition)
}

/// A connection that can only read, for what the user writes as SQL.
fn guarded(store: &Store, context: &Context) -> Result<Store> {
    let mut reader = context.reader_of(store.path())?;
    reader.guard(context.as_of)?;
    Ok(reader)
}

fn warn_of_unconfirmed(store: &Store, context: &Context) -> Result<()> {
    let ids = sending::unconfirmed(store.conn())?;
    if ids.is_empty() {
        return Ok(());
    }
    let mut named = ids.iter().take(NAMED_MAX).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if ids.len() > NAMED_MAX {
        named += &format!(" and {} more", ids.len() - NAMED_MAX);
    }
    context.ui.warn(&format!(
        "alert {named}: handed over, and nobody knows how that ended\nsee whether it arrived; `rolo alerts send --unconfirmed` hands such ones over again"
    ));
    Ok(())
}

/// Hands alerts over one by one, until somebody asks to stop or the command cannot be run.
fn hand_over(store: &mut Store, ids: &[i64], exec: &mut Exec, args: &SendArgs, context: &Context) -> Result<Outcome> {
    let author = author(&args.author);
    let stop = Stop::listen()?;
    let progress = Progress::count(&context.ui, "sending", Some(ids.len() as u64));
    let mut sent = Sent::default();
    let mut outcome = Outcome::Done;
    for id in ids {
        if let Some(signal) = stop.signal() {
            outcome = Outcome::Signal(signal);
            break;
        }
        let taken = store.write(false, |conn| sending::take(conn, *id, args.unconfirmed, context.as_of))?;
        // Without one another rolo was faster, or somebody is on it by now.
        let Some(alert) = taken else { continue };
        let fate = exec.run(format!("{}\n", serde_json::Value::Object(alert.object)).into_bytes());
        let became = match &fate {
            Fate::Sent => Became::Sent,
            Fate::Refused(why) => Became::Refused(why),
            Fate::Unknown(why) => Became::Unknown(why),
            Fate::NotTried(_) => Became::NotTried(alert.before),
        };
        store.write(false, |conn| sending::keep(conn, *id, &became, &author, context.as_of))?;
        progress.suspend(|| sent.count(*id, &fate, context));
        progress.inc(1);
        if matches!(fate, Fate::NotTried(_)) {
            outcome = Outcome::Remaining;
            break;
        }
    }
    progress.finish();
    context.ui.summary(&sent.summary());
    Ok(if outcome == Outcome::Done && sent.refused + sent.unconfirmed > 0 { Outcome::Remaining } else { outcome })
}

impl Sent {
    /// Counts what became of an alert, and says what did not go well.
    fn count(&mut self, id: i64, fate: &Fate, context: &Context) {
        match fate {
            Fate::Sent => self.sent += 1,
            Fate::Refused(why) => {
                self.refused += 1;
                context.ui.warn(&format!("alert {id} is refused: {why}"));
            }
            Fate::Unknown(why) => {
                self.unconfirmed += 1;
                context.ui.warn(&format!("alert {id} is unconfirmed: {why}"));
            }
            Fate::NotTried(why) => context.ui.warn(&format!("nothing is handed over: {why}")),
        }
    }

    fn summary(&self) -> Summary {
        let mut summary = Summary::new("alerts send").count("sent", self.sent);
        for (label, count) in [("refused", self.refused), ("unconfirmed", self.unconfirmed)] {
            if count > 0 {
                summary = summary.count(label, count);
            }
        }
        summary
    }
}

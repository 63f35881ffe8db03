//! `rolo conversations close`, `reopen` and `archive`.

use super::link::{Changing, find, write};
use super::{Context, Outcome};
use crate::cli::conversations::ChangeArgs;
use crate::commands::numbered::CONVERSATION;
use crate::domain::deciding::facts::ConversationState;
use crate::error::Result;
use crate::store::link;

/// Puts conversations into a state.
pub fn run(args: &ChangeArgs, state: ConversationState, context: &Context) -> Result<Outcome> {
    let ids = CONVERSATION.ids(&args.ids)?;
    let command = match state {
        ConversationState::Open => "conversations reopen",
        ConversationState::Closed => "conversations close",
        ConversationState::Archived => "conversations archive",
    };
    let changing = Changing { command, author: &args.author, dry_run: args.dry_run };
    let said = write(&mut context.open()?, &changing, context, |conn, hand, _| {
        let mut changed = 0;
        for id in &ids {
            changed += usize::from(link::set_state(conn, &find(conn, *id)?, state, hand)?);
        }
        let said = format!("{changed} of {} conversations {}", ids.len(), word(state));
        Ok((said.clone(), said))
    })?;
    context.ui.note(&said);
    context.note_dry_run(args.dry_run);
    Ok(Outcome::Done)
}

/// What became of the conversations.
const fn word(state: ConversationState) -> &'static str {
    match state {
        ConversationState::Open => "reopened",
        state => state.name(),
    }
}

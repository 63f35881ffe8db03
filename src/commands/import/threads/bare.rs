//! Conversations of a file of their own, without messages: each is found or created as the conversation of a message
//! is, and its words (agent, state, summary ...) are written at the end of the file.

use super::Threads;
use crate::commands::import::people::{Fates, People};
use crate::error::Result;
use crate::input::row::ConversationRow;
use crate::store::thread::Attributes;

/// A conversation that rows of this file named.
#[derive(Debug, Default)]
pub(super) struct Bare {
    rows: u64,
    /// Whether a row gave it its contact.
    is_linked: bool,
}

impl Threads<'_> {
    /// Takes a conversation.
    pub fn take_conversation(&mut self, people: &mut People<'_>, row: &mut ConversationRow) -> Result<()> {
        let ConversationRow { person, conversation_id, channel, .. } = row;
        let id = self.find_conversation(people, person, conversation_id.as_deref(), channel)?;
        let thread = *self.thread(id);
        let is_linked = self.linked.contains(&id);
        if let (true, Some(contact_id)) = (is_linked || id >= self.first_thread, thread.owner.id()) {
            people.touch(contact_id);
        }
        let bare = self.bare.entry(id).or_default();
        bare.rows += 1;
        bare.is_linked |= is_linked;
        let ConversationRow { website, branch, agent, state, summary, metadata, .. } = row.clone();
        self.note_attributes(id, Attributes { website, branch, agent, state, summary, metadata });
        Ok(())
    }

    /// Counts the rows that named a conversation, once it is known whether that changed anything.
    pub(super) fn count_bare(&mut self, id: i64, is_changed: bool) {
        let Some(Bare { rows, is_linked }) = self.bare.remove(&id) else { return };
        let Fates { created, updated, unchanged } = &mut self.fates;
        let is_new = id >= self.first_thread;
        *(match (is_new, is_linked || is_changed) {
            (true, _) => created,
            (false, true) => updated,
            (false, false) => unchanged,
        }) += rows;
    }

    /// Counts the rows of conversations of which the file said nothing more.
    pub(super) fn count_silent(&mut self) {
        let ids: Vec<i64> = self.bare.keys().copied().collect();
        for id in ids {
            self.count_bare(id, false);
        }
    }
}

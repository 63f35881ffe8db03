//! Chats as people export them from their phones: WhatsApp's text file and Telegram's JSON. Each becomes a table of
//! messages: one conversation a chat, the visitor's name and number on every row, our side's names as agents.

pub mod sides;
mod stamp;
pub mod telegram;
pub mod whatsapp;

use sides::Person;

use super::converted::Table;
use super::row::error::Fault;
use crate::error::Result;

/// The columns of a chat as a table.
const HEADER: [&str; 20] = [
    "platform",
    "conversation_id",
    "message_id",
    "channel",
    "external_id",
    "name",
    "phone",
    "contact_source",
    "sender",
    "agent",
    "sent_at",
    "text",
    "conversation_of_several",
    "from",
    "chat",
    "forwarded_from",
    "reply_to_message_id",
    "file",
    "media_type",
    "edited",
];

/// How many of them WhatsApp says anything of: it tells neither ids of other messages nor files.
const WHATSAPP_COLUMNS: usize = 15;

/// One message on its way into the table.
#[derive(Debug, Default)]
struct Message<'a> {
    conversation_id: &'a str,
    message_id: &'a str,
    /// Who the row is about: the visitor of the chat; of several visitors the one who wrote this.
    person: Option<&'a Person>,
    /// Whether the chat has several visitors.
    is_of_several: bool,
    sender: &'static str,
    /// Who wrote it, by name.
    from: &'a str,
    sent_at: &'a str,
    text: &'a str,
    /// The name of a chat of several visitors.
    chat: &'a str,
    forwarded_from: &'a str,
    reply_to: &'a str,
    file: &'a str,
    /// What kind of file it is.
    media_type: &'a str,
    /// When it was edited last.
    edited: &'a str,
}

impl Message<'_> {
    fn cells<'a>(&'a self, channel: &'static str) -> [&'a str; 20] {
        let person = self.person;
        let is_agent = self.sender == "agent";
        [
            channel,
            self.conversation_id,
            self.message_id,
            channel,
            person.map_or("", |person| &person.id),
            person.map_or("", |person| &person.name),
            person.map_or("", |person| &person.phone),
            if person.is_some() { channel } else { "" },
            self.sender,
            if is_agent { self.from } else { "" },
            self.sent_at,
            self.text,
            if self.is_of_several { "yes" } else { "" },
            if self.is_of_several && !is_agent { self.from } else { "" },
            if self.is_of_several { self.chat } else { "" },
            self.forwarded_from,
            self.reply_to,
            self.file,
            self.media_type,
            self.edited,
        ]
    }

    /// Writes it under the first `columns` of the header.
    fn write(
        &self,
        table: &mut Table,
        channel: &'static str,
        columns: usize,
        line: u64,
        fault: Option<Fault>,
    ) -> Result<()> {
        let cells = &self.cells(channel)[..columns];
        match fault {
            None => table.row(line, cells),
            Some(fault) => table.fault(line, cells, fault),
        }
    }
}

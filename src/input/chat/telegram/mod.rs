//! Telegram Desktop's `result.json`: one chat, or all of an account's. It is read twice, message by message, so that a
//! large export needs little memory: first who takes part in each chat, then what they wrote. Personal chats name the
//! person they are with by id, and an export of all chats names its owner, who is on our side.

mod message;
mod walk;

use rustc_hash::FxHashMap;

use super::sides::{self, Participants, Person, Sides, Visitor};
use super::{HEADER, Message};
use crate::error::{Error, Result};
use crate::input::converted::{ChatSettings, Converted, Input, Table};
use message::Post;
use walk::{Item, walk};

const CHANNEL: &str = "telegram";

/// Turns an export into a table of messages.
pub fn convert(input: &Input, settings: &ChatSettings) -> Result<Converted> {
    let mut survey = Survey::default();
    walk(input, &mut |item| {
        survey.take(item);
        Ok(())
    })?;
    if !survey.is_export {
        return Err(Error::failed(format!("{}: this is JSON, but no chat of Telegram Desktop", input.name))
            .hint("give it as CSV, or export the chat from Telegram Desktop as \"Machine-readable JSON\"")
            .into());
    }
    let mut table = Table::new(CHANNEL, &HEADER)?;
    let chats = survey.decide(input, settings, &mut table.notices)?;
    walk(input, &mut |item| match item {
        Item::Post { chat, line, post } => match chats.get(chat) {
            Some(Some(chat)) => chat.write(&post, line, &mut table),
            _ => Ok(()),
        },
        _ => Ok(()),
    })?;
    table.finish()
}

/// A chat as far as a first reading tells.
#[derive(Default)]
struct Surveyed {
    id: String,
    name: String,
    kind: String,
    participants: Participants,
    posts: u64,
}

/// What a first reading finds.
#[derive(Default)]
struct Survey {
    is_export: bool,
    /// Whether this is an export of all chats.
    is_whole: bool,
    owner: Option<Person>,
    /// Phone numbers of the owner's contacts, by the contact's id.
    phones: FxHashMap<String, String>,
    chats: Vec<Surveyed>,
}

/// Chats that are no conversations with people who could be customers, with how they are called.
const NO_CONVERSATIONS: [(&str, &str); 6] = [
    ("saved_messages", "saved messages"),
    ("private_channel", "channels"),
    ("public_channel", "channels"),
    ("bot_chat", "chats with bots"),
    ("replies", "replies"),
    ("verification_codes", "verification codes"),
];

impl Survey {
    fn take(&mut self, item: Item) {
        match item {
            Item::Messages => self.is_export = true,
            Item::Chats => (self.is_export, self.is_whole) = (true, true),
            Item::Owner { id, name } => self.owner = Some(Person { id, name, phone: String::new() }),
            Item::Contact { id, phone } => {
                self.phones.insert(id, phone);
            }
            Item::Chat { chat, id, name, kind } => {
                let chat = self.chat(chat);
                (chat.id, chat.name, chat.kind) = (id, name, kind);
            }
            Item::Post { chat, post, .. } => {
                let chat = self.chat(chat);
                chat.posts += 1;
                if !post.is_service {
                    let id = post.writer_id();
                    chat.participants.place_or_add(&id, || Person { id: id.clone(), ..post.person() });
                }
            }
        }
    }

    fn chat(&mut self, place: usize) -> &mut Surveyed {
        if self.chats.len() <= place {
            self.chats.resize_with(place + 1, Surveyed::default);
        }
        &mut self.chats[place]
    }

    /// Decides for each chat who is who; `None` = it is left out, which is told.
    fn decide(
        mut self,
        input: &Input,
        settings: &ChatSettings,
        notices: &mut Vec<String>,
    ) -> Result<Vec<Option<Chat>>> {
        let mut agents = settings.agents.clone();
        agents.extend(self.owner.take().map(|owner| owner.id));
        agents.extend(self.chats.iter().flat_map(Surveyed::own_side));
        let mut chats = Vec::with_capacity(self.chats.len());
        let mut left_out: Vec<(&str, u64)> = Vec::new();
        for mut surveyed in std::mem::take(&mut self.chats) {
            surveyed.add_phones(&self.phones);
            let skipped = NO_CONVERSATIONS.iter().find(|(kind, _)| *kind == surveyed.kind).map(|(_, called)| *called);
            let sides = sides::decide(&surveyed.participants.people, surveyed.partner().as_ref(), &agents);
            let skipped = match (skipped, sides) {
                (Some(called), _) => called,
                (None, Some(sides)) => {
                    chats.push(Some(Chat { surveyed, sides }));
                    continue;
                }
                (None, None) if self.is_whole && !agents.is_empty() => "groups in which no agent wrote",
                (None, None) => {
                    let Surveyed { name, participants, .. } = &surveyed;
                    return Err(sides::unclear(&input.name, name, participants, &settings.agents).into());
                }
            };
            match left_out.iter_mut().find(|(called, _)| *called == skipped) {
                Some((_, posts)) => *posts += surveyed.posts,
                None => left_out.push((skipped, surveyed.posts)),
            }
            chats.push(None);
        }
        notices.extend(left_out.iter().map(|(called, posts)| format!("{called} are left out: {posts} messages")));
        Ok(chats)
    }
}

impl Surveyed {
    /// The person whom a personal chat is with.
    fn partner(&self) -> Option<Person> {
        let is_personal = self.kind == "personal_chat" || self.kind.is_empty();
        is_personal.then(|| Person { id: format!("user{}", self.id), name: self.name.clone(), phone: String::new() })
    }

    /// Those who wrote in a personal chat besides the person whom it is with.
    fn own_side(&self) -> Vec<String> {
        let partner = format!("user{}", self.id);
        let people = self.participants.people.iter().map(|person| &person.id);
        match self.participants.place(&partner) {
            Some(_) if self.kind == "personal_chat" => people.filter(|id| **id != partner).cloned().collect(),
            _ => Vec::new(),
        }
    }

    fn add_phones(&mut self, phones: &FxHashMap<String, String>) {
        for person in &mut self.participants.people {
            if let Some(phone) = phones.get(&person.id) {
                person.phone.clone_from(phone);
            }
        }
    }
}

/// A chat of which it is known who is who.
struct Chat {
    surveyed: Surveyed,
    sides: Sides,
}

impl Chat {
    fn write(&self, post: &Post, line: u64, table: &mut Table) -> Result<()> {
        let Surveyed { id, name, participants, .. } = &self.surveyed;
        let conversation_id = if id.is_empty() { name } else { id };
        let place = if post.is_service { None } else { participants.place(&post.writer_id()) };
        let sender = match place {
            None => "system",
            Some(place) if self.sides.is_agent[place] => "agent",
            Some(_) => "visitor",
        };
        let writer = place.map(|place| &participants.people[place]);
        let person = match &self.sides.visitor {
            Visitor::One(person) => Some(person),
            Visitor::Several if sender == "visitor" => writer,
            _ => None,
        };
        let message_id = if post.id().is_empty() { String::new() } else { format!("{conversation_id}/{}", post.id()) };
        let (sent_at, edited) = (post.sent_at(), post.edited());
        let text = post.text();
        let message = Message {
            conversation_id,
            message_id: &message_id,
            person,
            is_of_several: self.sides.visitor == Visitor::Several,
            sender,
            from: writer.map_or("", Person::label),
            sent_at: &sent_at,
            text: &text,
            chat: name,
            forwarded_from: post.forwarded_from(),
            reply_to: post.reply_to(),
            file: post.file(),
            media_type: post.media_type(),
            edited: &edited,
        };
        message.write(table, CHANNEL, HEADER.len(), line, None)
    }
}

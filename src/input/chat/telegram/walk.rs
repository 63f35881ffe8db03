//! Walks through a Telegram export and hands out what it holds, one item at a time, in the order of the file. Nothing
//! but the present message is kept in memory.

use std::cell::Cell;
use std::fmt;
use std::io::Read;
use std::rc::Rc;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::message::{Flat, Post};
use crate::error::{Error, Result};
use crate::input::converted::Input;

/// What an export holds. Chats are numbered in the order of the file.
pub enum Item {
    /// There is a list of messages.
    Messages,
    /// There is a list of chats.
    Chats,
    /// Whose account was exported.
    Owner { id: String, name: String },
    /// Somebody in the owner's address book who is on Telegram.
    Contact { id: String, phone: String },
    /// A message with its line.
    Post { chat: usize, line: u64, post: Box<Post> },
    /// What a chat is, after its messages.
    Chat { chat: usize, id: String, name: String, kind: String },
}

/// Hands every item of an export to `take`.
pub fn walk(input: &Input, take: &mut dyn FnMut(Item) -> Result<()>) -> Result<()> {
    let line = Rc::new(Cell::new(1));
    let reader = Counted { reader: input.reader()?, line: Rc::clone(&line) };
    let mut walk = Walk { take, line, chats: 0, failed: None };
    let mut json = serde_json::Deserializer::from_reader(reader);
    let outcome = Object { walk: &mut walk, is_root: true }.deserialize(&mut json).and_then(|()| json.end());
    if let Some(error) = walk.failed {
        return Err(error);
    }
    outcome.map_err(|error| {
        Error::failed(format!("{}: not the JSON of a chat: {error}", input.name))
            .hint("export the chat again from Telegram Desktop, as \"Machine-readable JSON\"")
            .into()
    })
}

/// Counts lines while they are read.
struct Counted<R> {
    reader: R,
    line: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(bytes)?;
        let breaks = bytes[..read].iter().filter(|byte| **byte == b'\n').count();
        self.line.set(self.line.get() + breaks as u64);
        Ok(read)
    }
}

/// The owner of an account, or somebody in the address book.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Account {
    user_id: Flat,
    first_name: Flat,
    last_name: Flat,
    phone_number: Flat,
}

impl Account {
    fn key(&self) -> Option<String> {
        let id = self.user_id.0.trim_start_matches("user");
        (!matches!(id, "" | "0")).then(|| format!("user{id}"))
    }

    fn name(&self) -> String {
        format!("{} {}", self.first_name.0, self.last_name.0).trim().to_owned()
    }

    /// The number, which the export writes with `00` or with nothing before the country.
    fn phone(&self) -> Option<String> {
        let digits: String = self.phone_number.0.chars().filter(char::is_ascii_digit).collect();
        (!digits.is_empty()).then(|| format!("+{}", digits.trim_start_matches('0')))
    }
}

struct Walk<'a> {
    take: &'a mut dyn FnMut(Item) -> Result<()>,
    line: Rc<Cell<u64>>,
    chats: usize,
    failed: Option<anyhow::Error>,
}

impl Walk<'_> {
    fn give<E: serde::de::Error>(&mut self, item: Item) -> Result<(), E> {
        (self.take)(item).map_err(|error| {
            let text = E::custom(&error);
            self.failed = Some(error);
            text
        })
    }
}

/// Lets a visitor be the seed of what it visits.
macro_rules! seed {
    ($type:ident, $ask:ident) => {
        impl<'de> DeserializeSeed<'de> for $type<'_, '_> {
            type Value = ();

            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
                deserializer.$ask(self)
            }
        }
    };
}

/// A chat, or the whole export, which may be a chat.
struct Object<'a, 'b> {
    walk: &'a mut Walk<'b>,
    is_root: bool,
}

seed!(Object, deserialize_map);

impl<'de> Visitor<'de> for Object<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a chat")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Self { walk, is_root } = self;
        let chat = walk.chats;
        let (mut id, mut name, mut kind) = (String::new(), String::new(), String::new());
        let mut is_chat = !is_root;
        while let Some(key) = entries.next_key::<String>()? {
            match key.as_str() {
                "id" => id = entries.next_value::<Flat>()?.0,
                "name" => name = entries.next_value::<Flat>()?.0,
                "type" => kind = entries.next_value::<Flat>()?.0,
                "messages" => {
                    is_chat = true;
                    walk.chats = chat + 1;
                    walk.give(Item::Messages)?;
                    entries.next_value_seed(Messages { walk, chat })?;
                }
                "chats" | "left_chats" if is_root => {
                    walk.give(Item::Chats)?;
                    entries.next_value_seed(Listed { walk, is_chats: true })?;
                }
                "contacts" if is_root => entries.next_value_seed(Listed { walk, is_chats: false })?,
                "personal_information" if is_root => {
                    let account: Account = entries.next_value()?;
                    if let Some(id) = account.key() {
                        walk.give(Item::Owner { id, name: account.name() })?;
                    }
                }
                _ => {
                    entries.next_value::<IgnoredAny>()?;
                }
            }
        }
        if is_chat {
            walk.chats = walk.chats.max(chat + 1);
            walk.give(Item::Chat { chat, id, name, kind })?;
        }
        Ok(())
    }
}

/// The messages of a chat.
struct Messages<'a, 'b> {
    walk: &'a mut Walk<'b>,
    chat: usize,
}

seed!(Messages, deserialize_seq);

impl<'de> Visitor<'de> for Messages<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of messages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut posts: A) -> Result<(), A::Error> {
        while posts.next_element_seed(One { walk: self.walk, chat: self.chat })?.is_some() {}
        Ok(())
    }
}

/// One message, which begins on the line that is being read.
struct One<'a, 'b> {
    walk: &'a mut Walk<'b>,
    chat: usize,
}

impl<'de> DeserializeSeed<'de> for One<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let line = self.walk.line.get();
        let post = Box::new(Deserialize::deserialize(deserializer)?);
        self.walk.give(Item::Post { chat: self.chat, line, post })
    }
}

/// `{"about": …, "list": [ … ]}`: chats or contacts.
struct Listed<'a, 'b> {
    walk: &'a mut Walk<'b>,
    is_chats: bool,
}

seed!(Listed, deserialize_map);

impl<'de> Visitor<'de> for Listed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<String>()? {
            if key == "list" {
                entries.next_value_seed(Items { walk: self.walk, is_chats: self.is_chats })?;
            } else {
                entries.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// The list itself.
struct Items<'a, 'b> {
    walk: &'a mut Walk<'b>,
    is_chats: bool,
}

seed!(Items, deserialize_seq);

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        if self.is_chats {
            while items.next_element_seed(Object { walk: self.walk, is_root: false })?.is_some() {}
            return Ok(());
        }
        while let Some(account) = items.next_element::<Account>()? {
            if let (Some(id), Some(phone)) = (account.key(), account.phone()) {
                self.walk.give(Item::Contact { id, phone })?;
            }
        }
        Ok(())
    }
}

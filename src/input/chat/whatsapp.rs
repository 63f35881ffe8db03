//! WhatsApp's "Export chat": one text file, a stamp and `Name: text` for each message, lines without a stamp that go on
//! with the message before, and lines without a name that WhatsApp itself wrote. There are no ids and no zone; names
//! are those saved in the phone that exported, which may be numbers.

use std::borrow::Cow;

use super::sides::{self, Participants, Person, Sides, Visitor};
use super::stamp::{self, DateEvidence, Stamp, is_mark};
use super::{HEADER, Message, WHATSAPP_COLUMNS};
use crate::domain::normalize::date::DateOrder;
use crate::error::{Error, Result};
use crate::input::converted::{ChatSettings, ChatSides, Converted, Input, Lines, Table};
use crate::input::row::error::Code;

const CHANNEL: &str = "whatsapp";
/// The longest name, in characters; what is longer before a colon is no name.
const NAME_CHARS: usize = 100;
/// What stands between "WhatsApp Chat" and the chat's name in the names of files, by language.
const JOINTS: [&str; 10] = [" with ", " - ", " mit ", " con ", " com ", " avec ", " met ", " med ", " với ", " z "];
/// Words of the notice with which each chat begins, by language. On iOS it stands under the chat's own name.
const NOTICES: [&str; 12] = [
    "end-to-end",
    "extremo a extremo",
    "ende-zu-ende",
    "bout en bout",
    "ponta a ponta",
    "đầu cuối",
    "端到端",
    "端对端",
    "종단간",
    "エンドツーエンド",
    "uçtan uca",
    "сквозн",
];
/// Words that stand for something that was sent but is not in the text, by language.
const MEDIA: [&str; 11] = [
    "omitted",
    "omitid",
    "weggelassen",
    "omis",
    "omess",
    "weggelaten",
    "utelämn",
    "bỏ qua",
    "<attached",
    "<adjunto",
    "<an",
];

/// Whether a file that starts like this is a WhatsApp chat.
pub fn is_whatsapp(start: &str) -> bool {
    start.lines().next().and_then(stamp::read).is_some()
}

/// Turns a chat into a table of messages.
pub fn convert(input: &Input, settings: &ChatSettings) -> Result<Converted> {
    let mut survey = Survey::make(input)?;
    if survey.first_stamp.is_empty() {
        let what = "this is no chat of WhatsApp: no line begins with a time, such as [16/03/2022, 15:10:17]";
        return Err(Error::failed(format!("{}: {what}", input.name))
            .hint("export it again with \"Export chat\", or leave --from out: what a file is shows in its first line")
            .into());
    }
    let order = std::mem::take(&mut survey.dates).decide(settings.date_order).map_err(|ambiguous| {
        Error::failed(format!("{}: the times of the chat: {ambiguous}", input.name))
            .hint("say which comes first: --date-order dmy or --date-order mdy")
    })?;
    let chat = survey.chat_name.as_deref().map(Person::named);
    let Some(sides) = sides::decide(&survey.participants.people, chat.as_ref(), &settings.agents) else {
        let chat = survey.chat_name.as_deref().unwrap_or_default();
        return Err(sides::unclear(&input.name, chat, &survey.participants, &settings.agents).into());
    };
    let conversation_id = match (&sides.visitor, &survey.chat_name) {
        (Visitor::One(person), _) => person.id.clone(),
        (_, Some(name)) => name.clone(),
        (_, None) => survey.first_stamp.clone(),
    };
    let mut table = Table::new(CHANNEL, &HEADER[..WHATSAPP_COLUMNS])?;
    table.sides = survey.sides(&sides);
    let writer = Writer {
        conversation_id: &conversation_id,
        chat_name: survey.chat_name.as_deref().unwrap_or_default(),
        participants: &survey.participants,
        sides: &sides,
        order,
    };
    let mut posts = Posts::of(input)?;
    while let Some(post) = posts.next_post()? {
        writer.write(&post, &mut table)?;
    }
    if posts.lines_before > 0 {
        table.notices.push(format!("lines before the first message are left out: {}", posts.lines_before));
    }
    table.finish()
}

/// A message as it stands in the file: its stamp, and all its lines.
struct Post {
    line: u64,
    text: String,
    /// Whether bytes of it were not UTF-8.
    is_damaged: bool,
}

impl Post {
    fn stamp(&self) -> Option<Stamp<'_>> {
        stamp::read(&self.text)
    }
}

/// Reads a file message by message.
struct Posts<'a> {
    lines: Lines<'a>,
    next: Option<Post>,
    is_bracketed: Option<bool>,
    /// Lines with text before the first message.
    lines_before: u64,
}

impl<'a> Posts<'a> {
    fn of(input: &'a Input) -> Result<Self> {
        Ok(Self { lines: input.lines()?, next: None, is_bracketed: None, lines_before: 0 })
    }

    fn next_post(&mut self) -> Result<Option<Post>> {
        while let Some((line, bytes)) = self.lines.next_line()? {
            let text = String::from_utf8_lossy(bytes);
            let is_damaged = matches!(text, Cow::Owned(_));
            let stamp = stamp::read(&text);
            // A quoted chat of another phone is text.
            let is_start =
                stamp.is_some_and(|stamp| *self.is_bracketed.get_or_insert(stamp.is_bracketed) == stamp.is_bracketed);
            if is_start {
                let post = Post { line, text: text.into_owned(), is_damaged };
                if let Some(done) = self.next.replace(post) {
                    return Ok(Some(done));
                }
            } else if let Some(post) = &mut self.next {
                post.text.push('\n');
                post.text.push_str(&text);
                post.is_damaged |= is_damaged;
            } else {
                self.lines_before += u64::from(!text.trim().is_empty());
            }
        }
        Ok(self.next.take())
    }
}

/// The name that a message stands under, if it has one, and its text.
fn author(rest: &str) -> (Option<Cow<'_, str>>, &str) {
    let first_line = rest.split('\n').next().unwrap_or_default();
    let end = first_line.find(": ").or_else(|| first_line.strip_suffix(':').map(str::len));
    // `Ana created group "Trip: 2024"` is no name.
    let name = end.map(|end| (end, clean(&first_line[..end]))).filter(|(_, name)| {
        !name.is_empty() && name.chars().count() <= NAME_CHARS && !name.contains(['"', '“', '”', '«', '»'])
    });
    match name {
        Some((end, name)) => (Some(name), rest[end + 1..].strip_prefix(' ').unwrap_or(&rest[end + 1..])),
        None => (None, rest),
    }
}

/// A name without marks, and with plain blanks.
fn clean(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return name.trim().into();
    }
    let seen = name.chars().filter(|c| !is_mark(*c)).map(|c| if c.is_whitespace() { ' ' } else { c });
    seen.collect::<String>().trim().to_owned().into()
}

/// Whether WhatsApp wrote this text, or it stands for a file: both begin with a mark that is not seen.
fn is_marked(text: &str) -> bool {
    text.starts_with('\u{200e}')
}

fn holds(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word))
}

/// What a first reading of a chat finds.
#[derive(Default)]
struct Survey {
    participants: Participants,
    dates: DateEvidence,
    /// After whom the chat is named.
    chat_name: Option<String>,
    first_stamp: String,
    /// The first message that somebody wrote.
    first_message: Option<String>,
}

impl Survey {
    /// Who is who, if anybody wrote.
    fn sides(&self, sides: &Sides) -> Option<ChatSides> {
        let mut told =
            ChatSides { first_message: self.first_message.clone()?, agents: Vec::new(), visitors: Vec::new() };
        for (person, is_agent) in self.participants.people.iter().zip(&sides.is_agent) {
            let side = if *is_agent { &mut told.agents } else { &mut told.visitors };
            side.push(person.label().to_owned());
        }
        Some(told)
    }

    fn make(input: &Input) -> Result<Self> {
        let mut survey = Self { chat_name: chat_name(input), ..Self::default() };
        let mut posts = Posts::of(input)?;
        let mut wrote = Vec::new();
        while let Some(post) = posts.next_post()? {
            let Some(stamp) = post.stamp() else { continue };
            survey.dates.observe(&stamp);
            if survey.first_stamp.is_empty() {
                survey.first_stamp = stamp.raw.to_owned();
            }
            let (Some(name), text) = author(stamp.rest) else { continue };
            let is_notice = is_marked(text) && holds(text, &NOTICES);
            if is_notice && survey.chat_name.is_none() {
                survey.chat_name = Some(name.clone().into_owned());
            }
            let place = survey.participants.place_or_add(&name, || Person::named(&name));
            wrote.resize(survey.participants.people.len(), false);
            if !is_notice && survey.first_message.is_none() {
                survey.first_message = Some(post.text.clone());
            }
            wrote[place] |= !is_marked(text) || !is_notice && holds(text, &MEDIA);
        }
        survey.leave_out_the_chat(&wrote);
        Ok(survey)
    }

    /// On iOS what WhatsApp writes stands under the chat's own name, which may be that of a group.
    fn leave_out_the_chat(&mut self, wrote: &[bool]) {
        let Some(chat) = self.chat_name.as_deref().map(sides::fold) else { return };
        self.participants.retain(|name, place| wrote[place] || sides::fold(name) != chat);
    }
}

/// The chat's name, from the file's: `WhatsApp Chat with Ana.txt`, or `WhatsApp Chat - Ana/_chat.txt`.
fn chat_name(input: &Input) -> Option<String> {
    let (stem, folder) = input.stem_and_folder();
    name_in(stem).or_else(|| name_in(folder))
}

fn name_in(file: &str) -> Option<String> {
    let word = "whatsapp";
    let rest = &file[file.to_ascii_lowercase().find(word)? + word.len()..];
    let joint = JOINTS.iter().filter_map(|joint| Some((rest.find(joint)?, joint.len()))).min()?;
    let name = clean(&rest[joint.0 + joint.1..]).into_owned();
    // A second download of the same chat.
    let name = match name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        Some((name, copy)) if !copy.is_empty() && copy.bytes().all(|b| b.is_ascii_digit()) => name.to_owned(),
        _ => name,
    };
    (!name.is_empty()).then_some(name)
}

/// Writes messages into the table.
struct Writer<'a> {
    conversation_id: &'a str,
    chat_name: &'a str,
    participants: &'a Participants,
    sides: &'a Sides,
    order: DateOrder,
}

impl Writer<'_> {
    fn write(&self, post: &Post, table: &mut Table) -> Result<()> {
        let Some(stamp) = post.stamp() else { return Ok(()) };
        let (name, text) = author(stamp.rest);
        let is_notice = is_marked(text) && holds(text, &NOTICES);
        let place = name.as_deref().filter(|_| !is_notice).and_then(|name| self.participants.place(name));
        let sender = match place {
            None => "system",
            Some(place) if self.sides.is_agent[place] => "agent",
            Some(_) => "visitor",
        };
        let writer = place.map(|place| &self.participants.people[place]);
        let person = match &self.sides.visitor {
            Visitor::One(person) => Some(person),
            Visitor::Several if sender == "visitor" => writer,
            _ => None,
        };
        // A day that there is not is told as it stands.
        let sent_at = stamp.iso(self.order).unwrap_or_else(|| format!("[{}]", stamp.raw));
        let message = Message {
            conversation_id: self.conversation_id,
            person,
            is_of_several: self.sides.visitor == Visitor::Several,
            sender,
            from: writer.map_or("", Person::label),
            sent_at: &sent_at,
            text: text.trim_start_matches(is_mark),
            chat: self.chat_name,
            ..Message::default()
        };
        let fault = post.is_damaged.then(|| Code::BadEncoding.says("the message is not valid UTF-8"));
        message.write(table, CHANNEL, WHATSAPP_COLUMNS, post.line, fault)
    }
}

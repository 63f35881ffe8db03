//! messages.csv: who talks to us, when and about what. A conversation is a pure function of its number; planning
//! walks all conversations once and keeps twelve bytes a message (time, conversation, position), sorts them by
//! time, and the rows are made from that, one by one. Ten million messages need 120 MB.

use std::path::Path;

use anyhow::Result;

use crate::people::{END, People, START, below};
use crate::random::{Random, Stream};
use crate::rows::{Rows, push_number, push_time, write_owner};
use crate::texts::{Place, Sender, TOPICS, Topic, write_text};

const HEADER: [&str; 9] = [
    "message_id",
    "conversation_id",
    "contact_id",
    "contact_email",
    "visitor_id",
    "channel",
    "sender",
    "sent_at",
    "text",
];
const CHANNELS: [(u64, &str); 6] =
    [(52, "web"), (20, "email"), (12, "whatsapp"), (8, "messenger"), (5, "sms"), (3, "instagram")];
/// Every so many contacts there is one who comes back again and again.
const REGULARS_EVERY: u32 = 25;

/// The conversations of one file.
pub(crate) struct Conversations {
    pub(crate) people: People,
    /// How many contacts there are to talk to.
    pub(crate) contacts: u32,
    /// How many messages to write.
    pub(crate) messages: u64,
    /// Set when these are messages that came in later, after the ones of the main file.
    pub(crate) later: Option<Later>,
}

/// A day of later messages: one new conversation with each of some contacts.
pub(crate) struct Later {
    /// The instant they start after, in Unix seconds.
    pub(crate) after: i64,
    /// How many contacts write.
    pub(crate) writers: u32,
}

/// One thread.
struct Conversation {
    contact: u32,
    topic: Topic,
    channel: &'static str,
    started_at: i64,
    /// Nothing is sent after this instant.
    ends_by: i64,
    size: u32,
    random: Random,
}

/// A message's place in time; the order of the fields is the order of the file.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Planned {
    seconds_since_start: u32,
    conversation: u32,
    position: u32,
}

impl Conversations {
    /// Writes the file, in the order of time.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let mut rows = Rows::create(path, &HEADER)?;
        let prefix = self.later.as_ref().map(|later| format!("{}-", later.after)).unwrap_or_default();
        for (number, planned) in (1_u64..).zip(self.plan()?) {
            self.write_message(&mut rows, &prefix, number, &planned)?;
        }
        rows.finish()
    }

    fn plan(&self) -> Result<Vec<Planned>> {
        let mut plan = Vec::with_capacity(usize::try_from(self.messages)?);
        let mut left = self.messages;
        let mut number = 0;
        while left > 0 {
            let mut conversation = self.conversation(number);
            let size = left.min(u64::from(conversation.size));
            let mut sent_at = conversation.started_at;
            for position in 0..u32::try_from(size)? {
                let seconds_since_start = u32::try_from(sent_at - START)?;
                plan.push(Planned { seconds_since_start, conversation: number, position });
                sent_at = (sent_at + pause(&mut conversation.random)).min(conversation.ends_by);
            }
            left -= size;
            number += 1;
        }
        plan.sort_unstable();
        Ok(plan)
    }

    fn conversation(&self, number: u32) -> Conversation {
        let seed = self.people.seed;
        match &self.later {
            None => {
                let mut random = Random::of(seed, Stream::Conversation, u64::from(number));
                let contact = self.contact(&mut random);
                let (first_seen, last_seen) = self.people.seen(contact);
                let started_at = first_seen + below(&mut random, last_seen - first_seen);
                let size = size(&mut random);
                Conversation::new(contact, started_at, END - 1, size, random)
            }
            Some(later) => {
                let mut random = Random::of(seed ^ later.after.unsigned_abs(), Stream::Addition, u64::from(number));
                let contact = later.writer(seed, number, self.contacts);
                let started_at = later.after + 1 + below(&mut random, 20 * 3_600);
                let size = later.size(number, self.messages);
                Conversation::new(contact, started_at, later.after + 86_399, size, random)
            }
        }
    }

    fn contact(&self, random: &mut Random) -> u32 {
        let contact = u32::try_from(random.below(u64::from(self.contacts))).expect("below the number of contacts");
        if random.percent(15) { contact - contact % REGULARS_EVERY } else { contact }
    }

    fn write_message(&self, rows: &mut Rows, prefix: &str, number: u64, planned: &Planned) -> Result<()> {
        let conversation = self.conversation(planned.conversation);
        let stream = u64::from(planned.conversation) << 32 | u64::from(planned.position);
        let seed = self.people.seed ^ self.later.as_ref().map_or(0, |later| later.after.unsigned_abs());
        let mut random = Random::of(seed, Stream::Message, stream);
        let sender = sender(planned.position, conversation.channel, &mut random);
        rows.field(|cell| {
            cell.push_str(prefix);
            push_number(cell, number);
        })?;
        rows.field(|cell| {
            cell.push_str(prefix);
            push_number(cell, u64::from(planned.conversation) + 1);
        })?;
        write_owner(rows, self.people, conversation.contact, &mut random)?;
        rows.text(conversation.channel)?;
        rows.text(sender.word())?;
        rows.field(|cell| push_time(cell, START + i64::from(planned.seconds_since_start)))?;
        let place = place(planned.position, conversation.size);
        rows.field(|cell| write_text(cell, conversation.topic, sender, place, &mut random))?;
        rows.end_row()
    }
}

impl Later {
    /// The contacts who write lie evenly among all, from a random first one on.
    fn writer(&self, seed: u64, number: u32, contacts: u32) -> u32 {
        let first = Random::of(seed, Stream::Addition, self.after.unsigned_abs()).below(u64::from(contacts));
        let step = u64::from(number) * u64::from(contacts) / u64::from(self.writers);
        u32::try_from((first + step) % u64::from(contacts)).expect("below the number of contacts")
    }

    /// Every writer sends the same number of messages; what is left over goes to the first ones, one each.
    fn size(&self, number: u32, messages: u64) -> u32 {
        let writers = u64::from(self.writers);
        let size = messages / writers + u64::from(u64::from(number) < messages % writers);
        u32::try_from(size).unwrap_or(u32::MAX)
    }
}

impl Conversation {
    fn new(contact: u32, started_at: i64, ends_by: i64, size: u32, mut random: Random) -> Self {
        let (topic, channel) = (random.pick_weighted(&TOPICS), random.pick_weighted(&CHANNELS));
        Self { contact, topic, channel, started_at, ends_by, size, random }
    }
}

/// Five messages in the mean, at times many more.
fn size(random: &mut Random) -> u32 {
    let mut size = 1;
    while random.percent(80) {
        size += 1;
    }
    size
}

/// The seconds until the next message: mostly minutes, sometimes hours or days.
fn pause(random: &mut Random) -> i64 {
    let longest = random.pick_weighted(&[(70, 400), (20, 4 * 3_600), (8, 86_400), (2, 5 * 86_400)]);
    8 + below(random, longest)
}

/// The visitor begins; on the web a bot may be the first to answer.
fn sender(position: u32, channel: &str, random: &mut Random) -> Sender {
    match (position, random.below(100)) {
        (0, _) => Sender::Visitor,
        (1, 0..30) if channel == "web" => Sender::Bot,
        (_, 0..43) => Sender::Agent,
        _ => Sender::Visitor,
    }
}

fn place(position: u32, size: u32) -> Place {
    match position {
        0 => Place::First,
        _ if position + 1 == size => Place::Last,
        _ => Place::Middle,
    }
}

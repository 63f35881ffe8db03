//! The hand-written messages and conversations, as rows of features.

use std::error::Error;
use std::fs;
use std::hash::Hasher;
use std::path::Path;

use rolo::domain::cue::{Cue, CueSet, Sender};
use rolo::domain::deciding::Class;
use rolo::domain::reading::Reader;
use rolo::domain::reading::learned::features::{Clues, each};
use rustc_hash::FxHasher;
use serde::Deserialize;

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// All that is learnt from.
#[derive(Default)]
pub struct Gold {
    pub messages: Vec<Example>,
    pub conversations: Vec<Conversation>,
    files: usize,
}

/// A message with its cues.
pub struct Example {
    pub message: Message,
    pub cues: CueSet,
    /// The only cue that is known of an example sentence.
    pub only: Option<Cue>,
    /// The file that it comes from.
    pub file: usize,
}

/// A conversation with its class.
pub struct Conversation {
    pub messages: Vec<Message>,
    pub class: Option<Class>,
    pub file: usize,
}

/// A message as it is learnt from.
pub struct Message {
    pub sender: Sender,
    pub clues: Clues,
    /// Folded.
    pub text: String,
    /// The names of its features, as often as it has them.
    pub features: Vec<String>,
}

impl Message {
    fn new(reader: &Reader, sender: Sender, text: &str) -> Self {
        let (clues, text) = reader.clues(sender, text);
        let (mut features, mut tokens) = (Vec::new(), Vec::new());
        each(&text, sender, clues, &mut tokens, |feature| features.push(feature));
        let features = features.iter().map(|feature| feature.name(&text, &tokens)).collect();
        Self { sender, clues, text, features }
    }
}

impl Example {
    /// Whether it has the cue, if that is known. An example sentence may have other cues than the one it is there for, if
    /// phrases say so.
    pub fn has(&self, cue: Cue) -> Option<bool> {
        match self.only {
            Some(only) if only != cue && self.message.clues.stands.contains(cue) => None,
            _ => Some(self.cues.contains(cue)),
        }
    }
}

/// One of so many parts. The same text is in one part wherever it comes from.
pub fn part(text: &str, parts: usize) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    (hasher.finish().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize % parts
}

#[derive(Deserialize)]
struct JsonMessage {
    sender: String,
    text: String,
    #[serde(default)]
    cues: Vec<String>,
}

#[derive(Deserialize)]
struct JsonConversation {
    class: String,
    messages: Vec<JsonMessage>,
}

impl Gold {
    /// Reads everything but `report`.
    pub fn read(folder: &Path, reader: &Reader) -> Result<Self> {
        let mut gold = Self::default();
        gold.messages(&folder.join("develop/messages.jsonl"), reader, message)?;
        for language in ["en", "tl", "vi"] {
            gold.messages(&folder.join(format!("examples_{language}.tsv")), reader, sentence)?;
        }
        let files = fs::read_dir(folder.join("learn"))?.map(|file| file.map(|file| file.path()));
        let mut files: Vec<_> = files.collect::<std::result::Result<_, _>>()?;
        files.sort();
        let (talks, messages): (Vec<_>, Vec<_>) =
            files.iter().partition(|file| file.to_string_lossy().contains("_conversations"));
        for file in messages {
            gold.messages(file, reader, labelled)?;
        }
        gold.talks(&folder.join("develop/conversations.jsonl"), reader, conversation)?;
        for file in talks {
            gold.talks(file, reader, talk)?;
        }
        Ok(gold)
    }

    fn messages(&mut self, path: &Path, reader: &Reader, parse: fn(&str) -> Option<Written>) -> Result<()> {
        let file = self.files;
        self.lines(path, |gold, line| {
            let Written { sender, text, cues, only } = parse(line)?;
            gold.messages.push(Example { message: Message::new(reader, sender, &text), cues, only, file });
            Some(())
        })
    }

    fn talks(&mut self, path: &Path, reader: &Reader, parse: fn(&str) -> Option<Talk>) -> Result<()> {
        let file = self.files;
        self.lines(path, |gold, line| {
            let (class, messages) = parse(line)?;
            let messages = messages.iter().map(|(sender, text)| Message::new(reader, *sender, text)).collect();
            gold.conversations.push(Conversation { messages, class, file });
            Some(())
        })
    }

    fn lines(&mut self, path: &Path, mut take: impl FnMut(&mut Self, &str) -> Option<()>) -> Result<()> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            take(self, line).ok_or_else(|| format!("{}: line {}: {line}", path.display(), number + 1))?;
        }
        self.files += 1;
        Ok(())
    }
}

/// A message as its file has it.
struct Written {
    sender: Sender,
    text: String,
    cues: CueSet,
    only: Option<Cue>,
}

/// A conversation as its file has it.
type Talk = (Option<Class>, Vec<(Sender, String)>);

fn cues<'n>(names: impl Iterator<Item = &'n str>) -> Option<CueSet> {
    Some(CueSet::of(&names.map(Cue::from_name).collect::<Option<Vec<_>>>()?))
}

fn sender(name: &str) -> Option<Sender> {
    Sender::ALL.iter().copied().find(|sender| sender.name() == name)
}

/// The class of this name; there may be none.
fn class(name: &str) -> Option<Option<Class>> {
    if matches!(name, "" | "-") { Some(None) } else { Class::from_name(name).map(Some) }
}

/// A line of the messages of `develop`.
fn message(line: &str) -> Option<Written> {
    let JsonMessage { sender: name, text, cues: names } = serde_json::from_str(line).ok()?;
    Some(Written { sender: sender(&name)?, text, cues: cues(names.iter().map(String::as_str))?, only: None })
}

/// A line of messages to learn from: sender, cues, sentiment, text.
fn labelled(line: &str) -> Option<Written> {
    let mut cells = line.splitn(4, '\t');
    let sender = sender(cells.next()?)?;
    let cues = cues(cells.next()?.split(',').filter(|name| *name != "-"))?;
    cells.next()?;
    Some(Written { sender, cues, text: cells.next()?.to_owned(), only: None })
}

/// A line of the example sentences: cue, whether it is there, sender, text.
fn sentence(line: &str) -> Option<Written> {
    let mut cells = line.splitn(4, '\t');
    let cue = Cue::from_name(cells.next()?)?;
    let cues = if cells.next()? == "+" { CueSet::of(&[cue]) } else { CueSet::EMPTY };
    Some(Written { sender: sender(cells.next()?)?, text: cells.next()?.to_owned(), cues, only: Some(cue) })
}

/// A line of the conversations of `develop`.
fn conversation(line: &str) -> Option<Talk> {
    let JsonConversation { class: name, messages } = serde_json::from_str(line).ok()?;
    let messages = messages.into_iter().map(|message| Some((sender(&message.sender)?, message.text)));
    Some((class(&name)?, messages.collect::<Option<_>>()?))
}

/// A line of conversations to learn from: class, sentiment, channel, messages.
fn talk(line: &str) -> Option<Talk> {
    let mut cells = line.splitn(4, '\t');
    let class = class(cells.next()?)?;
    cells.nth(1)?;
    let message = |written: &str| {
        let (who, text) = written.split_once(": ")?;
        let sender = match who {
            "v" => Sender::Visitor,
            "a" => Sender::Agent,
            "b" => Sender::Bot,
            _ => return None,
        };
        Some((sender, text.to_owned()))
    };
    Some((class, cells.next()?.split(" | ").map(message).collect::<Option<_>>()?))
}

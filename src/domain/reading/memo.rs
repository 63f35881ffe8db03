//! A reader that remembers short texts it has read: bots and canned replies say the same again and again, and so do
//! people ("ok thanks"). In chat exports every second message is one of them.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use super::due::Named;
use super::{Reader, Reading};
use crate::domain::cue::Sender;
use crate::domain::time::Instant;

/// Texts that are remembered at most, as a power of two; each takes about 150 bytes.
const SLOTS_LOG2: u32 = 15;
/// Longer texts seldom come again.
const LONGEST_TEXT: usize = 200;

/// Reads as its [`Reader`] does, faster.
#[derive(Debug)]
pub struct MemoReader<'a> {
    reader: &'a Reader,
    /// What was read last of the texts that belong in each slot.
    slots: Vec<Option<Remembered>>,
}

#[derive(Debug)]
struct Remembered {
    hash: u64,
    sender: Sender,
    text: Box<str>,
    /// All but when a promise is due.
    reading: Reading,
    has_promise: bool,
}

impl<'a> MemoReader<'a> {
    /// A reader that remembers nothing yet.
    pub fn new(reader: &'a Reader) -> Self {
        Self { reader, slots: (0..1_usize << SLOTS_LOG2).map(|_| None).collect() }
    }

    /// What [`Reader::read`] says.
    pub fn read(&mut self, sender: Sender, at: Instant, text: &str) -> Reading {
        if text.len() > LONGEST_TEXT {
            return self.reader.read(sender, at, text);
        }
        let hash = hash(sender, text);
        let slot = &mut self.slots[(hash >> (u64::BITS - SLOTS_LOG2)) as usize];
        if let Some(known) = slot
            && (known.hash, known.sender) == (hash, sender)
            && *known.text == *text
        {
            let due = known.has_promise.then_some(Named::Nothing);
            return Reading { due: self.reader.due(due, at), ..known.reading.clone() };
        }
        let (mut reading, due) = self.reader.read_undated(sender, at, text);
        // What a promise says of a time means another one each day.
        if matches!(due, None | Some(Named::Nothing)) {
            let (text, has_promise) = (text.into(), due.is_some());
            *slot = Some(Remembered { hash, sender, text, reading: reading.clone(), has_promise });
        }
        reading.due = self.reader.due(due, at);
        reading
    }
}

fn hash(sender: Sender, text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.write_u8(sender as u8);
    // The best bits of this hash are its low ones.
    hasher.finish().reverse_bits()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono_tz::Tz;

    use super::*;
    use crate::domain::reading::Settings;
    use crate::domain::time::DAY;

    #[test]
    fn what_is_remembered_is_what_is_read() {
        let phrases = BTreeMap::new();
        let settings = Settings { phrases: &phrases, keywords: &[], time_zone: Tz::UTC, default_due: DAY };
        let reader = Reader::new(&settings).expect("a reader");
        let mut memo = MemoReader::new(&reader);
        let texts =
            ["how much is it?", "I'll get back to you tomorrow", "I'll get back to you", "ok thanks", "it is $50", ""];
        for round in 0..3 {
            for sender in Sender::ALL {
                for text in texts {
                    let at = Instant(1_788_220_800 + round * 86_400);
                    assert_eq!(memo.read(sender, at, text), reader.read(sender, at, text), "{text} by {sender:?}");
                }
            }
        }
        let count = memo.slots.iter().flatten().count();
        assert!(
            count >= 5
                && memo
                    .slots
                    .iter()
                    .flatten()
                    .all(|known| !(known.sender.is_ours() && known.text.contains("tomorrow")))
        );
    }
}

//! A reader that remembers short texts it has read: bots and canned replies say the same again and again, and so do
//! people ("ok thanks"). In chat exports every second message is one of them.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

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
    slots: Vec<Option<Box<Remembered>>>,
}

#[derive(Debug)]
struct Remembered {
    sender: Sender,
    text: Box<str>,
    reading: Reading,
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
        let slot = &mut self.slots[slot_of(sender, text)];
        if let Some(known) = slot
            && known.sender == sender
            && *known.text == *text
        {
            return known.reading.clone();
        }
        let reading = self.reader.read(sender, at, text);
        // When a promise is due depends on when it was made.
        if reading.due.is_none() {
            *slot = Some(Box::new(Remembered { sender, text: text.into(), reading: reading.clone() }));
        }
        reading
    }
}

fn slot_of(sender: Sender, text: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.write_u8(sender as u8);
    (hasher.finish() >> (u64::BITS - SLOTS_LOG2)) as usize
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
            ["how much is it?", "I'll get back to you tomorrow", "ok thanks", "it is $50", "", "how much is it?"];
        for round in 0..3 {
            for sender in Sender::ALL {
                for text in texts {
                    let at = Instant(1_788_220_800 + round * 86_400);
                    assert_eq!(memo.read(sender, at, text), reader.read(sender, at, text), "{text} by {sender:?}");
                }
            }
        }
        let count = memo.slots.iter().flatten().count();
        assert!(count >= 4 && memo.slots.iter().flatten().all(|known| known.reading.due.is_none()));
    }
}

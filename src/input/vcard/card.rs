//! Cuts a file into cards: unfolds lines, joins those that quoted-printable broke, and finds where each card begins and
//! ends. Whatever cannot be read makes a card with a fault, so that it is rejected with its line and reason.

use super::property::{Property, head_end, is_base64, is_quoted_printable};
use crate::error::Result;
use crate::input::converted::{Input, Lines};
use crate::input::row::error::{Code, Fault};

/// How much of what cannot be read is kept for the rejects file, in bytes.
const KEPT_BYTES: usize = 1 << 16;
/// How much of a line an error shows, in characters.
const SHOWN_CHARS: usize = 60;

/// One card.
#[derive(Debug, Default)]
pub struct Card {
    /// The line on which it begins.
    pub line: u64,
    /// Whether it does begin, rather than to be what stands outside of any card.
    pub has_begun: bool,
    pub properties: Vec<Property>,
    /// Why it cannot be taken.
    pub fault: Option<Fault>,
    /// Lines that could not be read.
    pub unreadable: String,
    /// Values that are no text.
    pub left_out_values: u64,
    /// Cards inside of it.
    pub left_out_cards: u64,
}

impl Card {
    /// Whether it is a list of other cards.
    pub fn is_group(&self) -> bool {
        self.properties.iter().any(|property| {
            matches!(property.name.as_str(), "KIND" | "X-ADDRESSBOOKSERVER-KIND")
                && property.value.trim().eq_ignore_ascii_case("group")
        })
    }

    fn take(&mut self, number: u64, line: &[u8]) {
        match Property::read(line) {
            Some(property) if property.is_data => self.left_out_values += 1,
            Some(property) => {
                if property.value.contains('\0') {
                    let text = format!("{} on line {number} holds a NUL byte, which no text has", property.name);
                    self.fault.get_or_insert_with(|| Code::NulByte.says(text));
                }
                self.properties.push(property);
            }
            None => {
                let text = String::from_utf8_lossy(line);
                let shown: String = text.chars().take(SHOWN_CHARS).collect();
                self.fault.get_or_insert_with(|| bad_card(&format!("line {number} is no property: `{shown}`")));
                self.keep_unreadable(&text);
            }
        }
    }

    fn keep_unreadable(&mut self, text: &str) {
        if self.unreadable.len() + text.len() < KEPT_BYTES {
            if !self.unreadable.is_empty() {
                self.unreadable.push('\n');
            }
            self.unreadable.push_str(text);
        }
    }
}

fn bad_card(text: &str) -> Fault {
    Code::BadCard.says(text)
}

/// Reads a file card by card.
pub struct Cards<'a> {
    lines: Unfolded<'a>,
    /// The line of a `BEGIN` that was met before the card in front of it had ended.
    begun: Option<u64>,
}

impl<'a> Cards<'a> {
    pub fn of(input: &'a Input) -> Result<Self> {
        Ok(Self { lines: Unfolded { lines: input.lines()?, ahead: None }, begun: None })
    }

    /// The next card.
    pub fn next_card(&mut self) -> Result<Option<Card>> {
        let line = match self.begun.take() {
            Some(line) => line,
            None => loop {
                let Some((line, text)) = self.lines.next_line()? else { return Ok(None) };
                if is(&text, "BEGIN") {
                    break line;
                }
                if !text.trim_ascii().is_empty() {
                    return self.outside(line, &text).map(Some);
                }
            },
        };
        self.card(line).map(Some)
    }

    /// The card that begins on a line.
    fn card(&mut self, begin: u64) -> Result<Card> {
        let mut card = Card { line: begin, has_begun: true, ..Card::default() };
        let mut holds_card = false;
        while let Some((line, text)) = self.lines.next_line()? {
            if is(&text, "END") {
                return Ok(card);
            } else if is(&text, "BEGIN") && holds_card {
                self.skip_card()?;
                card.left_out_cards += 1;
            } else if is(&text, "BEGIN") {
                self.begun = Some(line);
                break;
            } else if !text.trim_ascii().is_empty() {
                holds_card = text.trim_ascii().eq_ignore_ascii_case(b"AGENT:");
                if !holds_card {
                    card.take(line, &text);
                }
            }
        }
        card.fault.get_or_insert_with(|| bad_card("the card has no END:VCARD"));
        Ok(card)
    }

    fn skip_card(&mut self) -> Result<()> {
        while let Some((_, text)) = self.lines.next_line()? {
            if is(&text, "END") {
                break;
            }
        }
        Ok(())
    }

    /// Lines that stand in no card, up to the next one.
    fn outside(&mut self, line: u64, text: &[u8]) -> Result<Card> {
        let fault = Some(bad_card("this stands outside of any card"));
        let mut card = Card { line, fault, ..Card::default() };
        card.keep_unreadable(&String::from_utf8_lossy(text));
        while let Some((line, text)) = self.lines.next_line()? {
            if is(&text, "BEGIN") {
                self.begun = Some(line);
                break;
            }
            card.keep_unreadable(&String::from_utf8_lossy(&text));
        }
        Ok(card)
    }
}

/// Whether a line is `BEGIN:VCARD` or `END:VCARD`.
fn is(line: &[u8], word: &str) -> bool {
    let mut parts = line.splitn(2, |byte| *byte == b':');
    let is_word = |part: Option<&[u8]>, word: &str| {
        part.is_some_and(|part| part.trim_ascii().eq_ignore_ascii_case(word.as_bytes()))
    };
    let first = parts.next().map(|first| first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first));
    is_word(first, word) && is_word(parts.next(), "VCARD")
}

/// Lines as they were before they were folded.
struct Unfolded<'a> {
    lines: Lines<'a>,
    ahead: Option<(u64, Vec<u8>)>,
}

impl Unfolded<'_> {
    fn next_line(&mut self) -> Result<Option<(u64, Vec<u8>)>> {
        let Some((line, mut text)) = self.pop()? else { return Ok(None) };
        let (is_soft, is_data) = (is_quoted_printable(&text), is_base64(&text));
        while let Some((number, next)) = self.pop()? {
            if let [b' ' | b'\t', rest @ ..] = next.as_slice()
                && !text.is_empty()
            {
                text.extend_from_slice(rest);
            } else if is_soft && text.ends_with(b"=") {
                text.pop();
                text.extend_from_slice(&next);
            } else if is_data && !next.is_empty() && head_end(&next).is_none() {
                // Data that was broken without a blank in front.
                text.extend_from_slice(&next);
            } else {
                self.ahead = Some((number, next));
                break;
            }
        }
        Ok(Some((line, text)))
    }

    fn pop(&mut self) -> Result<Option<(u64, Vec<u8>)>> {
        match self.ahead.take() {
            Some(ahead) => Ok(Some(ahead)),
            None => Ok(self.lines.next_line()?.map(|(line, text)| (line, text.to_vec()))),
        }
    }
}

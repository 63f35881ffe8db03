//! vCards after RFC 6350: properties with their escapes, in lines of at most 75 bytes. What a card says is decided
//! elsewhere.

use std::io::{self, Write};

/// The most bytes of a line without its end.
const LINE_BYTES: usize = 75;
/// How many bytes are gathered before they are written.
const BUFFER_BYTES: usize = 64 * 1024;

/// Writes cards one after the other. [`CardWriter::finish`] belongs to it: what is still gathered is lost without.
#[must_use = "the last cards are written by finish()"]
pub struct CardWriter<'a> {
    out: &'a mut dyn Write,
    buffer: Vec<u8>,
    line: String,
}

impl<'a> CardWriter<'a> {
    /// Writes nothing yet.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self { out, buffer: Vec::new(), line: String::new() }
    }

    /// Begins a card.
    pub fn begin(&mut self) {
        self.buffer.extend_from_slice(b"BEGIN:VCARD\r\nVERSION:4.0\r\n");
    }

    /// Adds a property of one text; an empty one says nothing. `name` may have parameters: `TEL;PREF=1`.
    pub fn text(&mut self, name: &str, value: &str) {
        self.parts(name, &[value], ';');
    }

    /// Adds a property of several texts that `separator` parts, unless all are empty.
    pub fn parts(&mut self, name: &str, values: &[&str], separator: char) {
        if values.iter().all(|value| value.is_empty()) {
            return;
        }
        self.line.clear();
        self.line.push_str(name);
        self.line.push(':');
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                self.line.push(separator);
            }
            escape(&mut self.line, value);
        }
        fold(&mut self.buffer, &self.line);
    }

    /// Adds a property whose value stands as it is, such as an address on the web; an empty one says nothing.
    pub fn raw(&mut self, name: &str, value: &str) {
        if value.contains(['\\', '\r', '\n']) {
            return self.text(name, value);
        }
        if !value.is_empty() {
            fold(&mut self.buffer, &format!("{name}:{value}"));
        }
    }

    /// Ends a card.
    pub fn end(&mut self) -> io::Result<()> {
        self.buffer.extend_from_slice(b"END:VCARD\r\n");
        if self.buffer.len() >= BUFFER_BYTES {
            self.out.write_all(&self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }

    /// Ends the output and flushes it, so that a full disk or a closed pipe is an error here and not a silence.
    pub fn finish(self) -> io::Result<()> {
        self.out.write_all(&self.buffer)?;
        self.out.flush()
    }
}

fn escape(line: &mut String, value: &str) {
    let mut rest = value.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' | ',' | ';' => {
                line.push('\\');
                line.push(c);
            }
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' | '\n' => line.push_str("\\n"),
            c => line.push(c),
        }
    }
}

/// Appends a line, broken between characters where it is too long; a blank begins what goes on.
fn fold(out: &mut Vec<u8>, line: &str) {
    let mut rest = line;
    let mut room = LINE_BYTES;
    while rest.len() > room {
        let end = rest.floor_char_boundary(room);
        out.extend_from_slice(&rest.as_bytes()[..end]);
        out.extend_from_slice(b"\r\n ");
        rest = &rest[end..];
        room = LINE_BYTES - 1;
    }
    out.extend_from_slice(rest.as_bytes());
    out.extend_from_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(write: impl Fn(&mut CardWriter<'_>)) -> String {
        let mut out = Vec::new();
        let mut writer = CardWriter::new(&mut out);
        writer.begin();
        write(&mut writer);
        writer.end().expect("memory takes all");
        writer.finish().expect("memory takes all");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn values_are_escaped_and_empty_ones_left_out() {
        let text = card(|card| {
            card.text("FN", "Cruz, Ana; \\ \r\nthe second");
            card.text("TITLE", "");
            card.parts("N", &["Cruz", "Ana", "", "", ""], ';');
            card.parts("CATEGORIES", &["a,b", "c"], ',');
            card.parts("ADR", &["", ""], ';');
            card.raw("URL", "https://example.com/a,b;c");
        });
        assert_eq!(
            text,
            "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Cruz\\, Ana\\; \\\\ \\nthe second\r\nN:Cruz;Ana;;;\r\n\
             CATEGORIES:a\\,b,c\r\nURL:https://example.com/a,b;c\r\nEND:VCARD\r\n"
        );
    }

    #[test]
    fn no_line_is_longer_than_75_bytes_and_no_character_is_cut() {
        let long = "é".repeat(120);
        let text = card(|card| card.text("FN", &long));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(text.replace("\r\n ", "").contains(&long), "{text}");
        let exact = "x".repeat(72);
        assert!(card(|card| card.text("FN", &exact)).contains(&format!("FN:{exact}\r\nEND")));
    }
}

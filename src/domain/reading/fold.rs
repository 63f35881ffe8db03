//! Folding a text before phrases are looked for in it: lower case, straight quotes, one space for any run of blanks,
//! accents composed. Spans are found in the folded text and told in bytes of the raw one, so folding keeps a map from
//! one to the other; plain ASCII, which is most messages, keeps its offsets and needs no map.
//!
//! A line break is kept as `\n` where it ends a sentence. One in the middle of a long line that goes on in lower case
//! (a wrapped e-mail) becomes a space.

use unicode_normalization::char::{compose, is_combining_mark};

/// A line shorter than this was broken by its writer, not wrapped by a mail program.
const SHORTEST_WRAPPED_LINE: usize = 50;

/// A folded text and the way back to the raw one. Kept between messages so that its buffers are reused.
#[derive(Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, start and end of the raw characters it came from; empty if the offsets are the same.
    origins: Vec<(usize, usize)>,
}

impl Folded {
    /// The folded form of `raw`.
    pub fn of(raw: &str) -> Self {
        let mut folded = Self::default();
        folded.fold(raw);
        folded
    }

    /// Folds `raw` into this buffer in place of what was there.
    pub fn fold(&mut self, raw: &str) {
        self.text.clear();
        self.origins.clear();
        if is_plain(raw) {
            self.text.push_str(raw);
            self.text.make_ascii_lowercase();
        } else {
            self.fold_characters(raw);
        }
    }

    /// The raw range, on character boundaries, that a non-empty range of the folded text came from.
    pub fn raw_range(&self, start: usize, end: usize) -> (usize, usize) {
        if self.origins.is_empty() { (start, end) } else { (self.origins[start].0, self.origins[end - 1].1) }
    }

    fn fold_characters(&mut self, raw: &str) {
        let mut line_start = 0;
        let mut blank: Option<Blank> = None;
        for (start, c) in raw.char_indices() {
            let end = start + c.len_utf8();
            if c.is_whitespace() || c.is_control() {
                let blank = blank.get_or_insert(Blank { start, end, line_breaks: 0 });
                blank.end = end;
                blank.line_breaks += usize::from(c == '\n');
                continue;
            }
            if is_invisible(c) {
                continue;
            }
            if let Some(blank) = blank.take() {
                let wrapped =
                    blank.line_breaks == 1 && c.is_lowercase() && self.text.len() - line_start >= SHORTEST_WRAPPED_LINE;
                self.push(if blank.line_breaks == 0 || wrapped { ' ' } else { '\n' }, blank.start, blank.end);
                if blank.line_breaks > 0 {
                    line_start = self.text.len();
                }
            }
            if !(is_combining_mark(c) && self.compose_last(c, end)) {
                c.to_lowercase().for_each(|c| self.push(straight(c), start, end));
            }
        }
        if let Some(blank) = blank {
            self.push(' ', blank.start, blank.end);
        }
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        self.text.push(c);
        self.origins.resize(self.text.len(), (start, end));
    }

    /// Puts a combining mark onto the character before it, if the two have a composed form.
    fn compose_last(&mut self, mark: char, end: usize) -> bool {
        let Some(last) = self.text.chars().next_back() else {
            return false;
        };
        let Some(composed) = compose(last, mark) else {
            return false;
        };
        let start = self.origins.last().map_or(0, |origin| origin.0);
        self.text.pop();
        self.origins.truncate(self.text.len());
        self.push(composed, start, end);
        true
    }
}

/// A run of blanks in the raw text.
struct Blank {
    start: usize,
    end: usize,
    line_breaks: usize,
}

/// Whether folding the text changes nothing but the case of ASCII letters.
fn is_plain(raw: &str) -> bool {
    let mut before = 0;
    raw.bytes().all(|b| {
        let plain = (b' '..0x7f).contains(&b) && b != b'`' && !(b == b' ' && before == b' ');
        before = b;
        plain
    })
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn straight(c: char) -> char {
    match c {
        '‘' | '’' | '‛' | 'ʼ' | '′' | '´' | '`' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '？' => '?',
        '！' => '!',
        '…' => '.',
        'ς' => 'σ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str) -> String {
        Folded::of(raw).text
    }

    #[test]
    fn case_quotes_and_blanks_are_folded() {
        assert_eq!(text("How MUCH is it?"), "how much is it?");
        assert_eq!(text("I’LL  take\tit “now”"), "i'll take it \"now\"");
        assert_eq!(text("don`t"), "don't");
        assert_eq!(text("ΟΔΟΣ"), text("οδος"));
        assert_eq!(text("book\u{200b}ing"), "booking");
    }

    #[test]
    fn accents_are_composed() {
        assert_eq!(text("Bao nhie\u{302}u tie\u{302}\u{300}n"), "bao nhiêu tiền");
        assert_eq!(text("Bao nhiêu TIỀN"), "bao nhiêu tiền");
    }

    #[test]
    fn a_line_break_ends_a_sentence_but_not_in_a_wrapped_line() {
        assert_eq!(text("hi\nhow much"), "hi\nhow much");
        assert_eq!(text("a\r\n\r\nb"), "a\nb");
        let wrapped = "Good morning, I saw your listing and want to know how\nmuch it is";
        assert!(text(wrapped).contains("how much it is"));
    }

    #[test]
    fn a_folded_range_leads_back_to_the_raw_text() {
        let raw = "“Ça  va”\u{a0}— HOW  much is\u{200b} e\u{301}t";
        let folded = Folded::of(raw);
        let start = folded.text.find("how much").expect("it is there");
        let (from, to) = folded.raw_range(start, start + "how much".len());
        assert_eq!(&raw[from..to], "HOW  much");
        let start = folded.text.find("ét").expect("it is there");
        let (from, to) = folded.raw_range(start, folded.text.len());
        assert_eq!(&raw[from..to], "e\u{301}t");
    }
}

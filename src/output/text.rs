//! Untrusted text made fit for a terminal. A name or a message may hold escape codes, invisible characters and
//! characters that turn the direction of writing; all of them are shown as visible escapes, so nothing in the data can
//! steer the terminal or look like something it is not.

use std::borrow::Cow;
use std::fmt::Write;

use super::colour::Style;

/// The text with its line ends as `⏎` and everything invisible as an escape (`\x1b`, `\u{202e}`). Twice is as once.
///
/// A joiner stays where it does its work: between two visible characters outside ASCII, as in emoji and Indic writing.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied();
        match c {
            '\r' if after == Some('\n') => {}
            '\n' => shown.push('⏎'),
            '\u{200c}' | '\u{200d}' if joins(before) && joins(after) => shown.push(c),
            c if c.is_control() || is_invisible(c) => escape(&mut shown, c),
            c => shown.push(c),
        }
        before = Some(c);
    }
    Cow::Owned(shown)
}

/// The text as a terminal may have it whole, lines and tabs and all: the last thing that is done to what goes there. What
/// is in machine formats comes as it is stored, and on a terminal nobody reads it back, but it can be read still: escapes
/// are those of JSON. Codes of rolo's own styles pass where `has_styles`.
pub fn screened(text: &str, has_styles: bool) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' ' | b'\n' | b'\t') || byte.is_ascii_graphic()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let after = rest.clone().next();
        match c {
            '\n' | '\t' => shown.push(c),
            '\r' if after == Some('\n') => {}
            '\u{1b}' if has_styles && let Some(code) = Style::code_at(rest.as_str()) => {
                shown.push(c);
                shown.push_str(code);
                rest = rest.as_str()[code.len()..].chars();
            }
            '\u{200c}' | '\u{200d}' if joins(before) && joins(after) => shown.push(c),
            c if c.is_control() || is_invisible(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(shown, "\\u{unit:04x}").expect("a String takes all");
                }
            }
            c => shown.push(c),
        }
        before = Some(c);
    }
    Cow::Owned(shown)
}

/// Whether the neighbour of a joiner is one that can be joined.
fn joins(neighbour: Option<char>) -> bool {
    neighbour.is_some_and(|c| !c.is_ascii() && !c.is_control() && !is_invisible(c))
}

fn escape(shown: &mut String, c: char) {
    let written = match c {
        '\t' => write!(shown, "\\t"),
        '\r' => write!(shown, "\\r"),
        c if u32::from(c) < 0x100 => write!(shown, "\\x{:02x}", u32::from(c)),
        c => write!(shown, "\\u{{{:x}}}", u32::from(c)),
    };
    written.expect("a String takes all");
}

/// Whether the character has no shape of its own: marks and overrides of direction, zero-width characters, fillers,
/// separators of lines and paragraphs, tags.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_of_any_language_stays_as_it_is() {
        for text in ["Ana Santos", "C:\\temp", "Nguyễn Thị Hoà", "東京", "नमस्ते", "محمد", "👍🏽"]
        {
            assert_eq!(printable(text), text);
        }
    }

    #[test]
    fn escape_codes_and_line_ends_are_shown_and_not_obeyed() {
        assert_eq!(printable("\u{1b}[31mred\u{7}"), "\\x1b[31mred\\x07");
        assert_eq!(printable("a\u{9b}2Jb\u{7f}\0"), "a\\x9b2Jb\\x7f\\x00");
        assert_eq!(printable("one\ntwo\r\nthree\rfour\tfive"), "one⏎two⏎three\\rfour\\tfive");
    }

    #[test]
    fn what_turns_or_hides_text_is_shown() {
        assert_eq!(printable("Ana\u{202e}gpj.exe\u{2066}"), "Ana\\u{202e}gpj.exe\\u{2066}");
        assert_eq!(printable("ad\u{200b}min\u{feff} a\u{200d}b"), "ad\\u{200b}min\\u{feff} a\\u{200d}b");
        assert_eq!(printable("x\u{e0041}\u{2028}y"), "x\\u{e0041}\\u{2028}y");
    }

    #[test]
    fn joiners_stay_inside_emoji_and_words_that_need_them() {
        assert_eq!(printable("👩\u{200d}💻 می\u{200c}خواهم"), "👩\u{200d}💻 می\u{200c}خواهم");
        assert_eq!(printable("é\u{200d}\u{200d}é\u{200d}"), "é\\u{200d}\\u{200d}é\\u{200d}");
    }

    #[test]
    fn what_goes_to_a_terminal_keeps_its_lines_and_styles_and_is_json_still() {
        assert_eq!(screened("a\tb\r\nc\n", true), "a\tb\nc\n");
        let painted = Style::Bold.paint("x", true);
        assert_eq!(screened(&painted, true), painted);
        assert_eq!(screened(&painted, false), "\\u001b[1mx\\u001b[0m");
        assert_eq!(screened("\u{1b}[31m\u{1b}]8;;x\u{7}\u{1b}", true), "\\u001b[31m\\u001b]8;;x\\u0007\\u001b");
        let json = serde_json::to_string("\u{9b}2J\u{7f}\u{202e}\u{e0041}\u{200d}").expect("JSON");
        let shown = screened(&json, true).into_owned();
        assert_eq!(shown, r#""\u009b2J\u007f\u202e\udb40\udc41\u200d""#);
        assert_eq!(serde_json::from_str::<String>(&shown).ok(), serde_json::from_str(&json).ok());
        assert_eq!(screened("👩\u{200d}💻 é", false), "👩\u{200d}💻 é");
    }

    proptest! {
        #[test]
        fn a_terminal_gets_nothing_that_steers_it(text in any::<String>(), has_styles: bool) {
            let shown = screened(&text, has_styles);
            prop_assert!(!shown.chars().any(|c| (c.is_control() && c != '\n' && c != '\t') || c == '\u{202e}'), "{shown:?}");
        }

        #[test]
        fn nothing_that_steers_a_terminal_gets_through_and_twice_is_as_once(text in any::<String>()) {
            let shown = printable(&text).into_owned();
            prop_assert!(!shown.chars().any(char::is_control));
            prop_assert_eq!(printable(&shown), shown.as_str());
        }
    }
}

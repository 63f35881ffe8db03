//! The text of a vCard's values: quoted-printable, character sets, escapes and lists.

use encoding_rs::{Encoding, WINDOWS_1252};

/// Undoes quoted-printable: `=C3=A9` is two bytes. What is no code stays as it is.
pub fn unquote_printable(value: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((first, tail)) = rest.split_first() {
        let hex = |byte: u8| char::from(byte).to_digit(16);
        let code = match tail {
            [high, low, ..] if *first == b'=' => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        match code.and_then(|code| u8::try_from(code).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    bytes
}

/// Bytes as text: UTF-8 if they are, else in the named character set, else in Windows-1252.
pub fn decode(bytes: &[u8], charset: &str) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let encoding = Encoding::for_label(charset.as_bytes()).filter(|named| *named != encoding_rs::UTF_8);
            encoding.unwrap_or(WINDOWS_1252).decode_without_bom_handling(bytes).0.into_owned()
        }
    };
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// The parts of a value between separators that are not escaped, without their escapes.
pub fn split(value: &str, separator: char) -> Vec<String> {
    parts(value, Some(separator))
}

/// The parts of a value between separators that are not escaped, with their escapes.
pub fn split_escaped(value: &str, separator: char) -> Vec<&str> {
    let mut is_escaped = false;
    let is_separator = |c: char| {
        let is_it = c == separator && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_it
    };
    value.split(is_separator).collect()
}

/// A value without its escapes.
pub fn unescape(value: &str) -> String {
    parts(value, None).concat()
}

fn parts(value: &str, separator: Option<char>) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = value.chars();
    let mut last = 0;
    while let Some(c) = chars.next() {
        let c = match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => '\n',
                Some(c @ ('\\' | ',' | ';' | ':')) => c,
                Some(other) => {
                    parts[last].push('\\');
                    other
                }
                None => '\\',
            },
            c if Some(c) == separator => {
                parts.push(String::new());
                last += 1;
                continue;
            }
            c => c,
        };
        parts[last].push(c);
    }
    parts.iter_mut().for_each(trim);
    parts
}

/// The parts that are filled, joined.
pub fn join<T: AsRef<str>>(parts: &[T], separator: &str) -> String {
    let filled: Vec<&str> = parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty()).collect();
    filled.join(separator)
}

fn trim(text: &mut String) {
    if text.trim().len() != text.len() {
        *text = text.trim().to_owned();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escapes_and_codes_are_undone() {
        assert_eq!(split(r"Cruz\;Diaz;Ana;;a\,b\nc\\", ';'), ["Cruz;Diaz", "Ana", "", "a,b\nc\\"]);
        assert_eq!(split(r"http\://example.com\x", ';'), [r"http://example.com\x"]);
        assert_eq!(split_escaped(r"Cruz\, PhD\\;Ana\;a,b;", ';'), [r"Cruz\, PhD\\", r"Ana\;a,b", ""]);
        assert_eq!(unquote_printable(b"caf=C3=a9=0A=zz="), b"caf\xc3\xa9\n=zz=");
        assert_eq!(decode(b"caf\xe9", "ISO-8859-1"), "café");
        assert_eq!(decode(b"\xcf\xf0\xe8", "windows-1251"), "При");
        assert_eq!(decode("café".as_bytes(), "ISO-8859-1"), "café");
    }

    proptest! {
        #[test]
        fn what_is_escaped_comes_back(parts in prop::collection::vec("[a-z,;\\\\:é]{0,8}", 1..5)) {
            let escape = |part: &String| part.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
            let value: Vec<String> = parts.iter().map(escape).collect();
            prop_assert_eq!(split(&value.join(";"), ';'), parts);
        }

        #[test]
        fn no_bytes_are_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            drop(split(&decode(&unquote_printable(&bytes), "utf-16"), ';'));
        }
    }
}

//! What a command or a server says when it refuses, made fit to be kept: a line or a few, without what steers a
//! terminal.

/// So much of it is kept.
const LINES_MAX: usize = 3;
const CHARACTERS_MAX: usize = 300;

/// The first lines that say something, without escape sequences and control characters, joined with `; `.
pub fn said(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let plain = without_escapes(&text);
    let lines = plain.lines().map(|line| line.chars().filter(|c| !c.is_control()).collect::<String>());
    let lines = lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty());
    let mut said = lines.take(LINES_MAX).collect::<Vec<_>>().join("; ");
    if let Some((end, _)) = said.char_indices().nth(CHARACTERS_MAX) {
        said.truncate(end);
        said.push('…');
    }
    said
}

/// Takes out the sequences that an escape character begins (ECMA-48): `ESC [ … final`, `ESC ] … BEL`, `ESC x`.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\u{1b}' {
            // A carriage return alone begins the line anew on a terminal.
            plain.push(if c == '\r' { '\n' } else { c });
            continue;
        }
        match rest.next() {
            Some('[') => while rest.next().is_some_and(|c| !('@'..='~').contains(&c)) {},
            Some(']') => while rest.next().is_some_and(|c| c != '\u{7}' && c != '\u{1b}' && c != '\n') {},
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_lines_are_kept_and_nothing_that_steers_a_terminal() {
        let garbage = b"\x1b[31mno \x1b[2Jroute\x07\x1b[0m\r\n\r\n\x1b]0;title\x07to\xff host\nthree\nfour";
        assert_eq!(said(garbage), "no route; to\u{fffd} host; three");
        assert_eq!(said(b" \n\t\n"), "");
        assert_eq!(said(b"\x1b["), "");
        assert_eq!(said(b"10 %\r20 %"), "10 %; 20 %");
    }

    #[test]
    fn a_long_line_is_cut_at_a_character() {
        assert_eq!(said("é".repeat(400).as_bytes()), format!("{}…", "é".repeat(300)));
    }
}

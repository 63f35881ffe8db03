//! SQL taken apart as SQLite does it (sqlite.org/src/file/src/tokenize.c): words, names in quotes, texts, numbers and
//! single marks. Blanks and comments are passed over.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword or a name as it stands.
    Word,
    /// A name in quotes or brackets.
    Name,
    /// A text in quotes.
    Text,
    Number,
    Mark(char),
}

/// A token with what it says, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Without quotes.
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Token {
    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether it is one of these names, in any case.
    pub(super) fn is_one_of(&self, names: &[&str]) -> bool {
        matches!(self.kind, Kind::Word | Kind::Name) && names.iter().any(|name| name.eq_ignore_ascii_case(&self.text))
    }
}

/// The tokens of an expression whose quotes and comments are known to be closed.
pub(super) fn read(sql: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = sql[at..].chars().next() {
        let rest = &sql[at..];
        let second = rest[c.len_utf8()..].chars().next();
        let is_word = |c: char| c.is_ascii_alphanumeric() || "_$".contains(c) || !c.is_ascii();
        let run = |is_part: &dyn Fn(char) -> bool| rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (kind, length) = match c {
            _ if c.is_ascii_whitespace() => (None, 1),
            '-' if second == Some('-') => (None, rest.find('\n').unwrap_or(rest.len())),
            '/' if second == Some('*') => (None, rest[2..].find("*/").map_or(rest.len(), |end| end + 4)),
            '\'' => (Some(Kind::Text), quoted(rest, '\'')),
            '"' | '`' => (Some(Kind::Name), quoted(rest, c)),
            '[' => (Some(Kind::Name), rest.find(']').map_or(rest.len(), |end| end + 1)),
            '0'..='9' => (Some(Kind::Number), number(rest)),
            '.' if second.is_some_and(|c| c.is_ascii_digit()) => (Some(Kind::Number), number(rest)),
            _ if is_word(c) => (Some(Kind::Word), run(&is_word)),
            _ => (Some(Kind::Mark(c)), c.len_utf8()),
        };
        if let Some(kind) = kind {
            tokens.push(Token { kind, text: said(&rest[..length], kind), start: at, end: at + length });
        }
        at += length;
    }
    tokens
}

/// The length of a text in quotes, in which a doubled quote is one.
fn quoted(text: &str, quote: char) -> usize {
    let mut at = 1;
    while let Some(end) = text[at..].find(quote) {
        at += end + 1;
        if !text[at..].starts_with(quote) {
            return at;
        }
        at += 1;
    }
    text.len()
}

/// The length of a number: digits, a point, an exponent with its sign, hexadecimal digits.
fn number(text: &str) -> usize {
    let mut before = ' ';
    let is_hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    let is_part = |c: char| {
        let is_sign = matches!(c, '+' | '-') && matches!(before, 'e' | 'E') && !is_hexadecimal;
        before = c;
        c.is_ascii_alphanumeric() || matches!(c, '.' | '_') || is_sign
    };
    let mut is_part = is_part;
    text.find(|c| !is_part(c)).unwrap_or(text.len())
}

/// What a token says, without its quotes.
fn said(text: &str, kind: Kind) -> String {
    let inside = || text.get(1..text.len() - 1).unwrap_or_default();
    match (kind, text.chars().next()) {
        (Kind::Name, Some('[')) => inside().to_owned(),
        (Kind::Name | Kind::Text, Some(quote)) => {
            inside().replace(&format!("{quote}{quote}"), quote.encode_utf8(&mut [0; 4]))
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_taken_apart_as_sqlite_does() {
        let of = |sql: &str| -> Vec<String> { read(sql).into_iter().map(|token| token.text).collect() };
        assert_eq!(of("a.\"b \"\"c\"\"\"=[d]/* e */-- f\n+'it''s'"), ["a", ".", "b \"c\"", "=", "d", "+", "it's"]);
        assert_eq!(of("1.5e-3-2e5+.5 x'00' 0x1e-3"), ["1.5e-3", "-", "2e5", "+", ".5", "x", "00", "0x1e", "-", "3"]);
        assert_eq!(of("café(é)||1"), ["café", "(", "é", ")", "|", "|", "1"]);
    }
}

//! What was understood of how a file is written, and how that is told.

use super::encoding::{Encoding, ToldBy};
use super::layout::Short;
use super::scan::Dialect;

/// How much of a line that was left out is told.
const TOLD_CHARACTERS: usize = 60;

/// How the lines of a file end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// A line feed.
    Lf,
    /// Carriage return and line feed.
    CrLf,
    /// A carriage return alone.
    Cr,
}

/// Why lines of a file are not read as rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// They state the delimiter.
    Separator,
    /// They are remarks before the header.
    Preamble,
    /// They hold titles above the names of columns.
    Titles,
    /// They tell how to fill the table in.
    Explanation,
    /// They stand behind the last row.
    Footer,
}

impl Reason {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Separator => "separator",
            Self::Preamble => "preamble",
            Self::Titles => "titles",
            Self::Explanation => "explanation",
            Self::Footer => "footer",
        }
    }
}

/// Lines that are not read as rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub reason: Reason,
    /// The first of them, counted from 1.
    pub line: u64,
    /// How many they are, blank ones not counted.
    pub lines: u64,
    /// The text of the first.
    pub text: String,
}

/// What was understood of how a file is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How its characters are written.
    pub encoding: Encoding,
    /// What told the encoding.
    pub told_by: ToldBy,
    /// How its cells are marked off.
    pub dialect: Dialect,
    /// How its lines end.
    pub line_end: LineEnd,
    /// The line of the header, counted from 1; `None` when there is none.
    pub header_line: Option<u64>,
    /// Lines that are not read as rows.
    pub left_out: Vec<LeftOut>,
    /// What is to be told about the conversion of a file that is no table.
    pub conversion: Vec<String>,
    /// Rows that are all shorter than the header, if many are.
    pub short: Option<Short>,
}

/// Something that the user should know of how a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whether values may come out wrong.
    pub is_warning: bool,
    /// What to say, without the file's name.
    pub text: String,
}

impl Default for Found {
    fn default() -> Self {
        Self {
            encoding: Encoding::Utf8,
            told_by: ToldBy::Bytes,
            dialect: Dialect::default(),
            line_end: LineEnd::Lf,
            header_line: None,
            left_out: Vec::new(),
            conversion: Vec::new(),
            short: None,
        }
    }
}

impl Found {
    /// All that is not as it is in a plain file.
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        if self.told_by == ToldBy::Guess {
            let text = format!("read as {}, which its bytes suggest; --encoding states another", self.encoding.name());
            notices.push(Notice { is_warning: true, text });
        }
        notices.extend(self.conversion.iter().map(|text| Notice { is_warning: true, text: text.clone() }));
        let told = self.left_out.iter().filter(|lines| lines.reason != Reason::Separator);
        notices.extend(told.map(|lines| Notice { is_warning: false, text: format!("left out: {}", lines.told()) }));
        notices.extend(self.short.map(|short| Notice { is_warning: true, text: short.told() }));
        notices
    }

    /// The dialect in words, such as `semicolon, cells in double quotes`.
    pub fn dialect_words(&self) -> String {
        let Dialect { delimiter, quote, has_backslashes, has_blanks } = self.dialect;
        let mut words = delimiter_name(delimiter);
        if has_blanks {
            words += " and a blank";
        }
        words += match quote {
            Some(b'\'') => ", single quotes",
            Some(_) => ", double quotes",
            None => ", no quotes",
        };
        if has_backslashes {
            words += " escaped with a backslash";
        }
        words
    }

    /// The line ends in letters: LF, CRLF or CR.
    pub const fn line_end_name(&self) -> &'static str {
        match self.line_end {
            LineEnd::Lf => "LF",
            LineEnd::CrLf => "CRLF",
            LineEnd::Cr => "CR",
        }
    }
}

/// The word for a delimiter.
pub fn delimiter_name(delimiter: u8) -> String {
    match delimiter {
        b',' => "comma".to_owned(),
        b';' => "semicolon".to_owned(),
        b'\t' => "tab".to_owned(),
        b'|' => "pipe".to_owned(),
        b'^' => "caret".to_owned(),
        other => format!("`{}`", char::from(other)),
    }
}

impl LeftOut {
    /// What to say of these lines.
    pub fn told(&self) -> String {
        let Self { reason, line, lines, text } = self;
        let mut shown: String = text.chars().take(TOLD_CHARACTERS).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        let many = if *lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
        match reason {
            Reason::Separator => format!("line {line}, which states the delimiter"),
            Reason::Preamble => format!("{many} before the header: `{shown}`"),
            Reason::Titles => format!("line {line}, which holds titles above the names of columns: `{shown}`"),
            Reason::Explanation => format!("line {line}, which explains the table: `{shown}`"),
            Reason::Footer => format!("{many} behind the rows, from line {line} on: `{shown}`"),
        }
    }
}

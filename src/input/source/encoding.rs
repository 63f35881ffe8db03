//! How a file's characters are written, found from its bytes: a mark at its start, zero bytes in a pattern, or bytes
//! that are not UTF-8.

use std::fs::File;
use std::os::unix::fs::FileExt;

/// How much of a file's start decides about zero bytes.
const START_BYTES: usize = 1 << 16;
/// Of a file up to this size, every byte is looked at; of a larger one this much of its start, and samples.
const ALL_BYTES: u64 = 64 << 20;
/// How many samples are taken of the rest, and how large each is.
const SAMPLES: u64 = 256;
const SAMPLE_BYTES: u64 = 1 << 16;
/// So many invalid bytes for each valid character outside ASCII say that a file is not UTF-8 at all.
const INVALID_FOR_EACH_VALID: u64 = 10;

/// An encoding of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-32, the least significant byte first.
    Utf32Le,
    /// UTF-32, the most significant byte first.
    Utf32Be,
    /// Any other.
    Other(&'static encoding_rs::Encoding),
}

impl Encoding {
    /// Reads the name of an encoding, such as `utf-8`, `latin1`, `windows-1252`, `shift_jis`.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim();
        match name.to_ascii_lowercase().replace('_', "-").as_str() {
            "utf-8" | "utf8" => Some(Self::Utf8),
            "utf-32" | "utf-32le" | "utf32le" | "utf32" => Some(Self::Utf32Le),
            "utf-32be" | "utf32be" => Some(Self::Utf32Be),
            "cp1252" | "ansi" | "latin-1" => Some(Self::Other(encoding_rs::WINDOWS_1252)),
            "utf16" | "utf16le" => Some(Self::Other(encoding_rs::UTF_16LE)),
            "utf16be" => Some(Self::Other(encoding_rs::UTF_16BE)),
            _ => encoding_rs::Encoding::for_label(name.as_bytes()).map(|found| match found {
                found if found == encoding_rs::UTF_8 => Self::Utf8,
                found => Self::Other(found),
            }),
        }
    }

    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf32Le => "UTF-32LE",
            Self::Utf32Be => "UTF-32BE",
            Self::Other(other) if other == encoding_rs::WINDOWS_1252 => "Windows-1252",
            Self::Other(other) => other.name(),
        }
    }
}

/// What told the encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToldBy {
    /// The user.
    User,
    /// A byte order mark.
    Mark,
    /// All bytes agree with it.
    Bytes,
    /// It is the likeliest one.
    Guess,
}

impl ToldBy {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Mark => "mark",
            Self::Bytes => "bytes",
            Self::Guess => "guess",
        }
    }
}

/// A file's encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) encoding: Encoding,
    pub(super) told_by: ToldBy,
    /// How many bytes the mark at the start takes.
    pub(super) mark_bytes: u64,
}

/// Finds the encoding of a file that begins with `start` (up to 64 KiB of it). `None` when it is not text.
pub(super) fn find(file: &File, start: &[u8], stated: Option<Encoding>) -> std::io::Result<Option<Found>> {
    let mark = mark(start);
    if let Some(encoding) = stated {
        let mark_bytes = mark.filter(|(marked, _)| *marked == encoding).map_or(0, |(_, length)| length);
        return Ok(Some(Found { encoding, told_by: ToldBy::User, mark_bytes }));
    }
    let start = &start[..start.len().min(START_BYTES)];
    // Some programs write the mark of UTF-16 before UTF-32, so the zero bytes behind it are looked at first.
    let behind = mark.map_or(0, |(_, length)| length);
    let told_by = if mark.is_some() { ToldBy::Mark } else { ToldBy::Guess };
    if let Some((encoding, mark_bytes)) = wide(start, behind) {
        return Ok(Some(Found { encoding, told_by, mark_bytes }));
    }
    if let Some((encoding, mark_bytes)) = mark {
        return Ok(Some(Found { encoding, told_by, mark_bytes }));
    }
    if is_binary(start) {
        return Ok(None);
    }
    let count = survey(file)?;
    let is_utf8 = count.invalid <= count.valid.saturating_mul(INVALID_FOR_EACH_VALID);
    Ok(Some(if is_utf8 {
        Found { encoding: Encoding::Utf8, told_by: ToldBy::Bytes, mark_bytes: 0 }
    } else {
        Found { encoding: Encoding::Other(encoding_rs::WINDOWS_1252), told_by: ToldBy::Guess, mark_bytes: 0 }
    }))
}

/// The encoding that a byte order mark names, and the mark's length.
fn mark(start: &[u8]) -> Option<(Encoding, u64)> {
    match start {
        [0xef, 0xbb, 0xbf, ..] => Some((Encoding::Utf8, 3)),
        [0xff, 0xfe, 0, 0, ..] => Some((Encoding::Utf32Le, 4)),
        [0, 0, 0xfe, 0xff, ..] => Some((Encoding::Utf32Be, 4)),
        [0xff, 0xfe, ..] => Some((Encoding::Other(encoding_rs::UTF_16LE), 2)),
        [0xfe, 0xff, ..] => Some((Encoding::Other(encoding_rs::UTF_16BE), 2)),
        _ => None,
    }
}

/// The encoding of two or four bytes a character that the zero bytes show, and where its text begins.
fn wide(start: &[u8], mark_bytes: u64) -> Option<(Encoding, u64)> {
    for skip in [mark_bytes, 2] {
        if skip != mark_bytes && mark_bytes != 4 {
            continue;
        }
        let Some(text) = start.get(usize::try_from(skip).unwrap_or(0)..) else { continue };
        let zeros = zeros(text);
        let characters = text.len() / 4;
        if characters > 0 && zeros[3] == characters && zeros[2] * 10 >= characters * 9 && zeros[0] * 10 < characters {
            return Some((Encoding::Utf32Le, skip));
        }
        if characters > 0 && zeros[0] == characters && zeros[1] * 10 >= characters * 9 && zeros[3] * 10 < characters {
            return Some((Encoding::Utf32Be, skip));
        }
    }
    if mark_bytes > 0 {
        return None;
    }
    let zeros = zeros(start);
    let (even, odd, pairs) = (zeros[0] + zeros[2], zeros[1] + zeros[3], start.len() / 2);
    if pairs < 2 {
        None
    } else if odd * 10 >= pairs * 3 && even * 100 <= pairs {
        Some((Encoding::Other(encoding_rs::UTF_16LE), 0))
    } else if even * 10 >= pairs * 3 && odd * 100 <= pairs {
        Some((Encoding::Other(encoding_rs::UTF_16BE), 0))
    } else {
        None
    }
}

/// How many bytes are zero at each of four places.
fn zeros(text: &[u8]) -> [usize; 4] {
    let mut zeros = [0; 4];
    for four in text.chunks_exact(4) {
        four.iter().zip(&mut zeros).for_each(|(byte, count)| *count += usize::from(*byte == 0));
    }
    zeros
}

/// Whether a start is full of bytes that no text has. A few of them are faults of their rows.
fn is_binary(start: &[u8]) -> bool {
    let is_odd = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a..=0x1f);
    start.iter().filter(is_odd).count() > 4 + start.len() / 50
}

/// What stands outside ASCII.
#[derive(Debug, Default, PartialEq, Eq)]
struct Survey {
    /// Characters that are UTF-8.
    valid: u64,
    /// Bytes that are not.
    invalid: u64,
}

fn survey(file: &File) -> std::io::Result<Survey> {
    let length = file.metadata()?.len();
    let mut count = Survey::default();
    let mut buffer = vec![0_u8; 1 << 20];
    let (mut at, mut carried) = (0, 0);
    while at < length.min(ALL_BYTES) {
        let read = file.read_at(&mut buffer[carried..], at)?;
        if read == 0 {
            break;
        }
        at += read as u64;
        let rest = count.add(&buffer[..carried + read]);
        let filled = carried + read;
        carried = rest;
        buffer.copy_within(filled - rest..filled, 0);
    }
    if length > ALL_BYTES {
        survey_samples(file, length, &mut buffer, &mut count)?;
    } else {
        count.invalid += carried as u64;
    }
    Ok(count)
}

fn survey_samples(file: &File, length: u64, buffer: &mut [u8], count: &mut Survey) -> std::io::Result<()> {
    let sample = usize::try_from(SAMPLE_BYTES).unwrap_or(0);
    for number in 1..=SAMPLES {
        // The last sample ends where the file ends.
        let at = ALL_BYTES + (length - ALL_BYTES).saturating_sub(SAMPLE_BYTES) / SAMPLES * number;
        let read = file.read_at(&mut buffer[..sample], at)?;
        let is_inside = |byte: &&u8| (0x80..0xc0).contains(*byte);
        let begun = buffer[..read].iter().take(3).take_while(is_inside).count();
        count.add(&buffer[begun..read]);
    }
    Ok(())
}

impl Survey {
    /// Counts what stands in these bytes and gives how many at their end may begin a character.
    fn add(&mut self, mut bytes: &[u8]) -> usize {
        loop {
            if bytes.is_ascii() {
                return 0;
            }
            let (text, fault) = match std::str::from_utf8(bytes) {
                Ok(text) => (text.as_bytes(), None),
                Err(fault) => (&bytes[..fault.valid_up_to()], Some(fault)),
            };
            // Every character outside ASCII has one byte that begins it.
            self.valid += text.iter().filter(|byte| **byte >= 0xc0).count() as u64;
            let Some(fault) = fault else { return 0 };
            let Some(length) = fault.error_len() else { return bytes.len() - fault.valid_up_to() };
            self.invalid += length as u64;
            bytes = &bytes[fault.valid_up_to() + length..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn found(bytes: &[u8]) -> Option<Found> {
        let mut file = tempfile::tempfile().expect("a temporary file");
        file.write_all(bytes).expect("room");
        find(&file, &bytes[..bytes.len().min(START_BYTES)], None).expect("readable")
    }

    fn name(bytes: &[u8]) -> &'static str {
        found(bytes).map_or("not text", |found| found.encoding.name())
    }

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn marks_and_zero_bytes_tell_wide_encodings() {
        assert_eq!(name(b"\xff\xfea\0,\0b\0"), "UTF-16LE");
        assert_eq!(name(&utf16("name,email\nAna,ana@example.com\n")), "UTF-16LE");
        assert_eq!(name(b"\0n\0a\0m\0e\0\n\0A\0n\0a"), "UTF-16BE");
        assert_eq!(name(b"\xff\xfe\0\0a\0\0\0b\0\0\0"), "UTF-32LE");
        assert_eq!(name(b"\xfe\xffa\0\0\0b\0\0\0"), "UTF-32LE", "with the mark of another");
        assert_eq!(name(b"\xfe\xff\0\0\0a\0\0\0b"), "UTF-32BE", "with the mark of another");
        assert_eq!(name(b"a\0\0\0b\0\0\0"), "UTF-32LE");
    }

    #[test]
    fn high_bytes_without_any_valid_character_are_windows_1252() {
        assert_eq!(name(b"name\nJos\xe9\n"), "Windows-1252");
        assert_eq!(name("name\nJosé\n".as_bytes()), "UTF-8");
        assert_eq!(name(b"name\nAna\n"), "UTF-8");
    }

    #[test]
    fn a_bad_byte_among_valid_characters_leaves_the_file_utf_8() {
        assert_eq!(name(b"name\nJos\xc3\xa9\nJos\xe9\n"), "UTF-8");
        let damaged = [b"caf\xe9 ".repeat(30), b"\xc3\xa9".to_vec()].concat();
        assert_eq!(name(&damaged), "Windows-1252", "one pair of bytes can be chance");
    }

    #[test]
    fn characters_across_the_borders_of_blocks_are_no_faults() {
        let text = format!("x{}", "é".repeat(1 << 20));
        assert_eq!(found(text.as_bytes()).map(|found| found.told_by), Some(ToldBy::Bytes));
        let mut count = Survey::default();
        assert_eq!(count.add("né".as_bytes().split_last().map_or(&[][..], |(_, rest)| rest)), 1);
    }

    #[test]
    fn zeros_without_a_pattern_are_no_text_and_a_few_are_faults_of_their_rows() {
        assert_eq!(name(&[0; 400]), "not text");
        assert_eq!(name(b"name,email\nAna\0,ana@example.com\nBen,ben@example.com\n"), "UTF-8");
    }

    #[test]
    fn names_of_encodings_are_known_by_their_usual_spellings() {
        for (text, name) in
            [("latin1", "Windows-1252"), ("UTF_8", "UTF-8"), ("Shift_JIS", "Shift_JIS"), ("cp1252", "Windows-1252")]
        {
            assert_eq!(Encoding::parse(text).map(Encoding::name), Some(name), "{text}");
        }
        assert_eq!(Encoding::parse("klingon"), None);
    }
}

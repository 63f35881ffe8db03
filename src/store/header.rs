//! The first bytes of a database file, read without SQLite, which might write beside it: whose it is, of which version,
//! and whether it can be whole.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::open::{APPLICATION_ID, has_journal};

/// What the first bytes of a file say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// Nothing is there: its creation was cut short.
    Empty,
    /// A database of this schema version.
    Ours { version: i32 },
    /// Another program's file, and what it is.
    Foreign(&'static str),
    /// A database of rolo's that cannot be one any more.
    Damaged,
}

/// Reads the parts of SQLite's file header that name the owner (offsets 60 and 68, sqlite.org/fileformat2.html §1.3).
pub(super) fn read(path: &Path) -> std::io::Result<Header> {
    let mut bytes = Vec::with_capacity(100);
    File::open(path)?.take(100).read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        return Ok(Header::Empty);
    }
    if bytes.len() < 100 || !bytes.starts_with(b"SQLite format 3\0") {
        return Ok(Header::Foreign("not a SQLite file"));
    }
    let number = |at: usize| i32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    if number(68) != APPLICATION_ID {
        return Ok(Header::Foreign("the database of another program"));
    }
    let length = std::fs::metadata(path)?.len();
    let is_whole = length >= expected_length(&bytes) || has_log(path);
    if !is_whole || !is_sound(&bytes) || (number(60) <= 0 && length > page_size(&bytes) && !has_log(path)) {
        return Ok(Header::Damaged);
    }
    Ok(Header::Ours { version: number(60) })
}

/// Whether the bytes of the header have values that they can have; SQLite would find out only when it has made files
/// beside the database. A database without tables says 0 for their format and the encoding.
fn is_sound(header: &[u8]) -> bool {
    let size = page_size(header);
    let is_size = size.is_power_of_two() && (512..=65_536).contains(&size);
    let is_format = header[18..20].iter().all(|format| (1..=2).contains(format));
    let (schema, encoding) = (&header[44..48], &header[56..60]);
    let is_number = |bytes: &[u8], most: u8| bytes[..3] == [0, 0, 0] && bytes[3] <= most;
    is_size && is_format && header[21..24] == [64, 32, 32] && is_number(schema, 4) && is_number(encoding, 3)
}

fn page_size(header: &[u8]) -> u64 {
    match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => size.into(),
    }
}

/// How long the file has to be, by its number of pages; that number holds if it was written with the last change.
fn expected_length(header: &[u8]) -> u64 {
    let pages = u32::from_be_bytes([header[28], header[29], header[30], header[31]]);
    if header[24..28] == header[92..96] { u64::from(pages) * page_size(header) } else { 0 }
}

/// Whether what lies beside the database has yet to be brought into it.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    has_journal(path) || std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

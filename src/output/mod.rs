//! Records to bytes: everything that rolo shows or writes out. Data goes to standard output or to a file (`format`,
//! `rows`, `file`), all else to standard error (`ui`, `summary`, `progress`). Text from data is untrusted: what a
//! person's terminal gets passes `text::printable` first, while machine formats keep every byte.

pub mod board;
pub mod colour;
mod csv;
pub mod diff;
pub mod digest;
pub mod figures;
pub mod file;
pub mod format;
pub mod json;
pub mod mail;
mod number;
mod pager;
pub mod progress;
pub mod report;
pub mod rows;
mod spreadsheet;
pub mod summary;
pub mod table;
pub mod tally;
pub mod text;
pub mod ui;
pub mod vcard;
pub mod wrap;

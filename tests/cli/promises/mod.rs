//! The nine promises of the README, and where each is tested by trying to break it.
//!
//! 1. Stored at exit 0, and 2. sound after anything: `tests/cli/crashes`, `faults`, `full_disk`, `together` and `migrating`.
//! 3. Twice is once, for every import: `twice`; with random files `tests/props/imports.rs` and `tests/props/records.rs`.
//! 4. No row unreported: `reported`.
//! 5. Other files are refused untouched: `tests/cli/refusals.rs`.
//! 6. Same data, same bytes: `tests/cli/same_bytes.rs` and `surroundings.rs`; the number of threads also in `tests/props`.
//! 7. Exact undo of imports, merges and bulk edits: `undone`; in whatever order `tests/props/edits.rs`,
//!    `tests/props/unmerge.rs` and `tests/props/imports.rs`.
//! 8. Traceless erasure: `erased` and `tests/cli/erasing.rs`; with random lives `tests/props/erasing.rs`.
//! 9. No network and no program: `tests/cli/alone.rs`.
//!
//! What a terminal gets of hostile data is in `tests/cli/terminal.rs`, files and paths are in `tests/cli/paths.rs`.

mod erased;
mod reported;
mod twice;
pub mod undone;

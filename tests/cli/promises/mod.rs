//! The nine promises of the README, and where each is tested by trying to break it.
//!
//! 3. Twice is once, for every import: `twice`; with random files `tests/props/imports.rs` and `tests/props/records.rs`.
//! 4. No row unreported: `reported`.
//! 7. Exact undo of imports, merges and bulk edits: `undone`; in whatever order `tests/props/edits.rs`,
//!    `tests/props/unmerge.rs` and `tests/props/imports.rs`.
//! 8. Traceless erasure: `erased` and `tests/cli/erasing.rs`; with random lives `tests/props/erasing.rs`.
//!
//! What a terminal gets of hostile data is in `tests/cli/terminal.rs`, files and paths are in `tests/cli/paths.rs`.

mod erased;
mod reported;
mod twice;
pub mod undone;

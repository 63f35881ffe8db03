//! Properties that hold for any data, of the whole program: random histories go through the binary, and what comes out
//! is compared with another way to get there. Cases are the same ones in every run; `PROPTEST_RNG_SEED` and
//! `PROPTEST_CASES` choose others.

#![allow(clippy::unwrap_used, missing_docs, reason = "these are tests")]

#[path = "props/alerts.rs"]
mod alerts;
#[path = "props/deals.rs"]
mod deals;
#[path = "props/decisions.rs"]
mod decisions;
#[path = "props/edits.rs"]
mod edits;
#[path = "props/erasing.rs"]
mod erasing;
#[path = "props/filters.rs"]
mod filters;
#[path = "props/folding.rs"]
mod folding;
#[path = "props/growth.rs"]
mod growth;
#[path = "props/handed_back.rs"]
mod handed_back;
#[path = "props/history.rs"]
mod history;
#[path = "props/imports.rs"]
mod imports;
#[path = "props/incremental.rs"]
mod incremental;
#[path = "props/matching.rs"]
mod matching;
#[path = "props/merges.rs"]
mod merges;
#[path = "props/oracle.rs"]
mod oracle;
#[path = "props/parsers.rs"]
mod parsers;
#[path = "props/readers.rs"]
mod readers;
#[path = "props/records.rs"]
mod records;
#[path = "props/round_trip.rs"]
mod round_trip;
#[path = "props/unmerge.rs"]
mod unmerge;
#[path = "props/world.rs"]
mod world;

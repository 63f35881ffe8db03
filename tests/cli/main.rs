//! rolo as a user runs it: one module a subcommand, one test binary.

#![allow(clippy::unwrap_used, missing_docs, reason = "these are tests")]

mod activity;
mod chats;
mod classifying;
mod config;
mod contacts;
mod contacts_edit;
mod conversations;
mod dedupe;
mod dedupe_files;
mod faults;
mod generated;
mod guards;
mod help;
mod import;
mod import_reading;
mod imports;
mod inferring;
mod inspect;
mod linking;
mod mapping;
mod matching;
mod matching_threads;
mod matching_values;
mod merging;
mod presets;
mod reading;
mod readme;
mod records;
mod report;
mod reviewing;
mod sandbox;
mod scoring;
mod shop;
mod smoke;
mod splink;
mod stats;
mod tidy;
mod transcripts;
mod timeline;
mod undo;
mod upsert;
mod values;
mod vcard;

//! rolo as a user runs it: one module a subcommand, one test binary.

#![allow(clippy::unwrap_used, missing_docs, reason = "these are tests")]

mod sandbox;
mod shop;
mod smoke;

//! The one place for SQL. A [`Store`] is an open database file; everything else here is functions over a
//! `rusqlite::Connection`, one file per group of tables.

pub mod alert;
pub mod batch;
pub mod bulk;
mod bytes;
pub mod candidates;
pub mod card;
pub mod company;
pub mod contact;
pub mod counts;
pub mod deal;
pub mod delivery;
pub mod dirty;
pub mod edit;
pub mod export;
pub mod facts;
pub mod filter;
pub mod followup;
pub mod hash_index;
pub mod identity;
pub mod inferred;
pub mod journal;
pub mod key_index;
pub mod likely;
pub mod log;
pub mod merge;
pub mod migrate;
pub mod note;
pub mod open;
pub mod ordered_table;
pub mod pair;
pub mod record;
pub mod replay;
pub mod report;
pub mod said;
pub mod setting;
pub mod state;
pub mod stats;
pub mod summary;
pub mod taken;
pub mod texts;
pub mod thread;
pub mod transcript;
pub mod undo;
pub mod unmerge;

pub use open::{Store, explain, is_busy, widen_cache};

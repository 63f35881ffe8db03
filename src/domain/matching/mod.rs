//! Finding duplicates: which pairs of contacts are certainly the same person, and which of them may be joined.

pub mod certain;

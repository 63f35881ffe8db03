//! What a reader of messages expects of their scores.

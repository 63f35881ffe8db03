//! What rolo knows and decides, without any input or output: no clock, no randomness, no SQL, no terminal.

pub mod asking;
pub mod broadcast;
pub mod clearing;
pub mod contact;
pub mod cue;
pub mod deciding;
pub mod editing;
pub mod figures;
pub mod identity;
pub mod leaning;
pub mod masking;
pub mod matching;
pub mod normalize;
pub mod reading;
pub mod segment;
pub mod sending;
pub mod suggest;
pub mod suggesting;
pub mod template;
pub mod time;

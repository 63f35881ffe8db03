pub mod cue; pub mod time;

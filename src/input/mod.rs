//! From bytes to typed rows: a [`source::Source`] is an input file as UTF-8, a [`header::Header`] says what its
//! columns mean (with the help of [`preset`]s and of what the user says, [`mapping`]), a [`row::RowReader`] turns
//! records into typed rows or says why it cannot, and [`rejects`] writes down the rows that could not be taken. What is
//! no table ([`chat`], [`vcard`]) is [`converted`] into one first.

pub mod chat;
pub mod converted;
pub mod field;
pub mod header;
pub mod lookahead;
pub mod mapping;
pub mod people;
pub mod preset;
pub mod rejects;
pub mod row;
pub mod source;
mod suggest;
pub mod value_rule;
pub mod vcard;

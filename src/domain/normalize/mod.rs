//! Normalising the values of a file: one spelling for each e-mail, phone, country, name, list, date, amount and
//! yes-or-no. Everything here is pure, takes what a cell held, and is used while importing and while matching.
//! Normalising what is normalised changes nothing.

pub mod amount;
pub mod company;
pub mod country;
pub mod date;
mod date_text;
pub mod email;
mod first_name;
mod fold;
pub mod list;
mod mailbox_words;
pub mod name;
pub mod phone;
pub mod value;

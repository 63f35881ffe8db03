//! Who does something by hand: the log, notes and pins name that person.

use crate::cli::author::AuthorArgs;
use crate::domain::normalize::value;

/// The author that the options or `ROLO_AUTHOR` name, else who is logged in.
pub fn author(args: &AuthorArgs) -> String {
    let login = || ["USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
    let named = args.author.clone().or_else(login).unwrap_or_default();
    let named = value::text(&named);
    if named.is_empty() { "unknown".to_owned() } else { named.into_owned() }
}

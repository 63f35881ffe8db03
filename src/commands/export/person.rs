//! A contact as other programs are told of it: what their columns and cards are made from, text by text.

use rusqlite::Row;
use rusqlite::types::ValueRef;

use crate::error::{Error, Result};

macro_rules! person {
    ($($field:ident),+ $(,)?) => {
        /// One row of the view `contacts`; what is not known is empty.
        #[derive(Debug, Default)]
        pub struct Person<'r> {
            pub(super) id: i64,
            pub(super) do_not_contact: bool,
            $(pub(super) $field: &'r str),+
        }

        /// The columns that a person is read from.
        pub const COLUMNS: &[&str] = &["id", "do_not_contact", $(stringify!($field)),+];

        impl<'r> Person<'r> {
            /// Reads a row of these columns.
            pub fn read(row: &'r Row<'_>) -> Result<Self> {
                let mut column = 2..;
                Ok(Self {
                    id: row.get(0)?,
                    do_not_contact: row.get(1)?,
                    $($field: text(row.get_ref(column.next().expect("a range without an end"))?)?),+
                })
            }
        }
    };
}

person!(
    lifecycle,
    name,
    first_name,
    last_name,
    email,
    other_emails,
    phone,
    other_phones,
    company,
    job_title,
    address,
    city,
    country,
    website,
    branch,
    source,
    channels,
    status,
    stage,
    intent,
    pinned,
    tags,
    interests,
    traits,
    needs,
    first_seen,
    last_active,
    created_at,
    updated_at,
    user_id,
    external_ids,
    visitor_ids,
    metadata,
);

fn text(value: ValueRef<'_>) -> Result<&str> {
    match value {
        ValueRef::Null => Ok(""),
        ValueRef::Text(bytes) => {
            std::str::from_utf8(bytes).map_err(|_| Error::failed("the database holds text that is not UTF-8").into())
        }
        _ => Err(Error::fault("the view `contacts` holds a number where text was expected").into()),
    }
}

impl<'r> Person<'r> {
    /// All e-mail addresses, the main one first.
    pub fn emails(&self) -> impl Iterator<Item = &'r str> {
        list(self.email).chain(list(self.other_emails))
    }

    /// All phone numbers, the main one first.
    pub fn phones(&self) -> impl Iterator<Item = &'r str> {
        list(self.phone).chain(list(self.other_phones))
    }

    /// The id within a scope, such as that of another system.
    pub fn id_within(&self, scope: &str) -> &'r str {
        let id = |item: &'r str| item.strip_prefix(scope)?.strip_prefix(':');
        list(self.external_ids).find_map(id).unwrap_or_default()
    }

    /// First, middle and last name; somebody known by one name alone has it as the first.
    pub fn names(&self) -> [&'r str; 3] {
        if self.first_name.is_empty() && self.last_name.is_empty() {
            return [self.name, "", ""];
        }
        let inside = self.name.strip_prefix(self.first_name).and_then(|rest| rest.strip_suffix(self.last_name));
        let middle = inside.filter(|_| !self.first_name.is_empty() && !self.last_name.is_empty());
        [self.first_name, middle.unwrap_or_default().trim(), self.last_name]
    }
}

/// The items of a stored list.
pub fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_middle_name_is_what_stands_between_the_others() {
        let names = |name, first_name, last_name| Person { name, first_name, last_name, ..Person::default() }.names();
        assert_eq!(names("Ana Maria Cruz", "Ana", "Cruz"), ["Ana", "Maria", "Cruz"]);
        assert_eq!(names("Ana Cruz", "Ana", "Cruz"), ["Ana", "", "Cruz"]);
        assert_eq!(names("Dr. Ana Cruz", "Ana", "Cruz"), ["Ana", "", "Cruz"]);
        assert_eq!(names("Ana", "Ana", "Ana"), ["Ana", "", "Ana"]);
        assert_eq!(names("Acme", "", ""), ["Acme", "", ""]);
    }

    #[test]
    fn an_id_is_that_of_its_scope() {
        let person = Person { external_ids: "hub:1;hubspot:22:3", ..Person::default() };
        assert_eq!((person.id_within("hubspot"), person.id_within("google")), ("22:3", ""));
    }
}

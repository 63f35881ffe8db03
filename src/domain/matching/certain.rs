//! Certain evidence: two contacts are the same person when their names agree and they share a personal mailbox, or
//! when a row named both by identities that are unique. Contacts with different user_ids never are.

use crate::domain::contact::{Column, Contact};
use crate::domain::normalize::{email, name};

/// Why two contacts are certainly the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Agreeing names and one personal mailbox.
    SameEmail,
    /// Agreeing names, and a row of an import named both.
    IdentityConflict,
}

impl Evidence {
    /// What plans and merges say.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SameEmail => "same e-mail and agreeing names",
            Self::IdentityConflict => "one row named both, and the names agree",
        }
    }

    /// How sure it is, in percent.
    pub const fn confidence(self) -> u8 {
        match self {
            Self::SameEmail => 99,
            Self::IdentityConflict => 100,
        }
    }
}

/// Whether an address is one person's: neither a placeholder nor a mailbox of a role such as info@.
pub fn is_personal(address: &str) -> bool {
    !email::is_placeholder(address) && !email::is_role(address)
}

/// Whether two contacts may be one: both are named, the names agree, and no two user_ids contradict.
pub fn may_be_same(a: &Contact, b: &Contact) -> bool {
    let (a_name, b_name) = (a.text(Column::Name), b.text(Column::Name));
    let named = |text: &str| !text.is_empty() && !name::is_placeholder(text);
    named(a_name) && named(b_name) && name::agree(a_name, b_name) && !contradict(a, b)
}

/// Whether the user_ids of two contacts contradict each other.
pub fn contradict(a: &Contact, b: &Contact) -> bool {
    let (a, b) = (a.text(Column::UserId), b.text(Column::UserId));
    !a.is_empty() && !b.is_empty() && a != b
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(id: i64, name: &str, user_id: &str) -> Contact {
        let mut contact = Contact { id, ..Contact::default() };
        contact.texts.set(Column::Name, name);
        contact.texts.set(Column::UserId, user_id);
        contact
    }

    #[test]
    fn names_must_be_there_and_agree() {
        let same = |a, b| may_be_same(&contact(1, a, ""), &contact(2, b, ""));
        assert!(same("Kate Lowell", "Katherine Lowell"));
        assert!(!same("Kate Lowell", "Ben Lowell"));
        assert!(!same("Kate Lowell", ""));
    }

    #[test]
    fn two_user_ids_are_two_people() {
        assert!(!may_be_same(&contact(1, "Ana Cruz", "7"), &contact(2, "Ana Cruz", "8")));
        assert!(may_be_same(&contact(1, "Ana Cruz", "7"), &contact(2, "Ana Cruz", "")));
    }

    #[test]
    fn role_and_placeholder_mailboxes_prove_nothing() {
        assert!(is_personal("ana@example.com"));
        assert!(!is_personal("info@example.com") && !is_personal("none@none.com"));
    }
}

//! Identities: what names a contact. Each is looked up by a keyed 64-bit hash of kind, scope and value (SipHash-2-4
//! with the database's own secret), so a lookup is one integer, and nobody can make two values collide on purpose.
//! With four million identities the odds of one accidental collision are about one in two million.

use std::hash::Hasher as _;

use serde::Deserialize;
use siphasher::sip::SipHasher24;

use crate::domain::contact::{Column, Contact, Incoming, Texts};
use crate::domain::normalize::{email, phone};

/// The kinds of identity, which are also the keys that `[match] keys` orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Kind {
    UserId,
    ExternalId,
    Email,
    VisitorId,
    Phone,
    /// A row that came without any identity, named by its content.
    #[serde(skip)]
    Row,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::UserId, Self::ExternalId, Self::Email, Self::VisitorId, Self::Phone, Self::Row];

    /// The word used in the config and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UserId => "user_id",
            Self::ExternalId => "external_id",
            Self::Email => "email",
            Self::VisitorId => "visitor_id",
            Self::Phone => "phone",
            Self::Row => "row",
        }
    }

    /// The contact's column that holds identities of this kind.
    pub const fn column(self) -> Column {
        match self {
            Self::UserId => Column::UserId,
            Self::ExternalId => Column::ExternalIds,
            Self::Email => Column::Emails,
            Self::VisitorId => Column::VisitorIds,
            Self::Phone => Column::Phones,
            Self::Row => Column::RowKeys,
        }
    }

    /// How sure a match by this kind is, in percent.
    pub const fn confidence(self) -> u8 {
        match self {
            Self::UserId | Self::ExternalId | Self::Row => 100,
            Self::Email => 95,
            Self::VisitorId => 90,
            Self::Phone => 85,
        }
    }

    /// Whether several contacts may hold the same value.
    pub const fn is_shared(self) -> bool {
        matches!(self, Self::Email | Self::Phone)
    }
}

/// The lookup key of an identity that a row names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The identity's kind.
    pub kind: Kind,
    /// Its hash.
    pub hash: i64,
    /// Whether a contact can be found by it; see [`can_find`].
    pub can_find: bool,
}

/// Most rows name at most so many identities.
const USUAL_KEYS: usize = 4;

/// Hashes identities and other names with the database's secret.
#[derive(Debug, Clone, Copy)]
pub struct Hasher {
    secret: (u64, u64),
}

impl Hasher {
    /// A hasher with the database's secret of 16 bytes.
    pub fn new(secret: [u8; 16]) -> Self {
        let value = u128::from_le_bytes(secret);
        Self { secret: (value as u64, (value >> 64) as u64) }
    }

    /// The hash of some parts under a name that keeps different uses apart.
    pub fn parts(&self, name: &str, parts: &[&[u8]]) -> i64 {
        let mut hasher = SipHasher24::new_with_keys(self.secret.0, self.secret.1);
        hasher.write(name.as_bytes());
        for part in parts {
            hasher.write_usize(part.len());
            hasher.write(part);
        }
        hasher.finish().cast_signed()
    }

    /// The hash of a record under a header: of its cells in one piece, and of where each ends.
    pub fn record(&self, header: i64, cells: &[u8], ends: impl Iterator<Item = usize>) -> i64 {
        let mut hasher = SipHasher24::new_with_keys(self.secret.0, self.secret.1);
        hasher.write_i64(header);
        hasher.write(cells);
        ends.for_each(|end| hasher.write_usize(end));
        hasher.finish().cast_signed()
    }

    /// The hash of a file's name, whatever folder it is in.
    pub fn file_name(&self, name: &[u8]) -> i64 {
        self.parts("file name", &[name])
    }

    /// The hash of whom or what a row is about, in files of a name.
    pub fn subject(&self, file_name: i64, key: i64) -> i64 {
        self.parts("subject", &[&file_name.to_le_bytes(), &key.to_le_bytes()])
    }

    /// The lookup key of an identity.
    pub fn identity(&self, kind: Kind, value: &str) -> i64 {
        self.parts(kind.name(), &[value.as_bytes()])
    }

    /// The lookup keys of all identities of a contact.
    pub fn contact(&self, contact: &Contact) -> Vec<i64> {
        identities(&contact.texts).map(|(kind, value)| self.identity(kind, value)).collect()
    }

    /// The lookup keys of the identities that rows name, in the order of [`identities`].
    pub fn keys(&self, row: &Incoming) -> Vec<Key> {
        let mut keys = Vec::with_capacity(USUAL_KEYS);
        for kind in Kind::ALL {
            let text = row.text(kind.column());
            if text.is_empty() {
                continue;
            }
            let values = text.split(';').filter(|value| !value.is_empty());
            keys.extend(values.map(|value| Key {
                kind,
                hash: self.identity(kind, value),
                can_find: can_find(kind, value),
            }));
        }
        keys
    }
}

/// Whether a contact can be found by this value: not by a placeholder mailbox, and by a phone only in E.164.
pub fn can_find(kind: Kind, value: &str) -> bool {
    match kind {
        Kind::Email => !email::is_placeholder(value),
        Kind::Phone => phone::is_e164(value),
        _ => true,
    }
}

/// The identities that stand in text columns, in the order of [`Kind::ALL`].
pub fn identities(texts: &Texts) -> impl Iterator<Item = (Kind, &str)> {
    Kind::ALL.into_iter().flat_map(move |kind| {
        texts.get(kind.column()).split(';').filter(|value| !value.is_empty()).map(move |value| (kind, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_values_and_secrets_are_kept_apart() {
        let hasher = Hasher::new([1; 16]);
        assert_ne!(hasher.identity(Kind::Email, "a"), hasher.identity(Kind::Phone, "a"));
        assert_ne!(hasher.identity(Kind::Email, "a"), Hasher::new([2; 16]).identity(Kind::Email, "a"));
        assert_ne!(hasher.parts("x", &[b"ab", b"c"]), hasher.parts("x", &[b"a", b"bc"]));
    }

    #[test]
    fn every_identity_of_a_contact_has_a_key() {
        let mut contact = Contact::default();
        contact.texts.set(Column::Emails, "a@example.com;b@example.com");
        contact.texts.set(Column::UserId, "42");
        assert_eq!(Hasher::new([0; 16]).contact(&contact).len(), 3);
    }

    #[test]
    fn a_phone_that_stayed_text_finds_nobody() {
        assert!(can_find(Kind::Phone, "+639175550101") && can_find(Kind::Phone, "+12125550123 x5"));
        for text in ["0917 555 0101", "+999 123", "4.91512E+11", "+4.91512E+11", "+12"] {
            assert!(!can_find(Kind::Phone, text), "{text}");
        }
    }
}

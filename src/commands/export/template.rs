//! `export --template`: the header of a file that an import takes, to be filled in.

use crate::input::field::FileKind;

/// Columns that say who a row is about.
macro_rules! who {
    ($($column:literal),* ; $($more:literal),*) => {
        &[$($column,)* "user_id", "external_id", "platform", "visitor_id", "name", "email", "phone", $($more),*]
    };
}

/// The columns of an import of this kind.
pub const fn columns(kind: FileKind) -> &'static [&'static str] {
    match kind {
        FileKind::Contacts => &[
            "user_id",
            "external_id",
            "platform",
            "visitor_id",
            "name",
            "first_name",
            "last_name",
            "email",
            "phone",
            "company",
            "job_title",
            "address",
            "city",
            "country",
            "website",
            "branch",
            "source",
            "tags",
            "interests",
            "traits",
            "needs",
            "note",
            "first_seen",
            "last_active",
            "created_at",
            "do_not_contact",
            "points",
            "status",
            "stage",
            "intent",
        ],
        FileKind::Companies => &[
            "company_id",
            "platform",
            "name",
            "website",
            "industry",
            "phone",
            "address",
            "city",
            "country",
            "created_at",
        ],
        FileKind::Deals => {
            who!("deal_id", "title", "stage", "amount", "currency", "state", "expected_close", "created_at", "closed_at", "company"; )
        }
        FileKind::Notes => who!(; "text", "at", "author"),
        FileKind::Conversations => {
            who!("conversation_id"; "channel", "website", "branch", "agent", "conversation_state", "summary")
        }
        FileKind::Messages => {
            who!("conversation_id", "message_id"; "channel", "website", "branch", "agent", "sender", "sent_at", "text", "conversation_state")
        }
        FileKind::Events => who!("event_id"; "kind", "at", "amount", "currency", "reference"),
        FileKind::Deliveries => who!("broadcast"; "state", "at"),
    }
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;
    use crate::input::field;

    #[test]
    fn every_column_is_known_to_an_import_of_its_kind() {
        for kind in FileKind::value_variants() {
            for column in columns(*kind) {
                assert!(field::find(*kind, column, false).is_some(), "{}: {column}", kind.name());
            }
        }
    }
}

//! What a column of an import can mean, and the names it goes by. Headers are compared in lower case with everything
//! that is not a letter or digit as `_`, so `First Name` and `first-name` are one.

pub mod records;

use crate::domain::normalize::value;

/// What the rows of a file are, in the order in which files build on each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, clap::ValueEnum)]
pub enum FileKind {
    /// One row a company.
    Companies,
    /// One row a person.
    Contacts,
    /// One row a deal.
    Deals,
    /// One row a note.
    Notes,
    /// One row a conversation.
    Conversations,
    /// One row a message.
    Messages,
    /// One row an event.
    Events,
    /// One row what became of a broadcast to one contact.
    Deliveries,
}

impl FileKind {
    /// The word used in summaries and for `--as`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Companies => "companies",
            Self::Contacts => "contacts",
            Self::Deals => "deals",
            Self::Notes => "notes",
            Self::Conversations => "conversations",
            Self::Messages => "messages",
            Self::Events => "events",
            Self::Deliveries => "deliveries",
        }
    }
}

macro_rules! fields {
    ($($variant:ident $name:literal),+ $(,)?) => {
        /// What a column means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the names are those of the import columns")]
        pub enum Field { $($variant),+ }

        impl Field {
            /// All fields.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The column's own name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

fields! {
    RoloId "rolo_id", UserId "user_id", ExternalId "external_id", ExternalIds "external_ids", ContactId "contact_id",
    Platform "platform", VisitorId "visitor_id", VisitorIds "visitor_ids", Name "name", FirstName "first_name",
    LastName "last_name", MiddleName "middle_name", Email "email", Phone "phone", Company "company", JobTitle "job_title", Address "address",
    City "city", Country "country", Website "website", Branch "branch", Source "source", Channels "channels",
    Tags "tags", Interests "interests", Traits "traits", Needs "needs", Note "note", FirstSeen "first_seen",
    LastActive "last_active", CreatedAt "created_at", OptOut "do_not_contact", OptIn "opt_in", Points "points",
    Status "status", Stage "stage", Intent "intent", Pinned "pinned", Metadata "metadata", Derived "derived",
    ConversationId "conversation_id", MessageId "message_id", Channel "channel", Agent "agent", Sender "sender",
    SentAt "sent_at", Text "text", ConversationState "conversation_state", EventId "event_id", Kind "kind", At "at",
    Amount "amount", Currency "currency", Reference "reference", CompanyId "company_id", Industry "industry", OtherNames "other_names",
    DealId "deal_id", Title "title", State "state", ExpectedClose "expected_close", ClosedAt "closed_at",
    PastStages "past_stages", LostReason "lost_reason", ReopenedAt "reopened_at", WonEvent "won_event",
    WonEventAt "won_event_at", CloseDate "close_date", IsWon "is_won", IsClosed "is_closed", Author "author", Broadcast "broadcast",
    Summary "summary", RowKey "rolo_key", ThreadKey "rolo_conversation", Ignore "ignore",
    OfSeveral "conversation_of_several",
}

impl Field {
    /// The field of this name.
    pub fn named(name: &str) -> Option<Self> {
        let name = normalize(name);
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// Whether a row can say several values of it, each in a column of its own.
    pub const fn holds_several(self) -> bool {
        matches!(
            self,
            Self::ContactId
                | Self::ExternalIds
                | Self::VisitorId
                | Self::VisitorIds
                | Self::Email
                | Self::Phone
                | Self::Note
                | Self::OptOut
                | Self::OptIn
                | Self::Derived
                | Self::Ignore
        ) || self.is_list()
    }

    /// Whether it is a list of words.
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Tags | Self::Interests | Self::Traits | Self::Needs | Self::Channels)
    }

    /// Whether it is a time.
    pub const fn is_time(self) -> bool {
        matches!(
            self,
            Self::SentAt
                | Self::At
                | Self::FirstSeen
                | Self::LastActive
                | Self::CreatedAt
                | Self::ExpectedClose
                | Self::ClosedAt
                | Self::CloseDate
                | Self::ReopenedAt
                | Self::WonEventAt
        )
    }
}

/// The fields that a column of a file of this kind can be mapped to, each once.
pub fn of(kind: FileKind) -> Vec<Field> {
    let mut fields: Vec<Field> = aliases(kind).iter().chain(person(kind)).map(|(_, field)| *field).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

/// Names of columns that say who a row is about; the same in every kind of file.
const PERSON: &[(&str, Field)] = &[
    ("rolo_id", Field::RoloId),
    ("user_id", Field::UserId),
    ("external_id", Field::ExternalId),
    ("external_ids", Field::ExternalIds),
    ("contact_id", Field::ContactId),
    ("customer_id", Field::ContactId),
    ("record_id", Field::ContactId),
    ("platform", Field::Platform),
    ("visitor_id", Field::VisitorId),
    ("visitor_ids", Field::VisitorIds),
    ("cookie_id", Field::VisitorId),
    ("anonymous_id", Field::VisitorId),
    ("name", Field::Name),
    ("full_name", Field::Name),
    ("contact_name", Field::Name),
    ("customer_name", Field::Name),
    ("visitor_name", Field::Name),
    ("email", Field::Email),
    ("e_mail", Field::Email),
    ("email_address", Field::Email),
    ("e_mail_address", Field::Email),
    ("contact_email", Field::Email),
    ("customer_email", Field::Email),
    ("visitor_email", Field::Email),
    ("primary_email", Field::Email),
    ("phone", Field::Phone),
    ("phone_number", Field::Phone),
    ("mobile", Field::Phone),
    ("mobile_phone", Field::Phone),
    ("mobile_number", Field::Phone),
    ("telephone", Field::Phone),
    ("contact_phone", Field::Phone),
    ("customer_phone", Field::Phone),
];

const CONTACTS: &[(&str, Field)] = &[
    ("id", Field::ContactId),
    ("first_name", Field::FirstName),
    ("firstname", Field::FirstName),
    ("given_name", Field::FirstName),
    ("middle_name", Field::MiddleName),
    ("last_name", Field::LastName),
    ("lastname", Field::LastName),
    ("family_name", Field::LastName),
    ("surname", Field::LastName),
    ("company", Field::Company),
    ("company_name", Field::Company),
    ("organisation", Field::Company),
    ("organization", Field::Company),
    ("account_name", Field::Company),
    ("job_title", Field::JobTitle),
    ("position", Field::JobTitle),
    ("role", Field::JobTitle),
    ("address", Field::Address),
    ("street", Field::Address),
    ("street_address", Field::Address),
    ("city", Field::City),
    ("town", Field::City),
    ("country", Field::Country),
    ("country_region", Field::Country),
    ("website", Field::Website),
    ("website_url", Field::Website),
    ("branch", Field::Branch),
    ("location", Field::Branch),
    ("source", Field::Source),
    ("original_source", Field::Source),
    ("lead_source", Field::Source),
    ("channels", Field::Channels),
    ("channel", Field::Channels),
    ("tags", Field::Tags),
    ("tag", Field::Tags),
    ("labels", Field::Tags),
    ("interests", Field::Interests),
    ("traits", Field::Traits),
    ("needs", Field::Needs),
    ("note", Field::Note),
    ("notes", Field::Note),
    ("remarks", Field::Note),
    ("comments", Field::Note),
    ("first_seen", Field::FirstSeen),
    ("first_seen_at", Field::FirstSeen),
    ("last_active", Field::LastActive),
    ("last_active_at", Field::LastActive),
    ("last_seen", Field::LastActive),
    ("last_seen_at", Field::LastActive),
    ("last_activity", Field::LastActive),
    ("last_activity_date", Field::LastActive),
    ("created_at", Field::CreatedAt),
    ("created", Field::CreatedAt),
    ("create_date", Field::CreatedAt),
    ("created_date", Field::CreatedAt),
    ("date_created", Field::CreatedAt),
    ("do_not_contact", Field::OptOut),
    ("email_opt_out", Field::OptOut),
    ("opt_out", Field::OptOut),
    ("opted_out", Field::OptOut),
    ("unsubscribed", Field::OptOut),
    ("unsubscribed_from_emails", Field::OptOut),
    ("do_not_call", Field::OptOut),
    ("opt_in", Field::OptIn),
    ("opted_in", Field::OptIn),
    ("consent", Field::OptIn),
    ("marketing_consent", Field::OptIn),
    ("email_consent", Field::OptIn),
    ("accepts_marketing", Field::OptIn),
    ("subscribed", Field::OptIn),
    ("points", Field::Points),
    ("status", Field::Status),
    ("stage", Field::Stage),
    ("intent", Field::Intent),
];

/// Columns of rolo's own export that mean something only there.
const OWN: &[(&str, Field)] = &[
    ("rolo_key", Field::RowKey),
    ("rolo_conversation", Field::ThreadKey),
    ("cues", Field::Derived),
    ("class", Field::Derived),
    ("other_emails", Field::Email),
    ("other_phones", Field::Phone),
    ("pinned", Field::Pinned),
    ("metadata", Field::Metadata),
    ("lifecycle", Field::Derived),
    ("status_auto", Field::Derived),
    ("stage_auto", Field::Derived),
    ("intent_auto", Field::Derived),
    ("sentiment", Field::Derived),
    ("sentiment_level", Field::Derived),
    ("score", Field::Derived),
    ("grade", Field::Derived),
    ("vip", Field::Derived),
    ("at_risk", Field::Derived),
    ("completeness", Field::Derived),
    ("conversation_count", Field::Derived),
    ("message_count", Field::Derived),
    ("purchases", Field::Derived),
    ("spend", Field::Derived),
    ("updated_at", Field::Derived),
];

const MESSAGES: &[(&str, Field)] = &[
    ("conversation_id", Field::ConversationId),
    ("conversation_of_several", Field::OfSeveral),
    ("thread_id", Field::ConversationId),
    ("chat_id", Field::ConversationId),
    ("message_id", Field::MessageId),
    ("id", Field::MessageId),
    ("channel", Field::Channel),
    ("contact_source", Field::Source),
    ("website", Field::Website),
    ("branch", Field::Branch),
    ("agent", Field::Agent),
    ("agent_name", Field::Agent),
    ("sender", Field::Sender),
    ("sender_type", Field::Sender),
    ("from_type", Field::Sender),
    ("direction", Field::Sender),
    ("author_type", Field::Sender),
    ("sent_at", Field::SentAt),
    ("timestamp", Field::SentAt),
    ("created_at", Field::SentAt),
    ("sent", Field::SentAt),
    ("time", Field::SentAt),
    ("date", Field::SentAt),
    ("text", Field::Text),
    ("message", Field::Text),
    ("body", Field::Text),
    ("content", Field::Text),
    ("message_text", Field::Text),
    ("conversation_state", Field::ConversationState),
    ("conversation_status", Field::ConversationState),
    ("state", Field::ConversationState),
];

const EVENTS: &[(&str, Field)] = &[
    ("event_id", Field::EventId),
    ("id", Field::EventId),
    ("kind", Field::Kind),
    ("type", Field::Kind),
    ("event", Field::Kind),
    ("event_type", Field::Kind),
    ("event_name", Field::Kind),
    ("at", Field::At),
    ("occurred_at", Field::At),
    ("event_time", Field::At),
    ("timestamp", Field::At),
    ("created_at", Field::At),
    ("time", Field::At),
    ("date", Field::At),
    ("amount", Field::Amount),
    ("value", Field::Amount),
    ("total", Field::Amount),
    ("currency", Field::Currency),
    ("reference", Field::Reference),
    ("order_id", Field::Reference),
];

/// A header's name in the form that aliases are written in.
pub fn normalize(header: &str) -> String {
    let mut name = String::with_capacity(header.len());
    for c in value::text(header).chars() {
        if c.is_alphanumeric() {
            name.extend(c.to_lowercase());
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
    }
    name.truncate(name.trim_end_matches('_').len());
    name
}

fn aliases(kind: FileKind) -> &'static [(&'static str, Field)] {
    match kind {
        FileKind::Contacts => CONTACTS,
        FileKind::Messages => MESSAGES,
        FileKind::Events => EVENTS,
        _ => records::names(kind),
    }
}

/// The names of columns that say who a row is about. A company is no person: its name and phone are its own.
const fn person(kind: FileKind) -> &'static [(&'static str, Field)] {
    if matches!(kind, FileKind::Companies) { &[] } else { PERSON }
}

/// What a column of this name means in a file of this kind. `is_own` says that the file is rolo's own export.
pub fn find(kind: FileKind, name: &str, is_own: bool) -> Option<Field> {
    let lists = [aliases(kind), person(kind), if is_own { OWN } else { &[] }];
    lists.iter().flat_map(|list| list.iter()).find(|(alias, _)| *alias == name).map(|(_, field)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_without_case_and_punctuation() {
        assert_eq!(normalize(" Country/Region "), "country_region");
        assert_eq!(normalize("E-mail Address"), "e_mail_address");
        assert_eq!(normalize("\u{feff}Prenome\u{301} "), "prenomé");
        assert_eq!(find(FileKind::Contacts, &normalize("First Name"), false), Some(Field::FirstName));
    }

    #[test]
    fn an_id_belongs_to_what_the_row_is() {
        assert_eq!(find(FileKind::Contacts, "id", false), Some(Field::ContactId));
        assert_eq!(find(FileKind::Messages, "id", false), Some(Field::MessageId));
        assert_eq!(find(FileKind::Events, "contact_id", false), Some(Field::ContactId));
    }

    #[test]
    fn derived_columns_are_known_only_in_our_own_export() {
        assert_eq!(find(FileKind::Contacts, "score", true), Some(Field::Derived));
        assert_eq!(find(FileKind::Contacts, "score", false), None);
    }
}

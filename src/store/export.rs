//! What `export` writes of conversations, messages, events, companies, deals, notes and deliveries: each row with all
//! that an import needs to build it again, under the names that an import knows. What came without an id of its own
//! carries a key, by which the same database knows it again.

use std::sync::LazyLock;

use super::migrate;

/// How a view begins to print an instant.
const PRINTED: &str = "strftime('%Y-%m-%dT%H:%M:%SZ', ";

/// The view `contacts`, which besides each printed time has its seconds, under the column's name and [`SECONDS`]: SQLite
/// would take a third of an export's time to print them.
static CONTACTS: LazyLock<String> = LazyLock::new(|| {
    let view = migrate::view("contacts");
    let mut seconds = String::new();
    for line in view.lines().filter_map(|line| line.trim().strip_prefix(PRINTED)) {
        if let Some((time, name)) = line.split_once(", 'unixepoch') AS ") {
            seconds += &format!(",\n  {time} AS \"{}{SECONDS}\"", name.trim_end_matches(','));
        }
    }
    format!("({})", view.replacen("\nFROM ", &format!("{seconds}\nFROM "), 1))
});

/// What follows the name of a column of times that gives seconds.
pub(super) const SECONDS: &str = " in seconds";

/// The columns by which a row's contact is found again; `k` is the contact.
macro_rules! who {
    () => {
        "k.id AS rolo_id, k.name AS name,
         CASE instr(k.emails, ';') WHEN 0 THEN k.emails ELSE substr(k.emails, 1, instr(k.emails, ';') - 1) END AS email,
         CASE instr(k.phones, ';') WHEN 0 THEN k.phones ELSE substr(k.phones, 1, instr(k.phones, ';') - 1) END AS phone,
         k.user_id AS user_id, k.external_ids AS external_ids, k.visitor_ids AS visitor_ids"
    };
}

/// The words about a conversation; `c` is the conversation.
macro_rules! thread {
    () => {
        "c.external_id AS conversation_id, c.scope AS platform, c.channel AS channel, c.website AS website,
         c.branch AS branch, c.agent AS agent,
         CASE c.state WHEN 0 THEN 'open' WHEN 1 THEN 'closed' WHEN 2 THEN 'archived' END AS conversation_state"
    };
}

/// An instant as text.
macro_rules! time {
    ($column:literal) => {
        concat!("strftime('%Y-%m-%dT%H:%M:%SZ', ", $column, ", 'unixepoch')")
    };
}

/// Contacts with what they can be reached and found by besides their main address and number.
const MORE_OF_CONTACTS: &str = "(SELECT v.*,
       CASE instr(k.emails, ';') WHEN 0 THEN NULL ELSE substr(k.emails, instr(k.emails, ';') + 1) END AS other_emails,
       CASE instr(k.phones, ';') WHEN 0 THEN NULL ELSE substr(k.phones, instr(k.phones, ';') + 1) END AS other_phones
      FROM contacts AS v JOIN contact AS k ON k.id = v.id)";

const CONVERSATIONS: &str = concat!(
    "(SELECT c.id AS id, ",
    who!(),
    ", ",
    thread!(),
    ", c.summary AS summary, c.metadata AS metadata,
       CASE WHEN c.external_id IS NULL THEN c.key END AS rolo_conversation
      FROM conversation AS c LEFT JOIN contact AS k ON k.id = c.contact_id)"
);

const MESSAGES: &str = concat!(
    "(SELECT m.id AS id, ",
    who!(),
    ", ",
    thread!(),
    ", m.external_id AS message_id,
       CASE m.sender WHEN 0 THEN 'visitor' WHEN 1 THEN 'agent' WHEN 2 THEN 'bot' WHEN 3 THEN 'system' END AS sender, ",
    time!("m.at"),
    " AS sent_at, m.text AS text, m.metadata AS metadata,
       CASE WHEN m.external_id IS NULL THEN m.key END AS rolo_key,
       CASE WHEN c.external_id IS NULL THEN c.key END AS rolo_conversation
      FROM message AS m
      JOIN conversation AS c ON c.id = m.conversation_id
      LEFT JOIN contact AS k ON k.id = m.contact_id)"
);

const EVENTS: &str = concat!(
    "(SELECT e.id AS id, ",
    who!(),
    ", e.external_id AS event_id, e.scope AS platform, e.kind AS kind, ",
    time!("e.at"),
    " AS at, e.amount / 1000000.0 AS amount, e.currency AS currency, e.reference AS reference, e.metadata AS metadata,
       CASE WHEN e.external_id IS NULL THEN e.key END AS rolo_key
      FROM event AS e LEFT JOIN contact AS k ON k.id = e.contact_id)"
);

const COMPANIES: &str = concat!(
    "(SELECT id, id AS rolo_id, name, website, industry, phone, address, city, country, ",
    time!("created_at"),
    " AS created_at, external_ids, other_names, metadata FROM company)"
);

const DEALS: &str = concat!(
    "(SELECT d.id AS id, ",
    who!(),
    ", d.external_id AS deal_id, d.scope AS platform, d.title AS title, d.stage AS stage,
       d.amount / 1000000.0 AS amount, d.currency AS currency, d.state AS state, ",
    time!("d.expected_close"),
    " AS expected_close, ",
    time!("d.created_at"),
    " AS created_at, ",
    time!("d.closed_at"),
    " AS closed_at, d.past_stages AS past_stages, d.lost_reason AS lost_reason, ",
    time!("d.reopened_at"),
    " AS reopened_at, d.won_event AS won_event, ",
    time!("d.won_event_at"),
    " AS won_event_at, (SELECT company.name FROM company WHERE company.id = d.company_id) AS company,
       d.metadata AS metadata, CASE WHEN d.external_id IS NULL THEN d.key END AS rolo_key
      FROM deal AS d LEFT JOIN contact AS k ON k.id = d.contact_id)"
);

const NOTES: &str = concat!(
    "(SELECT n.id AS id, ",
    who!(),
    ", n.text AS text, ",
    time!("n.at"),
    " AS at, n.author AS author, n.metadata AS metadata
      FROM note AS n LEFT JOIN contact AS k ON k.id = n.contact_id)"
);

const DELIVERIES: &str = concat!(
    "(SELECT d.id AS id, ",
    who!(),
    ", b.name AS broadcast, d.state AS state, ",
    time!("d.at"),
    " AS at, d.metadata AS metadata
      FROM delivery AS d
      JOIN broadcast AS b ON b.id = d.broadcast_id
      LEFT JOIN contact AS k ON k.id = d.contact_id)"
);

/// What stands after FROM for a name that a selection is made from: one of these exports, or a public view as it is.
pub(super) fn source(name: &'static str) -> &'static str {
    match name {
        "exported contacts" => MORE_OF_CONTACTS,
        "contacts in seconds" => &CONTACTS,
        "exported conversations" => CONVERSATIONS,
        "exported messages" => MESSAGES,
        "exported events" => EVENTS,
        "exported companies" => COMPANIES,
        "exported deals" => DEALS,
        "exported notes" => NOTES,
        "exported deliveries" => DELIVERIES,
        view => view,
    }
}

//! Checks that a query says all of: rows whose owner is not there, and derived rows of nobody.

use super::{Check, Find, Mend};
use crate::store::alert::OF_NOTHING;

fn rows(name: &'static str, what: &'static str, find: impl Into<String>, mend: Option<String>) -> Check {
    Check { name, what, find: Find::Rows(find.into()), mend: mend.map(Mend::Sql) }
}

/// Rows and whom they belong to.
pub(super) fn of_owners() -> Vec<Check> {
    let mut checks = Vec::new();
    for (table, what) in [
        ("conversation", "a conversation of a contact that is not there"),
        ("event", "an event of a contact that is not there"),
        ("delivery", "a delivery to a contact that is not there"),
    ] {
        let find = format!(
            "SELECT id FROM {table} WHERE contact_id IS NOT NULL AND contact_id NOT IN (SELECT id FROM contact)"
        );
        checks.push(rows(table, what, find, None));
    }
    for (table, what) in
        [("contact", "a contact of a company that is not there"), ("deal", "a deal of a company that is not there")]
    {
        let find = format!(
            "SELECT id FROM {table} WHERE company_id IS NOT NULL AND company_id NOT IN (SELECT id FROM company)"
        );
        checks.push(rows(table, what, find, None));
    }
    checks.extend(of_deals());
    checks.extend(of_messages());
    checks.push(rows(
        "merge",
        "a contact that became part of another is still there",
        "SELECT merged_id FROM merge WHERE undone_at IS NULL AND merged_id IN (SELECT id FROM contact)",
        None,
    ));
    checks.extend(of_journal());
    checks
}

fn of_deals() -> [Check; 3] {
    [
        rows(
            "deal",
            "a deal of a contact that is not there",
            "SELECT id FROM deal WHERE contact_id IS NOT NULL AND contact_id NOT IN (SELECT id FROM contact)",
            None,
        ),
        rows(
            "deal",
            "an open deal that was closed, or a closed one that never was",
            "SELECT id FROM deal WHERE (state = 'open') <> (closed_at IS NULL)",
            Some(
                "UPDATE deal SET closed_at = NULL WHERE state = 'open' AND closed_at IS NOT NULL;
                 UPDATE deal SET closed_at = updated_at WHERE state <> 'open' AND closed_at IS NULL"
                    .to_owned(),
            ),
        ),
        rows(
            "deal",
            "a deal won by an event that is not there",
            "SELECT id FROM deal WHERE won_event IS NOT NULL AND (state <> 'won' OR NOT EXISTS (SELECT 1 FROM event
                 WHERE event.contact_id = deal.contact_id AND at = won_event_at AND kind = won_event))",
            None,
        ),
    ]
}

fn of_messages() -> [Check; 3] {
    const STRAYS: &str = "FROM message INDEXED BY message_by_contact JOIN conversation
         ON conversation.id = message.conversation_id WHERE message.contact_id IS NOT conversation.contact_id";
    const COUNTED: &str = "SELECT count(*) FILTER (WHERE sender <> 3), min(at), max(at),
             max(at) FILTER (WHERE sender = 0) FROM message
         WHERE message.contact_id IS conversation.contact_id AND message.conversation_id = conversation.id";
    [
        rows(
            "message",
            "a message of a conversation that is not there",
            "SELECT id FROM message INDEXED BY message_by_contact
             WHERE NOT EXISTS (SELECT 1 FROM conversation WHERE conversation.id = conversation_id)",
            None,
        ),
        rows(
            "message",
            "a message of another contact than its conversation's",
            format!("SELECT message.id {STRAYS}"),
            Some(format!(
                "UPDATE message SET contact_id = (SELECT contact_id FROM conversation WHERE id = conversation_id)
                 WHERE id IN (SELECT message.id {STRAYS})"
            )),
        ),
        rows(
            "conversation",
            "message_count or times that are not those of its messages",
            format!(
                "SELECT id FROM conversation
                 WHERE (message_count, started_at, last_message_at, last_visitor_at) IS NOT ({COUNTED})"
            ),
            Some(format!(
                "UPDATE conversation SET (message_count, started_at, last_message_at, last_visitor_at) = ({COUNTED})
                 WHERE (message_count, started_at, last_message_at, last_visitor_at) IS NOT ({COUNTED});
                 INSERT OR IGNORE INTO dirty_conversation SELECT id FROM conversation WHERE contact_id IS NULL"
            )),
        ),
    ]
}

fn of_journal() -> Vec<Check> {
    let mut checks = Vec::new();
    for (table, id, what) in [
        ("change", "id", "a change of an entry that is not in the journal"),
        ("created", "journal_id", "created rows of an entry that is not in the journal"),
        ("taken_before", "journal_id", "kept rows of an entry that is not in the journal"),
    ] {
        let of_nobody = "journal_id NOT IN (SELECT id FROM journal)";
        checks.push(rows(
            table,
            what,
            format!("SELECT {id} FROM {table} WHERE {of_nobody}"),
            Some(format!("DELETE FROM {table} WHERE {of_nobody}")),
        ));
    }
    checks.push(rows(
        "change",
        "a change that cannot be read",
        "SELECT id FROM change WHERE NOT json_valid(coalesce(before, '{}')) OR NOT json_valid(coalesce(after, '{}'))
             OR coalesce(before, after) IS NULL",
        None,
    ));
    checks.push(rows(
        "metadata",
        "metadata that is no JSON object",
        "SELECT 'contact ' || id FROM contact WHERE metadata IS NOT NULL
             AND iif(json_valid(metadata), json_type(metadata) <> 'object', 1)",
        None,
    ));
    checks
}

/// Derived rows of contacts and conversations that are not there, and contacts that no pass would look at.
pub(super) fn of_derived() -> Vec<Check> {
    let mut checks = Vec::new();
    for (table, owner, of) in [
        ("contact_state", "contact_id", "contact"),
        ("contact_score", "contact_id", "contact"),
        ("contact_fact", "contact_id", "contact"),
        ("stale_fact", "contact_id", "contact"),
        ("dirty", "contact_id", "contact"),
        ("inferred", "contact_id", "contact"),
        ("hint", "contact_id", "contact"),
        ("followup_next", "contact_id", "contact"),
        ("holding", "contact_id", "contact"),
        ("conversation_state", "conversation_id", "conversation"),
        ("dirty_conversation", "conversation_id", "conversation"),
    ] {
        let of_nobody = format!("{owner} NOT IN (SELECT id FROM {of})");
        checks.push(rows(
            table,
            "derived of somebody or something that is not there",
            format!("SELECT {owner} FROM {table} WHERE {of_nobody}"),
            Some(format!("DELETE FROM {table} WHERE {of_nobody}")),
        ));
    }
    checks.push(rows(
        "alert",
        "an alert about something that is not there",
        format!("SELECT id FROM alert WHERE {OF_NOTHING}"),
        Some(format!("DELETE FROM alert WHERE {OF_NOTHING}")),
    ));
    checks.push(rows(
        "alert",
        "an alert in a state that no word stands for",
        "SELECT id FROM alert WHERE state NOT IN ('open', 'taken', 'resolved', 'dismissed')",
        Some(
            "UPDATE alert SET state = 'open' WHERE state NOT IN ('open', 'taken', 'resolved', 'dismissed')".to_owned(),
        ),
    ));
    checks.extend(of_passes());
    checks
}

/// What a pass left, or is still to look at.
fn of_passes() -> [Check; 4] {
    let unseen = |table: &str, bit: i64| {
        format!(
            "SELECT id FROM contact WHERE id NOT IN (SELECT contact_id FROM {table})
             AND id NOT IN (SELECT contact_id FROM dirty WHERE passes & {bit})
             AND NOT coalesce((SELECT value FROM setting WHERE key = 'dirty_all'), 0) & {bit}"
        )
    };
    const UNDECIDED: &str = "SELECT id FROM conversation
         WHERE id NOT IN (SELECT conversation_id FROM conversation_state)
             AND id NOT IN (SELECT conversation_id FROM dirty_conversation)
             AND coalesce(contact_id NOT IN (SELECT contact_id FROM dirty WHERE passes & 1), 1)
             AND NOT coalesce((SELECT value FROM setting WHERE key = 'dirty_all'), 0) & 1";
    // Everybody is marked after a repair.
    let marked = || Some(String::new());
    [
        rows(
            "contact_state",
            "a contact that was never decided and is not marked",
            unseen("contact_state", 1),
            marked(),
        ),
        rows(
            "contact_score",
            "a contact that was never scored and is not marked",
            unseen("contact_score", 2),
            marked(),
        ),
        rows("conversation_state", "a conversation that was never decided", UNDECIDED, marked()),
        rows(
            "contact_state",
            "a decision that no word stands for",
            "SELECT contact_id FROM contact_state JOIN contacts ON contacts.id = contact_id
             WHERE contacts.status IS NULL OR contacts.stage IS NULL OR contacts.status_auto IS NULL
                 OR (contacts.intent IS NULL AND contact_state.intent IS NOT NULL)",
            Some(
                "DELETE FROM contact_state WHERE contact_id IN (SELECT id FROM contacts
                     JOIN contact_state ON contact_id = contacts.id
                     WHERE contacts.status IS NULL OR contacts.stage IS NULL OR contacts.status_auto IS NULL
                         OR (contacts.intent IS NULL AND contact_state.intent IS NOT NULL))"
                    .to_owned(),
            ),
        ),
    ]
}

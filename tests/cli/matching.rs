//! Who a row means: the keys in their order, names that agree or not, conflicts, folding and scopes.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";
const PEOPLE: &str = "SELECT name, email, phone, user_id, external_ids, visitor_ids FROM contacts ORDER BY id";

/// How sure the link of the one conversation is, when its message names a known contact so.
fn confidence(people: &str, columns: &str, cells: &str) -> String {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", people, &[]);
    let message = format!("{columns},channel,sender,sent_at,text\n{cells},web,visitor,2026-08-01T10:00:00Z,Hello\n");
    let taken = rolo.import("messages.csv", &message, &[]);
    assert_eq!(taken.contacts, 0, "{cells} means the contact that is there");
    rolo.one("SELECT match_confidence FROM conversations")
}

#[test]
fn each_key_finds_its_contact_with_its_confidence() {
    let people = "user_id,id,email,visitor_id,phone,name\n7,C-1,ana@example.com,v1,+639175550101,Ana Cruz\n";
    assert_eq!(confidence(people, "user_id", "7"), "100");
    assert_eq!(confidence(people, "contact_id", "C-1"), "100");
    assert_eq!(confidence(people, "email", " ANA@Example.com "), "95");
    assert_eq!(confidence(people, "visitor_id", "v1"), "90");
    assert_eq!(confidence(people, "phone", "+63 917 555 0101"), "85");
}

#[test]
fn a_higher_key_wins_over_a_lower_one() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "user_id,id,name\n7,,Ana Cruz\n,C-1,Ana Cruz\n", &[]);
    let taken = rolo.import("b.csv", "user_id,id,city\n7,C-1,Leeds\n", &[]);
    assert_eq!((taken.fates(), taken.conflicts), ([0, 1, 0], 1));
    assert_eq!(rolo.rows("SELECT user_id, external_ids, city FROM contacts ORDER BY id"), ["7||Leeds", "|import:C-1|"]);
}

#[test]
fn the_order_of_the_keys_can_be_configured() {
    let rolo = Sandbox::at(NOW);
    rolo.file("rolo.toml", "[match]\nkeys = [\"email\", \"user_id\"]\n");
    rolo.import("a.csv", "user_id,email,name\n7,,Ana Cruz\n,ana@example.com,Ana Cruz\n", &[]);
    rolo.import("b.csv", "user_id,email,city\n7,ana@example.com,Leeds\n", &[]);
    assert_eq!(rolo.one("SELECT email FROM contacts WHERE city = 'Leeds'"), "ana@example.com");
}

#[test]
fn the_same_mailbox_with_another_first_name_is_another_contact() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,name\ninfo@example.com,Ana Cruz\n", &[]);
    let text = "email,name\ninfo@example.com,Ben Cruz\n";
    assert_eq!(rolo.import("b.csv", text, &[]).fates(), [1, 0, 0]);
    assert_eq!(
        rolo.rows("SELECT name, email FROM contacts ORDER BY id"),
        ["Ana Cruz|info@example.com", "Ben Cruz|info@example.com"]
    );
    assert_eq!(rolo.rows("SELECT low_id, high_id, reason FROM pair"), ["1|2|shared_email"]);
    assert_eq!(rolo.import("c.csv", "email,name,city\ninfo@example.com,Ben Cruz,Leeds\n", &[]).fates(), [0, 1, 0]);
    assert_eq!(rolo.one("SELECT name FROM contacts WHERE city = 'Leeds'"), "Ben Cruz");
}

#[test]
fn nicknames_initials_and_misspellings_are_the_same_first_name() {
    for other in ["Kate Lowell", "K. Lowell", "Katharine Lowell", "KATHERINE", ""] {
        let rolo = Sandbox::at(NOW);
        rolo.import("a.csv", "email,name\nkl@example.com,Katherine Lowell\n", &[]);
        let taken = rolo.import("b.csv", &format!("email,name,city\nkl@example.com,{other},York\n"), &[]);
        assert_eq!(taken.fates(), [0, 1, 0], "{other}");
    }
}

#[test]
fn of_several_holders_of_a_mailbox_the_one_whose_name_agrees_is_meant() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,name\ndesk@example.com,Ana Cruz\ndesk@example.com,Ben Cruz\n", &[]);
    rolo.import("b.csv", "email,name,city\ndesk@example.com,Benjamin Cruz,Leeds\n", &[]);
    assert_eq!(rolo.one("SELECT id FROM contacts WHERE city = 'Leeds'"), "2");
    // Nobody's name agrees with none: that is a third contact, and the next import knows it.
    let text = "email,city\ndesk@example.com,York\n";
    assert_eq!(rolo.import("c.csv", text, &[]).fates(), [1, 0, 0]);
    assert_eq!(rolo.import("c.csv", text, &[]).fates(), [0, 0, 1]);
}

#[test]
fn a_placeholder_mailbox_names_nobody() {
    let rolo = Sandbox::at(NOW);
    let text = "email,name\nnone@none.com,Ana Cruz\nnone@none.com,Ana Cruz Reyes\nnone@none.com,Ana Santos\n";
    assert_eq!(rolo.import("a.csv", text, &[]).fates(), [3, 0, 0]);
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "3");
    assert_eq!(rolo.import("a.csv", text, &[]).fates(), [0, 0, 3]);
}

#[test]
fn a_phone_finds_its_only_holder_if_the_names_do_not_disagree() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "phone,name\n+639175550101,Ana Cruz\n", &[]);
    assert_eq!(rolo.import("b.csv", "phone,name,city\n+639175550101,Ana Cruz,York\n", &[]).fates(), [0, 1, 0]);
    assert_eq!(rolo.import("c.csv", "phone,name\n+639175550101,Ben Cruz\n", &[]).fates(), [1, 0, 0]);
    // Two hold it now, and a row without a name means neither.
    assert_eq!(rolo.import("d.csv", "phone,city\n+639175550101,Leeds\n", &[]).fates(), [1, 0, 0]);
}

#[test]
fn a_contact_with_another_user_id_is_never_meant() {
    let rolo = Sandbox::at(NOW);
    let ana = "user_id,id,email,visitor_id,phone,name\n7,C-1,ana@example.com,v1,+639175550101,Ana Cruz\n";
    rolo.import("a.csv", ana, &[]);
    let other = "user_id,id,email,visitor_id,phone,name\n8,C-1,ana@example.com,v1,+639175550101,Ana Cruz\n";
    let taken = rolo.import("b.csv", other, &[]);
    assert_eq!(taken.fates(), [1, 0, 0]);
    assert_eq!(
        rolo.rows(PEOPLE),
        ["Ana Cruz|ana@example.com|+639175550101|7|import:C-1|v1", "Ana Cruz|ana@example.com|+639175550101|8||"]
    );
    assert_eq!(rolo.import("b.csv", other, &[]).fates(), [0, 0, 1]);
    rolo.ok(&["dedupe", "--apply"]);
    assert_eq!(rolo.one("SELECT count(*) FROM contacts"), "2", "two user_ids never merge by themselves");
}

#[test]
fn rows_of_one_file_that_mean_one_contact_are_folded() {
    let rolo = Sandbox::at(NOW);
    let text = "email,name,city,source,first_seen,last_active,tags\n\
        ana@example.com,Ana Cruz,Leeds,facebook,2026-03-02,2026-03-05,vip\n\
        ben@example.com,Ben Cruz,,,,,\n\
        ana@example.com,Ana C. Cruz,York,chat_widget,2026-03-01,2026-03-04,spa\n";
    assert_eq!(rolo.import("a.csv", text, &[]).fates(), [3, 0, 0]);
    let row = "SELECT name, city, source, first_seen, last_active, tags FROM contacts WHERE id = 1";
    assert_eq!(rolo.one(row), "Ana C. Cruz|York|facebook|2026-03-01T00:00:00Z|2026-03-05T00:00:00Z|vip;spa");
    let before = rolo.dump();
    assert_eq!(rolo.import("a.csv", text, &[]).fates(), [0, 0, 3]);
    assert_eq!(rolo.dump(), before);
}

#[test]
fn a_folded_row_counts_with_the_fate_of_its_contact() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,name\nana@example.com,Ana Cruz\nben@example.com,Ben Cruz\n", &[]);
    let text = "email,name,city\nana@example.com,Ana Cruz,\nben@example.com,Ben Cruz,\nana@example.com,,York\n";
    assert_eq!(rolo.import("b.csv", text, &[]).fates(), [0, 2, 1]);
}

#[test]
fn a_chain_of_keys_within_one_file_leads_to_one_contact() {
    let rolo = Sandbox::at(NOW);
    let text = "user_id,email,phone,name\n7,ana@example.com,,Ana Cruz\n,ana@example.com,+639175550101,Ana\n,,+639175550101,Ana Cruz\n";
    let taken = rolo.import("a.csv", text, &[]);
    assert_eq!((taken.fates(), taken.contacts), ([3, 0, 0], 1));
    assert_eq!(rolo.import("a.csv", text, &[]).fates(), [0, 0, 3]);
}

#[test]
fn a_shared_identity_in_conflict_is_added_to_the_winner_too() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "user_id,email,name\n7,,Ana Cruz\n,ana@example.com,Ana Cruz\n", &[]);
    let text = "user_id,email,name\n7,ana@example.com,Ana Cruz\n";
    let taken = rolo.import("b.csv", text, &[]);
    assert_eq!((taken.fates(), taken.conflicts), ([0, 1, 0], 1));
    assert_eq!(rolo.rows("SELECT user_id, email FROM contacts ORDER BY id"), ["7|ana@example.com", "|ana@example.com"]);
    assert_eq!(rolo.import("b.csv", text, &[]).fates(), [0, 0, 1]);
    rolo.ok(&["dedupe", "--apply"]);
    assert_eq!(rolo.rows("SELECT user_id, email FROM contacts"), ["7|ana@example.com"], "the names agree");
}

#[test]
fn a_conflict_on_a_unique_identity_is_certain_evidence_only_if_the_names_agree() {
    for (name, left) in [("Anna Cruz", "1"), ("Ben Cruz", "2")] {
        let rolo = Sandbox::at(NOW);
        let text = format!("user_id,visitor_id,email,name\n7,,,Ana Cruz\n,v1,b@example.com,{name}\n");
        rolo.import("a.csv", &text, &[]);
        let taken = rolo.import("b.csv", "user_id,visitor_id\n7,v1\n", &[]);
        assert_eq!(taken.conflicts, 1);
        assert_eq!(rolo.one("SELECT visitor_ids FROM contacts WHERE id = 2"), "v1", "the identity stays where it was");
        rolo.ok(&["dedupe", "--apply"]);
        assert_eq!(rolo.one("SELECT count(*) FROM contacts"), left, "{name}");
    }
}

#[test]
fn an_anonymous_lead_is_absorbed_by_whoever_identifies() {
    let rolo = Sandbox::at(NOW);
    rolo.import("lead.csv", "visitor_id,city\nv1,Leeds\n", &[]);
    rolo.import("ana.csv", "email,name\nana@example.com,Ana Cruz\n", &[]);
    let text = "email,visitor_id\nana@example.com,v1\n";
    let taken = rolo.import("both.csv", text, &[]);
    assert_eq!((taken.fates(), taken.conflicts), ([0, 1, 0], 0));
    assert_eq!(rolo.rows("SELECT id, name, city, visitor_ids FROM contacts"), ["2|Ana Cruz|Leeds|v1"]);
    let before = rolo.dump();
    assert_eq!(rolo.import("both.csv", text, &[]).fates(), [0, 0, 1]);
    assert_eq!(rolo.dump(), before);
}

#[test]
fn an_anonymous_lead_that_names_itself_stays_one_contact() {
    let rolo = Sandbox::at(NOW);
    rolo.import("lead.csv", "visitor_id\nv1\n", &[]);
    let taken = rolo.import("named.csv", "visitor_id,email,name\nv1,ana@example.com,Ana Cruz\n", &[]);
    assert_eq!(taken.fates(), [0, 1, 0]);
    assert_eq!(rolo.rows("SELECT id, email FROM contacts"), ["1|ana@example.com"]);
}

#[test]
fn a_lead_of_the_same_file_is_absorbed_and_counts_with_its_contact() {
    let rolo = Sandbox::at(NOW);
    let text = "email,visitor_id,name\nana@example.com,,Ana Cruz\n,v1,\nana@example.com,v1,\n";
    let taken = rolo.import("a.csv", text, &[]);
    assert_eq!((taken.fates(), taken.contacts), ([3, 0, 0], 1));
    assert_eq!(rolo.one("SELECT visitor_ids FROM contacts"), "v1");
    assert_eq!(rolo.import("a.csv", text, &[]).fates(), [0, 0, 3]);
}

#[test]
fn a_plain_id_belongs_to_the_platform_option_else_the_column_else_import() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "id,name,platform\n1,Ana Cruz,\n1,Ben Cruz,HubSpot\n", &[]);
    rolo.import("b.csv", "contact_id,name,platform\n1,Cy Cruz,HubSpot\n", &["--platform", "Old CRM"]);
    rolo.import("c.csv", "external_id,city,platform\n1,York,hubspot\n", &[]);
    assert_eq!(
        rolo.rows("SELECT name, external_ids, city FROM contacts ORDER BY id"),
        ["Ana Cruz|import:1|", "Ben Cruz|hubspot:1|York", "Cy Cruz|old_crm:1|"]
    );
}

#[test]
fn an_external_id_in_messages_is_scoped_by_the_rows_channel() {
    let rolo = Sandbox::at(NOW);
    let text = "external_id,contact_id,channel,sender,sent_at,text\n\
        55,,telegram,visitor,2026-08-01T10:00:00Z,Hi\n55,,whatsapp,visitor,2026-08-01T10:00:00Z,Hi\n\
        ,55,whatsapp,visitor,2026-08-01T10:00:00Z,Hi\n";
    assert_eq!(rolo.import("m.csv", text, &["--platform", "desk"]).contacts, 3);
    assert_eq!(rolo.rows("SELECT external_ids FROM contacts ORDER BY id"), ["telegram:55", "whatsapp:55", "desk:55"]);
}

#[test]
fn rolos_own_id_counts_only_if_an_identity_or_the_name_agrees() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,name\nana@example.com,Ana Cruz\nben@example.com,Ben Cruz\n", &[]);
    rolo.import("b.csv", "rolo_id,email,name,city\n1,ana@example.com,Ana Cruz,York\n", &[]);
    rolo.import("c.csv", "rolo_id,email,name,city\n2,benj@example.com,Ben Cruz,Leeds\n", &[]);
    let taken = rolo.import("d.csv", "rolo_id,email,name,city\n1,cy@example.com,Cy Reyes,Hull\n", &[]);
    assert_eq!(taken.fates(), [1, 0, 0], "it is somebody else's id");
    assert_eq!(rolo.import("e.csv", "rolo_id,email,name\n99,dan@example.com,Dan Reyes\n", &[]).fates(), [1, 0, 0]);
    assert_eq!(
        rolo.rows("SELECT id, name, city FROM contacts ORDER BY id"),
        ["1|Ana Cruz|York", "2|Ben Cruz|Leeds", "3|Cy Reyes|Hull", "4|Dan Reyes|"]
    );
}

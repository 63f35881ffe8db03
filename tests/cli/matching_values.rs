//! How incoming values meet existing ones: the policies, blanks, opting out, tags, pins, unknown columns, and rolo's
//! own export on its way back in.

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";
const ANA: &str = "email,name,city,country\nana@example.com,Ana Cruz,Leeds,\n";
const MOVED: &str = "email,city,country\nana@example.com,York,GB\n";

#[test]
fn an_update_lets_the_incoming_value_win() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", ANA, &[]);
    assert_eq!(rolo.import("b.csv", MOVED, &[]).fates(), [0, 1, 0]);
    assert_eq!(rolo.one("SELECT city, country FROM contacts"), "York|GB");
}

#[test]
fn fill_takes_only_what_was_empty() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", ANA, &[]);
    assert_eq!(rolo.import("b.csv", MOVED, &["--on-match", "fill"]).fates(), [0, 1, 0]);
    assert_eq!(rolo.one("SELECT city, country FROM contacts"), "Leeds|GB");
}

#[test]
fn skip_leaves_existing_contacts_alone_and_takes_new_ones() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", ANA, &[]);
    let text = format!("{MOVED}ben@example.com,Hull,GB\n");
    assert_eq!(rolo.import("b.csv", &text, &["--on-match", "skip"]).fates(), [1, 0, 1]);
    assert_eq!(
        rolo.rows("SELECT email, city FROM contacts ORDER BY id"),
        ["ana@example.com|Leeds", "ben@example.com|Hull"]
    );
}

#[test]
fn skip_gives_an_existing_contact_no_identity_either() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", ANA, &[]);
    rolo.import("b.csv", "email,phone,user_id\nana@example.com,+639175550101,7\n", &["--on-match", "skip"]);
    assert_eq!(rolo.one("SELECT lifecycle, phone, user_id FROM contacts"), "lead||");
    let taken = rolo.import("c.csv", "user_id,name\n7,Cy Reyes\n", &[]);
    assert_eq!(taken.fates(), [1, 0, 0], "the refused identity leads nowhere");
}

#[test]
fn a_blank_never_erases() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,name,city,Shoe Size\nana@example.com,Ana Cruz,Leeds,38\n", &[]);
    let taken = rolo.import("b.csv", "email,name,city,Shoe Size\nana@example.com,,  ,\n", &[]);
    assert_eq!(taken.fates(), [0, 0, 1]);
    assert_eq!(rolo.one("SELECT name, city, metadata FROM contacts"), "Ana Cruz|Leeds|{\"Shoe Size\":\"38\"}");
}

#[test]
fn a_blank_never_erases_a_value_of_an_event() {
    let rolo = Sandbox::at(NOW);
    rolo.import(
        "a.csv",
        "event_id,email,kind,at,amount,currency\ne1,a@example.com,purchase,2026-08-01,12.50,PHP\n",
        &[],
    );
    let blank = "event_id,email,kind,at,amount,currency\ne1,a@example.com,purchase,2026-08-01,,\n";
    assert_eq!(rolo.import("b.csv", blank, &[]).fates(), [0, 0, 1]);
    assert_eq!(rolo.one("SELECT amount, currency FROM events"), "12.5|PHP");
}

#[test]
fn promotion_is_automatic_and_logged() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", ANA, &[]);
    rolo.import("b.csv", "email,user_id\nana@example.com,7\n", &[]);
    assert_eq!(rolo.one("SELECT lifecycle FROM contacts"), "customer");
    assert_eq!(rolo.rows("SELECT contact_id, old, new FROM activity WHERE kind = 'promoted'"), ["1|lead|customer"]);
}

#[test]
fn opting_out_is_sticky_under_every_policy() {
    for policy in ["update", "fill", "skip"] {
        for column in ["do_not_contact,yes", "unsubscribed,TRUE", "opt_in,no", "subscribed,0"] {
            let (header, value) = column.split_once(',').unwrap();
            let rolo = Sandbox::at(NOW);
            rolo.import("a.csv", ANA, &[]);
            let out = format!("email,{header}\nana@example.com,{value}\n");
            rolo.import("b.csv", &out, &["--on-match", policy]);
            assert_eq!(rolo.one("SELECT do_not_contact FROM contacts"), "1", "{policy} {column}");
            rolo.import("c.csv", "email,opt_in,do_not_contact\nana@example.com,yes,no\n", &["--on-match", policy]);
            assert_eq!(rolo.one("SELECT do_not_contact FROM contacts"), "1", "no import lifts it");
        }
    }
}

#[test]
fn an_opt_out_in_any_row_or_column_of_a_file_counts() {
    let rolo = Sandbox::at(NOW);
    let text = "email,opt_in,unsubscribed\nana@example.com,yes,no\nana@example.com,yes,yes\nana@example.com,yes,no\n";
    rolo.import("a.csv", text, &[]);
    assert_eq!(rolo.one("SELECT do_not_contact FROM contacts"), "1");
}

#[test]
fn a_message_that_asks_to_stop_opts_out() {
    let rolo = Sandbox::at(NOW);
    let header = "email,channel,sender,sent_at,text";
    rolo.import("m.csv", &format!("{header}\nana@example.com,web,agent,2026-08-01T10:00:00Z,stop messaging me\n"), &[]);
    assert_eq!(rolo.one("SELECT do_not_contact FROM contacts"), "0", "the agent said it");
    rolo.import(
        "n.csv",
        &format!("{header}\nana@example.com,web,visitor,2026-08-02T10:00:00Z,stop messaging me\n"),
        &[],
    );
    assert_eq!(rolo.one("SELECT do_not_contact FROM contacts"), "1");
}

#[test]
fn tags_are_added_never_removed() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,tags\nana@example.com,\"vip, spa\"\n", &[]);
    rolo.import("b.csv", "email,tags\nana@example.com,new;VIP\n", &[]);
    rolo.import("c.csv", "email,tags\nana@example.com,\n", &[]);
    assert_eq!(rolo.one("SELECT tags FROM contacts"), "vip;spa;new");
}

#[test]
fn unknown_columns_are_metadata_under_their_headers_name() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,Favourite Colour,Größe\nana@example.com,teal, 38 \n", &[]);
    rolo.import("b.csv", "email,Größe,Pet\nana@example.com,39,cat\n", &[]);
    let metadata = "{\"Favourite Colour\":\"teal\",\"Größe\":\"39\",\"Pet\":\"cat\"}";
    assert_eq!(rolo.one("SELECT metadata FROM contacts"), metadata);
}

#[test]
fn status_stage_and_intent_are_pins_only_when_asked_for_and_in_rolos_words() {
    let text = "email,status,stage,intent\nana@example.com,qualified,Proposal,comparing\n";
    let plain = Sandbox::at(NOW);
    plain.ok(&["nightly", plain.file("a.csv", text).to_str().unwrap()]);
    assert_eq!(plain.one("SELECT status, pinned FROM contacts"), "new|");
    let all = "{\"status\":\"qualified\",\"stage\":\"Proposal\",\"intent\":\"comparing\"}";
    assert_eq!(plain.one("SELECT metadata FROM contacts"), all);
    let pinned = Sandbox::at(NOW);
    pinned.import("a.csv", text, &["--pin"]);
    pinned.ok(&["nightly"]);
    let row = "SELECT status, status_auto, stage, intent, pinned, metadata FROM contacts";
    assert_eq!(pinned.one(row), "qualified|new|inquiry|comparing|intent;status|{\"stage\":\"Proposal\"}");
}

#[test]
fn points_of_a_file_replace_points_imported_before() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,points\nana@example.com,30\n", &[]);
    rolo.import("b.csv", "email,points\nana@example.com,12\n", &[]);
    assert_eq!(rolo.one("SELECT points FROM contact"), "12");
}

/// Two contacts with everything an export can carry.
fn rich() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    let text = "user_id,id,visitor_id,name,email,phone,company,job_title,address,city,country,website,branch,source,\
        tags,interests,traits,needs,first_seen,last_active,created_at,do_not_contact,status,Shoe Size\n\
        7,C-1,v1,\"Cruz, Ana\",ana@example.com,0917 555 0101,\"Blue, Ltd\",Owner,1 Long Row,Manila,Philippines,\
        https://example.com,North,facebook,vip;spa,tea,kind,a chair,2026-03-01,2026-03-05,2026-03-02,no,qualified,38\n\
        ,,,=Ben,ben@example.com,,,,,,,,,,,,,,,,,yes,lead,\n";
    rolo.import("rich.csv", text, &["--pin"]);
    let messages = "email,conversation_id,channel,sender,sent_at,text\n\
        ana@example.com,c1,whatsapp,visitor,2026-03-04T10:00:00Z,How much is it?\n";
    rolo.import("messages.csv", messages, &[]);
    rolo.ok(&["nightly"]);
    rolo
}

#[test]
fn an_export_imported_into_its_own_database_shows_the_same() {
    for columns in [&["--columns", "all"][..], &[]] {
        let rolo = rich();
        let text = rolo.ok(&[&["export"], columns].concat());
        let before = rolo.views();
        assert_eq!(rolo.import("back.csv", &text, &[]).fates(), [0, 0, 2], "{text}");
        rolo.ok(&["nightly"]);
        assert_eq!(rolo.views(), before);
        assert_eq!(rolo.import("back.csv", &text, &[]).fates(), [0, 0, 2]);
    }
}

#[test]
fn an_export_imported_into_an_empty_database_exports_the_same() {
    let rolo = rich();
    let derived = "id,status_auto,stage_auto,intent_auto,intent,stage,sentiment,sentiment_level,score,grade,vip,at_risk,\
        completeness,conversation_count,message_count,purchases,spend,updated_at,last_active,channels";
    let derived: Vec<&str> = derived.split(',').map(str::trim).collect();
    let names = rolo.rows("SELECT name FROM pragma_table_info('contacts')");
    let kept: Vec<&str> = names.iter().map(String::as_str).filter(|name| !derived.contains(name)).collect();
    let columns = kept.join(",");
    let text = rolo.ok(&["export", "--columns", "all"]);
    let other = Sandbox::at(NOW);
    assert_eq!(other.import("all.csv", &text, &[]).fates(), [2, 0, 0]);
    other.ok(&["nightly"]);
    let (before, after) = (rolo.ok(&["export", "--columns", &columns]), other.ok(&["export", "--columns", &columns]));
    assert_eq!(before, after);
}

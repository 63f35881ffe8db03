//! Chats of WhatsApp and Telegram: who is who, times, groups, twice and longer exports of the same chat.

use std::fs;

use crate::sandbox::{Run, Sandbox, project};

const NOW: &str = "2026-09-01";
const ANA: &str = "WhatsApp Chat with Ana Cruz.txt";

/// A folder with the chats of fixtures/chats in it.
fn sandbox() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    for name in [ANA, "WhatsApp Chat with Book Club.txt"] {
        rolo.file(name, &fixture(name));
    }
    for name in ["WhatsApp Chat - Ben Reyes/_chat.txt", "telegram_one/result.json", "telegram_all/result.json"] {
        let path = rolo.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, fixture(name)).unwrap();
    }
    rolo
}

fn fixture(name: &str) -> String {
    fs::read_to_string(project().join("fixtures/chats").join(name)).unwrap()
}

/// Imports a file and gives the fates of its rows: read, created, updated, unchanged, rejected.
#[track_caller]
fn import(rolo: &Sandbox, file: &str, options: &[&str]) -> [u64; 5] {
    let run = rolo.ends(0, &[&["import", "--format", "json", file], options].concat());
    let summary: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    ["read", "created", "updated", "unchanged", "rejected"].map(|key| summary["batches"][0][key].as_u64().unwrap())
}

#[track_caller]
fn refused(rolo: &Sandbox, args: &[&str]) -> Run {
    let run = rolo.ends(1, &[&["import"], args].concat());
    assert!(run.err.contains("nothing was imported"), "{}", run.err);
    run
}

#[test]
fn an_android_chat_is_a_conversation_with_whom_it_is_named_after() {
    let rolo = sandbox();
    assert_eq!(import(&rolo, ANA, &["--time-zone", "Asia/Manila"]), [9, 9, 0, 0, 0]);
    assert_eq!(
        rolo.one("SELECT name, source, channels, external_ids FROM contacts"),
        "Ana Cruz|whatsapp|whatsapp|whatsapp:Ana Cruz"
    );
    assert_eq!(
        rolo.one("SELECT external_id, channel, agent, link_state, message_count, started_at FROM conversations"),
        "Ana Cruz|whatsapp|Diwata Bakery|linked|7|2025-12-29T14:28:00Z"
    );
    let messages = rolo.rows("SELECT sender || ' ' || sent_at || ' ' || text FROM messages");
    assert!(messages[0].starts_with("system 2025-12-29T14:28:00Z Messages and calls"), "{}", messages[0]);
    assert_eq!(
        messages[1],
        "visitor 2025-12-29T14:30:00Z Hello! How much is the big cake?\nIs it still\navailable on Friday?"
    );
    assert_eq!(messages[3], "visitor 2025-12-29T14:31:00Z <Media omitted>");
    assert_eq!(&messages[4..6], ["visitor 2025-12-29T14:31:00Z ok", "visitor 2025-12-29T14:31:00Z ok"]);
    assert_eq!(messages[6], "agent 2026-01-02T01:05:00Z Friday is fine: 3 pm?");
    assert_eq!(messages[7], "visitor 2026-01-02T01:04:00Z I'll take it");
    assert!(messages[8].starts_with("system "), "{}", messages[8]);
}

#[test]
fn an_ios_chat_is_named_by_its_folder_and_what_whatsapp_wrote_is_by_nobody() {
    let rolo = sandbox();
    assert_eq!(import(&rolo, "WhatsApp Chat - Ben Reyes/_chat.txt", &[]), [5, 5, 0, 0, 0]);
    assert_eq!(rolo.one("SELECT name FROM contacts"), "Ben Reyes");
    let messages = rolo.rows("SELECT sender, sent_at, substr(text, 1, 14) FROM messages");
    assert_eq!(
        messages,
        [
            "system|2022-03-16T15:10:17Z|Messages and c",
            "visitor|2022-03-16T15:10:18Z|Good day, are ",
            "visitor|2022-03-16T15:11:00Z|<attached: 000",
            "agent|2022-03-16T15:12:40Z|Yes, from 8 to",
            "visitor|2022-03-17T08:00:01Z|Thanks!",
        ]
    );
    // Without a name of file or folder, the notice that an iOS chat begins with names it.
    let plain = Sandbox::at(NOW);
    plain.file("_chat.txt", &fixture("WhatsApp Chat - Ben Reyes/_chat.txt"));
    import(&plain, "_chat.txt", &[]);
    assert_eq!(plain.views(), rolo.views());
}

#[test]
fn the_same_chat_again_changes_nothing_and_a_longer_one_brings_what_is_new() {
    let rolo = sandbox();
    import(&rolo, ANA, &[]);
    let before = rolo.dump();
    assert_eq!(import(&rolo, ANA, &[]), [9, 0, 0, 9, 0]);
    assert_eq!(rolo.dump(), before);
    let longer = fixture(ANA) + "1/2/26, 9:07\u{202f}AM - Ana Cruz: ok\n1/15/26, 9:07\u{202f}AM - Ana Cruz: ok\n";
    rolo.file(ANA, &longer);
    assert_eq!(import(&rolo, ANA, &[]), [11, 2, 0, 9, 0]);
    assert_eq!(rolo.one("SELECT count(*), sum(message_count) FROM conversations"), "1|9");
    // Told apart by nothing but how often they occur.
    rolo.file(ANA, &(longer + "1/15/26, 9:07\u{202f}AM - Ana Cruz: ok\n"));
    assert_eq!(import(&rolo, ANA, &[]), [12, 1, 0, 11, 0]);
}

#[test]
fn an_imported_chat_can_be_taken_back() {
    let rolo = sandbox();
    rolo.file("a.csv", "email,name\nzoe@example.com,Zoe\n");
    rolo.ok(&["import", "a.csv"]);
    let before = rolo.dump();
    for (file, options) in [
        (ANA, &[][..]),
        ("WhatsApp Chat with Book Club.txt", &["--agent", "Diwata Bakery"]),
        ("telegram_all/result.json", &[]),
    ] {
        import(&rolo, file, options);
        assert_ne!(rolo.dump(), before);
        rolo.ok(&["undo"]);
        assert_eq!(rolo.dump(), before, "{file}");
    }
}

#[test]
fn in_a_group_everyone_who_is_no_agent_is_a_visitor_and_the_conversation_is_one() {
    let rolo = sandbox();
    let file = "WhatsApp Chat with Book Club.txt";
    let run = refused(&rolo, &[file]);
    assert!(run.err.contains("`Book Club`: it cannot be told who is on our side"), "{}", run.err);
    assert!(
        run.err.contains("--agent") && run.err.contains("Carla Santos, +63 917 555 0103, Diwata Bakery"),
        "{}",
        run.err
    );
    let run = refused(&rolo, &[file, "--agent", "Dan"]);
    assert!(run.err.contains("none of the agents named wrote in it (Dan)"), "{}", run.err);
    import(&rolo, file, &["--agent", "diwata bakery"]);
    assert_eq!(
        rolo.rows("SELECT name, phone, source FROM contacts ORDER BY id"),
        ["Carla Santos||whatsapp", "|+639175550103|whatsapp"]
    );
    assert_eq!(
        rolo.one("SELECT contact_id, external_id, agent, link_state FROM conversations"),
        "|Book Club|Diwata Bakery|pending"
    );
    let senders = rolo.rows("SELECT sender FROM messages");
    assert_eq!(senders, ["system", "visitor", "visitor", "agent"]);
    let from = rolo.rows("SELECT metadata ->> 'from' FROM message");
    assert_eq!(from, ["", "Carla Santos", "+63 917 555 0103", ""]);
    assert_eq!(import(&rolo, file, &["--agent", "diwata bakery"]), [4, 0, 0, 4, 0]);
}

#[test]
fn the_order_of_day_and_month_is_found_or_asked_for() {
    let chat = |dates: &[&str]| -> String {
        dates.iter().map(|date| format!("{date}, 10:30 - Ana Cruz: on {date}\n")).collect()
    };
    let first = "SELECT sent_at FROM messages ORDER BY text LIMIT 1";
    for (dates, sent_at) in [
        (&["03/04/22", "13/04/22"][..], "2022-04-03T10:30:00Z"),
        (&["03/04/22", "03/13/22"], "2022-03-04T10:30:00Z"),
        (&["01/02/22", "05/02/22", "02/03/22"], "2022-02-01T10:30:00Z"),
        (&["04/04/22"], "2022-04-04T10:30:00Z"),
    ] {
        let rolo = Sandbox::at(NOW);
        rolo.file(ANA, &chat(dates));
        import(&rolo, ANA, &[]);
        assert_eq!(rolo.one(first), sent_at, "{dates:?}");
    }
    let rolo = Sandbox::at(NOW);
    rolo.file(ANA, &chat(&["03/04/22"]));
    let run = refused(&rolo, &[ANA]);
    assert!(run.err.contains("`03/04/22, 10:30` may be day first or month first"), "{}", run.err);
    assert!(run.err.contains("--date-order dmy or --date-order mdy"), "{}", run.err);
    rolo.file("rolo.toml", "[import]\ndate_order = \"mdy\"\n");
    import(&rolo, ANA, &[]);
    assert_eq!(rolo.one(first), "2022-03-04T10:30:00Z");
}

#[test]
fn a_message_that_cannot_be_taken_is_rejected_with_its_line_and_can_be_mended() {
    let rolo = Sandbox::at(NOW);
    rolo.file(ANA, "13/04/22, 10:30 - Ana Cruz: one\nand more\n31/02/22, 10:31 - Ana Cruz: two\n");
    let run = rolo.ends(3, &["import", ANA]);
    assert!(run.err.contains("1 of 2 rows"), "{}", run.err);
    let rejects = rolo.read(&format!("{ANA}.rejects"));
    assert!(rejects.contains(",3,sent_at,") && rejects.contains("31/02/22, 10:31"), "{rejects}");
    rolo.file("mended.csv", &rejects.replace("\"[31/02/22, 10:31]\"", "2022-02-28T10:31"));
    assert_eq!(import(&rolo, "mended.csv", &[]), [1, 1, 0, 0, 0]);
    assert_eq!(rolo.one("SELECT count(*), sum(message_count) FROM conversations"), "1|2");
}

#[test]
fn chats_come_in_other_encodings_and_from_standard_input() {
    let rolo = Sandbox::at(NOW);
    let text = "16.03.22, 15:10 - +44 7700 900123: Grüße\r\n16.03.22, 15:11 - Ben: Danke\r\n";
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    fs::write(rolo.path("a.txt"), bytes).unwrap();
    import(&rolo, "a.txt", &["--agent", "Ben"]);
    assert_eq!(rolo.one("SELECT name, phone FROM contacts"), "|+447700900123");
    assert_eq!(rolo.rows("SELECT text FROM messages"), ["Grüße", "Danke"]);
    let marked = format!("\u{feff}{text}");
    let run = rolo.pipe(&["import", "--agent", "Ben", "--format", "json", "-"], &marked);
    assert!(run.out.contains("\"unchanged\":2"), "{}{}", run.out, run.err);
}

#[test]
fn a_telegram_chat_names_its_partner_by_id() {
    let rolo = sandbox();
    assert_eq!(import(&rolo, "telegram_one/result.json", &[]), [6, 6, 0, 0, 0]);
    assert_eq!(rolo.one("SELECT name, source, external_ids FROM contacts"), "Dana Lim|telegram|telegram:user201");
    assert_eq!(
        rolo.one("SELECT external_id, channel, agent, link_state, message_count FROM conversations"),
        "201|telegram|Diwata Bakery|linked|4"
    );
    assert_eq!(
        rolo.rows("SELECT external_id, sender, sent_at, text FROM messages"),
        [
            "201/1|system|2026-01-05T02:00:00Z|Dana Lim: phone call missed",
            "201/2|visitor|2026-01-05T02:01:00Z|Do you deliver to Quezon City?",
            "201/3|agent|2026-01-05T02:02:00Z|Yes, we deliver there",
            "201/4|visitor|2026-01-05T02:04:00Z|<photo>",
            "201/5|visitor|2026-01-05T02:05:00Z|<sticker: 👍>",
        ]
    );
    let before = rolo.dump();
    // What else the export tells of a message is kept with it.
    let told = "SELECT metadata ->> 'media_type', metadata ->> 'edited' FROM message WHERE metadata ->> ";
    assert_eq!(rolo.rows(&format!("{told}'media_type' NOT NULL")), ["sticker|"]);
    assert_eq!(rolo.rows(&format!("{told}'edited' NOT NULL")), ["|2026-01-05T02:03:00Z"]);
    assert_eq!(import(&rolo, "telegram_one/result.json", &["--agent", "user900"]), [6, 0, 0, 6, 0]);
    assert_eq!(rolo.dump(), before);
}

#[test]
fn a_whole_telegram_account_names_its_owner_and_what_is_no_conversation_is_told() {
    let rolo = sandbox();
    let run = rolo.ends(0, &["import", "telegram_all/result.json"]);
    for notice in ["saved messages are left out: 1", "channels are left out: 1"] {
        assert!(run.err.contains(notice), "{}", run.err);
    }
    assert_eq!(
        rolo.rows("SELECT name, phone, external_ids FROM contacts ORDER BY id"),
        ["Dana Lim|+639175550104|telegram:user201", "Eva Tan||telegram:user301", "||telegram:user302"]
    );
    assert_eq!(rolo.rows("SELECT external_id, contact_id, message_count FROM conversations"), ["201|1|4", "777||3"]);
    assert_eq!(import(&rolo, "telegram_all/result.json", &[])[3], 10);
}

#[test]
fn json_that_is_no_chat_is_refused() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.json", "{\"people\": [1, 2]}");
    assert!(refused(&rolo, &["a.json"]).err.contains("no chat of Telegram Desktop"));
    let whole = fixture("telegram_one/result.json");
    rolo.file("cut.json", &whole[..whole.len() / 2]);
    let run = refused(&rolo, &["cut.json"]);
    assert!(run.err.contains("cut.json: not the JSON of a chat") && run.err.contains("line "), "{}", run.err);
}

#[test]
fn the_night_takes_chats_as_well() {
    let rolo = sandbox();
    rolo.ok(&["nightly", "--agent", "Diwata Bakery", ANA, "WhatsApp Chat with Book Club.txt"]);
    assert_eq!(rolo.one("SELECT count(*) FROM conversations"), "2");
    assert_eq!(rolo.one("SELECT intent, message_count FROM contacts WHERE name = 'Ana Cruz'"), "browsing|7");
}

#[test]
fn a_visitor_who_is_only_a_number_is_the_contact_who_has_it() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "name,phone,email\nAna Cruz,+63 917 555 0103,ana@example.com\n", &[]);
    rolo.file("WhatsApp Chat with +63 917 555 0103.txt", "16.03.22, 15:10 - +63 917 555 0103: hello\n");
    import(&rolo, "WhatsApp Chat with +63 917 555 0103.txt", &[]);
    assert_eq!(rolo.one("SELECT name, external_ids, message_count FROM contacts"), "Ana Cruz|whatsapp:+639175550103|1");
    assert_eq!(rolo.one("SELECT match_confidence FROM conversations"), "85");
}

#[test]
fn who_is_on_our_side_is_said_once_and_remembered() {
    let rolo = sandbox();
    let file = "WhatsApp Chat with Book Club.txt";
    rolo.ok(&["import", "--remember", "--agent", "Diwata Bakery", file]);
    assert!(rolo.read("rolo.toml").contains("agent = [\"Diwata Bakery\"]"), "{}", rolo.read("rolo.toml"));
    assert_eq!(import(&rolo, file, &[]), [4, 0, 0, 4, 0]);
}

#[test]
fn inspect_shows_a_chat_as_the_table_that_it_becomes() {
    let rolo = sandbox();
    let shown = rolo.ok(&["inspect", ANA]);
    assert!(shown.contains("whatsapp") && shown.contains("sent_at"), "{shown}");
    let table = rolo.ok(&["inspect", "--format", "csv", ANA]);
    assert!(table.starts_with("platform,conversation_id,message_id,channel,"), "{table}");
    assert!(
        table.contains(
            "whatsapp,Ana Cruz,,whatsapp,Ana Cruz,Ana Cruz,,whatsapp,agent,Diwata Bakery,2026-01-02T09:05:00,"
        )
    );
    let before = Sandbox::at(NOW);
    before.file("table.csv", &table);
    import(&before, "table.csv", &[]);
    import(&rolo, ANA, &[]);
    assert_eq!(before.views(), rolo.views());
}

#[test]
fn from_forces_a_reading_or_says_that_the_file_is_no_such_thing() {
    let rolo = sandbox();
    // What stands above the first message hides what it is.
    rolo.file("saved.txt", &format!("Saved on a Monday\n\n{}", fixture(ANA)));
    refused(&rolo, &["saved.txt"]);
    let run = rolo.ends(0, &["import", "--from", "WhatsApp", "--agent", "Diwata Bakery", "saved.txt"]);
    assert!(run.err.contains("9        9") && run.err.contains("saved.txt (whatsapp)"), "{}", run.err);
    assert!(run.err.contains("lines before the first message are left out: 1"), "{}", run.err);
    rolo.ends(0, &["import", "--from", "telegram", "telegram_one/result.json"]);
    rolo.file("people.txt", "People of the club\nBEGIN:VCARD\nFN:Zoe\nEND:VCARD\n");
    rolo.ends(3, &["import", "--from", "vcard", "people.txt"]);
    assert_eq!(rolo.one("SELECT name FROM contacts WHERE name = 'Zoe'"), "Zoe");
    rolo.file("a.csv", "email,name\nana@example.com,Ana\n");
    for (name, why) in [
        ("whatsapp", "a.csv: this is no chat of WhatsApp: no line begins with a time"),
        ("telegram", "a.csv: not the JSON of a chat"),
        ("vcard", "a.csv: this is no file of vCards: no line says BEGIN:VCARD"),
    ] {
        let run = refused(&rolo, &["--from", name, "a.csv"]);
        assert!(run.err.contains(why) && run.err.contains("hint: "), "{}", run.err);
        assert!(rolo.ends(1, &["inspect", "--from", name, "a.csv"]).err.contains(why));
    }
    let run = rolo.ends(2, &["import", "--from", "whatsap", ANA]);
    assert!(run.err.contains("did you mean `whatsapp`?"), "{}", run.err);
}

#[test]
fn a_chat_does_not_come_in_again_with_other_people_on_our_side() {
    let rolo = sandbox();
    import(&rolo, ANA, &[]);
    let before = rolo.dump();
    let run = refused(&rolo, &[ANA, "--agent", "Ana Cruz"]);
    let why = "this chat is known with other people on our side: Ana Cruz was a visitor and is an agent now";
    assert!(run.err.contains(why) && run.err.contains("rolo imports undo 1"), "{}", run.err);
    assert_eq!(rolo.dump(), before);
    // Saying who was taken for ours anyway is no change, nor is the chat under another name of its file.
    rolo.file("_chat.txt", &fixture(ANA));
    assert_eq!(import(&rolo, "_chat.txt", &["--agent", "Diwata Bakery"]), [9, 0, 0, 9, 0]);
    rolo.ok(&["imports", "undo", "1"]);
    assert_eq!(import(&rolo, ANA, &["--agent", "Ana Cruz"]), [9, 9, 0, 0, 0]);
    assert_eq!(rolo.rows("SELECT name FROM contacts"), ["Diwata Bakery"]);
    refused(&rolo, &[ANA]);
    // In a group, too, where somebody was forgotten.
    let group = "WhatsApp Chat with Book Club.txt";
    import(&rolo, group, &["--agent", "Diwata Bakery"]);
    refused(&rolo, &[group, "--agent", "Diwata Bakery", "--agent", "Carla Santos"]);
    // Where that import cannot be taken back any more, it is only told.
    let conn = rusqlite::Connection::open(rolo.path("rolo.db")).unwrap();
    conn.execute("DELETE FROM journal", []).unwrap();
    let run = rolo.ends(0, &["import", group, "--agent", "Diwata Bakery", "--agent", "Carla Santos"]);
    assert!(run.err.contains("Carla Santos was a visitor") && run.err.contains("come in once more"), "{}", run.err);
    rolo.ends(0, &["import", group, "--agent", "Diwata Bakery", "--agent", "Carla Santos"]);
}

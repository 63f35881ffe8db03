//! Promise 3: what comes in a second time changes nothing, also under another name, with its rows in another order, in
//! another encoding, with other delimiters and line ends, and after a night.

use std::fs;
use std::path::PathBuf;

use csv::{ReaderBuilder, StringRecord, WriterBuilder};
use serde_json::Value;

use crate::sandbox::{Sandbox, project};

const NOW: &str = "2026-09-01";

/// A file of each kind, in which every row has what it is known by or says something of its own.
const KINDS: [(&str, &str); 8] = [
    (
        "contacts.csv",
        "user_id,email,phone,name,city,tags,company,note,Plan\n7,ana@example.com,+63 917 555 0101,Ana Cruz,\
        Leeds,vip,Blue Ltd,likes tea,gold\n,ben@example.com,,Ben Reyes,Hull,,,\"a note, in\ntwo lines\",\n,,,Nobody Known,York,,,,\n",
    ),
    (
        "messages.csv",
        "email,conversation_id,message_id,channel,sender,sent_at,text\n\
        ana@example.com,c1,m1,web,visitor,2026-08-01T10:00:00Z,How much is it?\n\
        ana@example.com,c1,m2,web,agent,2026-08-01T10:05:00Z,I will get back to you tomorrow\n\
        cy@example.com,,,sms,visitor,2026-08-02T10:00:00Z,\"Hello, same\"\n\
        cy@example.com,,,sms,visitor,2026-08-02T10:00:00Z,\"Hello, same\"\n",
    ),
    (
        "events.csv",
        "email,event_id,kind,at,amount,currency\nana@example.com,e1,purchase,2026-08-02,10,PHP\n\
        ana@example.com,,visit,2026-08-03,,\nana@example.com,,visit,2026-08-03,,\n",
    ),
    (
        "companies.csv",
        "Record ID,Company name,Company Domain Name,City\n1,Blue Lagoon Inc.,blue.example.com,Leeds\n2,Red Ltd,,York\n",
    ),
    (
        "deals.csv",
        "Record ID,Deal Name,Deal Stage,Amount,Currency,email\n9,Summer,closedwon,50,PHP,ana@example.com\n\
        10,Winter,New,5,PHP,dan@example.com\n",
    ),
    (
        "notes.csv",
        "email,text,at,author\nana@example.com,Likes tea,2026-08-01,Mia\nana@example.com,Likes tea,2026-08-01,Mia\n\
        dan@example.com,New here,2026-08-01,\n",
    ),
    (
        "deliveries.csv",
        "broadcast,email,state,at\nSale,ana@example.com,opened,2026-08-02\nSale,ben@example.com,unsubscribed,2026-08-02\n",
    ),
    (
        "conversations.csv",
        "conversation_id,channel,email,agent,state,summary\nc1,web,ana@example.com,Mia,closed,Asked the price\n\
        c7,whatsapp,eve@example.com,,,\n",
    ),
];

/// A table written otherwise, with its rows in another order.
fn rewritten(text: &str, delimiter: u8, line_end: csv::Terminator, backwards: bool) -> Vec<u8> {
    let mut rows = records(text);
    let header = rows.remove(0);
    if backwards {
        rows.reverse();
    }
    let mut writer = WriterBuilder::new().delimiter(delimiter).terminator(line_end).from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn records(text: &str) -> Vec<StringRecord> {
    let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.into_records().collect::<Result<_, _>>().unwrap()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().chain(std::iter::empty()).fold(vec![0xff, 0xfe], |mut bytes, unit| {
        bytes.extend(unit.to_le_bytes());
        bytes
    })
}

/// Imports a file that is there: how many rows were created, updated and rejected.
#[track_caller]
fn import(rolo: &Sandbox, file: &str, options: &[&str]) -> [u64; 3] {
    let run = rolo.run(&[&["import", "--format", "json"], options, &[file]].concat());
    assert!(matches!(run.code, 0 | 3), "{file}: {}\n{}", run.code, run.err);
    let summary: Value = serde_json::from_str(&run.out).unwrap();
    let batch = &summary["batches"][0];
    let count = |key: &str| batch[key].as_u64().unwrap();
    let sum: u64 = ["created", "updated", "unchanged", "rejected"].into_iter().map(count).sum();
    assert_eq!(count("read"), sum, "{file}: {batch}");
    ["created", "updated", "rejected"].map(count)
}

/// Nothing comes of these bytes, which say what was said before.
#[track_caller]
fn changes_nothing(rolo: &Sandbox, file: &str, bytes: &[u8], options: &[&str]) {
    fs::write(rolo.path(file), bytes).unwrap();
    let before = rolo.dump();
    let [created, updated, _] = import(rolo, file, options);
    assert_eq!([created, updated], [0, 0], "{file}");
    let after = rolo.dump();
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|line| !those.contains(line)).cloned().collect()
    };
    assert_eq!((only(&before, &after), only(&after, &before)), (Vec::new(), Vec::new()), "{file}");
}

#[test]
fn every_kind_in_every_disguise_comes_in_once() {
    let rolo = Sandbox::at(NOW);
    for (file, text) in KINDS {
        rolo.file(file, text);
        let [created, ..] = import(&rolo, file, &[]);
        assert!(created > 0, "{file}");
    }
    for night in [false, true] {
        if night {
            rolo.ok(&["nightly"]);
        }
        for (file, text) in KINDS {
            changes_nothing(&rolo, file, text.as_bytes(), &[]);
            if night {
                continue;
            }
            let lf = csv::Terminator::Any(b'\n');
            for (name, bytes) in [
                ("renamed", text.as_bytes().to_vec()),
                ("backwards", rewritten(text, b',', lf, true)),
                ("wide", wide(text)),
                ("semicolons", rewritten(text, b';', lf, false)),
                ("tabs", rewritten(text, b'\t', lf, false)),
                ("windows", rewritten(text, b',', csv::Terminator::CRLF, false)),
            ] {
                changes_nothing(&rolo, &format!("{name}_{file}"), &bytes, &[]);
            }
        }
    }
}

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(project().join("fixtures").join(folder)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_export_of_another_system_comes_in_once_in_any_encoding_and_order_of_rows() {
    let mut count = 0;
    for path in fixtures("exports") {
        let file = path.file_name().unwrap().to_str().unwrap();
        let Some(preset) = file.strip_suffix(".csv").filter(|name| !name.ends_with(".expected")) else { continue };
        count += 1;
        let rolo = Sandbox::at(NOW);
        let bytes = fs::read(&path).unwrap();
        fs::write(rolo.path(file), &bytes).unwrap();
        import(&rolo, file, &["--from", preset]);
        rolo.ok(&["nightly"]);
        changes_nothing(&rolo, file, &bytes, &["--from", preset]);
        if let Ok(text) = String::from_utf8(bytes) {
            changes_nothing(&rolo, file, &wide(text.trim_start_matches('\u{feff}')), &["--from", preset]);
        }
    }
    assert!(count > 25, "{count}");
}

#[test]
fn chats_and_cards_come_in_once_also_after_a_night() {
    let whatsapp = "WhatsApp Chat with Ana Cruz.txt";
    let telegram = "telegram_one/result.json";
    for (folder, name, options) in [
        ("chats", whatsapp, &["--agent", "Shop"][..]),
        ("chats", telegram, &["--agent", "Shop"]),
        ("vcard", "apple.vcf", &[]),
        ("vcard", "phone_2_1.vcf", &[]),
        ("vcard", "damaged.vcf", &[]),
    ] {
        let path = project().join("fixtures").join(folder).join(name);
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file = path.file_name().unwrap().to_str().unwrap();
        let rolo = Sandbox::at(NOW);
        fs::write(rolo.path(file), &bytes).unwrap();
        import(&rolo, file, options);
        changes_nothing(&rolo, file, &bytes, options);
        rolo.ok(&["nightly"]);
        changes_nothing(&rolo, file, &bytes, options);
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n").replace('\n', "\r\n");
        changes_nothing(&rolo, file, text.as_bytes(), options);
    }
}

#[test]
fn what_rolo_exported_comes_in_again_without_a_change() {
    let rolo = Sandbox::at(NOW);
    for (file, text) in KINDS {
        rolo.import(file, text, &[]);
    }
    rolo.ok(&["nightly"]);
    let default = rolo.ok(&["export"]);
    for kind in ["contacts", "companies", "conversations", "messages", "events", "deals", "notes", "deliveries"] {
        let file = format!("exported_{kind}.csv");
        let text = rolo.ok(&["export", "--kind", kind, "--columns", "all", "--format", "csv"]);
        rolo.file(&file, &text);
        let [created, updated, rejected] = import(&rolo, &file, &[]);
        // What a contact's conversations tell of it stands in its own row then, and the view is the same.
        let updated = if kind == "contacts" { 0 } else { updated };
        assert_eq!([created, updated, rejected], [0, 0, 0], "{kind}\n{text}");
        changes_nothing(&rolo, &file, text.as_bytes(), &[]);
        if kind == "contacts" {
            assert_eq!(rolo.ok(&["export"]), default);
        }
    }
}

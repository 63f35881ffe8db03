//! vCard files: versions 2.1 to 4.0 as phones and address books write them, and cards that cannot be read.

use std::fs;

use crate::sandbox::{Sandbox, project};

const NOW: &str = "2026-09-01";

fn with(name: &str) -> Sandbox {
    let rolo = Sandbox::at(NOW);
    fs::copy(project().join("fixtures/vcard").join(name), rolo.path(name)).unwrap();
    rolo
}

#[test]
fn a_card_of_apple_s_address_book_fills_all_fields() {
    let rolo = with("apple.vcf");
    let run = rolo.ends(0, &["import", "apple.vcf"]);
    assert!(run.err.contains("photos and other values that are no text are left out: 1"), "{}", run.err);
    assert!(run.err.contains("cards of groups are left out: 1"), "{}", run.err);
    assert_eq!(
        rolo.one("SELECT name, first_name, last_name, company, job_title, external_ids, tags FROM contacts"),
        "Dr. Ana Maria Cruz|Ana|Cruz|Diwata Bakery; Sons|Head baker|vcard:1B2C-ANA:ABPerson|VIP;Manila, PH"
    );
    assert_eq!(
        rolo.one("SELECT address, city, country, website FROM contacts"),
        "12 Mabini St, 2nd floor|Manila|Philippines|https://example.com"
    );
    assert_eq!(rolo.one("SELECT emails FROM contact"), "ana.cruz@example.com;ana.home@example.org");
    assert_eq!(rolo.one("SELECT phones FROM contact"), "+447700900123;+639175550101");
    let note = "Likes mangoes\nand a very long line that had to be folded because it would not have fitted otherwise";
    assert_eq!(rolo.one("SELECT text FROM note"), note);
    let metadata: serde_json::Value = serde_json::from_str(&rolo.one("SELECT metadata FROM contacts")).unwrap();
    for (key, value) in [
        ("birthday", "1990-04-12"),
        ("nickname", "Annie"),
        ("department", "Kitchen"),
        ("region", "NCR"),
        ("postal code", "1000"),
        ("TEL home", "+44 7700 900124"),
        ("URL Portfolio", "https://example.org/portfolio"),
        ("REV", "2025-11-02T08:00:00Z"),
        ("honorific prefix", "Dr."),
        ("additional names", "Maria"),
        ("X-ABADR", "ph"),
    ] {
        assert_eq!(metadata[key], value, "{key}");
    }
}

#[test]
fn quoted_printable_character_sets_and_broken_data_of_old_phones_are_read() {
    let rolo = with("phone_2_1.vcf");
    rolo.ok(&["import", "phone_2_1.vcf"]);
    assert_eq!(
        rolo.one("SELECT name, first_name, last_name, email, phone, address FROM contacts"),
        "Bình Nguyễn|Bình|Nguyễn|binh@example.com|+442079460018|5 Rue de l'École"
    );
    assert_eq!(rolo.one("SELECT text FROM note"), "Gọi lại\nvào thứ sáu");
}

#[test]
fn cards_that_cannot_be_read_are_rejected_one_by_one() {
    let rolo = with("damaged.vcf");
    let run = rolo.ends(3, &["import", "--format", "json", "damaged.vcf"]);
    assert!(run.out.contains("\"preset\":\"vcard\",\"read\":7,\"created\":2,"), "{}", run.out);
    let rejects = rolo.read("damaged.vcf.rejects");
    for (line, reason) in [
        (11, "bad_card: the card has no END:VCARD"),
        (15, "bad_card: line 18 is no property: `this is no property`"),
        (21, "bad_card: this stands outside of any card"),
        (22, "bad_email: `fe@` is not an e-mail address"),
        (27, "no_identity: the row has neither an identity nor a name"),
    ] {
        let is_told = |row: &str| row.contains(&format!(",{line},")) && row.contains(reason);
        assert!(rejects.lines().any(is_told), "{line} {reason}\n{rejects}");
    }
    assert_eq!(
        rolo.rows("SELECT name, email, phone, external_ids FROM contacts ORDER BY id"),
        [
            "Carla Santos|carla@example.com|+12125550142 x7|vcard:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
            "Gina Fine||+12125550143|"
        ]
    );
    // What is called like a column of contacts is none.
    assert_eq!(rolo.one("SELECT source, job_title FROM contacts WHERE name = 'Gina Fine'"), "|");
    rolo.file("mended.csv", &rejects.replace("fe@", "fe@example.com"));
    let taken = rolo.import("mended.csv", &rolo.read("mended.csv"), &[]);
    assert_eq!((taken.created, taken.rejected), (3, 2));
}

#[test]
fn cards_again_change_nothing_and_come_in_utf_16() {
    let rolo = with("apple.vcf");
    rolo.ok(&["import", "apple.vcf"]);
    let before = rolo.dump();
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(rolo.read("apple.vcf").encode_utf16().flat_map(u16::to_be_bytes));
    fs::write(rolo.path("wide.vcf"), bytes).unwrap();
    let run = rolo.ends(0, &["import", "--format", "json", "wide.vcf"]);
    assert!(run.out.contains("\"unchanged\":1"), "{}", run.out);
    assert_eq!(rolo.dump(), before);
}

#[test]
fn many_properties_of_many_names_share_one_column() {
    let rolo = Sandbox::at(NOW);
    let cards: String = (0..600)
        .map(|i| format!("BEGIN:VCARD\nFN:Person {i}\nEMAIL:p{i}@example.com\nX-OWN-{i}:value {i}\nEND:VCARD\n"))
        .collect();
    let taken = rolo.import("many.vcf", &cards, &[]);
    assert_eq!(taken.created, 600);
    let metadata = |i: u32| rolo.one(&format!("SELECT metadata FROM contacts WHERE email = 'p{i}@example.com'"));
    assert_eq!(metadata(7), "{\"X-OWN-7\":\"value 7\"}");
    assert_eq!(metadata(599), "{\"vCard other properties\":\"X-OWN-599: value 599\"}");
}

#[test]
fn a_card_with_a_nul_byte_is_rejected_and_kept_with_it() {
    let rolo = Sandbox::at(NOW);
    let card = |text: &str| format!("BEGIN:VCARD\nVERSION:3.0\n{text}\nEND:VCARD\n");
    let text = [card("FN:A\0na"), card("FN:Ben\nNOTE;ENCODING=QUOTED-PRINTABLE:a=00b"), card("FN:Cy")].concat();
    assert_eq!(rolo.import("a.vcf", &text, &[]).rejected, 2);
    assert_eq!(rolo.rows("SELECT name FROM contacts"), ["Cy"]);
    let rejects = rolo.read("a.vcf.rejects");
    assert!(rejects.contains(",A\0na,") && rejects.contains(",1,,\"nul_byte: FN on line 3 holds"), "{rejects}");
    assert!(rejects.contains(",a\0b,") && rejects.contains(",5,,\"nul_byte: NOTE on line 8 holds"), "{rejects}");
}

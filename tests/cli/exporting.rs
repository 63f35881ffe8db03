//! Taking contacts out: sets of columns, the columns of other systems, spreadsheets, vCards, templates and hashes.

use serde_json::Value;

use crate::sandbox::Sandbox;

const NOW: &str = "2026-11-22";

const PEOPLE: &str = "user_id,external_ids,name,first_name,last_name,email,phone,company,job_title,address,city,country,website,source,tags,\
    interests,do_not_contact,first_seen,last_active,created_at,Colour\n\
    7,hubspot:151,Ana Maria Cruz,Ana,Cruz,ana@example.com;ana@example.org,+639175550101;+639175550102,\"Diwata, Inc.\",Head baker,\
    \"12 Mabini St; 2nd floor\",Manila,PH,https://example.com/a,lead_form,\"VIP;Manila, PH\",bread,no,2026-01-02,2026-10-01T10:00:00Z,2026-01-01,red\n\
    ,,Ben,,,ben@example.com,,,,,,,,,,,yes,,,2026-01-01,\n\
    ,,,,,nameless@example.com,,,,,,,,,,,,,,2026-01-01,\n";

fn with_people() -> Sandbox {
    let rolo = Sandbox::at(NOW);
    rolo.import("people.csv", PEOPLE, &["--platform", "oldcrm"]);
    rolo
}

/// What a database holds of people, but ids and what is derived.
fn people(rolo: &Sandbox, columns: &str) -> Vec<String> {
    let first = |list: &str| format!("nullif(substr({list}, instr({list} || ';', ';') + 1), '') AS other_{list}");
    let sql = format!(
        "SELECT {columns} FROM (SELECT v.*, {}, {} FROM contacts AS v JOIN contact AS k ON k.id = v.id) ORDER BY email",
        first("emails"),
        first("phones")
    );
    rolo.rows(&sql)
}

#[test]
fn named_sets_are_lists_of_columns_that_carry_the_opt_out() {
    let rolo = with_people();
    let header = |columns: &str| rolo.ok(&["export", "--columns", columns, "--limit", "0"]).trim_end().to_owned();
    assert_eq!(
        header("people"),
        "rolo_id,name,email,phone,company,status,source,first_seen,last_active,created_at,message_count,do_not_contact"
    );
    assert_eq!(
        header("customers, city"),
        "rolo_id,name,email,phone,channels,status,intent,interests,traits,last_active,do_not_contact,city"
    );
    let run = rolo.ends(2, &["export", "--columns", "hubspt"]);
    assert!(run.err.contains("no column `hubspt`") && run.err.contains("did you mean `hubspot`?"), "{}", run.err);
    let run = rolo.ends(2, &["export", "--columns", "hubspot,city"]);
    assert!(run.err.contains("HubSpot takes its own columns alone"), "{}", run.err);
    let run = rolo.ends(2, &["export", "--kind", "events", "--columns", "hubspot"]);
    assert!(run.err.contains("the export of events has no column `hubspot`"), "{}", run.err);
}

#[test]
fn other_systems_get_their_own_columns_and_their_presets_bring_people_back() {
    let old = with_people();
    for (system, columns) in [
        (
            "hubspot",
            "name, last_name, email, phone, other_emails, other_phones, company, job_title, address, city, country, website, source, tags, user_id, do_not_contact, created_at, last_active",
        ),
        (
            "salesforce",
            "name, email, phone, other_phones, company, job_title, address, city, country, website, source, tags, user_id, do_not_contact, created_at, last_active",
        ),
        (
            "google",
            "name, first_name, last_name, email, phone, other_emails, other_phones, company, job_title, address, city, country, website, do_not_contact",
        ),
        (
            "mailchimp",
            "name, last_name, email, phone, company, job_title, address, city, country, website, user_id, do_not_contact",
        ),
    ] {
        let new = Sandbox::at(NOW);
        new.file("theirs.csv", &old.ok(&["export", "--columns", system]));
        let summary: Value = serde_json::from_str(&new.ok(&["import", "--format", "json", "theirs.csv"])).unwrap();
        assert_eq!(summary["batches"][0]["preset"], system);
        assert_eq!(summary["batches"][0]["created"], 3, "{system}: {summary}");
        assert_eq!(people(&new, columns), people(&old, columns), "{system}");
    }
}

#[test]
fn what_another_system_has_no_room_for_is_told() {
    let rolo = with_people();
    let told = |system: &str| rolo.ends(0, &["export", "--columns", system]).err;
    assert_eq!(told("hubspot"), "");
    assert_eq!(told("google"), "");
    let room = "contacts with more e-mail addresses or phones than Salesforce takes, the rest of which is left out: 1";
    assert!(told("salesforce").contains(room), "{}", told("salesforce"));
    assert!(told("mailchimp").contains("Mailchimp takes who opted out as a file of their own, and 1 did"));
    let contactable = rolo.ends(0, &["export", "--columns", "mailchimp", "--contactable"]).err;
    assert!(!contactable.contains("opted out"), "{contactable}");
}

#[test]
fn an_id_stands_only_in_the_columns_of_the_system_that_gave_it() {
    let rolo = with_people();
    let first = |system: &str| {
        let text = rolo.ok(&["export", "--columns", system, "--search", "ana@example.com"]);
        text.lines().nth(1).and_then(|line| line.split(',').next()).map(str::to_owned)
    };
    assert_eq!(first("hubspot").as_deref(), Some("151"));
    assert_eq!(first("salesforce").as_deref(), Some(""));
}

#[test]
fn a_spreadsheet_holds_no_formula_and_comes_back_as_it_was() {
    let old = Sandbox::at(NOW);
    let text = "email,phone,name,city,note\na@example.com,+63 917 555 0101,=cmd|' /C calc'!A0,'=not one,x\nb@example.com,,@Ben,-12.5,x\n\
        c@example.com,,'t Hart,''+,x\nd@example.com,,+1+1,'Ana',x\n";
    old.import("a.csv", text, &[]);
    let sheet =
        old.ok(&["export", "--spreadsheet", "--columns", "rolo_id,name,email,phone,city,do_not_contact,created_at"]);
    assert!(sheet.starts_with("\u{feff}rolo_id,name,"), "{sheet}");
    assert!(sheet.lines().count() == 5 && sheet.split('\n').take(5).all(|line| line.ends_with('\r')), "{sheet}");
    for cell in [
        ",'=cmd|' /C calc'!A0,",
        ",+639175550101,",
        ",''=not one,",
        ",'@Ben,",
        ",-12.5,",
        ",'t Hart,",
        ",'''+,",
        ",'+1+1,",
    ] {
        assert!(sheet.contains(cell), "{cell}\n{sheet}");
    }
    // As it was written; with its columns turned round.
    let bare = sheet.replace(['\u{feff}', '\r'], "");
    let turned: String = bare
        .lines()
        .map(|line| line.split_once(',').map_or(String::new(), |(id, rest)| format!("{rest},{id}\n")))
        .collect();
    for saved in [sheet.clone(), format!("\u{feff}{turned}"), sheet.replace(',', ";")] {
        let new = Sandbox::at(NOW);
        assert_eq!(new.import("sheet.csv", &saved, &[]).fates(), [4, 0, 0]);
        assert_eq!(people(&new, "name, email, phone, city"), people(&old, "name, email, phone, city"), "{saved}");
    }
}

#[test]
fn a_guard_is_taken_off_only_where_rolo_put_it() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,city\na@example.com,'=x\n", &[]);
    let plain = rolo.ok(&["export", "--columns", "rolo_id,email,city"]);
    assert_eq!(plain, "rolo_id,email,city\n1,a@example.com,'=x\n");
    assert_eq!(rolo.import("plain.csv", &plain, &[]).fates(), [0, 0, 1]);
    let sheet = rolo.ok(&["export", "--spreadsheet", "--columns", "rolo_id,email,city"]);
    assert_eq!(sheet, "\u{feff}rolo_id,email,city\r\n1,a@example.com,''=x\r\n");
    assert_eq!(rolo.import("sheet.csv", &sheet, &[]).fates(), [0, 0, 1]);
    // Somebody else's file with a mark.
    rolo.import("theirs.csv", "\u{feff}email,city\na@example.com,'=y\n", &[]);
    assert_eq!(rolo.one("SELECT city FROM contacts"), "'=y");
}

#[test]
fn rejected_rows_of_a_spreadsheet_keep_its_mark() {
    let rolo = Sandbox::at(NOW);
    let taken = rolo.import("a.csv", "\u{feff}rolo_id,name,email\r\n1,'=Ana,ana@\r\n", &[]);
    assert_eq!(taken.rejected, 1);
    let mended = rolo.read("a.csv.rejects").replace("ana@,", "ana@example.com,");
    rolo.import("mended.csv", &mended, &[]);
    assert_eq!(rolo.one("SELECT name FROM contacts"), "=Ana");
}

#[test]
fn what_does_not_go_together_is_refused() {
    let rolo = with_people();
    for (args, why) in [
        (&["--spreadsheet", "--format", "jsonl"][..], "--spreadsheet makes CSV, and --format asks for something else"),
        (&["--format", "vcard", "--kind", "events"], "a vCard is a contact, and --kind asks for events"),
        (&["--format", "vcard", "--columns", "name"], "a vCard has no columns"),
        (&["--template", "--columns", "name"], "cannot be used with"),
    ] {
        let run = rolo.ends(2, &[&["export"], args].concat());
        assert!(run.err.contains(why), "{}", run.err);
    }
    let run = rolo.ends(2, &["conversations", "export", "--format", "vcard"]);
    assert!(run.err.contains("invalid value 'vcard'"), "{}", run.err);
}

#[test]
fn a_card_says_what_address_books_know_and_rolo_reads_it_back_whole() {
    const KEPT: &str = "lifecycle,name,first_name,last_name,email,phone,other_emails,other_phones,company,job_title,address,city,country,\
        website,branch,source,channels,do_not_contact,pinned,tags,interests,first_seen,last_active,created_at,user_id,external_ids,visitor_ids";
    let old = with_people();
    old.import(
        "card.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nUID:abc-1\nFN:Cy Lim\nN:Lim;Cy;Lee,Roy;Dr.;Jr.\nORG:Acme;Sales\nBDAY:1990-04-12\n\
        ADR:;;1 High St;Leeds;West Yorkshire;LS1 1AA;UK\nNICKNAME:CC\nEND:VCARD\n",
        &[],
    );
    old.ok(&["nightly"]);
    let cards = old.ok(&["export", "--format", "vcard"]);
    assert!(cards.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{cards}");
    let unfolded = cards.replace("\r\n ", "");
    for line in [
        "FN:Ana Maria Cruz",
        "N:Cruz;Ana;;;",
        "EMAIL;PREF=1:ana@example.com",
        "TEL;PREF=2:+639175550102",
        "ORG:Diwata\\, Inc.",
        "ADR:;;12 Mabini St\\; 2nd floor;Manila;;;PH",
        "CATEGORIES:VIP,Manila\\, PH",
        "URL:https://example.com/a",
        "X-ROLO-METADATA:{\"Colour\":\"red\"}",
        "X-ROLO-DO-NOT-CONTACT:1",
        "FN:nameless@example.com",
        "UID:abc-1",
        "N:Lim;Cy;Lee Roy;Dr.;Jr.",
        "ORG:Acme;Sales",
        "BDAY:19900412",
        "ADR:;;1 High St;Leeds;West Yorkshire;LS1 1AA;UK",
        "NICKNAME:CC",
    ] {
        assert!(unfolded.split("\r\n").any(|it| it == line), "{line}\n{unfolded}");
    }
    let new = Sandbox::at(NOW);
    assert_eq!(new.import("cards.vcf", &cards, &[]).fates(), [4, 0, 0]);
    new.ok(&["nightly"]);
    assert_eq!(people(&new, KEPT), people(&old, KEPT));
    let metadata = |rolo: &Sandbox| -> Vec<Value> {
        people(rolo, "metadata").iter().map(|text| serde_json::from_str(text).unwrap_or_default()).collect()
    };
    assert_eq!(metadata(&new), metadata(&old));
    // The same cards again are no news, where they came from and where they went.
    for rolo in [&old, &new] {
        assert_eq!(rolo.import("cards.vcf", &cards, &[]).fates(), [0, 0, 4]);
    }
    assert_eq!(old.ok(&["export", "--format", "vcard", "--search", "nobody there"]), "");
}

#[test]
fn a_template_is_the_header_of_an_import_of_its_kind() {
    let rolo = Sandbox::at(NOW);
    assert!(rolo.ok(&["export", "--template"]).starts_with("user_id,external_id,platform,visitor_id,name,first_name,"));
    for kind in ["contacts", "companies", "deals", "notes", "conversations", "messages", "events", "deliveries"] {
        let template = rolo.ok(&["export", "--kind", kind, "--template"]);
        assert_eq!(template.lines().count(), 1, "{template}");
        rolo.file("filled.csv", &template);
        let seen = rolo.run(&["inspect", "filled.csv"]);
        assert!(seen.out.contains(kind), "{kind}: {}{}", seen.out, seen.err);
        assert!(!seen.out.contains("metadata"), "{kind}: {}", seen.out);
    }
    rolo.ends(0, &["export", "--template", "--output", "t.csv"]);
    assert_eq!(rolo.read("t.csv"), rolo.ok(&["export", "--template"]));
    assert!(!rolo.path("rolo.db").exists());
}

#[test]
fn the_hash_is_that_of_the_bytes_wherever_they_go() {
    let rolo = with_people();
    let run = rolo.ends(0, &["export", "--verbose", "--columns", "email", "--limit", "1"]);
    // printf 'email\nana@example.com\n' | sha256sum
    let told = "sha256: 4f7ab0ac498da277ba0a4aa663306ed5a7a9fe468d6d6ca85969464a05e0d397\n";
    assert_eq!((run.out.as_str(), run.err.as_str()), ("email\nana@example.com\n", told));
    let run = rolo.ends(0, &["export", "-v", "--columns", "email", "--limit", "1", "--output", "a.csv"]);
    assert_eq!(run.err, format!("1 contacts written to a.csv\n{told}"));
}

#[test]
fn other_addresses_and_numbers_are_columns_beside_all() {
    let (old, new) = (with_people(), Sandbox::at(NOW));
    new.import("all.csv", &old.ok(&["export", "--columns", "all,other_emails,other_phones"]), &[]);
    let columns = "email, other_emails, phone, other_phones";
    assert_eq!(people(&new, columns), people(&old, columns));
    assert_eq!(people(&new, columns)[0], "ana@example.com|ana@example.org|+639175550101|+639175550102");
}

#[test]
fn times_are_written_as_the_view_shows_them() {
    let rolo = with_people();
    let columns = "id,first_seen,last_active,created_at,updated_at";
    let order = ["--sort", "-created_at", "--where", "created_at >= '2026-01-01T00:00:00Z'"];
    let text = rolo.ok(&[&["export", "--columns", columns][..], &order].concat());
    let shown = rolo.rows(&format!("SELECT {columns} FROM contacts ORDER BY created_at DESC, id"));
    assert_eq!(
        text.lines().skip(1).collect::<Vec<_>>(),
        shown.iter().map(|row| row.replace('|', ",")).collect::<Vec<_>>()
    );
    assert_eq!(shown.len(), 3);
}

#[test]
fn templates_know_the_columns_that_an_export_of_all_has() {
    let sandbox = Sandbox::at("2026-11-22");
    sandbox.import("contacts.csv", "name\nAna\n", &[]);
    let header = sandbox.ok(&["export", "--columns", "all"]).lines().next().unwrap_or_default().to_owned();
    let known: Vec<&str> = rolo::domain::template::contact_names().collect();
    assert_eq!(header, known.join(",").replacen("id,", "rolo_id,", 1));
}

//! Exports of other systems: each preset knows its fixture, and what is exported after the import is what was written
//! down by hand from the facts about that system's files (`fixtures/exports/NAME.expected.csv`).

use std::fs;
use std::path::PathBuf;

use csv::StringRecord;
use serde_json::Value;

use crate::sandbox::{Sandbox, project};

/// The instant of contacts whose file states none.
const NOW: &str = "2026-11-22";
const COLUMNS: &str = "name,first_name,last_name,email,phone,company,job_title,address,city,country,website,source,tags,\
    do_not_contact,first_seen,last_active,created_at,user_id,external_ids,metadata";

/// What an export holds beside what the fixed columns show.
struct Case {
    preset: &'static str,
    /// Line, column and code of each rejected row.
    rejected: &'static [(u64, &'static str, &'static str)],
    /// More that is stored: addresses, numbers and notes besides the first.
    stored: &'static [(&'static str, &'static [&'static str])],
}

const EMAILS: &str = "SELECT emails FROM contact WHERE id = 1";
const PHONES: &str = "SELECT phones FROM contact WHERE id = 1";
const NOTES: &str = "SELECT text FROM note ORDER BY id";

const CASES: &[Case] = &[
    Case { preset: "activecampaign", rejected: &[(6, "Email", "bad_email")], stored: &[] },
    Case { preset: "brevo", rejected: &[(6, "EMAIL", "bad_email")], stored: &[] },
    Case {
        preset: "chatwoot",
        rejected: &[(7, "email", "bad_email")],
        stored: &[("SELECT lifecycle, count(*) FROM contacts GROUP BY 1", &["customer|4", "lead|1"])],
    },
    Case { preset: "crisp", rejected: &[(6, "email", "bad_email")], stored: &[(NOTES, &["Pays in cash"])] },
    Case {
        preset: "freshsales",
        rejected: &[(5, "Contact : Emails", "bad_email")],
        stored: &[
            (EMAILS, &["chloe@example.com;chloe.martin@example.org"]),
            (PHONES, &["+447700900401;+447700900402"]),
        ],
    },
    Case {
        preset: "google",
        rejected: &[(12, "", "no_identity")],
        stored: &[
            (EMAILS, &["lucia@example.org;lucia.home@example.com"]),
            (PHONES, &["+447700900301;+13055550190;+13055550191"]),
            ("SELECT emails FROM contact WHERE id = 2", &["wei@example.com;wei.zhang@example.org"]),
            (NOTES, &["Line one\nLine two, with a comma"]),
        ],
    },
    Case {
        preset: "google_old",
        rejected: &[(5, "E-mail 1 - Value", "bad_email")],
        stored: &[
            (EMAILS, &["samir@example.com;samir.khan@example.org"]),
            (PHONES, &["+16465550132;+12125550131"]),
            (NOTES, &["Prefers chat"]),
        ],
    },
    Case {
        preset: "hubspot",
        rejected: &[(8, "Email", "bad_email")],
        stored: &[
            (EMAILS, &["maria.santos@example.com;clara@example.org"]),
            (PHONES, &["+639175550101;+12125550101"]),
            (NOTES, &["Asked for the wholesale list.\nCalls back on Mondays."]),
        ],
    },
    Case {
        preset: "intercom",
        rejected: &[(6, "First Seen (AEDT)", "bad_date")],
        stored: &[("SELECT lifecycle, count(*) FROM contacts GROUP BY 1", &["customer|3", "lead|1"])],
    },
    Case { preset: "klaviyo", rejected: &[(7, "Email Marketing Consent", "bad_choice")], stored: &[] },
    Case { preset: "linkedin", rejected: &[(7, "", "no_identity"), (10, "Connected On", "bad_date")], stored: &[] },
    Case {
        preset: "mailchimp",
        rejected: &[(4, "Email Address", "bad_email")],
        stored: &[(NOTES, &["Met at the fair"])],
    },
    Case { preset: "mailchimp_unsubscribed", rejected: &[(4, "Email Address", "bad_email")], stored: &[] },
    Case {
        preset: "manychat",
        rejected: &[(7, "Email", "bad_email")],
        stored: &[("SELECT count(*) FROM contacts WHERE user_id IS NOT NULL", &["0"])],
    },
    Case {
        preset: "mautic",
        rejected: &[(6, "points", "bad_number")],
        stored: &[("SELECT points FROM contact ORDER BY id", &["5", "0", "2"])],
    },
    Case { preset: "meta", rejected: &[(6, "email", "bad_email")], stored: &[] },
    Case {
        preset: "odoo",
        rejected: &[(4, "", "no_identity"), (7, "Email", "bad_email")],
        stored: &[(PHONES, &["+447700900520;+447700900521"])],
    },
    Case {
        preset: "outlook",
        rejected: &[(7, "E-mail Address", "bad_email")],
        stored: &[
            (EMAILS, &["juergen@example.com;j.gross@example.org"]),
            (PHONES, &["+447700900312;+447700900310;+447700900311"]),
            ("SELECT emails FROM contact WHERE id = 2", &["anais@example.com"]),
            (NOTES, &["Rückruf – dienstags\r\nimmer nach 10"]),
        ],
    },
    Case {
        preset: "outlook_google",
        rejected: &[(10, "E-mail Address", "bad_email")],
        stored: &[
            (EMAILS, &["pedro@example.com;pedro.lima@example.org"]),
            (PHONES, &["+13055550162;+13055550161"]),
            (NOTES, &["Plays chess;\nknows Ana"]),
        ],
    },
    Case {
        preset: "outlook_web",
        rejected: &[(6, "E-mail Address", "bad_email")],
        stored: &[
            (EMAILS, &["olga@example.com;olga.i@example.org"]),
            (PHONES, &["+19175550154;+19175550152;+12125550151"]),
            (NOTES, &["Closed in August"]),
        ],
    },
    Case {
        preset: "pipedrive",
        rejected: &[(7, "Person - Email - Work", "bad_email")],
        stored: &[
            (EMAILS, &["ana@example.com;ana.cruz@example.org;ana.home@example.com"]),
            (PHONES, &["+639175550103;+12125550160;+12125550161"]),
            (NOTES, &["Met at the fair,\nlikes tea"]),
        ],
    },
    Case {
        preset: "rolo",
        rejected: &[(5, "email", "bad_email")],
        stored: &[("SELECT pinned FROM contacts WHERE id = 1", &["status"])],
    },
    Case {
        preset: "salesforce",
        rejected: &[(7, "HASOPTEDOUTOFEMAIL", "bad_choice")],
        stored: &[(PHONES, &["+19175550111;+12125550123 x123"]), (NOTES, &["Said \"call me, maybe\"."])],
    },
    Case {
        preset: "salesforce_lead",
        rejected: &[(6, "CreatedDate", "bad_date")],
        stored: &[(NOTES, &["Wants a demo."])],
    },
    Case { preset: "salesforce_lead_report", rejected: &[(7, "Email", "bad_email")], stored: &[] },
    Case { preset: "salesforce_report", rejected: &[(7, "Email", "bad_email")], stored: &[] },
    Case {
        preset: "shopify",
        rejected: &[(7, "Email", "bad_email")],
        stored: &[(PHONES, &["+447700900500;+447700900501"]), (NOTES, &["Likes blue.\nGate code 12"])],
    },
    Case {
        preset: "shopify_old",
        rejected: &[(5, "Email", "bad_email")],
        stored: &[(NOTES, &["Asked not to be mailed"])],
    },
    Case {
        preset: "thunderbird",
        rejected: &[(6, "Primary Email", "bad_email")],
        stored: &[
            (EMAILS, &["helga@example.com;h.brandt@example.org"]),
            (PHONES, &["+447700900323;+447700900321;+447700900320"]),
            (NOTES, &["Ring twice"]),
        ],
    },
    Case { preset: "tidio", rejected: &[(6, "Email consent", "bad_choice")], stored: &[] },
    Case {
        preset: "twenty",
        rejected: &[(6, "Emails / Primary Email", "bad_email")],
        stored: &[
            (EMAILS, &["rosa@example.com;rosa.klein@example.org;rk@example.com"]),
            (PHONES, &["+12125550240;+639175550114"]),
        ],
    },
    Case {
        preset: "zendesk",
        rejected: &[(7, "email", "bad_email")],
        stored: &[
            (NOTES, &["Prefers mornings", "Escalated twice,\nnow calm"]),
            ("SELECT count(*) FROM contacts WHERE user_id IS NOT NULL", &["0"]),
        ],
    },
    Case {
        preset: "zoho",
        rejected: &[(6, "Created Time", "bad_date")],
        stored: &[
            (EMAILS, &["divya@example.com;divya.menon@example.org"]),
            (PHONES, &["+639175550105;+14155550170"]),
            (NOTES, &["Pays late; sells well"]),
        ],
    },
    Case { preset: "zoho_lead", rejected: &[(5, "Email", "bad_email")], stored: &[] },
];

fn fixture(name: &str) -> PathBuf {
    project().join("fixtures/exports").join(name)
}

fn records(text: &str, delimiter: u8) -> Vec<StringRecord> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap()).collect()
}

/// The table of a fixture without what stands before and after it.
fn table(preset: &str) -> Vec<StringRecord> {
    let bytes = fs::read(fixture(&format!("{preset}.csv"))).unwrap();
    let text = match (bytes.starts_with(b"\xff\xfe"), std::str::from_utf8(&bytes)) {
        (true, _) => encoding_rs::UTF_16LE.decode(&bytes).0.into_owned(),
        (false, Ok(text)) => text.trim_start_matches('\u{feff}').to_owned(),
        (false, Err(_)) => encoding_rs::WINDOWS_1252.decode(&bytes).0.into_owned(),
    };
    let delimiter = match preset {
        "meta" => b'\t',
        "brevo" => b';',
        _ => b',',
    };
    let mut rows = records(&text, delimiter);
    match preset {
        "linkedin" => drop(rows.drain(..2)),
        "salesforce_report" | "salesforce_lead_report" => {
            rows.truncate(rows.iter().position(|row| row.len() == 1).unwrap_or(rows.len()));
        }
        _ => {}
    }
    rows
}

/// Imports a file that is there; gives the summary of its batch.
#[track_caller]
fn import(rolo: &Sandbox, file: &str, options: &[&str]) -> Value {
    let run = rolo.run(&[&["import", "--format", "json"], options, &[file]].concat());
    assert!(matches!(run.code, 0 | 3), "{file}: {}\n{}", run.code, run.err);
    let summary: Value = serde_json::from_str(&run.out).unwrap();
    summary["batches"][0].clone()
}

/// A sandbox with the fixture of a preset in it, under the name of the preset.
fn with_fixture(preset: &str) -> (Sandbox, String) {
    let rolo = Sandbox::at(NOW);
    let file = format!("{preset}.csv");
    fs::copy(fixture(&file), rolo.path(&file)).unwrap();
    (rolo, file)
}

/// Compares all contacts with the expected ones; the order of keys in metadata says nothing.
#[track_caller]
fn has_expected(rolo: &Sandbox, preset: &str) {
    let exported = records(&rolo.ok(&["export", "--format", "csv", "--columns", COLUMNS]), b',');
    let expected = fs::read_to_string(fixture(&format!("{preset}.expected.csv"))).unwrap();
    let expected = records(&expected, b',');
    for (i, (row, wanted)) in exported.iter().zip(&expected).enumerate() {
        for ((cell, wanted), column) in row.iter().zip(wanted).zip(&expected[0]) {
            let is_equal = match (column, i) {
                ("metadata", 1..) => json(cell) == json(wanted),
                _ => cell == wanted,
            };
            assert!(is_equal, "{preset}, row {i}, {column}:\n{cell}\nexpected:\n{wanted}");
        }
        assert_eq!(row.len(), wanted.len(), "{preset}, row {i}");
    }
    assert_eq!(exported.len(), expected.len(), "{preset}: {exported:#?}");
}

fn json(cell: &str) -> Value {
    if cell.is_empty() { Value::Null } else { serde_json::from_str(cell).unwrap() }
}

/// The lines that were rejected, with column and code.
fn rejected(rolo: &Sandbox, file: &str) -> Vec<(u64, String, String)> {
    let bytes = fs::read(rolo.path(&format!("{file}.rejects"))).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned();
    let delimiter = match file {
        "meta.csv" => b'\t',
        "brevo.csv" => b';',
        _ => b',',
    };
    let rows = records(&text, delimiter);
    let place = |row: &StringRecord| {
        let [line, column, reason] = [3, 2, 1].map(|from_end| row[row.len() - from_end].to_owned());
        (line.parse().unwrap(), column, reason.split(':').next().unwrap_or_default().to_owned())
    };
    rows.iter().skip(1).map(place).collect()
}

#[test]
fn every_preset_has_a_case_and_a_fixture() {
    let mut presets: Vec<String> = fs::read_dir(project().join("src/input/presets"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    presets.sort();
    assert_eq!(CASES.iter().map(|case| case.preset).collect::<Vec<_>>(), presets);
    let mut files: Vec<String> = fs::read_dir(project().join("fixtures/exports"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    let mut expected: Vec<String> =
        presets.iter().flat_map(|name| [format!("{name}.csv"), format!("{name}.expected.csv")]).collect();
    expected.push("README.md".to_owned());
    expected.sort();
    assert_eq!(files, expected);
}

#[test]
fn every_export_becomes_what_was_written_down_by_hand() {
    for case in CASES {
        let (rolo, file) = with_fixture(case.preset);
        let batch = import(&rolo, &file, &[]);
        assert_eq!(batch["preset"], case.preset);
        assert_eq!(batch["kind"], "contacts");
        let wanted = case.rejected.iter().map(|(line, column, code)| (*line, (*column).to_owned(), (*code).to_owned()));
        assert_eq!(rejected(&rolo, &file), wanted.collect::<Vec<_>>(), "{}", case.preset);
        has_expected(&rolo, case.preset);
        for (sql, rows) in case.stored {
            assert_eq!(rolo.rows(sql), *rows, "{}: {sql}", case.preset);
        }
    }
}

#[test]
fn an_export_that_comes_again_changes_nothing_and_one_undo_takes_it_back() {
    for case in CASES {
        let (rolo, file) = with_fixture(case.preset);
        let first = import(&rolo, &file, &[]);
        let before = rolo.dump();
        let second = import(&rolo, &file, &[]);
        let count = |batch: &Value, key: &str| batch[key].as_u64().unwrap();
        assert_eq!([count(&second, "created"), count(&second, "updated")], [0, 0], "{}", case.preset);
        assert_eq!(
            count(&second, "unchanged"),
            count(&first, "created") + count(&first, "unchanged"),
            "{}",
            case.preset
        );
        assert_eq!(rolo.dump(), before, "{}", case.preset);
        rolo.ok(&["undo", "1"]);
        assert!(rolo.rows("SELECT * FROM contacts").is_empty(), "{}", case.preset);
    }
}

#[test]
fn the_order_of_columns_says_nothing() {
    for case in CASES {
        let rows = table(case.preset);
        let mut order: Vec<usize> = (0..rows[0].len()).collect();
        // Columns of one name keep their order, as it is all that tells them apart.
        order.sort_by_key(|i| rows[0][*i].chars().rev().collect::<String>());
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &rows {
            writer.write_record(order.iter().map(|i| row.get(*i).unwrap_or_default())).unwrap();
        }
        let rolo = Sandbox::at(NOW);
        rolo.file("shuffled.csv", &String::from_utf8(writer.into_inner().unwrap()).unwrap());
        let batch = import(&rolo, "shuffled.csv", &[]);
        assert_eq!(batch["preset"], case.preset);
        assert_eq!(batch["rejected"], case.rejected.len(), "{}", case.preset);
        has_expected(&rolo, case.preset);
    }
}

#[test]
fn a_plain_table_is_no_systems_export() {
    for header in [
        "id,name,email,phone",
        "id,name,email,phone_number",
        "Name,Email,Phone,Company,Tags,Notes,Status",
        "First Name,Last Name,Email,Phone,Company,Job Title,City,Country,Source,Labels",
        "record_id,first_name,last_name,email,create_date,owner",
        "id,firstname,lastname,company,email,phone,mobile,city,country,website,points",
        "external_id,name,email,phone,organization,tags,notes,role",
        "user_id,user,email,created_at",
        "ID,Name,Email,City,Country,Phone,Tags,Created at",
        "Name,Company,Street,Street2,City,Country,Phone,Mobile,Email",
        "email,full_name,phone_number,platform,created_time",
        "Title,First Name,Last Name,E-mail Address,Company,Notes,Categories",
        "First Name,Last Name,Company,Position,Email Address,URL",
        "Customer ID,First Name,Last Name,Email,Phone,Accepts Marketing,Tags,Note",
    ] {
        let rolo = Sandbox::at(NOW);
        let cells: Vec<&str> = header
            .split(',')
            .map(|name| if name.to_lowercase().contains("mail") { "ana@example.com" } else { "" })
            .collect();
        rolo.file("people.csv", &format!("{header}\n{}\n", cells.join(",")));
        let batch = import(&rolo, "people.csv", &[]);
        assert_eq!(batch["preset"], Value::Null, "{header}");
    }
}

/// Imports one row under a header; gives the preset and chosen columns of the one contact.
fn one(header: &str, row: &str, options: &[&str], columns: &str) -> (String, String) {
    let rolo = Sandbox::at(NOW);
    rolo.file("people.csv", &format!("{header}\n{row}\n"));
    let batch = import(&rolo, "people.csv", options);
    (batch["preset"].as_str().unwrap_or_default().to_owned(), rolo.one(&format!("SELECT {columns} FROM contacts")))
}

#[test]
fn labels_in_other_languages_cases_and_versions_are_known() {
    for (preset, header, row, columns, expected) in [
        (
            "hubspot",
            "ID de registro,Nombre,Apellidos,Correo,Cargo,Ciudad,Pai\u{301}s/regio\u{301}n,Número de teléfono,Propietario del contacto,Última actividad,Fecha de creación,Estado del lead,Associated Company IDs (Primary)",
            "901,Ana,Cruz,ana@example.com,Gerente,Cebú,Filipinas,0917 555 0119,Lena Ortiz,2024-05-06 07:08,2024-01-02 03:04,Abierto,77",
            "external_ids, name, email, phone, job_title, city, country, last_active, created_at, metadata",
            "hubspot:901|Ana Cruz|ana@example.com|+639175550119|Gerente|Cebú|Filipinas|2024-05-06T07:08:00Z|2024-01-02T03:04:00Z|{\"Propietario del contacto\":\"Lena Ortiz\",\"Estado del lead\":\"Abierto\",\"Associated Company IDs (Primary)\":\"77\"}",
        ),
        (
            "hubspot",
            " CONTACT ID ,FIRST NAME,EMAIL,CONTACT OWNER",
            "7,Ana,ana@example.com,Lena",
            "external_ids, name, metadata",
            "hubspot:7|Ana|{\"CONTACT OWNER\":\"Lena\"}",
        ),
        (
            "salesforce",
            "Id,FirstName,LastName,AccountId,Email,HasOptedOutOfEmail",
            "003A000000zzzzzAAA,Ana,Cruz,001A,ana@example.com,1",
            "external_ids, name, do_not_contact",
            "salesforce:003A000000zzzzzAAA|Ana Cruz|1",
        ),
        (
            "pipedrive",
            "Person - Name,Person - Email,Person - Phone,Person - Owner",
            "Ana Cruz,\"ana@example.com, ana@example.org\",+1 212 555 0199,Lena",
            "name, email, phone, metadata",
            "Ana Cruz|ana@example.com|+12125550199|{\"Person - Owner\":\"Lena\"}",
        ),
        (
            "zoho",
            "Record Id,Customers Owner.id,Customers Owner,First Name,Last Name,Email,Title,Created Time,Mailing Street,Mailing Province",
            "zcrm_5,zcrm_1,Lena,Ana,Cruz,ana@example.com,Owner,2024-01-02 03:04:05,4 Bay Rd,Cebu",
            "external_ids, name, job_title, address, metadata",
            "zoho:zcrm_5|Ana Cruz|Owner|4 Bay Rd|{\"Customers Owner.id\":\"zcrm_1\",\"Customers Owner\":\"Lena\",\"Mailing Province\":\"Cebu\"}",
        ),
        (
            "outlook",
            "Anrede,Vorname,Weitere Vornamen,Nachname,Firma,Position,Straße geschäftlich,Ort geschäftlich,Land/Region geschäftlich,Telefon geschäftlich,Mobiltelefon,E-Mail-Adresse,E-Mail-Typ,E-Mail 2: Adresse,E-Mail 2: Typ,Kategorien,Notizen",
            "Frau,Ana,Belen,Cruz,Cruz AG,Leiterin,Ring 1,Bonn,Deutschland,+44 7700 900601,+44 7700 900600,ana@example.com,SMTP,/o=x,EX,Kunde;Messe,Hallo",
            "name, first_name, email, phone, company, job_title, address, city, country, tags, metadata",
            "Ana Belen Cruz|Ana|ana@example.com|+447700900600|Cruz AG|Leiterin|Ring 1|Bonn|Deutschland|Kunde;Messe|{\"Anrede\":\"Frau\",\"E-Mail-Typ\":\"SMTP\",\"E-Mail 2: Adresse\":\"/o=x\",\"E-Mail 2: Typ\":\"EX\"}",
        ),
        (
            "outlook",
            "Title,First Name,Last Name,E-mail Address,E-mail Type,Business Country",
            "Dr.,Ana,Cruz,ana@example.com,SMTP,PH",
            "name, job_title, country, metadata",
            "Ana Cruz||PH|{\"Title\":\"Dr.\",\"E-mail Type\":\"SMTP\"}",
        ),
        (
            "freshsales",
            "First name,Last name,Emails,Sales owner,Contact ID",
            "Ana,Cruz,ana@example.com,Lena,8",
            "external_ids, name, email, metadata",
            "freshsales:8|Ana Cruz|ana@example.com|{\"Sales owner\":\"Lena\"}",
        ),
        (
            "linkedin",
            "First Name,Last Name,Email Address,Company,Position,Connected On",
            "Ana,Cruz,ana@example.com,Cruz & Co,Owner,12 Mar 2024",
            "name, company, job_title, source, created_at",
            "Ana Cruz|Cruz & Co|Owner|linkedin|2024-03-12T00:00:00Z",
        ),
        (
            "odoo",
            "id,name,is_company,parent_id/id,street,street2,city,country_id,phone,email,category_id",
            "__export__.res_partner_1,Ana Cruz,False,__export__.res_partner_2,4 Bay Rd,Unit 2,Cebu,Philippines,0917 555 0120,ana@example.com,\"a, b\"",
            "external_ids, name, phone, address, country, tags, metadata",
            "odoo:__export__.res_partner_1|Ana Cruz|+639175550120|4 Bay Rd, Unit 2|Philippines|a;b|{\"is_company\":\"False\",\"parent_id/id\":\"__export__.res_partner_2\"}",
        ),
    ] {
        assert_eq!(one(header, row, &[], columns), (preset.to_owned(), expected.to_owned()), "{header}");
    }
}

#[test]
fn an_export_with_nothing_of_its_own_is_read_when_it_is_named() {
    let row = "3,Ana Cruz,ana@example.com,'+639175550101";
    let (header, columns) = ("id,name,email,phone_number", "external_ids, phone");
    let named = one(header, row, &["--from", "chatwoot"], columns);
    assert_eq!(named, ("chatwoot".to_owned(), "chatwoot:3|+639175550101".to_owned()));
    assert_eq!(one(header, row, &[], columns), (String::new(), "import:3|+639175550101".to_owned()));
}

#[test]
fn the_name_of_a_mailchimp_file_says_who_may_be_written_to() {
    for (file, expected) in [
        ("subscribed_segment_export_1.csv", "0|0"),
        ("unsubscribed_segment_export_1.csv", "1|1"),
        ("nonsubscribed_segment_export_1.csv", "1|1"),
        ("cleaned_segment_export_1.csv", "1|1"),
        ("audience.csv", "0|"),
    ] {
        let rolo = Sandbox::at(NOW);
        rolo.file(file, "Email Address,LEID,EUID\nana@example.com,1,a1\n");
        assert_eq!(import(&rolo, file, &[])["preset"], "mailchimp");
        assert_eq!(rolo.one("SELECT do_not_contact, opt_out_seen FROM contact"), expected, "{file}");
    }
}

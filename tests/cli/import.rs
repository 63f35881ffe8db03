//! The import as a command: what the rows are, several files at once, the summary, rejected rows, refused files.

use std::os::unix::fs::PermissionsExt;

use crate::sandbox::Sandbox;

const NOW: &str = "2026-09-01";
const PEOPLE: &str = "email,name\nana@example.com,Ana Cruz\n";
const MESSAGES: &str = "email,channel,sender,sent_at,text\nana@example.com,web,visitor,2026-08-01,Hello\n";
const EVENTS: &str = "email,kind,at,amount,currency\nana@example.com,purchase,2026-08-02,10,PHP\n";

#[test]
fn what_the_rows_are_is_found_from_the_header() {
    let rolo = Sandbox::at(NOW);
    for (text, kind) in [(PEOPLE, "contacts"), (MESSAGES, "messages"), (EVENTS, "events")] {
        rolo.file("a.csv", text);
        assert!(rolo.ok(&["import", "--format", "json", "a.csv"]).contains(&format!("\"kind\":\"{kind}\"")));
    }
}

#[test]
fn what_the_rows_are_can_be_stated() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", MESSAGES, &["--as", "contacts"]);
    assert_eq!(rolo.one("SELECT email, message_count FROM contacts"), "ana@example.com|0");
    let run = rolo.ends(1, &["import", "--as", "events", "a.csv"]);
    assert!(run.err.contains("a.csv: a file of events needs kind"), "{}", run.err);
    let run = rolo.ends(2, &["import", "--as", "recipes", "a.csv"]);
    assert!(run.err.contains("invalid value 'recipes'"), "{}", run.err);
}

#[test]
fn a_dash_is_standard_input() {
    let rolo = Sandbox::at(NOW);
    let run = rolo.pipe(&["import", "--as", "contacts", "-"], PEOPLE);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert_eq!(rolo.one("SELECT email FROM contacts"), "ana@example.com");
}

#[test]
fn rejected_rows_of_standard_input_are_kept_too() {
    let rolo = Sandbox::at(NOW);
    let run = rolo.pipe(&["import", "-"], "email,name\nana@,Ana Cruz\nben@example.com,Ben Cruz\n");
    assert_eq!(run.code, 3);
    assert!(run.err.contains("stdin.rejects"), "{}", run.err);
    assert!(rolo.read("stdin.rejects").starts_with("email,name,line,column,reason\nana@,Ana Cruz,2,email,"));
}

#[test]
fn several_files_are_taken_people_first_then_messages_then_events() {
    let rolo = Sandbox::at(NOW);
    for (name, text) in [("1.csv", EVENTS), ("2.csv", MESSAGES), ("3.csv", PEOPLE)] {
        rolo.file(name, text);
    }
    let out = rolo.ok(&["import", "--format", "json", "1.csv", "2.csv", "3.csv"]);
    let summary: serde_json::Value = serde_json::from_str(&out).unwrap();
    let batches = summary["batches"].as_array().unwrap();
    let files: Vec<&str> = batches.iter().map(|batch| batch["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["3.csv", "2.csv", "1.csv"]);
    assert_eq!(rolo.one("SELECT name, message_count, purchases FROM contacts"), "Ana Cruz|1|1");
}

#[test]
fn the_summary_is_one_object_with_the_promised_keys() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", PEOPLE);
    let run = rolo.ends(0, &["import", "--format", "json", "a.csv"]);
    assert_eq!((run.out.lines().count(), run.err.as_str()), (1, ""));
    let summary: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&summary), "batches seconds");
    assert_eq!(
        keys(&summary["batches"][0]),
        "batch file kind preset read created updated unchanged rejected conflicts contacts_created \
         conversations_created"
    );
}

#[test]
fn the_summary_as_text_goes_to_standard_error_and_quiet_says_nothing() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", PEOPLE);
    let run = rolo.ends(0, &["import", "a.csv"]);
    assert_eq!(run.out, "");
    assert!(run.err.contains("import") && run.err.contains("  a.csv\n"), "{}", run.err);
    let run = rolo.ends(0, &["--quiet", "import", "a.csv"]);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
}

#[test]
fn a_bad_row_goes_to_the_rejects_file_and_the_others_land() {
    let rolo = Sandbox::at(NOW);
    let text = "email,name,created_at\nana@example.com,Ana Cruz,2026-01-05\nben@,\"Cruz, Ben\",2026-01-06\n\
        cy@example.com,Cy Cruz,yesterday\n,,\n,,2026-01-07\n";
    let taken = rolo.import("a.csv", text, &[]);
    assert_eq!((taken.fates(), taken.rejected), ([1, 0, 0], 3), "a row without any text is none");
    let rejects = rolo.read("a.csv.rejects");
    let lines: Vec<&str> = rejects.lines().collect();
    assert_eq!(lines[0], "email,name,created_at,line,column,reason");
    assert!(
        lines[1].starts_with("ben@,\"Cruz, Ben\",2026-01-06,3,email,bad_email: `ben@` is not an e-mail address"),
        "{rejects}"
    );
    assert!(
        lines[2].starts_with("cy@example.com,Cy Cruz,yesterday,4,created_at,bad_date: `yesterday` is not a date"),
        "{rejects}"
    );
    assert_eq!(lines[3], ",,2026-01-07,6,,no_identity: the row has neither an identity nor a name");
    let mode = std::fs::metadata(rolo.path("a.csv.rejects")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_mended_rejects_file_can_be_imported() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,name\nana@,Ana Cruz\nben@,Ben Cruz\n", &[]);
    let mended = rolo.read("a.csv.rejects").replace("ana@,", "ana@example.com,");
    let taken = rolo.import("a.csv.rejects", &mended, &[]);
    assert_eq!((taken.fates(), taken.rejected), ([1, 0, 0], 1));
    assert_eq!(rolo.one("SELECT email, metadata FROM contacts"), "ana@example.com|");
    let again = rolo.read("a.csv.rejects.rejects");
    assert!(again.starts_with("email,name,line,column,reason\nben@,Ben Cruz,3,email,"), "{again}");
    rolo.import("b.csv", &again.replace("ben@,", "ben@example.com,"), &[]);
    assert_eq!(rolo.rows("SELECT metadata FROM contacts"), ["", ""], "the three columns never become metadata");
}

#[test]
fn rejects_that_an_earlier_run_left_go_once_all_rows_of_the_file_land() {
    let rolo = Sandbox::at(NOW);
    let (bad, good) = ("email,name\nana@,Ana Cruz\n", "email,name\nana@example.com,Ana Cruz\n");
    rolo.import("a.csv", bad, &[]);
    rolo.file("a.csv", good);
    let run = rolo.ends(0, &["import", "--dry-run", "a.csv"]);
    assert!(rolo.path("a.csv.rejects").exists(), "{}", run.err);
    let run = rolo.ends(0, &["import", "a.csv"]);
    assert!(run.err.contains("removed a.csv.rejects: no row of a.csv is rejected any more"), "{}", run.err);
    assert!(!rolo.path("a.csv.rejects").exists());
    // At night and at a place of its own it is the same.
    rolo.import("a.csv", bad, &[]);
    rolo.import("b.csv", bad, &["--rejects", "bad.csv"]);
    rolo.file("a.csv", good);
    rolo.ends(0, &["nightly", "a.csv"]);
    rolo.import("b.csv", good, &["--rejects", "bad.csv"]);
    assert!(!rolo.path("a.csv.rejects").exists() && !rolo.path("bad.csv").exists());
}

#[test]
fn rejects_that_somebody_works_on_and_files_that_rolo_did_not_write_stay() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv.rejects", "email,line,column,reason\nmine,1,,\n");
    rolo.import("a.csv", "email,name\nben@example.com,Ben Cruz\n", &[]);
    assert!(rolo.read("a.csv.rejects").contains("mine"));
    rolo.import("a.csv", "email,name\nana@,Ana Cruz\n", &[]);
    rolo.file("a.csv.rejects", &rolo.read("a.csv.rejects").replace("ana@", "ana@example.com"));
    rolo.file("a.csv", "email,name\nben@example.com,Ben Cruz\n");
    let run = rolo.ends(0, &["import", "a.csv"]);
    assert!(
        run.err.contains("a.csv.rejects holds rows that an earlier import rejected and was changed"),
        "{}",
        run.err
    );
    assert!(rolo.read("a.csv.rejects").contains("ana@example.com"));
}

#[test]
fn a_row_with_too_many_cells_is_kept_as_it_was() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,name\nana@example.com,Ana,Cruz\nben@example.com\n", &[]);
    assert!(
        rolo.read("a.csv.rejects")
            .contains("\nana@example.com,Ana,Cruz,2,,too_many_cells: the row has 3 cells and the header 2")
    );
    assert_eq!(rolo.rows("SELECT email FROM contacts"), ["ben@example.com"]);
}

#[test]
fn rejected_rows_go_where_the_user_says_but_never_over_an_input_or_the_database() {
    let rolo = Sandbox::at(NOW);
    rolo.import("a.csv", "email,name\nana@,Ana Cruz\nben@example.com,Ben Cruz\n", &["--rejects", "bad.csv"]);
    assert!(rolo.read("bad.csv").contains("ana@,Ana Cruz,2,email,"));
    assert!(!rolo.path("a.csv.rejects").exists());
    let before = rolo.read("a.csv");
    let run = rolo.ends(2, &["import", "--rejects", "./a.csv", "a.csv"]);
    assert!(run.err.contains("--rejects ./a.csv: this is a file to be imported"), "{}", run.err);
    assert_eq!(rolo.read("a.csv"), before);
    let run = rolo.ends(2, &["import", "--rejects", "rolo.db", "a.csv"]);
    assert!(run.err.contains("this is the database"), "{}", run.err);
    let run = rolo.ends(2, &["import", "--rejects", "bad.csv", "a.csv", "bad.csv"]);
    assert!(run.err.contains("--rejects"), "{}", run.err);
}

#[test]
fn a_file_without_a_known_header_is_refused_and_the_others_land() {
    let rolo = Sandbox::at(NOW);
    rolo.file("odd.csv", "colour,size\nred,3\n");
    rolo.file("empty.csv", "");
    rolo.file("a.csv", PEOPLE);
    let run = rolo.ends(3, &["import", "odd.csv", "empty.csv", "a.csv"]);
    assert!(run.err.contains("odd.csv: no column of its header is known: colour, size"), "{}", run.err);
    assert!(run.err.contains("hint: the first line must name the columns"), "{}", run.err);
    assert!(run.err.contains("empty.csv is empty"), "{}", run.err);
    assert_eq!(rolo.rows("SELECT email FROM contacts"), ["ana@example.com"]);
}

#[test]
fn a_file_of_which_over_half_of_at_least_twenty_rows_are_bad_changes_nothing() {
    let bad = |good: usize, bad: usize| {
        let good: String = (0..good).map(|n| format!("p{n}@example.com,Pat {n}\n")).collect();
        format!("email,name\n{good}{}", "oops,Ana Cruz\n".repeat(bad))
    };
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", PEOPLE);
    rolo.file("bad.csv", &bad(9, 11));
    let run = rolo.ends(3, &["import", "bad.csv", "a.csv"]);
    assert!(run.err.contains("bad.csv: 11 of 20 rows would be rejected"), "{}", run.err);
    assert!(!rolo.path("bad.csv.rejects").exists(), "half a file is nothing to mend");
    assert!(run.err.contains("line 11: column `email`: bad_email: `oops`"), "{}", run.err);
    assert_eq!(rolo.rows("SELECT email FROM contacts"), ["ana@example.com"]);
    let run = rolo.ends(1, &["import", "bad.csv"]);
    assert!(run.err.contains("nothing was imported"), "{}", run.err);
    assert_eq!(rolo.import("half.csv", &bad(10, 10), &[]).rejected, 10, "half is not over half");
    assert_eq!(rolo.import("few.csv", &bad(1, 18), &[]).rejected, 18, "nineteen rows are too few to tell");
}

#[test]
fn a_missing_file_stops_before_anything_is_written() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", PEOPLE);
    let run = rolo.ends(1, &["import", "a.csv", "none.csv"]);
    assert!(run.err.contains("cannot open none.csv") && run.err.contains("hint:"), "{}", run.err);
    assert!(!rolo.path("rolo.db").exists());
    assert!(rolo.ends(1, &["import", "."]).err.contains(". is a folder"));
    assert!(rolo.ends(2, &["import"]).err.contains("<FILE>"));
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let rolo = Sandbox::at(NOW);
    rolo.file("a.csv", "email,name\nana@example.com,Ana Cruz\nben@,Ben Cruz\n");
    let run = rolo.ends(3, &["import", "--dry-run", "--format", "json", "a.csv"]);
    assert!(run.out.contains("\"created\":1") && run.out.contains("\"rejected\":1"), "{}", run.out);
    assert!(!rolo.path("rolo.db").exists() && !rolo.path("a.csv.rejects").exists());
    rolo.import("b.csv", PEOPLE, &[]);
    let before = rolo.dump();
    let rolo_db = std::fs::read(rolo.path("rolo.db")).unwrap();
    let taken = rolo.import("c.csv", "email,city\nana@example.com,York\ncy@example.com,Hull\n", &["--dry-run"]);
    assert_eq!(taken.fates(), [1, 1, 0]);
    assert_eq!(rolo.dump(), before);
    assert_eq!(std::fs::read(rolo.path("rolo.db")).unwrap(), rolo_db);
}

#[test]
fn lenient_keeps_a_row_and_puts_the_bad_value_into_metadata() {
    let rolo = Sandbox::at(NOW);
    let text = "name,email,created_at\nAna Cruz,ana(at)example.com,someday\n";
    assert_eq!(rolo.import("a.csv", text, &[]).rejected, 1);
    let run = rolo.ends(0, &["import", "--lenient", "a.csv"]);
    assert!(run.err.contains("values kept as metadata that their fields cannot take: 2"), "{}", run.err);
    let metadata = "{\"email\":\"ana(at)example.com\",\"created_at\":\"someday\"}";
    assert_eq!(rolo.one("SELECT name, email, metadata FROM contacts"), format!("Ana Cruz||{metadata}"));
    let message = "email,sender,sent_at,text\nana@example.com,visitor,someday,Hello\n";
    assert_eq!(rolo.import("m.csv", message, &["--lenient"]).rejected, 1, "a message needs a time");
}

#[test]
fn an_event_without_a_contact_a_kind_or_a_time_is_rejected() {
    let rolo = Sandbox::at(NOW);
    let text = "email,kind,at,amount\n,purchase,2026-08-01,1\nana@example.com,,2026-08-01,1\n\
        ana@example.com,purchase,,1\nana@example.com,purchase,2026-08-01,free\nana@example.com,visit,2026-08-01,\n";
    let taken = rolo.import("e.csv", text, &[]);
    assert_eq!((taken.fates(), taken.rejected), ([1, 0, 0], 4));
    let rejects = rolo.read("e.csv.rejects");
    for reason in
        ["no_identity: the event", "kind,missing_value: it", "at,missing_value: it", "amount,bad_amount: `free`"]
    {
        assert!(rejects.contains(reason), "{reason}\n{rejects}");
    }
}

//! The files that dedupe reads and writes: tables of people, pairs that were scored elsewhere, models.

use crate::dedupe::{imported, people};
use crate::sandbox::Sandbox;

#[test]
fn a_table_may_come_from_standard_input() {
    let rolo = Sandbox::new();
    rolo.file("people.csv", &people(40));
    let args = |file| ["dedupe", "--csv", file, "--output", "p.csv", "--export-model", "m.json", "--folded", "f.csv"];
    let written = || ["p.csv", "m.json", "f.csv"].map(|name| rolo.read(name));
    rolo.ok(&args("people.csv"));
    let expected = written();
    let run = rolo.pipe(&args("-"), &people(40));
    assert_eq!((run.code, written()), (0, expected), "{}", run.err);
}

#[test]
fn what_is_no_table_is_named() {
    let rolo = imported();
    rolo.file("ana.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Cruz\nUID:7\nEND:VCARD\n");
    rolo.file("plan.json", "{\"id_l\": 1}\n");
    rolo.file("empty.csv", "");
    for (file, says) in [
        ("ana.vcf", "ana.vcf holds vCards, not a table"),
        ("plan.json", "plan.json holds JSON, not a table"),
        ("empty.csv", "empty.csv is empty"),
        ("nothere.csv", "cannot open nothere.csv"),
        (".", ". is a folder"),
    ] {
        for args in [
            &["dedupe", "--csv", file, "--output", "x.csv"][..],
            &["dedupe", "--import-pairs", file],
            &["dedupe", "apply", file],
        ] {
            let run = rolo.ends(1, args);
            assert!(run.err.contains(says) && run.err.contains("hint: "), "{args:?}: {}", run.err);
        }
    }
    let table = rolo.ok(&["inspect", "ana.vcf", "--format", "csv"]);
    let run = rolo.pipe(&["dedupe", "--csv", "-", "--clusters", "c.csv"], &table);
    assert_eq!((run.code, rolo.read("c.csv").as_str()), (0, "id,cluster_id\n7,7\n"), "{}", run.err);
}

#[test]
fn what_is_left_out_of_a_file_is_told() {
    let rolo = imported();
    let behind = "\n\nCopyright (c) 2026 Example Ltd. All rights reserved.\n";
    rolo.file("t.csv", &format!("Contacts of 2026\n\nid,name,email\n1,Ana Cruz,a@example.com\n{behind}"));
    let run = rolo.ends(0, &["dedupe", "--csv", "t.csv", "--clusters", "c.csv"]);
    assert!(run.err.contains("1 line before the header") && run.err.contains("Copyright"), "{}", run.err);
    assert_eq!(rolo.read("c.csv"), "id,cluster_id\n1,1\n");
    rolo.file("r.csv", &format!("pair_id,verdict,note\n1-2,different,\n3-4,,\n{behind}"));
    let run = rolo.ends(0, &["dedupe", "apply", "r.csv"]);
    assert!(run.err.contains("Copyright"), "{}", run.err);
}

#[test]
fn what_is_asked_for_is_done_or_refused() {
    let rolo = imported();
    for (args, says) in [
        (&["dedupe", "--apply", "--format", "csv"][..], "a summary is text or"),
        (&["dedupe", "--csv", "people.csv", "--output", "x.csv", "--format", "table"], "a summary is text or"),
        (&["dedupe", "apply", "people.csv", "--format", "jsonl"], "a summary is text or"),
        (&["dedupe", "--format", "ids"], "pairs have no ids of their own"),
        (&["dedupe", "--explain", "1", "2", "--format", "ids"], "pairs have no ids of their own"),
        (&["dedupe", "--apply", "--export-model", "m.json"], "cannot be used with"),
        (&["dedupe", "--explain", "1", "2", "--export-model", "m.json"], "cannot be used with"),
        (&["dedupe", "--explain", "1", "2", "--full"], "cannot be used with"),
    ] {
        let run = rolo.ends(2, args);
        assert!(run.err.contains(says), "{args:?}: {}", run.err);
    }
    for args in [
        &["dedupe", "--export-model", "m.json", "--folded", "f.csv", "--dry-run"][..],
        &["dedupe", "--csv", "people.csv", "--output", "x.csv", "--dry-run"],
    ] {
        let run = rolo.ends(0, args);
        assert!(run.err.contains("dry run: nothing was written"), "{}", run.err);
    }
    assert!(["m.json", "f.csv", "x.csv"].iter().all(|name| !rolo.path(name).exists()));
}

#[test]
fn no_file_is_written_over_that_is_needed() {
    let rolo = imported();
    std::fs::create_dir(rolo.path("in")).expect("a folder");
    std::os::unix::fs::symlink("../people.csv", rolo.path("in/link.csv")).expect("a link");
    let before = (rolo.read("people.csv"), std::fs::read(rolo.path("rolo.db")).expect("the database"));
    for args in [
        &["dedupe", "review", "--output", "rolo.db"][..],
        &["dedupe", "--export-model", "in/../rolo.db-wal"],
        &["dedupe", "--csv", "people.csv", "--output", "./people.csv"],
        &["dedupe", "--csv", "in/link.csv", "--clusters", "people.csv"],
        &["dedupe", "--csv", "people.csv", "--output", "x.csv", "--clusters", "in/../x.csv"],
        &["dedupe", "--csv", "people.csv", "--import-pairs", "p.csv", "--output", "p.csv"],
        &["dedupe", "--export-model", "m.json", "--folded", "rolo.toml"],
    ] {
        let run = rolo.ends(2, args);
        assert!(run.err.contains(": this is a file that "), "{}", run.err);
    }
    assert!(!rolo.path("x.csv").exists() && !rolo.path("m.json").exists());
    assert!(before == (rolo.read("people.csv"), std::fs::read(rolo.path("rolo.db")).expect("the database")));
}

#[test]
fn a_row_of_scored_pairs_that_cannot_be_read_is_an_error() {
    let rolo = Sandbox::new();
    rolo.file("people.csv", "id,name\n1,Ana Cruz\n2,Ana Cruz\n3,Ben Dy\n");
    for (rows, says) in [
        ("1,2,0.9\n1,3,\"0.5\n", "pairs.csv, line 3: open_quote: a quote"),
        ("1,2\0,0.9\n", "pairs.csv, line 2: nul_byte: cell 2"),
        ("1,2,1.5\n", "pairs.csv, line 2: `1.5` is no probability from 0 to 1"),
        ("1,2,-0.1\n", "line 2: `-0.1` is no probability"),
        ("1,2,NaN\n", "line 2: `NaN` is no probability"),
        ("1,2,\n", "line 2: `` is no probability"),
        ("1,2\n", "line 2: `` is no probability"),
        ("1,2,0.5\n1,9,0.5\n", "line 3: nobody has the id `9`"),
    ] {
        rolo.file("pairs.csv", &format!("id_l,id_r,match_probability\n{rows}"));
        let args = ["dedupe", "--csv", "people.csv", "--import-pairs", "pairs.csv", "--output", "x.csv"];
        let run = rolo.ends(1, &args);
        assert!(run.err.contains(says), "{}", run.err);
        assert!(!rolo.path("x.csv").exists());
    }
}

#[test]
fn a_file_without_scored_pairs_is_refused() {
    let rolo = Sandbox::new();
    rolo.file("people.csv", &people(8));
    for header in ["id_l,id_r", "id_l,match_probability", "a,b,c"] {
        rolo.file("pairs.csv", &format!("{header}\n1,2,0.5\n"));
        let run = rolo.ends(1, &["dedupe", "--csv", "people.csv", "--import-pairs", "pairs.csv", "--output", "x.csv"]);
        assert!(run.err.contains("pairs.csv holds no scored pairs"), "{}", run.err);
    }
    rolo.file("pairs.csv", "id_l,id_r,match_probability\n");
    rolo.ok(&["dedupe", "--csv", "people.csv", "--import-pairs", "pairs.csv", "--output", "x.csv"]);
    assert_eq!(rolo.read("x.csv"), "id_l,id_r,match_probability,band\n");
}

#[test]
fn tables_of_any_size_and_shape_are_taken() {
    let rolo = Sandbox::new();
    let wide = |row: &str| format!("{row}{}\n", ",x".repeat(297));
    let wide = wide("id,name,email") + &wide("1,Ana Cruz,a@example.com") + &wide("2,Ana Cruz,a@example.com");
    for (table, clusters) in [
        ("id,name,email\n", ""),
        ("id,name,email\n7,Ana Cruz,a@example.com\n", "7,7\n"),
        ("name\nAna Cruz\n", "1,1\n"),
        ("id,name,email\n,,\n1,Ana Cruz\n2,Ben Dy,b@example.com,more,and more\n3\n", "1,1\n2,2\n3,3\n"),
        ("id,name\n1,Ana Cruz\n01,Ben Dy\n=1+1,Cy Fu\n", "01,01\n1,1\n=1+1,=1+1\n"),
        (&wide, "1,1\n2,1\n"),
    ] {
        rolo.file("t.csv", table);
        rolo.ok(&["dedupe", "--csv", "t.csv", "--output", "p.csv", "--clusters", "c.csv"]);
        assert_eq!(rolo.read("c.csv"), format!("id,cluster_id\n{clusters}"), "{table}");
    }
}

//! Finding duplicates: the plan, its merges, review files and what is said in them, explanations, and any table.

use std::fmt::Write;
use std::os::unix::fs::PermissionsExt;

use crate::sandbox::Sandbox;

/// People with companies and towns, each fourth of whom comes a second time in another spelling. Row `n` of the first
/// list and its repetition have the ids `n` and `n` + 1000.
pub fn people(count: usize) -> String {
    const FIRST: [&str; 12] = [
        "Robert",
        "Elizabeth",
        "Jonas",
        "Imogen",
        "Katarina",
        "Leopold",
        "Marisol",
        "Nathaniel",
        "Ottilie",
        "Pradeep",
        "Quentin",
        "Rosamund",
    ];
    const LAST: [&str; 11] = [
        "Ashgrove",
        "Birchall",
        "Calloway",
        "Dunmore",
        "Eastlake",
        "Farrier",
        "Galbraith",
        "Hathersage",
        "Inglewood",
        "Jessop",
        "Kirkbride",
    ];
    const TOWNS: [&str; 5] = ["Leeds", "York", "Bath", "Derby", "Exeter"];
    let mut text = "id,first_name,last_name,email,phone,company,city\n".to_owned();
    let mut row = |id: usize, first: &str, last: &str, n: usize, has_mail: bool, has_phone: bool| {
        let email = if has_mail { format!("{}.{n}@example.com", last.to_lowercase()) } else { String::new() };
        let phone = if has_phone { format!("+44 20 7946 {:04}", n * 37 % 10_000) } else { String::new() };
        let (company, town) = (n % 9, TOWNS[n % TOWNS.len()]);
        writeln!(text, "{id},{first},{last},{email},{phone},Firm {company} Ltd,{town}").expect("a string");
    };
    const ENDS: [&str; 12] = ["", "son", "ly", "er", "field", "wood", "croft", "by", "ham", "stead", "worth", "gate"];
    for n in 0..count {
        let first = FIRST[n % FIRST.len()];
        let last = format!("{}{}", LAST[n % LAST.len()], ENDS[n / LAST.len() % ENDS.len()]);
        let last = last.as_str();
        row(n, first, last, n, true, true);
        if n % 4 == 0 {
            match n % 3 {
                0 => row(n + 1000, &first.to_uppercase(), last, n, true, false),
                1 => row(n + 1000, &first[..1], last, n, true, true),
                _ => row(n + 1000, first, &format!("{last}e"), n, false, true),
            }
        }
    }
    text
}

fn shuffled(csv: &str) -> String {
    let (header, rows) = csv.split_once('\n').expect("a header");
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.sort_by_key(|row| row.bytes().rev().collect::<Vec<u8>>());
    format!("{header}\n{}\n", rows.join("\n"))
}

#[test]
fn any_table_gives_its_pairs_and_clusters() {
    let rolo = Sandbox::new();
    rolo.file("people.csv", &people(120));
    rolo.ok(&["dedupe", "--csv", "people.csv", "--output", "pairs.csv", "--clusters", "clusters.csv"]);
    let pairs = rolo.read("pairs.csv");
    let mut lines = pairs.lines();
    assert_eq!(lines.next(), Some("id_l,id_r,match_probability,band"));
    let found: Vec<(usize, usize, &str)> = lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[0].parse().expect("an id"), cells[1].parse().expect("an id"), cells[3])
        })
        .collect();
    assert!(found.iter().all(|(a, b, _)| b - a == 1000), "only true pairs: {pairs}");
    assert!(found.len() >= 28, "nearly all of the 30: {}", found.len());
    assert!(found.iter().filter(|(.., band)| *band == "automatic").count() >= 20, "{pairs}");
    let clusters = rolo.read("clusters.csv");
    assert_eq!(clusters.lines().next(), Some("id,cluster_id"));
    assert_eq!(clusters.lines().count(), 151, "every row has a cluster");
    assert!(clusters.contains("\n1000,0\n") && clusters.contains("\n1,1\n"), "{clusters}");
}

#[test]
fn neither_the_order_of_rows_nor_the_number_of_threads_changes_a_byte() {
    let rolo = Sandbox::new();
    rolo.file("a.csv", &people(120));
    rolo.file("b.csv", &shuffled(&people(120)));
    let run = |file: &str, jobs: &str| {
        let (pairs, clusters) = (format!("pairs{jobs}{file}"), format!("clusters{jobs}{file}"));
        rolo.ok(&["--jobs", jobs, "dedupe", "--csv", file, "--output", &pairs, "--clusters", &clusters]);
        (rolo.read(&pairs), rolo.read(&clusters))
    };
    let one = run("a.csv", "1");
    assert_eq!(one, run("a.csv", "4"));
    assert_eq!(one, run("b.csv", "2"));
}

#[test]
fn columns_are_mapped_by_name_or_number_and_rows_without_ids_are_numbered() {
    let rolo = Sandbox::new();
    let rows = "Ana,Galbraith,ana@example.com\nAnna,Galbraith,ana@example.com\nBen,Jessop,ben@example.com\n";
    rolo.file("people.csv", &format!("a,b,c\n{rows}"));
    let maps = ["--map", "first_name=a", "--map", "Surname=b", "--map", "email=3"];
    rolo.ok(&[&["dedupe", "--csv", "people.csv", "--clusters", "clusters.csv"], &maps[..]].concat());
    assert_eq!(rolo.read("clusters.csv"), "id,cluster_id\n1,1\n2,1\n3,3\n");
    for (map, says) in [("e_mial=c", "did you mean `email`?"), ("email=surname", "its columns are: a, b, c")] {
        let run = rolo.ends(2, &["dedupe", "--csv", "people.csv", "--output", "x.csv", "--map", map]);
        assert!(run.err.contains(says), "{}", run.err);
    }
    let run = rolo.ends(1, &["dedupe", "--csv", "people.csv", "--output", "x.csv"]);
    assert!(run.err.contains("no column says who a row is about"), "{}", run.err);
    let run = rolo.ends(2, &["dedupe", "--csv", "people.csv"]);
    assert!(run.err.contains("say where the pairs go"), "{}", run.err);
}

#[test]
fn ids_must_be_there_once_and_a_row_without_one_is_left_out() {
    let rolo = Sandbox::new();
    rolo.file("twice.csv", "id,name\n7,Ana Cruz\n7,Ben Cruz\n");
    let run = rolo.ends(1, &["dedupe", "--csv", "twice.csv", "--output", "x.csv"]);
    assert!(run.err.contains("two rows have the id 7"), "{}", run.err);
    rolo.file("none.csv", "id,name\n7,Ana Cruz\n,Ben Cruz\n");
    let run = rolo.ends(3, &["dedupe", "--csv", "none.csv", "--clusters", "c.csv"]);
    assert!(run.err.contains("without id"), "{}", run.err);
    assert_eq!(rolo.read("c.csv"), "id,cluster_id\n7,7\n");
}

#[test]
fn a_row_without_an_id_keeps_its_number_whatever_becomes_of_those_before_it() {
    let rolo = Sandbox::new();
    rolo.file("people.csv", "name,email\nAna Cruz,ana@example.com\nB\0en,ben@example.com\nAna Cruz,ana@example.com\n");
    let args =
        ["dedupe", "--csv", "people.csv", "--clusters", "c.csv", "--export-model", "m.json", "--folded", "f.csv"];
    rolo.ends(3, &args);
    assert_eq!(rolo.read("c.csv"), "id,cluster_id\n1,1\n3,1\n");
    let folded = rolo.read("f.csv");
    let ids: Vec<&str> = folded.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(ids, ["1", "3"]);
}

#[test]
fn pairs_that_were_scored_elsewhere_go_into_the_same_bands() {
    let rolo = Sandbox::new();
    rolo.file("people.csv", &people(120));
    rolo.ok(&["dedupe", "--csv", "people.csv", "--output", "ours.csv"]);
    rolo.ok(&["dedupe", "--csv", "people.csv", "--import-pairs", "ours.csv", "--output", "theirs.csv"]);
    assert_eq!(rolo.read("ours.csv"), rolo.read("theirs.csv"));
    rolo.file("few.csv", "id_l,id_r,match_probability\n0,1000,0.999\n1,2,0.4\n");
    rolo.ok(&["dedupe", "--csv", "people.csv", "--import-pairs", "few.csv", "--output", "theirs.csv"]);
    assert_eq!(rolo.read("theirs.csv"), "id_l,id_r,match_probability,band\n0,1000,0.999000,automatic\n");
    rolo.file("wrong.csv", "id_l,id_r,match_probability\n0,4444,0.9\n");
    let run = rolo.ends(1, &["dedupe", "--csv", "people.csv", "--import-pairs", "wrong.csv", "--output", "x.csv"]);
    assert!(run.err.contains("line 2: nobody has the id `4444`"), "{}", run.err);
}

/// A database with people and their repetitions.
pub fn imported() -> Sandbox {
    let rolo = Sandbox::at("2026-09-01");
    // Without e-mails, phones and ids in common with others, no row finds another's contact by itself.
    let text: String = people(120)
        .lines()
        .enumerate()
        .map(|(i, line)| {
            let cells: Vec<&str> = line.split(',').collect();
            let email = if i > 0 && i % 2 == 0 {
                cells[3].replace("@example.com", "@mail.example.com")
            } else {
                cells[3].to_owned()
            };
            format!("{},{},{},{email},{},{}\n", cells[0], cells[1], cells[2], cells[5], cells[6])
        })
        .collect();
    rolo.file("people.csv", &text);
    rolo.ok(&["import", "people.csv"]);
    rolo
}

/// The same, with pairs that wait for a person: their merge was taken back.
fn doubted() -> Sandbox {
    let rolo = imported();
    rolo.ok(&["dedupe", "--apply"]);
    rolo.ok(&["dedupe", "undo", "--last"]);
    rolo
}

fn contacts(rolo: &Sandbox) -> String {
    rolo.one("SELECT count(*) FROM contact")
}

#[test]
fn the_plan_writes_nothing_apply_merges_it_and_undo_gives_all_back() {
    let rolo = imported();
    let before = rolo.rows("SELECT * FROM contacts");
    let plan = rolo.ok(&["dedupe"]);
    assert_eq!(plan.lines().next(), Some("survivor_id,survivor,merged_id,merged,match,because"));
    assert!(plan.lines().count() > 10, "{plan}");
    assert_eq!(rolo.rows("SELECT * FROM contacts"), before);
    assert_eq!(rolo.one("SELECT count(*) FROM compared"), "0", "a plan keeps nothing");
    rolo.ok(&["dedupe", "--apply", "--dry-run"]);
    assert_eq!(rolo.rows("SELECT * FROM contacts"), before);
    rolo.ok(&["dedupe", "--apply"]);
    let merged = plan.lines().count() - 1;
    assert_eq!(contacts(&rolo), (before.len() - merged).to_string());
    rolo.ok(&["dedupe", "undo", "--last"]);
    assert_eq!(rolo.rows("SELECT * FROM contacts"), before);
}

#[test]
fn contacts_merge_by_pairs_that_were_scored_elsewhere() {
    let rolo = imported();
    let plan = rolo.ok(&["dedupe"]);
    let first: Vec<&str> = plan.lines().nth(1).expect("a merge").split(',').collect();
    let before: usize = contacts(&rolo).parse().expect("a number");
    let header = "id_l,id_r,match_probability";
    rolo.file("pairs.csv", &format!("{header}\n{},{},0.9999\n", first[2], first[0]));
    rolo.ok(&["dedupe", "--import-pairs", "pairs.csv", "--apply"]);
    assert_eq!(contacts(&rolo), (before - 1).to_string());
    let second: Vec<&str> = plan.lines().nth(2).expect("another one").split(',').collect();
    let header = "ID_L,ID_R,Match_Probability";
    let since = format!("{header}\n{},{},0.9999\n{},{},0.2\n", second[2], second[0], first[2], second[0]);
    rolo.file("pairs.csv", &since);
    rolo.ok(&["dedupe", "--import-pairs", "pairs.csv", "--apply"]);
    assert_eq!(contacts(&rolo), (before - 2).to_string(), "one of whom was merged since they were scored");
    rolo.file("pairs.csv", &format!("{header}\n{},99999,0.9999\n", first[0]));
    let run = rolo.ends(1, &["dedupe", "--import-pairs", "pairs.csv"]);
    assert!(run.err.contains("line 2: nobody has the id `99999`"), "{}", run.err);
}

#[test]
fn who_only_looks_waits_for_nobody_and_writes_nothing() {
    let rolo = doubted();
    let looks: [&[&str]; 4] =
        [&["dedupe"], &["dedupe", "--full"], &["dedupe", "review"], &["dedupe", "--explain", "1", "2"]];
    let expected = looks.map(|args| rolo.ok(args));
    assert!(expected.iter().all(|shown| shown.lines().count() > 3), "{expected:?}");
    let mut other = rusqlite::Connection::open(rolo.path("rolo.db")).expect("the database");
    let held = other.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).expect("a lock");
    held.execute("DELETE FROM likely", []).expect("a write that nobody sees yet");
    for (args, expected) in looks.into_iter().zip(&expected) {
        assert_eq!(rolo.ok(&[&["--wait", "0"], args].concat()), *expected, "{args:?}");
    }
    rolo.ends(75, &["--wait", "0", "dedupe", "--apply"]);
    drop(held);
    drop(other);
    let path = rolo.path("rolo.db");
    let bytes = std::fs::read(&path).expect("the database");
    let mode = |mode| std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).expect("permissions");
    mode(0o400);
    for (args, expected) in looks.into_iter().zip(&expected) {
        assert_eq!(rolo.ok(args), *expected, "{args:?}");
    }
    mode(0o600);
    assert!(std::fs::read(&path).expect("the database") == bytes, "nothing was written");
}

#[test]
fn no_night_merges_again_what_was_taken_back_but_a_person_may() {
    let rolo = doubted();
    let before = contacts(&rolo);
    rolo.file("rolo.toml", "[dedupe]\nnightly = \"automatic\"\n");
    rolo.ok(&["nightly"]);
    assert_eq!(contacts(&rolo), before, "a person thought better of it");
    assert!(rolo.ok(&["dedupe", "review"]).lines().count() > 1, "but they are still shown");
    rolo.ok(&["dedupe", "--apply", "--full"]);
    assert_ne!(contacts(&rolo), before);
}

#[test]
fn a_second_run_finds_nothing_and_a_new_row_is_compared_alone() {
    let rolo = imported();
    rolo.ok(&["dedupe", "--apply"]);
    rolo.ok(&["dedupe", "--apply"]);
    let count = contacts(&rolo);
    let summary = rolo.ok(&["dedupe", "--apply", "--format", "json"]);
    assert!(summary.contains("\"compared\":0,\"merged\":0"), "{summary}");
    assert_eq!(contacts(&rolo), count);
    // Row 2 again: Jonas Calloway of Firm 2 in Bath, with another mailbox at the same firm.
    rolo.file("more.csv", "id,first_name,last_name,email,company,city\n5000,Jonas,Calloway,calloway.2@example.com,Firm 2 Ltd,Bath\n5001,Xaver,Zymund,xz@example.org,Other,Ulm\n");
    rolo.ok(&["import", "--platform", "other", "more.csv"]);
    let summary: serde_json::Value =
        serde_json::from_str(&rolo.ok(&["dedupe", "--apply", "--format", "json"])).expect("json");
    let compared = summary["compared"].as_u64().expect("a number");
    assert!(compared < 100, "only the new ones are compared: {compared}");
}

/// That those who are kept are as they would be folded anew, rolo sees to itself where it is built for tests.
#[test]
fn everybody_is_kept_until_somebody_is_forgotten() {
    let rolo = imported();
    let kept = || rolo.one("SELECT count(*) FROM folded") != "0";
    rolo.ok(&["dedupe"]);
    assert!(!kept(), "a plan keeps nothing");
    rolo.ok(&["dedupe", "--apply"]);
    assert!(kept());
    assert_eq!(rolo.one("SELECT count(*) FROM refold"), "0", "who was merged is kept as they are now");
    rolo.ok(&["dedupe", "--apply"]);
    rolo.ok(&["dedupe", "--apply"]);

    let compared = |args: &[&str]| -> u64 {
        let summary = rolo.ok(&[&["dedupe", "--apply", "--format", "json"], args].concat());
        serde_json::from_str::<serde_json::Value>(&summary).expect("json")["compared"].as_u64().expect("a number")
    };
    assert_eq!(compared(&[]), 0);
    let ids = rolo.rows("SELECT id FROM contact ORDER BY id DESC LIMIT 5");
    for change in [
        &["contacts", "set", "job_title=Head of Sales", &ids[0]][..],
        &["companies", "set", "name=Firm Seven", "2"],
        &["contacts", "merge", &ids[1], &ids[2]],
        &["contacts", "add", "name=Jonas Calloway", "email=jonas@example.org"],
    ] {
        rolo.ok(change);
        assert_ne!(compared(&[]), 0, "{change:?}");
        while compared(&[]) > 0 {}
    }
    rolo.ok(&["contacts", "merge", &ids[3], &ids[4]]);
    rolo.ok(&["undo"]);
    assert_eq!(compared(&[]), 0, "they are as they were");

    assert!(kept());
    rolo.ok(&["contacts", "delete", &ids[4], "--yes"]);
    assert!(!kept(), "nothing is left of who is forgotten");
    assert_eq!(compared(&[]), 0, "the others are still known to have been compared");
    assert!(kept());
    assert!(compared(&["--full"]) > 100);
}

#[test]
fn what_imports_noticed_waits_until_a_person_decides_however_often_all_is_compared() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.file("a.csv", "id,name,email\n1,Ana Cruz,info@example.com\n2,Ben Dy,info@example.com\n");
    rolo.ok(&["import", "a.csv"]);
    let waiting = || rolo.ok(&["dedupe", "review"]).lines().count() - 1;
    assert_eq!(waiting(), 1, "two at one mailbox");
    for args in [&["dedupe", "--apply"][..], &["dedupe", "--apply", "--full"], &["dedupe", "--apply"]] {
        rolo.ok(args);
        assert_eq!(waiting(), 1, "{args:?}");
    }
    rolo.file("r.csv", "pair_id,verdict\n1-2,different\n");
    rolo.ok(&["dedupe", "apply", "r.csv"]);
    assert_eq!(waiting(), 0);
}

#[test]
fn a_review_file_is_marked_and_fed_back() {
    let rolo = doubted();
    rolo.ok(&["dedupe", "review", "--output", "review.csv"]);
    let review = rolo.read("review.csv");
    let header: Vec<&str> = review.lines().next().expect("a header").split(',').collect();
    assert_eq!(header[..8], ["pair_id", "verdict", "confidence", "reason_1", "reason_2", "reason_3", "id_l", "id_r"]);
    assert_eq!(header[8..12], ["name_l", "name_r", "email_l", "email_r"]);
    let rows: Vec<&str> = review.lines().skip(1).collect();
    assert!(rows.len() >= 3, "{review}");
    assert!(rows.iter().all(|row| row.contains("Match ")), "{review}");
    let id = |row: &str| row.split(',').next().expect("a pair").to_owned();
    let mark = |row: &str, verdict: &str| row.replacen(",,", &format!(",{verdict},"), 1);
    let marked = [mark(rows[0], "same"), mark(rows[1], "Different"), mark(rows[2], "maybe")];
    rolo.file("marked.csv", &format!("{}\n{}\n", review.lines().next().expect("a header"), marked.join("\n")));
    let count: usize = contacts(&rolo).parse().expect("a number");
    let run = rolo.ends(3, &["dedupe", "apply", "marked.csv"]);
    assert!(run.err.contains("line 4: the verdict `maybe` is neither same nor different"), "{}", run.err);
    assert_eq!(contacts(&rolo), (count - 1).to_string());
    let left = rolo.ok(&["dedupe", "review"]);
    assert!(!left.contains(&id(rows[0])) && !left.contains(&format!("{},", id(rows[1]))), "{left}");
    rolo.ok(&["dedupe", "--apply", "--full"]);
    let (a, b) = id(rows[1]).split_once('-').map(|(a, b)| (a.to_owned(), b.to_owned())).expect("two ids");
    let merged = rolo.rows(&format!("SELECT count(*) FROM contact WHERE id IN ({a}, {b})"));
    let joined = format!(
        "SELECT count(*) FROM merge WHERE undone_at IS NULL AND survivor_id IN ({a}, {b}) AND merged_id IN ({a}, {b})"
    );
    assert_eq!((rolo.one(&joined).as_str(), merged.len()), ("0", 1), "what is different is never merged");
    assert_eq!(rolo.one("SELECT count(*) FROM verdict WHERE verdict = 'different'"), "1");
}

#[test]
fn verdicts_are_taken_back_with_the_command_that_gave_them() {
    let rolo = doubted();
    let review = rolo.ok(&["dedupe", "review"]);
    let before = (contacts(&rolo), rolo.rows("SELECT low_id, high_id, verdict FROM verdict"));
    let mut lines = review.lines();
    let header = lines.next().expect("a header");
    let rows: Vec<String> =
        lines.zip(["same", "different"]).map(|(row, verdict)| row.replacen(",,", &format!(",{verdict},"), 1)).collect();
    rolo.file("marked.csv", &format!("{header}\n{}\n", rows.join("\n")));
    rolo.ok(&["dedupe", "apply", "marked.csv"]);
    rolo.ok(&["dedupe", "apply", "marked.csv"]);
    let told = rolo.ok(&["undo", "--list"]);
    assert!(told.contains(",review,dedupe,2 verdicts,"), "{told}");
    rolo.ok(&["undo"]);
    assert_eq!((contacts(&rolo), rolo.rows("SELECT low_id, high_id, verdict FROM verdict")), before);
}

#[test]
fn a_file_that_is_no_review_is_refused() {
    let rolo = imported();
    let run = rolo.ends(1, &["dedupe", "apply", "people.csv"]);
    assert!(run.err.contains("is no review file"), "{}", run.err);
    rolo.file("r.csv", "pair_id,verdict\n12,same\n");
    let run = rolo.ends(3, &["dedupe", "apply", "r.csv"]);
    assert!(run.err.contains("`12` is no pair_id"), "{}", run.err);
}

#[test]
fn a_row_of_a_review_file_that_cannot_be_read_is_told_and_the_others_count() {
    let rolo = imported();
    let before: usize = contacts(&rolo).parse().expect("a number");
    rolo.file("r.csv", "pair_id,verdict,name_l\n1-2,same,Ana\n3-4,sa\0me,Ben\n5-6,same,\"Cruz\n7-8,same,Dy\n");
    let run = rolo.ends(3, &["dedupe", "apply", "r.csv"]);
    for says in ["line 3: nul_byte: cell 2 holds a NUL byte", "line 4: open_quote: a quote that opens in this row"] {
        assert!(run.err.contains(says), "{}", run.err);
    }
    assert_eq!(contacts(&rolo), (before - 2).to_string(), "{}", run.err);
}

#[test]
fn an_explanation_adds_up() {
    let rolo = imported();
    let text = rolo.ok(&["dedupe", "--explain", "1", "2", "--format", "json"]);
    let said: serde_json::Value = serde_json::from_str(&text).expect("json");
    let bits = |value: &serde_json::Value| value.as_f64().expect("a number");
    let sum: f64 = said["comparisons"].as_array().expect("a list").iter().map(|one| bits(&one["bits"])).sum();
    assert!((bits(&said["prior_bits"]) + sum - bits(&said["bits"])).abs() < 0.1, "{text}");
    let odds = bits(&said["bits"]).exp2();
    assert!((bits(&said["probability"]) - odds / (1.0 + odds)).abs() < 0.01, "{text}");
    let table = rolo.ends(0, &["dedupe", "--explain", "1", "2", "--format", "table"]);
    assert!(table.out.contains("any two contacts") && table.out.contains('█'), "{}", table.out);
    assert!(table.err.contains("match "), "{}", table.err);
    let run = rolo.ends(1, &["dedupe", "--explain", "1", "1"]);
    assert!(run.err.contains("both are contact 1"), "{}", run.err);
}

#[test]
fn two_user_ids_are_never_one_by_themselves() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.file("a.csv", "user_id,name,email,phone\n1,Rosamund Kirkbride,rk@example.com,+442079460001\n");
    rolo.file("b.csv", "user_id,name,email,phone\n2,Rosamund Kirkbride,rk@example.com,+442079460001\n");
    rolo.ok(&["import", "a.csv"]);
    rolo.ok(&["import", "b.csv"]);
    rolo.ok(&["dedupe", "--apply"]);
    assert_eq!(contacts(&rolo), "2");
    let said = rolo.ends(0, &["dedupe", "--explain", "user_id:1", "user_id:2", "--format", "table"]);
    assert!(said.err.contains("two user_ids"), "{}", said.err);
}

#[test]
fn nightly_merges_the_first_band_when_the_config_says_so() {
    let rolo = imported();
    rolo.ok(&["nightly"]);
    assert_eq!(rolo.one("SELECT count(*) FROM merge"), "0", "nothing is certain here");
    rolo.file("rolo.toml", "[dedupe]\nnightly = \"automatic\"\n");
    rolo.ok(&["nightly"]);
    assert_ne!(rolo.one("SELECT count(*) FROM merge"), "0");
    rolo.file("rolo.toml", "[dedupe]\nnightly = \"off\"\n");
    let merges = rolo.one("SELECT count(*) FROM merge");
    rolo.ok(&["nightly"]);
    assert_eq!(rolo.one("SELECT count(*) FROM merge"), merges);
}

#[test]
fn a_model_that_the_contacts_outgrew_is_learnt_anew() {
    let rolo = Sandbox::at("2026-09-01");
    rolo.file("few.csv", "id,name,email\na,Ana Cruz,ana@example.com\nb,Ben Dy,ben@example.com\n");
    rolo.ok(&["import", "few.csv"]);
    rolo.ok(&["dedupe", "--apply"]);
    let model = || rolo.one("SELECT value FROM setting WHERE key = 'dedupe_model'");
    let first = model();
    rolo.ok(&["dedupe", "--apply"]);
    assert_eq!(model(), first, "nothing new");
    rolo.file("people.csv", &people(120));
    rolo.ok(&["import", "--platform", "other", "people.csv"]);
    rolo.ok(&["dedupe", "--apply"]);
    assert_ne!(model(), first);
}

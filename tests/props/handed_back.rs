//! Files that people and other programs hand back, with anything changed in them: marked reviews of pairs, pairs that were
//! scored elsewhere, receipts of a broadcast, rejected rows, mappings, answers in `rolo.toml`. Whatever stands in them,
//! the command ends as the manual says, changes nothing when it says so, and leaves a database that `check` finds sound.

use std::fs;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::parsers::{change, changed};
use crate::world::{Checked, World, cases, same};

/// Some day.
const DAY: i64 = 1_790_000_000;
/// No command over so little takes longer, on any machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The files with the command that takes them.
const COMMANDS: [(&str, &[&str]); 7] = [
    ("review.csv", &["dedupe", "apply", "review.csv"]),
    ("pairs.csv", &["dedupe", "--import-pairs", "pairs.csv", "--apply"]),
    ("table.csv", &["dedupe", "--csv", "table.csv", "--output", "found.csv", "--clusters", "clusters.csv"]),
    ("people.csv.rejects", &["import", "people.csv.rejects"]),
    ("receipts.csv", &["import", "receipts.csv"]),
    ("mapping.toml", &["import", "more.csv", "--mapping", "mapping.toml"]),
    ("rolo.toml", &["nightly", "--dry-run"]),
];

const PEOPLE: &str = "user_id,email,name,phone,company\n1,ana.cruz@example.com,Ana Cruz,+12025550101,Acme\n\
                      ,ana.cruz@example.org,Ana Cruz,+12025550101,Acme\n3,not an address,Ben Young,+12025550102,\n\
                      ,ben.young@example.com,Ben Young,,Bluebird\n,byoung@example.com,Benjamin Young,,Bluebird\n\
                      ,b.young@example.org,Ben Young,,Bluebird Ltd\n";

const MAPPING: &str = "kind = \"contacts\"\ncolumns = [\n  { name = \"who\", to = \"name\" },\n  { name = \"where\", to = \"email\" },\n]\n";

const CONFIG: &str = "[reader.phrases]\nneed = [\"set me up\"]\n[score.grades]\nA = 85\n\
                      [[alerts.rule]]\nname = \"quiet\"\nwhere = \"score < 5\"\n\
                      [[followups.trigger]]\nname = \"new\"\nwhere = \"stage = 'new'\"\ndelay = \"1d\"\n";

/// The database and the files, as they lie before anything is changed.
fn files() -> &'static [(String, Vec<u8>)] {
    static FILES: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    FILES.get_or_init(|| {
        let world = World::new();
        world.file("people.csv", PEOPLE);
        world.file("table.csv", PEOPLE);
        world.file("more.csv", "who,where\nCy Lane,cy@example.com\n");
        world.file("mapping.toml", MAPPING);
        world.file("rolo.toml", CONFIG);
        world.file("receipts.csv", "broadcast,email,state,at\nnews,ana.cruz@example.com,read,2026-08-01\n");
        world.file("pairs.csv", "id_l,id_r,match_probability\n1,2,0.999\n2,3,0.7\n1,3,0.95\n");
        assert_eq!(world.run(DAY, &["import", "people.csv"]).code, 3, "one row has no address");
        for args in [&["dedupe"][..], &["dedupe", "review", "--output", "review.csv"]] {
            let run = world.run(DAY, args);
            assert_eq!(run.code, 0, "{}", run.err);
        }
        let names = COMMANDS.iter().map(|(name, _)| *name).chain(["rolo.db", "more.csv"]);
        names.map(|name| (name.to_owned(), fs::read(world.path(name)).expect(name))).collect()
    })
}

/// A world with these files, one of which is changed.
fn world(name: &str, bytes: &[u8]) -> World {
    let world = World::new();
    for (known, whole) in files() {
        let is_settings = known == "rolo.toml" && name != known;
        if !is_settings {
            fs::write(world.path(known), if known == name { bytes } else { whole }).expect("a writable folder");
        }
    }
    world
}

fn is_survived(name: &str, args: &[&str], bytes: &[u8]) -> Checked {
    let world = world(name, bytes);
    let before = world.dump_all();
    let began = Instant::now();
    let run = world.run(DAY, args);
    prop_assert!(began.elapsed() < PATIENCE, "{name}");
    prop_assert!((0..=4).contains(&run.code), "{name}: exit code {}: {}", run.code, run.err);
    if matches!(run.code, 1 | 2) {
        prop_assert!(run.err.contains("error: "), "{name}: {}", run.err);
        same(name, &before, &world.dump_all())?;
    }
    if name != "rolo.toml" {
        let check = world.run(DAY, &["check"]);
        prop_assert!(check.code == 0, "{name}: {}{}", check.out, check.err);
    }
    Ok(())
}

#[test]
fn every_file_is_taken_as_it_is() {
    for (name, args) in COMMANDS {
        let bytes = &files().iter().find(|(known, _)| known == name).expect(name).1;
        let run = world(name, bytes).run(DAY, args);
        assert!(matches!(run.code, 0 | 3), "{name}: {} {}", run.code, run.err);
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn no_change_to_a_file_that_is_handed_back_does_harm(changes in prop::collection::vec(change(), 1..6)) {
        for (name, args) in COMMANDS {
            let bytes = files().iter().find(|(known, _)| known == name).expect(name).1.clone();
            is_survived(name, args, &changed(bytes, &changes))?;
        }
    }
}

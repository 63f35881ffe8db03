//! A trained model as settings for Splink: where Splink is installed (`PYTHON` names the interpreter), it must sort the
//! pairs of a small file into the same bands as rolo does.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use rolo::domain::matching::{Band, Decided, Found, Intake, Matcher, Record, columns};

use crate::sandbox::{Sandbox, project};

/// Least share of pairs that end in the same band.
const LEAST_AGREEMENT: f64 = 0.9;

#[test]
fn splink_sorts_pairs_into_the_same_bands() {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_splink = Command::new(&python).args(["-c", "import splink, duckdb"]).output();
    if !has_splink.is_ok_and(|output| output.status.success()) {
        say("skipped: no Splink in PYTHON, see tests/load/README.md");
        return;
    }
    let folder = Sandbox::new();
    let rows = rows();
    let records: Vec<Record<'_>> = rows.iter().map(record).collect();
    let mut intake = Intake::default();
    intake.add(&records);
    let matcher = Matcher::new(intake.finish(), None);
    let settings = folder.file("model.json", &matcher.model().splink_settings().to_string());
    let (folded, pairs) = (folder.file("folded.csv", &folded(&records)), folder.path("pairs.csv"));

    let script = project().join("tests/load/splink_with_model.py");
    let run = Command::new(&python).args([&script, &settings, &folded, &pairs]).output().expect("a script that starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));

    let scored = scored(&fs::read_to_string(&pairs).expect("pairs"));
    let ours = bands(&matcher.find(&Decided::default(), None));
    let theirs = bands(&matcher.take(&scored, &Decided::default()));
    let mut all: Vec<(u32, u32)> = ours.keys().chain(theirs.keys()).copied().collect();
    all.sort_unstable();
    all.dedup();
    let unlike: Vec<&(u32, u32)> = all.iter().filter(|pair| ours.get(pair) != theirs.get(pair)).collect();
    let agreement = 1.0 - unlike.len() as f64 / all.len() as f64;
    assert!(all.len() >= 20, "only {} pairs", all.len());
    assert!(agreement >= LEAST_AGREEMENT, "{agreement:.2} of {} pairs agree; unlike: {unlike:?}", all.len());

    let bits = |pair: &(u32, u32, f32)| matcher.explain(pair.0, pair.1).bits;
    let likely = scored.iter().filter(|pair| (pair.2 >= 0.5) == (bits(pair) >= 0.0)).count();
    assert!(likely as f64 >= LEAST_AGREEMENT * scored.len() as f64, "{likely} of {} are likely to both", scored.len());
}

#[allow(clippy::print_stderr, reason = "whoever runs the tests is to know")]
fn say(text: &str) {
    eprintln!("{text}");
}

fn rows() -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_path(project().join("fixtures/dedupe/people.csv")).expect("a fixture");
    reader.records().map(|row| row.expect("a row")).collect()
}

fn record(row: &csv::StringRecord) -> Record<'_> {
    Record {
        first_name: &row[1],
        last_name: &row[2],
        emails: &row[3],
        phones: &row[4],
        company: &row[5],
        job_title: &row[6],
        city: &row[7],
        country: &row[8],
        ..Record::default()
    }
}

/// The folded columns of all records, each under its place.
fn folded(records: &[Record<'_>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let names = columns(&Record::default()).map(|(name, _)| name);
    writer.write_record(["unique_id"].iter().chain(&names)).expect("a header");
    for (i, record) in records.iter().enumerate() {
        let values = columns(record).map(|(_, value)| value);
        writer.write_record([i.to_string()].iter().chain(&values)).expect("a row");
    }
    String::from_utf8(writer.into_inner().expect("all of it")).expect("text")
}

fn scored(csv: &str) -> Vec<(u32, u32, f32)> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.expect("two places and a probability")).collect()
}

fn bands(found: &Found) -> BTreeMap<(u32, u32), Band> {
    found.pairs.iter().map(|pair| ((pair.a, pair.b), pair.band)).collect()
}

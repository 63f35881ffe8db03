//! Generates contacts in which people stand more than once, with the truth, for measuring how duplicates are found:
//! `duplicates --contacts 1000000 --seed 7 --output DIR`. The same arguments give the same bytes; a smaller run is not
//! the beginning of a larger one, as what makes the task hard (people of the same name, large companies) grows with
//! the size. All people in the data are invented.

mod countries;
mod cultures;
mod draw;
mod entries;
mod letters;
mod people;
mod phones;
#[path = "../random.rs"]
#[allow(dead_code, reason = "the other generator has more kinds of streams")]
mod random;
mod trades;
mod world;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Parser;

use entries::{COLUMNS, entry};
use people::People;
use random::{Random, Stream};
use world::World;

/// Of 1,000 people, so many have 1, 2, 3, 4, 5 and 8 rows.
const ROWS_PER_PERSON: [(u64, u64); 6] = [(8_107, 1), (1_323, 2), (381, 3), (109, 4), (49, 5), (31, 8)];

/// Generate a CSV file of invented contacts with duplicates, and the truth about them
#[derive(Parser)]
#[command(name = "duplicates")]
struct Args {
    /// How many rows there are
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20_000_000))]
    contacts: u32,
    /// The seed: the same one gives the same people
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// The folder for contacts.csv and truth.csv; it is created where it is missing
    #[arg(long, value_name = "DIR")]
    output: PathBuf,
}

/// A finished row: its cells parted by a control character, who it is, and what was done to it.
struct Row {
    cells: String,
    person: u32,
    operations: String,
}

fn main() -> Result<()> {
    generate(&Args::parse())
}

fn generate(args: &Args) -> Result<()> {
    fs::create_dir_all(&args.output).with_context(|| format!("cannot create {}", args.output.display()))?;
    let mut rows = rows(args.seed, args.contacts as usize);
    shuffle(&mut rows, &mut Random::of(args.seed, Stream::Times, 0));
    write(&args.output, &rows)
}

fn rows(seed: u64, count: usize) -> Vec<Row> {
    let world = World::new(seed, count as u64 * 78 / 100);
    let mut people = People::new(&world, seed);
    let mut rows = Vec::with_capacity(count);
    for person in 0.. {
        let (facts, mut random) = people.draw(u64::from(person));
        for number in 0..random.pick_weighted(&ROWS_PER_PERSON) {
            if rows.len() == count {
                return rows;
            }
            let entry = entry(&world, &facts, number > 0, &mut random);
            rows.push(Row { cells: entry.cells.join("\u{1f}"), person, operations: entry.operations.join("|") });
        }
    }
    rows
}

/// Every order is as likely as the other (Fisher and Yates).
fn shuffle(rows: &mut [Row], random: &mut Random) {
    for end in (1..rows.len()).rev() {
        rows.swap(end, draw::index(random, end + 1));
    }
}

fn write(folder: &Path, rows: &[Row]) -> Result<()> {
    let width = rows.len().to_string().len();
    let mut contacts = writer(&folder.join("contacts.csv"), &COLUMNS)?;
    let mut truth = writer(&folder.join("truth.csv"), &["id", "cluster_id", "ops"])?;
    for (number, row) in (1..).zip(rows) {
        let id = format!("c{number:0width$}");
        contacts.write_record(std::iter::once(id.as_str()).chain(row.cells.split('\u{1f}')))?;
        truth.write_record([&id, &format!("p{}", row.person), &row.operations])?;
    }
    contacts.flush().context("cannot write contacts.csv")?;
    truth.flush().context("cannot write truth.csv")
}

fn writer(path: &Path, header: &[&str]) -> Result<csv::Writer<File>> {
    let file = File::create(path).with_context(|| format!("cannot create {}", path.display()))?;
    let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 20).from_writer(file);
    writer.write_record(header)?;
    Ok(writer)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    fn generated(count: u32, seed: u64) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let output = folder.path().join("new");
        generate(&Args { contacts: count, seed, output }).expect("generation works");
        folder
    }

    fn bytes(folder: &tempfile::TempDir, file: &str) -> Vec<u8> {
        fs::read(folder.path().join("new").join(file)).expect("the file was written")
    }

    /// The rows of a file, each as column → cell.
    fn table(folder: &tempfile::TempDir, file: &str) -> Vec<BTreeMap<String, String>> {
        let content = bytes(folder, file);
        csv::Reader::from_reader(content.as_slice()).deserialize().map(|row| row.expect("a whole row")).collect()
    }

    #[test]
    fn the_same_arguments_give_the_same_bytes_and_another_seed_gives_others() {
        let (first, again, other) = (generated(2_000, 7), generated(2_000, 7), generated(2_000, 8));
        for file in ["contacts.csv", "truth.csv"] {
            assert_eq!(bytes(&first, file), bytes(&again, file), "{file}");
            assert_ne!(bytes(&first, file), bytes(&other, file), "{file}");
        }
    }

    #[test]
    fn every_row_has_its_truth_in_the_same_place() {
        let folder = generated(3_000, 1);
        let (contacts, truth) = (table(&folder, "contacts.csv"), table(&folder, "truth.csv"));
        assert_eq!((contacts.len(), contacts[0]["id"].as_str()), (3_000, "c0001"));
        assert!(contacts.iter().map(|row| &row["id"]).eq(truth.iter().map(|row| &row["id"])));
        assert_eq!(
            bytes(&folder, "contacts.csv").split(|&byte| byte == b'\n').next(),
            Some(COLUMNS.join(",").as_bytes())
        );
    }

    #[test]
    fn a_fifth_of_the_rows_repeats_a_person_and_every_person_stands_once_as_they_are() {
        let truth = table(&generated(20_000, 1), "truth.csv");
        let mut people: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for row in &truth {
            people.entry(&row["cluster_id"]).or_default().push(&row["ops"]);
        }
        let repeated = truth.len() - people.len();
        assert!((4_200..4_600).contains(&repeated), "{repeated} of 20000");
        assert!(people.values().all(|rows| rows.len() <= 8 && rows.contains(&"")));
    }

    #[test]
    fn every_kind_of_error_occurs() {
        let truth = table(&generated(60_000, 1), "truth.csv");
        let seen: BTreeSet<&str> =
            truth.iter().flat_map(|row| row["ops"].split('|')).filter(|name| !name.is_empty()).collect();
        let expected = "digit dots fold half_last initial last_initial mail2 married middle moved newjob nick noco nofirst \
            nomail nophone onefield phone2 plus suffix swap typo_co typo_dom typo_first typo_last typo_mail";
        assert_eq!(
            seen.into_iter().collect::<Vec<_>>().join(" "),
            expected.split_whitespace().collect::<Vec<_>>().join(" ")
        );
    }

    #[test]
    fn only_providers_and_placeholders_have_real_domains() {
        for row in table(&generated(5_000, 1), "contacts.csv") {
            let (mail, misspelt) = (row["email"].to_lowercase(), ["gmai", "gmial", "gnail", "gmail", "googlemail"]);
            let Some((_, domain)) = mail.split_once('@') else { continue };
            let known = domain.ends_with(".example")
                || trades::PROVIDERS.iter().any(|(_, provider)| *provider == domain)
                || trades::NO_MAIL.contains(&mail.as_str())
                || misspelt.iter().any(|typed| domain.starts_with(typed));
            assert!(known, "{mail}");
        }
    }

    #[test]
    fn different_people_share_names_phones_and_parts_of_mailboxes() {
        let folder = generated(20_000, 1);
        let truth = table(&folder, "truth.csv");
        let mut names: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        let contacts = table(&folder, "contacts.csv");
        for (row, truth) in contacts.iter().zip(&truth) {
            let name = format!("{} {}", row["first_name"], row["last_name"]).to_lowercase();
            names.entry(name).or_default().insert(&truth["cluster_id"]);
        }
        let shared = names.values().filter(|people| people.len() > 1).count();
        assert!((1_000..2_500).contains(&shared), "{shared} names have several people");
    }
}

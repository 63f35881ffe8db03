//! Generates contacts with their messages and events for measuring rolo at any size:
//! `generate --contacts 1000000 --output DIR`. The same arguments give the same bytes. With `--more-messages` it
//! writes only messages_more.csv: messages that come in later from some of the same contacts, for measuring a night
//! on which little has changed. All people in the data are invented.

mod contacts;
mod conversations;
mod events;
mod names;
mod people;
mod random;
mod rows;
mod sentences;
mod spelling;
mod texts;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use clap::Parser;

use contacts::write_contacts;
use conversations::{Conversations, Later};
use events::write_events;
use people::{END, People};

/// Generate CSV files of invented contacts, messages and events
#[derive(Parser)]
#[command(name = "generate")]
struct Args {
    /// How many contacts there are
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    contacts: u32,
    /// How many messages to write [default: 10 for each contact]
    #[arg(long, value_name = "M")]
    messages: Option<u64>,
    /// How many events to write [default: 2 for each contact]
    #[arg(long, value_name = "E")]
    events: Option<u32>,
    /// The seed: the same one gives the same people
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Write only messages_more.csv, with K messages that come in after the others
    #[arg(long, value_name = "K", conflicts_with_all = ["messages", "events"])]
    more_messages: Option<u64>,
    /// How many percent of the contacts write them, at least one contact
    #[arg(long, value_name = "PERCENT", default_value_t = 1.0, requires = "more_messages", value_parser = percent)]
    for_contacts: f64,
    /// They are sent within the day after this time (`2026-06-01T00:00:00Z`) [default: the end of messages.csv]
    #[arg(long, value_name = "TIME", requires = "more_messages")]
    after: Option<DateTime<Utc>>,
    /// The folder for the files; it is created where it is missing
    #[arg(long, value_name = "DIR")]
    output: PathBuf,
}

fn main() -> Result<()> {
    generate(&Args::parse())
}

fn generate(args: &Args) -> Result<()> {
    fs::create_dir_all(&args.output).with_context(|| format!("cannot create {}", args.output.display()))?;
    let people = People { seed: args.seed };
    let contacts = args.contacts;
    if let Some(messages) = args.more_messages {
        let writers = (f64::from(contacts) * args.for_contacts / 100.0).round() as u32;
        let after = args.after.map_or(END, |time| time.timestamp());
        let later = Some(Later { after, writers: writers.max(1) });
        return Conversations { people, contacts, messages, later }.write(&args.output.join("messages_more.csv"));
    }
    write_contacts(&args.output, people, contacts)?;
    let messages = args.messages.unwrap_or(10 * u64::from(contacts));
    Conversations { people, contacts, messages, later: None }.write(&args.output.join("messages.csv"))?;
    write_events(&args.output.join("events.csv"), people, contacts, args.events.unwrap_or(2 * contacts))
}

fn percent(text: &str) -> Result<f64, String> {
    let percent = text.parse::<f64>().map_err(|error| error.to_string())?;
    if percent > 0.0 && percent <= 100.0 { Ok(percent) } else { Err("not above 0 and up to 100".to_owned()) }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use super::*;

    const FILES: [&str; 4] = ["contacts.csv", "messages.csv", "events.csv", "truth.csv"];

    fn generated(arguments: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let output = folder.path().to_str().expect("a plain path");
        let words = ["generate", "--output", output].into_iter().chain(arguments.split_whitespace());
        generate(&Args::parse_from(words)).expect("generation works");
        folder
    }

    fn bytes(folder: &Path, file: &str) -> Vec<u8> {
        fs::read(folder.join(file)).expect("the file was written")
    }

    /// The rows of a file, each as column → cell.
    fn rows(folder: &Path, file: &str) -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_path(folder.join(file)).expect("the file was written");
        reader.deserialize().map(|row| row.expect("a whole row")).collect()
    }

    #[test]
    fn the_same_arguments_give_the_same_bytes_and_another_seed_gives_others() {
        let (first, again) = (generated("--contacts 300 --seed 7"), generated("--contacts 300 --seed 7"));
        let other = generated("--contacts 300 --seed 8");
        for file in FILES {
            assert_eq!(bytes(first.path(), file), bytes(again.path(), file), "{file}");
            assert_ne!(bytes(first.path(), file), bytes(other.path(), file), "{file}");
        }
    }

    #[test]
    fn every_file_has_the_rows_it_was_asked_for() {
        let by_default = generated("--contacts 200");
        let asked = generated("--contacts 200 --messages 333 --events 44");
        let counts = |folder: &Path| FILES.map(|file| rows(folder, file).len());
        assert_eq!(counts(by_default.path()), [200, 2_000, 400, 200]);
        assert_eq!(counts(asked.path()), [200, 333, 44, 200]);
    }

    #[test]
    fn the_contacts_of_a_smaller_run_begin_a_larger_one() {
        let (small, large) = (generated("--contacts 100"), generated("--contacts 150"));
        assert!(bytes(large.path(), "contacts.csv").starts_with(&bytes(small.path(), "contacts.csv")));
    }

    #[test]
    fn messages_and_events_stand_in_the_order_of_time() {
        let folder = generated("--contacts 200");
        for (file, column) in [("messages.csv", "sent_at"), ("events.csv", "occurred_at")] {
            assert!(rows(folder.path(), file).is_sorted_by_key(|row| row[column].clone()), "{file}");
        }
    }

    #[test]
    fn a_duplicate_shares_the_mailbox_or_the_phone_of_an_entry_that_is_none() {
        let people = People { seed: 1 };
        let text = |write: &dyn Fn(&mut String)| {
            let mut out = String::new();
            write(&mut out);
            out
        };
        let mut duplicates = 0;
        for index in 0..20_000 {
            let person = people.person(index);
            let Some(original) = person.duplicate_of.map(|original| people.person(original)) else {
                continue;
            };
            duplicates += 1;
            let plain = || random::Random::of(0, random::Stream::ContactRow, 0);
            let email = |of: &people::Person| text(&|out| of.write_email(out));
            let phone = |of: &people::Person| text(&|out| of.write_phone(out, &mut plain()));
            let same_email = !email(&person).is_empty() && email(&person) == email(&original);
            let same_phone = !phone(&person).is_empty() && phone(&person) == phone(&original);
            assert!(original.duplicate_of.is_none() && (same_email || same_phone), "{index}");
        }
        assert!((600..=800).contains(&duplicates), "{duplicates} of 20000 are no 3 to 4 %");
    }

    #[test]
    fn every_phone_number_is_one_that_can_be_dialled() {
        let folder = generated("--contacts 3000 --messages 0 --events 0");
        for row in rows(folder.path(), "contacts.csv") {
            if row["phone"].is_empty() || row["country"].is_empty() {
                continue;
            }
            let region = row["country"].parse().expect("a country that has phones");
            let number = rlibphonenumber::PhoneNumber::parse(&row["phone"], Some(region));
            assert!(number.is_ok_and(|number| number.is_valid()), "{} {}", row["country"], row["phone"]);
        }
    }

    #[test]
    fn texts_are_about_fifty_bytes_long_and_mostly_distinct() {
        let folder = generated("--contacts 2000");
        let texts: Vec<String> =
            rows(folder.path(), "messages.csv").into_iter().map(|row| row["text"].clone()).collect();
        let mean = texts.iter().map(String::len).sum::<usize>() / texts.len();
        let distinct = texts.iter().collect::<BTreeSet<_>>().len();
        assert!((45..=55).contains(&mean), "mean {mean}");
        assert!(distinct * 2 > texts.len(), "{distinct} of {} differ", texts.len());
        assert!(texts.iter().all(|text| !text.contains('{')));
    }

    #[test]
    fn owners_are_given_as_id_email_or_cookie() {
        let folder = generated("--contacts 1000");
        let messages = rows(folder.path(), "messages.csv");
        let filled = |column: &str| messages.iter().filter(|row| !row[column].is_empty()).count() / 100;
        let shares = [filled("contact_id"), filled("contact_email"), filled("visitor_id")];
        assert!(
            (70..76).contains(&shares[0]) && (15..21).contains(&shares[1]) && (9..12).contains(&shares[2]),
            "{shares:?}"
        );
    }

    #[test]
    fn later_messages_come_from_that_share_of_the_contacts_on_the_day_after() {
        let arguments = "--contacts 1000 --more-messages 45 --for-contacts 2 --after 2026-06-03T00:00:00Z";
        let folder = generated(arguments);
        let later = rows(folder.path(), "messages_more.csv");
        assert_eq!(later.len(), 45);
        assert!(later.iter().all(|row| row["sent_at"].starts_with("2026-06-03")));
        assert_eq!(later.iter().map(|row| &row["conversation_id"]).collect::<BTreeSet<_>>().len(), 20);
        let ids = later.iter().map(|row| &row["message_id"]).collect::<BTreeSet<_>>();
        assert_eq!((ids.len(), ids.iter().all(|id| id.contains('-'))), (45, true));
        assert!(!folder.path().join("contacts.csv").exists());
    }
}

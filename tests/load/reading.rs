//! How fast messages are read, apart from any file: reads the texts of a messages CSV of `generate` again and again on so
//! many threads, each text anew and then as re-reading does, which remembers short ones, and prints messages a second.
//! `read_vader.py` beside it does the same with Python's VADER.
//!
//! cargo run --release --example reading -- messages.csv [THREADS] [MESSAGES]
#![allow(clippy::print_stdout, reason = "what is measured goes to standard output")]

use std::collections::BTreeMap;
use std::error::Error;
use std::time::{Duration, Instant as Clock};

use rayon::prelude::*;
use rolo::domain::cue::Sender;
use rolo::domain::reading::memo::MemoReader;
use rolo::domain::reading::{Reader, Settings};
use rolo::domain::time::{DAY, Instant};

/// How long the texts are read, at least.
const WHILE: Duration = Duration::from_secs(3);

type Message = (Sender, Instant, String);

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("which file?")?;
    let threads: usize = args.next().map_or(Ok(2), |text| text.parse())?;
    let most: usize = args.next().map_or(Ok(500_000), |text| text.parse())?;
    let messages = messages(&path, most)?;
    let none = BTreeMap::new();
    let settings = Settings { phrases: &none, keywords: &[], time_zone: chrono_tz::UTC, default_due: DAY };
    let clock = Clock::now();
    let reader = Reader::new(&settings)?;
    println!("the reader is made in {:.0} ms", clock.elapsed().as_secs_f64() * 1e3);
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let part = messages.len().div_ceil(threads).max(1);
    measure("each anew", &messages, || {
        messages
            .par_chunks(part)
            .map(|part| cues(part, |(sender, at, text)| reader.read(*sender, *at, text).cues.0))
            .sum()
    });
    measure("with a memory", &messages, || {
        let remembering = |part: &[Message]| {
            let mut reader = MemoReader::new(&reader);
            cues(part, |(sender, at, text)| reader.read(*sender, *at, text).cues.0)
        };
        messages.par_chunks(part).map(remembering).sum()
    });
    Ok(())
}

fn cues(part: &[Message], read: impl FnMut(&Message) -> u32) -> u32 {
    part.iter().map(read).map(u32::count_ones).sum()
}

fn measure(what: &str, messages: &[Message], read: impl Fn() -> u32) {
    let (clock, mut count, mut cues) = (Clock::now(), 0, 0);
    while clock.elapsed() < WHILE {
        cues = read();
        count += messages.len();
    }
    let speed = count as f64 / clock.elapsed().as_secs_f64();
    println!("{what}: {speed:.0} messages a second ({} messages with {cues} cues)", messages.len());
}

/// Sender, time and text of the first messages of a file.
fn messages(path: &str, most: usize) -> Result<Vec<Message>, Box<dyn Error>> {
    let mut file = csv::Reader::from_path(path)?;
    let header = file.headers()?.clone();
    let column = |name: &str| header.iter().position(|it| it == name).ok_or(format!("no column {name}"));
    let (sender, at, text) = (column("sender")?, column("sent_at")?, column("text")?);
    let mut messages = Vec::new();
    for row in file.records().take(most) {
        let row = row?;
        let by = Sender::ALL.iter().find(|it| it.name() == &row[sender]).copied().unwrap_or(Sender::Visitor);
        let at = Instant::parse(&row[at]).ok_or("a time that cannot be read")?;
        messages.push((by, at, row[text].to_owned()));
    }
    Ok(messages)
}

//! Every reader of text takes time in proportion to its input, whatever the input is: a file of eight times the size
//! takes no more than about eight times as long. Time is that of the processor on this thread.

use std::time::Duration;

use crate::readers::{READERS, Take};

/// What is repeated to make long inputs: what readers look for, again and again, and never comes to an end.
const SHAPES: [&str; 46] = [
    "a",
    "A",
    " ",
    "9",
    "-",
    ".",
    "@",
    "a@",
    "@a.",
    "a@b.c ",
    "\"",
    "\"\"",
    "\"a",
    "a\"",
    "'",
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r",
    "a\n",
    "a,b\n",
    "\"\n",
    "(",
    ")",
    "[",
    "{",
    "{\"a\":",
    "[[",
    "\\",
    "\\n",
    "%",
    "=",
    "&amp;",
    "<",
    "é",
    "e\u{301}",
    "\u{301}",
    "👨‍👩‍👧",
    "ａ",
    "aж",
    "am ",
    "not ",
    "1/2/2026 ",
    "BEGIN:VCARD\n",
];
/// An honest reader takes 8 times as long, one that goes over its input again for each part of it 64 times.
const GROWTH_MAX: u32 = 26;
/// What is done faster than this is not measured further.
const NOTHING: Duration = Duration::from_millis(10);

fn time(take: Take, text: &str) -> Duration {
    let before = cpu();
    take(text);
    cpu().saturating_sub(before)
}

fn cpu() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), now.tv_nsec.unsigned_abs() as u32)
}

/// How a reader's time grows with inputs of one shape; none where it is too short to tell.
fn growth(take: Take, shape: &str, bytes: usize) -> Option<(Duration, Duration)> {
    let text = |bytes: usize| shape.repeat(bytes.div_ceil(shape.len()));
    let (short, long) = (text(bytes), text(8 * bytes));
    let mut worst = None;
    // Another process may have emptied the caches: what holds is the best of six.
    for _ in 0..6 {
        let long = time(take, &long);
        if long < NOTHING {
            return None;
        }
        let short = time(take, &short).max(Duration::from_micros(20));
        if long <= short * GROWTH_MAX {
            return None;
        }
        worst = Some((short, long));
    }
    worst
}

#[test]
fn no_reader_takes_longer_than_in_proportion() {
    let asked = std::env::var("ROLO_GROWTH_BYTES").ok().and_then(|bytes| bytes.parse().ok());
    let bytes = asked.unwrap_or(1_000);
    let only = std::env::var("ROLO_GROWTH_READER").unwrap_or_default();
    let mut faults = Vec::new();
    // A reader of messages takes long to build, whatever the phrase: that is for the long run.
    let is_now = |name: &str| name.contains(&only) && (asked.is_some() || name != "phrases");
    for (name, take) in READERS.into_iter().filter(|(name, _)| is_now(name)) {
        for shape in SHAPES {
            if let Some((short, long)) = growth(take, shape, bytes) {
                faults.push(format!("{name}: {shape:?} {bytes} bytes {short:?}, {} bytes {long:?}", 8 * bytes));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

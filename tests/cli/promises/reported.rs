//! Promise 4: each row of a file is created, updated, unchanged or rejected, and each that is rejected stands once in the
//! file of rejects, as it was, with its line, column and reason; mended there, it comes in.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::sandbox::Sandbox;

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    BadEmail,
    BadDate,
    TooManyCells,
    Nobody,
    TooFewCells,
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        6 => Just(Fault::None),
        1 => Just(Fault::BadEmail),
        1 => Just(Fault::BadDate),
        1 => Just(Fault::TooManyCells),
        1 => Just(Fault::Nobody),
        1 => Just(Fault::TooFewCells),
    ]
}

/// A row, with words that stand in it alone.
fn cells(number: usize, fault: Fault, word: &str) -> Vec<String> {
    let email =
        if fault == Fault::BadEmail { format!("p{number}(at)example.com") } else { format!("p{number}@example.com") };
    let date = if fault == Fault::BadDate { "someday" } else { "2026-01-05" };
    match fault {
        Fault::Nobody => vec![String::new(), String::new(), date.to_owned(), word.to_owned()],
        Fault::TooFewCells => vec![email, format!("Pat {number}")],
        Fault::TooManyCells => {
            vec![email, format!("Pat {number}"), date.to_owned(), word.to_owned(), "more".to_owned()]
        }
        _ => vec![email, format!("Pat {number}"), date.to_owned(), word.to_owned()],
    }
}

const fn is_rejected(fault: Fault) -> bool {
    !matches!(fault, Fault::None | Fault::TooFewCells)
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r', ' ']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// A file of these rows, with the line on which each begins; `blanks` says before which an empty line stands.
fn file(rows: &[Vec<String>], blanks: &[bool], line_end: &str) -> (String, Vec<usize>) {
    let mut text = format!("email,name,created_at,remark{line_end}");
    let mut starts = Vec::new();
    for (cells, is_blank) in rows.iter().zip(blanks.iter().cycle()) {
        if *is_blank {
            text += line_end;
        }
        starts.push(text.matches('\n').count() + 1);
        text += &(cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + line_end);
    }
    (text, starts)
}

fn check(faults: &[Fault], words: &[String], blanks: &[bool], line_end: &str) -> Result<(), TestCaseError> {
    let rolo = Sandbox::at("2026-09-01");
    let rows: Vec<Vec<String>> =
        faults.iter().zip(words.iter().cycle()).enumerate().map(|(n, (fault, word))| cells(n, *fault, word)).collect();
    let (text, starts) = file(&rows, blanks, line_end);
    let bad: Vec<usize> = (0..rows.len()).filter(|n| is_rejected(faults[*n])).collect();
    if rows.len() >= 20 && bad.len() * 2 > rows.len() {
        rolo.file("a.csv", &text);
        let run = rolo.run(&["import", "a.csv"]);
        let told = format!("{} of {} rows would be rejected", bad.len(), rows.len());
        prop_assert!(run.code == 1 && run.err.contains(&told), "{}: {}", run.code, run.err);
        return Ok(());
    }
    let taken = rolo.import("a.csv", &text, &[]);
    let fates = taken.fates();
    prop_assert_eq!(fates.iter().sum::<u64>() + taken.rejected, rows.len() as u64, "{}", text);
    prop_assert_eq!(taken.rejected, bad.len() as u64, "{}", text);
    if bad.is_empty() {
        prop_assert!(!rolo.path("a.csv.rejects").exists());
        return Ok(());
    }
    let rejects = rolo.read("a.csv.rejects");
    let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(rejects.as_bytes());
    let kept: Vec<StringRecord> = reader.into_records().skip(1).map(Result::unwrap).collect();
    prop_assert_eq!(kept.len(), bad.len());
    let mut by_line: BTreeMap<usize, &StringRecord> = BTreeMap::new();
    for row in &kept {
        let line = row[row.len() - 3].parse().unwrap();
        prop_assert!(by_line.insert(line, row).is_none(), "line {} twice", line);
        prop_assert!(!row[row.len() - 1].is_empty(), "{:?}", row);
    }
    for n in &bad {
        let row = by_line.get(&starts[*n]).copied();
        let row = row.ok_or_else(|| TestCaseError::fail(format!("line {} is not among\n{rejects}", starts[*n])))?;
        let cells: Vec<&str> = row.iter().take(rows[*n].len()).collect();
        prop_assert_eq!(&cells, &rows[*n]);
        let column = match faults[*n] {
            Fault::BadEmail => "email",
            Fault::BadDate => "created_at",
            _ => "",
        };
        prop_assert_eq!(&row[row.len() - 2], column);
    }
    // Those whose value can be mended land; the others are told once more.
    let mended = rejects.replace("(at)", "@").replace("someday", "2026-01-05");
    let again = rolo.import("a.csv.rejects", &mended, &[]);
    let hopeless = bad.iter().filter(|n| matches!(faults[**n], Fault::TooManyCells | Fault::Nobody)).count();
    prop_assert_eq!(again.rejected, hopeless as u64, "{}", mended);
    prop_assert_eq!(again.created, (bad.len() - hopeless) as u64);
    prop_assert_eq!(rolo.one("SELECT count(*) FROM contacts"), (rows.len() - hopeless).to_string());
    Ok(())
}

#[test]
fn rows_read_are_the_sum_of_their_fates_and_rejects_tell_the_rest() {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        (config.cases, config.rng_seed) = (16, RngSeed::Fixed(20_260_101));
    }
    let word = prop_oneof![
        3 => "[a-z]{1,8}",
        1 => Just("two\nlines".to_owned()),
        1 => Just("\"quoted\", and more".to_owned()),
        1 => Just("=1+1".to_owned()),
        1 => Just("\u{1b}[2J\u{202e}".to_owned()),
    ];
    let rows = prop::collection::vec(fault(), 1..40);
    let world = (rows, prop::collection::vec(word, 5), prop::collection::vec(any::<bool>(), 7), any::<bool>());
    let outcome = TestRunner::new(config).run(&world, |(faults, words, blanks, is_windows)| {
        check(&faults, &words, &blanks, if is_windows { "\r\n" } else { "\n" })
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

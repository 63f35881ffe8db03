//! Rows of one file that mean one contact are as one row: a file of them is compared with the one row that a plain
//! second way makes of them, under each policy, with and without a contact that is there.

use proptest::prelude::*;

use crate::history::{DAY, START};
use crate::world::{Checked, World, cases, same};

const NOW: i64 = START + 100 * DAY;
const CLEAR: &str = "NULL";

/// How the cells of a column become one.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fold {
    Last,
    First,
    Least,
    Greatest,
    Yes,
    /// All, in the order in which they came.
    All,
    /// All, the last one first.
    Newest,
}

const COLUMNS: [(&str, Fold, &[&str]); 14] = [
    ("first_name", Fold::Last, &["Ana", "Anna"]),
    ("last_name", Fold::Last, &["Cruz", "Reyes"]),
    ("city", Fold::Last, &["Leeds", "York", CLEAR]),
    ("job_title", Fold::Last, &["Owner", "Cook", CLEAR]),
    ("company", Fold::Last, &["Blue Ltd", "Red Inc"]),
    ("points", Fold::Last, &["3", "9", CLEAR]),
    ("Shoe Size", Fold::Last, &["38", "39", CLEAR]),
    ("source", Fold::First, &["facebook", "lead_form"]),
    ("first_seen", Fold::Least, &["2026-03-01", "2026-03-09"]),
    ("last_active", Fold::Greatest, &["2026-03-11", "2026-03-19"]),
    ("do_not_contact", Fold::Yes, &["no", "yes"]),
    ("tags", Fold::All, &["vip", "spa", "new"]),
    ("email", Fold::Newest, &["ana@example.com", "a@example.org"]),
    ("phone", Fold::Newest, &["+639175550101", "+639175550102"]),
];

type Row = [&'static str; COLUMNS.len()];

fn row() -> impl Strategy<Value = Row> {
    let cells = COLUMNS.map(|(_, _, values)| prop_oneof![3 => Just(""), 2 => prop::sample::select(values)]);
    cells.prop_map(|cells| cells)
}

/// The one cell that says what these say one after the other.
fn one_cell(fold: Fold, cells: impl Iterator<Item = &'static str>, can_clear: bool) -> String {
    let said: Vec<&str> = cells.filter(|cell| !cell.is_empty() && (can_clear || *cell != CLEAR)).collect();
    let distinct = |cells: Vec<&str>| {
        let mut seen: Vec<&str> = Vec::new();
        cells.into_iter().for_each(|cell| {
            if !seen.contains(&cell) {
                seen.push(cell)
            }
        });
        seen.join(";")
    };
    let one = match fold {
        Fold::Last => said.last(),
        Fold::First => said.first(),
        Fold::Least => said.iter().min(),
        // `no` comes before `yes`.
        Fold::Greatest | Fold::Yes => said.iter().max(),
        Fold::All => return distinct(said),
        Fold::Newest => return distinct(said.into_iter().rev().collect()),
    };
    one.map_or(String::new(), |cell| (*cell).to_owned())
}

fn file(rows: &[Vec<String>]) -> String {
    let names: Vec<&str> = COLUMNS.iter().map(|(name, ..)| *name).collect();
    let mut text = format!("user_id,{}\n", names.join(","));
    for row in rows {
        text += &format!("7,{}\n", row.join(","));
    }
    text
}

/// What a contact is after a file, and how often the second import of that file changes something.
fn stored(before: Option<&Row>, rows: &[Vec<String>], policy: &str) -> Result<Vec<String>, TestCaseError> {
    let world = World::new();
    if let Some(before) = before {
        let cells = before.iter().map(|cell| if *cell == CLEAR { String::new() } else { (*cell).to_owned() }).collect();
        world.ok(NOW - DAY, &["import", world.file("before.csv", &file(&[cells]))])?;
    }
    let args = ["import", "--clear", CLEAR, "--on-match", policy, "rows.csv"];
    world.file("rows.csv", &file(rows));
    world.ok(NOW, &args)?;
    let columns = "SELECT emails, phones, name, first_name, last_name, job_title, city, source, tags, metadata,
        (SELECT name FROM company WHERE id = company_id), do_not_contact, opt_out_seen, points, first_seen, last_active,
        (SELECT count(*) FROM identity) FROM contact";
    let lines = world.lines(columns);
    let again = world.ok(NOW + DAY, &[&args[..], &["--format", "json"]].concat())?;
    prop_assert!(again.contains("\"created\":0,\"updated\":0"), "{}", again);
    same("after the second import", &lines, &world.lines(columns))?;
    Ok(lines)
}

fn check(before: Option<&Row>, rows: &[Row], policy: &str) -> Checked {
    let many: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    let fold = |(i, (_, fold, _)): (usize, &(&str, Fold, &[&str]))| {
        one_cell(*fold, rows.iter().map(move |row| row[i]), policy == "update")
    };
    let one: Vec<String> = COLUMNS.iter().enumerate().map(fold).collect();
    same("rows and the one row", &stored(before, &many, policy)?, &stored(before, &[one], policy)?)
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn rows_that_mean_one_contact_are_as_one_row(
        before in prop::option::of(row()),
        rows in prop::collection::vec(row(), 1..5),
        policy in prop_oneof![2 => Just("update"), 1 => Just("fill"), 1 => Just("skip")],
    ) {
        check(before.as_ref(), &rows, policy)?;
    }
}

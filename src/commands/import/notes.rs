//! What the summary of an import says under its counts: what values of the files could not say, what was kept as a
//! person had set it, what became of columns that are no field, and why rows were rejected.

use std::collections::BTreeMap;

use super::batch::Batch;
use super::left_over::LeftOver;
use crate::input::header::{Header, Meaning};
use crate::input::row::error::Code;
use crate::input::row::noted::Noted;
use crate::output::ui;

/// How many columns that are kept as metadata are named.
const MOST_COLUMNS: usize = 5;
/// How much of the name of each is shown.
const MOST_LETTERS: usize = 60;

/// What one file has to be noted for.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// What values of the rows could not say.
    pub values: Noted,
    /// Values that were cleared.
    pub cleared: u64,
    /// The text that empties fields.
    pub clear: Option<String>,
    /// Values that were kept because a person set them.
    pub held: u64,
    /// Columns that are kept as metadata.
    pub metadata_columns: Vec<String>,
    /// Rejected rows by the kind of fault.
    pub rejected: BTreeMap<Code, u64>,
    /// The first conflicts in words, where that was asked for.
    pub conflicts: Vec<String>,
    /// What an earlier run left in place of rejected rows, if now there are none.
    pub left_over: Option<LeftOver>,
}

/// The columns of a file that are kept as metadata.
pub(super) fn metadata_columns(header: &Header) -> Vec<String> {
    let named = header.columns.iter().filter_map(|column| match column {
        Meaning::Metadata(name) if !name.is_empty() => Some(name.to_string()),
        _ => None,
    });
    named.collect()
}

/// The notes of all files, each to stand on a line of its own.
pub(super) fn lines(batches: &[Batch]) -> Vec<String> {
    let sum = |count: fn(&Batch) -> u64| batches.iter().map(count).sum::<u64>();
    let on_the_way = |batch: &Batch| if batch.kind == "contacts" { 0 } else { batch.contacts_created };
    let brought = counted(&[
        ("contacts created by rows of other kinds", sum(on_the_way)),
        ("conversations created", sum(|batch| batch.conversations_created)),
        ("values kept as a person set them", sum(|batch| batch.notes.held)),
        ("values cleared", sum(|batch| batch.notes.cleared)),
    ]);
    let unsaid = counted(&[
        ("phones kept as text", sum(|batch| batch.notes.values.phones_as_text)),
        ("cells with #N/A taken as blank", sum(|batch| batch.notes.values.not_available)),
        ("values kept as metadata that their fields cannot take", sum(|batch| batch.notes.values.unfit_values)),
    ]);
    let guessed = counted(&[(
        "amounts that could be meant in two ways, read with 1.234 as decimals and 1,234 as thousands",
        sum(|batch| batch.notes.values.guessed_amounts),
    )]);
    let lines = [brought, unsaid, not_cleared(batches), guessed, columns(batches), rejected(batches)];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn counted(counts: &[(&str, u64)]) -> String {
    let told = counts.iter().filter(|(_, count)| *count > 0);
    told.map(|(what, count)| format!("{what}: {}", ui::count(count.cast_signed()))).collect::<Vec<_>>().join(", ")
}

/// Cells that were to empty their field and could not.
fn not_cleared(batches: &[Batch]) -> String {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for Notes { clear, values, .. } in batches.iter().map(|batch| batch.notes.as_ref()) {
        let what = format!("cells with {} taken as blank", clear.as_deref().unwrap_or_default());
        *counts.entry(what).or_insert(0) += values.not_cleared;
    }
    counted(&counts.iter().map(|(what, count)| (what.as_str(), *count)).collect::<Vec<_>>())
}

fn columns(batches: &[Batch]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in batches.iter().flat_map(|batch| &batch.notes.metadata_columns) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let more = match names.len().saturating_sub(MOST_COLUMNS) {
        0 => String::new(),
        more => format!(" and {} more", ui::count(more as i64)),
    };
    let named: Vec<String> = names.iter().take(MOST_COLUMNS).map(|name| shortened(name)).collect();
    if named.is_empty() { String::new() } else { format!("kept as metadata: {}{more}", named.join(", ")) }
}

fn shortened(name: &str) -> String {
    match name.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

fn rejected(batches: &[Batch]) -> String {
    let mut codes: BTreeMap<Code, u64> = BTreeMap::new();
    for (code, count) in batches.iter().flat_map(|batch| &batch.notes.rejected) {
        *codes.entry(*code).or_insert(0) += count;
    }
    let told: Vec<String> =
        codes.iter().map(|(code, count)| format!("{} {}", code.name(), ui::count(count.cast_signed()))).collect();
    if told.is_empty() { String::new() } else { format!("rejected: {}", told.join(", ")) }
}

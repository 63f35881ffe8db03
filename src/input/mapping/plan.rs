//! How the records of a file are read whose columns compete for a field, stand in groups or have rules for their
//! values. A record goes in, values of fields come out, in the order of preference; what no field took is metadata.
//! Files without any of that need no plan, and their rows are read without one.

use std::borrow::Cow;

use csv::ByteRecord;

use super::resolve::{Found, Resolved};
use crate::input::field::Field;
use crate::input::value_rule::{ValueRule, json_address, without_formula_guard, without_guard};

/// How records are read.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Columns that hold a field, the preferred ones first.
    columns: Vec<Planned>,
    /// Columns that are metadata, in the file's order.
    metadata: Vec<(usize, ValueRule)>,
    /// Values of rows that say nothing of a field.
    set: Vec<(Field, Box<str>)>,
    guard: Option<Guard>,
    /// The text of a cell that empties its field.
    clear: Option<Box<str>>,
    /// How many blocks of an address there are, and which of them has columns of no group.
    blocks: usize,
    ungrouped: Option<usize>,
    /// How many columns the file has; values that are set count as columns behind them.
    width: usize,
}

#[derive(Debug, Clone)]
struct Planned {
    column: usize,
    field: Field,
    rule: ValueRule,
    label: Option<usize>,
    prefix: Option<usize>,
    block: Option<usize>,
}

/// What is taken off the beginning of cells.
#[derive(Debug, Clone)]
enum Guard {
    /// A text, unless a word begins so.
    Text(Box<str>),
    /// What rolo's own export for spreadsheets puts before formulas.
    Formula,
}

/// A value of a field.
#[derive(Debug, PartialEq, Eq)]
pub struct Taken<'r> {
    /// The column that it stands in; behind the file's columns for a value that is set.
    pub column: usize,
    /// The field.
    pub field: Field,
    /// The value.
    pub text: Cow<'r, str>,
    is_main: bool,
}

/// What a record says.
#[derive(Debug, Default)]
pub struct Prepared<'r> {
    /// Values of fields; where there are several of one field, the main one first.
    pub taken: Vec<Taken<'r>>,
    /// What no field took: columns and their texts, in the file's order.
    pub kept: Vec<(usize, Cow<'r, str>)>,
}

const fn is_location(field: Field) -> bool {
    matches!(field, Field::Address | Field::City | Field::Country)
}

impl Plan {
    /// The plan for a file, if it needs one. `guard` is taken off cells; with `is_spreadsheet` the guard of rolo's own
    /// export is.
    pub(in crate::input) fn new(resolved: &Resolved, guard: Option<&str>, is_spreadsheet: bool) -> Option<Self> {
        let guard = match guard {
            Some(text) => Some(Guard::Text(text.into())),
            None => is_spreadsheet.then_some(Guard::Formula),
        };
        if guard.is_none() && resolved.set.is_empty() && is_simple(&resolved.found) {
            return None;
        }
        let mut groups: Vec<Option<&str>> = Vec::new();
        let mut columns = Vec::new();
        let mut metadata = Vec::new();
        for found in &resolved.found {
            let Some(field) = found.field else {
                metadata.push((found.column, found.rule.clone()));
                continue;
            };
            let group = found.group.as_deref();
            let block = is_location(field).then(|| {
                groups.iter().position(|it| *it == group).unwrap_or_else(|| {
                    groups.push(group);
                    groups.len() - 1
                })
            });
            let Found { column, rule, label, prefix, .. } = found.clone();
            columns.push(Planned { column, field, rule, label, prefix, block });
        }
        metadata.sort_by_key(|(column, _)| *column);
        let ungrouped = groups.iter().position(Option::is_none);
        let set = resolved.set.iter().map(|(field, value)| (*field, value.as_str().into())).collect();
        let width = resolved.names.len();
        let clear = resolved.clear.as_deref().map(Box::from);
        Some(Self { columns, metadata, set, guard, clear, blocks: groups.len(), ungrouped, width })
    }

    /// The fields whose values are set, as columns behind those of the file.
    pub fn set(&self) -> impl Iterator<Item = (Field, &str)> {
        self.set.iter().map(|(field, value)| (*field, &**value))
    }

    /// What a record says, or the column that is not UTF-8.
    pub fn prepare<'r>(&'r self, record: &'r ByteRecord) -> Result<Prepared<'r>, usize> {
        let mut cells = Vec::with_capacity(record.len());
        for (column, cell) in record.iter().enumerate() {
            cells.push(self.unguarded(std::str::from_utf8(cell).map_err(|_| column)?));
        }
        let mut row = Reading { plan: self, cells, prepared: Prepared::default(), filled: 0 };
        for planned in self.columns.iter().filter(|planned| planned.block.is_none()) {
            row.take_column(planned);
        }
        if self.blocks > 0 {
            row.take_location();
        }
        row.take_set();
        row.keep_metadata();
        let Prepared { mut taken, mut kept } = row.prepared;
        if taken.iter().any(|value| value.is_main) {
            taken.sort_by_key(|value| !value.is_main);
        }
        kept.sort_by_key(|(column, _)| *column);
        Ok(Prepared { taken, kept })
    }

    fn unguarded<'r>(&self, cell: &'r str) -> &'r str {
        match &self.guard {
            None => cell,
            Some(Guard::Text(guard)) => without_guard(cell, guard),
            Some(Guard::Formula) => without_formula_guard(cell),
        }
    }
}

/// Whether the columns can be read one by one, as they stand: no rules, and no two columns for a field that holds one
/// value, nor several in another order than theirs.
fn is_simple(found: &[Found]) -> bool {
    let mut last = Vec::new();
    found.iter().all(|it| {
        let is_bare = it.rule.is_empty() && it.label.is_none() && it.prefix.is_none() && it.group.is_none();
        let Some(field) = it.field else { return is_bare };
        let earlier = last.iter().rev().find(|(other, _)| *other == field).map(|(_, column)| *column);
        last.push((field, it.column));
        is_bare && earlier.is_none_or(|column: usize| field.holds_several() && column < it.column)
    })
}

/// One record while it is read.
struct Reading<'r> {
    plan: &'r Plan,
    cells: Vec<&'r str>,
    prepared: Prepared<'r>,
    /// A bit for each field that has a value.
    filled: u128,
}

impl<'r> Reading<'r> {
    fn cell(&self, column: usize) -> &'r str {
        self.cells.get(column).copied().unwrap_or("")
    }

    fn is_filled(&self, field: Field) -> bool {
        self.filled & (1 << field as u32) != 0
    }

    fn push(&mut self, column: usize, field: Field, text: Cow<'r, str>, is_main: bool) {
        // What says "no value" leaves the place to the next column.
        if text.trim() != "#N/A" && self.plan.clear.as_deref() != Some(text.trim()) {
            self.filled |= 1 << field as u32;
        }
        self.prepared.taken.push(Taken { column, field, text, is_main });
    }

    fn take_column(&mut self, planned: &'r Planned) {
        let Planned { column, field, rule, .. } = planned;
        let cell = self.cell(*column);
        if cell.trim().is_empty() {
            return;
        }
        if rule.is_empty() && planned.label.is_none() && planned.prefix.is_none() {
            return self.take_value(*column, *field, cell.into(), false);
        }
        if rule.says_nothing(cell) {
            self.prepared.kept.push((*column, cell.into()));
            return;
        }
        let values = self.values(planned, cell);
        if field.is_list() {
            if !values.is_empty() {
                let words: Vec<Cow<'_, str>> = values.into_iter().map(|(value, _)| value).collect();
                // With a `;` in it, the text is parted nowhere else.
                let end = if words.len() == 1 { ";" } else { "" };
                self.push(*column, *field, (words.join(";") + end).into(), false);
            }
            return;
        }
        for (value, is_main) in values {
            self.take_value(*column, *field, value, is_main);
        }
    }

    /// One value: a field that holds one takes the first, the others are kept.
    fn take_value(&mut self, column: usize, field: Field, value: Cow<'r, str>, is_main: bool) {
        if field.holds_several() || !self.is_filled(field) {
            self.push(column, field, value, is_main);
        } else {
            self.prepared.kept.push((column, value));
        }
    }

    /// The values of a cell, each with whether its label marks it as the main one. Those with an unwanted label are
    /// kept aside.
    fn values(&mut self, planned: &'r Planned, cell: &'r str) -> Vec<(Cow<'r, str>, bool)> {
        let rule = &planned.rule;
        let labels = match planned.label.map(|label| self.cell(label)) {
            None => Vec::new(),
            Some(label) => rule.split.as_ref().map_or_else(|| vec![label.trim().into()], |split| split.values(label)),
        };
        let prefix = planned.prefix.map_or("", |prefix| self.cell(prefix).trim());
        let mut values = Vec::new();
        for (place, value) in rule.apply(cell, planned.field.is_list()) {
            let label = labels.get(place).map_or("", |label| label.as_ref());
            if rule.unless.as_ref().is_some_and(|unless| label.eq_ignore_ascii_case(unless)) {
                self.prepared.kept.push((planned.column, value));
                continue;
            }
            let is_main = label == "*" || label.starts_with("* ");
            let value = match prefix.is_empty() || value.trim_start().starts_with(['+', '0']) {
                true => value,
                false => format!("{prefix}{}", value.trim_start()).into(),
            };
            values.push((value, is_main));
        }
        values
    }

    /// Blocks of an address compete as a whole: the first with any value gives address, city and country.
    fn take_location(&mut self) {
        let plan = self.plan;
        let columns = || plan.columns.iter().filter_map(|planned| Some((planned.block?, planned)));
        let mut has_value = vec![false; plan.blocks];
        let mut is_main = vec![false; plan.blocks];
        for (block, planned) in columns() {
            has_value[block] |= !self.cell(planned.column).trim().is_empty();
            let label = planned.label.map_or("", |label| self.cell(label).trim());
            is_main[block] |= label == "*" || label.starts_with("* ");
        }
        let winner = (0..plan.blocks).filter(|block| has_value[*block]).min_by_key(|block| !is_main[*block]);
        let mut address: Vec<(usize, Cow<'r, str>)> = Vec::new();
        for (block, planned) in columns() {
            let cell = self.cell(planned.column);
            if cell.trim().is_empty() {
                continue;
            }
            if Some(block) != winner {
                self.prepared.kept.push((planned.column, cell.into()));
            } else if planned.rule.is_json_address {
                self.take_json(planned.column, cell, &mut address);
            } else {
                let is_joined = planned.field == Field::Address && Some(block) != plan.ungrouped;
                for (value, _) in self.values(planned, cell) {
                    if is_joined {
                        address.push((planned.column, value));
                    } else {
                        self.take_value(planned.column, planned.field, value, false);
                    }
                }
            }
        }
        let Some((first, _)) = address.first() else { return };
        let first = *first;
        let text = match address.len() {
            1 => address.remove(0).1,
            _ => {
                let lines: Vec<&str> = address.iter().map(|(_, line)| line.trim()).collect();
                lines.join(", ").into()
            }
        };
        self.push(first, Field::Address, text, false);
    }

    /// An address as a JSON object says what its block has not said yet; what has no field is kept with all of it.
    fn take_json(&mut self, column: usize, cell: &'r str, address: &mut Vec<(usize, Cow<'r, str>)>) {
        let Some(parts) = json_address(cell) else {
            return self.prepared.kept.push((column, cell.into()));
        };
        let mut is_new = parts.has_more;
        if address.is_empty() {
            address.extend(parts.lines.into_iter().map(|line| (column, line.into())));
        } else {
            is_new |= parts.lines.iter().any(|line| address.iter().all(|(_, other)| other.trim() != line));
        }
        for (field, text) in [(Field::City, parts.city), (Field::Country, parts.country)] {
            let there = self.prepared.taken.iter().find(|value| value.field == field).map(|value| value.text.trim());
            match there {
                Some(there) => is_new |= !text.is_empty() && there != text,
                None if text.is_empty() => {}
                None => self.push(column, field, text.into(), false),
            }
        }
        if is_new {
            self.prepared.kept.push((column, cell.into()));
        }
    }

    /// Values for rows that say nothing of a field. Words are added to lists, and consent is the strictest of all.
    fn take_set(&mut self) {
        let plan = self.plan;
        for (i, (field, value)) in plan.set.iter().enumerate() {
            if field.is_list() || matches!(field, Field::OptOut | Field::OptIn) || !self.is_filled(*field) {
                self.push(plan.width + i, *field, (&**value).into(), false);
            }
        }
    }

    fn keep_metadata(&mut self) {
        let plan = self.plan;
        for (column, rule) in &plan.metadata {
            let cell = self.cell(*column);
            if rule.is_empty() {
                self.prepared.kept.push((*column, cell.into()));
                continue;
            }
            let values: Vec<Cow<'_, str>> = rule.apply(cell, false).into_iter().map(|(_, value)| value).collect();
            if !values.is_empty() {
                self.prepared.kept.push((*column, values.join("; ").into()));
            }
        }
    }
}

//! Which column of a file means what: what the user mapped comes first, then the mapping or preset in its order, then
//! the names that rolo knows anyway. Each column has one meaning; what nothing knows is metadata.

use chrono_tz::Tz;

use super::{ChosenBy, Instructions, number};
use crate::error::{Error, Result};
use crate::input::field::{self, Field, FileKind};
use crate::input::preset::{self, Column, ColumnName, Mapping, Match, Pattern, Preset, find_field};
use crate::input::suggest;
use crate::input::value_rule::ValueRule;

/// A column with its meaning.
#[derive(Debug, Clone)]
pub(in crate::input) struct Found {
    /// Its position.
    pub column: usize,
    /// The field; `None` is metadata.
    pub field: Option<Field>,
    /// Who says so.
    pub chosen_by: ChosenBy,
    /// How its cells are read.
    pub rule: ValueRule,
    /// The block of an address that it belongs to.
    pub group: Option<String>,
    /// The column that labels its values.
    pub label: Option<usize>,
    /// The column whose text stands before its value.
    pub prefix: Option<usize>,
}

/// What the columns of a file mean.
#[derive(Debug)]
pub(in crate::input) struct Resolved {
    /// What the rows are.
    pub kind: Option<FileKind>,
    /// The preset by its name.
    pub preset: Option<&'static Preset>,
    /// Whether the file is rolo's own export.
    pub is_own: bool,
    /// Whether the first line is a row already.
    pub is_headless: bool,
    /// The columns' names.
    pub names: Vec<String>,
    /// The scope of plain ids.
    pub platform: Option<String>,
    /// The text of a cell that empties its field.
    pub clear: Option<String>,
    /// Fields with values for rows that say nothing of them.
    pub set: Vec<(Field, String)>,
    /// The zones of columns that name one.
    pub zones: Vec<Option<Tz>>,
    /// Each column once, the preferred ones first.
    pub found: Vec<Found>,
}

/// The columns that no earlier rule has taken.
struct Open<'a> {
    file: &'a str,
    names: &'a [String],
    columns: Vec<ColumnName>,
    is_taken: Vec<bool>,
    found: Vec<Found>,
}

/// Finds what the columns of a file mean. `detect_kind` finds what the rows are from the keys of their names, the
/// fields that were mapped, and whether the file is rolo's own.
pub(in crate::input) fn resolve(
    names: Vec<String>,
    file: &str,
    has_no_header: bool,
    said: &Instructions,
    detect_kind: impl Fn(&[String], &[Field], bool) -> Option<FileKind>,
) -> Result<Resolved> {
    let mut names = names;
    let is_headless = has_no_header || said.counts_columns() && !names.iter().any(|name| is_known(name, said));
    if is_headless {
        names = (1..=names.len()).map(|n| format!("column {n}")).collect();
    }
    let preset = choose_preset(&names, said)?;
    let mapping = said.mapping.as_deref().or(preset.map(|preset| &preset.mapping));
    let prefixes = mapping.map_or(&[][..], |mapping| &mapping.header_prefix);
    let has_zones = mapping.is_some_and(|mapping| mapping.zone_in_header);
    let columns: Vec<ColumnName> = names.iter().map(|name| ColumnName::new(name, prefixes, has_zones)).collect();
    let keys: Vec<String> = columns.iter().map(|column| column.keys[0].clone()).collect();
    let is_own = match preset {
        Some(preset) => preset.name == preset::OWN,
        None => keys.iter().any(|key| key == "rolo_id"),
    };
    let mapped = mapped_fields(file, said)?;
    let stated = said.kind.or(mapping.and_then(|mapping| mapping.kind)).or(preset.and_then(Preset::kind));
    let kind = stated.or_else(|| detect_kind(&keys, &mapped, is_own));
    let zones = columns.iter().map(|column| column.zone).collect();
    let platform = said.platform.clone().or_else(|| match preset {
        Some(preset) => preset.platform().map(str::to_owned),
        None => mapping.and_then(|mapping| mapping.platform.clone()),
    });
    let clear = said.clear.clone().or_else(|| mapping.and_then(|mapping| mapping.clear.clone()));
    let mut open = Open { file, names: &names, columns, is_taken: vec![false; names.len()], found: Vec::new() };
    let mut set = Vec::new();
    if let Some(kind) = kind {
        open.take_rejects(&keys);
        open.take_mapped(said, mapping, kind)?;
        if let Some(mapping) = mapping {
            open.take_mapping(mapping, preset, kind)?;
        }
        if kind == FileKind::Deals {
            open.take_title(&keys);
        }
        let is_plain = mapping.is_none_or(|mapping| mapping.columns.is_empty()) && said.map.is_empty();
        open.take_aliases(&keys, kind, is_own, platform.is_some(), is_plain);
        set = values_to_set(file, said, mapping, kind)?;
    }
    let found = open.found;
    Ok(Resolved { kind, preset, is_own, is_headless, names, platform, clear, set, zones, found })
}

fn choose_preset(names: &[String], said: &Instructions) -> Result<Option<&'static Preset>> {
    match (&said.mapping, &said.preset) {
        (Some(_), _) => Ok(None),
        (None, Some(name)) => preset::named(name).map(Some),
        (None, None) => {
            // Deals, companies and notes of a system have columns that its people have, too.
            let keys: Vec<String> = names.iter().map(|name| field::normalize(name)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            Ok(preset::detect(&names, said.kind.or_else(|| field::records::detect(&keys))))
        }
    }
}

/// Whether a name of the first line tells that this line is a header.
fn is_known(name: &str, said: &Instructions) -> bool {
    let key = field::normalize(name);
    let kinds = <FileKind as clap::ValueEnum>::value_variants();
    let is_named = |column: &str| column.trim() == name.trim();
    kinds.iter().any(|kind| field::find(*kind, &key, true).is_some())
        || said.map.iter().any(|(_, column)| is_named(column))
        || said.mapping.iter().flat_map(|mapping| &mapping.columns).any(|column| is_named(&column.name))
}

fn mapped_fields(file: &str, said: &Instructions) -> Result<Vec<Field>> {
    let mut fields = Vec::new();
    for (name, column) in &said.map {
        let field = find_field(name).map_err(|hint| {
            Error::usage(format!("{file}: --map {name}={column}: there is no field `{name}`")).hint(hint)
        })?;
        fields.extend(field);
    }
    let mapping = said.mapping.iter().flat_map(|mapping| &mapping.columns);
    fields.extend(mapping.filter_map(|column| column.field));
    Ok(fields)
}

/// The error for a field that rows of this kind do not have.
fn no_such_field(what: &str, field: Field, kind: FileKind) -> Error {
    let names: Vec<&str> = field::of(kind).iter().map(|field| field.name()).collect();
    Error::usage(format!("{what}: a row of {} has no {}", kind.name(), field.name()))
        .hint(format!("it has: {}", names.join(", ")))
}

fn has_field(kind: FileKind, field: Field) -> bool {
    field == Field::Ignore || field::of(kind).contains(&field)
}

/// A plain `external_id` is one of several ids of whoever the row is about; only in messages it is the channel's own.
fn within(kind: FileKind, field: Field) -> Field {
    match (field, kind) {
        (Field::ExternalId, FileKind::Companies) => Field::CompanyId,
        (Field::ExternalId, kind) if kind != FileKind::Messages => Field::ContactId,
        (field, _) => field,
    }
}

fn values_to_set(
    file: &str,
    said: &Instructions,
    mapping: Option<&Mapping>,
    kind: FileKind,
) -> Result<Vec<(Field, String)>> {
    let mut values = Vec::new();
    for (name, value) in &said.set {
        let what = format!("--set {name}={value}");
        let field = find_field(name)
            .map_err(|hint| Error::usage(format!("{what}: there is no field `{name}`")).hint(hint))?
            .ok_or_else(|| Error::usage(format!("{what}: metadata takes no value of its own")))?;
        if field == Field::Ignore || !has_field(kind, field) {
            return Err(no_such_field(&what, field, kind).into());
        }
        values.push((field, value.clone()));
    }
    let name = file.rsplit('/').next().unwrap_or(file).to_lowercase();
    let by_name = mapping.iter().flat_map(|it| &it.file_name).filter(|rule| name.contains(&rule.has));
    let by_name = by_name.flat_map(|rule| rule.set.iter());
    values.extend(by_name.chain(mapping.iter().flat_map(|it| it.set.iter())).cloned());
    let mut set: Vec<(Field, String)> = Vec::new();
    for (field, value) in values {
        let field = within(kind, field);
        if !value.trim().is_empty()
            && has_field(kind, field)
            && (field.is_list() || !set.iter().any(|it| it.0 == field))
        {
            set.push((field, value));
        }
    }
    Ok(set)
}

impl Open<'_> {
    fn take(&mut self, column: usize, field: Option<Field>, chosen_by: ChosenBy) -> &mut Found {
        self.is_taken[column] = true;
        let rule = ValueRule::default();
        self.found.push(Found { column, field, chosen_by, rule, group: None, label: None, prefix: None });
        self.found.last_mut().expect("it was just put there")
    }

    /// The columns that an earlier import put behind the rows that it rejected.
    fn take_rejects(&mut self, keys: &[String]) {
        let added = ["line", "column", "reason"];
        if keys.len() > added.len() && keys[keys.len() - added.len()..].iter().eq(added.iter()) {
            for column in keys.len() - added.len()..keys.len() {
                self.take(column, Some(Field::Ignore), ChosenBy::Rejects);
            }
        }
    }

    /// The free columns of this name, or the one of this number.
    fn of_name(&self, name: &str) -> Vec<usize> {
        let pattern = Pattern::new(name);
        let is_free = |column: &usize| !self.is_taken[*column];
        let exact = |column: &usize| self.names[*column].trim() == name.trim();
        let mut columns: Vec<usize> = (0..self.names.len()).filter(exact).filter(is_free).collect();
        if columns.is_empty() {
            let fits = |column: &usize| pattern.find(&self.columns[*column]).is_some();
            columns = (0..self.names.len()).filter(fits).filter(is_free).collect();
        }
        if columns.is_empty() {
            columns.extend(number(name).filter(|column| *column < self.names.len()).filter(is_free));
        }
        columns
    }

    fn missing(&self, what: &str) -> Error {
        let name = what.trim();
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        Error::usage(format!("{} has no column `{name}`", self.file)).hint(suggest::hint(
            name,
            &names,
            "its header has",
        ))
    }

    fn take_mapped(&mut self, said: &Instructions, mapping: Option<&Mapping>, kind: FileKind) -> Result<()> {
        for (name, column) in &said.map {
            let field = find_field(name).map_err(Error::usage)?.map(|field| within(kind, field));
            if let Some(field) = field.filter(|field| !has_field(kind, *field)) {
                return Err(no_such_field(&format!("{}: --map {name}={column}", self.file), field, kind).into());
            }
            let columns = self.of_name(column);
            if columns.is_empty() {
                return Err(self.missing(column).into());
            }
            for column in columns {
                // What is known of the values of this column holds when it is mapped to the same field by hand.
                let known = mapping.and_then(|mapping| {
                    let fits = |rule: &&Column| rule.pattern.find(&self.columns[column]).is_some();
                    mapping.columns.iter().find(fits).filter(|rule| rule.field.map(|it| within(kind, it)) == field)
                });
                let rule = known.map(|known| known.rule.clone()).unwrap_or_default();
                self.take(column, field, ChosenBy::Map).rule = rule;
            }
        }
        Ok(())
    }

    fn take_mapping(&mut self, mapping: &Mapping, preset: Option<&'static Preset>, kind: FileKind) -> Result<()> {
        for (at, rule) in mapping.columns.iter().enumerate() {
            let field = rule.field.map(|field| within(kind, field));
            if let Some(field) = field.filter(|field| !has_field(kind, *field)) {
                if preset.is_some() {
                    continue;
                }
                return Err(no_such_field(&format!("{}:{}", mapping.file, rule.line), field, kind).into());
            }
            let mut matches = self.matches(rule);
            if matches.is_empty() && preset.is_none() {
                let column = number(&rule.name).filter(|column| *column < self.names.len());
                matches.extend(column.map(|column| (Match::default(), column)));
                let is_there = |column: &ColumnName| rule.pattern.find(column).is_some();
                if matches.is_empty() && !self.columns.iter().any(is_there) {
                    let Error { message, hint, .. } = self.missing(&rule.name);
                    let message = format!("{}:{}: {message}", mapping.file, rule.line);
                    return Err(Error::usage(message).hint(hint.unwrap_or_default()).into());
                }
            }
            matches.retain(|(_, column)| !self.is_taken[*column]);
            // A mapping by hand means the column that is called so, where others differ in punctuation only.
            let is_literal = |column: usize| rule.pattern.is_literally(&self.columns[column]);
            if preset.is_none() && matches.iter().any(|(_, column)| is_literal(*column)) {
                matches.retain(|(_, column)| is_literal(*column));
            }
            // Entries of one name take its columns in turn.
            if mapping.columns[at + 1..].iter().any(|later| later.pattern == rule.pattern) {
                matches.truncate(1);
            }
            for (found, column) in matches {
                let chosen_by = preset.map_or(ChosenBy::Mapping, |preset| ChosenBy::Preset(preset.name));
                let label = self.beside(rule.label.as_deref(), &found);
                let prefix = self.beside(rule.prefix.as_deref(), &found);
                let numbers: String = found.numbers.iter().map(|number| format!("\n{number}")).collect();
                let taken = self.take(column, field, chosen_by);
                (taken.label, taken.prefix) = (label, prefix);
                taken.rule = rule.rule.clone();
                taken.group = rule.group.as_ref().map(|group| format!("{group}{numbers}"));
            }
        }
        Ok(())
    }

    /// The columns that a rule is about, the preferred ones first; one that is called exactly so before others.
    fn matches(&self, rule: &Column) -> Vec<(Match, usize)> {
        let mut matches: Vec<(Match, usize)> = self
            .columns
            .iter()
            .enumerate()
            .filter(|(column, _)| !self.is_taken[*column])
            .filter_map(|(column, name)| Some((rule.pattern.find(name)?, column)))
            .collect();
        matches.sort_by_key(|(found, column)| (found.clone(), self.names[*column].trim() != rule.name, *column));
        matches
    }

    /// The column of this name beside a numbered one.
    fn beside(&self, name: Option<&str>, found: &Match) -> Option<usize> {
        let pattern = Pattern::with_numbers(name?, &found.numbers);
        self.columns.iter().position(|column| pattern.find(column).is_some())
    }

    /// In a file of deals without a title, `name` is the deal's.
    fn take_title(&mut self, keys: &[String]) {
        let is_title = |key: &String| field::find(FileKind::Deals, key, false) == Some(Field::Title);
        let is_mapped = self.found.iter().any(|found| found.field == Some(Field::Title));
        if !is_mapped
            && !keys.iter().any(is_title)
            && let Some(column) = keys.iter().position(|key| key == "name").filter(|column| !self.is_taken[*column])
        {
            self.take(column, Some(Field::Title), ChosenBy::Alias);
        }
    }

    /// What rolo knows anyway. Without any mapping a field has one column, the first; a second one is metadata.
    fn take_aliases(&mut self, keys: &[String], kind: FileKind, is_own: bool, has_scope: bool, is_plain: bool) {
        for (column, key) in keys.iter().enumerate() {
            if self.is_taken[column] {
                continue;
            }
            let field = field::find(kind, key, is_own)
                // Where the scope is known, a platform says something else of the row.
                .filter(|field| !(has_scope && *field == Field::Platform))
                .map(|field| if is_plain { field } else { within(kind, field) })
                .filter(|field| {
                    let is_several = field.holds_several() && !is_plain || is_repeatable(*field);
                    !is_plain || is_several || !self.found.iter().any(|found| found.field == Some(*field))
                });
            let chosen_by = if field.is_some() { ChosenBy::Alias } else { ChosenBy::Nothing };
            self.take(column, field, chosen_by);
        }
    }
}

/// Fields of which a file without any mapping may have several columns.
const fn is_repeatable(field: Field) -> bool {
    matches!(
        field,
        Field::Email | Field::Phone | Field::Tags | Field::Note | Field::Derived | Field::OptOut | Field::OptIn
    )
}

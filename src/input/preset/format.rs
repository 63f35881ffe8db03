//! A preset or a mapping as it is written in TOML: what each column of a file means. Complaints name the file, the line
//! and the key, and the nearest thing that was meant.

use std::collections::BTreeMap;

use clap::ValueEnum;
use serde::Deserialize;
use toml::Spanned;

use super::pattern::Pattern;
use crate::error::{Error, Result};
use crate::input::field::{Field, FileKind};
use crate::input::suggest;
use crate::input::value_rule::{Split, ValueRule};

/// What the columns of a file mean.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// What messages call the file that says so.
    pub file: String,
    /// What people call such files.
    pub title: String,
    /// What the rows are.
    pub kind: Option<FileKind>,
    /// The scope of plain ids.
    pub platform: Option<String>,
    /// Columns that a header must have to be known.
    pub requires: Vec<Pattern>,
    /// What is taken off column names.
    pub header_prefix: Vec<String>,
    /// Whether column names may end with the zone of their times.
    pub zone_in_header: bool,
    /// The text of a cell that empties its field.
    pub clear: Option<String>,
    /// What is taken off the beginning of cells.
    pub guard: Option<String>,
    /// Values for rows that say nothing of a field.
    pub set: Vec<(Field, String)>,
    /// What the file's own name says.
    pub file_name: Vec<FileName>,
    /// The columns, the preferred ones first.
    pub columns: Vec<Column>,
}

/// Values that hold when a file's name has a word in it.
#[derive(Debug, Clone)]
pub struct FileName {
    /// The word.
    pub has: String,
    /// The values.
    pub set: Vec<(Field, String)>,
}

/// What one column, or several of a kind, mean.
#[derive(Debug, Clone)]
pub struct Column {
    /// The line that says so.
    pub line: usize,
    /// The name as it is written.
    pub name: String,
    /// The names it goes by.
    pub pattern: Pattern,
    /// The field; `None` is metadata.
    pub field: Option<Field>,
    /// The block of an address that it belongs to.
    pub group: Option<String>,
    /// The column that labels its values.
    pub label: Option<String>,
    /// The column whose text stands before its value.
    pub prefix: Option<String>,
    /// How its cells are read.
    pub rule: ValueRule,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    title: String,
    kind: Option<Spanned<String>>,
    platform: Option<String>,
    #[serde(default)]
    requires: Vec<String>,
    #[serde(default)]
    header_prefix: Vec<String>,
    #[serde(default)]
    zone_in_header: bool,
    clear: Option<String>,
    guard: Option<String>,
    #[serde(default)]
    set: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    file_name: Vec<FileNameEntry>,
    #[serde(default)]
    columns: Vec<Spanned<ColumnEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileNameEntry {
    has: String,
    set: BTreeMap<Spanned<String>, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnEntry {
    name: String,
    to: Option<Spanned<String>>,
    group: Option<String>,
    label: Option<String>,
    prefix: Option<String>,
    unless: Option<String>,
    split: Option<String>,
    #[serde(default)]
    values: BTreeMap<String, String>,
    #[serde(default)]
    drop: Vec<String>,
    #[serde(default)]
    strip: Vec<String>,
    json: Option<Spanned<String>>,
}

impl Mapping {
    /// Reads a mapping. `file` is what messages call it.
    ///
    /// # Errors
    /// A usage error for what is no TOML, has an unknown key or names an unknown field.
    pub fn parse(text: &str, file: &str) -> Result<Self> {
        let written: File = toml::from_str(text).map_err(|error| syntax_fault(text, file, &error))?;
        let place = Place { text, file };
        let kind = written.kind.map(|kind| place.kind(&kind)).transpose()?;
        let mut file_name = Vec::new();
        for entry in written.file_name {
            file_name.push(FileName { has: entry.has.to_lowercase(), set: place.set(&entry.set)? });
        }
        Ok(Self {
            file: file.to_owned(),
            title: written.title,
            kind,
            platform: written.platform,
            requires: written.requires.iter().map(|name| Pattern::new(name)).collect(),
            header_prefix: written.header_prefix,
            zone_in_header: written.zone_in_header,
            clear: written.clear,
            guard: written.guard.filter(|guard| !guard.is_empty()),
            set: place.set(&written.set)?,
            file_name,
            columns: written.columns.into_iter().map(|column| place.column(column)).collect::<Result<_>>()?,
        })
    }
}

/// The text that complaints are about.
struct Place<'a> {
    text: &'a str,
    file: &'a str,
}

impl Place<'_> {
    fn fault(&self, offset: usize, problem: &str) -> Error {
        Error::usage(format!("{}:{}: {problem}", self.file, line_of(self.text, offset)))
    }

    fn kind(&self, kind: &Spanned<String>) -> Result<FileKind> {
        let kinds = FileKind::value_variants();
        let found = kinds.iter().copied().find(|it| it.name() == kind.get_ref().as_str());
        found.ok_or_else(|| {
            let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
            let problem = format!("kind: `{}` is not what rows can be", kind.get_ref());
            self.fault(kind.span().start, &problem).hint(suggest::hint(kind.get_ref(), &names, "there are")).into()
        })
    }

    fn set(&self, set: &BTreeMap<Spanned<String>, String>) -> Result<Vec<(Field, String)>> {
        let field = |name: &Spanned<String>| match find_field(name.get_ref()) {
            Ok(Some(field)) => Ok(field),
            Ok(None) => Err(self.fault(name.span().start, "set: metadata takes no value of its own")),
            Err(hint) => {
                Err(self.fault(name.span().start, &format!("set: there is no field `{}`", name.get_ref())).hint(hint))
            }
        };
        set.iter().map(|(name, value)| Ok((field(name)?, value.clone()))).collect()
    }

    fn column(&self, entry: Spanned<ColumnEntry>) -> Result<Column> {
        let start = entry.span().start;
        let entry = entry.into_inner();
        let name = entry.name;
        let problem = |problem: &str| self.fault(start, &format!("columns: `{name}`: {problem}"));
        let is_json_address = match &entry.json {
            None => false,
            Some(json) if json.get_ref().as_str() == "address" => true,
            Some(json) => return Err(problem(&format!("json: `{}` is not known", json.get_ref())).hint(JSON).into()),
        };
        let field = match &entry.to {
            Some(to) => find_field(to.get_ref()).map_err(|hint| {
                let problem = format!("columns: `{name}`: there is no field `{}`", to.get_ref());
                self.fault(to.span().start, &problem).hint(hint)
            })?,
            None if is_json_address => Some(Field::Address),
            None => return Err(problem("`to` is missing").hint(TO).into()),
        };
        if entry.unless.is_some() && entry.label.is_none() {
            return Err(problem("`unless` is about the label, and there is none").hint(LABEL).into());
        }
        let is_location = matches!(field, Some(Field::Address | Field::City | Field::Country));
        if !is_location && (entry.group.is_some() || is_json_address) {
            return Err(problem("only address, city and country stand in groups").hint(GROUP).into());
        }
        if entry.split.as_deref() == Some("") {
            return Err(problem("`split` is empty").hint("write what parts the values, such as `;`").into());
        }
        let lower = |words: Vec<String>| words.into_iter().map(|word| word.trim().to_lowercase()).collect();
        Ok(Column {
            line: line_of(self.text, start),
            pattern: Pattern::new(&name),
            name,
            field,
            group: entry.group,
            label: entry.label,
            prefix: entry.prefix,
            rule: ValueRule {
                split: entry.split.map(|split| Split::parse(&split)),
                drop: lower(entry.drop),
                strip: entry.strip,
                values: entry.values.into_iter().map(|(from, to)| (from.trim().to_lowercase(), to)).collect(),
                is_json_address,
                unless: entry.unless,
            },
        })
    }
}

const JSON: &str = "the one way is json = \"address\"";
const TO: &str = "write to = \"email\" or another field, or to = \"metadata\"";
const LABEL: &str = "name the column that holds it: label = \"E-mail Type\"";
const GROUP: &str = "leave `group` and `json` out, or map the column to one of these";

/// The field of this name; `None` is metadata. Else a hint of what may be meant.
pub fn find_field(name: &str) -> Result<Option<Field>, String> {
    match Field::named(name) {
        Some(Field::Metadata) => Ok(None),
        Some(field) if field != Field::Derived => Ok(Some(field)),
        _ => {
            let names: Vec<&str> = Field::ALL.iter().filter(|it| **it != Field::Derived).map(|it| it.name()).collect();
            Err(suggest::hint(name, &names, "there are"))
        }
    }
}

/// The complaint about what is no TOML or has not the form of a mapping.
fn syntax_fault(text: &str, file: &str, error: &toml::de::Error) -> Error {
    let span = error.span().unwrap_or_default();
    let line = line_of(text, span.start);
    let message = error.message();
    let known: Vec<&str> = message.rsplit_once(", expected ").map_or("", |(_, it)| it).split('`').collect();
    let known: Vec<&str> = known.into_iter().skip(1).step_by(2).collect();
    let key = text.get(span).unwrap_or_default().trim_matches(['"', '\'']);
    if message.starts_with("unknown field") {
        let hint = suggest::hint(key, &known, "known here");
        return Error::usage(format!("{file}:{line}: {key}: unknown key")).hint(hint);
    }
    let message = message.trim_end().replace('\n', " ");
    Error::usage(format!("{file}:{line}: {message}"))
        .hint("`rolo import --print-mapping FILE` writes a mapping that can be edited")
}

/// The number of the line, from 1.
fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        let error = Mapping::parse(text, "m.toml").expect_err(text);
        let hint = error.downcast_ref::<Error>().and_then(|error| error.hint.clone()).unwrap_or_default();
        format!("{error} | {hint}")
    }

    #[test]
    fn complaints_name_line_key_and_what_was_meant() {
        for (text, expected) in [
            ("title = 'x'\ncolums = []\n", "m.toml:2: colums: unknown key | did you mean `columns`?"),
            ("kind = 'contact'", "m.toml:1: kind: `contact` is not what rows can be | did you mean `contacts`?"),
            ("set = { sorce = 'x' }", "m.toml:1: set: there is no field `sorce` | did you mean `source`?"),
            (
                "columns = [\n  { name = 'A', to = 'email' },\n  { name = 'B', to = 'emial' },\n]",
                "m.toml:3: columns: `B`: there is no field `emial` | did you mean `email`?",
            ),
            ("columns = [\n  { name = 'A', too = 'email' },\n]", "m.toml:2: too: unknown key | did you mean `to`?"),
            (
                "columns = [ { name = 'A' } ]",
                "m.toml:1: columns: `A`: `to` is missing | write to = \"email\" or another field, or to = \"metadata\"",
            ),
            (
                "columns = [ { name = 'A', to = 'email', group = 'x' } ]",
                "m.toml:1: columns: `A`: only address, city and country stand in groups | leave `group` and `json` out, or map the column to one of these",
            ),
        ] {
            assert_eq!(fault(text), expected);
        }
        assert!(fault("title = ").starts_with("m.toml:1: "));
        assert!(fault("zone_in_header = 'yes'").starts_with("m.toml:1: invalid type"));
    }
}

//! The text of a configuration with the places of its keys, so that every complaint can name file, line and key.
//! A path goes from the root inwards, and the elements of a list are numbered from 0, as in
//! `["score", "signal", "2", "points"]`; its keys are the steps that are no such numbers.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::score_templates;
use crate::error::{Error, Result};

/// One parsed file.
pub(super) struct Source<'a> {
    /// What messages call the file.
    name: &'a str,
    text: &'a str,
    table: Spanned<DeTable<'a>>,
}

impl<'a> Source<'a> {
    /// Parses the text. The error for what is no TOML names file and line.
    pub(super) fn parse(text: &'a str, name: &'a str) -> Result<Self> {
        match DeTable::parse(text) {
            Ok(table) => Ok(Self { name, text, table }),
            Err(error) => Err(syntax_fault(text, name, &error).into()),
        }
    }

    /// The file's keys.
    pub(super) fn table(&self) -> &DeTable<'a> {
        self.table.get_ref()
    }

    /// The text of the score's template that the file names, if there is such a template.
    pub(super) fn score_template(&self) -> Option<&'static str> {
        let value = self.value(&["score", "template"].map(str::to_string))?;
        score_templates::text(value.get_ref().as_str()?)
    }

    /// A complaint about what stands at this offset of the text.
    pub(super) fn fault_at(&self, offset: usize, keys: &[String], problem: &str, hint: &str) -> Error {
        let line = line_of(self.text, offset);
        Error::usage(format!("{}:{line}: {}: {problem}", self.name, dotted(keys))).hint(hint)
    }

    /// The text in this range as it was written, cut short.
    pub(super) fn written(&self, range: Range<usize>) -> String {
        let text = self.text.get(range).unwrap_or_default();
        let short: String = text.chars().take_while(|c| *c != '\n').take(60).collect();
        if short.len() < text.len() { format!("{}…", short.trim_end()) } else { short }
    }

    /// Where the path stands, with its keys; or where the part of it stands that the file has, with that part's keys.
    pub(super) fn place(&self, path: &[&str]) -> (usize, Vec<String>) {
        let (mut offset, mut keys) = (0, Vec::new());
        self.walk(path, |start, key| {
            offset = start;
            keys.extend(key.map(str::to_string));
        });
        (offset, keys)
    }

    /// Whether the file itself sets the key of this path.
    pub(super) fn sets(&self, path: &[&str]) -> bool {
        let mut steps = 0;
        self.walk(path, |_, _| steps += 1);
        steps == path.len()
    }

    /// Follows the path as far as the file has it; each step comes with its offset and, unless it is a number, its key.
    fn walk<'p>(&self, path: &[&'p str], mut step: impl FnMut(usize, Option<&'p str>)) {
        let Some((root, inner)) = path.split_first() else { return };
        let Some((key, mut value)) = self.table().get_key_value(*root) else { return };
        step(key.span().start, Some(*root));
        for name in inner {
            let next = match value.get_ref() {
                DeValue::Table(table) => {
                    table.get_key_value(*name).map(|(key, value)| (key.span().start, Some(*name), value))
                }
                DeValue::Array(list) => {
                    let element = name.parse::<usize>().ok().and_then(|at| list.get(at));
                    element.map(|element| (element.span().start, None, element))
                }
                _ => None,
            };
            let Some((start, key, inner)) = next else { return };
            step(start, key);
            value = inner;
        }
    }

    /// The keys of what stands at this offset.
    pub(super) fn keys_at(&self, offset: usize) -> Vec<String> {
        let mut keys = keys_in_table(self.table(), offset).unwrap_or_default();
        keys.reverse();
        keys
    }

    /// The value under these keys, if no list lies on the way.
    pub(super) fn value(&self, keys: &[String]) -> Option<&Spanned<DeValue<'a>>> {
        let (last, sections) = keys.split_last()?;
        let mut table = self.table();
        for section in sections {
            table = table.get(section.as_str())?.get_ref().as_table()?;
        }
        table.get(last.as_str())
    }
}

/// The complaint about what is no TOML.
fn syntax_fault(text: &str, name: &str, error: &toml::de::Error) -> Error {
    let span = error.span().unwrap_or_default();
    let near = text.get(span.clone()).filter(|near| !near.is_empty() && !near.contains('\n'));
    let near = near.map(|near| format!(" at {near:?}")).unwrap_or_default();
    let hint = if error.message() == "duplicate key" {
        "a key or a section stands in a file once: join the two"
    } else {
        "texts stand in quotes, lists in [ ], and a section's name in a line of its own"
    };
    let line = line_of(text, span.start);
    Error::usage(format!("{name}:{line}: this is not TOML{near}: {}", error.message())).hint(hint)
}

/// The innermost key or value at the offset, as its keys from the innermost outwards.
fn keys_in_table(table: &DeTable<'_>, offset: usize) -> Option<Vec<String>> {
    table.iter().find_map(|(key, value)| {
        let keys = if key.span().contains(&offset) { Some(Vec::new()) } else { keys_in_value(value, offset) };
        keys.map(|mut keys| {
            keys.push(key.get_ref().to_string());
            keys
        })
    })
}

fn keys_in_value(value: &Spanned<DeValue<'_>>, offset: usize) -> Option<Vec<String>> {
    let inner = match value.get_ref() {
        DeValue::Table(table) => keys_in_table(table, offset),
        DeValue::Array(list) => list.iter().find_map(|element| keys_in_value(element, offset)),
        _ => None,
    };
    inner.or_else(|| value.span().contains(&offset).then(Vec::new))
}

/// The keys as they would be written. The numbers of list elements are not among them: the line tells those apart.
fn dotted(keys: &[String]) -> String {
    let bare = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    keys.iter().map(|key| if bare(key) { key.clone() } else { format!("{key:?}") }).collect::<Vec<_>>().join(".")
}

/// The number of the line, from 1.
fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

//! A file's mapping written down in TOML, with who chose each column's meaning beside it. Read back with `--mapping`, it
//! gives the same rows.

use std::fmt::Write;

use serde_json::Value;

use super::{ChosenBy, Found, Instructions};
use crate::input::field::{Field, FileKind};
use crate::input::header::Header;
use crate::input::preset::{self, Mapping, find_field};
use crate::input::value_rule::{Split, ValueRule};

/// The mapping of a file with this header.
pub fn print(header: &Header, said: &Instructions, file: &str) -> String {
    let preset = header.preset.and_then(|name| preset::named(name).ok());
    let mapping = said.mapping.as_deref().or(preset.map(|preset| &preset.mapping));
    let mut text = format!(
        "# How {} is read. Change what is not right, and read the file so: rolo import --mapping THIS FILE\n",
        file.replace(char::is_control, " ")
    );
    if !header.title.is_empty() {
        line(&mut text, "title", quoted(&header.title));
    }
    line(&mut text, "kind", quoted(header.kind.name()));
    if let Some(platform) = &header.platform {
        line(&mut text, "platform", quoted(platform));
    }
    if let Some(clear) = &header.clear {
        line(&mut text, "clear", quoted(clear));
    }
    if let Some(mapping) = mapping {
        print_options(&mut text, mapping, said);
    }
    let set = set_by(said, mapping);
    if !set.is_empty() {
        line(&mut text, "set", table(set.iter().map(|(field, value)| (field.name(), value.as_str()))));
    }
    text.push_str("columns = [\n");
    let mut found: Vec<&Found> = header.found.iter().collect();
    // A mapping takes ids in the order of its columns; without one, external_id is the last of them.
    let is_last_id = |it: &Found| it.field == Some(Field::ExternalId) && header.kind != FileKind::Messages;
    found.sort_by_key(|it| (it.field.is_none(), is_last_id(it)));
    for found in found {
        print_column(&mut text, header, found);
    }
    text.push_str("]\n");
    text
}

/// What holds for the file as a whole.
fn print_options(text: &mut String, mapping: &Mapping, said: &Instructions) {
    if !mapping.header_prefix.is_empty() {
        line(text, "header_prefix", list(&mapping.header_prefix));
    }
    if mapping.zone_in_header {
        line(text, "zone_in_header", "true".to_owned());
    }
    if let Some(guard) = &mapping.guard {
        line(text, "guard", quoted(guard));
    }
    let is_said = |field: Field| said.set.iter().any(|(name, _)| find_field(name) == Ok(Some(field)));
    let mut rules = Vec::new();
    for rule in &mapping.file_name {
        let set: Vec<_> = rule.set.iter().filter(|(field, _)| !is_said(*field)).collect();
        if !set.is_empty() {
            let set = table(set.iter().map(|(field, value)| (field.name(), value.as_str())));
            rules.push(format!("{{ has = {}, set = {set} }}", quoted(&rule.has)));
        }
    }
    if !rules.is_empty() {
        line(text, "file_name", format!("[{}]", rules.join(", ")));
    }
}

/// What the user and the mapping set, but for what the file's name says.
fn set_by(said: &Instructions, mapping: Option<&Mapping>) -> Vec<(Field, String)> {
    let by_user = said.set.iter().filter_map(|(name, value)| Some((find_field(name).ok()??, value.clone())));
    let mut set: Vec<(Field, String)> = Vec::new();
    for (field, value) in by_user.chain(mapping.iter().flat_map(|mapping| mapping.set.iter().cloned())) {
        match set.iter_mut().find(|(other, _)| *other == field) {
            None => set.push((field, value)),
            Some((_, words)) if field.is_list() => *words = format!("{words};{value}"),
            Some(_) => {}
        }
    }
    set
}

fn print_column(text: &mut String, header: &Header, found: &Found) {
    let name = &header.names[found.column];
    let field = match found.field {
        None => "metadata",
        Some(field) => field.name(),
    };
    let is_ours = matches!(found.field, Some(Field::Derived | Field::Metadata | Field::Pinned));
    if found.chosen_by == ChosenBy::Rejects || is_ours || name.is_empty() {
        let _ = writeln!(text, "  # {}: {field} ({})", quoted(name), found.chosen_by);
        return;
    }
    let called = |column: usize| match header.is_missing {
        true => quoted(&(column + 1).to_string()),
        false => quoted(&header.names[column]),
    };
    let mut keys = vec![format!("name = {}", called(found.column)), format!("to = {}", quoted(field))];
    if let Some(group) = &found.group {
        keys.push(format!("group = {}", quoted(&group.replace('\n', " "))));
    }
    for (key, column) in [("label", found.label), ("prefix", found.prefix)] {
        keys.extend(column.map(|column| format!("{key} = {}", called(column))));
    }
    keys.extend(rule_keys(&found.rule));
    let _ = writeln!(text, "  {{ {} }}, # {}", keys.join(", "), found.chosen_by);
}

fn rule_keys(rule: &ValueRule) -> Vec<String> {
    let mut keys = Vec::new();
    match &rule.split {
        Some(Split::At(separator)) => keys.push(format!("split = {}", quoted(separator))),
        Some(Split::Quoted) => keys.push("split = \"quoted\"".to_owned()),
        Some(Split::Json) => keys.push("split = \"json\"".to_owned()),
        None => {}
    }
    if rule.is_json_address {
        keys.push("json = \"address\"".to_owned());
    }
    for (key, words) in [("drop", &rule.drop), ("strip", &rule.strip)] {
        if !words.is_empty() {
            keys.push(format!("{key} = {}", list(words)));
        }
    }
    if !rule.values.is_empty() {
        let pairs = rule.values.iter().map(|(from, to)| (from.as_str(), to.as_str()));
        keys.push(format!("values = {}", table(pairs)));
    }
    keys.extend(rule.unless.as_ref().map(|unless| format!("unless = {}", quoted(unless))));
    keys
}

fn line(text: &mut String, key: &str, value: String) {
    let _ = writeln!(text, "{key} = {value}");
}

/// A text in quotes, on one line whatever stands in it. What JSON escapes, TOML reads in the same way.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string().replace('\u{7f}', "\\u007f")
}

fn list(words: &[String]) -> String {
    format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "))
}

fn table<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let pairs: Vec<String> = pairs.map(|(key, value)| format!("{} = {}", quoted_key(key), quoted(value))).collect();
    format!("{{ {} }}", pairs.join(", "))
}

fn quoted_key(key: &str) -> String {
    let is_bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if is_bare { key.to_owned() } else { quoted(key) }
}

//! Changing the text of `rolo.toml`: a suggestion is written into it, and everything else stays as it is, comments and all.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, TableLike, Value, value};

use crate::config::{Config, show};
use crate::domain::deciding::rules::{Category, SignalKind};
use crate::domain::suggesting::{Change, NewSignal};
use crate::error::{Error, Result};

/// The window of signals that are learnt from the data: how long a cue, a word or an event counts.
const WINDOW: &str = "90d";

/// The text of a configuration with a change made, which says what it said before otherwise. `name` is what messages call
/// the file.
///
/// # Errors
/// A failure if the text writes a section in a way that cannot be added to, and a usage error if what comes out of it
/// makes no sense, as two windows that do not fit.
pub fn changed(text: &str, name: &str, change: &Change) -> Result<String> {
    let mut document = parse(text, name)?;
    let root = document.as_table_mut();
    match change {
        Change::Template(template) => set(section(root, "score", name)?, "template", template.as_str().into()),
        Change::Signal(signal) => add_signal(root, text, name, signal)?,
        Change::Weights(weights) => {
            let table = section(root, "score.weights", name)?;
            let pairs = Category::ALL.iter().zip(weights);
            pairs.for_each(|(category, weight)| set(table, category.name(), i64::from(*weight).into()));
        }
        Change::Grades(grades) => {
            let table = section(root, "score.grades", name)?;
            let pairs = ["A", "B", "C", "D"].iter().zip(grades);
            pairs.for_each(|(grade, least)| set(table, grade, i64::from(*least).into()));
        }
        Change::Text { section: path, key, text } => set(section(root, path, name)?, key, text.as_str().into()),
        Change::Phrase { cue, phrase } => add_phrase(section(root, "reader.phrases", name)?, cue, phrase, name)?,
    }
    finish(&document, name)
}

/// The text of a configuration in which a suggestion is hidden.
///
/// # Errors
/// As for [`changed`].
pub fn hidden(text: &str, name: &str, suggestion: &str, reason: Option<&str>) -> Result<String> {
    let mut document = parse(text, name)?;
    let table = section(document.as_table_mut(), "suggestions", name)?;
    let mut entry = Table::new();
    entry.insert("name", value(suggestion));
    if let Some(reason) = reason {
        entry.insert("reason", value(reason));
    }
    push(table, "hidden", vec![entry], name)?;
    finish(&document, name)
}

/// Whether a text has signals of its own, so that a template's would not count.
///
/// # Errors
/// A failure if it is no TOML.
pub fn has_own_signals(text: &str, name: &str) -> Result<bool> {
    let document = parse(text, name)?;
    Ok(document.get("score").and_then(|score| score.get("signal")).is_some())
}

fn parse(text: &str, name: &str) -> Result<DocumentMut> {
    Ok(text.parse().map_err(|error| Error::failed(format!("{name} is not TOML: {error}")))?)
}

fn finish(document: &DocumentMut, name: &str) -> Result<String> {
    let text = document.to_string();
    let text = text.trim_start_matches('\n').to_owned();
    Config::parse(&text, name)?;
    Ok(text)
}

/// The section of this path, made where there is none.
fn section<'d>(root: &'d mut dyn TableLike, path: &str, name: &str) -> Result<&'d mut dyn TableLike> {
    let mut table = root;
    for step in path.split('.') {
        if table.get(step).is_none() {
            // Its header is only written where it has keys of its own.
            let mut new = Table::new();
            new.set_implicit(true);
            new.decor_mut().set_prefix("\n");
            table.insert(step, Item::Table(new));
        }
        table = table.get_mut(step).and_then(Item::as_table_like_mut).ok_or_else(|| odd(name, path))?;
    }
    Ok(table)
}

fn odd(name: &str, path: &str) -> Error {
    Error::failed(format!("{name} writes {path} in a way that cannot be added to"))
        .hint(format!("write it as a section of its own: [{path}]"))
}

/// Sets a key; the comment behind a value that was there stays.
fn set(table: &mut dyn TableLike, key: &str, new: Value) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(there) => {
            let decor = there.decor().clone();
            *there = new;
            *there.decor_mut() = decor;
        }
        None => drop(table.insert(key, Item::Value(new))),
    }
}

/// Adds a signal. Where the text has none of its own, the set in force is written out first: any signal replaces it whole.
fn add_signal(root: &mut dyn TableLike, text: &str, name: &str, signal: &NewSignal) -> Result<()> {
    let mut signals = Vec::new();
    if !has_own_signals(text, name)? {
        let in_force = parse(&show(Some(text))?, name)?;
        let there = in_force.get("score").and_then(|score| score.get("signal")).and_then(Item::as_array_of_tables);
        signals.extend(there.into_iter().flat_map(ArrayOfTables::iter).map(plain));
    }
    signals.push(signal_table(signal));
    push(section(root, "score", name)?, "signal", signals, name)
}

/// A table as a new one: with its keys, and without its place and the comments around it.
fn plain(table: &Table) -> Table {
    let mut new = Table::new();
    for (key, item) in table {
        if let Some(mut it) = item.as_value().cloned() {
            it.decor_mut().clear();
            new.insert(key, Item::Value(it));
        }
    }
    new
}

fn signal_table(signal: &NewSignal) -> Table {
    let kind = match signal.kind {
        SignalKind::Cue => "cue",
        SignalKind::Keyword => "keyword",
        SignalKind::Event => "event",
        SignalKind::Field => "field",
        SignalKind::Stat => "stat",
    };
    let mut table = Table::new();
    table.insert("name", value(signal.name.as_str()));
    table.insert("category", value(signal.category.name()));
    table.insert("kind", value(kind));
    table.insert("match", value(signal.subject.as_str()));
    table.insert("points", value(i64::from(signal.points)));
    table.insert("window", value(WINDOW));
    table
}

/// Adds tables to a list of tables, in the notation in which it stands there.
fn push(table: &mut dyn TableLike, key: &str, new: Vec<Table>, name: &str) -> Result<()> {
    if table.get(key).is_none() {
        table.insert(key, Item::ArrayOfTables(ArrayOfTables::new()));
    }
    match table.get_mut(key) {
        Some(Item::ArrayOfTables(list)) => {
            for mut one in new {
                one.decor_mut().set_prefix("\n");
                list.push(one);
            }
            Ok(())
        }
        Some(Item::Value(Value::Array(list))) => {
            new.into_iter().for_each(|one| list.push(one.into_inline_table()));
            Ok(())
        }
        _ => Err(odd(name, key).into()),
    }
}

fn add_phrase(table: &mut dyn TableLike, cue: &str, phrase: &str, name: &str) -> Result<()> {
    if table.get(cue).is_none() {
        table.insert(cue, value(Array::new()));
    }
    let list = table.get_mut(cue).and_then(Item::as_array_mut).ok_or_else(|| odd(name, cue))?;
    if !list.iter().any(|known| known.as_str() == Some(phrase)) {
        list.push(phrase);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DEFAULT_TOML;

    const NAME: &str = "rolo.toml";

    fn signal(subject: &str) -> Change {
        Change::Signal(NewSignal {
            name: format!("says {subject}"),
            category: Category::Fit,
            kind: SignalKind::Keyword,
            subject: subject.to_owned(),
            points: 50,
        })
    }

    fn made(text: &str, change: &Change) -> String {
        changed(text, NAME, change).expect(text)
    }

    #[test]
    fn a_first_signal_takes_the_set_in_force_with_it() {
        let built_in = Config::built_in().rules.score.signals.len();
        let once = made("", &signal("wedding"));
        let config = Config::parse(&once, NAME).expect("right");
        assert_eq!(config.rules.score.signals.len(), built_in + 1);
        assert!(config.rules.score.signals.last().is_some_and(|last| last.subject == "wedding" && last.points == 50));
        let twice = made(&once, &signal("bulk"));
        assert_eq!(Config::parse(&twice, NAME).expect("right").rules.score.signals.len(), built_in + 2);
        assert!(twice.starts_with(&once), "what is there stays");
        let template = made("[score]\ntemplate = \"software\" # ours\n", &signal("wedding"));
        let config = Config::parse(&template, NAME).expect("right");
        assert!(config.rules.score.signals.iter().any(|it| it.subject == "demo"));
        assert!(template.starts_with("[score]\ntemplate = \"software\" # ours\n"));
    }

    #[test]
    fn signals_of_the_file_stay_as_they_are_written() {
        let text = "[score]\nsignal = [{ name = \"a\", category = \"fit\", kind = \"field\", match = \"email\", points = 5 }] # mine\n";
        let inline = made(text, &signal("bulk"));
        assert!(inline.contains("# mine") && inline.contains("match = \"bulk\""), "{inline}");
        let text = "# first\n[[score.signal]]\nname = \"a\"   # mine\ncategory = \"fit\"\nkind = \"field\"\nmatch = \"email\"\npoints = 5\n\n[deals]\nauto_win = false\n";
        let tables = made(text, &signal("bulk"));
        assert!(tables.starts_with("# first\n[[score.signal]]\nname = \"a\"   # mine\n"), "{tables}");
        assert!(tables.ends_with("window = \"90d\"\n\n[deals]\nauto_win = false\n"), "{tables}");
    }

    #[test]
    fn keys_are_set_where_they_stand_and_comments_stay() {
        let changes = [
            (Change::Template("services".to_owned()), "template = \"services\""),
            (Change::Weights([10, 30, 20, 25, 15]), "urgency = 30"),
            (Change::Grades([70, 50, 30, 10]), "B = 50"),
            (Change::Text { section: "windows", key: "inactive", text: "45d".to_owned() }, "inactive = \"45d\""),
            (Change::Text { section: "followups.ghosted", key: "after", text: "72h".to_owned() }, "after = \"72h\""),
            (
                Change::Phrase { cue: "pricing_question", phrase: "magkano".to_owned() },
                "pricing_question = [\"magkano\"]",
            ),
        ];
        for (change, expected) in changes {
            for text in ["", DEFAULT_TOML] {
                let once = made(text, &change);
                assert!(once.contains(expected), "{once}");
                assert_eq!(made(&once, &change), once);
                let comments = |text: &str| text.matches('#').count();
                assert_eq!(comments(&once), comments(text), "comments are kept");
            }
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_its_line() {
        let change = Change::Text { section: "windows", key: "inactive", text: "3d".to_owned() };
        let error = changed("[windows]\nactive = \"20d\"\n", NAME, &change).expect_err("shorter than active");
        assert!(error.to_string().starts_with("rolo.toml:"), "{error}");
        let error = changed("windows = 3", NAME, &change).expect_err("no section");
        assert_eq!(error.to_string(), "rolo.toml writes windows in a way that cannot be added to");
    }

    #[test]
    fn a_hidden_one_is_an_entry_of_its_own() {
        let once = hidden("", NAME, "weights", Some("not yet")).expect("right");
        assert_eq!(once, "[[suggestions.hidden]]\nname = \"weights\"\nreason = \"not yet\"\n");
        let twice = hidden(&once, NAME, "grades", None).expect("right");
        assert_eq!(twice, format!("{once}\n[[suggestions.hidden]]\nname = \"grades\"\n"));
    }
}

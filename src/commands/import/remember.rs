//! `--remember`: what the command line says of how files are read goes into `rolo.toml`, one `[[import.file]]` for each
//! file that landed, so that `import` and `nightly` read files of that name so from now on. What stands in the file
//! otherwise stays, comments and all.

use std::path::Path;

use clap::ValueEnum;
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

use super::batch::Imported;
use crate::cli::import::ImportArgs;
use crate::commands::Context;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::output::file;

/// What the command line says, by the keys of `[[import.file]]`.
pub(super) struct Answers {
    plain: Vec<(&'static str, Value)>,
    /// `map` and `set`: pairs that join those which are there.
    tables: Vec<(&'static str, Vec<(String, String)>)>,
}

impl Answers {
    /// The answers to remember.
    ///
    /// # Errors
    /// A usage error if there are none, or nothing that can be known by its name.
    pub fn new(args: &ImportArgs, context: &Context) -> Result<Self> {
        if args.files.iter().any(|file| file.as_os_str() == "-") {
            let hint = "write the data to a file and import that";
            return Err(Error::usage("--remember: standard input has no name to know it by").hint(hint).into());
        }
        let reading = &args.reading;
        let word = |word: Option<clap::builder::PossibleValue>| word.map(|word| word.get_name().to_owned());
        let texts = [
            ("from", reading.from.clone()),
            ("mapping", reading.mapping.as_deref().map(|path| seen_from(path, &context.config_path)).transpose()?),
            ("as", reading.kind.map(|kind| kind.name().to_owned())),
            ("platform", reading.platform.clone()),
            ("country", reading.settings()?.country),
            ("time_zone", reading.time_zone.map(|zone| zone.name().to_owned())),
            ("clear", reading.clear.clone()),
            ("encoding", reading.encoding.clone()),
            ("delimiter", reading.delimiter.map(|delimiter| char::from(delimiter).to_string())),
            ("date_order", word(reading.date_order.and_then(|order| order.to_possible_value()))),
            ("on_match", word(args.on_match.and_then(|policy| policy.to_possible_value()))),
        ];
        let mut plain: Vec<(&str, Value)> =
            texts.into_iter().filter_map(|(key, text)| Some((key, Value::from(text?)))).collect();
        let flags = [("lenient", reading.lenient), ("pin", reading.pin)];
        plain.extend(flags.into_iter().filter(|(_, is_set)| *is_set).map(|(key, _)| (key, Value::from(true))));
        if !reading.agents.is_empty() {
            plain.push(("agent", reading.agents.iter().map(String::as_str).collect()));
        }
        // In the configuration it is `column = field`.
        let map: Vec<_> = reading.map.iter().map(|(field, column)| (column.clone(), field.clone())).collect();
        let mut tables = vec![("map", map), ("set", reading.set.clone())];
        tables.retain(|(_, pairs)| !pairs.is_empty());
        if plain.is_empty() && tables.is_empty() {
            let hint = "give the options that are to be remembered, such as --date-order dmy or --map email=Mail";
            return Err(Error::usage("--remember: there is no answer to remember").hint(hint).into());
        }
        Ok(Self { plain, tables })
    }

    /// Writes the answers down for the files that landed.
    pub fn remember(&self, imported: &Imported, context: &Context) -> Result<()> {
        let path = &context.config_path;
        let name = path.display().to_string();
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Error::failed(format!("--remember: cannot read {name}: {error}")).into()),
        };
        let mut document: DocumentMut =
            text.parse().map_err(|error| Error::failed(format!("--remember: {name} is not TOML: {error}")))?;
        for batch in &imported.batches {
            let file = Path::new(&batch.file).file_name().map(|file| file.to_string_lossy().into_owned());
            self.write(entry(&mut document, &file.unwrap_or_default(), &name)?);
        }
        let text = document.to_string();
        let text = text.trim_start_matches('\n');
        Config::parse(text, &name)?;
        file::replace(path, |out| Ok(out.write_all(text.as_bytes())?))?;
        if !imported.batches.is_empty() {
            context.ui.note(&format!("remembered in {name}: files of these names are read so from now on"));
        }
        Ok(())
    }

    fn write(&self, entry: &mut dyn TableLike) {
        for (key, text) in &self.plain {
            // A preset and a mapping exclude each other.
            match *key {
                "from" => drop(entry.remove("mapping")),
                "mapping" => drop(entry.remove("from")),
                _ => {}
            }
            match entry.get_mut(key).and_then(Item::as_value_mut) {
                Some(there) => {
                    let decor = there.decor().clone();
                    *there = text.clone();
                    *there.decor_mut() = decor;
                }
                None => drop(entry.insert(key, value(text.clone()))),
            }
        }
        for (key, pairs) in &self.tables {
            if entry.get(key).and_then(Item::as_table_like).is_none() {
                entry.insert(key, value(InlineTable::new()));
            }
            let Some(table) = entry.get_mut(key).and_then(Item::as_table_like_mut) else { continue };
            for (name, text) in pairs {
                table.insert(name, value(text.as_str()));
            }
        }
    }
}

/// The entry for files of this name, made where there is none.
fn entry<'d>(document: &'d mut DocumentMut, file: &str, config: &str) -> Result<&'d mut dyn TableLike> {
    let odd = || {
        Error::failed(format!("--remember: {config} writes import.file in a way that cannot be added to"))
            .hint("write each file as a section of its own: [[import.file]]")
    };
    let mut section = Table::new();
    section.set_implicit(true);
    let import = document.entry("import").or_insert(Item::Table(section));
    let files = import.as_table_like_mut().ok_or_else(odd)?;
    let files = files.entry("file").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    match files {
        Item::ArrayOfTables(files) => {
            let is_it = |table: &Table| table.get("match").and_then(Item::as_str) == Some(file);
            let at = files.iter().position(is_it);
            if at.is_none() {
                files.push(new_entry(file));
            }
            let at = at.unwrap_or(files.len() - 1);
            Ok(files.get_mut(at).ok_or_else(odd)?)
        }
        Item::Value(Value::Array(files)) => {
            let is_it = |it: &Value| it.as_inline_table().and_then(|it| it.get("match")?.as_str()) == Some(file);
            let at = files.iter().position(is_it);
            if at.is_none() {
                files.push(new_entry(file).into_inline_table());
            }
            let at = at.unwrap_or(files.len() - 1);
            Ok(files.get_mut(at).and_then(Value::as_inline_table_mut).ok_or_else(odd)?)
        }
        _ => Err(odd().into()),
    }
}

fn new_entry(file: &str) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert("match", value(file));
    table
}

/// A path as it is seen from the folder of the configuration, if it lies there; else in full.
fn seen_from(path: &Path, config: &Path) -> Result<String> {
    let failed = |error| Error::usage(format!("cannot find {}: {error}", path.display()));
    let full = path.canonicalize().map_err(failed)?;
    let folder = config.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let inside = folder.canonicalize().ok().and_then(|folder| full.strip_prefix(folder).map(Path::to_owned).ok());
    Ok(inside.unwrap_or(full).display().to_string())
}

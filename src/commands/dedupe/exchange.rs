//! What goes to and comes from other matchers: the model as settings for Splink, the values as they are compared, and
//! pairs that were scored elsewhere.

use std::path::Path;

use csv::ByteRecord;
use rustc_hash::FxHashMap;

use super::marked::shown;
use crate::domain::matching::{Model, Record, columns};
use crate::error::{Error, Result};
use crate::input::source::{Source, SourceOptions};
use crate::output::file;
use crate::output::format::Format;
use crate::output::rows::{Cell, RowWriter};

/// The columns of a file of pairs, each with its other names.
const COLUMNS: [&[&str]; 3] =
    [&["id_l", "unique_id_l", "id_left"], &["id_r", "unique_id_r", "id_right"], &["match_probability", "probability"]];

/// Writes the model as settings for Splink.
pub(super) fn export_model(model: &Model, path: &Path) -> Result<()> {
    let settings = serde_json::to_string_pretty(&model.splink_settings())?;
    file::replace(path, |out| Ok(writeln!(out, "{settings}")?))
}

/// Writes the table that these settings are for: the values as they are compared. `rows` gives each record with its id.
pub(super) fn write_folded(
    path: &Path,
    rows: impl FnOnce(&mut dyn FnMut(&str, &Record<'_>) -> Result<()>) -> Result<()>,
) -> Result<()> {
    let names = columns(&Record::default()).map(|(name, _)| name);
    let names: Vec<&str> = std::iter::once("unique_id").chain(names).collect();
    file::replace(path, |out| {
        let mut table = RowWriter::new(out, Format::Csv, &names, Default::default())?;
        rows(&mut |id, record| {
            let values = columns(record);
            let cells: Vec<Cell<'_>> =
                std::iter::once(id).chain(values.iter().map(|(_, value)| value.as_str())).map(Cell::Text).collect();
            Ok(table.row(&cells)?)
        })?;
        Ok(table.finish()?)
    })
}

/// Reads scored pairs: the records that `record_of` gives for their ids, with their probability. Of a pair that stands
/// there twice, the likelier one.
pub(super) fn read_pairs(path: &Path, record_of: impl Fn(&str) -> Result<Option<u32>>) -> Result<Vec<(u32, u32, f32)>> {
    let source = Source::open(path, SourceOptions::default())?;
    let header = source.header()?;
    let is_any = |name: &[u8], names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()));
    let find = |names| header.iter().position(|name| is_any(name, names));
    let (Some(left), Some(right), Some(probability)) = (find(COLUMNS[0]), find(COLUMNS[1]), find(COLUMNS[2])) else {
        return Err(Error::failed(format!("{} holds no scored pairs", path.display()))
            .hint("it needs the columns id_l, id_r and match_probability")
            .into());
    };
    let mut pairs: FxHashMap<(u32, u32), f32> = FxHashMap::default();
    let mut records = source.rows()?;
    let mut record = ByteRecord::new();
    while records.read(&mut record)? {
        let wrong = |what: String| match source.line_of(record.position()) {
            Ok(line) => Error::failed(format!("{}, line {line}: {what}", path.display())).into(),
            Err(error) => error,
        };
        if let Some(fault) = records.fault() {
            return Err(wrong(fault.clone().at("").reason));
        }
        let cell = |at: usize| String::from_utf8_lossy(record.get(at).unwrap_or_default());
        let place = |id: &str| record_of(id)?.ok_or_else(|| wrong(format!("nobody has the id `{}`", shown(id))));
        let (a, b) = (place(cell(left).trim())?, place(cell(right).trim())?);
        let likely = cell(probability).trim().parse::<f32>().ok().filter(|likely| (0.0..=1.0).contains(likely));
        let likely =
            likely.ok_or_else(|| wrong(format!("`{}` is no probability from 0 to 1", shown(&cell(probability)))))?;
        if a != b {
            let known = pairs.entry((a.min(b), a.max(b))).or_insert(likely);
            *known = known.max(likely);
        }
    }
    let mut pairs: Vec<(u32, u32, f32)> = pairs.into_iter().map(|((a, b), likely)| (a, b, likely)).collect();
    pairs.sort_unstable_by_key(|(a, b, _)| (*a, *b));
    Ok(pairs)
}

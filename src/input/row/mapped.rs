//! Records of a file whose columns compete, stand in groups or have rules for their values: the plan says what each
//! record says, and that is taken like the cells of any other file.

use csv::ByteRecord;

use super::{Draft, Row, RowError, RowReader, RowSettings, keep, not_utf8};
use crate::domain::normalize::date::{DateOrder, DateReader};
use crate::error::{Error, Result};
use crate::input::header::Header;
use crate::input::mapping::{Plan, Taken};

impl RowReader {
    /// Values that are set count as columns behind those of the file, so that they have a name and can be times.
    pub(super) fn add_set_columns(&mut self) {
        let Some(plan) = &self.header.plan else { return };
        let names: Vec<String> = plan.set().map(|(field, _)| field.name().to_owned()).collect();
        self.dates.resize(self.header.columns.len(), None);
        self.dates.extend(plan.set().map(|(field, _)| field.is_time().then(|| DateReader::new(DateOrder::Ymd))));
        self.zones.resize(self.header.columns.len() + names.len(), self.settings.time_zone);
        self.header.names.extend(names);
    }

    pub(super) fn read_mapped(&self, record: &ByteRecord, plan: &Plan) -> Result<Row, RowError> {
        let prepared = plan.prepare(record).map_err(|column| not_utf8(&self.header.names[column], &record[column]))?;
        let mut draft = Draft::default();
        for Taken { column, field, text, .. } in &prepared.taken {
            let name = self.header.names[*column].as_str();
            match self.take(&mut draft, *field, *column, text) {
                Err(_) if self.settings.lenient => draft.keep_unfit(name, text),
                Err(fault) => return Err(fault.at(name)),
                Ok(()) => {}
            }
        }
        for (column, text) in &prepared.kept {
            let name = &self.header.names[*column];
            if self.says_none(text) {
                self.clear_metadata(&mut draft, name, text);
            } else {
                keep(&mut draft.metadata, name, text);
            }
        }
        self.finish(draft)
    }
}

/// Whether the values that are set for all rows are such as their fields can take.
///
/// # Errors
/// A usage error that names the value.
pub fn check_set(header: &Header, settings: RowSettings) -> Result<()> {
    let Some(plan) = &header.plan else { return Ok(()) };
    let width = header.columns.len();
    let reader = RowReader::new(header.clone(), settings, Vec::new());
    let mut draft = Draft::default();
    for (i, (field, value)) in plan.set().enumerate() {
        reader.take(&mut draft, field, width + i, value).map_err(|fault| {
            let reason = fault.at("").reason;
            Error::usage(format!("{}={value}: {reason}", field.name()))
                .hint("it would be set for every row that has none")
        })?;
    }
    Ok(())
}

//! What the columns of one file mean: what the user says of them, a mapping or preset, and the names that rolo knows
//! anyway, in this order. `resolve` finds the meaning of each column; a [`Plan`] reads the records of a file whose
//! columns compete, stand in groups or have rules for their values; `print` writes a mapping down to be edited.

mod plan;
mod print;
mod resolve;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use plan::{Plan, Taken};
pub use print::print;
pub(super) use resolve::{Found, Resolved, resolve};

use super::field::FileKind;
use super::preset::Mapping;

/// What the user says of a file's columns; empty where nothing was said.
#[derive(Debug, Clone, Default)]
pub struct Instructions {
    /// What the rows are.
    pub kind: Option<FileKind>,
    /// The name of the preset.
    pub preset: Option<String>,
    /// A mapping of the user's own, instead of a preset.
    pub mapping: Option<Arc<Mapping>>,
    /// Fields and the columns that hold them: names, or numbers from 1.
    pub map: Vec<(String, String)>,
    /// Fields and the values of rows that say nothing of them.
    pub set: Vec<(String, String)>,
    /// The scope of plain ids.
    pub platform: Option<String>,
    /// The text of a cell that empties its field.
    pub clear: Option<String>,
}

impl Instructions {
    /// Whether columns are named by their numbers, and by these alone.
    pub fn counts_columns(&self) -> bool {
        let mapped = self.mapping.iter().flat_map(|mapping| mapping.columns.iter().map(|column| column.name.as_str()));
        let mut names = self.map.iter().map(|(_, column)| column.as_str()).chain(mapped).peekable();
        names.peek().is_some() && names.all(|name| number(name).is_some())
    }
}

/// Who said what a column means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChosenBy {
    /// `--map` or the configuration.
    Map,
    /// A mapping of the user's own.
    Mapping,
    /// The preset of this name.
    Preset(&'static str),
    /// One of the names that rolo knows everywhere.
    Alias,
    /// An earlier import, which added the column to a rejects file.
    Rejects,
    /// Nobody: it is metadata.
    Nothing,
}

impl std::fmt::Display for ChosenBy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Map => f.write_str("--map"),
            Self::Mapping => f.write_str("mapping"),
            Self::Preset(name) => write!(f, "preset {name}"),
            Self::Alias => f.write_str("its name"),
            Self::Rejects => f.write_str("rejects file"),
            Self::Nothing => f.write_str("no rule"),
        }
    }
}

/// The position from 0 of a column that is named by its number from 1.
fn number(name: &str) -> Option<usize> {
    name.trim().parse::<usize>().ok()?.checked_sub(1)
}

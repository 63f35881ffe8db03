//! Presets: what is known of the exports of other systems, as data. Each is a small file in `src/input/presets`, found
//! by columns that the header must have, never by their positions.

mod embedded;
mod format;
mod pattern;
mod zone;

use std::sync::LazyLock;

pub use format::{Column, Mapping, find_field};
pub use pattern::{ColumnName, Match, Pattern};

use super::converted::Format;
use super::field::FileKind;
use super::suggest;
use crate::error::{Error, Result};

/// The preset of rolo's own export, whose columns mean what rolo itself calls them.
pub const OWN: &str = "rolo";

/// A built-in mapping.
#[derive(Debug)]
pub struct Preset {
    /// The name, as `--from` takes it.
    pub name: &'static str,
    /// What its columns mean.
    pub mapping: Mapping,
}

impl Preset {
    /// What the rows are; a preset of rolo's own export leaves that to the header.
    pub fn kind(&self) -> Option<FileKind> {
        self.mapping.kind.or((self.name != OWN).then_some(FileKind::Contacts))
    }

    /// The scope of plain ids.
    pub fn platform(&self) -> Option<&str> {
        (self.name != OWN).then(|| self.mapping.platform.as_deref().unwrap_or(self.name))
    }

    /// How many columns that must be there are, if all of them are.
    fn fits(&self, names: &[&str]) -> Option<usize> {
        let mapping = &self.mapping;
        let names: Vec<ColumnName> =
            names.iter().map(|name| ColumnName::new(name, &mapping.header_prefix, mapping.zone_in_header)).collect();
        let is_there = |pattern: &Pattern| names.iter().any(|name| pattern.find(name).is_some());
        (!mapping.requires.is_empty() && mapping.requires.iter().all(is_there)).then_some(mapping.requires.len())
    }
}

static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    let read = |(name, text): &(&'static str, &str)| {
        let mapping = Mapping::parse(text, &format!("{name}.toml")).expect("a test parses every preset");
        Preset { name, mapping }
    };
    embedded::FILES.iter().map(read).collect()
});

/// All presets.
pub fn all() -> &'static [Preset] {
    &PRESETS
}

/// The preset of this name.
pub fn named(name: &str) -> Result<&'static Preset> {
    let wanted = name.trim().to_lowercase().replace(['-', ' '], "_");
    all().iter().find(|preset| preset.name == wanted).ok_or_else(|| {
        let presets = all().iter().map(|preset| preset.name);
        let names: Vec<&str> = presets.chain(Format::ALL.map(Format::name)).collect();
        let hint = suggest::nearest(&wanted, names.iter().copied());
        let hint = hint.map_or_else(String::new, |word| format!("did you mean `{word}`? "));
        Error::usage(format!("there is no preset `{name}`"))
            .hint(format!("{hint}There are: {}", names.join(", ")))
            .into()
    })
}

/// The preset that a file with these columns was written by: of those whose columns are all there the one that asks for
/// most. `kind` is what the user says that the rows are.
pub fn detect(names: &[&str], kind: Option<FileKind>) -> Option<&'static Preset> {
    let may_be = |preset: &&Preset| kind.is_none() || preset.kind().is_none() || preset.kind() == kind;
    let fitting = all().iter().filter(may_be).filter_map(|preset| Some((preset.fits(names)?, preset)));
    // rolo's own export can have every column that another system's has.
    fitting.rev().max_by_key(|(count, preset)| (preset.name == OWN, *count)).map(|(_, preset)| preset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_in_the_folder_is_a_preset() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/input/presets");
        let entries = std::fs::read_dir(folder).expect("the folder of presets");
        let mut files: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
            .collect();
        files.sort();
        let listed: Vec<&str> = embedded::FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, files);
    }

    #[test]
    fn every_preset_parses_and_maps_to_fields_of_its_kind() {
        for (name, text) in embedded::FILES {
            let mapping = Mapping::parse(text, &format!("{name}.toml")).unwrap_or_else(|e| panic!("{e:#}"));
            assert!(!mapping.title.is_empty() && !mapping.requires.is_empty(), "{name}");
            let kind = mapping.kind.unwrap_or(FileKind::Contacts);
            let known = super::super::field::of(kind);
            for column in &mapping.columns {
                let is_known =
                    column.field.is_none_or(|f| known.contains(&f) || f == super::super::field::Field::Ignore);
                assert!(is_known, "{name}.toml:{}: {:?}", column.line, column.field);
            }
        }
    }

    #[test]
    fn an_unknown_preset_is_an_error_that_names_those_there_are() {
        let error = named("hubspt").expect_err("no such preset");
        let hint = error.downcast_ref::<Error>().and_then(|error| error.hint.as_deref()).unwrap_or_default();
        assert_eq!(error.to_string(), "there is no preset `hubspt`");
        assert!(hint.starts_with("did you mean `hubspot`? There are: "), "{hint}");
        assert_eq!(named(" HubSpot ").expect("it is known").name, "hubspot");
    }

    #[test]
    fn a_preset_is_known_by_its_columns_in_any_order() {
        let google = ["Notes", "Labels", "First Name", "E-mail 1 - Label", "E-mail 1 - Value"];
        assert_eq!(detect(&google, None).map(|preset| preset.name), Some("google"));
        assert!(detect(&google[..3], None).is_none());
        assert!(detect(&google, Some(FileKind::Events)).is_none());
        assert_eq!(detect(&["email", "rolo_id"], None).map(|preset| preset.name), Some("rolo"));
    }
}

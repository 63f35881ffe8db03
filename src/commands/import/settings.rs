//! What was asked of an import: by its options, and by `[[import.file]]` of the configuration for files of certain
//! names. What stands on the command line wins.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;

use crate::cli::import::{ImportArgs, Order, Policy, ReadingArgs};
use crate::commands::Context;
use crate::config::ImportFile;
use crate::domain::contact::OnMatch;
use crate::domain::normalize::country;
use crate::domain::normalize::date::DateOrder;
use crate::error::{Error, Result};
use crate::input::converted::{ChatSettings, Format};
use crate::input::field::FileKind;
use crate::input::header::Header;
use crate::input::mapping::Instructions;
use crate::input::preset::Mapping;
use crate::input::row::RowSettings;
use crate::input::source::{Encoding, SourceOptions};

/// What was asked of an import, beyond the configuration.
#[derive(Debug, Clone, Default)]
pub struct ImportSettings {
    /// What the columns mean.
    pub columns: Instructions,
    /// What happens to values that meet existing ones.
    pub on_match: Option<OnMatch>,
    /// ISO code of the country of national phone numbers.
    pub country: Option<String>,
    /// The zone of times that name none.
    pub time_zone: Option<chrono_tz::Tz>,
    /// Which number of a date comes first.
    pub date_order: Option<DateOrder>,
    /// Whether `status`, `stage` and `intent` become pins.
    pub pin: bool,
    /// Who is on our side in chats.
    pub agents: Vec<String>,
    /// Whether bad values become metadata.
    pub lenient: bool,
    /// How the files are written, where it was stated.
    pub source: SourceOptions,
    /// Where rejected rows go.
    pub rejects: Option<PathBuf>,
    /// Whether all of it is rolled back at the end.
    pub dry_run: bool,
    /// Whether each conflict is told.
    pub verbose: bool,
}

impl ReadingArgs {
    /// What the options ask for.
    pub fn settings(&self) -> Result<ImportSettings> {
        let country = match &self.country {
            None => None,
            Some(text) => Some(country::code(text).ok_or_else(|| {
                Error::usage(format!("--country {text}: no such country")).hint("write its two letters, such as PH")
            })?),
        };
        Ok(ImportSettings {
            columns: Instructions {
                kind: self.kind,
                preset: self.from.clone(),
                mapping: self.mapping.as_deref().map(read_mapping).transpose()?,
                map: self.map.clone(),
                set: self.set.clone(),
                platform: self.platform.clone(),
                clear: self.clear.clone(),
            },
            country: country.map(str::to_owned),
            time_zone: self.time_zone,
            date_order: self.date_order.map(|order| match order {
                Order::Dmy => DateOrder::Dmy,
                Order::Mdy => DateOrder::Mdy,
                Order::Ymd => DateOrder::Ymd,
            }),
            pin: self.pin,
            agents: self.agents.clone(),
            lenient: self.lenient,
            source: SourceOptions {
                encoding: self.encoding.as_deref().map(encoding).transpose()?,
                delimiter: self.delimiter,
                format: None,
            },
            ..ImportSettings::default()
        })
    }
}

impl ImportArgs {
    /// What the options ask for.
    pub(super) fn settings(&self) -> Result<ImportSettings> {
        Ok(ImportSettings {
            on_match: self.on_match.map(|policy| match policy {
                Policy::Update => OnMatch::Update,
                Policy::Fill => OnMatch::Fill,
                Policy::Skip => OnMatch::Skip,
            }),
            rejects: self.rejects.clone(),
            dry_run: self.dry_run,
            verbose: self.verbose,
            ..self.reading.settings()?
        })
    }
}

/// Reads a mapping of the user's own.
fn read_mapping(path: &Path) -> Result<Arc<Mapping>> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Error::usage(format!("cannot read the mapping {name}: {error}"))
            .hint("`rolo import --print-mapping FILE` writes one that can be edited")
    })?;
    Ok(Arc::new(Mapping::parse(&text, &name)?))
}

impl ImportSettings {
    /// These settings with what the configuration says of a file of this name, and whether it says anything.
    pub fn for_file(&self, path: &Path, context: &Context) -> Result<(Self, bool)> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut settings = self.clone();
        // A later entry wins over an earlier one, so it comes first here.
        let entries = context.config.import.files.iter().rev().filter(|entry| is_match(&entry.pattern, &name));
        let mut is_configured = false;
        for entry in entries {
            settings.fill(entry, context)?;
            is_configured = true;
        }
        // What is no table has no preset of columns.
        settings.source.format = settings.columns.preset.as_deref().and_then(Format::named);
        if settings.source.format.is_some() {
            settings.columns.preset = None;
        }
        Ok((settings, is_configured))
    }

    /// Takes from an entry of the configuration what is not said yet.
    fn fill(&mut self, entry: &ImportFile, context: &Context) -> Result<()> {
        let columns = &mut self.columns;
        columns.kind = match (columns.kind, &entry.kind) {
            (None, Some(name)) => Some(kind(name)?),
            (kind, _) => kind,
        };
        if columns.preset.is_none() && columns.mapping.is_none() {
            columns.preset.clone_from(&entry.preset);
            // A relative path is meant from where the configuration is.
            let path = entry.mapping.as_ref().map(|path| context.config_path.with_file_name("").join(path));
            columns.mapping = path.as_deref().map(read_mapping).transpose()?;
        }
        columns.platform = columns.platform.take().or_else(|| entry.platform.clone());
        columns.clear = columns.clear.take().or_else(|| entry.clear.clone());
        for (column, field) in &entry.map {
            if !columns.map.iter().any(|(_, said)| said == column) {
                columns.map.push((field.clone(), column.clone()));
            }
        }
        for (field, value) in &entry.set {
            if !columns.set.iter().any(|(said, _)| said == field) {
                columns.set.push((field.clone(), value.clone()));
            }
        }
        self.country = self.country.take().or_else(|| entry.country.clone());
        self.time_zone = self.time_zone.or_else(|| entry.time_zone.as_ref().and_then(|zone| zone.parse().ok()));
        self.date_order = self.date_order.or_else(|| entry.date_order.and_then(|order| order.stated()));
        self.on_match = self.on_match.or(entry.on_match);
        if let (None, Some(name)) = (self.source.encoding, &entry.encoding) {
            self.source.encoding = Some(encoding(name)?);
        }
        let delimiter = entry.delimiter.and_then(|delimiter| u8::try_from(delimiter).ok());
        self.source.delimiter = self.source.delimiter.or(delimiter);
        if self.agents.is_empty() {
            self.agents.clone_from(&entry.agent);
        }
        self.pin |= entry.pin.unwrap_or_default();
        self.lenient |= entry.lenient.unwrap_or_default();
        Ok(())
    }

    /// How a chat is read.
    pub fn chats(&self, context: &Context) -> ChatSettings {
        let date_order = self.date_order.or(context.config.import.stated_date_order());
        ChatSettings { agents: self.agents.clone(), date_order }
    }

    /// How the values of a file with this header are read.
    pub fn rows(&self, header: &Header, context: &Context) -> RowSettings {
        let import = &context.config.import;
        RowSettings {
            platform: header.platform.clone(),
            country: self.country.clone().or_else(|| import.stated_country()),
            time_zone: self.time_zone.unwrap_or_else(|| import.zone()),
            pin: self.pin,
            lenient: self.lenient,
            clear: header.clear.clone(),
            can_clear: self.on_match.unwrap_or_default() == OnMatch::Update,
        }
    }
}

fn encoding(name: &str) -> Result<Encoding> {
    Encoding::parse(name).ok_or_else(|| {
        Error::usage(format!("--encoding {name}: no such encoding"))
            .hint("such as utf-8, windows-1252, utf-16le, shift_jis, gbk, windows-1251")
            .into()
    })
}

fn kind(name: &str) -> Result<FileKind> {
    let kinds = FileKind::value_variants();
    kinds.iter().copied().find(|kind| kind.name() == name).ok_or_else(|| {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        let hint = format!("files can hold {}", names.join(", "));
        Error::usage(format!("import.file.as: files of {name} cannot be imported")).hint(hint).into()
    })
}

/// Whether a file's name fits a pattern in which `*` stands for any text and `?` for any character.
fn is_match(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n) = (0, 0);
    // Where the last star stands, and up to where its text reaches.
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => {
                let Some((at, reach)) = star else { return false };
                star = Some((at, reach + 1));
                p = at + 1;
                n = reach + 1;
            }
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::is_match;

    #[test]
    fn a_pattern_fits_whole_names() {
        for (pattern, name, fits) in [
            ("hubspot*.csv", "hubspot-2026-11-22.csv", true),
            ("hubspot*.csv", "hubspot.csv.rejects", false),
            ("*a*b*", "xxaxxbxx", true),
            ("*ab", "aab", true),
            ("?.csv", "ñ.csv", true),
            ("?.csv", ".csv", false),
            ("people.csv", "People.csv", false),
            ("*", "", true),
        ] {
            assert_eq!(is_match(pattern, name), fits, "{pattern} {name}");
        }
    }
}

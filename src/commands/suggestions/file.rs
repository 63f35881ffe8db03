//! `rolo.toml` as it is changed here: read, shown as a difference, written whole or not at all.

use std::io::ErrorKind;

use crate::commands::Context;
use crate::error::{Error, Result};
use crate::output::diff::unified;
use crate::output::file::replace;
use crate::output::text::printable;

/// The configuration's file.
pub(super) struct ConfigFile {
    /// What messages call it.
    pub name: String,
    /// Its text; empty where it is not there.
    pub text: String,
}

impl ConfigFile {
    /// Reads it.
    pub fn read(context: &Context) -> Result<Self> {
        let name = context.config_path.display().to_string();
        match std::fs::read_to_string(&context.config_path) {
            Ok(text) => Ok(Self { name, text }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self { name, text: String::new() }),
            Err(error) => Err(Error::failed(format!("cannot read {name}: {error}")).into()),
        }
    }

    /// How it would differ.
    pub fn diff(&self, new: &str) -> String {
        let diff = unified(&self.text, new, &self.name);
        diff.lines().map(|line| format!("{}\n", printable(line))).collect()
    }

    /// Puts the new text in its place.
    pub fn replace(&self, new: &str, context: &Context) -> Result<()> {
        replace(&context.config_path, |out| Ok(out.write_all(new.as_bytes())?))
    }
}

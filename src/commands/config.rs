//! `rolo config`: init writes the defaults out, show prints what is in force, check tells what is wrong.

use std::io::Write;

use anyhow::Context as _;

use super::{Outcome, config_path, followups};
use crate::cli::GlobalArgs;
use crate::cli::config::{ConfigArgs, ConfigCommand};
use crate::config::{Config, score_templates, show};
use crate::error::{Error, Result};
use crate::output::file;
use crate::output::ui::Ui;
use crate::store::alert;

/// Runs `rolo config`. It does without the usual context, which needs a configuration that is right.
pub fn run(args: &ConfigArgs, global: &GlobalArgs, ui: &Ui) -> Result<Outcome> {
    let path = config_path(global);
    match &args.command {
        ConfigCommand::Init(args) => {
            let text = written_out(args.template.as_deref())?;
            if path.symlink_metadata().is_ok() {
                return Err(Error::failed(format!("{} is there already, and is left as it is", path.display()))
                    .hint("`rolo config show` prints what is in force, every key with its comment")
                    .into());
            }
            file::replace(&path, |out| Ok(out.write_all(text.as_bytes())?))?;
            ui.note(&format!("{} is written, with every key and its default", path.display()));
        }
        ConfigCommand::Show => {
            let text = if path.exists() || global.config.is_some() {
                Config::load(&path)?;
                Some(std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?)
            } else {
                None
            };
            ui.out().write_all(show(text.as_deref())?.as_bytes())?;
        }
        ConfigCommand::Check => {
            if path.exists() || global.config.is_some() {
                let config = Config::load(&path)?;
                alert::rules::check(&config.rules.alerts.rules)?;
                followups::check(&config)?;
                ui.note(&format!("{} is right", path.display()));
            } else {
                ui.note(&format!("there is no {}, so the built-in defaults are in force", path.display()));
            }
        }
    }
    Ok(Outcome::Done)
}

/// The complete file, with the signals and weights of a template if one is asked for.
fn written_out(template: Option<&str>) -> Result<String> {
    let Some(name) = template else { return show(None) };
    if !score_templates::NAMES.contains(&name) {
        return Err(Error::usage(format!("there is no template `{name}`"))
            .hint(format!("one of {}", score_templates::NAMES.join(", ")))
            .into());
    }
    show(Some(&format!("[score]\ntemplate = \"{name}\"\n")))
}

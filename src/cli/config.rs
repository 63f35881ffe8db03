//! Arguments of `rolo config`.

use clap::{Args, Subcommand};

/// Write, show or check the configuration
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo config show    every key with its value and a comment
  rolo config init    write rolo.toml, to be edited
  rolo config check   see whether it is right")]
pub struct ConfigArgs {
    /// The command.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// Commands of `config`.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Write rolo.toml beside the database, with every key and its default
    Init,
    /// Print the configuration in force, complete and commented
    Show,
    /// Check rolo.toml and say what is wrong in it
    Check,
}

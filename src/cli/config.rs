//! Arguments of `rolo config`.

use clap::{Args, Subcommand};

/// Write, show or check the configuration
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo config show                       every key with its value and a comment
  rolo config init                       write rolo.toml, to be edited
  rolo config init --template software   with signals for such a business
  rolo config check                      see whether it is right")]
pub struct ConfigArgs {
    /// The command.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// Commands of `config`.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Write rolo.toml beside the database, with every key and its default
    Init(InitArgs),
    /// Print the configuration in force, complete and commented
    Show,
    /// Check rolo.toml and say what is wrong in it
    Check,
}

/// Arguments of `config init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// Score as appointments, reservations, products, delivery, services or software do
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
}

//! Arguments of `rolo config`.

use clap::{Args, Subcommand};

/// Write, show or check the configuration
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// The command.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// Commands of `config`.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Write rolo.toml with every key and its default beside the database
    Init,
    /// Print the configuration that is in force, complete and commented
    Show,
    /// Check the configuration and tell what is wrong with it
    Check,
}

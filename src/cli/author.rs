//! Who does something by hand.

use clap::Args;

/// Who does it.
#[derive(Debug, Clone, Default, Args)]
pub struct AuthorArgs {
    /// Who does it [default: who is logged in]
    #[arg(long, env = "ROLO_AUTHOR", hide_env = true, value_name = "NAME")]
    pub author: Option<String>,
}

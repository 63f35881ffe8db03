//! Arguments of `rolo deals`.

use clap::{Args, Subcommand};

use super::author::AuthorArgs;
use super::filter::{FilterArgs, one_of};
use crate::domain::deciding::DealState;
use crate::domain::time::Instant;
use crate::output::format::Format;

/// Work the pipeline: list deals, move them, win and lose them
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo deals board                     the pipeline, a column a stage
  rolo deals add 'Roof' --contact ana@example.com --amount 1200 --currency EUR
  rolo deals move quoted 7             put a deal into another stage
  rolo deals won 7                     a won deal is a conversion
  rolo deals forecast                  what the open ones are worth

Stages are those of [deals] stages in rolo.toml, and those in which deals stand already. What a person sets, imports leave alone until `rolo deals release`. `rolo undo` takes a change back.")]
pub struct DealsArgs {
    /// The command.
    #[command(subcommand)]
    pub command: DealsCommand,
}

/// Commands of `deals`.
#[derive(Debug, Subcommand)]
pub enum DealsCommand {
    /// List deals: the open ones, unless others are asked for
    List(Box<ListArgs>),
    /// Show open deals in columns, one for each stage
    Board(Box<BoardArgs>),
    /// Show a deal with its history
    Show(ShowArgs),
    /// Add a deal for a contact
    Add(AddArgs),
    /// Set fields of deals; imports leave what was set alone
    Set(SetArgs),
    /// Put deals into another stage
    Move(MoveArgs),
    /// Close deals as won
    Won(WonArgs),
    /// Close deals as lost
    Lost(LostArgs),
    /// Open closed deals again
    Reopen(ChangeArgs),
    /// Remove deals
    Delete(ChangeArgs),
    /// Let imports change again what was set by hand
    Release(ReleaseArgs),
    /// Say what the open deals are worth by the stages they stand in
    Forecast(Box<ForecastArgs>),
}

/// Which deals are meant, besides the filters over their contacts.
#[derive(Debug, Clone, Default, Args)]
pub struct DealFilterArgs {
    /// Deals in this stage of the pipeline
    #[arg(long, value_name = "STAGE")]
    pub deal_stage: Vec<String>,
    /// Only those without activity for so long as `windows.stale_deal` says
    #[arg(long)]
    pub stale: bool,
    /// Deals with this company: an id, a name or a website
    #[arg(long, value_name = "COMPANY")]
    pub company: Option<String>,
    /// Whose deals. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub owner: FilterArgs,
}

/// Arguments of `deals list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo deals list --stale                      what nobody has touched for long
  rolo deals list --state won --sort -closed_at --limit 10
  rolo deals list --deal-stage quoted --grade A
  rolo deals list --all --format csv

--stage, --status and the like are the contact's, --deal-stage is the deal's own. Deals are found stale by classify.")]
pub struct ListArgs {
    /// List closed ones as well
    #[arg(long, conflicts_with = "state")]
    pub all: bool,
    /// open, won or lost [default: open]
    #[arg(long, value_name = "STATE", hide_possible_values = true, ignore_case = true, value_parser = one_of(DealState::ALL.iter().map(|state| state.name())))]
    pub state: Vec<String>,
    /// Column to order by, with - before it for the greatest first [default: id]
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// List this many at most
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Which. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: DealFilterArgs,
}

/// Arguments of `deals board`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo deals board
  rolo deals board --limit 3 --branch north
  rolo deals board --format csv        the same deals as rows

Stages stand in the order of [deals] stages; those that it does not name come last. A deal with ! is stale.")]
pub struct BoardArgs {
    /// Show this many deals of a stage at most
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..))]
    pub limit: u16,
    /// Print as table, csv, json, jsonl or ids [default: the board on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Which. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: DealFilterArgs,
}

/// Arguments of `deals show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo deals show 7
  rolo deals show 7 --format json | jq .history")]
pub struct ShowArgs {
    /// The number of the deal
    #[arg(value_name = "ID")]
    pub id: i64,
    /// Print as json [default: text]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Arguments of `deals add`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo deals add 'Roof' --contact ana@example.com
  rolo deals add 'Roof' --contact 12 --stage quoted --amount 1200
  rolo deals add 'Fair' --contact 12 --expected-close 2026-12-01

The id of the new deal is printed. Without --company it is with the contact's.")]
pub struct AddArgs {
    /// What the deal is called
    #[arg(value_parser = super::visible)]
    pub title: String,
    /// Whose it is: an id or an identity
    #[arg(long, value_name = "CONTACT")]
    pub contact: String,
    /// The stage that it begins in [default: the first]
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<String>,
    /// What it is worth, such as 1200 or 1,200.50
    #[arg(long, value_name = "AMOUNT")]
    pub amount: Option<String>,
    /// The currency of the amount, such as EUR [default: `money.currency`]
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
    /// When it is expected to close
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub expected_close: Option<Instant>,
    /// The company: an id, a name or a website
    #[arg(long, value_name = "COMPANY")]
    pub company: Option<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who adds it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `deals set`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo deals set amount=1200 currency=EUR 7
  rolo deals set expected_close=2026-12-01 7 9
  rolo deals set contact=ana@example.com 7
  rolo deals set company= 7                  empty a field

Fields are title, stage, amount, currency, expected_close, contact and company. What is set is held against imports until `rolo deals release`. Deals are closed by `rolo deals won` and `lost`.")]
pub struct SetArgs {
    /// Values, such as amount=1200, and then numbers of deals, or - for those on standard input
    #[arg(required = true, num_args = 2.., value_name = "FIELD=VALUE… ID")]
    pub words: Vec<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who sets it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `deals move`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo deals move quoted 7
  rolo deals list --deal-stage new --format ids | rolo deals move quoted -")]
pub struct MoveArgs {
    /// The stage
    pub stage: String,
    /// Numbers of deals, or - for numbers on standard input
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who moves them.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `deals won`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo deals won 7
  rolo deals won 7 --at 2026-09-01

A won deal is a conversion: it counts as a purchase, and its amount as spend. One that an event has won counts as that event.")]
pub struct WonArgs {
    /// Numbers of deals, or - for numbers on standard input
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// When it was won [default: now]
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub at: Option<Instant>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who says so.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `deals lost`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo deals lost 7 --reason 'too expensive'
  rolo deals list --stale --format ids | rolo deals lost - --reason silence")]
pub struct LostArgs {
    /// Numbers of deals, or - for numbers on standard input
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT", value_parser = super::visible)]
    pub reason: Option<String>,
    /// When it was lost [default: now]
    #[arg(long, value_name = "TIME", value_parser = super::instant)]
    pub at: Option<Instant>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who says so.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `deals reopen` and `delete`.
#[derive(Debug, Args)]
#[command(
    after_help = "`rolo deals list --all` shows the numbers. A conversion from before a deal was reopened does not win it again. A deal that [deals] auto_create made comes back after a delete while its cause holds: lose it instead."
)]
pub struct ChangeArgs {
    /// Numbers of deals, or - for numbers on standard input
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who does it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `deals release`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo deals release amount 7
  rolo deals release all 7 9

Besides the fields that `rolo deals set` takes there is state, which won, lost and reopen hold.")]
pub struct ReleaseArgs {
    /// The field that was set, or all
    pub field: String,
    /// Numbers of deals, or - for numbers on standard input
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// Do everything, say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Who releases it.
    #[command(flatten)]
    pub author: AuthorArgs,
}

/// Arguments of `deals forecast`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolo deals forecast
  rolo deals forecast --branch north --format json

A stage's win rate is the share of won deals among the closed ones that ever stood in it; a stage without any has no rate, and its deals are in no expected value. Amounts are in [money] currency by its rates; others are counted apart.")]
pub struct ForecastArgs {
    /// Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Which. Last, since its heading goes on to what follows.
    #[command(flatten)]
    pub filter: DealFilterArgs,
}

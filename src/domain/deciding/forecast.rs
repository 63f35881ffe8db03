//! What the open deals are worth: their amounts by stage and currency, and how often deals that stood in a stage were won
//! in the end. A stage of which no deal was ever closed has no rate, and none is invented.

use super::letters::same;
use super::money::Currency;
use super::rules::MoneyRules;

/// An open deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDeal {
    /// The stage, or empty.
    pub stage: String,
    /// In millionths of a unit of the currency.
    pub amount: Option<i64>,
    /// The currency's code, or empty.
    pub currency: String,
}

/// A closed deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedDeal {
    /// All stages that it stood in.
    pub stages: Vec<String>,
    /// Whether it was won.
    pub is_won: bool,
}

/// What deals of one stage, or of all, are worth in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Worth {
    /// The stage; empty for deals without one, and for totals.
    pub stage: String,
    /// The currency's code, or empty.
    pub currency: String,
    /// How many deals.
    pub deals: u64,
    /// How many of them have no amount.
    pub unpriced: u64,
    /// The sum of the amounts, in millionths.
    pub amount: i64,
    /// How many deals that stood in the stage were won, and how many were closed.
    pub won: u64,
    /// How many deals that stood in the stage were closed.
    pub closed: u64,
    /// The sum by the rate, in millionths; `None` without a rate.
    pub expected: Option<i64>,
}

impl Worth {
    /// The share of won deals.
    #[allow(clippy::cast_precision_loss, reason = "no pipeline holds 2^52 deals")]
    pub fn win_rate(&self) -> Option<f64> {
        (self.closed > 0).then(|| self.won as f64 / self.closed as f64)
    }
}

/// The worth of each stage and currency, in the order of `stages`, and the totals of each currency. Amounts in a currency
/// without a rate stay apart.
pub fn forecast(
    open: &[OpenDeal],
    closed: &[ClosedDeal],
    stages: &[String],
    currency: &Currency,
    money: &MoneyRules,
) -> (Vec<Worth>, Vec<Worth>) {
    let (mut lines, mut totals) = (Vec::<Worth>::new(), Vec::<Worth>::new());
    for deal in open {
        let (amount, code) = counted(deal, currency, money);
        for (list, stage) in [(&mut lines, deal.stage.as_str()), (&mut totals, "")] {
            let line = line_of(list, stage, &code);
            line.deals += 1;
            line.unpriced += u64::from(amount.is_none());
            line.amount = line.amount.saturating_add(amount.unwrap_or(0));
        }
    }
    let place = |stage: &str| stages.iter().position(|known| same(known, stage)).unwrap_or(stages.len());
    lines.sort_by_cached_key(|line| {
        (line.stage.is_empty(), place(&line.stage), line.stage.to_lowercase(), line.currency.clone())
    });
    totals.sort_by_cached_key(|line| line.currency.clone());
    for line in &mut lines {
        let stood = |deal: &&ClosedDeal| deal.stages.iter().any(|stage| same(stage, &line.stage));
        line.closed = closed.iter().filter(stood).count() as u64;
        line.won = closed.iter().filter(stood).filter(|deal| deal.is_won).count() as u64;
        line.expected = (line.closed > 0).then(|| share(line.amount, line.won, line.closed));
        if let Some(expected) = line.expected {
            let total = line_of(&mut totals, "", &line.currency);
            total.expected = Some(total.expected.unwrap_or(0).saturating_add(expected));
        }
    }
    (lines, totals)
}

/// The amount and the currency that a deal is counted in.
fn counted(deal: &OpenDeal, currency: &Currency, money: &MoneyRules) -> (Option<i64>, String) {
    let main = currency.0.clone().unwrap_or_default();
    match deal.amount {
        None => (None, main),
        Some(amount) => match currency.convert(amount, &deal.currency, money) {
            Some(converted) => (Some(converted), main),
            None => (Some(amount), deal.currency.to_uppercase()),
        },
    }
}

fn line_of<'l>(lines: &'l mut Vec<Worth>, stage: &str, currency: &str) -> &'l mut Worth {
    let is_it = |line: &Worth| same(&line.stage, stage) && same(&line.currency, currency);
    let place = lines.iter().position(is_it).unwrap_or_else(|| {
        lines.push(Worth { stage: stage.to_owned(), currency: currency.to_owned(), ..Worth::default() });
        lines.len() - 1
    });
    &mut lines[place]
}

/// So many parts of so many of an amount, rounded half up.
fn share(amount: i64, won: u64, closed: u64) -> i64 {
    let (won, closed) = (i128::from(won), i128::from(closed));
    let rounded = (i128::from(amount) * won * 2 + closed).div_euclid(closed * 2);
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(stage: &str, amount: Option<i64>, currency: &str) -> OpenDeal {
        OpenDeal { stage: stage.to_owned(), amount, currency: currency.to_owned() }
    }

    fn closed(stages: &[&str], is_won: bool) -> ClosedDeal {
        ClosedDeal { stages: stages.iter().map(|stage| (*stage).to_owned()).collect(), is_won }
    }

    fn stages() -> Vec<String> {
        ["new", "quoted"].map(str::to_owned).to_vec()
    }

    /// Stage, currency, deals, amount, won, closed and expected.
    type Told<'a> = (&'a str, &'a str, u64, i64, u64, u64, Option<i64>);

    fn told(lines: &[Worth]) -> Vec<Told<'_>> {
        let told = |line: &'_ Worth| (line.deals, line.amount, line.won, line.closed, line.expected);
        lines
            .iter()
            .map(|line| {
                let (deals, amount, won, closed, expected) = told(line);
                (line.stage.as_str(), line.currency.as_str(), deals, amount, won, closed, expected)
            })
            .collect()
    }

    #[test]
    fn a_stage_is_worth_what_its_history_says_and_without_history_nothing_is_said() {
        let deals = [
            open("Quoted", Some(100), "EUR"),
            open("new", Some(90), "EUR"),
            open("quoted", None, ""),
            open("hot", Some(7), "EUR"),
            open("", Some(1), "EUR"),
        ];
        let history = [closed(&["new", "quoted"], true), closed(&["NEW"], false), closed(&["new"], false)];
        let eur = Currency(Some("EUR".to_owned()));
        let money = MoneyRules { currency: "EUR".to_owned(), rates: [].into() };
        let (lines, totals) = forecast(&deals, &history, &stages(), &eur, &money);
        assert_eq!(
            told(&lines),
            [
                ("new", "EUR", 1, 90, 1, 3, Some(30)),
                ("Quoted", "EUR", 2, 100, 1, 1, Some(100)),
                ("hot", "EUR", 1, 7, 0, 0, None),
                ("", "EUR", 1, 1, 0, 0, None),
            ]
        );
        assert_eq!(lines[1].unpriced, 1);
        assert_eq!(told(&totals), [("", "EUR", 5, 198, 0, 0, Some(130))]);
    }

    #[test]
    fn currencies_are_converted_by_rates_or_stay_apart() {
        let deals = [open("new", Some(10), "USD"), open("new", Some(10), "eur"), open("new", Some(5), "PHP")];
        let money = MoneyRules { currency: "EUR".to_owned(), rates: [("USD".to_owned(), 0.5)].into() };
        let (lines, totals) = forecast(&deals, &[], &stages(), &Currency(Some("EUR".to_owned())), &money);
        assert_eq!(told(&lines), [("new", "EUR", 2, 15, 0, 0, None), ("new", "PHP", 1, 5, 0, 0, None)]);
        assert_eq!(totals.len(), 2);
        let apart = forecast(&deals, &[], &stages(), &Currency(None), &money).0;
        assert_eq!(apart.iter().map(|line| line.currency.as_str()).collect::<Vec<_>>(), ["EUR", "PHP", "USD"]);
    }

    #[test]
    fn shares_are_rounded_half_up() {
        assert_eq!((share(1, 1, 2), share(5, 1, 3), share(-1, 1, 2)), (1, 2, 0));
    }
}

//! Spend: what a contact's conversions are worth in one currency. Amounts are millionths of a unit. What is in another
//! currency is converted by the rates of the configuration, or else counted apart; unlike things are never added.

use super::letters::same;
use super::rules::MoneyRules;

/// The currency that spend is counted in: decided once for a whole database. `Some("")` is the nameless currency of a
/// database that names none; `None` means that several occur and none was chosen, so spend is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Currency(pub Option<String>);

impl Currency {
    /// The configured currency, else the one that occurs among all amounts of the database; blanks are passed over.
    pub fn decide<'a>(rules: &MoneyRules, occurring: impl IntoIterator<Item = &'a str>) -> Self {
        if !rules.currency.is_empty() {
            return Self(Some(rules.currency.clone()));
        }
        let mut one = "";
        for currency in occurring {
            if one.is_empty() {
                one = currency;
            } else if !currency.is_empty() && !same(one, currency) {
                return Self(None);
            }
        }
        Self(Some(one.to_owned()))
    }

    /// The amount in this currency, each rounded half away from zero to a millionth; `None` if there is no rate for
    /// it. An amount without a currency is in this one.
    pub fn convert(&self, amount: i64, currency: &str, rules: &MoneyRules) -> Option<i64> {
        let wanted = self.0.as_deref()?;
        if currency.is_empty() || same(currency, wanted) {
            return Some(amount);
        }
        let (_, rate) = rules.rates.iter().find(|(name, _)| same(name, currency))?;
        // Beyond the range of i64 the nearest end is taken: `as` saturates.
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        let converted = (amount as f64 * rate).round() as i64;
        Some(converted)
    }
}

/// The sum of a contact's conversions, as it is gathered.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spend {
    sum: i128,
    apart: u32,
}

impl Spend {
    /// Adds one conversion's amount, if it has one.
    pub(super) fn add(&mut self, amount: Option<i64>, currency: &str, to: &Currency, rules: &MoneyRules) {
        let Some(amount) = amount else { return };
        match to.convert(amount, currency, rules) {
            Some(converted) => self.sum += i128::from(converted),
            None => self.apart += 1,
        }
    }

    /// In millionths; held within the range of `i64`.
    pub(super) fn sum(self) -> i64 {
        let held = self.sum.clamp(i128::from(i64::MIN), i128::from(i64::MAX));
        i64::try_from(held).unwrap_or_default()
    }

    /// How many amounts could not be converted.
    pub(super) const fn apart(self) -> u32 {
        self.apart
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(currency: &str, rates: &[(&str, f64)]) -> MoneyRules {
        let rates = rates.iter().map(|(name, rate)| ((*name).to_owned(), *rate)).collect();
        MoneyRules { currency: currency.to_owned(), rates }
    }

    fn spend(to: &Currency, rules: &MoneyRules, items: &[(i64, &str)]) -> (i64, u32) {
        let mut spend = Spend::default();
        items.iter().for_each(|(amount, currency)| spend.add(Some(*amount), currency, to, rules));
        (spend.sum(), spend.apart())
    }

    #[test]
    fn the_one_currency_that_occurs_is_taken_unless_one_is_configured() {
        let none = money("", &[]);
        assert_eq!(Currency::decide(&none, ["", "PHP", "php"]), Currency(Some("PHP".to_owned())));
        assert_eq!(Currency::decide(&none, ["PHP", "USD"]), Currency(None));
        assert_eq!(Currency::decide(&none, [""]), Currency(Some(String::new())));
        assert_eq!(Currency::decide(&money("EUR", &[]), ["PHP", "USD"]), Currency(Some("EUR".to_owned())));
    }

    #[test]
    fn other_currencies_go_by_their_rate_or_are_counted_apart() {
        let rules = money("USD", &[("EUR", 1.1)]);
        let usd = Currency::decide(&rules, []);
        assert_eq!(spend(&usd, &rules, &[(5, "USD"), (7, ""), (10, "eur"), (9, "PHP")]), (5 + 7 + 11, 1));
    }

    #[test]
    fn each_converted_amount_is_rounded_half_away_from_zero() {
        let rules = money("USD", &[("EUR", 0.5)]);
        let usd = Currency::decide(&rules, []);
        assert_eq!(spend(&usd, &rules, &[(1, "EUR"), (1, "EUR"), (-3, "EUR")]), (1 + 1 - 2, 0));
    }

    #[test]
    fn without_one_currency_nothing_is_added() {
        assert_eq!(spend(&Currency(None), &money("", &[]), &[(5, "USD"), (7, "")]), (0, 2));
    }

    #[test]
    fn no_amount_is_too_large() {
        let rules = money("USD", &[("EUR", 1e300)]);
        let usd = Currency::decide(&rules, []);
        assert_eq!(spend(&usd, &rules, &[(i64::MAX, "USD"), (i64::MAX, "EUR")]).0, i64::MAX);
    }
}

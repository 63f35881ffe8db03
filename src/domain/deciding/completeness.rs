//! Completeness: how much of what one would like to know of a contact is known, in percent.

use super::facts::Fields;
use super::rules::CompletenessRules;

/// One field that counts: its name, its weight in percent, and whether it is filled.
pub(super) type Part = (&'static str, u32, bool);

/// The fields that count. A first or last name fills `name`; an address or a city fills `location`.
pub(super) fn parts(fields: &Fields, rules: &CompletenessRules) -> [Part; 7] {
    let filled = |texts: &[&str]| texts.iter().any(|text| !text.trim().is_empty());
    [
        ("name", rules.name, filled(&[&fields.name, &fields.first_name, &fields.last_name])),
        ("email", rules.email, filled(&[&fields.email])),
        ("phone", rules.phone, filled(&[&fields.phone])),
        ("company", rules.company, filled(&[&fields.company])),
        ("job_title", rules.job_title, filled(&[&fields.job_title])),
        ("location", rules.location, filled(&[&fields.address, &fields.city])),
        ("website", rules.website, filled(&[&fields.website])),
    ]
}

/// The weights of the filled fields, 100 at most.
pub(super) fn completeness(fields: &Fields, rules: &CompletenessRules) -> u8 {
    let sum: u64 = parts(fields, rules).iter().filter(|part| part.2).map(|part| u64::from(part.1)).sum();
    u8::try_from(sum.min(100)).unwrap_or(100)
}

/// The fields that count and are empty.
pub fn missing(fields: &Fields, rules: &CompletenessRules) -> Vec<&'static str> {
    parts(fields, rules).iter().filter(|part| part.1 > 0 && !part.2).map(|part| part.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::testing::rules;

    #[test]
    fn the_weights_of_what_is_known_add_up() {
        let weights = rules().completeness;
        let mut fields = Fields { name: "Ana Reyes".to_owned(), city: "Cebu".to_owned(), ..Fields::default() };
        assert_eq!(completeness(&fields, &weights), 30);
        fields.address = "1 Mango Avenue".to_owned();
        assert_eq!(completeness(&fields, &weights), 30, "address and city count once");
        fields.email = "ana@example.com".to_owned();
        fields.phone = "+639175550101".to_owned();
        fields.company = "Reyes Trading".to_owned();
        fields.job_title = "Owner".to_owned();
        fields.website = "example.com".to_owned();
        assert_eq!(completeness(&fields, &weights), 100);
        assert_eq!(completeness(&Fields::default(), &weights), 0);
        let named = Fields { name: "Ana".to_owned(), address: "1 Mango Avenue".to_owned(), ..Fields::default() };
        assert_eq!(missing(&named, &weights), ["email", "phone", "company", "job_title", "website"]);
    }

    #[test]
    fn weights_beyond_a_hundred_stop_at_a_hundred() {
        let weights = CompletenessRules { name: u32::MAX, email: u32::MAX, ..rules().completeness };
        let fields = Fields { name: "Ana".to_owned(), email: "ana@example.com".to_owned(), ..Fields::default() };
        assert_eq!(completeness(&fields, &weights), 100);
    }
}

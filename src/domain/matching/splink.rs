//! The model as settings for Splink 5, so that rows which no longer fit one machine are compared with the same weights
//! on Spark or DuckDB. The settings are made for a table of [`columns`](super::columns::columns).
//!
//! Splink adds up the weights of comparisons and the prior as rolo does, and a level of it may ask for anything. So each
//! level of rolo's ladders becomes one of Splink's for each relation in which it has a chance of its own. Where the
//! chance is the share of people with the value, Splink's term frequencies take its place. Splink never asks whether
//! probabilities of levels sum to one, and they do so for each relation.
//!
//! The same in both: the ladders of mailboxes, phones, organisations, places and dates, what relations do to them,
//! crosswise names, the weights, the prior. Approximate are:
//!
//! - Of several mailboxes or phones, the first one counts.
//! - A slip in a name has the mean chance instead of one by the length and the rarity of the name. The shares of values
//!   are among the rows that have one, and take no account of people elsewhere, as small tables need it.
//! - That names and cities belong to countries is expressed by the share of the rows' country (`home`), not by where
//!   each name is at home.
//! - Phones of eight digits are compared with longer ones only where one of the two has eight.
//! - Blocks are the narrow ones, whatever their size.
//! - What no weights can say, Splink does not: which groups hold together, and which pairs are safe to merge. That is
//!   done when its pairs are brought back ([`Matcher::take`](super::Matcher::take)), and two user ids part them then.
//!
//! The prior belongs to as many rows as the model was learnt from.

mod ladders;

use serde_json::{Map, Value, json};

use super::compare::{Field, Relation};
use super::explain::words;
use super::model::Model;
use super::names::Alike;
use ladders::{Ladder, RELATIONS, Rung, ladder, related};

/// Least probability that is written, so that no weight is infinite.
const LEAST: f32 = 1e-9;
/// Least share of a value; see `Model::weigh`.
const LEAST_SHARE: f32 = 1e-7;

/// Who is compared with whom: the rules of `block` that need two values to agree, or one that is nearly unique.
const BLOCKS: [&str; 18] = [
    "l.mailbox = r.mailbox",
    "right(l.phone, 8) = right(r.phone, 8)",
    "l.id_number = r.id_number",
    "l.first_name = r.first_name AND l.last_name = r.last_name",
    "l.first_name = r.last_name AND l.last_name = r.first_name",
    "l.last_name = r.last_name AND l.nickname = r.nickname",
    "l.local_part = r.local_part",
    "l.last_name = r.last_name AND l.org = r.org",
    "l.first_name = r.first_name AND l.org = r.org",
    "l.last_name = r.last_name AND l.mail_org = r.mail_org",
    "l.first_name = r.first_name AND l.mail_org = r.mail_org",
    "l.last_name = r.last_name AND l.first_initial = r.first_initial AND l.city = r.city",
    "l.first_name = r.first_name AND substr(l.last_name, 1, 3) = substr(r.last_name, 1, 3)",
    "l.first_name = r.first_name AND right(l.last_name, 3) = right(r.last_name, 3)",
    "l.sound = r.sound AND l.first_initial = r.first_initial AND l.city = r.city",
    "l.birth_date = r.birth_date AND l.first_initial = r.first_initial",
    "l.birth_date = r.birth_date AND l.last_initial = r.last_initial",
    "l.street = r.street AND l.last_name = r.last_name",
];

/// How likely two people are on a level.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Chance {
    Is(f32),
    /// The share of people with the value of a column, and this at least.
    Share(&'static str, f32),
}

impl Model {
    /// Settings that Splink 5 loads, with all comparisons, weights and blocking rules; the module says what is exact.
    pub fn splink_settings(&self) -> Value {
        let odds = f64::from(self.prior).exp2();
        let fields = Field::ALL.into_iter().map(|field| self.comparison(field));
        let comparisons: Vec<Value> = fields.chain([home_comparison()]).collect();
        json!({
            "link_type": "dedupe_only",
            "unique_id_column_name": "unique_id",
            "sql_dialect": "duckdb",
            "probability_two_random_records_match": odds / (1.0 + odds),
            "retain_matching_columns": false,
            "retain_intermediate_calculation_columns": false,
            "blocking_rules_to_generate_predictions":
                BLOCKS.map(|rule| json!({ "blocking_rule": rule, "sql_dialect": "duckdb" })),
            "comparisons": comparisons,
        })
    }

    fn comparison(&self, field: Field) -> Value {
        let Ladder { name, missing, rungs } = ladder(field);
        let (swapped, straight): (Vec<&Rung>, Vec<&Rung>) = rungs.iter().partition(|rung| rung.is_swapped);
        let mut levels: Vec<Value> = swapped.iter().flat_map(|rung| self.levels(field, rung)).collect();
        levels.push(json!({
            "sql_condition": missing,
            "label_for_charts": "nothing to compare",
            "is_null_level": true,
            "base_dialect_str": "duckdb",
        }));
        levels.extend(straight.iter().flat_map(|rung| self.levels(field, rung)));
        json!({
            "output_column_name": name,
            "comparison_description": field.name(),
            "comparison_levels": levels,
        })
    }

    /// A level of Splink for each chance that two people on a rung can have.
    fn levels(&self, field: Field, rung: &Rung) -> Vec<Value> {
        let mut by_chance: Vec<(Chance, Vec<Relation>)> = Vec::new();
        for relation in RELATIONS.into_iter().filter(|relation| rung.among.contains(relation)) {
            let chance = self.chance_of(field, rung, relation);
            match by_chance.last_mut() {
                Some((last, relations)) if *last == chance => relations.push(relation),
                _ => by_chance.push((chance, vec![relation])),
            }
        }
        let last = by_chance.len() - 1;
        let level = |(i, (chance, relations)): (usize, &(Chance, Vec<Relation>))| {
            // Whoever is in no relation above is in the last one.
            let relations = if i == last { &[] } else { relations.as_slice() };
            self.level(field, rung, *chance, relations)
        };
        by_chance.iter().enumerate().map(level).collect()
    }

    fn level(&self, field: Field, rung: &Rung, chance: Chance, relations: &[Relation]) -> Value {
        let ways: Vec<String> = relations.iter().filter_map(|relation| related(*relation)).collect();
        let among = ways.iter().map(|way| format!("({way})")).collect::<Vec<String>>().join(" OR ");
        let condition = match (rung.when.is_empty(), among.is_empty()) {
            (true, true) => "ELSE".to_owned(),
            (false, true) => rung.when.clone(),
            (true, false) => among,
            (false, false) => format!("({}) AND ({among})", rung.when),
        };
        let m = self.m[field as usize][rung.level as usize];
        let m = if rung.is_swapped && field == Field::LastName { m * self.swapped } else { m };
        let mut level = Map::new();
        level.insert("label_for_charts".to_owned(), json!(label(field, rung, relations)));
        if condition != "ELSE" {
            level.insert("base_dialect_str".to_owned(), json!("duckdb"));
        }
        level.insert("sql_condition".to_owned(), json!(condition));
        level.insert("m_probability".to_owned(), number(m));
        match chance {
            Chance::Is(u) => {
                level.insert("u_probability".to_owned(), number(u));
            }
            Chance::Share(column, least) => {
                let mean = self.u[Relation::Strangers as usize][field as usize][rung.level as usize];
                level.insert("u_probability".to_owned(), number(mean.max(least)));
                level.insert("tf_adjustment_column".to_owned(), json!(column));
                level.insert("tf_adjustment_weight".to_owned(), json!(1.0));
                level.insert("tf_minimum_u_value".to_owned(), number(least));
                // The share takes the place of this level's own u.
                level.insert("disable_tf_exact_match_detection".to_owned(), json!(true));
            }
        }
        Value::Object(level)
    }

    /// How likely two people in a relation are on a rung; the same as when rolo weighs them.
    fn chance_of(&self, field: Field, rung: &Rung, relation: Relation) -> Chance {
        let general = self.u[relation as usize][field as usize][rung.level as usize];
        let is_related = matches!(relation, Relation::Mailbox | Relation::Line);
        if matches!(field, Field::FirstName | Field::LastName) {
            return self.chance_of_name(field, rung, is_related, general);
        }
        let is_given = is_related || field == Field::Place && relation == Relation::Colleagues;
        match rung.share {
            Some(column) if !is_given => {
                Chance::Share(column, if field == Field::Email { general } else { LEAST_SHARE })
            }
            _ => Chance::Is(general),
        }
    }

    fn chance_of_name(&self, field: Field, rung: &Rung, is_related: bool, general: f32) -> Chance {
        let among_all = self.u[Relation::Strangers as usize][field as usize][rung.level as usize];
        let least = if is_related { general } else { 0.0 };
        match rung.share {
            Some(column) if rung.level == Alike::Part as u8 => {
                Chance::Share(column, least.max(4.0 / self.rows.max(4) as f32))
            }
            Some(column) => Chance::Share(column, least),
            None if rung.level == Alike::Different as u8 => Chance::Is(general),
            None if rung.level == Alike::OtherInitial as u8 => Chance::Is(among_all),
            None => Chance::Is(among_all.max(least)),
        }
    }
}

/// Takes back what is counted twice or more when values that belong to one country agree: the share of a name or a city
/// among all people is its share in the country times the share of the country, and two people who agree on several
/// are in one country only once.
fn home_comparison() -> Value {
    // A weight of -n times the term frequency on a level with u = 1/2 and m = u^(n + 1) gives n log2(share).
    const HALF: f64 = 0.5;
    let level = |(condition, times): (String, u8)| {
        let condition = if condition.is_empty() { "ELSE".to_owned() } else { condition };
        let mut level = Map::new();
        level.insert("label_for_charts".to_owned(), json!(format!("counted {times} times too often")));
        if condition != "ELSE" {
            level.insert("base_dialect_str".to_owned(), json!("duckdb"));
        }
        level.insert("sql_condition".to_owned(), json!(condition));
        level.insert("m_probability".to_owned(), json!(HALF.powi(i32::from(times) + 1)));
        level.insert("u_probability".to_owned(), json!(HALF));
        if times > 0 {
            level.insert("tf_adjustment_column".to_owned(), json!("country"));
            level.insert("tf_adjustment_weight".to_owned(), json!(-f64::from(times)));
            level.insert("disable_tf_exact_match_detection".to_owned(), json!(true));
        }
        Value::Object(level)
    };
    let missing = json!({
        "sql_condition": "country_l IS NULL AND country_r IS NULL",
        "label_for_charts": "nothing to compare",
        "is_null_level": true,
        "base_dialect_str": "duckdb",
    });
    json!({
        "output_column_name": "home",
        "comparison_description": "country in which names and city are at home",
        "comparison_levels": std::iter::once(missing).chain(ladders::home().into_iter().map(level)).collect::<Vec<Value>>(),
    })
}

fn label(field: Field, rung: &Rung, relations: &[Relation]) -> String {
    let level = if rung.is_swapped { "changed places" } else { words(field, rung.level) };
    let among: Vec<&str> = relations.iter().map(|relation| relation.name()).collect();
    if among.is_empty() { level.to_owned() } else { format!("{level} ({})", among.join(", ")) }
}

impl Relation {
    const fn name(self) -> &'static str {
        match self {
            Self::Strangers => "strangers",
            Self::Colleagues => "colleagues",
            Self::Namesakes => "namesakes",
            Self::Mailbox => "one mailbox",
            Self::Line => "one phone",
        }
    }
}

/// A probability, in as many digits as it is known.
fn number(probability: f32) -> Value {
    format!("{:.5e}", probability.max(LEAST)).parse::<f64>().map_or(Value::Null, Value::from)
}

#[cfg(test)]
mod tests {
    use super::super::columns::columns;
    use super::super::record::Record;
    use super::*;

    /// Columns that are counted over all rows.
    const COUNTED: [&str; 2] = ["is_shared_mailbox", "is_shared_phone"];

    fn comparisons() -> Vec<(String, Vec<Value>)> {
        let settings = Model::default().splink_settings();
        let list = settings["comparisons"].as_array().expect("a list").clone();
        list.into_iter()
            .map(|comparison| {
                let name = comparison["output_column_name"].as_str().expect("a name").to_owned();
                (name, comparison["comparison_levels"].as_array().expect("a list").clone())
            })
            .collect()
    }

    #[test]
    fn every_level_says_when_it_is_reached_and_what_it_is_worth() {
        for (name, levels) in comparisons() {
            let is_null = |level: &&Value| level["is_null_level"] == true;
            assert_eq!(levels.iter().filter(is_null).count(), 1, "{name}");
            assert_eq!(levels.last().expect("a level")["sql_condition"], "ELSE", "{name}");
            for level in &levels {
                let condition = level["sql_condition"].as_str().expect("a condition");
                assert!(!condition.is_empty() && condition.matches('(').count() == condition.matches(')').count());
                assert!(level["label_for_charts"].as_str().is_some_and(|label| !label.is_empty()));
                for probability in ["m_probability", "u_probability"].iter().filter(|_| !is_null(&level)) {
                    let value = level[*probability].as_f64().expect("a number");
                    assert!((1e-9..=1.0).contains(&value), "{name}: {condition}: {probability} = {value}");
                }
            }
        }
    }

    #[test]
    fn levels_and_blocks_ask_for_columns_that_are_there() {
        let known: Vec<&str> = columns(&Record::default()).map(|(name, _)| name).into_iter().chain(COUNTED).collect();
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.')).map(str::to_owned).collect()
        };
        let mut asked: Vec<String> = BLOCKS.iter().flat_map(|rule| words(rule)).collect();
        asked.retain(|word| word.starts_with("l.") || word.starts_with("r."));
        asked.iter_mut().for_each(|word| *word = word[2..].to_owned());
        for level in comparisons().into_iter().flat_map(|(_, levels)| levels) {
            let condition = words(level["sql_condition"].as_str().expect("a condition"));
            let sides = condition.iter().filter_map(|word| word.strip_suffix("_l").or_else(|| word.strip_suffix("_r")));
            asked.extend(sides.map(str::to_owned));
            asked.extend(level["tf_adjustment_column"].as_str().map(str::to_owned));
        }
        for column in &asked {
            assert!(known.contains(&column.as_str()), "{column}");
        }
    }

    #[test]
    fn levels_of_one_relation_sum_to_one() {
        let model = Model::default();
        let sum = |field: Field, relation: Relation, of: &dyn Fn(&Rung) -> f32| -> f32 {
            let mut levels: Vec<u8> = Vec::new();
            let mut rungs = ladder(field).rungs;
            rungs.retain(|rung| {
                let is_first = rung.among.contains(&relation) && !levels.contains(&rung.level);
                levels.push(rung.level);
                is_first
            });
            rungs.iter().map(of).sum()
        };
        for field in [Field::Title, Field::Birth, Field::Street, Field::Number, Field::Place] {
            for relation in RELATIONS {
                let m = sum(field, relation, &|rung| model.m[field as usize][rung.level as usize]);
                let u = sum(field, relation, &|rung| model.u[relation as usize][field as usize][rung.level as usize]);
                assert!((m - 1.0).abs() < 0.01 && (u - 1.0).abs() < 0.01, "{field:?} {relation:?}: {m} {u}");
            }
        }
        // Of names, initials are a ladder of their own.
        for field in [Field::FirstName, Field::LastName] {
            let m = sum(field, Relation::Strangers, &|rung| model.m[field as usize][rung.level as usize]);
            assert!((m - 2.0).abs() < 0.01, "{field:?}: {m}");
        }
    }

    #[test]
    fn a_level_weighs_what_it_weighs_here() {
        let model = Model::default();
        let (_, levels) = comparisons().into_iter().find(|(name, _)| name == "email").expect("e-mail");
        let level = levels.iter().find(|level| level["label_for_charts"] == "same").expect("the same mailbox");
        let own = model.m[Field::Email as usize][1] / model.u[Relation::Mailbox as usize][Field::Email as usize][1];
        let weight = level["m_probability"].as_f64().expect("m") / level["u_probability"].as_f64().expect("u");
        assert!((weight.log2() - f64::from(own).log2()).abs() < 0.001);
    }
}

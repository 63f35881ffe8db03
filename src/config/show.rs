//! `config show`: the file of the built-in values with the user's values put in, so that every key stands there with
//! its meaning and the value in force. Comments are the built-in file's; the user's own stay in the user's file.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TableLike};

use crate::config::{Config, DEFAULT_TOML, score_templates};
use crate::error::{Error, Result};

/// What messages call the user's file.
const USER_NAME: &str = "rolo.toml";

/// The complete, commented file with the values in force, for the text of the user's file if there is one.
///
/// # Errors
/// As for [`Config::load`], under the name `rolo.toml`.
pub fn show(user_text: Option<&str>) -> Result<String> {
    let Some(user_text) = user_text else { return Ok(DEFAULT_TOML.to_string()) };
    let config = Config::parse(user_text, USER_NAME)?;
    let mut shown = read(DEFAULT_TOML)?;
    if let Some(template) = score_templates::text(&config.rules.score.template) {
        lay_over(shown.as_table_mut(), read(template)?.as_table());
    }
    lay_over(shown.as_table_mut(), read(user_text)?.as_table());
    Ok(shown.to_string())
}

fn read(text: &str) -> Result<DocumentMut> {
    text.parse().map_err(|error| Error::fault(format!("two readers of the configuration disagree: {error}")).into())
}

/// Puts the values of `over` into `base`: sections are joined, everything else is replaced.
fn lay_over(base: &mut dyn TableLike, over: &dyn TableLike) {
    for (key, item) in over.iter() {
        match (base.get_mut(key), item) {
            (Some(there), item) if there.is_table_like() => {
                if let (Some(there), Some(item)) = (there.as_table_like_mut(), item.as_table_like()) {
                    lay_over(there, item);
                }
            }
            (Some(Item::ArrayOfTables(there)), item) if !is_empty_list(item) => replace_tables(there, item),
            (Some(Item::Value(there)), Item::Value(value)) => {
                let decor = there.decor().clone();
                *there = value.clone();
                *there.decor_mut() = decor;
            }
            _ => {
                base.insert(key, plain(item.clone()));
            }
        }
    }
}

/// Puts the user's tables in the place of the built-in ones, under the comment that introduces those.
fn replace_tables(there: &mut ArrayOfTables, item: &Item) {
    let intro = there.get(0).and_then(|first| first.decor().prefix().cloned());
    if let Item::ArrayOfTables(tables) = plain(item.clone()) {
        *there = tables;
        if let (Some(first), Some(intro)) = (there.get_mut(0), intro) {
            first.decor_mut().set_prefix(intro);
        }
    }
}

fn is_empty_list(item: &Item) -> bool {
    item.as_array().is_some_and(toml_edit::Array::is_empty)
}

/// The item without its place in the user's file and without the comments around it.
fn plain(item: Item) -> Item {
    let mut item = item.into_array_of_tables().map_or_else(|item| item, Item::ArrayOfTables);
    unplace(&mut item);
    item
}

fn unplace(item: &mut Item) {
    match item {
        Item::Table(table) => unplace_table(table),
        Item::ArrayOfTables(tables) => tables.iter_mut().for_each(unplace_table),
        Item::Value(value) => value.decor_mut().clear(),
        Item::None => {}
    }
}

fn unplace_table(table: &mut Table) {
    table.set_position(None);
    table.decor_mut().clear();
    for (mut key, item) in table.iter_mut() {
        key.leaf_decor_mut().clear();
        key.dotted_decor_mut().clear();
        unplace(item);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(user_text: &str) -> String {
        show(Some(user_text)).expect(user_text)
    }

    /// What a configuration says, for comparing two of them.
    fn said(text: &str) -> String {
        format!("{:?}", Config::parse(text, USER_NAME).expect(text))
    }

    #[test]
    fn without_a_file_the_built_in_one_is_shown_as_it_is() {
        assert_eq!(show(None).expect("no file"), DEFAULT_TOML);
        assert_eq!(shown(""), DEFAULT_TOML);
        assert_eq!(shown(DEFAULT_TOML), DEFAULT_TOML);
    }

    #[test]
    fn a_value_of_the_user_stands_in_the_place_of_the_default_and_keeps_its_comment() {
        let shown = shown("windows.hot_lead = '7d' # we are quick\n[money]\ncurrency = 'EUR'\nrates = { USD = 0.9 }\n");
        let comment = "# a closing cue or buying event this recent makes the intent ready_to_buy";
        assert!(shown.contains(&format!("\nhot_lead = '7d'                     {comment}\n")), "{shown}");
        assert!(shown.contains("\nrates = { USD = 0.9 } "), "{shown}");
        assert_eq!(shown.lines().count(), DEFAULT_TOML.lines().count());
    }

    #[test]
    fn a_signal_of_the_user_takes_the_place_of_the_whole_set_under_its_comment() {
        let signal = "[[score.signal]]\nname = 'n'\ncategory = 'fit'\nkind = 'field'\nmatch = 'tags'\npoints = 9\n";
        let shown = shown(&format!("# mine\n{signal}"));
        assert_eq!(shown.matches("\n[[score.signal]]").count(), 1);
        assert!(shown.contains(&format!("1, if left out\n\n{signal}\n[followups]\n")), "{shown}");
    }

    #[test]
    fn lists_that_have_no_default_stand_behind_their_section() {
        let file = "[[import.file]]\nmatch = 'a*.csv'\nmap.Owner = 'traits'\n";
        let hidden = "[[suggestions.hidden]]\nname = 'x'\n";
        let shown = shown(&format!("{hidden}{file}"));
        let at = shown.find(&format!("\n{file}")).expect("the user's file");
        assert!(shown.find("\n[import]").expect("a section") < at);
        assert!(at < shown.find("\n[reader.phrases]").expect("a section"));
        assert!(shown.contains(&format!("\n{hidden}")));
    }

    #[test]
    fn what_is_shown_means_what_the_file_means_however_it_is_spelled() {
        for text in [
            "score = { min_messages = 1, grades = { A = 90 }, signal = [] }\n",
            "[score]\ntemplate = 'software'\nweights.fit = 90\n",
            "[score]\nsignal = [{ name = 'a', category = 'fit', kind = 'event', match = 'visit', points = 1 }]\n",
            "templates.'my text' = '''\nHi # {{ name }}\n'''\n[money.rates]\nUSD=1 # now\n[money]\ncurrency='EUR'\n",
            "[import]\nfile = [{ match = 'a', map = { 'A b' = 'name' } }, { match = 'b' }]\n",
            "[[import.file]]\nmatch='a'\n[import.file.map]\nA='name'\n[[import.file]]\nmatch='b'\n",
            "[deals]\nstages = [\n  'a', # first\n  'b',\n]\n[reader]\nphrases.need = ['x']\n",
            "[followups.templates]\npromise='Hello.'\n'custom:q'='Good day.'\n[[followups.trigger]]\nname='q'\nwhere='1'\ndelay='0'\n",
            "[[alerts.rule]]\nname='a'\ncue='budget'\n\n[[alerts.rule]]\nname='b'\nwhere='vip'\n",
            "\u{feff}[status]\r\npins = false\r\n",
        ] {
            assert_eq!(said(&shown(text)), said(text), "{text}");
            assert_eq!(shown(&shown(text)), shown(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_choice_of_keys_is_shown_with_its_meaning(chosen in proptest::sample::subsequence(vec![
            "windows.churned = '6w'", "status.pins = false", "events.buying = []", "flags.vip_spend = 1e3",
            "score.min_messages = 0", "score.grades.D = 0", "score.template = 'delivery'", "score.weights = { budget = 0, fit = 50 }",
            "followups.ghosted = { until = '60d' }", "followups.quiet_hours = ''", "alerts.intent = ''",
            "alerts.rule = [{ name = 'n', keyword = 'k' }]", "deals.auto_create = true", "send.smtp.port = 25",
            "templates.a = '# [x]'", "suggestions.hidden = [{ name = 's' }]", "reader.phrases.spam = ['win']",
        ], 0..17).prop_shuffle()) {
            let text = chosen.join("\n");
            prop_assert_eq!(said(&shown(&text)), said(&text));
        }
    }
}

//! What `--columns` means: columns by their names, sets of columns, or the columns of another system.

use super::systems::{self, System};
use crate::domain::suggest;
use crate::error::{Error, Result};
use crate::input::field::FileKind;
use crate::store::report::DEFAULT_COLUMNS;

/// Sets of rolo's own columns; each carries the opt-out.
const SETS: [(&str, &[&str]); 2] = [
    (
        "people",
        &[
            "rolo_id",
            "name",
            "email",
            "phone",
            "company",
            "status",
            "source",
            "first_seen",
            "last_active",
            "created_at",
            "message_count",
            "do_not_contact",
        ],
    ),
    (
        "customers",
        &[
            "rolo_id",
            "name",
            "email",
            "phone",
            "channels",
            "status",
            "intent",
            "interests",
            "traits",
            "last_active",
            "do_not_contact",
        ],
    ),
];

/// Columns of contacts that none of the sets holds.
pub const FURTHER: [&str; 2] = ["other_emails", "other_phones"];

/// What is to be written of each row.
#[derive(Debug)]
pub enum Columns {
    /// Columns of rolo's own.
    Own(Vec<String>),
    /// What another system reads.
    Of(&'static System),
}

/// Reads `--columns`. `known` are the columns of what the rows are selected from, their id first.
pub fn resolve(stated: Option<&str>, kind: FileKind, known: &[String]) -> Result<Columns> {
    let is_contacts = kind == FileKind::Contacts;
    let Some(stated) = stated else {
        let default = || DEFAULT_COLUMNS.map(str::to_owned).to_vec();
        return Ok(Columns::Own(if is_contacts { default() } else { all(kind, known) }));
    };
    let names: Vec<&str> = stated.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let mut columns = Vec::new();
    for name in &names {
        let set = SETS.iter().find(|(set, _)| set == name && is_contacts);
        let system = systems::ALL.into_iter().find(|system| system.name == *name && is_contacts);
        match (set, system) {
            (Some((_, set)), _) => columns.extend(set.iter().map(|column| (*column).to_owned())),
            (None, Some(system)) if names.len() == 1 => return Ok(Columns::Of(system)),
            (None, Some(system)) => {
                return Err(Error::usage(format!("--columns {stated}: {} takes its own columns alone", system.title))
                    .hint(format!("write --columns {}", system.name))
                    .into());
            }
            (None, None) if *name == "all" => columns.extend(all(kind, known)),
            (None, None)
                if *name == "rolo_id" || known.iter().any(|column| column == name) || is_further(name, kind) =>
            {
                columns.push((*name).to_owned());
            }
            (None, None) => return Err(unknown(name, kind, known).into()),
        }
    }
    if columns.is_empty() {
        return Err(Error::usage(format!("--columns `{stated}` names no column")).hint(hint(kind, known)).into());
    }
    Ok(Columns::Own(columns))
}

/// All columns. The id of a row that is no contact says nothing elsewhere.
fn all(kind: FileKind, known: &[String]) -> Vec<String> {
    let own_id = (kind == FileKind::Contacts).then(|| "rolo_id".to_owned());
    own_id.into_iter().chain(known.iter().skip(1).cloned()).collect()
}

fn is_further(name: &str, kind: FileKind) -> bool {
    kind == FileKind::Contacts && FURTHER.contains(&name)
}

fn sets() -> impl Iterator<Item = &'static str> {
    SETS.iter().map(|(name, _)| *name).chain(systems::ALL.iter().map(|system| system.name))
}

fn unknown(name: &str, kind: FileKind, known: &[String]) -> Error {
    let mut words: Vec<&str> = known.iter().map(String::as_str).collect();
    if kind == FileKind::Contacts {
        FURTHER.into_iter().chain(sets()).for_each(|word| words.push(word));
    }
    let near = suggest::nearest(name, words, |_, _, _| None);
    let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    Error::usage(format!("the export of {} has no column `{name}`", kind.name()))
        .hint(format!("{near}{}", hint(kind, known)))
}

fn hint(kind: FileKind, known: &[String]) -> String {
    let columns = format!("its columns are: {}", known.join(", "));
    match kind {
        FileKind::Contacts => format!(
            "{columns}, {}; sets of columns: all, {}",
            FURTHER.join(", "),
            sets().collect::<Vec<_>>().join(", ")
        ),
        _ => columns,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<String> {
        ["id", "name", "city", "do_not_contact"].map(str::to_owned).to_vec()
    }

    fn own(stated: &str, kind: FileKind) -> Vec<String> {
        match resolve(Some(stated), kind, &known()).expect(stated) {
            Columns::Own(columns) => columns,
            Columns::Of(system) => panic!("{}", system.name),
        }
    }

    #[test]
    fn sets_and_columns_stand_beside_each_other() {
        assert_eq!(own("all", FileKind::Contacts), ["rolo_id", "name", "city", "do_not_contact"]);
        assert_eq!(own("all", FileKind::Notes), ["name", "city", "do_not_contact"]);
        assert_eq!(own("name,other_emails", FileKind::Contacts), ["name", "other_emails"]);
        let columns = own(" customers, city", FileKind::Contacts);
        assert_eq!((columns[0].as_str(), columns.last().map(String::as_str)), ("rolo_id", Some("city")));
        assert!(
            matches!(resolve(Some("hubspot"), FileKind::Contacts, &known()), Ok(Columns::Of(it)) if it.title == "HubSpot")
        );
    }

    #[test]
    fn every_set_carries_the_opt_out() {
        for set in ["people", "customers", "all"] {
            assert!(own(set, FileKind::Contacts).contains(&"do_not_contact".to_owned()), "{set}");
        }
    }

    #[test]
    fn an_unknown_column_is_told_with_what_was_meant() {
        let fault = |stated, kind| {
            let error = resolve(Some(stated), kind, &known()).expect_err(stated);
            let hint = error.downcast_ref::<Error>().and_then(|error| error.hint.clone()).unwrap_or_default();
            format!("{error} | {hint}")
        };
        let columns = "its columns are: id, name, city, do_not_contact";
        let further = "other_emails, other_phones";
        let sets = "sets of columns: all, people, customers, hubspot, salesforce, google, mailchimp";
        assert_eq!(
            fault("name,hubspt", FileKind::Contacts),
            format!(
                "the export of contacts has no column `hubspt` | did you mean `hubspot`? {columns}, {further}; {sets}"
            )
        );
        assert_eq!(fault("people", FileKind::Notes), format!("the export of notes has no column `people` | {columns}"));
        assert_eq!(
            fault("google,city", FileKind::Contacts),
            "--columns google,city: Google Contacts takes its own columns alone | write --columns google"
        );
        assert!(fault(",", FileKind::Contacts).starts_with("--columns `,` names no column | its columns are"));
    }
}

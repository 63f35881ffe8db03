//! `FIELD=VALUE` on the command line: `FIELD+=VALUE` adds to a list, `FIELD-=VALUE` takes from it, and nothing behind `=`
//! empties the field.

use crate::commands::Context;
use crate::domain::contact::{Column, Incoming};
use crate::domain::editing::{Edit, TRAITS_MAX};
use crate::domain::normalize::list;
use crate::domain::suggest;
use crate::error::{Error, Result};
use crate::input::field::{Field, normalize};
use crate::input::row::by_hand::typed;
use crate::input::row::{RowSettings, word};

/// The fields that a person can set. `meta.KEY` is one more.
const EDITABLE: [Field; 21] = [
    Field::Name,
    Field::FirstName,
    Field::LastName,
    Field::Email,
    Field::Phone,
    Field::Company,
    Field::JobTitle,
    Field::Address,
    Field::City,
    Field::Country,
    Field::Website,
    Field::Branch,
    Field::Source,
    Field::Tags,
    Field::Interests,
    Field::Traits,
    Field::Needs,
    Field::OptOut,
    Field::Status,
    Field::Stage,
    Field::Intent,
];
/// What else names a contact that is added.
const NAMING: [Field; 3] = [Field::UserId, Field::ExternalId, Field::VisitorId];
/// How a field of the metadata begins.
const METADATA: &str = "meta.";

/// What is done with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Set,
    Add,
    Remove,
}

/// What the words of a command line say of a contact.
#[derive(Debug, Default)]
pub(super) struct Assignments {
    /// What becomes of its row, but for the company.
    pub(super) edits: Vec<Edit>,
    /// The company's name, empty where it is to have none.
    pub(super) company: Option<String>,
    /// Pins by field; `None` unpins.
    pub(super) pins: Vec<(&'static str, Option<&'static str>)>,
    /// Identities of a contact that is added.
    pub(super) naming: Incoming,
    /// Numbers that could not be read.
    pub(super) phones_as_text: Vec<String>,
}

/// Parts the words in front that are assignments from the targets behind them.
pub(super) fn part(words: &[String]) -> (&[String], &[String]) {
    let is_target = |word: &String| split(word).is_none();
    words.split_at(words.iter().position(is_target).unwrap_or(words.len()))
}

/// The field, what is done, and the value of a word that is an assignment.
fn split(word: &str) -> Option<(&str, Operator, &str)> {
    let (left, value) = word.split_once('=')?;
    let (field, operator) = match left.as_bytes().last()? {
        b'+' => (&left[..left.len() - 1], Operator::Add),
        b'-' => (&left[..left.len() - 1], Operator::Remove),
        _ => (left, Operator::Set),
    };
    let is_name = !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_ ".contains(&byte));
    (field.starts_with(METADATA) || is_name).then_some((field, operator, value))
}

impl Assignments {
    /// Reads assignments. `is_new` says that they are of a contact that is added, which may also be given identities.
    pub(super) fn read(words: &[String], is_new: bool, context: &Context) -> Result<Self> {
        let mut read = Self::default();
        let parts: Vec<_> =
            words.iter().map(|word| split(word).ok_or_else(|| no_assignment(word))).collect::<Result<_, _>>()?;
        let country = parts.iter().find(|(field, operator, _)| *field == "country" && *operator == Operator::Set);
        let settings = RowSettings {
            platform: None,
            country: country.map(|(.., value)| (*value).to_owned()).or_else(|| country_of(context)),
            time_zone: context.zone(),
            pin: false,
            lenient: false,
            clear: None,
            can_clear: false,
        };
        for (name, operator, value) in parts {
            match name.strip_prefix(METADATA) {
                Some(key) => read.take_metadata(name, key.trim(), operator, value)?,
                None => read.take(field(name, is_new)?, operator, value, &settings)?,
            }
        }
        Ok(read)
    }

    fn take_metadata(&mut self, name: &str, key: &str, operator: Operator, value: &str) -> Result<()> {
        if operator != Operator::Set {
            return Err(no_list(name).into());
        }
        if key.is_empty() {
            return Err(Error::usage(format!("`{name}={value}` does not say which key"))
                .hint("write meta.KEY=VALUE, such as meta.plan=gold")
                .into());
        }
        let value = value.trim();
        self.edits.push(Edit::Metadata(key.to_owned(), (!value.is_empty()).then(|| value.to_owned())));
        Ok(())
    }

    fn take(&mut self, field: Field, operator: Operator, value: &str, settings: &RowSettings) -> Result<()> {
        let value = value.trim();
        let is_several = field.is_list() || matches!(field, Field::Email | Field::Phone);
        if operator != Operator::Set && !is_several {
            return Err(no_list(field.name()).into());
        }
        if let Some(pin) = ["status", "stage", "intent"].into_iter().find(|pin| *pin == field.name()) {
            return self.take_pin(pin, value);
        }
        if value.is_empty() {
            return self.empty(field, operator);
        }
        let typed = typed(field, value, settings)?;
        if typed.is_phone_as_text {
            self.phones_as_text.push(value.to_owned());
        }
        let says_nothing = || Error::usage(format!("{}: `{value}` says nothing", field.name()));
        match field {
            Field::OptOut => {
                let is_out = typed.incoming.opt_out.ok_or_else(says_nothing)?;
                self.edits.push(Edit::OptOut(is_out));
            }
            Field::Company => self.company = Some(typed.incoming.company.ok_or_else(says_nothing)?.into()),
            Field::UserId | Field::ExternalId | Field::VisitorId => {
                self.naming.fold(naming(field, value, typed.incoming))
            }
            _ => {
                let column = column(field);
                let text = typed.incoming.text(column);
                let text = if field.is_list() { list::split_stored(text).join(";") } else { text.to_owned() };
                if text.is_empty() {
                    return Err(says_nothing().into());
                }
                let is_main = matches!(field, Field::Email | Field::Phone) && !text.contains(';');
                self.edits.push(match operator {
                    Operator::Add => Edit::Add(column, text),
                    Operator::Remove => Edit::Remove(column, text),
                    Operator::Set if is_main => Edit::Main(column, text),
                    Operator::Set => Edit::Text(column, text),
                });
            }
        }
        Ok(())
    }

    fn take_pin(&mut self, field: &'static str, value: &str) -> Result<()> {
        let word = match value {
            "" => None,
            value => Some(word::own_word(field, value).ok_or_else(|| {
                Error::usage(format!("{field}: `{value}` is none of rolo's words"))
                    .hint(format!("the words are {}", own_words(field).join(", ")))
            })?),
        };
        self.pins.push((field, word));
        Ok(())
    }

    fn empty(&mut self, field: Field, operator: Operator) -> Result<()> {
        if operator != Operator::Set {
            return Err(Error::usage(format!("{}: it is not said what is added or taken away", field.name())).into());
        }
        match field {
            Field::OptOut => return Err(Error::usage("do_not_contact is yes or no").into()),
            Field::Company => self.company = Some(String::new()),
            field => self.edits.push(Edit::Text(column(field), String::new())),
        }
        Ok(())
    }
}

/// The settings' country, if there is one.
fn country_of(context: &Context) -> Option<String> {
    let country = context.config.import.country.trim();
    (!country.is_empty()).then(|| country.to_owned())
}

/// An identity of a contact that is added.
fn naming(field: Field, value: &str, mut incoming: Incoming) -> Incoming {
    if field == Field::ExternalId {
        let (scope, id) = value.split_once(':').unwrap_or(("import", value));
        incoming.add_external_id(&word::scope_word(scope), id.trim());
    }
    incoming
}

fn column(field: Field) -> Column {
    match field {
        Field::Email => Column::Emails,
        Field::Phone => Column::Phones,
        field => Column::ALL
            .iter()
            .copied()
            .find(|column| column.name() == field.name())
            .expect("every other editable field is a column of the same name"),
    }
}

fn own_words(field: &str) -> Vec<&'static str> {
    use crate::domain::deciding::{Intent, Stage, Status};
    match field {
        "status" => Status::ALL.iter().map(|word| word.name()).collect(),
        "stage" => Stage::ALL.iter().map(|word| word.name()).collect(),
        _ => Intent::ALL.iter().map(|word| word.name()).collect(),
    }
}

/// The field of a name that a person can set.
fn field(name: &str, is_new: bool) -> Result<Field> {
    let editable = || EDITABLE.iter().chain(if is_new { &NAMING[..] } else { &[] }).copied();
    let known = normalize(name);
    if let Some(field) = editable().find(|field| field.name() == known) {
        return Ok(field);
    }
    if let Some(why) = refusal(&known) {
        return Err(Error::usage(format!("{known} cannot be set: {why}")).into());
    }
    let names: Vec<&str> = editable().map(Field::name).collect();
    let near = suggest::nearest(&known, names.iter().copied(), |_, _, _| None);
    let hint = match near {
        Some(near) => format!("did you mean {near}?"),
        None => format!("fields are {}; one of your own is meta.{name}", names.join(", ")),
    };
    Err(Error::usage(format!("there is no field `{name}` to set")).hint(hint).into())
}

/// Why a column of the view `contacts` cannot be set.
fn refusal(name: &str) -> Option<&'static str> {
    Some(match name {
        "id" | "rolo_id" | "user_id" | "external_id" | "external_ids" | "visitor_id" | "visitor_ids" => {
            "it names the contact; imports and merges change that"
        }
        "first_seen" | "last_active" | "created_at" | "updated_at" | "channels" => "it tells what happened",
        "conversation_count" | "message_count" | "purchases" | "spend" => "it is counted",
        "points" => "`rolo contacts points N` gives points",
        "note" | "notes" => "`rolo contacts note TEXT` adds a note",
        "metadata" => "write meta.KEY=VALUE for each key",
        "pinned" | "status_auto" | "stage_auto" | "intent_auto" | "lifecycle" | "sentiment" | "sentiment_level"
        | "score" | "grade" | "completeness" => "it is derived",
        "vip" => "it is derived; `rolo contacts tag vip` makes somebody a VIP",
        "at_risk" => "it is derived",
        _ => return None,
    })
}

/// Fields of which `release` lets go.
#[derive(Debug)]
pub(super) struct HeldField {
    columns: Vec<&'static str>,
    item: Option<String>,
}

impl HeldField {
    /// Whether this is what is held.
    pub(super) fn matches(&self, field: &str, item: &str) -> bool {
        self.columns.contains(&field) && self.item.as_deref().is_none_or(|wanted| wanted == item)
    }
}

/// The held fields that a word means; `None` for all.
pub(super) fn held_fields(name: &str) -> Result<Option<HeldField>> {
    if name == "all" {
        return Ok(None);
    }
    if let Some(key) = name.strip_prefix(METADATA) {
        return Ok(Some(HeldField { columns: vec![Column::Metadata.name()], item: Some(key.trim().to_owned()) }));
    }
    let columns = match field(name, false)? {
        Field::Name | Field::FirstName | Field::LastName => {
            vec![Column::Name.name(), Column::FirstName.name(), Column::LastName.name()]
        }
        Field::OptOut | Field::Company => vec![field(name, false)?.name()],
        Field::Status | Field::Stage | Field::Intent => {
            return Err(Error::usage(format!("{name} is pinned, not held"))
                .hint(format!("`rolo contacts unpin {name}` lets classify decide it again"))
                .into());
        }
        other => vec![column(other).name()],
    };
    Ok(Some(HeldField { columns, item: None }))
}

fn no_assignment(word: &str) -> Error {
    Error::usage(format!("`{word}` is no FIELD=VALUE")).hint("write a field and its value, such as city=Leeds")
}

fn no_list(field: &str) -> Error {
    Error::usage(format!("{field} holds one value, so nothing can be added to it or taken from it"))
        .hint(format!("write {field}=VALUE, or {field}= to empty it"))
}

/// Refuses more traits than a contact can have.
pub(super) fn check_traits(traits: &str, who: &str) -> Result<()> {
    let count = traits.split(';').filter(|item| !item.is_empty()).count();
    if count <= TRAITS_MAX {
        return Ok(());
    }
    Err(Error::usage(format!("{who} would have {count} traits, and {TRAITS_MAX} are the most"))
        .hint("set the list anew: traits='one;two', or take one away: traits-=one")
        .into())
}

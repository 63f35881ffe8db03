//! Companies of an import. A row means the company that has its external id, else the one of its name (legal form kept,
//! punctuation not, so that contacts that name it link to it) or of a name that it had, else the only one of its
//! website's domain, if their names agree. Two ids of one system under one name are one company and a conflict.

use rusqlite::Connection;
use rusqlite::types::Value;
use rustc_hash::FxHashMap;
use serde_json::Map;

use super::{Fate, Records, What, at, instant, meet, text};
use crate::commands::company_names::CompanyNames;
use crate::domain::contact::OnMatch;
use crate::domain::normalize::{company, list, name};
use crate::error::{Error, Result};
use crate::input::row::CompanyRow;
use crate::store::journal::Columns;
use crate::store::{company as stored, record};

/// A company of the present file.
#[derive(Debug)]
pub(super) struct Company {
    /// Its place in the directory.
    place: usize,
}

/// A company as rows can mean it.
#[derive(Debug, Default)]
struct Entry {
    /// `None` while it is only pending.
    id: Option<i64>,
    name: String,
    name_key: String,
    domain: Option<String>,
    external_ids: Vec<String>,
    /// Whether a person set its name, and its website.
    holds_name: bool,
    holds_website: bool,
}

/// All companies by what names them.
#[derive(Debug, Default)]
pub(super) struct Directory {
    entries: Vec<Entry>,
    by_external_id: FxHashMap<String, usize>,
    names: CompanyNames<usize>,
    by_domain: FxHashMap<String, Vec<usize>>,
}

/// What a row may do to the name of a company.
#[derive(Clone, Copy)]
struct MayName {
    rename: bool,
    /// Change its punctuation.
    respell: bool,
}

/// Which company a row means.
struct Found {
    place: Option<usize>,
    is_by_id: bool,
    /// Its name means another company, or has another id of the same system.
    conflict: Option<String>,
}

impl Directory {
    fn load(conn: &Connection) -> Result<Self> {
        let mut directory = Self::default();
        let all = stored::all(conn)?;
        for known in &all {
            let (name, name_key) = (known.name.clone(), known.name_key.clone());
            let (holds_name, holds_website) = (known.holds("name"), known.holds("website"));
            let place = directory.add(Entry {
                id: Some(known.id),
                name,
                name_key,
                holds_name,
                holds_website,
                ..Entry::default()
            });
            let domain = known.website.as_deref().and_then(company::domain_of);
            directory.learn(place, known.external_ids.as_deref().unwrap_or(""), domain.as_deref());
        }
        for (place, known) in all.iter().enumerate() {
            directory.names.add_others(known.other_names.as_deref().unwrap_or(""), place);
        }
        Ok(directory)
    }

    fn add(&mut self, entry: Entry) -> usize {
        let place = self.entries.len();
        self.names.add(&entry.name, place);
        // A company that is named after its domain has it, too.
        let own = company::domain_of(&entry.name);
        self.entries.push(entry);
        self.learn(place, "", own.as_deref());
        place
    }

    fn learn(&mut self, place: usize, external_ids: &str, domain: Option<&str>) {
        for id in external_ids.split(';').filter(|id| !id.is_empty()) {
            self.by_external_id.entry(id.to_owned()).or_insert(place);
            let known = &mut self.entries[place].external_ids;
            if !known.iter().any(|known| known == id) {
                known.push(id.to_owned());
            }
        }
        let Some(domain) = domain else { return };
        if let Some(old) = self.entries[place].domain.replace(domain.to_owned()) {
            self.by_domain.entry(old).or_default().retain(|other| *other != place);
        }
        let places = self.by_domain.entry(domain.to_owned()).or_default();
        places.push(place);
        places.sort_unstable();
    }

    /// Whether a company has another id of the same system.
    fn has_other_id(&self, place: usize, external_ids: &str) -> bool {
        let scope = |id: &str| id.split_once(':').map_or(String::new(), |(scope, _)| scope.to_owned());
        let known = &self.entries[place].external_ids;
        external_ids
            .split(';')
            .filter(|id| !id.is_empty())
            .any(|id| !known.iter().any(|known| known == id) && known.iter().any(|known| scope(known) == scope(id)))
    }

    /// What is at odds where a row's id and its name do not mean the same company.
    fn conflict(&self, by_id: Option<usize>, by_name: Option<usize>, ids: &str) -> Option<String> {
        let called = |place: usize| &self.entries[place].name;
        let text = match (by_id, by_name) {
            (Some(by_id), Some(by_name)) if by_id != by_name => {
                let (went, other) = (called(by_id), called(by_name));
                format!("the row went to the company {went} by its id, but its name is that of the company {other}")
            }
            (None, Some(by_name)) if self.has_other_id(by_name, ids) => {
                format!("the row went to the company {} by its name, which has another id than {ids}", called(by_name))
            }
            _ => return None,
        };
        Some(format!("company_conflict: {text}"))
    }

    fn find(&self, row: &CompanyRow) -> Found {
        let ids = row.external_ids.as_deref().unwrap_or("");
        let domain = row.domain.as_deref();
        let by_id = ids.split(';').find_map(|id| self.by_external_id.get(id).copied());
        let by_name = row.name.as_deref().and_then(|name| self.names.find(name));
        let by_domain = || domain.and_then(|domain| self.by_domain(domain, row.name.as_deref(), ids));
        // Where several have the domain of a row without a name, one that goes by it is meant.
        let by_default = || domain.filter(|_| row.name.is_none()).and_then(|name| self.names.find(name));
        let conflict = self.conflict(by_id, by_name, ids);
        let place = by_id.or(by_name).or_else(by_domain).or_else(by_default);
        Found { place, is_by_id: by_id.is_some(), conflict }
    }

    /// The company that a row without a known id or name means by its website. One that names nobody else means the
    /// first of several.
    fn by_domain(&self, domain: &str, row_name: Option<&str>, external_ids: &str) -> Option<usize> {
        let places = self.by_domain.get(domain)?;
        let mut possible = places.iter().copied().filter(|place| !self.has_other_id(*place, external_ids));
        let Some(row_name) = row_name else { return possible.next() };
        let [place] = places.as_slice() else { return None };
        let held = &self.entries[*place].name;
        let agrees = held == domain || company::agree(row_name, held);
        possible.next().filter(|_| agrees)
    }

    /// The name of a row that means a known company: it stays as it is known, unless the row may rename it to one that
    /// no other has, or may at least write it in another way. Gives the name that loses, which is kept as another.
    fn settle_name(&mut self, place: usize, row: &mut CompanyRow, may: MayName) -> Option<String> {
        let new = row.name.clone()?;
        let key = name::fold(&new);
        let is_free = self.names.find(&new).is_none_or(|holder| holder == place);
        let entry = &mut self.entries[place];
        if key == entry.name_key {
            return None;
        }
        let is_same = company::key(&new) == company::key(&entry.name);
        let loser = if is_free && !entry.holds_name && (may.rename || may.respell && is_same) {
            self.names.add(&new, place);
            entry.name_key = key;
            std::mem::replace(&mut entry.name, new.into_string())
        } else {
            row.name = None;
            new.into_string()
        };
        if is_same {
            return None;
        }
        let loser = loser.replace(';', ",");
        row.other_names = Some(list::union(row.other_names.as_deref().unwrap_or(""), &loser).into());
        Some(loser)
    }

    /// A company that is not known yet; one without a name goes by its domain.
    fn create(&mut self, row: &mut CompanyRow) -> Result<usize> {
        let name = row.name.clone().or_else(|| row.domain.as_deref().map(Into::into));
        let name = name.ok_or_else(|| Error::fault("a checked company has neither a name nor a website"))?;
        row.name = Some(name.clone());
        let name_key = name::fold(&name);
        Ok(self.add(Entry { name: name.into_string(), name_key, ..Entry::default() }))
    }
}

impl Records<'_> {
    /// Takes a company. One without a name waits for the end of the file, when all websites are known. A row that an
    /// earlier import took in says nothing new, so that rows that disagree do not undo each other night after night.
    /// Says what is at odds where a row's id and its name do not mean the same company.
    pub fn take_company(&mut self, row: CompanyRow, is_known: bool) -> Result<Option<String>> {
        if row.name.is_none() {
            self.nameless.push((row, is_known));
            return Ok(None);
        }
        self.place_company(row, is_known)
    }

    pub(super) fn take_nameless(&mut self) -> Result<()> {
        let nameless = std::mem::take(&mut self.nameless);
        // Without a name nothing can be at odds with an id.
        nameless.into_iter().try_for_each(|(row, is_known)| self.place_company(row, is_known).map(drop))
    }

    fn place_company(&mut self, mut row: CompanyRow, is_known: bool) -> Result<Option<String>> {
        let mut directory = self.open_directory()?;
        let found = directory.find(&row);
        if is_known && found.place.is_some() {
            self.fates.unchanged += 1;
            self.directory = Some(directory);
            return Ok(None);
        }
        let updates = self.settings.on_match == OnMatch::Update;
        let domain = row.domain.clone();
        let mut other_name = None;
        let place = match found.place {
            Some(place) => {
                let goes_by_domain = domain.as_deref() == Some(directory.entries[place].name.as_str());
                let may = MayName { rename: updates && (found.is_by_id || goes_by_domain), respell: updates };
                other_name = directory.settle_name(place, &mut row, may);
                let would_rename = may.rename && other_name.is_some();
                self.held += u64::from(would_rename && directory.entries[place].holds_name);
                place
            }
            None => directory.create(&mut row)?,
        };
        // What is not written must not be learned, or the next import would not know it.
        let entry = &directory.entries[place];
        if entry.id.is_none() || self.settings.on_match != OnMatch::Skip {
            let learns = !entry.holds_website && (updates || entry.domain.is_none());
            directory.learn(place, row.external_ids.as_deref().unwrap_or(""), domain.as_deref().filter(|_| learns));
            directory.names.add_others(other_name.as_deref().unwrap_or(""), place);
        }
        self.directory = Some(directory);
        let incoming = columns(&row);
        self.note(place as i64, incoming, || What::Company(Company { place }));
        Ok(found.conflict)
    }

    pub(super) fn write_company(&mut self, company: Company, incoming: Columns) -> Result<Fate> {
        let directory = self.open_directory()?;
        let known = directory.entries[company.place].id;
        self.directory = Some(directory);
        let Some(id) = known else {
            self.insert_company(without_own_name(incoming))?;
            return Ok(Fate::Created);
        };
        let old = stored::read(self.conn, id)?.ok_or_else(|| Error::fault(format!("company {id} is gone")))?;
        let mut new = meet(&old, &incoming, self.settings.on_match);
        self.held += keep_held(&old, &mut new, &stored::held(self.conn, id)?);
        let new = without_own_name(new);
        let name = at(&old, "name");
        if old[name] != new[name] {
            self.renamed.insert(id);
        }
        self.rewrite("company", id, &old, new)
    }

    fn insert_company(&mut self, mut columns: Columns) -> Result<i64> {
        let (created_at, updated_at) = (at(&columns, "created_at"), at(&columns, "updated_at"));
        if columns[created_at].1 == Value::Null {
            columns[created_at].1 = self.now();
        }
        columns[updated_at].1 = self.now();
        let id = record::insert(self.conn, "company", &columns)?;
        self.journal.inserted(self.conn, "company", id)?;
        Ok(id)
    }

    /// The company that a deal names by its id in another system or by name; created by name when it is new. `None`
    /// when only an id is named that is not known.
    pub(super) fn company_of(&mut self, external_id: Option<&str>, company: Option<&str>) -> Result<Option<i64>> {
        let mut directory = self.open_directory()?;
        let by_id = external_id.and_then(|id| directory.by_external_id.get(id)).copied();
        let known = by_id.or_else(|| directory.names.find(company?));
        let id = match (known, company) {
            (Some(place), _) => directory.entries[place].id,
            (None, None) => None,
            (None, Some(company)) => {
                let mut row = CompanyRow::named(company, external_id);
                let place = directory.create(&mut row)?;
                directory.learn(place, external_id.unwrap_or(""), None);
                let id = self.insert_company(columns(&row))?;
                directory.entries[place].id = Some(id);
                Some(id)
            }
        };
        self.directory = Some(directory);
        Ok(id)
    }

    /// All companies; the caller puts them back.
    fn open_directory(&mut self) -> Result<Directory> {
        match self.directory.take() {
            Some(directory) => Ok(directory),
            None => Directory::load(self.conn),
        }
    }
}

/// Puts back what a person set; gives how many values of the file that kept out.
fn keep_held(old: &Columns, new: &mut Columns, held: &[String]) -> u64 {
    let mut kept = 0;
    for field in held {
        if let Some(key) = field.strip_prefix("meta.") {
            let column = at(old, "metadata");
            let (before, after) = (object(&old[column].1), object(&new[column].1));
            if before.get(key) != after.get(key) {
                kept += 1;
                let mut metadata = after;
                match before.get(key) {
                    Some(value) => metadata.insert(key.to_owned(), value.clone()),
                    None => metadata.shift_remove(key),
                };
                let text_of = (!metadata.is_empty()).then(|| serde_json::Value::Object(metadata).to_string());
                new[column].1 = text(text_of.as_deref());
            }
        } else if let Some(column) = old.iter().position(|(name, _)| name == field) {
            kept += u64::from(old[column].1 != new[column].1);
            new[column].1 = old[column].1.clone();
        }
    }
    kept
}

fn object(metadata: &Value) -> Map<String, serde_json::Value> {
    match metadata {
        Value::Text(text) => serde_json::from_str(text).unwrap_or_default(),
        _ => Map::new(),
    }
}

/// The name that a company goes by is no other name of it.
fn without_own_name(mut columns: Columns) -> Columns {
    let (key, others) = (at(&columns, "name_key"), at(&columns, "other_names"));
    if let (Value::Text(key), Value::Text(names)) = (&columns[key].1, &columns[others].1) {
        let rest: Vec<&str> = names.split(';').filter(|other| name::fold(other) != *key).collect();
        columns[others].1 = text(Some(rest.join(";")).filter(|rest| !rest.is_empty()).as_deref());
    }
    columns
}

fn columns(row: &CompanyRow) -> Columns {
    vec![
        ("name", text(row.name.as_deref())),
        ("name_key", text(row.name.as_deref().map(name::fold).as_deref())),
        ("website", text(row.website.as_deref())),
        ("industry", text(row.industry.as_deref())),
        ("phone", text(row.phone.as_deref())),
        ("address", text(row.address.as_deref())),
        ("city", text(row.city.as_deref())),
        ("country", text(row.country.as_deref())),
        ("external_ids", text(row.external_ids.as_deref())),
        ("other_names", text(row.other_names.as_deref())),
        ("metadata", text(row.metadata.as_deref())),
        ("created_at", instant(row.created_at)),
        ("updated_at", Value::Null),
    ]
}

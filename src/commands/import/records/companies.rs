//! Companies of an import. A row means the company that has its external id, else the one of its folded name (legal
//! form kept, so that contacts that name it link to it), else the only one of its website's domain, if their names
//! agree. Two ids of one system under one name are one company and a conflict.

use rusqlite::Connection;
use rusqlite::types::Value;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value as Json};

use super::{Fate, Records, What, at, instant, meet, text};
use crate::domain::contact::OnMatch;
use crate::domain::normalize::{company, name};
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
#[derive(Debug)]
struct Entry {
    /// `None` while it is only pending.
    id: Option<i64>,
    name: String,
    name_key: String,
    external_ids: Vec<String>,
}

/// All companies by what names them.
#[derive(Debug, Default)]
pub(super) struct Directory {
    entries: Vec<Entry>,
    by_external_id: FxHashMap<String, usize>,
    by_name: FxHashMap<String, usize>,
    by_domain: FxHashMap<String, Vec<usize>>,
}

impl Directory {
    fn load(conn: &Connection) -> Result<Self> {
        let mut directory = Self::default();
        for known in stored::all(conn)? {
            let entry =
                Entry { id: Some(known.id), name: known.name, name_key: known.name_key, external_ids: Vec::new() };
            let domain = known.website.as_deref().and_then(company::domain_of);
            directory.add(entry, known.external_ids.as_deref().unwrap_or(""), domain.as_deref());
        }
        Ok(directory)
    }

    fn add(&mut self, entry: Entry, external_ids: &str, domain: Option<&str>) -> usize {
        let place = self.entries.len();
        self.by_name.insert(entry.name_key.clone(), place);
        // A company that is named after its domain has it, too.
        let own = company::domain_of(&entry.name);
        self.entries.push(entry);
        self.learn(place, external_ids, domain.or(own.as_deref()));
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
        if let Some(domain) = domain {
            let places = self.by_domain.entry(domain.to_owned()).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
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

    fn by_domain(&self, domain: &str, row_name: Option<&str>, external_ids: &str) -> Option<usize> {
        let [place] = self.by_domain.get(domain)?.as_slice() else { return None };
        let held = &self.entries[*place].name;
        let agrees = row_name.is_none_or(|name| held == domain || company::agree(name, held));
        (agrees && !self.has_other_id(*place, external_ids)).then_some(*place)
    }
}

impl Records<'_> {
    /// Takes a company.
    pub fn take_company(&mut self, mut row: CompanyRow) -> Result<()> {
        let mut directory = self.open_directory()?;
        let ids = row.external_ids.clone().unwrap_or_default();
        let name_key = row.name.as_deref().map(name::fold);
        let by_id = ids.split(';').find_map(|id| directory.by_external_id.get(id).copied());
        let by_name = name_key.as_ref().and_then(|key| directory.by_name.get(key).copied());
        let by_domain =
            || row.domain.as_deref().and_then(|domain| directory.by_domain(domain, row.name.as_deref(), &ids));
        let is_conflict = match (by_id, by_name) {
            (Some(by_id), Some(by_name)) => by_id != by_name,
            (None, Some(by_name)) => directory.has_other_id(by_name, &ids),
            _ => false,
        };
        self.conflicts += u64::from(is_conflict);
        // Where several have the domain, one that goes by it is meant.
        let by_default = || row.domain.as_ref().filter(|_| row.name.is_none()).and_then(|d| directory.by_name.get(d));
        let place = match by_id.or(by_name).or_else(by_domain).or_else(|| by_default().copied()) {
            Some(place) => {
                let may_rename = by_id.is_some() && by_name.is_none();
                directory.settle_name(place, &mut row, may_rename && self.settings.on_match == OnMatch::Update);
                place
            }
            None => directory.create(&mut row)?,
        };
        directory.learn(place, &ids, row.domain.as_deref());
        self.directory = Some(directory);
        let incoming = columns(&row);
        self.note(place as i64, incoming, || What::Company(Company { place }));
        Ok(())
    }

    pub(super) fn write_company(&mut self, company: Company, incoming: Columns) -> Result<Fate> {
        let directory = self.open_directory()?;
        let known = directory.entries[company.place].id;
        self.directory = Some(directory);
        let Some(id) = known else {
            self.insert_company(incoming)?;
            return Ok(Fate::Created);
        };
        let old = stored::read(self.conn, id)?.ok_or_else(|| Error::fault(format!("company {id} is gone")))?;
        let new = meet(&old, &incoming, self.settings.on_match);
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
        let by_id = external_id.and_then(|id| directory.by_external_id.get(id));
        let by_name = company.and_then(|company| directory.by_name.get(&name::fold(company)));
        let known = by_id.or(by_name).copied();
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

impl Directory {
    /// The name of a row that means a known company: it stays as it is known, unless it may be renamed or goes by its
    /// domain so far. A name that loses is kept as metadata.
    fn settle_name(&mut self, place: usize, row: &mut CompanyRow, may_rename: bool) {
        let Some(new) = row.name.clone() else { return };
        let key = name::fold(&new);
        let entry = &mut self.entries[place];
        if key == entry.name_key {
            return;
        }
        let is_free = !self.by_name.contains_key(&key);
        let goes_by_domain = row.domain.as_deref() == Some(entry.name.as_str());
        if is_free && (may_rename || goes_by_domain) {
            entry.name = new.into_string();
            entry.name_key.clone_from(&key);
            self.by_name.insert(key, place);
        } else {
            row.name = None;
            let mut metadata: Map<String, Json> =
                row.metadata.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
            metadata.insert("other_name".to_owned(), Json::from(&*new));
            row.metadata = Some(Json::Object(metadata).to_string().into());
        }
    }

    /// A company that is not known yet; one without a name goes by its domain.
    fn create(&mut self, row: &mut CompanyRow) -> Result<usize> {
        let name = row.name.clone().or_else(|| row.domain.as_deref().map(Into::into));
        let name = name.ok_or_else(|| Error::fault("a checked company has neither a name nor a website"))?;
        row.name = Some(name.clone());
        let name_key = name::fold(&name);
        let entry = Entry { id: None, name: name.into_string(), name_key, external_ids: Vec::new() };
        Ok(self.add(entry, "", row.domain.as_deref()))
    }
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
        ("metadata", text(row.metadata.as_deref())),
        ("created_at", instant(row.created_at)),
        ("updated_at", Value::Null),
    ]
}

//! The columns of any table of people, for `dedupe --csv`: which of them say what matching looks at. Columns are known
//! by their names, or are named with `--map FIELD=COLUMN`; the others do not matter.

use std::borrow::Cow;

use csv::ByteRecord;

use super::field::normalize;
use super::suggest;
use crate::domain::matching::Record;
use crate::error::{Error, Result};

macro_rules! parts {
    ($($variant:ident $name:literal [$($alias:literal),*]),+ $(,)?) => {
        /// What a column says of a person.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        enum Part { $($variant),+ }

        /// All of them with their names, each followed by the other names of its columns.
        const PARTS: &[(Part, &[&str])] = &[$((Part::$variant, &[$name, $($alias),*])),+];
    };
}

parts! {
    Id "id" ["unique_id", "record_id", "rec_id", "row_id", "rolo_id", "contact_id", "external_id", "customer_id", "uid"],
    Name "name" ["full_name", "fullname", "contact_name", "customer_name", "display_name"],
    FirstName "first_name" ["firstname", "given_name", "givenname", "forename", "first", "fname", "fname_c1", "fname_c2", "vorname"],
    LastName "last_name" ["lastname", "surname", "family_name", "last", "lname", "lname_c1", "lname_c2", "nachname"],
    Email "email" ["e_mail", "email_address", "e_mail_address", "mail", "primary_email", "email_1", "email_2", "emails", "work_email", "personal_email"],
    Phone "phone" ["phone_number", "mobile", "mobile_phone", "mobile_number", "telephone", "tel", "cell", "phone_1", "phone_2", "phones", "work_phone", "home_phone"],
    Company "company" ["company_name", "organisation", "organization", "account_name", "employer", "business_name"],
    JobTitle "job_title" ["title", "position", "role", "occupation", "job"],
    Address "address" ["street_number", "house_number", "street", "street_address", "street_name", "address_1", "address_2", "address_line_1", "address_line_2", "address1", "address2"],
    City "city" ["town", "suburb", "locality", "village"],
    Postcode "postcode" ["postal_code", "post_code", "zip", "zip_code", "zipcode", "plz"],
    State "state" ["province", "region", "county"],
    Country "country" ["country_code", "nation", "country_region"],
    Website "website" ["url", "web", "homepage", "website_url"],
    BirthDate "birth_date" ["date_of_birth", "dob", "birthday", "birthdate", "bday", "born"],
    BirthYear "birth_year" ["by", "year_of_birth"],
    BirthMonth "birth_month" ["bm", "month_of_birth"],
    BirthDay "birth_day" ["bd", "day_of_birth"],
    IdNumber "id_number" ["soc_sec_id", "ssn", "social_security_number", "national_id", "tax_id", "passport_number"],
    UserId "user_id" ["userid"],
}

/// Which columns say what, in the order of the table.
#[derive(Debug)]
pub struct PeopleColumns {
    columns: Vec<(usize, Part)>,
}

impl PeopleColumns {
    /// Finds out what the columns of a header say. A field that `maps` (`FIELD=COLUMN`, the column by name or number)
    /// names comes from those columns only.
    pub fn new(header: &ByteRecord, maps: &[String]) -> Result<Self> {
        let names: Vec<String> = header.iter().map(|name| normalize(&String::from_utf8_lossy(name))).collect();
        let mut columns: Vec<(usize, Part)> = Vec::new();
        for map in maps {
            columns.push(mapped(map, header, &names)?);
        }
        let mapped = columns.clone();
        let is_free = |at: usize, part: Part| mapped.iter().all(|(other, field)| *other != at && *field != part);
        let known = names.iter().enumerate().filter_map(|(at, name)| Some((at, part_of(name)?)));
        columns.extend(known.filter(|(at, part)| is_free(*at, *part)));
        columns.sort_unstable();
        let says_who = |part: Part| !matches!(part, Part::Id | Part::Country | Part::State | Part::JobTitle);
        if !columns.iter().any(|(_, part)| says_who(*part)) {
            let header = names.join(", ");
            return Err(Error::failed(format!("no column says who a row is about: {header}"))
                .hint("name them: --map first_name=COLUMN --map email=COLUMN")
                .into());
        }
        let mut seen_id = false;
        columns.retain(|(_, part)| *part != Part::Id || !std::mem::replace(&mut seen_id, true));
        Ok(Self { columns })
    }

    /// Whether a column holds an id for each row.
    pub fn has_id(&self) -> bool {
        self.columns.iter().any(|(_, part)| *part == Part::Id)
    }

    /// What a row says.
    pub fn read(&self, row: &ByteRecord) -> PeopleRow {
        let mut texts: [String; PARTS.len()] = Default::default();
        for (at, part) in &self.columns {
            let cell = row.get(*at).map_or(Cow::Borrowed(""), String::from_utf8_lossy);
            let cell = cell.trim();
            let text = &mut texts[*part as usize];
            if cell.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push(if matches!(part, Part::Email | Part::Phone) { ';' } else { ' ' });
            }
            text.push_str(cell);
        }
        let [year, month, day] = [Part::BirthYear, Part::BirthMonth, Part::BirthDay].map(|part| part as usize);
        if texts[Part::BirthDate as usize].is_empty() && !texts[year].is_empty() {
            let or_unknown = |text: &str| if text.is_empty() { "0".to_owned() } else { text.to_owned() };
            let (month, day) = (or_unknown(&texts[month]), or_unknown(&texts[day]));
            texts[Part::BirthDate as usize] = format!("{}-{month}-{day}", texts[year]);
        }
        PeopleRow(texts)
    }
}

/// One row of a table of people.
#[derive(Debug)]
pub struct PeopleRow([String; PARTS.len()]);

impl PeopleRow {
    /// The row's id; empty without one.
    pub fn id(&self) -> &str {
        self.of(Part::Id)
    }

    /// The row as matching takes it.
    pub fn record(&self) -> Record<'_> {
        Record {
            name: self.of(Part::Name),
            first_name: self.of(Part::FirstName),
            last_name: self.of(Part::LastName),
            emails: self.of(Part::Email),
            phones: self.of(Part::Phone),
            company: self.of(Part::Company),
            job_title: self.of(Part::JobTitle),
            address: self.of(Part::Address),
            city: self.of(Part::City),
            postcode: self.of(Part::Postcode),
            state: self.of(Part::State),
            country: self.of(Part::Country),
            website: self.of(Part::Website),
            birth_date: self.of(Part::BirthDate),
            id_number: self.of(Part::IdNumber),
            user_id: self.of(Part::UserId),
        }
    }

    /// What the metadata of a contact say of fields that contacts do not have: postcode, state, date of birth, id number.
    pub fn of_metadata(json: &str) -> Self {
        let mut row = Self(Default::default());
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
        for (key, value) in &object {
            let part = part_of(&normalize(key));
            let part =
                part.filter(|part| matches!(part, Part::Postcode | Part::State | Part::BirthDate | Part::IdNumber));
            if let (Some(part), Some(text)) = (part, value.as_str()) {
                row.0[part as usize].push_str(text.trim());
            }
        }
        row
    }

    fn of(&self, part: Part) -> &str {
        &self.0[part as usize]
    }
}

fn part_of(name: &str) -> Option<Part> {
    PARTS.iter().find(|(_, names)| names.contains(&name)).map(|(part, _)| *part)
}

/// Reads one `FIELD=COLUMN`.
fn mapped(map: &str, header: &ByteRecord, names: &[String]) -> Result<(usize, Part)> {
    let (field, column) = map.split_once('=').ok_or_else(|| {
        Error::usage(format!("--map {map} names no column")).hint("write FIELD=COLUMN, such as --map last_name=Surname")
    })?;
    let part = part_of(&normalize(field)).ok_or_else(|| {
        let known: Vec<&str> = PARTS.iter().map(|(_, names)| names[0]).collect();
        Error::usage(format!("there is no field {field}")).hint(suggest::hint(field, &known, "the fields are"))
    })?;
    let wanted = normalize(column);
    let at = names.iter().position(|name| *name == wanted).or_else(|| by_number(column, names.len()));
    let at = at.ok_or_else(|| {
        let known: Vec<String> = header.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        Error::usage(format!("the file has no column {column}")).hint(suggest::hint(column, &known, "its columns are"))
    })?;
    Ok((at, part))
}

fn by_number(column: &str, columns: usize) -> Option<usize> {
    column.trim().parse::<usize>().ok().filter(|number| (1..=columns).contains(number)).map(|number| number - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str) -> ByteRecord {
        ByteRecord::from(names.split(',').collect::<Vec<_>>())
    }

    #[test]
    fn columns_are_known_by_many_names() {
        let columns = PeopleColumns::new(
            &header("rec_id,Given Name,surname,street_number,address_1,suburb,postcode,date_of_birth,colour"),
            &[],
        );
        let row = columns.expect("columns").read(&header("r1,Ana,Cruz,12,High St,Leeds,LS1,19710624,red"));
        let record = row.record();
        assert_eq!((row.id(), record.first_name, record.last_name), ("r1", "Ana", "Cruz"));
        assert_eq!((record.address, record.city, record.birth_date), ("12 High St", "Leeds", "19710624"));
    }

    #[test]
    fn parts_of_a_date_and_of_a_name_are_put_together() {
        let columns = PeopleColumns::new(&header("fname_c1,fname_c2,lname_c1,by,bm,bd"), &[]).expect("columns");
        assert!(!columns.has_id());
        let row = columns.read(&header("ANA,MARIA,CRUZ,1971,6,24"));
        assert_eq!((row.record().first_name, row.record().birth_date), ("ANA MARIA", "1971-6-24"));
    }

    #[test]
    fn a_map_names_the_column_and_frees_the_others() {
        let maps = ["email=Contact".to_owned(), "dob=3".to_owned()];
        let columns = PeopleColumns::new(&header("email,Contact,x"), &maps).expect("columns");
        let row = columns.read(&header("a@example.com,b@example.com,1971-06-24"));
        assert_eq!((row.record().emails, row.record().birth_date), ("b@example.com", "1971-06-24"));
    }

    #[test]
    fn what_cannot_be_mapped_is_an_error_with_a_hint() {
        let fails = |names: &str, map: &str| {
            let maps: Vec<String> = if map.is_empty() { Vec::new() } else { vec![map.to_owned()] };
            PeopleColumns::new(&header(names), &maps).expect_err("an error").to_string()
        };
        assert!(fails("a,b", "").contains("no column says who"));
        assert!(fails("name", "emial=name").contains("no field emial"));
        assert!(fails("name", "email=mail").contains("no column mail"));
        assert!(fails("name", "email").contains("names no column"));
    }
}

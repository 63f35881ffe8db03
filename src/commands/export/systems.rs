//! Contacts under the headers of other systems, so that people can leave again. The names are those that the presets of
//! the import know, each system's own ids stand in its own column, and the opt-out is in all of them.

use super::person::{Person, list};

/// What people with an opt-out are labelled with where a system has labels but no column for it.
const OPTED_OUT: &str = "Do not contact";

/// Another system, by what its import reads.
#[derive(Debug)]
pub struct System {
    /// The word for `--columns`.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Its columns.
    pub columns: &'static [(&'static str, Value)],
    /// How many e-mail addresses and phone numbers it takes of one person; `usize::MAX` = any number.
    room: (usize, usize),
    /// Whether it is told who opted out by the file that they stand in.
    pub parts_by_file: bool,
}

/// What stands in a column.
type Value = fn(&Person<'_>) -> String;

/// All of them.
pub const ALL: [&System; 4] = [&HUBSPOT, &SALESFORCE, &GOOGLE, &MAILCHIMP];

impl System {
    /// Whether a person has more e-mail addresses or phone numbers than the system takes.
    pub fn lacks_room_for(&self, person: &Person<'_>) -> bool {
        person.emails().nth(self.room.0).is_some() || person.phones().nth(self.room.1).is_some()
    }
}

/// A text of a person as it is stored.
macro_rules! own {
    ($field:ident) => {
        |person| person.$field.to_owned()
    };
}

static HUBSPOT: System = System {
    name: "hubspot",
    title: "HubSpot",
    columns: &[
        ("Record ID", |person| person.id_within("hubspot").to_owned()),
        ("First Name", without_middle_column),
        ("Last Name", own!(last_name)),
        ("Email", own!(email)),
        ("Additional email addresses", |person| joined(person.emails().skip(1), ";")),
        ("Phone Number", |person| second_or_only(person).to_owned()),
        ("Mobile Phone Number", |person| first_of_several(person).to_owned()),
        ("WhatsApp Phone Number", |person| phone(person, 2)),
        ("Company Name", own!(company)),
        ("Job Title", own!(job_title)),
        ("Street Address", own!(address)),
        ("City", own!(city)),
        ("Country/Region", own!(country)),
        ("Website URL", own!(website)),
        ("Lifecycle Stage", own!(lifecycle)),
        ("Original Source", own!(source)),
        ("Create Date", own!(created_at)),
        ("Last Activity Date", own!(last_active)),
        ("Unsubscribed from all email", |person| person.do_not_contact.to_string()),
        ("Tags", own!(tags)),
        ("User ID", own!(user_id)),
    ],
    room: (usize::MAX, 3),
    parts_by_file: false,
};

static SALESFORCE: System = System {
    name: "salesforce",
    title: "Salesforce",
    columns: &[
        ("Id", |person| person.id_within("salesforce").to_owned()),
        ("FirstName", |person| with_last_name(person)[0].to_owned()),
        ("MiddleName", |person| with_last_name(person)[1].to_owned()),
        ("LastName", |person| with_last_name(person)[2].to_owned()),
        ("Email", own!(email)),
        ("MobilePhone", |person| first_of_several(person).to_owned()),
        ("Phone", |person| second_or_only(person).to_owned()),
        ("HomePhone", |person| phone(person, 2)),
        ("OtherPhone", |person| phone(person, 3)),
        ("Account.Name", own!(company)),
        ("Title", own!(job_title)),
        ("MailingStreet", own!(address)),
        ("MailingCity", own!(city)),
        ("MailingCountry", own!(country)),
        ("Website", own!(website)),
        ("LeadSource", own!(source)),
        ("CreatedDate", own!(created_at)),
        ("LastActivityDate", own!(last_active)),
        ("HasOptedOutOfEmail", |person| person.do_not_contact.to_string()),
        ("DoNotCall", |person| person.do_not_contact.to_string()),
        ("Tags", own!(tags)),
        ("User ID", own!(user_id)),
    ],
    room: (1, 4),
    parts_by_file: false,
};

static GOOGLE: System = System {
    name: "google",
    title: "Google Contacts",
    columns: &[
        ("First Name", |person| person.names()[0].to_owned()),
        ("Middle Name", |person| person.names()[1].to_owned()),
        ("Last Name", own!(last_name)),
        ("Organization Name", own!(company)),
        ("Organization Title", own!(job_title)),
        ("Labels", |person| {
            let labels = ["* myContacts"].into_iter().chain(list(person.tags));
            joined(labels.chain(person.do_not_contact.then_some(OPTED_OUT)), " ::: ")
        }),
        ("E-mail 1 - Label", |person| if person.email.is_empty() { "" } else { "*" }.to_owned()),
        ("E-mail 1 - Value", own!(email)),
        ("E-mail 2 - Label", |_| String::new()),
        ("E-mail 2 - Value", |person| joined(person.emails().skip(1), " ::: ")),
        ("Phone 1 - Label", |_| String::new()),
        ("Phone 1 - Value", own!(phone)),
        ("Phone 2 - Label", |_| String::new()),
        ("Phone 2 - Value", |person| joined(person.phones().skip(1), " ::: ")),
        ("Address 1 - Street", own!(address)),
        ("Address 1 - City", own!(city)),
        ("Address 1 - Country", own!(country)),
        ("Website 1 - Value", own!(website)),
        ("do_not_contact", opted_out),
    ],
    room: (usize::MAX, usize::MAX),
    parts_by_file: false,
};

static MAILCHIMP: System = System {
    name: "mailchimp",
    title: "Mailchimp",
    columns: &[
        ("Email Address", own!(email)),
        ("First Name", without_middle_column),
        ("Last Name", own!(last_name)),
        ("Address", own!(address)),
        ("City", own!(city)),
        ("Country", own!(country)),
        ("Phone Number", own!(phone)),
        ("Company", own!(company)),
        ("Job Title", own!(job_title)),
        ("Website", own!(website)),
        ("Unsubscribed", opted_out),
        ("User ID", own!(user_id)),
        ("LEID", |_| String::new()),
        ("EUID", |person| person.id_within("mailchimp").to_owned()),
        ("TAGS", |person| {
            let tags = list(person.tags).chain(person.do_not_contact.then_some(OPTED_OUT));
            let quoted: Vec<String> = tags.map(|tag| format!("\"{}\"", tag.replace('"', "\"\""))).collect();
            quoted.join(",")
        }),
    ],
    room: (1, 1),
    parts_by_file: true,
};

fn opted_out(person: &Person<'_>) -> String {
    if person.do_not_contact { "yes" } else { "no" }.to_owned()
}

fn joined<'a>(items: impl Iterator<Item = &'a str>, separator: &str) -> String {
    items.collect::<Vec<_>>().join(separator)
}

fn phone(person: &Person<'_>, at: usize) -> String {
    person.phones().nth(at).unwrap_or_default().to_owned()
}

/// Systems ask for a number first, and for a mobile one besides, which they prefer.
fn second_or_only<'r>(person: &Person<'r>) -> &'r str {
    person.phones().take(2).last().unwrap_or_default()
}

fn first_of_several<'r>(person: &Person<'r>) -> &'r str {
    if person.phones().nth(1).is_some() { person.phone } else { "" }
}

/// The first name with the middle one, so that the whole name stays as it is.
fn without_middle_column(person: &Person<'_>) -> String {
    let [first, middle, _] = person.names();
    joined([first, middle].into_iter().filter(|name| !name.is_empty()), " ")
}

/// Salesforce takes nobody without a last name.
fn with_last_name<'r>(person: &Person<'r>) -> [&'r str; 3] {
    if person.last_name.is_empty() { ["", "", person.name] } else { person.names() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(system: &System, header: &str, person: &Person<'_>) -> String {
        let column = system.columns.iter().find(|(name, _)| *name == header);
        column.map(|(_, value)| value(person)).expect(header)
    }

    #[test]
    fn phones_keep_the_order_in_which_they_are_preferred() {
        let one = Person { phone: "+1", ..Person::default() };
        let four = Person { phone: "+1", other_phones: "+2;+3;+4", ..Person::default() };
        let phones =
            |person| ["MobilePhone", "Phone", "HomePhone", "OtherPhone"].map(|it| cell(&SALESFORCE, it, person));
        assert_eq!(phones(&one), ["", "+1", "", ""]);
        assert_eq!(phones(&four), ["+1", "+2", "+3", "+4"]);
        assert!(HUBSPOT.lacks_room_for(&four) && !SALESFORCE.lacks_room_for(&four) && !GOOGLE.lacks_room_for(&four));
    }

    #[test]
    fn a_single_name_is_the_last_one_where_there_must_be_one() {
        let person = Person { name: "Ana", first_name: "Ana", ..Person::default() };
        assert_eq!([cell(&SALESFORCE, "FirstName", &person), cell(&SALESFORCE, "LastName", &person)], ["", "Ana"]);
        assert_eq!([cell(&HUBSPOT, "First Name", &person), cell(&HUBSPOT, "Last Name", &person)], ["Ana", ""]);
    }

    #[test]
    fn labels_carry_the_opt_out() {
        let person = Person { tags: "a \"b\";c", do_not_contact: true, ..Person::default() };
        assert_eq!(cell(&MAILCHIMP, "TAGS", &person), "\"a \"\"b\"\"\",\"c\",\"Do not contact\"");
        assert_eq!(cell(&GOOGLE, "Labels", &person), "* myContacts ::: a \"b\" ::: c ::: Do not contact");
        let person = Person { tags: "c", ..Person::default() };
        assert_eq!(cell(&GOOGLE, "Labels", &person), "* myContacts ::: c");
    }
}

//! The ladders of `compare` in SQL, over the columns of `columns` and two more that are counted over all rows:
//! `is_shared_mailbox` and `is_shared_phone`, not null where people with three or more last names hold one.
//!
//! The dialect is DuckDB's; Splink translates it where it runs on another. Neither lists nor regular expressions are
//! used, which every dialect has ways of its own for.

use super::super::compare::{Field, Relation, birth, call, mail, place, plain};
use super::super::names::Alike;

use Relation::{Colleagues, Line, Mailbox, Namesakes, Strangers};

/// All relations, from the one that goes before all others.
pub(super) const RELATIONS: [Relation; 5] = [Mailbox, Line, Colleagues, Namesakes, Strangers];
/// Relations of people without a mailbox in common, without a phone, and so on.
const NO_MAILBOX: &[Relation] = &[Line, Colleagues, Namesakes, Strangers];
const NO_LINE: &[Relation] = &[Mailbox, Colleagues, Namesakes, Strangers];
const NO_ORG: &[Relation] = &[Mailbox, Line, Namesakes, Strangers];
const NO_NAME: &[Relation] = &[Mailbox, Line, Colleagues, Strangers];

/// Words of a title or a street that are looked at, and words of a name.
const WORDS: usize = 6;
const NAME_WORDS: usize = 3;

/// A level of a comparison.
pub(super) struct Rung {
    pub level: u8,
    /// When it is reached, if no rung above is; always, where this is empty.
    pub when: String,
    /// The column of which the share of the common value is how likely two people have it in common.
    pub share: Option<&'static str>,
    /// The relations that people on this rung can have.
    pub among: &'static [Relation],
    /// Whether first and last name changed places.
    pub is_swapped: bool,
}

/// A comparison.
pub(super) struct Ladder {
    /// Its name in Splink.
    pub name: &'static str,
    /// When there is nothing to compare.
    pub missing: String,
    /// From the top.
    pub rungs: Vec<Rung>,
}

/// The ladder of a comparison.
pub(super) fn ladder(field: Field) -> Ladder {
    let (name, missing, rungs) = match field {
        Field::FirstName => ("first_name", neither("first_name"), first_names()),
        Field::LastName => ("last_name", neither("last_name"), last_names()),
        Field::Email => ("email", no_mail(), mails()),
        Field::Phone => ("phone", neither("phone"), phones()),
        Field::Work => ("work", no_org(), work()),
        Field::Place => ("place", no_place(), places()),
        Field::Title => ("job_title", neither("job_title"), titles()),
        Field::Birth => ("birth_date", neither("birth_date"), births()),
        Field::Street => ("street", neither("street"), streets()),
        Field::Number => ("id_number", neither("id_number"), numbers()),
    };
    Ladder { name, missing, rungs }
}

/// What two people have in common, in SQL; `None` where it is nothing.
pub(super) fn related(relation: Relation) -> Option<String> {
    match relation {
        Mailbox => Some(same("mailbox")),
        Line => Some(format!("{} AND {}", same_number(), extensions_agree())),
        Colleagues => Some(same_org()),
        Namesakes => Some(format!("{} AND {}", agree("first_name"), agree("last_name"))),
        Strangers => None,
    }
}

/// How often a value in common counts in which both lie in one country: names that are at home in it, and its cities.
/// Conditions with a number of times, from the top.
pub(super) fn home() -> Vec<(String, u8)> {
    let sharing = format!("{} OR ({} AND {})", same("mailbox"), same_number(), extensions_agree());
    let country = "coalesce(country_l, country_r) = coalesce(country_r, country_l)";
    let names = format!("{country} AND {} AND {}", agree("first_name"), agree("last_name"));
    let city = format!("{country} AND {} AND coalesce(postcode_l <> postcode_r, true)", same("city"));
    vec![
        (sharing, 0),
        (format!("{} AND {names}", same_org()), 1),
        (same_org(), 0),
        (format!("{names} AND {city}"), 2),
        (format!("({names}) OR ({city})"), 1),
        (String::new(), 0),
    ]
}

fn rung(level: u8, when: String) -> Rung {
    Rung { level, when, share: None, among: &RELATIONS, is_swapped: false }
}

impl Rung {
    fn share(self, column: &'static str) -> Self {
        Self { share: Some(column), ..self }
    }

    fn among(self, among: &'static [Relation]) -> Self {
        Self { among, ..self }
    }

    fn swapped(self) -> Self {
        Self { is_swapped: true, ..self }
    }
}

fn same(column: &str) -> String {
    format!("{column}_l = {column}_r")
}

fn both(column: &str) -> String {
    format!("{column}_l IS NOT NULL AND {column}_r IS NOT NULL")
}

fn neither(column: &str) -> String {
    format!("{column}_l IS NULL OR {column}_r IS NULL")
}

/// At most `most` slips.
fn slips(a: &str, b: &str, most: usize) -> String {
    format!("(abs(length({a}) - length({b})) <= {most} AND damerau_levenshtein({a}, {b}) <= {most})")
}

fn column_slips(column: &str, most: usize) -> String {
    slips(&format!("{column}_l"), &format!("{column}_r"), most)
}

/// As many slips as the length of two words allows; see `distance::near`.
fn near(a: &str, b: &str) -> String {
    format!("(least(length({a}), length({b})) > 4 AND {} OR {})", slips(a, b, 2), one_slip(a, b))
}

fn one_slip(a: &str, b: &str) -> String {
    format!("(least(length({a}), length({b})) > 2 AND {})", slips(a, b, 1))
}

fn column_near(column: &str) -> String {
    near(&format!("{column}_l"), &format!("{column}_r"))
}

/// One begins with the other, which has at least `least` letters.
fn begins(column: &str, least: usize) -> String {
    let way = |a: &str, b: &str| format!("length({column}_{b}) >= {least} AND starts_with({column}_{a}, {column}_{b})");
    format!("({} OR {})", way("l", "r"), way("r", "l"))
}

/// The `i`th word of the left text is one of the right one's.
fn word_is_common(column: &str, i: usize) -> String {
    format!("contains(' ' || {column}_r || ' ', ' ' || split_part({column}_l, ' ', {i}) || ' ')")
}

/// How many words of the left text, of the first [`WORDS`], the right one has.
fn common_words(column: &str) -> String {
    let words = (1..=WORDS).map(|i| format!("CASE WHEN {} THEN 1 ELSE 0 END", word_is_common(column, i)));
    format!("({})", words.collect::<Vec<String>>().join(" + "))
}

/// How many words the longer of two texts has.
fn most_words(column: &str) -> String {
    let words = |side: &str| format!("length({column}_{side}) - length(replace({column}_{side}, ' ', '')) + 1");
    format!("greatest({}, {})", words("l"), words("r"))
}

/// Two names are in one group of nicknames. A name has few groups, with short numbers.
fn nicknames(a: &str, b: &str) -> String {
    let holds = |a: &str, b: &str| format!("contains(' ' || {a} || ' ', ' ' || {b} || ' ')");
    format!("({} OR {})", holds(a, b), holds(b, a))
}

/// Two names have a word in common, or are one but for blanks.
fn part(column: &str) -> String {
    let common = (1..=NAME_WORDS)
        .map(|i| format!("(length(split_part({column}_l, ' ', {i})) > 2 AND {})", word_is_common(column, i)));
    format!(
        "((contains({column}_l, ' ') OR contains({column}_r, ' ')) AND ({} OR replace({column}_l, ' ', '') = \
         replace({column}_r, ' ', '')))",
        common.collect::<Vec<String>>().join(" OR "),
    )
}

/// One of two names is a single letter, in a script where that is no whole name: one whose letters have case.
fn an_initial(column: &str) -> String {
    let side = |side: &str| format!("length({column}_{side}) = 1 AND {column}_{side} <> upper({column}_{side})");
    format!("(({}) OR ({}))", side("l"), side("r"))
}

fn initial_of(column: &str) -> &'static str {
    if column == "first_name" { "first_initial" } else { "last_initial" }
}

/// Names that may be those of one person.
fn agree(column: &str) -> String {
    let (initial, same_initial) = (an_initial(column), same(initial_of(column)));
    let variant = if column == "first_name" {
        format!(" OR {} OR {}", nicknames("nickname_l", "nickname_r"), begins("first_name", 3))
    } else {
        String::new()
    };
    format!(
        "(({initial} AND {same_initial}) OR (NOT {initial} AND ({} OR {} OR {}{variant})))",
        same(column),
        column_near(column),
        part(column),
    )
}

/// First and last name agree crosswise: one of them letter by letter, and the other as `alike` says.
fn crosswise(alike: impl Fn([&str; 2], [&str; 2]) -> String) -> String {
    let other_way = "(first_name_l <> first_name_r OR last_name_l <> last_name_r)";
    let first = alike(["first_name_l", "last_name_r"], ["nickname_l", "last_nickname_r"]);
    let last = alike(["last_name_l", "first_name_r"], ["last_nickname_l", "nickname_r"]);
    format!("{other_way} AND ((first_name_l = last_name_r AND {last}) OR (last_name_l = first_name_r AND {first}))")
}

fn crosswise_same() -> String {
    crosswise(|[a, b], _| format!("{a} = {b}"))
}

fn crosswise_initial() -> String {
    crosswise(|[a, b], _| format!("(least(length({a}), length({b})) = 1 AND substr({a}, 1, 1) = substr({b}, 1, 1))"))
}

fn crosswise_nickname() -> String {
    crosswise(|_, [a, b]| nicknames(a, b))
}

fn crosswise_near() -> String {
    crosswise(|[a, b], _| near(a, b))
}

fn crosswise_any() -> String {
    let ways = [crosswise_same(), crosswise_initial(), crosswise_nickname(), crosswise_near()];
    ways.map(|way| format!("({way})")).join(" OR ")
}

/// One of two people has one name only, which is the other one's other name.
fn half_crosswise() -> String {
    "(last_name_l = first_name_r AND (first_name_l IS NULL OR last_name_r IS NULL)) OR (last_name_r = first_name_l AND \
     (first_name_r IS NULL OR last_name_l IS NULL))"
        .to_owned()
}

fn first_names() -> Vec<Rung> {
    let column = "first_name";
    vec![
        rung(Alike::Exact as u8, crosswise_same()).share(column).swapped(),
        rung(Alike::Initial as u8, crosswise_initial()).share("first_initial").swapped(),
        rung(Alike::Variant as u8, crosswise_nickname()).share("nickname").swapped(),
        rung(Alike::OneSlip as u8, crosswise_near()).swapped(),
        rung(Alike::Initial as u8, format!("{} AND {}", an_initial(column), same("first_initial")))
            .share("first_initial"),
        rung(Alike::OtherInitial as u8, an_initial(column)).among(NO_NAME),
        rung(Alike::Exact as u8, same(column)).share(column),
        rung(Alike::Variant as u8, nicknames("nickname_l", "nickname_r")).share("nickname"),
        rung(Alike::Part as u8, part(column)).share(column),
        rung(Alike::Variant as u8, begins(column, 3)).share(column),
        rung(Alike::OneSlip as u8, one_slip("first_name_l", "first_name_r")),
        rung(Alike::TwoSlips as u8, column_near(column)),
        rung(Alike::Different as u8, String::new()).among(NO_NAME),
    ]
}

fn last_names() -> Vec<Rung> {
    let column = "last_name";
    vec![
        rung(Alike::Exact as u8, crosswise_any()).share(column).swapped(),
        rung(Alike::Exact as u8, half_crosswise()).share(column).swapped(),
        rung(Alike::Initial as u8, format!("{} AND {}", an_initial(column), same("last_initial")))
            .share("last_initial"),
        rung(Alike::OtherInitial as u8, an_initial(column)).among(NO_NAME),
        rung(Alike::Exact as u8, same(column)).share(column),
        rung(Alike::Part as u8, part(column)).share(column),
        rung(Alike::OneSlip as u8, one_slip("last_name_l", "last_name_r")),
        rung(Alike::TwoSlips as u8, column_near(column)),
        rung(Alike::Different as u8, String::new()).among(NO_NAME),
    ]
}

/// A mailbox of a role says nothing, unless both have the same.
fn no_mail() -> String {
    "mailbox_l IS NULL OR mailbox_r IS NULL OR (mailbox_l <> mailbox_r AND (local_part_l IS NULL OR local_part_r IS \
     NULL))"
        .to_owned()
}

fn mails() -> Vec<Rung> {
    let shared = "(local_part_l IS NULL OR is_shared_mailbox_l IS NOT NULL)";
    let (domain, local) = (same("domain"), same("local_part"));
    let same_digits = "coalesce(local_digits_l, '') = coalesce(local_digits_r, '')";
    let local_slip = format!(
        "{domain} AND {same_digits} AND (mailbox_kind_l = 'other' OR mailbox_kind_r = 'other') AND {}",
        column_near("local_part")
    );
    let domain_slip =
        format!("{local} AND (mail_org_l IS NOT NULL OR mail_org_r IS NOT NULL) AND {}", column_slips("domain", 2));
    let as_named = format!("{local} AND mailbox_kind_l = 'name' AND mailbox_kind_r = 'name'");
    vec![
        rung(mail::SAME_SHARED, format!("{} AND {shared}", same("mailbox"))).among(&[Mailbox]),
        rung(mail::SAME, same("mailbox")).among(&[Mailbox]),
        rung(mail::SAME_BUT_DOTS, format!("{domain} AND {local}")).among(NO_MAILBOX),
        rung(mail::SLIP, format!("({local_slip}) OR ({domain_slip})")).among(NO_MAILBOX),
        rung(mail::NAME_AS_LOCAL, as_named).among(NO_MAILBOX),
        rung(mail::SAME_LOCAL, local).share("local_part").among(NO_MAILBOX),
        rung(mail::SAME_DOMAIN, format!("{domain} AND mail_org_l IS NOT NULL")).among(NO_MAILBOX),
        rung(mail::DIFFERENT, String::new()).among(NO_MAILBOX),
    ]
}

/// Some countries have numbers of eight digits, which stand with and without the country's before them.
fn same_number() -> String {
    "(phone_l = phone_r OR (least(length(phone_l), length(phone_r)) = 8 AND right(phone_l, 8) = right(phone_r, 8)))"
        .to_owned()
}

fn extensions_agree() -> String {
    "(extension_l IS NULL OR extension_r IS NULL OR extension_l = extension_r)".to_owned()
}

fn phones() -> Vec<Rung> {
    let shared = "(is_shared_phone_l IS NOT NULL OR is_shared_phone_r IS NOT NULL) AND (extension_l IS NULL OR \
                  extension_r IS NULL)";
    let slip = format!("length(phone_l) = length(phone_r) AND {}", column_slips("phone", 1));
    vec![
        rung(call::OTHER_EXTENSION, format!("{} AND NOT {}", same_number(), extensions_agree())).among(NO_LINE),
        rung(call::SAME_SHARED, format!("{} AND {shared}", same_number())).among(&[Mailbox, Line]),
        rung(call::SAME, same_number()).among(&[Mailbox, Line]),
        rung(call::SLIP, slip).among(NO_LINE),
        rung(call::DIFFERENT, String::new()).among(NO_LINE),
    ]
}

fn no_org() -> String {
    let none = |side: &str| format!("coalesce(org_{side}, mail_org_{side}, site_{side}) IS NULL");
    format!("{} OR {}", none("l"), none("r"))
}

/// Companies, domains of mail and websites name organisations, and any of them may be the same.
fn same_org() -> String {
    let names = ["org", "mail_org", "site"];
    let ways: Vec<String> = names.iter().flat_map(|a| names.iter().map(move |b| format!("{a}_l = {b}_r"))).collect();
    format!("({})", ways.join(" OR "))
}

fn work() -> Vec<Rung> {
    let at_work = &[Mailbox, Line, Colleagues];
    vec![
        rung(plain::SAME, same("org")).share("org").among(at_work),
        rung(plain::SAME, same("mail_org")).share("mail_org").among(at_work),
        rung(plain::SAME, same_org()).share("org").among(at_work),
        rung(
            plain::SIMILAR,
            format!(
                "least(length(company_l), length(company_r)) > 4 AND ({} OR starts_with(company_l, company_r || ' ') OR \
                 starts_with(company_r, company_l || ' '))",
                column_slips("company", 2)
            ),
        )
        .share("company")
        .among(NO_ORG),
        rung(plain::DIFFERENT, String::new()).among(NO_ORG),
    ]
}

fn no_place() -> String {
    ["city", "postcode", "state", "country"].map(|column| format!("({})", neither(column))).join(" AND ")
}

fn places() -> Vec<Rung> {
    let other = |column: &str| format!("{column}_l <> {column}_r");
    vec![
        rung(place::SAME_CODE, same("postcode")).share("postcode"),
        rung(place::SAME_CITY, same("city")).share("city"),
        rung(place::OTHER_COUNTRY, other("country")),
        rung(place::SIMILAR, format!("{} OR {}", begins("city", 1), column_near("city"))),
        rung(place::OTHER_CITY, format!("({}) OR ({}) OR {}", both("city"), both("postcode"), other("state"))),
        rung(place::SAME_COUNTRY, String::new()),
    ]
}

fn titles() -> Vec<Rung> {
    vec![
        rung(plain::SAME, same("job_title")).share("job_title"),
        rung(
            plain::SIMILAR,
            format!("{} OR 2 * {} > {}", column_near("job_title"), common_words("job_title"), most_words("job_title")),
        ),
        rung(plain::DIFFERENT, String::new()),
    ]
}

fn births() -> Vec<Rung> {
    let part = |from: usize, len: usize| {
        let side = |side: &str| format!("substr(birth_date_{side}, {from}, {len})");
        (side("l"), side("r"))
    };
    let [year, month, day] = [part(1, 4), part(6, 2), part(9, 2)];
    let equal = |(l, r): &(String, String)| format!("{l} = {r}");
    let (same_year, same_month, same_day) = (equal(&year), equal(&month), equal(&day));
    let two =
        format!("(({same_year} AND {same_month}) OR ({same_year} AND {same_day}) OR ({same_month} AND {same_day}))");
    let turned = format!("({same_year} AND {} = {} AND {} = {})", month.0, day.1, month.1, day.0);
    let near = column_slips("birth_date", 2);
    vec![
        rung(birth::SAME, same("birth_date")).share("birth_date"),
        rung(birth::SLIP, format!("{turned} OR ({two} AND {near})")),
        rung(birth::SAME_YEAR, format!("{two} OR {same_year} OR {near}")),
        rung(birth::DIFFERENT, String::new()),
    ]
}

fn streets() -> Vec<Rung> {
    vec![
        rung(plain::SAME, same("street")).share("street"),
        rung(
            plain::SIMILAR,
            format!("{} OR 2 * {} >= {}", column_slips("street", 3), common_words("street"), most_words("street")),
        ),
        rung(plain::DIFFERENT, String::new()),
    ]
}

fn numbers() -> Vec<Rung> {
    vec![
        rung(plain::SAME, same("id_number")).share("id_number"),
        rung(plain::SIMILAR, column_slips("id_number", 2)),
        rung(plain::DIFFERENT, String::new()),
    ]
}

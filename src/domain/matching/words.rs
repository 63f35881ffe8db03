//! The words that mean one thing in several spellings: legal forms, titles of jobs, cities, streets, mail domains. All
//! give a folded form for comparing.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::distance::slips;
use crate::domain::normalize::name::fold;

/// Words at the end of a company's name that say what kind of company it is, folded, without dots.
#[rustfmt::skip]
const LEGAL_FORMS: &[&str] = &[
    "inc", "incorporated", "corp", "corporation", "co", "company", "companies", "llc", "llp", "lp", "pllc", "pc",
    "ltd", "limited", "plc", "cic", "gmbh", "mbh", "ag", "kg", "kgaa", "ug", "ohg", "gbr", "ek", "ev", "se",
    "haftungsbeschrankt", "sa", "sas", "sasu", "sarl", "eurl", "sl", "slu", "srl", "srls", "spa", "sapa", "snc", "sc",
    "bv", "nv", "vof", "bvba", "ab", "as", "asa", "aps", "oy", "oyj", "doo", "dd", "sro", "zoo", "spolka", "sp", "z",
    "o", "o o", "kft", "zrt", "ad", "ood", "eood", "ooo", "oao", "zao", "pao", "ip", "ao", "pty", "pte", "pvt",
    "private", "pt", "tbk", "cv", "de", "rl", "sab", "ltda", "eireli", "me", "epp", "opc", "kk", "gk", "yk", "jsc",
    "tnhh", "cp", "fzc", "fze", "fz", "fzco", "wll", "saoc", "sti", "dac", "clg", "uc", "sirketi", "and", "und", "y",
    "et", "e", "cie", "the",
];

/// Words of job titles and what they stand for.
#[rustfmt::skip]
const TITLE_WORDS: &[(&str, &str)] = &[
    ("acct", "accountant"), ("admin", "administrator"), ("asst", "assistant"), ("assoc", "associate"),
    ("avp", "assistant vice president"), ("biz", "business"), ("ceo", "chief executive officer"),
    ("cfo", "chief financial officer"), ("cio", "chief information officer"), ("cmo", "chief marketing officer"),
    ("coo", "chief operating officer"), ("cro", "chief revenue officer"), ("cto", "chief technology officer"),
    ("coord", "coordinator"), ("dept", "department"), ("dev", "developer"), ("developer", "engineer"),
    ("dir", "director"), ("dr", "physician"), ("doctor", "physician"), ("attorney", "lawyer"),
    ("eng", "engineer"), ("engr", "engineer"), ("evp", "executive vice president"), ("exec", "executive"),
    ("fin", "financial"), ("hr", "human resources"), ("it", "information technology"), ("jr", "junior"),
    ("lead", "head"), ("mang", "manager"), ("mgr", "manager"), ("mgmt", "management"), ("mktg", "marketing"),
    ("md", "managing director"), ("ops", "operations"), ("pa", "personal assistant"), ("pm", "project manager"),
    ("pr", "public relations"), ("prof", "professor"), ("qa", "quality assurance"), ("rep", "representative"),
    ("salesperson", "sales representative"), ("spec", "specialist"), ("sr", "senior"), ("sup", "supervisor"),
    ("svp", "senior vice president"), ("swe", "software engineer"), ("tech", "technology"), ("vp", "vice president"),
    ("cofounder", "founder"),
];

/// Cities that have two names or a short one.
#[rustfmt::skip]
const CITIES: &[(&str, &str)] = &[
    ("nyc", "new york"), ("new york city", "new york"), ("manhattan", "new york"), ("sf", "san francisco"),
    ("san fran", "san francisco"), ("la", "los angeles"), ("philly", "philadelphia"), ("vegas", "las vegas"),
    ("dc", "washington"), ("washington dc", "washington"), ("washington d c", "washington"), ("munich", "munchen"),
    ("muenchen", "munchen"), ("cologne", "koln"), ("koeln", "koln"), ("nuremberg", "nurnberg"),
    ("nuernberg", "nurnberg"), ("duesseldorf", "dusseldorf"), ("hanover", "hannover"), ("frankfurt am main", "frankfurt"),
    ("frankfurt main", "frankfurt"), ("frankfurt a m", "frankfurt"), ("vienna", "wien"), ("zuerich", "zurich"),
    ("geneva", "geneve"), ("genf", "geneve"), ("basle", "basel"), ("milan", "milano"), ("rome", "roma"),
    ("naples", "napoli"), ("turin", "torino"), ("florence", "firenze"), ("venice", "venezia"), ("genoa", "genova"),
    ("bologne", "bologna"), ("lisbon", "lisboa"), ("oporto", "porto"), ("seville", "sevilla"), ("saragossa", "zaragoza"),
    ("lyons", "lyon"), ("marseilles", "marseille"), ("brussels", "bruxelles"), ("brussel", "bruxelles"),
    ("antwerp", "antwerpen"), ("the hague", "den haag"), ("s gravenhage", "den haag"), ("copenhagen", "kobenhavn"),
    ("gothenburg", "goteborg"), ("prague", "praha"), ("warsaw", "warszawa"), ("cracow", "krakow"), ("moscow", "moskva"),
    ("saint petersburg", "sankt peterburg"), ("st petersburg", "sankt peterburg"), ("kyiv", "kiev"), ("kyyiv", "kiev"),
    ("bucharest", "bucuresti"), ("belgrade", "beograd"), ("athens", "athina"), ("bombay", "mumbai"),
    ("bangalore", "bengaluru"), ("calcutta", "kolkata"), ("madras", "chennai"), ("new delhi", "delhi"),
    ("poona", "pune"), ("saigon", "ho chi minh"), ("ho chi minh city", "ho chi minh"), ("hcmc", "ho chi minh"),
    ("tp hcm", "ho chi minh"), ("ha noi", "hanoi"), ("da nang", "danang"), ("peking", "beijing"), ("canton", "guangzhou"),
    ("mexico city", "ciudad de mexico"), ("cdmx", "ciudad de mexico"), ("mexico df", "ciudad de mexico"),
    ("mexico d f", "ciudad de mexico"), ("sampa", "sao paulo"), ("rio", "rio de janeiro"), ("newcastle", "newcastle upon tyne"),
];

/// Words of streets and what they stand for.
#[rustfmt::skip]
const STREET_WORDS: &[(&str, &str)] = &[
    ("st", "street"), ("str", "strasse"), ("rd", "road"), ("ave", "avenue"), ("av", "avenue"), ("blvd", "boulevard"),
    ("dr", "drive"), ("ln", "lane"), ("ct", "court"), ("cres", "crescent"), ("cct", "circuit"), ("pl", "place"),
    ("sq", "square"), ("pde", "parade"), ("tce", "terrace"), ("hwy", "highway"), ("apt", "apartment"),
];

static TITLE_INDEX: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| TITLE_WORDS.iter().copied().collect());
static CITY_INDEX: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| CITIES.iter().copied().collect());

/// A name without punctuation, folded.
pub(super) fn name(text: &str) -> String {
    plain(text)
}

/// Folded, letters and digits only, single blanks.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in fold(text).chars() {
        if c.is_alphanumeric() {
            plain.push(c);
        } else if c != '.' && !plain.is_empty() && !plain.ends_with(' ') || c == '.' && !plain.ends_with([' ', '.']) {
            plain.push(' ');
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// A company's name without its legal form; as it is where nothing else is left.
pub(super) fn company(text: &str) -> String {
    let folded = fold(text).replace('.', "");
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut kept = words.as_slice();
    while let [rest @ .., last] = kept
        && !rest.is_empty()
        && LEGAL_FORMS.contains(last)
    {
        kept = rest;
    }
    if let ["the", rest @ ..] = kept
        && !rest.is_empty()
    {
        kept = rest;
    }
    kept.join(" ")
}

/// A job title: abbreviations written out, small words left out, the rest in order of the alphabet, so that `HR Head`
/// and `Head of Human Resources` are one.
pub(super) fn title(text: &str) -> String {
    let folded = plain(&text.replace("Co-", "Co").replace("co-", "co"));
    let words = folded.split(' ').filter(|word| !matches!(*word, "" | "of" | "for" | "the" | "and" | "de" | "a"));
    let mut words: Vec<&str> =
        words.flat_map(|word| TITLE_INDEX.get(word).copied().unwrap_or(word).split(' ')).collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// A city under one of its names.
pub(super) fn city(text: &str) -> String {
    let folded = plain(text);
    CITY_INDEX.get(folded.as_str()).map_or(folded, |city| (*city).to_owned())
}

/// A street address with its words written out.
pub(super) fn street(text: &str) -> String {
    let folded = plain(text);
    let long = |word: &str| STREET_WORDS.iter().find(|(short, _)| *short == word).map(|(_, long)| *long);
    folded.split(' ').map(|word| long(word).unwrap_or(word)).collect::<Vec<&str>>().join(" ")
}

/// The name that a mail domain is best known by, where it is another: `gmail.com` for `googlemail.com` and `gmial.com`.
pub(super) fn known_mail_domain(domain: &str) -> Option<&'static str> {
    const KNOWN: [&str; 8] =
        ["gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "protonmail.com", "aol.com", "live.com"];
    if domain == "googlemail.com" {
        return Some("gmail.com");
    }
    let is_slip = |known: &&str| known.len() > 7 && slips(domain, known, 1) == 1 && domain != "ymail.com";
    let is_other = domain.len() < 7 || crate::domain::normalize::email::is_freemail(domain);
    if is_other { None } else { KNOWN.into_iter().find(is_slip) }
}

/// The part of a domain that names its holder: `acme` of `mail.acme.co.uk`.
pub(super) fn domain_label(domain: &str) -> String {
    let labels: Vec<&str> = domain.split('.').collect();
    let mut end = labels.len().saturating_sub(1);
    if end > 1 && matches!(labels[end - 1], "co" | "com" | "org" | "net" | "ac" | "gov" | "edu" | "or" | "ne" | "go") {
        end -= 1;
    }
    labels[..end].last().copied().unwrap_or_default().replace('-', "")
}

/// Whether digits fill a field that may not stay empty: all the same, or counting up.
pub(super) fn is_filler_number(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    let same = bytes.windows(2).filter(|pair| pair[0] == pair[1]).count();
    let counts = bytes.windows(2).filter(|pair| pair[0] + 1 == pair[1]).count();
    let steps = bytes.len() - 1;
    same >= steps - 1 || counts + 1 >= steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_has_one_form() {
        assert_eq!(company("Fischer & Sons GmbH & Co. KG"), "fischer sons");
        assert_eq!(company("Acme, Inc."), company("ACME"));
        assert_eq!(company("Co"), "co");
        assert_eq!(title("HR Head"), title("Head of Human Resources"));
        assert_eq!(title("VP of Marketing"), title("Vice President Marketing"));
        assert_eq!(title("Logistics Co-ordinator"), title("Logistics Coordinator"));
        assert_eq!(city("NYC"), "new york");
        assert_eq!(street("12 High St."), "12 high street");
        assert_eq!(known_mail_domain("gmial.com"), Some("gmail.com"));
        assert_eq!(known_mail_domain("example.com"), None);
        assert_eq!(domain_label("mail.acme-tools.co.uk"), "acmetools");
        assert_eq!(name("Jean-Luc O'Neil"), "jean luc oneil");
    }

    #[test]
    fn fillers_are_no_numbers() {
        for filler in ["0000000", "9999999999", "1234567890", "1111112", "123456789"] {
            assert!(is_filler_number(filler), "{filler}");
        }
        assert!(!is_filler_number("2125550123"));
    }
}

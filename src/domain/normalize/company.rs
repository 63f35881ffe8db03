//! What names a company: its name, whatever its punctuation, and the domain of its website, unless many companies have
//! a page there.

use super::fold::squeeze;
use super::{email, name};

/// Sites on which a company has a page that is not its own domain.
const SHARED_SITES: [&str; 22] = [
    "facebook.com",
    "fb.com",
    "instagram.com",
    "linkedin.com",
    "twitter.com",
    "x.com",
    "youtube.com",
    "tiktok.com",
    "google.com",
    "goo.gl",
    "g.page",
    "linktr.ee",
    "shopee.ph",
    "lazada.com.ph",
    "etsy.com",
    "wordpress.com",
    "blogspot.com",
    "wixsite.com",
    "github.io",
    "t.me",
    "wa.me",
    "yelp.com",
];
/// Words at the end of a name that say what kind of company it is.
const LEGAL_FORMS: [&str; 32] = [
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "llc",
    "llp",
    "lp",
    "ltd",
    "limited",
    "plc",
    "gmbh",
    "ag",
    "kg",
    "ug",
    "ohg",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "ab",
    "oy",
    "as",
    "aps",
    "pty",
    "pte",
    "opc",
    "kk",
];

/// The domain that a website names: `example.com` for `https://www.example.com/about`. `None` for what is no website
/// and for sites on which anybody can have a page.
pub fn domain_of(website: &str) -> Option<String> {
    let text = website.trim();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let is_domain = host.contains('.')
        && host.split('.').all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    let is_shared = SHARED_SITES
        .iter()
        .any(|site| host == *site || host.strip_suffix(site).is_some_and(|rest| rest.ends_with('.')));
    (is_domain && !is_shared && !email::is_freemail(host)).then(|| host.to_owned())
}

/// A company's name as it is compared: folded, without punctuation. `Acme, Inc.` and `ACME Inc` are one name, `A+` and
/// `A` are two. A name of nothing but punctuation is itself.
pub fn key(company: &str) -> String {
    without_punctuation(&name::fold(company))
}

/// The same of a name that is folded.
pub fn without_punctuation(folded: &str) -> String {
    let is_punctuation = |c: char| {
        matches!(c, ',' | ';' | ':' | '!' | '?' | '-' | '–' | '—' | '_' | '/' | '|' | '(' | ')' | '[' | ']')
            || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '*' | '™' | '®' | '©')
    };
    // `B.V.` is one word.
    let plain = folded.chars().filter(|c| *c != '.').map(|c| if is_punctuation(c) { ' ' } else { c });
    let key = squeeze(plain);
    if key.is_empty() { folded.to_owned() } else { key }
}

/// Whether two names of companies are the same but for words like `Inc.` or `GmbH` at their ends.
pub fn agree(a: &str, b: &str) -> bool {
    let (a, b) = (stem(a), stem(b));
    !a.is_empty() && a == b
}

fn stem(company: &str) -> Vec<String> {
    // `B.V.` is one word.
    let folded = name::fold(company).replace('.', "");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    while words.len() > 1 && words.last().is_some_and(|word| LEGAL_FORMS.contains(&word.as_str())) {
        words.pop();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_website_names_a_domain_unless_many_share_it() {
        for (website, domain) in [
            ("https://www.Example.com/about?x=1", Some("example.com")),
            ("example.org", Some("example.org")),
            ("http://shop.example.co.uk:8080", Some("shop.example.co.uk")),
            ("https://www.facebook.com/example", None),
            ("https://example.wordpress.com", None),
            ("gmail.com", None),
            ("n/a", None),
            ("", None),
        ] {
            assert_eq!(domain_of(website).as_deref(), domain, "{website}");
        }
    }

    #[test]
    fn punctuation_says_nothing_in_a_name_unless_there_is_nothing_else() {
        for (a, b) in [
            ("Acme, Inc.", "ACME Inc"),
            ("Coca-Cola", "coca cola"),
            ("Groen B.V.", "Groen BV"),
            ("\"Café\" (Manila)", "cafe manila"),
            ("Ana's", "anas"),
        ] {
            assert_eq!(key(a), key(b));
        }
        for (a, b) in [("A+", "A"), ("A&B", "A B"), ("Acme Inc", "Acme"), ("?!", "!")] {
            assert_ne!(key(a), key(b));
        }
    }

    #[test]
    fn names_agree_without_their_legal_form() {
        assert!(agree("Blue Lagoon Inc.", "BLUE LAGOON, Incorporated"));
        assert!(agree("Rot GmbH & Co. KG", "Rot"));
        assert!(agree("Groen B.V.", "Groen"));
        assert!(!agree("Blue Lagoon", "Blue Lake"));
        assert!(!agree("Inc", "Ltd"));
    }
}

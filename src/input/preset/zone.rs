//! Zones that stand in a header, such as `First Seen (AEDT)`. An abbreviation means a fixed distance from UTC, as it
//! says whether summer time holds. Of abbreviations that several countries use, the one of English exports is meant.

use chrono_tz::Tz;

/// Abbreviations and how far their clocks are from UTC: a zone without summer time.
const ABBREVIATIONS: [(&str, Tz); 46] = [
    ("UTC", Tz::UTC),
    ("GMT", Tz::UTC),
    ("Z", Tz::UTC),
    ("WET", Tz::UTC),
    ("BST", Tz::Etc__GMTMinus1),
    ("WEST", Tz::Etc__GMTMinus1),
    ("CET", Tz::Etc__GMTMinus1),
    ("WAT", Tz::Etc__GMTMinus1),
    ("CEST", Tz::Etc__GMTMinus2),
    ("EET", Tz::Etc__GMTMinus2),
    ("SAST", Tz::Etc__GMTMinus2),
    ("CAT", Tz::Etc__GMTMinus2),
    ("EEST", Tz::Etc__GMTMinus3),
    ("MSK", Tz::Etc__GMTMinus3),
    ("EAT", Tz::Etc__GMTMinus3),
    ("TRT", Tz::Etc__GMTMinus3),
    ("GST", Tz::Etc__GMTMinus4),
    ("PKT", Tz::Etc__GMTMinus5),
    ("IST", Tz::Asia__Kolkata),
    ("NPT", Tz::Asia__Kathmandu),
    ("ICT", Tz::Etc__GMTMinus7),
    ("WIB", Tz::Etc__GMTMinus7),
    ("HKT", Tz::Etc__GMTMinus8),
    ("SGT", Tz::Etc__GMTMinus8),
    ("MYT", Tz::Etc__GMTMinus8),
    ("PHT", Tz::Etc__GMTMinus8),
    ("AWST", Tz::Etc__GMTMinus8),
    ("JST", Tz::Etc__GMTMinus9),
    ("KST", Tz::Etc__GMTMinus9),
    ("ACST", Tz::Australia__Darwin),
    ("AEST", Tz::Etc__GMTMinus10),
    ("AEDT", Tz::Etc__GMTMinus11),
    ("NZST", Tz::Etc__GMTMinus12),
    ("NZDT", Tz::Etc__GMTMinus13),
    ("BRT", Tz::Etc__GMTPlus3),
    ("EDT", Tz::Etc__GMTPlus4),
    ("EST", Tz::Etc__GMTPlus5),
    ("CDT", Tz::Etc__GMTPlus5),
    ("CST", Tz::Etc__GMTPlus6),
    ("MDT", Tz::Etc__GMTPlus6),
    ("MST", Tz::Etc__GMTPlus7),
    ("PDT", Tz::Etc__GMTPlus7),
    ("PST", Tz::Etc__GMTPlus8),
    ("AKDT", Tz::Etc__GMTPlus8),
    ("AKST", Tz::Etc__GMTPlus9),
    ("HST", Tz::Etc__GMTPlus10),
];

/// The name without the zone in brackets at its end, and that zone.
pub fn at_end(name: &str) -> Option<(&str, Tz)> {
    let (bare, zone) = name.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    Some((bare.trim_end(), read(zone.trim())?))
}

/// A zone by its abbreviation, its name (`Asia/Manila`) or its whole hours from UTC (`UTC+8`, `GMT-05:00`, `+08`).
fn read(text: &str) -> Option<Tz> {
    if let Some((_, zone)) = ABBREVIATIONS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
        return Some(*zone);
    }
    if text.contains('/') {
        return text.parse().ok();
    }
    let offset = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")).unwrap_or(text);
    let (sign, hours) = (offset.chars().next()?, offset.get(1..)?);
    let hours: u8 = hours.strip_suffix(":00").or_else(|| hours.strip_suffix("00")).unwrap_or(hours).parse().ok()?;
    // The names of these zones count westwards.
    match sign {
        '+' => format!("Etc/GMT-{hours}").parse().ok(),
        '-' => format!("Etc/GMT+{hours}").parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_read_by_abbreviation_name_and_offset() {
        for (text, zone) in [
            ("AEDT", Some(Tz::Etc__GMTMinus11)),
            ("pst", Some(Tz::Etc__GMTPlus8)),
            ("Asia/Manila", Some(Tz::Asia__Manila)),
            ("UTC+8", Some(Tz::Etc__GMTMinus8)),
            ("GMT-05:00", Some(Tz::Etc__GMTPlus5)),
            ("+0800", Some(Tz::Etc__GMTMinus8)),
            ("USD", None),
            ("UTC+99", None),
            ("", None),
        ] {
            assert_eq!(read(text), zone, "{text}");
        }
        assert_eq!(at_end("Seen at (UTC) "), Some(("Seen at", Tz::UTC)));
        assert_eq!(at_end("Seen (at) 5"), None);
    }
}

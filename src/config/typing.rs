//! What a file with a wrong type, a missing key or an unknown one is told. The parser's own messages speak of Rust
//! types; these speak of the file.

use std::ops::Range;

use toml::de::DeValue;

use crate::config::source::Source;
use crate::config::suggest::did_you_mean;
use crate::error::Error;

const SEE_ALL: &str = "`rolo config show` prints every key with its meaning";

/// The complaint for a value that its key cannot take. `defaults` is the file of the built-in values.
pub(super) fn type_fault(source: &Source<'_>, defaults: &Source<'_>, error: &toml::de::Error) -> Error {
    let span = error.span().unwrap_or_default();
    let keys = source.keys_at(span.start);
    let written = source.written(span.clone());
    let (problem, hint) = explain(error.message(), &written);
    let hint = hint.or_else(|| default_of(defaults, &keys)).unwrap_or_else(|| SEE_ALL.to_string());
    source.fault_at(span.start, &keys, &problem, &hint)
}

/// The complaint for something else where the defaults have a section.
pub(super) fn section_fault(source: &Source<'_>, defaults: &Source<'_>, span: Range<usize>) -> Error {
    let keys = source.keys_at(span.start);
    let is_list = source.value(&keys).is_some_and(|value| value.get_ref().is_array());
    let found = if is_list { "a list".to_string() } else { source.written(span.clone()) };
    let hint = default_of(defaults, &keys).unwrap_or_else(|| SEE_ALL.to_string());
    source.fault_at(span.start, &keys, &format!("{found} is not a section"), &hint)
}

/// A problem and a hint for the parser's message about the value or key that was written so.
fn explain(message: &str, written: &str) -> (String, Option<String>) {
    let (found, expected) = message.rsplit_once(", expected ").unwrap_or((message, ""));
    let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    let near = || did_you_mean(written.trim_matches(['"', '\'']), &known);
    if message.starts_with("unknown field") {
        let hint = near().unwrap_or_else(|| format!("known here: {}", known.join(", ")));
        ("unknown key".to_string(), Some(hint))
    } else if message.starts_with("unknown variant") {
        let words: Vec<&str> = known.iter().map(|word| if word.is_empty() { "\"\"" } else { word }).collect();
        (format!("{written} is not one of {}", words.join(", ")), near())
    } else if message.starts_with("missing field") {
        let key = message.split('`').nth(1).unwrap_or("a key");
        (format!("{key} is missing"), Some(format!("add a line {key} = …; {SEE_ALL}")))
    } else if message.starts_with("invalid ") {
        (wrong_type(found, expected, written), None)
    } else if message == "wanted string or table" {
        (format!("{written} is not a text in quotes"), None)
    } else {
        let (problem, hint) = message.rsplit_once("; ").unwrap_or((message, ""));
        (problem.replace('`', "\""), (!hint.is_empty()).then(|| hint.to_string()))
    }
}

fn wrong_type(found: &str, expected: &str, written: &str) -> String {
    let value = match found {
        // A date comes as a map of its own.
        _ if found.ends_with("map") && !written.starts_with(|c: char| c.is_ascii_digit()) => "a section",
        _ if found.ends_with("sequence") => "a list",
        _ => written,
    };
    match range_of(expected) {
        Some(range) if found.contains(": integer") => format!("{value} lies outside {range}"),
        _ => format!("{value} is not {}", wanted(expected)),
    }
}

/// What type was expected, in words.
fn wanted(expected: &str) -> &str {
    match expected {
        "a boolean" => "true or false",
        "a string" | "string or table" => "a text in quotes",
        "a character" => "one character in quotes",
        "a sequence" => "a list",
        "a map" => "a section",
        "f64" => "a number",
        "i32" | "u16" | "u32" => "a whole number",
        "an array of length 4" => "a list of 4 numbers",
        "an array of length 2" => "a list of 2 numbers",
        _ if expected.starts_with("struct ") => "a section",
        other => other,
    }
}

/// The range of a type of whole numbers.
fn range_of(expected: &str) -> Option<&'static str> {
    match expected {
        "u16" => Some("0 to 65535"),
        "u32" => Some("0 to 4294967295"),
        "i32" => Some("-2147483648 to 2147483647"),
        _ => None,
    }
}

/// A hint that shows the key as the defaults have it.
fn default_of(defaults: &Source<'_>, keys: &[String]) -> Option<String> {
    let (key, value) = (keys.last()?, defaults.value(keys)?);
    let written = defaults.written(value.span());
    let dotted = keys.join(".");
    Some(match value.get_ref() {
        DeValue::Table(_) if !written.starts_with('{') => format!("write [{dotted}] and its keys below it"),
        DeValue::Array(_) if written.starts_with("[[") => {
            format!("write [[{dotted}]] and its keys below it, once for each")
        }
        _ => format!("the default is {key} = {written}"),
    })
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn a_value_that_reads_like_a_message_does_not_confuse_it() {
        for (text, expected) in [
            ("status.pins = 'a`b, expected `c`'", "status.pins: 'a`b, expected `c`' is not true or false"),
            (
                "dedupe.nightly = 'a`b, expected `c`'",
                "dedupe.nightly: 'a`b, expected `c`' is not one of off, certain, automatic",
            ),
            ("windows.active = 'a; b, expected c'", "windows.active: \"a; b, expected c\" is not a duration"),
            ("status.'a`b' = 1", "status.\"a`b\": unknown key"),
        ] {
            let error = Config::parse(text, "rolo.toml").expect_err(text);
            assert_eq!(error.to_string(), format!("rolo.toml:1: {expected}"));
        }
    }
}

//! One property of a vCard: `item1.TEL;TYPE=cell,pref:+63 917 555 0101`, read from its unfolded line.

use super::text;

/// How a property without a preference is ranked: behind all that have one (1 to 100).
const NO_PREFERENCE: u32 = 101;
/// Types that say nothing about what a value is for.
const PLAIN_TYPES: [&str; 7] = ["pref", "internet", "voice", "text", "other", "x-internet", "main"];

/// A property of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// In upper case.
    pub name: String,
    /// What ties it to its label: `item1`; in lower case.
    pub group: String,
    /// In lower case.
    pub types: Vec<String>,
    /// 1 is the most wanted.
    pub preference: u32,
    /// The text as it stands, with its escapes; empty where it is no text.
    pub value: String,
    /// Whether it is data that is no text, such as a photo.
    pub is_data: bool,
}

/// Where the name and parameters of a line end: at the first colon that is not in quotes.
pub fn head_end(line: &[u8]) -> Option<usize> {
    let mut is_quoted = false;
    line.iter().position(|byte| {
        is_quoted ^= *byte == b'"';
        *byte == b':' && !is_quoted
    })
}

/// Whether the head of a line says that its value is in quoted-printable.
pub fn is_quoted_printable(line: &[u8]) -> bool {
    head_holds(line, b"QUOTED-PRINTABLE")
}

/// Whether the head of a line says that its value is in base 64.
pub fn is_base64(line: &[u8]) -> bool {
    head_holds(line, b"BASE64") || head_holds(line, b"ENCODING=B;") || head_holds(line, b"ENCODING=B:")
}

fn head_holds(line: &[u8], word: &[u8]) -> bool {
    let head = head_end(line).map_or(&[][..], |end| &line[..=end]);
    head.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

impl Property {
    /// Reads an unfolded line; `None` = it is no property.
    pub fn read(line: &[u8]) -> Option<Self> {
        let end = head_end(line)?;
        let head = text::decode(&line[..end], "");
        let mut parts = split_head(&head).into_iter();
        let name = parts.next()?.trim().to_owned();
        let (group, name) = name.rsplit_once('.').unwrap_or(("", &name));
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/');
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        let mut property = Self {
            name: name.to_ascii_uppercase(),
            group: group.to_ascii_lowercase(),
            types: Vec::new(),
            preference: NO_PREFERENCE,
            value: String::new(),
            is_data: is_base64(line),
        };
        let mut charset = String::new();
        for part in parts {
            property.take_parameter(&part, &mut charset);
        }
        if property.is_data {
            return Some(property);
        }
        let value = &line[end + 1..];
        let value = if is_quoted_printable(line) { text::unquote_printable(value) } else { value.to_owned() };
        property.value = text::decode(&value, &charset);
        if property.value.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:")) {
            property.value.clear();
            property.is_data = true;
        }
        Some(property)
    }

    fn take_parameter(&mut self, part: &str, charset: &mut String) {
        let (name, value) = part.split_once('=').unwrap_or(("TYPE", part));
        let value = value.replace('"', "");
        match name.trim().to_ascii_uppercase().as_str() {
            "TYPE" => {
                self.types.extend(value.split(',').map(|word| word.trim().to_lowercase()).filter(|w| !w.is_empty()));
                if self.has_type("pref") {
                    self.preference = self.preference.min(1);
                }
            }
            "PREF" => self.preference = value.trim().parse().unwrap_or(1),
            "CHARSET" => *charset = value.trim().to_owned(),
            _ => {}
        }
    }

    /// Whether it is of a type, such as `fax`.
    pub fn has_type(&self, name: &str) -> bool {
        self.types.iter().any(|own| own == name)
    }

    /// The first of its types that tells what it is for.
    pub fn purpose(&self) -> &str {
        self.types.iter().map(String::as_str).find(|name| !PLAIN_TYPES.contains(name)).unwrap_or_default()
    }
}

/// The parts of a head between semicolons that are not in quotes.
fn split_head(head: &str) -> Vec<String> {
    let mut is_quoted = false;
    let is_end = |c: char| {
        is_quoted ^= c == '"';
        c == ';' && !is_quoted
    };
    head.split(is_end).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(line: &str) -> Property {
        Property::read(line.as_bytes()).unwrap_or_else(|| panic!("{line}"))
    }

    #[test]
    fn name_group_types_preference_and_value_are_told_apart() {
        let tel = read("item1.tel;type=CELL,voice;TYPE=pref:+63 917 555 0101");
        assert_eq!((tel.name.as_str(), tel.group.as_str(), tel.purpose()), ("TEL", "item1", "cell"));
        assert_eq!((tel.preference, tel.value.as_str()), (1, "+63 917 555 0101"));
        assert_eq!(read("TEL;VALUE=uri;PREF=2;TYPE=\"voice,home\":tel:+44-20").types, ["voice", "home"]);
        assert_eq!(read("TEL;HOME;PREF:1").preference, 1);
        assert_eq!(read("EMAIL:a@example.com").preference, NO_PREFERENCE);
        assert_eq!(read("X-A;X-P=\"a:b;c\":d").value, "d");
    }

    #[test]
    fn encodings_are_undone_and_data_is_known() {
        assert_eq!(read("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=89ric").value, "Éric");
        assert_eq!(read("N;QUOTED-PRINTABLE;CHARSET=windows-1251:=CF").value, "П");
        for line in ["PHOTO;ENCODING=b;TYPE=JPEG:AAAA", "PHOTO;BASE64:AA", "PHOTO:data:image/png;base64,AAAA"] {
            assert!(read(line).is_data, "{line}");
            assert_eq!(read(line).value, "", "{line}");
        }
        assert!(!read("PHOTO;VALUE=uri:https://example.com/a.jpg").is_data);
    }

    proptest! {
        #[test]
        fn no_line_is_a_panic(line in "[a-z.;=:,\"\\\\ é=0-9]{0,40}", bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            drop(Property::read(line.as_bytes()));
            drop(Property::read(&bytes));
        }
    }
}

//! How much code a template holds. The engine reads chains such as `not not x`, `x | upper | upper` and `elif` one inside
//! the other, each on the stack, which is not without end. No message comes near these limits.

/// The most code in one tag, in characters, without texts in quotes and blanks.
const TAG_CHARACTERS_MAX: usize = 1_000;
/// The most `elif` in a template.
const ELIF_MAX: usize = 200;

/// Why there is too much code in a template, and in which line, if there is.
pub(super) fn excess(source: &str) -> Option<(usize, String)> {
    let (mut rest, mut elifs) = (source, 0);
    while let Some(start) = rest.find('{') {
        if !rest[start + 1..].starts_with(['{', '%']) {
            rest = &rest[start + 1..];
            continue;
        }
        let line = || 1 + source[..source.len() - rest.len() + start].matches('\n').count();
        let tag = &rest[start + 2..];
        let (length, characters) = code(tag);
        if characters > TAG_CHARACTERS_MAX {
            return Some((line(), format!("a tag is longer than {TAG_CHARACTERS_MAX} characters")));
        }
        elifs += usize::from(tag.trim_start_matches(['-', '+', ' ', '\t', '\r', '\n']).starts_with("elif"));
        if elifs > ELIF_MAX {
            return Some((line(), format!("there are more than {ELIF_MAX} elif")));
        }
        rest = &tag[length..];
    }
    None
}

/// Where the code of a tag ends, and how many characters count of it.
fn code(tag: &str) -> (usize, usize) {
    let mut quote = None;
    let mut characters = 0;
    let mut chars = tag.char_indices();
    while let Some((at, c)) = chars.next() {
        match quote {
            Some(_) if c == '\\' => drop(chars.next()),
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if tag[at..].starts_with("}}") || tag[at..].starts_with("%}") => return (at, characters),
            None if c == '"' || c == '\'' => quote = Some(c),
            None => characters += usize::from(!c.is_whitespace()),
        }
    }
    (tag.len(), characters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_without_end_are_too_much_and_messages_are_not() {
        let many = |text: &str| text.repeat(1_001);
        for source in [
            format!("{{{{ {}1 }}}}", many("-")),
            format!("{{{{ name{} }}}}", many("|upper")),
            format!("Hi\n{{% if name{} %}}a{{% endif %}}", many(".a")),
            format!("{{{{ {}", many("'}}' ~ ")),
            format!("{{% if vip %}}{}{{% endif %}}", many("{%-  elif score %}b")),
        ] {
            assert!(excess(&source).is_some(), "{source}");
        }
        let source = format!("a\n{{{{ {}1 }}}}", many("-"));
        assert_eq!(excess(&source), Some((2, "a tag is longer than 1000 characters".to_owned())));
        for source in [
            many("Hi {{ name }}, "),
            format!("{{{{ \"{}\" if vip else '{}' }}}}", many("it's \\\" "), many("\\' b ")),
            format!("{{{{ name{} }}}}", many("   ")),
            "{{".to_owned(),
            "a }} b %} {{ c".to_owned(),
        ] {
            assert_eq!(excess(&source), None, "{source}");
        }
    }
}

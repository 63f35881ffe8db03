//! What visitors say of themselves, as it stands on the row of the message: a JSON array of field, value, span and how.
//! It goes where the message goes, and with it.

use serde_json::{Value as Json, json};

use crate::domain::reading::personal::{Field, How, Statement};

/// Statements in the form in which they are stored; nothing for none.
pub fn encode(said: &[Statement]) -> Option<String> {
    let one = |one: &Statement| json!([one.field.name(), one.value, one.start, one.end, one.how.name()]);
    (!said.is_empty()).then(|| Json::Array(said.iter().map(one).collect()).to_string())
}

/// Statements from the form in which they are stored. What cannot be read is left out.
pub fn decode(text: &str) -> Vec<Statement> {
    let list: Vec<(String, String, usize, usize, String)> = serde_json::from_str(text).unwrap_or_default();
    let one = |(field, value, start, end, how): (String, String, usize, usize, String)| {
        Some(Statement {
            field: Field::from_name(&field)?,
            value: value.into(),
            start,
            end,
            how: How::from_name(&how)?,
        })
    };
    list.into_iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_come_back_as_they_were() {
        let one = |field, value: &str, how| Statement { field, value: value.into(), start: 3, end: 9, how };
        let said = [one(Field::Name, "Ana \"Q\" Cruz", How::Signed), one(Field::Need, "bánh kem", How::Said)];
        assert_eq!(decode(&encode(&said).expect("there are some")), said);
        assert_eq!(encode(&[]), None);
        assert_eq!(decode("nonsense"), []);
    }
}

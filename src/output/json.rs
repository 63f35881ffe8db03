//! JSON: one row as an object on one line, and whole values such as the summary of a pass. Text is escaped by the
//! rules of JSON alone, so a program reads back exactly what is stored.

use std::io::{self, Write};

use serde::Serialize;

use super::number;
use super::rows::Cell;

/// Writes any value as one line.
pub fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(value)?;
    bytes.push(b'\n');
    out.write_all(&bytes)?;
    out.flush()
}

/// The keys of a row's object, made ready once: each with its quotes, its colon and what stands before it.
pub fn keys(columns: &[&str]) -> Vec<String> {
    let key = |(i, name): (usize, &&str)| {
        let before = if i == 0 { '{' } else { ',' };
        format!("{before}{}:", serde_json::Value::from(*name))
    };
    columns.iter().enumerate().map(key).collect()
}

/// Appends one row as an object, without a line end.
pub fn object(out: &mut Vec<u8>, keys: &[String], cells: &[Cell<'_>]) -> io::Result<()> {
    if keys.is_empty() {
        out.push(b'{');
    }
    for (key, cell) in keys.iter().zip(cells) {
        out.extend_from_slice(key.as_bytes());
        value(out, cell)?;
    }
    out.push(b'}');
    Ok(())
}

fn value(out: &mut Vec<u8>, cell: &Cell<'_>) -> io::Result<()> {
    match *cell {
        Cell::Integer(number) => number::integer(out, number),
        Cell::Real(number) if number.is_finite() => number::real(out, number),
        Cell::Empty | Cell::Real(_) | Cell::Json("") => {
            out.extend_from_slice(b"null");
            Ok(())
        }
        Cell::Flag(flag) => {
            out.extend_from_slice(if flag { b"true" } else { b"false" });
            Ok(())
        }
        Cell::Text(text) => Ok(serde_json::to_writer(out, text)?),
        Cell::Json(json) => {
            // Inside a JSON text a raw line end is only layout, and an object has one line to itself.
            out.extend(json.bytes().map(|byte| if byte == b'\n' || byte == b'\r' { b' ' } else { byte }));
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(columns: &[&str], cells: &[Cell<'_>]) -> String {
        let mut out = Vec::new();
        object(&mut out, &keys(columns), cells).expect("memory takes all");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn every_kind_of_cell_has_its_json_type() {
        let columns = ["id", "score", "sentiment", "vip", "name", "metadata", "phone"];
        let cells = [
            Cell::Integer(7),
            Cell::Real(80.0),
            Cell::Real(-0.25),
            Cell::Flag(true),
            Cell::Text("Ana \"A\" \u{1b}[1m\n"),
            Cell::Json("{\n\"plan\": [1]}"),
            Cell::Empty,
        ];
        assert_eq!(
            written(&columns, &cells),
            r#"{"id":7,"score":80,"sentiment":-0.25,"vip":true,"name":"Ana \"A\" \u001b[1m\n","metadata":{ "plan": [1]},"phone":null}"#
        );
    }

    #[test]
    fn odd_keys_and_numbers_still_make_an_object() {
        let json =
            written(&["say \"x\"", "inf", "none"], &[Cell::Flag(false), Cell::Real(f64::INFINITY), Cell::Json("")]);
        let read: serde_json::Value = serde_json::from_str(&json).expect("valid JSON");
        assert_eq!(read, serde_json::json!({"say \"x\"": false, "inf": null, "none": null}));
        assert_eq!(written(&[], &[]), "{}");
    }

    #[test]
    fn a_summary_is_one_line_in_the_order_of_its_fields() {
        let mut out = Vec::new();
        line(&mut out, &serde_json::json!({"examined": 3, "changed": 1})).expect("memory takes all");
        assert_eq!(out, b"{\"examined\":3,\"changed\":1}\n");
    }
}

//! Texts of messages with the contact's fields in them: `Hi {{ first_name | default("there") }}, …`, in the language of
//! minijinja. A name that nobody knows is refused before anything is rendered; a field that is known and empty renders
//! as nothing.

mod code;

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::value::{Rest, Serde, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, State, UndefinedBehavior};
use serde_json::Map;

use super::suggest::nearest;
use crate::error::{Error, Result};

/// What a template knows of a contact: the columns of the view `contacts`.
const CONTACT: [&str; 43] = [
    "id",
    "lifecycle",
    "name",
    "first_name",
    "last_name",
    "email",
    "phone",
    "company",
    "job_title",
    "address",
    "city",
    "country",
    "website",
    "branch",
    "source",
    "channels",
    "status",
    "status_auto",
    "stage",
    "stage_auto",
    "intent",
    "intent_auto",
    "sentiment",
    "sentiment_level",
    "score",
    "grade",
    "vip",
    "at_risk",
    "do_not_contact",
    "pinned",
    "completeness",
    "tags",
    "interests",
    "traits",
    "needs",
    "conversation_count",
    "message_count",
    "purchases",
    "spend",
    "first_seen",
    "last_active",
    "created_at",
    "updated_at",
];
/// The further columns of the view, of which a text seldom speaks.
const IDENTITIES: [&str; 4] = ["user_id", "external_ids", "visitor_ids", "metadata"];
/// Those that are numbers and may be missing.
const NUMBERS: [&str; 4] = ["sentiment", "score", "completeness", "spend"];
/// What a template knows of the follow-up that it is for.
const FOLLOWUP: [&str; 5] = ["kind", "reason", "due_at", "channel", "quote"];
/// What a template knows of the broadcast that it is for.
const BROADCAST: [&str; 2] = ["name", "channel"];

/// Steps that rendering one text may take; a text of a page takes some hundred.
const FUEL: u64 = 20_000;
/// The longest text, in bytes: longer ones are no message.
const TEXT_BYTES_MAX: usize = 100_000;
const NAME: &str = "text";

/// A template that is known to be right.
#[derive(Debug, Clone)]
pub struct Template {
    environment: Arc<Environment<'static>>,
    /// The columns of `contacts` that it uses.
    columns: Vec<&'static str>,
}

/// What a template knows of a contact, in the order of the view.
pub fn contact_names() -> impl Iterator<Item = &'static str> {
    CONTACT.into_iter().chain(IDENTITIES)
}

/// Values by name, as a template meets them.
pub type Values = Map<String, serde_json::Value>;

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// Syntax that cannot be read, and names that are neither known nor set in the text itself, each with the line.
    pub fn parse(source: &str) -> Result<Self> {
        if let Some((line, why)) = code::excess(source) {
            let place = if line > 1 { format!("line {line}: ") } else { String::new() };
            return Err(Error::usage(format!("{place}{why}")).hint("a message is short: put less into one tag").into());
        }
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Chainable);
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.set_fuel(Some(FUEL));
        environment.set_formatter(|out, state, value| match value.is_none() || value.is_undefined() {
            true => Ok(()),
            false => minijinja::escape_formatter(out, state, value),
        });
        environment.add_filter("default", or_else);
        environment.add_filter("d", or_else);
        environment.add_template_owned(NAME, source.to_owned()).map_err(|error| fault(&error))?;
        let names = environment
            .get_template(NAME)
            .map(|template| template.undeclared_variables(true).into_iter().collect::<BTreeSet<_>>())
            .map_err(|error| fault(&error))?;
        let mut columns = Vec::new();
        for name in names.iter().filter(|name| !is_function(name)) {
            columns.extend(known(name, source)?);
        }
        columns.dedup();
        Ok(Self { environment: Arc::new(environment), columns })
    }

    /// The columns of the view `contacts` that it uses, in the order of their names.
    pub fn columns(&self) -> &[&'static str] {
        &self.columns
    }

    /// The text for these values: columns of `contacts`, `metadata` as an object, and `followup` or `broadcast`. A
    /// value that is null, or that is not given, is empty.
    ///
    /// # Errors
    /// What only shows in rendering: a filter that does not fit its value, a text without end.
    pub fn render(&self, values: &Values) -> Result<String> {
        let mut out = Limited(Vec::new());
        let template = self.environment.get_template(NAME).map_err(|error| fault(&error))?;
        let known = self.known(values);
        match template.render_captured_to(Serde(&known), &mut out) {
            Ok(_) => Ok(String::from_utf8_lossy(&out.0).trim().to_owned()),
            Err(_) if out.0.len() >= TEXT_BYTES_MAX => Err(too_long().into()),
            Err(error) if error.kind() == ErrorKind::OutOfFuel => Err(too_long().into()),
            Err(error) => Err(fault(&error).into()),
        }
    }
}

impl Template {
    /// The values that it uses. A text that is empty is one without characters; a number that is not known is nothing,
    /// which is less than any.
    fn known(&self, values: &Values) -> Values {
        let mut known = Values::new();
        for column in &self.columns {
            match values.get(*column).filter(|value| !value.is_null()) {
                Some(value) => known.insert((*column).to_owned(), value.clone()),
                None if NUMBERS.contains(column) || *column == "metadata" => continue,
                None => known.insert((*column).to_owned(), "".into()),
            };
        }
        for group in ["followup", "broadcast"] {
            let Some(serde_json::Value::Object(given)) = values.get(group) else { continue };
            let told = |value: &serde_json::Value| if value.is_null() { "".into() } else { value.clone() };
            let fields = given.iter().map(|(name, value)| (name.clone(), told(value)));
            known.insert(group.to_owned(), serde_json::Value::Object(fields.collect()));
        }
        known
    }
}

/// `default`: what stands in for a value that is empty.
fn or_else(_: &State<'_, '_>, value: &Value, args: Rest<Value>) -> Value {
    let is_empty = value.is_none() || value.is_undefined() || value.as_str().is_some_and(|text| text.trim().is_empty());
    if is_empty { args.first().cloned().unwrap_or_default() } else { value.clone() }
}

/// Functions of the language, which are names like others to it.
fn is_function(name: &str) -> bool {
    matches!(name, "range" | "dict" | "namespace")
}

/// The column of `contacts` that a name such as `metadata.birthday` begins with, if it does.
fn known(name: &str, source: &str) -> Result<Option<&'static str>> {
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    if let Some(column) = contact_names().find(|column| *column == first) {
        return Ok(Some(column));
    }
    let groups = [("followup", &FOLLOWUP[..]), ("broadcast", &BROADCAST[..])];
    let (word, words): (&str, Vec<&str>) = match groups.into_iter().find(|(group, _)| *group == first) {
        Some((_, names)) if rest.is_empty() || names.contains(&rest) => return Ok(None),
        Some((_, names)) => (rest, names.to_vec()),
        None => (first, contact_names().chain(groups.map(|(group, _)| group)).collect()),
    };
    let line = source.lines().position(|line| line.contains(word)).map_or(1, |line| line + 1);
    let place = if source.lines().count() > 1 { format!("line {line}: ") } else { String::new() };
    let hint = match nearest(word, words.iter().copied(), |_, _, _| None) {
        Some(near) => format!("did you mean `{near}`?"),
        None if words.len() < CONTACT.len() => format!("known are {}", words.join(", ")),
        None => "known are the columns of `rolo export --columns all`; own columns are `metadata.NAME`".to_owned(),
    };
    Err(Error::usage(format!("{place}a template knows no `{name}`")).hint(hint).into())
}

fn too_long() -> Error {
    Error::usage(format!("the text never ends, or is longer than {TEXT_BYTES_MAX} bytes"))
        .hint("look at its loops: a message is short")
}

/// An error of the engine in our words.
fn fault(error: &minijinja::Error) -> Error {
    let line = error.line().filter(|line| *line > 1).map_or_else(String::new, |line| format!("line {line}: "));
    let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    Error::usage(format!("{line}{what}")).hint("templates are written like `Hi {{ first_name | default(\"there\") }}`")
}

/// Bytes of a text, up to the longest one.
struct Limited(Vec<u8>);

impl std::io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > TEXT_BYTES_MAX {
            self.0.resize(TEXT_BYTES_MAX, b' ');
            return Err(std::io::ErrorKind::WriteZero.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rendered(source: &str, values: serde_json::Value) -> Result<String> {
        let serde_json::Value::Object(values) = values else { panic!("the test's own values") };
        Template::parse(source)?.render(&values)
    }

    fn refused(source: &str) -> String {
        let error = rendered(source, json!({})).expect_err(source);
        let error = error.downcast::<Error>().expect("an error of ours");
        format!("{} / {}", error.message, error.hint.unwrap_or_default())
    }

    #[test]
    fn fields_are_filled_in_and_empty_ones_are_nothing() {
        let ana = json!({"first_name": "Ana", "score": 80, "city": null, "metadata": {"plan": "pro"},
            "followup": {"kind": "promise"}});
        let text =
            "Hi {{ first_name }}{{ city }}! {{ score }} {{ metadata.plan }}{{ metadata.none }} {{ followup.kind }}\n";
        assert_eq!(rendered(text, ana).expect("right"), "Hi Ana! 80 pro promise");
        assert_eq!(
            rendered("{{ name }}, {{ first_name | upper }}", json!({"first_name": "<Ana>"})).expect("right"),
            ", <ANA>"
        );
    }

    #[test]
    fn filters_of_what_is_empty_give_nothing() {
        for empty in [json!({}), json!({"city": null, "metadata": null, "followup": {"quote": null}})] {
            let text = "[{{ city | upper }}{{ city | title | trim }}{{ metadata.plan | lower }}{{ followup.quote }}]\
                {% if city or score >= 60 %}x{% endif %}{{ tags | split(';') | join }}";
            assert_eq!(rendered(text, empty).expect("right"), "[]");
        }
    }

    #[test]
    fn default_stands_in_for_whatever_is_empty() {
        let text = "Hi {{ first_name | default(\"there\") }}";
        for empty in [json!({}), json!({"first_name": null}), json!({"first_name": " "})] {
            assert_eq!(rendered(text, empty).expect("right"), "Hi there");
        }
        assert_eq!(rendered("{{ metadata.plan | d('none') }}", json!({})).expect("right"), "none");
    }

    #[test]
    fn unknown_names_are_refused_even_behind_a_default() {
        assert_eq!(
            refused("Hi\n{{ frist_name | default('there') }}"),
            "line 2: a template knows no `frist_name` / did you mean `first_name`?"
        );
        assert_eq!(refused("{{ followup.knd }}"), "a template knows no `followup.knd` / did you mean `kind`?");
        assert!(
            refused("{% if xyzzy %}a{% endif %}").starts_with("a template knows no `xyzzy` / known are the columns")
        );
        assert_eq!(rendered("{% set x = name %}{{ x }}", json!({"name": "B"})).expect("right"), "B");
    }

    #[test]
    fn what_cannot_be_read_or_never_ends_is_an_error_with_its_line() {
        assert!(refused("a\nb {{ name").starts_with("line 2: unexpected end of input"));
        assert!(refused("{{ name | no_such }}").contains("no_such"));
        assert!(refused("{% for i in range(99999) %}{{ i }}{% endfor %}").starts_with("the text never ends"));
        let nested = "{% for i in range(9999) %}{% for j in range(9999) %}{{ j }}{% endfor %}{% endfor %}";
        assert!(refused(nested).starts_with("the text never ends"), "{}", refused(nested));
        let long = "x".repeat(200);
        let broad = format!("{{% for i in range(900) %}}{long}{{% endfor %}}");
        assert!(refused(&broad).starts_with("the text never ends"), "{}", refused(&broad));
        assert!(refused("{% include 'other' %}").contains("other"));
        for chain in
            ["|e".repeat(100_000), "+1".repeat(100_000), "|e".repeat(600), format!("|d('}}}}'){}", "|e".repeat(2_100))]
        {
            let text = format!("Hi {{{{ name{chain} }}}}");
            assert!(refused(&text).starts_with("a tag is longer than"), "{}", refused(&text));
        }
        assert!(Template::parse(&format!("{{{{ name{} }}}}, {}", "|e".repeat(400), "long ".repeat(9_000))).is_ok());
    }

    #[test]
    fn only_the_columns_that_are_used_are_named() {
        let template = Template::parse("{{ name }} {{ metadata.a }} {{ metadata.b }} {{ city }} {{ followup.kind }}");
        assert_eq!(template.expect("right").columns(), ["city", "metadata", "name"]);
    }
}

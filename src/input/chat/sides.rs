//! Who of a chat's participants is on our side and who is the visitor: `--agent` says it, else the chat's own name is
//! the visitor and the others are agents.

use rustc_hash::FxHashMap;

use crate::error::Error;

/// How many participants an error lists.
const LISTED: usize = 12;
/// A name with at least as many digits and nothing else is a phone number.
const PHONE_DIGITS: usize = 7;

/// Somebody who is named in a chat.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// What the platform knows them by: an id, or the name where it gives none.
    pub id: String,
    /// Their name; empty where it is only a number, or not known.
    pub name: String,
    /// Their phone number, if it is known.
    pub phone: String,
}

impl Person {
    /// A participant who is known by a name, which may be a phone number.
    pub fn named(name: &str) -> Self {
        // A name that the other phone's owner gave themselves is exported with a tilde.
        let shown = name.strip_prefix('~').map_or(name, str::trim_start);
        if is_phone(shown) {
            let id = shown.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            Self { id, name: String::new(), phone: shown.to_owned() }
        } else {
            Self { id: name.to_owned(), name: shown.to_owned(), phone: String::new() }
        }
    }

    /// How they are called in a list.
    pub fn label(&self) -> &str {
        [&self.name, &self.phone].into_iter().find(|text| !text.is_empty()).unwrap_or(&self.id)
    }

    /// Whether this is what somebody who types a name means.
    fn is(&self, folded: &str) -> bool {
        !folded.is_empty() && [&self.id, &self.name, &self.phone].into_iter().any(|text| fold(text) == folded)
    }
}

/// Who takes part in a chat, in the order in which they first wrote.
#[derive(Debug, Default)]
pub struct Participants {
    /// The participants.
    pub people: Vec<Person>,
    by_id: FxHashMap<String, usize>,
}

impl Participants {
    /// The place of a participant, by id.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The place of a participant, who is added if not yet known.
    pub fn place_or_add(&mut self, id: &str, person: impl FnOnce() -> Person) -> usize {
        if let Some(place) = self.place(id) {
            return place;
        }
        self.by_id.insert(id.to_owned(), self.people.len());
        self.people.push(person());
        self.people.len() - 1
    }

    /// The participants that a test keeps, by id and person.
    pub fn retain(&mut self, is_kept: impl Fn(&str, usize) -> bool) {
        let mut ids: Vec<(String, usize)> = std::mem::take(&mut self.by_id).into_iter().collect();
        ids.sort_unstable_by_key(|(_, place)| *place);
        let mut people = std::mem::take(&mut self.people).into_iter();
        for (id, place) in ids {
            if let Some(person) = people.next().filter(|_| is_kept(&id, place)) {
                self.place_or_add(&id, || person);
            }
        }
    }

    /// Their names for an error.
    pub fn list(&self) -> String {
        let names: Vec<&str> = self.people.iter().take(LISTED).map(Person::label).collect();
        let rest = self.people.len().saturating_sub(LISTED);
        let names = names.join(", ");
        if rest > 0 { format!("{names} and {rest} more") } else { names }
    }
}

/// The error for a chat of which it cannot be told who is who.
pub fn unclear(file: &str, chat: &str, participants: &Participants, agents: &[String]) -> Error {
    let what = if agents.is_empty() {
        "it cannot be told who is on our side".to_owned()
    } else {
        format!("none of the agents named wrote in it ({})", agents.join(", "))
    };
    let chat = if chat.is_empty() { String::new() } else { format!("the chat `{chat}`: ") };
    Error::failed(format!("{file}: {chat}{what}"))
        .hint(format!("name them with --agent, once for each; those who wrote are: {}", participants.list()))
}

/// Who is who in a chat.
#[derive(Debug, PartialEq, Eq)]
pub struct Sides {
    /// Whether each participant is an agent.
    pub is_agent: Vec<bool>,
    /// Who the chat is with.
    pub visitor: Visitor,
}

/// Who a chat is with.
#[derive(Debug, PartialEq, Eq)]
pub enum Visitor {
    /// One person.
    One(Person),
    /// Several people: the conversation belongs to none of them.
    Several,
    /// Nobody that could be named.
    Nobody,
}

/// Decides who is who. `chat` is the person after whom the chat is named, if that is known. `None` = it cannot be
/// told.
pub fn decide(participants: &[Person], chat: Option<&Person>, agents: &[String]) -> Option<Sides> {
    let agents: Vec<String> = agents.iter().map(|agent| fold(agent)).collect();
    let is_agent: Vec<bool> = participants.iter().map(|person| agents.iter().any(|agent| person.is(agent))).collect();
    if is_agent.contains(&true) {
        let visitor = rest(participants, &is_agent, chat.filter(|chat| !agents.iter().any(|agent| chat.is(agent))));
        return Some(Sides { is_agent, visitor });
    }
    if let Some(chat) = chat
        && let Some(found) = (participants.iter().position(|person| person.id == chat.id))
            .or_else(|| participants.iter().position(|person| meets(person, chat)))
    {
        let is_agent = (0..participants.len()).map(|place| place != found).collect();
        return Some(Sides { is_agent, visitor: Visitor::One(participants[found].clone()) });
    }
    match (participants, chat) {
        ([], Some(chat)) => Some(Sides { is_agent, visitor: Visitor::One(chat.clone()) }),
        ([], None) => Some(Sides { is_agent, visitor: Visitor::Nobody }),
        // Only one side wrote: somebody who is not among the named agents, or, without any, our side.
        ([one], _) if !agents.is_empty() => Some(Sides { is_agent, visitor: Visitor::One(one.clone()) }),
        ([_], Some(chat)) => Some(Sides { is_agent: vec![true], visitor: Visitor::One(chat.clone()) }),
        _ => None,
    }
}

fn rest(participants: &[Person], is_agent: &[bool], chat: Option<&Person>) -> Visitor {
    let mut others = participants.iter().zip(is_agent).filter(|(_, is_agent)| !**is_agent).map(|(person, _)| person);
    match (others.next(), others.next(), chat) {
        (Some(_), Some(_), _) => Visitor::Several,
        (Some(one), None, _) => Visitor::One(one.clone()),
        (None, _, Some(chat)) => Visitor::One(chat.clone()),
        (None, _, None) => Visitor::Nobody,
    }
}

/// Whether a participant is the person after whom the chat is named.
fn meets(person: &Person, chat: &Person) -> bool {
    [&chat.id, &chat.name, &chat.phone].into_iter().any(|text| person.is(&fold(text)))
}

/// A name in the form in which names are compared: letters and digits alone, in lower case; file names lose the rest.
pub fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a name is a phone number.
fn is_phone(name: &str) -> bool {
    let digits = name.chars().filter(char::is_ascii_digit).count();
    digits >= PHONE_DIGITS && name.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | '.' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(names: &[&str], chat: &str, agents: &[&str]) -> Option<(Vec<bool>, String)> {
        let people: Vec<Person> = names.iter().map(|name| Person::named(name)).collect();
        let chat = (!chat.is_empty()).then(|| Person::named(chat));
        let agents: Vec<String> = agents.iter().map(|name| (*name).to_owned()).collect();
        let sides = decide(&people, chat.as_ref(), &agents)?;
        let visitor = match sides.visitor {
            Visitor::One(person) => person.label().to_owned(),
            other => format!("{other:?}"),
        };
        Some((sides.is_agent, visitor))
    }

    #[test]
    fn the_chat_s_own_name_is_the_visitor_and_the_others_are_agents() {
        assert_eq!(sides(&["Ben Shop", "Ana Cruz"], "Ana Cruz", &[]), Some((vec![true, false], "Ana Cruz".into())));
        let number = "+63 917 555 0101";
        assert_eq!(sides(&[number, "Ben"], "+63 9175550101", &[]), Some((vec![false, true], number.into())));
        assert_eq!(sides(&["Ben"], "Ana Cruz", &[]), Some((vec![true], "Ana Cruz".into())));
        assert_eq!(sides(&["Ana: Cruz?", "Ben"], "Ana Cruz", &[]), Some((vec![false, true], "Ana: Cruz?".into())));
    }

    #[test]
    fn named_agents_rule_and_everyone_else_is_a_visitor() {
        assert_eq!(sides(&["Ben", "Ana"], "", &["ben"]), Some((vec![true, false], "Ana".into())));
        assert_eq!(
            sides(&["Ben", "Ana", "Cara"], "Club", &["Ben"]),
            Some((vec![true, false, false], "Several".into()))
        );
        assert_eq!(sides(&["Ben"], "Ana", &["Ben"]), Some((vec![true], "Ana".into())));
        assert_eq!(sides(&["Ben"], "", &["Ben"]), Some((vec![true], "Nobody".into())));
        assert_eq!(sides(&["Ana"], "", &["Ben"]), Some((vec![false], "Ana".into())));
    }

    #[test]
    fn who_is_who_is_not_guessed() {
        assert_eq!(sides(&["Ben", "Ana"], "", &[]), None);
        assert_eq!(sides(&["Ben", "Ana"], "Club", &[]), None);
        assert_eq!(sides(&["Ben", "Ana"], "", &["Dan"]), None);
        assert_eq!(sides(&["Ben"], "", &[]), None);
    }
}

//! What rows say of the conversations that a file creates, in a few bytes each: agents, websites and branches are few,
//! so each word is kept once.

use std::num::NonZeroU32;

use rustc_hash::FxHashMap;

use crate::domain::deciding::facts::ConversationState;
use crate::store::thread::Attributes;

/// The words that a file uses.
#[derive(Debug, Default)]
pub(super) struct Words {
    numbers: FxHashMap<Box<str>, NonZeroU32>,
    list: Vec<Box<str>>,
}

/// What rows said of one conversation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Described {
    website: Option<NonZeroU32>,
    branch: Option<NonZeroU32>,
    agent: Option<NonZeroU32>,
    state: Option<ConversationState>,
}

impl Words {
    /// What stands after a row said more.
    pub fn describe(&mut self, old: Described, new: &Attributes) -> Described {
        let mut number = |word: &Option<Box<str>>| word.as_deref().and_then(|word| self.number(word));
        Described {
            website: number(&new.website).or(old.website),
            branch: number(&new.branch).or(old.branch),
            agent: number(&new.agent).or(old.agent),
            state: new.state.or(old.state),
        }
    }

    /// The same in words.
    pub fn told(&self, described: Described) -> Attributes {
        let text = |number: Option<NonZeroU32>| number.map(|number| self.list[number.get() as usize - 1].clone());
        Attributes {
            website: text(described.website),
            branch: text(described.branch),
            agent: text(described.agent),
            state: described.state,
            ..Attributes::default()
        }
    }

    fn number(&mut self, word: &str) -> Option<NonZeroU32> {
        if let Some(number) = self.numbers.get(word) {
            return Some(*number);
        }
        self.list.push(word.into());
        let number = u32::try_from(self.list.len()).ok().and_then(NonZeroU32::new)?;
        self.numbers.insert(word.into(), number);
        Some(number)
    }
}

//! The lists that the rules go by, read from `words.txt` and `triggers.txt` once.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::domain::normalize::name::groups_of;

const WORDS: &str = include_str!("words.txt");

/// A list of words or phrases.
#[derive(Debug)]
pub(super) struct List {
    words: FxHashSet<&'static str>,
    /// How many words the longest phrase has.
    most_words: usize,
}

impl List {
    fn read(name: &str) -> Self {
        let lines = section(WORDS, name);
        let words: FxHashSet<&str> = lines
            .flat_map(|line| {
                // A line of phrases holds a bar, one of words does not.
                let (bar, blank) = (line.contains(" | "), ' ');
                line.split(move |c| if bar { c == '|' } else { c == blank })
            })
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .collect();
        let most_words = words.iter().map(|word| word.split(' ').count()).max().unwrap_or(0);
        Self { words, most_words }
    }

    /// Whether a folded word or phrase is in the list.
    pub fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// How many words the longest phrase has.
    pub fn most_words(&self) -> usize {
        self.most_words
    }
}

/// The lines of a section that are no remarks.
pub(super) fn section<'t>(text: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let header = format!("[{name}]");
    text.lines()
        .skip_while(move |line| *line != header)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.starts_with('#') && !line.is_empty())
}

macro_rules! lists {
    ($($(#[doc = $doc:literal])* $name:ident $section:literal),+ $(,)?) => {
        $($(#[doc = $doc])* pub(super) static $name: LazyLock<List> = LazyLock::new(|| List::read($section));)+
    };
}

lists! {
    /// What people work as.
    TITLES "titles",
    /// What may stand before a job title.
    TITLE_OPENERS "title_openers",
    /// What one may own that is no business.
    THINGS "things",
    /// Words that are no name, though they stand where one could.
    NOT_NAMES "not_names",
    /// Given names.
    GIVEN "given",
    /// Small words inside a name.
    PARTICLES "particles",
    /// Where people are from.
    PLACES "places",
    /// Words of a company's name.
    COMPANY_ENDS "company_ends",
    /// Whose something is when it is not the writer's.
    OTHERS "others",
    /// What is counted by numbers that are no phone numbers.
    COUNTED "counted",
    /// Words around an answer.
    POLITE "polite",
    /// Words that show a postal address.
    ADDRESS_WORDS "address_words",
    /// Words behind which an address has ended.
    ADDRESS_ENDS "address_ends",
    /// Words behind a name that is written small.
    NAME_ENDS "name_ends",
    /// Words of a sentence about a job that somebody is to get.
    SEEKING "seeking",
}

/// Whether a folded word is known as somebody's first name.
pub(super) fn is_given_name(word: &str) -> bool {
    GIVEN.has(word) || !groups_of(word).is_empty()
}

//! The wording of a question without what does not matter: its words without case, accents, greetings, politeness and
//! the little words of English, Tagalog and Vietnamese, in no order.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use crate::domain::normalize::name::fold;
use crate::domain::reading::function_words::fillers;

/// Words that say nothing of what is asked.
const LITTLE: &str = "hi hello hey hallo yo good morning afternoon evening day dear please pls plz kindly thanks thank \
    thx ty sir maam madam mam guys team there ok okay so and but or well also just btw anyway then again still maybe \
    quick check question know tell wondering wonder if let \
    a an the of to for in on at by with from as about is are am was were be been do does did can could will would \
    shall may might should have has had got get i im id ill ive we us our you your u ur yours my me mine it its this \
    that these those they them he she his her any some \
    ang ng sa si kay nyo niyo ninyo kayo ko mo ako ikaw ka at hello magandang umaga hapon gabi araw salamat yung \
    chao xin cam on da va cua co khong ko k duoc cho mot cac nay";

/// Words that ask without saying what for.
const BARE: &str = "how what when where why who which really sure right yes no huh eh uh um hm hmm more else anyone \
    anybody someone somebody around guess ano bakit sino sao gi ai nao alo";

/// What a digit of a long number becomes: orders and phones are asked for alike.
const NUMBER: &str = "#";

/// From so many digits on a number stands for itself no more.
const LONG_NUMBER: usize = 4;

/// The words of a question, each once, in the order of letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wording(Box<str>);

impl Wording {
    /// The wording of a question. `None` where nothing is left that could be told from other questions.
    pub fn of(question: &str) -> Option<Self> {
        let folded = fold(question);
        let words: BTreeSet<String> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && !little().contains(word))
            .map(plain)
            .collect();
        if words.iter().all(|word| bare().contains(word.as_str())) {
            return None;
        }
        Some(Self(words.into_iter().collect::<Vec<_>>().join(" ").into()))
    }

    /// Its words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ')
    }
}

/// A word without the `s` of many, and of a long number that it is one.
fn plain(word: &str) -> String {
    if word.chars().filter(char::is_ascii_digit).count() >= LONG_NUMBER {
        return NUMBER.to_owned();
    }
    let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    let word = if is_plural { &word[..word.len() - 1] } else { word };
    word.to_owned()
}

fn little() -> &'static FxHashSet<&'static str> {
    static WORDS: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        // Fillers with accents are there without them, too.
        let folded = fillers().map(|word| &*Box::leak(fold(word).into_boxed_str()));
        LITTLE.split_ascii_whitespace().chain(folded).collect()
    })
}

fn bare() -> &'static FxHashSet<&'static str> {
    static WORDS: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| BARE.split_ascii_whitespace().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(question: &str) -> Vec<String> {
        Wording::of(question).map(|it| it.words().map(str::to_owned).collect()).unwrap_or_default()
    }

    #[test]
    fn only_what_is_asked_for_is_left() {
        assert_eq!(
            words("Hi there, HOW MUCH is the Swift folding bike??"),
            ["bike", "folding", "how", "much", "swift"]
        );
        assert_eq!(words("how much are the swift folding bikes please"), words("How much is the Swift folding bike?"));
        assert_eq!(words("Magkano po ba ang helmet?"), ["helmet", "magkano"]);
        assert_eq!(words("Shop ơi giá bao nhiêu ạ?"), words("gia bao nhieu shop oi"));
        assert_eq!(words("where is order 20929?"), words("where is order #31111"));
    }

    #[test]
    fn questions_about_nothing_are_none() {
        for question in ["?", "hello?", "and?", "Hi there, anyone around?", "what?", "really?", "are you there?"] {
            assert_eq!(Wording::of(question), None, "{question}");
        }
        assert!(Wording::of("how much?").is_some() && Wording::of("magkano?").is_some());
    }
}

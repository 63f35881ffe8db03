//! Phrase packs: which words are evidence of which cue, and under which terms. A pack is one TOML file per language,
//! one table per cue:
//!
//! ```toml
//! [pricing_question]
//! phrases = ["how much is"]      # evidence as they stand
//! in_question = ["cost"]         # only in a sentence that is a question
//! with_number = ["budget"]       # only with a number within five words of the same sentence
//! with_time = ["em gửi"]         # only in a sentence that names a time to come
//! unless = ["how much time"]     # in the same sentence, cancels the cue there
//! negatable = true               # a negation in the three words before cancels
//! conditional = true             # an "if" clause, "would have" and reported speech cancel
//! ```
//!
//! A table `sets` names alternatives: with `[sets] not = ["không", "ko"]` the phrase `"{not} mua"` is two.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::language::Language;
use super::personal::Trigger;
use crate::domain::cue::Cue;
use crate::error::{Error, Result};

/// The packs that rolo brings: name and text.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("en", include_str!("packs/en.toml")),
    ("tl", include_str!("packs/tl.toml")),
    ("vi", include_str!("packs/vi.toml")),
];

/// The pack name of phrases from the configuration.
pub const USER: &str = "user";

/// What must hold where a phrase stands for it to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// The sentence is a question.
    Question,
    /// A number stands close by.
    Number,
    /// The sentence names a time to come.
    Time,
}

/// One phrase of a cue and its terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// What the phrase is evidence of.
    pub cue: Cue,
    /// The pack it comes from, as an index into the reader's list of pack names.
    pub pack: usize,
    /// Whose little words are heeded around it.
    pub language: Language,
    /// What must hold where it stands.
    pub need: Need,
    /// Whether a negation cancels it.
    pub negatable: bool,
    /// Whether a condition or reported speech cancels it.
    pub conditional: bool,
    /// Whether an `unless` phrase cancels it. A user's own phrases are not cancelled by those of a pack.
    pub cancellable: bool,
}

/// What a phrase found in a text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Evidence of a cue.
    Evidence(Term),
    /// Cancels a cue in its sentence.
    Unless(Cue),
    /// The configured keyword of this number.
    Keyword(usize),
    /// A word that may open a promise ("will", "going to").
    Commissive,
    /// May open what the visitor says of themselves or is after.
    Personal(Trigger),
}

impl Use {
    /// Whether it is looked for in messages of our side (`true`) or of the visitor.
    pub const fn is_ours(self) -> bool {
        match self {
            Self::Evidence(Term { cue, .. }) | Self::Unless(cue) => cue.is_ours(),
            Self::Keyword(_) | Self::Personal(_) => false,
            Self::Commissive => true,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    in_question: Vec<String>,
    #[serde(default)]
    with_number: Vec<String>,
    #[serde(default)]
    with_time: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default = "yes")]
    negatable: bool,
    #[serde(default = "yes")]
    conditional: bool,
}

#[derive(Deserialize)]
struct Pack {
    #[serde(default)]
    sets: BTreeMap<String, Vec<String>>,
    #[serde(flatten)]
    cues: BTreeMap<String, Table>,
}

const fn yes() -> bool {
    true
}

/// The phrases of one pack with what each stands for.
pub fn read_pack(pack: usize, name: &str, text: &str) -> Result<Vec<(String, Use)>> {
    let fault = |what: String| Error::fault(format!("phrase pack `{name}`: {what}"));
    let Pack { sets, cues } = toml::from_str(text).map_err(|error| fault(error.to_string()))?;
    let language = Language::of_pack(name);
    let mut phrases = Vec::new();
    for (cue_name, table) in cues {
        let cue = Cue::from_name(&cue_name).ok_or_else(|| fault(format!("there is no cue `{cue_name}`")))?;
        let Table { negatable, conditional, .. } = table;
        let term = |need| Use::Evidence(Term { cue, pack, language, need, negatable, conditional, cancellable: true });
        let lists = [
            (table.phrases, term(Need::Nothing)),
            (table.in_question, term(Need::Question)),
            (table.with_number, term(Need::Number)),
            (table.with_time, term(Need::Time)),
            (table.unless, Use::Unless(cue)),
        ];
        for (list, meaning) in lists {
            for phrase in list {
                let written =
                    alternatives(&phrase, &sets).ok_or_else(|| fault(format!("no such set in `{phrase}`")))?;
                let spelt = written.into_iter().flat_map(|phrase| language.spellings(phrase));
                phrases.extend(spelt.map(|phrase| (phrase, meaning)));
            }
        }
    }
    Ok(phrases)
}

/// The phrase with each member of the sets that it names; none if there is no such set.
fn alternatives(phrase: &str, sets: &BTreeMap<String, Vec<String>>) -> Option<Vec<String>> {
    let Some((before, (name, after))) =
        phrase.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    else {
        return Some(vec![phrase.to_string()]);
    };
    let tails = alternatives(after, sets)?;
    let heads = sets.get(name)?.iter().map(|member| format!("{before}{member}"));
    Some(heads.flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}"))).collect())
}

/// The user's own phrases, under the terms that the packs give their cue.
pub fn user_phrases(
    own: &BTreeMap<String, Vec<String>>,
    packs: &[(String, Use)],
    pack: usize,
) -> Result<Vec<(String, Use)>> {
    let mut phrases = Vec::new();
    for (cue_name, list) in own {
        let cue = Cue::from_name(cue_name).ok_or_else(|| unknown_cue(cue_name))?;
        let like = packs.iter().find_map(|(_, meaning)| match meaning {
            Use::Evidence(term) if term.cue == cue => Some(*term),
            _ => None,
        });
        let term = |phrase: &str| Term {
            cue,
            pack,
            language: Language::of_phrase(phrase),
            need: Need::Nothing,
            negatable: like.is_none_or(|term| term.negatable),
            conditional: like.is_none_or(|term| term.conditional),
            cancellable: false,
        };
        phrases.extend(list.iter().map(|phrase| (phrase.clone(), Use::Evidence(term(phrase)))));
    }
    Ok(phrases)
}

fn unknown_cue(name: &str) -> Error {
    let known: Vec<&str> = Cue::ALL.iter().map(|cue| cue.name()).collect();
    Error::usage(format!("reader.phrases: there is no cue `{name}`")).hint(format!("the cues are {}", known.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_packs_are_sound() {
        for (i, (name, text)) in BUILT_IN.iter().enumerate() {
            assert!(!read_pack(i, name, text).expect(name).is_empty());
        }
    }

    #[test]
    fn a_fault_in_a_pack_is_named() {
        let error = read_pack(0, "en", "[no_such_cue]\nphrases = []").expect_err("it is wrong");
        assert_eq!(error.to_string(), "phrase pack `en`: there is no cue `no_such_cue`");
        assert!(read_pack(0, "en", "[promise]\nphrase = []").is_err());
    }

    #[test]
    fn sets_stand_for_each_of_their_members() {
        let text = "[sets]\nnot = [\"hindi\", \"di\"]\n[need]\nphrases = [\"{not} ko {not}\"]";
        let phrases: Vec<String> = read_pack(0, "tl", text).expect("it is right").into_iter().map(|(p, _)| p).collect();
        assert_eq!(phrases, ["hindi ko hindi", "hindi ko di", "di ko hindi", "di ko di"]);
        let error = read_pack(0, "tl", "[need]\nphrases = [\"{nut} ko\"]").expect_err("it is wrong");
        assert_eq!(error.to_string(), "phrase pack `tl`: no such set in `{nut} ko`");
    }

    #[test]
    fn own_phrases_follow_the_terms_of_their_cue() {
        let packs = read_pack(0, "en", "[complaint]\nphrases = [\"broken\"]\nnegatable = false").expect("it is right");
        let own = BTreeMap::from([("complaint".to_string(), vec!["smashed".to_string()])]);
        let phrases = user_phrases(&own, &packs, 1).expect("it is right");
        assert!(matches!(phrases[0].1, Use::Evidence(Term { negatable: false, conditional: true, pack: 1, .. })));
        let own = BTreeMap::from([("complaints".to_string(), vec![])]);
        assert!(user_phrases(&own, &packs, 1).expect_err("it is wrong").to_string().contains("`complaints`"));
    }
}

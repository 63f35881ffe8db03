//! The little words that sentences are held together with, and what each tells about the sentence around it: those of
//! English here, what other languages add below.

pub mod tagalog;
pub mod vietnamese;

/// Words that may stand between the words of any phrase without changing it.
pub fn fillers() -> impl Iterator<Item = &'static str> {
    tagalog::FILLERS.split_ascii_whitespace().chain(vietnamese::FILLERS.split_ascii_whitespace())
}

/// Whether the word can be the subject of a clause.
pub fn is_subject(word: &str) -> bool {
    [
        "i", "we", "you", "u", "they", "he", "she", "it", "this", "that", "there", "these", "those", "i'm", "i'd",
        "i'll", "i've", "we're", "we'd", "we'll", "we've", "it's", "im", "ill", "id",
    ]
    .contains(&word)
}

/// Whether the word opens a condition.
pub fn is_condition(word: &str) -> bool {
    matches!(word, "if" | "unless")
}

/// Whether the word is an auxiliary verb that opens a question.
pub fn is_auxiliary(word: &str) -> bool {
    matches!(word, "can" | "could" | "would" | "will" | "do" | "does" | "is" | "are" | "should" | "may")
}

/// Whether an "if" after this word means "whether": it is no condition.
pub fn asks_whether(word: &str) -> bool {
    [
        "know",
        "see",
        "check",
        "checking",
        "ask",
        "asking",
        "wonder",
        "wondering",
        "sure",
        "confirm",
        "verify",
        "out",
        "tell",
        "me",
        "as",
        "even",
    ]
    .contains(&word)
}

/// Whether the word, after the word `before`, opens a new clause.
pub fn opens_clause(word: &str, before: &str) -> bool {
    match word {
        "but" | "however" | "because" | "cause" | "coz" | "although" | "though" | "except" | "unless" => true,
        "if" => !asks_whether(before),
        _ if tagalog::opens_clause(word) || vietnamese::opens_clause(word) => true,
        _ => {
            matches!(before, "and" | "so" | "then" | "or")
                && (is_subject(word) || matches!(word, "how" | "what" | "when" | "where" | "please" | "can" | "could"))
        }
    }
}

/// Words that come before what a sentence is about.
pub fn is_opener(word: &str) -> bool {
    [
        "hi",
        "hello",
        "hey",
        "ok",
        "okay",
        "so",
        "and",
        "but",
        "please",
        "pls",
        "also",
        "well",
        "good",
        "morning",
        "afternoon",
        "evening",
        "day",
        "thanks",
        "sir",
        "maam",
        "ma'am",
        "there",
        "guys",
        "team",
        "yes",
        "yeah",
        "no",
        "btw",
        "anyway",
        "then",
        "just",
        "quick",
        "question",
        "po",
    ]
    .contains(&word)
}

/// Whether a sentence that starts with these two words asks something, even without a question mark.
pub fn starts_question(word: &str, next: &str) -> bool {
    let of_us = matches!(next, "i" | "we" | "i'm" | "we're" | "i'll" | "we'll");
    match word {
        "how" | "why" | "whose" | "how's" | "hows" | "what's" | "whats" | "where's" | "wheres" | "when's" | "whens" => {
            true
        }
        "wats" | "wat" | "wots" | "hw" | "anyone" | "who's" | "whos" | "cld" | "cud" | "wud" => true,
        // "Any tables left", "got any blue ones".
        "any" => !matches!(next, "" | "time" | "way" | "how" | "day" | "other"),
        "got" => next == "any",
        "r" => is_subject(next),
        "wondering" => matches!(next, "if" | "whether" | "what" | "how" | "when" | "where"),
        "what" => !of_us && next != "a",
        "when" | "where" | "which" | "who" => !of_us && !matches!(next, "you" | "the"),
        "is" | "are" | "does" | "did" | "was" | "were" | "can" | "could" | "would" | "should" | "shall" => {
            !["", "fine", "good", "ok", "okay", "great", "not", "do", "be", "love", "like", "prefer", "wait"]
                .contains(&next)
        }
        "do" | "will" | "may" | "might" | "have" | "has" | "had" | "am" => {
            is_subject(next) || (word != "have" && matches!(next, "the" | "your" | "my" | "any" | "anyone" | "someone"))
        }
        _ => is_negated_auxiliary(word) && is_subject(next),
    }
}

/// Whether the word is an auxiliary with its negation: `don't`, `dont`, `can't`.
pub fn is_negated_auxiliary(word: &str) -> bool {
    word.ends_with("n't")
        || [
            "dont", "doesnt", "didnt", "cant", "couldnt", "wont", "wouldnt", "shouldnt", "isnt", "arent", "wasnt",
            "werent", "havent", "hasnt", "hadnt", "aint",
        ]
        .contains(&word)
}

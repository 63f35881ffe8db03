//! The little words of Tagalog, as people type them. They stand beside the English ones: Taglish uses both.

/// Polite and other small words that may stand anywhere behind the first word, inside any phrase.
pub const FILLERS: &str = "po poh pho ho opo ba bang bah na pa pang pong naman nman nmn namn lang lng nlang nlng nalang \
    nga ngay kaya kya daw raw rin din pala muna sana kasi kse ksi ulit uli lods boss sis mam mamsh maam sir ate kuya";

/// A negation reaches this many words forward, of which some are fillers.
pub const NEGATION_REACH: usize = 5;

/// Whether the word negates what follows it, of which `next` is the first. "Hindi ba" asks, "hindi lang" adds.
pub fn negates(word: &str, next: &str) -> bool {
    const NEGATIONS: [&str; 14] = [
        "hindi", "hinde", "hnd", "hndi", "indi", "di", "huwag", "wag", "wala", "walang", "ayaw", "ayoko", "ayokong",
        "ayko",
    ];
    NEGATIONS.contains(&word) && !matches!(next, "ba" | "lang" | "lng" | "bang" | "problema" | "kaya")
}

/// Whether the word opens a condition.
pub fn is_condition(word: &str) -> bool {
    matches!(word, "kung" | "kapag" | "pag" | "kpag" | "sakaling" | "basta")
}

/// Whether the word makes a wish or a guess of its sentence: "sana" and "baka" promise nothing.
pub fn is_hedge(word: &str) -> bool {
    matches!(word, "sana" | "baka" | "siguro" | "marahil")
}

/// Whether a "kung" behind this word means "whether": it is no condition.
pub fn asks_whether(word: &str) -> bool {
    matches!(
        word,
        "check"
            | "icheck"
            | "tingnan"
            | "tignan"
            | "tanong"
            | "itanong"
            | "tatanong"
            | "alamin"
            | "malaman"
            | "alam"
            | "confirm"
            | "iconfirm"
            | "ask"
            | "inquire"
            | "sure"
            | "sasabihin"
            | "sabihin"
            | "verify"
    )
}

/// Whether the word is the visitor, as our side speaks to them.
pub fn is_you(word: &str) -> bool {
    matches!(word, "ka" | "kayo" | "kau" | "mo" | "nyo" | "niyo" | "ninyo" | "inyo" | "ikaw" | "u" | "you" | "sila")
}

/// Whether the words tell of what somebody else said: "sabi ni Ana", "sinabi nila".
pub fn is_reported(word: &str, next: &str) -> bool {
    matches!(word, "sabi" | "sinabi" | "sbi" | "ayon" | "kwento")
        && matches!(
            next,
            "ni" | "niya"
                | "nya"
                | "nila"
                | "nung"
                | "nong"
                | "ng"
                | "mo"
                | "nyo"
                | "niyo"
                | "ninyo"
                | "sa"
                | "kasi"
                | "kay"
        )
}

/// Whether the word makes a question of its sentence wherever it stands.
pub fn asks(word: &str) -> bool {
    matches!(
        word,
        "ba" | "bang"
            | "magkano"
            | "mgkano"
            | "magkanu"
            | "mgkanu"
            | "mkano"
            | "paano"
            | "pano"
            | "papaano"
            | "saan"
            | "kailan"
            | "kelan"
            | "kaylan"
            | "ilan"
            | "ilang"
            | "alin"
            | "aling"
            | "anong"
            | "sino"
            | "sinong"
            | "bakit"
            | "gaano"
    )
}

/// Whether the word opens a clause.
pub fn opens_clause(word: &str) -> bool {
    matches!(word, "pero" | "kaso" | "kasi" | "kse" | "ksi" | "dahil" | "kapag" | "subalit" | "ngunit")
}

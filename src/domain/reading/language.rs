//! The languages that rolo reads, and how their phrases may be spelt. A language is a phrase pack (`packs`), its little
//! words (`function_words`) and its words for times (`time_words`); all else is common.

/// A language of a phrase pack. Tagalog is mixed with English within one sentence, so the little words of both are
/// heeded around the phrases of either; Vietnamese, of which many words look like Tagalog ones, has its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English, and whatever has no pack.
    English,
    /// Tagalog and Taglish.
    Tagalog,
    /// Vietnamese, with and without its marks.
    Vietnamese,
}

/// Words of English and Tagalog that are Vietnamese ones without their marks, too.
const FOREIGN: &str = "a ai an anh at ay ba bad ban bang bao bi bit bo boy can car cat chat chin co com con dam dan day \
    den di din do don dong em gain gang ha ham hang hay he hem hen ho hoc hoi hom hot in it kang ko la lab lap lay lo \
    long mai man mang mat may me men met mo moi mong mua na nam nan nang nay nga ngay no nu o oan om on ong pa phone qua \
    quay ran rat sa sale san sang say set ship shop si sin so song sung tan tang tap tay the them then thin this tin to \
    tong top tot trap treat tu tui tung vang ve vi xin";

/// Endings whose tone mark some put on the first vowel and others on the second.
const TONE_PLACES: [(&str, &str); 15] = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

impl Language {
    /// The language of the pack of this name.
    pub fn of_pack(name: &str) -> Self {
        match name {
            "tl" => Self::Tagalog,
            "vi" => Self::Vietnamese,
            _ => Self::English,
        }
    }

    /// The language of a phrase of unknown origin: Vietnamese if it has letters that no other language has.
    pub fn of_phrase(phrase: &str) -> Self {
        if has_vietnamese_letters(phrase) { Self::Vietnamese } else { Self::English }
    }

    /// The language of a whole text. English is heeded in Tagalog, which is why it need not be told apart.
    pub fn of_text(text: &str) -> Self {
        if has_vietnamese_letters(text) { Self::Vietnamese } else { Self::Tagalog }
    }

    /// The phrase in all the ways that people of this language spell it.
    pub fn spellings(self, phrase: String) -> Vec<String> {
        match self {
            Self::English => vec![phrase],
            // "Pa-order", "pa order", "paorder".
            Self::Tagalog if phrase.contains('-') => {
                vec![phrase.replace('-', " "), phrase.replace('-', ""), phrase]
            }
            Self::Tagalog => vec![phrase],
            Self::Vietnamese => {
                let moved = TONE_PLACES.iter().fold(phrase.clone(), |text, (old, new)| text.replace(old, new));
                let bare = without_marks(&phrase);
                let mut spellings = Vec::with_capacity(3);
                spellings.extend((bare != phrase && is_plainly_vietnamese(&bare)).then_some(bare));
                spellings.extend((moved != phrase).then_some(moved));
                spellings.push(phrase);
                spellings
            }
        }
    }
}

fn has_vietnamese_letters(text: &str) -> bool {
    let is_vietnamese = |c: char| matches!(c, 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ă' | 'Ă' | '\u{1ea0}'..='\u{1ef9}');
    text.chars().any(is_vietnamese)
}

/// A phrase of two words without marks has at least this many letters: "noi doi" may be anything.
const LEAST_LETTERS: usize = 7;

/// Whether a phrase without marks can be nothing but Vietnamese: it has several words, not all of which are foreign.
fn is_plainly_vietnamese(bare: &str) -> bool {
    let is_foreign = |word: &str| FOREIGN.split_ascii_whitespace().any(|foreign| foreign == word);
    let words = || bare.split(' ');
    // "Da" is the past as well as a polite "yes".
    let is_clear = words().all(|word| word != "da");
    let is_long = words().count() > 2 || bare.len() > LEAST_LETTERS && words().all(|word| word.len() > 1);
    bare.contains(' ') && is_clear && is_long && words().any(|word| !is_foreign(word))
}

/// The text as it is typed without Vietnamese marks.
pub fn without_marks(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    use unicode_normalization::char::is_combining_mark;

    let plain = text.nfd().filter(|c| !is_combining_mark(*c));
    plain.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings(language: Language, phrase: &str) -> Vec<String> {
        language.spellings(phrase.to_string())
    }

    #[test]
    fn vietnamese_is_typed_without_marks_too_where_that_is_nothing_else() {
        assert_eq!(spellings(Language::Vietnamese, "giá bao nhiêu"), ["gia bao nhieu", "giá bao nhiêu"]);
        assert_eq!(spellings(Language::Vietnamese, "đặt lịch"), ["dat lich", "đặt lịch"]);
        // One syllable, two short ones, or words of other languages.
        assert_eq!(spellings(Language::Vietnamese, "giá"), ["giá"]);
        assert_eq!(spellings(Language::Vietnamese, "con đó"), ["con đó"]);
        assert_eq!(spellings(Language::Vietnamese, "hủy đơn"), ["huỷ đơn", "hủy đơn"]);
    }

    #[test]
    fn tagalog_hyphens_come_and_go() {
        assert_eq!(spellings(Language::Tagalog, "pa-order"), ["pa order", "paorder", "pa-order"]);
        assert_eq!(spellings(Language::English, "check-in"), ["check-in"]);
    }

    #[test]
    fn a_phrase_tells_its_language_by_its_letters() {
        assert_eq!(Language::of_phrase("giá bao nhiêu"), Language::English);
        assert_eq!(Language::of_phrase("đặt lịch"), Language::Vietnamese);
        assert_eq!(Language::of_phrase("Café"), Language::English);
    }
}

//! What happens to letters: they lose their accents, change their case, and fingers miss keys.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::draw::index;
use crate::random::Random;

/// The rows of a keyboard; a finger that misses hits a neighbour.
const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// The text in plain Latin letters: without accents, Russian in one of the usual transcriptions.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.nfc() {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        match transcribed(small) {
            Some(latin) if letter == small => out.push_str(latin),
            Some(latin) => out.push_str(&capitalised(latin)),
            None => out.extend(letter.nfd().filter(|&part| !is_combining_mark(part))),
        }
    }
    out
}

/// Not what rolo compares names by, though most of it is alike: what is measured must not make the data that it is
/// measured on. People write `й` as `y`, which rolo's folded form has as `i`.
fn transcribed(letter: char) -> Option<&'static str> {
    let latin = match letter {
        'ß' => "ss",
        'ł' => "l",
        'đ' => "d",
        'ı' => "i",
        'ø' => "o",
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    };
    Some(latin)
}

/// The letters and digits of a text as they stand in an e-mail address or a domain.
pub(crate) fn address_part(text: &str) -> String {
    plain(text).chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The text with its first letter in capitals.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// One slip of a finger after the first letter: a letter left out, doubled, exchanged with the next one or hit
/// beside its key. What has fewer than three letters stays as it is.
pub(crate) fn misspelt(text: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 3 {
        return text.to_owned();
    }
    let place = 1 + index(random, letters.len() - 1);
    match random.below(4) {
        0 => drop(letters.remove(place)),
        1 => letters.insert(place, letters[place]),
        2 if place + 1 < letters.len() => letters.swap(place, place + 1),
        2 => letters.swap(place, place - 1),
        _ => letters[place] = neighbour(letters[place], random),
    }
    letters.into_iter().collect()
}

fn neighbour(letter: char, random: &mut Random) -> char {
    for row in KEYS {
        if let Some(place) = row.find(letter) {
            let beside = if random.percent(50) && place > 0 || place + 1 == row.len() { place - 1 } else { place + 1 };
            return char::from(row.as_bytes()[beside]);
        }
    }
    'e'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Stream;

    #[test]
    fn accents_fall_off_and_russian_is_transcribed() {
        assert_eq!(plain("Łódź Nguyễn Weiß Øre İstanbul Щукин"), "Lodz Nguyen Weiss Ore Istanbul Shchukin");
        assert_eq!(address_part("O'Brien & Sons, Köln 2"), "obriensonskoln2");
    }

    #[test]
    fn a_slip_changes_one_or_two_letters_and_never_the_first() {
        for item in 0..500 {
            let typed = misspelt("Marshland", &mut Random::of(1, Stream::Person, item));
            assert!(typed.starts_with('M') && (8..=10).contains(&typed.len()), "{typed}");
        }
        assert_eq!(misspelt("Li", &mut Random::of(1, Stream::Person, 1)), "Li");
    }
}

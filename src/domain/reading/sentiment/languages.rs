//! Tagalog (as mixed with English in the Philippines) and Vietnamese: own ratings of the words that customers use most,
//! on the scale of [`customers`](super::customers). Vietnamese without diacritics is listed only where it can be
//! nothing else.

mod tagalog;
mod vietnamese;

use super::lexicon::Role;

/// Words of one piece with their valences.
pub(super) fn words() -> impl Iterator<Item = (&'static str, f32)> {
    let lists = tagalog::WORDS.iter().chain(vietnamese::WORDS);
    lists.flat_map(|&(valence, words)| words.split_ascii_whitespace().map(move |word| (word, valence)))
}

/// Words that mean something together, with their valences.
pub(super) fn phrases() -> impl Iterator<Item = (&'static str, f32)> {
    let lists = tagalog::PHRASES.iter().chain(vietnamese::PHRASES);
    lists.flat_map(|&(valence, phrases)| phrases.split(", ").map(move |phrase| (phrase, valence)))
}

/// They strengthen what follows.
pub(super) const BOOSTERS: &str = "
    sobra sobrang super napaka talaga talagang grabe grabeng masyado masyadong ubod rất rat quá siêu cực";

/// They weaken what follows.
pub(super) const DAMPENERS: &str = "medyo hơi hoi";

/// They strengthen what stands before them.
pub(super) const BOOSTERS_AFTER: &str = "talaga sobra quá lắm ghê qua lam ghe vl vãi dữ kinh";

/// Words that do something to their sentence.
pub(super) const ROLES: &[(Role, &str)] = &[
    (Role::Negates, "hindi hinde hndi indi huwag wag không khong khum hông hok chẳng chả chưa đừng"),
    (Role::NegatesNext, "di wala walang"),
    (Role::Turns, "pero kaso ngunit subalit nhưng nhưg"),
    (Role::Asks, "magkano pano paano ilan bao"),
    (Role::AsksFirst, "pwede puwede meron may có"),
    (Role::Presumes, "bakit kailan saan sao"),
];

//! The valence of common emoji, on the scale of the word list. Own ratings: what they mean when customers write them.

/// Joins emoji into one: what follows it says nothing of its own.
pub(super) const JOINER: char = '\u{200d}';

/// Valences in hundredths, in the order of the characters so that they can be searched.
const VALENCES: &[(char, i16)] = &[
    ('☹', -150),
    ('☺', 170),
    ('♥', 230),
    ('✅', 50),
    ('✌', 100),
    ('✨', 100),
    ('❌', -80),
    ('❣', 230),
    ('❤', 250),
    ('⭐', 130),
    ('🌟', 150),
    ('🌹', 150),
    ('🌺', 100),
    ('🎉', 200),
    ('🎊', 180),
    ('🏆', 150),
    ('👌', 150),
    ('👍', 150),
    ('👎', -190),
    ('👏', 180),
    ('💐', 150),
    ('💓', 230),
    ('💔', -200),
    ('💕', 240),
    ('💖', 240),
    ('💗', 240),
    ('💘', 230),
    ('💙', 230),
    ('💚', 230),
    ('💛', 230),
    ('💜', 230),
    ('💝', 230),
    ('💞', 230),
    ('💢', -190),
    ('💩', -180),
    ('💯', 180),
    ('🔥', 130),
    ('🖕', -320),
    ('🖤', 180),
    ('😀', 170),
    ('😁', 170),
    ('😂', 110),
    ('😃', 180),
    ('😄', 180),
    ('😅', 30),
    ('😆', 130),
    ('😇', 150),
    ('😉', 90),
    ('😊', 190),
    ('😋', 160),
    ('😌', 120),
    ('😍', 290),
    ('😎', 150),
    ('😐', -40),
    ('😑', -80),
    ('😒', -140),
    ('😓', -80),
    ('😔', -140),
    ('😕', -110),
    ('😖', -150),
    ('😘', 250),
    ('😙', 180),
    ('😚', 200),
    ('😜', 120),
    ('😞', -170),
    ('😟', -140),
    ('😠', -230),
    ('😡', -280),
    ('😢', -160),
    ('😣', -140),
    ('😤', -190),
    ('😥', -110),
    ('😩', -150),
    ('😫', -160),
    // Tears of joy as often as of grief.
    ('😭', -70),
    ('😱', -100),
    ('😳', -20),
    ('🙁', -140),
    ('🙂', 80),
    ('🙃', -30),
    ('🙄', -160),
    ('🙌', 200),
    ('🙏', 100),
    ('🤍', 230),
    ('🤎', 200),
    ('🤗', 190),
    ('🤝', 110),
    ('🤞', 60),
    ('🤡', -190),
    ('🤢', -230),
    ('🤣', 120),
    ('🤦', -160),
    ('🤩', 270),
    ('🤬', -310),
    ('🤮', -260),
    ('🥰', 290),
    ('🥲', -30),
    ('🥳', 220),
    ('🥺', 20),
    ('🧡', 230),
];

/// The valence of an emoji in hundredths, if it has one.
pub(super) fn valence(emoji: char) -> Option<i16> {
    VALENCES.binary_search_by_key(&emoji, |&(known, _)| known).ok().map(|at| VALENCES[at].1)
}

/// Whether a character only varies the emoji before it: skin tones and variation selectors.
pub(super) fn is_modifier(sign: char) -> bool {
    matches!(sign, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_says_each_emoji_once() {
        assert!(VALENCES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn tones_are_modifiers_and_faces_are_not() {
        assert!(is_modifier('\u{1f3fd}'));
        assert!(!is_modifier('😀'));
    }
}

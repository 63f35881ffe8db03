//! How far apart two words are, in slips of the pen.

/// Letters inserted, left out, replaced or swapped with their neighbour between two words: the optimal string alignment
/// distance (Damerau 1964); any number beyond `limit` stands for "more".
pub(super) fn slips(a: &str, b: &str, limit: usize) -> usize {
    if a.is_ascii() && b.is_ascii() {
        return slips_of(a.as_bytes(), b.as_bytes(), limit);
    }
    // Names in other scripts have few letters, and each has several bytes.
    slips_of(&a.chars().collect::<Vec<char>>(), &b.chars().collect::<Vec<char>>(), limit)
}

fn slips_of<T: PartialEq + Copy>(a: &[T], b: &[T], limit: usize) -> usize {
    const LONGEST: usize = 63;
    let (a, b) = trim_common(a, b);
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if b.len() - a.len() > limit {
        return limit + 1;
    }
    if a.is_empty() {
        return b.len();
    }
    if b.len() > LONGEST {
        return limit + 1;
    }
    let mut rows = [[0_u8; LONGEST + 1]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate().take(b.len() + 1) {
        *cell = j as u8;
    }
    for i in 1..=a.len() {
        let [this, last, before_last] = rows.get_disjoint_mut([i % 3, (i + 2) % 3, (i + 1) % 3]).expect("three rows");
        this[0] = i as u8;
        let mut least = this[0];
        for j in 1..=b.len() {
            let mut cost = (last[j - 1] + u8::from(a[i - 1] != b[j - 1])).min(last[j] + 1).min(this[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(before_last[j - 2] + 1);
            }
            this[j] = cost;
            least = least.min(cost);
        }
        if usize::from(least) > limit {
            return limit + 1;
        }
    }
    usize::from(rows[a.len() % 3][b.len()]).min(limit + 1)
}

/// Which letters a word has: a quick way to see that two words are too far apart.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Letters(u32);

impl Letters {
    pub(super) fn of(word: &str) -> Self {
        Self(word.chars().fold(0, |letters, c| letters | 1 << (c as u32 & 31)))
    }

    /// Whether two words can be within `limit` slips: each slip takes away one letter and adds another at most.
    pub(super) fn may_be_within(self, other: Self, limit: usize) -> bool {
        (self.0 ^ other.0).count_ones() as usize <= 2 * limit
    }

    /// Whether one word can be a part of the other.
    pub(super) fn may_be_part(self, other: Self) -> bool {
        let common = self.0 & other.0;
        common == self.0 || common == other.0
    }

    /// Whether two words are there that can be within two slips or parts of each other.
    pub(super) fn may_be_alike(self, other: Self) -> bool {
        self.0 != 0 && other.0 != 0 && (self.may_be_within(other, 2) || self.may_be_part(other))
    }
}

/// What is left of two words without the letters that both begin and end with.
fn trim_common<'a, T: PartialEq>(mut a: &'a [T], mut b: &'a [T]) -> (&'a [T], &'a [T]) {
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    (a, b) = (&a[front..], &b[front..]);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    (&a[..a.len() - back], &b[..b.len() - back])
}

/// Whether two words are one with a slip or two: none up to two letters, one up to four, two from five on. Letters in
/// disorder count as two.
pub(super) fn near(a: &str, b: &str) -> Option<usize> {
    let len = |word: &str| if word.is_ascii() { word.len() } else { word.chars().count() };
    let limit = match len(a).min(len(b)) {
        0..=2 => return None,
        3..=4 => 1,
        _ => 2,
    };
    let slips = slips(a, b, limit);
    if slips <= limit {
        return Some(slips);
    }
    (limit == 2 && have_same_letters(a, b)).then_some(2)
}

fn have_same_letters(a: &str, b: &str) -> bool {
    let letters = |word: &str| {
        let mut counts = [0_u8; 32];
        for c in word.chars() {
            let count = &mut counts[c as usize & 31];
            *count = count.wrapping_add(1);
        }
        counts
    };
    a.len() == b.len() && letters(a) == letters(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_up_to_the_limit() {
        for (a, b, slips_between) in [
            ("smith", "smith", 0),
            ("smith", "smyth", 1),
            ("smith", "smiht", 1),
            ("smith", "smit", 1),
            ("smith", "ssmith", 1),
            ("smith", "sith", 1),
            ("ca", "abc", 3),
            ("kitten", "sitting", 3),
            ("", "ab", 2),
        ] {
            assert_eq!(slips(a, b, 5), slips_between, "{a} {b}");
            assert_eq!(slips(b, a, 5), slips_between, "{b} {a}");
        }
        assert_eq!(slips("kitten", "sitting", 2), 3);
        assert_eq!(slips("a", "abcdefgh", 2), 3);
    }

    #[test]
    fn short_words_have_no_slips() {
        assert_eq!(near("li", "le"), None);
        assert_eq!(near("lee", "leo"), Some(1));
        assert_eq!(near("lee", "low"), None);
        assert_eq!(near("price", "pcire"), Some(2));
        assert_eq!(near("altstadter", "altsdater"), Some(2));
    }

    #[test]
    fn letters_of_other_scripts_count_as_one_each() {
        assert_eq!(slips("محمد", "محمود", 5), 1);
        assert_eq!(slips("小明", "小民", 5), 1);
        assert_eq!(near("小明", "小民"), None);
        assert_eq!(near("王小明", "王大民"), None);
        assert_eq!(near("محمد", "محمود"), Some(1));
    }

    #[test]
    fn no_two_words_within_a_slip_look_too_far_apart() {
        for (a, b) in [("smith", "smyth"), ("lee", "leon"), ("محمد", "محمود"), ("김민수", "김빈수")] {
            let slips = slips(a, b, 5);
            assert!(Letters::of(a).may_be_within(Letters::of(b), slips), "{a} {b}");
        }
    }

    #[test]
    fn very_long_words_are_not_measured() {
        let (a, b) = ("ab".repeat(50_000), "ba".repeat(40_000));
        assert_eq!(slips(&a, &b, 2), 3);
        assert_eq!(near(&a, &a), Some(0));
    }
}

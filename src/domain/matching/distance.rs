//! How far apart two words are, in slips of the pen.

/// Letters inserted, left out, replaced or swapped with their neighbour between two words: the optimal string alignment
/// distance (Damerau 1964), in bytes; any number beyond `limit` stands for "more". Folded words are ASCII nearly always.
pub(super) fn slips(a: &str, b: &str, limit: usize) -> usize {
    const LONGEST: usize = 63;
    let (a, b) = trim_common(a.as_bytes(), b.as_bytes());
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
        Self(word.bytes().fold(0, |letters, byte| letters | 1 << (byte & 31)))
    }

    /// Whether two words can be within `limit` slips: each slip takes away one letter and adds another at most.
    pub(super) fn may_be_within(self, other: Self, limit: usize) -> bool {
        (self.0 ^ other.0).count_ones() as usize <= 2 * limit
    }
}

/// What is left of two words without the letters that both begin and end with.
fn trim_common<'a>(mut a: &'a [u8], mut b: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    (a, b) = (&a[front..], &b[front..]);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    (&a[..a.len() - back], &b[..b.len() - back])
}

/// Whether two words are one with a slip or two: none up to two letters, one up to four, two from five on. Letters in
/// disorder count as two.
pub(super) fn near(a: &str, b: &str) -> Option<usize> {
    let limit = match a.len().min(b.len()) {
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
        for byte in word.bytes() {
            let count = &mut counts[usize::from(byte & 31)];
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
}

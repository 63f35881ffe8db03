//! Whether two first names can mean one person: equal, an initial, a nickname, or a misspelling. Nicknames and
//! variants stand in `nicknames.txt`, one group a line; a name on a line alone is listed because it looks like
//! another. Names that are both listed are never taken for misspellings of each other (John and Joan), nor are two
//! that differ in a final `a` or `o` only (Maria and Mario, Daniel and Daniela).

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

const NICKNAMES: &str = include_str!("nicknames.txt");

/// A misspelling has at least this Jaro-Winkler similarity, from five letters on.
const MIN_SIMILARITY: f64 = 0.92;

/// Whether two folded first names, one word each, can mean one person.
pub(super) fn alike(a: &str, b: &str) -> bool {
    if a == b || is_initial_of(a, b) || is_initial_of(b, a) {
        return true;
    }
    let groups = groups();
    match (groups.get(a), groups.get(b)) {
        (Some(of_a), Some(of_b)) => of_a.iter().any(|group| of_b.contains(group)),
        _ => is_misspelling(a, b),
    }
}

/// The numbers of the groups of nicknames and variants that a folded first name stands in.
pub fn groups_of(name: &str) -> &'static [usize] {
    groups().get(name).map_or(&[], Vec::as_slice)
}

/// The numbers of the groups that each name stands in.
fn groups() -> &'static FxHashMap<&'static str, Vec<usize>> {
    static GROUPS: OnceLock<FxHashMap<&'static str, Vec<usize>>> = OnceLock::new();
    GROUPS.get_or_init(|| {
        let mut groups: FxHashMap<_, Vec<usize>> = FxHashMap::default();
        for (number, line) in NICKNAMES.lines().filter(|line| !line.starts_with('#')).enumerate() {
            for name in line.split_whitespace() {
                groups.entry(name).or_default().push(number);
            }
        }
        groups
    })
}

fn is_initial_of(letter: &str, name: &str) -> bool {
    letter.chars().count() == 1 && name.starts_with(letter)
}

/// One slip of the pen in names from four letters on, two from eight on, or very similar; the first letter stands.
fn is_misspelling(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let shorter = a.len().min(b.len());
    if shorter < 4 || a.first() != b.first() || a.len().abs_diff(b.len()) > 2 || differs_in_gender(&a, &b) {
        return false;
    }
    let slips = slips(&a, &b);
    slips <= 1 || slips <= 2 && shorter >= 8 || shorter >= 5 && similarity(&a, &b) >= MIN_SIMILARITY
}

/// Whether the names differ in a final `a` or `o` only, which makes another name in many languages.
fn differs_in_gender(a: &[char], b: &[char]) -> bool {
    let stem = |name: &[char]| match name {
        [stem @ .., 'a' | 'o'] => stem.to_vec(),
        _ => name.to_vec(),
    };
    stem(a) == stem(b)
}

/// Letters inserted, left out, replaced or swapped with their neighbour: the optimal string alignment distance
/// (Damerau 1964).
fn slips(a: &[char], b: &[char]) -> usize {
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// The Jaro-Winkler similarity, 0 to 1 (Winkler 1990), with a prefix of up to four letters weighed 0.1 each.
fn similarity(a: &[char], b: &[char]) -> f64 {
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; b.len()];
    let mut matched_a = Vec::new();
    for (i, letter) in a.iter().enumerate() {
        let window = i.saturating_sub(reach)..(i + reach + 1).min(b.len());
        if let Some(j) = window.into_iter().find(|&j| !taken[j] && b[j] == *letter) {
            taken[j] = true;
            matched_a.push(*letter);
        }
    }
    if matched_a.is_empty() {
        return 0.0;
    }
    let matched_b = b.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(letter, _)| letter);
    let swapped = matched_a.iter().zip(matched_b).filter(|(x, y)| x != y).count() as f64 / 2.0;
    let matched = matched_a.len() as f64;
    let jaro = (matched / a.len() as f64 + matched / b.len() as f64 + (matched - swapped) / matched) / 3.0;
    let prefix = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count();
    jaro + prefix as f64 * 0.1 * (1.0 - jaro)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::normalize::name;

    #[test]
    fn nicknames_and_variants_mean_one_person() {
        for (a, b) in [
            ("bill", "william"),
            ("peggy", "margaret"),
            ("pepe", "jose"),
            ("kiko", "francisco"),
            ("fritz", "friedrich"),
            ("jan", "john"),
            ("jurgen", "juergen"),
            ("katya", "ekaterina"),
            ("sam", "samantha"),
            ("j", "john"),
        ] {
            assert!(alike(a, b) && alike(b, a), "{a} and {b}");
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_no_other_name() {
        for (a, b) in [("jhon", "john"), ("micheal", "michael"), ("krisitna", "kristina"), ("alexxander", "alexander")]
        {
            assert!(alike(a, b), "{a} and {b}");
        }
        assert!(!alike("sam", "pam"));
        assert!(!alike("xuan", "xuyen"));
    }

    #[test]
    fn names_that_only_look_alike_stay_apart() {
        for (a, b) in [
            ("maria", "mario"),
            ("dan", "don"),
            ("jan", "jon"),
            ("john", "joan"),
            ("eric", "erica"),
            ("carlo", "carla"),
            ("christian", "christine"),
            ("louis", "louise"),
            ("sam", "pam"),
            ("bill", "robert"),
            ("rogelio", "rogelia"),
        ] {
            assert!(!alike(a, b) && !alike(b, a), "{a} and {b}");
        }
    }

    #[test]
    fn every_nickname_is_in_the_folded_form_and_stands_once_in_its_group() {
        let lines: Vec<&str> = NICKNAMES.lines().filter(|line| !line.starts_with('#')).collect();
        for line in &lines {
            let mut names: Vec<&str> = line.split_whitespace().collect();
            assert!(!names.is_empty(), "no blank lines");
            assert!(names.iter().all(|word| name::fold(word) == **word), "{line}");
            names.sort_unstable();
            assert!(names.is_sorted_by(|a, b| a < b), "{line}");
        }
        assert!(lines.iter().filter(|line| line.contains(' ')).count() >= 150);
    }

    #[test]
    fn the_measures_are_those_of_the_literature() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        let near = |a: &str, b: &str, expected: f64| (similarity(&chars(a), &chars(b)) - expected).abs() < 0.0005;
        assert!(near("martha", "marhta", 0.961) && near("dwayne", "duane", 0.840) && near("dixon", "dicksonx", 0.813));
        assert_eq!(slips(&chars("ca"), &chars("abc")), 3);
        assert_eq!(slips(&chars("jhon"), &chars("john")), 1);
        assert_eq!(slips(&[], &chars("abc")), 3);
    }
}

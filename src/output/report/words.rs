//! Numbers and names as the page says them.

/// A length of time in its two largest units: `45 s`, `2 h 10 min`, `3 d`.
pub(super) fn duration(seconds: i64) -> String {
    let units = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")];
    let Some(i) = units.iter().position(|(unit, _)| seconds >= *unit) else { return "0 s".to_owned() };
    let (unit, name) = units[i];
    let large = format!("{} {name}", seconds / unit);
    match units.get(i + 1).map(|(small, name)| (seconds % unit / small, name)) {
        // Beside minutes, seconds say nothing.
        Some((rest, name)) if rest > 0 && unit > 60 => format!("{large} {rest} {name}"),
        _ => large,
    }
}

/// A word of the data model as people write it: `ready_to_buy` as `ready to buy`.
pub(super) fn spaced(word: &str) -> String {
    word.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_has_its_two_largest_units() {
        let shown = [0, 45, 60, 119, 3_600, 7_800, 86_400, 90_000, 264_000].map(duration);
        assert_eq!(shown, ["0 s", "45 s", "1 min", "1 min", "1 h", "2 h 10 min", "1 d", "1 d 1 h", "3 d 1 h"]);
    }
}

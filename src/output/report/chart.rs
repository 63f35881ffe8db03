//! Charts of upright bars, worked out as the shapes that the page draws. The drawing is as wide as a phone, so that its
//! text is as large as that around it, there and on a wide screen.

use serde::Serialize;

use crate::output::number::with_thousands;

/// The size of the drawing and of what stands around its bars.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 144.0;
const LEFT: f64 = 36.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 20.0;
/// The room that a character of a label takes, and that between two labels.
const CHARACTER: f64 = 6.0;
const BETWEEN: f64 = 6.0;
/// The part of its slot that a bar takes, and its greatest width.
const BAR_PART: f64 = 0.7;
const BAR_MOST: f64 = 30.0;

/// What a bar stands for.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Under the bar: `Sep`, or `Sep 26` where several years are shown.
    pub short: String,
    /// In the table: `Sep 2026`.
    pub label: String,
    /// Its height; none where nothing is known.
    pub value: Option<f64>,
    /// Its value in words.
    pub text: String,
}

/// A chart and the table behind it.
#[derive(Debug, Serialize)]
pub(super) struct Chart {
    title: String,
    /// What stands beside the title.
    note: String,
    width: f64,
    height: f64,
    left: f64,
    ticks: Vec<Mark>,
    labels: Vec<Mark>,
    bars: Vec<Bar>,
    /// Whether there is nothing to be seen.
    is_empty: bool,
}

/// A text at a place along an axis.
#[derive(Debug, Serialize)]
struct Mark {
    at: f64,
    text: String,
}

#[derive(Debug, Serialize)]
struct Bar {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    label: String,
    text: String,
    /// Whether its time is not over yet.
    is_part: bool,
}

/// What the heights of bars are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Numbers.
    Count,
    /// Seconds.
    Seconds,
}

impl Chart {
    /// A chart of these columns; the last of them is not complete if `ends_early`.
    pub(super) fn new(title: &str, note: String, columns: &[Column], unit: Unit, ends_early: bool) -> Self {
        let most = columns.iter().filter_map(|column| column.value).fold(0.0, f64::max);
        let step = unit.step(most);
        let top = (most / step).ceil().max(1.0) * step;
        let room = HEIGHT - TOP - BOTTOM;
        let slot = (WIDTH - LEFT) / columns.len().max(1) as f64;
        let width = (slot * BAR_PART).min(BAR_MOST);
        let bar = |(i, column): (usize, &Column)| {
            let height = column.value.unwrap_or(0.0).max(0.0) / top * room;
            Bar {
                x: short(LEFT + slot * i as f64 + (slot - width) / 2.0),
                y: short(TOP + room - height),
                width: short(width),
                height: short(height),
                label: column.label.clone(),
                text: column.text.clone(),
                is_part: ends_early && i + 1 == columns.len(),
            }
        };
        // Labels are counted from the last, which is always named.
        let longest = columns.iter().map(|column| column.short.chars().count()).max().unwrap_or(0);
        let every = ((longest as f64 * CHARACTER + BETWEEN) / slot).ceil().max(1.0) as usize;
        let is_named = |i: usize| (columns.len() - 1 - i).is_multiple_of(every);
        let label = |(i, column): (usize, &Column)| Mark {
            at: short(LEFT + slot * (i as f64 + 0.5)),
            text: column.short.clone(),
        };
        let tick = |i: u32| {
            let value = f64::from(i) * step;
            Mark { at: short(TOP + room - value / top * room), text: unit.text(value) }
        };
        Self {
            title: title.to_owned(),
            note,
            width: WIDTH,
            height: HEIGHT,
            left: LEFT,
            ticks: (0..=(top / step).round() as u32).map(tick).collect(),
            labels: columns.iter().enumerate().filter(|(i, _)| is_named(*i)).map(label).collect(),
            bars: columns.iter().enumerate().map(bar).collect(),
            is_empty: most <= 0.0,
        }
    }
}

impl Unit {
    /// The distance of two lines, so that there are two to five up to the greatest value.
    fn step(self, most: f64) -> f64 {
        const SECONDS: [f64; 12] =
            [10.0, 30.0, 60.0, 300.0, 900.0, 1_800.0, 3_600.0, 7_200.0, 14_400.0, 43_200.0, 86_400.0, 172_800.0];
        let rough = most / 4.0;
        if self == Self::Seconds {
            if let Some(step) = SECONDS.iter().find(|step| **step >= rough) {
                return *step;
            }
            return (rough / 86_400.0).ceil() * 86_400.0;
        }
        if rough <= 1.0 {
            return 1.0;
        }
        let unit = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(|step| step * unit >= rough);
        step.unwrap_or(10.0) * unit
    }

    fn text(self, value: f64) -> String {
        match self {
            Self::Count => compact(value),
            Self::Seconds => super::words::duration(value as i64),
        }
    }
}

/// A number that is short enough to stand beside a line: `15,000` as `15k`.
fn compact(value: f64) -> String {
    let (unit, name) = match value {
        value if value >= 1e9 => (1e9, "bn"),
        value if value >= 1e6 => (1e6, "M"),
        value if value >= 1e4 => (1e3, "k"),
        _ => return with_thousands(value.round() as i64),
    };
    let text = format!("{:.1}", value / unit);
    format!("{}{name}", text.trim_end_matches(".0"))
}

/// A place in the drawing, to a tenth of a point.
fn short(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: &[f64], unit: Unit) -> Chart {
        let column = |value: &f64| Column {
            short: "Sep".to_owned(),
            label: "Sep 2026".to_owned(),
            value: Some(*value),
            text: value.to_string(),
        };
        Chart::new("t", String::new(), &values.iter().map(column).collect::<Vec<_>>(), unit, true)
    }

    fn ticks(most: f64, unit: Unit) -> Vec<String> {
        chart(&[most], unit).ticks.into_iter().map(|tick| tick.text).collect()
    }

    #[test]
    fn lines_are_at_round_numbers_and_the_highest_bar_is_below_the_last() {
        assert_eq!(ticks(3.0, Unit::Count), ["0", "1", "2", "3"]);
        assert_eq!(ticks(47.0, Unit::Count), ["0", "20", "40", "60"]);
        assert_eq!(ticks(61_000.0, Unit::Count), ["0", "20k", "40k", "60k", "80k"]);
        assert_eq!(ticks(5_000.0, Unit::Seconds), ["0 s", "30 min", "1 h", "1 h 30 min"]);
    }

    #[test]
    fn bars_stay_inside_the_drawing_and_stand_on_its_ground() {
        for chart in [chart(&[0.0], Unit::Count), chart(&[1.0; 36], Unit::Count), chart(&[7.0, 0.0, 3.0], Unit::Count)]
        {
            for bar in &chart.bars {
                assert!(bar.x >= LEFT && bar.x + bar.width <= WIDTH + 0.1, "{bar:?}");
                assert!(bar.y >= TOP && (bar.y + bar.height - (HEIGHT - BOTTOM)).abs() < 0.11, "{bar:?}");
            }
        }
    }

    #[test]
    fn many_bars_have_fewer_labels_and_the_last_is_named_and_marked() {
        let chart = chart(&[1.0; 36], Unit::Count);
        assert_eq!(chart.labels.len(), 9);
        assert!(chart.bars.last().is_some_and(|bar| bar.is_part) && !chart.bars[0].is_part);
        assert!(chart.labels.last().is_some_and(|label| label.at > WIDTH - 10.0));
    }

    #[test]
    fn a_chart_of_nothing_says_so() {
        assert!(chart(&[0.0, 0.0], Unit::Count).is_empty && chart(&[], Unit::Count).is_empty);
    }
}

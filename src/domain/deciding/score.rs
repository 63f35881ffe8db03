//! The score, 0 to 100: five categories, each the sum of its signals held within 0 to 100, their weighted mean, and
//! the points that a person gave. It is reckoned in whole numbers, and its lines add up to it exactly: what the
//! clamping of a category, the rounding and the bounds take or give is a line of its own.

use super::classify::Decision;
use super::facts::ContactFacts;
use super::horizon::Horizon;
use super::rules::{Category, GradeRules, Rules, ScoreRules, SignalKind};
use super::signal::{Match, Scope};
use super::words::{Band, Empty, Grade};
use crate::domain::time::Instant;

/// What a line of a score is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScoreLineKind {
    /// What the signal at this position of `score.signal` adds.
    Signal(u32),
    /// What holding a category within 0 to 100 gives or takes.
    Clamp(Category),
    /// The points that an import or a person gave.
    Manual,
    /// What rounding to a whole number gives or takes.
    Rounding,
    /// What holding the score within 0 to 100 gives or takes.
    Bounds,
}

/// One line of a score. All lines of a score add up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ScoreLine {
    /// What the line is.
    pub kind: ScoreLineKind,
    /// For a signal, how many items it found inside its window; else 0.
    pub count: u32,
    /// What the line adds to the score, in millionths of a point: for a signal its points × min(count, cap) × the
    /// category's share of all weights.
    pub millionths: i64,
}

impl ScoreLine {
    /// The word for the kind of line.
    pub const fn kind_name(&self) -> &'static str {
        match self.kind {
            ScoreLineKind::Signal(_) => "signal",
            ScoreLineKind::Clamp(_) => "clamp",
            ScoreLineKind::Manual => "manual",
            ScoreLineKind::Rounding => "rounding",
            ScoreLineKind::Bounds => "bounds",
        }
    }

    /// What explanations call the line: the signal's own name, else what it does.
    pub fn name<'r>(&self, rules: &'r ScoreRules) -> &'r str {
        match self.kind {
            ScoreLineKind::Signal(position) => {
                rules.signals.get(position as usize).map_or("", |signal| signal.name.as_str())
            }
            ScoreLineKind::Clamp(_) => "category held within 0 to 100",
            ScoreLineKind::Manual => "points given",
            ScoreLineKind::Rounding => "rounded to a whole number",
            ScoreLineKind::Bounds => "score held within 0 to 100",
        }
    }

    /// The category that the line belongs to, if it belongs to one.
    pub fn category(&self, rules: &ScoreRules) -> Option<Category> {
        match self.kind {
            ScoreLineKind::Signal(position) => rules.signals.get(position as usize).map(|signal| signal.category),
            ScoreLineKind::Clamp(category) => Some(category),
            _ => None,
        }
    }

    /// The points that the line adds, as an exact decimal number: `6`, `-2.5`, `3.333333`.
    pub fn points(&self) -> String {
        let sign = if self.millionths < 0 { "-" } else { "" };
        let (whole, rest) = (self.millionths.unsigned_abs() / ONE as u64, self.millionths.unsigned_abs() % ONE as u64);
        let text = format!("{sign}{whole}.{rest:06}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// A score with its lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Scoring {
    /// 0 to 100; `None` where there is too little to go by.
    pub score: Option<u8>,
    /// The grade of the score.
    pub grade: Option<Grade>,
    /// Why there is no score.
    pub empty_because: Option<Empty>,
    /// What each category came to, 0 to 100, in the order of [`Category::ALL`].
    pub categories: [u8; 5],
    /// Lines that add up to the score: signals in the order of the rules, then clamps, points, rounding and bounds.
    pub lines: Vec<ScoreLine>,
    /// The first instant at which any of this could change with no new data.
    pub valid_until: Option<Instant>,
}

/// One point in the unit of lines.
const ONE: i64 = 1_000_000;
/// Beyond this many points a signal's contribution and the sum of given points are cut: far outside of 0 to 100, and
/// within what whole numbers can hold.
const MOST: i64 = 100_000_000;

/// Scores a contact as of the decision's `as_of`.
pub fn score(facts: &ContactFacts, decision: &Decision, rules: &Rules) -> Scoring {
    let evidence = &decision.evidence;
    let enough = evidence.event_count > 0 || evidence.points.is_some();
    if evidence.message_count < rules.score.min_messages && !enough {
        return Scoring::empty(Empty::TooFewMessages, decision.valid_until);
    }
    let mut horizon = Horizon::after(evidence.as_of);
    horizon.note(decision.valid_until);
    let mut scoring = weigh(&scope(facts, decision), evidence.points, &rules.score, &mut horizon);
    scoring.valid_until = horizon.first();
    scoring
}

/// The items that the signal at this position of the rules found: the evidence behind its line.
pub fn matches<'a>(facts: &'a ContactFacts, decision: &'a Decision, rules: &Rules, position: usize) -> Vec<Match<'a>> {
    matches_within(&scope(facts, decision), rules, position)
}

/// The same within any scope.
pub(super) fn matches_within<'a>(scope: &Scope<'a>, rules: &Rules, position: usize) -> Vec<Match<'a>> {
    let mut found = Vec::new();
    if let Some(signal) = rules.score.signals.get(position) {
        let before = &rules.score.signals[..position];
        let keyword = before.iter().filter(|signal| signal.kind == SignalKind::Keyword).count();
        scope.each_match(signal, keyword, &mut |item| found.push(item));
    }
    found
}

fn scope<'a>(facts: &'a ContactFacts, decision: &'a Decision) -> Scope<'a> {
    Scope {
        conversations: &facts.conversations,
        events: &facts.events,
        as_of: decision.evidence.as_of,
        visitor_cues: decision.evidence.visitor_cues,
        visitor_keywords: decision.evidence.visitor_keywords,
        message_count: decision.evidence.message_count,
        contact: Some((facts, decision)),
    }
}

impl Scoring {
    /// No score, and why.
    pub(super) fn empty(because: Empty, valid_until: Option<Instant>) -> Self {
        Self { empty_because: Some(because), valid_until, ..Self::default() }
    }
}

/// Lets all signals find what they find, and adds up. `given` are points given by hand.
pub(super) fn weigh(scope: &Scope<'_>, given: Option<i64>, rules: &ScoreRules, horizon: &mut Horizon) -> Scoring {
    let mut sums = [0; 5];
    let mut sheet = Sheet::new(rules);
    let mut keyword = 0;
    for (position, signal) in (0..).zip(&rules.signals) {
        let tally = scope.tally(signal, keyword);
        keyword += usize::from(signal.kind == SignalKind::Keyword);
        if tally.count > 0 {
            horizon.note(tally.changes_at);
            let points = i64::from(signal.points) * i64::from(tally.count.min(signal.cap));
            let points = points.clamp(-MOST, MOST);
            sums[signal.category as usize] += points;
            sheet.add_share(ScoreLineKind::Signal(position), tally.count, signal.category, points);
        }
    }
    if sheet.lines.is_empty() && given.is_none() {
        return Scoring::empty(Empty::NoSignal, None);
    }
    sheet.total(sums, given)
}

/// A score as it is added up.
struct Sheet<'r> {
    rules: &'r ScoreRules,
    /// The sum of the weights.
    whole: i128,
    lines: Vec<ScoreLine>,
}

impl<'r> Sheet<'r> {
    fn new(rules: &'r ScoreRules) -> Self {
        let whole: i128 = Category::ALL.iter().map(|category| i128::from(rules.weights.of(*category))).sum();
        Self { rules, whole: whole.max(1), lines: Vec::new() }
    }

    fn add(&mut self, kind: ScoreLineKind, count: u32, millionths: i64) {
        self.lines.push(ScoreLine { kind, count, millionths });
    }

    /// Adds a line with a category's share of some points; what a millionth cannot show goes to the rounding.
    fn add_share(&mut self, kind: ScoreLineKind, count: u32, category: Category, points: i64) {
        let share = i128::from(points) * i128::from(self.rules.weights.of(category)) * i128::from(ONE) / self.whole;
        // At most `MOST` points of `ONE` each, as no weight exceeds their sum.
        self.add(kind, count, i64::try_from(share).unwrap_or_default());
    }

    /// Adds the lines that are no signals, and the score that all lines add up to.
    fn total(mut self, sums: [i64; 5], given: Option<i64>) -> Scoring {
        let mut categories = [0; 5];
        let mut weighted = 0;
        for (sum, category) in sums.into_iter().zip(Category::ALL) {
            let held = sum.clamp(0, 100);
            categories[category as usize] = percent(held);
            weighted += i128::from(held) * i128::from(self.rules.weights.of(category));
            if held != sum {
                self.add_share(ScoreLineKind::Clamp(category), 0, category, held - sum);
            }
        }
        let given = given.map(|points| points.clamp(-MOST, MOST));
        if let Some(points) = given {
            self.add(ScoreLineKind::Manual, 0, points * ONE);
        }
        let exact = weighted + i128::from(given.unwrap_or(0)) * self.whole;
        let rounded = i64::try_from((2 * exact + self.whole).div_euclid(2 * self.whole)).unwrap_or_default();
        let score = rounded.clamp(0, 100);
        self.add_rest(ScoreLineKind::Rounding, rounded);
        self.add_rest(ScoreLineKind::Bounds, score);
        let score = percent(score);
        let grade = Some(grade(score, &self.rules.grades));
        Scoring { score: Some(score), grade, categories, lines: self.lines, ..Scoring::default() }
    }

    /// Adds what is lacking to a whole number of points, if anything is.
    fn add_rest(&mut self, kind: ScoreLineKind, points: i64) {
        let sum: i64 = self.lines.iter().map(|line| line.millionths).sum();
        if sum != points * ONE {
            self.add(kind, 0, points * ONE - sum);
        }
    }
}

fn percent(value: i64) -> u8 {
    u8::try_from(value.clamp(0, 100)).unwrap_or_default()
}

/// The grade of a score.
pub fn grade(score: u8, rules: &GradeRules) -> Grade {
    let score = u32::from(score);
    if score >= rules.a {
        Grade::A
    } else if score >= rules.b {
        Grade::B
    } else if score >= rules.c {
        Grade::C
    } else if score >= rules.d {
        Grade::D
    } else {
        Grade::F
    }
}

/// The band of a score.
pub const fn band(score: u8) -> Band {
    match score {
        80.. => Band::Green,
        60..=79 => Band::Yellow,
        _ => Band::Red,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cue::Cue;
    use crate::domain::deciding::classify::classify;
    use crate::domain::deciding::testing::{agent, at_day, contact, contact_with, event, rules_with, usd, visitor};

    fn signal(name: &str, category: &str, cue: &str, points: i32, cap: u32) -> String {
        format!(
            "[[score.signal]]\nname = \"{name}\"\ncategory = \"{category}\"\nkind = \"cue\"\nmatch = \"{cue}\"\n\
             points = {points}\ncap = {cap}\nwindow = \"30d\"\n"
        )
    }

    fn scored(facts: &ContactFacts, signals: &str, day: i64) -> (Scoring, Rules) {
        let rules = rules_with(signals);
        let decision = classify(facts, &rules, &usd(), at_day(day));
        (score(facts, &decision, &rules), rules)
    }

    fn asked_thrice() -> ContactFacts {
        let asked = |day| visitor(at_day(day), &[Cue::PricingQuestion]);
        contact_with(vec![asked(0), asked(1), asked(2)])
    }

    /// Each line as `name points`.
    fn lines((scoring, rules): &(Scoring, Rules)) -> Vec<String> {
        scoring.lines.iter().map(|line| format!("{} {}", line.name(&rules.score), line.points())).collect()
    }

    #[test]
    fn a_signal_counts_each_match_up_to_its_cap() {
        let result = scored(&asked_thrice(), &signal("price", "budget", "pricing_question", 30, 2), 2);
        assert_eq!(result.0.score, Some(12));
        assert_eq!(lines(&result), ["price 12"]);
        assert_eq!(result.0.lines[0].count, 3);
        assert_eq!(result.0.categories, [60, 0, 0, 0, 0]);
        assert_eq!(result.0.valid_until, Some(at_day(14 + 2).min(at_day(30))));
    }

    #[test]
    fn a_category_stops_at_a_hundred_and_says_so() {
        let result = scored(&asked_thrice(), &signal("price", "budget", "pricing_question", 50, 3), 2);
        assert_eq!(result.0.score, Some(20));
        assert_eq!(lines(&result), ["price 30", "category held within 0 to 100 -10"]);
        assert_eq!(result.0.lines[1].category(&result.1.score), Some(Category::Budget));
    }

    #[test]
    fn a_category_stops_at_zero_and_says_so() {
        let result = scored(&asked_thrice(), &signal("price", "fit", "pricing_question", -50, 1), 2);
        assert_eq!((result.0.score, result.0.grade), (Some(0), Some(Grade::F)));
        assert_eq!(lines(&result), ["price -10", "category held within 0 to 100 10"]);
    }

    #[test]
    fn a_half_is_rounded_up_and_says_so() {
        let result = scored(&asked_thrice(), &signal("price", "budget", "pricing_question", 5, 1), 2);
        assert_eq!(lines(&result), ["price 1"]);
        let weights = "[[score.signal]]\nname = \"price\"\ncategory = \"budget\"\nkind = \"cue\"\n\
                       match = \"pricing_question\"\npoints = 5\n";
        let mut rules = rules_with(weights);
        rules.score.weights.fit = 0;
        rules.score.weights.urgency = 0;
        rules.score.weights.authority = 0;
        rules.score.weights.budget = 10;
        rules.score.weights.engagement = 10;
        let facts = asked_thrice();
        let halved = score(&facts, &classify(&facts, &rules, &usd(), at_day(2)), &rules);
        assert_eq!(halved.score, Some(3));
        assert_eq!(lines(&(halved, rules)), ["price 2.5", "rounded to a whole number 0.5"]);
    }

    #[test]
    fn a_negative_half_is_rounded_up_too() {
        let mut rules = rules_with(&signal("price", "budget", "pricing_question", 5, 1));
        rules.score.weights.budget = 100;
        rules.score.weights.fit = 40;
        let mut facts = asked_thrice();
        facts.points = vec![(at_day(0), -3)];
        let scoring = score(&facts, &classify(&facts, &rules, &usd(), at_day(2)), &rules);
        assert_eq!(scoring.score, Some(0));
        assert_eq!(
            lines(&(scoring, rules)),
            ["price 2.5", "points given -3", "rounded to a whole number 0.5"],
            "half a point below zero is rounded to zero, so no bound is met"
        );
    }

    #[test]
    fn given_points_count_whole_from_when_they_were_given() {
        let mut facts = asked_thrice();
        facts.points = vec![(at_day(2), 40), (at_day(3), 60)];
        let signals = signal("price", "budget", "pricing_question", 50, 1);
        assert_eq!(scored(&facts, &signals, 2).0.score, Some(50));
        let result = scored(&facts, &signals, 3);
        assert_eq!(result.0.score, Some(100));
        assert_eq!(lines(&result), ["price 10", "points given 100", "score held within 0 to 100 -10"]);
    }

    #[test]
    fn thirds_leave_their_rest_to_the_rounding() {
        let mut rules = rules_with(&signal("price", "budget", "pricing_question", 10, 1));
        rules.score.weights.fit = 0;
        rules.score.weights.authority = 0;
        let facts = asked_thrice();
        let scoring = score(&facts, &classify(&facts, &rules, &usd(), at_day(2)), &rules);
        assert_eq!(scoring.score, Some(3));
        assert_eq!(lines(&(scoring, rules)), ["price 3.333333", "rounded to a whole number -0.333333"]);
    }

    #[test]
    fn too_few_messages_give_no_score_unless_there_are_events_or_points() {
        let signals = signal("price", "budget", "pricing_question", 50, 1);
        let mut facts = contact_with(vec![visitor(at_day(0), &[Cue::PricingQuestion]), agent(at_day(0), &[])]);
        let result = scored(&facts, &signals, 0).0;
        assert_eq!((result.score, result.grade, result.empty_because), (None, None, Some(Empty::TooFewMessages)));
        facts.events = vec![event("page_view", at_day(1))];
        assert_eq!(scored(&facts, &signals, 0).0.score, None);
        assert_eq!(scored(&facts, &signals, 0).0.valid_until, Some(at_day(1)));
        assert_eq!(scored(&facts, &signals, 1).0.score, Some(10));
        facts.events.clear();
        facts.points = vec![(at_day(0), 0)];
        assert_eq!(scored(&facts, &signals, 0).0.score, Some(10));
    }

    #[test]
    fn a_contact_in_whom_no_signal_finds_anything_has_no_score() {
        let result = scored(&asked_thrice(), &signal("price", "budget", "urgency", 50, 1), 2).0;
        assert_eq!((result.score, result.empty_because), (None, Some(Empty::NoSignal)));
        let mut facts = asked_thrice();
        facts.points = vec![(at_day(0), 0)];
        assert_eq!(scored(&facts, &signal("price", "budget", "urgency", 50, 1), 2).0.score, Some(0));
    }

    #[test]
    fn a_score_runs_out_with_its_signals() {
        let signals = signal("price", "budget", "pricing_question", 30, 2);
        assert_eq!(scored(&asked_thrice(), &signals, 31).0.score, Some(6));
        let gone = scored(&asked_thrice(), &signals, 32).0;
        assert_eq!((gone.score, gone.empty_because), (None, Some(Empty::NoSignal)));
    }

    #[test]
    fn grades_and_bands_begin_at_their_least_score() {
        let rules = rules_with("").score.grades;
        let grades = [100, 80, 79, 60, 59, 40, 39, 20, 19, 0].map(|score| grade(score, &rules).name());
        assert_eq!(grades, ["A", "A", "B", "B", "C", "C", "D", "D", "F", "F"]);
        assert_eq!(
            [100, 80, 79, 60, 59, 0].map(|score| band(score).name()),
            ["green", "green", "yellow", "yellow", "red", "red"]
        );
    }

    #[test]
    fn absurd_points_neither_overflow_nor_break_the_sum() {
        let mut facts = asked_thrice();
        facts.points = vec![(at_day(0), i32::MIN); 9];
        let mut rules = rules_with(&signal("price", "budget", "pricing_question", i32::MAX, u32::MAX));
        rules.score.weights.budget = u32::MAX;
        let scoring = score(&facts, &classify(&facts, &rules, &usd(), at_day(2)), &rules);
        assert_eq!(scoring.score, Some(0));
        assert_eq!(scoring.lines.iter().map(|line| line.millionths).sum::<i64>(), 0);
        let empty = scored(&contact(), "", 0).0;
        assert_eq!(empty.lines, []);
    }
}

//! A score in one sentence: `85: budget of $10k, needs it by Friday, is the owner`. It is built from the strongest lines
//! of the score. A signal is called by its name, which the rules give, unless the text behind it says more.

use std::ops::Range;

use super::rules::{ScoreRules, Signal, SignalKind};
use super::score::{ScoreLine, ScoreLineKind, Scoring};
use super::words::Empty;
use crate::domain::cue::Cue;
use crate::domain::reading::details;

/// Reasons in a sentence.
const MOST_REASONS: usize = 3;

/// The text that a signal's line rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The whole text.
    pub text: String,
    /// The bytes in it that show the cue.
    pub span: Range<usize>,
}

/// A score in one sentence. `told` gives the text behind the signal at a position of the rules, if there is one.
pub fn reasoning(scoring: &Scoring, rules: &ScoreRules, told: impl Fn(usize) -> Option<Told>) -> String {
    let Some(score) = scoring.score else {
        return match scoring.empty_because {
            Some(Empty::TooFewMessages) => "no score: too few messages",
            Some(Empty::NoSignal) | None => "no score: nothing speaks for or against",
        }
        .to_owned();
    };
    let mut lines: Vec<(usize, &ScoreLine)> =
        scoring.lines.iter().filter_map(|line| Some((position(line)?, line))).collect();
    lines.sort_by_key(|(position, line)| (std::cmp::Reverse(line.millionths), *position));
    let mut reasons: Vec<String> = Vec::new();
    let mut seen: Vec<&Signal> = Vec::new();
    for (position, _) in lines.iter().filter(|(_, line)| line.millionths > 0) {
        let Some(signal) = rules.signals.get(*position) else { continue };
        // One reason a category says more than three of one, and "wants to book" and "decided to book" are one reason.
        let is_like = |other: &&Signal| {
            other.category == signal.category || (other.kind == signal.kind && other.subject == signal.subject)
        };
        if reasons.len() < MOST_REASONS && !seen.iter().any(is_like) {
            seen.push(signal);
            reasons.push(reason(signal, told(*position)));
        }
    }
    if let Some(points) = scoring.lines.iter().find(|line| line.kind == ScoreLineKind::Manual && line.millionths != 0) {
        reasons.push(format!("{} points given", points.points()));
    }
    let against = lines.last().filter(|(_, line)| line.millionths < 0);
    if let Some(signal) = against.and_then(|(position, _)| rules.signals.get(*position)) {
        let but = if reasons.is_empty() { "" } else { "but " };
        reasons.push(format!("{but}{}", signal.name));
    }
    if reasons.is_empty() { score.to_string() } else { format!("{score}: {}", reasons.join(", ")) }
}

fn position(line: &ScoreLine) -> Option<usize> {
    if let ScoreLineKind::Signal(position) = line.kind { Some(position as usize) } else { None }
}

/// A signal in words: what the text says, else the signal's name.
fn reason(signal: &Signal, told: Option<Told>) -> String {
    let cue = Cue::from_name(&signal.subject).filter(|_| signal.kind == SignalKind::Cue);
    let from_text = cue.zip(told).and_then(|(cue, Told { text, span })| match cue {
        Cue::Budget => Some(format!("budget of {}", details::amount(&text, &span)?)),
        Cue::Urgency => Some(format!("needs it {}", details::deadline(&text, &span)?)),
        Cue::Authority => details::role(&text, &span),
        _ => None,
    });
    from_text.unwrap_or_else(|| signal.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deciding::conversation::score_conversation;
    use crate::domain::deciding::testing::{agent, at_day, conversation, rules_with, visitor};

    fn signal(name: &str, category: &str, cue: &str, points: i32) -> String {
        format!(
            "[[score.signal]]\nname = \"{name}\"\ncategory = \"{category}\"\nkind = \"cue\"\nmatch = \"{cue}\"\n\
             points = {points}\n"
        )
    }

    fn sentence(cues: &[Cue], texts: &[(&str, &str, &str)]) -> String {
        let more: String = [
            signal("named a budget", "budget", "budget", 80),
            signal("named a deadline", "urgency", "urgency", 90),
            signal("wants to book", "urgency", "booking_attempt", 70),
            signal("decided to book", "authority", "booking_attempt", 60),
            signal("says that they decide", "authority", "authority", 70),
            signal("puts it off", "urgency", "deferral", -40),
        ]
        .concat();
        let rules = rules_with(&more);
        let messages = vec![visitor(at_day(0), cues), agent(at_day(0), &[]), visitor(at_day(0), &[])];
        let scoring = score_conversation(&conversation(1, messages), &rules, at_day(1));
        reasoning(&scoring, &rules.score, |position| {
            let subject = rules.score.signals[position].subject.as_str();
            let (_, text, cue) = texts.iter().find(|(cue, ..)| *cue == subject)?;
            let start = text.find(cue)?;
            Some(Told { text: (*text).to_owned(), span: start..start + cue.len() })
        })
    }

    #[test]
    fn the_strongest_lines_are_told_in_the_words_of_the_texts() {
        let texts = [
            ("budget", "our budget is $10k", "our budget"),
            ("urgency", "we need it by Friday", "need it by"),
            ("authority", "I'm the owner", "I'm the owner"),
        ];
        assert_eq!(
            sentence(&[Cue::Budget, Cue::Urgency, Cue::Authority], &texts),
            "48: needs it by Friday, budget of $10k, is the owner"
        );
    }

    #[test]
    fn without_a_text_the_signals_are_called_by_name_and_one_cue_is_one_reason() {
        assert_eq!(sentence(&[Cue::BookingAttempt, Cue::Deferral], &[]), "18: wants to book, but puts it off");
        assert_eq!(sentence(&[Cue::Budget], &[("budget", "our budget is small", "our budget")]), "16: named a budget");
        assert_eq!(sentence(&[Cue::Deferral], &[]), "0: puts it off");
    }

    #[test]
    fn no_score_says_why() {
        assert_eq!(sentence(&[], &[]), "no score: nothing speaks for or against");
        let rules = rules_with("");
        let scoring = score_conversation(&conversation(1, vec![]), &rules, at_day(1));
        assert_eq!(reasoning(&scoring, &rules.score, |_| None), "no score: too few messages");
    }
}

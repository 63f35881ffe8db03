//! What the cues of a message make of the tone of its words. Words alone mislead where people do business: a complaint
//! may hold no bad word ("it arrived with a tear"), a price is asked in friendly ones, and who describes what is to be
//! mended does not blame the shop.

use crate::domain::cue::{Cue, CueSet};

/// From here on a tone is strong, either way.
const STRONG: i16 = 5_000;
/// The tone of a complaint is no better than this.
const OF_COMPLAINTS: i16 = -2_000;

/// Cues of somebody who is not content, whatever the words.
const ANGRY: CueSet = CueSet::of(&[Cue::Complaint, Cue::Frustration]);
/// Cues of a message that asks, orders or offers something: politeness and what is to be mended are part of it.
const MATTER_OF_FACT: CueSet = CueSet::of(&[
    Cue::PricingQuestion,
    Cue::AvailabilityQuestion,
    Cue::Comparison,
    Cue::PurchaseIntent,
    Cue::BookingAttempt,
    Cue::Negotiation,
    Cue::Budget,
    Cue::Need,
    Cue::Deferral,
    Cue::JobSeeking,
    Cue::VendorPitch,
    Cue::Partnership,
]);

/// The sentiment of a message whose words score `score`, in ten-thousandths.
pub(super) fn tempered(score: i16, cues: CueSet) -> i16 {
    if cues.intersects(ANGRY) {
        return score.min(OF_COMPLAINTS);
    }
    if cues.contains(Cue::Spam) {
        return 0;
    }
    let is_weak = score.abs() < STRONG;
    // Who asks for help may well be cross, but thanks are only a manner of asking.
    let is_manner = cues.intersects(MATTER_OF_FACT) || (score > 0 && cues.contains(Cue::SupportRequest));
    if is_weak && is_manner { 0 } else { score }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(score: i16, cues: &[Cue]) -> i16 {
        tempered(score, CueSet::of(cues))
    }

    #[test]
    fn a_complaint_is_never_in_good_spirits() {
        assert_eq!(tone(0, &[Cue::Complaint]), -2_000);
        assert_eq!(tone(6_000, &[Cue::Frustration, Cue::Gratitude]), -2_000);
        assert_eq!(tone(-7_000, &[Cue::Complaint, Cue::PricingQuestion]), -7_000);
    }

    #[test]
    fn only_strong_words_colour_a_message_that_asks_or_offers_something() {
        assert_eq!(tone(3_612, &[Cue::Deferral, Cue::Gratitude]), 0);
        assert_eq!(tone(-4_588, &[Cue::AvailabilityQuestion]), 0, "what is broken is to be mended");
        assert_eq!(tone(6_369, &[Cue::PurchaseIntent]), 6_369);
        assert_eq!(tone(3_612, &[Cue::SupportRequest, Cue::Gratitude]), 0);
        assert_eq!(tone(-3_818, &[Cue::SupportRequest]), -3_818);
        assert_eq!(tone(3_612, &[Cue::Gratitude, Cue::Goodbye]), 3_612);
    }

    #[test]
    fn an_advertisement_has_no_feelings() {
        assert_eq!(tone(8_000, &[Cue::Spam]), 0);
    }
}

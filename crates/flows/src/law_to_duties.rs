//! A change of a law that touches items opens one duty for each body that must decide on some of them. Pure.

use crate::schedule_to_duties::mark_rest_day;
use duties::{Asked, Opened};
use kernel::{Calendar, end_of_day};
use powers::law::ReviewDuty;

/// One duty for each change, list and body, by the day by whose end the items must be decided on; when that day has
/// passed without a report, the duty is overdue like any other (P-018).
pub fn decisions(reviews: &[ReviewDuty], calendar: &Calendar) -> Vec<Opened> {
    reviews.iter().map(|review| mark_rest_day(decide(review), calendar)).collect()
}

fn decide(review: &ReviewDuty) -> Opened {
    let ReviewDuty { change, list, organ, law, count, .. } = review;
    let law = law.trim_matches(['《', '》']);
    Opened {
        id: format!("{list}.law.{change}.{organ}"),
        title: format!("逐项复核《{law}》变动触及的{count}项权责事项"),
        title_en: format!("Decide on {count} items that a change of 《{law}》 touches"),
        organ: organ.clone(),
        cause: format!("{list}.law.{change}"),
        due: Some(end_of_day(review.decide_by)),
        asked: Asked::Acknowledge,
        ..Opened::of(review.citation.clone())
    }
}

#[cfg(test)]
mod tests;

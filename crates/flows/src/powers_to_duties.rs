//! Items that go from one body to another open claim duties on both sides. Pure.

use crate::schedule_to_duties::mark_rest_day;
use duties::{Asked, Opened};
use kernel::{Calendar, end_of_day};
use powers::{Handover, deadline};
use std::collections::BTreeMap;

/// Two duties for each pair of bodies and edition: the giving body hands its items over, the taking body claims
/// them, both by the day the edition takes effect (P-009); without a limit where the document sets none (P-011). Each item has a sheet of its own; the duty counts them.
pub fn claims(handovers: &[Handover], calendar: &Calendar) -> Vec<Opened> {
    let mut pairs: BTreeMap<(&str, u32, &str, &str), Vec<&Handover>> = BTreeMap::new();
    for handover in handovers.iter().filter(|handover| !handover.is_complete()) {
        let pair =
            (handover.list.as_str(), handover.edition, handover.giving.as_str(), handover.taking.as_str());
        pairs.entry(pair).or_default().push(handover);
    }
    let both = pairs.values().filter_map(|items| items.first().map(|first| (first, items.len())));
    both.flat_map(|(first, count)| [give(first, count), take(first, count)])
        .map(|duty| mark_rest_day(duty, calendar))
        .collect()
}

fn give(first: &Handover, count: usize) -> Opened {
    Opened {
        id: format!("{}.handover.{}.{}.to.{}", first.list, first.edition, first.giving, first.taking),
        title: format!("向{}移交{count}项权责事项", first.taking),
        title_en: format!("Hand {count} items over to {}", first.taking),
        organ: first.giving.clone(),
        to: first.taking.clone(),
        ..claim(first)
    }
}

fn take(first: &Handover, count: usize) -> Opened {
    Opened {
        id: format!("{}.handover.{}.{}.from.{}", first.list, first.edition, first.taking, first.giving),
        title: format!("认领{}移交的{count}项权责事项", first.giving),
        title_en: format!("Claim {count} items from {}", first.giving),
        organ: first.taking.clone(),
        to: first.giving.clone(),
        ..claim(first)
    }
}

/// What both sides have in common.
fn claim(first: &Handover) -> Opened {
    Opened {
        cause: format!("{}.handover.{}", first.list, first.edition),
        // The document that withdrew an item says no day: none is made up.
        due: deadline(first, &[]).day().map(end_of_day),
        asked: Asked::Acknowledge,
        ..Opened::of(first.citation.clone())
    }
}

#[cfg(test)]
mod tests;

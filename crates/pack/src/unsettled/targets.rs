//! What is open about indicators and commitments: above all targets that cannot be judged as they are written.

use super::{Unsettled, UnsettledKind, entry, inferred, written};
use crate::commitments::Commitment;
use crate::document::Document;
use crate::indicators::Indicator;
use crate::named::Named;
use kernel::{Aim, Persistence, Say, Target};

/// The open targets of a document.
pub(super) fn of_document(document: &Document) -> Vec<Unsettled> {
    let indicators = document.indicators.iter().flat_map(of_indicator);
    indicators.chain(document.commitments.iter().filter_map(of_commitment)).collect()
}

fn of_indicator(indicator: &Indicator) -> Vec<Unsettled> {
    let Indicator { id, citation, name, .. } = indicator;
    let targets = [&indicator.target, &indicator.growth, &indicator.text_target];
    let mut open: Vec<Unsettled> = targets
        .into_iter()
        .flatten()
        .filter_map(|target| Some((target, question(target)?)))
        .map(|(target, key)| entry(citation, UnsettledKind::Target, id, ask(key, name, &target.text)))
        .collect();
    // An indicator without any organ is counted once for its document.
    if !indicator.organs.is_empty() && !indicator.organs.iter().any(Named::is_one_body) {
        let say = Say::new("pack.indicator_collective").with("title", name);
        open.push(entry(
            citation,
            UnsettledKind::NoOwner,
            id,
            say.with("organs", written(&indicator.organs)),
        ));
    }
    if !indicator.inferred.is_empty() {
        open.push(entry(citation, UnsettledKind::Inferred, id, inferred(name, &indicator.inferred)));
    }
    open
}

fn of_commitment(commitment: &Commitment) -> Option<Unsettled> {
    let key = match &commitment.target {
        Some(target) => question(target)?,
        None => "pack.target_words",
    };
    let say = ask(key, &commitment.title, &commitment.written);
    Some(entry(&commitment.citation, UnsettledKind::Target, &commitment.id, say))
}

fn ask(key: &'static str, title: &str, written: &str) -> Say {
    Say::new(key).with("title", title).with("target", written)
}

/// What must be decided before the target can be judged; `None` when nothing.
fn question(target: &Target) -> Option<&'static str> {
    [Some(&target.aim), target.alternative.as_ref()].into_iter().flatten().find_map(question_of)
}

fn question_of(aim: &Aim) -> Option<&'static str> {
    match aim {
        Aim::Bound { .. } | Aim::Equal { .. } | Aim::Range { .. } | Aim::BothFall => None,
        Aim::About { .. } | Aim::Stable => Some("pack.target_tolerance"),
        // 逐年 says its own rule: each year against the last (S-029).
        Aim::Trend { how: Persistence::EveryYear, .. } => None,
        Aim::Trend { .. } => Some("pack.target_trend"),
        Aim::NoHigherThanMean { .. } => Some("pack.target_window"),
        Aim::Grade { steady, .. } => steady.then_some("pack.target_steady"),
        Aim::AsAssigned => Some("pack.target_assigned"),
        Aim::Statement => Some("pack.target_words"),
    }
}

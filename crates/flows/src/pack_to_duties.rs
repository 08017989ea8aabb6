//! What a pack in force no longer asks for ends, and what a later edition asks for again is open again. Pure.

use duties::{Duty, DutyState};
use pack::{Pack, State};
use std::collections::BTreeSet;

/// The tasks and schedules that the packs in force ask for.
pub(crate) fn in_force(packs: &[Pack]) -> BTreeSet<&str> {
    let documents = packs.iter().flat_map(|pack| &pack.documents);
    documents
        .filter(|document| document.state == State::InForce)
        .flat_map(|document| {
            let tasks = document.duties.iter().map(pack::Duty::id);
            tasks.chain(document.schedules.iter().map(pack::Schedule::id))
        })
        .collect()
}

/// Whether a cause is a task or schedule of a pack and no pack in force has it: what it opened has ended. A clock of
/// an incident and the hand-over of a power are caused by what happened and do not end with an edition.
pub(crate) fn has_ended(cause: &str, in_force: &BTreeSet<&str>) -> bool {
    let cause = cause.strip_suffix(".branch").unwrap_or(cause);
    let of_a_pack = matches!(cause.split('.').collect::<Vec<_>>().as_slice(), [_, "task" | "schedule", _]);
    of_a_pack && !in_force.contains(cause)
}

/// The edition that speaks for a cause: that of the pack with its document, else that of the pack named last.
pub(crate) fn edition<'p>(cause: &str, packs: &'p [Pack]) -> &'p str {
    let slug = cause.split('.').next().unwrap_or_default();
    let of = packs.iter().find(|pack| pack.documents.iter().any(|document| document.slug == slug));
    of.or(packs.last()).map_or("", |pack| pack.edition.as_str())
}

/// Whether a duty that is asked for had been ended by an edition, and is to be opened again.
pub(crate) fn is_asked_again(duty: &Duty) -> bool {
    duty.now.state == DutyState::Cancelled && !duty.now.edition.is_empty()
}

#[cfg(test)]
mod tests;

//! Who owes a task: the bodies that the document names, the towns and sub-districts it names together, and whom the
//! office decided on.

use duties::{Naming, OwnerNamed, Part};
use kernel::OrganKind;
use pack::{Duty, Named, Pack};
use std::collections::BTreeSet;

/// One who owes, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) organ: String,
    pub(super) part: Part,
}

/// The office's decisions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decided<'d>(pub(super) &'d [OwnerNamed]);

impl Decided<'_> {
    /// The organs that were named as owners or further members of something.
    pub(super) fn owners(self, about: &str) -> Vec<String> {
        let mine = self.0.iter().filter(|one| one.about == about && one.naming != Naming::FirstLead);
        mine.map(|one| one.organ.clone()).collect()
    }

    /// Whether an organ was made the first of several leads (B-016).
    fn is_first(self, about: &str, organ: &str) -> bool {
        self.0.iter().any(|one| one.about == about && one.naming == Naming::FirstLead && one.organ == organ)
    }
}

/// The leads of a task, the first of several marked where that was decided.
pub(super) fn leads(pack: &Pack, task: &Duty, decided: Decided<'_>) -> Vec<Owner> {
    let part = |organ: &str| if decided.is_first(&task.id, organ) { Part::FirstLead } else { Part::Lead };
    let organs = task.lead.iter().flat_map(|named| bodies(pack, named));
    organs.map(|organ| Owner { part: part(&organ), organ }).collect()
}

/// Everybody who owes a task: the leads, or the responsible bodies where the document names no lead, and whom the
/// office decided on. Each once.
pub(super) fn owners(pack: &Pack, task: &Duty, decided: Decided<'_>) -> Vec<Owner> {
    let mut owners = leads(pack, task, decided);
    if task.lead.is_empty() {
        let organs = task.responsible.iter().flat_map(|named| bodies(pack, named));
        owners.extend(organs.map(|organ| Owner { organ, part: Part::Responsible }));
    }
    let part = if task.lead.is_empty() { Part::Responsible } else { Part::Lead };
    owners.extend(decided.owners(&task.id).into_iter().map(|organ| Owner { organ, part }));
    let mut seen = BTreeSet::new();
    owners.retain(|owner| seen.insert(owner.organ.clone()));
    owners
}

/// The bodies a name stands for: itself, or the towns and sub-districts that are all of its known members. Any other
/// open set stands for nobody in particular.
pub(super) fn bodies(pack: &Pack, named: &Named) -> Vec<String> {
    if named.is_one_body() {
        return vec![named.organ.clone()];
    }
    let members = pack.organs.find(&named.organ).map(|organ| organ.members.as_slice()).unwrap_or_default();
    let is_town = |name: &String| {
        pack.organs.find(name).is_some_and(|organ| matches!(organ.kind, OrganKind::Town | OrganKind::Street))
    };
    if members.iter().all(is_town) { members.to_vec() } else { Vec::new() }
}

//! The register of organs after the decisions on doubtful names. Pure.

use kernel::{Organ, Organs};
use std::collections::BTreeMap;

/// A settled name is a name of the organ it was found to be; every other name stays a body of its own.
pub(crate) fn merged(organs: Vec<Organ>, settled: &BTreeMap<String, String>) -> Organs {
    let (gone, mut kept): (Vec<_>, Vec<_>) =
        organs.into_iter().partition(|organ| settled.contains_key(&organ.name));
    for organ in gone {
        let mut same_as = settled.get(&organ.name);
        // One doubtful name may point at another that was settled too.
        while let Some(next) = same_as.and_then(|name| settled.get(name)).filter(|next| **next != organ.name)
        {
            same_as = Some(next);
        }
        if let Some(target) = kept.iter_mut().find(|kept| Some(&kept.name) == same_as) {
            target.aliases.push(organ.name);
            target.aliases.extend(organ.aliases);
        }
    }
    Organs::new(kept).0
}

#[cfg(test)]
mod tests;

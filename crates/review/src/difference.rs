//! What changes when a document takes the place of another: duties first. Pure.

use pack::{Document, Duty, Named};
use std::collections::BTreeSet;

/// What changes between two editions of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Duties that come, change and go, in the order of the new document; those that go stand last.
    pub(crate) duties: Vec<Change>,
    /// Duties that stay as they are.
    pub(crate) same: usize,
    /// Other facts by kind: the key of the kind's wording, how many there were, how many there are.
    pub(crate) others: Vec<(&'static str, usize, usize)>,
}

impl Difference {
    /// Nothing changes in number or content.
    pub(crate) fn is_empty(&self) -> bool {
        self.duties.is_empty() && self.others.iter().all(|(_, before, after)| before == after)
    }
}

/// What happens to one duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// What it is now; of one that goes, what it was.
    pub(crate) title: String,
    /// Where.
    pub(crate) clause: String,
    /// Who answers for it.
    pub(crate) owners: Vec<String>,
    /// What happens.
    pub(crate) kind: Happens,
}

/// What happens to a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Happens {
    /// It comes.
    Added,
    /// These fields change: name of the field, before, after.
    Changed(Vec<(&'static str, String, String)>),
    /// It goes.
    Ended,
}

/// Two titles with at least this share of common pairs of characters are the same duty, in hundredths.
const ALIKE: usize = 50;

/// What changes from the old document to the new one.
pub(crate) fn difference(old: &Document, new: &Document) -> Difference {
    let pairs = pairs(&old.duties, &new.duties);
    let mut difference = Difference { others: others(old, new), ..Difference::default() };
    for (at, duty) in new.duties.iter().enumerate() {
        let was = pairs.iter().find(|(_, to)| *to == at).and_then(|(from, _)| old.duties.get(*from));
        match was {
            None => difference.duties.push(change(duty, Happens::Added)),
            Some(was) => match fields(was, duty) {
                fields if fields.is_empty() => difference.same += 1,
                fields => difference.duties.push(change(duty, Happens::Changed(fields))),
            },
        }
    }
    let kept: BTreeSet<usize> = pairs.iter().map(|(from, _)| *from).collect();
    let gone = old.duties.iter().enumerate().filter(|(at, _)| !kept.contains(at));
    difference.duties.extend(gone.map(|(_, duty)| change(duty, Happens::Ended)));
    difference
}

fn change(duty: &Duty, kind: Happens) -> Change {
    Change {
        title: duty.title.clone(),
        clause: duty.citation.clause.to_string(),
        owners: written(duty.owners()),
        kind,
    }
}

fn written(organs: &[Named]) -> Vec<String> {
    organs.iter().map(|named| named.organ.clone()).collect()
}

/// Which old duty each new one was: of the same words, else of the most alike title that is left.
fn pairs(old: &[Duty], new: &[Duty]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = vec![];
    let (mut from, mut to) = (BTreeSet::new(), BTreeSet::new());
    let mut take = |pairs: &mut Vec<(usize, usize)>, same: &dyn Fn(&Duty, &Duty) -> usize| {
        for (at, duty) in new.iter().enumerate().filter(|(at, _)| !to.contains(at)).collect::<Vec<_>>() {
            let left = old.iter().enumerate().filter(|(was, _)| !from.contains(was));
            let best = left.map(|(was, old)| (same(old, duty), was)).filter(|(score, _)| *score > 0);
            // Of equals the first one: duties keep their order.
            let best = best.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
            if let Some((_, was)) = best {
                pairs.push((was, at));
                from.insert(was);
                to.insert(at);
            }
        }
    };
    take(&mut pairs, &|old, new| usize::from(old.citation.digest == new.citation.digest));
    take(&mut pairs, &|old, new| usize::from(old.title == new.title));
    take(&mut pairs, &|old, new| {
        let alike = alike(&old.title, &new.title);
        if alike >= ALIKE { alike } else { 0 }
    });
    // A title that a person reworded is not alike; the same place with an owner in common is.
    take(&mut pairs, &|old, new| {
        let owner = old.owners().iter().any(|was| new.owners().iter().any(|is| was.organ == is.organ));
        usize::from(owner && old.citation.clause == new.citation.clause)
    });
    pairs
}

/// Common pairs of neighbouring characters, in hundredths of all.
fn alike(a: &str, b: &str) -> usize {
    let grams = |text: &str| {
        let chars: Vec<char> = text.chars().collect();
        chars.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect::<BTreeSet<_>>()
    };
    let (a, b) = (grams(a), grams(b));
    let all = a.len() + b.len();
    (200 * a.intersection(&b).count()).checked_div(all).unwrap_or_default()
}

/// The fields in which two duties differ. Another title alone is none: it may have been reworded, unless the words of
/// the clause changed too.
fn fields(old: &Duty, new: &Duty) -> Vec<(&'static str, String, String)> {
    let due = |duty: &Duty| duty.due.as_ref().map(|due| due.date.to_string()).unwrap_or_default();
    let names = |organs: &[Named]| written(organs).join("、");
    let mut fields = vec![
        ("lead", names(&old.lead), names(&new.lead)),
        ("responsible", names(&old.responsible), names(&new.responsible)),
        ("due", due(old), due(new)),
    ];
    if old.citation.digest != new.citation.digest {
        fields.push(("text", old.title.clone(), new.title.clone()));
    }
    fields.retain(|(_, before, after)| before != after);
    fields
}

/// How many facts of other kinds there were and are; kinds that neither has are left out.
fn others(old: &Document, new: &Document) -> Vec<(&'static str, usize, usize)> {
    let clocks = |document: &Document| document.plan.as_ref().map_or(0, |plan| plan.clocks.len());
    let all = [
        ("review.kind_schedule", old.schedules.len(), new.schedules.len()),
        ("review.kind_indicator", old.indicators.len(), new.indicators.len()),
        ("review.kind_commitment", old.commitments.len(), new.commitments.len()),
        ("review.kind_power", old.powers.len(), new.powers.len()),
        ("review.kind_clock", clocks(old), clocks(new)),
    ];
    all.into_iter().filter(|(_, before, after)| before + after > 0).collect()
}

#[cfg(test)]
mod tests;

//! From decisions to a pack: the documents of the review join the pack that is in force, or begin one. Pure.
//!
//! A district has one pack that grows: adopting a second pack beside it would tear its register of organs in two.

use crate::standards::standards;
use compiler::{Compiled, Needs, draft};
use documents::clause_digest;
use kernel::{Organ, Organs, Resolved, Say};
use pack::{Disclosure, Document, Fault, File, Pack, State};
use page::Refusal;
use std::collections::BTreeSet;

/// What a person chooses when adopting.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choice {
    /// Identity of a new pack; one in force keeps its own.
    pub(crate) id: String,
    /// GB/T 2260 code of the district.
    pub(crate) district: String,
    /// Name of the district, for a new pack.
    pub(crate) district_name: String,
    /// The number of the document in force that the first reviewed document takes the place of.
    pub(crate) replaces: String,
    /// Who may read the documents.
    pub(crate) disclosure: Option<Disclosure>,
}

/// A pack ready to be adopted, or why it is not.
#[derive(Debug)]
pub(crate) struct Edition {
    /// The whole pack; nothing when it has faults.
    pub(crate) pack: Option<Pack>,
    /// Numbers of the documents that come from the review.
    pub(crate) fresh: Vec<String>,
    /// What the format of packs does not hold.
    pub(crate) left_out: Vec<Say>,
    /// What keeps it from being a pack.
    pub(crate) faults: Vec<Fault>,
}

/// Makes the next edition of the pack in force, or the first one.
pub(crate) fn edition(
    compiled: &Compiled,
    before: Option<&Pack>,
    choice: &Choice,
) -> Result<Edition, Refusal> {
    let tables = standards()?;
    let slugs = Slugs::new(before, compiled);
    let needs = Needs {
        id: before.map_or_else(|| choice.id.clone(), |pack| pack.id.clone()),
        district: choice.district.clone(),
        district_name: before.map_or_else(|| choice.district_name.clone(), |pack| pack.district_name.clone()),
        digest: &|clause| clause_digest(clause, &compiled.source),
        known_unit: &|unit| tables.units.get(unit).is_ok(),
        slug: &|number| slugs.of(number),
    };
    let mut written = draft(compiled, &needs);
    if let (Some(pack), Some((_, organs))) =
        (before, written.files.iter_mut().find(|(path, _)| path == "organs.csv"))
    {
        *organs = register(&pack.organs, organs);
    }
    let files: Vec<File<'_>> = written.files.iter().map(|(path, text)| File { path, text }).collect();
    let (pack, faults) = match pack::load(&files, tables) {
        Ok(pack) => (Some(pack), vec![]),
        Err(faults) => (None, faults),
    };
    let fresh: Vec<String> =
        pack.iter().flat_map(|pack| &pack.documents).map(|document| document.number.clone()).collect();
    let pack = pack.map(|pack| joined(before, pack, choice));
    Ok(Edition { pack, fresh, left_out: written.left_out, faults })
}

/// The new documents in the pack in force: one of the same number in its place, others behind.
fn joined(before: Option<&Pack>, mut fresh: Pack, choice: &Choice) -> Pack {
    for document in &mut fresh.documents {
        document.disclosure = choice.disclosure.unwrap_or(Disclosure::Withheld);
    }
    let Some(before) = before else {
        fresh.title.clone_from(&fresh.district_name);
        return fresh;
    };
    let mut next = before.clone();
    next.edition = following(&before.edition);
    next.organs = fresh.organs;
    for document in &mut next.documents {
        // Whatever is repealed opens nothing more; it stays to be read.
        if !choice.replaces.is_empty()
            && document.number == choice.replaces
            && !fresh.documents.iter().any(|new| new.number == document.number)
        {
            document.state = State::Repealed;
        }
    }
    for document in fresh.documents {
        match next.documents.iter_mut().find(|old| old.number == document.number) {
            Some(old) => *old = kept(old, document),
            None => next.documents.push(document),
        }
    }
    next
}

/// What a person reworded stays reworded where the clause still says the same.
fn kept(old: &Document, mut new: Document) -> Document {
    for duty in &mut new.duties {
        let same = old
            .duties
            .iter()
            .find(|was| was.citation.clause == duty.citation.clause && was.citation == duty.citation);
        if let Some(was) = same {
            duty.title.clone_from(&was.title);
            duty.title_en.clone_from(&was.title_en);
            duty.category.clone_from(&was.category);
            duty.measure.clone_from(&was.measure);
        }
    }
    new.title_en.clone_from(&old.title_en);
    new
}

/// `3` after `2`; `2b+1` after anything that is no number.
fn following(edition: &str) -> String {
    edition.parse::<u64>().map_or_else(|_| format!("{edition}+1"), |number| (number + 1).to_string())
}

/// The register in force with the bodies and names that it does not know yet.
fn register(known: &Organs, fresh: &str) -> String {
    let mut lines = fresh.lines();
    let mut out = format!("{}\n", lines.next().unwrap_or_default());
    let mut organs: Vec<Organ> = known.iter().cloned().collect();
    let mut rows = vec![];
    for line in lines {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        let names: Vec<String> = cells
            .first()
            .into_iter()
            .map(|name| name.trim_matches('"').to_owned())
            .chain(cells.get(5).iter().flat_map(|aliases| aliases.split(';')).map(str::to_owned))
            .filter(|name| !name.is_empty())
            .collect();
        let (strange, met): (Vec<String>, Vec<String>) =
            names.into_iter().partition(|name| matches!(known.resolve(name), Resolved::Unknown));
        match met.first().and_then(|name| known.find(name)) {
            // The document itself says that the names are one body: the one in force gets those it lacks.
            Some(body) => {
                let body = organs.iter_mut().find(|organ| organ.name == body.name);
                body.into_iter().for_each(|organ| organ.aliases.extend(strange.iter().cloned()));
            }
            None => {
                if let Some(aliases) = cells.get_mut(5) {
                    *aliases = strange.get(1..).unwrap_or_default().join(";");
                }
                rows.push(cells.join(","));
            }
        }
    }
    organs.iter().for_each(|organ| out.push_str(&row(organ)));
    rows.iter().for_each(|row| out.push_str(&format!("{row}\n")));
    out
}

/// An organ as a row of `organs.csv`.
fn row(organ: &Organ) -> String {
    let word = |value: serde_json::Result<serde_json::Value>| {
        value.ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let cells = [
        organ.name.clone(),
        organ.name_en.clone(),
        word(serde_json::to_value(organ.kind)),
        word(serde_json::to_value(organ.level)),
        organ.parent.clone().unwrap_or_default(),
        organ.aliases.join(";"),
        organ.members.join(";"),
        organ.perhaps.clone().unwrap_or_default(),
        String::new(),
    ];
    let quoted = cells.iter().map(|cell| {
        if cell.contains([',', '"', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    });
    format!("{}\n", quoted.collect::<Vec<_>>().join(","))
}

/// Names in addresses: a document in force keeps its own, a new one gets one that nobody has.
#[derive(Debug)]
struct Slugs(Vec<(String, String)>);

impl Slugs {
    fn new(before: Option<&Pack>, compiled: &Compiled) -> Slugs {
        let mut known: Vec<(String, String)> = before
            .iter()
            .flat_map(|pack| &pack.documents)
            .map(|document| (document.number.clone(), document.slug.clone()))
            .collect();
        let mut taken: BTreeSet<String> = known.iter().map(|(_, slug)| slug.clone()).collect();
        let mut next = 1;
        for number in compiled.facts.documents.iter().filter_map(|document| document.number.as_ref()) {
            if known.iter().any(|(known, _)| known == number) {
                continue;
            }
            while taken.contains(&format!("d{next}")) {
                next += 1;
            }
            let slug = format!("d{next}");
            taken.insert(slug.clone());
            known.push((number.clone(), slug));
        }
        Slugs(known)
    }

    fn of(&self, number: &str) -> Option<String> {
        self.0.iter().find(|(known, _)| known == number).map(|(_, slug)| slug.clone())
    }
}

/// The document in force that a new one most probably takes the place of: of the same number, else of the same title
/// but for its year.
pub(crate) fn predecessor<'p>(before: &'p Pack, number: Option<&str>, title: &str) -> Option<&'p Document> {
    let bare = |title: &str| {
        let kept = title.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace());
        kept.collect::<String>()
    };
    let in_force = || before.documents.iter().filter(|document| document.state == State::InForce);
    in_force()
        .find(|document| Some(document.number.as_str()) == number)
        .or_else(|| in_force().find(|document| !title.is_empty() && bare(&document.title) == bare(title)))
}

#[cfg(test)]
mod tests;

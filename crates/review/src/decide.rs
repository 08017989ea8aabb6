//! Deciding about one thing, or about all sure ones at once. Each decision is an entry with who and when.

use crate::model::{Act, Decided, event};
use crate::reading::{Item, Reading};
use crate::thing::walk;
use ::store::Tx;
use jiff::Timestamp;
use kernel::Say;
use page::{Access, Answer, Ask, Refusal, Route};
use people::Right;
use std::collections::BTreeMap;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post("/reviews/{id}/decide", Access::Needs(Right::AdoptPack), one),
        Route::post("/reviews/{id}/rest", Access::Needs(Right::AdoptPack), rest),
    ]
}

/// Fields that name bodies: filling an empty one is an assignment of the office, and needs its ground.
const BODIES: [&str; 5] = ["lead", "responsible", "organs", "who", "decides"];

/// What somebody wants to decide.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wish {
    pub(crate) items: Vec<String>,
    pub(crate) act: String,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) note: String,
}

/// `POST /reviews/{id}/decide`: one decision.
fn one(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, by) = (ask.path.get("id"), ask.actor()?);
    let key = ask.form.get("item").to_owned();
    let known = ask.read(|tx| Reading::of(tx, id))?;
    let found = known.item(&key).map(|item| item.found.clone()).unwrap_or_default();
    let typed = found.iter().map(|(name, _)| (*name).to_owned());
    let fields = typed.map(|name| (name.clone(), ask.form.get(&name).replace("\r\n", "\n"))).collect();
    let wish = Wish {
        act: ask.form.get("act").to_owned(),
        fields,
        note: ask.form.get("note").to_owned(),
        items: vec![key],
    };
    ask.write(|tx| decide(tx, id, wish, by, ask.now))?;
    Ok(Answer::see(back(ask)))
}

/// `POST /reviews/{id}/rest`: accepts every sure thing of the page or of the document.
fn rest(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, by) = (ask.path.get("id"), ask.actor()?);
    let document = ask.form.number("document", 1).max(1) as usize - 1;
    let whole = ask.form.get("which") == "document";
    let listed: Vec<&str> = ask.form.all("item").collect();
    ask.write(|tx| {
        let reading = Reading::of(tx, id)?;
        let plain = reading.of_document(document).filter(|item| item.is_plain());
        let items: Vec<String> = plain
            .filter(|item| whole || listed.contains(&item.key.as_str()))
            .map(|item| item.key.clone())
            .collect();
        if items.is_empty() {
            return Ok(());
        }
        decide(tx, id, Wish { items, act: "accept".to_owned(), ..Wish::default() }, by, ask.now)
    })?;
    Ok(Answer::see(back(ask)))
}

/// Where the form came from, when that is a page of this review.
fn back(ask: &Ask<'_>) -> String {
    let own = format!("/reviews/{}", ask.path.get("id"));
    let back = ask.form.get("back");
    if back.starts_with(&own) { back.to_owned() } else { own }
}

fn unknown(key: &str) -> Refusal {
    Refusal::NotFound(Say::new("review.no_item").with("item", key))
}

/// Records a decision.
///
/// # Errors
/// There is no such thing, the words of a field cannot be understood, an assignment lacks its ground, the review has
/// ended, or the store's failure.
pub(crate) fn decide(tx: &mut Tx<'_>, id: &str, wish: Wish, by: &str, now: Timestamp) -> Result<(), Refusal> {
    let mut reading = Reading::of(tx, id)?;
    if !reading.row.pack.is_empty() {
        return Err(Refusal::Conflict(Say::new("review.is_closed")));
    }
    if let Some(strange) = wish.items.iter().find(|key| !reading.knows(key)) {
        return Err(unknown(strange));
    }
    let act = Act::of(&wish.act)
        .ok_or_else(|| Refusal::Invalid(Say::new("review.no_act").with("act", &wish.act)))?;
    let decided = match act {
        Act::Correct | Act::Assign => corrected(&mut reading, &wish)?,
        _ => Decided { act, items: wish.items, fields: BTreeMap::new(), note: wish.note },
    };
    tx.add(&reading.row.stream(), event(Decided::KIND, &decided)?, by, now)?;
    Ok(())
}

/// The fields that differ from what was found, each understood; filling in a body that nobody named is an assignment.
fn corrected(reading: &mut Reading, wish: &Wish) -> Result<Decided, Refusal> {
    let [key] = wish.items.as_slice() else {
        return Err(Refusal::Invalid(Say::new("review.one_at_a_time")));
    };
    let item = reading.item(key).ok_or_else(|| unknown(key))?.clone();
    let found =
        |name: &str| item.found.iter().find(|(known, _)| *known == name).map(|(_, value)| value.trim());
    let mut fields = wish.fields.clone();
    fields.retain(|name, value| found(name) != Some(value.trim()));
    if fields.is_empty() {
        return Ok(Decided { act: Act::Accept, items: wish.items.clone(), fields, note: wish.note.clone() });
    }
    understood(reading, key, &fields)?;
    let act = if is_assignment(&item, &fields) { Act::Assign } else { Act::Correct };
    if act == Act::Assign && wish.note.is_empty() {
        return Err(Refusal::Invalid(Say::new("review.ground_missing")));
    }
    Ok(Decided { act, items: wish.items.clone(), fields, note: wish.note.clone() })
}

/// Only bodies are filled in, and the document names none for the thing.
fn is_assignment(item: &Item, fields: &BTreeMap<String, String>) -> bool {
    let nobody = item.found.iter().all(|(name, value)| !BODIES.contains(name) || value.is_empty());
    nobody && fields.keys().all(|name| BODIES.contains(&name.as_str()))
}

/// Tries the fields on the thing; the first that cannot be understood is told.
fn understood(reading: &mut Reading, key: &str, fields: &BTreeMap<String, String>) -> Result<(), Refusal> {
    let mut fault = None;
    walk(&mut reading.compiled.facts, &mut |at, _, _, thing| {
        if at == key {
            fault = fields.iter().find_map(|(name, value)| thing.set(name, value).err());
        }
        true
    });
    fault.map_or(Ok(()), |say| Err(Refusal::Invalid(say)))
}

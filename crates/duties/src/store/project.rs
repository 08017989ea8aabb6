//! What the ledger makes of the tables of duties.

use super::row::{changing, due_order, fixed};
use super::{batches, bulletins, clocks, derived, list, owners, questions, register, sheets};
use crate::model::{ActionPlan, Batch, BatchUndone, Duty, DutyEvent, Issued, OwnerNamed};
use jiff::Timestamp;
use kernel::Entry;
use pack::Adopted;
use store::card::Card;
use store::{Projection, StoreError, Tx, Value};

/// Keeps the tables of duties and the cards of duties in step with the ledger.
pub static PROJECTION: &dyn Projection = &Duties;

/// The end of a span that has none yet.
const OPEN_END: &str = "9999-12-31T00:00:00.000000000Z";

#[derive(Debug)]
struct Duties;

impl Projection for Duties {
    fn name(&self) -> &'static str {
        "duties"
    }

    fn tables(&self) -> &'static [&'static str] {
        &[
            "duties",
            "duty_counts",
            "duty_spans",
            "duty_organs",
            "duty_owners",
            "duty_questions",
            "duty_plans",
            "duty_bulletins",
            "duty_documents",
            "duty_batches",
            "duty_sheets",
            "duty_clocks",
        ]
    }

    fn apply(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        if entry.kind == Adopted::KIND {
            let pack = Adopted::of(entry).map_err(|e| derived(&e))?.pack;
            register::adopted(tx, &pack)?;
            questions::adopted(tx, &pack)?;
            clocks::adopted(tx, &pack)?;
            return bulletins::adopted(tx, &pack);
        }
        if entry.kind == OwnerNamed::KIND {
            return owners::named(tx, entry);
        }
        if entry.kind.starts_with("duty-sheet.") {
            return sheets::happened(tx, entry);
        }
        if entry.kind == Batch::KIND || entry.kind == BatchUndone::KIND {
            return batches::batched(tx, entry);
        }
        if entry.kind == Issued::KIND {
            return bulletins::issued(tx, entry);
        }
        if entry.kind == ActionPlan::KIND {
            return questions::planned(tx, entry);
        }
        if !entry.kind.starts_with("duty.") {
            return Ok(());
        }
        let event = entry.read::<DutyEvent>().ok_or_else(|| derived(&format!("entry {}", entry.seq)))?;
        if let DutyEvent::Opened(opened) = event {
            let duty = Duty { version: entry.version, ..Duty::new(*opened) };
            return opened_now(tx, &duty, entry.at);
        }
        let id = entry.stream.strip_prefix("duty/").unwrap_or_default();
        let Some(mut duty) = list::find(tx, id)? else { return Ok(()) };
        let before = place(&duty);
        duty.version = entry.version;
        duty.apply(event, &entry.actor, entry.at);
        changed(tx, &duty, &before, entry.at)
    }
}

/// What a duty is counted under.
fn place(duty: &Duty) -> (String, &'static str) {
    (duty.now.organ.clone(), duty.now.state.word())
}

fn opened_now(tx: &mut Tx<'_>, duty: &Duty, at: Timestamp) -> Result<(), StoreError> {
    let key = [("district", tx.district().into()), ("id", (&duty.opened.id).into())];
    let rest: Vec<_> = fixed(duty).into_iter().chain(changing(duty, at)?).collect();
    tx.upsert("duties", &key, &rest)?;
    count(tx, duty, &place(duty), 1)?;
    span(tx, duty, at)?;
    store::card::put(tx, &card(duty))
}

fn changed(
    tx: &mut Tx<'_>,
    duty: &Duty,
    before: &(String, &'static str),
    at: Timestamp,
) -> Result<(), StoreError> {
    let columns = changing(duty, at)?;
    let sets: Vec<String> =
        columns.iter().enumerate().map(|(i, (name, _))| format!("{name} = ?{}", i + 3)).collect();
    let sql = format!("UPDATE duties SET {} WHERE district = ?1 AND id = ?2", sets.join(", "));
    let mut values: Vec<Value> = vec![tx.district().into(), (&duty.opened.id).into()];
    values.extend(columns.into_iter().map(|(_, value)| value));
    tx.execute(&sql, &values)?;
    let after = place(duty);
    if after != *before {
        count(tx, duty, before, -1)?;
        count(tx, duty, &after, 1)?;
    }
    let end = "UPDATE duty_spans SET valid_to = ?3 WHERE district = ?1 AND id = ?2 AND version = ?4";
    let previous = duty.version.saturating_sub(1);
    tx.execute(end, &[tx.district().into(), (&duty.opened.id).into(), at.into(), previous.into()])?;
    span(tx, duty, at)?;
    store::card::put(tx, &card(duty))
}

/// Counts a duty in or out.
fn count(
    tx: &mut Tx<'_>,
    duty: &Duty,
    (organ, state): &(String, &'static str),
    by: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO duty_counts (district, organ, document, state, count) VALUES (?1, ?2, ?3, ?4, ?5) \
               ON CONFLICT (district, organ, document, state) DO UPDATE SET count = duty_counts.count + excluded.count";
    let document = &duty.opened.citation.document;
    let values = [tx.district().into(), organ.into(), document.into(), (*state).into(), by.into()];
    tx.execute(sql, &values).map(|_| ())
}

/// The duty stands so from this instant on. The clock may have been set back: the span's place in the order of
/// entries is its version.
fn span(tx: &mut Tx<'_>, duty: &Duty, at: Timestamp) -> Result<(), StoreError> {
    let key = [
        ("district", tx.district().into()),
        ("id", (&duty.opened.id).into()),
        ("version", duty.version.into()),
    ];
    let rest: [(&str, Value); 7] = [
        ("valid_from", at.into()),
        ("valid_to", OPEN_END.into()),
        ("organ", (&duty.now.organ).into()),
        ("document", (&duty.opened.citation.document).into()),
        ("state", duty.now.state.word().into()),
        ("awaits", duty.now.state.awaits_organ().into()),
        ("due_order", due_order(duty.now.due)),
    ];
    tx.upsert("duty_spans", &key, &rest)
}

/// The duty's card: any page may show it.
fn card(duty: &Duty) -> Card {
    let o = &duty.opened;
    Card {
        subject: format!("duty/{}", o.id),
        kind: "duty".to_owned(),
        title: o.title.clone(),
        title_en: o.title_en.clone(),
        state: duty.now.state.word().to_owned(),
        url: format!("/duties/{}", o.id),
        organ: duty.now.organ.clone(),
        due: duty.now.due,
        document: o.citation.document.clone(),
        clause: o.citation.clause.to_string(),
        made_up: o.made_up,
    }
}

//! What proves to everybody that the ledger has an edition: the leaf hash of its entry and the way to the signed root.
//!
//! The entry itself names accounts and stays inside; whoever may read the district has the full receipt.

use crate::model::Edition;
use crate::pages::{chosen, known_edition};
use crate::store;
use ::store::Inclusion;
use jiff::civil::Date;
use page::{Access, Answer, Ask, Refusal, Route, described};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    let doc = described("That the ledger has an edition of a list, to be checked offline");
    vec![
        Route::get("/open/powers/editions/{n}/proof.json", Access::Public, proof)
            .doc(doc.query(&[("list", "the list; the one that changed last when empty")])),
    ]
}

/// An edition with its proof.
#[derive(Debug, Serialize)]
struct EditionProof {
    list: String,
    edition: u32,
    effective: Date,
    basis: String,
    total: u64,
    /// Digest over every edition up to this one: of `before`, the list, the entry's number and its body, a line each.
    digest: String,
    /// The digest of the edition before; empty for the first.
    before: String,
    entries: Vec<Inclusion>,
}

impl EditionProof {
    fn of(edition: Edition, before: Option<Edition>, entry: Option<Inclusion>) -> EditionProof {
        EditionProof {
            list: edition.list,
            edition: edition.number,
            effective: edition.effective,
            basis: edition.basis,
            total: edition.total,
            digest: edition.digest,
            before: before.map(|before| before.digest).unwrap_or_default(),
            entries: entry.into_iter().collect(),
        }
    }
}

/// `GET /open/powers/editions/{n}/proof.json`
fn proof(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (edition, before) = ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        let edition = known_edition(tx, &list, ask.path.get("n"))?;
        // An earlier list is loaded after the first edition was made: it is no link of the chain.
        let before = match edition.number {
            0 | 1 => None,
            number => store::edition(tx, &list.id, number - 1)?,
        };
        Ok((edition, before))
    })?;
    let entry = ask.app.store.receipt(edition.seq)?.map(Inclusion::from);
    let name = format!("{}-{}-proof.json", edition.list, edition.number);
    let bytes = serde_json::to_vec_pretty(&EditionProof::of(edition, before, entry));
    Ok(Answer::file("application/json", &name, bytes.map_err(|e| Refusal::Broken(e.to_string()))?))
}

//! The receipt of an edition's entry, whole: whoever signed in keeps it and checks it offline.

use super::{chosen, known_edition};
use kernel::Say;
use page::{Access, Answer, Ask, Refusal, Route};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/powers/editions/{n}/receipt.json", Access::Needs(Right::ReadDistrict), receipt)]
}

/// `GET /powers/editions/{n}/receipt.json`
fn receipt(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let edition = ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        known_edition(tx, &list, ask.path.get("n"))
    })?;
    let unknown = || Refusal::NotFound(Say::new("desk.no_entry").with("seq", edition.seq));
    let receipt = ask.app.store.receipt(edition.seq)?.ok_or_else(unknown)?;
    let bytes = serde_json::to_vec_pretty(&receipt).map_err(|e| Refusal::Broken(e.to_string()))?;
    Ok(Answer::file("application/json", &format!("{}-{}-receipt.json", edition.list, edition.number), bytes))
}

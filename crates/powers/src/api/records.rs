//! The book beside the list, for programs.

use crate::pages::{chosen, enter};
use crate::records::{MATTERS, Matter, Record};
use crate::store;
use kernel::Say;
use page::{Access, Answer, Ask, Refusal, Route, described};
use people::Right;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    let read = described("What is recorded of a list beside its editions, in order")
        .query(&[("list", "the list; the one that changed last when empty"), ("matter", "one kind only")])
        .gives::<RecordsAnswer>();
    let write = described("Records something of a list beside its editions")
        .takes::<RecordBody>()
        .gives::<RecordedItem>();
    vec![
        Route::get("/api/v1/powers/records", Access::Needs(Right::ReadDistrict), index).doc(read),
        Route::post("/api/v1/powers/records", Access::Needs(Right::ReportDuty), take).doc(write),
    ]
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecordBody {
    /// The list; needed where a district has several.
    #[serde(default)]
    list: String,
    /// One of day, proposed, stepped, noted, simpler, authority, delegated.
    matter: String,
    /// What it says; its fields depend on the matter.
    what: Value,
}

#[derive(Debug, Serialize, ToSchema)]
struct RecordedItem {
    /// Its number within the list.
    id: u32,
    entry: u64,
    receipt: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct RecordsAnswer {
    total: usize,
    /// Each with `id`, `matter`, `what`, `seq` (the ledger's entry), `at` and `by`.
    items: Vec<Value>,
}

fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let wanted = ask.query.get("matter");
    let matters: Vec<&str> =
        MATTERS.into_iter().filter(|word| wanted.is_empty() || *word == wanted).collect();
    if matters.is_empty() {
        return Err(unknown(wanted));
    }
    let found = ask.read(|tx| {
        let list = chosen(tx, ask.query.get("list"))?;
        Ok(store::records(tx, &list.id, &matters)?)
    })?;
    let (page, per) = page::paged(ask);
    let skip = (page.saturating_sub(1) as usize).saturating_mul(per as usize);
    let shown: Vec<&Record> = found.iter().skip(skip).take(per as usize).collect();
    Ok(Answer::json(&json!({ "total": found.len(), "page": page, "per": per, "items": shown })))
}

fn unknown(word: &str) -> Refusal {
    let say = Say::new("powers_records.unknown_matter").with("found", word);
    Refusal::Invalid(say.with("accepted", MATTERS.join("、")))
}

fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let body = ask.json::<RecordBody>()?;
    if !MATTERS.contains(&body.matter.as_str()) {
        return Err(unknown(&body.matter));
    }
    let matter = serde_json::from_value::<Matter>(json!({ "matter": body.matter, "what": body.what }));
    let matter =
        matter.map_err(|fault| Refusal::Invalid(Say::new("powers_records.bad_what").with("fault", fault)))?;
    let (id, entry) = ask.write(|tx| {
        let list = store::list_of(tx, &body.list)?;
        enter(tx, ask, &list, vec![matter])
    })?;
    let receipt = format!("/api/v1/ledger/entries/{entry}/receipt");
    Ok(Answer::json(&RecordedItem { id, entry, receipt }).created())
}

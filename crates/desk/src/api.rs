//! The ledger and the organs for programs.

use kernel::Say;
use page::{Access, Answer, Ask, Refusal, Route, described, paged};
use people::Right;
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/ledger/head", Access::Needs(Right::ReadDistrict), head)
            .doc(described("The signed head of the ledger").gives::<Head>()),
        Route::get("/api/v1/ledger/entries/{n}/receipt", Access::Needs(Right::ReadDistrict), receipt).doc(
            described("The receipt of an entry: proves offline that it stands in the ledger")
                .gives::<ReceiptItem>(),
        ),
        Route::get("/api/v1/organs", Access::Needs(Right::ReadDistrict), organs).doc(
            described("Every body named in any document, in the fixed order")
                .query(PAGES)
                .gives::<OrganList>(),
        ),
    ]
}

const PAGES: &[(&str, &str)] = &[("page", "from 1"), ("per", "1 to 500")];

/// The signed head of the ledger.
#[derive(Debug, Serialize, ToSchema)]
struct Head {
    district: String,
    size: u64,
    root: String,
    at: String,
    algorithm: String,
    key: String,
    signature: String,
}

/// A receipt; `entry` is the whole entry.
#[derive(Debug, Serialize, ToSchema)]
struct ReceiptItem {
    #[schema(value_type = Object)]
    entry: serde_json::Value,
    index: u64,
    size: u64,
    path: Vec<String>,
    head: Head,
    key: String,
}

/// A body.
#[derive(Debug, Serialize, ToSchema)]
struct OrganItem {
    name: String,
    name_en: String,
    aliases: Vec<String>,
    parent: Option<String>,
    perhaps: Option<String>,
}

/// A page of bodies.
#[derive(Debug, Serialize, ToSchema)]
struct OrganList {
    total: usize,
    items: Vec<OrganItem>,
}

fn head(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let head = ask.app.store.head()?.ok_or_else(|| Refusal::NotFound(Say::new("desk.no_entries")))?;
    Ok(Answer::json(&head))
}

/// The receipts of the entries that the asker may see.
fn receipt(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let typed = ask.path.get("n");
    let unknown = || Refusal::NotFound(Say::new("desk.no_entry").with("seq", typed));
    let seq = typed.parse().map_err(|_| unknown())?;
    let receipt = ask.app.store.receipt(seq)?.ok_or_else(unknown)?;
    if !crate::ledger::may_see(ask, &receipt.entry)? {
        return Err(Refusal::NotAllowed(Right::ReadLedger.lacking()));
    }
    Ok(Answer::json(&receipt))
}

fn organs(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let register = ask.read(|tx| Ok(documents::organs(tx)?))?;
    let total = register.iter().count();
    let skip = (page as usize - 1) * per as usize;
    let items = register.iter().skip(skip).take(per as usize).map(|organ| OrganItem {
        name: organ.name.clone(),
        name_en: organ.name_en.clone(),
        aliases: organ.aliases.clone(),
        parent: organ.parent.clone(),
        perhaps: organ.perhaps.clone(),
    });
    Ok(Answer::json(&OrganList { total, items: items.collect() }))
}

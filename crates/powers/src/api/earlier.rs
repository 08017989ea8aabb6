//! Loading the list that the first edition replaced.

use super::read::{EditionItem, edition_item};
use crate::earlier::{CELLS, Cells, Fault, check};
use crate::pages::must_keep;
use crate::store;
use kernel::Say;
use page::{Access, Answer, Ask, Refusal, Route, described};
use people::Right;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    let doc = described("Loads the list that the first edition replaced, as edition 0; all of it or nothing");
    vec![
        Route::post("/api/v1/powers/earlier", Access::Needs(Right::AdjustPowers), take)
            .doc(doc.takes::<EarlierBody>().gives::<EarlierAnswer>()),
    ]
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EarlierBody {
    /// The list; needed where a district has several.
    #[serde(default)]
    list: String,
    /// First day on which it was in force; before the first edition.
    from: String,
    /// Number of the document it stands in.
    document: String,
    /// The body that exercised its items.
    holder: String,
    items: Vec<EarlierRow>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EarlierRow {
    seq: u32,
    code: String,
    name: String,
    kind: String,
    /// The department it goes back to; needed for an item that the first edition does not have.
    #[serde(default)]
    department: String,
}

/// What was recorded, and how the first edition differs from it.
#[derive(Debug, Serialize, ToSchema)]
struct EarlierAnswer {
    edition: EditionItem,
    kept: u64,
    withdrawn: u64,
    added: u64,
}

fn cells(row: &EarlierRow) -> Cells {
    let trimmed = |text: &str| text.trim().to_owned();
    [
        row.seq.to_string(),
        trimmed(&row.code),
        trimmed(&row.name),
        trimmed(&row.kind),
        trimmed(&row.department),
    ]
}

fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<EarlierBody>()?);
    let rows: Vec<Cells> = body.items.iter().map(cells).collect();
    let mut refused = Vec::new();
    let made = ask.write(|tx| {
        let list = store::list_of(tx, &body.list)?;
        must_keep(tx, ask, &list)?;
        let standing = store::standing(tx, &list)?;
        match check(body.from.parse().ok(), &body.document, &body.holder, &rows, &standing) {
            Ok(earlier) => store::list_earlier(tx, &list, earlier, by, ask.now),
            Err(faults) => {
                refused = faults;
                Err(Refusal::Conflict(Say::new("powers.refused")))
            }
        }
    });
    match made {
        Ok(made) => Ok(Answer::json(&answer(made)).created()),
        Err(refusal) if !refused.is_empty() => Ok(problem(ask, &refusal, &refused)),
        Err(refusal) => Err(refusal),
    }
}

fn answer(made: store::Listed) -> EarlierAnswer {
    let counts = made.compared;
    EarlierAnswer {
        edition: edition_item(made.edition),
        kept: counts.kept,
        withdrawn: counts.withdrawn,
        added: counts.added,
    }
}

/// Problem JSON (RFC 9457) with every cell that is refused.
fn problem(ask: &Ask<'_>, refusal: &Refusal, faults: &[Fault]) -> Answer {
    let fault = |fault: &Fault| {
        let cell = fault.at.and_then(|(_, cell)| CELLS.get(cell)).map(|cell| ask.t(cell));
        let item = fault.at.map(|(row, _)| row + 1);
        json!({ "item": item, "cell": cell, "why": ask.say(&fault.say), "rule": fault.say.key })
    };
    let sentences: Vec<String> = faults.iter().take(3).map(|fault| ask.say(&fault.say)).collect();
    let detail =
        Say::new("powers.refused_with").with("count", faults.len()).with("first", sentences.join("；"));
    let status = refusal.status();
    let body = json!({
        "type": "about:blank", "title": status.canonical_reason(), "status": status.as_u16(),
        "detail": ask.say(&detail), "instance": ask.request_id,
        "refused": faults.iter().map(fault).collect::<Vec<_>>(),
    });
    Answer::bytes("application/problem+json", body.to_string().into_bytes()).status(status)
}

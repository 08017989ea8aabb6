//! What programs do to a list: adjust it, hand items over, link items.

use super::body::AdjustmentBody;
use super::read::{EditionItem, edition_item};
use crate::model::Refused;
use crate::pages::{must_act, must_keep};
use crate::store::{self, HandoverSheet, Linked, Made, NotMade};
use kernel::Say;
use page::{Access, Answer, Ask, Refusal, Route, described};
use people::Right;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use store::hand_over;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    let adjusts = Access::Needs(Right::AdjustPowers);
    let reports = Access::Needs(Right::ReportDuty);
    vec![
        Route::post("/api/v1/powers/adjustments", adjusts, adjust).doc(
            described("Adjusts a list: all of it or nothing; a refusal lists every item, its days and what mends it")
                .takes::<AdjustmentBody>()
                .gives::<AdjustedItem>(),
        ),
        Route::post("/api/v1/powers/links", adjusts, link)
            .doc(described("Links a general and a special item").takes::<LinkBody>().gives::<RecordedEntry>()),
        Route::post("/api/v1/powers/handovers", reports, give).doc(
            described("The giving body writes and signs the sheet of an item")
                .takes::<HandoverBody>()
                .gives::<RecordedEntry>(),
        ),
        Route::post("/api/v1/powers/handovers/take", reports, take)
            .doc(described("The taking body signs").takes::<TakeBody>().gives::<RecordedEntry>()),
    ]
}

/// An adjustment that was made.
#[derive(Debug, Serialize, ToSchema)]
struct AdjustedItem {
    edition: EditionItem,
    /// Editions others made since the one you looked at.
    since: Vec<u32>,
    /// Items with a hand-over sheet to be signed.
    moved: Vec<String>,
    /// Cases open under items that ended or moved.
    open_cases: Vec<String>,
}

/// What was recorded, and where its receipt is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RecordedEntry {
    entry: u64,
    receipt: String,
}

#[derive(Debug, Deserialize, ToSchema)]
struct LinkBody {
    #[serde(default)]
    list: String,
    general: String,
    special: String,
    basis: String,
}

#[derive(Debug, Deserialize, ToSchema)]
struct HandoverBody {
    #[serde(default)]
    list: String,
    code: String,
    edition: u32,
    #[serde(default)]
    open_cases: Vec<OpenCaseBody>,
    #[serde(default)]
    files: Vec<String>,
    /// Seals and forms.
    #[serde(default)]
    seals: Vec<String>,
    /// Accounts of systems, and what is kept in them.
    #[serde(default)]
    systems: Vec<String>,
    #[serde(default)]
    note: String,
    /// The other items of the edition that go to the same body as well, except those with open cases.
    #[serde(default)]
    all: bool,
}

#[derive(Debug, Deserialize, ToSchema)]
struct OpenCaseBody {
    case: String,
    finishes: String,
}

#[derive(Debug, Deserialize, ToSchema)]
struct TakeBody {
    #[serde(default)]
    list: String,
    code: String,
    edition: u32,
    /// The other items of the edition that the same body has signed as well.
    #[serde(default)]
    all: bool,
}

pub(super) fn recorded(entry: u64) -> Answer {
    Answer::json(&RecordedEntry { entry, receipt: format!("/api/v1/ledger/entries/{entry}/receipt") })
        .created()
}

fn adjust(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<AdjustmentBody>()?);
    let mut refused = None;
    let made = ask.write(|tx| {
        let mut holders = BTreeMap::new();
        for code in body.without_giver() {
            if let Some(holder) = store::newest_holder(tx, &body.list, &code)? {
                holders.insert(code, holder);
            }
        }
        let list = store::list_of(tx, &body.list)?;
        must_keep(tx, ask, &list)?;
        let (list, seen) = (list.id, body.seen);
        store::adjust(tx, &list, body.adjustment(&holders, by)?, seen, by, ask.now).map_err(|not_made| {
            match not_made {
                NotMade::Other(refusal) => refusal,
                NotMade::Refused { faults, since } => {
                    refused = Some((faults, since));
                    Refusal::Conflict(Say::new("powers.refused"))
                }
            }
        })
    });
    match (made, refused) {
        (Ok(made), _) => Ok(Answer::json(&adjusted(made)).created()),
        (Err(refusal), Some((faults, since))) => Ok(problem(ask, &refusal, &faults, &since)),
        (Err(refusal), None) => Err(refusal),
    }
}

fn adjusted(made: Made) -> AdjustedItem {
    AdjustedItem {
        edition: edition_item(made.edition),
        since: made.since,
        moved: made.moved,
        open_cases: made.open_cases.into_iter().map(|case| case.opened.id).collect(),
    }
}

/// Problem JSON (RFC 9457) with every item that is refused.
fn problem(ask: &Ask<'_>, refusal: &Refusal, faults: &[Refused], since: &[u32]) -> Answer {
    let fault = |fault: &Refused| {
        json!({
            "code": fault.code, "from": fault.days.from.to_string(), "to": fault.days.to.map(|day| day.to_string()),
            "why": ask.say(&fault.say), "mend": ask.say(&fault.mend), "rule": fault.say.key,
        })
    };
    let sentences: Vec<String> = faults.iter().take(3).map(|fault| ask.say(&fault.say)).collect();
    let detail =
        Say::new("powers.refused_with").with("count", faults.len()).with("first", sentences.join("；"));
    let status = refusal.status();
    let body = json!({
        "type": "about:blank", "title": status.canonical_reason(), "status": status.as_u16(),
        "detail": ask.say(&detail), "instance": ask.request_id,
        "refused": faults.iter().map(fault).collect::<Vec<_>>(), "since": since,
    });
    Answer::bytes("application/problem+json", body.to_string().into_bytes()).status(status)
}

fn link(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<LinkBody>()?);
    let entry = ask.write(|tx| {
        let list = store::list_of(tx, &body.list)?;
        must_keep(tx, ask, &list)?;
        let list = list.id;
        let linked = Linked { list, general: body.general, special: body.special, basis: body.basis };
        store::link_items(tx, linked, by, ask.now)
    })?;
    Ok(recorded(entry))
}

fn give(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<HandoverBody>()?);
    let open_cases = body.open_cases.into_iter();
    let open_cases =
        open_cases.map(|case| store::OpenCase { case: case.case, finishes: case.finishes }).collect();
    let sheet = HandoverSheet {
        open_cases,
        files: body.files,
        seals: body.seals,
        systems: body.systems,
        note: body.note,
    };
    let entry = ask.write(|tx| {
        let list = store::list_of(tx, &body.list)?.id;
        let key = (list.as_str(), body.code.as_str(), body.edition);
        let handover = store::handover(tx, key)?;
        must_act(ask, &handover.giving)?;
        let entry = hand_over(tx, key, sheet.clone(), by, ask.now)?;
        if body.all {
            store::hand_over_rest(tx, &handover, &sheet, by, ask.now)?;
        }
        Ok(entry)
    })?;
    Ok(recorded(entry))
}

fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<TakeBody>()?);
    let entry = ask.write(|tx| {
        let list = store::list_of(tx, &body.list)?.id;
        let key = (list.as_str(), body.code.as_str(), body.edition);
        let handover = store::handover(tx, key)?;
        must_act(ask, &handover.taking)?;
        let entry = store::sign_handover(tx, key, by, ask.now)?;
        if body.all {
            store::sign_rest(tx, &handover, by, ask.now)?;
        }
        Ok(entry)
    })?;
    Ok(recorded(entry))
}

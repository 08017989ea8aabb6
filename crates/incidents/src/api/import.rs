//! Reports in another format, for programs.

use crate::e2b;
use crate::store::{self, Imported};
use page::{Access, Answer, Ask, Refusal, Route, described};
use people::Right;
use serde::Serialize;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/cases/e2b", Access::Needs(Right::ReportDuty), import).doc(
            described(
                "Takes a batch of E2B(R3): XML of at most 16 MB; each case is stored or refused by itself",
            )
            .query(&[("plan", "whose form it fills; may be left out while there is one")])
            .gives::<ImportList>(),
        ),
    ]
}

/// What became of each case, in the order of the file.
#[derive(Debug, Serialize, ToSchema)]
struct ImportList {
    taken: usize,
    refused: usize,
    items: Vec<ImportItem>,
}

/// What became of one case.
#[derive(Debug, Serialize, ToSchema)]
struct ImportItem {
    /// The sender's number.
    number: String,
    case: Option<String>,
    incident: Option<String>,
    same_person_as: Option<String>,
    /// Answers that could not be taken and were left out, or why the case was refused.
    faults: Vec<String>,
}

/// Reads the file and takes each case in a transaction of its own, for the page and for programs alike.
pub(crate) fn taken(ask: &Ask<'_>, bytes: &[u8], plan: &str) -> Result<Vec<Imported>, Refusal> {
    let by = ask.actor()?;
    let plan = if plan.is_empty() { super::only_plan(ask)? } else { plan.to_owned() };
    let plan = ask.read(|tx| store::plan_of(tx, &plan))?;
    let messages = e2b::read(bytes).map_err(Refusal::Invalid)?;
    messages.iter().map(|message| store::import(&ask.app.store, &plan, message, by, ask.now)).collect()
}

fn import(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let imported = taken(ask, &ask.body, ask.query.get("plan"))?;
    let item = |one: &Imported| {
        let fault = |fault: &crate::FieldFault| format!("{}：{}", fault.field, ask.say(&fault.say));
        let taken = one.taken.as_ref();
        ImportItem {
            number: one.number.clone(),
            case: taken.map(|taken| taken.case.clone()),
            incident: taken.map(|taken| taken.incident.clone()).filter(|incident| !incident.is_empty()),
            same_person_as: taken
                .filter(|taken| taken.person != taken.case)
                .map(|taken| taken.person.clone()),
            faults: one.faults.iter().map(fault).collect(),
        }
    };
    let items: Vec<ImportItem> = imported.iter().map(item).collect();
    let taken = items.iter().filter(|item| item.case.is_some()).count();
    Ok(Answer::json(&ImportList { taken, refused: items.len() - taken, items }))
}

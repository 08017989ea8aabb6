//! The room of an incident for programs.

use super::show;
use crate::grade::{Counts, Decided};
use crate::pages::settled;
use crate::room::{Acknowledged, Proposed, StepDone, Written};
use crate::store;
use pack::ReportKind;
use page::{Access, Answer, Ask, Refusal, Route, described};
use people::Right;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    let handles = Access::Needs(Right::HandleIncident);
    vec![
        Route::post("/api/v1/incidents/{id}/counts", handles, counts)
            .doc(described("Records numbers told before the reports come").takes::<Counts>()),
        Route::post("/api/v1/incidents/{id}/grade", handles, grade)
            .doc(described("Decides on a grade no milder than the numbers give").takes::<GradeBody>()),
        Route::post("/api/v1/incidents/{id}/proposals", handles, propose)
            .doc(described("Proposes a decision of the plan").takes::<ProposalBody>().gives::<Recorded>()),
        Route::post("/api/v1/incidents/{id}/proposals/{no}", Access::Needs(Right::DecideIncident), settle)
            .doc(
                described("Decides on a proposal, as another person")
                    .takes::<SettleBody>()
                    .gives::<Recorded>(),
            ),
        Route::post("/api/v1/incidents/{id}/steps", handles, step)
            .doc(described("Records that a measure was carried out").takes::<StepBody>().gives::<Recorded>()),
        Route::post("/api/v1/incidents/{id}/reports", handles, report).doc(
            described("Records a report as sent: initial, progress or final")
                .takes::<ReportBody>()
                .gives::<Numbered>(),
        ),
        Route::post("/api/v1/incidents/{id}/reports/{no}/acknowledge", handles, acknowledge)
            .doc(described("Records that a report arrived").takes::<AcknowledgeBody>().gives::<Recorded>()),
    ]
}

/// A grade by hand.
#[derive(Debug, Deserialize, ToSchema)]
struct GradeBody {
    grade: String,
    grounds: String,
    #[serde(default)]
    criterion: String,
}

/// A proposal: `decision` is the identity of one of the plan's decisions.
#[derive(Debug, Deserialize, ToSchema)]
struct ProposalBody {
    decision: String,
    text: String,
    #[serde(default)]
    evidence: BTreeMap<String, String>,
}

/// A decision.
#[derive(Debug, Deserialize, ToSchema)]
struct SettleBody {
    agreed: bool,
    reason: String,
}

/// A measure carried out.
#[derive(Debug, Deserialize, ToSchema)]
struct StepBody {
    measure: String,
    #[serde(default)]
    note: String,
}

/// A report: `kind` is initial, progress or final.
#[derive(Debug, Deserialize, ToSchema)]
struct ReportBody {
    #[schema(value_type = String)]
    kind: ReportKind,
    to: String,
    #[serde(default)]
    channel: String,
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    secret: bool,
}

/// Who confirmed it.
#[derive(Debug, Deserialize, ToSchema)]
struct AcknowledgeBody {
    by: String,
}

/// Where it stands in the ledger.
#[derive(Debug, Serialize, ToSchema)]
struct Recorded {
    entry: u64,
    receipt: String,
}

/// The number a report was given.
#[derive(Debug, Serialize, ToSchema)]
struct Numbered {
    no: u32,
}

fn recorded(entry: u64) -> Answer {
    Answer::json(&Recorded { entry, receipt: format!("/api/v1/ledger/entries/{entry}/receipt") }).created()
}

fn counts(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (counts, by) = (ask.json::<Counts>()?, ask.actor()?);
    ask.write(|tx| {
        let plan = store::known(tx, ask.path.get("id"))?.learnt.plan;
        super::known_names(&store::plan_of(tx, &plan)?, &counts)?;
        store::recount(tx, ask.path.get("id"), counts, by, ask.now)
    })?;
    show(ask)
}

fn grade(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (body, by) = (ask.json::<GradeBody>()?, ask.actor()?);
    let GradeBody { grade, grounds, criterion } = body;
    let decided = Decided { grade, grounds, criterion, by: by.to_owned(), at: ask.now };
    ask.write(|tx| store::decide_grade(tx, ask.path.get("id"), decided, by, ask.now))?;
    show(ask)
}

fn propose(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (body, user) = (ask.json::<ProposalBody>()?, ask.user()?);
    let ProposalBody { decision, text, evidence } = body;
    let proposed = Proposed { no: 0, decision, text, evidence, organ: user.organ.clone() };
    let id = ask.path.get("id");
    Ok(recorded(ask.write(|tx| store::propose(tx, id, proposed, &user.account, ask.now))?))
}

fn settle(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let body = ask.json::<SettleBody>()?;
    let no = ask.path.get("no").parse().unwrap_or_default();
    Ok(recorded(settled(ask, no, body.agreed, &body.reason)?))
}

fn step(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (body, by) = (ask.json::<StepBody>()?, ask.actor()?);
    let done = StepDone { measure: body.measure, note: body.note };
    Ok(recorded(ask.write(|tx| store::step(tx, ask.path.get("id"), done, by, ask.now))?))
}

fn report(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (body, by) = (ask.json::<ReportBody>()?, ask.actor()?);
    let ReportBody { kind, to, channel, fields, secret } = body;
    let written = Written { no: 0, kind, fields, to, channel, secret };
    let no = ask.write(|tx| store::write_report(tx, ask.path.get("id"), written, by, ask.now))?;
    Ok(Answer::json(&Numbered { no }).created())
}

fn acknowledge(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (body, by) = (ask.json::<AcknowledgeBody>()?, ask.actor()?);
    let done = Acknowledged { no: ask.path.get("no").parse().unwrap_or_default(), by: body.by };
    Ok(recorded(ask.write(|tx| store::acknowledge(tx, ask.path.get("id"), done, by, ask.now))?))
}

//! Cases for programs.

use crate::cases::{Case, CaseState, FieldFault, moment};
use crate::store::{self, NotTaken, Telling};
use kernel::Say;
use page::{Access, Answer, Ask, Refusal, Route, described, paged};
use people::Right;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    let handles = Access::Needs(Right::HandleIncident);
    let take = described(
        "Takes one report of a case; keys are the fields of the plan's form, besides plan and received",
    );
    let judged = described("Says whether it is a case: suspected, confirmed or excluded");
    vec![
        Route::post("/api/v1/cases", Access::Needs(Right::ReportDuty), take_one)
            .doc(take.takes::<CaseBody>().gives::<TakenItem>()),
        Route::get("/api/v1/cases", handles, index).doc(
            described("Reports of cases, the latest first; no personal data")
                .query(QUERY)
                .gives::<CaseList>(),
        ),
        Route::get("/api/v1/cases/{id}", handles, show)
            .doc(described("A report of a case; no personal data").gives::<CaseItem>()),
        Route::post("/api/v1/cases/{id}/judge", handles, judge)
            .doc(judged.takes::<JudgeBody>().gives::<CaseItem>()),
        Route::post("/api/v1/cases/{id}/gather", handles, gather).doc(
            described("Puts a case to another incident, or to none")
                .takes::<GatherBody>()
                .gives::<CaseItem>(),
        ),
        Route::post("/api/v1/cases/{id}/same-person", handles, same).doc(
            described("Says that two reports are about one person, or not")
                .takes::<SameBody>()
                .gives::<CaseItem>(),
        ),
        Route::post("/api/v1/cases/{id}/correct", handles, correct).doc(
            described("Corrects and completes the answers; all that are not sealed are replaced")
                .takes::<CaseBody>()
                .gives::<CaseItem>(),
        ),
        Route::post("/api/v1/cases/{id}/person", handles, person).doc(
            described("Reads the personal data; the reading is recorded with its reason")
                .takes::<ReasonBody>(),
        ),
    ]
}

const QUERY: &[(&str, &str)] =
    &[("alone", "true: only those of no incident"), ("page", "from 1"), ("per", "1 to 500")];

/// A report: `plan` (may be left out while there is one plan with a form), `received` (when it arrived, such as
/// `2023-06-20 14:30`; now when left out), `exercise` (true: made up, kept apart and marked everywhere), and an answer for each field of the plan's form that is known.
#[derive(Debug, Deserialize, ToSchema)]
struct CaseBody {
    #[serde(flatten)]
    #[schema(value_type = std::collections::HashMap<String, String>)]
    answers: Map<String, Value>,
}

/// A report that was taken.
#[derive(Debug, Serialize, ToSchema)]
struct TakenItem {
    case: String,
    /// The incident it belongs to, when it belongs to one.
    incident: Option<String>,
    /// The grade of that incident now.
    grade: Option<String>,
    /// Another report about the same person, when there is one: the person counts once.
    same_person_as: Option<String>,
    /// Reports that may be about the same person.
    perhaps_same: Vec<String>,
    receipt: String,
}

/// A report.
#[derive(Debug, Serialize, ToSchema)]
struct CaseItem {
    id: String,
    plan: String,
    received: String,
    state: &'static str,
    incident: Option<String>,
    same_person_as: Option<String>,
    answers: BTreeMap<String, String>,
    /// Whether there is personal data.
    sealed: bool,
    made_up: bool,
}

/// A page of reports.
#[derive(Debug, Serialize, ToSchema)]
struct CaseList {
    total: u64,
    items: Vec<CaseItem>,
}

/// A judgement.
#[derive(Debug, Deserialize, ToSchema)]
struct JudgeBody {
    state: String,
    reason: String,
}

/// Where a case belongs.
#[derive(Debug, Deserialize, ToSchema)]
struct GatherBody {
    incident: Option<String>,
    reason: String,
}

/// Whom a case is about.
#[derive(Debug, Deserialize, ToSchema)]
struct SameBody {
    case: Option<String>,
    reason: String,
}

/// What for.
#[derive(Debug, Deserialize, ToSchema)]
struct ReasonBody {
    reason: String,
}

fn item(case: Case) -> CaseItem {
    let reported = case.reported;
    CaseItem {
        same_person_as: Some(reported.person).filter(|person| *person != reported.id),
        id: reported.id,
        plan: reported.plan,
        received: reported.received.to_string(),
        state: case.state.word(),
        incident: Some(case.incident).filter(|incident| !incident.is_empty()),
        answers: reported.answers,
        sealed: !reported.sealed.is_empty(),
        made_up: reported.made_up,
    }
}

/// Answers as text; nothing else than text, numbers and yes or no is an answer.
fn answers(body: CaseBody) -> Result<BTreeMap<String, String>, Refusal> {
    let text = |(name, value): (String, Value)| match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some((name, text))),
        Value::Number(number) => Ok(Some((name, number.to_string()))),
        Value::Bool(yes) => Ok(Some((name, yes.to_string()))),
        Value::Array(_) | Value::Object(_) => {
            Err(Refusal::Invalid(Say::new("cases.not_an_answer").with("field", name)))
        }
    };
    let read = body.answers.into_iter().map(text).collect::<Result<Vec<_>, _>>()?;
    Ok(read.into_iter().flatten().collect())
}

fn telling(ask: &Ask<'_>) -> Result<Telling, Refusal> {
    let mut answers = answers(ask.json::<CaseBody>()?)?;
    let plan = match answers.remove("plan") {
        Some(plan) => plan,
        None => only_plan(ask)?,
    };
    let received = match answers.remove("received").filter(|text| !text.trim().is_empty()) {
        None => None,
        Some(text) => Some(
            moment(&text)
                .ok_or_else(|| Refusal::Invalid(Say::new("cases.not_a_moment").with("found", text)))?
                .from,
        ),
    };
    let made_up = answers.remove("exercise").is_some_and(|word| word == "true");
    Ok(Telling { plan, answers, received, made_up })
}

/// The plan whose form is meant when none is named.
pub(crate) fn only_plan(ask: &Ask<'_>) -> Result<String, Refusal> {
    let plans = ask.read(|tx| Ok(store::plans_with_form(tx)?))?;
    match plans.as_slice() {
        [plan] => Ok(plan.id.clone()),
        plans => {
            let ids = plans.iter().map(|plan| plan.id.as_str()).collect::<Vec<_>>().join("、");
            Err(Refusal::Invalid(Say::new("cases.which_plan").with("accepted", ids)))
        }
    }
}

/// Every fault in one sentence, with its field.
fn told(ask: &Ask<'_>, not: NotTaken) -> Refusal {
    match not {
        NotTaken::Refused(refusal) => refusal,
        NotTaken::Faults(faults) => {
            let one = |fault: &FieldFault| format!("{}：{}", fault.field, ask.say(&fault.say));
            let all = faults.iter().map(one).collect::<Vec<_>>().join("；");
            Refusal::Invalid(Say::new("cases.faults").with("faults", all))
        }
    }
}

fn take_one(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (telling, by) = (telling(ask)?, ask.actor()?);
    let taken = ask.app.store.write(|tx| {
        let taken = store::take(tx, telling, by, ask.now)?;
        let incident = store::find(tx, &taken.incident)?;
        Ok::<_, NotTaken>((taken, incident.and_then(|incident| incident.graded.grade)))
    });
    let (taken, grade) = taken.map_err(|not| told(ask, not))?;
    Ok(Answer::json(&TakenItem {
        incident: Some(taken.incident).filter(|incident| !incident.is_empty()),
        grade,
        same_person_as: Some(taken.person).filter(|person| *person != taken.case),
        case: taken.case,
        perhaps_same: taken.perhaps,
        receipt: format!("/api/v1/ledger/entries/{}/receipt", taken.entry),
    })
    .created())
}

fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let alone = matches!(ask.query.get("alone"), "true" | "1");
    let (total, cases) = ask.read(|tx| Ok(store::cases(tx, alone, page, per)?))?;
    Ok(Answer::json(&CaseList { total, items: cases.into_iter().map(item).collect() }))
}

fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::json(&item(ask.read(|tx| store::known_case(tx, ask.path.get("id")))?)))
}

/// The state of that word, or a refusal that names them.
pub(crate) fn state(word: &str) -> Result<CaseState, Refusal> {
    let bad = || Refusal::Invalid(Say::new("cases.bad_state").with("found", word));
    CaseState::from_word(word).ok_or_else(bad)
}

fn judge(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (body, by) = (ask.json::<JudgeBody>()?, ask.actor()?);
    let state = state(&body.state)?;
    ask.write(|tx| store::judge(tx, ask.path.get("id"), state, &body.reason, by, ask.now))?;
    show(ask)
}

fn gather(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (body, by) = (ask.json::<GatherBody>()?, ask.actor()?);
    let incident = body.incident.unwrap_or_default();
    ask.write(|tx| store::move_case(tx, ask.path.get("id"), &incident, &body.reason, by, ask.now))?;
    show(ask)
}

fn same(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (body, by) = (ask.json::<SameBody>()?, ask.actor()?);
    let other = body.case.unwrap_or_default();
    ask.write(|tx| store::say_person(tx, ask.path.get("id"), &other, &body.reason, by, ask.now))?;
    show(ask)
}

fn correct(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (answers, by) = (answers(ask.json::<CaseBody>()?)?, ask.actor()?);
    let done = ask.app.store.write(|tx| store::correct(tx, ask.path.get("id"), &answers, by, ask.now));
    done.map_err(|not| told(ask, not))?;
    show(ask)
}

fn person(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (body, by) = (ask.json::<ReasonBody>()?, ask.actor()?);
    let person = ask.write(|tx| store::read_person(tx, ask.path.get("id"), &body.reason, by, ask.now))?;
    Ok(Answer::json(&person).header("cache-control", "no-store"))
}

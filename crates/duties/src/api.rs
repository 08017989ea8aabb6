//! Duties for programs.

use crate::model::{ActionPlan, Question, QuestionKind};
use crate::model::{Duty, Report};
use crate::pages::{Answered, Deed};
use crate::{pages, store};
use page::{Access, Answer, Ask, Refusal, Route, described, paged};
use people::Right;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/duties", Access::Needs(Right::ReadDistrict), index)
            .doc(described("Duties, soonest due first").query(QUERY).gives::<DutyList>()),
        Route::post("/api/v1/duties/{id}/reports", Access::Needs(Right::ReportDuty), report).doc(
            described("Reports on a duty; the receipt verifies offline")
                .takes::<ReportBody>()
                .gives::<Reported>(),
        ),
        Route::post("/api/v1/duties/{id}/review", Access::Needs(Right::ReportDuty), review).doc(
            described(
                "Accepts a report or returns it with a reason; for the lead of the branch and the office",
            )
            .takes::<ReviewBody>()
            .gives::<DutyItem>(),
        ),
        Route::post("/api/v1/duties/{id}/acts", Access::Needs(Right::ReportDuty), act).doc(
            described(
                "Takes note, asks for time or for another organ, or decides; the duty's rule says who may",
            )
            .takes::<Deed>()
            .gives::<DutyItem>(),
        ),
        Route::get("/api/v1/duties/{id}", Access::Needs(Right::ReadDistrict), show)
            .doc(described("One duty").gives::<DutyItem>()),
        Route::get("/api/v1/unsettled", Access::Needs(Right::ReadDistrict), unsettled).doc(
            described("What documents leave open about their tasks")
                .query(&[
                    ("kind", "no_owner, open_set, several_leads or no_plan"),
                    ("organ", "whose plans"),
                    ("page", "from 1"),
                    ("per", "1 to 500"),
                ])
                .gives::<QuestionList>(),
        ),
        Route::post("/api/v1/unsettled", Access::Needs(Right::AssignDuty), settle).doc(
            described("Settles an open question as the office's decision")
                .takes::<Answered>()
                .gives::<Recorded>(),
        ),
        Route::post("/api/v1/unsettled/plans", Access::Needs(Right::ReportDuty), plan).doc(
            described("Records an organ's action plan for a task").takes::<PlanBody>().gives::<Recorded>(),
        ),
    ]
}

const QUERY: &[(&str, &str)] = &[
    ("organ", "who owes"),
    ("document", "number of the document"),
    ("clause", "path of the clause"),
    ("state", "waiting, open, submitted, returned, accepted, closed, cancelled or transferred"),
    ("cause", "the schedule, task or clock that opened it"),
    ("period", "the period it reports on, such as 2023-Q2"),
    ("part", "first_lead, lead, responsible or participating"),
    ("reviewer", "the lead that confirms the reports of its branch"),
    ("unclaimed", "true: only those not taken note of in time"),
    ("wished", "true: only those with a request that nobody has decided"),
    ("changed_since", "only those to which something happened after this instant"),
    ("due_from", "first due day, such as 2023-06-01"),
    ("due_to", "last due day"),
    ("overdue", "true: only those overdue now"),
    ("pending", "true: only those that await the organ and are not late"),
    ("page", "from 1"),
    ("per", "1 to 500"),
];

/// A duty.
#[derive(Debug, Serialize, ToSchema)]
struct DutyItem {
    id: String,
    kind: &'static str,
    title: String,
    title_en: String,
    organ: String,
    to: String,
    document: String,
    clause: String,
    period: String,
    due: Option<String>,
    /// The day on which `due` ends, in China: 24:00 of a day is an instant of the next.
    due_day: Option<String>,
    state: &'static str,
    overdue: bool,
    /// first_lead, lead, responsible or participating.
    part: &'static str,
    /// The lead that confirms the report; empty when the office does.
    reviewer: String,
    /// What it waits for; empty when it waits for nothing.
    awaits: String,
    /// When the organ took note of it.
    claimed: Option<String>,
    /// The progress of the last report, in per cent.
    progress: Option<u8>,
    rest_day: bool,
    made_up: bool,
}

/// A page of duties.
#[derive(Debug, Serialize, ToSchema)]
struct DutyList {
    total: u64,
    items: Vec<DutyItem>,
}

/// What an organ reports.
#[derive(Debug, Deserialize, ToSchema)]
struct ReportBody {
    text: String,
    progress: Option<u8>,
    #[serde(default)]
    evidence: Vec<String>,
    /// Problems that another body has to help with.
    #[serde(default)]
    problems: String,
}

/// A report taken: where its receipt is, and the duty as it now stands.
#[derive(Debug, Serialize, ToSchema)]
struct Reported {
    receipt: String,
    entry: u64,
    duty: DutyItem,
}

/// A decision on a report.
#[derive(Debug, Deserialize, ToSchema)]
struct ReviewBody {
    accept: bool,
    #[serde(default)]
    reason: String,
}

fn item(ask: &Ask<'_>, duty: Duty) -> DutyItem {
    let overdue = duty.is_overdue(ask.now);
    let (o, now) = (duty.opened, duty.now);
    DutyItem {
        id: o.id,
        kind: o.asked.word(),
        title: o.title,
        title_en: o.title_en,
        organ: now.organ,
        to: o.to,
        document: o.citation.document,
        clause: o.citation.clause.to_string(),
        period: o.period,
        due: now.due.map(|due| due.to_string()),
        due_day: now.due.map(|due| kernel::due_day(due).to_string()),
        state: now.state.word(),
        overdue,
        part: o.part.word(),
        reviewer: o.reviewer,
        awaits: o.awaits,
        claimed: now.claimed.map(|(at, _)| at.to_string()),
        progress: now.progress,
        rest_day: o.rest_day,
        made_up: o.made_up,
    }
}

fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let (total, duties) = ask.read(|tx| Ok(store::list(tx, &pages::filter(ask), page, per)?))?;
    Ok(Answer::json(&DutyList { total, items: duties.into_iter().map(|duty| item(ask, duty)).collect() }))
}

fn report(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, body) = (ask.path.get("id"), ask.json::<ReportBody>()?);
    let ReportBody { text, progress, evidence, problems } = body;
    let report = Report { text, progress, evidence, problems, ..Report::default() };
    let entry = pages::submit(ask, id, report)?;
    let duty = item(ask, ask.read(|tx| store::known(tx, id))?);
    Ok(Answer::json(&Reported { receipt: format!("/api/v1/ledger/entries/{entry}/receipt"), entry, duty })
        .created())
}

fn review(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, body) = (ask.path.get("id"), ask.json::<ReviewBody>()?);
    pages::decide(ask, id, body.accept, &body.reason)?;
    Ok(Answer::json(&item(ask, ask.read(|tx| store::known(tx, id))?)))
}

fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let id = ask.path.get("id");
    Ok(Answer::json(&item(ask, ask.read(|tx| store::known(tx, id))?)))
}

fn act(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    pages::take(ask, ask.path.get("id"), ask.json::<Deed>()?.meant()?)?;
    show(ask)
}

/// Something that a document leaves open.
#[derive(Debug, Serialize, ToSchema)]
struct QuestionItem {
    kind: &'static str,
    /// The task, schedule or clock it is about.
    about: String,
    /// Whose plan is missing; empty for the other kinds.
    organ: String,
    document: String,
    clause: String,
    /// The question in a sentence.
    question: String,
    /// Among whom the document leaves the choice; empty when anybody can be named.
    among: Vec<String>,
}

/// A page of open questions.
#[derive(Debug, Serialize, ToSchema)]
struct QuestionList {
    total: u64,
    items: Vec<QuestionItem>,
}

/// The ledger's entry, whose receipt proves it.
#[derive(Debug, Serialize, ToSchema)]
struct Recorded {
    entry: u64,
    receipt: String,
}

impl Recorded {
    fn at(entry: u64) -> Recorded {
        Recorded { entry, receipt: format!("/api/v1/ledger/entries/{entry}/receipt") }
    }
}

/// An organ's action plan: where its three parts can be seen.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
struct PlanBody {
    about: String,
    organ: String,
    timetable: String,
    roadmap: String,
    letter: String,
}

fn unsettled(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let kind = QuestionKind::from_word(ask.query.get("kind")).unwrap_or(QuestionKind::NoOwner);
    let (total, questions) =
        ask.read(|tx| Ok(store::queue(tx, kind, ask.query.get("organ"), paged(ask))?))?;
    let item = |question: Question| QuestionItem {
        kind: question.kind.word(),
        question: ask.say(&question.say),
        about: question.about,
        organ: question.organ,
        document: question.citation.document,
        clause: question.citation.clause.to_string(),
        among: question.among,
    };
    Ok(Answer::json(&QuestionList { total, items: questions.into_iter().map(item).collect() }))
}

fn settle(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::json(&Recorded::at(pages::settle(ask, ask.json::<Answered>()?)?)).created())
}

fn plan(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let PlanBody { about, organ, timetable, roadmap, letter } = ask.json()?;
    let plan = ActionPlan { about, organ, timetable, roadmap, letter };
    Ok(Answer::json(&Recorded::at(pages::recorded(ask, plan)?)).created())
}

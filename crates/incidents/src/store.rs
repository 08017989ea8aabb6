//! Rows in, rows out.

mod case_acts;
mod cases;
mod gather;
mod import;
mod intake;
mod room;
mod same;

pub use case_acts::{correct, judge, move_case, read_person, say_person};
pub(crate) use cases::known_case;
pub use cases::{cases, cases_of, find_case, plans_with_form};
pub use import::{Imported, import};
pub use intake::{NotTaken, Taken, Telling, take};
pub use room::{acknowledge, decide, note, propose, step, write_report};
pub use same::perhaps_same;

use crate::grade::{Counts, Decided, grade};
use crate::model::{Incident, IncidentEvent, Learnt, ResponseState};
use jiff::Timestamp;
use kernel::{Entry, Event, Happening, Say};
use pack::{Adopted, Pack, Plan};
use page::Refusal;
use store::card::Card;
use store::{Projection, Row, StoreError, Tx, Value};

/// Keeps the tables `plans` and `incidents` and the cards of incidents in step with the ledger.
pub static PROJECTION: &dyn Projection = &Incidents;

#[derive(Debug)]
struct Incidents;

impl Projection for Incidents {
    fn name(&self) -> &'static str {
        "incidents"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["plans", "incidents", "cases", "case_marks"]
    }

    fn apply(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        match entry.kind.as_str() {
            Adopted::KIND => define(tx, &Adopted::of(entry).map_err(|e| derived(&e))?.pack),
            kind if kind.starts_with("incident.") => happen(tx, entry),
            kind if kind.starts_with("incident_case.") => cases::happen(tx, entry),
            _ => Ok(()),
        }
    }
}

fn derived(reason: &dyn std::fmt::Display) -> StoreError {
    StoreError::Derived { table: "incidents", reason: reason.to_string() }
}

fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| derived(&e))
}

/// Takes the plans of an adopted pack.
fn define(tx: &mut Tx<'_>, pack: &Pack) -> Result<(), StoreError> {
    let plans = pack.documents.iter().filter_map(|document| Some((document, document.plan.as_ref()?)));
    for (document, plan) in plans {
        let key = [("district", tx.district().into()), ("id", (&plan.id).into())];
        let rest: [(&str, Value); 4] = [
            ("document", (&document.number).into()),
            ("title", (&plan.title).into()),
            ("title_en", (&plan.title_en).into()),
            ("detail", json(plan)?.into()),
        ];
        tx.upsert("plans", &key, &rest)?;
    }
    Ok(())
}

fn happen(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    let event = entry.read::<IncidentEvent>().ok_or_else(|| derived(&format!("entry {}", entry.seq)))?;
    let known = find(tx, entry.stream.strip_prefix("incident/").unwrap_or_default())?;
    let mut incident = match (event, known) {
        (IncidentEvent::Learnt(learnt), _) => Incident {
            counts: learnt.counts.clone(),
            learnt,
            graded: crate::Graded::default(),
            state: ResponseState::FirstHandling,
            version: 0,
        },
        (IncidentEvent::Counted(counts) | IncidentEvent::Tallied { counts, .. }, Some(incident)) => {
            Incident { counts, ..incident }
        }
        (
            IncidentEvent::GradeDecided(_)
            | IncidentEvent::Proposed(_)
            | IncidentEvent::Settled(_)
            | IncidentEvent::StepDone(_)
            | IncidentEvent::Noted { .. }
            | IncidentEvent::Written(_)
            | IncidentEvent::Acknowledged(_),
            Some(incident),
        ) => incident,
        (IncidentEvent::Graded(graded), Some(incident)) => Incident { graded, ..incident },
        (IncidentEvent::ResponseStarted {}, Some(incident)) => {
            Incident { state: ResponseState::Responding, ..incident }
        }
        (IncidentEvent::ResponseEnded {}, Some(incident)) => {
            Incident { state: ResponseState::Ended, ..incident }
        }
        (_, None) => return Err(derived(&format!("entry {} changes an unknown incident", entry.seq))),
    };
    incident.version = entry.version;
    save(tx, &incident)
}

fn save(tx: &mut Tx<'_>, incident: &Incident) -> Result<(), StoreError> {
    let learnt = &incident.learnt;
    let key = [("district", tx.district().into()), ("id", (&learnt.id).into())];
    let rest: [(&str, Value); 12] = [
        ("plan", (&learnt.plan).into()),
        ("title", (&learnt.title).into()),
        ("title_en", (&learnt.title_en).into()),
        ("product", (&learnt.product).into()),
        ("place", (&learnt.place).into()),
        ("learnt", learnt.learnt.into()),
        ("counts", json(&incident.counts)?.into()),
        ("grade", incident.graded.grade.clone().unwrap_or_default().into()),
        ("because", json(&incident.graded)?.into()),
        ("state", incident.state.word().into()),
        ("made_up", learnt.made_up.into()),
        ("version", incident.version.into()),
    ];
    tx.upsert("incidents", &key, &rest)?;
    let card = card(tx, incident)?;
    store::card::put(tx, &card)
}

/// The incident's card; it stands beside the clause that puts the plan in force.
fn card(tx: &mut Tx<'_>, incident: &Incident) -> Result<Card, StoreError> {
    let learnt = &incident.learnt;
    let cited = plan(tx, &learnt.plan)?.map(|plan| plan.citation);
    let grade = incident.graded.grade.as_ref().map(|grade| format!("（{grade}级）"));
    Ok(Card {
        subject: format!("incident/{}", learnt.id),
        kind: "incident".to_owned(),
        title: format!("{}{}", learnt.title, grade.unwrap_or_default()),
        title_en: learnt.title_en.clone(),
        state: incident.state.word().to_owned(),
        url: format!("/incidents/{}", learnt.id),
        organ: String::new(),
        due: None,
        document: cited.as_ref().map(|c| c.document.clone()).unwrap_or_default(),
        clause: cited.map(|c| c.clause.to_string()).unwrap_or_default(),
        made_up: learnt.made_up,
    })
}

const COLUMNS: &str =
    "id, plan, title, title_en, product, place, learnt, counts, because, state, made_up, version";

fn read(row: &Row) -> Result<Incident, StoreError> {
    let counts: Counts = serde_json::from_str(&row.text(7)?).map_err(|e| derived(&e))?;
    Ok(Incident {
        learnt: Learnt {
            id: row.text(0)?,
            plan: row.text(1)?,
            title: row.text(2)?,
            title_en: row.text(3)?,
            product: row.text(4)?,
            place: row.text(5)?,
            learnt: row.time(6)?,
            counts: counts.clone(),
            made_up: row.flag(10)?,
        },
        counts,
        graded: serde_json::from_str(&row.text(8)?).map_err(|e| derived(&e))?,
        state: ResponseState::from_word(&row.text(9)?).ok_or_else(|| derived(&"unknown state"))?,
        version: row.count(11)?,
    })
}

/// The incident of that identity.
///
/// # Errors
/// The store's failure.
pub fn find(tx: &mut Tx<'_>, id: &str) -> Result<Option<Incident>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM incidents WHERE district = ?1 AND id = ?2");
    tx.query_one(&sql, &[tx.district().into(), id.into()])?.as_ref().map(read).transpose()
}

/// Every incident, the latest first.
///
/// # Errors
/// The store's failure.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<Incident>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM incidents WHERE district = ?1 ORDER BY learnt DESC, id LIMIT 200");
    tx.query(&sql, &[tx.district().into()])?.iter().map(read).collect()
}

/// The plan of that identity.
///
/// # Errors
/// The store's failure.
pub fn plan(tx: &mut Tx<'_>, id: &str) -> Result<Option<Plan>, StoreError> {
    let row = tx.query_one(
        "SELECT detail FROM plans WHERE district = ?1 AND id = ?2",
        &[tx.district().into(), id.into()],
    )?;
    row.map(|row| serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))).transpose()
}

/// The identities of all plans in force.
///
/// # Errors
/// The store's failure.
pub fn plan_ids(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    let rows = tx.query("SELECT id FROM plans WHERE district = ?1 ORDER BY id", &[tx.district().into()])?;
    rows.iter().map(|row| row.text(0)).collect()
}

/// The plan of that identity, or a refusal that names it.
///
/// # Errors
/// No such plan, or the store's failure.
pub fn plan_of(tx: &mut Tx<'_>, id: &str) -> Result<Plan, Refusal> {
    plan(tx, id)?.ok_or_else(|| Refusal::NotFound(Say::new("incidents.no_plan").with("id", id)))
}

pub(crate) fn known(tx: &mut Tx<'_>, id: &str) -> Result<Incident, Refusal> {
    find(tx, id)?.ok_or_else(|| Refusal::NotFound(Say::new("incidents.no_incident").with("id", id)))
}

/// Records an event that was learnt of, and grades it in the same transaction.
///
/// # Errors
/// An unknown plan, an identity that is taken, or the store's failure.
pub fn learn(tx: &mut Tx<'_>, learnt: Learnt, by: &str, now: Timestamp) -> Result<(), Refusal> {
    let graded = grade(&plan_of(tx, &learnt.plan)?, &learnt.counts);
    let stream = format!("incident/{}", learnt.id);
    let events = [event(&IncidentEvent::Learnt(learnt))?, event(&IncidentEvent::Graded(graded))?];
    tx.append(&stream, 0, &events, by, now)?;
    Ok(())
}

/// Records counts that somebody told, and grades the incident anew in the same transaction.
///
/// # Errors
/// An unknown incident, or the store's failure.
pub fn recount(tx: &mut Tx<'_>, id: &str, counts: Counts, by: &str, now: Timestamp) -> Result<(), Refusal> {
    regrade(tx, id, Some(counts), by, now)
}

/// Counts the incident's cases, takes the greater of that and what was told, and grades anew (D-015).
pub(crate) fn regrade(
    tx: &mut Tx<'_>,
    id: &str,
    telling: Option<Counts>,
    by: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    let incident = known(tx, id)?;
    let stream = format!("incident/{id}");
    let plan = plan_of(tx, &incident.learnt.plan)?;
    let mut events = Vec::new();
    let told = match telling {
        Some(told) => {
            events.push(event(&IncidentEvent::Counted(told.clone()))?);
            told
        }
        None => told(&tx.stream(&stream)?),
    };
    let all = cases_of(tx, id)?;
    let counts = if all.is_empty() { told } else { told.max(&crate::cases::tally(&plan, &all)) };
    let known = if events.is_empty() { &incident.counts } else { &Counts::default() };
    if counts != *known && !all.is_empty() {
        events.push(event(&IncidentEvent::Tallied { counts: counts.clone(), reports: all.len() })?);
    }
    let graded = grade(&plan, &counts).decided(&plan, incident.graded.decided.clone());
    if graded != incident.graded {
        events.push(event(&IncidentEvent::Graded(graded))?);
    }
    if !events.is_empty() {
        tx.append(&stream, incident.version, &events, by, now)?;
    }
    Ok(())
}

/// The counts somebody told last.
fn told(history: &[Entry]) -> Counts {
    let mut told = history.iter().rev().filter_map(|entry| match entry.read::<IncidentEvent>() {
        Some(IncidentEvent::Learnt(learnt)) => Some(learnt.counts),
        Some(IncidentEvent::Counted(counts)) => Some(counts),
        _ => None,
    });
    told.next().unwrap_or_default()
}

/// Records the grade a person gives, with the grounds (D-010, D-012). It can be graver than the numbers, not milder:
/// a number that is wrong is corrected where it was counted.
///
/// # Errors
/// No grounds, an unknown grade, a milder one than the numbers give, an unknown incident, or the store's failure.
pub fn decide_grade(
    tx: &mut Tx<'_>,
    id: &str,
    decided: Decided,
    by: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    let incident = known(tx, id)?;
    let plan = plan_of(tx, &incident.learnt.plan)?;
    let levels = || plan.grades.iter().map(|grade| grade.level.as_str()).collect::<Vec<_>>().join("、");
    let rank = |level: &str| plan.grades.iter().position(|grade| grade.level == level);
    let Some(mine) = rank(&decided.grade) else {
        let say =
            Say::new("incidents.unknown_grade").with("found", &decided.grade).with("accepted", levels());
        return Err(Refusal::Invalid(say));
    };
    if decided.grounds.trim().is_empty() {
        return Err(Refusal::Invalid(Say::new("cases.why")));
    }
    let numbers = grade(&plan, &incident.counts).grade;
    if numbers.as_deref().and_then(rank).is_some_and(|numbers| numbers < mine) {
        let say = Say::new("incidents.milder").with("grade", numbers.unwrap_or_default());
        return Err(Refusal::Conflict(say));
    }
    let graded = grade(&plan, &incident.counts).decided(&plan, Some(decided.clone()));
    let events = [event(&IncidentEvent::GradeDecided(decided))?, event(&IncidentEvent::Graded(graded))?];
    tx.append(&format!("incident/{id}"), incident.version, &events, by, now)?;
    Ok(())
}

fn event(event: &impl Happening) -> Result<Event, StoreError> {
    event.event().map_err(|e| derived(&e))
}

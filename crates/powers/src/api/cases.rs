//! Cases for programs: listed, opened, closed, reviewed, given to whoever finishes them.

use super::body::day;
use super::write::{RecordedEntry, recorded};
use crate::cases::{Assigned, Case, CaseOpened, Closing, Forum, Gate, Outcome, Review, Verdict};
use crate::pages::{must_act, must_keep};
use crate::store::{self, CaseFilter};
use kernel::{Say, day_of};
use page::{Access, Answer, Ask, Refusal, Route, described, paged};
use people::Right;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    let reports = Access::Needs(Right::ReportDuty);
    vec![
        Route::get("/api/v1/powers/cases", Access::Needs(Right::ReadDistrict), index)
            .doc(described("Cases of a list, the latest first").query(QUERY).gives::<CaseList>()),
        Route::post("/api/v1/powers/cases", reports, open).doc(
            described("Opens a case under an item in force").takes::<CaseBody>().gives::<RecordedEntry>(),
        ),
        Route::post("/api/v1/powers/cases/{id}/close", reports, close).doc(
            described("Closes a case behind its gates; refused with the first thing that is missing")
                .takes::<ClosingBody>()
                .gives::<RecordedEntry>(),
        ),
        Route::post("/api/v1/powers/cases/{id}/review", reports, review).doc(
            described("Records what reconsideration or a court made of a decision")
                .takes::<ReviewBody>()
                .gives::<RecordedEntry>(),
        ),
        Route::post("/api/v1/powers/cases/{id}/assign", Access::Needs(Right::AdjustPowers), assign).doc(
            described("Decides who finishes a case whose item moved or ended")
                .takes::<AssignedBody>()
                .gives::<RecordedEntry>(),
        ),
    ]
}

const QUERY: &[(&str, &str)] = &[
    ("list", "identity of the list, where a district has several"),
    ("code", "the item"),
    ("body", "who opened it"),
    ("q", "words that stand in number or subject"),
    ("year", "year of the act"),
    ("state", "open, or stranded: open while no body holds the item and nobody was named to finish"),
    ("page", "from 1"),
    ("per", "1 to 500"),
];

#[derive(Debug, Deserialize, ToSchema)]
struct CaseBody {
    id: String,
    #[serde(default)]
    list: String,
    code: String,
    body: String,
    day: String,
    subject: String,
    /// The act it is about, the same under every item it might fall under.
    #[serde(default)]
    act: String,
    /// The random draw that chose the subject.
    #[serde(default)]
    draw: String,
}

#[derive(Debug, Deserialize, ToSchema)]
struct ClosingBody {
    result: String,
    /// imposed, none, withdrawn or transferred; needed for penalties and inspections.
    #[serde(default)]
    outcome: String,
    /// The fine in yuan, such as "2000.50".
    amount: Option<String>,
    /// Step of the item's discretion benchmark.
    #[serde(default)]
    step: String,
    /// Why it departs from the step or from cases alike.
    #[serde(default)]
    reason: String,
    #[serde(default)]
    major: bool,
    #[serde(default)]
    hearing_asked: bool,
    /// facts, notice, legal_review, hearing: the record that stands for each.
    #[serde(default)]
    gates: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize, ToSchema)]
struct ReviewBody {
    /// reconsideration or litigation.
    forum: String,
    day: String,
    /// upheld, changed or revoked.
    verdict: String,
    document: String,
}

#[derive(Debug, Deserialize, ToSchema)]
struct AssignedBody {
    finisher: String,
    basis: String,
}

/// A case.
#[derive(Debug, Serialize, ToSchema)]
struct CaseItem {
    id: String,
    list: String,
    code: String,
    name: String,
    body: String,
    finisher: String,
    day: String,
    subject: String,
    draw: String,
    open: bool,
    /// Last day for the decision, where the kind of its item has one.
    last_day: Option<String>,
    outcome: Option<&'static str>,
    amount: Option<String>,
    result: Option<String>,
    closed_on: Option<String>,
    /// How often reconsideration or a court decided about it.
    reviews: usize,
    entry: u64,
}

/// A page of cases.
#[derive(Debug, Serialize, ToSchema)]
struct CaseList {
    total: u64,
    items: Vec<CaseItem>,
}

fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let text = |name| ask.query.get(name).to_owned();
    let state = ask.query.get("state");
    if !["", "open", "stranded"].contains(&state) {
        return Err(Refusal::Invalid(Say::new("powers_use.bad_state").with("state", state)));
    }
    let year = crate::pages::year(ask)?;
    let (total, cases) = ask.read(|tx| {
        let filter = CaseFilter {
            list: store::list_of(tx, ask.query.get("list"))?.id,
            code: text("code"),
            body: text("body"),
            words: text("q"),
            open: state == "open",
            year,
            stranded: (state == "stranded").then_some(day_of(ask.now)),
            ..CaseFilter::default()
        };
        Ok(store::cases(tx, &filter, page, per)?)
    })?;
    Ok(Answer::json(&CaseList { total, items: cases.into_iter().map(item).collect() }))
}

fn item(listed: store::ListedCase) -> CaseItem {
    let store::ListedCase { case, name, kind } = listed;
    CaseItem {
        finisher: case.finisher().to_owned(),
        open: case.is_open(),
        last_day: case.last_day(&kind).map(|day| day.to_string()),
        closed_on: case.closed_on.map(|day| day.to_string()),
        reviews: case.reviews.len(),
        entry: case.seq,
        outcome: case.closing.as_ref().map(|closing| closing.outcome.word()),
        amount: case.closing.as_ref().and_then(|closing| closing.amount).map(|amount| amount.to_string()),
        result: case.closing.map(|closing| closing.result),
        id: case.opened.id,
        list: case.opened.list,
        code: case.opened.code,
        name,
        body: case.opened.body,
        day: case.opened.day.to_string(),
        subject: case.opened.subject,
        draw: case.opened.draw,
    }
}

fn open(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<CaseBody>()?);
    must_act(ask, &body.body)?;
    let case = CaseOpened {
        id: body.id,
        list: body.list,
        code: body.code,
        body: body.body,
        day: day(&body.day)?,
        subject: body.subject,
        act: body.act,
        draw: body.draw,
        made_up: false,
    };
    Ok(recorded(ask.write(|tx| store::open_case(tx, case, by, ask.now))?))
}

fn close(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    let closing = closing(ask.path.get("id"), ask.json::<ClosingBody>()?)?;
    let entry = ask.write(|tx| {
        let case: Case = store::case(tx, &closing.id)?;
        must_act(ask, case.finisher())?;
        store::close_case(tx, closing, by, ask.now)
    })?;
    Ok(recorded(entry))
}

/// A word out of those that are accepted.
fn named<T: Copy>(found: &str, all: &[T], word: fn(T) -> &'static str) -> Result<T, Refusal> {
    let named = all.iter().find(|one| word(**one) == found);
    named.copied().ok_or_else(|| {
        let accepted: Vec<&str> = all.iter().map(|one| word(*one)).collect();
        Refusal::Invalid(
            Say::new("powers.bad_word").with("found", found).with("accepted", accepted.join("、")),
        )
    })
}

fn closing(id: &str, body: ClosingBody) -> Result<Closing, Refusal> {
    let outcome = match body.outcome.as_str() {
        "" => Outcome::Unsaid,
        word => named(word, &Outcome::ALL, Outcome::word)?,
    };
    let bad = |typed: &str| Refusal::Invalid(Say::new("powers_use.bad_amount").with("amount", typed));
    let amount = body.amount.as_deref().map(|typed| typed.parse().map_err(|_| bad(typed))).transpose()?;
    let gates = body.gates.into_iter();
    let gates = gates.map(|(word, record)| Ok((named(&word, &Gate::ALL, Gate::word)?, record)));
    Ok(Closing {
        id: id.to_owned(),
        result: body.result,
        outcome,
        amount,
        step: body.step,
        reason: body.reason,
        major: body.major,
        hearing_asked: body.hearing_asked,
        gates: gates.collect::<Result<_, Refusal>>()?,
    })
}

fn review(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<ReviewBody>()?);
    let review = Review {
        id: ask.path.get("id").to_owned(),
        forum: named(&body.forum, &Forum::ALL, Forum::word)?,
        day: day(&body.day)?,
        verdict: named(&body.verdict, &Verdict::ALL, Verdict::word)?,
        document: body.document,
    };
    let entry = ask.write(|tx| {
        must_act(ask, &store::case(tx, &review.id)?.opened.body)?;
        store::review_case(tx, review, by, ask.now)
    })?;
    Ok(recorded(entry))
}

fn assign(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<AssignedBody>()?);
    let id = ask.path.get("id").to_owned();
    let assigned = Assigned { id, finisher: body.finisher, basis: body.basis };
    let entry = ask.write(|tx| {
        let list = store::case(tx, &assigned.id)?.opened.list;
        let list = store::list_of(tx, &list)?;
        must_keep(tx, ask, &list)?;
        store::assign_case(tx, assigned, by, ask.now)
    })?;
    Ok(recorded(entry))
}

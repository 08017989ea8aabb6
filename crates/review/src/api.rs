//! Reviews for programs: taking a text in, what was found, deciding.

use crate::decide::{Wish, decide};
use crate::reading::Reading;
use crate::take::take;
use page::{Access, Answer, Ask, Refusal, Route, described};
use people::Right;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

pub(crate) fn routes() -> Vec<Route> {
    let may = Access::Needs(Right::AdoptPack);
    vec![
        Route::post("/api/v1/reviews", may, open).doc(
            described("Takes a text in; the same text is the same review")
                .takes::<ReviewText>()
                .gives::<ReviewId>(),
        ),
        Route::get("/api/v1/reviews/{id}", may, show)
            .doc(described("What was found in a text, and what was decided").gives::<ReviewThings>()),
        Route::post("/api/v1/reviews/{id}/decisions", may, record)
            .doc(described("Decides about one or several things").takes::<ReviewDecision>()),
    ]
}

/// A text to be reviewed.
#[derive(Debug, Deserialize, ToSchema)]
struct ReviewText {
    /// What it is called.
    name: String,
    /// The whole text.
    text: String,
}

/// The identity of a review.
#[derive(Debug, Serialize, ToSchema)]
struct ReviewId {
    id: String,
}

/// What was found in a text.
#[derive(Debug, Serialize, ToSchema)]
struct ReviewThings {
    total: usize,
    undecided: usize,
    /// The pack it was adopted into; null while the review goes on.
    pack: Option<String>,
    items: Vec<ReviewThing>,
}

/// One thing found.
#[derive(Debug, Serialize, ToSchema)]
struct ReviewThing {
    item: String,
    kind: String,
    clause: String,
    /// Characters of the text, `[start, end)`.
    span: [usize; 2],
    doubtful: bool,
    found: BTreeMap<String, String>,
    /// The fields as they stand.
    fields: BTreeMap<String, String>,
    act: Option<String>,
    by: Option<String>,
    note: Option<String>,
}

/// A decision.
#[derive(Debug, Deserialize, ToSchema)]
struct ReviewDecision {
    items: Vec<String>,
    /// `accept`, `correct`, `open`, `drop` or `again`.
    act: String,
    /// With `correct`: the fields that hold something else.
    #[serde(default)]
    fields: BTreeMap<String, String>,
    /// On what ground; an assignment needs one.
    #[serde(default)]
    note: String,
}

fn open(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (text, by) = (ask.json::<ReviewText>()?, ask.actor()?);
    let id = ask.write(|tx| take(tx, &text.name, text.text.as_bytes(), by, ask.now))?;
    Ok(Answer::json(&ReviewId { id }).created())
}

fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let reading = ask.read(|tx| Reading::of(tx, ask.path.get("id")))?;
    let map = |fields: Vec<(&'static str, String)>| {
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    };
    let items = reading.items.iter().map(|item| ReviewThing {
        item: item.key.clone(),
        kind: item.kind.word().to_owned(),
        clause: item.clause.clone(),
        span: [item.span.start, item.span.end],
        doubtful: item.doubtful,
        found: map(item.found.clone()),
        fields: map(item.fields()),
        act: item.standing.as_ref().map(|standing| standing.act.word().to_owned()),
        by: item.standing.as_ref().map(|standing| standing.by.clone()),
        note: item.standing.as_ref().map(|standing| standing.note.clone()),
    });
    let items: Vec<ReviewThing> = items.collect();
    let pack = (!reading.row.pack.is_empty()).then(|| reading.row.pack.clone());
    Ok(Answer::json(&ReviewThings { total: items.len(), undecided: reading.undecided(), pack, items }))
}

fn record(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (wish, by) = (ask.json::<ReviewDecision>()?, ask.actor()?);
    let wish = Wish { items: wish.items, act: wish.act, fields: wish.fields, note: wish.note };
    let id = ask.path.get("id");
    ask.write(|tx| decide(tx, id, wish, by, ask.now))?;
    show(ask)
}

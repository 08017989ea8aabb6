//! Work on many duties at once: what is chosen in the worklist is looked at first, then done, and can be taken back.

use super::acts::Deed;
use super::list::{drawn, filter};
use crate::store::{self, BatchRow, Chosen, Done};
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, empty, encode, instant, table};
use people::Right;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/duties/many", Access::Needs(Right::ReviewDuty), many),
        Route::get("/duties/batches", Access::Needs(Right::ReviewDuty), batches),
        Route::post("/duties/batches/{batch}/undo", Access::Needs(Right::ReviewDuty), undo),
    ]
}

pub(crate) fn api_routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/duties/many", Access::Needs(Right::ReviewDuty), api_many)
            .doc(described_many().takes::<ManyBody>().gives::<ManyDone>()),
        Route::post("/api/v1/duties/batches/{batch}/undo", Access::Needs(Right::ReviewDuty), api_undo).doc(
            page::described("Takes a batch back within a day; what changed since stays as it is")
                .gives::<ManyUndone>(),
        ),
    ]
}

fn described_many() -> page::Doc {
    page::described("Chases, extends, assigns or accepts many duties in one transaction")
        .query(&[("…", "the filters of GET /api/v1/duties choose the duties, unless ids are given")])
}

/// The form below the worklist: what is done to all that the list shows, or to those that are ticked.
pub(super) fn form(ask: &Ask<'_>, total: u64) -> Markup {
    if !ask.may(Right::ReviewDuty) || total == 0 {
        return html! {};
    }
    let all = ask.say(&Say::new("duties.all_of_list").with("count", total));
    html! {
        details open[!ask.form.get("act").is_empty()] {
            summary { (ask.t("duties.many")) }
            div.stack {
                div.field {
                    label for="which" { (ask.t("duties.to_which")) }
                    select id="which" name="which" { option value="ticked" { (ask.t("duties.ticked")) } option value="all" selected[ask.form.get("which") == "all"] { (all) } }
                }
                div.field {
                    label for="act" { (ask.t("duties.what_to_do")) }
                    select id="act" name="act" { @for (act, key) in ACTS { option value=(act) selected[ask.form.get("act") == act] { (ask.t(key)) } } }
                }
                @for (name, kind, key) in FIELDS {
                    div.field { label for={ "many-" (name) } { (ask.t(key)) } input id={ "many-" (name) } name=(name) type=(kind) list=[(name == "to").then_some("bodies")] value=(ask.form.get(name)); }
                }
                button { (ask.t("duties.look_first")) }
            }
        }
    }
}

const ACTS: [(&str, &str); 4] = [
    ("chase", "duties.chase"),
    ("accept", "duties.accept"),
    ("extend", "duties.extend"),
    ("assign", "duties.assign"),
];
const FIELDS: [(&str, &str, &str); 3] = [
    ("until", "date", "duties.many_until"),
    ("to", "text", "duties.many_to"),
    ("reason", "text", "duties.ground"),
];

/// What the worklist is narrowed to, as its address has it.
pub(super) fn narrowed<'a>(ask: &'a Ask<'_>) -> &'a str {
    ask.url.split_once('?').map_or("", |(_, query)| query)
}

fn chosen(ask: &Ask<'_>) -> Result<Chosen, Refusal> {
    let ticked: Vec<String> = ask.form.all("id").map(str::to_owned).collect();
    match (ask.form.get("which"), ticked.is_empty()) {
        ("all", _) => Ok(Chosen::All(Box::new(filter(ask)))),
        (_, true) => Err(Refusal::Invalid(Say::new("duties.batch_of_none"))),
        (_, false) => Ok(Chosen::Ids(ticked)),
    }
}

/// `POST /duties/many`: what would be done; with `sure`, it is done. A refusal is the list with what was typed.
fn many(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    taken(ask).map_err(|refused| match &refused {
        Refusal::Invalid(say) | Refusal::Conflict(say) => {
            let (status, say) = (refused.status(), say.clone());
            drawn(ask, Some(&say)).map_or(refused, |answer| Refusal::Form(Box::new(answer.status(status))))
        }
        _ => refused,
    })
}

fn taken(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (user, chosen, deed) = (ask.user()?, chosen(ask)?, Deed::of_form(ask));
    let word = deed.act.clone();
    let act = deed.meant()?;
    if ask.form.get("sure") == "true" {
        let seen = ask.form.get("seen").parse().unwrap_or(0);
        ask.write(|tx| store::many(tx, user, (&chosen, seen), (&word, &act), ask.now))?;
        return Ok(Answer::see("/duties/batches"));
    }
    let would = ask.read(|tx| store::look(tx, user, &chosen, &act, ask.now))?;
    Ok(Page::new(ask.t("duties.many"), sure(ask, &word, &would)).here("/duties").into())
}

/// Says what will happen, and asks once more.
fn sure(ask: &Ask<'_>, word: &str, would: &Done) -> Markup {
    let does = Say::new("duties.many_will").with("act", ask.t(act_key(word))).with("count", would.done);
    let query = narrowed(ask);
    html! {
        p.lead { (ask.say(&does)) }
        (not_done(ask, would))
        @if would.done > 0 {
            form method="post" action={ "/duties/many" @if !query.is_empty() { "?" (query) } } {
                @for name in ["which", "act", "until", "to", "reason"] { input type="hidden" name=(name) value=(ask.form.get(name)); }
                @for id in ask.form.all("id") { input type="hidden" name="id" value=(id); }
                input type="hidden" name="seen" value=(would.seen);
                button name="sure" value="true" { (ask.say(&does)) }
            }
        }
        p { a href={ "/duties" @if !query.is_empty() { "?" (query) } } { (ask.t("duties.back_to_list")) } }
    }
}

/// To how many it cannot be done, and why.
fn not_done(ask: &Ask<'_>, would: &Done) -> Markup {
    html! {
        @if !would.refused.is_empty() {
            p { (ask.t("duties.many_not")) }
            ul.plain { @for (say, count, first) in &would.refused { li {
                (count) "：" (ask.say(say)) " " a.meta href={ "/duties/" (encode(first)) } { (ask.t("duties.for_example")) }
            } } }
        }
    }
}

fn act_key(word: &str) -> &'static str {
    ACTS.into_iter().find(|(act, _)| *act == word).map_or("duties.many", |(_, key)| key)
}

/// How many batches the list shows.
const BATCHES: u32 = 50;

/// `GET /duties/batches`: what was done to many, and what can be taken back.
fn batches(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let rows = ask.read(|tx| Ok(store::batches(tx, BATCHES)?))?;
    let columns =
        ["duties.what_to_do", "duties.batch_count", "duties.ground", "duties.decided", "duties.take_back"];
    let columns = columns.map(|key| Column::words(ask.t(key)));
    let body = html! {
        p { (ask.t("duties.batches_about")) }
        @if rows.is_empty() { (empty(ask.t("duties.no_batches"))) } @else { (table(ask.t("duties.batches"), &columns, rows.iter().map(|row| batch(ask, row)))) }
    };
    Ok(Page::new(ask.t("duties.batches"), body).here("/duties").into())
}

fn batch(ask: &Ask<'_>, row: &BatchRow) -> Vec<Markup> {
    let count = Say::new("duties.batch_counts").with("done", row.done).with("refused", row.refused);
    vec![
        html! { a href={ "/ledger/" (row.seq) } { (ask.t(act_key(&row.act))) } },
        html! { (ask.say(&count)) },
        html! { (row.reason) },
        html! { (instant(row.at)) " " span.soft { (row.actor) } },
        html! {
            @if row.undone { (ask.t("duties.was_taken_back")) }
            @else if row.may_undo(ask.now) {
                form method="post" action={ "/duties/batches/" (row.id) "/undo" } { button.quiet { (ask.t("duties.take_back")) } }
            } @else { "—" }
        },
    ]
}

/// `POST /duties/batches/{batch}/undo`.
fn undo(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    let undone = ask.write(|tx| store::undo(tx, ask.path.get("batch"), by, ask.now))?;
    let said = Say::new("duties.batch_undone_now").with("count", undone.undone);
    let body = html! {
        p.lead { (ask.say(&said)) }
        @if !undone.left.is_empty() {
            p { (ask.say(&Say::new("duties.batch_left").with("count", undone.left.len()))) }
            ul.plain { @for id in &undone.left { li { a href={ "/duties/" (encode(id)) } { (id) } } } }
        }
        p { a href="/duties/batches" { (ask.t("duties.batches")) } }
    };
    Ok(Page::new(ask.t("duties.take_back"), body).here("/duties").into())
}

/// Work on many duties.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
struct ManyBody {
    /// chase, extend, assign or accept.
    act: String,
    /// The duties; when empty, all that the query of the address fits.
    ids: Vec<String>,
    /// The last day: for extend.
    until: String,
    /// The organ: for assign.
    to: String,
    /// Why.
    reason: String,
    /// Only say what would be done.
    dry_run: bool,
}

/// What was done to many.
#[derive(Debug, Serialize, ToSchema)]
struct ManyDone {
    /// To take it back; null when it was only looked at.
    batch: Option<String>,
    /// The ledger's entry of the batch; null when it was only looked at.
    entry: Option<u64>,
    done: u64,
    refused: Vec<ManyRefused>,
}

/// Why it was not done to some.
#[derive(Debug, Serialize, ToSchema)]
struct ManyRefused {
    count: u64,
    because: String,
    /// One of them.
    example: String,
}

/// A batch that was taken back.
#[derive(Debug, Serialize, ToSchema)]
struct ManyUndone {
    undone: u64,
    /// Duties to which something happened since.
    left: Vec<String>,
}

fn api_many(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let body: ManyBody = ask.json()?;
    let user = ask.user()?;
    let chosen = if body.ids.is_empty() { Chosen::All(Box::new(filter(ask))) } else { Chosen::Ids(body.ids) };
    let word = body.act.clone();
    let deed =
        Deed { act: body.act, until: body.until, to: body.to, what: String::new(), reason: body.reason };
    let act = deed.meant()?;
    let done = if body.dry_run {
        ask.read(|tx| store::look(tx, user, &chosen, &act, ask.now))?
    } else {
        // A program repeats what it means to repeat.
        ask.write(|tx| store::many(tx, user, (&chosen, u64::from(u32::MAX)), (&word, &act), ask.now))?
    };
    let refused =
        |(say, count, example): (Say, u64, String)| ManyRefused { count, because: ask.say(&say), example };
    Ok(Answer::json(&ManyDone {
        entry: (done.seq > 0).then_some(done.seq),
        batch: (!done.id.is_empty()).then_some(done.id),
        done: done.done,
        refused: done.refused.into_iter().map(refused).collect(),
    }))
}

fn api_undo(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    let undone = ask.write(|tx| store::undo(tx, ask.path.get("batch"), by, ask.now))?;
    Ok(Answer::json(&ManyUndone { undone: undone.undone, left: undone.left }))
}

//! The watch over the law for programs: the register, changes, and reviews.

mod body;
mod items;

use crate::law::{ReviewKey, canonical, read};
use crate::model::Refused;
use crate::pages::must_keep;
use crate::store::law::{
    Imported, ReviewFilter, changes_of, cites_of, citing, import, law_of, laws, look_again, record_change,
    register, review, reviews, settle, unnamed, unregistered,
};
use crate::store::{self, NotMade};
use body::{AgainBody, ChangeBody, DecisionBody, LawsBody, LinesBody};
use items::{
    ChangeList, ChangedItem, CiteList, ImportedItem, LackingList, LawItem, LawList, OneLaw, RegisteredItem,
    ReviewItem, ReviewList, UnnamedList,
};
use kernel::{Say, day_of};
use page::{Access, Answer, Ask, Refusal, Route, described, paged};
use people::Right;
use serde_json::json;

pub(super) fn routes() -> Vec<Route> {
    reading().into_iter().chain(writing()).collect()
}

fn reading() -> Vec<Route> {
    let needs = Access::Needs(Right::ReadDistrict);
    vec![
        Route::get("/api/v1/powers/laws", needs, index)
            .doc(described("The register of laws, in the order of names").query(LAWS).gives::<LawList>()),
        Route::get("/api/v1/powers/laws/unregistered", needs, lacking).doc(
            described("Laws that lists cite and the register lacks, the most cited first")
                .query(PAGES)
                .gives::<LackingList>(),
        ),
        Route::get("/api/v1/powers/laws/unnamed", needs, nameless)
            .doc(described("Items whose words name no law").query(PAGES).gives::<UnnamedList>()),
        Route::get("/api/v1/powers/laws/changes", needs, changes)
            .doc(described("Changes of laws and decisions, the newest first").gives::<ChangeList>()),
        Route::get("/api/v1/powers/laws/{id}", needs, one).doc(
            described("A law by any of its names, with the items that cite it").query(ONE).gives::<OneLaw>(),
        ),
        Route::get("/api/v1/powers/reviews", needs, queue).doc(
            described("Items that changes touch, those due soonest first")
                .query(REVIEWS)
                .gives::<ReviewList>(),
        ),
        Route::get("/api/v1/powers/{code}/cites", needs, of_item)
            .doc(described("What an item cites in the newest edition").query(ITEM).gives::<CiteList>()),
    ]
}

fn writing() -> Vec<Route> {
    let adjusts = Access::Needs(Right::AdjustPowers);
    vec![
        Route::post("/api/v1/powers/laws", adjusts, put).doc(
            described("Puts laws into the register, all or none")
                .takes::<LawsBody>()
                .gives::<RegisteredItem>(),
        ),
        Route::post("/api/v1/powers/laws/import", adjusts, take).doc(
            described("Laws and changes as lines of a table, all or none")
                .takes::<LinesBody>()
                .gives::<ImportedItem>(),
        ),
        Route::post("/api/v1/powers/laws/changes", adjusts, change).doc(
            described("Records a change of a law, or a decision over powers, and says what it touches")
                .takes::<ChangeBody>()
                .gives::<ChangedItem>(),
        ),
        Route::post("/api/v1/powers/laws/again", adjusts, again)
            .doc(described("Looks at a change once more").takes::<AgainBody>().gives::<ChangedItem>()),
        Route::post("/api/v1/powers/reviews/{change}/{code}", Access::Needs(Right::ReportDuty), decide).doc(
            described("Decides on a touched item: keep, adjust or cancel")
                .takes::<DecisionBody>()
                .gives::<ReviewItem>(),
        ),
    ]
}

const PAGES: &[(&str, &str)] = &[("page", "from 1"), ("per", "1 to 500")];
const LAWS: &[(&str, &str)] = &[("q", "words of the name"), ("page", "from 1"), ("per", "1 to 500")];
const ONE: &[(&str, &str)] =
    &[("on", "the day, such as 2023-05-01; today when missing"), ("page", "from 1"), ("per", "1 to 500")];
const ITEM: &[(&str, &str)] = &[("list", "identity of the list, where a district has several")];
const REVIEWS: &[(&str, &str)] = &[
    ("state", "open, waits, pending (both), kept, adjusted or cancelled; any when missing"),
    ("organ", "the body that decides"),
    ("change", "the change: its entry in the ledger"),
    ("list", "with `code`: of one item"),
    ("code", "an item"),
    ("page", "from 1"),
    ("per", "1 to 500"),
];

fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let ((page, per), today) = (paged(ask), day_of(ask.now));
    let (total, rows) = ask.read(|tx| Ok(laws(tx, ask.query.get("q"), today, page, per)?))?;
    Ok(Answer::json(&LawList { total, items: rows.into_iter().map(|row| LawItem::of(row, today)).collect() }))
}

fn lacking(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let (total, found) = ask.read(|tx| Ok(unregistered(tx, day_of(ask.now), page, per)?))?;
    Ok(Answer::json(&LackingList { total, items: found.into_iter().map(Into::into).collect() }))
}

fn nameless(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let (total, found) = ask.read(|tx| Ok(unnamed(tx, day_of(ask.now), page, per)?))?;
    Ok(Answer::json(&UnnamedList { total, items: found.into_iter().map(Into::into).collect() }))
}

fn changes(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let found = ask.read(|tx| Ok(changes_of(tx, "")?))?;
    let items: Vec<_> = found.into_iter().map(Into::into).collect();
    Ok(Answer::json(&ChangeList { total: items.len(), items }))
}

fn one(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let ((page, per), on) = (paged(ask), super::read::asked_day(ask)?);
    let name = canonical(ask.path.get("id"));
    let (row, (total, found)) =
        ask.read(|tx| Ok((law_of(tx, &name, on)?, citing(tx, &name, on, page, per)?)))?;
    if row.law.is_none() && row.items == 0 && row.changes.is_empty() {
        return Err(Refusal::NotFound(Say::new("powers_law.no_law").with("law", name)));
    }
    let items = found.into_iter().map(Into::into).collect();
    Ok(Answer::json(&OneLaw { law: LawItem::of(row, on), total, items }))
}

fn queue(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let ((page, per), q) = (paged(ask), &ask.query);
    let change = u64::from(q.number("change", 0));
    let (total, found) = ask.read(|tx| {
        let item = match q.get("code") {
            "" => None,
            code => Some((store::history(tx, q.get("list"), code)?.list.id, code.to_owned())),
        };
        let filter = ReviewFilter {
            state: q.get("state").to_owned(),
            organ: q.get("organ").to_owned(),
            change: Some(change).filter(|change| *change > 0),
            item,
        };
        Ok(reviews(tx, &filter, page, per)?)
    })?;
    let items = found.into_iter().map(|review| ReviewItem::of(ask, review)).collect();
    Ok(Answer::json(&ReviewList { total, items }))
}

fn of_item(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (code, list) = (ask.path.get("code"), ask.query.get("list"));
    let (list, found) = ask.read(|tx| {
        let list = store::history(tx, list, code)?.list.id;
        let found = cites_of(tx, &list, code)?;
        Ok((list, found))
    })?;
    let items = found.into_iter().map(Into::into).collect();
    Ok(Answer::json(&CiteList { list, code: code.to_owned(), items }))
}

fn put(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<LawsBody>()?);
    let laws = body.laws()?;
    let all = laws.len();
    let registered = ask.write(|tx| register(tx, laws, by, ask.now))?;
    Ok(Answer::json(&RegisteredItem { registered, known: all - registered }).created())
}

fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<LinesBody>()?);
    let lines = read(&body.text, day_of(ask.now));
    if lines.is_empty() {
        return Err(Refusal::Invalid(Say::new("powers_law.no_lines")));
    }
    let mut done = Imported::default();
    let written = ask.write(|tx| {
        done = import(tx, &lines, by, ask.now)?;
        if done.faults.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Invalid(Say::new("powers_law.nothing_recorded")))
        }
    });
    match written {
        Ok(()) => Ok(Answer::json(&ImportedItem::from(done)).created()),
        Err(refusal) if !done.faults.is_empty() => Ok(problem(ask, &refusal, &done)),
        Err(refusal) => Err(refusal),
    }
}

/// Problem JSON (RFC 9457) with every line that is refused.
fn problem(ask: &Ask<'_>, refusal: &Refusal, done: &Imported) -> Answer {
    let fault = |(line, say): &(usize, Say)| json!({ "line": line, "why": ask.say(say), "rule": say.key });
    let status = refusal.status();
    let body = json!({
        "type": "about:blank", "title": status.canonical_reason(), "status": status.as_u16(),
        "detail": ask.say(&Say::new("powers_law.nothing_recorded")), "instance": ask.request_id,
        "refused": done.faults.iter().map(fault).collect::<Vec<_>>(),
    });
    Answer::bytes("application/problem+json", body.to_string().into_bytes()).status(status)
}

fn change(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<ChangeBody>()?);
    let change = body.change(day_of(ask.now))?;
    let changed = ask.write(|tx| record_change(tx, change, by, ask.now))?;
    Ok(Answer::json(&ChangedItem::from(changed)).created())
}

fn again(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<AgainBody>()?);
    let changed = ask.write(|tx| look_again(tx, body.change, by, ask.now))?;
    Ok(Answer::json(&ChangedItem::from(changed)))
}

fn decide(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, body) = (ask.actor()?, ask.json::<DecisionBody>()?);
    let of = ask.read(|tx| {
        let code = ask.path.get("code");
        let list = store::history(tx, &body.list, code)?.list.id;
        let of = ReviewKey { change: u64::from(ask.path.number("change", 0)), list, code: code.to_owned() };
        let review = review(tx, &of)?;
        let body_keeps = body.keeps() && review.state() != "waits" && ask.user()?.acts_for(&review.organ);
        if body_keeps {
            return Ok(of);
        }
        if !ask.may(Right::AdjustPowers) {
            let say = Say::new("powers_law.who_decides").with("organ", &review.organ);
            return Err(Refusal::NotAllowed(say));
        }
        let list = store::list_of(tx, &of.list)?;
        must_keep(tx, ask, &list)?;
        Ok(of)
    })?;
    let mut faults: Vec<Refused> = Vec::new();
    let decide = body.decide()?;
    let settled = ask.write(|tx| {
        settle(tx, &of, decide, by, ask.now).map_err(|not_made| match not_made {
            NotMade::Other(refusal) => refusal,
            NotMade::Refused { faults: found, .. } => {
                faults = found;
                Refusal::Conflict(Say::new("powers.refused"))
            }
        })
    });
    match (settled, faults.first()) {
        (Ok(_), _) => {
            let review = ask.read(|tx| review(tx, &of))?;
            Ok(Answer::json(&ReviewItem::of(ask, review)).created())
        }
        (Err(_), Some(fault)) => Err(Refusal::Conflict(fault.say.clone())),
        (Err(refusal), None) => Err(refusal),
    }
}

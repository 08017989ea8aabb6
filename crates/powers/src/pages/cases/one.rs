//! One case: how it stands, what was recorded of it, who finishes it, what a higher body or a court made of it.

use super::{close, made_up, outcome_key, state};
use crate::cases::{Assigned, Case, Closing, Forum, Gate, Review, Verdict};
use crate::pages::{choice, entry_link, input, link_item, must_act, must_keep, ways};
use crate::store::{self, ToClose};
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Page, Refusal, Route, date, encode, link};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let reports = Access::Needs(Right::ReportDuty);
    vec![
        Route::get("/powers/cases/{id}", Access::Needs(Right::ReadDistrict), show),
        Route::post("/powers/cases/{id}/review", reports, review),
        Route::post("/powers/cases/{id}/assign", Access::Needs(Right::AdjustPowers), assign),
    ]
}

/// `GET /powers/cases/{id}`
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(drawn(ask, &[])?.into())
}

/// The page, with why what was typed was refused.
pub(super) fn drawn(ask: &Ask<'_>, faults: &[Say]) -> Result<Page, Refusal> {
    let seen = ask.read(|tx| store::to_close(tx, ask.path.get("id")))?;
    let case = &seen.case;
    let acts =
        |body: &str| ask.may(Right::ReportDuty) && ask.user.as_ref().is_some_and(|user| user.acts_for(body));
    Ok(Page::new(
        case.opened.id.as_str(),
        html! {
            (ways(ask, &case.opened.list))
            @if !faults.is_empty() {
                div.fault role="alert" { ul { @for fault in faults { li { (ask.say(fault)) } } } }
            }
            (facts(ask, &seen))
            @if let Some(closing) = &case.closing { (ended(ask, case, closing, &seen.item.kind)) }
            @if case.is_open() && acts(case.finisher()) { (close::form(ask, &seen)) }
            @if case.is_open() && ask.may(Right::AdjustPowers) { (assign_form(ask, case)) }
            @if !case.is_open() { (reviews(ask, case)) }
            @if !case.is_open() && acts(&case.opened.body) { (review_form(ask, case)) }
        },
    )
    .here("/powers"))
}

fn facts(ask: &Ask<'_>, seen: &ToClose) -> Markup {
    let case = &seen.case;
    let o = &case.opened;
    html! {
        dl.facts {
            dt { (ask.t("powers_pages.state")) } dd { (state(ask, case, &seen.item.kind)) (made_up(ask, case)) }
            dt { (ask.t("powers_use.subject")) } dd { (o.subject) }
            dt { (ask.t("powers_use.day")) } dd { (date(ask.language, o.day)) }
            dt { (ask.t("powers_pages.name")) } dd { (link_item(&o.list, &o.code, &seen.item.name)) br; code { (o.code) } " " (seen.item.kind) }
            dt { (ask.t("powers_use.body")) } dd { (link("/organs/", &o.body, &o.body)) }
            @if let Some(assigned) = &case.assigned {
                dt { (ask.t("powers_use.finisher")) } dd { (assigned.finisher) " · " (assigned.basis) }
            }
            @if !o.act.is_empty() { dt { (ask.t("powers_use.act")) } dd { (o.act) } }
            @if !o.draw.is_empty() {
                dt { (ask.t("powers_use.draw")) } dd { a href={ "/powers/draws/" (encode(&o.draw)) } { (o.draw) } }
            }
            @if let Some(last) = case.last_day(&seen.item.kind).filter(|_| case.is_open()) {
                dt { (ask.t("powers_use.last_day")) } dd { (date(ask.language, last)) " " span.meta { (ask.t("powers_use.last_day_basis")) } }
            }
            dt { (ask.t("powers_pages.proof")) } dd { (entry_link(ask, case.seq)) }
        }
    }
}

/// How it ended.
fn ended(ask: &Ask<'_>, case: &Case, closing: &Closing, kind: &str) -> Markup {
    html! {
        h2 { (ask.t("powers_pages.result")) }
        dl.facts {
            dt { (ask.t("powers_use.outcome")) } dd { (ask.t(outcome_key(closing.outcome))) }
            @if let Some(day) = case.closed_on { dt { (ask.t("powers_use.closed_on")) } dd { (date(ask.language, day)) } }
            dt { (ask.t("powers_pages.result")) } dd { (closing.result) }
            @if let Some(amount) = closing.amount { dt { (ask.t("powers_use.amount")) } dd { (amount) } }
            @if !closing.step.is_empty() { dt { (ask.t("powers_use.step")) } dd { (closing.step) } }
            @if !closing.reason.is_empty() { dt { (ask.t("powers_use.reason")) } dd { (closing.reason) } }
            @for (gate, record) in &closing.gates {
                dt { (ask.t(gate_key(*gate))) } dd { (record) " " span.meta { (gate.article(kind)) } }
            }
        }
    }
}

/// The wording of a gate.
pub(super) fn gate_key(gate: Gate) -> &'static str {
    match gate {
        Gate::Facts => "powers_use.gate_facts",
        Gate::Notice => "powers_use.gate_notice",
        Gate::LegalReview => "powers_use.gate_legal_review",
        Gate::Hearing => "powers_use.gate_hearing",
    }
}

fn forum_key(forum: Forum) -> &'static str {
    match forum {
        Forum::Reconsideration => "powers_use.reconsideration",
        Forum::Litigation => "powers_use.litigation",
    }
}

fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Upheld => "powers_use.upheld",
        Verdict::Changed => "powers_use.changed",
        Verdict::Revoked => "powers_use.revoked",
    }
}

fn reviews(ask: &Ask<'_>, case: &Case) -> Markup {
    html! {
        @if !case.reviews.is_empty() {
            h2 { (ask.t("powers_use.reviews")) }
            ul.plain { @for review in &case.reviews { li {
                (date(ask.language, review.day)) " " (ask.t(forum_key(review.forum))) " " strong { (ask.t(verdict_key(review.verdict))) } " · " (review.document)
            } } }
        }
    }
}

fn review_form(ask: &Ask<'_>, case: &Case) -> Markup {
    let typed = |name| ask.form.get(name);
    html! {
        details open[!typed("forum").is_empty()] {
            summary { (ask.t("powers_use.record_review")) }
            form.stack method="post" action={ "/powers/cases/" (encode(&case.opened.id)) "/review" } {
                (choice(ask, "forum", "powers_use.forum", typed("forum"), Forum::ALL.map(|f| (f.word(), forum_key(f)))))
                (choice(ask, "verdict", "powers_use.verdict", typed("verdict"), Verdict::ALL.map(|v| (v.word(), verdict_key(v)))))
                (input(ask, "date", "day", "powers_use.review_day", typed("day"), true))
                (input(ask, "text", "document", "powers_use.document", typed("document"), true))
                button { (ask.t("powers_use.record_review")) }
            }
        }
    }
}

fn assign_form(ask: &Ask<'_>, case: &Case) -> Markup {
    html! {
        details open[!ask.form.get("finisher").is_empty()] {
            summary { (ask.t("powers_use.assign")) }
            form.stack method="post" action={ "/powers/cases/" (encode(&case.opened.id)) "/assign" } {
                (input(ask, "text", "finisher", "powers_use.finisher", ask.form.get("finisher"), true))
                (input(ask, "text", "basis", "powers_use.assign_basis", ask.form.get("basis"), true))
                button { (ask.t("powers_use.assign")) }
            }
        }
    }
}

/// Answers with the case, or with its page and why it was refused.
pub(super) fn answered<T>(ask: &Ask<'_>, done: Result<T, Refusal>) -> Result<Answer, Refusal> {
    match done {
        Ok(_) => Ok(Answer::see(format!("/powers/cases/{}", encode(ask.path.get("id"))))),
        Err(Refusal::Invalid(fault) | Refusal::Conflict(fault)) => {
            Err(Refusal::Form(Box::new(drawn(ask, &[fault])?.into())))
        }
        Err(refusal) => Err(refusal),
    }
}

/// `POST …/review`: the body that decided records what became of its decision.
fn review(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    answered(
        ask,
        ask.write(|tx| {
            must_act(ask, &store::case(tx, ask.path.get("id"))?.opened.body)?;
            store::review_case(tx, typed_review(ask)?, ask.actor()?, ask.now)
        }),
    )
}

fn typed_review(ask: &Ask<'_>) -> Result<Review, Refusal> {
    let day = ask.form.get("day");
    let bad = |_| Refusal::Invalid(Say::new("powers_pages.bad_day").with("day", day));
    let forum = Forum::ALL.into_iter().find(|forum| forum.word() == ask.form.get("forum"));
    let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.word() == ask.form.get("verdict"));
    let (Some(forum), Some(verdict)) = (forum, verdict) else {
        return Err(Refusal::Invalid(Say::new("powers_use.review_choose")));
    };
    let (id, document) = (ask.path.get("id").to_owned(), ask.form.get("document").to_owned());
    Ok(Review { id, forum, day: day.parse().map_err(bad)?, verdict, document })
}

/// `POST …/assign`: who keeps the list decides who finishes.
fn assign(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let text = |name| ask.form.get(name).to_owned();
    let (id, finisher, basis) = (ask.path.get("id").to_owned(), text("finisher"), text("basis"));
    let assigned = Assigned { id, finisher, basis };
    let done = ask.write(|tx| {
        let list = store::case(tx, &assigned.id)?.opened.list;
        let list = store::list_of(tx, &list)?;
        must_keep(tx, ask, &list)?;
        store::assign_case(tx, assigned, ask.actor()?, ask.now)
    });
    answered(ask, done)
}

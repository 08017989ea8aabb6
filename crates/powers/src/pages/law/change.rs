//! Recording a change of a law, or a decision over powers: first what it would touch, then the record.

use super::super::input;
use super::{area, kind_key, ways};
use crate::law::{LawChange, Meant, meant};
use crate::store::law::{Changed, record_change};
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Page, Refusal, Route};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/laws/change", Access::Needs(Right::AdjustPowers), form),
        Route::post("/powers/laws/change", Access::Needs(Right::AdjustPowers), take),
    ]
}

/// The kinds with the words that lines of the register use for them.
const KINDS: [(&str, &str); 3] = [("修改", "amended"), ("废止", "repealed"), ("决定", "decided")];

/// `GET /powers/laws/change`: the empty form.
fn form(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(page_with(ask, html! {}, false).into())
}

/// `POST /powers/laws/change`: `step=preview` looks, `step=record` writes.
fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    let change = match typed(ask) {
        Ok(change) => change,
        Err(say) => return Err(fault(ask, &say)),
    };
    if ask.form.get("step") == "record" {
        return match ask.write(|tx| record_change(tx, change, by, ask.now)) {
            Ok(changed) => Ok(Answer::see(format!("/powers/reviews?state=all&change={}", changed.seq))),
            Err(refusal) => Err(told(ask, refusal)),
        };
    }
    match try_out(ask, change, by) {
        Ok(changed) => Ok(page_with(ask, preview(ask, changed), true).into()),
        Err(refusal) => Err(told(ask, refusal)),
    }
}

/// The change as a line of the register would say it.
fn typed(ask: &Ask<'_>) -> Result<LawChange, Say> {
    let names = ["kind", "law", "effective", "source", "detail", "decide_by", "note"];
    let cells: Vec<String> = names.iter().map(|name| ask.form.get(name).to_owned()).collect();
    match meant(&cells, day_of(ask.now))? {
        Meant::Change(change) => Ok(change),
        Meant::Law(_) => Err(Say::new("powers_law.bad_kind").with("found", ask.form.get("kind"))),
    }
}

/// Records it and takes it back: the preview is checked by what will check the record.
fn try_out(ask: &Ask<'_>, change: LawChange, by: &str) -> Result<Changed, Refusal> {
    let mut changed = None;
    let undone = ask.write(|tx| {
        changed = Some(record_change(tx, change, by, ask.now)?);
        Err::<(), Refusal>(Refusal::Broken(String::new()))
    });
    match (changed, undone) {
        (Some(changed), _) => Ok(changed),
        (None, Err(refusal)) => Err(refusal),
        (None, Ok(())) => Err(Refusal::Broken("a change that was neither tried nor refused".to_owned())),
    }
}

/// What is wrong, above what was typed.
fn fault(ask: &Ask<'_>, say: &Say) -> Refusal {
    let words = html! { p.fault role="alert" { (ask.say(say)) } };
    Refusal::Form(Box::new(page_with(ask, words, false).into()))
}

fn told(ask: &Ask<'_>, refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Conflict(say) | Refusal::Invalid(say) | Refusal::NotFound(say) => fault(ask, &say),
        other => other,
    }
}

fn preview(ask: &Ask<'_>, changed: Changed) -> Markup {
    let said = Say::new("powers_law.would_touch")
        .with("touched", changed.touched)
        .with("cancelled", changed.cancelled)
        .with("waiting", changed.waiting);
    html! { p.notice { (ask.say(&said)) } }
}

/// A value as it was sent, or as a link gives it.
fn value<'a>(ask: &'a Ask<'_>, name: &str) -> &'a str {
    if ask.form.get(name).is_empty() { ask.query.get(name) } else { ask.form.get(name) }
}

fn page_with(ask: &Ask<'_>, above: Markup, good: bool) -> Page {
    let typed = |name: &str| value(ask, name);
    let body = html! {
        (ways(ask))
        p.meta { (ask.t("powers_law.change_help")) }
        (above)
        form.stack method="post" action="/powers/laws/change" {
            div.field {
                label for="kind" { (ask.t("powers_law.kind")) }
                select id="kind" name="kind" required {
                    @for (word, kind) in KINDS {
                        option value=(word) selected[typed("kind") == word] { (ask.t(kind_key(kind))) }
                    }
                }
            }
            (input(ask, "text", "law", "powers_law.law_or_document", typed("law"), true))
            (input(ask, "date", "effective", "powers_law.change_effective", typed("effective"), true))
            (input(ask, "text", "source", "powers_law.source", typed("source"), true))
            (area(ask, "detail", "powers_law.detail", typed("detail"), 6, "powers_law.detail_help"))
            (input(ask, "date", "decide_by", "powers_law.decide_by", typed("decide_by"), false))
            (input(ask, "text", "note", "powers_law.note", typed("note"), false))
            button name="step" value="preview" { (ask.t("powers_pages.preview")) }
            @if good { " " button name="step" value="record" { (ask.t("powers_pages.record")) } }
        }
    };
    Page::new(ask.t("powers_law.record_change"), body).here("/powers")
}

//! Preparing a draw: pools are pasted, one name a line, and are fixed by the entry that records them.

use crate::cases::Plan;
use crate::pages::cases::{body, body_field, value};
use crate::pages::{again, chosen, input, must_act, ways};
use crate::store::{self, Prepared};
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Page, Refusal, Route, encode};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/draws/new", Access::Needs(Right::ReportDuty), form),
        Route::post("/powers/draws/new", Access::Needs(Right::ReportDuty), take),
    ]
}

/// `GET /powers/draws/new`
fn form(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(drawn(ask, None)?.into())
}

fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Result<Page, Refusal> {
    let (list, holders) = ask.read(|tx| {
        let list = chosen(tx, value(ask, "list"))?;
        let holders = store::holders(tx, &list.id, day_of(ask.now))?;
        Ok((list, holders))
    })?;
    let count = if value(ask, "count").is_empty() { "1" } else { value(ask, "count") };
    let team = if value(ask, "team").is_empty() { "2" } else { value(ask, "team") };
    Ok(Page::new(
        ask.t("powers_use.prepare"),
        html! {
            (ways(ask, &list.id))
            @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } }
            form.stack method="post" action="/powers/draws/new" {
                input type="hidden" name="list" value=(list.id);
                (input(ask, "text", "title", "powers_use.draw_title", value(ask, "title"), true))
                (body_field(ask, body(ask, &holders), &holders))
                (lines(ask, "codes", "powers_use.draw_codes", 3))
                (lines(ask, "objects", "powers_use.draw_objects", 12))
                (input(ask, "number", "count", "powers_use.draw_count", count, true))
                (lines(ask, "inspectors", "powers_use.draw_inspectors", 6))
                (input(ask, "number", "team", "powers_use.draw_team", team, true))
                p.note { (ask.t("powers_use.prepare_help")) }
                button { (ask.t("powers_use.prepare_now")) }
            }
        },
    )
    .here("/powers"))
}

fn lines(ask: &Ask<'_>, name: &str, label: &str, rows: u32) -> Markup {
    html! {
        div.field {
            label for=(name) { (ask.t(label)) }
            textarea id=(name) name=(name) rows=(rows) required { (ask.form.verbatim(name)) }
        }
    }
}

/// `POST /powers/draws/new`
fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let prepared = ask.write(|tx| {
        must_act(ask, value(ask, "body"))?;
        let list = chosen(tx, value(ask, "list"))?.id;
        store::prepare_draw(tx, typed(ask, list)?, ask.actor()?, ask.now)
    });
    let (id, _) = again(prepared, |fault| drawn(ask, Some(fault)))?;
    Ok(Answer::see(format!("/powers/draws/{}", encode(&id))))
}

fn typed(ask: &Ask<'_>, list: String) -> Result<Prepared, Refusal> {
    let names = |name: &str| {
        let lines = ask.form.verbatim(name).lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let number = |name: &str| {
        let typed = ask.form.get(name);
        let bad = |_| Refusal::Invalid(Say::new("powers_use.bad_number").with("number", typed));
        typed.parse::<u32>().map_err(bad)
    };
    let plan = Plan {
        objects: names("objects"),
        inspectors: names("inspectors"),
        count: number("count")?,
        team: number("team")?,
    };
    let codes = ask.form.verbatim("codes").split(|c: char| c.is_whitespace() || "、，,；;".contains(c));
    Ok(Prepared {
        id: String::new(),
        list,
        body: ask.form.get("body").to_owned(),
        codes: codes.filter(|code| !code.is_empty()).map(str::to_owned).collect(),
        title: ask.form.get("title").to_owned(),
        plan,
    })
}

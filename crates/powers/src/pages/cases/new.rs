//! Opening a case: only under an item in force for that body on that day, the special item before the general one
//! (P-006, P-016, B-092).

use crate::cases::CaseOpened;
use crate::pages::cases::{body, body_field, value};
use crate::pages::{again, chosen, input, link_item, must_act, of_list, ways};
use crate::store::{self, Filter, Link, ListRow};
use ::store::Tx;
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Page, Refusal, Route, encode};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/cases/new", Access::Needs(Right::ReportDuty), form),
        Route::post("/powers/cases/new", Access::Needs(Right::ReportDuty), take),
    ]
}

/// Items offered at once; more are found by words.
const OFFERED: u32 = 500;

/// What the form needs to know.
struct Seen {
    list: ListRow,
    body: String,
    holders: Vec<(String, u64)>,
    /// Items of the body in force today: code, name.
    items: Vec<(String, String)>,
    links: Vec<Link>,
}

fn read(tx: &mut Tx<'_>, ask: &Ask<'_>) -> Result<Seen, Refusal> {
    let list = chosen(tx, value(ask, "list"))?;
    let holders = store::holders(tx, &list.id, day_of(ask.now))?;
    let body = body(ask, &holders).to_owned();
    let filter = Filter { list: list.id.clone(), holder: body.clone(), ..Filter::default() };
    let spans = store::as_of(tx, day_of(ask.now), &filter, 1, OFFERED)?.1;
    let items = spans.into_iter().map(|span| (span.item.code, span.item.name)).collect();
    Ok(Seen { items, links: store::links(tx, &list.id, "")?, list, body, holders })
}

/// `GET /powers/cases/new`
fn form(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(drawn(ask, None)?.into())
}

fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Result<Page, Refusal> {
    let seen = ask.read(|tx| read(tx, ask))?;
    let today = day_of(ask.now).to_string();
    let day = if value(ask, "day").is_empty() { today.as_str() } else { value(ask, "day") };
    Ok(Page::new(
        ask.t("powers_use.open_one"),
        html! {
            (ways(ask, &seen.list.id))
            @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } }
            form.stack method="post" action="/powers/cases/new" {
                input type="hidden" name="list" value=(seen.list.id);
                input type="hidden" name="draw" value=(value(ask, "draw"));
                (body_field(ask, &seen.body, &seen.holders))
                (item(ask, &seen))
                (special(ask, &seen))
                (input(ask, "text", "id", "powers_use.case", value(ask, "id"), true))
                (input(ask, "date", "day", "powers_use.day", day, true))
                (input(ask, "text", "subject", "powers_use.subject", value(ask, "subject"), true))
                (input(ask, "text", "act", "powers_use.act", value(ask, "act"), false))
                p.note { (ask.t("powers_use.act_help")) }
                button { (ask.t("powers_use.open_one")) }
            }
        },
    )
    .here("/powers"))
}

/// The item: a field with suggestions, so that a list of thousands stays quick.
fn item(ask: &Ask<'_>, seen: &Seen) -> Markup {
    html! {
        div.field {
            label for="code" { (ask.t("powers_use.item_code")) }
            input id="code" name="code" list="codes" value=(value(ask, "code")) required autocomplete="off" aria-describedby="code-note";
            datalist id="codes" { @for (code, name) in &seen.items { option value=(code) { (name) } } }
            p.note id="code-note" {
                @match seen.items.iter().find(|(code, _)| code == value(ask, "code")) {
                    Some((_, name)) => { (name) }
                    None => { (ask.t("powers_use.item_help")) }
                }
            }
        }
    }
}

/// A general item was chosen and a special one is linked: the special one goes first (P-006).
fn special(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let code = value(ask, "code");
    let specials = seen.links.iter().map(|link| &link.linked).filter(|linked| linked.general == code);
    let name = |code: &str| {
        let found = seen.items.iter().find(|(other, _)| other == code);
        found.map_or_else(|| code.to_owned(), |(_, name)| name.clone())
    };
    html! {
        @for linked in specials {
            p.notice {
                (ask.t("powers_use.special_first")) " "
                (link_item(&seen.list.id, &linked.special, &name(&linked.special))) " · "
                a href={ "/powers/cases/new" (of_list(&seen.list.id)) "&code=" (encode(&linked.special)) } { (ask.t("powers_use.use_special")) }
            }
        }
    }
}

/// `POST /powers/cases/new`
fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let opened = ask.write(|tx| {
        must_act(ask, value(ask, "body"))?;
        let list = chosen(tx, value(ask, "list"))?.id;
        store::open_case(tx, typed(ask, list)?, ask.actor()?, ask.now)
    });
    again(opened, |fault| drawn(ask, Some(fault)))?;
    Ok(Answer::see(format!("/powers/cases/{}", encode(value(ask, "id")))))
}

fn typed(ask: &Ask<'_>, list: String) -> Result<CaseOpened, Refusal> {
    let day = ask.form.get("day");
    let bad = |_| Refusal::Invalid(Say::new("powers_pages.bad_day").with("day", day));
    let text = |name| ask.form.get(name).to_owned();
    Ok(CaseOpened {
        id: text("id"),
        list,
        code: text("code"),
        body: text("body"),
        day: day.parse().map_err(bad)?,
        subject: text("subject"),
        act: text("act"),
        draw: text("draw"),
        made_up: false,
    })
}

//! Hand-over sheets: one for each item that goes from one body to another, signed by both (P-009, P-012).

use super::handover_day::{Days, form as day_form, is_late};
use super::{chosen, edition_link, entry_link, must_act, of_list};
use crate::cases::Case;
use crate::store::{self, CaseFilter, Handover, HandoverSheet, OpenCase, Signature};
use ::store::Tx;
use kernel::Say;
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, State, date, empty, encode, instant, paged, pager,
    state_chip, table,
};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/handovers", Access::Needs(Right::ReadDistrict), index),
        Route::get("/powers/handovers/{code}/{edition}", Access::Needs(Right::ReadDistrict), show),
        Route::post("/powers/handovers/{code}/{edition}/give", Access::Needs(Right::ReportDuty), give),
        Route::post("/powers/handovers/{code}/{edition}/take", Access::Needs(Right::ReportDuty), take),
    ]
}

/// Open cases a sheet can list; a body with more under one item divides them first.
const CASES: u32 = 500;

/// `GET /powers/handovers`: the hand-overs that wait, soonest first; `all=1` shows those done as well.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (list, edition, all) = (ask.query.get("list"), ask.query.get("edition"), ask.query.get("all") == "1");
    let (found, days) = ask.read(|tx| {
        let found = wanted(tx, list, edition, all)?;
        let days = Days::of(tx, &found)?;
        Ok((found, days))
    })?;
    let (page, per) = paged(ask);
    let skip = (page.saturating_sub(1) as usize).saturating_mul(per as usize);
    let columns = [
        Column::words(ask.t("powers_pages.name")),
        Column::words(ask.t("powers_pages.giving")),
        Column::words(ask.t("powers_pages.taking")),
        Column::words(ask.t("powers_pages.effective")),
        Column::words(ask.t("powers_records.last_day")),
        Column::words(ask.t("powers_pages.state")),
    ];
    let rows = found.iter().skip(skip).take(per as usize).map(|handover| line(ask, handover, &days));
    Ok(Page::new(ask.t("powers_pages.handovers"), html! {
        (super::ways(ask, list))
        p.meta {
            a href={ "/powers/handovers" (of_list(list)) } { (ask.t("powers_pages.handovers_open")) } " · "
            a href={ "/powers/handovers" (of_list(list)) "&all=1" } { (ask.t("powers_pages.handovers_all")) }
        }
        @if found.is_empty() { (empty(ask.t("powers_pages.no_handovers"))) }
        @else { (table(ask.t("powers_pages.handovers"), &columns, rows)) }
        (pager(ask, found.len() as u64, per))
    })
    .here("/powers")
    .into())
}

/// The hand-overs of an edition, of all editions of a list, or those that wait.
fn wanted(tx: &mut Tx<'_>, list: &str, edition: &str, all: bool) -> Result<Vec<Handover>, Refusal> {
    if !all && edition.is_empty() {
        let mut open = store::transfers(tx)?;
        open.retain(|handover| list.is_empty() || handover.list == list);
        return Ok(open);
    }
    let list = chosen(tx, list)?;
    let mut editions = store::editions(tx, &list.id)?;
    editions.retain(|one| edition.is_empty() || one.number.to_string() == edition);
    let mut found = Vec::new();
    for edition in editions {
        found.extend(store::handovers(tx, &list.id, edition.number)?);
    }
    Ok(found)
}

fn line(ask: &Ask<'_>, handover: &Handover, days: &Days) -> Vec<Markup> {
    vec![
        html! { a href=(url(handover)) { (handover.name) } br; code { (handover.code) } },
        html! { (handover.giving) },
        html! { (handover.taking) },
        html! { (date(ask.language, handover.effective)) },
        days.words(ask, handover),
        state(ask, handover, days),
    ]
}

fn url(handover: &Handover) -> String {
    format!("/powers/handovers/{}/{}{}", encode(&handover.code), handover.edition, of_list(&handover.list))
}

/// Where a hand-over stands; late is computed here.
fn state(ask: &Ask<'_>, handover: &Handover, days: &Days) -> Markup {
    let late = is_late(ask, days.deadline(handover));
    let (state, word) = match (&handover.given, &handover.taken) {
        (Some(_), Some(_)) => (State::Good, "powers_pages.handed_over"),
        _ if late => (State::Bad, "powers_pages.handover_late"),
        (Some(_), None) => (State::Going, "powers_pages.waits_taking"),
        _ => (State::Waiting, "powers_pages.waits_giving"),
    };
    state_chip(state, ask.t(word))
}

/// The hand-over of the path, and the cases open under its item.
fn known(tx: &mut Tx<'_>, ask: &Ask<'_>) -> Result<(Handover, Vec<Case>), Refusal> {
    let (code, edition) = (ask.path.get("code"), ask.path.get("edition"));
    let list = store::history(tx, list_of(ask), code)?.list.id;
    let handover = store::handover(tx, (&list, code, edition.parse().unwrap_or_default()))?;
    let filter = CaseFilter { list, code: code.to_owned(), open: true, ..CaseFilter::default() };
    let open = store::cases(tx, &filter, 1, CASES)?.1;
    Ok((handover, open.into_iter().map(|listed| listed.case).collect()))
}

/// A form says its list itself; an address says it in the query.
fn list_of<'a>(ask: &'a Ask<'_>) -> &'a str {
    if ask.form.get("list").is_empty() { ask.query.get("list") } else { ask.form.get("list") }
}

/// `GET /powers/handovers/{code}/{edition}`: one sheet, to be read, signed and printed.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(drawn(ask, None)?.into())
}

/// The page of a sheet, with what was typed and why it was refused.
pub(super) fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Result<Page, Refusal> {
    let (handover, open, days) = ask.read(|tx| {
        let (handover, open) = known(tx, ask)?;
        let days = Days::of(tx, std::slice::from_ref(&handover))?;
        Ok((handover, open, days))
    })?;
    let h = &handover;
    Ok(Page::new(ask.t("powers_pages.sheet"), html! {
        (super::ways(ask, &h.list))
        @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } }
        dl.facts {
            dt { (ask.t("powers_pages.state")) } dd { (state(ask, h, &days)) }
            dt { (ask.t("powers_pages.name")) } dd { a href={ "/powers/" (encode(&h.code)) (of_list(&h.list)) } { (h.name) } }
            dt { (ask.t("powers_pages.code")) } dd { code { (h.code) } }
            dt { (ask.t("powers_pages.giving")) } dd { (h.giving) }
            dt { (ask.t("powers_pages.taking")) } dd { (h.taking) }
            dt { (ask.t("powers_pages.effective")) } dd { (date(ask.language, h.effective)) }
            dt { (ask.t("powers_records.last_day")) } dd { (days.words(ask, h)) }
            dt { (ask.t("powers_pages.basis_document")) } dd { (h.basis) " · " (edition_link(ask, &h.list, h.edition)) }
        }
        (sheet(ask, h))
        (signatures(ask, h))
        (actions(ask, h, &open))
        (day_form(ask, h))
    })
    .here("/powers"))
}

fn sheet(ask: &Ask<'_>, handover: &Handover) -> Markup {
    let Some(sheet) = &handover.sheet else { return html! {} };
    let things = |key: &str, things: &[String]| {
        html! {
            h2 { (ask.t(key)) }
            @if things.is_empty() { p { (ask.t("powers_pages.none")) } }
            ul.plain { @for thing in things { li { (thing) } } }
        }
    };
    html! {
        (super::handover_sheet::ways(ask, handover))
        h2 { (ask.t("powers_pages.sheet_cases")) }
        @if sheet.open_cases.is_empty() { p { (ask.t("powers_pages.none")) } }
        ul.plain { @for case in &sheet.open_cases { li {
            (case.case) " · " (ask.say(&Say::new("powers_pages.finishes").with("body", &case.finishes)))
        } } }
        (things("powers_pages.sheet_files", &sheet.files))
        (things("powers_records.seals", &sheet.seals))
        (things("powers_records.systems", &sheet.systems))
        @if !sheet.note.is_empty() { h2 { (ask.t("powers_pages.sheet_note")) } p { (sheet.note) } }
    }
}

fn signatures(ask: &Ask<'_>, handover: &Handover) -> Markup {
    let signed = |signature: &Option<Signature>| match signature {
        Some(signature) => {
            html! { (signature.by) " " (instant(signature.at)) " · " (entry_link(ask, signature.seq)) }
        }
        None => html! { span.soft { (ask.t("powers_pages.unsigned")) } },
    };
    html! {
        h2 { (ask.t("powers_pages.signatures")) }
        dl.facts {
            dt { (ask.t("powers_pages.giving")) " " (handover.giving) } dd { (signed(&handover.given)) }
            dt { (ask.t("powers_pages.taking")) " " (handover.taking) } dd { (signed(&handover.taken)) }
        }
    }
}

/// What the asker can do: write and sign for the giving body, or sign for the taking one.
fn actions(ask: &Ask<'_>, handover: &Handover, open: &[Case]) -> Markup {
    let acts = |organ: &str| {
        ask.may(Right::ReportDuty) && ask.user.as_ref().is_some_and(|user| user.acts_for(organ))
    };
    let base = format!("/powers/handovers/{}/{}", encode(&handover.code), handover.edition);
    html! {
        @if handover.taken.is_none() && acts(&handover.giving) { (give_form(ask, handover, open, &base)) }
        @if handover.given.is_some() && handover.taken.is_none() && acts(&handover.taking) {
            form.stack method="post" action={ (base) "/take" } {
                input type="hidden" name="list" value=(handover.list);
                p { (ask.t("powers_pages.take_means")) }
                (all_box(ask, "powers_records.take_all"))
                button { (ask.t("powers_pages.sign_taking")) }
            }
        }
    }
}

fn give_form(ask: &Ask<'_>, handover: &Handover, open: &[Case], base: &str) -> Markup {
    let sent = !ask.form.get("list").is_empty();
    let before = if sent { typed(ask, open) } else { handover.sheet.clone().unwrap_or_default() };
    let things = [
        ("files", "powers_pages.sheet_files", before.files.join("\n")),
        ("seals", "powers_records.seals", before.seals.join("\n")),
        ("systems", "powers_records.systems", before.systems.join("\n")),
    ];
    let finishes =
        |case: &str| before.open_cases.iter().find(|c| c.case == case).map(|c| c.finishes.as_str());
    html! {
        form.stack method="post" action={ (base) "/give" } {
            input type="hidden" name="list" value=(handover.list);
            @for (at, case) in open.iter().enumerate() {
                @let id = &case.opened.id;
                div.field {
                    label for={ "case-" (at) } { (ask.say(&Say::new("powers_pages.who_finishes").with("case", id))) }
                    select id={ "case-" (at) } name={ "case-" (id) } required {
                        option value="" { (ask.t("powers_pages.to_decide")) }
                        @for body in [&handover.giving, &handover.taking] {
                            option value=(body) selected[finishes(id) == Some(body)] { (body) }
                        }
                    }
                }
            }
            @for (name, label, lines) in things { div.field {
                label for=(name) { (ask.t(label)) }
                textarea id=(name) name=(name) rows="3" { (lines) }
                p.note { (ask.t("powers_pages.one_a_line")) }
            } }
            div.field {
                label for="note" { (ask.t("powers_pages.sheet_note")) }
                textarea id="note" name="note" rows="3" { (before.note) }
            }
            (all_box(ask, "powers_records.give_all"))
            button { (ask.t("powers_pages.sign_giving")) }
        }
    }
}

/// `POST …/give`: the giving body writes the sheet and signs.
fn give(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    let given = ask.write(|tx| {
        let (handover, open) = known(tx, ask)?;
        must_act(ask, &handover.giving)?;
        let key = (handover.list.as_str(), handover.code.as_str(), handover.edition);
        let sheet = typed(ask, &open);
        store::hand_over(tx, key, sheet.clone(), by, ask.now)?;
        if for_all(ask) {
            store::hand_over_rest(tx, &handover, &sheet, by, ask.now)?;
        }
        Ok(handover)
    });
    match given {
        Ok(handover) => Ok(Answer::see(url(&handover))),
        Err(Refusal::Invalid(fault) | Refusal::Conflict(fault)) => {
            Err(Refusal::Form(Box::new(drawn(ask, Some(&fault))?.into())))
        }
        Err(refusal) => Err(refusal),
    }
}

/// Whether a signature is meant for every item that the edition moves between the two.
fn for_all(ask: &Ask<'_>) -> bool {
    ask.form.get("all") == "yes"
}

/// The box that says so.
fn all_box(ask: &Ask<'_>, label: &str) -> Markup {
    html! {
        div.field { label { input type="checkbox" name="all" value="yes" checked[for_all(ask)]; " " (ask.t(label)) } }
    }
}

fn typed(ask: &Ask<'_>, open: &[Case]) -> HandoverSheet {
    let decided = open.iter().map(|case| OpenCase {
        case: case.opened.id.clone(),
        finishes: ask.form.get(&format!("case-{}", case.opened.id)).to_owned(),
    });
    let lines = |name: &str| {
        let lines = ask.form.verbatim(name).lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    };
    HandoverSheet {
        open_cases: decided.collect(),
        files: lines("files"),
        seals: lines("seals"),
        systems: lines("systems"),
        note: ask.form.get("note").to_owned(),
    }
}

/// `POST …/take`: the taking body signs.
fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    let handover = ask.write(|tx| {
        let (handover, _) = known(tx, ask)?;
        must_act(ask, &handover.taking)?;
        let key = (handover.list.as_str(), handover.code.as_str(), handover.edition);
        store::sign_handover(tx, key, by, ask.now)?;
        if for_all(ask) {
            store::sign_rest(tx, &handover, by, ask.now)?;
        }
        Ok(handover)
    })?;
    Ok(Answer::see(url(&handover)))
}

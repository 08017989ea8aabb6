//! Organs: the register, and everything one organ has in all documents.

use ::store::Tx;
use ::store::card::{self, Card};
use documents::OrganPart;
use duties::Counts;
use kernel::{Organ, Say};
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Page, Refusal, Route, empty, encode, instant, link, list_of, share_bar, subject_chip,
};
use people::Right;
use std::collections::BTreeMap;

/// An organ's own list of things; a district's largest department stays below.
const CARDS_MAX: u32 = 60;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/organs", Access::Needs(Right::ReadDistrict), index),
        Route::get("/organs/{name}", Access::Needs(Right::ReadDistrict), show),
        Route::post("/organs/{name}/settle", Access::Needs(Right::AssignDuty), settle),
    ]
}

/// `GET /organs`: every body named in any document, in the fixed order.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let register = ask.read(|tx| Ok(documents::organs(tx)?))?;
    let organs: Vec<&Organ> = register.iter().collect();
    Ok(Page::new(ask.t("desk.organs"), html! {
        @if organs.is_empty() { (empty(ask.t("desk.nothing_adopted"))) }
        @else {
            div.field hidden { label for="filter" { (ask.t("desk.filter")) } input id="filter" type="search" data-filter="#organs"; }
            ul.plain id="organs" { @for organ in organs { li { (name_line(ask, organ)) } } }
        }
    })
    .here("/organs")
    .into())
}

fn name_line(ask: &Ask<'_>, organ: &Organ) -> Markup {
    html! {
        (link("/organs/", &organ.name, &organ.name))
        @if !organ.aliases.is_empty() { " " span.meta { (organ.aliases.join("、")) } }
        @if ask.language == page::Language::English { " " span.meta { (organ.name_en) } }
    }
}

/// `GET /organs/{name}`: one organ, all documents.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let name = ask.path.get("name");
    let (organ, parts, counts, due, similar, verdicts) = ask.read(|tx| {
        let unknown = || Refusal::NotFound(Say::new("desk.no_organ").with("name", name));
        let (organ, parts) = documents::organ_parts(tx, name)?.ok_or_else(unknown)?;
        let wanted = card::Find {
            organ: Some(organ.name.clone()),
            kind: Some("duty".into()),
            take: CARDS_MAX,
            ..card::Find::default()
        };
        let due = card::find(tx, &wanted)?.cards;
        let counts = duties::counts(tx, &organ.name, ask.now)?;
        let similar = similar(&documents::organs(tx)?, &organ);
        let verdicts = verdicts(tx, &parts)?;
        Ok((organ, parts, counts, due, similar, verdicts))
    })?;
    let awaiting: Vec<&Card> =
        due.iter().filter(|card| matches!(card.state.as_str(), "open" | "returned")).collect();
    let title = if ask.language == page::Language::English && !organ.name_en.is_empty() {
        format!("{} {}", organ.name, organ.name_en)
    } else {
        organ.name.clone()
    };
    Ok(Page::new(
        title,
        html! {
            (identity(ask, &organ, &similar))
        (doubt(ask, &organ))
            (counted(ask, &organ, counts))
            h2 { (ask.t("desk.awaiting")) }
            @if awaiting.is_empty() { (empty(ask.t("desk.nothing_awaits"))) }
            (list_of(awaiting.iter().map(|card| duty_line(ask, card))))
            (all_parts(ask, &parts, &verdicts))
        },
    )
    .here("/organs")
    .into())
}

/// `POST /organs/{name}/settle`: the office decides that the name is the organ it may be.
fn settle(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (name, reason, by) = (ask.path.get("name"), ask.form.get("reason"), ask.actor()?);
    ask.write(|tx| documents::settle(tx, name, reason, by, ask.now))?;
    Ok(Answer::see(format!("/organs/{}", encode(name))))
}

/// The decision is asked for on the page of the doubtful name itself.
fn doubt(ask: &Ask<'_>, organ: &Organ) -> Markup {
    html! {
        @if let Some(perhaps) = organ.perhaps.as_ref().filter(|_| ask.may(Right::AssignDuty)) {
            form.stack method="post" action={ "/organs/" (encode(&organ.name)) "/settle" } {
                p { (ask.say(&Say::new("desk.settle_why").with("name", &organ.name).with("perhaps", perhaps))) }
                div.field {
                    label for="reason" { (ask.t("desk.settle_ground")) }
                    input id="reason" name="reason" type="text" required value=(ask.form.get("reason"));
                }
                button { (ask.t("desk.settle")) }
            }
        }
    }
}

/// The cards of the organ's indicators: each shows its verdict.
fn verdicts(tx: &mut Tx<'_>, parts: &[OrganPart]) -> Result<BTreeMap<String, Card>, Refusal> {
    let mut verdicts = BTreeMap::new();
    for part in parts.iter().filter(|part| part.kind == "indicator") {
        if let Some(card) = card::get(tx, &format!("measure/{}", part.id))? {
            verdicts.insert(part.id.clone(), card);
        }
    }
    Ok(verdicts)
}

/// Organs that may be the same body: shown side by side until a person decides.
fn similar(register: &kernel::Organs, organ: &Organ) -> Vec<String> {
    let pointing = register.iter().filter(|other| other.perhaps.as_deref() == Some(organ.name.as_str()));
    pointing.map(|other| other.name.clone()).chain(organ.perhaps.clone()).collect()
}

fn identity(ask: &Ask<'_>, organ: &Organ, similar: &[String]) -> Markup {
    html! {
        dl.facts {
            @if let Some(parent) = &organ.parent { dt { (ask.t("desk.parent")) } dd { (link("/organs/", parent, parent)) } }
            @if !organ.aliases.is_empty() { dt { (ask.t("desk.aliases")) } dd { (organ.aliases.join("、")) } }
            @if !organ.members.is_empty() {
                dt { (ask.t("desk.members")) }
                dd { @for member in &organ.members { (link("/organs/", member, member)) " " } (ask.t("desk.open_set")) }
            }
            @if !similar.is_empty() {
                dt { (ask.t("desk.perhaps")) }
                dd { @for name in similar { (link("/organs/", name, name)) " " } span.meta { (ask.t("desk.perhaps_why")) } }
            }
        }
    }
}

fn counted(ask: &Ask<'_>, organ: &Organ, counts: Counts) -> Markup {
    let parts = [
        (ask.t("desk.figure_accepted"), "good", counts.accepted),
        (ask.t("desk.figure_submitted"), "going", counts.submitted),
        (ask.t("desk.figure_open"), "waiting", counts.open),
        (ask.t("desk.figure_overdue"), "bad", counts.overdue),
    ];
    let words: Vec<String> = parts.iter().map(|(word, _, count)| format!("{word} {count}")).collect();
    html! {
        p { a href={ "/duties?organ=" (encode(&organ.name)) } { (words.join(" · ")) } }
        @if parts.iter().any(|(.., count)| *count > 0) { (share_bar(&parts, &words.join("，"))) }
    }
}

fn duty_line(ask: &Ask<'_>, card: &Card) -> Markup {
    html! {
        a href=(page::encode_url(&card.url)) { (ask.language.of(&card.title, &card.title_en)) } " " (subject_chip(ask, card))
        @if let Some(due) = card.due { br; span.meta { (instant(due)) } }
    }
}

/// The parts by document, each document under its own heading; roles are never mixed.
fn all_parts(ask: &Ask<'_>, parts: &[OrganPart], verdicts: &BTreeMap<String, Card>) -> Markup {
    let mut documents: Vec<&str> = Vec::new();
    for part in parts {
        if !documents.contains(&part.document.as_str()) {
            documents.push(&part.document);
        }
    }
    html! {
        @if parts.is_empty() { (empty(ask.t("desk.no_parts"))) }
        @for document in documents {
            h2 { (link("/documents/", document, document)) }
            ul.plain { @for part in parts.iter().filter(|part| part.document == document) { li { (part_line(ask, part, verdicts.get(&part.id))) } } }
        }
    }
}

fn part_line(ask: &Ask<'_>, part: &OrganPart, verdict: Option<&Card>) -> Markup {
    let url = format!("/documents/{}?clause={}", encode(&part.document), encode(&part.clause));
    html! {
        strong { (ask.t(documents::role_key(&part.role))) } " "
        span.meta { (ask.t(documents::kind_key(&part.kind))) } " "
        a href=(url) { (ask.language.of(&part.title, &part.title_en)) }
        @if !part.detail.is_empty() { " " span.meta { (part.detail) } }
        @if let Some(card) = verdict { " " a href=(page::encode_url(&card.url)) { (subject_chip(ask, card)) } }
        @if !part.through.is_empty() { " " span.meta { (ask.say(&Say::new("desk.through").with("set", &part.through))) } }
    }
}

//! One duty: what is asked, how it stands, what happened, and what the asker can do.

use super::acts;
use super::history::history;
use super::report;
use super::sheet;
use super::words::{chip, due, organ};
use crate::model::{Duty, OwnerNamed, Part, Wish, Wished};
use crate::store::{self, SheetRow};
use ::store::StoreError;
use kernel::{Entry, Say};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Page, Refusal, Route, encode, instant, link};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/duties/{id}", Access::Needs(Right::ReadDistrict), show)]
}

/// `GET /duties/{id}`.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    drawn(ask, None)
}

/// What the page is made of, read from one snapshot.
pub(super) struct Seen {
    pub(super) duty: Duty,
    pub(super) history: Vec<Entry>,
    pub(super) form: Option<report::Start>,
    /// What the office decided on who owes what caused it.
    pub(super) decided: Vec<OwnerNamed>,
    /// The sheets by which the office pressed for it.
    pub(super) sheets: Vec<SheetRow>,
    /// To whom a duty can be given.
    pub(super) bodies: Vec<String>,
}

fn seen(ask: &Ask<'_>, id: &str) -> Result<Seen, Refusal> {
    ask.read(|tx| {
        let duty = store::known(tx, id)?;
        let history = tx.stream(&format!("duty/{id}"))?;
        let form = if report::can_report(ask, &duty) { Some(report::start(tx, ask, &duty)?) } else { None };
        let decided = store::decisions_on(tx, &duty.opened.cause)?;
        let sheets = store::sheets_on(tx, id)?;
        Ok(Seen { duty, history, form, decided, sheets, bodies: store::bodies(tx)? })
    })
}

/// The page of the duty in the path, with what was typed and what is wrong with it.
pub(super) fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Result<Answer, Refusal> {
    let seen = seen(ask, ask.path.get("id"))?;
    let o = &seen.duty.opened;
    Ok(Page::new(
        ask.language.of(&o.title, &o.title_en),
        html! {
            (facts(ask, &seen.duty))
            (named(ask, &seen))
            @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } (report::typed(ask, &seen.duty)) }
            @if let Some(start) = &seen.form { (report::form(ask, &seen.duty, start)) }
            (acts::forms(ask, &seen.duty))
            (sheet::of_duty(ask, &seen.duty, &seen.sheets))
            datalist id="bodies" { @for name in &seen.bodies { option value=(name) {} } }
            h2 { (ask.t("duties.history")) }
            (history(ask, &seen))
        },
    )
    .here("/duties")
    .into())
}

/// A refusal of what was typed on the page becomes the page with what was typed; every other stays what it is.
pub(super) fn keeping(ask: &Ask<'_>, refused: Refusal) -> Refusal {
    let status = refused.status();
    let say = match &refused {
        Refusal::Invalid(say) | Refusal::Conflict(say) | Refusal::NotAllowed(say) => say.clone(),
        Refusal::Store(StoreError::Conflict { .. }) => refused.say(&ask.request_id),
        _ => return refused,
    };
    match drawn(ask, Some(&say)) {
        Ok(answer) => Refusal::Form(Box::new(answer.status(status))),
        Err(_) => refused,
    }
}

fn facts(ask: &Ask<'_>, duty: &Duty) -> Markup {
    let o = &duty.opened;
    html! {
        dl.facts {
            dt { (ask.t("duties.state")) } dd { (chip(ask, duty)) }
            dt { (ask.t("duties.organ")) } dd { (organ(ask, duty)) " " span.meta { (ask.t(part_key(o.part))) } }
            dt { (ask.t("duties.due")) } dd { (due(ask, duty)) }
            @if !o.awaits.is_empty() { dt { (ask.t("duties.awaits")) } dd { (o.awaits) } }
            @if let Some(by) = o.claim_by { dt { (ask.t("duties.claim_by")) } dd { (claimed(ask, duty, by)) } }
            @if !o.period.is_empty() { dt { (ask.t("duties.period")) } dd { (o.period) } }
            @if !o.reviewer.is_empty() { dt { (ask.t("duties.reviewer")) } dd { (link("/organs/", &o.reviewer, &o.reviewer)) } }
            @if !o.to.is_empty() { dt { (ask.t("duties.to")) } dd { (o.to) } }
            @if let Some((wish, by)) = &duty.now.wish { dt { (ask.t("duties.wish")) } dd { (wish_words(ask, wish)) " " span.soft { (by) } } }
            @if !o.from.is_empty() { dt { (ask.t("duties.came_from")) } dd { (link("/duties/", &o.from, &o.from)) } }
            dt { (ask.t("duties.source")) } dd { a href=(clause_url(duty)) { (o.citation) } }
            @if ask.may(Right::AssignDuty) {
                dt { (ask.t("duties.reminders")) } dd {
                    a href={ "/notices/ladders?cause=" (encode(&o.cause)) "#causes" } { (ask.t("duties.ladder")) } " · "
                    a href={ "/notices/sent?subject=" (encode(&format!("duty/{}", o.id))) } { (ask.t("duties.told")) }
                }
            }
        }
    }
}

/// That the office, not the document, named the organ or made it the first lead.
fn named(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let mine = seen.decided.iter().filter(|one| one.organ == seen.duty.opened.organ);
    html! { @for one in mine { p.notice { (ask.t("duties.offices_decision")) "：" (one.reason) } } }
}

/// When the organ took note of the duty, and until when it should: our clock, and said to be ours.
fn claimed(ask: &Ask<'_>, duty: &Duty, by: jiff::Timestamp) -> Markup {
    html! {
        (instant(by)) " "
        @match &duty.now.claimed {
            Some((at, account)) => { (ask.t("duties.claimed_at")) " " (instant(*at)) " " span.soft { (account) } }
            None => { span.meta { (ask.t("duties.not_claimed")) } }
        }
        br; span.meta { (ask.t("duties.claim_is_ours")) }
    }
}

/// What is asked for, and why.
pub(super) fn wish_words(ask: &Ask<'_>, wish: &Wish) -> Markup {
    html! {
        @match &wish.wished {
            Wished::Extension { until } => { (ask.t("duties.wish_extension")) " " (instant(*until)) }
            Wished::Transfer { to } => { (ask.t("duties.wish_transfer")) " " (to) }
        }
        "：" (wish.reason)
    }
}

/// The wording of an organ's part.
pub(super) fn part_key(part: Part) -> &'static str {
    match part {
        Part::FirstLead => "duties.part_first_lead",
        Part::Lead => "duties.part_lead",
        Part::Responsible => "duties.part_responsible",
        Part::Participating => "duties.part_participating",
    }
}

/// Where the clause stands on the live gazette.
fn clause_url(duty: &Duty) -> String {
    let citation = &duty.opened.citation;
    format!("/documents/{}?clause={}", encode(&citation.document), encode(citation.clause.as_str()))
}

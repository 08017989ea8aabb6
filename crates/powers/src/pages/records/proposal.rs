//! One proposal: what became of it, and the form of the step that comes next.

use super::{enter, forms, stage_chip, wants_key};
use crate::pages::handover_day::typed_day;
use crate::pages::keeper::keeping;
use crate::pages::{chosen, edition_link, entry_link, input, of_list, ways};
use crate::records::{Matter, Stage, Standing, Step, Stepped, standings};
use crate::store::{self, ListRow, duty_of};
use ::store::Tx;
use ::store::card::{Card, get};
use kernel::Say;
use maud::{Markup, html};
use page::{Answer, Ask, Page, Refusal, date, encode, instant};
use people::Right;

/// What the page shows.
struct Seen {
    list: ListRow,
    standing: Standing,
    /// Editions that rest on the document that decided.
    editions: Vec<u32>,
    /// The duty to publish, when there is one.
    duty: Option<Card>,
    /// Whether the asker keeps the list.
    keeps: bool,
}

fn read(tx: &mut Tx<'_>, ask: &Ask<'_>, list: &str) -> Result<Seen, Refusal> {
    let list = chosen(tx, list)?;
    let id = ask.path.get("n");
    let all = standings(&store::records(tx, &list.id, &["proposed", "stepped"])?);
    let unknown = || Refusal::NotFound(Say::new("powers_records.no_proposal").with("id", id));
    let standing = all.into_iter().find(|standing| standing.id.to_string() == id).ok_or_else(unknown)?;
    let mut editions = store::editions(tx, &list.id)?;
    editions.retain(|edition| standing.granted().is_some_and(|(document, _)| document == edition.basis));
    Ok(Seen {
        editions: editions.iter().map(|edition| edition.number).collect(),
        duty: get(tx, &format!("duty/{}", duty_of(&list.id, standing.id)))?,
        keeps: keeping(tx, ask, &list)?.acts,
        list,
        standing,
    })
}

/// `GET /powers/records/{n}`.
pub(super) fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(drawn(ask, None)?.into())
}

fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Result<Page, Refusal> {
    let list = if ask.form.get("list").is_empty() { ask.query.get("list") } else { ask.form.get("list") };
    let seen = ask.read(|tx| read(tx, ask, list))?;
    let (list, standing) = (&seen.list, &seen.standing);
    let p = &standing.proposal;
    Ok(Page::new(p.title.as_str(), html! {
        (ways(ask, &list.id))
        @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } }
        dl.facts {
            dt { (ask.t("powers_pages.state")) } dd { (stage_chip(ask, standing.stage())) }
            dt { (ask.t("powers_records.wants")) } dd { (ask.t(wants_key(p.kind))) }
            dt { (ask.t("powers_records.asked_by")) } dd { (p.asked_by) }
            dt { (ask.t("powers_records.proposed_on")) } dd { (date(ask.language, p.day)) " · " (entry_link(ask, standing.seq)) }
            @if !p.document.is_empty() { dt { (ask.t("powers_records.letter")) } dd { (p.document) } }
            dt { (ask.t("powers_records.reason")) } dd { (p.reason) }
            @if !p.codes.is_empty() { dt { (ask.t("powers_records.codes")) } dd {
                @for code in &p.codes { a href={ "/powers/" (encode(code)) (of_list(&list.id)) } { code { (code) } } " " }
            } }
        }
        h2 { (ask.t("powers_records.steps")) }
        (steps(ask, standing))
        (afterwards(ask, &seen))
        @if seen.keeps && ask.may(Right::AdjustPowers) { (next(ask, &seen)) }
    })
    .here("/powers"))
}

fn steps(ask: &Ask<'_>, standing: &Standing) -> Markup {
    html! {
        @if standing.steps.is_empty() { p { (ask.t("powers_pages.none")) } }
        ol { @for (seq, _, step) in &standing.steps { li {
            strong { (ask.t(step_key(step))) } " " (date(ask.language, step.day())) " "
            @match step {
                Step::Reviewed { by, opinion, document, .. } => { (by) "：" (opinion) " " (document) },
                Step::Decided { by, document, .. } => { (by) " " (document) },
                Step::Published { place, .. } => { (place) },
            }
            " · " (entry_link(ask, *seq))
        } } }
    }
}

fn step_key(step: &Step) -> &'static str {
    match step {
        Step::Reviewed { passed: true, .. } => "powers_records.step_passed",
        Step::Reviewed { passed: false, .. } => "powers_records.step_objected",
        Step::Decided { granted: true, .. } => "powers_records.step_granted",
        Step::Decided { granted: false, .. } => "powers_records.step_refused",
        Step::Published { .. } => "powers_records.step_published",
    }
}

/// What a decision asks for: publication by a day, and an edition of the list.
fn afterwards(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let standing = &seen.standing;
    if standing.granted().is_none() {
        return html! {};
    }
    let due = seen.duty.as_ref().and_then(|card| card.due);
    html! {
        @if standing.stage() == Stage::Decided { p.notice {
            (ask.t("powers_records.publish_within"))
            @if let Some(due) = due { " " (ask.t("powers_records.publish_by")) " " (instant(due)) }
            @if let Some(card) = &seen.duty { " · " a href=(page::encode_url(&card.url)) { (ask.t("powers_records.publish_duty")) } }
        } }
        p {
            @if seen.editions.is_empty() { (ask.t("powers_records.no_edition_yet")) }
            @else { (ask.t("powers_records.edition_made")) @for number in &seen.editions { " " (edition_link(ask, &seen.list.id, *number)) } }
        }
    }
}

/// The form of the step that comes next.
fn next(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let of = |name: &str| ask.form.get(name);
    let (key, fields) = match seen.standing.stage() {
        Stage::Proposed | Stage::Objected => (
            "powers_records.review",
            html! {
                (yes_or_no(ask, "powers_records.passes", "powers_records.step_passed", "powers_records.step_objected"))
                (input(ask, "text", "by", "powers_records.reviewer", of("by"), true))
                (forms::lines(ask, "opinion", "powers_records.opinion", of("opinion")))
                (input(ask, "text", "document", "powers_records.document", of("document"), false))
            },
        ),
        Stage::Reviewed => (
            "powers_records.decide",
            html! {
                (yes_or_no(ask, "powers_records.grants", "powers_records.step_granted", "powers_records.step_refused"))
                (input(ask, "text", "by", "powers_records.decider", of("by"), true))
                (input(ask, "text", "document", "powers_records.document", of("document"), true))
            },
        ),
        Stage::Decided => {
            ("powers_records.publish", input(ask, "text", "place", "powers_records.place", of("place"), true))
        }
        Stage::Refused | Stage::Published => return html! {},
    };
    html! {
        h2 { (ask.t(key)) }
        form.stack method="post" action={ "/powers/records/" (seen.standing.id) "/step" } {
            input type="hidden" name="list" value=(seen.list.id);
            input type="hidden" name="stage" value=(seen.standing.stage().word());
            (fields)
            (input(ask, "date", "on", "powers_records.day", of("on"), true))
            button { (ask.t("powers_records.record")) }
        }
    }
}

fn yes_or_no(ask: &Ask<'_>, label: &str, yes: &str, no: &str) -> Markup {
    let chosen = ask.form.get("yes");
    html! {
        div.field {
            label for="yes" { (ask.t(label)) }
            select id="yes" name="yes" required {
                option value="" { (ask.t("powers_pages.to_decide")) }
                option value="yes" selected[chosen == "yes"] { (ask.t(yes)) }
                option value="no" selected[chosen == "no"] { (ask.t(no)) }
            }
        }
    }
}

/// The step that a form asks for: which one follows from where the proposal stands.
fn asked(ask: &Ask<'_>, stage: Stage) -> Result<Step, Refusal> {
    let of = |name: &str| ask.form.get(name).to_owned();
    let yes = |asks: &'static str| match ask.form.get("yes") {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(forms::unchosen(asks)),
    };
    let day = typed_day(ask, "on")?;
    Ok(match stage {
        Stage::Proposed | Stage::Objected => Step::Reviewed {
            by: of("by"),
            passed: yes("powers_records.need_passes")?,
            opinion: of("opinion"),
            document: of("document"),
            day,
        },
        Stage::Reviewed => {
            let granted = yes("powers_records.need_grants")?;
            Step::Decided { by: of("by"), granted, document: of("document"), day }
        }
        Stage::Decided | Stage::Refused | Stage::Published => Step::Published { place: of("place"), day },
    })
}

/// `POST /powers/records/{n}/step`.
pub(super) fn step(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let done = ask.write(|tx| {
        let seen = read(tx, ask, ask.form.get("list"))?;
        // A review that is sent twice must not come in as the decision that follows it.
        if ask.form.get("stage") != seen.standing.stage().word() {
            return Err(Refusal::Conflict(Say::new("powers_records.went_on")));
        }
        let step = asked(ask, seen.standing.stage())?;
        let stepped = Stepped { proposal: seen.standing.id, step };
        enter(tx, ask, &seen.list, vec![Matter::Stepped(stepped)])?;
        Ok((seen.list.id, seen.standing.id))
    });
    match done {
        Ok((list, id)) => Ok(Answer::see(format!("/powers/records/{id}{}", of_list(&list)))),
        Err(Refusal::Invalid(fault) | Refusal::Conflict(fault)) => {
            Err(Refusal::Form(Box::new(drawn(ask, Some(&fault))?.into())))
        }
        Err(refusal) => Err(refusal),
    }
}

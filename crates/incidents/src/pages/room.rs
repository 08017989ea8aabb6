//! `/incidents/{id}`: one page for an incident, for a telephone at two in the morning: what to do next, the clocks, the
//! grade and why, who has not answered, what is to be decided, what was done, in order (D-101).

mod acts;
mod decisions;
mod next;
mod picture;
mod timeline;
mod work;

pub(crate) use acts::settled;

use super::criteria::{counts, criteria, graded};
use super::{chip, made_up};
use crate::cases::Case;
use crate::model::Incident;
use crate::room::Room;
use crate::store;
use ::store::card::{self, Card};
use ::store::{StoreError, Tx};
use kernel::Entry;
use maud::{Markup, html};
use pack::Plan;
use page::{Access, Answer, Ask, Page, Refusal, Route, encode, instant};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let own = vec![Route::get("/incidents/{id}", Access::Needs(Right::ReadDistrict), show)];
    [own, acts::routes()].concat()
}

/// Everything the page shows, from one snapshot.
pub(crate) struct Seen {
    pub(crate) incident: Incident,
    /// `None` when its plan is no longer in force.
    pub(crate) plan: Option<Plan>,
    pub(crate) cases: Vec<Case>,
    pub(crate) room: Room,
    pub(crate) history: Vec<Entry>,
    /// Duties that the plan's clocks opened.
    pub(crate) clocks: Vec<Card>,
    /// Duties of groups and departments.
    pub(crate) calls: Vec<Card>,
}

impl Seen {
    pub(crate) fn id(&self) -> &str {
        &self.incident.learnt.id
    }
}

/// Reads it.
pub(crate) fn read(tx: &mut Tx<'_>, id: &str) -> Result<Seen, Refusal> {
    let incident = store::known(tx, id)?;
    let plan = store::plan(tx, &incident.learnt.plan)?;
    let duties = duties(tx, &incident, plan.as_ref())?;
    let (clocks, calls) = duties.into_iter().partition(|card| card.subject.contains(".clock."));
    let history = tx.stream(&format!("incident/{id}"))?;
    let cases = store::cases_of(tx, id)?;
    Ok(Seen { plan, cases, room: Room::of(&history), history, clocks, calls, incident })
}

/// The duties that were opened for this incident.
fn duties(tx: &mut Tx<'_>, incident: &Incident, plan: Option<&Plan>) -> Result<Vec<Card>, StoreError> {
    let Some(plan) = plan else { return Ok(Vec::new()) };
    card::beginning(tx, &plan.citation.document, &format!("duty/{}.", incident.learnt.id))
}

fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let seen = ask.read(|tx| read(tx, ask.path.get("id")))?;
    let learnt = &seen.incident.learnt;
    Ok(Page::new(
        ask.language.of(&learnt.title, &learnt.title_en),
        html! {
            p.lead {
                (chip(ask, seen.incident.state)) (made_up(ask, &seen.incident))
                " " strong { @match &seen.incident.graded.grade { Some(grade) => { (grade) }, None => "—" } }
                " · " (counts(ask, seen.plan.as_ref(), &seen.incident.counts))
            }
            (next::drawn(ask, &seen))
            (facts(ask, &seen))
            h2 id="grade" { (ask.t("incidents.grade")) }
            (graded(ask, &seen.incident))
            @if let Some(plan) = &seen.plan { (criteria(ask, plan, &seen.incident.counts)) }
            (acts::grade_form(ask, &seen))
            h2 id="clocks" { (ask.t("incidents.clocks")) }
            (work::clocks(ask, &seen))
            h2 id="decisions" { (ask.t("incidents.decisions")) }
            (decisions::drawn(ask, &seen))
            h2 id="calls" { (ask.t("incidents.calls")) }
            (work::calls(ask, &seen))
            h2 id="steps" { (ask.t("incidents.steps")) }
            (work::steps(ask, &seen))
            h2 id="reports" { (ask.t("incidents.reports")) }
            (super::reports::listed(ask, &seen))
            h2 id="cases" { (ask.t("cases.list")) }
            (picture::drawn(ask, &seen))
            (acts::counts_form(ask, &seen))
            h2 id="timeline" { (ask.t("incidents.history")) }
            (timeline::drawn(ask, &seen))
        },
    )
    .here("/incidents")
    .into())
}

fn facts(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let learnt = &seen.incident.learnt;
    html! {
        dl.facts {
            dt { (ask.t("incidents.product")) } dd { (learnt.product) }
            dt { (ask.t("incidents.place")) } dd { (learnt.place) }
            dt { (ask.t("incidents.learnt")) } dd { (instant(learnt.learnt)) }
            @if let Some(plan) = &seen.plan {
                dt { (ask.t("incidents.plan")) } dd { a href={ "/documents/" (encode(&plan.citation.document)) } { (plan.title) } }
            }
        }
    }
}

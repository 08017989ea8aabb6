//! Proposals and decisions, as separate acts by separate people.

use super::Seen;
use crate::pages::clause;
use crate::room::Proposal;
use kernel::Say;
use maud::{Markup, html};
use pack::{Decision, Named};
use page::{Ask, State, empty, encode, instant, state_chip};
use people::Right;

pub(super) fn drawn(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let decisions = seen.plan.as_ref().map(|plan| plan.decisions.as_slice()).unwrap_or_default();
    html! {
        @if seen.room.proposals.is_empty() { (empty(ask.t("incidents.no_proposals"))) }
        @for one in &seen.room.proposals { (proposal(ask, seen, decisions, one)) }
        @if ask.may(Right::HandleIncident) { @for decision in decisions { (to_propose(ask, seen, decision)) } }
    }
}

fn names(named: &[Named]) -> String {
    named.iter().map(|one| one.written.as_str()).collect::<Vec<_>>().join("、")
}

fn proposal(ask: &Ask<'_>, seen: &Seen, decisions: &[Decision], one: &Proposal) -> Markup {
    let proposed = &one.proposed;
    let decision = decisions.iter().find(|decision| decision.id == proposed.what.decision);
    html! {
        article {
            h3 {
                (proposed.what.no) ". "
                @match decision {
                    Some(decision) => { (ask.language.of(&decision.title, &decision.title_en)) " " (clause(ask, &decision.citation)) }
                    None => { (proposed.what.decision) }
                }
                " "
                @match &one.settled {
                    None => (state_chip(State::Waiting, ask.t("incidents.waits"))),
                    Some(settled) if settled.what.agreed => (state_chip(State::Good, ask.t("incidents.agreed"))),
                    Some(_) => (state_chip(State::Bad, ask.t("incidents.refused"))),
                }
            }
            p { (instant(proposed.at)) " " (ask.t("incidents.proposes")) "：" (proposed.what.organ) " " span.soft { (proposed.by) } br; (proposed.what.text) }
            @if !proposed.what.evidence.is_empty() {
                dl.facts { @for (need, evidence) in &proposed.what.evidence { dt { (need) } dd { (evidence) } } }
            }
            @match &one.settled {
                Some(settled) => p { (instant(settled.at)) " " (ask.t("incidents.decider")) "：" (settled.what.organ) " " span.soft { (settled.by) } br; (settled.what.reason) },
                None => (to_settle(ask, seen, one, decision)),
            }
        }
    }
}

fn to_settle(ask: &Ask<'_>, seen: &Seen, one: &Proposal, decision: Option<&Decision>) -> Markup {
    let who = decision.map(|decision| names(&decision.decides)).unwrap_or_default();
    let id = format!("reason-{}", one.proposed.what.no);
    html! {
        @if !who.is_empty() { p.note { (ask.say(&Say::new("incidents.who_decides").with("who", who))) } }
        @if ask.may(Right::DecideIncident) {
            form.stack method="post" action={ "/incidents/" (encode(seen.id())) "/settle" } {
                input type="hidden" name="no" value=(one.proposed.what.no);
                div.field {
                    label for=(id) { (ask.t("incidents.settle_reason")) }
                    input id=(id) name="reason" type="text" required;
                }
                button.quiet name="agreed" value="false" { (ask.t("incidents.refuse")) } " "
                button name="agreed" value="true" { (ask.t("incidents.agree")) }
            }
        }
    }
}

/// A decision of the plan that can be proposed now; one that exists for other grades only is not offered (D-084).
fn to_propose(ask: &Ask<'_>, seen: &Seen, decision: &Decision) -> Markup {
    let grade = seen.incident.graded.grade.as_deref().unwrap_or_default();
    if !decision.grades.is_empty() && !decision.grades.iter().any(|one| one == grade) {
        return html! {};
    }
    let title = ask.language.of(&decision.title, &decision.title_en);
    let id = format!("text-{}", decision.id);
    html! {
        details {
            summary { (ask.t("incidents.propose")) " " (title) }
            form.stack method="post" action={ "/incidents/" (encode(seen.id())) "/propose" } {
                input type="hidden" name="decision" value=(decision.id);
                p.note {
                    @if !decision.proposes.is_empty() { (ask.t("incidents.proposes")) "：" (names(&decision.proposes)) " · " }
                    (ask.t("incidents.decider")) "："
                    @if decision.decides.is_empty() { (ask.t("incidents.nobody_named")) } @else { (names(&decision.decides)) }
                    " · " (clause(ask, &decision.citation))
                }
                div.field {
                    label for=(id) { (ask.t("incidents.proposal_text")) }
                    textarea id=(id) name="text" rows="2" required {}
                }
                @for (at, need) in decision.needs.iter().enumerate() {
                    div.field {
                        label for={ (id) "-" (at) } { (ask.say(&Say::new("incidents.evidence_of").with("need", need))) }
                        input id={ (id) "-" (at) } name={ "evidence-" (at) } type="text" required;
                    }
                }
                button { (ask.t("incidents.propose")) }
            }
        }
    }
}

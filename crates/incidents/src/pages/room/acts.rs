//! What is sent from the room.

use super::Seen;
use crate::grade::{Counts, Decided};
use crate::room::{Acting, Proposed, Settled, StepDone};
use crate::store;
use kernel::Say;
use maud::{Markup, html};
use pack::Test;
use page::{Access, Answer, Ask, Refusal, Route, encode};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    let handles = Access::Needs(Right::HandleIncident);
    vec![
        Route::post("/incidents/{id}/grade", handles, grade),
        Route::post("/incidents/{id}/counts", handles, counts),
        Route::post("/incidents/{id}/propose", handles, propose),
        Route::post("/incidents/{id}/settle", Access::Needs(Right::DecideIncident), settle),
        Route::post("/incidents/{id}/step", handles, step),
        Route::post("/incidents/{id}/note", handles, note),
    ]
}

fn back(ask: &Ask<'_>, part: &str) -> Answer {
    Answer::see(format!("/incidents/{}#{part}", encode(ask.path.get("id"))))
}

/// Giving a grade by hand, with the discretionary criterion it rests on and the grounds (D-012).
pub(super) fn grade_form(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let Some(plan) = seen.plan.as_ref().filter(|_| ask.may(Right::HandleIncident)) else { return html! {} };
    let all = plan.grades.iter().flat_map(|grade| &grade.criteria);
    html! {
        details open[seen.incident.graded.undecided.is_some()] {
            summary { (ask.t("incidents.decide_grade")) }
            form.stack method="post" action={ "/incidents/" (encode(seen.id())) "/grade" } {
                div.field {
                    label for="grade-level" { (ask.t("incidents.grade")) }
                    select id="grade-level" name="grade" {
                        @for grade in plan.grades.iter().rev() { option value=(grade.level) { (grade.level) " " (grade.name) } }
                    }
                }
                div.field {
                    label for="grade-criterion" { (ask.t("incidents.rests_on")) }
                    select id="grade-criterion" name="criterion" {
                        option value="" { (ask.t("incidents.other_grounds")) }
                        @for one in all.filter(|one| one.test == Test::Discretion) {
                            option value=(one.id) { (one.citation.clause) " " (ask.language.of(&one.title, &one.title_en)) }
                        }
                    }
                }
                div.field {
                    label for="grounds" { (ask.t("incidents.grounds")) }
                    textarea id="grounds" name="grounds" rows="2" required {}
                }
                button { (ask.t("incidents.decide_grade")) }
            }
        }
    }
}

/// Numbers that somebody told before the reports come.
pub(super) fn counts_form(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let Some(plan) = seen.plan.as_ref().filter(|_| ask.may(Right::HandleIncident)) else { return html! {} };
    html! {
        details {
            summary { (ask.t("incidents.tell_counts")) }
            form.stack method="post" action={ "/incidents/" (encode(seen.id())) "/counts" } {
                p.note { (ask.t("incidents.tell_note")) }
                @for metric in &plan.metrics {
                    div.field {
                        label for={ "told-" (metric.id) } { (ask.language.of(&metric.title, &metric.title_en)) }
                        input id={ "told-" (metric.id) } name=(metric.id) type="number" min="0" inputmode="numeric";
                    }
                }
                @for flag in &plan.flags {
                    div.field {
                        label for={ "told-" (flag.id) } { (ask.language.of(&flag.title, &flag.title_en)) }
                        select id={ "told-" (flag.id) } name=(flag.id) {
                            option value="" { (ask.t("cases.not_known")) }
                            option value="true" { (ask.t("incidents.yes")) }
                            option value="false" { (ask.t("incidents.no")) }
                        }
                    }
                }
                button { (ask.t("incidents.tell_counts")) }
            }
        }
    }
}

fn grade(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    let text = |name| ask.form.get(name).to_owned();
    let decided = Decided {
        grade: text("grade"),
        grounds: text("grounds"),
        criterion: text("criterion"),
        by: by.to_owned(),
        at: ask.now,
    };
    ask.write(|tx| store::decide_grade(tx, ask.path.get("id"), decided, by, ask.now))?;
    Ok(back(ask, "grade"))
}

fn counts(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, by) = (ask.path.get("id"), ask.actor()?);
    ask.write(|tx| {
        let incident = store::known(tx, id)?;
        let plan = store::plan_of(tx, &incident.learnt.plan)?;
        let mut told = Counts::default();
        for metric in &plan.metrics {
            match ask.form.get(&metric.id) {
                "" => {}
                typed => {
                    let bad = |_| Refusal::Invalid(Say::new("cases.not_a_number").with("found", typed));
                    told = told.with(&metric.id, typed.parse().map_err(bad)?);
                }
            }
        }
        for flag in plan.flags.iter().filter(|flag| !ask.form.get(&flag.id).is_empty()) {
            told = told.holding(&flag.id, ask.form.get(&flag.id) == "true");
        }
        store::recount(tx, id, told, by, ask.now)
    })?;
    Ok(back(ask, "grade"))
}

fn propose(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, user) = (ask.path.get("id"), ask.user()?);
    ask.write(|tx| {
        let incident = store::known(tx, id)?;
        let plan = store::plan_of(tx, &incident.learnt.plan)?;
        let decision = plan.decisions.iter().find(|decision| decision.id == ask.form.get("decision"));
        let needs = decision.map(|decision| decision.needs.as_slice()).unwrap_or_default();
        let evidence =
            |(at, need): (usize, &String)| (need.clone(), ask.form.get(&format!("evidence-{at}")).to_owned());
        let proposed = Proposed {
            no: 0,
            decision: ask.form.get("decision").to_owned(),
            text: ask.form.get("text").to_owned(),
            evidence: needs.iter().enumerate().map(evidence).collect(),
            organ: user.organ.clone(),
        };
        store::propose(tx, id, proposed, &user.account, ask.now)
    })?;
    Ok(back(ask, "decisions"))
}

fn settle(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let agreed = match ask.form.get("agreed") {
        "true" => true,
        "false" => false,
        other => return Err(Refusal::Invalid(Say::new("duties.which_decision").with("decision", other))),
    };
    let bad = || Refusal::Invalid(Say::new("incidents.no_proposal").with("no", ask.form.get("no")));
    let no = ask.form.get("no").parse().map_err(|_| bad())?;
    settled(ask, no, agreed, ask.form.get("reason"))?;
    Ok(back(ask, "decisions"))
}

/// Decides, for the page and for programs alike.
pub(crate) fn settled(ask: &Ask<'_>, no: u32, agreed: bool, reason: &str) -> Result<u64, Refusal> {
    let user = ask.user()?;
    let settled = Settled { no, agreed, reason: reason.to_owned(), organ: user.organ.clone() };
    let decides_for = |organ: &str| user.acts_for(organ);
    let by = Acting { account: &user.account, decides_for: &decides_for };
    ask.write(|tx| store::decide(tx, ask.path.get("id"), settled, &by, ask.now))
}

fn step(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    let done =
        StepDone { measure: ask.form.get("measure").to_owned(), note: ask.form.get("note").to_owned() };
    ask.write(|tx| store::step(tx, ask.path.get("id"), done, by, ask.now))?;
    Ok(back(ask, "steps"))
}

fn note(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    ask.write(|tx| store::note(tx, ask.path.get("id"), ask.form.get("text"), by, ask.now))?;
    Ok(back(ask, "timeline"))
}

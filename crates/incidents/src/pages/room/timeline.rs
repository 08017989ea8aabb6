//! Everything that happened, in order, each with who recorded it and its entry (D-101).

use super::Seen;
use crate::model::IncidentEvent;
use crate::pages::reports::kind_word;
use kernel::{Entry, Say};
use maud::{Markup, html};
use page::{Ask, encode, instant};
use people::Right;

pub(super) fn drawn(ask: &Ask<'_>, seen: &Seen) -> Markup {
    html! {
        @if ask.may(Right::HandleIncident) {
            form.stack method="post" action={ "/incidents/" (encode(seen.id())) "/note" } {
                div.field {
                    label for="note" { (ask.t("incidents.note")) }
                    input id="note" name="text" type="text" required;
                }
                button.quiet { (ask.t("incidents.write_down")) }
            }
        }
        ol.plain { @for entry in &seen.history { li { (happened(ask, seen, entry)) } } }
    }
}

fn happened(ask: &Ask<'_>, seen: &Seen, entry: &Entry) -> Markup {
    let (word, more) = entry
        .read::<IncidentEvent>()
        .map_or(("incidents.was_changed", String::new()), |event| told(ask, seen, event));
    html! {
        (instant(entry.at)) " " strong { (ask.t(word)) } " " span.soft { (entry.actor) }
        @if !more.is_empty() { " · " (more) }
        " · " a href=(format!("/ledger/{}", entry.seq)) { (ask.say(&Say::new("duties.entry").with("seq", entry.seq))) }
    }
}

/// The word for what happened, and what is said of it.
fn told(ask: &Ask<'_>, seen: &Seen, event: IncidentEvent) -> (&'static str, String) {
    let plan = seen.plan.as_ref();
    let decision = |id: &str| {
        let found = plan.and_then(|plan| plan.decisions.iter().find(|decision| decision.id == id));
        found.map_or(id, |found| ask.language.of(&found.title, &found.title_en)).to_owned()
    };
    let numbers = |counts: &crate::Counts| {
        let metrics = plan.map(|plan| plan.metrics.as_slice()).unwrap_or_default();
        let one =
            |m: &pack::Metric| format!("{} {}", ask.language.of(&m.title, &m.title_en), counts.number(&m.id));
        metrics.iter().map(one).collect::<Vec<_>>().join("，")
    };
    match event {
        IncidentEvent::Learnt(_) => ("incidents.was_learnt", String::new()),
        IncidentEvent::Counted(counts) => ("incidents.was_counted", numbers(&counts)),
        IncidentEvent::Tallied { counts, .. } => ("incidents.was_tallied", numbers(&counts)),
        IncidentEvent::GradeDecided(one) => {
            ("incidents.was_grade_decided", format!("{}：{}", one.grade, one.grounds))
        }
        IncidentEvent::Graded(graded) => {
            let clauses =
                graded.because.iter().map(|holds| holds.clause.as_str()).collect::<Vec<_>>().join("，");
            ("incidents.was_graded", format!("{} {clauses}", graded.grade.unwrap_or_else(|| "—".to_owned())))
        }
        IncidentEvent::Proposed(one) => ("incidents.was_proposed", decision(&one.decision)),
        IncidentEvent::Settled(one) => {
            let proposal = seen.room.proposals.iter().find(|p| p.proposed.what.no == one.no);
            let title = proposal.map(|p| decision(&p.proposed.what.decision)).unwrap_or_default();
            let word = ask.t(if one.agreed { "incidents.agreed" } else { "incidents.refused" });
            ("incidents.was_settled", format!("{title}：{word}，{}", one.reason))
        }
        IncidentEvent::StepDone(one) => {
            let measure =
                plan.and_then(|plan| plan.measures.iter().find(|measure| measure.id == one.measure));
            let title = measure.map_or(one.measure.as_str(), |m| ask.language.of(&m.title, &m.title_en));
            ("incidents.was_step", format!("{title} {}", one.note))
        }
        IncidentEvent::Noted { text } => ("incidents.was_noted", text),
        IncidentEvent::Written(one) => (
            "incidents.was_written",
            format!("{} → {}（{}）", ask.t(kind_word(one.kind)), one.to, one.channel),
        ),
        IncidentEvent::Acknowledged(one) => ("incidents.was_acknowledged", format!("{} {}", one.no, one.by)),
        IncidentEvent::ResponseStarted {} => ("incidents.was_started", String::new()),
        IncidentEvent::ResponseEnded {} => ("incidents.was_ended", String::new()),
    }
}
